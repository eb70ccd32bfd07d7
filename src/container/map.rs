//! The bytes behind an open file: mapped, or held in memory.

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
