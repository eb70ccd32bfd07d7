//! The bytes behind an open file, mapped or held in memory; large arrays in large pages.

#![allow(unsafe_code)]

use memmap2::Mmap;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Bytes that neither move nor change as long as a clone of this lives.
#[derive(Clone, Debug)]
pub(super) enum Source {
    Map(Arc<Mmap>),
    Memory(Arc<Vec<u8>>),
}

impl Source {
    /// Maps a file.
    pub fn map(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let about = file.metadata()?;
        if about.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if about.len() == 0 {
            return Ok(Self::memory(Vec::new()));
        }
        // SAFETY: the map is private to reading. That nobody changes the file meanwhile is asked of the user, and our own writer only
        // ever replaces files; sections are checked at every use all the same.
        unsafe { Mmap::map(&file) }.map(|map| Self::Map(Arc::new(map)))
    }

    /// Bytes in memory.
    pub fn memory(bytes: Vec<u8>) -> Self {
        Self::Memory(Arc::new(bytes))
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Map(map) => map,
            Self::Memory(bytes) => bytes,
        }
    }
}

/// Asks the system to hold a large array in pages of two megabytes, so that a look at any place of it needs no walk through page tables. A
/// hint: where the system has no such pages, nothing happens.
pub(super) fn in_large_pages<T>(items: &[T]) {
    // Not every C library names it.
    #[cfg(target_os = "linux")]
    const MADV_COLLAPSE: libc::c_int = 25;
    prefer_large_pages(items);
    #[cfg(target_os = "linux")]
    advise(items, MADV_COLLAPSE);
}

/// The same for an array that has hardly been touched yet: it is in large pages from the beginning, and none is copied.
pub(crate) fn prefer_large_pages<T>(items: &[T]) {
    #[cfg(target_os = "linux")]
    advise(items, libc::MADV_HUGEPAGE);
    #[cfg(not(target_os = "linux"))]
    let _ = items;
}

/// Gives memory that was freed back to the system. The allocator of glibc keeps what arrays of up to 32 MB took, once some have been freed;
/// others give it back by themselves.
pub(crate) fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: the function may be called at any time, from any thread; it touches nothing that is in use.
    unsafe {
        libc::malloc_trim(0);
    }
}

#[cfg(target_os = "linux")]
fn advise<T>(items: &[T], advice: libc::c_int) {
    const PAGE: usize = 2 << 20;
    let start = items.as_ptr() as usize;
    let (first, end) = (start.next_multiple_of(PAGE), (start + size_of_val(items)) / PAGE * PAGE);
    if first < end {
        // SAFETY: the pages lie within the array; neither advice changes what they hold or who may touch them.
        unsafe { libc::madvise(first as *mut libc::c_void, end - first, advice) };
    }
}
