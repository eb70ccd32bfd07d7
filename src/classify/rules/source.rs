//! A rule file with its lists: all that its rules are made of, so that they can be made again elsewhere.

use super::{RuleClassifier, build};
use crate::error::{Error, Result};
use crate::text::decode::looks_binary;
use std::cell::RefCell;
use std::path::Path;

/// The text of a rule file, and of the files that it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSource {
    /// What errors call it: the path that it was read from.
    pub name: String,
    /// The file's text.
    pub text: String,
    /// The lists in files of their own, by the names that the file has for them.
    pub lists: Vec<(String, String)>,
}

impl RuleClassifier {
    /// Makes rules of a file's text and its lists.
    pub fn of_source(source: &RuleSource) -> Result<Self> {
        build::build(&source.text, &source.name, &|list| {
            let found = source.lists.iter().find(|(name, _)| name == list).map(|(_, text)| text.clone());
            found.ok_or_else(|| "a list from a file needs rules that are read from a file too".to_owned())
        })
    }

    /// Reads a rule file, as [`RuleClassifier::read`], and gives what it was made of beside it.
    pub fn read_with_source(path: impl AsRef<Path>) -> Result<(Self, RuleSource)> {
        let path = path.as_ref();
        let name = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|e| Error::io(&name, e))?;
        if let Some(kind) = looks_binary(&bytes) {
            return Err(Error::rule(name, format!("the file holds no rules: {kind}")));
        }
        let text = String::from_utf8(bytes).map_err(|e| {
            let byte = e.utf8_error().valid_up_to();
            Error::rule(&name, format!("byte {byte} begins no character of UTF-8; save the file as UTF-8, as TOML asks"))
        })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let lists = RefCell::new(Vec::new());
        let rules = build::build(&text, &name, &|list| {
            let place = folder.join(list);
            let text = std::fs::read_to_string(&place).map_err(|e| format!("{}: {e}", place.display()))?;
            lists.borrow_mut().push((list.to_owned(), text.clone()));
            Ok(text)
        })?;
        Ok((rules, RuleSource { name, text, lists: lists.into_inner() }))
    }
}
