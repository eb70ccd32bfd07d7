//! Asks the processor to fetch what will be needed soon. A hint: it changes no result.

#![allow(unsafe_code)]

/// Fetches the cache line of `items[at]`; nothing where there is no such item or no such instruction.
#[inline(always)]
pub(super) fn prefetch<T>(items: &[T], at: usize) {
    #[cfg(target_arch = "x86_64")]
    if let Some(item) = items.get(at) {
        // SAFETY: a prefetch reads nothing into the program, and the address is that of an item.
        unsafe { std::arch::x86_64::_mm_prefetch::<{ std::arch::x86_64::_MM_HINT_T0 }>(std::ptr::from_ref(item).cast()) }
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = (items, at);
}
