//! Integration tests of the core: tables of cases under `tests/cases`, and properties.

mod matching;
mod resolve;
mod rules;
mod seed;
mod words;
mod quantities;
mod resolve;
mod rules;
mod times;
