//! What a word looks like.

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

    /// That of ASCII letters and digits.
    pub(super) fn of_plain(word: &[u8]) -> Self {
        let count = |of: fn(&u8) -> bool| word.iter().filter(|&b| of(b)).count();
        let (capitals, small, digits) = (count(u8::is_ascii_uppercase), count(u8::is_ascii_lowercase), count(u8::is_ascii_digit));
        let flag = |when: bool, flag: Self| if when { flag.0 } else { 0 };
        Self(
            flag(word.first().is_some_and(u8::is_ascii_uppercase), Self::CAPITAL)
                | flag(capitals > 1 && small == 0, Self::UPPER)
                | flag(small > 0, Self::LOWER)
                | flag(digits > 0, Self::DIGIT)
                | flag(digits == word.len(), Self::NUMBER),
        )
    }

    /// Both sets of flags.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
