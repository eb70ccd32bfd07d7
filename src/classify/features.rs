//! Hashed features of a sentence, straight from its word stream, in one pass and without a string.
//!
//! Two blocks. *Words*: 1- to 3-grams of the folded words, marks of punctuation being words of their own, with a mark for the
//! start of the sentence. *Characters*: 3- to 5-grams inside each folded word with a space on either side. Each block is hashed
//! into its own range ("feature hashing", Weinberger et al. 2009).

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
    /// Each block has 2 to this power numbers, 8 to 22.
    pub bits: u8,
}

impl Default for FeatureOptions {
    fn default() -> Self {
        Self { word_grams: 3, char_grams: true, bits: 18 }
    }
}

impl FeatureOptions {
    /// An error that names the option if one is out of range.
    pub fn check(self) -> Result<Self> {
        if !(1..=3).contains(&self.word_grams) {
            return Err(Error::input("word_grams", format!("{} is not one of 1, 2, 3", self.word_grams)));
        }
        if !(8..=22).contains(&self.bits) {
            return Err(Error::input("hash_bits", format!("{} is not in 8 to 22", self.bits)));
        }
        Ok(self)
    }

    /// The number of features of the block of words; those of characters follow.
    pub const fn block(self) -> u32 {
        1 << self.bits
    }

    /// The number of features of both blocks.
    pub const fn len(self) -> usize {
        if self.char_grams { 2 << self.bits } else { 1 << self.bits }
    }

    /// Never: a block holds 256 features at least.
    pub const fn is_empty(self) -> bool {
        false
    }
}

/// Buffers that serve one sentence after the other.
#[derive(Clone, Debug, Default)]
pub struct Buffers {
    folded: Vec<u8>,
    padded: Vec<u8>,
    bounds: Vec<u32>,
}

const PHI: u64 = 0x9E37_79B9_7F4A_7C15;
const MARK: u64 = 0xD1B5_4A32_D192_ED03;
const PAIR: u64 = 0xA24B_AED4_963E_E407;
const TRIPLE: u64 = 0x9FB2_1C65_1E98_DF25;

/// What stands before the first word.
const START: u64 = 0x5DEE_CE66_D1CE_4E5B;

#[derive(Clone, Copy)]
struct Token {
    hash: u64,
    span: Span,
}

/// Gives every feature of a sentence to `push`, with the bytes that it was read from, as often as it occurs.
///
/// `within` is the sentence, `words` its words.
pub fn features(text: &str, within: Span, words: &[Word], options: FeatureOptions, buffers: &mut Buffers, mut push: impl FnMut(u32, Span)) {
    let start = Span::new(within.start, within.start);
    let mut grams =
        Grams { shift: 64 - u32::from(options.bits), longest: options.word_grams, last: [Token { hash: START, span: start }; 2] };
    let mut at = within.start;
    for word in words {
        grams.marks(text, Span::new(at, word.start), &mut push);
        grams.token(Token { hash: word.hash, span: word.span() }, &mut push);
        at = at.max(word.end);
        if options.char_grams {
            characters(text, word, options, buffers, &mut push);
        }
    }
    grams.marks(text, Span::new(at, within.end), &mut push);
}

/// The last words, for n-grams.
struct Grams {
    shift: u32,
    longest: u8,
    last: [Token; 2],
}

impl Grams {
    #[inline]
    fn token(&mut self, token: Token, push: &mut impl FnMut(u32, Span)) {
        let [before, one] = self.last;
        let id = |hash: u64| ((hash ^ (hash >> 29)).wrapping_mul(PHI) >> self.shift) as u32;
        push(id(token.hash), token.span);
        if self.longest > 1 {
            let pair = one.hash.wrapping_mul(PAIR).rotate_left(31) ^ token.hash;
            push(id(pair.wrapping_mul(MARK)), Span::new(one.span.start, token.span.end));
            if self.longest > 2 && one.hash != START {
                let triple = before.hash.wrapping_mul(TRIPLE).rotate_left(17) ^ pair;
                push(id(triple.wrapping_mul(TRIPLE)), Span::new(before.span.start, token.span.end));
            }
        }
        self.last = [one, token];
    }

    /// The marks between two words; white space is none.
    #[inline]
    fn marks(&mut self, text: &str, gap: Span, push: &mut impl FnMut(u32, Span)) {
        if gap.is_empty() || (gap.len() == 1 && text.as_bytes()[gap.start as usize] == b' ') {
            return;
        }
        for (at, c) in gap.text(text).char_indices() {
            if !c.is_whitespace() {
                let start = gap.start + at as u32;
                let hash = (u64::from(c) | 1 << 40).wrapping_mul(MARK);
                self.token(Token { hash, span: Span::new(start, start + c.len_utf8() as u32) }, push);
            }
        }
    }
}

/// The character n-grams of one word; each carries the word's span.
#[inline]
fn characters(text: &str, word: &Word, options: FeatureOptions, buffers: &mut Buffers, push: &mut impl FnMut(u32, Span)) {
    let surface = word.text(text).as_bytes();
    let padded = &mut buffers.padded;
    padded.clear();
    padded.push(b' ');
    let ascii = surface.iter().all(u8::is_ascii_alphanumeric);
    if ascii {
        padded.extend(surface.iter().map(|b| b | 0x20));
    } else {
        buffers.folded.clear();
        Folder::new().fold_into(word.text(text), &mut buffers.folded);
        padded.extend_from_slice(&buffers.folded);
    }
    padded.push(b' ');
    let shift = 64 - u32::from(options.bits);
    let base = options.block();
    let span = word.span();
    let mut gram = |gram: u64| push(base + ((gram ^ (gram >> 23)).wrapping_mul(PHI) >> shift) as u32, span);
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
    let bounds = &mut buffers.bounds;
    bounds.clear();
    bounds.extend((0..=padded.len() as u32).filter(|&i| padded.get(i as usize).is_none_or(|&b| (b as i8) >= -0x40)));
    for length in 3..=5 {
        for edge in bounds.windows(length + 1) {
            let bytes = &padded[edge[0] as usize..edge[length] as usize];
            gram(bytes.iter().fold(length as u64, |hash, &b| (hash ^ u64::from(b)).wrapping_mul(PAIR).rotate_left(29)));
        }
    }
}

/// Counts how often each number occurs in one sentence: a small open-addressed table that is emptied after each.
#[derive(Clone, Debug)]
pub struct Counter {
    /// A number + 1, or 0.
    keys: Vec<u32>,
    counts: Vec<u8>,
    /// The filled places, in the order of first occurrence.
    filled: Vec<u32>,
}

impl Default for Counter {
    fn default() -> Self {
        Self { keys: vec![0; 2048], counts: vec![0; 2048], filled: Vec::with_capacity(1024) }
    }
}

impl Counter {
    /// Counts one occurrence; counts stop at 255.
    #[inline]
    pub fn add(&mut self, number: u32) {
        if self.filled.len() * 2 >= self.keys.len() {
            self.grow();
        }
        let place = self.place(number);
        if self.keys[place] == 0 {
            self.keys[place] = number + 1;
            self.counts[place] = 1;
            self.filled.push(place as u32);
        } else {
            self.counts[place] = self.counts[place].saturating_add(1);
        }
    }

    #[inline]
    fn place(&self, number: u32) -> usize {
        let last = self.keys.len() - 1;
        let mut place = (number.wrapping_mul(0x9E37_79B1) >> 12) as usize & last;
        while self.keys[place] != 0 && self.keys[place] != number + 1 {
            place = (place + 1) & last;
        }
        place
    }

    #[cold]
    fn grow(&mut self) {
        let mut larger = Self { keys: vec![0; self.keys.len() * 2], counts: vec![0; self.keys.len() * 2], filled: Vec::new() };
        for &place in &self.filled {
            let number = self.keys[place as usize] - 1;
            let to = larger.place(number);
            larger.keys[to] = number + 1;
            larger.counts[to] = self.counts[place as usize];
            larger.filled.push(to as u32);
        }
        *self = larger;
    }

    /// Every number with its count, in the order of first occurrence.
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = (u32, u8)> + '_ {
        self.filled.iter().map(|&place| (self.keys[place as usize] - 1, self.counts[place as usize]))
    }

    /// Empties the table.
    #[inline]
    pub fn clear(&mut self) {
        for &place in &self.filled {
            self.keys[place as usize] = 0;
        }
        self.filled.clear();
    }
}

/// Sublinear term frequency: 1 + ln(count).
pub fn term_frequencies() -> [f32; 256] {
    std::array::from_fn(|count| if count == 0 { 0.0 } else { 1.0 + (count as f32).ln() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;

    fn of(text: &str) -> Vec<(u32, Span)> {
        let mut out = Vec::new();
        let within = Span::new(0, text.len() as u32);
        features(text, within, &words(text), FeatureOptions::default(), &mut Buffers::default(), |id, span| out.push((id, span)));
        out
    }

    #[test]
    fn numbers_of_features() {
        // Tokens: who ? ; pairs with the start: 2; one triple with the start. Characters of " who ": 3 + 2 + 1.
        assert_eq!(of("Who?").len(), 2 + 2 + 1 + 6);
        assert_eq!(of("").len(), 0);
        assert!(of("Who?").iter().all(|(id, _)| (*id as usize) < FeatureOptions::default().len()));
    }

    #[test]
    fn case_and_marks_on_letters_do_not_count() {
        let ids = |text| of(text).into_iter().map(|(id, _)| id).collect::<Vec<_>>();
        assert_eq!(ids("CAFÉ noir"), ids("cafe Noir"));
        assert_ne!(ids("noir cafe"), ids("cafe noir"));
        assert_eq!(ids("Київ").len(), 2 + 4 + 3 + 2);
    }

    #[test]
    fn counts_survive_growth() {
        let mut counter = Counter::default();
        for round in 0..3 {
            for number in 0..5000_u32 {
                counter.add(number * 7);
                if number % 2 == 0 {
                    counter.add(number * 7);
                }
            }
            let counts: Vec<_> = counter.iter().collect();
            assert_eq!(counts.len(), 5000, "round {round}");
            assert!(counts.iter().enumerate().all(|(i, &(n, c))| n == i as u32 * 7 && c == if i % 2 == 0 { 2 } else { 1 }));
            counter.clear();
        }
    }
}
