//! Where words begin and end: the turns between word bytes (ASCII letters and digits, every byte outside ASCII) and other bytes.
//!
//! Sixty-four bytes at a time become a bit mask, whose changes are written out as positions. The vector code is chosen at run time
//! and tested equal to its scalar twin.

#![allow(unsafe_code)]

/// Bytes whose turns are found in one call, at most.
pub const CHUNK: usize = 1024;
/// Turns written at once; what is written past the true count is overwritten by the next block.
const STRIDE: usize = 24;
/// Room for the turns of a chunk.
pub const ROOM: usize = CHUNK + 64 + STRIDE;

/// Writes the positions in `bytes` (at most [`CHUNK`] of them) where a run of word bytes begins or ends, and gives their number;
/// `inside` says that the byte before was a word byte. A run that reaches the end is left open.
pub type Turns = fn(bytes: &[u8], inside: bool, turns: &mut [u16; ROOM]) -> usize;

/// The plain twin.
pub const SCALAR: Turns = scalar;

/// The fastest that this processor runs.
pub fn best() -> Turns {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("bmi1") {
        return x86::turns;
    }
    SCALAR
}

fn scalar(bytes: &[u8], inside: bool, turns: &mut [u16; ROOM]) -> usize {
    let mut count = 0;
    let mut carry = u64::from(inside);
    for (at, block) in bytes.chunks(64).enumerate() {
        let mask = mask_of(block);
        count = write(mask, carry, block.len(), at * 64, turns, count);
        carry = mask >> 63;
    }
    count
}

/// Writes the turns of one block of `len` bytes whose mask is `mask`, `carry` being the bit before it.
#[inline(always)]
fn write(mask: u64, carry: u64, len: usize, base: usize, turns: &mut [u16; ROOM], count: usize) -> usize {
    let mut changes = mask ^ ((mask << 1) | carry);
    if len < 64 {
        changes &= (1 << len) - 1;
    }
    let end = count + changes.count_ones() as usize;
    let mut at = count;
    while at < end {
        let Some(room) = turns.get_mut(at..at + STRIDE) else { return count };
        for place in room {
            *place = base as u16 + changes.trailing_zeros() as u16;
            changes &= changes.wrapping_sub(1);
        }
        at += STRIDE;
    }
    end
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
    use super::{ROOM, mask_of, write};
    use std::arch::x86_64::{
        __m256i, _mm256_add_epi8, _mm256_cmpgt_epi8, _mm256_loadu_si256, _mm256_movemask_epi8, _mm256_or_si256, _mm256_set1_epi8,
    };

    pub fn turns(bytes: &[u8], inside: bool, turns: &mut [u16; ROOM]) -> usize {
        // SAFETY: only handed out by `best` after AVX2, BMI1 and POPCNT were detected (every processor with AVX2 has POPCNT).
        unsafe { avx2(bytes, inside, turns) }
    }

    #[target_feature(enable = "avx2,bmi1,popcnt")]
    fn avx2(bytes: &[u8], inside: bool, turns: &mut [u16; ROOM]) -> usize {
        let (mut count, mut at) = (0, 0);
        let mut carry = u64::from(inside);
        let mut blocks = bytes.chunks_exact(64);
        for block in &mut blocks {
            // SAFETY: `block` is 64 bytes long; unaligned loads of 32 bytes at 0 and 32.
            let (low, high) = unsafe { (_mm256_loadu_si256(block.as_ptr().cast()), _mm256_loadu_si256(block.as_ptr().add(32).cast())) };
            let mask = u64::from(half(low)) | (u64::from(half(high)) << 32);
            count = write(mask, carry, 64, at, turns, count);
            carry = mask >> 63;
            at += 64;
        }
        let rest = blocks.remainder();
        if rest.is_empty() { count } else { write(mask_of(rest), carry, rest.len(), at, turns, count) }
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
    use super::{CHUNK, ROOM, SCALAR, Turns, best};

    fn turns(of: Turns, bytes: &[u8], inside: bool) -> Vec<u16> {
        let mut turns = [0; ROOM];
        let count = of(bytes, inside, &mut turns);
        turns[..count].to_vec()
    }

    fn slow(bytes: &[u8], inside: bool) -> Vec<u16> {
        let mut last = inside;
        let mut out = Vec::new();
        for (at, byte) in bytes.iter().enumerate() {
            let word = byte.is_ascii_alphanumeric() || *byte >= 0x80;
            if word != last {
                out.push(at as u16);
            }
            last = word;
        }
        out
    }

    #[test]
    fn vector_and_scalar_agree_on_every_byte_and_length() {
        let bytes: Vec<u8> = (0..=255_u8).chain((0..=255).rev()).chain((0..200).map(|i| (i * 37 % 256) as u8)).collect();
        for start in 0..70 {
            for end in (start..bytes.len()).step_by(13) {
                for inside in [false, true] {
                    let expected = slow(&bytes[start..end], inside);
                    assert_eq!(turns(SCALAR, &bytes[start..end], inside), expected, "{start}..{end}");
                    assert_eq!(turns(best(), &bytes[start..end], inside), expected, "{start}..{end}");
                }
            }
        }
    }

    #[test]
    fn a_turn_at_every_byte_fits() {
        let bytes = b"a ".repeat(CHUNK / 2);
        assert_eq!(turns(best(), &bytes, false).len(), CHUNK);
        assert_eq!(turns(SCALAR, &bytes, false), turns(best(), &bytes, false));
    }
}
