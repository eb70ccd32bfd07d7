//! Accounts of one document that answer each other: each is set against the nearest that it goes against, whichever stands first.

use super::against::{PASSAGE, culprits_differ, gainsaid};
use super::{Account, FOR_ACCUSED};
use crate::compare::conflicts::Layers;
use crate::compare::conflicts::answers::is;
use crate::compare::conflicts::claim::{Claim, Kind, NARRATOR};
use crate::text::listed::holds;

/// Verbs of charging.
const CHARGING: &str = "accuse accuses accused accusing blame blames blamed blaming charge charges charged charging alleged alleges indicted convicted \
    arrested sentenced suspected";

/// Accounts before one that are looked at.
const LOOK: usize = 24;

/// Sets the accounts of a document against each other.
pub(in crate::compare::conflicts) fn link(layers: &Layers<'_>, claims: &mut Vec<Claim>) {
    let accounts: Vec<usize> = (0..claims.len()).filter(|&c| matches!(claims[c].kind, Kind::Account(_) | Kind::Culprit(_))).collect();
    let mut found = Vec::new();
    for (n, &c) in accounts.iter().enumerate() {
        let near = accounts[..n].iter().rev().copied().take(LOOK).take_while(|&a| claims[c].sentence - claims[a].sentence <= PASSAGE);
        let Some((answers, denies)) = near.into_iter().find_map(|a| Some((a, opposed(layers, &claims[a], &claims[c])?))) else { continue };
        found.push(Claim { kind: Kind::Rejoinder { answers: answers as u32, denies }, ..claims[c].clone() });
    }
    claims.append(&mut found);
}

/// Whether two accounts, the first before the second, go against each other, and whether that is by a denial.
fn opposed(layers: &Layers<'_>, a: &Claim, b: &Claim) -> Option<bool> {
    match (&a.kind, &b.kind) {
        (Kind::Culprit(x), Kind::Culprit(y)) => culprits_differ(a, b, (x, y), false).then_some(false),
        (Kind::Account(x), Kind::Account(y)) => {
            let back = rejected(a, b, x, y) || innocent(layers, (a, x), (b, y)) || innocent(layers, (b, y), (a, x)) || repeated(a, b, x, y);
            (back || gainsaid(a, b, (x, y), false)).then_some(true)
        }
        _ => None,
    }
}

/// True if the second rejects what the first tells: `…; the service rejects this`.
fn rejected(a: &Claim, b: &Claim, told: &Account, answer: &Account) -> bool {
    let near = b.sentence == a.sentence && told.beside || b.sentence == a.sentence + 1;
    answer.rejects && near && !told.rejects && told.negated.is_none() && !a.same_source(b) && a.source.as_deref() != Some(NARRATOR)
}

/// True if one says of another that he did it, and the other or who speaks for him that he is innocent.
fn innocent(layers: &Layers<'_>, (charge, told): (&Claim, &Account), (plea, answer): (&Claim, &Account)) -> bool {
    if !answer.guiltless || told.guiltless || told.negated.is_some() || !told.real || charge.same_source(plea) {
        return false;
    }
    if charge.source.as_deref().is_none_or(|s| s == NARRATOR || s.split(' ').any(|w| holds(FOR_ACCUSED, w))) {
        return false;
    }
    let after = plea.sentence >= charge.sentence;
    let charges = told.charges || layers.outline.sentence_words(charge.sentence as usize).iter().any(|w| is(CHARGING, w));
    let himself = plea.source.as_ref().is_some_and(|s| told.named.contains(s));
    let of_him = answer.named.iter().any(|n| told.named.contains(n)) || after && answer.for_accused && plea.sentence - charge.sentence <= 1;
    let lawyer = plea.source.as_deref().is_some_and(|s| s.split(' ').any(|w| holds("lawyer lawyers attorney attorneys", w)));
    (himself || of_him) && (charges || lawyer || !told.named.is_empty())
}

/// True if the first denies, and the second repeats what it denies without telling it again: `a website made the claim`.
fn repeated(a: &Claim, b: &Claim, denial: &Account, claim: &Account) -> bool {
    denial.negated.is_some() && claim.makes_claim && claim.negated.is_none() && b.sentence == a.sentence + 1 && !a.same_source(b)
}
