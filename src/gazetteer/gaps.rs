//! What may stand between the words of one name.
//!
//! In a text: white space of any kind, at most 64 characters with at most one line break, and at most one further mark. A dash never
//! has white space on both sides; comma, slash, ampersand, full stop and any other mark stand only where the name has one; double
//! quotes and apostrophes never do. A mark of the name may be missing in the text; hyphen, dash and space stand for each other.

use crate::text::fold::{is_apostrophe, is_ignorable};
use crate::text::{Shape, Word, abbreviations};

/// Kinds of gap, as bits: a text's gap has one, a name allows several.
pub(super) mod kind {
    /// White space alone.
    pub const SPACE: u8 = 1;
    /// Hyphen or dash.
    pub const DASH: u8 = 2;
    /// Comma.
    pub const COMMA: u8 = 4;
    /// Slash.
    pub const SLASH: u8 = 8;
    /// Ampersand.
    pub const AMPERSAND: u8 = 16;
    /// Full stop.
    pub const STOP: u8 = 32;
    /// Any other mark.
    pub const OTHER: u8 = 64;
    /// The apostrophe of a possessive.
    pub const POSSESSIVE: u8 = 128;
    /// What every name allows between two words.
    pub const OPEN: u8 = SPACE | DASH;
}

/// A gap: its kind or kinds in the low eight bits, the mark itself above them where the kind is [`kind::OTHER`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gap(pub u32);

impl Gap {
    /// Between the words of most names.
    pub const OPEN: Self = Self(kind::OPEN as u32);

    const fn of(kinds: u8) -> Self {
        Self(kinds as u32)
    }

    const fn other(mark: char, kinds: u8) -> Self {
        Self(((mark as u32) << 8) | kinds as u32)
    }

    /// The kinds.
    pub const fn kinds(self) -> u8 {
        self.0 as u8
    }

    /// True if this gap of a text may stand for `name`'s.
    pub const fn fits(self, name: Self) -> bool {
        let shared = self.kinds() & name.kinds();
        shared != 0 && (shared != kind::OTHER || self.0 >> 8 == name.0 >> 8)
    }
}

/// The most bytes that white space and marks of one gap can take.
const LONGEST: usize = 300;

fn is_double_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '″' | '＂' | '〝' | '〞' | '〟')
}

/// Hyphens and dashes of every width, and the minus sign.
pub(super) const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{058A}' | '\u{05BE}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

fn kind_of(mark: char) -> u8 {
    match mark {
        _ if is_dash(mark) => kind::DASH,
        ',' | '，' | '、' | '،' => kind::COMMA,
        '/' | '⁄' | '∕' | '／' => kind::SLASH,
        '&' | '＆' | '﹠' => kind::AMPERSAND,
        '.' | '．' | '。' => kind::STOP,
        _ => kind::OTHER,
    }
}

/// The gap before `right` in a text; `None` where no name may go on.
#[inline]
pub(super) fn in_text(text: &str, left: &Word, right: &Word) -> Option<Gap> {
    let gap = &text.as_bytes()[left.end as usize..right.start as usize];
    match gap {
        [b' '] => Some(Gap::of(kind::SPACE)),
        _ if right.shape.has(Shape::POSSESSIVE) => Some(Gap::of(kind::POSSESSIVE)),
        [b'-'] => Some(Gap::of(kind::DASH)),
        _ if gap.len() > LONGEST => None,
        _ => read(text, left, right),
    }
}

fn read(text: &str, left: &Word, right: &Word) -> Option<Gap> {
    let (mut white, mut breaks, mut mark, mut white_before) = (0, 0, None, 0);
    let mut carriage = false;
    for c in text[left.end as usize..right.start as usize].chars() {
        if c.is_whitespace() {
            white += 1;
            let line = matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
            breaks += usize::from(line && !(carriage && c == '\n'));
        } else if !is_ignorable(c) {
            if mark.is_some() || is_double_quote(c) || is_apostrophe(c) {
                return None;
            }
            mark = Some(c);
            white_before = white;
        }
        carriage = c == '\r';
    }
    if white > 64 || breaks > 1 {
        return None;
    }
    let Some(mark) = mark else { return (white > 0).then_some(Gap::of(kind::SPACE)) };
    match kind_of(mark) {
        kind::DASH if white_before > 0 && white > white_before => None,
        kind::STOP if white > white_before && right.shape.has(Shape::CAPITAL) && !takes_full_stop(text, left) => None,
        kind::OTHER => Some(Gap::other(mark, kind::OTHER)),
        kind => Some(Gap::of(kind)),
    }
}

/// True after a word whose full stop ends no sentence: a single letter or a listed abbreviation.
pub(super) fn takes_full_stop(text: &str, word: &Word) -> bool {
    let mut chars = word.text(text).chars().filter(|&c| !crate::text::fold::is_mark(c));
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none() || abbreviations::takes_full_stop(word, text)
}

/// What a name allows before `right`, from how the name is written.
pub(super) fn in_name(name: &str, left: &Word, right: &Word) -> Gap {
    if right.shape.has(Shape::POSSESSIVE) {
        return Gap::of(kind::POSSESSIVE);
    }
    let written = &name[left.end as usize..right.start as usize];
    let mark = written.chars().find(|&c| !c.is_whitespace() && !is_ignorable(c) && !is_double_quote(c) && !is_apostrophe(c));
    // The last letter of dotted initials takes a full stop when they are written apart.
    let stop = if left.shape.has(Shape::DOTTED) || takes_full_stop(name, left) { kind::STOP } else { 0 };
    match mark.map(|m| (m, kind_of(m))) {
        None | Some((_, kind::DASH)) => Gap::of(kind::OPEN | stop),
        Some((mark, kind::OTHER)) => Gap::other(mark, kind::SPACE | kind::OTHER | stop),
        Some((_, kind)) => Gap::of(kind::SPACE | kind | stop),
    }
}
