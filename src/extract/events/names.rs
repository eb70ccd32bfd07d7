//! Which name a word of a sentence belongs to.

use super::Scene;

impl Scene<'_> {
    /// The name that word `i` belongs to.
    pub(super) fn named(&self, i: usize) -> Option<usize> {
        let word = self.words.get(i)?;
        let next = self.mentions.partition_point(|m| m.span.end <= word.start);
        self.mentions.get(next).filter(|m| m.span.start <= word.start).map(|_| next)
    }
}
