//! The two inner loops of scoring: comparing a line of a table, adding up rows of weights. With SSE2, which every 64-bit x86
//! processor has, and in plain code for all others.

#![allow(unsafe_code)]

/// The places among 32 numbers of 16 bits that equal `wanted`, as bits.
#[inline(always)]
pub fn equal(line: &[[u64; 2]; 4], wanted: u16) -> u32 {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: SSE2 is part of x86-64.
    return unsafe { x86::equal(line, wanted) };
    #[cfg(not(target_arch = "x86_64"))]
    equal_plain(line, wanted)
}

/// Adds up rows of `N` times four numbers of 16 bits; a row that is not there adds nothing. At most 2^15 rows, so that no sum runs over.
#[inline(always)]
pub fn add_rows<const N: usize>(cells: &[u64], rows: &[u32]) -> [[i32; 4]; N] {
    let (table, _) = cells.as_chunks::<N>();
    #[cfg(target_arch = "x86_64")]
    // SAFETY: SSE2 is part of x86-64.
    return unsafe { x86::add_rows(table, rows) };
    #[cfg(not(target_arch = "x86_64"))]
    add_rows_plain(table, rows)
}

/// Asks for the cache line of an item, so that it is there when it is read; does nothing for an item that is none.
#[inline(always)]
pub fn prefetch<T>(items: &[T], at: usize) {
    #[cfg(target_arch = "x86_64")]
    if let Some(item) = items.get(at) {
        // SAFETY: SSE is part of x86-64, and a prefetch reads nothing that could be seen.
        unsafe { std::arch::x86_64::_mm_prefetch::<{ std::arch::x86_64::_MM_HINT_T0 }>(std::ptr::from_ref(item).cast()) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = (items, at);
}

/// Four numbers of 16 bits with their sign.
#[inline(always)]
pub fn four(packed: u64) -> [i32; 4] {
    std::array::from_fn(|i| i32::from((packed >> (16 * i)) as i16))
}

/// The twin of [`equal`] for any processor.
#[cfg_attr(target_arch = "x86_64", allow(dead_code))]
fn equal_plain(line: &[[u64; 2]; 4], wanted: u16) -> u32 {
    let lanes = line.as_flattened().iter().flat_map(|four| (0..4).map(move |i| (four >> (16 * i)) as u16));
    lanes.enumerate().fold(0, |bits, (i, lane)| bits | u32::from(lane == wanted) << i)
}

/// The twin of [`add_rows`] for any processor.
#[cfg_attr(target_arch = "x86_64", allow(dead_code))]
fn add_rows_plain<const N: usize>(table: &[[u64; N]], rows: &[u32]) -> [[i32; 4]; N] {
    let mut sums = [[0; 4]; N];
    for row in rows.iter().filter_map(|&row| table.get(row as usize)) {
        for (sum, &packed) in sums.iter_mut().zip(row) {
            sum.iter_mut().zip(four(packed)).for_each(|(sum, one)| *sum += one);
        }
    }
    sums
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::{
        _mm_add_epi32, _mm_cmpeq_epi16, _mm_cvtsi64_si128, _mm_cvtsi128_si64, _mm_movemask_epi8, _mm_packs_epi16, _mm_set_epi64x,
        _mm_set1_epi16, _mm_setzero_si128, _mm_srai_epi32, _mm_unpackhi_epi64, _mm_unpacklo_epi16,
    };

    #[inline]
    #[target_feature(enable = "sse2")]
    pub fn equal(line: &[[u64; 2]; 4], wanted: u16) -> u32 {
        let all = _mm_set1_epi16(wanted as i16);
        let [a, b, c, d] = line.map(|[low, high]| _mm_cmpeq_epi16(_mm_set_epi64x(high as i64, low as i64), all));
        let (low, high) = (_mm_movemask_epi8(_mm_packs_epi16(a, b)), _mm_movemask_epi8(_mm_packs_epi16(c, d)));
        low as u32 | (high as u32) << 16
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    pub fn add_rows<const N: usize>(table: &[[u64; N]], rows: &[u32]) -> [[i32; 4]; N] {
        let mut sums = [_mm_setzero_si128(); N];
        for &row in rows {
            if let Some(row) = table.get(row as usize) {
                for (sum, &packed) in sums.iter_mut().zip(row) {
                    // Each number goes into the upper half of a lane of 32 bits, and is shifted down with its sign.
                    let four = _mm_cvtsi64_si128(packed as i64);
                    *sum = _mm_add_epi32(*sum, _mm_srai_epi32::<16>(_mm_unpacklo_epi16(four, four)));
                }
            }
        }
        sums.map(|sum| {
            let (low, high) = (_mm_cvtsi128_si64(sum), _mm_cvtsi128_si64(_mm_unpackhi_epi64(sum, sum)));
            [low as i32, (low >> 32) as i32, high as i32, (high >> 32) as i32]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn twins_agree(line in prop::array::uniform4(prop::array::uniform2(any::<u64>())), at in 0_usize..32, rows in prop::collection::vec(0_u32..9, 0..20)) {
            let wanted = (line.as_flattened()[at / 4] >> (16 * (at % 4))) as u16;
            prop_assert!(equal(&line, wanted) >> at & 1 == 1);
            prop_assert_eq!(equal(&line, wanted), equal_plain(&line, wanted));
            let cells = line.as_flattened();
            prop_assert_eq!(add_rows::<2>(cells, &rows), add_rows_plain::<2>(cells.as_chunks().0, &rows));
        }
    }
}
