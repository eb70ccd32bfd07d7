//! Hashed features of a sentence, straight from its word stream, without a string.
//!
//! A sentence is a list of *tokens* (folded words, and marks of punctuation) and of *runs* of two and three tokens, the start of the
//! sentence being one too; of scripts without spaces each character is a token. A word also has its *spelling*: character 3- to 5-grams with a space on either side. Since all of them
//! simply add up, a word that was seen in training needs one look at a table for itself and its whole spelling.

use super::blocks::names::NAME;
use crate::error::{Error, Result};
use crate::span::Span;
use crate::text::fold::Folder;
use crate::text::tokens::{MARK, join_marks, tokens_into, tokens_of_each};
use crate::text::{Shape, Word, unspaced};

/// Which features are made and how many numbers they are hashed into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeatureOptions {
    /// The longest word n-gram, 1 to 3.
    pub word_grams: u8,
    /// Character 3- to 5-grams too.
    pub char_grams: bool,
    /// A token, a run or a spelling counts once a text, however often it occurs.
    pub once: bool,
    /// Characters of scripts without spaces between words are tokens; else what stands between two marks is one.
    pub unspaced: bool,
    /// Each kind is hashed into 2 to this power numbers, 8 to 32 ("feature hashing", Weinberger et al. 2009).
    pub bits: u8,
}

impl Default for FeatureOptions {
    fn default() -> Self {
        Self { word_grams: 3, char_grams: true, once: false, unspaced: false, bits: 24 }
    }
}

impl FeatureOptions {
    /// An error that names the option if one is out of range.
    pub fn check(self) -> Result<Self> {
        if !(1..=3).contains(&self.word_grams) {
            return Err(Error::must_be("word_grams", "1, 2 or 3", self.word_grams));
        }
        if !(8..=32).contains(&self.bits) {
            return Err(Error::must_be("hash_bits", "a whole number from 8 to 32", self.bits));
        }
        Ok(self)
    }
}

pub(in crate::classify) const PHI: u64 = 0x9E37_79B9_7F4A_7C15;
pub(in crate::classify) const SPREAD: u64 = 0xD1B5_4A32_D192_ED03;
pub(in crate::classify) const PAIR: u64 = 0xA24B_AED4_963E_E407;
pub(in crate::classify) const TRIPLE: u64 = 0x9FB2_1C65_1E98_DF25;
/// What stands before the first word.
pub(in crate::classify) const START: u64 = 0x5DEE_CE66_D1CE_4E5B;

impl FeatureOptions {
    /// Appends what stands before the first token of a text, and its tokens: words, marks, characters of scripts without spaces.
    pub fn tokens(self, text: &str, out: &mut Vec<Word>) {
        let first = out.len();
        out.push(start(0));
        tokens_into(text, out);
        self.cut(text, out, first);
    }

    /// As [`Self::tokens`], for many texts; appends to `ends` where those of each end.
    pub fn tokens_of_all(self, texts: &[&str], out: &mut Vec<Word>, ends: &mut Vec<usize>) {
        if !self.unspaced || !texts.iter().any(|text| unspaced::occurs(text)) {
            tokens_of_each(texts, start(0), out, ends);
            return;
        }
        for text in texts {
            self.tokens(text, out);
            ends.push(out.len());
        }
    }

    /// As [`Self::tokens`], for a sentence of which the words, or what stands for them, are at hand.
    pub fn tokens_of(self, text: &str, within: Span, words: &[Word], out: &mut Vec<Word>) {
        let first = out.len();
        out.push(start(within.start));
        join_marks(text, within, words, out);
        self.cut(text, out, first);
    }

    /// Cuts words of scripts without spaces among the tokens from `first` on.
    fn cut(self, text: &str, tokens: &mut Vec<Word>, first: usize) {
        if self.unspaced {
            unspaced::characters(text, tokens, first, CHARACTER, is_word);
        }
    }
}

/// What stands before the first token.
const fn start(at: u32) -> Word {
    Word { start: at, end: at, hash: START, shape: MARK }
}

/// The shape of a character that is a token by itself. No word of a text has it: the `s` of a possessive is ASCII.
pub const CHARACTER: Shape = Shape::POSSESSIVE.with(Shape::WIDE);

/// True if a token has a spelling: a mark has none, nor has what stands for a name, nor a character by itself.
#[inline(always)]
pub fn is_word(token: &Word) -> bool {
    token.shape != MARK && token.shape != NAME && token.shape != CHARACTER
}

/// The upper bits of a hash that is spread once more.
#[inline(always)]
fn number(hash: u64, shift: u32) -> u32 {
    ((hash ^ (hash >> 29)).wrapping_mul(PHI) >> shift) as u32
}

/// A run of two, before it is spread.
#[inline(always)]
const fn two(first: u64, second: u64) -> u64 {
    first.wrapping_mul(PAIR).rotate_left(31) ^ second
}

impl FeatureOptions {
    /// By how much a spread hash is shifted to be a number.
    #[inline(always)]
    pub(in crate::classify) const fn shift(self) -> u32 {
        64 - self.bits as u32
    }

    /// The number of a token.
    #[inline(always)]
    pub fn token(self, token: &Word) -> u32 {
        number(token.hash, self.shift())
    }

    /// The number of a run of two tokens.
    #[inline(always)]
    pub fn pair(self, first: &Word, second: &Word) -> u32 {
        number(two(first.hash, second.hash).wrapping_mul(SPREAD), self.shift())
    }

    /// The number of a run of three tokens.
    #[inline(always)]
    pub fn triple(self, first: &Word, second: &Word, third: &Word) -> u32 {
        let hash = first.hash.wrapping_mul(TRIPLE).rotate_left(17) ^ two(second.hash, third.hash);
        number(hash.wrapping_mul(TRIPLE), self.shift())
    }
}

/// Gives every run of two and three tokens to `take`, as often as it occurs, with where it stands. `tokens` begins with the start.
pub fn runs(tokens: &[Word], options: FeatureOptions, mut take: impl FnMut(u32, Span)) {
    if options.word_grams < 2 {
        return;
    }
    let mut before: Option<&Word> = None;
    for pair in tokens.windows(2) {
        let (first, second) = (&pair[0], &pair[1]);
        take(options.pair(first, second), Span::new(first.start, second.end));
        if let Some(before) = before.filter(|_| options.word_grams > 2) {
            take(options.triple(before, first, second), Span::new(before.start, second.end));
        }
        before = Some(first);
    }
}

/// Buffers that serve one word after the other.
#[derive(Clone, Debug, Default)]
pub struct Letters {
    folded: Vec<u8>,
    padded: Vec<u8>,
    bounds: Vec<u32>,
}

/// Gives the character 3- to 5-grams of a word to `push`, as often as each occurs.
#[inline]
pub fn spelling(text: &str, word: Span, options: FeatureOptions, letters: &mut Letters, mut push: impl FnMut(u32)) {
    let surface = word.text(text).as_bytes();
    let padded = &mut letters.padded;
    padded.clear();
    padded.push(b' ');
    let ascii = surface.iter().all(u8::is_ascii_alphanumeric);
    if ascii {
        padded.extend(surface.iter().map(|b| b | 0x20));
    } else {
        letters.folded.clear();
        Folder::new().fold_into(word.text(text), &mut letters.folded);
        padded.extend_from_slice(&letters.folded);
    }
    padded.push(b' ');
    let shift = 64 - u32::from(options.bits);
    let mut gram = |gram: u64| push(((gram ^ (gram >> 23)).wrapping_mul(PHI) >> shift) as u32);
    if ascii || padded.is_ascii() {
        let len = padded.len();
        padded.extend_from_slice(&[0; 8]);
        for window in padded.windows(8).take(len.saturating_sub(2)) {
            // Zeros stand past the end: a gram that would reach there is told by its last byte.
            let eight = u64::from_le_bytes(window.try_into().unwrap_or_default());
            gram(eight & 0xFF_FFFF);
            if window[3] != 0 {
                gram(eight & 0xFFFF_FFFF);
                if window[4] != 0 {
                    gram(eight & 0xFF_FFFF_FFFF);
                }
            }
        }
        return;
    }
    let bounds = &mut letters.bounds;
    bounds.clear();
    bounds.extend((0..=padded.len() as u32).filter(|&i| padded.get(i as usize).is_none_or(|&b| (b as i8) >= -0x40)));
    for length in 3..=5 {
        for edge in bounds.windows(length + 1) {
            let bytes = &padded[edge[0] as usize..edge[length] as usize];
            gram(bytes.iter().fold(length as u64, |hash, &b| (hash ^ u64::from(b)).wrapping_mul(PAIR).rotate_left(29)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Seen {
        tokens: Vec<u32>,
        runs: Vec<(u32, String)>,
        grams: Vec<u32>,
    }

    fn of(text: &str) -> Seen {
        of_with(text, FeatureOptions::default())
    }

    fn of_with(text: &str, options: FeatureOptions) -> Seen {
        let mut cut = Vec::new();
        options.tokens(text, &mut cut);
        let mut seen = Seen { tokens: cut[1..].iter().map(|t| options.token(t)).collect(), runs: Vec::new(), grams: Vec::new() };
        runs(&cut, options, |key, span| seen.runs.push((key, span.text(text).to_owned())));
        for token in cut.iter().filter(|t| is_word(t)) {
            spelling(text, token.span(), options, &mut Letters::default(), |gram| seen.grams.push(gram));
        }
        seen
    }

    #[test]
    fn numbers_of_features() {
        // Tokens: who ? ; pairs with the start: 2; one triple with the start. Characters of " who ": 3 + 2 + 1.
        let seen = of("Who?");
        assert_eq!((seen.tokens.len(), seen.runs.len(), seen.grams.len()), (2, 3, 6));
        assert_eq!(of("").tokens.len(), 0);
        assert_eq!(
            of("He left early").runs.iter().map(|r| r.1.as_str()).collect::<Vec<_>>(),
            ["He", "He left", "He left", "left early", "He left early"]
        );
    }

    /// Files of models hold weights by these numbers: where they change, the version of features in `file.rs` must go up.
    #[test]
    fn numbers_stay_what_files_take_them_for() {
        let seen = of("Wheelhouse CAFÉ?");
        assert_eq!(seen.tokens, [8_115_913, 1_754_981, 11_535_042]);
        assert_eq!(seen.runs.iter().map(|r| r.0).collect::<Vec<_>>(), [9_117_486, 5_525_346, 3_402_509, 476_455, 14_038_194]);
        let grams = |text| {
            let mut grams = of(text).grams;
            grams.sort_unstable();
            grams
        };
        let cafe = [1_291_328, 2_379_928, 2_547_647, 3_260_642, 5_715_931, 5_917_486, 11_828_243, 11_910_945, 12_247_944];
        assert_eq!((grams("Café"), grams("cafe")), (cafe.to_vec(), cafe.to_vec()));
        assert_eq!(grams("Где"), [2_470_952, 4_361_762, 5_495_397, 7_613_733, 13_495_995, 14_990_629]);
    }

    #[test]
    fn characters_of_scripts_without_spaces_are_tokens() {
        let options = FeatureOptions { unspaced: true, ..FeatureOptions::default() };
        let seen = of_with("俄军炮击ABC。", options);
        // Four characters, a word, a mark; the word alone is spelled.
        assert_eq!((seen.tokens.len(), seen.runs.len(), seen.grams.len()), (6, 6 + 5, 6));
        assert!(seen.runs.iter().any(|(_, run)| run == "炮击"));
        assert_eq!(of("俄军炮击ABC。").tokens.len(), 2);
        for text in ["The army’s café, “Где?” ’s U.S.A", ""] {
            let (with, without) = (of_with(text, options), of(text));
            assert_eq!((with.tokens, with.runs, with.grams), (without.tokens, without.runs, without.grams));
        }
        let texts = ["rain", "大雨 came", "", "snow"];
        let (mut all, mut ends, mut each) = (Vec::new(), Vec::new(), Vec::new());
        options.tokens_of_all(&texts, &mut all, &mut ends);
        texts.iter().for_each(|text| options.tokens(text, &mut each));
        assert_eq!((all, ends), (each, vec![2, 6, 7, 9]));
    }

    #[test]
    fn case_and_marks_on_letters_do_not_count() {
        let ids = |text| (of(text).tokens, of(text).grams);
        assert_eq!(ids("CAFÉ noir"), ids("cafe Noir"));
        assert_ne!(ids("noir cafe"), ids("cafe noir"));
        assert_eq!(of("Київ").grams.len(), 4 + 3 + 2);
    }
}
