//! The inner loops of scoring: working out where features are looked for, comparing a line of a table, adding up rows of weights. With
//! AVX-512 or AVX2 where the processor has it, which is found out at run time, with SSE2 on every other 64-bit x86 processor, and in plain
//! code for all others.

#![allow(unsafe_code)]

use super::table::Place;
use crate::classify::features::hashed::{FeatureOptions, Letters, spelling};
use crate::span::Span;
use crate::text::Word;

/// The inner loops.
pub trait Kernel {
    /// Puts the places of the features that end at each of `tokens` into lists for tokens, pairs and triples, each of which is as long as
    /// `tokens` or longer, or empty where there are no such runs. `homes` are those of the tables of tokens and of runs. Where the start
    /// of a sentence stands, or too few tokens stand behind it, is any place.
    #[inline(always)]
    fn places(tokens: &[Word], options: FeatureOptions, homes: [u32; 2], places: [&mut [Place]; 3]) {
        let [of_tokens, pairs, triples] = places;
        for (place, token) in of_tokens.iter_mut().zip(tokens) {
            *place = Place::new(options.token(token), homes[0]);
        }
        for (place, w) in pairs.iter_mut().skip(1).zip(tokens.windows(2)) {
            *place = Place::new(options.pair(&w[0], &w[1]), homes[1]);
        }
        for (place, w) in triples.iter_mut().skip(2).zip(tokens.windows(3)) {
            *place = Place::new(options.triple(&w[0], &w[1], &w[2]), homes[1]);
        }
    }

    /// Appends the places of the character n-grams of a word of ASCII letters and digits, and gives true; or appends nothing and gives
    /// false, and they must be worked out one by one.
    #[inline(always)]
    fn spell(_word: &[u8], _options: FeatureOptions, _homes: u32, _places: &mut Vec<Place>) -> bool {
        false
    }

    /// The places among 32 numbers of 16 bits that equal `wanted`, as bits.
    fn equal(line: &[[u64; 2]; 4], wanted: u16) -> u32;

    /// Adds up `N` words, each of four numbers of 16 bits, of rows that are `stride` words long, from the word `first` on. A row that is
    /// not there adds nothing. At most 2^15 rows, so that no sum runs over.
    fn add_rows<const N: usize>(cells: &[u64], stride: usize, first: usize, rows: &[u32]) -> [[i32; 4]; N];
}

/// Appends where a table with so many homes has the character 3- to 5-grams of a word, as often as each occurs, in any order.
#[inline(always)]
pub fn spelling_places<K: Kernel>(
    text: &str,
    word: Span,
    options: FeatureOptions,
    homes: u32,
    letters: &mut Letters,
    places: &mut Vec<Place>,
) {
    if !K::spell(word.text(text).as_bytes(), options, homes, places) {
        spelling(text, word, options, letters, |gram| places.push(Place::new(gram, homes)));
    }
}

/// What is to be done with the fastest kernel that this processor has.
pub trait Work {
    /// Does it.
    fn run<K: Kernel>(self);
}

/// Does `work` with the fastest kernel.
#[inline]
pub fn with_best(work: impl Work) {
    #[cfg(target_arch = "x86_64")]
    if super::avx512::is_here() {
        // SAFETY: the features were detected just now.
        unsafe { super::avx512::with_avx512(work) }
        return;
    }
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2")
        && std::arch::is_x86_feature_detected!("bmi1")
        && std::arch::is_x86_feature_detected!("bmi2")
    {
        // SAFETY: the features were detected just now.
        unsafe { x86::with_avx2(work) }
        return;
    }
    work.run::<Usual>();
}

/// The kernel that every processor of this kind has.
#[cfg(target_arch = "x86_64")]
pub type Usual = x86::Sse2;
/// The kernel that every processor of this kind has.
#[cfg(not(target_arch = "x86_64"))]
pub type Usual = Plain;

/// Four numbers of 16 bits with their sign.
#[inline(always)]
fn four(packed: u64) -> [i32; 4] {
    std::array::from_fn(|i| i32::from((packed >> (16 * i)) as i16))
}

/// `N` words of each row that is there.
#[inline(always)]
fn parts<'c, const N: usize>(cells: &'c [u64], stride: usize, first: usize, rows: &'c [u32]) -> impl Iterator<Item = &'c [u64; N]> {
    rows.iter().filter_map(move |&row| cells.get(row as usize * stride + first..)?.first_chunk())
}

/// The kernel for any processor: the twin that the others are tested against.
#[derive(Debug)]
pub struct Plain;

impl Kernel for Plain {
    fn equal(line: &[[u64; 2]; 4], wanted: u16) -> u32 {
        let lanes = line.as_flattened().iter().flat_map(|four| (0..4).map(move |i| (four >> (16 * i)) as u16));
        lanes.enumerate().fold(0, |bits, (i, lane)| bits | u32::from(lane == wanted) << i)
    }

    fn add_rows<const N: usize>(cells: &[u64], stride: usize, first: usize, rows: &[u32]) -> [[i32; 4]; N] {
        let mut sums = [[0; 4]; N];
        for part in parts::<N>(cells, stride, first, rows) {
            for (sum, &packed) in sums.iter_mut().zip(part) {
                sum.iter_mut().zip(four(packed)).for_each(|(sum, one)| *sum += one);
            }
        }
        sums
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{Kernel, Work, parts};
    use std::arch::x86_64::{
        __m128i, __m256i, _mm_add_epi32, _mm_cmpeq_epi16, _mm_cvtsi64_si128, _mm_cvtsi128_si64, _mm_loadu_si128, _mm_movemask_epi8,
        _mm_packs_epi16, _mm_set1_epi16, _mm_setzero_si128, _mm_srai_epi32, _mm_unpackhi_epi64, _mm_unpacklo_epi16, _mm256_add_epi32,
        _mm256_castsi256_si128, _mm256_cmpeq_epi16, _mm256_cvtepi16_epi32, _mm256_extracti128_si256, _mm256_loadu_si256,
        _mm256_movemask_epi8, _mm256_packs_epi16, _mm256_permute4x64_epi64, _mm256_set1_epi16, _mm256_setzero_si256,
    };

    /// Needs nothing but x86-64.
    #[derive(Debug)]
    pub struct Sse2;

    impl Kernel for Sse2 {
        #[inline(always)]
        fn equal(line: &[[u64; 2]; 4], wanted: u16) -> u32 {
            // SAFETY: SSE2 is part of x86-64; the four loads read the line, and need no alignment.
            unsafe {
                let all = _mm_set1_epi16(wanted as i16);
                let [a, b, c, d] = line.each_ref().map(|two| _mm_cmpeq_epi16(_mm_loadu_si128(two.as_ptr().cast()), all));
                let (low, high) = (_mm_movemask_epi8(_mm_packs_epi16(a, b)), _mm_movemask_epi8(_mm_packs_epi16(c, d)));
                low as u32 | (high as u32) << 16
            }
        }

        #[inline(always)]
        fn add_rows<const N: usize>(cells: &[u64], stride: usize, first: usize, rows: &[u32]) -> [[i32; 4]; N] {
            // SAFETY: SSE2 is part of x86-64.
            unsafe {
                let mut sums = [_mm_setzero_si128(); N];
                for part in parts::<N>(cells, stride, first, rows) {
                    sums.iter_mut().zip(part).for_each(|(sum, &packed)| *sum = _mm_add_epi32(*sum, widened(packed)));
                }
                sums.map(|sum| unpacked(sum))
            }
        }
    }

    /// Each number goes into the upper half of a lane of 32 bits, and is shifted down with its sign.
    #[inline]
    #[target_feature(enable = "sse2")]
    fn widened(packed: u64) -> __m128i {
        let four = _mm_cvtsi64_si128(packed as i64);
        _mm_srai_epi32::<16>(_mm_unpacklo_epi16(four, four))
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn unpacked(four: __m128i) -> [i32; 4] {
        let (low, high) = (_mm_cvtsi128_si64(four), _mm_cvtsi128_si64(_mm_unpackhi_epi64(four, four)));
        [low as i32, (low >> 32) as i32, high as i32, (high >> 32) as i32]
    }

    /// Needs AVX2, BMI1 and BMI2: only `with_avx2` uses it.
    struct Avx2;

    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub fn with_avx2(work: impl Work) {
        work.run::<Avx2>();
    }

    impl Kernel for Avx2 {
        #[inline(always)]
        fn equal(line: &[[u64; 2]; 4], wanted: u16) -> u32 {
            // SAFETY: `Avx2` is named in `with_avx2` alone, which runs after the features were detected; the two loads read the line, and
            // need no alignment.
            unsafe {
                let start = line.as_ptr().cast::<__m256i>();
                equal(_mm256_loadu_si256(start), _mm256_loadu_si256(start.add(1)), wanted)
            }
        }

        #[inline(always)]
        fn add_rows<const N: usize>(cells: &[u64], stride: usize, first: usize, rows: &[u32]) -> [[i32; 4]; N] {
            // SAFETY: as above; each load reads two words of a part.
            unsafe {
                let (mut pairs, mut last) = ([_mm256_setzero_si256(); N], _mm_setzero_si128());
                for part in parts::<N>(cells, stride, first, rows) {
                    let (twos, rest) = part.as_chunks::<2>();
                    for (sum, two) in pairs.iter_mut().zip(twos) {
                        *sum = _mm256_add_epi32(*sum, _mm256_cvtepi16_epi32(_mm_loadu_si128(two.as_ptr().cast())));
                    }
                    if let [packed] = rest {
                        last = _mm_add_epi32(last, widened(*packed));
                    }
                }
                let mut sums = [[0; 4]; N];
                for (two, pair) in sums.chunks_mut(2).zip(pairs) {
                    match two {
                        [low, high] => {
                            *low = unpacked(_mm256_castsi256_si128(pair));
                            *high = unpacked(_mm256_extracti128_si256::<1>(pair));
                        }
                        rest => rest.fill(unpacked(last)),
                    }
                }
                sums
            }
        }
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn equal(low: __m256i, high: __m256i, wanted: u16) -> u32 {
        let all = _mm256_set1_epi16(wanted as i16);
        let packed = _mm256_packs_epi16(_mm256_cmpeq_epi16(low, all), _mm256_cmpeq_epi16(high, all));
        // Packing works on each half by itself; this puts the quarters in order.
        _mm256_movemask_epi8(_mm256_permute4x64_epi64::<0b11_01_10_00>(packed)) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::features::hashed::{Letters, START, spelling};
    use crate::span::Span;
    use proptest::prelude::*;

    /// Does work with every kernel that this processor has.
    fn with_all(work: impl Work + Copy) {
        work.run::<Usual>();
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("bmi2") {
            // SAFETY: the features were detected just now; every processor with BMI2 has BMI1.
            unsafe { x86::with_avx2(work) }
        }
        with_best(work);
    }

    #[derive(Clone, Copy)]
    struct Compare<'a>(&'a [[u64; 2]; 4], u16, &'a [u32]);

    impl Work for Compare<'_> {
        fn run<K: Kernel>(self) {
            let Self(line, wanted, rows) = self;
            let cells = line.as_flattened();
            assert_eq!(K::equal(line, wanted), Plain::equal(line, wanted));
            assert_eq!(K::add_rows::<1>(cells, 1, 0, rows), Plain::add_rows::<1>(cells, 1, 0, rows));
            assert_eq!(K::add_rows::<2>(cells, 2, 0, rows), Plain::add_rows::<2>(cells, 2, 0, rows));
            assert_eq!(K::add_rows::<3>(cells, 4, 1, rows), Plain::add_rows::<3>(cells, 4, 1, rows));
            assert_eq!(K::add_rows::<4>(cells, 4, 0, rows), Plain::add_rows::<4>(cells, 4, 0, rows));
            assert_eq!(K::add_rows::<6>(cells, 1, 1, rows), Plain::add_rows::<6>(cells, 1, 1, rows));
            assert_eq!(K::add_rows::<8>(cells, 8, 0, rows), Plain::add_rows::<8>(cells, 8, 0, rows));
        }
    }

    /// Texts, options and homes.
    #[derive(Clone, Copy)]
    struct Placed<'a>(&'a [&'a str], FeatureOptions, [u32; 2]);

    fn placed<K: Kernel>(tokens: &[Word], options: FeatureOptions, homes: [u32; 2]) -> [Vec<Place>; 3] {
        let mut out = [1, 2, 3]
            .map(|run| if run <= options.word_grams { vec![Place::default(); tokens.len().next_multiple_of(8)] } else { Vec::new() });
        K::places(tokens, options, homes, out.each_mut().map(Vec::as_mut_slice));
        out
    }

    impl Work for Placed<'_> {
        fn run<K: Kernel>(self) {
            let Self(texts, options, homes) = self;
            let (mut tokens, mut ends) = (Vec::new(), Vec::new());
            FeatureOptions::default().tokens_of_all(texts, &mut tokens, &mut ends);
            let (found, expected) = (placed::<K>(&tokens, options, homes), placed::<Plain>(&tokens, options, homes));
            let starts_at = |at: usize| tokens[at].hash == START;
            for (run, (found, expected)) in found.iter().zip(&expected).enumerate() {
                assert_eq!(found.len(), expected.len());
                let inside = (run..tokens.len()).filter(|&at| !(at.saturating_sub(run.max(1) - 1)..=at).any(starts_at));
                inside.filter(|_| !found.is_empty()).for_each(|at| assert_eq!(found[at], expected[at], "{run} {at}"));
            }
            for (text, word) in texts.iter().flat_map(|text| crate::text::words::words(text).into_iter().map(move |word| (text, word))) {
                let (mut found, mut expected) = (Vec::new(), Vec::new());
                if K::spell(word.text(text).as_bytes(), options, homes[0], &mut found) {
                    let whole: Span = word.span();
                    spelling(text, whole, options, &mut Letters::default(), |gram| expected.push(Place::new(gram, homes[0])));
                }
                let sorted = |mut places: Vec<Place>| {
                    places.sort_unstable_by_key(|place| place.0);
                    places
                };
                assert_eq!(sorted(found), sorted(expected));
            }
        }
    }

    proptest! {
        #[test]
        fn twins_agree(line in prop::array::uniform4(prop::array::uniform2(any::<u64>())), at in 0_usize..32, rows in prop::collection::vec(0_u32..9, 0..20)) {
            let wanted = (line.as_flattened()[at / 4] >> (16 * (at % 4))) as u16;
            prop_assert!(Plain::equal(&line, wanted) >> at & 1 == 1);
            with_all(Compare(&line, wanted, &rows));
        }

        #[test]
        fn places_are_the_same(
            texts in prop::collection::vec("([a-zA-Z]{1,3}|[a-zA-Z0-9]{1,70}|U\\.S\\.|[ .,!’ñЖ])*", 0..4),
            word_grams in 1_u8..=3,
            bits in 8_u8..=32,
            homes in prop::array::uniform2(1_u32..5000),
        ) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            with_all(Placed(&texts, FeatureOptions { word_grams, bits, ..FeatureOptions::default() }, homes));
        }
    }
}
