//! The inner loops of scoring with AVX-512: places of eight features at a time, a line of a table in one comparison, sixteen columns of
//! weights in one addition.

#![allow(unsafe_code)]

use super::lanes::{Kernel, Work};
use super::table::{FACTOR, MIX, Place};
use crate::classify::features::hashed::{FeatureOptions, PAIR, PHI, SPREAD, START, TRIPLE};
use crate::text::{Shape, Word};
use std::arch::x86_64::{
    __m128i, __m512i, __mmask8, _mm_cvtsi32_si128, _mm256_maskz_loadu_epi16, _mm512_add_epi8, _mm512_add_epi32, _mm512_alignr_epi64,
    _mm512_and_si512, _mm512_cmpeq_epi16_mask, _mm512_cmpeq_epi64_mask, _mm512_cmplt_epu8_mask, _mm512_cvtepi16_epi32, _mm512_loadu_si512,
    _mm512_maskz_loadu_epi8, _mm512_maskz_mov_epi8, _mm512_maskz_or_epi64, _mm512_max_epu64, _mm512_mul_epu32, _mm512_mullo_epi64,
    _mm512_or_si512, _mm512_permutex2var_epi64, _mm512_permutexvar_epi8, _mm512_rol_epi64, _mm512_set1_epi8, _mm512_set1_epi16,
    _mm512_set1_epi64, _mm512_setzero_si512, _mm512_srl_epi64, _mm512_srli_epi64, _mm512_storeu_si512, _mm512_sub_epi8, _mm512_xor_si512,
};

/// Needs the features of [`with_avx512`]: only that uses it.
struct Avx512;

/// True if this processor has what [`with_avx512`] needs.
#[inline]
pub(super) fn is_here() -> bool {
    use std::arch::is_x86_feature_detected as has;
    has!("avx512f") && has!("avx512bw") && has!("avx512dq") && has!("avx512vl") && has!("avx512vbmi") && has!("bmi1") && has!("bmi2")
}

#[target_feature(enable = "avx2,avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi,bmi1,bmi2,popcnt,lzcnt")]
pub(super) fn with_avx512(work: impl Work) {
    work.run::<Avx512>();
}

impl Kernel for Avx512 {
    #[inline(always)]
    fn places(tokens: &[Word], options: FeatureOptions, homes: [u32; 2], places: [&mut [Place]; 3]) {
        // SAFETY: `Avx512` is named in `with_avx512` alone, which runs after the features were detected.
        unsafe {
            match options.word_grams {
                1 => places_of::<1>(tokens, options, homes, places),
                2 => places_of::<2>(tokens, options, homes, places),
                _ => places_of::<3>(tokens, options, homes, places),
            }
        }
    }

    #[inline(always)]
    fn spell(word: &[u8], options: FeatureOptions, homes: u32, places: &mut Vec<Place>) -> bool {
        // SAFETY: as above.
        unsafe { spell(word, options, homes, places) }
    }

    #[inline(always)]
    fn equal(line: &[[u64; 2]; 4], wanted: u16) -> u32 {
        // SAFETY: as above; the load reads the line, and needs no alignment.
        unsafe { _mm512_cmpeq_epi16_mask(_mm512_loadu_si512(line.as_ptr().cast()), _mm512_set1_epi16(wanted as i16)) }
    }

    #[inline(always)]
    fn add_rows<const N: usize>(cells: &[u64], stride: usize, first: usize, rows: &[u32]) -> [[i32; 4]; N] {
        // SAFETY: as above.
        unsafe { add_rows(cells, stride, first, rows) }
    }
}

const _: () = assert!(size_of::<Word>() == 24 && std::mem::offset_of!(Word, hash) == 8 && cfg!(target_endian = "little"));

/// The lanes of two registers that hold hashes of words, then those of their mix and a third.
const HASHES: [[i64; 8]; 2] = [[1, 4, 7, 10, 13, 0, 0, 0], [0, 1, 2, 3, 4, 8, 11, 14]];

/// The hashes of eight words.
#[inline]
#[target_feature(enable = "avx512f")]
fn hashes(words: &[Word; 8]) -> __m512i {
    let start = words.as_ptr().cast::<u64>();
    // SAFETY: the loads read the words (of 24 bytes each, as asserted above) and the two tables, and need no alignment.
    unsafe {
        let [a, b, c] = [0, 8, 16].map(|at| _mm512_loadu_si512(start.add(at).cast()));
        let two = _mm512_permutex2var_epi64(a, _mm512_loadu_si512(HASHES[0].as_ptr().cast()), b);
        _mm512_permutex2var_epi64(two, _mm512_loadu_si512(HASHES[1].as_ptr().cast()), c)
    }
}

#[inline]
#[target_feature(enable = "avx512f,avx512dq")]
fn times(a: __m512i, factor: u64) -> __m512i {
    _mm512_mullo_epi64(a, _mm512_set1_epi64(factor as i64))
}

/// [`Place::new`] of the numbers of hashes, mixed with themselves shifted by `MIXED`, where `kept`, and place 0 elsewhere.
#[inline]
#[target_feature(enable = "avx512f,avx512dq")]
fn place<const MIXED: u32>(hash: __m512i, shift: __m128i, homes: u32, kept: __mmask8) -> __m512i {
    let number = _mm512_srl_epi64(times(_mm512_xor_si512(hash, _mm512_srli_epi64::<MIXED>(hash)), PHI), shift);
    let mixed = times(_mm512_xor_si512(number, _mm512_set1_epi64(i64::from(MIX))), FACTOR);
    let home = _mm512_mul_epu32(_mm512_srli_epi64::<32>(mixed), _mm512_set1_epi64(i64::from(homes)));
    let print = _mm512_and_si512(_mm512_srli_epi64::<16>(mixed), _mm512_set1_epi64(0xFFFF));
    let upper = _mm512_and_si512(home, _mm512_set1_epi64(!0xFFFF_FFFF));
    _mm512_maskz_or_epi64(kept, upper, _mm512_max_epu64(print, _mm512_set1_epi64(1)))
}

/// [`Kernel::places`] for runs of up to `RUNS` tokens.
#[inline]
#[target_feature(enable = "avx512f,avx512dq")]
fn places_of<const RUNS: usize>(tokens: &[Word], options: FeatureOptions, homes: [u32; 2], places: [&mut [Place]; 3]) {
    const NONE: Word = Word { start: 0, end: 0, hash: START, shape: Shape(0) };
    let shift = _mm_cvtsi32_si128(options.shift() as i32);
    let [of_tokens, pairs, triples] = places.map(|list| list.as_chunks_mut::<8>().0.iter_mut());
    let (mut of_tokens, mut pairs, mut triples) = (of_tokens, pairs, triples);
    let store = |places: Option<&mut [Place; 8]>, found: __m512i| {
        if let Some(places) = places {
            // SAFETY: eight places, which are numbers of 64 bits.
            unsafe { _mm512_storeu_si512(places.as_mut_ptr().cast(), found) }
        }
    };
    let mut before = _mm512_set1_epi64(START as i64);
    let mut starts_before = 0xFF_u8;
    let (eights, rest) = tokens.as_chunks::<8>();
    let mut last = [NONE; 8];
    last[..rest.len()].copy_from_slice(rest);
    for eight in eights.iter().chain((!rest.is_empty()).then_some(&last)) {
        let third = hashes(eight);
        let starts = _mm512_cmpeq_epi64_mask(third, _mm512_set1_epi64(START as i64));
        store(of_tokens.next(), place::<29>(third, shift, homes[0], !starts));
        if RUNS > 1 {
            let second = _mm512_alignr_epi64::<7>(third, before);
            let two = _mm512_xor_si512(_mm512_rol_epi64::<31>(times(second, PAIR)), third);
            store(pairs.next(), place::<29>(times(two, SPREAD), shift, homes[1], !starts));
            if RUNS > 2 {
                let first = _mm512_alignr_epi64::<6>(third, before);
                let three = _mm512_xor_si512(_mm512_rol_epi64::<17>(times(first, TRIPLE)), two);
                let too_near = starts | starts << 1 | starts_before >> 7;
                store(triples.next(), place::<29>(times(three, TRIPLE), shift, homes[1], !too_near));
            }
        }
        (before, starts_before) = (third, starts);
    }
}

/// The longest words that fit into a register with a space on either side.
const LETTERS: usize = 62;
/// For each byte of eight lanes its place in the lane plus the lane.
const SLIDING: [u8; 64] = {
    let mut numbers = [0; 64];
    let mut i = 0;
    while i < 64 {
        numbers[i] = (i % 8 + i / 8) as u8;
        i += 1;
    }
    numbers
};

/// [`Kernel::spell`]: the n-grams of a length at eight places of the word at a time.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vbmi")]
fn spell(word: &[u8], options: FeatureOptions, homes: u32, places: &mut Vec<Place>) -> bool {
    if word.is_empty() || word.len() > LETTERS {
        return false;
    }
    let each = |byte: u8| _mm512_set1_epi8(byte as i8);
    let inner = u64::MAX >> (64 - word.len()) << 1;
    // SAFETY: the mask names the bytes of `word`; no others are read.
    let surface = unsafe { _mm512_maskz_loadu_epi8(inner, word.as_ptr().wrapping_sub(1).cast()) };
    // Letters become small, digits stay, and the zeros on either side become spaces.
    let padded = _mm512_maskz_mov_epi8(u64::MAX >> (62 - word.len()), _mm512_or_si512(surface, each(0x20)));
    let within = |first: u8, count: u8| _mm512_cmplt_epu8_mask(_mm512_sub_epi8(padded, each(first)), each(count));
    let digits = _mm512_cmplt_epu8_mask(_mm512_sub_epi8(surface, each(b'0')), each(10));
    if (within(b'a', 26) | digits) & inner != inner {
        return false;
    }
    let shift = _mm_cvtsi32_si128(options.shift() as i32);
    let before = places.len();
    // Each store writes eight places, of which the first ones count.
    places.reserve(3 * (word.len() + 8));
    let mut count = before;
    let mut at = 0;
    // SAFETY: the load reads 64 bytes of the table.
    let mut sliding = unsafe { _mm512_loadu_si512(SLIDING.as_ptr().cast()) };
    while at < word.len() {
        let eight = _mm512_permutexvar_epi8(sliding, padded);
        // There is a 3-gram for each letter, a 4-gram for each but one, and so on.
        for (short, mask) in [0xFF_FFFF_i64, 0xFFFF_FFFF, 0xFF_FFFF_FFFF].into_iter().enumerate() {
            let gram = _mm512_and_si512(eight, _mm512_set1_epi64(mask));
            // SAFETY: there are `word.len()` places at most of each length, for which and for eight more there is room.
            unsafe { _mm512_storeu_si512(places.as_mut_ptr().add(count).cast(), place::<23>(gram, shift, homes, 0xFF)) };
            count += word.len().saturating_sub(short + at).min(8);
        }
        at += 8;
        sliding = _mm512_add_epi8(sliding, each(8));
    }
    // SAFETY: so many places were written.
    unsafe { places.set_len(count) };
    true
}

/// [`Kernel::add_rows`]: sixteen numbers of a row at a time; of the last sixteen those that are there.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vl")]
fn add_rows<const N: usize>(cells: &[u64], stride: usize, first: usize, rows: &[u32]) -> [[i32; 4]; N] {
    // A row of eight words, or less, at a time.
    const { assert!(N <= 8) };
    let mut sums = [_mm512_setzero_si512(); 2];
    for &row in rows {
        let at = row as usize * stride + first;
        let Some(part) = cells.get(at..at + N) else { continue };
        for (i, sum) in sums.iter_mut().enumerate().take(N.div_ceil(4)) {
            let mask = if 4 * i + 4 <= N { u16::MAX } else { (1 << (4 * (N % 4))) - 1 };
            // SAFETY: the load reads what the mask names, four numbers for each of the words of `part` from `4 * i` on.
            let some = unsafe { _mm256_maskz_loadu_epi16(mask, part.as_ptr().add(4 * i).cast()) };
            *sum = _mm512_add_epi32(*sum, _mm512_cvtepi16_epi32(some));
        }
    }
    let mut out = [[0; 4]; 8];
    for (out, sum) in out.as_chunks_mut::<4>().0.iter_mut().zip(sums) {
        // SAFETY: sixteen numbers of 32 bits.
        unsafe { _mm512_storeu_si512(out.as_mut_ptr().cast(), sum) };
    }
    std::array::from_fn(|i| out[i])
}
