//! Firms and institutions whose names begin with a listed place or state: "Kenya Airways", "the Manchester Guardian", "the Kansas City Board of
//! Trade". What they do is done by no state.

use super::context::{Context, FREE};
use crate::gazetteer::known::cues::Cue;
use crate::gazetteer::matching::Mention;
use crate::text::Shape;

/// What stands before the name of a place in the name of a firm: "First Boston Corp".
const ORDINALS: &[&str] = &["first", "second", "third", "fifth"];

/// The institution in the run of capitalised words `first..end`, if it begins with a place, a state or an adjective of one. With nothing but
/// such a name before it, a head must be one that only firms and the like have: "Kenya Airways", not "Kenya Ministry".
pub(super) fn find(
    context: &Context<'_, '_, '_>,
    mentions: &[Mention<'_>],
    cover: &[u32],
    (first, end): (usize, usize),
    (start, limit): (usize, usize),
) -> Option<(usize, usize, &'static str, f32)> {
    let place = (first..end).find(|&i| cover[i] != FREE)?;
    let listed = &mentions[cover[place] as usize];
    let ordinal = place > first && context.is(place - 1, ORDINALS) && context.joined(place);
    // "The Kenya Union of Teachers", "Members of the Kenya Union of Teachers"
    let before = place - usize::from(ordinal);
    let governed = before > first && !context.capital(before - 1) && !(first..before).any(|i| context.designator(i).is_some());
    let plain = governed || (first..before).all(|i| context.cue(i).any(Cue::NEVER));
    if !plain || !matches!(&*listed.kind, "place" | "country" | "nationality") {
        return None;
    }
    let own = listed.end_word as usize;
    let part = |i: usize| cover[i] == FREE && context.capital(i) && (context.joined(i) || context.hyphened(i));
    let last = (own..end).take_while(|&i| part(i)).last()?;
    let bank_of = (own..end.saturating_sub(2)).take_while(|&i| part(i)).find(|&i| {
        let body = context.designator(i) == Some("organization") && !context.cue(i).any(Cue::TITLE);
        body && context.is(i + 1, &["of", "for"]) && (context.capital(i + 2) || context.is(i + 2, &["the"]))
    });
    // Capitals behind "U.S." often say nothing.
    let dotted = context.word(own - 1).shape.has(Shape::DOTTED);
    if bank_of.is_some() && !dotted {
        return Some((place, end, "organization", 0.65));
    }
    let alone = |i: usize| context.cue(i).any(Cue::FIRM) && !(dotted && i == own) && !upper(context, i);
    let head = (own..=last).rev().find(|&i| alone(i))?;
    // "American Telephone and Telegraph Co"
    let more = (head + 1..limit).take_while(|&i| context.joined(i) && (part(i) || context.is(i, &["and"])));
    let head = more.filter(|&i| context.cue(i).any(Cue::COMPANY) || context.is(i, &["co"])).last().unwrap_or(head);
    // The ordinal that opens a sentence is the name's where a firm's form closes it.
    let whole = ordinal && (place - 1 > start || context.cue(head).any(Cue::COMPANY));
    Some((place - usize::from(whole), head + 1, "organization", 0.65))
}

/// A word in capitals in a name of such, which says nothing of a firm: "US AIR".
fn upper(context: &Context<'_, '_, '_>, i: usize) -> bool {
    context.word(i).shape.has(Shape::UPPER)
}

/// Where the name of a firm begins that begins with what would be a rank or an address elsewhere: "General Physics Corp", "King Resources Co".
pub(super) fn with_title(context: &Context<'_, '_, '_>, first: usize, begin: usize, head: usize) -> usize {
    let rank = |i: usize| context.cue(i).any(Cue::RANK.or(Cue::HONORIFIC)) && !context.cue(i).any(Cue::ROLE);
    let firm = context.cue(head).any(Cue::COMPANY) || context.is(head, &["co"]);
    if firm && begin == first + 1 && rank(first) && context.joined(begin) { first } else { begin }
}
