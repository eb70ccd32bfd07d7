//! How likely an entity is among those of its name before a text is looked at.
//!
//! What the list says comes first: the further column `prior`, then the logarithm of `population`. A long list that says neither is taken for one of
//! the world's places, and each of these is as likely as many languages have a name for it. The order of the sources and the numbers below were chosen by hand;
//! `scripts/measure_places.py` measures what they give.

use crate::gazetteer::entries::entities::{Entities, EntryRef};
use crate::gazetteer::entries::weight::{POPULATION, PRIOR};

/// Nobody puts so many entities on a list by hand.
pub(crate) const LONG_LIST: usize = 20_000;

/// The prior of a country on a long list that says nothing of its size: that of thirty million people.
const COUNTRY: f64 = 0.75;
/// The prior of a place of one name on such a list: that of a thousand people.
const VILLAGE: f64 = 0.3;
/// How much each doubling of its names adds.
const DOUBLED: f64 = 0.06;
/// What no number of names lifts a place above: ten million people.
const METROPOLIS: f64 = 0.7;

/// The bits of each entity's prior; none if all are 0.
pub(super) fn of_all(entities: &Entities) -> Vec<u32> {
    let place = |name: &str| entities.columns().iter().position(|c| c.name == name);
    let (prior, population) = (place(PRIOR), place(POPULATION));
    let value = |entry: EntryRef<'_>, column: Option<usize>| entry.value(column?).number().filter(|n| !n.is_nan());
    let long = entities.len() >= LONG_LIST && entities.have_kind(|kind| matches!(kind, "country" | "place"));
    if prior.is_none() && population.is_none() && !long {
        return Vec::new();
    }
    let of = |entry: EntryRef<'_>| {
        let people = || value(entry, population).map(|people| people.max(1.0).log10() / 10.0);
        let fame = || long.then(|| fame(entry));
        value(entry, prior).or_else(people).or_else(fame).map_or(0.0, |p| p.clamp(0.0, 1.0) as f32)
    };
    let priors: Vec<u32> = entities.iter().map(|entry| of(entry).to_bits()).collect();
    if priors.iter().any(|&bits| bits != 0) { priors } else { Vec::new() }
}

/// The prior of a place on a long list that says nothing of its size: by how many names it has, as places that many speak of have
/// names in many languages.
fn fame(entry: EntryRef<'_>) -> f64 {
    match entry.kind() {
        "country" => COUNTRY,
        "place" => (VILLAGE + DOUBLED * (entry.names().count().max(1) as f64).log2()).min(METROPOLIS),
        _ => 0.0,
    }
}
