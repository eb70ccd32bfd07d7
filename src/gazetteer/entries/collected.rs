//! Strings while they are collected: end to end, and those that many entities share once.

use super::entities::Strings;
use super::slots::Slots;
use crate::container::prefer_large_pages;
use crate::error::{Error, Result};
use crate::text::fold::hash_bytes;

/// Longer strings are hardly ever shared, and stand once for each entity.
const LONGEST_SHARED: usize = 64;

/// Strings end to end, growing.
#[derive(Default)]
pub(super) struct Collected {
    text: Vec<u8>,
    /// Where each string ends.
    pub ends: Vec<u32>,
}

/// Strings that many entities share.
#[derive(Default)]
pub(super) struct Shared {
    /// Each once, longer ones each time.
    pub strings: Collected,
    slots: Slots,
    /// The string that was asked for last: most often the next one is the same.
    last: Option<u32>,
}

/// Makes room for so many items more, in large pages.
pub(in crate::gazetteer) fn make_room<T>(items: &mut Vec<T>, more: usize) {
    if items.capacity() - items.len() < more {
        items.reserve(more);
        prefer_large_pages(items.spare_capacity_mut());
    }
}

impl Collected {
    /// Makes room for so many strings more, and for so many bytes of them.
    pub fn reserve(&mut self, strings: usize, bytes: usize) {
        make_room(&mut self.ends, strings);
        make_room(&mut self.text, bytes);
    }

    /// Adds a string; gives its number.
    pub fn push(&mut self, string: &str) -> Result<u32> {
        let number = self.ends.len() as u32;
        self.text.extend_from_slice(string.as_bytes());
        let end = u32::try_from(self.text.len());
        self.ends
            .push(end.map_err(|_| Error::gazetteer("entries", format!("more than {} bytes of text; build several gazetteers", u32::MAX)))?);
        Ok(number)
    }

    /// The bytes of a string.
    pub fn bytes(&self, number: u32) -> &[u8] {
        let start = if number == 0 { 0 } else { self.ends[number as usize - 1] as usize };
        &self.text[start..self.ends[number as usize] as usize]
    }

    /// A string.
    pub fn get(&self, number: u32) -> &str {
        std::str::from_utf8(self.bytes(number)).unwrap_or_default()
    }

    /// The strings, as entities keep them.
    pub fn finish(mut self) -> Strings {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
        Strings { text: self.text.into(), ends: self.ends.into() }
    }
}

impl Shared {
    /// Adds a string; gives its number.
    pub fn push(&mut self, string: &str) -> Result<u32> {
        if string.len() > LONGEST_SHARED {
            return self.strings.push(string);
        }
        if let Some(last) = self.last.filter(|&last| self.strings.bytes(last) == string.as_bytes()) {
            return Ok(last);
        }
        let hash = hash_bytes(string.as_bytes());
        let known = self.slots.find(hash, |number| self.strings.bytes(number) == string.as_bytes());
        let number = match known {
            Some(number) => number,
            None => {
                let number = self.strings.push(string)?;
                self.slots.insert(hash, number);
                number
            }
        };
        self.last = Some(number);
        Ok(number)
    }
}
