//! Which of the entities that bear one name is meant: prior, type cues around it, countries and senses of the document.

use super::context::Context;
use super::cues::Cue;
use crate::gazetteer::{EntryRef, Mention, ValueRef, Variant};
use rustc_hash::FxHashMap;

/// How much one cue counts against the priors, which add up to one.
const CUE: f32 = 1.0;
/// How much a country that the document names elsewhere counts.
const COUNTRY: f32 = 0.4;
/// How much the sense of an earlier, clearer mention of the same name counts (Gale, Church and Yarowsky 1992).
const DISCOURSE: f32 = 0.6;

/// The prior of an entry among those of one name: its `prior`, else by rank.
pub(super) fn prior(entry: EntryRef<'_>, rank: usize) -> f32 {
    match entry.get("prior") {
        Some(ValueRef::Float(p)) => (p as f32).clamp(0.01, 1.0),
        Some(ValueRef::Int(p)) => (p as f32).clamp(0.01, 1.0),
        _ => 1.0 / (rank as f32 + 1.0),
    }
}

/// Orders the candidates of every mention that has several, best first, and chooses the first.
pub(super) fn choose<'g>(context: &Context<'_, '_, 'g>, mentions: &mut [Mention<'g>]) {
    if mentions.iter().all(|m| m.candidates.len() < 2) {
        return;
    }
    let mut countries: FxHashMap<&str, u32> = FxHashMap::default();
    for m in mentions.iter().filter(|m| m.candidates.len() == 1) {
        if let Some(country) = context.country(m) {
            *countries.entry(country).or_default() += 1;
        }
    }
    let mut senses: FxHashMap<u64, (String, f32)> = FxHashMap::default();
    for m in mentions.iter_mut().filter(|m| m.candidates.len() > 1) {
        let name = (m.first_word..m.end_word).fold(0u64, |h, w| h.rotate_left(5) ^ context.word(w as usize).hash);
        let cues = Surroundings::of(context, m);
        let sense = senses.get(&name).cloned();
        for (rank, candidate) in m.candidates.iter_mut().enumerate() {
            let Some(index) = context.gazetteer.index_of(&candidate.id) else { continue };
            let entry = context.gazetteer.entry(index);
            let mut score = prior(entry, rank) + CUE * cues.fit(entry.kind());
            if entry.country().is_some_and(|c| countries.contains_key(c)) {
                score += COUNTRY;
            }
            if sense.as_ref().is_some_and(|(id, _)| *id == candidate.id) {
                score += DISCOURSE;
            }
            candidate.score = score.max(0.01);
        }
        m.candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
        let sum: f32 = m.candidates.iter().map(|c| c.score).sum();
        for candidate in &mut m.candidates {
            candidate.score /= sum;
        }
        let best = m.candidates[0].clone();
        if sense.is_none_or(|(_, score)| score < best.score) {
            senses.insert(name, (best.id.to_string(), best.score));
        }
        m.entry = context.gazetteer.index_of(&best.id);
        (m.id, m.name, m.kind, m.score) = (best.id, best.name, best.kind, best.score);
    }
}

/// Campaigns are fought in regions: "the offensive in Kursk", "the region of Kursk" mean the region where it has an entry
/// and, unless it is called a region right there, where the document names it so.
pub(super) fn regions<'g>(context: &Context<'_, '_, 'g>, mentions: &mut [Mention<'g>]) {
    let mut named: FxHashMap<u64, u32> = FxHashMap::default();
    for m in mentions.iter().filter(|m| m.kind == "place" && m.end_word - m.first_word == 2) {
        if let (true, Some(entry)) = (context.cue(m.end_word as usize - 1).any(Cue::REGION), m.entry) {
            named.insert(context.word(m.first_word as usize).hash, entry);
        }
    }
    for m in mentions.iter_mut().filter(|m| m.kind == "place" && m.end_word - m.first_word == 1) {
        let Some(sentence) = m.sentence else { continue };
        let (start, word) = (context.sentence(sentence).0, m.first_word as usize);
        if word < start + 2 || !context.joined(word) {
            continue;
        }
        let called = context.is(word - 1, &["of"]) && context.is(word - 2, &["region", "oblast", "province"]);
        let fought = context.is(word - 1, &["in", "into"])
            && (word.saturating_sub(4).max(start)..word - 1)
                .any(|i| context.cue(i).any(Cue::CONFLICT) || context.is(i, &["invasion", "advance", "push"]));
        let region = if called {
            let names = [format!("{} region", m.name), format!("{} oblast", m.name)];
            names.iter().find_map(|n| context.gazetteer.lookup(n).first().copied())
        } else if fought {
            named.get(&context.word(word).hash).copied()
        } else {
            None
        };
        if let (true, Some(region)) = (called, region) {
            named.insert(context.word(word).hash, region);
        }
        if let Some(region) = region.filter(|r| Some(*r) != m.entry) {
            let mut other = super::identity::listed(context, (word, word + 1), sentence, region, 0.7, Variant::Short);
            other.candidates.append(&mut m.candidates);
            *m = other;
        }
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
    fn of(context: &Context<'_, '_, '_>, m: &Mention<'_>) -> Self {
        let (first, end) = m.sentence.map_or((m.first_word as usize, m.end_word as usize), |s| context.sentence(s));
        let (a, b) = (m.first_word as usize, m.end_word as usize);
        let before = if a > first && context.joined(a) { context.cue(a - 1) } else { Default::default() };
        let after = if b < end && context.joined(b) { context.cue(b) } else { Default::default() };
        let of = a >= first + 2 && context.is(a - 1, &["of", "in"]);
        let placing = if of { context.cue(a - 2) } else { Cue::default() };
        Self {
            titled: before.any(Cue::TITLE),
            given: before.any(Cue::GIVEN) && context.capital(a - 1),
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
        weigh(self.region, kind == "place", 0.6);
        weigh(self.military, kind == "equipment", 0.6);
        fit.clamp(-1.0, 1.0)
    }
}
