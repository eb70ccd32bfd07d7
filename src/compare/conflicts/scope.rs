//! Which numbers of a sentence are claimed, and how much of what they count each covers: a part, the whole, the sum of many days.

use super::aspect::Aspect;
use super::counted::singular;
use super::counting::{REACH, Reader};
use super::figure::Scope;
use crate::text::listed::holds;
use std::ops::Range;

/// Words after which a number is none that is claimed to be so.
const UNREAL: &str = "may might could would should must can will shall if unless plan plans planned want wants wanted to";
/// Words behind a number that tell what is to come of it.
const MODALS: &str = "will would may might could should must shall can";
const MONTHS: &str =
    "january february march april may june july august september october november december jan feb mar apr aug sept sep oct nov dec";
/// Adjectives of a number that was given before, and the nouns that they stand with.
const EARLIER: &str = "earlier previous initial former preliminary original first";
const TALLIES: &str = "toll count figure tally number estimate total";
/// Verbs that have the old number for their object, unless it stands behind `to`.
const REVISING: &str = "raising revising updating lowering correcting revised raised";
/// Verbs of saying behind those who speak.
const SPEAKING: &str = "said say says told reported report confirmed claimed added testified saw spoke described put puts";
/// Words that make a number come on top of others.
const ADDED: &str = "another additional further extra others other";
/// Words after which a number is a part of one that is given beside it.
const PARTS: &str = "including among";
/// Words that take up those who are counted: `15 people, 10 of them children`.
const THEM: &str = "them whom these those";
/// Words that such a part is one of: `nine of the dead`.
const COUNTED: &str = "dead killed victims wounded injured fatalities casualties";
/// Words that a part may stand behind the word that makes it one.
const LIST: usize = 14;
/// Words after which the number is the sum of many days.
const SUMS: &str = "since total altogether overall combined";
/// What may follow `since` within one day.
const OF_THE_DAY: &str = "dawn morning midnight overnight sunrise noon early";
/// Nouns of time that make a sum with `this` or `past`: `so far this year`.
const SPANS: &str = "year month months weeks week war conflict years";
/// Words between a toll and the number that it has come to.
const COME_TO: &str = "to at of is was now reaches reached passes passed hits hit tops topped exceeds exceeded stands stood";
/// Words that a toll may stand before its number.
const TOLL: usize = 12;

impl Reader<'_> {
    /// True if a number, of words `first..end`, is claimed to be so: it is no plan, no date, no old number and none that comes on top of
    /// others, and does not count those who speak. What a toll has come to may stand behind "could".
    pub(super) fn is_claimed(&self, index: usize, number: Range<usize>, toll: bool) -> bool {
        let Range { start: first, end } = number;
        let unreal = !toll && self.before(first, REACH).take(4).any(|w| holds(UNREAL, &w));
        let to_come = self.word_at(end).is_some_and(|w| holds(MODALS, &w));
        let day = self.quantities[index].unit.is_none() && self.before(first, 1).any(|w| holds(MONTHS, &w));
        let old = || self.earlier(first) || self.superseded(index, first, end);
        !unreal && !to_come && !day && !old() && !self.speaks(end) && !self.adds(first, end)
    }

    /// How much of what it counts a number, of words `first..end`, covers; `toll` is one that a toll has come to.
    pub(super) fn scope(&self, first: usize, end: usize, toll: bool) -> Scope {
        if self.is_part(first, end) {
            Scope::Part
        } else if !toll && self.sums(first, end) {
            Scope::Running
        } else {
            Scope::Whole
        }
    }

    /// What those are who are taken up behind a number: `15 people, 10 of them children`.
    pub(super) fn taken_up(&self, end: usize) -> Option<String> {
        self.takes_up(end).then(|| self.word_at(end + 2)).flatten().map(singular)
    }

    /// True if a number takes up others: `10 of them`.
    fn takes_up(&self, end: usize) -> bool {
        self.word_at(end).is_some_and(|w| w == "of") && self.word_at(end + 1).is_some_and(|w| holds(THEM, &w))
    }

    /// True for a part of a number that is given beside it: `10 of them`, `nine of the dead`, `among the dead were nine soldiers`.
    fn is_part(&self, first: usize, end: usize) -> bool {
        let counted = |i: usize| self.word_at(i).is_some_and(|w| holds(COUNTED, &w));
        let inside = (first + 1..end).any(|i| self.word(i) == "of") && counted(end - 1);
        let of_dead = inside || self.word_at(end).is_some_and(|w| w == "of") && (end + 1..end + 3).any(counted);
        of_dead || self.takes_up(end) || self.before(first, LIST).any(|w| holds(PARTS, &w))
    }

    /// True for a number that was given before: `an earlier toll of 12`, `revising a figure of 52`, `up from 12`.
    fn earlier(&self, first: usize) -> bool {
        let before: Vec<String> = self.before(first, REACH).collect();
        let has = |list: &str| before.iter().any(|w| holds(list, w));
        let now = before.first().is_some_and(|w| holds("to at", w));
        let tally = has(TALLIES);
        let from = before.first().is_some_and(|w| w == "from") && before.get(1).is_some_and(|w| holds("up down", w));
        !now && tally && (has(EARLIER) || has(REVISING)) || from
    }

    /// True for those who say something: `two hospital sources said`.
    fn speaks(&self, end: usize) -> bool {
        for i in end..(end + REACH).min(self.words.len()) {
            if self.parted(i.saturating_sub(1)) || Aspect::told_by(&self.word(i)).is_some_and(|a| a != Aspect::Present) {
                return false;
            }
            let comma = i > 0 && self.text[self.words[i - 1].end as usize..self.words[i].start as usize].contains(',');
            if comma || holds("and by", &self.word(i)) {
                return false;
            }
            if holds(SPEAKING, &self.word(i)) {
                return true;
            }
        }
        false
    }

    /// True for the sum of many days: `327 people detained since Friday`, `57,000 have since been killed`.
    fn sums(&self, first: usize, end: usize) -> bool {
        let after = (end..(end + 12).min(self.words.len())).take_while(|&i| i == 0 || !self.parted(i - 1));
        let told = |i: usize| match self.word(i).as_str() {
            "since" => !self.word_at(i + 1).is_some_and(|w| holds(OF_THE_DAY, &w)),
            "this" | "past" => (i + 1..i + 3).any(|j| self.word_at(j).is_some_and(|w| holds(SPANS, &w))),
            "all" => i > 0 && self.word(i - 1) == "in",
            word => holds(SUMS, word),
        };
        let since = self.before(first, REACH).any(|w| w == "since");
        since || after.into_iter().any(told)
    }

    /// What befell all those of whom a part is given: `among the dead were nine soldiers and three civilians`.
    pub(super) fn told_of_all(&self, first: usize) -> Option<Aspect> {
        self.before(first, LIST).filter_map(|w| Aspect::told_by(&w)).find(|a| *a != Aspect::Present)
    }

    /// True if the number comes on top of others: `two more people died`.
    fn adds(&self, first: usize, end: usize) -> bool {
        let word = |i: usize| self.words.get(i).map(|w| w.text(self.text).to_ascii_lowercase()).unwrap_or_default();
        (first..=end).any(|i| match word(i).as_str() {
            "more" => word(i + 1) != "than",
            added => holds(ADDED, added),
        })
    }

    /// True for the old number of a change: `rose from seven to 12`.
    fn superseded(&self, index: usize, first: usize, end: usize) -> bool {
        let next = self.quantities.get(index + 1).map(|n| self.words.partition_point(|w| w.end <= n.span.start));
        self.before(first, 1).any(|w| w == "from") && next == Some(end + 1) && self.word(end) == "to"
    }

    /// The dead, where the number is said to be what their toll has come to: `the toll of the strike rose from seven to 12`.
    pub(super) fn toll(&self, first: usize) -> Option<Aspect> {
        let said = self.before(first, 1).any(|w| holds(COME_TO, &w));
        (said && self.before(first, TOLL).any(|w| w == "toll")).then_some(Aspect::Dead)
    }

    /// True for a number that is given against another: `only 12`, `put it at 12`.
    pub(super) fn against(&self, first: usize) -> bool {
        let put = |w: &String| holds("put puts", w);
        let before: Vec<String> = self.before(first, REACH).collect();
        let it = before.iter().take_while(|w| !put(w)).any(|w| holds("it its his her their them", w) || holds(TALLIES, w));
        before.iter().take(2).any(|w| holds("only just merely", w))
            || before.first().is_some_and(|w| w == "at") && it && before.iter().any(put)
    }
}
