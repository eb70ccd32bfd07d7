//! Who does what a verb or a noun of an event tells.
//!
//! A name acts as the subject of the verb, after "by", or as the owner of the noun ("X's attack", "the Xian raid", "launched an
//! attack"); never because it is named first, speaks, or is subject of another clause.

use super::Scene;
use super::clause::{Range, Use};
use super::scene::is_actor;
use super::verbs::{form, forms};
use super::words::{role, roles};
use crate::extract::clauses::lexicon::{Class, Lexicon};

/// How many words after a verb or noun "by" can stand.
const REACH: usize = 14;
/// Times that can stand before a subject without a comma.
const TIMES: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "today",
    "yesterday",
    "week",
    "month",
    "year",
    "night",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Who acts, and whether somebody tells it to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Doer {
    pub who: Option<String>,
    /// Asked or ordered to.
    pub commanded: bool,
}

impl From<Option<String>> for Doer {
    fn from(who: Option<String>) -> Self {
        Self { who, commanded: false }
    }
}

impl Scene<'_> {
    /// Who does what the verb at word `v` tells.
    pub(super) fn doer(&self, v: usize, depth: u32) -> Doer {
        if depth == 0 {
            return Doer::default();
        }
        match self.verb(v) {
            Some(Use::Passive | Use::Participle) => self.after_by(v + 1, depth - 1).into(),
            Some(Use::Infinitive) => self.doer_of_infinitive(v, depth),
            Some(Use::Gerund) => self.doer_of_gerund(v, depth),
            Some(Use::Finite) => self.subject(v, depth).into(),
            None => Doer::default(),
        }
    }

    /// Who stands as subject of the verb at word `v`, or of what governs it: who acts if it is active, who is acted upon if not.
    pub(super) fn subject(&self, v: usize, depth: u32) -> Option<String> {
        if depth == 0 {
            return None;
        }
        match self.verb(v) {
            Some(Use::Infinitive) => return self.doer_of_infinitive(v, depth).who,
            Some(Use::Gerund) => return self.doer_of_gerund(v, depth).who,
            Some(Use::Participle) => {
                let at = self.before(v).filter(|&p| !self.is_preposition(p)).map_or(v, |p| p + 1);
                return self.who(self.phrase_before(at), depth);
            }
            _ => {}
        }
        let mut at = v;
        while at > 0
            && !self.parted(at - 1)
            && (self.is_auxiliary(at - 1) || self.is_any(at - 1, &["got", "gets"]) || self.before(at).is_none_or(|p| p + 1 < at))
        {
            at -= 1;
        }
        at = self.over_time(at);
        if at > 0 && self.is_any(at - 1, &["having"]) {
            at -= 1;
        }
        if self.is_any(at, &["having"]) {
            return self.doer_of_gerund(at, depth).who;
        }
        if at == 0 {
            return None;
        }
        if self.parted(at - 1) {
            return self.over_insertion(at, depth);
        }
        let p = at - 1;
        if self.is_any(p, &["to"]) {
            return self.doer_of_infinitive(at, depth).who;
        }
        if self.named(p).is_none() {
            let flags = roles(&self.words[p]);
            let relative = self.is_any(p, &["who", "which", "that"]);
            if relative && p > 0 && self.verb(p - 1).is_none() {
                return self.who(self.phrase_before(p), depth);
            }
            if self.is_any(p, &["and", "or", "but", "then", "yet"]) {
                return self.verb_like(p, v).and_then(|k| self.subject(k, depth - 1));
            }
            if flags & (role::PRONOUN | role::SPEAKER) != 0 {
                return self.antecedent(p, depth);
            }
        }
        let phrase = self.phrase_before(at);
        // What another verb has before it is that one's object: "rebels who took X attacked".
        let other = phrase.start.checked_sub(1).filter(|&k| !self.parted(k) && self.verb(k).is_some());
        let bare = forms(&self.words[v]) & form::BASE != 0;
        let embeds = |k: usize| {
            let flags = forms(&self.words[k]);
            if flags & form::CONTROL != 0 { bare } else { flags & form::SAYS != 0 }
        };
        if let Some(k) = other.filter(|&k| !embeds(k)) {
            let relative = (k.saturating_sub(4)..k).rev().find(|&r| self.is_any(r, &["who", "which", "that"]))?;
            return self.who(self.phrase_before(relative), depth);
        }
        self.who(phrase, depth)
    }

    /// Where a time begins that ends before word `at`: "X on Monday attacked", "X earlier this month urged".
    fn over_time(&self, at: usize) -> usize {
        let mut first = at;
        while first > 0 && !self.parted(first - 1) && self.is_temporal(first - 1) {
            first -= 1;
        }
        while first < at
            && first > 0
            && !self.parted(first - 1)
            && self.is_any(first - 1, &["this", "the", "last", "on", "in", "earlier", "late", "early"])
        {
            first -= 1;
        }
        if first == 0 { at } else { first }
    }

    /// The subject of a verb that a mark parts from the words before it: what stands between two marks is an insertion.
    fn over_insertion(&self, at: usize, depth: u32) -> Option<String> {
        let mut end = at;
        for _ in 0..3 {
            let start = (0..end - 1).rev().find(|&k| self.parted(k)).map_or(0, |k| k + 1);
            let verb = (start..end).find(|&k| matches!(self.verb(k), Some(Use::Finite | Use::Passive)) || self.is_auxiliary(k));
            let says = self.verb(end - 1).is_some() && forms(&self.words[end - 1]) & form::SAYS != 0;
            let inserted = self.is_any(
                start,
                &["who", "which", "whose", "where", "when", "while", "whom", "as", "after", "because", "although", "though"],
            );
            let own = verb.is_some() && !says && !inserted;
            if own {
                let last = (start..end).rev().find(|&k| matches!(self.verb(k), Some(Use::Finite | Use::Passive)))?;
                return self.subject(last, depth - 1);
            }
            let person =
                self.named(start).filter(|&m| &*self.mentions[m].kind == "person" && self.mentions[m].span.end == self.words[end - 1].end);
            if let Some(m) = person {
                return Some(self.joined(m));
            }
            if start == 0 {
                return None;
            }
            end = start;
            let mut phrase = self.phrase_before(end);
            phrase.start = self.behind_time(&phrase);
            let counted = self.is_any(phrase.start, &["at"]) && self.is_any(phrase.start + 1, &["least", "most"]);
            let opens = phrase.start == 0 || self.parted(phrase.start - 1) || !self.is_preposition(phrase.start - 1);
            if !phrase.is_empty() && opens && (counted || !self.is_preposition(phrase.start)) && !self.hangs_on_verb(phrase.start) {
                return self.who(phrase, depth);
            }
        }
        None
    }

    /// Where a phrase begins behind a time that leads it: "*On Tuesday* X", "*Last week* X".
    fn behind_time(&self, phrase: &Range) -> usize {
        let lead = phrase.start + usize::from(self.is_any(phrase.start, &["on", "in", "last", "this", "late", "early", "earlier"]));
        let time = |k: usize| self.is_temporal(k) && self.named(k).is_none() && self.is_any(k, TIMES);
        let end = (lead..phrase.end).find(|&k| !time(k)).unwrap_or(phrase.end);
        if end > lead && end < phrase.end { end } else { phrase.start }
    }

    /// True if the phrase that begins at word `i` is the object of a verb.
    fn hangs_on_verb(&self, i: usize) -> bool {
        i > 0 && !self.parted(i - 1) && self.verb(i - 1).is_some_and(|_| forms(&self.words[i - 1]) & form::SAYS == 0)
    }

    /// "X plans to attack", "told X to withdraw", "was ordered to leave".
    fn doer_of_infinitive(&self, v: usize, depth: u32) -> Doer {
        let to = (0..v).rev().take(3).find(|&k| self.is_any(k, &["to"]));
        let Some(to) = to else {
            // "to attack and burn"
            let k = (0..v).rev().find(|&k| self.verb(k) == Some(Use::Infinitive));
            return k.map_or_else(Doer::default, |k| self.doer(k, depth - 1));
        };
        let Some(g) = self.before(to) else { return Doer::default() };
        if self.is_and(g) {
            let k = (0..g).rev().find(|&k| self.verb(k) == Some(Use::Infinitive));
            return k.map_or_else(Doer::default, |k| self.doer(k, depth - 1));
        }
        let command = |k: usize| forms(&self.words[k]) & form::COMMAND != 0;
        match self.verb(g) {
            Some(Use::Passive) => return Doer { who: self.subject(g, depth - 1), commanded: command(g) },
            Some(Use::Participle) => return Doer { who: self.subject(g, depth - 1), commanded: command(g) },
            Some(_) => return self.doer(g, depth - 1),
            None => {}
        }
        // "is to", "has to", "is ready to", "is expected to"
        if self.is_auxiliary(g) {
            return self.subject_before(g + 1, depth).into();
        }
        if self.before(g).is_some_and(|b| roles(&self.words[b]) & role::BE != 0) && self.named(g).is_none() {
            // "It is not necessary to declare": nobody is "it".
            const OPEN: &str = "necessary possible impossible better best easier easy hard difficult important wise dangerous safe safer time                 enough useless vital essential crucial advisable unwise premature illegal wrong right";
            if self.among(g, OPEN) {
                return Doer::default();
            }
            return self.subject_before(g, depth).into();
        }
        let phrase = self.phrase_before(g + 1);
        if phrase.is_empty() {
            return Doer::default();
        }
        // "X could have plans to", "Were X to"
        if phrase.start > 0 && self.is_any(phrase.start - 1, &["have", "has", "had"]) {
            return self.subject_before(phrase.start, depth).into();
        }
        if (0..phrase.start).all(|k| self.is_auxiliary(k)) {
            return self.who(phrase, depth).into();
        }
        let k = phrase.start.checked_sub(1);
        let governs = k.filter(|&k| self.verb(k).is_some() && !self.parted(k));
        match governs {
            Some(k) if self.verb(k) == Some(Use::Passive) => Doer { who: self.subject(k, depth - 1), commanded: command(k) },
            Some(k) if forms(&self.words[k]) & form::CONTROL != 0 => {
                let from = if self.is_preposition(phrase.start) { phrase.start + 1 } else { phrase.start };
                Doer { who: self.who(from..phrase.end, depth), commanded: command(k) }
            }
            Some(k) => match self.owner(phrase.end, depth) {
                Some(owner) if self.named(g).is_none() => Some(owner).into(),
                _ => self.doer(k, depth - 1),
            },
            // "use X as a base to attack": of the verb before "as".
            None if phrase.start > 0 && self.is_any(phrase.start - 1, &["as"]) => {
                let verb = self.verb_before(phrase.start - 1).filter(|&k| self.one_clause(k, phrase.start));
                verb.map_or_else(Doer::default, |k| self.doer(k, depth - 1))
            }
            None if phrase.start == 0 || self.is_that(phrase.start - 1) || self.parted(phrase.start - 1) => self.who(phrase, depth).into(),
            None => Doer::default(),
        }
    }

    /// The subject of an auxiliary or adjective that ends before word `at`.
    pub(super) fn subject_before(&self, at: usize, depth: u32) -> Option<String> {
        let mut first = at;
        while first > 0 && !self.parted(first - 1) && (self.is_auxiliary(first - 1) || self.before(first).is_none_or(|p| p + 1 < first)) {
            first -= 1;
        }
        let p = first.checked_sub(1)?;
        if self.parted(p) {
            return self.over_insertion(first, depth);
        }
        if self.named(p).is_none() && roles(&self.words[p]) & (role::PRONOUN | role::SPEAKER) != 0 && !self.is_any(p, &["who", "which"]) {
            return self.antecedent(p, depth);
        }
        self.who(self.phrase_before(first), depth)
    }

    /// "accused X of shelling", "responded by shelling", "…, killing seven", "troops shelling the town".
    fn doer_of_gerund(&self, v: usize, depth: u32) -> Doer {
        let main = |from: usize| (from..self.words.len()).find(|&k| self.verb(k) == Some(Use::Finite));
        let ahead = || (v..self.words.len()).find(|&k| self.parted(k)).and_then(|k| main(k + 1)).and_then(|k| self.subject(k, depth - 1));
        let Some(p) = self.before(v) else {
            let opens = (0..v).all(|k| self.is_adverb_at(k));
            if opens {
                return ahead().into();
            }
            let k = (0..v).rev().find(|&k| matches!(self.verb(k), Some(Use::Finite | Use::Passive)));
            // "Two died, bringing the toll to nine": who suffers does not act.
            let acts = |k: &usize| self.verb(*k) == Some(Use::Finite) && forms(&self.words[*k]) & form::PATIENT == 0;
            return k.filter(acts).and_then(|k| self.subject(k, depth - 1)).into();
        };
        if let Some(m) = self.named(p) {
            let phrase = self.phrase_before(v);
            // "Spent a week *in Dorn* shelling rebels": whoever spent it.
            let adjunct = self.governed(&self.mentions[m]) && phrase.start > 0 && !self.parted(phrase.start - 1);
            if let Some(over) = phrase.start.checked_sub(1).filter(|&k| adjunct && self.verb(k) == Some(Use::Finite)) {
                return self.doer(over, depth - 1);
            }
            return self.who(phrase, depth).into();
        }
        if self.verb(p).is_some() {
            let doer = self.doer(p, depth - 1);
            // Who is told to stop an attack attacks.
            let stops = self.is_any(p, &["stop", "stops", "stopped", "cease", "ceased", "end", "halt"]);
            return Doer { commanded: doer.commanded && !stops, ..doer };
        }
        if roles(&self.words[p]) & role::AND != 0 {
            let k = (0..p).rev().find(|&k| self.verb(k).is_some());
            return k.map_or_else(Doer::default, |k| self.doer(k, depth - 1));
        }
        // "is preparing to": told by the verb itself
        if self.is_auxiliary(p) {
            return self.subject(v, depth - 1).into();
        }
        if !self.is_preposition(p) && !Lexicon::get().class(self.words[p].hash).is(Class::SUBORDINATE) {
            let phrase = self.phrase_before(v);
            // "fired at students *demanding*": of an object, the people who stand next to it.
            let object = phrase.start.checked_sub(1).is_some_and(|k| !self.parted(k) && self.verb(k).is_some());
            let last = (phrase.start..p).rev().find(|&k| self.is_preposition(k) && !self.is(k, "of")).map_or(phrase.start, |k| k + 1);
            let people = Lexicon::get().class(self.words[p].hash).is(Class::PERSON);
            return self.who(if object && people { last..phrase.end } else { phrase }, depth).into();
        }
        let Some(b) = self.before(p) else { return ahead().into() };
        let k = (0..=b).rev().take_while(|&k| !self.parted(k) || k == b).find(|&k| self.verb(k).is_some());
        let Some(k) = k else { return if p == 0 { ahead().into() } else { Doer::default() } };
        let blames = forms(&self.words[k]) & (form::BLAME | form::CONDEMN) != 0;
        let object = k + 1..p;
        let named = object.clone().any(|i| self.named(i).is_some_and(|m| is_actor(&self.mentions[m])));
        let by = object.clone().any(|i| roles(&self.words[i]) & role::BY != 0);
        if matches!(self.verb(k), Some(Use::Passive | Use::Participle)) && (blames || object.is_empty()) {
            return self.subject(k, depth - 1).into();
        }
        if self.is_any(p, &["of", "for", "from", "over", "against"]) && !object.is_empty() && !by && (blames || named) {
            return self.who(self.object_of(k, p), depth).into();
        }
        // "accusations of shelling", "warned against shelling": whose, nobody says
        let told = b > k && roles(&self.words[b]) & role::TOLD != 0 || self.is(p, "against");
        if told { Doer::default() } else { self.doer(k, depth - 1) }
    }

    fn is_adverb_at(&self, k: usize) -> bool {
        Lexicon::get().class(self.words[k].hash).is(Class::ADVERB)
    }

    /// The object of the verb at `k`, up to word `end`, insertions with "in" and the like left out: "accused X in a note of".
    fn object_of(&self, k: usize, end: usize) -> Range {
        let stop = (k + 1..end).find(|&i| i > k + 1 && self.is_preposition(i) && !self.is_any(i, &["of"]));
        k + 1..stop.unwrap_or(end)
    }

    /// Who stands after "by", from word `from` on, as far as no other verb with a subject stands before it.
    pub(super) fn after_by(&self, from: usize, depth: u32) -> Option<String> {
        let by = self.by_ahead(from)?;
        let phrase = self.phrase_from(by + 1);
        if phrase.is_empty() || self.verb(phrase.start).is_some() { None } else { Scene { agent: false, ..*self }.who(phrase, depth) }
    }

    /// The words of the noun phrase that begins at word `from`, how many it counts included.
    pub(super) fn phrase_from(&self, from: usize) -> Range {
        let first = self.amount_at(from).unwrap_or(from);
        let mut last = first;
        while last < self.words.len() && (last == first || !self.parted(last - 1) || self.lists_at(last - 1)) && self.belongs(last, first) {
            last += 1;
        }
        from..last.max(from)
    }

    /// The "by" that names who does what the verb before word `from` tells.
    fn by_ahead(&self, from: usize) -> Option<usize> {
        let end = (from + REACH).min(self.words.len());
        let mut i = from;
        while i < end {
            if i > from && self.parted(i - 1) || self.is_that(i) && self.named(i).is_none() {
                return None;
            }
            let verb = matches!(self.verb(i), Some(Use::Finite | Use::Infinitive)) || self.is_auxiliary(i) && self.named(i).is_none();
            if verb && i >= from {
                return None;
            }
            if roles(&self.words[i]) & role::BY != 0 {
                // "arrested at a strike *called by* unions": who calls does not arrest.
                let of_verb = from > 0 && self.verb(from - 1).is_some();
                if of_verb && i > from + 1 && self.verb(i - 1) == Some(Use::Participle) && forms(&self.words[i - 1]) & form::LIGHT == 0 {
                    return None;
                }
                return Some(i);
            }
            i += 1;
        }
        None
    }

    fn lists_at(&self, k: usize) -> bool {
        self.named(k).is_some() && self.named(k + 1).is_some()
    }

    /// True if word `i` goes on with a noun phrase that began at `first`.
    fn belongs(&self, i: usize, first: usize) -> bool {
        let joint = roles(&self.words[i]) & role::AND != 0 && self.named(i + 1).is_some();
        self.named(i).is_some() || joint || self.is_any(i, &["of"]) && i > first || {
            let class = Lexicon::get().class(self.words[i].hash);
            let ends = class.is(Class::PREPOSITION) || class.is(Class::AUXILIARY) || class.is(Class::TIME) || class.is(Class::CONJUNCTION);
            let clause = class.is(Class::RELATIVE) || class.is(Class::TO) || class.is(Class::SUBORDINATE) && !class.is(Class::DETERMINER);
            !ends
                && !clause
                && !matches!(self.verb(i), Some(Use::Finite | Use::Passive | Use::Participle | Use::Infinitive))
                && i < first + 8
        }
    }
}
