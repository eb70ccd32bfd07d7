//! Fast looks at the bytes of names, which tell most of them apart from those that have other spellings.

/// What the bytes of a name may be part of, as bits: one look at each byte for all that is asked of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Hints(u8);

impl Hints {
    /// A Cyrillic letter, and others of the same first byte.
    pub const CYRILLIC: Self = Self(1);
    /// A Latin letter with a mark, or a mark.
    pub const MARKED: Self = Self(2);
    /// An Arabic letter.
    pub const ARABIC: Self = Self(4);
    pub const DIGIT: Self = Self(8);
    pub const SPACE: Self = Self(16);
    /// An apostrophe of any kind, and others of the same first byte.
    pub const APOSTROPHE: Self = Self(32);

    /// By byte.
    const TABLE: [u8; 256] = {
        let mut table = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            let first = match byte as u8 {
                0xD0..=0xD4 => Self::CYRILLIC.0,
                0xC3..=0xC6 | 0xC9 | 0xCC => Self::MARKED.0,
                0xD8..=0xDB => Self::ARABIC.0,
                b'0'..=b'9' => Self::DIGIT.0,
                b' ' => Self::SPACE.0,
                _ => 0,
            };
            let apostrophe = matches!(byte as u8, b'\'' | b'`' | 0xC2 | 0xCA | 0xD5 | 0xD7 | 0xE2 | 0xEF);
            table[byte] = first | if apostrophe { Self::APOSTROPHE.0 } else { 0 };
            byte += 1;
        }
        table
    };

    /// Those of one byte.
    #[inline]
    pub const fn of_byte(byte: u8) -> Self {
        Self(Self::TABLE[byte as usize])
    }

    /// Those of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        bytes.iter().fold(Self::default(), |all, &byte| all.with(Self::of_byte(byte)))
    }

    /// Both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True if `other` is one of them.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Words of ASCII letters by some of their letters: turns most other words away, whatever their capitals.
pub(super) struct WordHints {
    bits: Box<[u64; Self::BITS / 64]>,
}

impl WordHints {
    const BITS: usize = 1 << 15;

    /// Over these words.
    pub fn over<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut bits = Box::new([0; Self::BITS / 64]);
        for at in words.into_iter().filter_map(|word| Self::place(word.as_bytes())) {
            bits[at / 64] |= 1 << (at % 64);
        }
        Self { bits }
    }

    /// By its first letter, its third one and its last one; `None` for nothing.
    #[inline]
    fn place(word: &[u8]) -> Option<usize> {
        let (&first, &last) = (word.first()?, word.last()?);
        let third = word.get(2).copied().unwrap_or(last);
        let letter = |byte: u8| usize::from(byte & 31);
        Some(letter(first) | letter(third) << 5 | letter(last) << 10)
    }

    /// False for most words that are none of them.
    #[inline]
    pub fn may_be(&self, word: &[u8]) -> bool {
        Self::place(word).is_some_and(|at| self.bits[at / 64] & 1 << (at % 64) != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::variants::script::is_cyrillic;
    use crate::text::fold::is_apostrophe;

    #[test]
    fn every_character_that_is_asked_for_has_its_hint() {
        for c in '\0'..='\u{FFFF}' {
            let hints = Hints::of(c.to_string().as_bytes());
            assert!(!is_cyrillic(c) || hints.has(Hints::CYRILLIC), "{c:?}");
            assert!(!is_apostrophe(c) || hints.has(Hints::APOSTROPHE), "{c:?}");
            assert!(!matches!(c, '\u{620}'..='\u{6D3}') || hints.has(Hints::ARABIC), "{c:?}");
            assert!(!matches!(c, 'À'..='ƿ' | '\u{300}'..='\u{33F}') || hints.has(Hints::MARKED), "{c:?}");
            assert_eq!((c.is_ascii_digit(), c == ' '), (hints.has(Hints::DIGIT), hints.has(Hints::SPACE)), "{c:?}");
        }
    }

    #[test]
    fn words_are_told_in_any_capitals() {
        let hints = WordHints::over(["centre", "my", "x"]);
        assert!(["centre", "CENTRE", "Centre", "my", "MY", "x"].iter().all(|word| hints.may_be(word.as_bytes())));
        assert!(["", "centr", "enter", "y", "mx"].iter().all(|word| !hints.may_be(word.as_bytes())));
    }
}
