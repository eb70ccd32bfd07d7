//! A slice of numbers that is owned, or lies in an open file.

#![allow(unsafe_code)]

use super::map::{Source, in_large_pages};
use std::any::Any;
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// What a section is an array of.
///
/// # Safety
/// Any bit pattern must be a value, there must be no padding, `SIZE` must be the size in memory, and the bytes that [`Plain::write`]
/// appends must be those in memory on a little-endian processor.
pub unsafe trait Plain: Copy + Send + Sync + 'static {
    /// Bytes of one item.
    const SIZE: usize = size_of::<Self>();
    /// One item from its little-endian bytes; zero if there are too few.
    fn read(bytes: &[u8]) -> Self;
    /// Appends the little-endian bytes.
    fn write(&self, out: &mut Vec<u8>);
}

macro_rules! plain {
    ($($number:ty)*) => { $(
        // SAFETY: a number has no padding, and any bits are a value.
        unsafe impl Plain for $number {
            fn read(bytes: &[u8]) -> Self {
                bytes.first_chunk().map_or(0, |bytes| Self::from_le_bytes(*bytes))
            }
            fn write(&self, out: &mut Vec<u8>) {
                out.extend(self.to_le_bytes());
            }
        }
    )* };
}

plain!(u8 u32 u64);

/// A cache line: twice eight numbers.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C, align(64))]
pub struct Line(pub [[u32; 8]; 2]);

// SAFETY: sixteen numbers of four bytes fill the alignment, and any bits are a value.
unsafe impl Plain for Line {
    fn read(bytes: &[u8]) -> Self {
        let mut line = [[0; 8]; 2];
        for (number, bytes) in line.as_flattened_mut().iter_mut().zip(bytes.chunks(4)) {
            *number = u32::read(bytes);
        }
        Self(line)
    }

    fn write(&self, out: &mut Vec<u8>) {
        self.0.as_flattened().iter().for_each(|number| number.write(out));
    }
}

/// The little-endian bytes of items: in place where that is how they lie in memory.
pub(super) fn bytes<T: Plain>(items: Cow<'_, [T]>) -> Cow<'_, [u8]> {
    match items {
        Cow::Borrowed(items) if cfg!(target_endian = "little") => {
            // SAFETY: items have no padding, and on a little-endian processor their bytes are those to be written (see [`Plain`]).
            Cow::Borrowed(unsafe { std::slice::from_raw_parts(items.as_ptr().cast(), size_of_val(items)) })
        }
        items => {
            let mut bytes = Vec::with_capacity(items.len() * T::SIZE);
            items.iter().for_each(|item| item.write(&mut bytes));
            Cow::Owned(bytes)
        }
    }
}

/// A cache line: four times two numbers.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C, align(64))]
pub struct Wide(pub [[u64; 2]; 4]);

// SAFETY: eight numbers of eight bytes fill the alignment, and any bits are a value.
unsafe impl Plain for Wide {
    fn read(bytes: &[u8]) -> Self {
        let mut line = [[0; 2]; 4];
        for (number, bytes) in line.as_flattened_mut().iter_mut().zip(bytes.chunks(8)) {
            *number = u64::read(bytes);
        }
        Self(line)
    }

    fn write(&self, out: &mut Vec<u8>) {
        self.0.as_flattened().iter().for_each(|number| number.write(out));
    }
}

/// A slice that is owned, or lies in an open file; cheap to clone, as fast as a slice to read.
#[derive(Clone)]
pub struct Flat<T> {
    at: *const T,
    len: usize,
    /// Keeps the memory behind `at` where it is.
    owner: Arc<dyn Any + Send + Sync>,
    items: PhantomData<T>,
}

// SAFETY: the items are only ever read, and their owner may be shared between threads.
unsafe impl<T: Plain> Send for Flat<T> {}
// SAFETY: as above.
unsafe impl<T: Plain> Sync for Flat<T> {}

impl<T: Plain> Flat<T> {
    /// A range of `source` in place; a copy where the processor is big-endian or the range does not lie at a multiple of the items'
    /// alignment. Bytes behind the last whole item are left out.
    pub(super) fn of(source: &Source, range: Range<usize>) -> Self {
        let bytes = source.bytes().get(range).unwrap_or_default();
        if cfg!(target_endian = "big") || bytes.as_ptr().align_offset(align_of::<T>()) != 0 {
            return bytes.chunks_exact(T::SIZE).map(T::read).collect::<Vec<T>>().into();
        }
        let owner: Arc<dyn Any + Send + Sync> = match source {
            Source::Map(map) => map.clone(),
            Source::Memory(bytes) => bytes.clone(),
        };
        Self { at: bytes.as_ptr().cast(), len: bytes.len() / T::SIZE, owner, items: PhantomData }
    }
}

impl<T: Plain> From<Vec<T>> for Flat<T> {
    fn from(items: Vec<T>) -> Self {
        in_large_pages(&items);
        let items = Arc::new(items);
        Self { at: items.as_ptr(), len: items.len(), owner: items, items: PhantomData }
    }
}

impl<T: Plain> Default for Flat<T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<T: Plain> Deref for Flat<T> {
    type Target = [T];

    #[inline(always)]
    fn deref(&self) -> &[T] {
        // SAFETY: `at` is aligned and has `len` items behind it (checked in `of`, given by `Vec` in `from`), any bits are a value, and
        // the owner, which we hold, neither moves nor changes them.
        unsafe { std::slice::from_raw_parts(self.at, self.len) }
    }
}

impl<T: Plain + PartialEq> PartialEq for Flat<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T> fmt::Debug for Flat<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let _ = &self.owner;
        write!(f, "Flat({} items)", self.len)
    }
}
