//! Other forms than the program's own, on the start screen.

use super::Shell;
use super::templates::{self, Outcome};
use leptos::html::Input;
use leptos::prelude::*;

#[component]
pub(super) fn TemplateChoice() -> impl IntoView {
    let shell = expect_context::<Shell>();
    let kept = RwSignal::new(templates::list());
    let outcome = RwSignal::new(None::<Outcome>);
    let (folder, archive) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let chosen = move |field: NodeRef<Input>| {
        let Some(element) = field.get_untracked() else { return };
        if let Some(files) = element.files().filter(|files| files.length() > 0) {
            shell.problem.set(None);
            templates::choose(&files, shell, outcome);
        }
        element.set_value("");
    };
    Effect::new(move |_| {
        if matches!(outcome.get(), Some(Outcome::Kept(_))) {
            kept.set(templates::list());
        }
    });
    Effect::new(move |_| {
        if let Some(field) = folder.get() {
            // No standard names it, yet every browser has it; one without lets files be chosen one by one.
            let _ = field.set_attribute("webkitdirectory", "");
        }
    });
    let click = move |field: NodeRef<Input>| {
        if let Some(element) = field.get_untracked() {
            element.click();
        }
    };
    let said = move || {
        match outcome.get() {
        None => ().into_any(),
        Some(Outcome::Busy) => view! { <p role="status">"正在检查模板…"</p> }.into_any(),
        Some(Outcome::Kept(id)) => {
            let title = kept.get().into_iter().find(|(other, ..)| *other == id).map(|(.., title)| title);
            view! { <p role="status" class="good">{format!("✓ 模板没有错误，已存在这个浏览器：{}", title.unwrap_or(id))}</p> }.into_any()
        }
        Some(Outcome::Complaints(complaints)) => view! {
            <div role="alert" class="complaints">
                <p><b>{format!("▲ 模板有 {} 处要改，没有收下：", complaints.len())}</b></p>
                <ol>{complaints.into_iter().take(200).map(|line| view! { <li>{line}</li> }).collect_view()}</ol>
            </div>
        }
        .into_any(),
    }
    };
    view! {
        <h2>"其他表式"</h2>
        <p class="help">"别的地方或年度的表式是一个模板文件夹（里面有 report.toml）。选文件夹或它的 zip 压缩包，检查无误后就能用它新建报告。"</p>
        <p class="template-actions">
            <button class="tool" id="template-folder" on:click=move |_| click(folder)>"选模板文件夹"</button>
            <button class="tool" id="template-archive" on:click=move |_| click(archive)>"选模板压缩包（zip）"</button>
        </p>
        <input class="sr" type="file" id="template-files" tabindex="-1" aria-label="选择模板文件夹" multiple=true
            node_ref=folder on:change=move |_| chosen(folder)/>
        <input class="sr" type="file" id="template-zip" tabindex="-1" aria-label="选择模板压缩包" accept=".zip"
            node_ref=archive on:change=move |_| chosen(archive)/>
        {said}
        <ul class="kept templates">
            {move || kept.get().into_iter().map(|(id, version, title)| {
                let (start, gone) = (id.clone(), id.clone());
                view! {
                    <li>
                        <span class="words">{title}</span>
                        <span class="when">{format!("{id} 第{version}版")}</span>
                        <button class="solid" on:click=move |_| shell.new_report_of(&start)>"用它新建"</button>
                        <button class="plain" title="只从这个浏览器里拿掉模板；用它编的报告还在，重新选回模板就能打开"
                            on:click=move |_| { templates::forget(&gone); kept.set(templates::list()); outcome.set(None); }>"拿掉"</button>
                    </li>
                }
            }).collect_view()}
        </ul>
    }
}
