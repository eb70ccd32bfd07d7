//! What stands behind a name and says where it lies: "Paris, Texas", "Tripoli in Lebanon", "Cairo, Georgia, has a mill".
//! The rule is that of Leidner (2007).

use super::around::Around;
use super::listed::Listed;
use super::scene::Point;
use super::states;
use crate::gazetteer::index::facts::Kind;
use crate::gazetteer::matching::Match;

/// The prior of a city that a name behind a comma does not tell from others: two hundred thousand people.
const BIG: f32 = 0.53;
/// Two positions that are nearer than so many kilometres are of one town.
const SAME: f64 = 30.0;
/// The most candidates of a match that are looked at; the rest have the lowest priors.
pub(super) const MOST_CANDIDATES: usize = 32;

/// A match behind which the next one says where it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Apposed {
    /// A comma, a full stop or the end of the text closes what stands behind the comma, and no list goes on there.
    closed: bool,
}

impl Apposed {
    /// What stands behind match `i`, if that says where it lies.
    pub fn read(listed: Listed<'_>, around: &Around<'_, '_>, matches: &[Match], i: usize) -> Option<Self> {
        let (m, next) = (&matches[i], matches.get(i + 1)?);
        let (end, start) = (m.end_word as usize, next.first_word as usize);
        if start < end || start - end > 2 || start >= around.words.len() {
            return None;
        }
        let kind = listed.kind_of(next);
        if !kind.any(Kind::LAND.or(Kind::NATIONALITY)) {
            return None;
        }
        let told = if start == end {
            around.comma(start) && !in_list(around, &matches[i + 1..], kind)
        } else {
            (end..=start).all(|i| around.joined(i)) && (end..start).zip(["in", "the"]).all(|(i, word)| around.written(i) == word)
        };
        told.then(|| Self { closed: is_closed(around, matches, i) })
    }

    /// True if match `i`, of which this is, is rather a town in a state than `best`, which may be a big one elsewhere:
    /// "Boston, New York" names two cities.
    pub fn lies_in(self, listed: Listed<'_>, matches: &[Match], i: usize, best: u32, state: State) -> bool {
        if state.code.is_none() {
            return false;
        }
        let inside = |town: u32| state.has(listed, town) == Some(true);
        // What is closed can only say where the town lies, unless it is a big city's name too: "New York".
        let doubtful = || self.closed && !may_be_city(listed, &matches[i + 1], state.index) || inside(best) || listed.prior(best) < BIG;
        // Two lists may both have the town, one of them without its state.
        let mut towns = matches[i].entries.iter().take(MOST_CANDIDATES).filter(|&&town| inside(town)).peekable();
        towns.peek().is_some() && (doubtful() || towns.any(|&town| same_place(listed, town, best)))
    }
}

/// True if the names on both sides of a comma are members of a list: "Boston, New York and Chicago". `rest` begins with the second, of
/// type `kind`; a country is none.
fn in_list(around: &Around<'_, '_>, rest: &[Match], kind: Kind) -> bool {
    let [next, third, more @ ..] = rest else { return false };
    let (end, start) = (next.end_word as usize, third.first_word as usize);
    let and = end + 1 == start && !kind.any(Kind::COUNTRY) && around.is(end, &["and", "or"]) && around.joined(end) && around.joined(start);
    // "Dayton, Ohio and Troy, Michigan"
    and && !more.first().is_some_and(|m| m.first_word == third.end_word && around.comma(m.first_word as usize))
}

/// See [`Apposed::closed`].
fn is_closed(around: &Around<'_, '_>, matches: &[Match], i: usize) -> bool {
    let first = matches[i].first_word;
    let end = matches[i + 1].end_word;
    let listed = i > 0 && matches[i - 1].end_word == first && around.comma(first as usize);
    let goes_on = matches.get(i + 2).is_some_and(|third| third.first_word == end);
    !listed && !goes_on && (end as usize >= around.words.len() || around.gap(end as usize).starts_with([',', '.']))
}

/// True if a name that is a state's is a big city's too.
fn may_be_city(listed: Listed<'_>, m: &Match, state: u32) -> bool {
    m.entries.iter().take(MOST_CANDIDATES).any(|&index| {
        listed.kind(index).any(Kind::PLACE) && listed.prior(index) >= BIG && index != state && !same_place(listed, index, state)
    })
}

/// Provinces and states that newspapers name behind their towns, besides those of the United States.
const PROVINCES: [&str; 14] = [
    "Alberta",
    "British Columbia",
    "Manitoba",
    "New Brunswick",
    "Newfoundland",
    "New South Wales",
    "Nova Scotia",
    "Ontario",
    "Quebec",
    "Queensland",
    "Saskatchewan",
    "South Australia",
    "Tasmania",
    "Western Australia",
];

/// True if a state or province behind match `i` says that it lies in a country in which no place of that name is listed: "Jasper, Alberta,".
pub(super) fn is_elsewhere(listed: Listed<'_>, around: &Around<'_, '_>, matches: &[Match], i: usize) -> bool {
    let m = &matches[i];
    if !listed.kind_of(m).any(Kind::PLACE) || !Apposed::read(listed, around, matches, i).is_some_and(|apposed| apposed.closed) {
        return false;
    }
    let next = &matches[i + 1];
    let end = next.end_word as usize;
    let listing = end < around.words.len() && around.is(end, &["and", "or"]);
    let region = |&index: &u32| State::new(listed, index).code.is_some() || PROVINCES.contains(&listed.entry(index).name());
    let whole = next.entries.iter().copied().take(MOST_CANDIDATES).find(region).filter(|_| !listing);
    let country = whole.and_then(|whole| listed.country(whole));
    country.is_some() && m.entries.iter().all(|&index| listed.country(index).is_some_and(|own| Some(own) != country))
}

/// True if two lists have one place.
fn same_place(listed: Listed<'_>, a: u32, b: u32) -> bool {
    let [a, b] = [a, b].map(|index| listed.position(index).map(Point::new));
    matches!((a, b), (Some(a), Some(b)) if a.kilometres(&b) < SAME)
}

/// What may be a state of the United States.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct State {
    pub index: u32,
    /// Its code, where towns that lie in it can be told.
    pub code: Option<&'static str>,
}

impl State {
    pub fn new(listed: Listed<'_>, index: u32) -> Self {
        let entry = listed.entry(index);
        let state = listed.kind(index).any(Kind::PLACE) && entry.country() == Some("US") && listed.admin1(index).is_none();
        Self { index, code: if state { states::code(entry.name()) } else { None } }
    }

    /// Whether a town whose state is known (column `admin1`) lies in this one; `None` where that cannot be told.
    pub fn has(self, listed: Listed<'_>, town: u32) -> Option<bool> {
        let (code, own) = (self.code?, listed.admin1(town)?);
        let coded = || own.strip_prefix("US.").or_else(|| own.strip_prefix("US-")) == Some(code);
        // Most have codes of their own.
        let named = || own.len() > code.len() && (coded() || listed.entry(self.index).names().any(|name| name == own));
        Some((own == code || named()) && listed.entry(town).country() == Some("US"))
    }
}

/// How well a place goes with the country or region named behind it, in 0 to 1.
pub(super) fn part_of(listed: Listed<'_>, place: u32, whole: State) -> f32 {
    if place == whole.index || !listed.kind(place).any(Kind::PLACE.or(Kind::FACILITY)) {
        return 0.0;
    }
    let country = listed.country(place).is_some_and(|country| listed.country(whole.index) == Some(country));
    if listed.kind(whole.index).any(Kind::COUNTRY) {
        return if country { 1.0 } else { 0.0 };
    }
    if let Some(inside) = whole.has(listed, place) {
        return if inside { 1.0 } else { 0.0 };
    }
    match (listed.position(place), listed.position(whole.index)) {
        (Some(a), Some(b)) => {
            let near = Point::new(a).nearness(&Point::new(b)) as f32;
            if country { 0.3 + 0.7 * near } else { near }
        }
        _ if country => 0.3,
        _ => 0.0,
    }
}
