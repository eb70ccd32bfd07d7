//! Asks the processor to fetch what will be needed soon. A hint: it changes no result.

#![allow(unsafe_code)]

/// Fetches the cache line of `items[at]`. Where there is no such item it does no harm, and where there is no such instruction, nothing.
#[inline(always)]
pub(crate) fn prefetch<T>(items: &[T], at: usize) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: SSE is part of x86-64, and a prefetch reads nothing into the program, wherever it points.
    unsafe {
        std::arch::x86_64::_mm_prefetch::<{ std::arch::x86_64::_MM_HINT_T0 }>(items.as_ptr().wrapping_add(at).cast());
    };
    #[cfg(not(target_arch = "x86_64"))]
    let _ = (items, at);
}
