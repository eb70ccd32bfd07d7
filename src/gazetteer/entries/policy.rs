//! How case is taken: of all names in a search, and of single names as an analyst wants it, kept in the further column `match_case`.
//!
//! A value of the column is `sensitive`, `insensitive` or `auto` for all names of the entity, or `May=sensitive|June=insensitive` for some of them.

use super::entities::{Entities, EntryRef};
use super::{ValueRef, flag};
use crate::error::must_be;
use crate::shown::clipped;

/// What counts as evidence that a match is a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// Capitals count as evidence: see DESIGN.md, "Case evidence".
    #[default]
    Auto,
    /// Case must agree with the entry.
    Sensitive,
    /// Case says nothing.
    Insensitive,
}

/// The further column that holds the choices.
pub(in crate::gazetteer) const COLUMN: &str = "match_case";

/// The name of a choice, as the column has it.
pub(in crate::gazetteer) const fn name_of(case: Case) -> &'static str {
    match case {
        Case::Auto => "auto",
        Case::Sensitive => "sensitive",
        Case::Insensitive => "insensitive",
    }
}

fn flags(name: &str) -> u32 {
    match name.trim() {
        "sensitive" => flag::SENSITIVE,
        "insensitive" => flag::INSENSITIVE,
        _ => 0,
    }
}

/// What is wrong with a value of the column, if anything is.
pub(in crate::gazetteer) fn fault(value: ValueRef<'_>) -> Option<String> {
    let known = |word: &str| matches!(word.trim(), "" | "sensitive" | "insensitive" | "auto");
    let written = value.written();
    // A name may hold the mark that parts the choices.
    let named = |text: &str| text.split('|').filter_map(|choice| choice.rsplit_once('=')).all(|choice| known(choice.1));
    let right = if written.contains('=') { named(&written) } else { known(&written) };
    let choices = "\"sensitive\", \"insensitive\" or \"auto\", or of single names May=sensitive|June=insensitive";
    (!right).then(|| must_be(choices, format_args!("{:?}", clipped(&written))))
}

/// The choices of a gazetteer.
pub(in crate::gazetteer) struct Policies {
    column: Option<usize>,
}

/// The choices for one entity.
pub(in crate::gazetteer) struct Policy<'g>(&'g str);

impl Policies {
    pub fn new(entities: &Entities) -> Self {
        Self { column: entities.columns().iter().position(|c| c.name == COLUMN) }
    }

    pub fn of<'g>(&self, entry: EntryRef<'g>) -> Policy<'g> {
        Policy(self.column.and_then(|column| entry.value(column).text()).unwrap_or_default())
    }
}

impl Policy<'_> {
    /// The flags of one name.
    pub fn flags(&self, name: &str) -> u32 {
        if self.0.is_empty() {
            return 0;
        }
        if !self.0.contains('=') {
            return flags(self.0);
        }
        let choices = self.0.split('|').filter_map(|choice| choice.rsplit_once('='));
        choices.filter(|choice| choice.0 == name).map(|choice| flags(choice.1)).next_back().unwrap_or(0)
    }

    /// The choice for one name.
    pub fn case(&self, name: &str) -> Case {
        match self.flags(name) {
            flag::SENSITIVE => Case::Sensitive,
            flag::INSENSITIVE => Case::Insensitive,
            _ => Case::Auto,
        }
    }
}
