//! Days that reports give for one deed: for the arrest or the death of one person, for *the* attack that "took place on Monday".

use super::claim::Claim;
use super::claim::Kind;
use super::claim::NARRATOR;
use super::days;
use super::sentence::Sentence;
use crate::extract::Reality;
use crate::text::listed::holds;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Days between which one deed is told; further apart are two.
const APART: i64 = 5;
/// Verbs by which a deed that was told before is given its day.
const TOOK: &str = "took happened occurred began started was were";
/// Words of a sentence that tells of another deed, or of a stretch of days.
const NEXT: &str = "another again later next second since until after before earlier previous following continued resumed";
/// Types of deeds that befall one person once within days.
const ONCE: [&str; 3] = ["COERCE", "ASSAULT", "RETREAT"];

/// A day, and of which deed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Dated {
    pub day: NaiveDate,
    /// The type of the event.
    pub kind: String,
    /// Whom it befell, or where: an entity id.
    pub of: String,
}

/// The days of the deeds that a sentence tells.
pub(super) fn days(s: &Sentence<'_>, out: &mut Vec<Claim>) {
    if (0..s.words.len()).any(|i| holds(NEXT, &s.words[i].text(s.text).to_lowercase())) {
        return;
    }
    for event in s.events() {
        let Some((day, last)) = event.date.as_deref().and_then(days::days) else { continue };
        let told = matches!(event.reality, Reality::Actual | Reality::Alleged) && day == last;
        let person = event
            .recipient
            .as_deref()
            .filter(|who| who.starts_with("person:") && !who.contains(';') && ONCE.contains(&event.kind.as_str()));
        let known = || event.place.as_deref().filter(|_| is_definite(s, event.span.start, event.span.end));
        let Some(of) = person.or_else(known).filter(|_| told) else { continue };
        let Some(time) = s.layers.times.iter().find(|t| t.sentence as usize == s.index && Some(t.value.as_str()) == event.date.as_deref())
        else {
            continue;
        };
        let dated = Dated { day, kind: event.kind.clone(), of: of.to_owned() };
        out.push(s.claim(time.span, s.written(time.span), Kind::Day(dated), s.content.clone()));
        return;
    }
}

/// True for "*the attack* on X *took place*": a noun with its article, and a verb that only gives its day.
fn is_definite(s: &Sentence<'_>, start: u32, end: u32) -> bool {
    let word = |i: usize| s.words.get(i).map(|w| w.text(s.text).to_lowercase()).unwrap_or_default();
    let first = s.words.partition_point(|w| w.end <= start);
    let last = s.words.partition_point(|w| w.start < end);
    let the = (first.saturating_sub(2)..=first).any(|i| holds("the its their this that", &word(i)));
    let took = |i: usize| match word(i).as_str() {
        "took" => word(i + 1) == "place",
        "was" | "were" => word(i + 1) == "on",
        other => holds(TOOK, other),
    };
    the && (last..(last + 10).min(s.words.len())).any(took)
}

/// True if two sources give two days for one deed, both in reports that came after either day.
pub(super) fn differ(a: &Claim, b: &Claim, (x, y): (&Dated, &Dated), apart: bool) -> bool {
    let days = x.day.signed_duration_since(y.day).num_days().abs();
    let narrator = |c: &Claim| c.source.as_deref().is_none_or(|s| s == NARRATOR);
    if days == 0 || days > APART || (x.kind.as_str(), x.of.as_str()) != (y.kind.as_str(), y.of.as_str()) {
        return false;
    }
    if a.same_source(b) && !(apart && narrator(a)) || a.setting.elsewhere(&b.setting) {
        return false;
    }
    let later = x.day.max(y.day);
    let after = |c: &Claim| c.setting.when.published.is_none_or(|day| day >= later);
    let words = a.stems.iter().filter(|s| b.stems.contains(s)).count();
    after(a) && after(b) && words >= 2
}
