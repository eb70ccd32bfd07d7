//! Names made of a name and the word beside it: "Ukrainian" + "foreign ministry", "Kursk" + "incursion".

use super::context::Context;
use super::{bodies, identity};
use crate::gazetteer::known::cues::Cue;
use crate::gazetteer::matching::{Candidate, Mention, Variant};
use std::borrow::Cow;

/// Joins what belongs together, longest first. Mentions are in text order and so is the result.
pub(super) fn join<'g>(context: &Context<'_, '_, 'g>, mentions: Vec<Mention<'g>>) -> Vec<Mention<'g>> {
    let cover = context.cover(&mentions);
    let mut out: Vec<Mention<'g>> = Vec::with_capacity(mentions.len());
    let mut i = 0;
    while i < mentions.len() {
        let rest = &mentions[i..];
        let joined = border(context, rest)
            .or_else(|| conflict(context, rest))
            .or_else(|| adjective_and_body(context, rest))
            .or_else(|| body_of_state(context, rest))
            .or_else(|| region(context, rest))
            .or_else(|| facility(context, rest));
        if let Some((mention, used)) = joined {
            out.push(mention);
            i += used;
        } else {
            if !is_a_guard(context, &mentions, &cover, i) {
                out.push(mentions[i].clone());
            }
            i += 1;
        }
    }
    out
}

fn words(m: &Mention<'_>) -> (usize, usize) {
    (m.first_word as usize, m.end_word as usize)
}

fn end_of(context: &Context<'_, '_, '_>, m: &Mention<'_>) -> usize {
    m.sentence.map_or(m.end_word as usize, |s| context.sentence(s).1)
}

fn is_state(m: &Mention<'_>) -> bool {
    matches!(&*m.kind, "country" | "nationality")
}

/// Two states joined by a hyphen or dash.
fn pair<'m, 'g>(context: &Context<'_, '_, 'g>, rest: &'m [Mention<'g>]) -> Option<(&'m Mention<'g>, &'m Mention<'g>)> {
    let [a, b, ..] = rest else { return None };
    let linked = a.end_word == b.first_word && context.hyphened(b.first_word as usize);
    (linked && is_state(a) && is_state(b)).then_some((a, b))
}

/// "Polish-Belarusian border": a border is named by two states.
fn border<'g>(context: &Context<'_, '_, 'g>, rest: &[Mention<'g>]) -> Option<(Mention<'g>, usize)> {
    let (a, b) = pair(context, rest)?;
    let end = end_of(context, b);
    let mut head = b.end_word as usize;
    if head < end && context.joined(head) && context.is(head, &["state"]) {
        head += 1;
    }
    if head >= end || !context.joined(head) || !context.is(head, &["border", "frontier", "boundary"]) {
        return None;
    }
    let span = (a.first_word as usize, head + 1);
    let sentence = a.sentence?;
    let mut sides = [state_name(context, a), state_name(context, b)];
    let names = [format!("{}-{} border", sides[0], sides[1]), format!("{}-{} border", sides[1], sides[0])];
    let listed = names.iter().find_map(|n| context.gazetteer.lookup(n).first().copied());
    if let Some(entry) = listed {
        return Some((identity::listed(context, span, sentence, entry, 0.9, Variant::Folded), 2));
    }
    sides.sort_unstable();
    let name = format!("{}-{} border", sides[0], sides[1]);
    Some((named(context, span, sentence, "place", &name, 0.8), 2))
}

/// The name of the country behind a country or a nationality.
fn state_name<'g>(context: &Context<'_, '_, 'g>, m: &Mention<'g>) -> Cow<'g, str> {
    if m.kind == "nationality" {
        let entry = context.country(m).and_then(|c| context.gazetteer.bodies().get("country", c));
        if let Some(entry) = entry {
            return Cow::Borrowed(context.gazetteer.entry(entry).name());
        }
    }
    m.name.clone()
}

/// A mention whose id is made from its name.
fn named<'g>(
    context: &Context<'_, '_, 'g>,
    span: (usize, usize),
    sentence: u32,
    kind: &'static str,
    name: &str,
    score: f32,
) -> Mention<'g> {
    let candidate = Candidate {
        id: Cow::Owned(identity::made_id(context, kind, name)),
        name: Cow::Owned(name.to_owned()),
        kind: Cow::Borrowed(kind),
        score,
    };
    identity::made(context, span, sentence, candidate, None, Variant::Exact)
}

/// "Kursk incursion", "Ukraine conflict", "Russia-Ukraine war".
fn conflict<'g>(context: &Context<'_, '_, 'g>, rest: &[Mention<'g>]) -> Option<(Mention<'g>, usize)> {
    let (first, last, used) = match pair(context, rest) {
        Some((a, b)) => (a, b, 2),
        None => (rest.first()?, rest.first()?, 1),
    };
    let head = last.end_word as usize;
    let sentence = first.sentence?;
    if head >= end_of(context, last) || !context.joined(head) || !context.cue(head).any(Cue::CONFLICT) {
        return None;
    }
    let lasting = context.is(head, &["war", "conflict"]);
    let fits = match &*last.kind {
        "country" => lasting,
        "nationality" => lasting && used == 2,
        "place" => context.metonym(last).is_none(),
        _ => false,
    };
    let next = head + 1;
    let other = next < end_of(context, last)
        && context.joined(next)
        && context.is(next, &["crime", "crimes", "criminal", "criminals", "games", "game", "effort", "machine", "chest", "zone", "room"]);
    if !fits || other {
        return None;
    }
    // one place has one campaign in a document, whatever each sentence calls it
    let place = if used == 2 { format!("{}-{}", state_name(context, first), state_name(context, last)) } else { last.name.to_string() };
    let noun = if lasting { "war" } else { "offensive" };
    let span = (first.first_word as usize, next);
    let written = context.span(span.0, span.1).text(context.outline.text);
    let listed = [written.to_owned(), format!("{place} {noun}"), format!("{place} incursion")]
        .iter()
        .find_map(|n| context.gazetteer.lookup(n).first().copied());
    if let Some(entry) = listed {
        return Some((identity::listed(context, span, sentence, entry, 0.9, Variant::Folded), used));
    }
    Some((named(context, span, sentence, "conflict", &format!("{place} {noun}"), 0.7), used))
}

/// "Ukrainian foreign ministry", "Belarus MoD": one name.
fn adjective_and_body<'g>(context: &Context<'_, '_, 'g>, rest: &[Mention<'g>]) -> Option<(Mention<'g>, usize)> {
    let [state, body, ..] = rest else { return None };
    let (first, end) = (state.first_word as usize, body.end_word as usize);
    if !is_state(state) || !context.generic(body) || state.end_word != body.first_word || !context.joined(body.first_word as usize) {
        return None;
    }
    let country = context.country(state)?;
    let guard = first > 0 && context.is(first - 1, &["a", "an"]) && context.is(end - 1, &["guard", "soldier", "officer"]);
    if guard {
        return None;
    }
    Some((bodies::of_state(context, (first, end), body, country), 2))
}

/// "Ministry of Defence of Russia", "Armed Forces of Ukraine".
fn body_of_state<'g>(context: &Context<'_, '_, 'g>, rest: &[Mention<'g>]) -> Option<(Mention<'g>, usize)> {
    let [body, state, ..] = rest else { return None };
    let (_, end) = words(body);
    if !context.generic(body)
        || state.kind != "country"
        || end >= end_of(context, body)
        || !context.joined(end)
        || !context.is(end, &["of"])
    {
        return None;
    }
    let mut at = end + 1;
    if at < state.first_word as usize && context.is(at, &["the"]) {
        at += 1;
    }
    if at != state.first_word as usize {
        return None;
    }
    let country = context.country(state)?;
    Some((bodies::of_state(context, (body.first_word as usize, state.end_word as usize), body, country), 2))
}

/// "Gomel province", where the gazetteer lists only the town.
fn region<'g>(context: &Context<'_, '_, 'g>, rest: &[Mention<'g>]) -> Option<(Mention<'g>, usize)> {
    let place = rest.first()?;
    let head = place.end_word as usize;
    if place.kind != "place" || head >= end_of(context, place) || !context.joined(head) || !context.cue(head).any(Cue::REGION) {
        return None;
    }
    let sentence = place.sentence?;
    let span = (place.first_word as usize, head + 1);
    let noun = context.written(head).to_lowercase();
    let regional = matches!(noun.as_str(), "region" | "oblast" | "province" | "krai" | "voivodeship" | "governorate");
    let names = [format!("{} {noun}", place.name), format!("{} region", place.name), format!("{} oblast", place.name)];
    let wanted = if regional { &names[..] } else { &names[..1] };
    if let Some(entry) = wanted.iter().find_map(|n| context.gazetteer.lookup(n).first().copied()) {
        return Some((identity::listed(context, span, sentence, entry, 0.9, Variant::Folded), 1));
    }
    let noun = if regional { "region" } else { noun.as_str() };
    Some((named(context, span, sentence, "place", &format!("{} {noun}", place.name), 0.7), 1))
}

/// "Dyvin border crossing point", "Engels air base".
fn facility<'g>(context: &Context<'_, '_, 'g>, rest: &[Mention<'g>]) -> Option<(Mention<'g>, usize)> {
    let place = rest.first()?;
    if place.kind != "place" {
        return None;
    }
    let last = match rest {
        [_, b, ..] if b.kind == "place" && place.end_word == b.first_word && context.hyphened(b.first_word as usize) => b,
        _ => place,
    };
    let used = if std::ptr::eq(last, place) { 1 } else { 2 };
    let sentence = place.sentence?;
    let end = facility_end(context, last.end_word as usize, end_of(context, last), context.metonym(last).is_some())?;
    let span = (place.first_word as usize, end);
    let crossing = (last.end_word as usize..end).any(|i| context.is(i, &["crossing", "checkpoint"]));
    let place_name = if used == 2 { format!("{}-{}", place.name, last.name) } else { place.name.to_string() };
    let name = if crossing {
        format!("{place_name} crossing")
    } else {
        format!("{place_name} {}", context.span(last.end_word as usize, end).text(context.outline.text).to_lowercase())
    };
    Some((named(context, span, sentence, "facility", &name, 0.7), used))
}

/// Where the head of a facility's name ends that begins at word `at`, if one does.
///
/// Plain "station" or "bridge" in lower case names nothing, nor does "airport" after a capital, which may have several.
pub(super) fn facility_end(context: &Context<'_, '_, '_>, at: usize, end: usize, capital: bool) -> Option<usize> {
    let mut i = at;
    while i < end && i < at + 3 && context.joined(i) && context.cue(i).any(Cue::FACILITY_MODIFIER) && !head_noun(context, i, end) {
        i += 1;
    }
    if i >= end || !context.joined(i) || !context.cue(i).any(Cue::FACILITY) {
        return None;
    }
    let telling = i > at && !capital
        || context.capital(i)
        || context.is(i, &["airbase", "airfield", "crossing", "checkpoint", "refinery", "cosmodrome", "shipyard"])
        || !capital && context.is(i, &["airport"]);
    if !telling {
        return None;
    }
    let point = i + 1 < end && context.joined(i + 1) && context.is(i + 1, &["point", "complex"]);
    Some(if point { i + 2 } else { i + 1 })
}

/// True if word `i` heads the name rather than a modifier of the next word.
fn head_noun(context: &Context<'_, '_, '_>, i: usize, end: usize) -> bool {
    context.cue(i).any(Cue::FACILITY) && !(i + 1 < end && context.joined(i + 1) && context.cue(i + 1).any(Cue::FACILITY))
}

/// "a Belarusian border guard" is a man, not a service.
fn is_a_guard(context: &Context<'_, '_, '_>, mentions: &[Mention<'_>], cover: &[u32], i: usize) -> bool {
    let m = &mentions[i];
    let (first, end) = words(m);
    if !context.bare(m) || context.capital(first) || !context.is(end - 1, &["guard", "guards"]) {
        return false;
    }
    let mut at = first;
    while at > 0 && cover[at - 1] != super::context::FREE && context.joined(at) {
        at = mentions[cover[at - 1] as usize].first_word as usize;
    }
    at > 0 && context.is(at - 1, &["a", "an"]) || context.is(end - 1, &["guards"])
}
