//! What rules may name beside words: types of names, kinds of block, and tags. What is nearly one of those that are known is taken for a slip
//! and is an error, since a rule that asks for it would never hit, or always; anything else is of a gazetteer or a caller of one's own.

use super::file::RuleFile;
use super::pattern::Part;
use crate::error::{Error, Result};
use crate::nearest::hint;
use crate::text::BlockKind;

/// The types of names that the seed gazetteer and the readers of lists give.
const TYPES: [&str; 13] = [
    "country",
    "place",
    "facility",
    "person",
    "government",
    "organization",
    "armed_group",
    "equipment",
    "nationality",
    "treaty",
    "conflict",
    "actor",
    "concept",
];
/// What patterns may ask for in place of a type.
const WIDER: [&str; 3] = ["any", "name", "number"];
const BLOCKS: [BlockKind; 6] =
    [BlockKind::Headline, BlockKind::Heading, BlockKind::Body, BlockKind::Caption, BlockKind::Dateline, BlockKind::Furniture];
/// The tags that a pipeline gives: how the sentence reaches the reader, and that an analyst says it.
const TAGS: [&str; 4] = ["direct", "indirect", "narrated", "expert"];

type Checked = std::result::Result<(), String>;

/// What one file may name.
pub(super) struct Known<'f> {
    types: Vec<&'f str>,
    tags: Vec<&'f str>,
}

impl<'f> Known<'f> {
    /// What is known everywhere, and what the head of the file adds.
    pub fn of(source: &'f RuleFile) -> Self {
        let own = |given: &'f [String]| given.iter().map(String::as_str);
        Self {
            types: TYPES.into_iter().chain(own(&source.types)).collect(),
            tags: BLOCKS.map(BlockKind::as_str).into_iter().chain(TAGS).chain(own(&source.tags)).collect(),
        }
    }

    /// Checks types of names, parted by `|`; `wider` says whether `any`, `name` and `number` are such.
    pub fn types(&self, written: &str, wider: bool) -> Checked {
        written.split('|').map(str::trim).try_for_each(|kind| {
            let further = if wider { &WIDER[..] } else { &[] };
            let all: Vec<&str> = self.types.iter().chain(further).copied().collect();
            let near = hint(kind, all.iter().copied());
            if all.contains(&kind) || near.is_empty() && !kind.is_empty() {
                return Ok(());
            }
            let advice = "if it is a type of a gazetteer of your own, name it in types = […] at the head of the file";
            Err(format!("there is no type of names {kind:?}{near}; there are {}; {advice}", all.join(", ")))
        })
    }

    /// Checks the types that a pattern asks for.
    pub fn in_pattern(&self, parts: &[Part]) -> Checked {
        parts.iter().try_for_each(|part| match part {
            Part::Slot(kinds) => kinds.iter().try_for_each(|kind| self.types(kind, true)),
            Part::Group(ways) => ways.iter().try_for_each(|way| self.in_pattern(way)),
            _ => Ok(()),
        })
    }

    /// Checks a kind of block or a tag.
    pub fn tag(&self, tag: &str) -> Checked {
        let near = hint(tag, self.tags.iter().copied());
        if self.tags.contains(&tag) || near.is_empty() && !tag.is_empty() {
            return Ok(());
        }
        let advice = "if a caller of your own gives it, name it in tags = […] at the head of the file";
        Err(format!("there is no kind of block or tag {tag:?}{near}; there are {}; {advice}", self.tags.join(", ")))
    }
}

/// Checks all that the head of a file and its rules name outside of patterns.
pub(super) fn check(source: &RuleFile, file: &str, known: &Known<'_>) -> Result<()> {
    let at = |place: &str, key: &str, checked: Checked| checked.map_err(|problem| Error::rule(place, format!("{key}: {problem}")));
    source.outside.iter().try_for_each(|kinds| at(file, "outside", known.types(kinds, false)))?;
    for (index, row) in source.rule.iter().enumerate() {
        let place = row.place(file, index);
        row.slots.iter().try_for_each(|kinds| at(&place, "slots", known.types(kinds, false)))?;
        row.when.iter().try_for_each(|tag| at(&place, "when", known.tag(tag)))?;
        row.unless.iter().try_for_each(|tag| at(&place, "unless", known.tag(tag)))?;
    }
    Ok(())
}
