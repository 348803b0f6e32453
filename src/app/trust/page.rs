//! All findings: by cause or by place, by severity and by section.

use super::{colour, shape, show, use_both};
use crate::amount::{Amount, Unit};
use crate::calc::{Value, Values};
use crate::checks::{Finding, LineKey, answer, line_of};
use crate::document::shown;
use crate::template::Severity;
use leptos::prelude::*;

/// A run of findings under one heading.
#[derive(Clone, Debug, PartialEq)]
struct Bundle {
    severity: Severity,
    /// What they have in common; empty for a single finding.
    about: String,
    /// The cell to look at first.
    first: String,
    findings: Vec<Finding>,
}

/// A run of more findings than this is opened when it is asked for.
const OPEN: usize = 4;

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Notice];

#[component]
pub(in crate::app) fn FindingsView() -> impl IntoView {
    let (desk, trust) = use_both();
    let by_cause = desk.by_cause;
    let hidden = desk.hidden_severities;
    let only = desk.only_line;
    let template = desk.sheet.template();
    let count = move |severity: Severity| {
        trust
            .findings
            .with(|findings| findings.iter().filter(|f| f.severity == severity && !f.unfilled).count())
    };
    let passes = move |finding: &Finding| {
        let template = desk.sheet.template();
        let line = || finding.first_spot().and_then(|spot| line_of(&spot, &template));
        let shown = match finding.unfilled {
            true => !desk.hide_unfilled.get(),
            false => hidden.with(|hidden| !hidden.contains(&finding.severity)),
        };
        shown && only.with(|only| only.is_none() || *only == line())
    };
    let bundles = Memo::new(move |_| {
        trust.findings.with(|findings| match by_cause.get() {
            true => trust.groups.with(|groups| {
                let bundle = |group: &crate::checks::Group| {
                    let mine = group.findings.iter().filter_map(|index| findings.get(*index));
                    let mine: Vec<Finding> = mine.filter(|finding| passes(finding)).cloned().collect();
                    Some(Bundle {
                        severity: mine.first()?.severity,
                        about: if mine.len() > 1 { group.about.clone() } else { String::new() },
                        first: group.suspects.first().map(|s| s.label.clone()).unwrap_or_default(),
                        findings: mine,
                    })
                };
                let mut found: Vec<Bundle> = groups.iter().filter_map(bundle).collect();
                found.sort_by_key(|bundle| {
                    (bundle.findings.iter().all(|finding| finding.unfilled), bundle.severity)
                });
                found
            }),
            false => by_line(findings.iter().filter(|finding| passes(finding)), desk),
        })
    });
    let lines = Memo::new(move |_| trust.counts.with(|counts| counts.keys().cloned().collect::<Vec<_>>()));
    let checks = template.checks.len();
    let heading = move || {
        let total = trust.findings.with(Vec::len);
        match total {
            0 => "没有发现要改、要说明的地方".to_string(),
            _ => format!("{total} 处要看，按起因归成 {} 组", trust.groups.with(Vec::len)),
        }
    };
    view! {
        <div class="head findings-head">
            <div>
                <p class="crumbs">"检查发现"</p>
                <h1>{heading}</h1>
                <p class="help">{format!("{checks} 条检查，随填随查。点一条就到那一格或那句话；F8 下一处，Shift+F8 上一处。")}</p>
            </div>
            <span class="grow"></span>
            <button class="tool" id="proof-text" title="把已有的决算文档贴进来，逐个核对里面的数"
                on:click=move |_| desk.go(crate::app::desk::Place::Proof)>"校对一段文字"</button>
            <button class="tool" id="self-check" title="导出可打印、可签字的公开前自查表"
                on:click=move |_| desk.export_self_check()>"导出自查表"</button>
        </div>
        <div class="tools">
            <button class="segment" class:on=move || by_cause.get() aria-pressed=move || by_cause.get().to_string()
                on:click=move |_| by_cause.set(true)>"按起因"</button>
            <button class="segment" class:on=move || !by_cause.get() aria-pressed=move || (!by_cause.get()).to_string()
                on:click=move |_| by_cause.set(false)>"按位置"</button>
            <span class="gap"></span>
            {SEVERITIES.map(|severity| view! {
                <button class=format!("chip {}", colour(severity)) class:off=move || hidden.with(|hidden| hidden.contains(&severity))
                    aria-pressed=move || (!hidden.with(|hidden| hidden.contains(&severity))).to_string()
                    title=format!("显示或隐藏“{}”", severity.label())
                    on:click=move |_| hidden.update(|hidden| match hidden.iter().position(|known| *known == severity) {
                        Some(at) => { hidden.remove(at); }
                        None => hidden.push(severity),
                    })>
                    <span aria-hidden="true">{shape(severity)}</span>" "{severity.label()}" "{move || count(severity)}</button>
            })}
            <button class="chip" class:off=move || desk.hide_unfilled.get() aria-pressed=move || (!desk.hide_unfilled.get()).to_string()
                title="显示或隐藏没填的" on:click=move |_| desk.hide_unfilled.update(|hide| *hide = !*hide)>
                <span aria-hidden="true">"○"</span>" 没填 "{move || trust.findings.with(|all| all.iter().filter(|f| f.unfilled).count())}</button>
            <select id="findings-line" aria-label="只看一处" on:change=move |event| {
                let at = event_target_value(&event).parse::<usize>().ok();
                only.set(at.and_then(|at| lines.with_untracked(|lines| lines.get(at).cloned())));
            }>
                <option value="">"全部表和节"</option>
                {move || {
                    let template = desk.sheet.template();
                    lines.get().into_iter().enumerate().map(|(at, line)| {
                        let chosen = only.with_untracked(|only| only.as_ref() == Some(&line));
                        view! { <option value=at.to_string() selected=chosen>{line.label(&template)}</option> }
                    }).collect_view()
                }}
            </select>
        </div>
        <div class="scroll">
            <div class="findings-sheet">
                <For each=move || bundles.get() key=|bundle| format!("{bundle:?}") children=move |bundle| view! { <BundleView bundle/> }/>
                {move || bundles.with(Vec::is_empty).then(|| {
                    let any = trust.findings.with(|findings| !findings.is_empty());
                    let words = if any { "按现在的筛选没有要看的，点上面的标签可以放宽。" } else { "✓ 检查都通过了。" };
                    view! { <p class="empty">{words}</p> }
                })}
            </div>
        </div>
    }
}

fn by_line<'f>(findings: impl Iterator<Item = &'f Finding>, desk: crate::app::desk::Desk) -> Vec<Bundle> {
    let template = desk.sheet.template();
    let mut found: Vec<(Option<LineKey>, Bundle)> = Vec::new();
    for finding in findings {
        let line = finding.first_spot().and_then(|spot| line_of(&spot, &template));
        match found.iter_mut().find(|(known, _)| *known == line) {
            Some((_, bundle)) => {
                bundle.severity = bundle.severity.min(finding.severity);
                bundle.findings.push(finding.clone());
            }
            None => {
                let about = line.as_ref().map_or("其他".into(), |line| line.label(&template));
                let (severity, first) = (finding.severity, String::new());
                found.push((line, Bundle { severity, about, first, findings: vec![finding.clone()] }));
            }
        }
    }
    found.into_iter().map(|(_, bundle)| bundle).collect()
}

#[component]
fn BundleView(bundle: Bundle) -> impl IntoView {
    let count = bundle.findings.len();
    let several = !bundle.about.is_empty();
    let open = RwSignal::new(count <= OPEN || !several);
    let severity = bundle.severity;
    let unfilled = bundle.findings.iter().all(|finding| finding.unfilled);
    let (kind, mark) = if unfilled { ("unfilled", "○") } else { (colour(severity), shape(severity)) };
    let head = several.then(|| {
        view! {
            <h2><button class=format!("bundle-head {kind}") aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)>
                <span class="mark" aria-hidden="true">{mark}</span><b>{bundle.about.clone()}</b>
                <span class="help">{format!("{count} 处")}{move || if open.get() { " ▾" } else { " ▸" }}</span></button></h2>
        }
    });
    let findings = StoredValue::new(bundle.findings);
    view! {
        <section class="bundle">{head}
            {move || open.get().then(|| {
                let lines = findings.get_value().into_iter().map(|finding| view! { <FindingLine finding/> });
                view! { <ul class="findings">{lines.collect_view()}</ul> }
            })}
        </section>
    }
}

#[component]
fn FindingLine(finding: Finding) -> impl IntoView {
    let (desk, trust) = use_both();
    let template = desk.sheet.template();
    let place = finding.first_spot().and_then(|spot| line_of(&spot, &template));
    let place = place.map(|line| line.label(&template)).unwrap_or_default();
    let apart = finding.difference.and_then(Amount::abs).filter(|amount| !amount.is_zero());
    let apart = apart.map(|amount| format!("差 {} 元", shown(Value::Money(amount), Unit::Yuan)));
    let words = if finding.words.is_empty() {
        finding.explanation.clone()
    } else {
        format!("应当：{}", finding.title)
    };
    let key = finding.key.clone();
    let on = {
        let key = key.clone();
        move || desk.finding.with(|now| now.as_ref() == Some(&key))
    };
    let (severity, title, code) = (finding.severity, finding.headline(), finding.code.clone());
    let (kind, mark) =
        if finding.unfilled { ("unfilled", "○") } else { (colour(severity), shape(severity)) };
    let said = Memo::new(move |_| answer(&finding, &desk.sheet).stands());
    view! {
        <li>
            <button class=format!("finding {kind}") class:on=on data-finding=key.clone() data-code=code
                on:click=move |_| show(desk, trust, &key)>
                <span class="mark" aria-hidden="true">{mark}</span><span class="sr">{severity.label()}"："</span>
                <span class="finding-words"><b>{title}</b><span>{words}</span></span>
                <span class="place">{place}</span>
                <span class="apart">{apart}</span>
                <span class="said">{move || said.get().then_some("✓ 已说明")}</span>
            </button>
        </li>
    }
}
