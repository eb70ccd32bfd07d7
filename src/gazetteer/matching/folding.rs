//! Folding switched off in part: what the index finds under the whole folding is compared again as it is written.

use crate::gazetteer::entries::flag;
use crate::gazetteer::entries::gaps::is_dash;
use crate::gazetteer::entries::kinds::Kinds;
use crate::gazetteer::index::Gazetteer;
use crate::gazetteer::index::trie::Record;
use crate::gazetteer::variants::{Maker, Named};
use crate::text::fold::{Folding, fold_with, is_apostrophe, is_ignorable};

impl Gazetteer {
    /// True if `written`, which is a record's name under the whole folding, is so under the gazetteer's own.
    #[inline]
    pub(super) fn folds_to(&self, written: &str, record: &Record<'_>) -> bool {
        self.options.fold == Folding::ALL || self.compare(written, record)
    }

    #[cold]
    fn compare(&self, written: &str, record: &Record<'_>) -> bool {
        let fold = self.options.fold;
        let entry = self.entry(record.entry);
        let wanted = normal(written, fold);
        if record.flags & flag::MADE != 0 {
            let mut found = false;
            let variants = Kinds::new(&self.entities, self.options.variants).of(entry);
            Maker::new().make(&Named::of(entry, variants), &mut |made| {
                found |= made.flags == record.flags & flag::MADE && normal(made.text, fold) == wanted;
            });
            return found;
        }
        // A form that differs from the name as written differs in its punctuation.
        let usable = fold.punctuation || record.flags & flag::DERIVED == 0;
        let name = record.name.and_then(|n| entry.nth_name(n));
        usable && name.is_some_and(|name| normal(name, fold) == wanted)
    }
}

/// A name under a folding: with punctuation folded its letters and digits alone, for the index has compared its words; else its
/// white space evened out too, and dashes and apostrophes of every kind made one.
pub(super) fn normal(name: &str, fold: Folding) -> String {
    let folded = fold_with(name, fold);
    if fold.punctuation {
        return folded.chars().filter(|c| !is_apostrophe(*c) && (c.is_alphanumeric() || crate::text::fold::is_mark(*c))).collect();
    }
    let mut out = String::with_capacity(folded.len());
    for c in folded.trim().chars().filter(|&c| !is_ignorable(c)) {
        match c {
            _ if c.is_whitespace() && out.ends_with(' ') => {}
            _ if c.is_whitespace() => out.push(' '),
            _ if is_dash(c) => out.push('-'),
            _ => out.push(c),
        }
    }
    out
}
