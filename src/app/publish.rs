//! 导出: a draft at any time; a final copy once every error has a reason and every warning an explanation.

use super::desk::use_desk;
use super::trust::use_trust;
use leptos::prelude::*;

#[component]
pub(super) fn ExportDoor() -> impl IntoView {
    let (desk, trust) = (use_desk(), use_trust());
    let open = RwSignal::new(false);
    let standing = move || trust.standing.get();
    let words = move || {
        let standing = standing();
        if !trust.started.get() {
            return "正在检查，请稍候…".to_string();
        }
        match standing.may_be_final() {
            true if standing.excused == 0 => "检查都过了，可以出定稿。".to_string(),
            true => format!("有 {} 处写明了理由，会印进自查表。", standing.excused),
            false => {
                let errors = standing.errors + standing.unfilled - standing.excused;
                let mut parts = Vec::new();
                if errors > 0 {
                    let what = if standing.errors == 0 {
                        "没有填"
                    } else {
                        "必须改正的没有改、也没写理由"
                    };
                    parts.push(format!("{errors} 处{what}"));
                }
                if standing.unexplained() > 0 {
                    parts.push(format!("{} 处须说明的还没写说明", standing.unexplained()));
                }
                format!("还不能出定稿：{}。", parts.join("，"))
            }
        }
    };
    let close = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == "Escape" && open.get_untracked() {
            open.set(false);
        }
    });
    on_cleanup(move || close.remove());
    view! {
        <div class="export-door">
            <button class="solid" id="export-html" aria-haspopup="true" aria-expanded=move || open.get().to_string()
                title="导出可打印的公开文档（一个网页文件）" on:click=move |_| open.update(|open| *open = !*open)>"导出文档 ▾"</button>
            {move || open.get().then(|| view! {
                <div class="export-menu" role="group" aria-label="导出文档">
                    <p class="export-state" class:closed=move || trust.started.get() && !standing().may_be_final()>{words}</p>
                    <button class="tool" id="export-draft" on:click=move |_| { open.set(false); desk.export_html(true); }>
                        <b>"导出草稿"</b><span class="help">"带“草稿”水印，随时可以"</span></button>
                    <button class="tool" id="export-final" disabled=move || !(trust.started.get() && standing().may_be_final())
                        on:click=move |_| { open.set(false); desk.export_html(false); }>
                        <b>"导出定稿"</b><span class="help">"没有水印，用来公开"</span></button>
                    <button class="tool" on:click=move |_| { open.set(false); desk.export_self_check(); }>
                        <b>"导出公开前自查表"</b><span class="help">"每条检查的结果和说明，可签字存档"</span></button>
                    <button class="link" on:click=move |_| { open.set(false); super::trust::open_list(desk); }>"去看检查发现"</button>
                </div>
            })}
        </div>
    }
}
