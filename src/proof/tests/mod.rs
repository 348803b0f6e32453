//! Figures found, and figures passed over.

mod scanning;
