//! Which claims are worth comparing: those of one kind that share a rare word. No work grows with the square of their number.

use super::claim::{Claim, Kind};
use crate::compare::content::Weights;
use rustc_hash::FxHashSet;

/// Words of a claim by which it is found: its most telling ones.
const KEYS: usize = 6;
/// Claims of one key that a claim is compared with.
const FIRST: usize = 48;

/// Two claims by document and place in it; the first stands before the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Pair {
    pub a: (u32, u32),
    pub b: (u32, u32),
}

/// Pairs of claims that may differ, in ascending order.
pub(super) fn neighbours(documents: &[Vec<Claim>], weights: &Weights) -> Vec<Pair> {
    let mut index: Vec<(u64, (u32, u32))> = Vec::new();
    for (d, claims) in (0u32..).zip(documents) {
        for (c, claim) in (0u32..).zip(claims) {
            let mut telling: Vec<u32> = claim.stems.clone();
            // Figures and deeds are told in few words: all of them are keys. The rarer word first, the hash decides among equals.
            telling.sort_by(|x, y| weights.of(*y).total_cmp(&weights.of(*x)).then(x.cmp(y)));
            let keys = if matches!(claim.kind, Kind::Figure { .. } | Kind::Event { .. }) { 3 * KEYS } else { 2 * KEYS };
            telling.truncate(keys);
            let class = class(&claim.kind);
            index.extend(telling.into_iter().map(|stem| (class ^ u64::from(stem), (d, c))));
        }
    }
    index.sort_unstable();
    let mut pairs: FxHashSet<Pair> = FxHashSet::default();
    for run in index.chunk_by(|a, b| a.0 == b.0) {
        for (k, &(_, b)) in run.iter().enumerate().skip(1) {
            pairs.extend(run[..k.min(FIRST)].iter().map(|&(_, a)| Pair { a, b }));
        }
    }
    let mut out: Vec<Pair> = pairs.into_iter().collect();
    out.sort_unstable();
    out
}

/// Claims of other classes never differ.
fn class(kind: &Kind) -> u64 {
    let name = match kind {
        Kind::Figure { unit, .. } => unit.as_str(),
        Kind::Event { kind, .. } => kind.as_str(),
        Kind::Denial | Kind::Assertion => "denial",
        Kind::Opinion { .. } => "opinion",
    };
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |h: u64, b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3)) << 32
}
