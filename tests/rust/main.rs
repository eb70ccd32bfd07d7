//! Integration tests of the core: tables of cases under `tests/cases`, and properties.

mod acts;
mod cases;
mod combine;
mod compare;
mod declined;
mod events;
mod exact;
mod files;
mod fuzzy;
mod layout;
mod matching;
mod meant;
mod places;
mod quantities;
mod resolve;
mod rules;
mod seed;
mod substring;
mod text;
mod times;
mod variants;
mod weights;
mod words;
