//! Organisations, forces and bodies that nobody listed: a capitalised name with a head noun ("… Brigade", "Institute for …") or with
//! its acronym in brackets.

use super::context::{Context, FREE};
use super::{bodies, definitions, identity, institutions};
use crate::gazetteer::known::cues::Cue;
use crate::gazetteer::known::lists;
use crate::gazetteer::matching::Mention;
use crate::text::Shape;
use crate::text::fold::is_apostrophe;

/// The most words that such a name has.
const LONGEST: usize = 10;

/// Groups in one sentence. A listed name inside a longer one gives way, unless it is the head itself.
pub(super) fn find<'g>(context: &Context<'_, '_, 'g>, mentions: &[Mention<'g>], cover: &[u32], sentence: u32, out: &mut Vec<Mention<'g>>) {
    let (start, end) = context.sentence(sentence);
    let mut i = start;
    while i < end {
        if !(starts(context, i) && begins_mention(mentions, cover, i)) {
            i += 1;
            continue;
        }
        let run_end = run(context, mentions, cover, i, end);
        let named = group(context, mentions, cover, i, run_end, end)
            .or_else(|| called(context, cover, (i, run_end), (start, end)))
            .or_else(|| institutions::find(context, mentions, cover, (i, run_end), (start, end)));
        let mut next = run_end.max(i + 1);
        if let Some((first, last, kind, score)) = named {
            next = next.max(last);
            let state = (kind == "government" && cover[first] != FREE).then(|| &mentions[cover[first] as usize]);
            let body = state.and_then(|state| bodies::unlisted(context, (first, last), state, sentence));
            out.push(body.unwrap_or_else(|| identity::unlisted(context, (first, last), sentence, kind, score)));
        }
        i = next;
    }
}

fn starts(context: &Context<'_, '_, '_>, i: usize) -> bool {
    context.capital(i) && !context.possessive(i) || is_ordinal(context, i)
}

/// "3rd", "47th".
fn is_ordinal(context: &Context<'_, '_, '_>, i: usize) -> bool {
    if !context.word(i).shape.has(Shape::DIGIT) {
        return false;
    }
    let written = context.written(i);
    let digits = written.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && matches!(&written[digits..], "st" | "nd" | "rd" | "th")
}

/// A run begins with a free word, or with an adjective or place that may be part of the name.
fn begins_mention(mentions: &[Mention<'_>], cover: &[u32], i: usize) -> bool {
    cover[i] == FREE || {
        let m = &mentions[cover[i] as usize];
        m.first_word as usize == i && matches!(&*m.kind, "nationality" | "place" | "country")
    }
}

/// The end of the run: capitalised words, joined by white space, hyphens and small words that stand inside names.
fn run(context: &Context<'_, '_, '_>, mentions: &[Mention<'_>], cover: &[u32], first: usize, end: usize) -> usize {
    let mut i = first + 1;
    let mut last = i;
    while i < end && i < first + LONGEST {
        if !(context.joined(i) || context.hyphened(i)) || context.possessive(i) {
            break;
        }
        // "the Agriculture Department": such a head is no name alone.
        let heads = context.designator(i).is_some() && context.capital(i - 1);
        let calendar = cover[i] == FREE && context.capital(i) && context.cue(i).any(Cue::NEVER) && !heads;
        if calendar {
            break;
        }
        let listed = cover[i] != FREE && !matches!(&*mentions[cover[i] as usize].kind, "nationality" | "place" | "country");
        if listed {
            break;
        }
        let new_name = context.is(i, &["and"]) && (context.designator(i - 1).is_some() || i + 1 < end && context.is(i + 1, &["the"]));
        let article = context.is(i, &["the"]) && !context.is(i - 1, &["of", "for", "on", "in"]);
        if new_name || article {
            break;
        } else if starts(context, i) {
            last = i + 1;
        } else if is_ordinal(context, first) && context.designator(i) == Some("armed_group") {
            return i + 1;
        } else if !context.is(
            i,
            &[
                "of",
                "for",
                "on",
                "and",
                "the",
                "in",
                "mechanized",
                "mechanised",
                "separate",
                "assault",
                "motorized",
                "motorised",
                "airborne",
                "infantry",
                "marine",
                "tank",
            ],
        ) {
            break;
        }
        i += 1;
    }
    last
}

/// Where the name begins in "Units of the Northern Shield Brigade": after "of", unless a head noun stands before it.
fn after_of(context: &Context<'_, '_, '_>, begin: usize, end: usize) -> usize {
    for i in begin..end {
        if context.designator(i).is_some() {
            break;
        }
        if context.is(i, &["of", "for", "on", "in"]) {
            let next = if i + 1 < end && context.is(i + 1, &["the"]) { i + 2 } else { i + 1 };
            return if (next..end).any(|i| context.designator(i).is_some()) { next } else { begin };
        }
    }
    begin
}

/// Heads that with one word before them name no one body.
const ANYBODYS: &[&str] = &["administration", "authority", "board", "bureau", "congress", "exchange", "force", "office", "service"];

/// What a name directly behind is, in small letters: "the power company Rede Sul".
const CALLED: &[&str] = &["company", "firm", "party", "newspaper", "broadcaster", "airline", "retailer", "bank", "charity", "union"];
/// The most words of a name that only such a word tells to be one.
const LONGEST_CALLED: usize = 3;

/// The whole run, if a word for a body stands directly before it.
fn called(
    context: &Context<'_, '_, '_>,
    cover: &[u32],
    (first, end): (usize, usize),
    (start, limit): (usize, usize),
) -> Option<(usize, usize, &'static str, f32)> {
    let before = first.checked_sub(1).filter(|&i| i >= start && context.joined(first) && !context.capital(i) && cover[i] == FREE)?;
    let own = |i: usize| {
        let word = context.word(i);
        let other = Cue::NEVER.or(Cue::TITLE).or(Cue::GIVEN).or(Cue::REGION).or(Cue::FACILITY);
        let plain = !word.shape.has(Shape::DIGIT) && word.span().len() > 1 && !context.written(i).contains(is_apostrophe);
        cover[i] == FREE && context.capital(i) && plain && !context.cue(i).any(other)
    };
    let named = end - first <= LONGEST_CALLED && (first..end).all(own) && lists::kinds(context.word(first).hash) & !lists::COMMON == 0;
    let goes_on = end < limit && (context.gap(end).trim() == "&" || (context.joined(end) || context.hyphened(end)) && context.capital(end));
    // "The company PMC “Wagner”" is not called PMC.
    let goes_on = goes_on || end < limit && context.gap(end).contains(['"', '“', '«', '„', '‘']);
    (context.is(before, CALLED) && named && !goes_on).then_some((first, end, "organization", 0.7))
}

/// The group inside a run, with its type and score.
fn group(
    context: &Context<'_, '_, '_>,
    mentions: &[Mention<'_>],
    cover: &[u32],
    first: usize,
    end: usize,
    limit: usize,
) -> Option<(usize, usize, &'static str, f32)> {
    let mut begin = first;
    while begin < end && cover[begin] == FREE && (context.cue(begin).any(Cue::NEVER.or(Cue::TITLE)) || !starts(context, begin)) {
        begin += 1;
    }
    if begin >= end {
        return None;
    }
    begin = after_of(context, begin, end);
    // with its acronym in brackets
    let around = context.around();
    if let Some(acronym) = definitions::bracketed(&around, end, limit) {
        let spelled = definitions::spells(&around, (begin, end), acronym);
        let head = (begin..end).rev().find_map(|i| context.designator(i));
        let article = begin > 0 && context.is(begin - 1, &["the"]) && !(begin..end).any(|i| context.cue(i).any(Cue::REGION));
        if end - begin >= 2 && (head.is_some() || spelled && article) {
            let mut begin = begin;
            // an adjective that the acronym leaves out is none of the name's
            if cover[begin] != FREE && mentions[cover[begin] as usize].kind == "nationality" && end - begin > 2 {
                let without = mentions[cover[begin] as usize].end_word as usize;
                if !definitions::spells_fully(&around, (begin, end), acronym) && definitions::spells_fully(&around, (without, end), acronym)
                {
                    begin = without;
                }
            }
            return Some((begin, end, head.unwrap_or("organization"), 0.8));
        }
    }
    // "Beirut International Airport" is a facility
    if context.cue(end - 1).any(Cue::FACILITY)
        && cover[end - 1] == FREE
        && context.designator(end - 1).is_none_or(|kind| kind == "facility")
    {
        return None;
    }
    // "Institute for …", "University of …": the head comes first
    let leading = context.designator(begin).filter(|_| {
        begin + 2 < end
            && cover[begin] == FREE
            && context.is(begin + 1, &["of", "for", "on"])
            && !context
                .is(begin, &["group", "forces", "war", "front", "union", "parliament", "army", "command", "energy", "oil", "partners"])
    });
    if let Some(kind) = leading {
        return Some((begin, end, kind, 0.7));
    }
    // "… Brigade": the last head noun closes the name
    let head = (begin..end)
        .rev()
        .find(|&i| context.designator(i).is_some() && cover[i] == FREE && (context.capital(i) || is_ordinal(context, begin)))?;
    let kind = context.designator(head)?;
    let named = (begin..head).filter(|&i| starts(context, i) && !context.cue(i).any(Cue::NEVER)).count();
    // "the Stock Exchange", "the Supervisory Board" could be anybody's.
    let goes_on = head + 1 < limit && context.joined(head + 1) && context.capital(head + 1) && !context.possessive(head + 1);
    if context.is(head, ANYBODYS) && (named < 2 || goes_on) {
        return None;
    }
    let begin = institutions::with_title(context, first, begin, head);
    let own = (begin..head).any(|i| cover[i] == FREE && (starts(context, i)) && !context.cue(i).any(Cue::NEVER));
    let inner_of = (begin..head).any(|i| context.is(i, &["and", "in", "on"]));
    let convention = context.is(head, &["convention"]);
    if named == 0 || convention || !own || inner_of || context.word(head).shape.has(Shape::UPPER) && named == 1 {
        return None;
    }
    Some((begin, head + 1, kind, 0.65))
}
