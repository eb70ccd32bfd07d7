//! Bodies of states: which state's "foreign ministry" a bare one is.

use super::around::Around;
use super::context::{Context, FREE};
use super::identity;
use super::listed::Listed;
use super::subject::{Subjects, prevailing};
use crate::gazetteer::index::bodies::is_bare;
use crate::gazetteer::index::facts::Kind;
use crate::gazetteer::known::cues::Cue;
use crate::gazetteer::known::lists;
use crate::gazetteer::matching::{Candidate, Match, Mention, Variant};
use crate::text::Shape;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// Bodies that every state has many sentences about: in lower case a common noun, unless a state stands right beside.
const COMMON_NOUNS: &[&str] =
    &["government", "parliament", "armed_forces", "army", "navy", "air_force", "military", "authorities", "police"];

/// Drops what any state's body may be called where it ends a longer name: "Nigeria Labour Congress".
pub(super) fn keep(listed: Listed<'_>, around: &Around<'_, '_>, matches: &mut Vec<Match>) {
    let generic = |m: &Match| m.entries.iter().any(|&index| listed.kind(index).any(Kind::GOVERNMENT) && is_bare(listed.entry(index)));
    if !matches.iter().any(generic) {
        return;
    }
    let ends_another = |i: usize| {
        let (m, first) = (&matches[i], matches[i].first_word as usize);
        let free = first > 1 && around.joined(first) && i.checked_sub(1).is_none_or(|i| matches[i].end_word as usize != first);
        let shape = around.words[first].shape;
        free && generic(m) && shape.has(Shape::CAPITAL) && !shape.has(Shape::UPPER) && {
            let (before, word) = (first - 1, &around.words[first - 1]);
            let part = word.shape.has(Shape::CAPITAL) && !word.shape.has(Shape::POSSESSIVE) && around.joined(before);
            // "Reagan Urges Congress to Act"
            let plain = around.cue(before).any(Cue::NEVER.or(Cue::TITLE).or(Cue::ADVERB).or(Cue::PREDICATE)) || around.is(before, SIDES);
            part && !plain && lists::kinds(word.hash) & !lists::COMMON == 0
        }
    };
    let drops: Vec<bool> = (0..matches.len()).map(ends_another).collect();
    let mut drops = drops.into_iter();
    matches.retain(|_| !drops.next().unwrap_or(false));
}

/// What parliaments are said to be and their names do not have.
const SIDES: &[&str] = &["democratic", "republican", "conservative"];

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

/// A mention of a ministry or department that no list has, whose name begins with its state's: "U.S. Agriculture Department".
pub(super) fn unlisted<'g>(
    context: &Context<'_, '_, 'g>,
    (first, end): (usize, usize),
    state: &Mention<'g>,
    sentence: u32,
) -> Option<Mention<'g>> {
    let country = context.country(state).filter(|_| matches!(&*state.kind, "country" | "nationality"))?;
    let own = state.end_word as usize;
    (own < end).then(|| ministry(context, (first, end), (own, end), country, sentence))
}

/// The heads of ministries' names.
const MINISTRIES: &[&str] = &["ministry", "department"];

/// True for what the document alone names, and a ministry is: "the Trade Ministry", "the Department of Mines".
fn is_ministry(context: &Context<'_, '_, '_>, m: &Mention<'_>) -> bool {
    let (first, end) = (m.first_word as usize, m.end_word as usize);
    let head = context.is(first, MINISTRIES) || context.is(end - 1, MINISTRIES);
    head && m.entry.is_none() && m.kind == "government" && m.id == identity::made_id(context, "government", &m.name)
}

/// A mention of a state's ministry in `words`, of which `own` are its name without the state: its id is the same whether its state stands before it or
/// is told otherwise, and whether it is the "Ministry of Mines" or the "Mines Ministry".
fn ministry<'g>(context: &Context<'_, '_, 'g>, words: (usize, usize), own: (usize, usize), state: &str, sentence: u32) -> Mention<'g> {
    let written = context.span(own.0, own.1).text(context.outline.text);
    let name = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let small = |i: usize| context.is(i, &["of", "for", "the", "and"]);
    let order = if context.is(own.0, MINISTRIES) && own.0 + 1 < own.1 && small(own.0 + 1) {
        let field = (own.0 + 1..own.1).skip_while(|&i| small(i));
        field.chain([own.0]).collect::<Vec<usize>>()
    } else {
        (own.0..own.1).collect()
    };
    let slug = identity::slug(&order.into_iter().map(|i| context.written(i)).collect::<Vec<_>>().join(" "));
    let candidate = Candidate {
        id: Cow::Owned(format!("government:{}_{slug}", state.to_ascii_lowercase())),
        name: Cow::Owned(format!("{name} ({state})")),
        kind: Cow::Borrowed("government"),
        score: 0.65,
    };
    identity::made(context, words, sentence, candidate, None, Variant::Exact)
}

/// True if a state's own body may be called what a document calls one: Peru has a Congress, France has none.
fn bears(context: &Context<'_, '_, '_>, body: &str, state: &str, written: &str) -> bool {
    let Some(entry) = context.gazetteer.bodies().get(body, state) else { return true };
    let called = identity::slug(written);
    context.gazetteer.entry(entry).names().any(|name| {
        let name = identity::slug(name);
        name.ends_with(&called) || name.starts_with(&called)
    })
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
/// this sentence or the one before; the state that the document names by far most often. A body that one state's is known by, as Congress, stays that state's
/// where none of these has one of that name.
pub(super) fn resolve<'g>(context: &Context<'_, '_, 'g>, mentions: &mut Vec<Mention<'g>>) {
    let stateless = |m: &Mention<'g>| context.generic(m) || is_ministry(context, m);
    if !mentions.iter().any(stateless) {
        return;
    }
    let cover = context.cover(mentions);
    let mut subjects = Subjects::default();
    let mut last: FxHashMap<String, String> = FxHashMap::default();
    let mut keep = vec![true; mentions.len()];
    for i in 0..mentions.len() {
        let m = &mentions[i];
        let unlisted = is_ministry(context, m);
        if !unlisted && !context.generic(m) {
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
        let written = context.span(words.0, words.1).text(context.outline.text);
        let fits = |state: &str| unlisted || context.bare(m) || bears(context, &body, state, written);
        let state = owner
            .or_else(|| last.get(&body).filter(|state| fits(state)).cloned())
            .or_else(|| subjects.state(context, mentions, &cover, sentence, words.0).filter(|state| fits(state)).map(str::to_owned))
            .or_else(|| prevailing(context, mentions, fits).map(str::to_owned));
        if let Some(state) = state {
            mentions[i] =
                if unlisted { ministry(context, words, words, &state, sentence) } else { of_state(context, words, &mentions[i], &state) };
            last.insert(body, state);
        }
    }
    let mut kept = keep.into_iter();
    mentions.retain(|_| kept.next().unwrap_or(true));
}
