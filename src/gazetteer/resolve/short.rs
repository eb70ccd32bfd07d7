//! Short forms: a surname after the full name, the first word of a group named in full.

use super::context::{Context, FREE};
use super::identity;
use crate::gazetteer::known::cues::Cue;
use crate::gazetteer::matching::{Mention, Variant};
use crate::gazetteer::variants::is_turned;
use rustc_hash::FxHashMap;

/// Makes mentions of the short forms of persons and groups that the document names in full.
///
/// Of two persons with one surname the last one named is meant.
pub(super) fn resolve<'g>(context: &Context<'_, '_, 'g>, mentions: &mut Vec<Mention<'g>>) {
    let cover = context.cover(mentions);
    // by short form: the mentions in full, in text order
    let mut full: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (i, m) in mentions.iter().enumerate() {
        if let Some(word) = short_form(context, m) {
            full.entry(context.word(word).hash).or_default().push(i);
        }
    }
    if full.is_empty() {
        return;
    }
    let mut found = Vec::new();
    let mut relinked = Vec::new();
    for (s, sentence) in context.outline.sentences.iter().enumerate() {
        let (start, end) = (sentence.first_word as usize, sentence.end_word as usize);
        for w in start..end {
            if !context.capital(w) {
                continue;
            }
            let Some(named) = full.get(&context.word(w).hash) else { continue };
            // the last one named before, else the first one after
            let before = named.partition_point(|&m| (mentions[m].first_word as usize) < w);
            let last = &mentions[named[before.saturating_sub(1)]];
            if cover[w] != FREE {
                let m = &mentions[cover[w] as usize];
                let alone = m.first_word as usize == w && m.end_word as usize == w + 1;
                let other = m.id != last.id && before > 0;
                if alone && other && m.kind == "person" && last.kind == "person" {
                    relinked.push((cover[w] as usize, named[before - 1]));
                }
                continue;
            }
            if !stands_alone(context, last, w, start, end) {
                continue;
            }
            let mut first = w;
            while first > start
                && context.joined(first)
                && cover[first - 1] == FREE
                && context.cue(first - 1).any(Cue::PARTICLE)
                && last.kind == "person"
                && context.written(first - 1).len() > 1
                && particle_of(context, last, first - 1, w)
            {
                first -= 1;
            }
            found.push(identity::same_as(context, (first, w + 1), s as u32, last, Variant::Short, last.score * 0.95));
        }
    }
    for (m, to) in relinked {
        let to = mentions[to].clone();
        let old = &mentions[m];
        mentions[m] = identity::same_as(
            context,
            (old.first_word as usize, old.end_word as usize),
            old.sentence.unwrap_or_default(),
            &to,
            Variant::Short,
            to.score * 0.9,
        );
    }
    super::passes::merge(mentions, found);
}

/// Heads that are left out of an organisation's name; a newspaper or university without its head is a town.
const SHORTENED: &[&str] = &[
    "group",
    "company",
    "corp",
    "corporation",
    "co",
    "inc",
    "ltd",
    "llc",
    "plc",
    "gmbh",
    "holding",
    "holdings",
    "movement",
    "party",
    "alliance",
    "network",
    "project",
];

/// The word of a name in full that can stand for it: a person's last, a group's first where the others are a common head.
fn short_form(context: &Context<'_, '_, '_>, m: &Mention<'_>) -> Option<usize> {
    let (first, end) = (m.first_word as usize, m.end_word as usize);
    if end - first < 2 {
        return None;
    }
    match &*m.kind {
        "person" => {
            let words: Vec<&str> = (first..end).map(|i| context.written(i)).collect();
            if is_turned(&words) {
                return context.capital(first).then_some(first);
            }
            // "Li Gun-mo": the family name stands first.
            if context.hyphened(end - 1) && !context.capital(end - 1) {
                return context.capital(first).then_some(first);
            }
            let last = if end - first > 2 && context.is(end - 1, &["jr", "sr", "ii", "iii", "iv"]) { end - 2 } else { end - 1 };
            (context.word(last).span().len() > 1 && context.capital(last)).then_some(last)
        }
        "armed_group" | "organization" => {
            let heads = (first + 1..end).all(|i| context.designator(i) == Some("armed_group") || context.is(i, SHORTENED));
            let own = context.capital(first)
                && context.designator(first).is_none()
                && !context.cue(first).any(Cue::NEVER.or(Cue::ADVERB).or(Cue::ROLE).or(Cue::GENERIC).or(Cue::GIVEN))
                && context.gazetteer.lookup(context.written(first)).iter().all(|&e| {
                    let entry = context.gazetteer.entry(e);
                    Some(entry.id()) == m.entry.map(|e| context.gazetteer.entry(e).id())
                });
            (heads && own).then_some(first)
        }
        _ => None,
    }
}

/// True if the particle at word `p` stands before the surname in the full name too.
fn particle_of(context: &Context<'_, '_, '_>, full: &Mention<'_>, p: usize, surname: usize) -> bool {
    let back = surname - p;
    let at = (full.end_word as usize - 1).checked_sub(back);
    at.is_some_and(|at| at > full.first_word as usize && context.word(at).hash == context.word(p).hash)
}

/// True if word `w` is the short form alone and not part of another name or an ordinary word.
fn stands_alone(context: &Context<'_, '_, '_>, full: &Mention<'_>, w: usize, start: usize, end: usize) -> bool {
    let cue = context.cue(w);
    if cue.any(Cue::NEVER) {
        // "May" the month, "May" the minister
        let next = if w + 1 < end { context.cue(w + 1) } else { Default::default() };
        let titled = w > start && context.cue(w - 1).any(Cue::TITLE);
        return full.kind == "person" && (titled || next.any(Cue::REPORTING));
    }
    if full.kind != "person" && w + 1 < end && context.joined(w + 1) && context.capital(w + 1) {
        return false;
    }
    if w > start && context.joined(w) && context.capital(w - 1) {
        let before = context.cue(w - 1);
        let other_name = before.any(Cue::GIVEN) && !before.any(Cue::TITLE);
        return !other_name;
    }
    true
}
