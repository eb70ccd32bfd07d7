//! Places, facilities and weapons that nobody listed, where the words around them leave no doubt.

use super::around::is_dash;
use super::context::{Context, FREE};
use super::{compounds, identity};
use crate::gazetteer::known::cues::Cue;
use crate::gazetteer::known::lists;
use crate::gazetteer::matching::Mention;
use crate::text::{BlockKind, Shape, Word};

/// So many words of a sentence may stand between the town at the head of a report and the dash behind it: "HOMEL, Belarus, March 3 (AP) -".
const DATELINE: usize = 10;
/// What only places have, or are: "the mayor of …", "the villages of …".
const OF_PLACES: &[&str] = &[
    "mayor",
    "residents",
    "inhabitants",
    "townspeople",
    "villagers",
    "outskirts",
    "streets",
    "suburbs",
    "towns",
    "villages",
    "cities",
    "hamlets",
];

/// Unlisted places, facilities and designations of equipment in one sentence.
pub(super) fn find<'g>(context: &Context<'_, '_, 'g>, mentions: &[Mention<'g>], cover: &[u32], sentence: u32, out: &mut Vec<Mention<'g>>) {
    let (start, end) = context.sentence(sentence);
    let mut i = start;
    if let Some(last) = dateline(context, cover, sentence) {
        let mut town = identity::unlisted(context, (start, last), sentence, "place", 0.6);
        let name = town.name.split(' ').map(written_small).collect::<Vec<_>>().join(" ");
        town.candidates[0].name = name.clone().into();
        town.name = name.into();
        out.push(town);
        i = last;
    }
    while i < end {
        let longer = longer(context, mentions, cover, i);
        if cover[i] != FREE && longer.is_none() || !context.capital(i) || context.possessive(i) {
            i += 1;
            continue;
        }
        if let Some(last) = designation(context, cover, i, (start, end)) {
            out.push(identity::unlisted(context, (i, last), sentence, "equipment", 0.6));
            i = last;
            continue;
        }
        let mut last = longer.unwrap_or(i + 1);
        while last < end && last < i + 4 && cover[last] == FREE && (context.joined(last) || context.hyphened(last)) && context.capital(last)
        {
            last += 1;
        }
        if let Some((first, end, kind)) = place(context, mentions, cover, (i, last), (start, end)) {
            out.push(identity::unlisted(context, (first, end), sentence, kind, 0.55));
        }
        i = last;
    }
}

/// The end of the listed name at word `i`, if it but begins that of a settlement: "the village of Kolwezi Bas" is not Kolwezi.
fn longer(context: &Context<'_, '_, '_>, mentions: &[Mention<'_>], cover: &[u32], i: usize) -> Option<usize> {
    let m = (cover[i] != FREE).then(|| &mentions[cover[i] as usize]).filter(|m| m.kind == "place" && m.first_word as usize == i)?;
    let of = i > 1 && context.is(i - 1, &["of"]) && context.joined(i) && context.cue(i - 2).any(Cue::SETTLEMENT);
    let next = m.end_word as usize;
    let goes_on = of && next < cover.len() && cover[next] == FREE && context.capital(next) && !context.possessive(next);
    let part = goes_on && context.joined(next) && !context.cue(next).any(Cue::NEVER.or(Cue::TITLE)) && context.designator(next).is_none();
    part.then_some(next)
}

/// The end of the town in capitals with which a report begins: "HOMEL, March 3 -", and "HOMEL -" if the report names Homel again.
fn dateline(context: &Context<'_, '_, '_>, cover: &[u32], sentence: u32) -> Option<usize> {
    let (start, end) = context.sentence(sentence);
    let block = |sentence: u32| context.outline.sentences[sentence as usize].block;
    if sentence > 0 && block(sentence) == block(sentence - 1) {
        return None;
    }
    let town = |i: usize| {
        let word = context.word(i);
        cover[i] == FREE
            && word.shape.has(Shape::UPPER)
            && !word.shape.has(Shape::DIGIT)
            && !word.shape.has(Shape::DOTTED)
            && word.span().len() > 2
            && lists::kinds(word.hash) == 0
            && context.designator(i).is_none()
            && !context.cue(i).any(Cue::NEVER.or(Cue::TITLE))
    };
    let last =
        (start..end.min(start + 3)).take_while(|&i| town(i) && (i == start || context.joined(i) || context.hyphened(i))).count() + start;
    // "(IPA) -"; a dateline that is a line of its own ends with the dash.
    let parts = |i: &usize| is_dash(context.gap(*i).trim_start_matches([')', ']', '.']));
    let alone = context.block_kind(sentence) == BlockKind::Dateline;
    let dash = (last..end.min(start + DATELINE) + usize::from(alone)).find(parts).filter(|_| last > start)?;
    let inside = |i: usize| {
        let shape = context.word(i).shape;
        (shape.has(Shape::CAPITAL) || shape.has(Shape::DIGIT)) && (i > last || !context.joined(i))
    };
    if !(last..dash).all(inside) {
        return None;
    }
    let again = || {
        let words = context.outline.words.iter();
        let like = |word: &&Word| word.shape.has(Shape::CAPITAL) && !word.shape.has(Shape::UPPER);
        words.filter(like).any(|word| word.hash == context.word(start).hash)
    };
    (dash > last || again()).then_some(last)
}

/// A word in capitals with all but its first letter small: "HOMEL" is Homel.
fn written_small(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
}

/// "Tu-22", "D-30", "M777": letters and digits, with a word for weapons or vehicles within three words.
fn designation(context: &Context<'_, '_, '_>, cover: &[u32], i: usize, (start, end): (usize, usize)) -> Option<usize> {
    let letters = context.written(i);
    let last = if letters.len() <= 5 && !context.word(i).shape.has(Shape::DIGIT) {
        let digits = i + 1 < end
            && context.hyphened(i + 1)
            && cover[i + 1] == FREE
            && context.written(i + 1).starts_with(|c: char| c.is_ascii_digit());
        (digits && context.written(i + 1).len() <= 5).then_some(i + 2)?
    } else {
        let written = letters.as_bytes();
        let head = written.iter().take_while(|b| b.is_ascii_uppercase()).count();
        let fits = (1..=4).contains(&head) && written.len() <= 7 && written.get(head).is_some_and(u8::is_ascii_digit);
        fits.then_some(i + 1)?
    };
    if context.cue(i).any(Cue::NEVER) {
        return None;
    }
    let near = |w: usize| context.cue(w).any(Cue::EQUIPMENT);
    let before = (i.saturating_sub(3).max(start)..i).any(near);
    let after = (last..(last + 3).min(end)).any(near);
    (before || after).then_some(last)
}

/// A settlement, region or facility in the run of capitalised words.
fn place(
    context: &Context<'_, '_, '_>,
    mentions: &[Mention<'_>],
    cover: &[u32],
    (mut first, end): (usize, usize),
    (start, limit): (usize, usize),
) -> Option<(usize, usize, &'static str)> {
    while first < end && context.cue(first).any(Cue::NEVER.or(Cue::TITLE)) {
        first += 1;
    }
    if first >= end || (first..end).any(|i| context.designator(i).is_some() && !context.cue(i).any(Cue::REGION.or(Cue::FACILITY))) {
        return None;
    }
    let upper = context.word(first).shape.has(Shape::UPPER);
    // "Bruzgi border crossing", "Zyabrovka airfield"
    let capital_head = (first + 1..end).find(|&i| context.cue(i).any(Cue::FACILITY.or(Cue::FACILITY_MODIFIER)));
    let name_end = capital_head.unwrap_or(end);
    if let Some(facility) = compounds::facility_end(context, name_end, limit, false).filter(|_| !upper && name_end > first) {
        let strong = facility > name_end + 1
            || context.capital(facility - 1)
            || context.is(facility - 1, &["airbase", "airfield", "airport", "checkpoint", "crossing"]);
        let plain = !(first..name_end).any(|i| context.cue(i).any(Cue::FACILITY_MODIFIER.or(Cue::ROLE).or(Cue::GIVEN)));
        let goes_on = facility < limit && context.joined(facility) && context.capital(facility);
        if strong && plain && !goes_on {
            return Some((first, facility, "facility"));
        }
    }
    // "Mogilev Region", "Grodno oblast"
    let last = end - 1;
    let own = (first..last).any(|i| !context.cue(i).any(Cue::GENERIC));
    if last > first && own && context.cue(last).any(Cue::REGION) && !context.cue(last).any(Cue::ROLE) && !upper {
        return Some((first, end, "place"));
    }
    if end < limit
        && context.joined(end)
        && context.is(end, &["region", "oblast", "province", "district", "raion", "voivodeship", "krai", "peninsula"])
        && !upper
    {
        return Some((first, end + 1, "place"));
    }
    if upper || end - first > 3 {
        return None;
    }
    if is_called_settlement(context, (first, end), (start, limit)) {
        return Some((first, end, "place"));
    }
    let before = first.checked_sub(1).filter(|&i| i >= start && context.joined(first) && !context.capital(i))?;
    // "a village called Tsel", "the village of Tsel"
    let called = context.is(before, &["called", "named"]) && before > start && {
        let at = before - 1;
        context.joined(before) && context.cue(at).any(Cue::SETTLEMENT) && !context.capital(at)
    };
    let settled = called
        || context.is(before, &["of"])
            && before > start
            && (context.cue(before - 1).any(Cue::SETTLEMENT)
                || context.is(before - 1, OF_PLACES) && !(first..end).any(|i| context.cue(i).any(Cue::NEVER.or(Cue::FACILITY))));
    let near = context.is(before, &["near", "outside"])
        || context.is(before, &["of"])
            && before > start
            && context.is(before - 1, &["outskirts", "north", "south", "east", "west", "suburb"]);
    let locative = near || context.cue(before).any(Cue::LOCATIVE) || context.is(before, &["from"]);
    // "near Tsel, a village", "in Osipovichi, Belarus", "in Belgorod, Russia's …", "in Tsel in Belarus"
    let land = |i: usize| i < limit && cover[i] != FREE && matches!(&*mentions[cover[i] as usize].kind, "country" | "place");
    let apposed = end < limit && context.comma(end) && {
        let settlement = (end..(end + 5).min(limit)).any(|i| context.cue(i).any(Cue::SETTLEMENT) && !context.capital(i))
            && context.is(end, &["a", "an", "the"]);
        land(end) || settlement
    };
    let own = |i: usize| lists::kinds(context.word(i).hash) == 0 && context.designator(i).is_none() && !context.cue(i).any(Cue::EVENT);
    let within = end < limit
        && context.joined(end)
        && context.is(end, &["in"])
        && (land(end + 1) && context.joined(end + 1))
        && context.is(before, &["in", "at", "around"])
        && (first..end).all(own);
    (settled || near || locative && apposed || within).then_some((first, end, "place"))
}

/// True if a word for a settlement in small letters says what the name is: "Damsa, a town in …", "Damsa village". What has a town
/// hall or is a village teacher is none.
fn is_called_settlement(context: &Context<'_, '_, '_>, (first, end): (usize, usize), (start, limit): (usize, usize)) -> bool {
    let small = |i: usize| context.cue(i).any(Cue::SETTLEMENT) && !context.capital(i);
    let person = |i: usize| context.cue(i).any(Cue::GIVEN.or(Cue::TITLE));
    let plain = (first..end)
        .all(|i| lists::kinds(context.word(i).hash) & !lists::COMMON == 0 && !context.cue(i).any(Cue::NEVER.or(Cue::DIRECTION)));
    let common = (first..end).all(|i| lists::kinds(context.word(i).hash) != 0);
    let spoken_to = first > start && context.joined(first) && person(first - 1);
    if !plain || common || person(first) || spoken_to || end >= limit {
        return false;
    }
    let behind = |i: usize| {
        i + 1 >= limit
            || !context.joined(i + 1)
            || context.cue(i + 1).any(Cue::LOCATIVE.or(Cue::AUXILIARY))
            || context.is(
                i + 1,
                &["of", "on", "some", "about", "where", "that", "which", "close", "north", "south", "east", "west", "from", "and"],
            )
    };
    if context.comma(end) && context.is(end, &["a", "an"]) {
        // "a small farming town in the north"
        let head = (end + 1..limit.min(end + 6)).take_while(|&i| context.joined(i) || context.hyphened(i)).find(|&i| small(i));
        return head.is_some_and(behind);
    }
    let head = context.joined(end) && !context.is(end - 1, &["olympic", "media", "global", "christmas"]);
    head && (context.is(end, &["village", "hamlet", "township"]) || context.is(end, &["town"]) && behind(end))
}
