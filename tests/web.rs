//! The app inside a browser.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_app_mounts() {
    final_accounts::app::start();
    let document = web_sys::window().and_then(|window| window.document()).expect("a page");
    assert!(document.get_element_by_id("app").is_some());
}
