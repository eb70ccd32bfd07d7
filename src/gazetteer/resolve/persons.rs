//! Persons that nobody listed: a name after a title, with a given name, before an office, beside a verb of saying.

use super::context::{Context, FREE};
use super::identity;
use crate::gazetteer::known::census;
use crate::gazetteer::known::cues::Cue;
use crate::gazetteer::known::lists;
use crate::gazetteer::matching::Mention;
use crate::text::Shape;
use crate::text::fold::is_apostrophe;

/// The most words that a person's name has.
const LONGEST: usize = 5;
/// The most words of a full name that nothing but what it does tells to be one.
const LONGEST_SPEAKER: usize = 3;
/// So many words before a name are looked at for its office.
const REACH: usize = 8;

/// Persons among the words that no mention covers, in one sentence.
pub(super) fn find<'g>(context: &Context<'_, '_, 'g>, mentions: &[Mention<'g>], cover: &[u32], sentence: u32, out: &mut Vec<Mention<'g>>) {
    let (start, end) = context.sentence(sentence);
    let mut i = start;
    while i < end {
        if !may_begin(context, mentions, cover, i) {
            i += 1;
            continue;
        }
        let run_end = run(context, mentions, cover, i, end);
        if let Some((first, last, score)) = person(context, cover, (start, end), i, run_end) {
            out.push(identity::unlisted(context, (first, last), sentence, "person", score));
        }
        i = run_end.max(i + 1);
    }
}

fn may_begin(context: &Context<'_, '_, '_>, mentions: &[Mention<'_>], cover: &[u32], i: usize) -> bool {
    context.capital(i) && !context.possessive(i) && (cover[i] == FREE || given(context, &mentions[cover[i] as usize], cover, i))
}

/// True if the listed name at word `i` is rather a given name, between a title and a surname: "Private Milan Dorn".
fn given(context: &Context<'_, '_, '_>, listed: &Mention<'_>, cover: &[u32], i: usize) -> bool {
    let next = i + 1;
    matches!(&*listed.kind, "place" | "person")
        && listed.end_word as usize == next
        && listed.first_word as usize == i
        && i > 0
        && context.joined(i)
        && context.cue(i - 1).any(Cue::HONORIFIC.or(Cue::RANK))
        && next < cover.len()
        && cover[next] == FREE
        && context.joined(next)
        && context.capital(next)
        && context.designator(next).is_none()
        && !context.cue(next).any(Cue::TITLE.or(Cue::REGION).or(Cue::FACILITY).or(Cue::NEVER))
}

/// The end of the run of capitalised words from `first`: initials and particles ("van", "bin") inside, marks outside.
fn run(context: &Context<'_, '_, '_>, mentions: &[Mention<'_>], cover: &[u32], first: usize, end: usize) -> usize {
    let mut i = first + 1;
    while i < end {
        let linked = context.joined(i) || context.hyphened(i) || context.gap(i) == ". " && context.word(i - 1).span().len() == 1;
        if !linked || context.possessive(i) {
            break;
        }
        let particle = context.cue(i).any(Cue::PARTICLE) && i + 1 < end && !context.capital(i) || is_tail(context, first, i);
        let capital = context.capital(i);
        // a surname that is also a listed name ("Anna Washington") belongs to the given name before it
        let taken = cover[i] != FREE && {
            let listed = &mentions[cover[i] as usize];
            !surname(context, listed, cover, i) && !given(context, listed, cover, i)
        };
        if taken || !(capital || particle) {
            break;
        }
        i += 1;
    }
    // a particle ends no name
    while i > first + 1 && !context.capital(i - 1) && !is_tail(context, first, i - 1) {
        i -= 1;
    }
    i
}

/// True for the small second half of a given name: "Li Gun-mo". "Ortiz-led" and the like are two words.
fn is_tail(context: &Context<'_, '_, '_>, first: usize, i: usize) -> bool {
    let written = context.written(i);
    let short = i > first + 1 && context.hyphened(i) && !context.capital(i) && (2..=6).contains(&written.len());
    short
        && context.capital(i - 1)
        && lists::kinds(context.word(i).hash) == 0
        && !written.ends_with("ed")
        && !context.is(i, &["led", "run", "based"])
}

/// True if the listed name at word `i` is rather the surname that goes with the free word before it.
fn surname(context: &Context<'_, '_, '_>, listed: &Mention<'_>, cover: &[u32], i: usize) -> bool {
    let before = context.cue(i - 1);
    let alone = listed.end_word - listed.first_word == 1 && cover[i - 1] == FREE && context.joined(i);
    alone
        && match &*listed.kind {
            "person" => !before.any(Cue::TITLE.or(Cue::NEVER)) && context.designator(i - 1).is_none(),
            "place" | "nationality" => before.any(Cue::GIVEN),
            _ => false,
        }
}

/// The person inside a run of capitalised words, if there is evidence of one.
fn person(context: &Context<'_, '_, '_>, cover: &[u32], sentence: (usize, usize), first: usize, end: usize) -> Option<(usize, usize, f32)> {
    let mut begin = first;
    // "Defence Secretary Lloyd Austin": the name begins after the last title
    let mut titled = false;
    for i in (first..end.min(first + 8)).rev() {
        if context.cue(i).any(Cue::TITLE) && !context.cue(i).any(Cue::GIVEN) && !context.hyphened(i + 1) {
            (begin, titled) = (i + 1, true);
            break;
        }
    }
    while begin < end && !titled && context.cue(begin).any(Cue::NEVER) {
        begin += 1;
    }
    // "Investor Albert Kahn", "Chancellor of the Exchequer Nigel Lawson": the name begins with the given name
    let article = |i: usize| i > sentence.0 && context.joined(i) && context.is(i - 1, &["the"]);
    if begin + 2 < end
        && !given_name(context, begin)
        && context.cue(begin + 1).any(Cue::GIVEN)
        && context.joined(begin + 1)
        && (lists::is(context.word(begin).hash, lists::COMMON) || article(begin))
    {
        begin += 1;
    }
    let length = end.checked_sub(begin).filter(|n| (1..=LONGEST).contains(n))?;
    // "Viktor A. Khrenin"
    let initial = |i: usize| i > begin && context.word(i).span().len() == 1 && context.gap(i + 1).starts_with(". ");
    let plain = |i: usize| (initial(i) || !context.cue(i).any(Cue::NEVER)) && !context.word(i).shape.has(Shape::DIGIT);
    let designated = (begin..end).any(|i| context.designator(i).is_some() && !context.cue(i).any(Cue::GIVEN));
    let goes_on = end < sentence.1 && context.joined(end) && context.capital(end) && context.designator(end).is_some();
    if !(begin..end).all(plain)
        || designated
        || goes_on
        || context.word(end - 1).span().len() == 1
        || context.cue(end - 1).any(Cue::REGION.or(Cue::FACILITY))
    {
        return None;
    }
    let upper = (begin..end).filter(|&i| context.word(i).shape.has(Shape::UPPER)).count();
    if upper == length {
        return None;
    }
    if !titled && begin > sentence.0 && begin == first {
        titled = title_before(context, cover, begin, sentence.0, length)
            || length > 1 && office_before(context, cover, (begin, end), (sentence.0, sentence.1));
    }
    if length == 1 {
        return (titled && context.joined(begin)).then_some((begin, end, 0.5));
    }
    let given = context.cue(begin).any(Cue::GIVEN);
    let office = office_after(context, cover, end, sentence.1) || aged(context, end, sentence.1);
    let byline = begin == sentence.0 + 1 && end == sentence.1 && context.is(sentence.0, &["by"]);
    let speaks = speaks(context, sentence, begin, end);
    match (titled, given) {
        (true, true) => Some(0.8),
        (true, false) => Some(0.6),
        (false, true) if office || speaks => Some(0.75),
        (false, true) => Some(0.55),
        (false, false) if speaks && begin == first && is_speaker(context, sentence, (begin, end)) => Some(0.6),
        (false, false) if office || byline => Some(0.55),
        (false, false) => None,
    }
    .map(|score| (begin, end, score))
}

/// "Colonel Vadim …", "its leader, Vadim …": a title directly before, or a role behind a comma before a full name.
fn title_before(context: &Context<'_, '_, '_>, cover: &[u32], begin: usize, start: usize, length: usize) -> bool {
    let before = begin - 1;
    if before < start || cover[before] != FREE {
        return false;
    }
    // "lead manager Banque Indosuez", "of general Government"
    let firms = context.is(before, &["manager", "managers"]) && before > start && context.is(before - 1, &["lead"]);
    let adjective = !context.capital(before) && context.is(before, &["general", "major", "private"]) && length == 1;
    if firms || adjective {
        return false;
    }
    let cue = context.cue(before);
    let abbreviation = context.gap(begin) == ". ";
    if context.joined(begin) || abbreviation {
        return cue.any(Cue::TITLE) && (length > 1 || !cue.any(Cue::FACILITY));
    }
    length > 1 && context.comma(begin) && cue.any(Cue::ROLE) && !context.capital(before)
}

/// "the mayor of Monchique, Rui Bacelar, said": a role and what it is of, a comma, the name, and a mark behind it.
fn office_before(context: &Context<'_, '_, '_>, cover: &[u32], (begin, end): (usize, usize), (start, last): (usize, usize)) -> bool {
    if !(context.comma(begin) && closed(context, end, last)) {
        return false;
    }
    for i in (begin.saturating_sub(REACH).max(start)..begin - 1).rev() {
        let marked = || context.gap(i + 1).trim_matches(is_apostrophe).chars().all(char::is_whitespace);
        if !(context.joined(i + 1) || context.hyphened(i + 1) || context.possessive(i + 1) || marked()) {
            return false;
        }
        if context.cue(i).any(Cue::ROLE) && cover[i] == FREE {
            // "A spokesman for the owners, Townsend Thoresen, said" names the owners.
            let definite = || i > start && context.is(i - 1, &["the", "its", "their", "his", "her"]);
            return context.is(i + 1, &["of", "at", "in"]) || context.is(i + 1, &["for"]) && definite();
        }
    }
    false
}

/// True if the sentence ends behind word `end - 1`, or a comma stands there.
fn closed(context: &Context<'_, '_, '_>, end: usize, last: usize) -> bool {
    end >= last || context.comma(end)
}

fn given_name(context: &Context<'_, '_, '_>, i: usize) -> bool {
    context.cue(i).any(Cue::GIVEN) || census::is_given_name(context.word(i).hash)
}

/// True if what speaks bears a person's name: its last word stands alone as a speaker elsewhere ("Chilufya said"), or its first one is a given
/// name by the census and it does what firms of such names hardly do, who tell nobody and before whom "said" does not stand.
fn is_speaker(context: &Context<'_, '_, '_>, sentence: (usize, usize), (begin, end): (usize, usize)) -> bool {
    let given = given_name(context, begin);
    let named = |i: usize| context.joined(i) || context.gap(i) == ". ";
    let article = begin > sentence.0 && context.joined(begin) && context.is(begin - 1, &["the", "a", "an"]);
    let head = !given && lists::kinds(context.word(begin).hash) != 0 || context.cue(begin).any(Cue::PARTICLE.or(Cue::DIRECTION));
    if !(2..=LONGEST_SPEAKER).contains(&(end - begin)) || !(begin + 1..end).all(named) || article || head {
        return false;
    }
    let tells = || end < sentence.1 && context.joined(end) && context.is(end, &["told", "tells"]);
    let said = || {
        let before = begin > sentence.0 && context.joined(begin) && context.is(begin - 1, &["said", "says", "told"]);
        before && closed(context, end, sentence.1)
    };
    context.speaks_alone(end - 1) || given && (tells() || said())
}

/// "…, the spokesman for", "…, a consulting fellow at", "…, deputy commander of".
fn office_after(context: &Context<'_, '_, '_>, cover: &[u32], end: usize, last: usize) -> bool {
    if end >= last || !context.comma(end) {
        return false;
    }
    for (i, &covered) in cover.iter().enumerate().take(last.min(end + 6)).skip(end) {
        if i > end && !(context.joined(i) || context.hyphened(i) || context.possessive(i)) {
            return false;
        }
        if context.cue(i).any(Cue::ROLE.or(Cue::RANK)) && covered == FREE {
            return true;
        }
    }
    false
}

/// "…, 61, who": an age between commas.
fn aged(context: &Context<'_, '_, '_>, end: usize, last: usize) -> bool {
    let number = end < last && context.comma(end) && context.word(end).shape.has(Shape::NUMBER);
    number && context.word(end).span().len() == 2 && (end + 1 == last || context.comma(end + 1))
}

/// "said X Y", "X Y told", "according to X Y".
fn speaks(context: &Context<'_, '_, '_>, sentence: (usize, usize), begin: usize, end: usize) -> bool {
    let after = end < sentence.1 && context.joined(end) && context.cue(end).any(Cue::REPORTING);
    let before = begin > sentence.0 && context.joined(begin) && {
        let i = begin - 1;
        context.cue(i).any(Cue::REPORTING) || context.is(i, &["to"]) && i > sentence.0 && context.is(i - 1, &["according"])
    };
    after || before
}
