//! Streets that are named after places: of "12 Washington Street", "Rue de Paris" and "Georgia Avenue" no town is meant, nor a state.

use super::around::Around;
use super::listed::Listed;
use crate::gazetteer::index::facts::Kind;
use crate::gazetteer::matching::Match;
use crate::text::Shape;

/// What a street's name ends in.
const ENDS: &[&str] = &[
    "street",
    "avenue",
    "boulevard",
    "lane",
    "road",
    "highway",
    "expressway",
    "parkway",
    "motorway",
    "drive",
    "square",
    "alley",
    "prospekt",
];
/// The same, shortened.
const SHORTENED: &[&str] = &["st", "ave", "blvd", "rd", "hwy", "ln"];
/// Quarters of a town behind it: "Georgia Avenue NW".
const QUARTERS: &[&str] = &["n", "s", "e", "w", "nw", "ne", "sw", "se"];
/// What a street's name begins with.
const BEGINS: &[&str] = &[
    "rue",
    "avenue",
    "boulevard",
    "quai",
    "chaussée",
    "calle",
    "avenida",
    "paseo",
    "plaza",
    "rua",
    "via",
    "viale",
    "corso",
    "piazza",
    "ulica",
    "ulitsa",
    "vulytsia",
    "vulytsya",
    "prospekt",
    "platz",
];
/// What may stand between that and the place.
const OF: &[&str] = &["de", "du", "des", "of", "di", "del", "della", "do", "da", "dos", "la"];

/// Drops places, and names of no type, that are but a part of a street's name.
pub(super) fn keep(listed: Listed<'_>, around: &Around<'_, '_>, matches: &mut Vec<Match>) {
    let place = |m: &Match| {
        let kinds = || m.entries.iter().map(|&index| listed.kind(index));
        kinds().all(|kind| kind.any(Kind::LAND) || kind == Kind::default())
    };
    matches.retain(|m| !(names_street(around, m) && place(m)));
}

fn names_street(around: &Around<'_, '_>, m: &Match) -> bool {
    let (first, end) = (m.first_word as usize, m.end_word as usize);
    ends_street(around, first, end) || begins_street(around, first, end)
}

fn capital(around: &Around<'_, '_>, i: usize) -> bool {
    around.words[i].shape.has(Shape::CAPITAL)
}

/// True if a house's number is word `i`, and nothing but a space or a comma parts it from word `beside`, its neighbour.
fn is_number(around: &Around<'_, '_>, i: usize, beside: usize) -> bool {
    let later = i.max(beside);
    later < around.words.len() && around.words[i].shape.has(Shape::NUMBER) && (around.joined(later) || around.comma(later))
}

/// "12 Washington Street", "Odesa St. 5", "Georgia Avenue"; "Kyiv Street Battles Rage" tells of streets in Kyiv.
fn ends_street(around: &Around<'_, '_>, first: usize, end: usize) -> bool {
    if end >= around.words.len() || !capital(around, end) || !around.joined(end) || around.words[end].shape.has(Shape::POSSESSIVE) {
        return false;
    }
    let shortened = around.is(end, SHORTENED);
    if !shortened && !around.is(end, ENDS) {
        return false;
    }
    let last = end + 1 == around.words.len();
    let numbered = first > 0 && is_number(around, first - 1, first) || !last && is_number(around, end + 1, end);
    let stopped = around.behind(end).starts_with('.');
    // "Paris St Germain", "Odessa St. Nicholas Church"
    let quarter = !last && around.is(end + 1, QUARTERS);
    let goes_on = !last && !quarter && capital(around, end + 1) && (around.joined(end + 1) || shortened && stopped);
    numbered || !goes_on && (!shortened || stopped)
}

/// "Rue de Paris", "Via Roma", "14, rue de Paris"; "a rue of Paris" is any, and "via Rome" a way.
fn begins_street(around: &Around<'_, '_>, first: usize, end: usize) -> bool {
    let mut head = first;
    while head > 0 && first - head <= 2 && around.joined(head) {
        head -= 1;
        if around.is(head, OF) && !capital(around, head) {
            continue;
        }
        let written = around.written(head).to_lowercase();
        if !BEGINS.contains(&written.as_str()) {
            return false;
        }
        let before = head > 0 && is_number(around, head - 1, head);
        let behind = end < around.words.len() && is_number(around, end, end - 1);
        let opens = head == 0 || !around.joined(head) && !around.comma(head);
        return match (capital(around, head), written == "via") {
            (true, true) => !opens || behind,
            (true, false) => true,
            (false, true) => false,
            (false, false) => before || behind,
        };
    }
    false
}
