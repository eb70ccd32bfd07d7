//! Cuts text into words, with offsets, folded hash and shape, in one pass.

use super::fold;
use crate::span::Span;

/// What a word looks like, as bit flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Shape(pub u8);

impl Shape {
    /// The first letter is a capital.
    pub const CAPITAL: Self = Self(1);
    /// Two or more letters, all capitals.
    pub const UPPER: Self = Self(2);
    /// Holds a lower-case letter.
    pub const LOWER: Self = Self(4);
    /// Holds a digit.
    pub const DIGIT: Self = Self(8);
    /// Nothing but digits (and marks between them are not part of a word).
    pub const NUMBER: Self = Self(16);
    /// A dotted acronym (`U.S.`), its last dot inside the span.
    pub const DOTTED: Self = Self(32);
    /// The `s` of a possessive: `Kyiv’s` is the two words `Kyiv` and `s`, the second with this flag.
    pub const POSSESSIVE: Self = Self(64);
    /// Holds a byte outside ASCII.
    pub const WIDE: Self = Self(128);

    /// True if every flag of `other` is set.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both sets of flags.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// One word: where it stands, the hash of its folded form, what it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// [`fold::hash`] of the folded word: equal words have equal hashes (the reverse must be verified).
    pub hash: u64,
    /// Shape flags.
    pub shape: Shape,
}

impl Word {
    /// Where the word stands.
    pub const fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }

    /// The word as written.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        self.span().text(text)
    }
}

/// All words of `text`, in order.
///
/// A word is a run of letters, digits and marks, with apostrophes between letters inside it; hyphens part words; a
/// possessive `s` is a word of its own; `U.S.` is one word.
pub fn words(text: &str) -> Vec<Word> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut out = Vec::with_capacity(text.len() / 5);
    let at = |i: usize| chars.get(i).map_or(text.len(), |c| c.0);
    let letter = |i: usize| chars.get(i).is_some_and(|c| c.1.is_alphabetic());
    let inner = |i: usize| chars.get(i).is_some_and(|c| c.1.is_alphanumeric() || fold::is_mark(c.1));
    let mut i = 0;
    while i < chars.len() {
        if !chars[i].1.is_alphanumeric() {
            i += 1;
            continue;
        }
        let first = i;
        let mut flags = Shape::default();
        // a dotted acronym
        let mut j = i;
        while letter(j) && chars.get(j + 1).is_some_and(|c| c.1 == '.') {
            j += 2;
        }
        if j >= i + 4 && !inner(j) {
            i = j;
            flags = flags.with(Shape::DOTTED);
        } else {
            loop {
                while inner(i) {
                    i += 1;
                }
                let mark = chars.get(i).is_some_and(|c| fold::is_apostrophe(c.1));
                if mark && i > first && letter(i - 1) && letter(i + 1) {
                    let possessive = matches!(chars[i + 1].1, 's' | 'S') && !inner(i + 2);
                    if possessive {
                        break;
                    }
                    i += 1;
                    continue;
                }
                break;
            }
        }
        push(text, at(first), at(i), flags, &mut out);
        if i + 1 < chars.len() && fold::is_apostrophe(chars[i].1) && matches!(chars[i + 1].1, 's' | 'S') && !inner(i + 2) {
            push(text, at(i + 1), at(i + 2), Shape::POSSESSIVE, &mut out);
            i += 2;
        }
    }
    out
}

fn push(text: &str, start: usize, end: usize, mut shape: Shape, out: &mut Vec<Word>) {
    let word = &text[start..end];
    let (mut letters, mut upper, mut lower, mut digits) = (0, 0, 0, 0);
    for c in word.chars() {
        letters += usize::from(c.is_alphabetic());
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
        digits += usize::from(c.is_numeric());
    }
    let mut set = |when: bool, flag: Shape| {
        if when {
            shape = shape.with(flag);
        }
    };
    set(word.chars().next().is_some_and(char::is_uppercase), Shape::CAPITAL);
    set(upper > 1 && upper == letters, Shape::UPPER);
    set(lower > 0, Shape::LOWER);
    set(digits > 0, Shape::DIGIT);
    set(digits > 0 && letters == 0, Shape::NUMBER);
    set(!word.is_ascii(), Shape::WIDE);
    out.push(Word { start: start as u32, end: end as u32, hash: fold::hash(&fold::fold(word)), shape });
}
