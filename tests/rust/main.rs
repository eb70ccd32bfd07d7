//! Integration tests of the core: tables of cases under `tests/cases`, and properties.

mod resolve;
mod rules;
mod seed;
