//! Whom a pronoun takes up, and whose country "the country" is.

use super::clause::{Range, Use};
use super::verbs::{form, forms};
use super::words::{role, roles};
use super::{Scene, roles as parts};
use crate::extract::clauses::lexicon::{Class, Lexicon};
use crate::text::fold;

impl Scene<'_> {
    /// Who a pronoun stands for: whoever speaks, the subject of the verb before it, the one name that fits, or whom the last sentence
    /// was about.
    pub(super) fn antecedent(&self, p: usize, depth: u32) -> Option<String> {
        if roles(&self.words[p]) & role::SPEAKER != 0 {
            return self.statement.and_then(|s| s.source_id.clone().or_else(|| s.source.clone())).filter(|s| s != "narrator");
        }
        if self.is_any(p, &["country", "nation"]) {
            return self.homeland(p, depth);
        }
        if let Some(speaker) = self.speaking(p, p) {
            return Some(speaker);
        }
        let person = self.is_any(p, &["he", "she"]);
        let fits =
            |who: &String| who.starts_with("person:") == person || !person && !who.starts_with("person:") || person && !who.contains(':');
        // "A diplomat said it attacked": a person is not "it".
        let thing = self.is_any(p, &["it"]);
        let fits = |who: &String| fits(who) && !(thing && names_people(who));
        // A quotation speaks of others than its speaker, unless it says "I" or "we".
        let quoted = self.in_quote(self.words[p].start);
        let speaker = self.statement.and_then(|s| s.source_id.as_deref()).filter(|_| quoted);
        let fits = |who: &String| fits(who) && speaker != Some(who.as_str());
        if let Some(subject) = self.unnamed_subject(p).filter(|_| person && depth > 1) {
            return self.who(subject, depth - 1);
        }
        let governs = self.verb_before(p).filter(|_| depth > 1);
        if let Some(who) = governs.and_then(|k| self.subject(k, depth - 1)) {
            return Some(who).filter(fits);
        }
        if self.follows_seat(p) {
            return None;
        }
        let before = self.named_before(p);
        let named: Vec<String> = before.iter().map(|&id| id.to_owned()).filter(fits).collect();
        // "They fired", somebody says of others than the ministry that the sentence before is about.
        let body = |who: &String| who.starts_with("government:") || who.starts_with("organization:");
        let they = quoted && self.is_any(p, &["they"]);
        let last = || self.last.map(str::to_owned).filter(|who| fits(who) && !(they && body(who)));
        match &named[..] {
            [one] => Some(one.clone()),
            [] if person => last().or_else(|| self.person.map(str::to_owned).filter(fits)),
            [] => last().filter(|_| before.is_empty()),
            _ => None,
        }
    }

    /// Whoever the sentence says to speak, if words `first..=last` are how it calls him: "*The group* announces".
    pub(super) fn speaking(&self, first: usize, last: usize) -> Option<String> {
        let statement = self.statement?;
        let (source, id) = (statement.source.as_deref()?, statement.source_id.as_deref()?);
        let bare = |words: &str| words.trim_start_matches("The ").trim_start_matches("the ").to_lowercase();
        let written = &self.text[self.words[first].start as usize..self.words[last].end as usize];
        let quoted = self.in_quote(self.words[first].start);
        (!quoted && bare(written) == bare(source)).then(|| id.to_owned())
    }

    /// Whose country "the country" or "his country" at word `p` is: that of whoever is subject there.
    fn homeland(&self, p: usize, depth: u32) -> Option<String> {
        let owner = p.checked_sub(1)?;
        let his = self.is_any(owner, &["his", "her"]);
        if depth < 2 || !his && !self.is_any(owner, &["the"]) {
            return None;
        }
        let governs = self.verb_before(owner).and_then(|k| self.subject(k, depth - 1));
        let subject = || parts::subject(self).filter(|id| self.mentions.iter().any(|m| m.id == *id && m.span.end <= self.words[p].start));
        let who = match governs {
            Some(who) => who,
            None if his => subject().filter(|who| who.starts_with("person:")).or_else(|| self.person.map(str::to_owned))?,
            None => subject().or_else(|| self.last.map(str::to_owned))?,
        };
        let state = ["country:", "government:", "nationality:"].iter().any(|kind| who.starts_with(kind));
        match () {
            () if who.contains(';') => None,
            () if who.starts_with("person:") => self.sides.state(&who).map(str::to_owned),
            () => Some(who).filter(|_| state && !his),
        }
    }

    /// The subject, without a name, of a clause of what is said, whom "he" at word `p` takes up: "X said that *one man* died when he fell".
    fn unnamed_subject(&self, p: usize) -> Option<Range> {
        let says = (0..p).rev().find(|&k| self.verb(k).is_some() && forms(&self.words[k]) & form::SAYS != 0)?;
        let person = |k: usize| {
            let noun = self.named(k).is_none() && Lexicon::get().class(self.words[k].hash).is(Class::PERSON);
            noun && !self.written(k).ends_with('s') && self.named(k + 1).is_none() && !self.parted(k)
        };
        let acts = |k: usize| {
            let next = (k + 1..p).find(|&n| !self.is_adverb(n));
            next.is_some_and(|n| self.is_auxiliary(n) || matches!(self.verb(n), Some(Use::Finite | Use::Passive)))
        };
        let noun = (says + 1..p).rev().find(|&k| person(k) && acts(k))?;
        Some(self.phrase_before(noun + 1).start.max(says + 1)..noun + 1)
    }
}

/// True for words of no list that name a person by office or trade, or several: "diplomat", "senior officials".
fn names_people(who: &str) -> bool {
    let Some(last) = who.rsplit(' ').next().filter(|w| !who.contains(':') && w.starts_with(char::is_lowercase)) else { return false };
    let class = Lexicon::get().class(fold::hash(&fold::fold(last)));
    class.is(Class::PERSON) && !class.is(Class::GROUP)
}
