//! Hashed features of a sentence, straight from its word stream, in one pass and without a string.
//!
//! A sentence is a list of *tokens* (folded words, and marks of punctuation) and of *runs* of two and three tokens, the start of the
//! sentence being one too. A word also has its *spelling*: character 3- to 5-grams with a space on either side. Since all of them
//! simply add up, a word that was seen in training needs one look at a table for itself and its whole spelling.

use super::blocks::names::NAME;
use crate::error::{Error, Result};
use crate::span::Span;
use crate::text::Word;
use crate::text::fold::Folder;

/// Which features are made and how many numbers they are hashed into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeatureOptions {
    /// The longest word n-gram, 1 to 3.
    pub word_grams: u8,
    /// Character 3- to 5-grams too.
    pub char_grams: bool,
    /// Each kind is hashed into 2 to this power numbers, 8 to 32 ("feature hashing", Weinberger et al. 2009).
    pub bits: u8,
}

impl Default for FeatureOptions {
    fn default() -> Self {
        Self { word_grams: 3, char_grams: true, bits: 24 }
    }
}

impl FeatureOptions {
    /// An error that names the option if one is out of range.
    pub fn check(self) -> Result<Self> {
        if !(1..=3).contains(&self.word_grams) {
            return Err(Error::input("word_grams", format!("{} is not one of 1, 2, 3", self.word_grams)));
        }
        if !(8..=32).contains(&self.bits) {
            return Err(Error::input("hash_bits", format!("{} is not in 8 to 32", self.bits)));
        }
        Ok(self)
    }
}

const PHI: u64 = 0x9E37_79B9_7F4A_7C15;
const MARK: u64 = 0xD1B5_4A32_D192_ED03;
const PAIR: u64 = 0xA24B_AED4_963E_E407;
const TRIPLE: u64 = 0x9FB2_1C65_1E98_DF25;
/// What stands before the first word.
const START: u64 = 0x5DEE_CE66_D1CE_4E5B;

/// Takes the features of a sentence.
pub trait Sink {
    /// A word, or a mark, with its number. A mark is no word with a spelling, nor is what stands for a name.
    fn token(&mut self, key: u32, is_word: bool, span: Span);
    /// A run of two or three tokens.
    fn run(&mut self, key: u32, span: Span);
}

/// Gives every feature of a sentence to `sink`, as often as it occurs. `within` is the sentence, `words` its words.
#[inline(always)]
pub fn features(text: &str, within: Span, words: &[Word], options: FeatureOptions, sink: &mut impl Sink) {
    let start = Token { hash: START, start: within.start };
    let mut reader = Reader { shift: 64 - u32::from(options.bits), longest: options.word_grams, last: [start; 2], sink };
    let mut at = within.start;
    for word in words {
        if word.start > at {
            reader.marks(text, Span::new(at, word.start));
        }
        reader.token(word.hash, word.span(), word.shape != NAME);
        at = word.end;
    }
    if within.end > at {
        reader.marks(text, Span::new(at, within.end));
    }
}

#[derive(Clone, Copy)]
struct Token {
    hash: u64,
    start: u32,
}

struct Reader<'s, S> {
    shift: u32,
    longest: u8,
    /// The last two tokens, for runs.
    last: [Token; 2],
    sink: &'s mut S,
}

/// The upper bits of a hash that is spread once more.
#[inline(always)]
fn number(hash: u64, shift: u32) -> u32 {
    ((hash ^ (hash >> 29)).wrapping_mul(PHI) >> shift) as u32
}

impl<S: Sink> Reader<'_, S> {
    #[inline(always)]
    fn token(&mut self, hash: u64, span: Span, is_word: bool) {
        let [before, one] = self.last;
        self.sink.token(number(hash, self.shift), is_word, span);
        if self.longest > 1 {
            let pair = one.hash.wrapping_mul(PAIR).rotate_left(31) ^ hash;
            self.sink.run(number(pair.wrapping_mul(MARK), self.shift), Span::new(one.start, span.end));
            if self.longest > 2 && one.hash != START {
                let triple = before.hash.wrapping_mul(TRIPLE).rotate_left(17) ^ pair;
                self.sink.run(number(triple.wrapping_mul(TRIPLE), self.shift), Span::new(before.start, span.end));
            }
        }
        self.last = [one, Token { hash, start: span.start }];
    }

    /// The marks between two words; white space is none.
    #[inline(always)]
    fn marks(&mut self, text: &str, gap: Span) {
        let bytes = &text.as_bytes()[gap.start as usize..gap.end as usize];
        if bytes == b" " {
            return;
        }
        if bytes.is_ascii() {
            for (at, &b) in (gap.start..).zip(bytes) {
                if !b.is_ascii_whitespace() {
                    self.mark(u32::from(b), Span::new(at, at + 1));
                }
            }
            return;
        }
        for (at, c) in gap.text(text).char_indices() {
            if !c.is_whitespace() {
                let start = gap.start + at as u32;
                self.mark(u32::from(c), Span::new(start, start + c.len_utf8() as u32));
            }
        }
    }

    #[inline(always)]
    fn mark(&mut self, c: u32, span: Span) {
        self.token((u64::from(c) | 1 << 40).wrapping_mul(MARK), span, false);
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
#[inline(always)]
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
    use crate::text::words::words;

    #[derive(Default)]
    struct Seen {
        text: String,
        tokens: Vec<u32>,
        runs: Vec<(u32, String)>,
        grams: Vec<u32>,
    }

    impl Sink for Seen {
        fn token(&mut self, key: u32, is_word: bool, span: Span) {
            self.tokens.push(key);
            if is_word {
                spelling(&self.text, span, FeatureOptions::default(), &mut Letters::default(), |gram| self.grams.push(gram));
            }
        }

        fn run(&mut self, key: u32, span: Span) {
            self.runs.push((key, span.text(&self.text).to_owned()));
        }
    }

    fn of(text: &str) -> Seen {
        let mut seen = Seen { text: text.to_owned(), ..Seen::default() };
        features(text, Span::new(0, text.len() as u32), &words(text), FeatureOptions::default(), &mut seen);
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

    #[test]
    fn case_and_marks_on_letters_do_not_count() {
        let ids = |text| (of(text).tokens, of(text).grams);
        assert_eq!(ids("CAFÉ noir"), ids("cafe Noir"));
        assert_ne!(ids("noir cafe"), ids("cafe noir"));
        assert_eq!(of("Київ").grams.len(), 4 + 3 + 2);
    }
}
