//! How two claims differ, if they do.

use super::Relation;
use super::aspect::Aspect;
use super::claim::{Actor, Claim, Kind, NARRATOR};
use super::days::When;
use super::figure::Figure;
use super::pairs::Pair;
use crate::compare::content::{Weights, is_number};

/// Days between two reports that still speak of one affair.
const AFFAIR: u64 = 14;
/// Days between two reports of one deed.
const DEED: u64 = 4;
/// Share of a denial's telling words that the denied sentence must hold.
const SAME_CHARGE: f32 = 0.5;
/// Share of the smaller and of the larger sentence's telling words that make one judgement the repetition of another.
const SAME_OPINION: (f32, f32) = (0.6, 0.35);
/// The first of these for a judgement in four or five words.
const SAME_OPINION_SHORT: f32 = 0.68;
/// The same for sentences that tell the same with another figure.
const SAME_SENTENCE: (f32, f32) = (0.65, 0.5);

/// How two claims differ, and how close they stand to each other.
pub(super) fn relate(a: &Claim, b: &Claim, pair: &Pair, weights: &Weights) -> Option<(Relation, u32)> {
    let apart = pair.a.0 != pair.b.0;
    let (words, told) = weights.shared(&a.stems, &b.stems);
    let sums = (weights.sum(&a.stems), weights.sum(&b.stems));
    let shared = Shared { words, told, of_smaller: told / sums.0.min(sums.1).max(1.0), of_larger: told / sums.0.max(sums.1).max(1.0) };
    let relation = match (&a.kind, &b.kind) {
        (Kind::Figure(f), Kind::Figure(g)) => figures(a, b, (f, g), apart, &shared)?,
        (Kind::Deed { .. }, Kind::Deed { .. }) => deeds(a, b, &shared)?,
        (Kind::Denial { answers }, Kind::Assertion { .. }) => {
            denial(b, a, apart, answers.is_some_and(|c| !apart && c == pair.b.1), sums.0, &shared)?
        }
        (Kind::Assertion { .. }, Kind::Denial { answers }) => {
            denial(a, b, apart, answers.is_some_and(|c| !apart && c == pair.a.1), sums.1, &shared)?
        }
        (Kind::Opinion { sourced }, Kind::Opinion { sourced: other }) => {
            // A judgement repeated keeps its numbers.
            let numbers = |c: &Claim| c.stems.iter().copied().filter(|&w| is_number(w)).collect::<Vec<_>>();
            let mine = numbers(a);
            let words = words - mine.len().min(words);
            let least = if words >= 6 { SAME_OPINION.0 } else { SAME_OPINION_SHORT };
            let alike = words >= 4 && mine == numbers(b) && shared.of_smaller >= least && shared.of_larger >= SAME_OPINION.1;
            let alike = alike && a.setting.same_names(&b.setting);
            (apart && sourced != other && alike && a.setting.when.meets(&b.setting.when, 4 * AFFAIR))
                .then_some(Relation::LostAttribution)?
        }
        _ => return None,
    };
    let answered = u32::from(!apart) * 8;
    let ground = u32::from(a.setting.share_ground(&b.setting)) * 4;
    Some((relation, answered + ground + shared.words.min(20) as u32))
}

/// What two claims' telling words have in common.
struct Shared {
    words: usize,
    told: f32,
    of_smaller: f32,
    of_larger: f32,
}

fn figures(a: &Claim, b: &Claim, (f, g): (&Figure, &Figure), apart: bool, shared: &Shared) -> Option<Relation> {
    // One side does not contradict itself within one report.
    if !apart && (a.source == b.source || (a.state.is_some() && a.state == b.state)) {
        return None;
    }
    let same = match f.aspect.or(g.aspect) {
        Some(aspect) if f.counts_with(g) => counted(a, b, aspect, (f, g), shared),
        None if f.counts_with(g) => counted(a, b, Aspect::Present, (f, g), shared),
        _ => false,
    };
    (same || apart && retold(a, b, (f, g), shared)).then(|| f.relation(g)).flatten()
}

/// True if two figures of one aspect count the same people or things.
fn counted(a: &Claim, b: &Claim, aspect: Aspect, (f, g): (&Figure, &Figure), shared: &Shared) -> bool {
    let (s, t) = (&a.setting, &b.setting);
    if !s.when.meets(&t.when, aspect.reach()) {
        return false;
    }
    let known = s.when.agrees(&t.when) || s.when.published.is_some() && t.when.published.is_some();
    // Without days, only words tell whether it is one occasion; what lies in a port or a depot is another number every week.
    let passing = matches!(aspect, Aspect::Present) && !(f.is_force() && g.is_force());
    let enough = known || !passing && !f.far_from(g) && shared.words >= 4 && shared.of_smaller >= 0.35;
    if s.share_ground(t) && !s.elsewhere(t) {
        return enough;
    }
    let force = f.is_force() && g.is_force() && f.owner.is_some() && f.owner == g.owner;
    if force && !s.elsewhere(t) {
        return enough;
    }
    let state = s.states.iter().any(|x| t.states.contains(x)) && !s.elsewhere(t);
    state && shared.words >= 4 && shared.of_smaller >= 0.4 && (s.when.agrees(&t.when) || shared.of_smaller >= 0.6)
}

/// True if two sentences are the same but for their figures.
fn retold(a: &Claim, b: &Claim, (f, g): (&Figure, &Figure), shared: &Shared) -> bool {
    let near = f.near.iter().filter(|s| g.near.binary_search(s).is_ok()).count();
    let (s, t) = (&a.setting.when, &b.setting.when);
    // Without days, the next week's report on the same matter looks the same.
    let known = s.agrees(t) || s.published.is_some() && t.published.is_some();
    let places = 2 * near >= f.near.len().max(g.near.len()).max(2);
    known
        && f.noun.is_some()
        && f.noun == g.noun
        // Reports on markets are full of like sentences with other sums and shares.
        && !f.common
        && !f.both_told(g)
        && f.aspect == g.aspect
        && places
        && shared.words >= 5
        && shared.of_smaller >= SAME_SENTENCE.0
        && shared.of_larger >= SAME_SENTENCE.1
        && a.setting.shared_names(&b.setting) >= 1
        && a.setting.same_names(&b.setting)
        && a.setting.when.meets(&b.setting.when, AFFAIR)
}

/// A deed and its denial by the doer's side.
fn deeds(a: &Claim, b: &Claim, shared: &Shared) -> Option<Relation> {
    let (
        Kind::Deed { kind, actor, recipient, denied },
        Kind::Deed { kind: kind_b, actor: actor_b, recipient: recipient_b, denied: denied_b },
    ) = (&a.kind, &b.kind)
    else {
        return None;
    };
    if kind != kind_b || actor != actor_b || denied == denied_b || a.same_source(b) {
        return None;
    }
    let (deed, denial) = if *denied { (b, a) } else { (a, b) };
    // A state's own word for what it did is no charge against it.
    let own = |state| deed.state == Some(state) || denial.state.is_some_and(|d| d != state);
    if denial.refuses || matches!(actor, Actor::State(s) if own(*s)) {
        return None;
    }
    let dated = a.setting.when.agrees(&b.setting.when);
    // A day in a denial may be the day on which it was made.
    let made = When { named: None, ..denial.setting.when };
    if !dated && !deed.setting.when.meets(&made, DEED) {
        return None;
    }
    let placed = a.setting.share_ground(&b.setting);
    let met = recipient.is_some() && recipient == recipient_b;
    let known = a.setting.when.published.is_some() && b.setting.when.published.is_some() || dated;
    let named = a.setting.proper.iter().any(|p| b.setting.proper.binary_search(p).is_ok());
    let close = if known { dated || placed || met || shared.words >= 3 || named } else { placed && shared.words >= 2 || shared.words >= 4 };
    close.then_some(Relation::Denies)
}

/// A statement and the denial that answers it, or that tells the same.
fn denial(assertion: &Claim, denial: &Claim, apart: bool, answers: bool, told_by_denial: f32, shared: &Shared) -> Option<Relation> {
    if answers {
        return Some(Relation::Denies);
    }
    let narrated = assertion.source.as_deref().is_none_or(|s| s == NARRATOR);
    if narrated || !denial.denies || assertion.same_source(denial) || !assertion.setting.when.meets(&denial.setting.when, AFFAIR) {
        return None;
    }
    let plain = |s: &&u32| assertion.stems.binary_search(s).is_ok() && !denial.setting.is_proper(**s);
    // Names alone do not tell which charge is meant, and one word not whether two reports tell of one charge; and who announces his own deed is not gainsaid by whom he does not name.
    let expects = assertion.expects && !denial.expects;
    if expects
        || matches!(assertion.kind, Kind::Assertion { announces: true, .. })
        || denial.stems.iter().filter(plain).count() < 1 + usize::from(apart)
    {
        return None;
    }
    let share = shared.told / told_by_denial.max(1.0);
    let names = assertion.setting.shared_names(&denial.setting) >= 1;
    let same = match (assertion.state, denial.state) {
        (Some(a), Some(b)) => {
            a != b && names && (shared.words >= 3 && share >= SAME_CHARGE * 0.8 || shared.words >= 2 && share >= SAME_CHARGE)
        }
        _ => names && shared.words >= 5 && share >= SAME_CHARGE,
    };
    same.then_some(Relation::Denies)
}
