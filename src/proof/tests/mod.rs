//! Figures found, places told apart, remarks made.

mod scanning;
