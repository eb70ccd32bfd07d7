//! Claims of different documents, or of different sources in one, that do not go together.
//!
//! Three rules, each of which rather leaves out than floods: figures of one unit in sentences that tell the same; denials beside what they
//! deny; judgements that somebody stands for in one document and nobody in another. What sentences tell is compared by their names and
//! content words, weighted by their rarity among all claims.

mod claim;
mod pairs;

pub use claim::{Claim, claims};

use super::content::Weights;
use claim::Kind;
use pairs::{Pair, neighbours};
use rustc_hash::FxHashSet;

/// How two claims differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Both cannot be so.
    Contradicts,
    /// One denies the other.
    Denies,
    /// Rounded or compatible.
    Differs,
    /// An opinion sourced in one document and narrated in another.
    LostAttribution,
}

impl Relation {
    /// The label used in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Contradicts => "contradicts",
            Self::Denies => "denies",
            Self::Differs => "differs",
            Self::LostAttribution => "lost_attribution",
        }
    }
}

/// Two claims of two documents (or of two sources in one) that differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// What both are about.
    pub topic: String,
    /// How they differ.
    pub relation: Relation,
    /// Index of the first document and of its claim.
    pub a: (u32, u32),
    /// Index of the second document and of its claim.
    pub b: (u32, u32),
}

/// Share of the smaller sentence's telling words that two figures' sentences must share; half of it where they share two names.
const SAME_FIGURE: f32 = 0.35;
/// Share of a denial's telling words that the denied sentence must hold.
const SAME_DEED: f32 = 0.4;
/// Share of a judgement's telling words that make another its repetition.
const SAME_OPINION: f32 = 0.6;

/// All conflicts among the claims of documents, in order. Of pairs that say the same of the same sources only the first is given.
pub fn conflicts(documents: &[Vec<Claim>]) -> Vec<Conflict> {
    let weights = Weights::new(documents.iter().flatten().map(|c| c.stems.clone()));
    let mut seen: FxHashSet<(Relation, [(String, String); 2])> = FxHashSet::default();
    let mut out = Vec::new();
    for pair in neighbours(documents, &weights) {
        let (a, b) = (&documents[pair.a.0 as usize][pair.a.1 as usize], &documents[pair.b.0 as usize][pair.b.1 as usize]);
        let Some(relation) = relation(a, b, &pair, &weights) else { continue };
        let side = |c: &Claim, doc: u32| {
            (c.source.clone().filter(|s| s != "narrator").unwrap_or_else(|| format!("#{doc}")), format!("{}{}", c.topic, c.value))
        };
        let mut sides = [side(a, pair.a.0), side(b, pair.b.0)];
        sides.sort();
        if relation == Relation::LostAttribution || seen.insert((relation, sides)) {
            out.push(Conflict { topic: topic(a, b), relation, a: pair.a, b: pair.b });
        }
    }
    out.sort_by_key(|c| (c.a, c.b, c.relation));
    out.dedup();
    out
}

/// How two claims with much in common differ, if they do.
fn relation(a: &Claim, b: &Claim, pair: &Pair, weights: &Weights) -> Option<Relation> {
    let other_voice = pair.a.0 != pair.b.0 || a.source != b.source;
    if !other_voice || dates_apart(a, b) {
        return None;
    }
    let names = shared_names(a, b).count();
    let (words, told) = weights.shared(&a.stems, &b.stems);
    let (told_a, told_b) = (weights.sum(&a.stems), weights.sum(&b.stems));
    let of_smaller = told / told_a.min(told_b).max(1.0);
    match (&a.kind, &b.kind) {
        (Kind::Figure { low, high, rounded, .. }, Kind::Figure { low: low_b, high: high_b, rounded: rounded_b, .. }) => {
            // Small numbers count all sorts of things of the same people.
            let small = high.max(*high_b) < 10.0;
            let enough = if names >= 2 && !small { SAME_FIGURE / 2.0 } else { SAME_FIGURE };
            if names == 0 || words < 4 || of_smaller < enough || (low == low_b && high == high_b) {
                return None;
            }
            let slack = |rounded: bool| if rounded { 0.1 } else { 0.02 };
            let (s, t) = (slack(*rounded), slack(*rounded_b));
            let meet = low * (1.0 - s) <= high_b * (1.0 + t) && low_b * (1.0 - t) <= high * (1.0 + s);
            Some(if meet { Relation::Differs } else { Relation::Contradicts })
        }
        (Kind::Event { kind, actor, denied }, Kind::Event { kind: kind_b, actor: actor_b, denied: denied_b }) => {
            (kind == kind_b && actor == actor_b && denied != denied_b && (names >= 2 || words >= 3) && of_smaller >= 0.2)
                .then_some(Relation::Denies)
        }
        (Kind::Denial, Kind::Assertion) | (Kind::Assertion, Kind::Denial) => {
            let told_by_denial = if a.kind == Kind::Denial { told_a } else { told_b };
            (a.source != b.source && names >= 1 && words >= 4 && told >= SAME_DEED * told_by_denial).then_some(Relation::Denies)
        }
        (Kind::Opinion { sourced }, Kind::Opinion { sourced: sourced_b }) => {
            (pair.a.0 != pair.b.0 && sourced != sourced_b && words >= 4 && of_smaller >= SAME_OPINION).then_some(Relation::LostAttribution)
        }
        _ => None,
    }
}

/// True if both sentences name a time and one is no part of the other.
fn dates_apart(a: &Claim, b: &Claim) -> bool {
    match (&a.date, &b.date) {
        (Some(a), Some(b)) if !a.contains('/') && !b.contains('/') => !a.starts_with(b.as_str()) && !b.starts_with(a.as_str()),
        _ => false,
    }
}

/// The names that both sentences hold.
fn shared_names<'c>(a: &'c Claim, b: &'c Claim) -> impl Iterator<Item = &'c str> {
    a.names.iter().filter(|n| b.names.binary_search_by(|m| m.0.cmp(&n.0)).is_ok()).map(|n| n.1.as_str())
}

/// What both are about: the unit or the deed, and the names they share.
fn topic(a: &Claim, b: &Claim) -> String {
    let names: Vec<&str> = shared_names(a, b).take(3).collect();
    let head = match &a.kind {
        Kind::Figure { unit, .. } => unit.as_str(),
        Kind::Event { kind, .. } => kind.as_str(),
        Kind::Denial | Kind::Assertion => "denial",
        Kind::Opinion { .. } => "opinion",
    };
    if names.is_empty() { head.to_owned() } else { format!("{head}: {}", names.join(", ")) }
}
