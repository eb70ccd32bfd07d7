//! What a sentence tells and denies: deeds, who is charged with them, the statement as a whole, and judgements.

use super::blame::{self, Charge};
use super::claim::{Actor, Claim, Kind, Told};
use super::matter::sense;
use super::negation::negates;
use super::reported;
use super::sentence::Sentence;
use super::setting::Side;
use crate::compare::content::{hashes, stem, stems};
use crate::extract::{Event, Reality};
use crate::text::{Shape, Word};
use rustc_hash::FxHashSet;
use std::sync::{Arc, LazyLock};

/// Types of events that happen or do not happen; speaking, as such, is not disputed.
const DEEDS: [&str; 8] = ["ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "AID", "SUPPORT", "COOPERATE", "SANCTION"];

/// Words of denying and charging, which say nothing of what is denied.
const VERDICTS: &str = "deny denies denied denying denial reject rejects rejected rejecting dismiss dismisses dismissed refute refutes refuted refuting \
    disprove insist insists insisted maintain maintains maintained accuse accuses accused accusing accusation accusations allegation allegations \
    allege alleges alleged claim claims claimed charge charges charged call calls called invention lie lies false untrue baseless report reports \
    reported spokesman spokeswoman spokesperson president minister ministry foreign defence defense official officials";

/// Words by which a sentence passes on another's word, even where nobody could tell whose: it has not lost its source.
const PASSING_ON: &str = "say says said saying tell tells told remark remarks report reports reported reportedly according newsletter poll polls survey \
    surveys study testimony interview quoted predict predicts predicted forecast forecasts estimate estimates estimated warn warns warned argue argues \
    argued claim claims claimed announce announces announced statement statements comment comments view views opinion";

static VERDICT_HASHES: LazyLock<FxHashSet<u64>> = LazyLock::new(|| hashes(VERDICTS));
static PASSING_ON_HASHES: LazyLock<FxHashSet<u64>> = LazyLock::new(|| hashes(PASSING_ON));

fn deeds_of<'a>(s: &Sentence<'a>) -> impl Iterator<Item = &'a Event> {
    s.events().filter(|e| DEEDS.contains(&e.kind.as_str()))
}

fn is_told(e: &Event) -> bool {
    matches!(e.reality, Reality::Actual | Reality::Alleged)
}

/// Deeds that somebody did or is denied to have done.
pub(super) fn deeds(s: &Sentence<'_>, out: &mut Vec<Claim>) {
    let denial = s.act == Some("denial");
    for e in deeds_of(s) {
        let denied = e.reality == Reality::Denied;
        // Only a sentence that denies gives a denial; what it asserts besides is left alone.
        if denied != denial || !(denied || is_told(e)) {
            continue;
        }
        // What stands behind the comma is told beside what is denied: "saw no reason to use the weapons, deployed last year".
        if denied && !s.denies && !negates(s.text, s.words, e.span.end) {
            continue;
        }
        let Some(actor) = actor(s, e, denied.then_some(s.side).flatten()) else { continue };
        let recipient = e.recipient.as_deref().and_then(|id| s.settings.of_id(id));
        let kind = Kind::Deed { kind: e.kind.clone(), actor, recipient, denied };
        out.push(s.claim(s.span(), e.reality.as_str(), kind, s.content.clone()));
    }
}

/// Deeds that the speaker's side lays to another.
pub(super) fn charges(s: &Sentence<'_>, out: &mut Vec<Claim>) {
    if !s.is_act(&["accusation", "claim", "report"]) {
        return;
    }
    let mut deeds = deeds_of(s).peekable();
    let mutual = deeds.peek().is_some() && blame::is_mutual(s.text, s.words);
    for e in deeds.filter(|e| is_told(e)) {
        for (speaker, accuser, doer, name) in charged(s, e, mutual) {
            let hit = e.recipient.as_deref().or(e.place.as_deref());
            let (taken_up, definite) = blame::takes_up(s.text, s.words, e);
            let charge = Charge {
                kind: e.kind.clone(),
                doer,
                target: hit.and_then(|id| s.settings.of_id(id)),
                senses: told_senses(s, e),
                objects: blame::objects(s.text, s.words, e.span.start),
                taken_up,
                definite,
                mutual,
            };
            push_charge(s, speaker, accuser, &name, charge, out);
        }
    }
    if let Some((doer, name, senses)) = blame::collision(s) {
        let charge = Charge {
            kind: blame::COLLISION.to_owned(),
            doer,
            target: None,
            senses,
            objects: Vec::new(),
            taken_up: false,
            definite: false,
            mutual: false,
        };
        if let Some(accuser) = s.side {
            push_charge(s, None, accuser, &name, charge, out);
        }
    }
}

fn push_charge(s: &Sentence<'_>, speaker: Option<&str>, accuser: Side, name: &str, charge: Charge, out: &mut Vec<Claim>) {
    let mut made = s.claim(s.span(), format!("blames {name}"), Kind::Charge(charge), s.content.clone());
    made.side = Some(accuser);
    made.source = speaker.map(str::to_owned).or(made.source);
    out.push(made);
}

/// Who lays an event to whom, and that one's name: the speaker to its actor, or each of two to the other ("X and Y blamed each other").
fn charged<'a>(s: &Sentence<'a>, event: &Event, mutual: bool) -> Vec<(Option<&'a str>, Side, Side, String)> {
    let side = s.side.filter(|_| !s.narrated());
    let found = if mutual {
        match s.settings.parties(s.index)[..] {
            [(a, x), (b, y)] => vec![(Some(a), x, y, b.to_owned()), (Some(b), y, x, a.to_owned())],
            _ => Vec::new(),
        }
    } else {
        let doer = event.actor.as_deref().and_then(|id| Some((s.settings.of_id(id)?, id.to_owned())));
        side.zip(doer).map(|(accuser, (doer, id))| (None, accuser, doer, id)).into_iter().collect()
    };
    let named = |(speaker, accuser, doer, id): (_, _, _, String)| Some((speaker, accuser, doer, s.settings.name_of(doer, &id)?));
    found.into_iter().filter(|(_, accuser, doer, _)| accuser != doer).filter_map(named).collect()
}

/// A statement that rejects another, with the one that it quotes in order to reject it; or one that may be rejected.
pub(super) fn statement(s: &Sentence<'_>, out: &mut Vec<Claim>) {
    let telling = || -> Arc<[u32]> {
        let words = s.words.iter().filter(|w| !VERDICT_HASHES.contains(&w.hash));
        let mut telling: Vec<u32> = words.filter_map(|w| stem(s.text, w)).collect();
        telling.sort_unstable();
        telling.dedup();
        telling.into()
    };
    let value = match s.act {
        Some("denial") => {
            if let Some(reported) = reported::reported(s) {
                let mut told = s.claim(reported.span, "said", Kind::Reported, s.content.clone());
                told.source = Some(reported.source);
                told.side = None;
                out.push(told);
            }
            out.push(s.claim(s.span(), "denied", Kind::Denial { answers: None }, telling()));
            return;
        }
        Some("accusation") => "accused",
        Some("commitment") => "announced",
        Some("claim" | "report") => "said",
        _ => return,
    };
    let told = deeds_of(s).filter(|e| is_told(e)).map(|e| Told {
        kind: e.kind.clone(),
        senses: told_senses(s, e),
        doer: e.actor.as_deref().and_then(|id| s.settings.of_id(id)),
    });
    let kind = Kind::Assertion { deeds: told.collect(), accuses: s.act == Some("accusation"), announces: s.act == Some("commitment") };
    out.push(s.claim(s.span(), value, kind, telling()));
}

/// A judgement, whoever stands for it.
pub(super) fn opinion(s: &Sentence<'_>, out: &mut Vec<Claim>) {
    let narrated = s.narrated();
    if s.act != Some("assessment") && !(narrated && s.act == Some("report")) {
        return;
    }
    if narrated && s.words.iter().any(|w| PASSING_ON_HASHES.contains(&w.hash)) {
        return;
    }
    // Names say whom a judgement is of, not what it is.
    let plain: Vec<Word> = s.words.iter().copied().filter(|w| !w.shape.has(Shape::CAPITAL)).collect();
    let value = if narrated { "narrated" } else { "sourced" };
    out.push(s.claim(s.span(), value, Kind::Opinion { sourced: !narrated }, stems(s.text, &plain).into()));
}

/// Who did it: the actor's side, else the actor; the speaker's side for a denial that names nobody.
fn actor(s: &Sentence<'_>, event: &Event, denier: Option<Side>) -> Option<Actor> {
    match event.actor.as_deref() {
        Some(id) if id.contains(';') => None,
        // Words of the text ("its guns") do what the denier's side does.
        Some(id) => s.settings.of_id(id).or(denier.filter(|_| !id.contains(':'))).map(Actor::Side).or_else(|| {
            let listed = id.contains(':');
            listed.then(|| Actor::Other(id.to_owned()))
        }),
        None => denier.map(Actor::Side),
    }
}

/// The senses of the words that an event hangs on.
fn told_senses(s: &Sentence<'_>, event: &Event) -> Vec<u32> {
    let told = s.words.iter().filter(|w| event.span.start <= w.start && w.end <= event.span.end);
    told.filter_map(|w| stem(s.text, w)).map(sense).collect()
}
