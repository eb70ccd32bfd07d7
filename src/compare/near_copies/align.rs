//! What two documents share: passages word for word, sentences reworded, quotations.

use super::fingerprint::{Fingerprint, Mark, Unit};
use crate::compare::content::Weights;
use crate::span::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// Shared text in two documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shared {
    pub a: Span,
    pub b: Span,
}

/// Places of one hash that are remembered.
const PLACES: usize = 4;
/// Bytes that two passages may stand apart and still be one.
const GAP: u32 = 160;
/// A content word that more sentences hold does not propose any.
const COMMON: usize = 12;

/// Passages that two documents share word for word, in the order of the second, and the bytes they cover in the shorter.
pub(super) fn passages(a: &Fingerprint, b: &Fingerprint) -> (Vec<Shared>, u32) {
    let mut places: FxHashMap<u64, Vec<&Mark>> = FxHashMap::default();
    for mark in &a.marks {
        let list = places.entry(mark.hash).or_default();
        if list.len() < PLACES {
            list.push(mark);
        }
    }
    let mut runs: Vec<Shared> = Vec::new();
    for mark in &b.marks {
        let Some(places) = places.get(&mark.hash) else { continue };
        let run = runs.last_mut().filter(|run| mark.span.start <= run.b.end + GAP);
        let goes_on = run.and_then(|run| {
            let next = places.iter().find(|m| m.span.start >= run.a.start && m.span.start <= run.a.end + GAP)?;
            Some((run, next.span))
        });
        match goes_on {
            Some((run, place)) => {
                run.a.end = run.a.end.max(place.end);
                run.b.end = run.b.end.max(mark.span.end);
            }
            None => runs.push(Shared { a: places[0].span, b: mark.span }),
        }
    }
    // A passage must be longer than a turn of phrase.
    runs.retain(|run| run.a.len().min(run.b.len()) >= 40);
    // Only the shingles of the shorter one that stand in the other count, not the gaps that a passage bridges.
    let (shorter, longer) = if a.bytes <= b.bytes { (a, b) } else { (b, a) };
    let held: FxHashSet<u64> = longer.marks.iter().map(|m| m.hash).collect();
    let (mut end, mut bytes) = (0, 0);
    for span in shorter.marks.iter().filter(|m| held.contains(&m.hash)).map(|m| m.span) {
        bytes += span.end.saturating_sub(span.start.max(end));
        end = end.max(span.end);
    }
    (runs, bytes)
}

/// Pairs of units (sentences, quotations) that share most of their content words, with those of the second document in order.
///
/// `enough` is the share of what the smaller one's content words tell, `least` their number.
pub(super) fn reworded<'p>(
    a: (&'p Fingerprint, &'p [Unit]),
    b: (&'p Fingerprint, &'p [Unit]),
    weights: &Weights,
    enough: f32,
    least: usize,
) -> Vec<(&'p Unit, &'p Unit)> {
    let mut holders: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (i, unit) in (0u32..).zip(a.1) {
        for &stem in a.0.stems(unit) {
            let list = holders.entry(stem).or_default();
            if list.len() <= COMMON {
                list.push(i);
            }
        }
    }
    let mut votes: FxHashMap<u32, u32> = FxHashMap::default();
    let mut out = Vec::new();
    for unit in b.1 {
        let stems = b.0.stems(unit);
        if stems.len() < least {
            continue;
        }
        votes.clear();
        for list in stems.iter().filter_map(|s| holders.get(s)).filter(|l| l.len() <= COMMON) {
            for &i in list {
                *votes.entry(i).or_default() += 1;
            }
        }
        let mut proposed: Vec<(u32, u32)> = votes.iter().map(|(&i, &n)| (n, i)).collect();
        proposed.sort_unstable_by_key(|&(n, i)| (std::cmp::Reverse(n), i));
        let told = weights.sum(stems);
        let best = proposed.iter().take(3).filter_map(|&(_, i)| {
            let other = &a.1[i as usize];
            let (common, weight) = weights.shared(a.0.stems(other), stems);
            let other_told = weights.sum(a.0.stems(other));
            // A short sentence inside a long one is no rewording of it.
            let alike = common >= least && weight >= enough * told.min(other_told) && weight >= 0.6 * enough * told.max(other_told);
            alike.then_some((common, other))
        });
        if let Some((_, other)) = best.max_by_key(|(common, other)| (*common, std::cmp::Reverse(other.span))) {
            out.push((other, unit));
        }
    }
    out
}
