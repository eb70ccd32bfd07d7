//! Numbers that a report corrects: the old one is taken back, and updated by the new one, wherever it was given.

use super::answers::is;
use super::aspect::Aspect;
use super::claim::{Claim, Kind};
use super::counted::{class_of, singular};
use super::figure::{Figure, Scope};
use super::matter::{Matter, sense};
use super::pairs::Pair;
use super::sentence::Sentence;
use crate::compare::content::stems;
use crate::extract::Quantity;
use crate::text::Word;
use crate::text::words::words;
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

/// Senses of a statement that is taken back, at least.
pub(super) const LEAST: usize = 2;
/// Words of those who correct, which say nothing of what they take back.
const OF_REPORTS: &str = "earlier version story article report reported edition correction corrects wrote wrongly incorrectly mistakenly stated headline \
    originally number figure error editing";

/// What a number is in a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// It was wrong.
    Wrong,
    /// It stands.
    Right,
}

/// True if a sentence gives the right number: `the correct figure is 35`, or behind a sentence that takes one back `was 17, not 21`.
pub(super) fn sets_right(words: &[Word], behind: bool) -> bool {
    let has = |list: &'static str| words.iter().any(|w| is(list, w));
    has(RIGHT) && has(NUMBERS) || behind && (has("not rather instead") || has(RIGHT))
}

/// True if the sentence right behind one that takes numbers back counts the same again: `Four commanders were listed.`
pub(super) fn counts_again(s: &Sentence<'_>, taken_back: usize, claims: &[Claim]) -> bool {
    let withdrawn = claims.iter().rev().take_while(|c| c.sentence as usize >= taken_back);
    let mut withdrawn = withdrawn.filter_map(|c| if let Kind::Withdrawn(f) = &c.kind { Some(f) } else { None });
    let aspect = aspect(s.text, s.words);
    let counted = |f: &Figure| {
        s.quantities.iter().any(|q| {
            let noun = q.unit.clone().map(class_of);
            q.low.is_some_and(|low| low != f.low) && (noun == f.noun || noun.is_none()) && (aspect == f.aspect || f.aspect.is_none())
        })
    };
    s.index == taken_back + 1 && withdrawn.any(counted)
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

/// What the number of something is a number of: `corrects the number of hospitals to two`.
pub(super) fn counted(text: &str, words: &[Word]) -> Option<String> {
    let of = words.windows(3).find(|three| is(NUMBERS, &three[0]) && is("of", &three[1]))?;
    Some(class_of(singular(of[2].text(text).to_lowercase())))
}

/// The senses of what a sentence takes back: of the words behind `that`, else of all.
pub(super) fn told(s: &Sentence<'_>) -> Vec<u32> {
    let that = s.words.iter().position(|w| is("that", w)).map_or(0, |at| at + 1);
    let told = Matter::of_clause(s.text, &s.words[that..], &s.setting.proper, "").0.senses;
    let of_reports = stems(OF_REPORTS, &words(OF_REPORTS));
    told.iter().copied().filter(|sense| !of_reports.contains(sense)).collect()
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
        measured: false,
        common: false,
        scope: Scope::Whole,
        taken_up: true,
        near: Vec::new(),
        told: Vec::new(),
        bare: false,
        only: false,
        beside: Arc::from([]),
    }
}

/// The corrections among the claims of documents: each wrong number, set against what stands instead; and all claims that are taken back.
pub(super) fn corrections(documents: &[Vec<Claim>]) -> (Vec<Pair>, FxHashSet<(u32, u32)>) {
    let mut given: FxHashMap<u64, Vec<(u32, u32)>> = FxHashMap::default();
    let mut wrong: Vec<((u32, u32), &Claim, &Figure)> = Vec::new();
    let mut shown: Vec<((u32, u32), &Claim, &Figure)> = Vec::new();
    let mut retracted: Vec<((u32, u32), &Claim, &Vec<u32>)> = Vec::new();
    for (d, claims) in (0u32..).zip(documents) {
        for (c, claim) in (0u32..).zip(claims) {
            match &claim.kind {
                Kind::Figure(f) => given.entry(f.low.to_bits()).or_default().push((d, c)),
                Kind::Withdrawn(f) => wrong.push(((d, c), claim, f)),
                Kind::Corrected(f) => shown.push(((d, c), claim, f)),
                Kind::Retracted(senses) => retracted.push(((d, c), claim, senses)),
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
        let mut found = false;
        for &old in given.get(&figure.low.to_bits()).into_iter().flatten() {
            let other = &documents[old.0 as usize][old.1 as usize];
            let Kind::Figure(f) = &other.kind else { continue };
            let same = old.0 == at.0 && other.sentence.abs_diff(claim.sentence) <= BEHIND;
            if one(f, figure) && before((old, other), (at, claim)) && !same && !other.setting.elsewhere(&claim.setting) {
                gone.insert(old);
                pairs.push(Pair { a: old, b: right });
                found = true;
            }
        }
        // The report that it corrects is not at hand.
        if !found && right != at {
            pairs.push(Pair { a: at.min(right), b: at.max(right) });
        }
    }
    for (at, claim, figure) in shown {
        for (d, claims) in (0u32..).zip(documents) {
            for (c, other) in (0u32..).zip(claims) {
                let Kind::Figure(f) = &other.kind else { continue };
                let old = (d, c);
                let other_number = (f.low, f.high) != (figure.low, figure.high) && f.scope == Scope::Whole;
                if other_number
                    && old.0 != at.0
                    && f.noun == figure.noun
                    && f.aspect == figure.aspect
                    && before((old, other), (at, claim))
                    && alike(other, claim)
                {
                    gone.insert(old);
                    pairs.push(Pair { a: old, b: at });
                }
            }
        }
    }
    for (at, claim, senses) in retracted {
        let numbered = pairs
            .iter()
            .any(|pair| pair.b.0 == at.0 && documents[at.0 as usize][pair.b.1 as usize].sentence.abs_diff(claim.sentence) <= BEHIND);
        for (d, claims) in (0u32..).zip(documents) {
            for (c, other) in (0u32..).zip(claims) {
                if !matches!(other.kind, Kind::Assertion { .. })
                    || !before(((d, c), other), (at, claim))
                    || d == at.0 && other.sentence >= claim.sentence
                {
                    continue;
                }
                let told: Vec<u32> = other.stems.iter().map(|&s| sense(s)).collect();
                let shared = senses.iter().filter(|sense| told.contains(sense)).count();
                let names = claim.setting.names.is_empty() || claim.setting.shared_names(&other.setting) >= 1;
                if shared >= LEAST && 4 * shared >= 3 * senses.len() && names && !other.setting.elsewhere(&claim.setting) {
                    gone.insert((d, c));
                    if !numbered {
                        pairs.push(Pair { a: (d, c), b: at });
                    }
                }
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    (pairs, gone)
}

/// True if two figures count the same.
fn one(f: &Figure, figure: &Figure) -> bool {
    f.aspect == figure.aspect && f.aspect.is_some() || f.noun.is_some() && f.noun == figure.noun
}

/// True if a claim was made before another corrected it, and not long before.
fn before((old, other): ((u32, u32), &Claim), (at, claim): ((u32, u32), &Claim)) -> bool {
    match (other.setting.when.published, claim.setting.when.published) {
        (Some(first), Some(second)) => first <= second && second.signed_duration_since(first).num_days().unsigned_abs() <= LATE,
        _ => old < at,
    }
}

/// True if both are of one place, or tell one matter in three words.
fn alike(a: &Claim, b: &Claim) -> bool {
    let shared = a.stems.iter().filter(|s| b.stems.contains(s)).count();
    !a.setting.elsewhere(&b.setting) && (a.setting.share_place(&b.setting) && shared >= 2 || shared >= 3)
}
