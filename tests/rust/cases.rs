//! Tables of cases: TOML files under `tests/cases` that say what the core must find.

use dateline::span::Span;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::path::Path;

/// One table, whole.
pub fn table<T: DeserializeOwned>(name: &str) -> T {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The rows of a table that has nothing but `[[case]]`, at least one of them.
pub fn cases<T: DeserializeOwned>(name: &str) -> Vec<T> {
    #[derive(Deserialize)]
    struct Cases<T> {
        case: Vec<T>,
    }
    let cases = table::<Cases<T>>(name).case;
    assert!(!cases.is_empty(), "{name} has no cases");
    cases
}

/// Takes the marks `[Lund|country]` out of a text: the text, and each name's span with what the mark says of it.
pub fn unmark(marked: &str) -> (String, Vec<(Span, String)>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        let (inside, after) = after.split_once(']').expect("a mark is closed");
        let (name, mark) = inside.split_once('|').expect("a mark says something");
        text.push_str(before);
        let start = text.len() as u32;
        text.push_str(name);
        marks.push((Span::new(start, text.len() as u32), mark.to_owned()));
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}

/// Fails with all that is wrong, if anything is.
#[track_caller]
pub fn none_wrong(wrong: &[String], of: usize) {
    assert!(wrong.is_empty(), "{} of {of} cases:\n{}", wrong.len(), wrong.join("\n"));
}
