//! `juesuan`: the headless command. All it can do is in [`final_accounts::headless`].

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    final_accounts::headless::main()
}

#[cfg(target_arch = "wasm32")]
fn main() {}
