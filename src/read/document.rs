//! One document to be read: its text, wherever that is held, and what is known about it.

use crate::texts::Texts;
use chrono::NaiveDate;
use std::sync::Arc;

/// The text of one document: its own, or one of many held elsewhere.
#[derive(Clone, Debug)]
pub enum DocText {
    /// Read from a file.
    Own(Arc<str>),
    /// A row of texts held elsewhere; checked when it was made.
    Row(Arc<dyn Texts>, usize),
}

impl DocText {
    /// The text.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Own(text) => text,
            Self::Row(texts, row) => texts.get(*row).ok().flatten().unwrap_or_default(),
        }
    }
}

/// What is known about a document beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// The outlet.
    pub source: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The day of publication.
    pub date: Option<NaiveDate>,
    /// The language as ISO 639-1, where the input says so.
    pub lang: Option<String>,
}

/// One document of a corpus.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its id.
    pub id: String,
    /// What is known about it.
    pub meta: Meta,
    /// How its bytes were encoded; none for texts that came from memory.
    pub encoding: Option<&'static str>,
    /// Its text, or why there is none.
    pub text: std::result::Result<DocText, String>,
    /// What was wrong though the text could be read, such as a date that is none.
    pub note: Option<String>,
}

impl Document {
    /// A document whose text is known.
    pub fn new(id: String, meta: Meta, text: DocText) -> Self {
        Self { id, meta, encoding: None, text: Ok(text), note: None }
    }

    /// A document that cannot be read, and why.
    pub fn failed(id: String, problem: impl Into<String>) -> Self {
        Self { id, meta: Meta::default(), encoding: None, text: Err(problem.into()), note: None }
    }
}
