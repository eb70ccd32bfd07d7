//! A few bits that tell of most entities that they are not among some.

/// Entities of which one that is among them has its bit set, as a few others may have.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::gazetteer) struct Bits([u64; 16]);

impl Bits {
    /// Adds an entity.
    #[inline]
    pub const fn add(&mut self, entry: u32) {
        self.0[entry as usize / 64 % 16] |= 1 << (entry % 64);
    }

    /// False if the entity is not among them.
    #[inline]
    pub const fn may_hold(&self, entry: u32) -> bool {
        self.0[entry as usize / 64 % 16] >> (entry % 64) & 1 != 0
    }
}

impl<'e> FromIterator<&'e u32> for Bits {
    fn from_iter<I: IntoIterator<Item = &'e u32>>(entries: I) -> Self {
        let mut bits = Self::default();
        entries.into_iter().for_each(|&entry| bits.add(entry));
        bits
    }
}
