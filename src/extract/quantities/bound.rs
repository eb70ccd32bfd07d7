//! What the words around a number make of it.

use crate::extract::numbers::passage::{Passage, is_space};
use std::fmt;

/// What the words around a number make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The number itself.
    Exact,
    /// About, around, some, nearly.
    About,
    /// More than, over, at least: `low` is given, `high` open.
    AtLeast,
    /// Up to, fewer than, at most: `high` is given, `low` open.
    AtMost,
}

impl Bound {
    /// The label used in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Phrases before a number, their last word first; a longer phrase stands before the shorter one that it contains.
const BEFORE: &[(&[&str], Bound)] = &[
    (&["than", "more", "no"], Bound::AtMost),
    (&["than", "more", "not"], Bound::AtMost),
    (&["than", "less", "no"], Bound::AtLeast),
    (&["than", "fewer", "no"], Bound::AtLeast),
    (&["than", "less", "not"], Bound::AtLeast),
    (&["than", "fewer", "not"], Bound::AtLeast),
    (&["than", "more"], Bound::AtLeast),
    (&["than", "greater"], Bound::AtLeast),
    (&["than", "larger"], Bound::AtLeast),
    (&["than", "higher"], Bound::AtLeast),
    (&["than", "longer"], Bound::AtLeast),
    (&["than", "less"], Bound::AtMost),
    (&["than", "fewer"], Bound::AtMost),
    (&["than", "lower"], Bound::AtMost),
    (&["than", "smaller"], Bound::AtMost),
    (&["over"], Bound::AtLeast),
    (&["above"], Bound::AtLeast),
    (&["exceeding", "not"], Bound::AtMost),
    (&["exceeding"], Bound::AtLeast),
    (&["least", "very", "the", "at"], Bound::AtLeast),
    (&["least", "at"], Bound::AtLeast),
    (&["minimum", "at"], Bound::AtLeast),
    (&["of", "upwards"], Bound::AtLeast),
    (&["of", "upward"], Bound::AtLeast),
    (&["of", "excess", "in"], Bound::AtLeast),
    (&["of", "minimum", "a"], Bound::AtLeast),
    (&["of", "maximum", "a"], Bound::AtMost),
    (&["to", "up"], Bound::AtMost),
    (&["most", "at"], Bound::AtMost),
    (&["under"], Bound::AtMost),
    (&["below"], Bound::AtMost),
    (&["as", "many", "as"], Bound::AtMost),
    (&["as", "much", "as"], Bound::AtMost),
    (&["to", "close"], Bound::About),
    (&["of", "region", "the", "in"], Bound::About),
    (&["estimated", "an"], Bound::About),
    (&["about"], Bound::About),
    (&["around"], Bound::About),
    (&["approximately"], Bound::About),
    (&["approx"], Bound::About),
    (&["roughly"], Bound::About),
    (&["some"], Bound::About),
    (&["nearly"], Bound::About),
    (&["almost"], Bound::About),
    (&["circa"], Bound::About),
    (&["estimated"], Bound::About),
];

/// Adverbs that belong to the phrase behind them.
const ADVERBS: [&str; 8] = ["well", "just", "slightly", "far", "much", "significantly", "considerably", "substantially"];

/// The bound phrase that ends right before byte `start`, whose words end before word `i`; with the index of its first word.
pub(super) fn before(p: &Passage<'_>, first: usize, i: usize, start: u32) -> Option<(Bound, usize)> {
    let last = i.checked_sub(1).filter(|&k| k >= first)?;
    let gap = p.text.get(p.words[last].end as usize..start as usize)?;
    let abbreviated = gap == ". " && p.is(last, "approx");
    if !abbreviated && !is_space(gap) {
        return None;
    }
    let (phrase, bound) = BEFORE.iter().find(|(phrase, _)| {
        phrase.iter().enumerate().all(|(k, word)| last >= first + k && p.is(last - k, word) && (k == 0 || p.spaced(last - k)))
    })?;
    let mut begin = last + 1 - phrase.len();
    if begin > first && p.spaced(begin - 1) && p.is_any(begin - 1, &ADVERBS) {
        begin -= 1;
    }
    Some((*bound, begin))
}

/// The bound phrase right behind a number that ends at byte `end`: `or more`, `or so`, `-odd`, `+`, `-plus`; with its end and the next word.
pub(super) fn behind(p: &Passage<'_>, end: u32, next: usize) -> Option<(Bound, u32, usize)> {
    if p.char_at(end) == Some('+') {
        return Some((Bound::AtLeast, end + 1, next));
    }
    let word = p.word(next)?;
    let gap = p.text.get(end as usize..word.start as usize)?;
    if gap == "-" {
        return match p.written(next) {
            "odd" => Some((Bound::About, word.end, next + 1)),
            "plus" => Some((Bound::AtLeast, word.end, next + 1)),
            _ => None,
        };
    }
    if !is_space(gap) || !p.is_any(next, &["or", "and"]) || !p.spaced(next) {
        return None;
    }
    let bound = match p.written(next + 1) {
        "more" => Bound::AtLeast,
        "less" | "fewer" if p.is(next, "or") => Bound::AtMost,
        "so" if p.is(next, "or") => Bound::About,
        _ => return None,
    };
    Some((bound, p.words[next + 1].end, next + 2))
}
