//! One finding in the panel: what is wrong, both sides, how it came about, what to do.

use super::answer::AnswerView;
use super::go_to_spot;
use super::{colour, open_list, shape, step, use_both};
use crate::amount::{Amount, Unit};
use crate::calc::{Value, Values};
use crate::checks::{Finding, Spot, Suspect, slips};
use crate::document::shown;
use leptos::prelude::*;

#[component]
pub(in crate::app) fn FindingDetail() -> impl IntoView {
    let (desk, trust) = use_both();
    // What the panel explains, with its number among all; the key alone once it is settled.
    let current = Memo::new(move |_| {
        let key = desk.finding.get()?;
        let found = trust.findings.with(|findings| {
            let at = findings.iter().position(|finding| finding.key == key)?;
            Some((at + 1, findings.len(), findings[at].clone()))
        });
        Some((key, found))
    });
    move || {
        let (_, found) = current.get()?;
        let close = view! {
            <button class="plain" title="收起这一处" aria-label="收起这一处" on:click=move |_| desk.finding.set(None)>"×"</button>
        };
        let steps = view! {
            <div class="finding-steps">
                <button class="tool" on:click=move |_| step(desk, trust, false)>"‹ 上一处"</button>
                <button class="tool" on:click=move |_| step(desk, trust, true)>"下一处 ›"</button>
                <button class="link" id="back-to-findings" on:click=move |_| open_list(desk)>"回到全部发现"</button>
            </div>
        };
        Some(match found {
            None => view! {
                <section class="finding-detail settled" aria-live="polite">
                    <p class="finding-head"><b>"✓ 这一处已经没有问题"</b><span class="grow"></span>{close}</p>
                    {steps}
                </section>
            }
            .into_any(),
            Some((number, count, finding)) => {
                let kind = finding.severity;
                let rule = finding.code.clone();
                view! {
                    <section class=format!("finding-detail {}", colour(kind)) aria-live="polite">
                        <p class="finding-head">
                            <span class=format!("tag {}", colour(kind))>{shape(kind)}" "{kind.label()}</span>
                            <span class="help">{format!("第{number}处，共{count}处 · {rule}")}</span>
                            <span class="grow"></span>{close}
                        </p>
                        <h3>{finding.headline()}</h3>
                        {(!finding.words.is_empty()).then(|| view! { <p class="help">{format!("应当：{}", finding.title)}</p> })}
                        <Sides finding=finding.clone()/>
                        <p>{finding.explanation.clone()}</p>
                        <p class="help">{format!("看：{}", finding.look_at)}</p>
                        <Basis check=finding.check/>
                        <Facts finding=finding.clone()/>
                        <Causes key=finding.key.clone()/>
                        <AnswerView finding/>
                        {steps}
                    </section>
                }
                .into_any()
            }
        })
    }
}

/// Both sides, and how far they are apart.
#[component]
fn Sides(finding: Finding) -> impl IntoView {
    let difference = finding.difference.and_then(Amount::abs).filter(|amount| !amount.is_zero());
    let difference = difference.map(|amount| {
        let yuan = shown(Value::Money(amount), Unit::Yuan);
        // Less than a hundredth of 万元 would read as no difference.
        match amount.in_wan(2).is_zero() {
            true => format!("相差 {yuan} 元"),
            false => format!("相差 {yuan} 元（{} 万元）", shown(Value::Money(amount), Unit::TenThousandYuan)),
        }
    });
    let sides = finding.sides.map(|[left, right]| {
        let side = |(words, value): (String, String)| {
            view! { <div class="side"><span>{words}</span><b>{value}</b></div> }
        };
        view! { <div class="sides">{side(left)}<span class="unequal" aria-hidden="true">"≠"</span>{side(right)}</div> }
    });
    view! { {sides}{difference.map(|words| view! { <p class="difference">{words}</p> })} }
}

/// The regulation it rests on.
#[component]
fn Basis(check: usize) -> impl IntoView {
    let (desk, _) = use_both();
    let basis = desk.sheet.template().checks.get(check).map(|check| check.basis.clone()).unwrap_or_default();
    (!basis.is_empty()).then(|| view! { <p class="help">{format!("依据：{basis}")}</p> })
}

/// The cells with their values, and the other places, each a way there.
#[component]
fn Facts(finding: Finding) -> impl IntoView {
    let (desk, _) = use_both();
    let cells = finding.cells.iter().copied();
    let facts: Vec<_> = match finding.facts.is_empty() {
        true => cells
            .map(|cell| (cell, crate::calc::cell_label(cell, &desk.sheet), desk.sheet.value(cell)))
            .collect(),
        false => cells.zip(finding.facts).map(|(cell, (label, value))| (cell, label, value)).collect(),
    };
    let rows = facts.into_iter().map(|(cell, label, value)| {
        view! {
            <tr>
                <td><button class="link" on:click=move |_| desk.go_to(cell)>{label}</button></td>
                <td class="sum">{shown(value, Unit::Yuan)}</td>
                <td class="sum faint">{shown(value, Unit::TenThousandYuan)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let places = finding.spots.into_iter().filter(|spot| !matches!(spot, Spot::Cell(_))).enumerate();
    let places = places.map(|(index, spot)| {
        let words = if index == 0 { "去这里".to_string() } else { format!("去第{}处", index + 1) };
        view! { <button class="tool" on:click=move |_| go_to_spot(desk, &spot)>{words}</button> }
    });
    let places = places.collect_view();
    view! {
        {(!rows.is_empty()).then(|| view! {
            <table class="operands">
                <thead><tr><th scope="col">"用到的数"</th><th scope="col">"元"</th><th scope="col">"万元"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        })}
        <p class="finding-steps">{places}</p>
    }
}

/// The cells most likely wrong, and what may have happened there.
#[component]
fn Causes(key: String) -> impl IntoView {
    let (desk, trust) = use_both();
    move || {
        let suspects: Vec<Suspect> = trust.groups.with(|groups| {
            let at = trust.findings.with(|findings| findings.iter().position(|finding| finding.key == key));
            let group = at.and_then(|at| groups.iter().find(|group| group.findings.contains(&at)));
            group.map(|group| group.suspects.clone()).unwrap_or_default()
        });
        if suspects.is_empty() {
            return None;
        }
        let alike = suspects.len() > 1 && suspects.iter().all(|suspect| suspect.weight == suspects[0].weight);
        let rows = suspects.iter().map(|suspect| {
            let cell = suspect.cell;
            let would = suspect.would_be.map(|amount| {
                format!("改成 {} 元就平了", shown(Value::Money(amount), Unit::Yuan))
            });
            let value = match suspect.value {
                Value::Blank => "现在空着".to_string(),
                value => format!("现在是 {} 元", shown(value, Unit::Yuan)),
            };
            let guesses = desk.sheet.with_engine(|engine| slips(suspect, engine));
            let guesses = guesses.into_iter().map(|slip| view! { <span class="guess">"猜想："{slip.words}</span> });
            view! {
                <li><button class="link" on:click=move |_| desk.go_to(cell)>{suspect.label.clone()}</button>
                    <span class="help">{value}{would.map(|words| format!("，{words}"))}</span>{guesses.collect_view()}</li>
            }
        });
        Some(view! {
            <div class="causes">
                <h4>"最可能填错的格子"</h4>
                <ol>{rows.collect_view()}</ol>
                <p class="help">{if alike { "这几格一样可疑，请对照凭证逐个核实。" } else { "这是推测，请对照凭证核实。" }}</p>
            </div>
        })
    }
}
