//! What the tables put into spellings: a few letters, and what they fold to.

use crate::text::fold::fold;

/// The most bytes of what a piece folds to.
const MOST: usize = 16;

/// Letters of a table's cell.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub text: &'static str,
    folded: [u8; MOST],
    len: u8,
    /// True if it has a letter outside ASCII.
    pub wide: bool,
}

/// Parts the words of a spelling.
pub(super) static SPACE: [Piece; 1] =
    [Piece { text: " ", folded: [b' ', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], len: 1, wide: false }];

impl Piece {
    /// The alternatives of a cell. Longer ones than any table has are left out.
    pub fn read_all(cell: &'static str) -> Vec<Self> {
        cell.split('|').filter_map(Self::new).collect()
    }

    fn new(text: &'static str) -> Option<Self> {
        let letters = fold(text);
        let mut folded = [0; MOST];
        folded.get_mut(..letters.len())?.copy_from_slice(letters.as_bytes());
        Some(Self { text, folded, len: letters.len() as u8, wide: !text.is_ascii() })
    }

    /// What it folds to.
    #[cfg(test)]
    pub fn folded(&self) -> &[u8] {
        &self.folded[..usize::from(self.len)]
    }

    /// Appends what it folds to: a copy of a fixed size is one step.
    #[inline]
    pub fn fold_into(&self, out: &mut Vec<u8>) {
        let end = out.len() + usize::from(self.len);
        out.extend_from_slice(&self.folded);
        out.truncate(end);
    }

    /// Hands over what a stem and it fold to.
    #[inline]
    pub fn with_stem<T>(&self, stem: &[u8], take: impl FnOnce(&[u8]) -> T) -> T {
        let mut word = [0; 64];
        let end = stem.len() + usize::from(self.len);
        if let Some((start, rest)) = word.split_at_mut_checked(stem.len())
            && let Some(ending) = rest.first_chunk_mut()
        {
            start.copy_from_slice(stem);
            *ending = self.folded;
            return take(&word[..end]);
        }
        take(&[stem, &self.folded[..usize::from(self.len)]].concat())
    }
}
