//! What leaves the desk as a file.

use super::desk::Desk;
use super::{annex, files, templates};
use crate::annex::{export, self_check};
use crate::document::{document_title, unfinished};
use crate::io::json;
use leptos::prelude::IsDisposed;

impl Desk {
    /// Hands a file to the browser.
    pub(super) fn save_file(&self, name: String, mime: &str, text: &str) {
        match files::save_file(&name, mime, text) {
            Ok(()) => self.say(format!("已交给浏览器保存：{name}"), false),
            Err(_) => self.say("浏览器没能保存文件，请换一个浏览器再试", true),
        }
    }

    /// The whole report as a file that can be opened again.
    pub(super) fn save_json(&self) {
        let (title, text) =
            self.sheet.with_engine(|engine| (engine.report().title(), json::write(engine.report())));
        self.save_file(files::file_name(&title, "json"), "application/json", &text);
    }

    /// The document to print: a draft, or the final copy.
    pub(super) fn export_html(&self, draft: bool) {
        let (json, title, (unread, missing), template) = self.sheet.with_engine(|engine| {
            let report = engine.report();
            let template = report.template().id.clone();
            (
                json::write(report),
                document_title(engine),
                (report.unread_count(), unfinished(engine)),
                template,
            )
        });
        let desk = *self;
        self.say("正在生成文档…", false);
        annex::call(
            export::TASK,
            export::input(json, draft, templates::written(&template)),
            |_| {},
            move |made| {
                // The clerk may have gone back to the start meanwhile.
                if desk.place.is_disposed() {
                    return;
                }
                match made {
                    Ok(text) => {
                        desk.save_file(files::file_name(&title, "html"), "text/html", &text);
                        let what = if draft { "草稿" } else { "定稿" };
                        let mut open = Vec::new();
                        if unread > 0 {
                            open.push(format!("{unread}处填写认不出是数（标红的）"));
                        }
                        if missing > 0 {
                            open.push(format!("{missing}处还没有填（大纲里带◐的）"));
                        }
                        match open.is_empty() {
                            true => desk.say(format!("{what}已导出"), false),
                            false => desk.say(format!("{what}已导出，还有：{}", open.join("；")), true),
                        }
                    }
                    Err(problem) => desk.say(format!("文档没有导出：{problem}"), true),
                }
            },
        );
    }

    /// The self-check before publication.
    pub(super) fn export_self_check(&self) {
        let (json, title, template) = self.sheet.with_engine(|engine| {
            let report = engine.report();
            (json::write(report), report.title(), report.template().id.clone())
        });
        let desk = *self;
        self.say("正在生成自查表…", false);
        annex::call(
            self_check::TASK,
            self_check::input(json, today(), templates::written(&template)),
            |_| {},
            move |made| {
                if desk.place.is_disposed() {
                    return;
                }
                match made {
                    Ok(text) => {
                        let name = files::file_name(&format!("公开前自查表 {title}"), "html");
                        desk.save_file(name, "text/html", &text);
                        desk.say("自查表已导出，打开后可以打印签字", false);
                    }
                    Err(problem) => desk.say(format!("自查表没有导出：{problem}"), true),
                }
            },
        );
    }
}

/// Today: 2024年11月24日.
fn today() -> String {
    let now = js_sys::Date::new_0();
    format!("{}年{}月{}日", now.get_full_year(), now.get_month() + 1, now.get_date())
}
