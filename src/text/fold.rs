//! Folding: what makes two words equal.
//!
//! Full case folding, compatibility decomposition (NFKD), marks and invisible characters dropped, apostrophes and gershayim dropped, and the
//! letters that no decomposition reaches (ß æ ø ł đ ð þ œ ħ ı, Persian yeh and kaf) spelled out; repeated until nothing changes. Letters of
//! another script that look like those of the word (a Latin o among Cyrillic letters) are taken for these at last. Files hold
//! hashes of folded words, so both the folding and [`hash`] are part of the file format.

pub(crate) use super::folder::{Folded, Folder, class};
use super::lookalikes::{self, Script};
use crate::error::{Error, Result};
use crate::nearest::hint;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// The characters that serve as an apostrophe, and the Hebrew gershayim, which stands in acronyms as an apostrophe does in words.
pub const fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2019}'
            | '\u{2018}'
            | '\u{02BC}'
            | '\u{02BB}'
            | '\u{02BD}'..='\u{02BF}'
            | '\u{201B}'
            | '\u{2032}'
            | '\u{00B4}'
            | '`'
            | '\u{02B9}'..='\u{02BA}'
            | '\u{055A}'
            | '\u{05F3}'..='\u{05F4}' | '\u{FF07}'
    )
}

/// Quotation marks that are typed for the Hebrew gershayim: where they stand between Hebrew letters.
pub(crate) const fn is_typed_gershayim(c: char) -> bool {
    matches!(c, '"' | '\u{201D}')
}

/// A Hebrew letter, or a point on one.
pub(crate) const fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{05D0}'..='\u{05EA}' | '\u{0591}'..='\u{05BD}' | '\u{05BF}' | '\u{05C1}'..='\u{05C2}' | '\u{05C4}'..='\u{05C5}' | '\u{05C7}')
}

/// The half rings of romanised Arabic and Hebrew, and the primes of romanised Cyrillic (ʹ for the soft sign, ʺ for the hard one): apostrophes that
/// are never quotation marks, so that before or behind a word they are no mark.
pub(crate) const fn is_modifier(c: char) -> bool {
    matches!(c, '\u{02B9}'..='\u{02BA}' | '\u{02BD}'..='\u{02BF}')
}

/// A character that Unicode says to ignore where it cannot be shown (property `Default_Ignorable_Code_Point`): soft hyphen,
/// joiners, marks of direction, variation selectors, fillers; and the Arabic tatweel, which but stretches a word.
pub const fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}'
            | '\u{034F}'
            | '\u{061C}'
            | '\u{0640}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFF8}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// A letter of a word: the property `Alphabetic`, and the radicals that stand for Chinese characters in the text of many PDF files.
pub fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{2E9F}' | '\u{2EF3}' | '\u{2F00}'..='\u{2FD5}')
}

/// A letter of a script without case. Georgian counts as one: its capitals stand in lines all in capitals alone.
pub(crate) fn is_caseless(c: char) -> bool {
    c.is_alphabetic() && !c.is_uppercase() && (!c.is_lowercase() || matches!(c, '\u{10D0}'..='\u{10FF}'))
}

/// A combining mark or an ignorable character: part of the word it follows, never the start of one.
pub fn is_mark(c: char) -> bool {
    is_ignorable(c) || is_combining_mark(c)
}

/// Hebrew points and accents, Arabic vowel signs: their combining classes are low, yet they are written or left out at will.
const fn is_point(c: char) -> bool {
    matches!(
        c,
        '\u{0591}'..='\u{05BD}'
            | '\u{05BF}'
            | '\u{05C1}'..='\u{05C2}'
            | '\u{05C4}'..='\u{05C5}'
            | '\u{05C7}'
            | '\u{0610}'..='\u{061A}'
            | '\u{064B}'..='\u{065F}'
            | '\u{0670}'
            | '\u{06D6}'..='\u{06DC}'
            | '\u{06DF}'..='\u{06E4}'
            | '\u{06E7}'..='\u{06E8}'
            | '\u{06EA}'..='\u{06ED}'
            | '\u{08D3}'..='\u{08E1}'
            | '\u{08E3}'..='\u{08FF}'
    )
}

/// True for what folding leaves out. Signs of low combining class stay: the vowel signs of Indic scripts, the dakuten.
pub(super) fn is_dropped(c: char) -> bool {
    is_ignorable(c) || canonical_combining_class(c) >= 200 || is_point(c) || is_apostrophe(c) || is_typed_gershayim(c) || c == '.'
}

/// Letters that differ from their plain spelling by more than a mark; those of Persian, Urdu and Kurdish that look like an Arabic one, and are
/// typed for one another. An alef maksura stays one, since it parts frequent words from names (على from علي), and so do teh marbuta and the heh
/// with two eyes, which Urdu aspirates with.
const fn spelled(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'œ' => "oe",
        'ħ' => "h",
        'ı' => "i",
        '\u{06CC}' => "\u{064A}",
        '\u{06A9}' => "\u{0643}",
        '\u{06C1}' | '\u{06D5}' => "\u{0647}",
        '\u{06C3}' => "\u{0629}",
        _ => return None,
    })
}

/// Full case folding: the lower case of the upper case puts the same characters together as Unicode's `CaseFolding.txt` (C and F).
fn case_fold(c: char) -> impl Iterator<Item = char> {
    c.to_uppercase().flat_map(char::to_lowercase)
}

fn fold_once(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    // An apostrophe is dropped as written: the acute accent decomposes into a space and a mark.
    for c in word.nfd().filter(|&c| !is_apostrophe(c)).flat_map(case_fold).nfkd().filter(|&c| !is_dropped(c)) {
        match spelled(c) {
            Some(letters) => out.push_str(letters),
            None => out.push(c),
        }
    }
    out
}

/// The folded form of `word`, whatever it holds.
pub(super) fn fold_fully(word: &str) -> String {
    let folded = fold_letters(word);
    match lookalikes::may_mix(folded.as_bytes()).then(|| lookalikes::meant(&folded)).flatten() {
        Some(script) => folded.chars().map(|c| script.letter(c)).collect(),
        None => folded,
    }
}

/// The script in which a word of two is meant; `None` for any other word.
pub(crate) fn script(word: &str) -> Option<Script> {
    if word.is_ascii() { None } else { lookalikes::meant(&fold_letters(word)) }
}

/// The folded form of a word but for letters of another script.
fn fold_letters(word: &str) -> String {
    let mut folded = fold_once(word);
    loop {
        let next = fold_once(&folded);
        if next == folded {
            return folded;
        }
        folded = next;
    }
}

/// The folded form of one word: two words are equal if these are.
///
/// ```
/// use dateline::text::fold::fold;
/// assert_eq!(fold("STRASSE"), fold("Straße"));
/// assert_eq!(fold("Slov’iansk"), "sloviansk");
/// assert_eq!(fold("U.S."), "us");
/// ```
pub fn fold(word: &str) -> String {
    let mut out = Vec::with_capacity(word.len());
    Folder::new().fold_into(word, &mut out);
    String::from_utf8(out).unwrap_or_else(|_| fold_fully(word))
}

/// What folding evens out. Matching always looks names up fully folded; a gazetteer with less of it then compares what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Folding {
    /// Capitals and small letters.
    pub case: bool,
    /// Accents, points and compatibility forms; the letters that no decomposition reaches (ß æ ø ł …).
    pub marks: bool,
    /// Apostrophes, full stops, and the marks between the words of a name.
    pub punctuation: bool,
}

impl Default for Folding {
    fn default() -> Self {
        Self::ALL
    }
}

impl Folding {
    /// All of it: the default.
    pub const ALL: Self = Self { case: true, marks: true, punctuation: true };
    /// None of it.
    pub const NONE: Self = Self { case: false, marks: false, punctuation: false };

    /// From the names of what is evened out: `case`, `marks`, `punctuation`. Errors name the allowed ones.
    pub fn named<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Self> {
        let mut folding = Self::NONE;
        for name in names {
            match name {
                "case" => folding.case = true,
                "marks" => folding.marks = true,
                "punctuation" => folding.punctuation = true,
                _ => {
                    let near = hint(name, Self::ALL.names());
                    let problem = format!("there is no folding of {name:?}{near}; there is \"case\", \"marks\", \"punctuation\"");
                    return Err(Error::input("fold", problem));
                }
            }
        }
        Ok(folding)
    }

    /// The names of what is evened out.
    pub fn names(self) -> Vec<&'static str> {
        let all = [("case", self.case), ("marks", self.marks), ("punctuation", self.punctuation)];
        all.into_iter().filter(|(_, on)| *on).map(|(name, _)| name).collect()
    }

    pub(crate) const fn to_code(self) -> u8 {
        !(self.case as u8 | (self.marks as u8) << 1 | (self.punctuation as u8) << 2) & 7
    }

    pub(crate) fn from_code(code: u8) -> Option<Self> {
        (code < 8).then_some(Self { case: code & 1 == 0, marks: code & 2 == 0, punctuation: code & 4 == 0 })
    }
}

/// The folded form of one word under less than the whole folding; with [`Folding::ALL`] the same as [`fold`].
///
/// Whatever is switched off, invisible characters are dropped, composed and decomposed are equal, all apostrophes are one, and letters of
/// another script that look like those of the word are these.
///
/// ```
/// use dateline::text::fold::{Folding, fold_with};
/// let case_kept = Folding { case: false, ..Folding::ALL };
/// assert_eq!(fold_with("São", case_kept), "Sao");
/// let marks_kept = Folding { marks: false, ..Folding::ALL };
/// assert_eq!(fold_with("SÃO", marks_kept), fold_with("Sa\u{303}o", marks_kept));
/// ```
pub fn fold_with(word: &str, folding: Folding) -> String {
    if folding == Folding::ALL {
        return fold(word);
    }
    let mut folded = word.to_owned();
    loop {
        let next = fold_once_with(&folded, folding);
        if next == folded {
            break;
        }
        folded = next;
    }
    match script(word) {
        Some(script) if folding.marks => folded.chars().map(|c| script.letter(c)).collect(),
        Some(script) => folded.nfd().map(|c| script.letter(c)).nfc().collect(),
        None => folded,
    }
}

fn fold_once_with(word: &str, folding: Folding) -> String {
    let punctuation = |c: char| match c {
        _ if is_apostrophe(c) => (!folding.punctuation).then_some('\''),
        '.' if folding.punctuation => None,
        _ if is_typed_gershayim(c) && folding.punctuation => None,
        _ => Some(c),
    };
    let cased =
        |c: char| -> Box<dyn Iterator<Item = char>> { if folding.case { Box::new(case_fold(c)) } else { Box::new(std::iter::once(c)) } };
    let letters = word.nfd().filter_map(punctuation).flat_map(cased);
    if !folding.marks {
        return letters.filter(|&c| !is_ignorable(c)).nfc().collect();
    }
    let mut out = String::with_capacity(word.len());
    // The iota subscript is a letter, which case folding makes of it anyway.
    let spelled_out = letters.nfkd().map(|c| if c == '\u{345}' { 'ι' } else { c });
    for c in spelled_out.filter(|&c| !(is_ignorable(c) || canonical_combining_class(c) >= 200 || is_point(c))) {
        let mut small = c.to_lowercase();
        match (spelled(c), small.next().and_then(spelled)) {
            (Some(letters), _) => out.push_str(letters),
            (None, Some(letters)) if c.is_uppercase() => out.push_str(&letters.to_uppercase()),
            _ => out.push(c),
        }
    }
    out
}

pub(super) const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// One step of [`hash`]: takes in the next eight bytes. A bijection of `chunk` for any state, so that two words of at most eight
/// bytes never share a hash.
#[inline]
pub(crate) const fn hash_step(state: u64, chunk: u64) -> u64 {
    let h = (state ^ chunk).wrapping_mul(MULTIPLIER);
    h ^ (h >> 32)
}

/// The hash of a folded word: 64 bits, the same on every platform and for all time (files hold it).
///
/// Eight bytes at a time, little-endian, the last ones filled up with zeros: xor, multiply by an odd constant, fold the upper half
/// into the lower.
pub fn hash(folded: &str) -> u64 {
    hash_bytes(folded.as_bytes())
}

pub(crate) fn hash_bytes(folded: &[u8]) -> u64 {
    let (chunks, rest) = folded.as_chunks::<8>();
    let state = chunks.iter().fold(0, |state, chunk| hash_step(state, u64::from_le_bytes(*chunk)));
    if rest.is_empty() {
        return state;
    }
    // Loads of a fixed size, the last of which begins within what was loaded before.
    let last = match folded.last_chunk() {
        Some(chunk) => u64::from_le_bytes(*chunk) >> (64 - 8 * rest.len()),
        None => short_number(rest),
    };
    hash_step(state, last)
}

/// One to seven bytes as a number, little-endian.
fn short_number(bytes: &[u8]) -> u64 {
    let behind = |size: usize| 8 * (bytes.len() - size);
    match (bytes.first_chunk(), bytes.last_chunk(), bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last), ..) => u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << behind(4),
        (_, _, Some(first), Some(last)) => u64::from(u16::from_le_bytes(*first)) | u64::from(u16::from_le_bytes(*last)) << behind(2),
        _ => bytes.first().copied().map_or(0, u64::from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_length_are_hashed_by_chunks_filled_up_with_zeros() {
        let bytes: Vec<u8> = (0..40).map(|n: u8| n.wrapping_mul(37) | 1).collect();
        for len in 0..bytes.len() {
            let filled = |chunk: &[u8]| {
                let mut eight = [0; 8];
                eight[..chunk.len()].copy_from_slice(chunk);
                u64::from_le_bytes(eight)
            };
            let expected = bytes[..len].chunks(8).fold(0, |state, chunk| hash_step(state, filled(chunk)));
            assert_eq!(hash_bytes(&bytes[..len]), expected, "{len}");
        }
    }
}
