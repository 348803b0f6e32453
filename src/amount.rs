//! Exact numbers in and out.
