//! Starts the browser app; everything else is in the library.

fn main() {
    #[cfg(target_arch = "wasm32")]
    final_accounts::app::start();
}
