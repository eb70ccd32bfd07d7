//! The clause around a verb: how a word is used as one, and who is its subject.
//!
//! There is no parse. A verb is told from a noun by its form and the words beside it; its subject is the noun phrase before it in its
//! own clause, over what stands in between as an insertion; that of an infinitive, a gerund or a second verb comes from the verb that
//! governs it. Where these do not say who acts, nobody does: a charge must not fall on whoever is named first.

use super::Scene;
use super::verbs::{form, forms};
use super::words::{role, roles};
use crate::extract::clauses::lexicon::{Class, Lexicon};
use crate::text::{Shape, Word};

/// How far a noun phrase can reach to the left of its verb, in words.
const PHRASE: usize = 24;
/// How many verbs can govern one another before a subject is reached.
pub(super) const DEPTH: u32 = 6;

/// How a word is used as a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// With a subject of its own, in the active voice.
    Finite,
    /// After a form of *be*: the subject is acted upon.
    Passive,
    /// A participle that stands by a noun which is acted upon: *rebels backed by*.
    Participle,
    /// A form in *-ing* that is no noun.
    Gerund,
    /// After *to*.
    Infinitive,
}

/// Words `start..end` of a sentence.
pub(super) type Range = std::ops::Range<usize>;

impl Scene<'_> {
    fn class(&self, i: usize) -> Class {
        if self.named(i).is_some() { Class::default() } else { Lexicon::get().class(self.words[i].hash) }
    }

    pub(super) fn written(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |w| w.text(self.text))
    }

    /// True if a hyphen joins word `i` to the next: "US-made", "storm-hit".
    pub(super) fn hyphened(&self, i: usize) -> bool {
        let Some(next) = self.words.get(i + 1) else { return false };
        matches!(&self.text[self.words[i].end as usize..next.start as usize], "-" | "\u{2010}" | "\u{2011}")
    }

    pub(super) fn is_adverb(&self, i: usize) -> bool {
        let word = self.written(i);
        let manner = word.len() > 4 && word.ends_with("ly") && word.starts_with(char::is_lowercase) && forms(&self.words[i]) == 0;
        self.named(i).is_none()
            && (manner || self.class(i).is(Class::ADVERB) || roles(&self.words[i]) & role::NEGATION != 0 && word != "no")
    }

    pub(super) fn is_auxiliary(&self, i: usize) -> bool {
        self.class(i).is(Class::AUXILIARY)
    }

    pub(super) fn is_that(&self, i: usize) -> bool {
        roles(&self.words[i]) & role::THAT != 0
    }

    fn is_relative(&self, i: usize) -> bool {
        self.class(i).is(Class::RELATIVE)
    }

    /// True for a word that opens a clause: *when*, *because*, *that*.
    pub(super) fn is_subordinate(&self, i: usize) -> bool {
        self.class(i).is(Class::SUBORDINATE)
    }

    pub(super) fn is_preposition(&self, i: usize) -> bool {
        self.class(i).is(Class::PREPOSITION)
            || self.class(i).is(Class::TO)
            || roles(&self.words[i]) & role::PREPOSITION != 0 && !self.is_the_west(i)
    }

    /// True for "the West", which acts.
    pub(super) fn is_the_west(&self, i: usize) -> bool {
        let named = i > 0 && self.is(i, "west") && self.words[i].shape.has(Shape::CAPITAL) && self.is(i - 1, "the");
        named && !self.is_title()
    }

    pub(super) fn is_and(&self, i: usize) -> bool {
        self.class(i).is(Class::CONJUNCTION)
    }

    fn is_pronoun(&self, i: usize) -> bool {
        self.class(i).is(Class::PRONOUN) || roles(&self.words[i]) & role::SPEAKER != 0
    }

    pub(super) fn is_number(&self, i: usize) -> bool {
        const NUMBERS: [&str; 14] =
            ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozens", "hundreds", "thousands", "scores"];
        self.words[i].shape.has(Shape::DIGIT) || self.is_any(i, &NUMBERS)
    }

    pub(super) fn is_determiner(&self, i: usize) -> bool {
        self.words[i].shape.has(Shape::POSSESSIVE) || self.class(i).is(Class::DETERMINER) && !self.is_that(i) && !self.is_number(i)
    }

    pub(super) fn is_temporal(&self, i: usize) -> bool {
        let word = &self.words[i];
        self.class(i).is(Class::TIME) || self.times.iter().any(|t| t.span.start <= word.start && word.end <= t.span.end)
    }

    pub(super) fn verb_forms(&self, i: usize) -> u32 {
        let word = self.written(i);
        let known = forms(&self.words[i]);
        // A form in -ed of a verb that no list has.
        let past = known == 0 && word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed") && word.starts_with(char::is_lowercase);
        const NOUNS: [&str; 9] = ["morning", "evening", "nothing", "something", "anything", "everything", "spring", "building", "during"];
        let ing = known == 0 && word.len() > 5 && word.ends_with("ing") && word.starts_with(char::is_lowercase) && !self.is_any(i, &NOUNS);
        match (past, ing) {
            (true, _) => form::PAST,
            (_, true) => form::ING | form::NOUN,
            _ => known,
        }
    }

    /// The word before word `i` in its clause, adverbs passed over.
    pub(super) fn before(&self, i: usize) -> Option<usize> {
        let near = (0..i).rev().take_while(|&k| !self.parted(k));
        near.into_iter().find(|&k| !self.is_adverb(k))
    }

    /// True if a noun phrase begins with word `i`, in the same clause as the word before it.
    pub(super) fn opens_phrase(&self, i: usize) -> bool {
        if i >= self.words.len() || i > 0 && self.parted(i - 1) {
            return false;
        }
        let class = self.class(i);
        self.named(i).is_some() || self.is_number(i) || class.is(Class::DETERMINER) || class.is(Class::PRONOUN) || class.is(Class::SELF)
    }

    /// True if word `i` is in the clause of the word before it and belongs to a noun: no preposition, adverb, verb or time.
    pub(super) fn is_nominal(&self, i: usize) -> bool {
        if i >= self.words.len() || i > 0 && self.parted(i - 1) {
            return false;
        }
        let plain = !self.is_preposition(i)
            && !self.is_adverb(i)
            && !self.is_auxiliary(i)
            && !self.is_and(i)
            && !self.is_subordinate(i)
            && !self.is_temporal(i)
            && !self.is_relative(i);
        self.opens_phrase(i) || plain
    }

    /// True if a verb with a subject follows word `i` in its clause, so that a participle at `i` is none itself.
    fn verb_follows(&self, i: usize) -> bool {
        for k in i + 1..(i + PHRASE).min(self.words.len()) {
            let bounds = self.parted(k - 1) || self.is_relative(k) || self.is_subordinate(k) || self.is_and(k);
            if bounds {
                return false;
            }
            if self.named(k).is_some() || self.hyphened(k - 1) {
                continue;
            }
            let flags = self.verb_forms(k);
            let led = self.is_determiner(k - 1)
                || self.is_preposition(k - 1)
                || self.is_number(k - 1)
                || roles(&self.words[k - 1]) & role::BY != 0;
            let by = self.words.get(k + 1).is_some_and(|w| roles(w) & role::BY != 0);
            let finite = flags & form::PAST != 0 && !led && !by && k > i + 1 || flags & form::THIRD != 0 && flags & form::NOUN == 0 && !led;
            if self.is_auxiliary(k) && roles(&self.words[k]) & role::NEGATION == 0 || finite {
                return true;
            }
        }
        false
    }

    /// How each word is used as a verb, from left to right.
    pub(super) fn uses(&self) -> Vec<Option<Use>> {
        let mut out = Vec::with_capacity(self.words.len());
        for i in 0..self.words.len() {
            let here = Scene { verbs: &out, ..*self }.use_of(i);
            out.push(here);
        }
        out
    }

    /// How word `i` is used as a verb; nothing if it is none here.
    pub(super) fn verb(&self, i: usize) -> Option<Use> {
        self.verbs.get(i).copied().flatten()
    }

    fn use_of(&self, i: usize) -> Option<Use> {
        if self.named(i).is_some() || self.hyphened(i) || i > 0 && self.hyphened(i - 1) {
            return None;
        }
        let flags = self.verb_forms(i);
        if flags & form::ANY == 0 && self.follows_modal(i) {
            return Some(Use::Finite);
        }
        let class = self.class(i);
        let function = class.is(Class::AUXILIARY) || class.is(Class::PREPOSITION) || class.is(Class::TIME) || class.is(Class::DETERMINER);
        if flags & form::ANY == 0
            || function
            || i > 0 && self.owned_by_plural(i)
            || self.words[i].shape.has(Shape::CAPITAL) && i > 0 && !self.is_title()
        {
            return None;
        }
        let (past, third, base, ing) = (flags & form::PAST != 0, flags & form::THIRD != 0, flags & form::BASE != 0, flags & form::ING != 0);
        let noun = flags & form::NOUN != 0;
        let by = self.by_behind(i);
        let Some(p) = self.before(i) else {
            return match () {
                () if ing => self.is_nominal(i + 1).then_some(Use::Gerund),
                () if past && (i == 0 || by || self.describes_before(i)) => Some(Use::Participle),
                () if past => Some(Use::Finite),
                () if third && i > 0 && (!noun || self.opens_phrase(i + 1) || self.infinitive_behind(i)) => Some(Use::Finite),
                () => None,
            };
        };
        let here = roles(&self.words[p]);
        if self.named(p).is_none() {
            if self.class(p).is(Class::TO) && base {
                return Some(Use::Infinitive);
            }
            if here & role::BE != 0 {
                return match () {
                    () if past => Some(Use::Passive),
                    () if ing => Some(Use::Finite),
                    () => None,
                };
            }
            if self.is_auxiliary(p) {
                let had = self.is_any(p, &["has", "have", "had", "having"]);
                return (if had { past } else { base }).then_some(Use::Finite);
            }
            if self.is_that(p) || self.is_relative(p) {
                return (past || third || base).then_some(Use::Finite);
            }
            if self.is_pronoun(p) {
                return (past || third || base).then_some(Use::Finite).or(ing.then_some(Use::Gerund));
            }
            if self.is_determiner(p) {
                return None;
            }
            if self.is_and(p) {
                let passive = || self.verb_before(p).is_some_and(|k| self.verb(k) == Some(Use::Passive)) && !self.opens_phrase(i + 1);
                return match () {
                    () if past => Some(if by || passive() { Use::Passive } else { Use::Finite }),
                    () if ing => self.is_nominal(i + 1).then_some(Use::Gerund),
                    () if third => (!noun || self.opens_phrase(i + 1)).then_some(Use::Finite),
                    () => (base && !noun || self.opens_phrase(i + 1)).then_some(Use::Infinitive),
                };
            }
            // "Two killed in a blast", not "thousands marched"
            if self.is_number(p) && past {
                let acted_on = self.is_acted_on(i) || self.is(i, "seized");
                return if self.is_plain(i + 1) { None } else { Some(if acted_on { Use::Participle } else { Use::Finite }) };
            }
            if self.is_preposition(p) || self.is_subordinate(p) {
                let gerund = ing && (!noun || self.is_nominal(i + 1) && !self.is_any(i + 1, &["of"]));
                let when = past && self.is_any(p, &["when", "if", "once", "as", "until", "unless", "though", "although"]);
                return if gerund { Some(Use::Gerund) } else { when.then_some(Use::Participle) };
            }
        }
        let saying = self.verb_forms(p) & form::SAYS != 0 && self.named(p).is_none() && self.verb(p).is_some();
        if ing {
            let aimed = self.is_any(i + 1, &["on", "at"]) && !self.parted(i);
            let gerund = if saying || self.verb(p).is_some() { !noun || self.is_nominal(i + 1) || aimed } else { self.opens_phrase(i + 1) };
            let adjective = self.named(p).is_some_and(|m| &*self.mentions[m].kind == "nationality");
            return (gerund && !adjective).then_some(Use::Gerund);
        }
        if past {
            let says = flags & form::SAYS != 0 && flags & form::BLAME == 0;
            let hangs = || !says && !self.is_nominal(i + 1) && self.verb_follows(i) || self.is_acted_on(i) && self.lacks_object(i);
            let reduced = by || hangs() && !self.relates(p) || self.is_stationed(i, p);
            return Some(if reduced { Use::Participle } else { Use::Finite });
        }
        let plural = self.is_plural(p);
        if let Some(m) = self.named(p) {
            let adjective = &*self.mentions[m].kind == "nationality" && !plural;
            let joined = self.joined(m).contains(';');
            let wished = || {
                let first = self.words.partition_point(|w| w.end <= self.mentions[m].span.start);
                first.checked_sub(1).is_some_and(|k| self.is_that(k) || self.is_auxiliary(k) || self.verb_forms(k) & form::CONTROL != 0)
            };
            return match () {
                () if third => !adjective && (!noun || !self.is_preposition_next(i) && !self.verb_follows(i) && !self.past_follows(i)),
                () if base => {
                    (joined || plural) && (!noun || self.is_nominal(i + 1) || self.infinitive_behind(i))
                        || wished()
                        || !noun && !adjective && flags & form::PAST != 0
                }
                () => false,
            }
            .then_some(Use::Finite);
        }
        let fits = match () {
            () if third => {
                let speaker = || self.class(p).is(Class::SPEAKER) && self.infinitive_behind(i);
                !plural && (!noun || self.opens_phrase(i + 1) && !self.verb_follows(i) || speaker())
            }
            () if base => plural && (!noun || self.is_nominal(i + 1) || self.infinitive_behind(i)),
            () => false,
        };
        fits.then_some(Use::Finite)
    }

    /// True for a word of no list that stands where the verb of a modal does: "may *garrison* the town".
    fn follows_modal(&self, i: usize) -> bool {
        const MODALS: &str =
            "will would can could may might shall should must did does do didn't doesn't don't won't wouldn't couldn't can't cannot";
        let plain = self.class(i) == Class::default() && roles(&self.words[i]) == 0;
        let word = self.written(i);
        let lower = word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase());
        plain && lower && self.before(i).is_some_and(|p| self.named(p).is_none() && self.among(p, MODALS))
    }

    /// True if "to" and a verb follow word `i`, as they follow a verb of planning that is a noun as well: "rebels *plan to* attack".
    fn infinitive_behind(&self, i: usize) -> bool {
        let base = |w: &Word| forms(w) & form::BASE != 0;
        self.is(i + 1, "to") && !self.parted(i) && !self.parted(i + 1) && self.words.get(i + 2).is_some_and(base)
    }

    /// True if word `i` is what several own by the word before it: "the states' *shared* border".
    pub(super) fn owned_by_plural(&self, i: usize) -> bool {
        let owner = self.words[i - 1].span();
        let quote = self.quoted.iter().any(|q| q.end == owner.end);
        self.written(i - 1).ends_with('s') && self.text[owner.end as usize..].starts_with(['\'', '’']) && !quote
    }

    /// True if the sentence writes most of its words with capitals, as a title does.
    pub(super) fn is_title(&self) -> bool {
        let capitals = self.words.iter().filter(|w| w.shape.has(Shape::CAPITAL)).count();
        2 * capitals > self.words.len()
    }

    /// True if a relative clause begins with the noun that ends at word `p`: "the town that *X* shelled".
    fn relates(&self, p: usize) -> bool {
        let first = self.named(p).map_or(p, |m| self.word_at(self.mentions[m].span.start));
        let lead = first.checked_sub(1).map(|k| if self.is_determiner(k) { k.saturating_sub(1) } else { k });
        lead.is_some_and(|k| k > 0 && !self.parted(k) && (self.is_relative(k) || self.is_that(k)) && self.verb(k - 1).is_none())
    }

    /// True if the next word is a past form: "U.S. forces attacked".
    fn past_follows(&self, i: usize) -> bool {
        i + 1 < self.words.len() && !self.parted(i) && self.named(i + 1).is_none() && self.verb_forms(i + 1) & form::PAST != 0
    }

    fn is_preposition_next(&self, i: usize) -> bool {
        let infinitive = || self.is_any(i + 1, &["to"]) && self.words.get(i + 2).is_some_and(|w| forms(w) & form::BASE != 0);
        // "X calls for talks"
        let calls = || self.is(i, "calls") && self.is_any(i + 1, &["for", "on"]);
        i + 1 < self.words.len()
            && !self.parted(i)
            && self.is_preposition(i + 1)
            && !calls()
            && !infinitive()
            && !self.is_any(i + 1, &["up", "out", "off", "down", "back"])
    }

    /// True for a word of no list that belongs to a noun.
    fn is_plain(&self, i: usize) -> bool {
        self.is_nominal(i) && !self.opens_phrase(i)
    }

    fn is_plural(&self, i: usize) -> bool {
        let word = self.written(i);
        let ends = word.ends_with('s') && !word.ends_with("ss") || word.ends_with("men") || self.is_any(i, &["people", "police", "troops"]);
        self.class(i).is(Class::PLURAL) || self.named(i).is_none_or(|m| &*self.mentions[m].kind == "nationality") && ends
    }

    /// The nearest verb before word `i`, over marks but not out of the sentence.
    pub(super) fn verb_before(&self, i: usize) -> Option<usize> {
        (i.saturating_sub(PHRASE)..i).rev().find(|&k| self.verb(k).is_some())
    }

    /// The noun phrase that ends before word `end`, with what prepositions hang on it.
    pub(super) fn phrase_before(&self, end: usize) -> Range {
        let mut start = end;
        while start > 0 && end - start < PHRASE {
            let k = start - 1;
            if start < end && self.parted(k) && !self.lists(k) {
                break;
            }
            let joint = self.is_and(k) && start < end && k > 0 && self.ends_name(k - 1) && self.opens_name(start);
            let bound = self.is_auxiliary(k)
                || self.is_relative(k)
                || self.is_that(k)
                || self.is_subordinate(k)
                || self.is_and(k) && !joint
                || self.class(k).is(Class::TO)
                    && !self.is_determiner(start)
                    && self.named(start).is_none()
                    && !k.checked_sub(1).is_some_and(|near| self.takes_to(near))
                || self.verb(k).is_some() && !self.describes(k);
            if bound {
                break;
            }
            start = k;
        }
        start..end
    }

    /// True for an adjective behind its noun that goes on with "to" or "with": "forces *loyal to* X", "a group *allied with* X".
    pub(super) fn takes_to(&self, k: usize) -> bool {
        self.class(k).is(Class::NEAR) && self.is_any(k + 1, &["to", "with"]) && !self.parted(k)
    }

    /// True for a participle that describes the noun before it: "rebels backed by", "a tanker flying".
    fn describes(&self, k: usize) -> bool {
        let noun = || self.before(k).is_some_and(|p| self.verb(p).is_none() && (self.named(p).is_some() || self.is_nominal(p)));
        matches!(self.verb(k), Some(Use::Participle | Use::Gerund)) && noun()
    }

    /// True if the comma after word `k` parts the names of a list: "A, B and C".
    fn lists(&self, k: usize) -> bool {
        let comma = self.words.get(k + 1).is_some_and(|n| self.text[self.words[k].end as usize..n.start as usize].trim() == ",");
        let Some(next) = self.named(k + 1) else { return false };
        let after = self.words.partition_point(|w| w.start < self.mentions[next].span.end);
        comma && self.ends_name(k) && after < self.words.len() && (self.is_and(after) || self.lists_on(after))
    }

    fn lists_on(&self, after: usize) -> bool {
        after > 0 && self.parted(after - 1) && self.named(after).is_some() && self.lists(after - 1)
    }

    fn ends_name(&self, k: usize) -> bool {
        self.named(k).is_some() || self.words[k].shape.has(Shape::CAPITAL) || self.class(k).is(Class::SPEAKER)
    }

    fn opens_name(&self, k: usize) -> bool {
        self.named(k).is_some() || self.is_determiner(k) || self.words[k].shape.has(Shape::CAPITAL) || self.class(k).is(Class::SPEAKER)
    }
}
