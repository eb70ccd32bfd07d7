//! Numbers that a report corrects: the old one is taken back, and updated by the new one, wherever it was given.

use super::answers::is;
use super::aspect::Aspect;
use super::claim::{Claim, Kind};
use super::counted::class_of;
use super::figure::{Figure, Scope};
use super::pairs::Pair;
use crate::extract::Quantity;
use crate::text::Word;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Sentences behind one that takes a number back in which the new one may stand.
pub(super) const BEHIND: u32 = 2;
/// Days that a correction may come late.
const LATE: u64 = 14;
/// Words that say which number is right.
const RIGHT: &str = "correct corrected actual fact";
/// What is numbered there.
const NUMBERS: &str = "figure number toll count total";

/// What a number is in a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// It was wrong.
    Wrong,
    /// It stands.
    Right,
}

/// True if a sentence gives the right number: `the correct figure is 35`, or behind a sentence that takes one back `was 17, not 21`.
pub(super) fn sets_right(text: &str, words: &[Word], behind: bool) -> bool {
    let has = |list: &str| words.iter().any(|w| is(list, text, w));
    has(RIGHT) && has(NUMBERS) || behind && (has("not rather instead") || has(RIGHT))
}

/// What each number of a sentence is that takes back or sets right.
pub(super) fn given(text: &str, words: &[Word], quantities: &[Quantity], takes_back: bool) -> Vec<Given> {
    let contrast = |q: &Quantity| {
        let first = words.partition_point(|w| w.end <= q.span.start);
        let before = |n: usize| first.checked_sub(n).map(|i| words[i].text(text).to_ascii_lowercase()).unwrap_or_default();
        before(1) == "not" || matches!((before(2).as_str(), before(1).as_str()), ("rather", "than") | ("instead", "of") | ("not", _))
    };
    let parts: Vec<bool> = quantities.iter().map(contrast).collect();
    let any = parts.contains(&true);
    let of = |wrong: bool| if wrong || takes_back && !any { Given::Wrong } else { Given::Right };
    parts.into_iter().map(of).collect()
}

/// What befell those whom a correction counts: told in its own sentences.
pub(super) fn aspect(text: &str, words: &[Word]) -> Option<Aspect> {
    let told = |w: &Word| Aspect::told_by(&w.text(text).to_ascii_lowercase()).filter(|a| *a != Aspect::Present);
    words.iter().find_map(told).or_else(|| words.iter().any(|w| w.text(text) == "toll").then_some(Aspect::Dead))
}

/// The number of a correction as a figure.
pub(super) fn figure(q: &Quantity, aspect: Option<Aspect>) -> Figure {
    Figure {
        noun: q.unit.clone().map(class_of),
        aspect,
        owner: None,
        low: q.low.unwrap_or(f64::NEG_INFINITY),
        high: q.high.unwrap_or(f64::INFINITY),
        rounded: false,
        common: false,
        scope: Scope::Whole,
        taken_up: true,
        near: Vec::new(),
        told: Vec::new(),
        only: false,
        beside: Arc::from([]),
    }
}

/// The corrections among the claims of documents: each wrong number, set against what stands instead; and all claims that are taken back.
pub(super) fn corrections(documents: &[Vec<Claim>]) -> (Vec<Pair>, FxHashSet<(u32, u32)>) {
    let mut given: FxHashMap<u64, Vec<(u32, u32)>> = FxHashMap::default();
    let mut wrong: Vec<((u32, u32), &Claim, &Figure)> = Vec::new();
    for (d, claims) in (0u32..).zip(documents) {
        for (c, claim) in (0u32..).zip(claims) {
            match &claim.kind {
                Kind::Figure(f) => given.entry(f.low.to_bits()).or_default().push((d, c)),
                Kind::Withdrawn(f) => wrong.push(((d, c), claim, f)),
                _ => {}
            }
        }
    }
    let (mut pairs, mut gone) = (Vec::new(), FxHashSet::default());
    for (at, claim, figure) in wrong {
        let right = |other: &Claim| {
            let near = other.sentence.abs_diff(claim.sentence) <= BEHIND;
            near && matches!(&other.kind, Kind::Figure(f) if f.taken_up && f.aspect == figure.aspect && f.low != figure.low)
        };
        let right = documents[at.0 as usize].iter().position(right).map_or(at, |c| (at.0, c as u32));
        for &old in given.get(&figure.low.to_bits()).into_iter().flatten() {
            let other = &documents[old.0 as usize][old.1 as usize];
            let Kind::Figure(f) = &other.kind else { continue };
            let one = f.aspect == figure.aspect && f.aspect.is_some() || f.noun.is_some() && f.noun == figure.noun;
            let before = match (other.setting.when.published, claim.setting.when.published) {
                (Some(first), Some(second)) => first <= second && second.signed_duration_since(first).num_days().unsigned_abs() <= LATE,
                _ => old < at,
            };
            let same = old.0 == at.0 && other.sentence.abs_diff(claim.sentence) <= BEHIND;
            if one && before && !same && !other.setting.elsewhere(&claim.setting) {
                gone.insert(old);
                pairs.push(Pair { a: old, b: right });
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    (pairs, gone)
}
