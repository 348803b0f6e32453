//! Files: what leaves the program and what comes back.

pub mod html;
