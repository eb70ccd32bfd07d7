//! Which claims are worth comparing: those of one class that share a place, an actor or a telling word. No work grows with the square
//! of their number.

use super::claim::{Actor, Claim, Kind};
use super::counted::is_material;
use super::matter::{is_shared, sense};
use super::opposite::About;
use super::setting::Side;
use super::shares;
use crate::compare::content::Weights;
use rustc_hash::{FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};

/// Words of a claim by which it is found: its most telling ones.
const KEYS: usize = 12;
/// Names by which an account is found.
const NAMES: usize = 4;
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
            keys(claim, d, weights, |key| index.push((key, (d, c))));
        }
    }
    index.sort_unstable();
    let mut pairs: FxHashSet<Pair> = FxHashSet::default();
    let (mut replies, mut others) = (Vec::new(), Vec::new());
    for run in index.chunk_by(|a, b| a.0 == b.0) {
        replies.clear();
        others.clear();
        for &(_, at) in run {
            match part(&documents[at.0 as usize][at.1 as usize].kind) {
                Part::Either => {
                    let from: usize = others.len().saturating_sub(FIRST);
                    pairs.extend(others[from..].iter().filter(|&&a| a != at).map(|&a| Pair { a, b: at }));
                    others.push(at);
                }
                Part::Reply => replies.push(at),
                Part::Told => others.push(at),
            }
        }
        for &reply in &replies {
            // The nearest before and after it in the order of documents.
            let here = others.partition_point(|&o| o < reply);
            let near = &others[here.saturating_sub(FIRST)..(here + FIRST).min(others.len())];
            pairs.extend(near.iter().map(|&other| Pair { a: other.min(reply), b: other.max(reply) }));
        }
    }
    for (d, claims) in (0u32..).zip(documents) {
        for (c, claim) in (0u32..).zip(claims) {
            if let Kind::Denial { answers: Some(a) } | Kind::Rejoinder { answers: a, .. } = claim.kind {
                pairs.insert(Pair { a: (d, a), b: (d, c) });
            }
        }
    }
    let mut out: Vec<Pair> = pairs.into_iter().collect();
    out.sort_unstable();
    out
}

/// What a claim can be in a pair.
enum Part {
    /// Set against any other of its class.
    Either,
    /// A denial, or a judgement that somebody stands for: set against what is told.
    Reply,
    /// Set against replies alone.
    Told,
}

fn part(kind: &Kind) -> Part {
    match kind {
        Kind::Figure(_) | Kind::Charge(_) | Kind::Culprit(_) | Kind::Withdrawn(_) | Kind::State(_) | Kind::Hour(_) | Kind::Day(_) => {
            Part::Either
        }
        Kind::Denial { .. } | Kind::Rejoinder { .. } | Kind::Deed { denied: true, .. } | Kind::Opinion { sourced: true } => Part::Reply,
        Kind::Account(account) if account.negated.is_some() => Part::Reply,
        Kind::Account(_)
        | Kind::Corrected(_)
        | Kind::Retracted(_)
        | Kind::Assertion { .. }
        | Kind::Reported
        | Kind::Deed { .. }
        | Kind::Opinion { .. } => Part::Told,
    }
}

/// The keys of one claim: claims without a common one never differ.
fn keys(claim: &Claim, document: u32, weights: &Weights, mut push: impl FnMut(u64)) {
    let setting = &claim.setting;
    let grounds = || setting.own.iter().map(AsRef::as_ref).chain(setting.near.iter().map(|n| n.0.as_ref()));
    let (class, words) = match &claim.kind {
        Kind::Figure(figure) => {
            if let Some(aspect) = figure.aspect {
                grounds().for_each(|g| push(key((aspect, g))));
                // Not every village is listed.
                setting.place_words.iter().for_each(|word| push(key((aspect, word))));
            }
            if let Some(owner) = figure.owner.filter(|_| figure.is_force()) {
                push(key(("force", owner)));
            }
            if let Some(noun) = figure.noun.as_deref().filter(|n| is_material(n)) {
                push(key(("material", noun, figure.owner)));
            }
            if shares::is_share(figure) && claim.is_told_by_somebody() {
                figure.near.iter().for_each(|word| push(key(("share", word))));
            }
            if figure.common {
                return;
            }
            // What two say right after each other, in whatever words.
            [0, 1].iter().for_each(|next| push(key(("figures", document, claim.sentence + next))));
            // Figures of no known aspect are told in few words: all of them are keys.
            (figure.noun.as_deref().unwrap_or(""), KEYS)
        }
        Kind::Deed { kind, actor, .. } => {
            match actor {
                Actor::Side(side) => push(key((kind.as_str(), home(*side)))),
                Actor::Other(id) => push(key((kind.as_str(), id.as_str()))),
            }
            return;
        }
        Kind::Charge(charge) => {
            let sides = claim.side.map(|side| (side.min(charge.doer), side.max(charge.doer)));
            sides.into_iter().for_each(|sides| push(key(("crossed", charge.kind.as_str(), sides))));
            return;
        }
        Kind::State(state) => {
            state.of.iter().for_each(|name| push(key(("state", state.class, &*name.0))));
            if state.about == About::Place {
                setting.place_words.iter().for_each(|word| push(key(("place", state.class, word))));
            }
            // Two sentences side by side speak of one, whatever they call it.
            [0, 1].iter().for_each(|next| push(key(("beside", state.class, document, claim.sentence + next))));
            return;
        }
        Kind::Day(day) => {
            push(key(("day", day.kind.as_str(), day.of.as_str())));
            return;
        }
        // Found by its number, and by the sentence that it answers or stands in.
        Kind::Withdrawn(_) | Kind::Corrected(_) | Kind::Retracted(_) | Kind::Reported | Kind::Rejoinder { .. } => return,
        Kind::Account(account) => {
            // What is negated and what is told of one place.
            let senses = account.negated.as_ref().map_or(&account.told[..], |negated| &negated.senses);
            let told = if account.real || account.negated.is_some() { &senses[..senses.len().min(KEYS)] } else { &[] };
            let placed = !setting.own.is_empty() || !setting.place_words.is_empty();
            // Without a place, two of them of which one tells a deed, or one and whom it names.
            let loose = !placed || account.negated.is_some();
            for (n, first) in told.iter().enumerate().filter(|_| loose) {
                let deed = |second: &&u32| is_shared(*first) || is_shared(**second);
                told[n + 1..].iter().filter(deed).for_each(|second| push(key(("accounts", first, second))));
            }
            for &sense in told {
                if loose && setting.names.len() > 1 {
                    setting.names.iter().take(NAMES).for_each(|name| push(key(("accounts", &*name.0, sense))));
                }
                setting.own.iter().for_each(|place| push(key(("account", &**place, sense))));
                setting.place_words.iter().for_each(|word| push(key(("account", word, sense))));
            }
            return;
        }
        Kind::Culprit(told) => {
            setting.own.iter().for_each(|place| push(key(("culprit", &**place, told.0.harm))));
            setting.place_words.iter().for_each(|word| push(key(("culprit", word, told.0.harm))));
            return;
        }
        // Few give the hour of anything.
        Kind::Hour(_) => ("hour", claim.stems.len()),
        Kind::Denial { .. } if !claim.denies => return,
        Kind::Denial { .. } => {
            // Whom a charge is brought against, and the sense of what is denied, find it whatever its words are.
            claim.side.iter().for_each(|&side| push(key(("charge", side))));
            claim.matter.senses.iter().for_each(|&s| push(key(("denial", s))));
            ("denial", KEYS)
        }
        Kind::Assertion { accuses, .. } => {
            setting.sides.iter().filter(|_| *accuses).for_each(|&side| push(key(("charge", side))));
            claim.stems.iter().filter(|&&s| sense(s) != s).for_each(|&s| push(key(("denial", sense(s)))));
            ("denial", KEYS)
        }
        Kind::Opinion { .. } => ("opinion", KEYS),
    };
    let mut telling: Vec<u32> = claim.stems.to_vec();
    // The rarer word first, the hash decides among equals.
    telling.sort_by_cached_key(|&x| (std::cmp::Reverse(weights.of(x).to_bits()), x));
    telling.into_iter().take(words).for_each(|stem| push(key((class, stem))));
}

/// The state of a side, or in which it is at home.
fn home(side: Side) -> Side {
    match side {
        Side::Group(_, Some(home)) => Side::State(home),
        _ => side,
    }
}

fn key(of: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    of.hash(&mut hasher);
    hasher.finish()
}
