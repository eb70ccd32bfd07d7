//! What sixty-four bytes are, and the plain words among them, with AVX-512: eight words at a time, their letters taken from the register
//! that holds the block.

#![allow(unsafe_code)]

use super::fold::MULTIPLIER;
use super::noticed::{HYPHEN_BYTES, PARTING_BYTE};
use super::plain::{Shapes, WINDOW};
use super::simd::{BLOCK, Classes, Masks, Work};
use super::words::{Shape, Word};
use std::arch::x86_64::{
    __m512i, _mm512_add_epi8, _mm512_add_epi32, _mm512_cmpeq_epi8_mask, _mm512_cmplt_epu8_mask, _mm512_loadu_si512, _mm512_mask_add_epi8,
    _mm512_mask_mov_epi64, _mm512_mask_permutexvar_epi8, _mm512_maskz_compress_epi8, _mm512_maskz_permutexvar_epi8, _mm512_maskz_set1_epi8,
    _mm512_movepi8_mask, _mm512_mullo_epi64, _mm512_or_si512, _mm512_permutex2var_epi64, _mm512_permutexvar_epi8, _mm512_set1_epi8,
    _mm512_set1_epi32, _mm512_set1_epi64, _mm512_srli_epi64, _mm512_storeu_si512, _mm512_sub_epi8, _mm512_test_epi8_mask,
    _mm512_test_epi64_mask, _mm512_xor_si512, _pext_u64,
};

/// Needs the features of [`with_avx512`]: only that uses it.
struct Avx512;

/// True if this processor has what [`with_avx512`] needs.
pub(super) fn is_here() -> bool {
    use std::arch::is_x86_feature_detected as has;
    has!("avx512f")
        && has!("avx512bw")
        && has!("avx512dq")
        && has!("avx512vl")
        && has!("avx512vbmi")
        && has!("avx512vbmi2")
        && has!("bmi1")
        && has!("bmi2")
}

#[target_feature(enable = "avx2,avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi,avx512vbmi2,bmi1,bmi2,popcnt,lzcnt")]
pub(super) fn with_avx512(work: impl Work) {
    work.run::<Avx512>();
}

impl Classes for Avx512 {
    #[inline(always)]
    fn masks(block: &[u8; BLOCK]) -> Masks {
        // SAFETY: `Avx512` is named in `with_avx512` alone, which runs after the features were detected.
        unsafe { masks(block) }
    }

    #[inline(always)]
    fn words(_: &[u8], base: usize, window: &[u8; WINDOW], bounds: [u64; 2], shapes: Shapes, out: &mut Vec<Word>) {
        // SAFETY: as above.
        unsafe { words(base, window, bounds, shapes, out) }
    }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn masks(block: &[u8; BLOCK]) -> Masks {
    // SAFETY: the load reads the 64 bytes of `block` and needs no alignment.
    let bytes = unsafe { _mm512_loadu_si512(block.as_ptr().cast()) };
    let each = |byte: u8| _mm512_set1_epi8(byte as i8);
    let within = |bytes: __m512i, first: u8, count: u8| _mm512_cmplt_epu8_mask(_mm512_sub_epi8(bytes, each(first)), each(count));
    let equal = |byte: u8| _mm512_cmpeq_epi8_mask(bytes, each(byte));
    Masks {
        letter: within(_mm512_or_si512(bytes, each(0x20)), b'a', 26),
        small: _mm512_test_epi8_mask(bytes, each(0x20)),
        digit: within(bytes, b'0', 10),
        wide: _mm512_movepi8_mask(bytes),
        quote: equal(b'\'') | equal(b'`'),
        stop: equal(b'.'),
        s: equal(b's') | equal(b'S'),
        line_break: within(bytes, b'\n', 4),
        blank: within(bytes, b'\t', 5) | equal(b' '),
        hyphen: equal(HYPHEN_BYTES[0]) | equal(HYPHEN_BYTES[1]) | equal(HYPHEN_BYTES[2]),
        tag: equal(b'#') | equal(b'@') | equal(PARTING_BYTE),
    }
}

/// Which of the words between `starts` and `ends` have one of `bits`, the first word's answer lowest. Adding a word's bits to some of
/// them carries into the bit behind its end, and no further, if there are any.
#[inline]
#[target_feature(enable = "bmi2")]
fn any(bits: u64, words: u64, ends: u64) -> u64 {
    _pext_u64(words.wrapping_add(bits & words), ends)
}

/// How many words are cut at a time.
const LANE_COUNT: usize = 8;

/// One step of [`super::fold::hash`] for eight words.
#[inline]
#[target_feature(enable = "avx512f,avx512dq")]
fn step(state: __m512i, chunk: __m512i) -> __m512i {
    let mixed = _mm512_mullo_epi64(_mm512_xor_si512(state, chunk), _mm512_set1_epi64(MULTIPLIER as i64));
    _mm512_xor_si512(mixed, _mm512_srli_epi64::<32>(mixed))
}

/// Bytes `(i / per) % modulus`.
const fn counted(per: usize, modulus: usize) -> [u8; BLOCK] {
    let mut numbers = [0; BLOCK];
    let mut i = 0;
    while i < BLOCK {
        numbers[i] = (i / per % modulus) as u8;
        i += 1;
    }
    numbers
}

/// 0 to 63.
const PLACES: [u8; BLOCK] = counted(1, BLOCK);
/// For each byte of eight lanes its lane.
const LANES: [u8; BLOCK] = counted(8, 8);
/// For each byte of eight lanes its place in the lane.
const OFFSETS: [u8; BLOCK] = counted(1, 8);

/// The byte of each lane that holds where a word starts in a span, and the one that holds where it ends.
const STARTS: u64 = u64::from_le_bytes([1; 8]);
const ENDS: u64 = STARTS << std::mem::offset_of!(Word, end);

/// How three registers of spans, hashes and shapes become the memory of eight words: for each register of that memory which lanes of the
/// spans (0 to 7) and hashes (8 to 15) it takes, then which of these (0 to 7) and of the shapes (8 to 15).
const MIXES: [[[i64; 8]; 2]; 3] = {
    let mut mixes = [[[0; 8]; 2]; 3];
    let mut i = 0;
    while i < 24 {
        let (word, field) = (i as i64 / 3, i % 3);
        mixes[i / 8][0][i % 8] = if field == 1 { 8 + word } else { word };
        mixes[i / 8][1][i % 8] = if field == 2 { 8 + word } else { i as i64 % 8 };
        i += 1;
    }
    mixes
};

const _: () = assert!(
    size_of::<Word>() == 24
        && std::mem::offset_of!(Word, start) == 0
        && std::mem::offset_of!(Word, end) == 4
        && std::mem::offset_of!(Word, hash) == 8
        && std::mem::offset_of!(Word, shape) == 16
        && cfg!(target_endian = "little")
);

#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi,avx512vbmi2,bmi1,bmi2,popcnt")]
fn words(base: usize, window: &[u8; WINDOW], [starts, ends]: [u64; 2], shapes: Shapes, out: &mut Vec<Word>) {
    // SAFETY: every load reads 64 bytes of an array that has at least so many, and needs no alignment.
    let load = |bytes: *const u8| unsafe { _mm512_loadu_si512(bytes.cast()) };
    // From the first bit of each word to its last.
    let words = ends.wrapping_sub(starts);
    let large = shapes.large & words;
    // Adding the start to what a word has before its first capital carries into that.
    let first_large = (words & !large).wrapping_add(starts) & large;
    let capital = _pext_u64(large, starts);
    let (some_small, some_large) = (any(shapes.small, words, ends), any(large, words, ends));
    let upper = any(large & !first_large, words, ends) & !some_small;
    let digit = any(shapes.digit, words, ends);
    let number = !(some_small | some_large);
    let possessive = _pext_u64(shapes.possessive, starts);
    // ASCII letters have no capitals but for bit 5, which digits carry already.
    let text = _mm512_or_si512(load(window.as_ptr()), _mm512_set1_epi8(0x20));
    let firsts = _mm512_maskz_compress_epi8(starts, load(PLACES.as_ptr()));
    let ends_at = _mm512_maskz_compress_epi8(ends, load(PLACES.as_ptr()));
    let count = ends.count_ones() as usize;
    let len = out.len();
    out.reserve(count + 2 * LANE_COUNT);
    // The shape of each word, a byte each.
    let mut described = _mm512_maskz_set1_epi8(capital, Shape::CAPITAL.0 as i8);
    let others = [
        (upper, Shape::UPPER),
        (some_small, Shape::LOWER),
        (digit, Shape::DIGIT),
        (number, Shape::NUMBER),
        (possessive, Shape::POSSESSIVE),
    ];
    for (flags, flag) in others {
        described = _mm512_mask_add_epi8(described, flags, described, _mm512_set1_epi8(flag.0 as i8));
    }
    let from = _mm512_set1_epi32(base as i32);
    let mut lane = 0;
    // Two rounds are enough for most blocks, and one is too few for them.
    while lane < count.max(LANE_COUNT + 1) {
        let lanes = _mm512_add_epi8(load(LANES.as_ptr()), _mm512_set1_epi8(lane as i8));
        let (first, end) = (_mm512_permutexvar_epi8(lanes, firsts), _mm512_permutexvar_epi8(lanes, ends_at));
        let mut at = _mm512_add_epi8(first, load(OFFSETS.as_ptr()));
        let mut inside = _mm512_cmplt_epu8_mask(at, end);
        let mut hash = step(_mm512_set1_epi64(0), _mm512_maskz_permutexvar_epi8(inside, at, text));
        at = _mm512_add_epi8(at, _mm512_set1_epi8(8));
        inside = _mm512_cmplt_epu8_mask(at, end);
        loop {
            let chunk = _mm512_maskz_permutexvar_epi8(inside, at, text);
            // Words that go on have bytes there, and none is zero.
            hash = _mm512_mask_mov_epi64(hash, _mm512_test_epi64_mask(chunk, chunk), step(hash, chunk));
            at = _mm512_add_epi8(at, _mm512_set1_epi8(8));
            inside = _mm512_cmplt_epu8_mask(at, end);
            if inside == 0 {
                break;
            }
        }
        let places = _mm512_maskz_permutexvar_epi8(STARTS, lanes, firsts);
        let spans = _mm512_add_epi32(_mm512_mask_permutexvar_epi8(places, ENDS, lanes, ends_at), from);
        let shape = _mm512_maskz_permutexvar_epi8(STARTS, lanes, described);
        for (part, [two, three]) in MIXES.iter().enumerate() {
            let mixed = _mm512_permutex2var_epi64(spans, load(two.as_ptr().cast()), hash);
            let mixed = _mm512_permutex2var_epi64(mixed, load(three.as_ptr().cast()), shape);
            // SAFETY: `out` has room for `count` words beyond `len` and two rounds more, and these are words `lane` to `lane + 8`, as
            // the layout that is asserted above has them.
            unsafe { _mm512_storeu_si512(out.as_mut_ptr().add(len + lane).cast::<u64>().add(8 * part).cast(), mixed) };
        }
        lane += LANE_COUNT;
    }
    // SAFETY: so many words were written.
    unsafe { out.set_len(len + count) };
}
