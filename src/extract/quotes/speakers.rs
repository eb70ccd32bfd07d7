//! From a noun phrase to the speaker it names: an entity, a description, or whoever a pronoun stands for.

use super::introduced;
pub use super::tracker::{Gender, Speaker};
use super::tracker::{Tracker, named};
use crate::extract::clauses::clause::{Gap, Kind, Token};
use crate::extract::clauses::head::{fronted, heads, last_name, office_holder, proper_end};
use crate::extract::clauses::lexicon::Class;
use crate::extract::clauses::subjects::{Phrase, nominal, unlisted};
use crate::gazetteer::Mention;
use crate::span::Span;
use crate::text::{Outline, listed};

/// Kinds of entity that can speak.
fn speaks(kind: &str) -> bool {
    !matches!(kind, "equipment" | "treaty" | "conflict")
}

/// Resolves noun phrases of one document.
pub struct Resolver<'a> {
    /// The document.
    pub text: &'a str,
    /// Its words and sentences.
    pub outline: &'a Outline<'a>,
    /// Its names.
    pub mentions: &'a [Mention<'a>],
    /// Who was spoken of so far.
    pub tracker: Tracker,
}

impl Resolver<'_> {
    /// The speaker that a phrase of a sentence stands for.
    pub fn speaker(&self, tokens: &[Token], phrase: Phrase, sentence: usize) -> Option<Speaker> {
        let joint = (phrase.start + 1..phrase.end.saturating_sub(1)).rev().find(|&i| {
            tokens[i].is(Class::AND) && !tokens[i].gap.is(Gap::STRONG) && tokens[phrase.start..i].iter().all(|t| !t.is(Class::PREPOSITION))
        });
        if let Some(and) = joint {
            let right = self.one(tokens, Phrase { start: and + 1, end: phrase.end }, sentence);
            let mut all: Vec<Speaker> = Vec::new();
            let mut start = phrase.start;
            for i in phrase.start..=and {
                if i == and || (i > start && tokens[i].gap.is(Gap::COMMA)) {
                    all.extend(self.one(tokens, Phrase { start, end: i }, sentence));
                    start = i;
                }
            }
            all.extend(right);
            return match all.len() {
                0 => None,
                1 => all.pop(),
                _ => {
                    let ids: Option<Vec<&str>> = all.iter().map(|s| s.id.as_deref()).collect();
                    let id = ids.map(|ids| ids.join(";"));
                    let text = all.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(";");
                    Some(Speaker { text, id, gender: Gender::Plural })
                }
            };
        }
        self.one(tokens, phrase, sentence)
    }

    fn one(&self, tokens: &[Token], phrase: Phrase, sentence: usize) -> Option<Speaker> {
        let words = &tokens[phrase.start..phrase.end];
        // "An earlier version of our report" is taken back, not told
        if words.iter().any(|t| t.is(Class::VERSION)) {
            return None;
        }
        let end = proper_end(words);
        let alone = |t: &Token| words.len() == 1 && t.is(Class::OBLIQUE);
        let speaks = |t: &Token| (nominal(t) || alone(t)) && self.can_speak(t);
        let Some(at) = words[..end].iter().position(speaks).or_else(|| fronted(words).then(|| words.iter().position(speaks)).flatten())
        else {
            return self.unnamed(words, end);
        };
        let token = &words[at];
        // "Good morning", "Last week": no name opens the sentence
        let timed = at == 0 && unlisted(token) && words[1..end].iter().any(|t| t.is(Class::TIME));
        if timed && words[1..end].iter().all(|t| t.is(Class::TIME) || t.is(Class::CONJUNCTION)) {
            return None;
        }
        if token.is(Class::PRONOUN) || alone(token) {
            let gender = match () {
                () if token.is(Class::HE) => Gender::Person,
                () if token.is(Class::IT) => Gender::Body,
                () => Gender::Plural,
            };
            let written = || Speaker { text: token.span.text(self.text).to_owned(), id: None, gender };
            return Some(self.pronoun(token, sentence).cloned().unwrap_or_else(written));
        }
        let end = if at < end { end } else { at + proper_end(&words[at..]) };
        if let Some(owner) = (at..end - 1).rev().find(|&i| words[i].possessive) {
            return self.owned(words, owner, end, sentence);
        }
        let phrase = &words[at..end];
        let Some(index) = token.mention() else {
            if unlisted(token) && !phrase.iter().any(|t| t.is(Class::SPEAKER)) {
                let name = phrase.iter().find(|t| heads(t)).and_then(Token::mention);
                return name.map_or_else(|| self.written(words, at, end), |m| Some(named(&self.mentions[m], self.text)));
            }
            return self.described(words, at, end, sentence);
        };
        let mention = &self.mentions[index];
        let titled = |t: &Token| t.is(Class::SPEAKER) && !t.capital && !t.gap.is(Gap::ANY);
        // "the Biden administration": the person named is not the one who speaks
        if token.kind == Kind::Person && !phrase[1..].iter().take(2).any(titled) {
            return Some(named(mention, self.text));
        }
        self.modified(words, at, end, sentence)
    }

    /// A phrase whose name at `at` is a modifier: what it modifies, where that can speak.
    fn modified(&self, words: &[Token], at: usize, end: usize, sentence: usize) -> Option<Speaker> {
        let token = &words[at];
        let mention = &self.mentions[token.mention()?];
        if let Some(head) = last_name(words, at + 1, end) {
            return Some(named(&self.mentions[words[head].mention()?], self.text));
        }
        match (at + 1..end).rev().find(|&i| words[i].is(Class::SPEAKER)) {
            None if token.kind == Kind::Adjective && at + 1 < end && words[at + 1..end].iter().all(Token::is_word) => {
                self.whole(words, at, end)
            }
            None => Some(named(mention, self.text)),
            Some(noun) if words[noun].is(Class::TEXT) && token.kind != Kind::Adjective && !self.is_of_others(token, &words[noun]) => {
                Some(named(mention, self.text))
            }
            Some(noun) if matches!(&*mention.kind, "organization" | "armed_group") && words[noun].is(Class::GROUP) => {
                Some(named(mention, self.text))
            }
            Some(noun) => self.described(words, noun, end, sentence),
        }
    }

    /// True for a text that is not the word of whom it is named after: a paper of a place, a picture of anybody.
    fn is_of_others(&self, name: &Token, text: &Token) -> bool {
        const OUTLETS: &str = "website websites newspaper newspapers paper papers channel channels outlet outlets wire poll polls survey surveys study studies";
        text.is(Class::PICTURE) || name.kind == Kind::Place && listed::holds(OUTLETS, text.span.text(self.text))
    }

    /// "X's widow", "the army's chief of staff", "X's office": what the possessive belongs to, never its owner, unless it is
    /// a text that speaks for its author.
    fn owned(&self, words: &[Token], owner: usize, end: usize, sentence: usize) -> Option<Speaker> {
        if let Some(head) = last_name(words, owner + 1, end) {
            return Some(named(&self.mentions[words[head].mention()?], self.text));
        }
        // "X's sister Aleema": a name that nobody listed
        let name = (owner + 1..end).rev().take_while(|&i| unlisted(&words[i])).last();
        if let Some(first) = name {
            return self.written(words, first, end);
        }
        let noun = (owner + 1..end).rev().find(|&i| words[i].is(Class::SPEAKER));
        let text = noun.is_some_and(|n| words[n].is(Class::TEXT) && !words[n].is(Class::PERSON));
        if text && words[owner].kind != Kind::Adjective {
            return match words[owner].mention() {
                Some(m) if self.can_speak(&words[owner]) => Some(Speaker { gender: Gender::Body, ..named(&self.mentions[m], self.text) }),
                Some(_) => None,
                None => self.described(words, owner, owner + 1, sentence),
            };
        }
        let mut first = owner;
        while first > 0 && words[owner].mention().is_none() && !words[first].is(Class::DETERMINER) && !words[first].gap.is(Gap::ANY) {
            first -= 1;
        }
        if first > 0 && words[first - 1].is(Class::DETERMINER) {
            first -= 1;
        }
        let last = noun.unwrap_or(end - 1);
        let gender = noun.map_or(Gender::Body, |n| gender(&words[n]));
        let last = if last + 1 == end { self.hung(words, last, end) } else { last };
        Some(Speaker { text: self.between(words, first, last), id: None, gender })
    }

    /// The last word of what `of` or `for` adds to a description: "head *of State*", "spokesman *for the ministry*".
    fn hung(&self, words: &[Token], last: usize, end: usize) -> usize {
        /// Words that are taken along.
        const LONGEST: usize = 6;
        if !words.get(end).is_some_and(|t| t.is(Class::OF) && !t.gap.is(Gap::ANY)) || end + 1 >= words.len() {
            return last;
        }
        let rest = &words[end + 1..words.len().min(end + 1 + LONGEST)];
        let stop = (1..rest.len()).find(|&i| rest[i].gap.is(Gap::ANY)).unwrap_or(rest.len());
        let length = proper_end(&rest[..stop]);
        let noun = rest[..length].iter().any(|t| t.is_word() || t.mention().is_some()) && !rest[length - 1].is(Class::TIME);
        if noun { end + length } else { last }
    }

    /// The words from one to another, as written.
    fn between(&self, words: &[Token], first: usize, last: usize) -> String {
        let text = Span::new(words[first].span.start, words[last].span.end).text(self.text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A phrase of an adjective and words of no list: "Israeli tallies".
    fn whole(&self, words: &[Token], at: usize, end: usize) -> Option<Speaker> {
        let first = at - usize::from(at > 0 && words[at - 1].is(Class::DETERMINER));
        Some(Speaker { text: self.between(words, first, end - 1), id: None, gender: Gender::Body })
    }

    /// A name that is not in the gazetteer: the run of capitalised words. A capital that only opens the sentence makes no name
    /// of "Masked men", "Tribal elders".
    fn written(&self, words: &[Token], at: usize, end: usize) -> Option<Speaker> {
        let common = |t: &Token| t.is_word() && !t.capital && t.class.is_free();
        if at == 0 && end > 1 && words[1..end].iter().all(common) {
            return Some(Speaker { text: self.between(words, 0, end - 1), id: None, gender: Gender::Plural });
        }
        let run =
            words[at..end].iter().take_while(|t| unlisted(t)).enumerate().take_while(|(i, t)| *i == 0 || !t.gap.is(Gap::ANY)).last()?.0;
        let gender = if at > 0 && words[at - 1].is(Class::DETERMINER) { Gender::Body } else { Gender::Person };
        Some(Speaker { text: self.between(words, at, at + run), id: None, gender })
    }

    /// A phrase without any noun that is known to speak: taken as it stands, where it is short and definite.
    fn unnamed(&self, words: &[Token], end: usize) -> Option<Speaker> {
        if words.is_empty() {
            return None;
        }
        let fits = (2..=5).contains(&end) && words[0].is(Class::DETERMINER) && words[..end].iter().all(Token::is_word);
        let last = self.hung(words, end - 1, end);
        let some = last >= end && end <= 3 && words[..end].iter().all(Token::is_word) && !fronted(words);
        (fits || some).then(|| Speaker { text: self.between(words, 0, last), id: None, gender: Gender::Body })
    }

    fn can_speak(&self, token: &Token) -> bool {
        token.mention().is_none_or(|m| speaks(&self.mentions[m].kind))
    }

    fn pronoun(&self, token: &Token, sentence: usize) -> Option<&Speaker> {
        if token.is(Class::HE) {
            self.tracker.person(sentence)
        } else if token.is(Class::IT) {
            self.tracker.body().or_else(|| self.tracker.plural())
        } else {
            self.tracker.plural()
        }
    }

    /// Whom a bare title or the bare noun of a body takes up: `the spokesman`, `the army`.
    fn introduced(&self, head: &Token, gender: Gender, sentence: usize) -> Option<String> {
        let noun = head.span.text(self.text);
        let before = introduced::Before { outline: self.outline, mentions: self.mentions, offset: head.span.start };
        match gender {
            Gender::Person => before.person(noun, self.tracker.person(sentence)?.id.as_deref()),
            Gender::Body => before.body(noun, self.tracker.body().and_then(|s| s.id.as_deref())),
            Gender::Plural => None,
        }
    }

    /// True if a phrase begins with the name of a place: what lies or stands somewhere is no speaker that `it` could take up.
    pub fn is_place(&self, tokens: &[Token], phrase: Phrase) -> bool {
        let named = tokens[phrase.start..phrase.end].iter().find_map(Token::mention);
        named.is_some_and(|m| &*self.mentions[m].kind == "place")
    }

    /// A phrase whose head is a noun of a speaker: "the foreign ministry", "officials in Kyiv", "a statement by X".
    fn described(&self, words: &[Token], noun: usize, end: usize, sentence: usize) -> Option<Speaker> {
        // "spokesman Dmitry Peskov", "the head of the agency, Rafael Grossi"
        let person = |t: &Token| t.mention().filter(|_| t.kind == Kind::Person && !t.possessive);
        if let Some(m) = words[noun + 1..end].iter().find_map(person) {
            return Some(named(&self.mentions[m], self.text));
        }
        if let Some(m) = words.last().filter(|t| t.gap.is(Gap::COMMA)).and_then(person) {
            return Some(named(&self.mentions[m], self.text));
        }
        // the last of several nouns: "foreign ministry spokesman"
        let noun = (noun..end).rev().find(|&i| words[i].is(Class::SPEAKER)).unwrap_or(noun);
        let head = &words[noun];
        // "the rights group Amnesty International"
        let body = words.get(noun + 1).filter(|t| noun + 1 < end && t.kind == Kind::Body && !t.possessive && !head.is(Class::PERSON));
        if let Some(m) = body.and_then(Token::mention) {
            return Some(named(&self.mentions[m], self.text));
        }
        let after = words.get(end + 1..).unwrap_or_default();
        let joined = words.get(end).is_some_and(|t| t.is(Class::OWNED)) && words[noun + 1..end].iter().all(unlisted);
        if joined && let Some(m) = office_holder(head, after) {
            return Some(named(&self.mentions[m], self.text));
        }
        // "the testimony of the Lundian survivors": theirs, not the state's
        let of_whom = after.iter().take(if joined { 4 } else { 0 }).position(|t| t.kind == Kind::Adjective);
        if head.is(Class::TEXT)
            && !head.is(Class::PICTURE)
            && of_whom.is_some_and(|i| after.get(i + 1).is_some_and(|t| t.is_word() && !t.gap.is(Gap::ANY) && !t.is(Class::PREPOSITION)))
        {
            return self.one(words, Phrase { start: end + 1, end: words.len() }, sentence);
        }
        let speaks = |t: &Token| t.mention().filter(|&m| speaks(&self.mentions[m].kind));
        let owner = after.iter().take(if joined { 6 } else { 0 }).find_map(speaks);
        if head.is(Class::TEXT)
            && !head.is(Class::PERSON)
            && !head.is(Class::PICTURE)
            && let Some(m) = owner
        {
            return Some(named(&self.mentions[m], self.text));
        }
        let gender = gender(head);
        let of = words.get(end).is_some_and(|t| t.is(Class::OF) && !t.gap.is(Gap::ANY));
        // "the spokesman added", "the group announced": whoever was so introduced. "A diplomat", "one official" are nobody named so far.
        let definite = noun == 1 && owner.is_none() && !of && introduced::is_definite(words[0].span.text(self.text));
        let known = definite.then(|| self.introduced(head, gender, sentence)).flatten();
        // the names before it with their article, and a plain word or two: "a senior Lundian official", "local health officials"
        let modifier = words[..noun].iter().rposition(|t| t.mention().is_some());
        let mut first = modifier.map_or(noun, |m| words[..m].iter().rposition(|t| t.mention().is_none()).map_or(0, |i| i + 1));
        let start = first;
        let plain = |t: &Token| t.is_word() && !t.possessive && (t.class.is_free() || t.is(Class::SPEAKER) || t.is(Class::ING));
        let lower = |t: &Token| modifier.is_none() || !t.capital;
        while first > 0
            && start - first < 2
            && plain(&words[first - 1])
            && lower(&words[first - 1])
            && !words[first].gap.is(Gap::ANY)
            && (words[first - 1].capital || !words[first].capital || modifier.is_some())
        {
            first -= 1;
        }
        if first > 0 && words[first - 1].is(Class::DETERMINER) {
            first -= 1;
        }
        // "Colonel Vadim …": a name that nobody listed follows its title
        let name = words[noun + 1..end].iter().take_while(|t| unlisted(t) && !t.gap.is(Gap::ANY)).last();
        let last = match owner {
            Some(m) => self.mentions[m].span.end,
            None if name.is_none() && noun + 1 == end => words[self.hung(words, noun, end)].span.end,
            None => name.map_or(head.span.end, |t| t.span.end),
        };
        let text = Span::new(words[first].span.start, last.max(head.span.end)).text(self.text);
        Some(Speaker { text: text.split_whitespace().collect::<Vec<_>>().join(" "), id: known, gender })
    }
}

/// Which pronoun takes up a noun.
fn gender(noun: &Token) -> Gender {
    match () {
        () if noun.is(Class::PLURAL) => Gender::Plural,
        () if noun.is(Class::PERSON) => Gender::Person,
        () => Gender::Body,
    }
}
