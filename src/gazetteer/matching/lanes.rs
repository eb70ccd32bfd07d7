//! Looks at the filter for the words of a text, eight at a time, with AVX-512.

#![allow(unsafe_code)]

#[cfg(target_arch = "x86_64")]
pub(super) use x86::passing;

use crate::gazetteer::index::filter::Part;
use crate::text::Word;

/// How many words are looked up together.
pub(super) const GROUP: usize = 32;

/// At which words of a group a name may start, the first word's bit lowest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Passing {
    /// Names of that one word.
    pub single: u32,
    /// Names that go on with the next one.
    pub pair: u32,
}

/// True if this processor can do it.
pub(super) fn are_here() -> bool {
    #[cfg(target_arch = "x86_64")]
    return std::arch::is_x86_feature_detected!("avx512f")
        && std::arch::is_x86_feature_detected!("avx512bw")
        && std::arch::is_x86_feature_detected!("avx512dq");
    #[cfg(not(target_arch = "x86_64"))]
    false
}

/// Nothing calls it where [`are_here`] is false.
#[cfg(not(target_arch = "x86_64"))]
pub(super) fn passing(_: &[u64], _: &[Part; 4], _: &[Word; GROUP + 1], _: bool) -> Passing {
    Passing { single: u32::MAX, pair: u32::MAX }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{GROUP, Part, Passing, Word};
    use crate::gazetteer::index::filter::PAIR_MULTIPLIER;
    use crate::text::Shape;
    use std::arch::x86_64::{
        __m512i, __mmask8, _mm512_add_epi64, _mm512_alignr_epi64, _mm512_and_si512, _mm512_cmpeq_epi64_mask, _mm512_i64gather_epi64,
        _mm512_loadu_si512, _mm512_mask_mov_epi64, _mm512_maskz_loadu_epi8, _mm512_mul_epu32, _mm512_mullo_epi64, _mm512_or_si512,
        _mm512_permutex2var_epi64, _mm512_rol_epi64, _mm512_rolv_epi64, _mm512_set1_epi64, _mm512_srli_epi64, _mm512_test_epi64_mask,
        _mm512_testn_epi64_mask, _mm512_xor_si512,
    };
    use std::mem::offset_of;

    /// How many words a register's lanes are for.
    const LANES: usize = 8;
    /// Eight-byte fields of a word, and which of them are its hash and, in its lowest byte, its shape.
    const FIELDS: usize = size_of::<Word>() / 8;
    const HASH: usize = offset_of!(Word, hash) / 8;
    const SHAPE: usize = offset_of!(Word, shape) / 8;

    const _: () = assert!(
        FIELDS == 3
            && size_of::<Word>() == 8 * FIELDS
            && offset_of!(Word, hash) == 8 * HASH
            && offset_of!(Word, shape) == 8 * SHAPE
            && cfg!(target_endian = "little")
    );

    /// The bytes of eight words that are no padding, in each of the three registers that hold them.
    const BYTES: [u64; FIELDS] = {
        let mut bytes = [0; FIELDS];
        let mut field = 0;
        while field < FIELDS * LANES {
            let used = if field % FIELDS == SHAPE { 1 } else { 0xFF };
            bytes[field / LANES] |= used << (field % LANES * 8);
            field += 1;
        }
        bytes
    };

    /// For each of eight words the lane of a field among the first two registers, and then among what these gave and the third.
    const fn taken(field: usize) -> [[i64; LANES]; 2] {
        let mut lanes = [[0; LANES]; 2];
        let mut word = 0;
        while word < LANES {
            let at = FIELDS * word + field;
            let early = at < 2 * LANES;
            lanes[0][word] = if early { at as i64 } else { 0 };
            lanes[1][word] = if early { word as i64 } else { (at - LANES) as i64 };
            word += 1;
        }
        lanes
    }

    /// At which of [`GROUP`] words a name may start; `cased` says that only some names may begin with small letters. Asks for lanes that
    /// [`super::are_here`], and for parts that lie within `numbers` and have some numbers each.
    pub fn passing(numbers: &[u64], parts: &[Part; 4], words: &[Word; GROUP + 1], cased: bool) -> Passing {
        assert!(parts.iter().all(|part| part.len > 0 && part.start as usize + part.len as usize <= numbers.len()));
        // SAFETY: the sieve calls this only where `are_here` found the features; every place that a look may have lies within a part.
        unsafe { look(numbers, parts, words, cased) }
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512dq")]
    fn look(numbers: &[u64], parts: &[Part; 4], words: &[Word; GROUP + 1], cased: bool) -> Passing {
        const HASHES: [[i64; LANES]; 2] = taken(HASH);
        const SHAPES: [[i64; LANES]; 2] = taken(SHAPE);
        let each = |number: u64| _mm512_set1_epi64(number as i64);
        // SAFETY: eight numbers of eight bytes are read.
        let load = |lanes: &[i64; LANES]| unsafe { _mm512_loadu_si512(lanes.as_ptr().cast()) };
        let kinds = |of: u8| each(u64::from(of));
        let capital = Shape::CAPITAL.0 | Shape::DOTTED.0;
        // The hashes of eight words from `first` on, which of them begin with a small letter, and which are the s of a possessive.
        let read = |first: usize| {
            let part = |n: usize| {
                // SAFETY: eight words take three registers, and all of them are among `words`; what is padding is not read.
                unsafe { _mm512_maskz_loadu_epi8(BYTES[n], words.as_ptr().add(first).cast::<i8>().add(8 * LANES * n)) }
            };
            let [a, b, c] = [part(0), part(1), part(2)];
            let take =
                |[two, three]: &[[i64; LANES]; 2]| _mm512_permutex2var_epi64(_mm512_permutex2var_epi64(a, load(two), b), load(three), c);
            let shapes = take(&SHAPES);
            let small = _mm512_testn_epi64_mask(shapes, kinds(capital));
            (take(&HASHES), if cased { small } else { 0 }, _mm512_test_epi64_mask(shapes, kinds(Shape::POSSESSIVE.0)))
        };
        let holds = |keys: __m512i, [large, little]: [Part; 2], small: __mmask8| {
            let choose = |of: fn(Part) -> u32| _mm512_mask_mov_epi64(each(of(large).into()), small, each(of(little).into()));
            let place = _mm512_srli_epi64::<32>(_mm512_mul_epu32(_mm512_srli_epi64::<32>(keys), choose(|part| part.len)));
            let place = _mm512_add_epi64(place, choose(|part| part.start));
            // Turned as far as the lowest six bits say.
            let bit = |key: __m512i| _mm512_rolv_epi64(each(1), key);
            let two = _mm512_or_si512(bit(keys), bit(_mm512_srli_epi64::<6>(keys)));
            let bits = _mm512_or_si512(two, bit(_mm512_srli_epi64::<12>(keys)));
            // SAFETY: each place lies within its part, and that within `numbers`.
            let found = unsafe { _mm512_i64gather_epi64::<8>(place, numbers.as_ptr().cast()) };
            _mm512_cmpeq_epi64_mask(_mm512_and_si512(found, bits), bits)
        };
        let mut passing = Passing::default();
        let last = &words[GROUP];
        let last_is_small = cased & (last.shape.0 & capital == 0);
        let mut here = read(0);
        for first in (0..GROUP).step_by(LANES) {
            let next = if first + LANES < GROUP { read(first + LANES) } else { (each(last.hash), u8::from(last_is_small), 0) };
            let ((hash, small, possessive), (later, later_small, _)) = (here, next);
            let behind = _mm512_alignr_epi64::<1>(later, hash);
            let behind_small = small >> 1 | later_small << 7;
            let pair = _mm512_mullo_epi64(_mm512_xor_si512(hash, _mm512_rol_epi64::<29>(behind)), each(PAIR_MULTIPLIER));
            let single = holds(hash, [parts[0], parts[2]], small) & !possessive;
            let pair = holds(pair, [parts[1], parts[3]], small & behind_small) & !possessive;
            passing.single |= u32::from(single) << first;
            passing.pair |= u32::from(pair) << first;
            here = next;
        }
        passing
    }
}
