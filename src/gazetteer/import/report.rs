//! What an import used and what it left out, and why.

use crate::gazetteer::entries::{Boundary, BuildOptions, Roster};
use crate::text::unspaced;
use std::fmt;

/// How many examples of one reason are kept.
const EXAMPLES: usize = 3;

/// Rows or names that were left out for one reason, or of which one thing is to be noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Why.
    pub reason: String,
    /// How many.
    pub count: u64,
    /// The first of them: where they stand, and what they say.
    pub examples: Vec<String>,
}

/// What an import used and what it left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// What the files were read as.
    pub format: String,
    /// The files, as they were given.
    pub files: Vec<String>,
    /// Rows (lines, records, entities) read.
    pub rows: u64,
    /// Rows of which at least one name is used.
    pub used: u64,
    /// Rows left out, by reason, in the order in which the reasons came up.
    pub left_out: Vec<LeftOut>,
    /// Names left out of rows that are used, by reason.
    pub names_left_out: Vec<LeftOut>,
    /// What to know of rows that are used: what was taken otherwise than it was written.
    pub notes: Vec<LeftOut>,
}

/// What a note says of an encoding that was found out wrongly, by the look of what it makes.
pub(super) const HARDLY_NAMES: &str = "which hardly makes names of them";

/// What a note says of a list that a gazetteer of whole words hardly finds.
const UNSPACED: &str =
    "in scripts without spaces: as whole words they are found only where they stand alone; boundary=\"none\" finds them inside text";
/// How many entities are looked at to tell in which scripts a list is.
const SAMPLE: usize = 500;

/// Counts one more of `reason`.
pub(super) fn count(list: &mut Vec<LeftOut>, reason: &str, example: impl FnOnce() -> String) {
    let at = list.iter().position(|known| known.reason == reason).unwrap_or_else(|| {
        list.push(LeftOut { reason: reason.to_owned(), count: 0, examples: Vec::new() });
        list.len() - 1
    });
    list[at].count += 1;
    if list[at].examples.len() < EXAMPLES {
        list[at].examples.push(example());
    }
}

impl ImportReport {
    /// One line a reason, the most frequent first.
    fn reasons(&self) -> String {
        let mut by_count: Vec<&LeftOut> = self.left_out.iter().collect();
        by_count.sort_by_key(|left| std::cmp::Reverse(left.count));
        by_count.iter().map(|left| format!("{} ({})", left.reason, left.count)).collect::<Vec<_>>().join(", ")
    }

    /// What makes a list useless though it could be read: to be said at once, and not in the report alone.
    pub fn warning(&self) -> Option<String> {
        let note = self.notes.iter().find(|note| note.reason.contains(HARDLY_NAMES))?;
        Some(format!("{} ({})", note.reason, note.examples.join("; ")))
    }

    /// Notes that a list is of names without spaces between their words, if whole words are what will be found.
    pub fn note_boundary(&mut self, roster: &Roster, options: BuildOptions) {
        if options.boundary == Boundary::None {
            return;
        }
        let names = roster.first_names(SAMPLE);
        let mut unspaced = names.iter().filter(|name| unspaced::occurs(name));
        let Some(first) = unspaced.next().map(|name| (*name).to_owned()) else { return };
        let found = 1 + unspaced.count();
        if found * 2 > names.len() {
            let reason = format!("of the first {} entities have names {UNSPACED}", names.len());
            self.notes.push(LeftOut { reason, count: found as u64, examples: vec![first] });
        }
    }

    /// Why there is nothing to be used, for an error.
    pub(super) fn nothing_used(&self) -> String {
        match self.rows {
            0 => "there is no row in it".to_owned(),
            rows => format!("none of its {rows} rows can be used: {}", self.reasons()),
        }
    }
}

impl fmt::Display for ImportReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} rows used ({}: {})", self.used, self.rows, self.format, self.files.join(", "))?;
        for (what, list) in [("rows", &self.left_out), ("names", &self.names_left_out)] {
            for left in list {
                write!(f, "\n  {} {what} left out: {}", left.count, left.reason)?;
                if let Some(example) = left.examples.first() {
                    write!(f, " ({example})")?;
                }
            }
        }
        for note in &self.notes {
            write!(f, "\n  {} {}", note.count, note.reason)?;
            if let Some(example) = note.examples.first() {
                write!(f, " ({example})")?;
            }
        }
        Ok(())
    }
}
