//! A sentence as roles read it: which names stand together, what governs them, where clauses begin.

use super::lists::List;
use super::words::{role, roles};
use super::{Scene, Trigger};
use crate::extract::statements::NARRATOR;
use crate::gazetteer::Mention;
use crate::span::Span;
use crate::text::listed::holds;
use crate::text::{Shape, Word};

/// Types of names that act.
const ACTORS: &[&str] = &["country", "government", "organization", "person", "armed_group", "nationality"];
/// How many words before its verb a subject can stand.
const CLAUSE: usize = 40;

/// True for a name that can act.
pub(super) fn is_actor(m: &Mention<'_>) -> bool {
    ACTORS.contains(&&*m.kind)
}

impl Scene<'_> {
    /// Who says what the sentence tells, if anybody but the narrator and by more than a pronoun.
    pub(super) fn speaker(&self) -> Option<String> {
        let pronoun = |s: &String| ["he", "she", "it", "they", "we", "i"].contains(&&*s.to_lowercase());
        let speaker = self.statement.and_then(|s| s.source_id.clone().or_else(|| s.source.clone()));
        speaker.filter(|s| s != NARRATOR && !pronoun(s))
    }

    /// True if word `i` is there and is `word`, in any case.
    pub(super) fn is(&self, i: usize, word: &str) -> bool {
        self.words.get(i).is_some_and(|w| w.text(self.text).eq_ignore_ascii_case(word))
    }

    /// True if word `i` is there and is one of `words`, in any case.
    pub(super) fn is_any(&self, i: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(i, word))
    }

    /// True if word `i` is there and is one of `words`, which blanks part, in any case.
    pub(super) fn among(&self, i: usize, words: &str) -> bool {
        holds(words, self.written(i))
    }

    /// True if word `i` is there and stands in a list.
    pub(super) fn listed(&self, i: usize, list: List) -> bool {
        self.words.get(i).is_some_and(|word| list.has(word))
    }

    /// The name that word `i` belongs to.
    pub(super) fn named(&self, i: usize) -> Option<usize> {
        let word = self.words.get(i)?;
        let next = self.mentions.partition_point(|m| m.span.end <= word.start);
        self.mentions.get(next).filter(|m| m.span.start <= word.start).map(|_| next)
    }

    /// True if word `i` is there and has one of the flags of `role`.
    pub(super) fn has(&self, i: usize, role: u32) -> bool {
        self.words.get(i).is_some_and(|w| roles(w) & role != 0)
    }

    /// Index of the first word that ends after a byte offset.
    pub(super) fn word_at(&self, offset: u32) -> usize {
        self.words.partition_point(|w| w.end <= offset)
    }

    /// The word before word `at`, words with any flag of `skip` passed over (at most four), in the same clause.
    pub(super) fn word_before(&self, at: usize, skip: u32) -> Option<usize> {
        let nearest = (at.saturating_sub(5)..at).rev().take_while(|&i| !self.parted(i));
        nearest.into_iter().find(|&i| roles(&self.words[i]) & skip == 0)
    }

    /// True if a preposition governs a name: "the mayor of X", "talks with X".
    pub(super) fn governed(&self, m: &Mention<'_>) -> bool {
        self.word_before(self.word_at(m.span.start), role::LIGHT).is_some_and(|w| roles(&self.words[w]) & role::PREPOSITION != 0)
    }

    /// True if something is told to a name that is not told to act: "officials told X that".
    pub(super) fn told(&self, m: &Mention<'_>) -> bool {
        const TELLING: [&str; 4] = ["told", "tells", "tell", "telling"];
        let before = self.word_before(self.word_at(m.span.start), role::LIGHT);
        let after = self.words.partition_point(|w| w.start < m.span.end);
        let to_act = after < self.words.len() && self.is(after, "to");
        !to_act && before.is_some_and(|w| self.is_any(w, &TELLING))
    }

    /// True if a name can be the subject of a verb behind it: no preposition governs it, nothing is told to it, and it is not the owner
    /// of a claim ("rejected X's claim that it attacked").
    pub(super) fn acts(&self, index: usize) -> bool {
        let m = &self.mentions[index];
        let end = self.words.partition_point(|w| w.start < m.span.end);
        let owns = self.words.get(end).is_some_and(|w| w.shape.has(Shape::POSSESSIVE));
        let claim = owns && self.words.get(end + 1).is_some_and(|w| roles(w) & role::TOLD != 0);
        is_actor(m) && !claim && !self.governed(m) && !self.told(m)
    }

    /// Where the clause of word `at` begins, looking back at most so far as a name can act.
    pub(super) fn clause_start(&self, at: usize) -> usize {
        (at.saturating_sub(CLAUSE)..at).rev().take_while(|&i| !self.parted(i)).last().unwrap_or(at)
    }

    /// True if words `a..b` stand in one clause.
    pub(super) fn one_clause(&self, a: usize, b: usize) -> bool {
        (a..b).all(|i| !self.parted(i))
    }

    /// True if no aside opens between a span and the trigger.
    pub(super) fn reaches(&self, span: Span, trigger: &Trigger) -> bool {
        let (first, end) = (self.word_at(span.start), self.words.partition_point(|w| w.start < span.end));
        let between = if first >= trigger.end { trigger.end..first } else { end.min(trigger.first)..trigger.first };
        let opens = |w: &Word| roles(w) & role::ASIDE != 0;
        let clause = self.clause_start(first);
        let apart = trigger.first >= first && !self.one_clause(first, trigger.first) && self.words[clause..first].iter().any(opens);
        !apart && !self.words[between].iter().any(opens)
    }

    /// Ids of a name and of those that "and" or a comma joins to it at its left, titles passed over.
    pub(super) fn joined(&self, index: usize) -> String {
        let mut ids = vec![&*self.mentions[index].id];
        let mut at = index;
        while ids.len() < 4 {
            let (first, lead) = self.titled(at);
            let Some(before) = lead.checked_sub(1).filter(|&k| is_actor(&self.mentions[k])) else { break };
            let (left, right) = (&self.mentions[before], &self.mentions[at]);
            let from = self.word_at(left.span.end);
            if left.span.end > right.span.start || from > first {
                break;
            }
            let between = &self.words[from..first];
            // "Neither X nor Y"; in a headline a comma stands for "and": "X, Y sign pact".
            let nor = |w: &Word| w.text(self.text).eq_ignore_ascii_case("nor");
            let beside = lead == at && first == self.word_at(right.span.start);
            let listed = between.is_empty() && beside && left.span.start == self.words[0].start && left.kind == right.kind;
            let and = listed || between.iter().any(|w| roles(w) & role::AND != 0 || nor(w));
            let light = between.iter().all(|w| (roles(w) & (role::AND | role::LIGHT) != 0 || nor(w)) && !w.shape.has(Shape::POSSESSIVE));
            if !(and && light) {
                break;
            }
            ids.insert(0, &*left.id);
            at = before;
        }
        ids.dedup();
        ids.join(";")
    }

    /// Ids of a name and of those that "and" joins to it at its right, titles passed over, where no verb of theirs follows.
    pub(super) fn joined_on(&self, index: usize) -> String {
        let mut ids = vec![&*self.mentions[index].id];
        let mut at = index;
        while at + 1 < self.mentions.len() && ids.len() < 4 && is_actor(&self.mentions[at + 1]) {
            let next = self.leads_to(at + 1).unwrap_or(at + 1);
            let (left, right) = (&self.mentions[at], &self.mentions[next]);
            let (from, first) = (self.word_at(left.span.end), self.titled(next).0);
            if left.span.end > right.span.start || from > first {
                break;
            }
            let between = &self.words[from..first];
            let and = between.iter().any(|w| roles(w) & role::AND != 0);
            let light = between.iter().all(|w| roles(w) & (role::AND | role::LIGHT) != 0 && !w.shape.has(Shape::POSSESSIVE));
            let end = self.words.partition_point(|w| w.start < right.span.end);
            let ends = self.parted(end - 1) || roles(&self.words[end]) & (role::PREPOSITION | role::ASIDE | role::AND) != 0;
            if !(and && light && ends) {
                break;
            }
            ids.push(&*right.id);
            at = next;
        }
        ids.dedup();
        ids.join(";")
    }
}
