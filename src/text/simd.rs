//! Which bytes can be part of a word, sixty-four at a time: ASCII letters and digits, and every byte outside ASCII.
//!
//! The vector code is chosen at run time and tested equal to its scalar twin.

#![allow(unsafe_code)]

/// Blocks of sixty-four bytes whose masks are computed in one call.
pub const BLOCKS: usize = 64;

/// Fills in one mask for each (also the last, partial) block of `bytes`; bit `i` stands for byte `i` of the block. Bits past the
/// end of `bytes` are clear.
pub type Masks = fn(bytes: &[u8], masks: &mut [u64; BLOCKS]);

/// The plain twin.
pub const SCALAR: Masks = scalar;

/// The fastest that this processor runs.
pub fn best() -> Masks {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        return x86::masks;
    }
    SCALAR
}

fn scalar(bytes: &[u8], masks: &mut [u64; BLOCKS]) {
    for (block, mask) in bytes.chunks(64).zip(masks) {
        *mask = mask_of(block);
    }
}

/// Eight bytes at a time in a plain register: bit 7 of each byte says whether it is part of a word, a multiplication gathers them.
fn mask_of(block: &[u8]) -> u64 {
    let mut mask = 0;
    for (i, eight) in block.chunks(8).enumerate() {
        let mut raw = [0; 8];
        raw[..eight.len()].copy_from_slice(eight);
        let x = u64::from_le_bytes(raw);
        let high = x & each(0x80);
        let low = x & each(0x7F);
        // Adding 0x80 - first carries into bit 7 from `first` upwards.
        let at_least = |value: u64, first: u8| value + each(0x80 - first);
        let small = low | each(0x20);
        let letter = at_least(small, b'a') & !at_least(small, b'z' + 1);
        let digit = at_least(low, b'0') & !at_least(low, b'9' + 1);
        let word = (high | letter | digit) & each(0x80);
        mask |= ((word >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * i);
    }
    mask
}

const fn each(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{BLOCKS, mask_of};
    use std::arch::x86_64::{
        __m256i, _mm256_add_epi8, _mm256_cmpgt_epi8, _mm256_loadu_si256, _mm256_movemask_epi8, _mm256_or_si256, _mm256_set1_epi8,
    };

    pub fn masks(bytes: &[u8], masks: &mut [u64; BLOCKS]) {
        // SAFETY: only handed out by `best` after AVX2 was detected.
        unsafe { avx2(bytes, masks) }
    }

    #[target_feature(enable = "avx2")]
    fn avx2(bytes: &[u8], masks: &mut [u64; BLOCKS]) {
        let mut blocks = bytes.chunks_exact(64);
        let mut count = 0;
        for (block, mask) in (&mut blocks).zip(masks.iter_mut()) {
            // SAFETY: `block` is 64 bytes long; unaligned loads of 32 bytes at 0 and 32.
            let (low, high) = unsafe { (_mm256_loadu_si256(block.as_ptr().cast()), _mm256_loadu_si256(block.as_ptr().add(32).cast())) };
            *mask = u64::from(half(low)) | (u64::from(half(high)) << 32);
            count += 1;
        }
        if let Some(mask) = masks.get_mut(count)
            && !blocks.remainder().is_empty()
        {
            *mask = mask_of(blocks.remainder());
        }
    }

    /// Signed comparisons: each range is shifted so that it ends at 127.
    #[target_feature(enable = "avx2")]
    fn half(bytes: __m256i) -> u32 {
        let small = _mm256_or_si256(bytes, _mm256_set1_epi8(0x20));
        let letter = _mm256_cmpgt_epi8(_mm256_add_epi8(small, _mm256_set1_epi8((127 - b'z') as i8)), _mm256_set1_epi8(127 - 26));
        let digit = _mm256_cmpgt_epi8(_mm256_add_epi8(bytes, _mm256_set1_epi8((127 - b'9') as i8)), _mm256_set1_epi8(127 - 10));
        // The sign bit of a byte outside ASCII is set.
        _mm256_movemask_epi8(_mm256_or_si256(bytes, _mm256_or_si256(letter, digit))) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCKS, SCALAR, best};

    #[test]
    fn vector_and_scalar_agree_on_every_byte_and_length() {
        let bytes: Vec<u8> = (0..=255_u8).chain((0..=255).rev()).chain((0..200).map(|i| (i * 37 % 256) as u8)).collect();
        for start in 0..70 {
            for end in (start..bytes.len()).step_by(13) {
                let (mut a, mut b) = ([0; BLOCKS], [0; BLOCKS]);
                SCALAR(&bytes[start..end], &mut a);
                best()(&bytes[start..end], &mut b);
                assert_eq!(a, b, "{start}..{end}");
            }
        }
    }

    #[test]
    fn a_word_byte_is_a_letter_a_digit_or_outside_ascii() {
        for byte in 0..=255_u8 {
            let mut masks = [0; BLOCKS];
            best()(&[byte; 64], &mut masks);
            let expected = byte.is_ascii_alphanumeric() || byte >= 0x80;
            assert_eq!(masks[0], if expected { u64::MAX } else { 0 }, "{byte}");
        }
    }
}
