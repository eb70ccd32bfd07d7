//! Folding: what makes two words equal.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The characters that serve as an apostrophe.
pub const fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2019}'
            | '\u{2018}'
            | '\u{02BC}'
            | '\u{02BB}'
            | '\u{201B}'
            | '\u{2032}'
            | '\u{00B4}'
            | '`'
            | '\u{02B9}'
            | '\u{055A}'
            | '\u{FF07}'
    )
}

/// A combining mark or a default-ignorable character: part of the word it follows.
pub fn is_mark(c: char) -> bool {
    is_combining_mark(c)
        || matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

/// The folded form of one word: two words are equal if these are.
pub fn fold(word: &str) -> String {
    word.nfkd().flat_map(char::to_lowercase).filter(|&c| !is_mark(c) && !is_apostrophe(c) && c != '.').collect()
}

/// The hash of a folded word: 64 bits, the same on every platform and for all time (files hold it).
pub fn hash(folded: &str) -> u64 {
    folded.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3))
}
