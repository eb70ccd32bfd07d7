//! The kinds of the lines of a page saved whole: the furniture model says which lines belong to the article.

use super::BlockKind;
use super::furniture;
use super::kinds::{Document, LONGEST_TITLE};
use super::profile::{Manner, Profile};

impl Document<'_> {
    /// A page saved whole: the model says which lines belong to the article.
    pub(super) fn page(&self) -> Vec<BlockKind> {
        /// Lines before an article's first in which its title and dateline stand.
        const HEAD: usize = 15;
        let manner = |(i, profile): (usize, &Profile)| Manner::new(self.text, self.words(i), &self.blocks[i], profile);
        let manners: Vec<Manner> = self.profiles.iter().enumerate().map(manner).collect();
        let mut belongs = furniture::belongs(self.profiles, &manners);
        let n = belongs.len();
        // Prose between lines of the article is of the article too.
        for i in 1..n.saturating_sub(1) {
            let (p, m) = (&self.profiles[i], &manners[i]);
            if m.prose && p.words >= 20 && !p.cues.any() && !m.garbled && belongs[i.saturating_sub(3)..n.min(i + 4)].iter().any(|&b| b) {
                belongs[i] = true;
            }
        }
        let mut kinds = vec![BlockKind::Furniture; n];
        let first = belongs.iter().position(|&b| b).unwrap_or(n);
        let last = belongs.iter().rposition(|&b| b).unwrap_or(0);
        for i in 0..n {
            let p = &self.profiles[i];
            if belongs[i] {
                kinds[i] = if self.caption(i) {
                    BlockKind::Caption
                } else if self.dateline(i) {
                    BlockKind::Dateline
                } else if !p.ends && p.words <= 12 && p.words > 0 && !p.quote && belongs.get(i + 1) == Some(&true) && manners[i + 1].prose {
                    BlockKind::Heading
                } else {
                    BlockKind::Body
                };
            } else if i + HEAD >= first && i <= last && self.dateline(i) {
                kinds[i] = BlockKind::Dateline;
            }
        }
        // The title: the longest of the last lines before the article that reads like one.
        let title = (first.saturating_sub(HEAD)..first)
            .filter(|&i| {
                let p = &self.profiles[i];
                kinds[i] == BlockKind::Furniture
                    && (4..=LONGEST_TITLE).contains(&p.words)
                    && !p.cues.any()
                    && !p.picture
                    && !p.dated
                    && !manners[i].garbled
            })
            .max_by_key(|&i| (self.profiles[i].words, i));
        if let Some(title) = title {
            kinds[title] = BlockKind::Headline;
        }
        kinds
    }
}
