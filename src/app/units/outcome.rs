//! How the last consolidation ended.

use super::{Outcome, Units};
use crate::annex::consolidate::Said;
use leptos::prelude::*;

/// Problems shown before the others are unfolded.
const SHOWN: usize = 30;

#[component]
pub(super) fn OutcomeView(units: Units) -> impl IntoView {
    let shown = move || {
        let outcome = units.outcome.get()?;
        // What was undone is no longer said.
        let there = outcome.units.is_err() || units.count() > 0;
        there.then(|| outcome_view(units, outcome))
    };
    view! { <div role="status" aria-live="polite">{shown}</div> }
}

fn outcome_view(units: Units, outcome: Outcome) -> AnyView {
    let Outcome { units: ended, problems } = outcome;
    let failed = ended.is_err();
    let head = match ended {
        Ok(count) => format!("✓ 已汇总 {count} 个单位，本部门报告的金额已换成各单位的合计。"),
        Err(reason) => format!("▲ 没有汇总，报告没有改动。{reason}"),
    };
    let check = problems.iter().filter(|problem| !problem.grave).count();
    let rest = match (failed, check) {
        (false, 0) => "没有发现问题。".to_string(),
        (false, count) => format!("有 {count} 条要核对："),
        (true, _) => String::new(),
    };
    view! {
        <section class="list-sheet outcome" class:failed=failed>
            <p><b>{head}</b>" "{rest}
                <button class="plain" on:click=move |_| units.outcome.set(None)>"知道了"</button></p>
            <Problems problems/>
        </section>
    }
    .into_any()
}

/// Problems in words.
#[component]
pub(super) fn Problems(problems: Vec<Said>) -> impl IntoView {
    let line = |said: &Said| {
        let (mark, kind) = if said.grave { ("▲", "必须处理") } else { ("◆", "请核对") };
        view! {
            <li class:grave=said.grave><span class="mark" aria-hidden="true">{mark}</span><span class="kind">{kind}</span><span>{said.text.clone()}</span></li>
        }
    };
    let rest = problems.len().saturating_sub(SHOWN);
    let all = RwSignal::new(false);
    let lines = move || {
        let most = if all.get() { usize::MAX } else { SHOWN };
        problems.iter().take(most).map(line).collect_view()
    };
    view! {
        <ul class="said">{lines}</ul>
        {move || (rest > 0 && !all.get()).then(|| view! {
            <button class="plain" on:click=move |_| all.set(true)>{format!("还有 {rest} 条")}</button>
        })}
    }
}
