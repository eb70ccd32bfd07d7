//! Which of the entities that bear one name is meant, scored: prior, type cues beside it, countries and places named around it, the
//! sense that the name has elsewhere in the text.
//!
//! Two looks: the first chooses by prior and cues, and what it is sure of sets the scene (countries and positions); the second
//! weighs every candidate against that scene. One sense a text follows Gale, Church and Yarowsky (1992). Linear in the matches: the
//! scene keeps a bounded number of positions.

use super::around::Around;
use super::listed::Listed;
use super::region_cues::RegionCues;
use super::scene::{Own, Scene};
use super::type_cues::TypeCues;
use super::whole::{Apposed, MOST_CANDIDATES, State, part_of};
use crate::gazetteer::index::facts::Kind;
use crate::gazetteer::known::cues::Cue;
use crate::gazetteer::matching::Match;
use crate::gazetteer::matching::bits::Bits;
use crate::pool::stop_if_asked;
use crate::text::Shape;
use crate::text::fold::fold;
use rustc_hash::FxHashMap;

/// How much one cue counts against the priors, which lie in 0 to 1.
const CUE: f32 = 1.0;
/// How much the region or country behind a comma counts.
const APPOSED: f32 = 0.9;
/// How much the state counts in which the town in front of the comma was found to lie.
const HOLDS: f32 = 1.5;
/// How much the sense of an earlier, clearer mention of the same name counts.
const DISCOURSE: f32 = 0.6;
/// How much it counts that the text names the entity elsewhere by another name, which no other bears.
const NAMED: f32 = 0.6;
/// The same of a person: a surname behind its full name is that person's.
const NAMED_PERSON: f32 = 1.0;
/// How much it counts that the name is what the list calls the entity, and none of its aliases: Puno is a town, before it is Pune misspelt.
const CALLED: f32 = 0.2;
/// How much of the scene counts for a place of the lowest prior, so that no village goes before a city for the sake of its country.
const VILLAGE: f32 = 0.3;
/// How much more of it counts by prior: all for a town of a hundred and fifty thousand.
const GROWTH: f32 = 3.2;
/// Up to here the list's own priors count in full; what is above counts so much, that fame does not outweigh what the text tells.
const FAME: f32 = 0.5;
const OF_FAME: f32 = 0.3;
/// Stands for several names of one entity.
const SEVERAL: u64 = 0;
/// How much a country counts that stands in a row with another: "Syria and Jordan".
const COORDINATED: f32 = 0.3;
/// What is left of how well a place goes with the region behind its comma, where another of its name goes better.
const LESS: f32 = 0.5;
/// How far apart two scores are of which one is e times as likely as the other: fitted on news whose places are known.
const TEMPERATURE: f32 = 0.15;

/// What the words next to a mention say about its type.
struct Surroundings {
    titled: bool,
    given: bool,
    speaks: bool,
    placed: bool,
    settlement: bool,
    region: bool,
    military: bool,
    /// "the mayor of …", "flew to …", "the … airport".
    located: bool,
    /// "the republic of …".
    sovereign: bool,
    /// "…'s president".
    national: bool,
    /// "shares of …", "…'s chief executive", "… Inc."
    traded: bool,
    /// "…, 56, was".
    aged: bool,
    /// What else stands beside it.
    cues: TypeCues,
}

/// What only a state is, and has.
const SOVEREIGN: &[&str] = &["country", "republic", "kingdom", "nation"];
const NATIONAL: &[&str] = &["president", "prime", "foreign", "capital", "king", "queen", "constitution"];

impl Surroundings {
    fn of(around: &Around<'_, '_>, m: &Match, (first, end): (usize, usize)) -> Self {
        let (a, b) = (m.first_word as usize, m.end_word as usize);
        let before = if a > first && around.joined(a) { around.cue(a - 1) } else { Cue::default() };
        // "Mr. …"
        let dotted = || a > first && around.gap(a).trim_end() == "." && around.takes_full_stop(a - 1) && around.cue(a - 1).any(Cue::TITLE);
        let after = if b < end && around.joined(b) { around.cue(b) } else { Cue::default() };
        let linked = |words: &[&str]| a >= first + 2 && around.is(a - 1, words);
        let of = linked(&["of"]);
        let placing = if of || linked(&["in"]) { around.cue(a - 2) } else { Cue::default() };
        let state = of && around.is(a - 2, &["state", "states"]);
        let moved = linked(&["to", "from"]) && around.cue(a - 2).any(Cue::MOTION);
        let owner = b + 1 < end && around.words[b].shape.has(Shape::POSSESSIVE);
        Self {
            titled: before.any(Cue::TITLE) || dotted(),
            given: before.any(Cue::GIVEN) && around.words[a - 1].shape.has(Shape::CAPITAL),
            speaks: after.any(Cue::REPORTING),
            placed: before.any(Cue::LOCATIVE),
            settlement: placing.any(Cue::SETTLEMENT) || before.any(Cue::SETTLEMENT),
            region: after.any(Cue::REGION) || placing.any(Cue::REGION) || state,
            military: after.any(Cue::EQUIPMENT),
            located: of && placing.any(Cue::LOCATIVE_NOUN) || moved || after.any(Cue::CITY_NOUN.or(Cue::FACILITY)),
            sovereign: of && around.is(a - 2, SOVEREIGN),
            national: owner && (around.cue(b + 1).any(Cue::POLITICAL) || around.is(b + 1, NATIONAL)),
            traded: of && placing.any(Cue::BUSINESS) || owner && around.cue(b + 1).any(Cue::BUSINESS) || after.any(Cue::COMPANY),
            aged: b + 1 < end && around.comma(b) && around.is_age(b) && around.comma(b + 1),
            cues: TypeCues::of(around, m, (first, end)),
        }
    }

    /// How well a type fits, in -1 to 1.
    fn fit(&self, kind: Kind) -> f32 {
        let place = kind.any(Kind::LAND.or(Kind::FACILITY));
        let person = kind.any(Kind::PERSON);
        let mut fit = self.cues.fit(kind);
        let mut weigh = |cue: bool, right: bool, weight: f32| {
            if cue {
                fit += if right { weight } else { -weight };
            }
        };
        weigh(self.titled, person, 0.8);
        weigh(self.given, person, 1.0);
        weigh(self.speaks, !place && !kind.any(Kind::NATIONALITY) || kind.any(Kind::COUNTRY), 0.3);
        weigh(self.placed, place, 0.5);
        weigh(self.settlement, kind.any(Kind::PLACE), 1.0);
        weigh(self.region, kind.any(Kind::PLACE.or(Kind::NATIONALITY)), 0.6);
        weigh(self.military, kind.any(Kind::EQUIPMENT), 0.6);
        weigh(self.located, place, 0.5);
        weigh(self.sovereign, kind.any(Kind::COUNTRY), 0.8);
        weigh(self.national, person || kind.any(Kind::COUNTRY), 0.4);
        weigh(self.traded, kind.any(Kind::ORGANIZATION), 0.6);
        weigh(self.aged, person, 0.6);
        fit.clamp(-1.0, 1.0)
    }
}

/// How likely an entity is among those of its name, in 0.01 to 1: its `prior`; else by its population, steeply; where neither is known of
/// the first of them all are as likely, but for a little by which the order of the list decides where nothing else does.
pub(super) fn prior(listed: Listed<'_>, index: u32, rank: usize, first: u32) -> f32 {
    match listed.own_prior(index) {
        Some(prior) => (prior as f32).clamp(0.01, FAME) + (prior as f32 - FAME).max(0.0) * OF_FAME,
        None => match listed.prior(index) {
            // The logarithm of the population, a tenth of it: a hundred people count nothing, a hundred million all.
            people if people > 0.0 => (((people * 10.0 - 2.0) / 6.0).clamp(0.0, 1.0).powi(2) * 0.8).clamp(0.01, 0.8),
            _ if listed.prior(first) > 0.0 => 0.01,
            _ => 0.5 - 0.01 * rank.min(20) as f32,
        },
    }
}

/// Orders the entities of every match that has several, best first, and appends the scores of all. `bounds` gives the words of a
/// match's sentence, beyond which no cue counts.
pub(super) fn choose(
    listed: Listed<'_>,
    around: &Around<'_, '_>,
    matches: &mut [Match],
    bounds: impl Fn(&Match) -> (usize, usize),
    scores: &mut Vec<f32>,
) {
    if matches.iter().all(|m| m.entries.len() < 2) {
        scores.extend(matches.iter().map(|_| 1.0));
        return;
    }
    let base = scores.len();
    let Look { scene, first, added } = look(listed, around, matches, bounds, scores);
    // Most entities that are named so that no other can be meant are asked for by nobody.
    let asked: Bits = matches.iter().filter(|m| m.entries.len() > 1).flat_map(|m| m.entries.iter().take(MOST_CANDIDATES)).collect();
    let mut named: FxHashMap<u32, u64> = FxHashMap::default();
    for m in matches.iter() {
        if let [only] = m.entries[..]
            && asked.may_hold(only)
        {
            let name = around.name(m.first_word, m.end_word);
            let known = named.entry(only).or_insert(name);
            *known = if *known == name { name } else { SEVERAL };
        }
    }
    let regions = listed.has_admin1().then(RegionCues::default);
    let mut chooser =
        Chooser { listed, around, scene, first, added, named, regions, senses: FxHashMap::default(), order: Vec::new(), parts: Vec::new() };
    let mut rest = &mut scores[base..];
    // The match before, if this one says where it lies.
    let mut before = None;
    for i in 0..matches.len() {
        stop_if_asked();
        let several = |i: usize| matches.get(i).is_some_and(|m: &Match| m.entries.len() > 1);
        let here = if several(i) || several(i + 1) { Apposed::read(listed, around, matches, i) } else { None };
        let (own, others) = std::mem::take(&mut rest).split_at_mut(matches[i].entries.len());
        rest = others;
        if several(i) {
            chooser.weigh(matches, i, [before, here], own);
        }
        before = here;
    }
}

/// What the first look gives.
#[derive(Default)]
struct Look {
    scene: Scene,
    /// The entity that each match is by prior and cues.
    first: Vec<u32>,
    /// By name, how often one that may mean several added to the scene.
    added: FxHashMap<u64, u32>,
}

/// The first look: appends every candidate's score by prior and cues, and gives the scene and the entity that each match is by these.
fn look(
    listed: Listed<'_>,
    around: &Around<'_, '_>,
    matches: &[Match],
    bounds: impl Fn(&Match) -> (usize, usize),
    scores: &mut Vec<f32>,
) -> Look {
    let Look { mut scene, mut first, mut added } = Look { first: Vec::with_capacity(matches.len()), ..Look::default() };
    for m in matches {
        stop_if_asked();
        if let [only] = m.entries[..] {
            scene.add(listed, only);
            scores.push(1.0);
            first.push(only);
            continue;
        }
        // What all fit alike says nothing.
        let kind = listed.kind_of(m);
        let alike = m.entries.iter().all(|&index| listed.kind(index) == kind);
        let cues = if alike { None } else { Some(Surroundings::of(around, m, bounds(m))) };
        let fit = |&index: &u32| cues.as_ref().map_or(0.0, |cues| cues.fit(listed.kind(index)));
        let least = m.entries.iter().map(fit).fold(f32::MAX, f32::min);
        let (mut best, mut second) = ((f32::MIN, 0), f32::MIN);
        let written = around.surface(m);
        for (rank, index) in m.entries.iter().enumerate() {
            let called = if listed.kind(*index).any(Kind::LAND) && is_called(listed, *index, written) { CALLED } else { 0.0 };
            let own = called + prior(listed, *index, rank, m.entries[0]) + CUE * (fit(index) - least);
            scores.push(own);
            if rank == 0 || own > best.0 {
                (best, second) = ((own, rank), best.0);
            } else {
                second = second.max(own);
            }
        }
        let chosen = m.entries[best.1];
        if best.0 >= 2.0 * second {
            scene.add(listed, chosen);
            *added.entry(around.name(m.first_word, m.end_word)).or_default() += 1;
        }
        first.push(chosen);
    }
    Look { scene, first, added }
}

/// True if a name as written is the one by which the list calls an entity, and none of its aliases.
fn is_called(listed: Listed<'_>, index: u32, written: &str) -> bool {
    let name = listed.entry(index).name();
    name == written || !(name.is_ascii() && written.is_ascii()) && fold(name) == fold(written)
}

/// The second look.
struct Chooser<'c, 'a, 't, 'g> {
    listed: Listed<'g>,
    around: &'c Around<'a, 't>,
    scene: Scene,
    /// The entity that each match is before the scene is looked at.
    first: Vec<u32>,
    /// See [`Look`].
    added: FxHashMap<u64, u32>,
    /// The entities that the text names so that no other can be meant, and by which name, or [`SEVERAL`].
    named: FxHashMap<u32, u64>,
    /// What the text says of the regions of its places, where the list knows these.
    regions: Option<RegionCues>,
    /// By name, the entity and the score of its clearest mention so far.
    senses: FxHashMap<u64, (u32, f32)>,
    /// Memory for the order of one match's candidates.
    order: Vec<(f32, u32)>,
    /// Memory for how well each of them goes with what stands behind its comma.
    parts: Vec<f32>,
}

impl Chooser<'_, '_, '_, '_> {
    /// True if match `i` is joined by "and" or "or" to one that is a country and nothing else.
    fn is_coordinated(&self, matches: &[Match], i: usize) -> bool {
        let country = |m: &Match| m.entries.iter().all(|&index| self.listed.kind(index).any(Kind::COUNTRY));
        let joined = |left: &Match, right: &Match| {
            let (and, start) = (left.end_word as usize, right.first_word as usize);
            and + 1 == start && self.around.is(and, &["and", "or"]) && self.around.joined(and) && self.around.joined(start)
        };
        let m = &matches[i];
        let before = i.checked_sub(1).map(|i| &matches[i]).is_some_and(|left| joined(left, m) && country(left));
        before || matches.get(i + 1).is_some_and(|right| joined(m, right) && country(right))
    }

    /// Orders the candidates of match `i`, whose scores by prior and cues become their scores. `before` and `here` tell whether this match
    /// says where the one before it lies, and the one behind it where this one does.
    fn weigh(&mut self, matches: &mut [Match], i: usize, [before, here]: [Option<Apposed>; 2], scores: &mut [f32]) {
        let listed = self.listed;
        let whole = here.map(|_| State::new(listed, self.first[i + 1]));
        // The states that the name behind the comma may be, where the town may lie in one of them: "Troy, New York".
        let mut states: Vec<State> = Vec::new();
        if let (Some(here), Some(whole)) = (here, whole) {
            for &index in matches[i + 1].entries.iter().take(MOST_CANDIDATES) {
                let state = State::new(listed, index);
                if whole == state || here.lies_in(listed, matches, i, self.first[i], state) {
                    states.push(state);
                }
            }
        }
        let mut held: Vec<bool> = Vec::new();
        let mut town = None;
        if let Some(before) = before {
            let holds = |index: u32| before.lies_in(listed, matches, i - 1, self.first[i - 1], State::new(listed, index));
            held.extend(matches[i].entries.iter().map(|&index| holds(index)));
            town = matches[i - 1].entries.first().copied();
        }
        let between = self.is_coordinated(matches, i);
        let listed_state = here.is_some() && matches[i + 1].entries.iter().any(|&index| State::new(listed, index).code.is_some());
        let gains = self.regions.as_mut().and_then(|regions| regions.read(listed, self.around, &matches[i], listed_state));
        let in_states = |town: u32| states.iter().any(|state| state.has(listed, town) == Some(true));
        let m = &mut matches[i];
        self.parts.clear();
        if let Some(whole) = whole {
            self.parts.extend(m.entries.iter().take(MOST_CANDIDATES).map(|&index| part_of(listed, index, whole)));
        }
        let best = self.parts.iter().copied().fold(0.0, f32::max);
        let told = self.parts.iter().any(|&part| part < best);
        // A town's country behind it.
        let of_country = |index: u32| {
            let (country, town) = (listed.country(index), town.and_then(|town| listed.country(town)));
            town.is_some() && country == town && listed.kind(index).any(Kind::COUNTRY)
        };
        let explicit = told
            || gains.is_some_and(|gains| gains.told)
            || held.contains(&true)
            || m.entries.iter().any(|&index| in_states(index) || of_country(index));
        let name = self.around.name(m.first_word, m.end_word);
        let sense = self.senses.get(&name).copied();
        // What the name itself added to the scene is no evidence for it.
        let added =
            self.added.get(&name).map_or(Own::default(), |&times| Own { country: listed.country(self.first[i]), times: times as f32 });
        self.order.clear();
        for (rank, (&index, &own)) in m.entries.iter().zip(scores.iter()).enumerate() {
            let mut score = own;
            if rank < MOST_CANDIDATES {
                let known = (VILLAGE + GROWTH * prior(listed, index, rank, m.entries[0])).min(1.0);
                score += known * self.scene.fit(listed, index, added);
                let inside = in_states(index);
                let sure = inside || held.get(rank) == Some(&true);
                score += match town {
                    Some(town) if sure && !inside && State::new(listed, index).has(listed, town) == Some(true) => HOLDS,
                    _ if sure || of_country(index) => APPOSED,
                    _ => APPOSED * self.parts.get(rank).map_or(0.0, |&part| if part < best { LESS * part } else { part }),
                };
                score += gains.and_then(|gains| gains.by_rank.get(rank)).copied().unwrap_or_default();
                // A town's longer name is often that of what it lies in: "New York City".
                if self.named.get(&index).is_some_and(|&other| other != name) && !listed.kind(index).any(Kind::PLACE) {
                    score += if listed.kind(index).any(Kind::PERSON) { NAMED_PERSON } else { NAMED };
                }
                if between && listed.kind(index).any(Kind::COUNTRY) {
                    score += COORDINATED;
                }
            }
            if !explicit && sense.is_some_and(|(known, _)| known == index) {
                score += DISCOURSE;
            }
            self.order.push((score, index));
        }
        self.order.sort_by(|a, b| b.0.total_cmp(&a.0));
        let most = self.order[0].0;
        let mut sum = 0.0;
        for (place, &(score, _)) in scores.iter_mut().zip(&self.order) {
            *place = ((score - most) / TEMPERATURE).exp();
            sum += *place;
        }
        scores.iter_mut().for_each(|score| *score /= sum);
        m.entries.iter_mut().zip(&self.order).for_each(|(place, &(_, index))| *place = index);
        if sense.is_none_or(|(_, score)| score < scores[0]) {
            self.senses.insert(name, (self.order[0].1, scores[0]));
        }
    }
}
