//! Looks at the filter for the words of a text, eight at a time, with AVX-512.

#![allow(unsafe_code)]

#[cfg(target_arch = "x86_64")]
pub(super) use x86::passing;

use super::filter::Part;
use crate::text::Word;

/// How many words are looked up together.
pub(super) const GROUP: usize = 32;

/// True if this processor can do it.
pub(super) fn are_here() -> bool {
    #[cfg(target_arch = "x86_64")]
    return std::arch::is_x86_feature_detected!("avx512f") && std::arch::is_x86_feature_detected!("avx512dq");
    #[cfg(not(target_arch = "x86_64"))]
    false
}

/// Nothing calls it where [`are_here`] is false.
#[cfg(not(target_arch = "x86_64"))]
pub(super) fn passing(_: &[u64], _: &[Part; 4], _: &[Word; GROUP + 1], _: u64) -> u32 {
    u32::MAX
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::super::filter::PAIR_MULTIPLIER;
    use super::{GROUP, Part, Word};
    use std::arch::x86_64::{
        __m512i, __mmask8, _mm512_add_epi64, _mm512_and_si512, _mm512_cmpeq_epi64_mask, _mm512_i64gather_epi64, _mm512_loadu_si512,
        _mm512_mask_mov_epi64, _mm512_mul_epu32, _mm512_mullo_epi64, _mm512_or_si512, _mm512_rol_epi64, _mm512_set1_epi64,
        _mm512_sllv_epi64, _mm512_srli_epi64, _mm512_xor_si512,
    };
    use std::mem::offset_of;

    /// Which of [`GROUP`] words a name may start with, alone or with the next word, the first word's answer lowest; `small` has a bit for
    /// each word, the one behind them too, that is looked for among the names that may begin with small letters. Asks for lanes that
    /// [`super::are_here`], and for parts that lie within `numbers` and have some numbers each.
    pub fn passing(numbers: &[u64], parts: &[Part; 4], words: &[Word; GROUP + 1], small: u64) -> u32 {
        assert!(parts.iter().all(|part| part.len > 0 && part.start as usize + part.len as usize <= numbers.len()));
        // SAFETY: the sieve calls this only where `are_here` found the features; every place that a look may have lies within a part.
        unsafe { look(numbers, parts, words, small) }
    }

    #[target_feature(enable = "avx512f,avx512dq")]
    fn look(numbers: &[u64], parts: &[Part; 4], words: &[Word; GROUP + 1], small: u64) -> u32 {
        const STEP: i64 = size_of::<Word>() as i64;
        const PLACES: [i64; 8] = [0, STEP, 2 * STEP, 3 * STEP, 4 * STEP, 5 * STEP, 6 * STEP, 7 * STEP];
        // SAFETY: eight numbers of eight bytes are read.
        let places = unsafe { _mm512_loadu_si512(PLACES.as_ptr().cast()) };
        // SAFETY: the hashes of eight words from `first` on, all among `words`.
        let hashes = |first: usize| unsafe {
            let base = words.as_ptr().add(first).cast::<u8>().add(offset_of!(Word, hash));
            _mm512_i64gather_epi64::<1>(places, base.cast())
        };
        let each = |number: u64| _mm512_set1_epi64(number as i64);
        let holds = |keys: __m512i, [large, little]: [Part; 2], small: __mmask8| {
            let choose = |of: fn(Part) -> u32| _mm512_mask_mov_epi64(each(of(large).into()), small, each(of(little).into()));
            let place = _mm512_srli_epi64::<32>(_mm512_mul_epu32(_mm512_srli_epi64::<32>(keys), choose(|part| part.len)));
            let place = _mm512_add_epi64(place, choose(|part| part.start));
            let bit = |key: __m512i| _mm512_sllv_epi64(each(1), _mm512_and_si512(key, each(63)));
            let bits = _mm512_or_si512(bit(keys), bit(_mm512_srli_epi64::<6>(keys)));
            // SAFETY: each place lies within its part, and that within `numbers`.
            let found = unsafe { _mm512_i64gather_epi64::<8>(place, numbers.as_ptr().cast()) };
            _mm512_cmpeq_epi64_mask(_mm512_and_si512(found, bits), bits)
        };
        let mut passing = 0;
        for first in (0..GROUP).step_by(8) {
            let (here, next) = ((small >> first) as __mmask8, (small >> (first + 1)) as __mmask8);
            let (hash, behind) = (hashes(first), hashes(first + 1));
            let pair = _mm512_mullo_epi64(_mm512_xor_si512(hash, _mm512_rol_epi64::<29>(behind)), each(PAIR_MULTIPLIER));
            let found = holds(hash, [parts[0], parts[2]], here) | holds(pair, [parts[1], parts[3]], here & next);
            passing |= u32::from(found) << first;
        }
        passing
    }
}
