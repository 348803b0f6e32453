//! Tables of cases for reading and writing, and laws that hold for every number.

mod laws;
mod reading;
mod writing;
