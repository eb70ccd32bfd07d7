//! Where a text says in which region a place lies, for lists that have regions of their places (column `admin1`): behind its name ("Troy, N.Y.",
//! "Іванівку Херсонської області", "Ivanivka in Kherson Oblast"), beside it in the sentence ("На Херсонщині обстріляли Іванівку"), or anywhere.

use super::around::Around;
use super::listed::Listed;
use super::regions::{Named, Others, Region, spelled_at};
use super::states;
use super::whole::MOST_CANDIDATES;
use crate::gazetteer::matching::Match;
use crate::text::Shape;
use rustc_hash::FxHashMap;

/// How much a region counts that stands right behind the name.
const BEHIND: f32 = 0.9;
/// The same of one elsewhere in the sentence.
const BESIDE: f32 = 0.6;
/// The same of one elsewhere in the text, if it is the only one there; places with positions have these to go by.
const ELSEWHERE: f32 = 0.45;
/// How much a name counts that a town may bear too.
const TOWN: f32 = 0.5;
/// So many words before a name and behind it belong to what is said of it.
const REACH: usize = 9;
/// Words between a place and its region, in English, Ukrainian, Russian and Belarusian.
const IN: [&str; 6] = ["in", "на", "в", "у", "во", "ў"];

/// How much each candidate of a match gains, and whether the sentence says so.
#[derive(Clone, Debug, Default)]
pub(super) struct Gains {
    pub by_rank: Vec<f32>,
    pub told: bool,
}

/// Reads a text for the regions of its places.
#[derive(Default)]
pub(super) struct RegionCues {
    others: Others,
    /// By region how much it is named in the whole text, once that was asked for.
    named: Option<FxHashMap<Region, f32>>,
    /// Memory for the regions of one match's candidates.
    regions: Vec<Option<Region>>,
    /// The same for the answer.
    gains: Gains,
}

impl RegionCues {
    /// What the text says of the regions of a match's candidates; nothing where these have none, or all the same. With `listed_state` the state behind
    /// the name is on the list and looked at elsewhere.
    pub fn read(&mut self, listed: Listed<'_>, around: &Around<'_, '_>, m: &Match, listed_state: bool) -> Option<&Gains> {
        self.regions.clear();
        for &index in m.entries.iter().take(MOST_CANDIDATES) {
            let country = || listed.entry(index).country();
            let region = listed.admin1(index).and_then(|admin1| Region::of(country(), admin1, &mut self.others));
            self.regions.push(region);
        }
        if self.regions.iter().all(|region| *region == self.regions[0]) {
            return None;
        }
        self.gains.by_rank.clear();
        self.gains.told = false;
        let all_states = self.regions.iter().flatten().all(|region| region.is_state());
        let known = |region: Region| self.regions.contains(&Some(region));
        let behind = if all_states && listed_state { None } else { behind(around, m.end_word as usize, &self.others) };
        if let Some(region) = behind.filter(|&region| known(region)) {
            self.gains.told = true;
            self.gains.by_rank.extend(self.regions.iter().map(|&own| if own == Some(region) { BEHIND } else { 0.0 }));
            return Some(&self.gains);
        }
        if all_states {
            return None;
        }
        let beside = beside(around, m, &self.others).filter(|&region| known(region));
        self.gains.told = beside.is_some();
        if self.named.is_none() {
            self.named = Some(in_text(around, &self.others));
        }
        let named = self.named.as_ref()?;
        let sum: f32 = self.regions.iter().enumerate().map(|(rank, _)| self.share(named, rank)).sum();
        for (rank, &index) in m.entries.iter().take(MOST_CANDIDATES).enumerate() {
            let near = if beside.is_some() && beside == self.regions[rank] { BESIDE } else { 0.0 };
            let share = if sum > 0.0 && listed.position(index).is_none() { self.share(named, rank) / sum.max(1.0) } else { 0.0 };
            self.gains.by_rank.push(near + ELSEWHERE * share);
        }
        Some(&self.gains)
    }

    /// How often the text names the region of a candidate.
    fn share(&self, named: &FxHashMap<Region, f32>, rank: usize) -> f32 {
        self.regions[rank].and_then(|region| named.get(&region)).copied().unwrap_or_default()
    }
}

/// The region right behind a name that ends before word `end`: ", New York", " in Kherson Oblast", " (Херсонська обл.)", " Херсонської області".
fn behind(around: &Around<'_, '_>, end: usize, others: &Others) -> Option<Region> {
    if end >= around.words.len() {
        return None;
    }
    let joined = around.joined(end);
    let apposed = around.comma(end) || around.gap(end).trim() == "(";
    if !(joined || apposed) {
        return None;
    }
    // "Troy, N.Y.", "Troy (Mich.)", "Troy NY"
    let state =
        states::abbreviation(around, end).filter(|&(_, length)| apposed || length == 2 && around.words[end].shape.has(Shape::UPPER));
    if let Some((state, _)) = state {
        return Region::of_state(state);
    }
    let inside = IN.contains(&around.written(end));
    // "in the Kherson region", "in upstate New York"
    let more = usize::from(inside && end + 1 < around.words.len() && !capital(around, end + 1));
    let at = if inside { end + 1 + more } else { end };
    if at >= around.words.len() || at > end && !(end + 1..=at).all(|i| around.joined(i)) {
        return None;
    }
    let Named { region, end, sure } = spelled_at(around, at, others)?;
    // "Troy, New York and Boston" are three towns.
    let lists = || end < around.words.len() && around.joined(end) && (around.is(end, &["and", "or"]) || capital(around, end));
    (sure || (apposed || inside) && !lists()).then_some(region)
}

fn capital(around: &Around<'_, '_>, i: usize) -> bool {
    around.words[i].shape.has(Shape::CAPITAL)
}

/// The region that stands nearest in the sentence, by a name that no town bears.
fn beside(around: &Around<'_, '_>, m: &Match, others: &Others) -> Option<Region> {
    let (first, end) = (m.first_word as usize, m.end_word as usize);
    let sure = |i: usize| spelled_at(around, i, others).filter(|named| named.sure);
    let mut ahead = (end..around.words.len().min(end + REACH)).take_while(|&i| !parts(around, i));
    let ahead = ahead.find_map(|i| Some((i - end, sure(i)?.region)));
    let mut back = (first.saturating_sub(REACH)..first).rev().take_while(|&i| !parts(around, i + 1));
    let back = back.find_map(|i| Some((first - i, sure(i)?.region)));
    match (ahead, back) {
        (Some((there, region)), Some((here, other))) => Some(if there < here { region } else { other }),
        (one, other) => one.or(other).map(|(_, region)| region),
    }
}

/// True if a sentence or a paragraph may end before word `i`.
fn parts(around: &Around<'_, '_>, i: usize) -> bool {
    let gap = around.gap(i);
    gap.contains(['!', '?', ';', '\n']) && gap.trim() != "" || gap.contains("\n\n") || gap.contains(". ") && !around.takes_full_stop(i - 1)
}

/// How often a text names each region.
fn in_text(around: &Around<'_, '_>, others: &Others) -> FxHashMap<Region, f32> {
    let mut named: FxHashMap<Region, f32> = FxHashMap::default();
    for i in 0..around.words.len() {
        if let Some(found) = spelled_at(around, i, others) {
            *named.entry(found.region).or_default() += if found.sure { 1.0 } else { TOWN };
        }
    }
    named
}
