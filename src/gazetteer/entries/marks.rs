//! The marks that stand between words, and what kind of gap each makes.

use super::gaps::Gap;
use crate::text::fold::is_apostrophe;

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
    /// Any other mark, or several.
    pub const OTHER: u8 = 64;
    /// The apostrophe of a possessive.
    pub const POSSESSIVE: u8 = 128;
    /// What every name allows between two words.
    pub const OPEN: u8 = SPACE | DASH;
}

/// The marks of a gap in their order, a byte each and no more than three: ASCII where there is such a mark, with one for all
/// apostrophes, one for all double quotes, one for all dashes and one for all middle dots; any other is one of 128. A full-width mark is that of
/// ASCII.
#[derive(Clone, Copy, Default)]
pub(super) struct Marks(pub u32);

impl Marks {
    /// How many are kept; what stands behind them is not compared.
    pub const MOST: u32 = 3;
    pub const APOSTROPHE: u8 = b'\'';
    pub const QUOTE: u8 = b'"';
    /// A dash with white space on both sides.
    pub const SPACED: u8 = 1;
    /// A full stop that seems to end a sentence; of a name one that is written.
    pub const ENDING: u8 = 2;
    /// A dot between the words of a foreign name in Chinese and Japanese, or the double hyphen in its place.
    pub const MIDDLE_DOT: u8 = 3;

    /// The byte of a mark.
    pub fn code(mark: char) -> u8 {
        match (kind_of(mark), mark) {
            (kind::DASH, _) => b'-',
            (kind::COMMA, _) => b',',
            (kind::SLASH, _) => b'/',
            (kind::AMPERSAND, _) => b'&',
            (kind::STOP, _) => b'.',
            _ if is_apostrophe(mark) => Self::APOSTROPHE,
            _ if is_double_quote(mark) => Self::QUOTE,
            _ if is_middle_dot(mark) => Self::MIDDLE_DOT,
            _ if mark.is_ascii() => mark as u8,
            (_, '\u{FF01}'..='\u{FF5E}') => (mark as u32 - 0xFEE0) as u8,
            _ => 0x80 | ((mark as u32 ^ (mark as u32 >> 7) ^ (mark as u32 >> 14)) & 0x7F) as u8,
        }
    }

    pub const fn get(self, at: u32) -> u8 {
        if at < Self::MOST { (self.0 >> (8 * at)) as u8 } else { 0 }
    }

    pub const fn len(self) -> u32 {
        (32 - self.0.leading_zeros()).div_ceil(8)
    }

    pub fn push(&mut self, code: u8) {
        if self.len() < Self::MOST {
            self.0 |= u32::from(code) << (8 * self.len());
        }
    }

    /// The kind of gap that a mark makes alone.
    pub const fn kind(code: u8) -> u8 {
        match code {
            b'-' => kind::DASH,
            b',' => kind::COMMA,
            b'/' => kind::SLASH,
            b'&' => kind::AMPERSAND,
            b'.' => kind::STOP,
            _ => kind::OTHER,
        }
    }

    /// True if the name has these marks in this order, all but one that could stand in its gap alone.
    pub const fn stand_for(self, name: Gap) -> bool {
        let marks = Self(name.0 >> 8);
        if self.are_within(marks, Self::MOST) {
            return true;
        }
        let mut at = 0;
        while at < self.len() {
            if Self::kind(self.get(at)) & name.kinds() & !kind::OTHER != 0 && self.are_within(marks, at) {
                return true;
            }
            at += 1;
        }
        false
    }

    /// True if all of them but the one at `but` stand among these in the same order.
    const fn are_within(self, marks: Self, but: u32) -> bool {
        let (mut at, mut next) = (0, 0);
        while at < self.len() {
            if at != but {
                while next < marks.len() && marks.get(next) != self.get(at) {
                    next += 1;
                }
                if next == marks.len() {
                    return false;
                }
                next += 1;
            }
            at += 1;
        }
        true
    }
}

pub(in crate::gazetteer) fn is_double_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '″' | '״' | '＂' | '〝' | '〞' | '〟')
}

fn is_middle_dot(c: char) -> bool {
    matches!(c, '·' | '‧' | '•' | '∙' | '⋅' | '・' | '･' | '＝' | '゠')
}

/// Hyphens and dashes of every width, and the minus sign.
pub(in crate::gazetteer) const fn is_dash(c: char) -> bool {
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
