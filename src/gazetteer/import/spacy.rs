//! Patterns of spaCy's entity ruler: JSON lines of `label`, `pattern` and `id`.

use super::gather::{BadRows, Gather, Import};
use super::lines::Text;
use super::types::Types;
use crate::error::{Error, Result};
use serde_json::{Map, Value as Json};
use std::path::Path;

/// Our type by spaCy's labels; any other label is kept.
fn usual(label: &str) -> Option<&'static str> {
    Some(match label {
        "GPE" | "LOC" => "place",
        "FAC" => "facility",
        "ORG" => "organization",
        "PERSON" | "PER" => "person",
        "NORP" => "nationality",
        "LAW" => "treaty",
        "EVENT" => "conflict",
        _ => return None,
    })
}

/// Patterns of names: phrases, and tokens that are given by `LOWER`, `TEXT` or `ORTH` alone. Patterns of other kinds (lemmas, parts of
/// speech, operators) say no name and are left out. `types` gives our type for a label.
pub fn read_spacy(path: &Path, types: &Types) -> Result<Import> {
    let file = Text::open(path)?;
    if file.head.trim_ascii_start().starts_with(b"[") {
        let problem = "this is one JSON array; the entity ruler's to_disk writes JSON lines, a pattern a line";
        return Err(Error::gazetteer(file.place, problem));
    }
    let mut lines = file.lines();
    let mut gather = Gather::new("spaCy patterns", "line", BadRows::Skip);
    gather.file(&lines.place);
    while let Some((number, line)) = lines.next()? {
        if line.trim().is_empty() {
            continue;
        }
        let place = || format!("{}, line {number}", path.display());
        let row: Map<String, Json> =
            serde_json::from_str(&line).map_err(|e| Error::gazetteer(place(), format!("this is no JSON object: {e}")))?;
        gather.begin(number);
        let (Some(label), Some(pattern)) = (row.get("label").and_then(Json::as_str), row.get("pattern")) else {
            gather.leave_out("a row without label and pattern", line.get(..80).unwrap_or(&line));
            continue;
        };
        let name = match name(pattern) {
            Ok(name) => name,
            Err(reason) => {
                gather.leave_out(reason, pattern);
                continue;
            }
        };
        let kind = types.of(label).or_else(|| usual(label)).unwrap_or(label);
        match row.get("id").and_then(Json::as_str).filter(|id| !id.is_empty()) {
            Some(id) => gather.id(id),
            None => gather.id(&format!("{kind}:{name}")),
        }
        gather.name(&name);
        gather.kind(kind);
        gather.end()?;
    }
    gather.note_encoding(&lines.foreign);
    gather.finish()
}

/// The name that a pattern says, or why it says none.
fn name(pattern: &Json) -> std::result::Result<String, &'static str> {
    match pattern {
        Json::String(phrase) => Ok(phrase.clone()),
        Json::Array(tokens) if !tokens.is_empty() => {
            let mut name = String::new();
            for token in tokens {
                let word = word(token)?;
                // Tokens that spaCy cuts off a word are put back to it.
                let joins = |c: char| matches!(c, '-' | '’' | '\'' | '/');
                let closes = word.starts_with([',', '.', ')', '’', '\'', '-', '/']);
                if !name.is_empty() && !closes && !name.ends_with(joins) && !name.ends_with('(') {
                    name.push(' ');
                }
                name.push_str(word);
            }
            Ok(name)
        }
        _ => Err("a pattern that is neither a phrase nor tokens"),
    }
}

fn word(token: &Json) -> std::result::Result<&str, &'static str> {
    let Some(token) = token.as_object() else { return Err("a token that is no object") };
    let attribute = |name: &String| matches!(name.to_ascii_uppercase().as_str(), "LOWER" | "TEXT" | "ORTH");
    if !token.keys().all(attribute) {
        return Err("a token pattern that says more than a text");
    }
    match token.values().next() {
        Some(Json::String(word)) if token.len() == 1 => Ok(word),
        Some(_) => Err("a token pattern with several values"),
        None => Err("a token that may be anything"),
    }
}
