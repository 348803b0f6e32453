//! The start screen: new, open, sample, and what is kept in this browser.

use super::template_choice::TemplateChoice;
use super::{SAMPLE, Shell, storage};
use leptos::prelude::*;

#[component]
pub(super) fn StartView() -> impl IntoView {
    let shell = expect_context::<Shell>();
    document().set_title("部门决算公开编制台");
    let kept = RwSignal::new(storage::list());
    let removed = RwSignal::new(None::<(storage::Kept, String)>);
    let input = NodeRef::<leptos::html::Input>::new();
    let chosen = move |_| {
        let Some(element) = input.get_untracked() else { return };
        if let Some(file) = element.files().and_then(|files| files.get(0)) {
            shell.open_chosen(&file);
        }
        element.set_value("");
    };
    let choose = move |_| {
        if let Some(element) = input.get_untracked() {
            element.click();
        }
    };
    let remove = move |entry: storage::Kept| {
        if let Some(json) = storage::remove(&entry.id) {
            removed.set(Some((entry, json)));
        }
        kept.set(storage::list());
    };
    let restore = move |_| {
        if let Some((entry, json)) = removed.get_untracked() {
            match storage::save(entry, &json) {
                Ok(()) => removed.set(None),
                Err(error) => shell.problem.set(Some(error.to_string())),
            }
        }
        kept.set(storage::list());
    };
    view! {
        <div class="start">
            <header class="top"><span class="brand"><span class="seal" aria-hidden="true">"决"</span>"部门决算公开编制台"</span></header>
            <main>
                <h1>"从哪里开始？"</h1>
                <ol class="steps">
                    <li>"填表：按元填末级科目，款、类、合计和跟着它的各张表自动算。"</li>
                    <li>"看文：正文里的金额、占比、增减都是活数，您只写变动原因。"</li>
                    <li>"导出：一键得到可打印的公开文档；报告只存在这台电脑里，不上传。"</li>
                </ol>
                <div class="problem" role="alert">{move || shell.problem.get()}</div>
                <div class="cards">
                    <button class="card primary" id="new-report" on:click=move |_| shell.new_report()>
                        <b>"新建报告"</b><span>"2023年度内蒙古旗县版表式，从空表填起。"</span>
                    </button>
                    <button class="card" id="open-file" on:click=choose>
                        <b>"打开文件"</b><span>"打开以前保存的报告文件，也可以把文件拖到这一页。"</span>
                    </button>
                    <button class="card" id="open-sample" on:click=move |_| shell.open_sample(false)>
                        <b>"打开示例"</b><span>"科尔沁左翼中旗政务服务局2023年度报告，可以随意改动。"</span>
                    </button>
                </div>
                <input class="sr" type="file" id="file" tabindex="-1" aria-label="选择报告文件" accept=".json,application/json"
                    node_ref=input on:change=chosen/>
                <h2>"这台电脑上的报告"</h2>
                <ul class="kept">
                    {move || kept.get().into_iter().map(|entry| {
                        let (open, gone) = (entry.id.clone(), entry.clone());
                        let sample = entry.id == SAMPLE;
                        view! {
                            <li>
                                <span class="words">{entry.title.clone()}{sample.then_some(view! { <em>"示例"</em> })}</span>
                                <span class="when">{when(&entry.saved)}</span>
                                <button class="solid" on:click=move |_| shell.open_kept(&open)>"继续编"</button>
                                {sample.then_some(view! {
                                    <button class="plain" on:click=move |_| shell.open_sample(true)>"还原示例"</button>
                                })}
                                <button class="plain" on:click=move |_| remove(gone.clone())>"删除"</button>
                            </li>
                        }
                    }).collect_view()}
                    {move || kept.with(Vec::is_empty).then_some(view! {
                        <li class="none">"还没有。新建或打开的报告改动后会自动存在这里。"</li>
                    })}
                </ul>
                {move || removed.get().map(|(entry, _)| view! {
                    <p class="undo-line" role="status">"已删除“"{entry.title}"”。"
                        <button class="plain" on:click=restore>"撤销删除"</button></p>
                })}
                <TemplateChoice/>
            </main>
        </div>
    }
}

/// 2024-11-05 10:42, in the clerk's own time.
fn when(saved: &str) -> String {
    let Ok(milliseconds) = saved.parse::<f64>() else { return String::new() };
    let date = js_sys::Date::new(&js_sys::Number::from(milliseconds));
    format!(
        "{}-{:02}-{:02} {:02}:{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes()
    )
}
