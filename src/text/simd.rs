//! What sixty-four bytes of a text are, as bit masks: letters, capitals, digits, bytes outside ASCII, marks that may join words,
//! line breaks.
//!
//! The vector code is chosen at run time and tested equal to its scalar twin.

#![allow(unsafe_code)]

use super::noticed::{HYPHEN_BYTES, PARTING_BYTE};
use super::plain::{self, Shapes, WINDOW};
use super::words::Word;

/// Bytes that are described at once.
pub const BLOCK: usize = 64;

/// One bit a byte, the first byte's lowest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Masks {
    /// ASCII letters.
    pub letter: u64,
    /// Bytes whose bit 5 is set: among ASCII letters the small ones.
    pub small: u64,
    /// ASCII digits.
    pub digit: u64,
    /// Bytes outside ASCII.
    pub wide: u64,
    /// `'` and `` ` ``.
    pub quote: u64,
    /// `.`
    pub stop: u64,
    /// `s` and `S`.
    pub s: u64,
    /// LF, VT, FF, CR.
    pub line_break: u64,
    /// Blanks: tabs, line breaks and the space.
    pub blank: u64,
    /// [`HYPHEN_BYTES`].
    pub hyphen: u64,
    /// `#`, `@` and [`PARTING_BYTE`].
    pub tag: u64,
}

/// Describes blocks.
pub trait Classes {
    /// What the bytes of a block are.
    fn masks(block: &[u8; BLOCK]) -> Masks;

    /// Appends the words from `starts` to `ends` of a block at byte `base`, all of which are plain.
    #[inline(always)]
    fn words(bytes: &[u8], base: usize, window: &[u8; WINDOW], bounds: [u64; 2], shapes: Shapes, out: &mut Vec<Word>) {
        if shapes.are_simple(bounds[0]) {
            plain::cut::<true>(bytes, base, window, bounds, shapes, out);
        } else {
            plain::cut::<false>(bytes, base, window, bounds, shapes, out);
        }
    }
}

/// What is to be done with the fastest classes that this processor has.
pub trait Work {
    /// Does it.
    fn run<C: Classes>(self);
}

/// Does `work` with the fastest classes.
pub fn with_best(work: impl Work) {
    #[cfg(target_arch = "x86_64")]
    if super::avx512::is_here() {
        // SAFETY: the features were detected just now; every processor with AVX-512 has the older ones.
        unsafe { super::avx512::with_avx512(work) }
        return;
    }
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2")
        && std::arch::is_x86_feature_detected!("bmi1")
        && std::arch::is_x86_feature_detected!("bmi2")
    {
        // SAFETY: the features were detected just now; every processor with AVX2 has POPCNT.
        unsafe { x86::with_avx2(work) }
        return;
    }
    #[cfg(all(target_arch = "aarch64", target_endian = "little"))]
    work.run::<neon::Neon>();
    #[cfg(not(all(target_arch = "aarch64", target_endian = "little")))]
    work.run::<Plain>();
}

/// The plain twin: eight bytes at a time in a register.
pub struct Plain;

const fn each(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

impl Classes for Plain {
    #[inline(always)]
    fn masks(block: &[u8; BLOCK]) -> Masks {
        let mut masks = Masks::default();
        for (i, eight) in block.as_chunks::<8>().0.iter().enumerate() {
            let x = u64::from_le_bytes(*eight);
            let high = x & each(0x80);
            let low = x & each(0x7F);
            // Adding 0x80 - first carries into bit 7 from `first` upwards.
            let at_least = |value: u64, first: u8| value + each(0x80 - first);
            let between = |value: u64, first: u8, last: u8| at_least(value, first) & !at_least(value, last + 1) & !high;
            // Bit 7 of each byte, gathered by a multiplication.
            let gather = |bits: u64| (((bits & each(0x80)) >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * i);
            masks.letter |= gather(between(low | each(0x20), b'a', b'z'));
            masks.small |= gather(x << 2);
            masks.digit |= gather(between(low, b'0', b'9'));
            masks.wide |= gather(high);
            masks.quote |= gather(between(low, b'\'', b'\'') | between(low, b'`', b'`'));
            masks.stop |= gather(between(low, b'.', b'.'));
            masks.s |= gather(between(low | each(0x20), b's', b's'));
            masks.line_break |= gather(between(low, b'\n', b'\r'));
            masks.blank |= gather(between(low, b'\t', b'\r') | between(low, b' ', b' '));
            // As `between`, outside ASCII.
            let wide = |byte: u8| at_least(low, byte & 0x7F) & !at_least(low, (byte & 0x7F) + 1) & high;
            masks.hyphen |= gather(between(low, HYPHEN_BYTES[0], HYPHEN_BYTES[0]) | wide(HYPHEN_BYTES[1]) | wide(HYPHEN_BYTES[2]));
            masks.tag |= gather(between(low, b'#', b'#') | between(low, b'@', b'@') | wide(PARTING_BYTE));
        }
        masks
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{BLOCK, Classes, HYPHEN_BYTES, Masks, PARTING_BYTE, Work};
    use std::arch::x86_64::{
        __m256i, _mm256_add_epi8, _mm256_cmpeq_epi8, _mm256_cmpgt_epi8, _mm256_loadu_si256, _mm256_movemask_epi8, _mm256_or_si256,
        _mm256_set1_epi8, _mm256_slli_epi16,
    };

    /// Needs AVX2, BMI1, BMI2 and POPCNT: only `with_avx2` uses it.
    struct Avx2;

    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub fn with_avx2(work: impl Work) {
        work.run::<Avx2>();
    }

    impl Classes for Avx2 {
        #[inline(always)]
        fn masks(block: &[u8; BLOCK]) -> Masks {
            // SAFETY: `Avx2` is named in `with_avx2` alone, which runs after the features were detected; `block` is 64 bytes long, and
            // the loads need no alignment.
            unsafe {
                let (low, high) = (_mm256_loadu_si256(block.as_ptr().cast()), _mm256_loadu_si256(block.as_ptr().add(32).cast()));
                Masks {
                    letter: join(letters(low), letters(high)),
                    small: join(_mm256_slli_epi16::<2>(low), _mm256_slli_epi16::<2>(high)),
                    digit: join(between(low, b'0', b'9'), between(high, b'0', b'9')),
                    wide: join(low, high),
                    quote: join(quotes(low), quotes(high)),
                    stop: join(equal(low, b'.'), equal(high, b'.')),
                    s: join(esses(low), esses(high)),
                    line_break: join(between(low, b'\n', b'\r'), between(high, b'\n', b'\r')),
                    blank: join(blanks(low), blanks(high)),
                    hyphen: join(hyphens(low), hyphens(high)),
                    tag: join(tags(low), tags(high)),
                }
            }
        }
    }

    /// The upper bits of 64 bytes.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn join(low: __m256i, high: __m256i) -> u64 {
        u64::from(_mm256_movemask_epi8(low) as u32) | (u64::from(_mm256_movemask_epi8(high) as u32) << 32)
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn letters(bytes: __m256i) -> __m256i {
        between(_mm256_or_si256(bytes, _mm256_set1_epi8(0x20)), b'a', b'z')
    }

    /// Signed comparison: the range is shifted so that it ends at 127.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn between(bytes: __m256i, first: u8, last: u8) -> __m256i {
        let shifted = _mm256_add_epi8(bytes, _mm256_set1_epi8((127 - last) as i8));
        _mm256_cmpgt_epi8(shifted, _mm256_set1_epi8((126 - (last - first)) as i8))
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn equal(bytes: __m256i, byte: u8) -> __m256i {
        _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(byte as i8))
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn blanks(bytes: __m256i) -> __m256i {
        _mm256_or_si256(equal(bytes, b' '), between(bytes, b'\t', b'\r'))
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn any_of(bytes: __m256i, [a, b, c]: [u8; 3]) -> __m256i {
        _mm256_or_si256(equal(bytes, a), _mm256_or_si256(equal(bytes, b), equal(bytes, c)))
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn hyphens(bytes: __m256i) -> __m256i {
        any_of(bytes, HYPHEN_BYTES)
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn tags(bytes: __m256i) -> __m256i {
        any_of(bytes, [b'#', b'@', PARTING_BYTE])
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn esses(bytes: __m256i) -> __m256i {
        equal(_mm256_or_si256(bytes, _mm256_set1_epi8(0x20)), b's')
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn quotes(bytes: __m256i) -> __m256i {
        _mm256_or_si256(equal(bytes, b'\''), equal(bytes, b'`'))
    }
}

#[cfg(all(target_arch = "aarch64", target_endian = "little"))]
mod neon {
    use super::{BLOCK, Classes, HYPHEN_BYTES, Masks, PARTING_BYTE};
    use std::arch::aarch64::{
        uint8x16_t, vandq_u8, vceqq_u8, vcgeq_u8, vcleq_u8, vdupq_n_u8, vgetq_lane_u64, vld1q_u8, vorrq_u8, vpaddq_u8,
        vreinterpretq_u64_u8, vshlq_n_u8,
    };

    /// Every 64-bit ARM processor has NEON.
    pub struct Neon;

    impl Classes for Neon {
        #[inline(always)]
        fn masks(block: &[u8; BLOCK]) -> Masks {
            // SAFETY: NEON is part of the architecture; the four loads of sixteen bytes lie within the block.
            unsafe {
                let part = |i: usize| vld1q_u8(block.as_ptr().add(16 * i));
                let parts = [part(0), part(1), part(2), part(3)];
                let between = |x: uint8x16_t, first: u8, last: u8| vandq_u8(vcgeq_u8(x, vdupq_n_u8(first)), vcleq_u8(x, vdupq_n_u8(last)));
                let equal = |x: uint8x16_t, byte: u8| vceqq_u8(x, vdupq_n_u8(byte));
                let any_of = |x: uint8x16_t, [a, b, c]: [u8; 3]| vorrq_u8(equal(x, a), vorrq_u8(equal(x, b), equal(x, c)));
                Masks {
                    letter: join(parts.map(|x| between(vorrq_u8(x, vdupq_n_u8(0x20)), b'a', b'z'))),
                    small: join(parts.map(|x| vcgeq_u8(vshlq_n_u8::<2>(x), vdupq_n_u8(0x80)))),
                    digit: join(parts.map(|x| between(x, b'0', b'9'))),
                    wide: join(parts.map(|x| vcgeq_u8(x, vdupq_n_u8(0x80)))),
                    quote: join(parts.map(|x| vorrq_u8(equal(x, b'\''), equal(x, b'`')))),
                    stop: join(parts.map(|x| equal(x, b'.'))),
                    s: join(parts.map(|x| equal(vorrq_u8(x, vdupq_n_u8(0x20)), b's'))),
                    line_break: join(parts.map(|x| between(x, b'\n', b'\r'))),
                    blank: join(parts.map(|x| vorrq_u8(equal(x, b' '), between(x, b'\t', b'\r')))),
                    hyphen: join(parts.map(|x| any_of(x, HYPHEN_BYTES))),
                    tag: join(parts.map(|x| any_of(x, [b'#', b'@', PARTING_BYTE]))),
                }
            }
        }
    }

    /// One bit of each of 64 bytes that are 0 or 255: each keeps the bit of its place among eight, and neighbours are added three times.
    #[inline(always)]
    unsafe fn join(parts: [uint8x16_t; 4]) -> u64 {
        const BITS: [u8; 16] = [1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128];
        // SAFETY: as above; the load reads the sixteen bytes of `BITS`.
        unsafe {
            let bits = vld1q_u8(BITS.as_ptr());
            let [a, b, c, d] = parts.map(|x| vandq_u8(x, bits));
            let sums = vpaddq_u8(vpaddq_u8(a, b), vpaddq_u8(c, d));
            vgetq_lane_u64::<0>(vreinterpretq_u64_u8(vpaddq_u8(sums, sums)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slow(block: &[u8; BLOCK]) -> Masks {
        let mask = |is: fn(u8) -> bool| block.iter().rev().fold(0, |mask, &b| mask << 1 | u64::from(is(b)));
        Masks {
            letter: mask(|b| b.is_ascii_alphabetic()),
            small: mask(|b| b & 0x20 != 0),
            digit: mask(|b| b.is_ascii_digit()),
            wide: mask(|b| b >= 0x80),
            quote: mask(|b| matches!(b, b'\'' | b'`')),
            stop: mask(|b| b == b'.'),
            s: mask(|b| matches!(b, b's' | b'S')),
            line_break: mask(|b| matches!(b, b'\n'..=b'\r')),
            blank: mask(|b| matches!(b, b'\t'..=b'\r' | b' ')),
            hyphen: mask(|b| matches!(b, b'-' | 0x90 | 0xAD)),
            tag: mask(|b| matches!(b, b'#' | b'@' | 0x8B)),
        }
    }

    struct Compare<'b>(&'b [u8; BLOCK]);

    impl Work for Compare<'_> {
        fn run<C: Classes>(self) {
            assert_eq!(C::masks(self.0), slow(self.0));
        }
    }

    #[test]
    fn vector_and_scalar_agree_on_every_byte_at_every_place() {
        let bytes: Vec<u8> = (0..=255_u8).chain((0..=255).rev()).chain((0..400).map(|i| (i * 37 % 256) as u8)).collect();
        for block in bytes.windows(BLOCK) {
            let block = block.first_chunk().expect("64 bytes");
            Compare(block).run::<Plain>();
            with_best(Compare(block));
        }
    }
}
