//! Capitals and buildings that stand for their governments: "Minsk denied", "the Kremlin", "Kyiv's troops".
//!
//! Decided from the grammar around the name: what governs it, what it owns, what it does. A capital that talks, is accused or
//! owns troops is a government; one that things happen in, near or north of is a place (docs/tables.md).

use super::context::{Context, FREE};
use crate::gazetteer::known::cues::Cue;
use crate::gazetteer::matching::Mention;
use crate::text::{BlockKind, Shape};
use std::borrow::Cow;

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sense {
    Place,
    Government,
}
use Sense::{Government, Place};

/// Decides for every mention of a capital or a government's building.
pub(super) fn resolve<'g>(context: &Context<'_, '_, 'g>, mentions: &mut [Mention<'g>]) {
    if !mentions.iter().any(|m| context.metonym(m).is_some()) {
        return;
    }
    let cover = context.cover(mentions);
    for i in 0..mentions.len() {
        let Some(target) = context.metonym(&mentions[i]) else { continue };
        let Some(government) = context.gazetteer.index_of(target) else { continue };
        let reading = Reading::new(context, mentions, &cover, i);
        if reading.sense() == Place {
            continue;
        }
        let entry = context.gazetteer.entry(government);
        let m = &mut mentions[i];
        let id = std::mem::replace(&mut m.id, Cow::Borrowed(entry.id()));
        m.via = Some(id);
        m.name = Cow::Borrowed(entry.name());
        m.kind = Cow::Borrowed(entry.kind());
        m.entry = Some(government);
        let share = m.candidates[0].score / 2.0;
        m.candidates[0].score -= share;
        let candidate =
            crate::gazetteer::matching::Candidate { id: m.id.clone(), name: m.name.clone(), kind: m.kind.clone(), score: m.score };
        m.candidates.insert(0, candidate);
    }
}

/// One capital or building in its sentence.
struct Reading<'r, 'a, 't, 'g> {
    context: &'r Context<'a, 't, 'g>,
    mentions: &'r [Mention<'g>],
    cover: &'r [u32],
    /// Bounds of the sentence, in words.
    sentence: (usize, usize),
    dateline: bool,
    /// The name.
    name: (usize, usize),
    /// The name with what is coordinated to it: "Kyiv and Minsk".
    chain: (usize, usize),
    building: bool,
}

impl<'r, 'a, 't, 'g> Reading<'r, 'a, 't, 'g> {
    fn new(context: &'r Context<'a, 't, 'g>, mentions: &'r [Mention<'g>], cover: &'r [u32], i: usize) -> Self {
        let m = &mentions[i];
        let sentence = m.sentence.unwrap_or_default();
        let name = (m.first_word as usize, m.end_word as usize);
        let mut reading = Self {
            context,
            mentions,
            cover,
            sentence: context.sentence(sentence),
            dateline: context.block_kind(sentence) == BlockKind::Dateline,
            name,
            chain: name,
            building: m.kind != "place",
        };
        reading.extend();
        reading
    }

    fn conjunct(&self, word: usize) -> Option<&'r Mention<'g>> {
        let m = self.cover[word];
        (m != FREE).then(|| &self.mentions[m as usize]).filter(|m| matches!(&*m.kind, "place" | "country" | "government"))
    }

    /// Widens the chain over "X, Y and Z"; at most eight names, so that no list is walked again and again.
    fn extend(&mut self) {
        let context = self.context;
        for _ in 0..8 {
            let Some(at) = self.chain.0.checked_sub(1).filter(|&i| i >= self.sentence.0) else { break };
            let at = if context.is(at, &["the"]) { at.saturating_sub(1).max(self.sentence.0) } else { at };
            let link = if context.is(at, &["and", "or", "nor"]) && at > self.sentence.0 {
                at - 1
            } else if context.comma(at + 1) {
                at
            } else {
                break;
            };
            match self.conjunct(link) {
                Some(m) => self.chain.0 = m.first_word as usize,
                None => break,
            }
        }
        for _ in 0..8 {
            let at = self.chain.1;
            let end = self.sentence.1;
            let linked = at < end && context.is(at, &["and", "or", "nor"]);
            let mut next = if linked {
                at + 1
            } else if at < end && context.comma(at) {
                at
            } else {
                break;
            };
            if next < end && context.is(next, &["the"]) {
                next += 1;
            }
            match (next < end).then(|| self.conjunct(next)).flatten() {
                Some(m) => self.chain.1 = m.end_word as usize,
                None => break,
            }
        }
    }

    /// The word right before `first`, articles and single adverbs left out, if it governs it.
    fn before(&self, first: usize) -> Option<usize> {
        let context = self.context;
        let mut at = first;
        loop {
            let i = at.checked_sub(1).filter(|&i| i >= self.sentence.0)?;
            if !context.joined(at) {
                return None;
            }
            if context.is(i, &["the", "both", "only", "also", "official", "even", "either"]) && !context.capital(i) {
                at = i;
                continue;
            }
            return Some(i);
        }
    }

    /// True if one of the `reach` words before `at` is of a class; the search ends at marks other than hyphens.
    fn back(&self, at: usize, reach: usize, yes: Cue, no: Cue) -> Option<bool> {
        let context = self.context;
        let mut i = at;
        for _ in 0..reach {
            if i <= self.sentence.0 || !(context.joined(i) || context.hyphened(i) || context.possessive(i)) {
                return None;
            }
            i -= 1;
            let cue = context.cue(i);
            if cue.any(yes) {
                return Some(true);
            }
            if cue.any(no) {
                return Some(false);
            }
        }
        None
    }

    fn sense(&self) -> Sense {
        let (first, end) = self.name;
        // "Washington, D.C.," is never said of a government.
        let district = end - first > 1 && self.context.is(end - 1, &["DC", "D.C."]);
        if district || self.dateline || self.opens_dispatch() {
            return Place;
        }
        let possessed = self.possessed();
        if let Some(sense) = possessed {
            return sense;
        }
        self.beside()
            .or_else(|| self.named_a_capital())
            .or_else(|| self.subject_after_conjunction())
            .or_else(|| self.governed())
            .or_else(|| self.subject())
            .unwrap_or(if self.before(self.chain.0).is_none() || self.building { Government } else { Place })
    }

    /// "KYIV (Reuters) –", "Minsk, Belarus –", "MOSCOW, Aug 12" at the head of a block.
    fn opens_dispatch(&self) -> bool {
        let context = self.context;
        let (first, end) = self.name;
        let block = context.outline.blocks.partition_point(|b| b.first_word as usize <= first).saturating_sub(1);
        if context.outline.blocks.get(block).is_none_or(|b| b.first_word as usize != first) && self.sentence.0 != first
            || end >= self.sentence.1
        {
            return false;
        }
        let gap = context.gap(end).trim();
        gap.starts_with('(')
            || matches!(gap, "–" | "—" | "-" | "--" | "." | ".-")
            || gap == "," && context.capital(end) && !context.cue(end).any(Cue::PREDICATE)
    }

    /// "Kyiv's troops", "Minsk's streets".
    fn possessed(&self) -> Option<Sense> {
        let context = self.context;
        let (_, end) = self.name;
        let marked = end < self.sentence.1 && context.gap(end).chars().next().is_some_and(crate::text::fold::is_apostrophe);
        if !marked {
            return None;
        }
        let first = if context.possessive(end) { end + 1 } else { end };
        for i in first..(first + 4).min(self.sentence.1) {
            if i > first && !(context.joined(i) || context.hyphened(i)) {
                break;
            }
            let cue = context.cue(i);
            if cue.any(Cue::POLITICAL) {
                return Some(Government);
            }
            if cue.any(Cue::CITY_NOUN) {
                return Some(Place);
            }
        }
        let placed = self.before(self.name.0).is_some_and(|i| context.cue(i).any(Cue::LOCATIVE));
        Some(if placed { Place } else { Government })
    }

    /// What stands right beside without a preposition: "Kyiv forces", "Moscow airport", "Minsk, Belarus", "Kremlin-backed".
    fn beside(&self) -> Option<Sense> {
        let context = self.context;
        let (first, end) = self.name;
        if first > self.sentence.0 && context.hyphened(first) && context.is(first - 1, &["pro", "anti"]) {
            return Some(Government);
        }
        if end >= self.sentence.1 {
            return None;
        }
        let cue = context.cue(end);
        if context.hyphened(end) {
            return match () {
                () if context.is(end, &["based", "born", "area"]) => Some(Place),
                () if cue.any(Cue::POLITICAL.or(Cue::ADDRESS).or(Cue::STATE_VERB)) => Some(Government),
                () => None,
            };
        }
        if context.comma(end) {
            let country = context.country(&self.mentions[self.cover[first] as usize]);
            let next = self.conjunct(end);
            if context.word(end).shape.has(Shape::DOTTED) || next.is_some_and(|m| m.kind == "country" && context.country(m) == country) {
                return Some(Place);
            }
            return None;
        }
        if !context.joined(end) {
            return None;
        }
        // The police beside a town's name are the town's.
        if cue.any(Cue::EVENT)
            || !self.building && context.is(end, &["police"])
            || cue.any(Cue::CITY_NOUN.or(Cue::REGION)) && !cue.any(Cue::POLITICAL.or(Cue::PREDICATE))
        {
            return Some(Place);
        }
        // "Moscow State University": part of a longer name
        if context.capital(end) && !cue.any(Cue::POLITICAL.or(Cue::TITLE).or(Cue::PREDICATE)) {
            return Some(Place);
        }
        // "the Paris fashion week", but "the Kyiv leadership"
        let article = first > self.sentence.0 && context.joined(first) && context.is(first - 1, &["the", "a", "an"]);
        if article && !self.building {
            return Some(if cue.any(Cue::POLITICAL) { Government } else { Place });
        }
        let placed = self.before(self.chain.0).is_some_and(|i| context.cue(i).any(Cue::LOCATIVE));
        (cue.any(Cue::POLITICAL) && !placed).then_some(Government)
    }

    /// "the capital, Kyiv", "Kyiv, the capital".
    fn named_a_capital(&self) -> Option<Sense> {
        let context = self.context;
        let (first, end) = self.name;
        let near = |i: usize| context.is(i, &["capital", "city", "town"]);
        let before =
            (first.saturating_sub(2).max(self.sentence.0)..first).any(|i| near(i) && (context.comma(first) || context.joined(first)));
        let after = end < self.sentence.1 && context.comma(end) && (end..(end + 4).min(self.sentence.1)).any(near);
        (before && !context.is(first - 1, &["and", "or"]) || after).then_some(Place)
    }

    /// "…, and Minsk would not allow": a clause of its own, whatever governs the name before "and".
    fn subject_after_conjunction(&self) -> Option<Sense> {
        let context = self.context;
        let before = self.name.0.checked_sub(1).filter(|&i| i >= self.sentence.0)?;
        let between = self.before(self.chain.0).is_some_and(|i| context.is(i, &["between"]));
        (self.chain.0 != self.name.0 && !between && context.is(before, &["and", "or", "but"]) && self.acts(self.name.1)? == Government)
            .then_some(Government)
    }

    /// What the word before the name, or before the list it stands in, makes of it.
    fn governed(&self) -> Option<Sense> {
        let context = self.context;
        let i = self.before(self.chain.0)?;
        let cue = context.cue(i);
        let acting = Cue::REGARDING.or(Cue::POLITICAL).or(Cue::STATE_NOUN);
        let sense = |found: Option<bool>, default: Sense| match found {
            Some(true) => Government,
            Some(false) => Place,
            None => default,
        };
        let default = if self.building { Government } else { Place };
        let found = if context.is(i, &["to"]) {
            sense(self.back(i, 4, Cue::REGARDING.or(Cue::ADDRESS), Cue::MOTION), default)
        } else if context.is(i, &["from"]) {
            sense(self.back(i, 3, acting, Cue::MOTION), default)
        } else if context.is(i, &["of"]) && self.does() {
            Government
        } else if context.is(i, &["of"]) {
            sense(
                self.back(i, 2, Cue::REGARDING, Cue::LOCATIVE_NOUN).or_else(|| self.back(i, 2, Cue::POLITICAL, Cue::LOCATIVE_NOUN)),
                default,
            )
        } else if context.is(i, &["for"]) {
            sense(self.back(i, 3, Cue::REGARDING.or(Cue::POLITICAL), Cue::MOTION), Government)
        } else if context.is(i, &["on", "against", "over"]) {
            let over = context.is(i, &["over"]);
            sense(self.back(i, 3, if over { Cue::default() } else { Cue::REGARDING }, Cue::ATTACK), if over { Place } else { Government })
        } else if context.is(i, &["between"]) {
            sense(self.back(i, 5, Cue::STATE_NOUN.or(Cue::POLITICAL), Cue::MOTION), Government)
        } else if context.is(i, &["toward", "towards"]) {
            sense(self.back(i, 2, Cue::REGARDING, Cue::MOTION), Place)
        } else if context.is(
            i,
            &[
                "by", "with", "about", "like", "than", "behind", "under", "without", "that", "if", "as", "because", "while", "when",
                "whether",
            ],
        ) {
            return self.acts(self.chain.1).or(Some(Government));
        } else if cue.any(Cue::LOCATIVE) || cue.any(Cue::ATTACK) && !cue.any(Cue::POLITICAL) && self.acts(self.chain.1).is_none() {
            Place
        } else if cue.any(Cue::ADDRESS) {
            Government
        } else {
            return None;
        };
        Some(found)
    }

    /// "the failure of Moscow to answer".
    fn does(&self) -> bool {
        let context = self.context;
        let (to, verb) = (self.name.1, self.name.1 + 1);
        verb < self.sentence.1
            && context.joined(to)
            && context.is(to, &["to"])
            && context.joined(verb)
            && context.cue(verb).any(Cue::PREDICATE)
    }

    /// What the predicate after the name, or after the list it stands in, makes of it.
    fn subject(&self) -> Option<Sense> {
        self.acts(self.chain.1)
    }

    /// "… denied", "… has since claimed": an actor; "… was shelled", "… is the capital": a place.
    fn acts(&self, end: usize) -> Option<Sense> {
        let context = self.context;
        let mut auxiliary = false;
        for i in end..self.sentence.1.min(end + 6) {
            if !context.joined(i) {
                break;
            }
            let cue = context.cue(i);
            if auxiliary
                && (cue.any(Cue::ATTACK) && !cue.any(Cue::REPORTING)
                    || context.is(i, &["home", "capital", "located", "situated", "hit", "full", "calm", "quiet"]))
            {
                return Some(Place);
            }
            if context.is(i, &["lies", "lay", "sits", "came", "woke", "wakes", "awoke"]) && !auxiliary {
                return Some(Place);
            }
            if cue.any(Cue::AUXILIARY) {
                auxiliary = true;
            } else if cue.any(Cue::REPORTING.or(Cue::ADDRESS).or(Cue::STATE_VERB)) {
                return Some(Government);
            } else if !(cue.any(Cue::ADVERB) || auxiliary && context.is(i, &["been", "the", "a", "an"])) {
                let written = context.written(i);
                return (auxiliary || written.len() > 4 && written.ends_with("ed") && !context.capital(i)).then_some(Government);
            }
        }
        auxiliary.then_some(Government)
    }
}
