//! Blame that goes both ways: one side says that the other did it, and that side says that it was the first. Both accounts cannot be so.
//!
//! Two charges are of one deed only where the deed is of one kind, its place and day are the same, and the later charge takes it up ("blamed
//! X for *the* shelling", "X fired *first*") or tells of the same thing that was hit. Two sides that charge each other with an attack on
//! each other's ground tell of two attacks.

use super::claim::Claim;
use super::matter::sense;
use super::sentence::Sentence;
use super::setting::{Side, is_state};
use crate::compare::content::{is_number, stem};
use crate::extract::Event;
use crate::text::{Shape, Word};
use serde::{Deserialize, Serialize};

/// Days between two charges of one deed.
const DEED: u64 = 4;
/// Sentences from a charge to the one that answers it.
const FAR: u32 = 6;
/// What two ships or cars do that run into each other, whoever is to blame: one deed, told from two sides.
pub(super) const COLLISION: &str = "collision";
pub(super) const COLLIDING: &str = "ram rams rammed ramming collided collides colliding";
/// Words behind the verb of a deed among which its object stands.
const OBJECT: usize = 5;
/// Words that charge each of two with what the other says of it: `blamed each other`, `traded accusations`.
const MUTUAL: [(&str, &str); 4] = [
    ("blame blames blamed blaming accuse accuses accused accusing", "each other"),
    ("blame blames blamed blaming accuse accuses accused accusing", "one another"),
    ("trade trades traded trading exchange exchanged exchanging", "accusations"),
    ("trade trades traded trading", "blame"),
];

/// A charge: what its speaker's side says that another did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Charge {
    /// The type of the event.
    pub kind: String,
    /// Who is said to have done it.
    pub doer: Side,
    /// Whom it is said to have hit, by the name or the place of the event.
    pub target: Option<Side>,
    /// The senses of the words that tell it.
    pub senses: Vec<u32>,
    /// The words behind those that tell it: what it was done to.
    pub objects: Vec<u32>,
    /// It takes up a deed that was told before: "the shelling", "fired first".
    pub taken_up: bool,
    /// Its object is one that was told before: "shelled *the* post".
    pub definite: bool,
    /// One sentence charges both: "X and Y blamed each other".
    pub mutual: bool,
}

/// True if a sentence says that its speakers charge each other.
pub(super) fn is_mutual(text: &str, words: &[Word]) -> bool {
    let is = |i: usize, told: &str| words.get(i).is_some_and(|w| w.text(text).eq_ignore_ascii_case(told));
    let says = |i: usize| {
        MUTUAL.iter().any(|(verbs, object)| {
            verbs.split(' ').any(|verb| is(i, verb)) && object.split(' ').enumerate().all(|(k, word)| is(i + 1 + k, word))
        })
    };
    (0..words.len()).any(says)
}

/// Whether a sentence takes up the deed of an event as one that is known, by the article before its noun or by "first" behind its verb; and
/// whether what it hit is known.
pub(super) fn takes_up(text: &str, words: &[Word], event: &Event) -> (bool, bool) {
    let first = words.partition_point(|w| w.end <= event.span.start);
    let end = words.partition_point(|w| w.start < event.span.end);
    let is = |i: usize, list: &[&str]| words.get(i).is_some_and(|w| list.iter().any(|l| w.text(text).eq_ignore_ascii_case(l)));
    let article = is(first, &["the", "that", "this"]) || first > 0 && is(first - 1, &["the", "that", "this"]);
    (article || (first..end + 3).any(|i| is(i, &["first"])), (first + 1..=end).any(|i| is(i, &["the", "that", "this"])))
}

/// What a deed was done to: the content words right behind its verb, names left out.
pub(super) fn objects(text: &str, words: &[Word], start: u32) -> Vec<u32> {
    let behind = words.iter().skip_while(|w| w.start <= start).take(OBJECT);
    behind.filter(|w| !w.shape.has(Shape::CAPITAL)).filter_map(|w| stem(text, w)).collect()
}

/// Whom the speaker's side makes the one that ran into its own: the last party named before the verb, its name and the verb's sense.
pub(super) fn collision(s: &Sentence<'_>) -> Option<(Side, String, Vec<u32>)> {
    if !s.marked {
        return None;
    }
    let verb = s.words.iter().position(|w| super::answers::is(COLLIDING, w))?;
    let start = s.words[verb].start;
    let party = |m: &&crate::gazetteer::Mention<'_>| m.span.end <= start && (is_state(m) || &*m.kind == "armed_group");
    let before = s.settings.mentions(s.span()).iter().rev().filter(party);
    let (doer, id) = before.filter_map(|m| Some((s.settings.side(m)?, &*m.id))).next()?;
    let name = s.settings.name_of(doer, id)?;
    (!s.narrated() && s.side.is_some_and(|side| side != doer))
        .then(|| (doer, name, stem(s.text, &s.words[verb]).map(sense).into_iter().collect()))
}

/// True if two charges are of one deed and each side charges the other with it. `apart`: they stand in two documents.
pub(super) fn crossed(a: &Claim, b: &Claim, (c, d): (&Charge, &Charge), apart: bool) -> bool {
    let each_other = a.side == Some(d.doer) && b.side == Some(c.doer);
    let hit = apart && c.objects.iter().any(|o| d.objects.contains(o));
    if !each_other || c.kind != d.kind || !hit && !c.senses.iter().any(|s| d.senses.contains(s)) {
        return false;
    }
    if !apart && a.sentence == b.sentence {
        return c.mutual && d.mutual;
    }
    let (s, t) = (&a.setting, &b.setting);
    if s.elsewhere(t) || !s.when.meets(&t.when, DEED) {
        return false;
    }
    if c.kind == COLLISION {
        return !apart || s.when.agrees(&t.when) || s.when.published.is_some() && s.share_ground(t);
    }
    // Each says that the other struck its own side: two attacks, unless the second is told as the first.
    let own = |claim: &Claim, charge: &Charge| charge.target.is_some() && charge.target == claim.side;
    let (earlier, later, told) = if a.sentence <= b.sentence { (a, b, d) } else { (b, a, c) };
    // The deed itself and one more word: what was hit, with what.
    let alike = matter(a).filter(|s| matter(b).any(|t| t == *s)).count() >= 2;
    let resumed = !apart && (told.taken_up || told.definite && alike);
    if own(a, c) && own(b, d) && !resumed {
        return false;
    }
    if apart {
        // Which attack is meant, only a place and a day tell.
        let dated = s.when.agrees(&t.when) || s.when.published.is_some() && t.when.published.is_some();
        return dated && (s.share_place(t) && alike || hit && s.share_ground(t));
    }
    if later.sentence - earlier.sentence > FAR {
        return false;
    }
    // "For the shelling of X", where no place was told before, may be another.
    let placed = later.setting.own.is_empty() || !earlier.setting.own.is_empty();
    told.taken_up && (placed || alike) || told.definite && alike && s.share_ground(t)
}

/// The senses of a claim's words, its names left out.
fn matter(claim: &Claim) -> impl Iterator<Item = u32> {
    let mut senses: Vec<u32> = claim.stems.iter().filter(|&&s| !claim.setting.is_proper(s) && !is_number(s)).map(|&s| sense(s)).collect();
    senses.sort_unstable();
    senses.dedup();
    senses.into_iter()
}
