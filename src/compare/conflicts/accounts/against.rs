//! When two accounts go against each other.

use super::Account;
use super::culprit::{Culprit, Doer, LAWFUL, named_in};
use super::negated::Negated;
use crate::compare::conflicts::claim::{Claim, NARRATOR};
use crate::compare::conflicts::matter::is_shared;

/// Sentences between two accounts of one passage.
pub(super) const PASSAGE: u32 = 2;
/// Days between two reports of one affair.
pub(in crate::compare::conflicts) const AFFAIR: u64 = 4;

/// True if one negates what the other tells, in the same words or in words of one meaning. `apart`: they stand in two documents.
pub(in crate::compare::conflicts) fn gainsaid(a: &Claim, b: &Claim, (x, y): (&Account, &Account), apart: bool) -> bool {
    negates(a, b, (x, y), apart) || negates(b, a, (y, x), apart)
}

/// True if the first negates what the second tells.
fn negates(no: &Claim, yes: &Claim, (n, t): (&Account, &Account), apart: bool) -> bool {
    let Some(negated) = n.negated.as_ref() else { return false };
    if t.negated.is_some() || !t.real || t.rejects || t.guiltless || n.rejects || no.refuses || rivals(no, yes).is_none() {
        return false;
    }
    let holds = |senses: &[u32]| senses.iter().filter(|s| t.told.contains(s)).count();
    let (shared, all) = (holds(&negated.senses), negated.senses.len());
    let subject = holds(&negated.subject);
    if all == 0 || shared == 0 || no.setting.elsewhere(&yes.setting) || !same_days(no, yes) {
        return false;
    }
    if apart {
        let near = known(no, yes) && no.setting.when.lies_near(&yes.setting.when, AFFAIR);
        let whole = shared >= 2 && 4 * shared >= 3 * all;
        if !near || yes.source.as_deref() == Some(NARRATOR) {
            return false;
        }
        if no.setting.share_place(&yes.setting) || no.setting.shared_names(&yes.setting) >= 2 {
            let who = subject > 0 || no.setting.shared_names(&yes.setting) >= 2;
            return whole || who && all == 1 && negated.total || subject > 0 && all <= 2;
        }
        // Where no place is named, the deed tells, and whom both name.
        let deed = negated.verb.is_some_and(|verb| is_shared(verb) && t.told.contains(&verb)) && all <= 4;
        let names = n.proper.iter().any(|name| t.proper.contains(name)) || n.proper.is_empty() && t.proper.is_empty();
        return whole && deed && names && no.setting.when.lies_near(&yes.setting.when, 2);
    }
    if no.sentence == yes.sentence && !(n.beside && t.beside) || no.sentence.abs_diff(yes.sentence) > PASSAGE {
        return false;
    }
    let next = no.sentence.abs_diff(yes.sentence) <= 1;
    if next && negated.such && subject_of_such(negated, t) {
        return true;
    }
    let told = |verb: u32| t.told.contains(&verb);
    let verb = negated.total && all <= 3 && negated.verb.is_some_and(|verb| t.told.contains(&verb));
    shared >= 2 && 2 * shared >= all && (subject > 0 || negated.verb.is_none_or(told))
        || next && verb
        || next && shared == 1 && (all == 1 && negated.total || all <= 2 && subject > 0)
}

/// True if what there was none of is what the other told: `no such order was given`.
fn subject_of_such(negated: &Negated, told: &Account) -> bool {
    negated.senses.iter().any(|sense| told.told.contains(sense) && is_shared(*sense))
}

/// True if each makes another the doer of one deed, or each charges the other with the same.
pub(in crate::compare::conflicts) fn culprits_differ(
    a: &Claim,
    b: &Claim,
    ((c, x), (d, y)): (&(Culprit, Account), &(Culprit, Account)),
    apart: bool,
) -> bool {
    if rivals(a, b) != Some(true) || a.setting.elsewhere(&b.setting) || !same_days(a, b) {
        return false;
    }
    let near = apart || a.sentence.abs_diff(b.sentence) <= PASSAGE && (a.sentence != b.sentence || x.beside && y.beside);
    let shared = x.told.iter().filter(|s| y.told.contains(s)).count();
    if !apart && near && c.charged && d.charged && shared > 0 && accuses(c, b) && accuses(d, a) {
        return true;
    }
    let later = if a.sentence <= b.sentence { d } else { c };
    // "Blamed rebels for it": the deed is that of the other.
    let one_kind = c.harm == d.harm || !apart && later.harm.is_none() && later.charged && later.taken_up;
    if !near || c.harm.or(d.harm).is_none() || !one_kind || !c.doer.excludes(&d.doer) {
        return false;
    }
    let counted = x.numbers.iter().any(|n| y.numbers.contains(n));
    if apart {
        let days = known(a, b) && a.setting.when.lies_near(&b.setting.when, AFFAIR);
        return days && a.setting.share_place(&b.setting) && (counted && shared >= 1 || shared >= 3);
    }
    let known = shared >= 2 && later.definite.iter().any(|sense| x.told.contains(sense) && y.told.contains(sense));
    // Each says that the other did what has no two doers.
    let crossed = shared >= 2 && c.harm >= Some(LAWFUL) && accuses(c, b) && accuses(d, a);
    known || crossed || later.taken_up || counted && shared >= 1 || shared >= 3
}

/// True if a culprit is the one who makes a claim.
fn accuses(culprit: &Culprit, claim: &Claim) -> bool {
    match culprit.doer {
        Doer::Side(side) => claim.side == Some(side),
        _ => claim.source.as_deref().is_some_and(|source| named_in(&culprit.name, source)),
    }
}

/// Whether two accounts are those of two speakers, and both are named; none where one and the same speaks, or one side.
fn rivals(a: &Claim, b: &Claim) -> Option<bool> {
    let named = |c: &Claim| c.source.as_deref().is_some_and(|s| s != NARRATOR);
    let same = a.same_source(b) || same_name(a, b) || a.side.is_some() && a.side == b.side;
    (!same && (named(a) || named(b))).then(|| named(a) && named(b))
}

/// True if the name of one begins as that of a body that a list holds: `Canamax` and `organization:canamax_resources_inc`.
fn same_name(a: &Claim, b: &Claim) -> bool {
    let first = |c: &Claim| {
        let source = c.source.as_deref()?;
        let name = source.split_once(':').map_or(source, |(_, name)| name);
        name.split([' ', '_']).next().filter(|word| word.len() > 3).map(str::to_lowercase)
    };
    let listed = |c: &Claim| c.source.as_deref().is_some_and(|s| s.starts_with("organization:"));
    (listed(a) || listed(b)) && first(a).is_some() && first(a) == first(b)
}

/// False if both name days, and not the same.
fn same_days(a: &Claim, b: &Claim) -> bool {
    let (s, t) = (&a.setting.when, &b.setting.when);
    s.named.is_none() || t.named.is_none() || s.meets(t, AFFAIR)
}

/// True if it is known when both were reported.
fn known(a: &Claim, b: &Claim) -> bool {
    a.setting.when.published.is_some() && b.setting.when.published.is_some()
}
