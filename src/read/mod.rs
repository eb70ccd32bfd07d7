//! Reading: files, folders, tables and lists into documents, lazily, one bad one never losing the others.

pub mod corpus;
pub mod document;
pub mod fields;
pub mod folder;
pub mod header;
pub mod html;
mod page_title;
pub mod publication;
pub mod table;

pub use corpus::Corpus;
pub use document::{DocText, Document, Meta};
