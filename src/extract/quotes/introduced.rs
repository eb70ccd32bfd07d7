//! Whom a bare title or the bare noun of a body takes up: `the spokesman`, `the ministry`, `the army`.
//!
//! A title goes back to the last person whom the text has introduced by it, the noun of a body to the last body whose name holds it.
//! What the text has not defined so stands for itself: `the army` after a sentence on rebels is not the rebels.

use crate::extract::clauses::lexicon::{Class, Lexicon};
use crate::gazetteer::Mention;
use crate::text::listed;
use crate::text::{Outline, Word};

/// Names before a description that are looked at.
const LOOK: usize = 200;
/// Words beside a name that may give its title.
const BESIDE: usize = 7;

/// Offices that a reader takes up without having been told them: `Reagan … the president`. Anybody is a witness, an official or a diplomat.
const OFFICES: &str = "president premier minister chancellor king queen emir sultan pope leader ruler chief commander general governor mayor secretary \
    chairman chairwoman ambassador envoy senator spokesman spokeswoman spokesperson";
/// The nouns that take up any entity of a type, beside those that are part of its name.
const NOUNS: [(&str, &str); 4] = [
    ("country", "government country state nation kingdom republic administration regime statement leadership"),
    ("government", "government administration regime agency office service department body statement communique leadership"),
    (
        "organization",
        "agency organisation organization group body company firm charity union alliance bloc network association centre center institute institution \
         paper newspaper outlet channel wire website party movement statement communique report coalition federation watchdog observatory foundation",
    ),
    (
        "armed_group",
        "group movement militia organisation organization rebel faction regiment battalion brigade unit company party statement",
    ),
];
/// Nouns of a state's leadership as a whole.
const WHOLE: &str = "government administration regime leadership";
/// Nouns in the names of a government's parts.
const PARTS: &str = "ministry department office agency service police court guard coastguard commission committee bureau council parliament senate army     secretariat prosecutor directorate authority";
/// Nouns of a state's forces as a whole.
const ARMY: &str = "army military forces";

/// True for the words that take up what is known.
pub fn is_definite(determiner: &str) -> bool {
    listed::holds("the this that", determiner)
}

/// What a document names before an offset.
pub struct Before<'a> {
    /// Its words.
    pub outline: &'a Outline<'a>,
    /// Its names.
    pub mentions: &'a [Mention<'a>],
    /// Where the description stands.
    pub offset: u32,
}

impl<'a> Before<'a> {
    /// The last names, nearest first.
    fn names(&self) -> impl Iterator<Item = &'a Mention<'a>> {
        let end = self.mentions.partition_point(|m| m.span.end <= self.offset);
        self.mentions[..end].iter().rev().take(LOOK)
    }

    /// The person whom a title takes up: who was introduced by it and spoke last, else the last who was introduced by it, else the last one if no other title of theirs is told.
    pub fn person(&self, title: &str, last: Option<&str>) -> Option<String> {
        let persons = || self.names().filter(|m| &*m.kind == "person");
        let holds = |m: &&Mention<'_>| self.titles(m).any(|w| w.eq_ignore_ascii_case(title));
        // Of several spokesmen, the one who was speaking.
        let speaking = persons().filter(|m| last == Some(&*m.id)).find(holds);
        let id = speaking.or_else(|| persons().find(holds)).map(|m| m.id.clone().into_owned());
        id.or_else(|| {
            let last = last.filter(|_| listed::holds(OFFICES, title))?;
            let titled = persons().filter(|m| *m.id == *last).any(|m| self.titles(m).next().is_some());
            (!titled).then(|| last.to_owned())
        })
    }

    /// The body that a noun takes up: the last subject if the noun fits its type or name, else the last one whose name holds the noun.
    pub fn body(&self, noun: &str, last: Option<&str>) -> Option<String> {
        let of_last = last.and_then(|last| self.names().find(|m| *m.id == *last));
        // a ministry is no government
        let part = |m: &Mention<'_>| listed::holds(WHOLE, noun) && &*m.kind == "government" && is_part(m, self.outline.text);
        if let Some(m) = of_last.filter(|m| holds(m, self.outline.text, noun) || fits(&m.kind, noun) && !part(m)) {
            return Some(m.id.clone().into_owned());
        }
        let body = |m: &&Mention<'_>| matches!(&*m.kind, "government" | "organization" | "armed_group");
        // "the government" takes up one that was called so, not a capital that stands for one
        let called =
            |m: &&Mention<'_>| holds(m, self.outline.text, noun) && (!listed::holds(WHOLE, noun) || written(m, self.outline.text, noun));
        self.names().filter(body).find(called).map(|m| m.id.clone().into_owned())
    }

    /// The nouns of persons beside a name: before it, in the phrase before its comma, and in the apposition behind it.
    fn titles(&self, mention: &Mention<'_>) -> impl Iterator<Item = &'a str> {
        let Outline { text, words, .. } = self.outline;
        let (first, end) = (mention.first_word as usize, mention.end_word as usize);
        let gap = |i: usize| &text[words[i].end as usize..words[i + 1].start as usize];
        let open =
            |i: usize| !gap(i).contains([';', ':', '“', '”', '"', '\n', '(', ')']) && (!gap(i).contains('.') || short(&words[i], text));
        let start = mention.sentence.map_or(0, |s| self.outline.sentences[s as usize].first_word as usize);
        let mut before = first;
        let mut commas = 0;
        while before > start && first - before < BESIDE && open(before - 1) && !self.is(before - 1, VERBAL) {
            let comma = gap(before - 1).contains(',');
            commas += usize::from(comma);
            if comma && (commas > 1 || before < first) {
                break;
            }
            before -= 1;
            // A title's phrase begins with its article; "the head of the agency, X" may hold two. "The brother of X" is not X.
            let of = self.is(before, Class::OWNED) && !comma && (before + 1..first).all(|i| self.is(i, Class::PERSON));
            if commas == 0 && self.is(before, Class::DETERMINER) || of {
                break;
            }
        }
        let apposed = end > 0 && end < words.len() && gap(end - 1).trim_start().starts_with(',');
        let mut after = end;
        while apposed && after < words.len() && after - end < BESIDE && !self.is(after, VERBAL) {
            after += 1;
            if after < words.len() && (gap(after - 1).contains(',') || !open(after - 1)) {
                break;
            }
        }
        (before..first).rev().chain(end..after).filter(|&i| self.is(i, Class::PERSON)).map(|i| words[i].text(text))
    }

    fn is(&self, word: usize, class: Class) -> bool {
        let of_word = Lexicon::get().class(self.outline.words[word].hash);
        of_word.is(class) && !(class == VERBAL && of_word.is(Class::SPEAKER))
    }
}

/// Words that end the phrase of a title.
const VERBAL: Class = Class::CUE.with(Class::AUXILIARY).with(Class::RELATIVE);

/// An abbreviation of a title: its full stop ends nothing.
fn short(word: &Word, text: &str) -> bool {
    word.text(text).len() <= 4
}

/// True if a name holds the noun as it is written.
fn written(mention: &Mention<'_>, text: &str, noun: &str) -> bool {
    mention.span.text(text).split(|c: char| !c.is_alphanumeric()).any(|w| w.eq_ignore_ascii_case(noun))
}

/// True if a name, as it is written or as it is listed, holds the noun.
fn holds(mention: &Mention<'_>, text: &str, noun: &str) -> bool {
    let army = listed::holds(ARMY, noun) && &*mention.kind == "armed_group";
    let named = |name: &str| {
        name.split(|c: char| !c.is_alphanumeric()).any(|w| w.eq_ignore_ascii_case(noun))
            || army && ["army", "military", "armed forces"].iter().any(|n| name.to_ascii_lowercase().contains(n))
    };
    named(mention.span.text(text)) || named(&mention.name)
}

/// True for a ministry, a police, a court, told by its name.
fn is_part(mention: &Mention<'_>, text: &str) -> bool {
    let words = |name: &str| name.split(|c: char| !c.is_alphanumeric()).any(|w| listed::holds(PARTS, w));
    words(mention.span.text(text)) || words(&mention.name)
}

/// True if the noun takes up any entity of the type.
fn fits(kind: &str, noun: &str) -> bool {
    NOUNS.iter().any(|(of, nouns)| *of == kind && listed::holds(nouns, noun))
}
