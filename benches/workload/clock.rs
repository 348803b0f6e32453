//! Time and output, natively and in Node.

/// A time in nanoseconds.
pub type Nanos = u64;

#[cfg(not(target_arch = "wasm32"))]
pub fn now() -> Nanos {
    use std::sync::OnceLock;
    use std::time::Instant;
    static START: OnceLock<Instant> = OnceLock::new();
    u64::try_from(START.get_or_init(Instant::now).elapsed().as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(not(target_arch = "wasm32"))]
pub fn say(line: &str) {
    println!("{line}");
}

#[cfg(target_arch = "wasm32")]
mod node {
    use wasm_bindgen::prelude::wasm_bindgen;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = performance, js_name = now)]
        #[allow(clippy::disallowed_types, reason = "a time, not money")]
        pub fn milliseconds() -> f64;
        #[wasm_bindgen(js_namespace = console, js_name = log)]
        pub fn say(line: &str);
    }
}

#[cfg(target_arch = "wasm32")]
pub use node::say;

#[cfg(target_arch = "wasm32")]
pub fn now() -> Nanos {
    (node::milliseconds() * 1e6) as Nanos
}
