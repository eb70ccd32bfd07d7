//! Measures that two sources give of one thing: how far inside the border, how much water, how long.

use super::accounts::AFFAIR;
use super::claim::Claim;
use super::figure::Figure;
use super::matter::{is_shared, sense};
use super::shares;
use crate::compare::content::{is_number, stems};
use crate::text::listed::holds;
use crate::text::words::words;
use std::sync::LazyLock;

/// Words of units, and words that stand beside any measure.
const UNITS: &str = "km kilometre kilometres kilometer kilometers metre metres meter meters mile miles feet foot cubic square tonne tonnes ton tons litre \
    litres hectare hectares acre acres kg kilogram kilograms kilo kilos gallon gallons barrel barrels degree degrees knots long wide deep high about \
    around some million billion thousand mln bln";

static OF_UNITS: LazyLock<Vec<u32>> = LazyLock::new(|| stems(UNITS, &words(UNITS)));

/// True if two who are named give a measure of one thing: in the same words, right after each other or of one place.
pub(super) fn differ(a: &Claim, b: &Claim, (f, g): (&Figure, &Figure), apart: bool) -> bool {
    let measured = f.noun.is_some() && f.noun == g.noun && f.measured && g.measured && !f.common;
    if !measured || !a.is_told_by_somebody() || !b.is_told_by_somebody() || a.same_source(b) || f.both_told(g) {
        return false;
    }
    if shares::of_market(f) || shares::of_market(g) || a.expects || b.expects || a.is_denial() != b.is_denial() {
        return false;
    }
    let plain = |claim: &Claim| {
        let of = claim.stems.iter().filter(|&&s| !is_number(s) && !claim.setting.is_proper(s) && !OF_UNITS.contains(&s));
        of.map(|&s| sense(s)).collect::<Vec<_>>()
    };
    // "It said": who that is, is known, but not whether it is another.
    let pronoun = |c: &Claim| c.source.as_deref().is_some_and(|s| holds("it he she they", s));
    let company = |c: &Claim, other: &Claim| {
        let firm = other
            .source
            .as_deref()
            .is_some_and(|s| s.starts_with("organization:") || s.starts_with(char::is_uppercase) && !s.contains(' '));
        firm && c.source.as_deref().is_some_and(|s| s.ends_with("company"))
    };
    if pronoun(a) || pronoun(b) || company(a, b) || company(b, a) {
        return false;
    }
    let theirs = plain(b);
    let mut shared: Vec<u32> = plain(a).into_iter().filter(|s| theirs.contains(s)).collect();
    shared.sort_unstable();
    shared.dedup();
    if !shared.iter().any(|&s| is_shared(s)) {
        return false;
    }
    if apart {
        let (s, t) = (&a.setting.when, &b.setting.when);
        let known = s.published.is_some() && t.published.is_some() && s.lies_near(t, AFFAIR);
        return known && a.setting.share_place(&b.setting) && !a.setting.elsewhere(&b.setting) && shared.len() >= 3;
    }
    a.sentence.abs_diff(b.sentence) <= 1 && shared.len() >= 2
}
