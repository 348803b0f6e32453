//! What is loaded when it is first needed, from the app's own folder: the names of the files, which the build writes
//! into the page, and ECharts.

use js_sys::{Function, Reflect};
use leptos::prelude::document;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlScriptElement, XmlHttpRequest};

/// The name of a file loaded later, from the attribute of the start script's tag.
pub fn file(attribute: &str) -> Option<String> {
    document().get_element_by_id("boot-script")?.get_attribute(attribute)
}

/// Hands on the text of a file of the app's own, or why it could not be had.
pub fn text(attribute: &str, then: impl FnOnce(Result<String, String>) + 'static) {
    let Some(name) = file(attribute) else { return then(Err("页面没有写明文件名".into())) };
    match request(&name) {
        Err(_) => then(Err(format!("没能取到 {name}"))),
        Ok(request) => {
            let answered = request.clone();
            let done = Closure::once_into_js(move || {
                let text = answered.response_text().ok().flatten().filter(|text| !text.is_empty());
                // A page opened from disk has no status to speak of.
                let found = matches!(answered.status(), Ok(0 | 200));
                then(text.filter(|_| found).ok_or_else(|| format!("没能取到 {name}")));
            });
            request.set_onloadend(Some(done.unchecked_ref()));
            if request.send().is_err() {
                leptos::logging::warn!("a request could not be sent");
            }
        }
    }
}

fn request(name: &str) -> Result<XmlHttpRequest, JsValue> {
    let request = XmlHttpRequest::new()?;
    request.open("GET", name)?;
    Ok(request)
}

type Waiting = Box<dyn FnOnce(Result<JsValue, String>)>;

thread_local! {
    /// Who waits for ECharts; the first of them has it loaded.
    static WAITING: RefCell<Vec<Waiting>> = const { RefCell::new(Vec::new()) };
}

/// Hands ECharts on, loading it if it is not there yet; what failed once is tried again when asked for again.
pub fn echarts(then: impl FnOnce(Result<JsValue, String>) + 'static) {
    if let Some(echarts) = loaded() {
        return then(Ok(echarts));
    }
    let first = WAITING.with(|waiting| {
        waiting.borrow_mut().push(Box::new(then));
        waiting.borrow().len() == 1
    });
    if first && let Err(problem) = load() {
        tell(&Err(format!("{problem:?}")));
    }
}

fn loaded() -> Option<JsValue> {
    Reflect::get(&js_sys::global(), &"echarts".into()).ok().filter(JsValue::is_object)
}

fn tell(result: &Result<JsValue, String>) {
    for then in WAITING.with(RefCell::take) {
        then(result.clone());
    }
}

fn load() -> Result<(), JsValue> {
    let name = file("data-echarts").ok_or("页面没有写明作图程序的文件名")?;
    let script: HtmlScriptElement = document().create_element("script")?.unchecked_into();
    let missing = format!("没能取到 {name}");
    let arrived = Closure::once_into_js(move || tell(&loaded().ok_or_else(|| "作图程序没有运行".into())));
    let failed = Closure::once_into_js({
        let script = script.clone();
        move || {
            script.remove();
            tell(&Err(missing));
        }
    });
    script.set_onload(Some(arrived.unchecked_ref()));
    script.set_onerror(Some(failed.unchecked_ref()));
    script.set_src(&name);
    document().head().ok_or("no head")?.append_child(&script)?;
    Ok(())
}

/// Calls a method of an object that has no binding of its own.
pub fn method(object: &JsValue, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(object, &name.into())?.dyn_into()?;
    method.apply(object, &arguments.iter().collect::<js_sys::Array>())
}
