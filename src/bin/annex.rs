//! The annex as a module of its own, which `public/annex-worker.js` runs; all it can do is in [`final_accounts::annex`].

#[cfg(target_arch = "wasm32")]
mod worker {
    use wasm_bindgen::prelude::*;

    /// Runs a task; a refusal is thrown as its words, and only those are.
    #[wasm_bindgen]
    pub fn run(task: &str, input: &str, progress: &js_sys::Function) -> Result<String, JsValue> {
        let mut told = |words: &str| {
            // Nobody to tell is no reason to stop.
            let _ = progress.call1(&JsValue::NULL, &JsValue::from_str(words));
        };
        final_accounts::annex::run(task, input, &mut told).map_err(|problem| JsValue::from_str(&problem))
    }
}

fn main() {}
