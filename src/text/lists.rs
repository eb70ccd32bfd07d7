//! Lists written inside one line: `1. First 2. Second`, `a) … b) …`, `• … • …`.

use super::{Shape, Word};

/// The marks that stand before the items of a list.
const BULLETS: [char; 11] = ['•', '⁃', '‣', '◦', '▪', '●', '■', '·', '▶', '►', '∙'];

/// True for a mark that stands before an item of a list.
pub(super) const fn is_bullet(c: char) -> bool {
    let mut i = 0;
    while i < BULLETS.len() {
        if BULLETS[i] as u32 == c as u32 {
            return true;
        }
        i += 1;
    }
    false
}

/// The list that a block opens with: its bullet, and the marker that its next item must have.
#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    bullet: Option<char>,
    next: Option<Marker>,
}

/// A number or letter with the marks after it (`1.`, `1)`, `1.)`, `a.`).
#[derive(Clone, Copy, Debug)]
struct Marker {
    value: u32,
    letter: bool,
    dot: bool,
    bracket: bool,
}

impl Marker {
    /// Bytes of the longest number or letter, a full stop of its own included.
    const LONGEST: u32 = 3;

    /// Reads the marker that `word` is, if it is one.
    fn read(text: &str, word: &Word) -> Option<Self> {
        if word.end - word.start > Self::LONGEST {
            return None;
        }
        let surface = word.text(text).as_bytes();
        let after = &text.as_bytes()[word.end as usize..];
        let dot = after.first() == Some(&b'.') || word.shape.has(Shape::DOTTED);
        let bracket = after.get(usize::from(dot)) == Some(&b')');
        let spaced = after.get(usize::from(dot) + usize::from(bracket)).is_some_and(u8::is_ascii_whitespace);
        if !spaced || !(dot || bracket) {
            return None;
        }
        match surface {
            [letter] if letter.is_ascii_alphabetic() => Some(Self { value: u32::from(*letter), letter: true, dot, bracket }),
            digits if digits.len() <= 3 && digits.iter().all(u8::is_ascii_digit) => {
                let value = digits.iter().fold(0, |n, d| n * 10 + u32::from(d - b'0'));
                Some(Self { value, letter: false, dot, bracket })
            }
            _ => None,
        }
    }

    /// True if `other` continues the list in which `self` was expected.
    const fn matches(&self, other: &Self) -> bool {
        self.value == other.value && self.letter == other.letter && self.dot == other.dot && self.bracket == other.bracket
    }
}

impl List {
    /// The list that begins at `start` (a block's first byte) with the word `first`, if any.
    pub(super) fn open(text: &str, start: u32, first: &Word) -> Option<Self> {
        if start == first.start && first.end - start > Marker::LONGEST {
            return None;
        }
        let lead = &text[start as usize..first.start as usize];
        let bullet = lead.chars().next().filter(|&c| is_bullet(c));
        let plain = bullet.map_or(lead, |c| &lead[c.len_utf8()..]).trim_start();
        let marker = if plain.is_empty() { Marker::read(text, first) } else { None };
        let next = marker.map(|m| Marker { value: m.value + 1, ..m });
        (bullet.is_some() || next.is_some()).then_some(Self { bullet, next })
    }

    /// Where the next item begins, if it does in the gap before `word`; `gap` is that gap's first byte.
    pub(super) fn item(&mut self, text: &str, gap: u32, word: &Word) -> Option<u32> {
        let space = &text[gap as usize..word.start as usize];
        let bullet = self.bullet.and_then(|b| space.find(b)).map(|at| gap + at as u32);
        let Some(next) = self.next else { return bullet };
        let numbered = bullet.is_some() || space.ends_with(char::is_whitespace);
        if numbered && Marker::read(text, word).is_some_and(|m| next.matches(&m)) {
            self.next = Some(Marker { value: next.value + 1, ..next });
            return Some(bullet.unwrap_or(word.start));
        }
        None
    }
}

/// True if a full stop after `word`, the first of its sentence, belongs to a list marker (`1.`, `b.`, `IV.`).
pub(super) fn is_marker(text: &str, word: &Word) -> bool {
    let surface = word.text(text).as_bytes();
    let roman = || surface.len() <= 4 && surface.iter().all(|b| b"IVX".contains(b));
    match surface {
        [b'I'] => false,
        [letter] if letter.is_ascii_alphabetic() => true,
        digits if digits.len() <= 3 && digits.iter().all(u8::is_ascii_digit) => true,
        _ => roman(),
    }
}
