//! The figures of a sentence: what they count, what happened to it, whose it is.

use super::aspect::Aspect;
use super::counted::{class_of, is_armed, is_common, is_fired, is_material, is_people};
use super::figure::{Figure, Scope};
use super::matter::sense;
use super::setting::{Settings, Side, is_state};
use crate::compare::content::stem;
use crate::extract::{Bound, Quantity};
use crate::span::Span;
use crate::text::listed::holds;
use crate::text::{Shape, Word};
use std::ops::Range;
use std::sync::Arc;

/// What is done to lives that are lost.
const TAKEN: &str = "lost lose losing claimed claiming took taken cost costing";
/// Words that stand between a number and what happened without parting them; `and` parts them.
const LIGHT: &str = "was were is are be been being had have has the a an of their its his her our";
/// Words by which bodies change hands, so that they are no dead of the day.
const HANDED: &str = "handed hand return returned returning released release repatriated exchange exchanged swap swapped recovered";
/// Auxiliaries of a passive.
pub(super) const PASSIVE: &str = "was were is are be been being had has have";
/// Words that give the owner as the one who speaks.
const OWN: &str = "our its his her their";
/// What follows a bare number without being counted by it.
const DAYS: &str = "yesterday today overnight last this others other else and while when";
/// More than this is never counted without a noun.
const MOST: f64 = 100_000.0;
/// Words of saying directly before a bare number: `Lorwick says 4,500`.
const SAYING: &str =
    "says said say puts put claims claimed speaks spoke counts counted reports reported number figure total toll passed reached at of";
/// Units of time: that two reports give other periods is no conflict.
const PERIODS: [&str; 9] = ["s", "min", "h", "day", "week", "month", "year", "decade", "°"];
/// Words around a number that tell what it counts.
const NEAR: usize = 4;
/// Words that an aspect, an owner or a condition may stand away from its number.
pub(super) const REACH: usize = 7;

/// The words of one sentence, with its figures.
pub(super) struct Reader<'a> {
    pub text: &'a str,
    pub words: &'a [Word],
    pub quantities: &'a [Quantity],
    pub settings: &'a Settings<'a>,
    /// The state of who says the sentence.
    pub source: Option<Side>,
    /// The lower ends of all its numbers.
    pub beside: Arc<[u64]>,
}

impl Reader<'_> {
    /// Reads a figure; none for periods, plans and conditions, and for bare numbers of which nothing is known.
    pub fn read(&self, index: usize, last: Option<&Figure>) -> Option<Figure> {
        let q = &self.quantities[index];
        let first = self.words.partition_point(|w| w.end <= q.span.start);
        let end = self.words.partition_point(|w| w.start < q.span.end);
        let toll = self.toll(first);
        if q.unit.as_deref().is_some_and(|u| PERIODS.contains(&u)) || !self.is_claimed(index, first..end, toll.is_some()) {
            return None;
        }
        // "Not one prisoner" is no number of prisoners.
        if self.before(first, 1).any(|w| w == "not") {
            return None;
        }
        let scope = self.scope(first, end, toll.is_some());
        let noun = q.unit.clone().or_else(|| self.taken_up(end)).or_else(|| self.of_noun(index, end));
        let (si_low, si_high, measure) = match &q.si_unit {
            Some(si) if si != "1" => (q.si_low, q.si_high, Some(si.clone())),
            _ => (q.low, q.high, None),
        };
        let common = noun.as_deref().is_some_and(is_common);
        let measured = measure.is_some();
        let noun = measure.or_else(|| noun.map(class_of));
        if noun.is_none() && self.is_name(end) {
            return None;
        }
        let told = toll.or_else(|| self.aspect(first, end, index)).or_else(|| self.told_of_all(first).filter(|_| scope == Scope::Part));
        let aspect = told.and_then(|told| self.meant(told, q, noun.as_deref(), first..end));
        let figure = Figure {
            noun,
            aspect,
            owner: self.owner(first, end, aspect),
            low: si_low.unwrap_or(f64::NEG_INFINITY),
            high: si_high.unwrap_or(f64::INFINITY),
            rounded: q.bound == Bound::About,
            measured,
            common,
            scope,
            taken_up: toll.is_some(),
            near: self.near(first, end),
            told: self.told(end),
            bare: false,
            only: self.against(first),
            beside: self.beside.clone(),
        };
        self.go_on(figure, index, first, last)
    }

    /// What happened to what a number counts, of which `told` is told: only what suits its noun.
    fn meant(&self, told: Aspect, q: &Quantity, noun: Option<&str>, number: Range<usize>) -> Option<Aspect> {
        // Bodies that are handed over died on another day.
        let bodies = told == Aspect::Dead && q.unit.as_deref().is_some_and(|u| holds("body corpse remains", u));
        let mut around = number.start.saturating_sub(REACH)..(number.end + REACH).min(self.words.len());
        if bodies && around.any(|i| holds(HANDED, &self.word(i))) {
            return None;
        }
        // People who have crossed a border have left where they lived.
        let people = noun.is_some_and(|n| is_people(n) && !is_armed(n));
        let told = if told == Aspect::Launched && people { Aspect::Displaced } else { told };
        Some(told).filter(|told| told.suits(noun))
    }

    /// A figure with what it leaves out and the one before it has; none if it is a bare number of which nothing is known.
    fn go_on(&self, mut figure: Figure, index: usize, first: usize, last: Option<&Figure>) -> Option<Figure> {
        let aspect = figure.aspect;
        // "… had fired two missiles. Witnesses spoke of one missile."
        let same = |l: &&Figure| l.noun == figure.noun && figure.noun.as_deref().is_some_and(is_fired);
        if let Some(last) = last.filter(|_| index == 0 && aspect.is_none()).filter(same) {
            figure.aspect = last.aspect;
            figure.owner = figure.owner.or(last.owner);
        }
        if figure.noun.is_some() {
            return Some(figure);
        }
        let there = || self.before(first, 2).collect::<Vec<_>>() == ["were", "there"];
        let bare = self.before(first, 1).any(|w| holds(SAYING, &w)) || there();
        let counted = |f: &&Figure| f.noun.as_deref().is_some_and(|n| is_people(n) || is_material(n));
        match last.filter(|_| bare && aspect.is_none_or(|a| matches!(a, Aspect::Present | Aspect::Rallied))).filter(counted) {
            // "Tarvia says 12,000 soldiers. Korsenia says 4,500."
            Some(last) => Some(Figure { noun: last.noun.clone(), aspect: last.aspect, owner: last.owner, bare: true, ..figure }),
            None => {
                let befalls = aspect.is_some_and(|a| !matches!(a, Aspect::Present | Aspect::CalledUp));
                (befalls && figure.low.max(0.0).fract() == 0.0 && figure.low < MOST).then_some(figure)
            }
        }
    }

    /// The word at index `i` in lower case, if it is there.
    pub(super) fn word_at(&self, i: usize) -> Option<String> {
        (i < self.words.len()).then(|| self.word(i))
    }

    /// True if a bare number belongs to the noun after it: `a 747 crash`.
    fn is_name(&self, end: usize) -> bool {
        let joined = |i: usize| !self.parted(i) && !self.text[self.words[i].end as usize..self.words[i + 1].start as usize].contains(',');
        let Some(next) = self.words.get(end).filter(|_| end > 0 && joined(end - 1)) else { return false };
        let word = self.word(end);
        let plain = stem(self.text, next).is_some() && !next.shape.has(Shape::CAPITAL) && !next.shape.has(Shape::DIGIT);
        plain && Aspect::told_by(&word).is_none() && !holds(DAYS, &word) && !word.ends_with("ly")
    }

    /// The words before index `first`, nearest first, in lower case, no further than the clause or `reach`.
    pub(super) fn before(&self, first: usize, reach: usize) -> impl Iterator<Item = String> {
        (first.saturating_sub(reach)..first).rev().take_while(|&i| !self.parted(i)).map(|i| self.word(i))
    }

    /// The word at index `i` in lower case.
    pub(super) fn word(&self, i: usize) -> String {
        self.words[i].text(self.text).to_ascii_lowercase()
    }

    /// True if the clause ends after word `i`.
    pub(super) fn parted(&self, i: usize) -> bool {
        let Some(next) = self.words.get(i + 1) else { return true };
        self.text[self.words[i].end as usize..next.start as usize].contains([';', ':', '(', ')', '–', '—', '?', '!'])
    }

    /// What happened to what is counted: the nearest word that tells it, before the number or after its noun, with no other number between.
    fn aspect(&self, first: usize, end: usize, index: usize) -> Option<Aspect> {
        let bounds = |i: usize| self.words[i].start;
        let people = self.quantities[index].unit.clone().map(class_of).is_some_and(|noun| is_people(&noun));
        let left = index.checked_sub(1).map_or(0, |i| self.quantities[i].span.end);
        let right = self.quantities.get(index + 1).map_or(u32::MAX, |q| q.span.start);
        let told = |i: usize| {
            let word = self.word(i);
            let near = |range: std::ops::Range<usize>, list: &'static str| range.into_iter().any(|j| holds(list, &self.word(j)));
            let tells = match word.as_str() {
                "shot" | "brought" => near(i + 1..(i + 3).min(self.words.len()), "down"),
                "lives" => near(i.saturating_sub(3)..i, TAKEN),
                // Talks are held too: only people are held by somebody, and those held against their will are not under arrest.
                "held" => {
                    let hostages = near(i + 1..(i + 2).min(self.words.len()), "against");
                    people && !hostages && (i == end || near(i.saturating_sub(3)..i, PASSIVE))
                }
                "holding" => people && i < first,
                "rounded" => people && near(i + 1..(i + 2).min(self.words.len()), "up"),
                _ => true,
            };
            let held = holds("held holding rounded", &word).then_some(Aspect::Captured);
            Aspect::told_by(&word).or(held).filter(|_| tells)
        };
        let inside = (first..end).rev().find_map(told);
        let before = (first.saturating_sub(REACH)..first).rev().take_while(|&i| !self.parted(i) && bounds(i) >= left);
        let far = |range: std::ops::Range<usize>| -> usize {
            range
                .map(|i| match self.word(i) {
                    w if holds(LIGHT, &w) => 0,
                    w if w == "and" => 3,
                    _ => 1,
                })
                .sum()
        };
        let before = before.filter_map(|i| Some((far(i + 1..first), told(i)?)));
        let after = (end..(end + REACH).min(self.words.len())).take_while(|&i| !self.parted(i - 1) && bounds(i) < right);
        let after = after.filter_map(|i| Some((far(end..i), told(i)?)));
        // `have` and `are` tell a presence only where no other word tells more.
        let weak = |a: Aspect| usize::from(a == Aspect::Present) * 3;
        // Prisoners who escaped are not captured.
        let flees = |i: usize| self.words.get(i).is_some() && Aspect::told_by(&self.word(i)) == Some(Aspect::Escaped);
        let escaped = inside == Some(Aspect::Captured) && (end..end + NEAR).any(flees);
        let inside = if escaped { Some(Aspect::Escaped) } else { inside };
        inside.or_else(|| before.chain(after).min_by_key(|(far, a)| far + weak(*a)).map(|(_, a)| a))
    }

    /// `11 of the 14 drones`: a bare number counts what the number after it counts.
    fn of_noun(&self, index: usize, end: usize) -> Option<String> {
        let of = self.words.get(end).is_some_and(|w| w.text(self.text) == "of");
        let next = self.quantities.get(index + 1).filter(|n| of && n.span.start - self.words[end].end < 6)?;
        next.unit.clone()
    }

    /// Whose: an adjective or name beside the noun, the speaker for `our` and `its`, else the state before the verb of a presence.
    fn owner(&self, first: usize, end: usize, aspect: Option<Aspect>) -> Option<Side> {
        let around = &self.words[first.saturating_sub(1)..(end + 1).min(self.words.len())];
        let q = Span { start: around.first()?.start, end: around.last()?.end };
        let beside = self.settings.mentions(q).iter().filter(|m| is_state(m)).find_map(|m| self.settings.side(m));
        if beside.is_some() {
            return beside;
        }
        if (first.saturating_sub(2)..end).any(|i| holds(OWN, &self.word(i))) {
            return self.source;
        }
        let launched = aspect == Some(Aspect::Launched);
        if !launched && !matches!(aspect, None | Some(Aspect::Present | Aspect::CalledUp)) {
            return None;
        }
        let start = self.words[first].start;
        let clause = Span { start: self.words[first.saturating_sub(16)].start, end: start };
        let states = self.settings.mentions(clause).iter().rev().filter(|m| is_state(m)).filter_map(|m| self.settings.side(m));
        // Who says it need not be who launched it.
        if launched {
            return states.into_iter().find(|&s| self.source != Some(s));
        }
        let mut states = states.peekable();
        states.peek().copied().or(self.source)
    }

    /// Content words behind what the number counts, up to a comma or the next number; names left out.
    fn told(&self, end: usize) -> Vec<u32> {
        let comma = |i: usize| self.text[self.words[i].end as usize..self.words[i + 1].start as usize].contains(',');
        let clause = (end..(end + REACH).min(self.words.len())).take_while(|&i| i == 0 || !self.parted(i - 1) && !comma(i - 1));
        let plain = |w: &&Word| !w.shape.has(Shape::CAPITAL) && !w.shape.has(Shape::DIGIT);
        clause.map(|i| &self.words[i]).filter(plain).filter_map(|w| stem(self.text, w)).map(sense).collect()
    }

    /// Content words around the number.
    pub(super) fn near(&self, first: usize, end: usize) -> Vec<u32> {
        let plain = |w: &&Word| !w.shape.has(Shape::DIGIT);
        let stems = |w: &Word| stem(self.text, w);
        let before = self.words[..first].iter().rev().filter(plain).filter_map(stems).take(NEAR);
        let after = self.words[end.min(self.words.len())..].iter().filter(plain).filter_map(stems).take(NEAR);
        let inside = self.words[first..end.min(self.words.len())].iter().filter(plain).filter_map(stems);
        let mut out: Vec<u32> = before.chain(inside).chain(after).collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}
