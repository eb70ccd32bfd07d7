//! Numbers that two speakers give right after each other: what tells that both count the same, whatever place and day they name.

use super::aspect::Aspect;
use super::claim::Claim;
use super::counted::is_people;
use super::figure::{Figure, Scope};
use crate::compare::content::{is_number, stems};
use crate::text::listed::holds;
use crate::text::words::words;
use std::sync::LazyLock;

/// What people are called, which says nothing of what is told of them.
const PEOPLE: &str = "people men women workers employees soldiers troops police officers";

static OF_PEOPLE: LazyLock<Vec<u32>> = LazyLock::new(|| stems(PEOPLE, &words(PEOPLE)));

/// True if one counts those of its own who came to harm, and the other all people: `police said 19 officers were injured`.
pub(super) fn own_losses(a: &Claim, f: &Figure, g: &Figure) -> bool {
    let police = a.source.as_deref().is_some_and(|s| s.split(' ').any(|w| holds("police army military ministry", w)));
    police && matches!(f.noun.as_deref(), Some("guard" | "soldier")) && g.noun.as_deref() == Some("person") && !g.is_none()
}

/// True if two who are named count people right after each other in the words of one matter: `the ferry carried 142 people`, `the ferry had 208
/// people on board`.
pub(super) fn of_one_matter(a: &Claim, b: &Claim, (f, g): (&Figure, &Figure)) -> bool {
    let plain = |f: &Figure| matches!(f.aspect, None | Some(Aspect::Present)) && f.scope == Scope::Whole && !f.is_none();
    let people = f.noun.as_deref().is_some_and(is_people) && f.noun == g.noun;
    let owners = f.owner.is_none() || g.owner.is_none() || f.owner == g.owner;
    let named = a.is_told_by_somebody() && b.is_told_by_somebody() && !a.same_source(b);
    let own = |c: &Claim| c.stems.iter().copied().filter(|&s| !c.setting.is_proper(s) && !is_number(s)).collect::<Vec<_>>();
    let theirs = own(b);
    let noun = f.noun.as_deref().map(|noun| stems(noun, &words(noun))).unwrap_or_default();
    let shared = own(a).iter().filter(|s| theirs.contains(s) && !noun.contains(s) && !OF_PEOPLE.contains(s)).count();
    people
        && plain(f)
        && plain(g)
        && owners
        && named
        && a.sentence.abs_diff(b.sentence) <= 1
        && a.sentence != b.sentence
        && !f.both_told(g)
        && shared > 0
}

/// True if another speaker gives a number of what the last one counted: `10,000 people marched; police say there were 2,500`.
pub(super) fn beside(a: &Claim, b: &Claim, (f, g): (&Figure, &Figure)) -> bool {
    b.sentence.abs_diff(a.sentence) <= 1 && !f.bare && g.bare && b.is_told_by_somebody() && !a.same_source(b) && f.noun == g.noun
}
