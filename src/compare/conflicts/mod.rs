//! Claims of different documents, or of different sources in one, that do not go together.
//!
//! Thirteen rules, each of which rather leaves out than floods. *Figures* differ that count the same: one kind of people or things, one fate (killed,
//! massed, shot down …), one owner, one place, one time; figures of which no fate is known differ in sentences that are otherwise the same.
//! A *deed* that its doer's side denies is set against the reports that it happened. A *denial* answers the charge that stands before it, and
//! charges of other documents, where they share its matter. *Blame* that two sides put on each other for one deed cannot be so on both
//! sides. *States of affairs* that shut each other out, such as captured and free, are set against each other
//! where two sources tell them of one person, place or matter. A *report* that a sentence tells in order to deny it is one side of a conflict, the
//! denial the other. A *rejoinder* goes against what was said right before it without a word of denial. An *account* that one speaker of a
//! sentence negates, or in which he makes another the *culprit*, is set against the other's, in whatever order they stand. *Hours* and *days* of one deed differ. A number or a statement that a report *corrects* is updated by what stands instead, and is no
//! claim any more. A *judgement* that somebody stands for in one document and nobody in another has lost its attribution.
//! States are compared by ISO code, with their adjectives, capitals, governments and forces; armed groups by their id.

mod accounts;
mod answers;
mod aspect;
mod blame;
mod camps;
mod claim;
mod contrast;
mod correction;
mod counted;
mod counting;
mod dated;
mod days;
mod figure;
mod gather;
mod hours;
mod matter;
mod measures;
mod negation;
mod none;
mod opposite;
mod pairs;
mod passage;
mod rejoinder;
mod relate;
mod reported;
mod scope;
mod sentence;
mod setting;
mod shares;
mod signs;
mod told;
mod topics;
mod unlisted;

pub use claim::Claim;
pub use gather::claims;

use super::content::Weights;
use crate::extract::{Event, Quantity, Statement, Time};
use crate::gazetteer::{Gazetteer, Mention};
use crate::text::Outline;
use chrono::NaiveDate;
use claim::Kind;
use pairs::{Pair, neighbours};
use rustc_hash::{FxHashMap, FxHashSet};

/// The layers of one document that claims are read from.
#[derive(Clone, Copy, Debug)]
pub struct Layers<'a> {
    /// Words, blocks, sentences.
    pub outline: &'a Outline<'a>,
    /// The list that names states by their codes.
    pub gazetteer: Option<&'a Gazetteer>,
    /// The day on which the document was published.
    pub published: Option<NaiveDate>,
    /// Names.
    pub mentions: &'a [Mention<'a>],
    /// One for each sentence.
    pub statements: &'a [Statement],
    /// Who did what to whom.
    pub events: &'a [Event],
    /// Dates and periods.
    pub times: &'a [Time],
    /// Numbers with their units.
    pub quantities: &'a [Quantity],
}

/// How two claims differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Both cannot be so.
    Contradicts,
    /// One denies the other.
    Denies,
    /// Rounded or compatible.
    Differs,
    /// The later report gives a higher number of what has grown since, or of which more is known.
    Updates,
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
            Self::Updates => "updates",
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

/// Assertions that one denial is set against, at most; and the other way round.
const PER_DENIAL: u32 = 3;

/// All conflicts among the claims of documents, in order. Of pairs that say the same of the same sources only the closest is given.
pub fn conflicts(documents: &[Vec<Claim>]) -> Vec<Conflict> {
    let weights = Weights::new(documents.iter().flatten().map(|c| c.stems.to_vec()));
    let claim = |at: (u32, u32)| &documents[at.0 as usize][at.1 as usize];
    let (corrected, gone) = correction::corrections(documents);
    let mut found: Vec<(Pair, Relation, u32)> = neighbours(documents, &weights)
        .into_iter()
        .filter(|pair| !gone.contains(&pair.a) && !gone.contains(&pair.b))
        .filter_map(|pair| relate::relate(claim(pair.a), claim(pair.b), &pair, &weights).map(|(relation, close)| (pair, relation, close)))
        .collect();
    found.sort_by_key(|&(pair, relation, close)| (std::cmp::Reverse(close), pair, relation));
    let mut seen: FxHashSet<(Relation, [(String, String); 2])> = FxHashSet::default();
    let mut denials: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    let mut answered: FxHashSet<(Relation, [(u32, u32); 2])> = FxHashSet::default();
    let mut kept = Vec::new();
    for (pair, relation, _) in found {
        let mut sides = [side(claim(pair.a), pair.a.0), side(claim(pair.b), pair.b.0)];
        sides.sort();
        if relation != Relation::LostAttribution && !seen.insert((relation, sides)) {
            continue;
        }
        let sentences = [pair.a, pair.b].map(|at| (at.0, claim(at).sentence));
        // A sentence may tell of what it charges in two events.
        let charged =
            matches!(claim(pair.a).kind, Kind::Charge(_) | Kind::Culprit(_)) || matches!(claim(pair.b).kind, Kind::Rejoinder { .. });
        if (charged || relation == Relation::Denies) && !answered.insert((relation, sentences)) {
            continue;
        }
        if relation == Relation::Denies {
            if sentences.iter().any(|s| denials.get(s).is_some_and(|&n| n >= PER_DENIAL)) {
                continue;
            }
            sentences.into_iter().for_each(|s| *denials.entry(s).or_default() += 1);
        }
        kept.push((pair, relation));
    }
    // Nobody against somebody is told once, by the numbers.
    let sentences = |pair: &Pair| [pair.a, pair.b].map(|at| (at.0, claim(at).sentence));
    let counted: FxHashSet<_> = kept.iter().filter(|k| k.1 != Relation::Denies).map(|k| sentences(&k.0)).collect();
    kept.retain(|(pair, relation)| {
        *relation != Relation::Denies || !matches!(claim(pair.a).kind, Kind::Account(_)) || !counted.contains(&sentences(pair))
    });
    kept.sort_unstable();
    let topics = topics::topics(&kept, documents);
    let conflict = |((pair, relation), topic): ((Pair, Relation), String)| Conflict { topic, relation, a: pair.a, b: pair.b };
    let mut out: Vec<Conflict> = kept.into_iter().zip(topics).map(conflict).collect();
    let correction = |pair: Pair| {
        let told = if matches!(claim(pair.b).kind, Kind::Retracted(_)) { claim(pair.b) } else { claim(pair.a) };
        let head = told.head();
        let topic = format!("correction: {}", head.unwrap_or_else(|| "number".to_owned()));
        Conflict { topic, relation: Relation::Updates, a: pair.a, b: pair.b }
    };
    out.extend(corrected.into_iter().map(correction));
    out.sort_by_key(|c| (c.a, c.b));
    out
}

/// Who says what, as far as repetitions go: a figure's source by its state, any other by its name, a reporter by the document.
fn side(claim: &Claim, doc: u32) -> (String, String) {
    let source = claim.source.clone().filter(|s| s != claim::NARRATOR);
    let side = claim.side.filter(|_| source.is_some() && matches!(claim.kind, Kind::Figure(_)));
    let who = side.map(|s| format!("{s:?}")).or(source).unwrap_or_else(|| format!("#{doc}"));
    (who, claim.subject())
}
