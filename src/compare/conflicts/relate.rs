//! How two claims differ, if they do.

use super::Relation;
use super::accounts;
use super::aspect::Aspect;
use super::blame;
use super::camps;
use super::claim::{Actor, Claim, Kind, NARRATOR};
use super::counted::is_material;
use super::dated;
use super::days::When;
use super::figure::{Figure, Scope};
use super::hours;
use super::measures;
use super::pairs::Pair;
use super::passage;
use super::setting::{Setting, Side};
use super::shares;
use crate::compare::content::{Weights, is_number};
use chrono::NaiveDate;

/// Days between two reports that still speak of one affair.
const AFFAIR: u64 = 14;
/// Days between two reports of one deed.
const DEED: u64 = 4;
/// Days over which numbers of one affair add up.
const ADDING: u64 = 7;
/// Sentences between two figures of one passage.
const PASSAGE: u32 = 2;
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
        (Kind::Charge(c), Kind::Charge(d)) => blame::crossed(a, b, (c, d), apart).then_some(Relation::Contradicts)?,
        (Kind::Account(x), Kind::Account(y)) => (apart && accounts::gainsaid(a, b, (x, y), apart)).then_some(Relation::Denies)?,
        (Kind::Culprit(x), Kind::Culprit(y)) => {
            (apart && accounts::culprits_differ(a, b, (x, y), apart)).then_some(Relation::Contradicts)?
        }
        (Kind::Hour(x), Kind::Hour(y)) => hours::differ(a, b, (*x, *y), apart).then_some(Relation::Contradicts)?,
        (Kind::Day(x), Kind::Day(y)) => dated::differ(a, b, (x, y), apart).then_some(Relation::Contradicts)?,
        (_, Kind::Rejoinder { denies, .. }) => {
            if *denies {
                Relation::Denies
            } else {
                Relation::Contradicts
            }
        }
        (Kind::Reported, Kind::Denial { answers }) => (!apart && *answers == Some(pair.a.1)).then_some(Relation::Denies)?,
        (Kind::State(x), Kind::State(y)) if super::opposite::opposed(a, b, (x, y), apart) => {
            if x.negated || y.negated {
                Relation::Denies
            } else {
                Relation::Contradicts
            }
        }
        (Kind::Denial { answers }, Kind::Assertion { .. }) => {
            denial(b, a, apart, answers.is_some_and(|c| !apart && c == pair.b.1), sums.0, &shared)?
        }
        (Kind::Assertion { .. }, Kind::Denial { answers }) => {
            denial(a, b, apart, answers.is_some_and(|c| !apart && c == pair.a.1), sums.1, &shared)?
        }
        (Kind::Opinion { sourced }, Kind::Opinion { sourced: other }) => {
            // A judgement repeated keeps its numbers; names that both hold count as words, since a short one has few others.
            let numbers = |c: &Claim| c.stems.iter().copied().filter(|&w| is_number(w)).collect::<Vec<_>>();
            let mine = numbers(a);
            let words = words - mine.len().min(words);
            let named = a.setting.shared_names(&b.setting);
            let least = if words >= 6 || words == 3 { SAME_OPINION.0 } else { SAME_OPINION_SHORT };
            let alike = (words >= 4 || words == 3 && named >= 2)
                && mine == numbers(b)
                && shared.of_smaller >= least
                && shared.of_larger >= SAME_OPINION.1;
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
    if passage::own_losses(a, f, g) || passage::own_losses(b, g, f) {
        return None;
    }
    // One side does not contradict itself within one report.
    if !apart && (a.source == b.source || (a.side.is_some() && a.side == b.side)) {
        return None;
    }
    if apart && added_up(a, b, (f, g)) {
        return Some(Relation::Updates);
    }
    if !f.scope_meets(g) {
        return None;
    }
    let same = match f.aspect.or(g.aspect) {
        Some(aspect) if f.counts_with(g) => counted(a, b, aspect, (f, g), apart, shared),
        None if f.counts_with(g) => counted(a, b, Aspect::Present, (f, g), apart, shared),
        _ => false,
    };
    let same = same
        || !apart && passage::beside(a, b, (f, g))
        || measures::differ(a, b, (f, g), apart)
        || !apart && passage::of_one_matter(a, b, (f, g))
        || apart && retold(a, b, (f, g), shared)
        || rivals(a, b, (f, g))
        || told_alike(a, b, (f, g), apart)
        || shares::rival(a, b, (f, g));
    let relation = same.then(|| f.relation(g)).flatten()?;
    let grown = relation == Relation::Contradicts && risen(a, b, (f, g)) || relation == Relation::Differs && raised(a, b, (f, g));
    // What two sides count, each for itself, has not grown from the one's number to the other's.
    let grown = grown && (f.taken_up || g.taken_up || !camps::opposed(a, b));
    Some(if grown { Relation::Updates } else { relation })
}

/// True if the later report gives the higher number of what can only grow: the dead that are counted so far, those who have fled.
fn risen(a: &Claim, b: &Claim, (f, g): (&Figure, &Figure)) -> bool {
    let grows = f.aspect.or(g.aspect).is_some_and(Aspect::grows);
    let (Some(first), Some(second)) = (a.setting.when.published, b.setting.when.published) else { return false };
    let (old, new) = if first < second { (f, g) } else { (g, f) };
    grows && first != second && !f.far_from(g) && old.high.is_finite() && new.low > old.high
}

/// True if the later report gives the higher of two lowest numbers of what can only grow: `at least 9`, a day later `at least 17`.
fn raised(a: &Claim, b: &Claim, (f, g): (&Figure, &Figure)) -> bool {
    let grows = f.aspect.or(g.aspect).is_some_and(Aspect::grows);
    let (Some(first), Some(second)) = (a.setting.when.published, b.setting.when.published) else { return false };
    let (old, new) = if first < second { (f, g) } else { (g, f) };
    grows && first != second && old.high.is_infinite() && old.low > 0.0 && new.low > old.low
}

/// True if two sides give two numbers of one side's things, of one day: ships at a shoal, tanks at a river.
fn rivals(a: &Claim, b: &Claim, (f, g): (&Figure, &Figure)) -> bool {
    // One counts its own, the other those of its rival; of a speaker without a side only the rival's is known.
    let own = |c: &Claim| c.side.map(|side| Some(side) == f.owner);
    let named = |c: &Claim| c.source.as_deref().is_some_and(|s| s != NARRATOR);
    let sides = named(a)
        && named(b)
        && !a.same_source(b)
        && matches!((own(a), own(b)), (Some(true), Some(false)) | (Some(false), Some(true)) | (None, Some(false)) | (Some(false), None));
    let things = f.noun == g.noun && f.noun.as_deref().is_some_and(is_material) && f.owner.is_some() && f.owner == g.owner;
    let (s, t) = (a.setting.when, b.setting.when);
    let known = s.agrees(&t) || s.published.is_some() && t.published.is_some();
    let whole = f.scope == Scope::Whole && g.scope == Scope::Whole;
    let present = |f: &Figure| matches!(f.aspect, None | Some(Aspect::Present));
    sides && things && whole && present(f) && present(g) && known && of_one_day(s, t, false) && !a.setting.elsewhere(&b.setting)
}

/// True if two sources that are named tell the same of the same people or things, of one place and day; or of one passage, where the second
/// says `only`.
fn told_alike(a: &Claim, b: &Claim, (f, g): (&Figure, &Figure), apart: bool) -> bool {
    let named = |c: &Claim| c.source.as_deref().is_some_and(|s| s != NARRATOR);
    let plain = |f: &Figure| matches!(f.aspect, None | Some(Aspect::Present)) && f.scope == Scope::Whole;
    let nouns = f.noun.is_some() && f.noun == g.noun;
    if !nouns || !plain(f) || !plain(g) || a.same_source(b) || a.setting.elsewhere(&b.setting) {
        return false;
    }
    let (earlier, later) = if a.sentence <= b.sentence { ((a, f), (b, g)) } else { ((b, g), (a, f)) };
    if !apart && later.0.sentence - earlier.0.sentence <= 1 && later.1.only && named(earlier.0) {
        return true;
    }
    if f.common || !named(a) || !named(b) {
        return false;
    }
    let (s, t) = (a.setting.when, b.setting.when);
    let known = s.agrees(&t) || s.published.is_some() && t.published.is_some();
    known && of_one_day(s, t, false) && a.setting.share_ground(&b.setting) && f.told_alike(g) && people_or_counted(f)
}

/// True for what is counted, and not measured.
fn people_or_counted(f: &Figure) -> bool {
    f.low.max(0.0).fract() == 0.0 && f.noun.as_deref().is_some_and(|n| n.len() > 3)
}

/// True if the later report gives what the earlier one's number has grown to over days: the arrests of one night, and all since Friday.
fn added_up(a: &Claim, b: &Claim, (f, g): (&Figure, &Figure)) -> bool {
    let (Some(first), Some(second)) = (a.setting.when.published, b.setting.when.published) else { return false };
    if f.aspect != g.aspect
        || !f.aspect.is_some_and(Aspect::adds_up)
        || f.noun != g.noun && !f.both_armed(g)
        || f.noun.is_none()
        || f.is_none()
        || g.is_none()
    {
        return false;
    }
    let (old, new) = if first < second { (f, g) } else { (g, f) };
    let days = first.signed_duration_since(second).num_days().unsigned_abs();
    let apart = days > 0 && days <= ADDING && !a.setting.when.agrees(&b.setting.when);
    let placed = a.setting.share_ground(&b.setting)
        || a.side.is_some() && a.side == b.side
        || a.setting.sides.iter().any(|s| b.setting.sides.contains(s));
    let whole = old.scope != Scope::Part && new.scope != Scope::Part && (old.scope == Scope::Whole || new.scope == Scope::Running);
    apart && whole && placed && !a.setting.elsewhere(&b.setting) && old.high.is_finite() && new.low > old.high
}

/// True if two claims can count those of one day: of one named day, of reports of one day, or where the later takes the toll up.
fn of_one_day(s: When, t: When, taken_up: bool) -> bool {
    let near = |a: NaiveDate, b: NaiveDate| a.signed_duration_since(b).num_days().unsigned_abs() <= 1;
    match (s.named, t.named) {
        (Some(_), Some(_)) => s.agrees(&t) || taken_up,
        (Some(named), None) => taken_up || t.published.is_none_or(|p| near(named.1, p)),
        (None, Some(named)) => taken_up || s.published.is_none_or(|p| near(named.1, p)),
        (None, None) => taken_up || s.published.zip(t.published).is_none_or(|(a, b)| near(a, b)),
    }
}

/// True if two figures of one aspect count the same people or things.
fn counted(a: &Claim, b: &Claim, aspect: Aspect, (f, g): (&Figure, &Figure), apart: bool, shared: &Shared) -> bool {
    let (s, t) = (&a.setting, &b.setting);
    if !s.when.meets(&t.when, aspect.reach()) {
        return false;
    }
    let retold = f.taken_up || g.taken_up || !f.far_from(g) && shared.words >= 4 && shared.of_smaller >= 0.5;
    if aspect.is_daily() && !of_one_day(s.when, t.when, retold) {
        return false;
    }
    let known = s.when.agrees(&t.when) || s.when.published.is_some() && t.when.published.is_some();
    // Without days, only words tell whether it is one occasion; what lies in a port or a depot is another number every week, and ships, guns
    // and tanks come in many groups: only the same owner's, told alike, are the same.
    let alike = !f.far_from(g) && shared.words >= 4 && shared.of_smaller >= 0.35;
    let passing = matches!(aspect, Aspect::Present) && !(f.is_force() && g.is_force());
    let enough = if passing { known && alike && f.owner.is_some() && f.owner == g.owner } else { known || alike };
    // What two sources say in one passage is of one place, whether it is named or not.
    let passage = !apart && a.sentence.abs_diff(b.sentence) <= PASSAGE && f.aspect == g.aspect && f.noun == g.noun;
    if (s.share_ground(t) || passage) && !s.elsewhere(t) {
        return enough;
    }
    let force = f.is_force() && g.is_force() && f.owner.is_some() && f.owner == g.owner;
    if force && !s.elsewhere(t) {
        return enough;
    }
    let state = s.sides.iter().any(|x| t.sides.contains(x)) && !s.elsewhere(t);
    // Those who flee are counted by the country that they flee to.
    if aspect == Aspect::Displaced && known && state && f.is_many() && g.is_many() {
        return true;
    }
    // Two who are named count the dead of one day in one state's affairs, or in reports of which one names no place at all.
    let day = aspect.is_daily() && s.when.is_day_of(&t.when) && !a.same_source(b) && a.is_told_by_somebody() && b.is_told_by_somebody();
    let placeless = |x: &Setting| x.own.is_empty() && x.near.is_empty() && x.place_words.is_empty();
    if day && !s.elsewhere(t) && (state && shared.words >= 2 || (placeless(s) || placeless(t)) && shared.words >= 3) {
        return true;
    }
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
    if kind != kind_b || denied == denied_b || a.same_source(b) {
        return None;
    }
    let (deed, denial, actor, denied_actor) = if *denied { (b, a, actor_b, actor) } else { (a, b, actor, actor_b) };
    if !denied_actor.answers_for(actor) {
        return None;
    }
    // A state's own word for what it did is no charge against it.
    let own = |doer: Side| deed.side == Some(doer) || denial.side.is_some_and(|d| !d.answers_for(doer));
    if denial.refuses || matches!(actor, Actor::Side(s) if own(*s)) {
        return None;
    }
    let dated = a.setting.when.agrees(&b.setting.when);
    // A day in a denial may be the day on which it was made.
    let made = When { named: None, ..denial.setting.when };
    if !dated && !deed.setting.when.meets(&made, DEED) {
        return None;
    }
    let placed = a.setting.share_ground(&b.setting) && !a.setting.elsewhere(&b.setting);
    let met = recipient.is_some() && recipient == recipient_b;
    let known = a.setting.when.published.is_some() && b.setting.when.published.is_some() || dated;
    // What is denied is what is told, by its words; names and the day alone do not make it so.
    let matter = denial.matter.shared(deed);
    let bare = denial.matter.senses.is_empty() && (dated || placed);
    let close = if known {
        matter >= 2 || matter == 1 && (dated || placed || met) || bare
    } else {
        matter >= 1 && placed && shared.words >= 2 || shared.words >= 4 && matter >= 2
    };
    close.then_some(Relation::Denies)
}

/// A statement and the denial that answers it, or that tells the same.
fn denial(assertion: &Claim, denial: &Claim, apart: bool, answers: bool, told_by_denial: f32, shared: &Shared) -> Option<Relation> {
    if answers {
        return Some(Relation::Denies);
    }
    let narrated = assertion.source.as_deref().is_none_or(|s| s == NARRATOR);
    // A day that a denial names may be the one on which it was made.
    let (told, denied) = (&assertion.setting.when, &denial.setting.when);
    if !denial.denies
        || assertion.same_source(denial)
        || !(told.meets(denied, AFFAIR) || denied.named.is_some() && told.lies_near(denied, DEED))
    {
        return None;
    }
    let near = assertion.setting.share_ground(&denial.setting) && !assertion.setting.elsewhere(&denial.setting);
    let one_affair = near && assertion.setting.when.meets(&denial.setting.when, DEED) && assertion.setting.when.published.is_some();
    if denial.matter.authorship {
        // "denied any role in the strike": whoever charges the denier with it, there and then.
        let Kind::Assertion { accuses, .. } = assertion.kind else { return None };
        let charged = denial.side.is_some_and(|d| assertion.side != Some(d) && assertion.setting.sides.contains(&d));
        return (accuses && charged && one_affair && denial.matter.shared(assertion) >= 1).then_some(Relation::Denies);
    }
    let announced = matches!(assertion.kind, Kind::Assertion { announces: true, .. });
    if one_affair && !announced && denial.matter.is_told_by(assertion, denial.side) && assertion.side.is_none_or(|s| denial.side != Some(s))
    {
        return Some(Relation::Denies);
    }
    // Three words and more of one matter, said by two sides within days, are of one affair, whether its place is named or not.
    let days = assertion.setting.when.published.is_some() && assertion.setting.when.lies_near(&denial.setting.when, DEED);
    let retold = denial.matter.is_retold_by(assertion) && days && !assertion.setting.elsewhere(&denial.setting);
    let accused = matches!(assertion.kind, Kind::Assertion { accuses: true, .. })
        && near
        && days
        && denial.matter.shared(assertion) >= 2
        && 2 * denial.matter.shared(assertion) > denial.matter.senses.len();
    let expected = assertion.expects && !denial.expects;
    if (retold || accused) && !expected && !announced && !narrated && assertion.side.is_none_or(|s| denial.side != Some(s)) {
        return Some(Relation::Denies);
    }
    if narrated || denial.matter.shared(assertion) == 0 {
        return None;
    }
    let plain = |s: &&u32| assertion.stems.binary_search(s).is_ok() && !denial.setting.is_proper(**s);
    // Names alone do not tell which charge is meant, and one word not whether two reports tell of one charge; and who announces his own deed is not gainsaid by whom he does not name.
    if expected
        || matches!(assertion.kind, Kind::Assertion { announces: true, .. })
        || denial.stems.iter().filter(plain).count() < 1 + usize::from(apart)
    {
        return None;
    }
    let share = shared.told / told_by_denial.max(1.0);
    let names = assertion.setting.shared_names(&denial.setting) >= 1;
    let same = match (assertion.side, denial.side) {
        (Some(a), Some(b)) => {
            a != b && names && (shared.words >= 3 && share >= SAME_CHARGE * 0.8 || shared.words >= 2 && share >= SAME_CHARGE)
        }
        _ => names && shared.words >= 5 && share >= SAME_CHARGE,
    };
    same.then_some(Relation::Denies)
}
