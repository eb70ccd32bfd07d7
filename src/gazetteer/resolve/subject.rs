//! The state that acts in a sentence.

use super::context::{Context, FREE};
use crate::gazetteer::known::cues::Cue;
use crate::gazetteer::matching::Mention;
use crate::text::fold::is_apostrophe;
use rustc_hash::FxHashMap;

/// The states that are subjects of sentences, each found once.
#[derive(Default)]
pub(super) struct Subjects<'g> {
    known: FxHashMap<u32, Option<&'g str>>,
}

/// Verbs with "of", "to", "against", "from" after their object, which is then the one who acts.
const CONTROL: &[&str] = &["of", "to", "against", "from", "not", "for"];

impl<'g> Subjects<'g> {
    /// The state that acts at word `at`: the object of a verb like "accuse … of" before it, else the subject of this
    /// sentence, else that of the one before.
    pub(super) fn state(
        &mut self,
        context: &Context<'_, '_, 'g>,
        mentions: &[Mention<'g>],
        cover: &[u32],
        sentence: u32,
        at: usize,
    ) -> Option<&'g str> {
        controlled(context, mentions, cover, sentence, at)
            .or_else(|| self.of(context, mentions, cover, sentence))
            .or_else(|| self.of(context, mentions, cover, sentence.checked_sub(1)?))
    }

    fn of(&mut self, context: &Context<'_, '_, 'g>, mentions: &[Mention<'g>], cover: &[u32], sentence: u32) -> Option<&'g str> {
        if let Some(known) = self.known.get(&sentence) {
            return *known;
        }
        let found = subject(context, mentions, cover, sentence);
        self.known.insert(sentence, found);
        found
    }
}

/// The object of a verb that hands the action on: "accused Belarus of …", "urged Moscow to …".
fn controlled<'g>(context: &Context<'_, '_, 'g>, mentions: &[Mention<'g>], cover: &[u32], sentence: u32, at: usize) -> Option<&'g str> {
    let (start, end) = context.sentence(sentence);
    let mut i = at;
    while i > start {
        i -= 1;
        if cover[i] == FREE {
            continue;
        }
        let m = &mentions[cover[i] as usize];
        let (first, next) = (m.first_word as usize, m.end_word as usize);
        i = first;
        let governed = first > start && context.joined(first) && context.cue(first - 1).any(Cue::ADDRESS);
        if governed && next < end && next < at && context.is(next, CONTROL) {
            return context.country(m);
        }
    }
    None
}

/// The first mention of a state, its government, capital or officer that no preposition governs, outside quotation marks.
fn subject<'g>(context: &Context<'_, '_, 'g>, mentions: &[Mention<'g>], cover: &[u32], sentence: u32) -> Option<&'g str> {
    let (start, end) = context.sentence(sentence);
    let (mut quoted, mut single, mut governed) = (false, false, false);
    let mut w = start;
    while w < end {
        for c in if w == start { "" } else { context.gap(w) }.chars() {
            match c {
                '"' => quoted = !quoted,
                '“' | '«' => quoted = true,
                '”' | '»' => quoted = false,
                ',' | ';' => governed = false,
                c if is_apostrophe(c) && !context.possessive(w) => single = false,
                _ => {}
            }
        }
        single |= w > start && opens_single(context, w);
        if cover[w] == FREE {
            // "thanked China": whom a verb addresses is none either.
            let object = context.cue(w).any(Cue::ADDRESS) && !context.cue(w).any(Cue::REPORTING) && !context.capital(w);
            let within = || context.cue(w).any(Cue::ADVERB) || context.is(w, DETERMINERS) || context.is(w, LINKS);
            governed = object || context.is(w, PREPOSITIONS) || governed && within();
            w += 1;
            continue;
        }
        let m = &mentions[cover[w] as usize];
        w = m.end_word as usize;
        if !quoted
            && !single
            && !governed
            && !context.generic(m)
            && let Some(country) = context.country(m)
        {
            return Some(country);
        }
        // "of Kenya and Peru"
        governed &= w < end && context.joined(w) && context.is(w, LINKS);
    }
    None
}

/// The state that a document names, with what is its own, twice as often as any other one, among those that `fits` takes.
pub(super) fn prevailing<'g>(context: &Context<'_, '_, 'g>, mentions: &[Mention<'g>], fits: impl Fn(&str) -> bool) -> Option<&'g str> {
    let mut named: FxHashMap<&'g str, usize> = FxHashMap::default();
    for m in mentions.iter().filter(|m| !context.generic(m)) {
        if let Some(country) = context.country(m).filter(|country| fits(country)) {
            *named.entry(country).or_default() += 1;
        }
    }
    let (&first, &most) = named.iter().max_by_key(|&(country, &n)| (n, std::cmp::Reverse(*country)))?;
    named.iter().all(|(&country, &n)| country == first || n * 2 <= most).then_some(first)
}

/// Prepositions: what one governs is no subject.
const PREPOSITIONS: &[&str] = &[
    "of",
    "in",
    "on",
    "at",
    "by",
    "for",
    "from",
    "with",
    "to",
    "into",
    "near",
    "against",
    "between",
    "over",
    "after",
    "before",
    "towards",
    "toward",
    "under",
    "about",
    "through",
    "during",
    "amid",
    "following",
    "citing",
    "along",
    "across",
    "outside",
    "inside",
    "within",
];

/// What joins two nouns that one preposition governs.
const LINKS: &[&str] = &["and", "or"];

/// What stands between a preposition and its noun.
const DETERMINERS: &[&str] = &["the", "a", "an", "its", "their", "his", "her", "both", "neighbouring", "neighboring"];

/// True if a single quotation mark opens right before word `w`.
fn opens_single(context: &Context<'_, '_, '_>, w: usize) -> bool {
    let gap = context.gap(w);
    gap.chars().next_back().is_some_and(is_apostrophe) && gap.chars().rev().nth(1).is_none_or(char::is_whitespace)
}
