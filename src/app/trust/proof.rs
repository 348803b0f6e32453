//! A text from elsewhere, read against the report: the text on top, what is wrong in it below; a line of the list marks
//! its place in the text.

use super::use_both;
use crate::annex::proof::{Answer, Line, TASK, input};
use crate::app::{annex, templates};
use crate::calc::Values;
use crate::io::json;
use crate::report::CellRef;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// How the reading stands.
#[derive(Clone, Debug, PartialEq)]
enum State {
    Idle,
    Reading,
    Read(Answer),
    Failed(String),
}

#[component]
pub(in crate::app) fn ProofView() -> impl IntoView {
    let (desk, _) = use_both();
    let text = desk.proofed;
    let state = RwSignal::new(State::Idle);
    // The text as it was read: once it is changed, places in it mean nothing any more.
    let read = RwSignal::new(String::new());
    let start = move || {
        let (report, template) = desk.sheet.with_engine(|engine| {
            let report = engine.report();
            (json::write(report), report.template().id.clone())
        });
        let given = text.get_untracked();
        if given.trim().is_empty() {
            state.set(State::Failed("还没有文字：先把决算文档的文字贴到上面的框里。".into()));
            return;
        }
        state.set(State::Reading);
        read.set(given.clone());
        annex::call(
            TASK,
            input(report, given, templates::written(&template)),
            |_| {},
            move |answer| {
                if state.is_disposed() {
                    return;
                }
                let answer =
                    answer.and_then(|answer| serde_json::from_str(&answer).map_err(|e| e.to_string()));
                state.set(match answer {
                    Ok(answer) => State::Read(answer),
                    Err(problem) => State::Failed(format!("没有校对成：{problem}")),
                });
            },
        );
    };
    if !text.with_untracked(String::is_empty) {
        start();
    }
    let stale = move || {
        desk.sheet.track_edits();
        matches!(state.get(), State::Read(_)) && text.with(|text| read.with(|read| text != read))
    };
    view! {
        <div class="head">
            <p class="crumbs"><button class="link" on:click=move |_| super::open_list(desk)>"检查发现"</button>" › 数字校对"</p>
            <h1>"校对一段文字"</h1>
            <p class="help">"把已经写好的决算文档（Word、PDF 里复制的文字）贴进来，里面的金额、比率、个数、年度和增减方向会逐个与本报告的数核对。文字不会存进报告，也不会离开这台电脑。"</p>
        </div>
        <div class="scroll">
            <div class="proof-sheet">
                <label class="sr" for="proof-input">"要校对的文字"</label>
                <textarea id="proof-input" rows="10" spellcheck="false" placeholder="在这里粘贴文字（Ctrl+V）" prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))
                    on:paste=move |_| set_timeout(start, std::time::Duration::from_millis(30))></textarea>
                <p class="finding-steps">
                    <button class="tool strong" id="start-proof" disabled=move || state.get() == State::Reading on:click=move |_| start()>"核对"</button>
                    <button class="tool" on:click=move |_| { text.set(String::new()); state.set(State::Idle); }>"清空"</button>
                    <span class="help" role="status" aria-live="polite">{move || match state.get() {
                        State::Idle => String::new(),
                        State::Reading => "正在核对…".into(),
                        State::Failed(problem) => problem,
                        State::Read(answer) if stale() => format!("文字改过了，点“核对”再查一遍（上次 {} 处）。", answer.remarks.len()),
                        State::Read(answer) => summary(&answer),
                    }}</span>
                </p>
                {move || match state.get() {
                    State::Read(answer) => outcome(answer).into_any(),
                    _ => ().into_any(),
                }}
            </div>
        </div>
    }
}

fn summary(answer: &Answer) -> String {
    let rounding = match answer.rounding {
        0 => String::new(),
        count => format!("（其中 {count} 个是四舍五入的尾差）"),
    };
    format!(
        "共 {} 个数：{} 个与报告一致{rounding}，{} 处要看，{} 个没有对应的数、没有判。",
        answer.figures,
        answer.agreed,
        answer.remarks.len() + answer.more,
        answer.unjudged.len()
    )
}

fn outcome(answer: Answer) -> impl IntoView {
    let more = answer.more;
    let none = answer.remarks.is_empty();
    let remarks = answer.remarks.into_iter().map(|line| view! { <RemarkLine line/> }).collect_view();
    let count = answer.unjudged.len();
    let unjudged = answer.unjudged.into_iter().map(|line| {
        let (start, end) = (line.start, line.end);
        view! {
            <li><button class="link" on:click=move |_| mark(start, end)>{format!("第{}行 {}", line.line, line.written)}</button>
                <span class="help">{line.sentence}</span></li>
        }
    });
    let unjudged = unjudged.collect_view();
    view! {
        <ul class="findings bundle">{remarks}</ul>
        {(more > 0).then(|| view! { <p class="help">{format!("还有 {more} 处没有列出，先改上面的。")}</p> })}
        {none.then_some(view! { <p class="empty">"✓ 判得了的数都与报告一致。"</p> })}
        {(count > 0).then(|| view! {
            <details class="unjudged"><summary>{format!("没有判的 {count} 个数")}</summary>
                <p class="help">"这些数所在的句子没有提到报告里的项目，请自己核对。"</p><ul>{unjudged}</ul></details>
        })}
    }
}

#[component]
fn RemarkLine(line: Line) -> impl IntoView {
    let (desk, _) = use_both();
    let shape = match line.severity.as_str() {
        "error" => "▲",
        "warning" => "◆",
        _ => "●",
    };
    let template = desk.sheet.template();
    let cells = line.cells.iter().filter_map(|name| CellRef::parse(&template, name)).take(3);
    let cells = cells.map(|cell| {
        let label = crate::calc::cell_label(cell, &desk.sheet);
        view! { <button class="link" on:click=move |_| desk.go_to(cell)>{label}</button> }
    });
    let cells = cells.collect_view();
    let (start, end) = (line.start, line.end);
    let expected = line.expected.clone().map(|expected| format!("应为 {expected}"));
    view! {
        <li>
            <button class=format!("finding {}", line.severity) data-remark=line.label.clone() on:click=move |_| mark(start, end)>
                <span class="mark" aria-hidden="true">{shape}</span>
                <span class="finding-words"><b>{line.written.clone()}</b><span>{line.words.clone()}</span></span>
                <span class="place">{format!("第{}行 · {}", line.line, line.label)}</span>
                <span class="apart">{expected}</span>
                <span></span>
            </button>
            <p class="remark-cells">{cells}</p>
        </li>
    }
}

/// Marks a place in the text and brings it into sight.
fn mark(start: usize, end: usize) {
    let field = document().get_element_by_id("proof-input");
    let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlTextAreaElement>().ok()) else {
        return;
    };
    let at = |units: usize| u32::try_from(units).unwrap_or(u32::MAX);
    // Giving it the focus with a caret there scrolls to it; then the place is marked.
    let _ = field.set_selection_range(at(start), at(start));
    let _ = field.blur();
    let _ = field.focus();
    let _ = field.set_selection_range(at(start), at(end));
    // How far down the place is: as far as a field with only the text before it would be high.
    let whole = field.value();
    let units: Vec<u16> = whole.encode_utf16().take(start).collect();
    field.set_value(&String::from_utf16_lossy(&units));
    let height = field.scroll_height();
    field.set_value(&whole);
    let _ = field.set_selection_range(at(start), at(end));
    field.set_scroll_top((height - field.client_height() / 2).max(0));
    let top = field.get_bounding_client_rect().top();
    if !(0.0..=400.0).contains(&top) {
        field.scroll_into_view();
    }
}
