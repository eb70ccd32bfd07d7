//! The claims of one document that others may gainsay: figures, denials and what they deny, opinions.

use crate::compare::content::{is_number, stems};
use crate::extract::{Bound, Event, Quantity, Reality, Statement, Time};
use crate::gazetteer::Mention;
use crate::span::Span;
use crate::text::{BlockKind, Outline, Shape, Word};

/// One claim of one document, kept to be compared: owned and small.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// What it is about, in words a person reads.
    pub topic: String,
    /// Where it stands.
    pub span: Span,
    /// Who says it: an entity id, words of the text, or `narrator`.
    pub source: Option<String>,
    /// What is claimed.
    pub value: String,
    pub(super) kind: Kind,
    /// The states, places and groups of its sentence: id without type, and name; in the order of the ids.
    pub(super) names: Vec<(String, String)>,
    /// The content words of its sentence: without numbers for figures and deeds, without names for opinions.
    pub(super) stems: Vec<u32>,
    /// Day, month or year, where the sentence names one.
    pub(super) date: Option<String>,
}

/// What kind of claim it is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// So many of a unit; an end that is open is infinite.
    Figure { unit: String, low: f64, high: f64, rounded: bool },
    /// An event of a type with its actor, and whether it is denied.
    Event { kind: String, actor: String, denied: bool },
    /// A statement rejected as a whole: the words of the denial tell what it denies.
    Denial,
    /// A statement that may be denied.
    Assertion,
    /// A judgement, and whether anybody but the narrator stands for it.
    Opinion { sourced: bool },
}

/// Types of events that happen or do not happen; speaking, as such, is not disputed.
const DEEDS: [&str; 8] = ["ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "AID", "SUPPORT", "COOPERATE", "SANCTION"];

/// Types of names that tell what a claim is about.
const ABOUT: [&str; 8] = ["country", "nationality", "place", "facility", "armed_group", "government", "organization", "equipment"];

/// Units of time: that two reports give other periods is no conflict.
const PERIODS: [&str; 9] = ["s", "min", "h", "day", "week", "month", "year", "decade", "°"];

/// The claims of one document.
pub fn claims(
    outline: &Outline<'_>,
    mentions: &[Mention<'_>],
    statements: &[Statement],
    events: &[Event],
    times: &[Time],
    quantities: &[Quantity],
) -> Vec<Claim> {
    let mut out = Vec::new();
    for (s, sentence) in outline.sentences.iter().enumerate() {
        if !matches!(outline.sentence_kind(s), BlockKind::Body | BlockKind::Headline) {
            continue;
        }
        let index = s as u32;
        let in_sentence = |of: u32| of == index;
        let from = quantities.partition_point(|q| q.sentence < index);
        let figures = quantities[from..].iter().take_while(|q| in_sentence(q.sentence));
        let from = events.partition_point(|e| e.sentence < index);
        let deeds = events[from..].iter().take_while(|e| in_sentence(e.sentence)).filter(|e| DEEDS.contains(&e.kind.as_str()));
        let statement = statements.get(s);
        let act = statement.and_then(|st| st.act.as_deref());
        if matches!(act, Some("question" | "none")) {
            continue;
        }
        let in_full = stems(outline.text, outline.sentence_words(s));
        let words: Vec<u32> = in_full.iter().copied().filter(|&w| !is_number(w)).collect();
        let names = names(mentions, sentence.span);
        let from = times.partition_point(|t| t.sentence < index);
        let date = times.get(from).filter(|t| t.sentence == index).map(|t| t.value.clone());
        let source = statement.and_then(|st| st.source_id.clone().or_else(|| st.source.clone()));
        let narrated = source.as_deref().is_none_or(|s| s == "narrator");
        let claim = |span: Span, topic: String, value: String, kind: Kind| Claim {
            topic,
            span,
            source: source.clone(),
            value,
            kind,
            names: names.clone(),
            stems: words.clone(),
            date: date.clone(),
        };
        for q in figures {
            let Some(unit) = q.unit.as_deref().filter(|u| !PERIODS.contains(u)) else { continue };
            let value = q.span.text(outline.text).split_whitespace().collect::<Vec<_>>().join(" ");
            // Measures are compared in SI units, counts by the class of their noun.
            let (unit, low, high) = match (&q.si_unit, q.si_low.or(q.si_high)) {
                (Some(si), Some(_)) if si != "1" => (si.clone(), q.si_low, q.si_high),
                _ => (class(unit).to_owned(), q.low, q.high),
            };
            let kind = Kind::Figure {
                low: low.unwrap_or(f64::NEG_INFINITY),
                high: high.unwrap_or(f64::INFINITY),
                rounded: q.bound == Bound::About,
                unit: unit.clone(),
            };
            out.push(claim(q.span, unit, value, kind));
        }
        for e in deeds {
            let Some(actor) = e.actor.as_deref() else { continue };
            let denied = e.reality == Reality::Denied;
            // Only a sentence that denies gives a denial.
            if denied != (act == Some("denial")) || !(denied || matches!(e.reality, Reality::Actual | Reality::Alleged)) {
                continue;
            }
            let kind = Kind::Event { kind: e.kind.clone(), actor: bare(actor).to_owned(), denied };
            out.push(claim(sentence.span, format!("{} by {}", e.kind, bare(actor)), e.reality.as_str().to_owned(), kind));
        }
        match act {
            Some("denial") => {
                let stems = in_full.clone();
                out.push(Claim { stems, ..claim(sentence.span, String::new(), "denied".to_owned(), Kind::Denial) });
            }
            Some(act @ ("accusation" | "claim" | "report")) => {
                let value = if act == "accusation" { "accused" } else { "said" };
                let stems = in_full.clone();
                out.push(Claim { stems, ..claim(sentence.span, String::new(), value.to_owned(), Kind::Assertion) });
            }
            _ => {}
        }
        if act == Some("assessment") || (narrated && act == Some("report")) {
            let value = if narrated { "narrated" } else { "sourced" };
            // Names say whom a judgement is of, not what it is.
            let plain: Vec<Word> = outline.sentence_words(s).iter().copied().filter(|w| !w.shape.has(Shape::CAPITAL)).collect();
            let stems = stems(outline.text, &plain);
            out.push(Claim { stems, ..claim(sentence.span, String::new(), value.to_owned(), Kind::Opinion { sourced: !narrated }) });
        }
    }
    out
}

/// The names of a sentence that tell what it is about.
fn names(mentions: &[Mention<'_>], sentence: Span) -> Vec<(String, String)> {
    let from = mentions.partition_point(|m| m.span.start < sentence.start);
    let inside = mentions[from..].iter().take_while(|m| m.span.end <= sentence.end);
    let mut out: Vec<(String, String)> =
        inside.filter(|m| ABOUT.contains(&m.kind.as_ref())).map(|m| (key(&m.id).to_owned(), m.name.to_string())).collect();
    out.sort();
    out.dedup_by(|a, b| a.0 == b.0);
    out
}

/// An id without its type, so that a country, its adjective and its government are one.
fn bare(id: &str) -> &str {
    id.split_once(':').map_or(id, |(_, rest)| rest)
}

/// An id without its type and without the ending that makes a country's name an adjective (Belarus, Belarusian).
fn key(id: &str) -> &str {
    let rest = bare(id);
    match id.split_once(':') {
        Some(("country" | "nationality", _)) => rest.get(..6).unwrap_or(rest),
        _ => rest,
    }
}

/// The class of a counted noun: troops, soldiers and servicemen are one.
fn class(unit: &str) -> &str {
    match unit {
        "troop" | "serviceman" | "servicewoman" | "servicemember" | "fighter" => "soldier",
        "aircraft" | "plane" | "jet" => "aircraft",
        "uav" | "UAV" => "drone",
        "victim" | "body" | "dead" | "killed" | "fatality" => "dead",
        "wounded" | "injured" | "hurt" => "wounded",
        "civilian" | "resident" | "inhabitant" => "civilian",
        _ => unit,
    }
}
