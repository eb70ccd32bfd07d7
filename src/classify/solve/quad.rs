//! Arithmetic on columns side by side, four numbers at a time. Compilers leave these loops to one number at a time, which takes thrice as
//! long; each number is worked out as it would be by itself.

#![allow(unsafe_code)]

use super::design::Lanes;
use std::ops::{Add, Mul, Sub};

#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::{
    __m128, _mm_add_ps, _mm_and_ps, _mm_castpd_ps, _mm_castps_pd, _mm_load_sd, _mm_load_ss, _mm_loadu_ps, _mm_mul_ps, _mm_set1_ps,
    _mm_store_sd, _mm_store_ss, _mm_storeu_ps, _mm_sub_ps,
};

/// Four numbers.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy)]
pub struct Quad(__m128);

/// Four numbers.
#[cfg(not(target_arch = "x86_64"))]
#[derive(Clone, Copy)]
pub struct Quad([f32; 4]);

#[cfg(target_arch = "x86_64")]
impl Quad {
    /// The same number four times.
    #[inline(always)]
    pub fn all(number: f32) -> Self {
        // SAFETY: SSE is part of x86-64, here and below.
        Self(unsafe { _mm_set1_ps(number) })
    }

    #[inline(always)]
    fn load(from: &[f32; 4]) -> Self {
        // SAFETY: the load reads the four numbers, and needs no alignment.
        Self(unsafe { _mm_loadu_ps(from.as_ptr()) })
    }

    #[inline(always)]
    fn store(self, to: &mut [f32; 4]) {
        // SAFETY: the store writes the four numbers, and needs no alignment.
        unsafe { _mm_storeu_ps(to.as_mut_ptr(), self.0) }
    }

    /// Two numbers and two zeros.
    #[inline(always)]
    fn load_two(from: &[f32; 2]) -> Self {
        // SAFETY: SSE2 is part of x86-64; the load reads the two numbers, and needs no alignment.
        Self(unsafe { _mm_castpd_ps(_mm_load_sd(from.as_ptr().cast())) })
    }

    /// Puts the first two numbers down.
    #[inline(always)]
    fn store_two(self, to: &mut [f32; 2]) {
        // SAFETY: the store writes the two numbers, and needs no alignment.
        unsafe { _mm_store_sd(to.as_mut_ptr().cast(), _mm_castps_pd(self.0)) }
    }

    /// A number and three zeros.
    #[inline(always)]
    fn load_one(from: &f32) -> Self {
        // SAFETY: the load reads the number.
        Self(unsafe { _mm_load_ss(from) })
    }

    /// Puts the first number down.
    #[inline(always)]
    fn store_one(self, to: &mut f32) {
        // SAFETY: the store writes the number.
        unsafe { _mm_store_ss(to, self.0) }
    }

    /// The numbers whose mask is [`KEEP`], and 0 for those whose mask is [`DROP`].
    #[inline(always)]
    pub fn masked(self, mask: Self) -> Self {
        // SAFETY: as above.
        Self(unsafe { _mm_and_ps(self.0, mask.0) })
    }
}

#[cfg(not(target_arch = "x86_64"))]
impl Quad {
    /// The same number four times.
    pub fn all(number: f32) -> Self {
        Self([number; 4])
    }

    fn load(from: &[f32; 4]) -> Self {
        Self(*from)
    }

    fn store(self, to: &mut [f32; 4]) {
        *to = self.0;
    }

    fn load_two(&[a, b]: &[f32; 2]) -> Self {
        Self([a, b, 0.0, 0.0])
    }

    fn store_two(self, to: &mut [f32; 2]) {
        *to = [self.0[0], self.0[1]];
    }

    fn load_one(&from: &f32) -> Self {
        Self([from, 0.0, 0.0, 0.0])
    }

    fn store_one(self, to: &mut f32) {
        *to = self.0[0];
    }

    /// The numbers whose mask is [`KEEP`], and 0 for those whose mask is [`DROP`].
    pub fn masked(self, mask: Self) -> Self {
        Self(std::array::from_fn(|i| f32::from_bits(self.0[i].to_bits() & mask.0[i].to_bits())))
    }
}

/// The mask that keeps a number.
pub const KEEP: f32 = f32::from_bits(u32::MAX);
/// The mask that drops a number.
pub const DROP: f32 = 0.0;

macro_rules! operator {
    ($trait:ident, $name:ident, $fast:ident, $plain:tt) => {
        impl $trait for Quad {
            type Output = Self;

            #[inline(always)]
            fn $name(self, other: Self) -> Self {
                #[cfg(target_arch = "x86_64")]
                // SAFETY: SSE is part of x86-64.
                return Self(unsafe { $fast(self.0, other.0) });
                #[cfg(not(target_arch = "x86_64"))]
                Self(std::array::from_fn(|i| self.0[i] $plain other.0[i]))
            }
        }
    };
}

operator!(Add, add, _mm_add_ps, +);
operator!(Sub, sub, _mm_sub_ps, -);
operator!(Mul, mul, _mm_mul_ps, *);

/// Puts `of` each number of `a` and those at its place in `others` in its place.
#[inline(always)]
pub fn change<const L: usize, const N: usize>(a: &mut Lanes<L>, others: [&Lanes<L>; N], of: impl Fn(Quad, [Quad; N]) -> Quad) {
    let (quads, rest) = a.as_chunks_mut::<4>();
    let others = others.map(|other| other.as_chunks::<4>());
    for (i, quad) in quads.iter_mut().enumerate() {
        of(Quad::load(quad), others.map(|(quads, _)| Quad::load(&quads[i]))).store(quad);
    }
    if let (Some(two), 2) = (rest.first_chunk_mut(), L % 4) {
        of(Quad::load_two(two), others.map(|(_, rest)| rest.first_chunk().map_or(Quad::all(0.0), Quad::load_two))).store_two(two);
        return;
    }
    for (i, one) in rest.iter_mut().enumerate() {
        of(Quad::load_one(one), others.map(|(_, rest)| Quad::load_one(&rest[i]))).store_one(one);
    }
}

/// Adds `b` to `a`.
#[inline(always)]
pub fn add<const L: usize>(a: &mut Lanes<L>, b: &Lanes<L>) {
    change(a, [b], |a, [b]| a + b);
}

/// Adds `by` times `b` to `a`.
#[inline(always)]
pub fn add_scaled<const L: usize>(a: &mut Lanes<L>, by: f32, b: &Lanes<L>) {
    change(a, [b], |a, [b]| a + Quad::all(by) * b);
}

/// Adds products to sums.
#[inline(always)]
pub fn add_products<const L: usize>(sums: &mut Lanes<L>, a: &Lanes<L>, b: &Lanes<L>) {
    change(sums, [a, b], |sum, [a, b]| sum + a * b);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_as_by_itself() {
        fn check<const L: usize>() {
            let a: Lanes<L> = std::array::from_fn(|k| 0.1 + k as f32 * 1.7);
            let b: Lanes<L> = std::array::from_fn(|k| 3.3 - k as f32 / 7.0);
            let mut sum = a;
            add_products(&mut sum, &a, &b);
            add(&mut sum, &b);
            add_scaled(&mut sum, 0.3, &a);
            let mask: Lanes<L> = std::array::from_fn(|k| if k % 3 == 1 { DROP } else { KEEP });
            change(&mut sum, [&a, &mask], |sum, [a, mask]| (sum - a).masked(mask));
            for k in 0..L {
                let expected = ((a[k] + a[k] * b[k]) + b[k] + 0.3 * a[k]) - a[k];
                assert_eq!(sum[k].to_bits(), if k % 3 == 1 { 0 } else { expected.to_bits() });
            }
        }
        check::<1>();
        check::<2>();
        check::<3>();
        check::<6>();
        check::<8>();
        check::<32>();
    }
}
