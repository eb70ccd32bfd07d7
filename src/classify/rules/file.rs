//! The shape of a rule file.

use crate::error::{Error, Result};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use toml::Spanned;

/// A rule file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleFile {
    /// What the labels stand for.
    #[serde(default)]
    pub scheme: String,
    pub labels: Vec<String>,
    /// The label of a sentence that would get none.
    pub default: Option<String>,
    #[serde(default)]
    pub multilabel: bool,
    /// The least score of a label that is given.
    pub threshold: Option<f32>,
    /// What every hit of a label after its heaviest counts: 1 for the plain sum, 0 for the heaviest alone.
    pub further: Option<f32>,
    /// What a hit loses for every word before it.
    pub decay: Option<f32>,
    /// Types of names inside which nothing counts.
    #[serde(default)]
    pub outside: Vec<String>,
    /// Types of names beside those that are known: of a gazetteer of the user's own.
    #[serde(default)]
    pub types: Vec<String>,
    /// Tags beside those that a pipeline gives.
    #[serde(default)]
    pub tags: Vec<String>,
    /// What turns the rest of its clause into an aside ("after", "despite").
    #[serde(default)]
    pub aside: Vec<String>,
    /// The share of its weight that a hit in an aside keeps.
    pub aside_share: Option<f32>,
    #[serde(default)]
    pub lists: BTreeMap<String, ListSource>,
    #[serde(default, deserialize_with = "rows")]
    pub rule: Vec<RuleRow>,
}

/// A named list: its entries, or the file that holds one a line.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a list is an array of patterns, or { file = \"path beside the rule file\" }")]
pub(super) enum ListSource {
    Entries(Vec<String>),
    File(ListFile),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ListFile {
    pub file: String,
}

/// Where a hit may stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Place {
    Quote,
    Narration,
    #[default]
    Anywhere,
}

/// One `[[rule]]` as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleRow {
    pub label: String,
    pub name: Option<String>,
    #[serde(default = "one")]
    pub weight: f32,
    #[serde(default)]
    pub any: Vec<String>,
    #[serde(default)]
    pub all: Vec<String>,
    #[serde(default)]
    pub not: Vec<String>,
    #[serde(default)]
    pub except: Vec<String>,
    #[serde(default)]
    pub before: Vec<String>,
    pub within: Option<u32>,
    #[serde(default)]
    pub regex: Vec<String>,
    #[serde(default)]
    pub slots: Vec<String>,
    #[serde(default)]
    pub when: Vec<String>,
    #[serde(default)]
    pub unless: Vec<String>,
    #[serde(default, rename = "where")]
    pub place: Place,
    #[serde(default)]
    pub decisive: bool,
    pub mode: Option<String>,
    #[serde(default)]
    pub examples: Vec<String>,
    #[serde(default)]
    pub counter_examples: Vec<String>,
    /// The byte of the file at which it begins, then the number of its line.
    #[serde(skip)]
    pub line: usize,
}

/// Rules with where each begins.
fn rows<'de, D: Deserializer<'de>>(from: D) -> std::result::Result<Vec<RuleRow>, D::Error> {
    let rows = Vec::<Spanned<RuleRow>>::deserialize(from)?;
    let row = |row: Spanned<RuleRow>| RuleRow { line: row.span().start, ..row.into_inner() };
    Ok(rows.into_iter().map(row).collect())
}

const fn one() -> f32 {
    1.0
}

impl RuleFile {
    /// Reads TOML. The error names the line.
    pub fn parse(text: &str, file: &str) -> Result<Self> {
        let mut out: Self = toml::from_str(text).map_err(|e| Error::rule(file, e.to_string().trim_end().to_owned()))?;
        let (mut line, mut at) = (1, 0);
        for rule in &mut out.rule {
            let start = rule.line.clamp(at, text.len());
            line += text.as_bytes()[at..start].iter().filter(|&&byte| byte == b'\n').count();
            (rule.line, at) = (line, start);
        }
        Ok(out)
    }
}

impl RuleRow {
    /// How errors and explanations call the rule with this index.
    pub fn place(&self, file: &str, index: usize) -> String {
        let name = self.name.as_ref().map_or_else(String::new, |name| format!(", {name}"));
        format!("{file}, rule {} ({}{name}), line {}", index + 1, self.label, self.line)
    }
}
