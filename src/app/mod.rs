//! The browser app.
use leptos::prelude::*;

/// Mounts the app on the page's body.
pub fn start() {
    mount_to_body(|| view! { <main id="app">"部门决算公开编制台"</main> });
}
