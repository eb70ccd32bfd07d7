//! Which of the entities that bear one name is meant, scored: prior, type cues beside it, countries and places named around it, the
//! sense that the name has elsewhere in the text.
//!
//! Two looks: the first chooses by prior and cues, and what it is sure of sets the scene (countries and positions); the second
//! weighs every candidate against that scene. Nearness to other places and the "Paris, Texas" rule follow Leidner (2007); one sense
//! a text, Gale, Church and Yarowsky (1992). Linear in the mentions: the scene keeps a bounded number of positions.

use super::cues::{Cue, Lexicon};
use super::states;
use crate::gazetteer::{Candidate, EntryRef, Gazetteer, Mention};
use crate::pool::stop_if_asked;
use crate::text::{Shape, Word};
use rustc_hash::FxHashMap;

/// How much one cue counts against the priors, which lie in 0 to 1.
const CUE: f32 = 1.0;
/// How much a country that the text names elsewhere counts.
const COUNTRY: f32 = 0.4;
/// How much places nearby count.
const NEAR: f32 = 0.4;
/// How much the region or country behind a comma counts.
const APPOSED: f32 = 0.9;
/// How much the state counts in which the town in front of the comma was found to lie.
const HOLDS: f32 = 1.5;
/// How much the sense of an earlier, clearer mention of the same name counts.
const DISCOURSE: f32 = 0.6;
/// The prior of a city that a name behind a comma does not tell from others: two hundred thousand people.
const BIG: f32 = 0.53;
/// Two positions that are nearer than so many kilometres are of one town.
const SAME: f64 = 30.0;
/// The scale of nearness in kilometres.
const REACH: f64 = 250.0;
/// How far apart two scores are of which one is e times as likely as the other: fitted on news whose places are known.
const TEMPERATURE: f32 = 0.15;
/// The most positions that a scene keeps.
const MOST_PLACES: usize = 48;
/// The most candidates of a mention that are weighed against the scene; the rest have the lowest priors.
const MOST_CANDIDATES: usize = 32;

/// The words around mentions.
#[derive(Clone, Copy)]
pub(super) struct Around<'a, 't> {
    pub words: &'a [Word],
    pub text: &'t str,
    pub lexicon: &'static Lexicon,
}

impl Around<'_, '_> {
    pub fn cue(&self, i: usize) -> Cue {
        self.lexicon.cue(self.words[i].hash)
    }

    pub fn gap(&self, i: usize) -> &str {
        &self.text[self.words[i - 1].end as usize..self.words[i].start as usize]
    }

    /// What stands between word `i` and the next one, or the end of the text.
    pub fn behind(&self, i: usize) -> &str {
        let end = self.words.get(i + 1).map_or(self.text.len(), |w| w.start as usize);
        &self.text[(self.words[i].end as usize).min(end)..end]
    }

    /// Word `i` as written.
    pub fn written(&self, i: usize) -> &str {
        self.words[i].text(self.text)
    }

    pub fn joined(&self, i: usize) -> bool {
        let gap = self.gap(i);
        gap == " " || !gap.is_empty() && gap.chars().all(char::is_whitespace)
    }

    pub fn is(&self, i: usize, words: &[&str]) -> bool {
        words.iter().any(|w| self.words[i].text(self.text).eq_ignore_ascii_case(w))
    }
}

/// What the words next to a mention say about its type.
struct Surroundings {
    titled: bool,
    given: bool,
    speaks: bool,
    placed: bool,
    settlement: bool,
    region: bool,
    military: bool,
}

impl Surroundings {
    fn of(around: &Around<'_, '_>, m: &Mention<'_>, (first, end): (usize, usize)) -> Self {
        let (a, b) = (m.first_word as usize, m.end_word as usize);
        let before = if a > first && around.joined(a) { around.cue(a - 1) } else { Cue::default() };
        let after = if b < end && around.joined(b) { around.cue(b) } else { Cue::default() };
        let of = a >= first + 2 && around.is(a - 1, &["of", "in"]);
        let placing = if of { around.cue(a - 2) } else { Cue::default() };
        Self {
            titled: before.any(Cue::TITLE),
            given: before.any(Cue::GIVEN) && around.words[a - 1].shape.has(Shape::CAPITAL),
            speaks: after.any(Cue::REPORTING),
            placed: before.any(Cue::LOCATIVE),
            settlement: of && placing.any(Cue::SETTLEMENT) || before.any(Cue::SETTLEMENT),
            region: after.any(Cue::REGION) || of && placing.any(Cue::REGION),
            military: after.any(Cue::EQUIPMENT),
        }
    }

    /// How well a type fits, in -1 to 1.
    fn fit(&self, kind: &str) -> f32 {
        let place = matches!(kind, "place" | "country" | "facility");
        let person = kind == "person";
        let mut fit = 0.0;
        let mut weigh = |cue: bool, right: bool, weight: f32| {
            if cue {
                fit += if right { weight } else { -weight };
            }
        };
        weigh(self.titled, person, 0.8);
        weigh(self.given, person, 1.0);
        weigh(self.speaks, !place && kind != "nationality" || kind == "country", 0.3);
        weigh(self.placed, place, 0.5);
        weigh(self.settlement, kind == "place", 1.0);
        weigh(self.region, matches!(kind, "place" | "nationality"), 0.6);
        weigh(self.military, kind == "equipment", 0.6);
        fit.clamp(-1.0, 1.0)
    }
}

/// How likely an entity is among those of its name, in 0.01 to 1: its `prior`; else by its population, steeply; else by rank, where
/// neither is known of the first of them.
pub(super) fn prior(gazetteer: &Gazetteer, entry: EntryRef<'_>, rank: usize, first: u32) -> f32 {
    let own = entry.get("prior").and_then(|value| value.number());
    match own {
        Some(prior) => (prior as f32).clamp(0.01, 1.0),
        None => match gazetteer.prior(entry.index) {
            // The logarithm of the population, a tenth of it: a hundred people count nothing, a hundred million all.
            people if people > 0.0 => (((people * 10.0 - 2.0) / 6.0).clamp(0.0, 1.0).powi(2) * 0.8).clamp(0.01, 0.8),
            _ if gazetteer.prior(first) > 0.0 => 0.01,
            _ => 1.0 / (rank as f32 + 1.0),
        },
    }
}

/// Where a text takes place, as far as it is sure.
#[derive(Default)]
struct Scene<'g> {
    countries: FxHashMap<&'g str, f32>,
    named: f32,
    places: Vec<(f64, f64)>,
}

impl<'g> Scene<'g> {
    fn add(&mut self, entry: EntryRef<'g>) {
        if let Some(country) = entry.country() {
            *self.countries.entry(country).or_default() += 1.0;
            self.named += 1.0;
        }
        if let (Some(position), false) = (entry.position(), entry.kind() == "country")
            && self.places.len() < MOST_PLACES
            && !self.places.contains(&position)
        {
            self.places.push(position);
        }
    }

    /// How well an entry fits into the scene; its own share of it counts too, for all candidates alike.
    fn fit(&self, entry: EntryRef<'_>) -> f32 {
        let share = entry.country().and_then(|c| self.countries.get(c)).map_or(0.0, |n| 0.5 + 0.5 * n / self.named.max(1.0));
        let near = entry.position().map_or(0.0, |here| {
            let others = self.places.iter().filter(|&&there| there != here);
            others.map(|&there| (-kilometres(here, there) / REACH).exp()).sum::<f64>().min(1.0)
        });
        COUNTRY * share + NEAR * near as f32
    }
}

/// The great-circle distance of two positions in degrees.
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (lat_a, lat_b) = (a.0.to_radians(), b.0.to_radians());
    let h = ((lat_b - lat_a) / 2.0).sin().powi(2) + lat_a.cos() * lat_b.cos() * ((b.1 - a.1).to_radians() / 2.0).sin().powi(2);
    2.0 * 6371.0 * h.min(1.0).sqrt().asin()
}

/// Orders the candidates of every mention that has several, best first, and chooses the first. `bounds` gives the words of a
/// mention's sentence, beyond which no cue counts.
pub(super) fn choose<'g>(
    gazetteer: &'g Gazetteer,
    around: &Around<'_, '_>,
    mentions: &mut [Mention<'g>],
    bounds: impl Fn(&Mention<'g>) -> (usize, usize),
) {
    if mentions.iter().all(|m| m.candidates.len() < 2) {
        return;
    }
    let entry = |candidate: &Candidate<'g>| gazetteer.index_of(&candidate.id).map(|index| gazetteer.entry(index));
    let mut scene = Scene::default();
    // By mention: its candidates' scores before the scene is looked at.
    let mut scores: Vec<Vec<f32>> = Vec::with_capacity(mentions.len());
    // The entry that each mention is before the scene is looked at.
    let mut first: Vec<Option<EntryRef<'g>>> = Vec::with_capacity(mentions.len());
    for m in mentions.iter() {
        stop_if_asked();
        if m.candidates.len() < 2 {
            let only = m.candidates.first().and_then(entry);
            only.into_iter().for_each(|e| scene.add(e));
            scores.push(Vec::new());
            first.push(only);
            continue;
        }
        let cues = Surroundings::of(around, m, bounds(m));
        let head = m.candidates.first().and_then(|c| gazetteer.index_of(&c.id)).unwrap_or(u32::MAX);
        let of = |(rank, c): (usize, &Candidate<'g>)| entry(c).map_or(0.0, |e| prior(gazetteer, e, rank, head) + CUE * cues.fit(e.kind()));
        let own: Vec<f32> = m.candidates.iter().enumerate().map(of).collect();
        let best = (0..own.len()).max_by(|&a, &b| own[a].total_cmp(&own[b]).then(b.cmp(&a))).unwrap_or(0);
        let second = (0..own.len()).filter(|&i| i != best).map(|i| own[i]).fold(f32::MIN, f32::max);
        let chosen = entry(&m.candidates[best]);
        if own[best] >= 2.0 * second {
            chosen.into_iter().for_each(|e| scene.add(e));
        }
        scores.push(own);
        first.push(chosen);
    }
    let mut senses: FxHashMap<u64, (String, f32)> = FxHashMap::default();
    for i in 0..mentions.len() {
        stop_if_asked();
        if mentions[i].candidates.len() < 2 {
            continue;
        }
        let next = apposed(around, mentions, i);
        let whole = next.and_then(|next| first[next]);
        let known = |at: usize, state: EntryRef<'g>| {
            let closed = is_closed(around, mentions, at) && !may_be_city(gazetteer, &mentions[at + 1], state);
            lies_in(gazetteer, &mentions[at], first[at], state, closed)
        };
        // The states that the name behind the comma may be, where the town may lie in one of them: "Troy, New York".
        let mut states: Vec<EntryRef<'g>> = Vec::new();
        if let Some(next) = next {
            for state in mentions[next].candidates.iter().take(MOST_CANDIDATES).filter_map(entry) {
                if whole.is_some_and(|whole| whole.index == state.index) || known(i, state) {
                    states.push(state);
                }
            }
        }
        let before = i.checked_sub(1).filter(|&before| apposed(around, mentions, before) == Some(i));
        let mut held: Vec<bool> = Vec::new();
        if let Some(before) = before {
            held.extend(mentions[i].candidates.iter().map(|c| entry(c).is_some_and(|state| known(before, state))));
        }
        let in_states = |town| states.iter().any(|&state| is_in_state(town, state) == Some(true));
        let town = || !states.is_empty() && mentions[i].candidates.iter().filter_map(entry).any(in_states);
        let explicit = held.contains(&true) || town();
        let chosen = before.and_then(|before| mentions[before].entry).map(|index| gazetteer.entry(index));
        let m = &mut mentions[i];
        let name = (m.first_word..m.end_word).fold(0_u64, |h, w| h.rotate_left(5) ^ around.words[w as usize].hash);
        let sense = senses.get(&name).cloned();
        for (rank, candidate) in m.candidates.iter_mut().enumerate() {
            let mut score = scores[i][rank];
            if rank < MOST_CANDIDATES
                && let Some(entry) = entry(candidate)
            {
                score += scene.fit(entry);
                let inside = states.iter().any(|&state| is_in_state(entry, state) == Some(true));
                let sure = inside || held.get(rank).copied().unwrap_or(false);
                score += match chosen {
                    Some(town) if sure && !inside && is_in_state(town, entry) == Some(true) => HOLDS,
                    _ => APPOSED * if sure { 1.0 } else { whole.map_or(0.0, |whole| part_of(entry, whole)) },
                };
            }
            if !explicit && sense.as_ref().is_some_and(|(id, _)| *id == candidate.id) {
                score += DISCOURSE;
            }
            candidate.score = score;
        }
        m.candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
        let most = m.candidates[0].score;
        let mut sum = 0.0;
        for candidate in &mut m.candidates {
            candidate.score = ((candidate.score - most) / TEMPERATURE).exp();
            sum += candidate.score;
        }
        for candidate in &mut m.candidates {
            candidate.score /= sum;
        }
        let best = m.candidates[0].clone();
        if sense.is_none_or(|(_, score)| score < best.score) {
            senses.insert(name, (best.id.to_string(), best.score));
        }
        m.entry = gazetteer.index_of(&best.id);
        (m.id, m.name, m.kind, m.score) = (best.id, best.name, best.kind, best.score);
    }
}

/// The mention that says where mention `i` lies: "Paris, Texas", "Tripoli in Lebanon".
fn apposed(around: &Around<'_, '_>, mentions: &[Mention<'_>], i: usize) -> Option<usize> {
    let (m, next) = (&mentions[i], mentions.get(i + 1)?);
    let (end, start) = (m.end_word as usize, next.first_word as usize);
    if start < end || start >= around.words.len() || !matches!(&*next.kind, "country" | "place" | "nationality") {
        return None;
    }
    let comma = end == start && around.gap(start).trim() == "," && !in_list(around, mentions, i);
    let between = || (end..start).map(|i| around.words[i].text(around.text));
    let inside = matches!(start - end, 1 | 2)
        && (end..=start).all(|i| around.joined(i))
        && between().eq(["in", "the"].into_iter().take(start - end));
    (comma || inside).then_some(i + 1)
}

/// True if the names around a comma are members of a list: "Boston, New York and Chicago". A country behind the comma is none.
fn in_list(around: &Around<'_, '_>, mentions: &[Mention<'_>], i: usize) -> bool {
    let next = &mentions[i + 1];
    let Some(third) = mentions.get(i + 2).filter(|_| next.kind != "country") else { return false };
    let (end, start) = (next.end_word as usize, third.first_word as usize);
    let and = end + 1 == start && around.joined(end) && around.joined(start) && around.is(end, &["and", "or"]);
    // "Dayton, Ohio and Troy, Michigan"
    and && !mentions.get(i + 3).is_some_and(|m| m.first_word == third.end_word && around.gap(m.first_word as usize).trim() == ",")
}

/// True if a comma, a full stop or the end of the text closes what stands behind mention `i` and its comma, and no list goes on there.
fn is_closed(around: &Around<'_, '_>, mentions: &[Mention<'_>], i: usize) -> bool {
    let (Some(m), Some(next)) = (mentions.get(i), mentions.get(i + 1)) else { return false };
    let end = next.end_word as usize;
    let listed = i > 0 && mentions[i - 1].end_word == m.first_word && around.gap(m.first_word as usize).trim() == ",";
    let goes_on = mentions.get(i + 2).is_some_and(|third| third.first_word as usize == end);
    !listed && !goes_on && around.words.get(end).is_none_or(|_| around.gap(end).starts_with([',', '.']))
}

/// True if a state's name is a big city's too: "New York".
fn may_be_city(gazetteer: &Gazetteer, m: &Mention<'_>, state: EntryRef<'_>) -> bool {
    m.candidates.iter().take(MOST_CANDIDATES).filter_map(|c| gazetteer.index_of(&c.id)).any(|index| {
        let entry = gazetteer.entry(index);
        entry.kind() == "place" && gazetteer.prior(index) >= BIG && index != state.index && !same_place(entry, state)
    })
}

/// True if two lists have one place.
fn same_place(a: EntryRef<'_>, b: EntryRef<'_>) -> bool {
    matches!((a.position(), b.position()), (Some(a), Some(b)) if kilometres(a, b) < SAME)
}

/// How well a place goes with the country or region named behind it, in 0 to 1.
fn part_of(entry: EntryRef<'_>, whole: EntryRef<'_>) -> f32 {
    if entry.index == whole.index || !matches!(entry.kind(), "place" | "facility") {
        return 0.0;
    }
    let country = entry.country().is_some() && entry.country() == whole.country();
    if whole.kind() == "country" {
        return if country { 1.0 } else { 0.0 };
    }
    if let Some(inside) = is_in_state(entry, whole) {
        return if inside { 1.0 } else { 0.0 };
    }
    match (entry.position(), whole.position()) {
        (Some(a), Some(b)) => {
            let near = (-kilometres(a, b) / REACH).exp() as f32;
            if country { 0.3 + 0.7 * near } else { near }
        }
        _ if country => 0.3,
        _ => 0.0,
    }
}

/// True if a mention in front of a comma is rather a town in `state` than a big one elsewhere: "Boston, New York" names two cities.
/// `closed`: what stands behind the comma can only say where the town lies ("Cairo, Georgia, has a mill").
fn lies_in(gazetteer: &Gazetteer, m: &Mention<'_>, best: Option<EntryRef<'_>>, state: EntryRef<'_>, closed: bool) -> bool {
    let Some(best) = best else { return false };
    let inside = |town: EntryRef<'_>| is_in_state(town, state) == Some(true);
    let doubtful = closed || inside(best) || gazetteer.prior(best.index) < BIG;
    let mut towns = m.candidates.iter().take(MOST_CANDIDATES).filter_map(|c| gazetteer.index_of(&c.id)).map(|town| gazetteer.entry(town));
    // Two lists may both have the town, one of them without its state.
    towns.any(|town| inside(town) && (doubtful || same_place(town, best)))
}

/// Whether a town with the code of its state (the column `admin1`, as GeoNames has it) lies in a state of the United States; `None`
/// where that cannot be told.
fn is_in_state(town: EntryRef<'_>, state: EntryRef<'_>) -> Option<bool> {
    if state.country() != Some("US") || state.kind() != "place" || state.text("admin1").is_some() {
        return None;
    }
    let (code, own) = (states::code(state.name())?, town.text("admin1")?);
    Some(town.country() == Some("US") && own == code)
}

#[cfg(test)]
mod tests {
    use super::kilometres;

    #[test]
    fn distances() {
        assert!((kilometres((0.0, 0.0), (0.0, 1.0)) - 111.2).abs() < 0.1);
        assert!((kilometres((50.0, 179.5), (50.0, -179.5)) - kilometres((50.0, 0.0), (50.0, 1.0))).abs() < 1e-6);
        assert!((kilometres((90.0, 0.0), (-90.0, 50.0)) - 20015.0).abs() < 1.0);
    }
}
