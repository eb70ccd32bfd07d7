//! From a noun phrase to the speaker it names: an entity, a description, or whoever a pronoun stands for.

use super::clauses::{Gap, Token};
use super::introduced;
use super::lexicon::Class;
use super::subjects::{Phrase, nominal, unlisted};
use crate::gazetteer::Mention;
use crate::span::Span;
use crate::text::Outline;

/// Somebody who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// As written; for a pronoun, whom it stands for.
    pub text: String,
    /// Entity id; joint speakers joined by `;`.
    pub id: Option<String>,
    /// Which pronoun fits.
    pub gender: Gender,
}

/// Which pronoun stands for a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// He or she.
    Person,
    /// It.
    Body,
    /// They.
    Plural,
}

/// Kinds of entity that can speak.
fn speaks(kind: &str) -> bool {
    !matches!(kind, "equipment" | "treaty" | "conflict" | "facility")
}

/// Kinds whose name can follow another as the head of one phrase: "Kremlin spokesman Dmitry Peskov".
fn heads(kind: &str) -> bool {
    matches!(kind, "person" | "government" | "organization" | "armed_group")
}

/// Kinds that stand before a noun as an adjective does: "Belarusian officials".
fn modifies(kind: &str) -> bool {
    !matches!(kind, "person")
}

/// Who was last named as a person, a body, a group: what pronouns stand for.
#[derive(Default)]
pub struct Tracker {
    person: Option<(Speaker, usize)>,
    body: Option<(Speaker, usize)>,
    plural: Option<(Speaker, usize)>,
    /// The last person named in any part of a sentence.
    named: Option<(Speaker, usize)>,
}

/// A pronoun reaches back this many sentences to a subject before it takes somebody named since.
const RECENT: usize = 4;

impl Tracker {
    /// Notes the speaker or subject of a sentence.
    pub fn note(&mut self, speaker: &Speaker, sentence: usize) {
        let slot = match speaker.gender {
            Gender::Person => &mut self.person,
            Gender::Body => &mut self.body,
            Gender::Plural => &mut self.plural,
        };
        *slot = Some((speaker.clone(), sentence));
    }

    /// Notes a person named in passing.
    pub fn pass(&mut self, mention: &Mention<'_>, text: &str, sentence: usize) {
        if self.named.as_ref().is_none_or(|(s, _)| s.id.as_deref() != Some(&*mention.id)) {
            self.named = Some((named(mention, text), sentence));
        } else if let Some(named) = &mut self.named {
            named.1 = sentence;
        }
    }

    fn person(&self, sentence: usize) -> Option<&Speaker> {
        match (&self.person, &self.named) {
            (Some((person, at)), Some((named, seen))) => Some(if at + RECENT < sentence && seen > at { named } else { person }),
            (Some((person, _)), None) => Some(person),
            (None, named) => named.as_ref().map(|n| &n.0),
        }
    }

    fn body(&self) -> Option<&Speaker> {
        self.body.as_ref().map(|b| &b.0)
    }

    fn plural(&self) -> Option<&Speaker> {
        match (&self.plural, &self.body) {
            (Some(plural), Some(body)) if body.1 > plural.1 => Some(&body.0),
            (Some(plural), _) => Some(&plural.0),
            (None, body) => body.as_ref().map(|b| &b.0),
        }
    }
}

/// The speaker that a mention names.
fn named(mention: &Mention<'_>, text: &str) -> Speaker {
    let gender = if &*mention.kind == "person" { Gender::Person } else { Gender::Body };
    Speaker { text: mention.span.text(text).to_owned(), id: Some(mention.id.clone().into_owned()), gender }
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
        let Some(at) = words.iter().position(|t| nominal(t) && self.can_speak(t)) else { return self.unnamed(words) };
        let token = &words[at];
        if token.is(Class::PRONOUN) {
            let gender = match () {
                () if token.is(Class::HE) => Gender::Person,
                () if token.is(Class::IT) => Gender::Body,
                () => Gender::Plural,
            };
            let written = || Speaker { text: token.span.text(self.text).to_owned(), id: None, gender };
            return Some(self.pronoun(token, sentence).cloned().unwrap_or_else(written));
        }
        // the phrase proper ends at its first preposition
        let end = (at + 1..words.len()).find(|&i| words[i].is(Class::PREPOSITION)).unwrap_or(words.len());
        let Some(index) = token.mention() else {
            if unlisted(token) && !words[at..end].iter().any(|t| t.is(Class::SPEAKER)) {
                return words[at..end]
                    .iter()
                    .find_map(|t| t.mention())
                    .map_or_else(|| self.written(words, at), |m| Some(named(&self.mentions[m], self.text)));
            }
            return self.described(words, at, end, sentence);
        };
        let mention = &self.mentions[index];
        if !modifies(&mention.kind) && !token.possessive {
            return Some(named(mention, self.text));
        }
        // a modifier: what it modifies, where that can speak
        if let Some(head) = words[at + 1..end].iter().rev().find_map(|t| t.mention().filter(|&m| heads(&self.mentions[m].kind))) {
            return Some(named(&self.mentions[head], self.text));
        }
        match (at + 1..end).rev().find(|&i| words[i].is(Class::SPEAKER)) {
            None if token.possessive && at + 1 < words.len() => Some(Speaker { gender: Gender::Body, ..named(mention, self.text) }),
            None => Some(named(mention, self.text)),
            Some(noun) if words[noun].is(Class::TEXT) && &*mention.kind != "nationality" => Some(named(mention, self.text)),
            Some(noun) if matches!(&*mention.kind, "organization" | "armed_group") && words[noun].is(Class::GROUP) && !token.possessive => {
                Some(named(mention, self.text))
            }
            Some(noun) => self.described(words, noun, end, sentence),
        }
    }

    /// A name that is not in the gazetteer: the run of capitalised words.
    fn written(&self, words: &[Token], at: usize) -> Option<Speaker> {
        let run = words[at..].iter().enumerate().take_while(|(i, t)| unlisted(t) && (*i == 0 || !t.gap.is(Gap::ANY))).last()?.1;
        let text = Span::new(words[at].span.start, run.span.end).text(self.text).to_owned();
        let gender = if at > 0 && words[at - 1].is(Class::DETERMINER) { Gender::Body } else { Gender::Person };
        Some(Speaker { text, id: None, gender })
    }

    /// A phrase without any noun that is known to speak: taken as it stands, where it is short and definite.
    fn unnamed(&self, words: &[Token]) -> Option<Speaker> {
        let end = (1..words.len()).find(|&i| words[i].is(Class::PREPOSITION)).unwrap_or(words.len());
        let fits = (2..=5).contains(&end) && words[0].is(Class::DETERMINER) && words[..end].iter().all(Token::is_word);
        fits.then(|| Speaker {
            text: Span::new(words[0].span.start, words[end - 1].span.end).text(self.text).to_owned(),
            id: None,
            gender: Gender::Body,
        })
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
        let person = |t: &Token| t.mention().filter(|&m| &*self.mentions[m].kind == "person");
        if let Some(m) = words[noun + 1..end].iter().find_map(person) {
            return Some(named(&self.mentions[m], self.text));
        }
        if let Some(m) = words.last().filter(|t| t.gap.is(Gap::COMMA)).and_then(person) {
            return Some(named(&self.mentions[m], self.text));
        }
        // the last of several nouns: "foreign ministry spokesman"
        let noun = (noun..end).rev().find(|&i| words[i].is(Class::SPEAKER)).unwrap_or(noun);
        let head = &words[noun];
        let after = words.get(end + 1..).unwrap_or_default();
        let joined = words.get(end).is_some_and(|t| t.is(Class::OWNED)) && words[noun + 1..end].iter().all(unlisted);
        let owner = after.iter().take(if joined { 6 } else { 0 }).find_map(|t| t.mention().filter(|&m| speaks(&self.mentions[m].kind)));
        if head.is(Class::TEXT)
            && !head.is(Class::PERSON)
            && let Some(m) = owner
        {
            return Some(named(&self.mentions[m], self.text));
        }
        let gender = match () {
            () if head.is(Class::PLURAL) => Gender::Plural,
            () if head.is(Class::PERSON) => Gender::Person,
            () => Gender::Body,
        };
        // "the spokesman added", "the group announced": whoever was so introduced. "A diplomat", "one official" are nobody named so far.
        let definite = noun == 1 && owner.is_none() && introduced::is_definite(words[0].span.text(self.text));
        let known = definite.then(|| self.introduced(head, gender, sentence)).flatten();
        // the modifiers before it: an adjective of a state with its article, else up to two plain words with theirs
        let modifier = words[..noun].iter().rposition(|t| t.mention().is_some());
        let mut first = modifier.map_or(noun, |m| words[..m].iter().rposition(|t| t.mention().is_none()).map_or(0, |i| i + 1));
        let plain = |t: &Token| t.is_word() && !t.gap.is(Gap::ANY) && (t.class == Class::default() || t.is(Class::SPEAKER));
        while modifier.is_none()
            && first > 0
            && noun - first < 3
            && plain(&words[first - 1])
            && (words[first - 1].capital || !words[first].capital)
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
            None => name.map_or(head.span.end, |t| t.span.end),
        };
        let text = Span::new(words[first].span.start, last.max(head.span.end)).text(self.text);
        Some(Speaker { text: text.split_whitespace().collect::<Vec<_>>().join(" "), id: known, gender })
    }
}
