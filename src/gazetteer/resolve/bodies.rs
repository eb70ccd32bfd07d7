//! Bodies of states: which state's "foreign ministry" a bare one is.

use super::context::{Context, FREE};
use super::identity;
use super::subject::Subjects;
use crate::gazetteer::matching::{Candidate, Mention, Variant};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// Bodies that every state has many sentences about: in lower case a common noun, unless a state stands right beside.
const COMMON_NOUNS: &[&str] =
    &["government", "parliament", "armed_forces", "army", "navy", "air_force", "military", "authorities", "police"];

/// A mention of `state`'s body in words `first..end`; `bare` names the body.
pub(super) fn of_state<'g>(context: &Context<'_, '_, 'g>, words: (usize, usize), bare: &Mention<'g>, state: &str) -> Mention<'g> {
    let sentence = bare.sentence.unwrap_or_default();
    let body = context.body(bare);
    if let Some(entry) = body.and_then(|b| context.gazetteer.bodies().get(b, state)) {
        // What names a body of any state is short for this one's name, unless that is written so.
        let written = context.span(words.0, words.1).text(context.outline.text);
        let exact = context.gazetteer.entry(entry).names().any(|name| name == written);
        let variant = if bare.variant == Variant::Exact && !exact { Variant::Short } else { bare.variant };
        return identity::listed(context, words, sentence, entry, 0.9, variant);
    }
    let slug = body.map_or_else(|| identity::slug(&bare.name), str::to_owned);
    let candidate = Candidate {
        id: Cow::Owned(format!("{}:{}_{slug}", bare.kind, state.to_ascii_lowercase())),
        name: Cow::Owned(format!("{} ({state})", bare.name)),
        kind: bare.kind.clone(),
        score: 0.7,
    };
    identity::made(context, words, sentence, candidate, None, bare.variant)
}

/// The state that stands directly before the words from `first`: an adjective, a name, a possessive.
///
/// With a possessive up to one lower-case word may stand between ("Belarus's own foreign ministry"). Returns the index
/// of the mention and whether a possessive parts the two.
pub(super) fn possessor<'g>(
    context: &Context<'_, '_, 'g>,
    mentions: &[Mention<'g>],
    cover: &[u32],
    first: usize,
    start: usize,
) -> Option<(usize, bool)> {
    let mention = |i: usize| (cover[i] != FREE).then_some(cover[i] as usize);
    let mut at = first.checked_sub(1).filter(|&i| i >= start)?;
    let mut adjectives = 0;
    loop {
        if context.possessive(at) {
            let owner = at.checked_sub(1).filter(|&i| i >= start).and_then(mention)?;
            return Some((owner, true));
        }
        if let Some(owner) = mention(at) {
            // "Belarus' foreign ministry": a possessive without its s
            let gap = context.gap(at + 1);
            let marked = gap.chars().next().is_some_and(crate::text::fold::is_apostrophe);
            let near = context.joined(at + 1) && adjectives == 0 || marked;
            return (near && context.country(&mentions[owner]).is_some()).then_some((owner, marked));
        }
        if adjectives == 1 || !context.joined(at + 1) || context.capital(at) || at == start {
            return None;
        }
        adjectives += 1;
        at -= 1;
    }
}

/// The state in whose capital a body sits: "the Foreign Ministry in Kyiv".
fn seat<'g>(context: &Context<'_, '_, 'g>, mentions: &[Mention<'g>], cover: &[u32], at: usize, end: usize) -> Option<&'g str> {
    let town = at + 1;
    if town >= end || cover[town] == FREE || !context.joined(at) || !context.is(at, &["in"]) || !context.joined(town) {
        return None;
    }
    let m = &mentions[cover[town] as usize];
    context.metonym(m)?;
    context.country(m)
}

/// Gives every body without its state the state that it belongs to (docs/tables.md), and drops common nouns.
///
/// The order: the possessor directly before, or the capital in which it sits directly after; the last body of its kind already resolved; the state that is the subject of
/// this sentence or the one before.
pub(super) fn resolve<'g>(context: &Context<'_, '_, 'g>, mentions: &mut Vec<Mention<'g>>) {
    if !mentions.iter().any(|m| context.bare(m)) {
        return;
    }
    let cover = context.cover(mentions);
    let mut subjects = Subjects::default();
    let mut last: FxHashMap<String, String> = FxHashMap::default();
    let mut keep = vec![true; mentions.len()];
    for i in 0..mentions.len() {
        let m = &mentions[i];
        if !context.bare(m) {
            if let (Some(body), Some(country)) = (context.body(m), context.country(m)) {
                last.insert(body.to_owned(), country.to_owned());
            }
            continue;
        }
        let Some(sentence) = m.sentence else { continue };
        let body = context.body(m).map_or_else(|| identity::slug(&m.name), str::to_owned);
        let words = (m.first_word as usize, m.end_word as usize);
        let (start, end) = context.sentence(sentence);
        let owner = possessor(context, mentions, &cover, words.0, start)
            .and_then(|(owner, _)| context.country(&mentions[owner]))
            .or_else(|| seat(context, mentions, &cover, words.1, end))
            .map(str::to_owned);
        let lower = !(words.0..words.1).any(|w| context.capital(w));
        if owner.is_none() && lower && COMMON_NOUNS.contains(&body.as_str()) {
            keep[i] = false;
            continue;
        }
        let state = owner
            .or_else(|| last.get(&body).cloned())
            .or_else(|| subjects.state(context, mentions, &cover, sentence, words.0).map(str::to_owned));
        if let Some(state) = state {
            mentions[i] = of_state(context, words, &mentions[i], &state);
            last.insert(body, state);
        }
    }
    let mut kept = keep.into_iter();
    mentions.retain(|_| kept.next().unwrap_or(true));
}
