//! From entities to a gazetteer. Names and the spellings that are made of them are cut into numbered words (`spellings`, `vocabulary`,
//! `numbered`) and put together (`builder`, `draft`) into the word trie (`trie`) and the filters before it (`filter`), in the order that
//! priors give (`prior`); other indices serve misspelt names (`fuzzy`, with `deletes` and `edits`), names inside words (`substring`) and what resolving asks of entities
//! (`facts`, `bodies`). All of it is a `gazetteer`, kept as a `file` of our own and written for others (`export`).

pub(super) mod bodies;
mod builder;
mod commonplace;
mod deletes;
mod draft;
mod edits;
mod export;
pub(super) mod facts;
mod file;
pub(super) mod filter;
pub(super) mod fuzzy;
mod gazetteer;
mod numbered;
mod prior;
mod spellings;
pub(super) mod substring;
pub(super) mod trie;
mod vocabulary;

pub use gazetteer::Gazetteer;
pub(super) use prior::LONG_LIST;
