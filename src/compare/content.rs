//! Content words: what a sentence is about, as a small set of hashes.

use crate::text::{Shape, Word};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// Letters of a word that count: so `deploy`, `deployed` and `deployment` are one.
const STEM: usize = 6;

/// Function words and words of reporting that say nothing of what a sentence is about.
const EMPTY: &str = "the a an and or but nor so yet if then than that this these those there here which who whom whose what when where why how \
    of in on at to from by with without within for into onto over under about above below between among against after before since until during \
    through throughout across along around near off out up down toward towards via per as like such is are was were be been being am has have had \
    having do does did will would can could may might must shall should not no it its he his him she her hers they their them we us our you your i \
    my me himself itself themselves also only just even still already more most much many some any all both each every other another same own very \
    too now s t ll re ve d m said say says saying told tell tells stated added according one";

static EMPTY_HASHES: LazyLock<FxHashSet<u64>> = LazyLock::new(|| hashes(EMPTY));

/// The words of a list, folded and hashed.
pub(super) fn hashes(list: &str) -> FxHashSet<u64> {
    crate::text::words::words(list).iter().map(|w| w.hash).collect()
}

/// The stem of a content word as a hash, odd for words with digits; none for a function word.
pub(super) fn stem(text: &str, word: &Word) -> Option<u32> {
    if word.shape.has(Shape::POSSESSIVE) || EMPTY_HASHES.contains(&word.hash) {
        return None;
    }
    if word.shape.has(Shape::DIGIT) {
        return Some(fold_down(word.hash) | 1);
    }
    if word.shape.has(Shape::WIDE) {
        return Some(fold_down(word.hash) & !1);
    }
    let written = word.text(text).as_bytes();
    if written.len() <= STEM {
        // A plural is its singular.
        let cut = usize::from(written.len() > 3 && written.ends_with(b"s") && !written.ends_with(b"ss"));
        return Some(hash(&written[..written.len() - cut]) & !1);
    }
    Some(hash(&written[..STEM]) & !1)
}

/// True for the hash of a word with digits.
pub(super) const fn is_number(stem: u32) -> bool {
    stem & 1 == 1
}

/// The distinct content words of a run of words, in ascending order.
pub(super) fn stems(text: &str, words: &[Word]) -> Vec<u32> {
    let mut out: Vec<u32> = words.iter().filter_map(|w| stem(text, w)).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// How much each content word tells: by the number of documents that hold it (inverse document frequency, Spärck Jones 1972), smoothed so that
/// in a handful of documents all words tell about the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Weights {
    weight: FxHashMap<u32, f32>,
    unknown: f32,
}

impl Weights {
    /// Counts the documents of every content word; each document gives its words once.
    pub(super) fn new<'d>(documents: impl Iterator<Item = Vec<u32>> + 'd) -> Self {
        let mut frequency: FxHashMap<u32, u32> = FxHashMap::default();
        let mut total = 8.0;
        for mut stems in documents {
            stems.sort_unstable();
            stems.dedup();
            total += 1.0;
            for stem in stems {
                *frequency.entry(stem).or_default() += 1;
            }
        }
        let weight = |frequency: u32| (total / frequency as f32).ln().max(0.05);
        Self { weight: frequency.into_iter().map(|(stem, n)| (stem, weight(n))).collect(), unknown: weight(1) }
    }

    /// What one content word tells.
    pub(super) fn of(&self, stem: u32) -> f32 {
        self.weight.get(&stem).copied().unwrap_or(self.unknown)
    }

    /// What a set of content words tells.
    pub(super) fn sum(&self, stems: &[u32]) -> f32 {
        stems.iter().map(|&s| self.of(s)).sum()
    }

    /// How many hashes two ascending lists share, and what those tell.
    pub(super) fn shared(&self, a: &[u32], b: &[u32]) -> (usize, f32) {
        let (mut i, mut j, mut n, mut weight) = (0, 0, 0, 0.0);
        while i < a.len() && j < b.len() {
            match a[i].cmp(&b[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    n += 1;
                    weight += self.of(a[i]);
                    i += 1;
                    j += 1;
                }
            }
        }
        (n, weight)
    }
}

/// FNV-1a over lower-cased ASCII.
fn hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5_u32, |h, b| (h ^ u32::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0193))
}

const fn fold_down(hash: u64) -> u32 {
    (hash ^ (hash >> 32)) as u32
}
