//! That somebody does not answer: no event by itself, and no word on what he was asked about.

use super::words::role;
use super::{Scene, Trigger};

/// Those who do not do what their infinitive says.
pub(super) const REFUSING: &[&str] = &["refused", "refuses", "refusing", "declined", "declines", "declining"];
/// How many words from a hit the word of answering can stand.
const REACH: usize = 8;

/// True if all that is told is that somebody said nothing: "declined to comment", "requests for comment", "could not be reached".
pub(super) fn is_silence(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    const SAID: [&str; 12] = [
        "comment",
        "comments",
        "reached",
        "elaborate",
        "answer",
        "answered",
        "reply",
        "replied",
        "respond",
        "responded",
        "contacted",
        "available",
    ];
    const LACKING: [&str; 6] = ["unable", "unavailable", "no", "not", "without", "further"];
    const ASKED: [&str; 11] =
        ["request", "requests", "requested", "asked", "ask", "seeking", "sought", "call", "calls", "messages", "emails"];
    // The hit ends with the word, or is led to it by "for": "requests *for* comment".
    let last = trigger.end - 1;
    let said = (last..(last + 3).min(scene.words.len())).find(|&i| scene.is_any(i, &SAID));
    let Some(said) = said.filter(|&i| (last..i).all(|k| !scene.parted(k))) else { return false };
    let comment = scene.is_any(said, &["comment", "comments"]);
    if said > last && !comment {
        return false;
    }
    let near = || (said.saturating_sub(REACH)..said).rev().take_while(|&i| !scene.parted(i));
    let open = || near().any(|i| scene.is_any(i, &["could", "cannot", "can", "not", "never", "unable", "immediately", "nor", "didnt"]));
    if comment {
        return near().any(|i| scene.is_any(i, REFUSING) || scene.is_any(i, &LACKING) || scene.is_any(i, &ASKED));
    }
    // "Could not be reached by the convoy" is no silence, nor is "did not respond to the attack".
    let aimed = scene.is_any(said + 1, &["by", "with"]) && !scene.parted(said)
        || scene.is_any(said, &["answer", "respond", "reply"])
            && scene.is_any(said + 1, &["to"])
            && !scene.is_any(said + 2, &["questions", "requests", "calls"]);
    let refused = (trigger.first..trigger.end).any(|i| scene.is_any(i, REFUSING));
    open() && !aimed && !refused && last - trigger.first < 4
}

/// The word of answering whose object a noun is: "did not *respond* to the attack", "had no *comment* on the arrests", "could not answer
/// *questions* about the raid". Whether anybody answers says nothing of what he is asked about.
pub(super) fn answered(scene: &Scene<'_>, trigger: &Trigger) -> Option<usize> {
    const ANSWERING: [&str; 17] = [
        "respond",
        "responded",
        "responds",
        "responding",
        "reply",
        "replied",
        "replying",
        "answer",
        "answered",
        "answering",
        "comment",
        "commented",
        "commenting",
        "react",
        "reacted",
        "questions",
        "elaborate",
    ];
    const LEADS: [&str; 8] = ["to", "on", "about", "over", "regarding", "concerning", "into", "for"];
    if (trigger.first..trigger.end).any(|i| scene.verb(i).is_some()) {
        return None;
    }
    let near = (trigger.first.saturating_sub(REACH)..trigger.first).rev().take_while(|&i| !scene.parted(i));
    let mut near = near.skip_while(|&i| scene.verb(i).is_none() && !scene.is_preposition(i) && !scene.is_any(i, &ANSWERING));
    let mut first = near.next()?;
    // "on reports of a coup"
    if scene.is(first, "of") && first > 0 && scene.has(first - 1, role::TOLD) {
        first = near.by_ref().find(|&i| i + 1 < first && (scene.is_preposition(i) || scene.is_any(i, &ANSWERING)))?;
    }
    let word = if scene.is_any(first, &LEADS) { near.next()? } else { first };
    scene.is_any(word, &ANSWERING).then_some(word)
}
