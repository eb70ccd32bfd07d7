//! States of affairs that shut each other out (`seeds/words/opposites.txt`): the same one captured and free, a crossing closed and open, a minister
//! who resigned and did not.

use super::Layers;
use super::answers::{DENYING, REJECTING, SAID, is, withholds};
use super::claim::{Claim, NARRATOR};
use super::negation::is_negation;
use super::setting::{Name, Setting};
use crate::extract::Statement;
use crate::gazetteer::Mention;
use crate::span::Span;
use crate::text::listed::sections;
use crate::text::{Shape, Word, fold};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::cell::LazyCell;
use std::sync::{Arc, LazyLock};

/// Days between two reports of one state of affairs; of one that changes from day to day.
const STATE: u64 = 4;
const SHORT: u64 = 1;
/// Sentences of one report between two that speak of one matter.
const BESIDE: u32 = 2;
/// Words before a verb that negate it or put it off.
const BEFORE: usize = 4;
/// Words between a person and the verb.
const CLAUSE: usize = 10;
const UNREAL: &str =
    "would will may might could should must shall can if unless to whether plans threatened threatens threatening until before";
const BEING: &str = "is was are were be been being remained remains remain stayed stays stay still kept keeps";
/// Words from a verb to its object in apposition.
const OBJECT: usize = 6;
/// Sentences that a pronoun reaches back.
const PRONOUN: usize = 2;
const PRONOUNS: &str = "he she him her they";

/// What both reports must name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) enum About {
    Person,
    Place,
    Matter,
}

/// That something is in one of two states.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct State {
    /// The line of the list.
    pub class: u16,
    pub about: About,
    /// It is in the first state.
    pub first: bool,
    pub negated: bool,
    /// Who or what is in it.
    pub of: Vec<Name>,
}

struct Class {
    about: About,
    /// It changes from day to day.
    short: bool,
    /// The first word of each side, for a topic.
    heads: [String; 2],
}

struct List {
    classes: Vec<Class>,
    /// By word: its class, whether it is of the first side, whether it needs a form of `be`.
    words: FxHashMap<String, Vec<(u16, bool, bool)>>,
}

static LIST: LazyLock<List> = LazyLock::new(|| {
    let mut out = List { classes: Vec::new(), words: FxHashMap::default() };
    for (section, line) in sections(include_str!("../../../seeds/words/opposites.txt")) {
        let about = match section {
            "person" => About::Person,
            "place" => About::Place,
            _ => About::Matter,
        };
        let class = out.classes.len() as u16;
        let mut heads = [String::new(), String::new()];
        for (side, words) in line.split('|').take(2).enumerate() {
            for word in words.split_whitespace() {
                let plain = word.trim_end_matches('*');
                if heads[side].is_empty() {
                    plain.clone_into(&mut heads[side]);
                }
                out.words.entry(plain.to_owned()).or_default().push((class, side == 0, plain != word));
            }
        }
        out.classes.push(Class { about, short: heads[0] == "closed", heads });
    }
    out
});

impl State {
    /// The words of a topic: `captured or free`.
    pub fn topic(&self) -> String {
        let [first, second] = &LIST.classes[self.class as usize].heads;
        if second.is_empty() { format!("{first} or not") } else { format!("{first} or {second}") }
    }

    /// True if both cannot be so of one and the same.
    /// `beside`: they stand in sentences side by side.
    pub fn excludes(&self, other: &Self, (a, b): (&Setting, &Setting), shared: usize, beside: bool) -> bool {
        if self.class != other.class || (self.first != self.negated) == (other.first != other.negated) {
            return false;
        }
        // "Not captured" and "not free" are no word of the list each.
        let named = self.of.iter().any(|n| other.of.iter().any(|m| m.0 == n.0)) || self.about == About::Place && a.share_place(b);
        // Side by side, one of the two need not be named: `the manager`, `his client`.
        let unnamed = beside && self.about == About::Person && (self.of.is_empty() || other.of.is_empty());
        if self.negated && other.negated || !(named || unnamed) {
            return false;
        }
        let reach = if LIST.classes[self.class as usize].short { SHORT } else { STATE };
        a.when.lies_near(&b.when, reach) && !a.elsewhere(b) && (self.about != About::Matter || shared >= 2)
    }
}

/// The states that a sentence tells of, with the words that tell them.
pub(super) fn states(layers: &Layers<'_>, s: usize, setting: &Setting) -> Vec<(State, Span)> {
    let text = layers.outline.text;
    let words = layers.outline.sentence_words(s);
    let mut out: Vec<(State, Span)> = Vec::new();
    let parted =
        |i: usize| text[words[i].end as usize..words[i + 1].start as usize].contains([';', ':', '(', ')', '–', '—', '?', '!', ',']);
    // Looked for once a sentence, which may be as long as a transcript, and only where a word of the list stands.
    let first = |found: &dyn Fn(usize) -> bool| (0..words.len()).find(|&i| found(i)).unwrap_or(words.len());
    let condition = LazyCell::new(|| first(&|i| is("if unless", &words[i])));
    let denial = LazyCell::new(|| first(&|i| denies(words, i)));
    for i in 0..words.len() {
        let Some(of_word) = LIST.words.get(&words[i].text(text).to_ascii_lowercase()) else { continue };
        if of_word.iter().all(|&(class, ..)| out.iter().any(|(state, _)| state.class == class)) {
            continue;
        }
        let before: Vec<&Word> = (i.saturating_sub(BEFORE)..i).rev().take_while(|&j| !parted(j)).map(|j| &words[j]).collect();
        if before.iter().any(|w| is(UNREAL, w)) || *condition < i {
            continue;
        }
        let not = before.iter().any(|w| is_negation(text, w));
        let negated = not != (*denial < i);
        for &(class, first, be) in of_word {
            if be && !before.iter().take(3).any(|w| is(BEING, w)) {
                continue;
            }
            let about = LIST.classes[class as usize].about;
            let of = match about {
                About::Person => persons(layers, s, i),
                About::Place => places(layers, s, setting),
                About::Matter => setting.names.iter().cloned().chain(persons(layers, s, i)).collect(),
            };
            if !out.iter().any(|(state, _)| state.class == class) {
                out.push((State { class, about, first, negated, of }, Span { start: words[i].start, end: words[i].end }));
            }
        }
    }
    out
}

/// True if word `i` denies what follows it: `denied that`, `dismissed as false a post that`.
fn denies(words: &[Word], i: usize) -> bool {
    let rejects = || is(REJECTING, &words[i]) && words[i + 1..(i + 7).min(words.len())].iter().any(|w| is(SAID, w));
    is("deny denies denied denying refuted refutes", &words[i]) && !withholds(words, i)
        || is(DENYING, &words[i]) && is("false untrue baseless", &words[i])
        || rejects()
}

/// The person whom a verb is about: the one before it in its clause, with an apposition at most between, else the one right behind it; for a
/// pronoun, whom the sentence before is about.
fn persons(layers: &Layers<'_>, s: usize, verb: usize) -> Vec<Name> {
    let text = layers.outline.text;
    let all = layers.outline.sentence_words(s);
    let (start, end) = (all[verb].start, all[verb].end);
    let of_clause = |m: &Person| {
        if m.span.start >= end {
            // "arrested the chief engineer, Hassan Tahir": the name in apposition.
            let gap = text[end as usize..m.span.start as usize].trim_end();
            let between = gap.strip_suffix(',').unwrap_or(gap);
            return words_between(all, end, m.span.start) <= OBJECT && !between.contains([',', ';']) && !between.contains(" by ");
        }
        // A name that the verb is a part of is nobody before it.
        let Some(gap) = text.get(m.span.end as usize..start as usize) else { return false };
        let commas = gap.matches(',').count();
        words_between(all, m.span.end, start) <= CLAUSE
            && (commas == 0 || commas == 2)
            && !gap.contains([';', ':'])
            && !gap.contains(", and ")
    };
    let near: Vec<Person> = persons_of(layers, s).into_iter().filter(|m| of_clause(m)).collect();
    let before = near.iter().rev().find(|m| m.span.end <= start);
    let found: Vec<Name> = before.or_else(|| near.iter().find(|m| m.span.start >= end)).map(|m| m.name.clone()).into_iter().collect();
    let words = layers.outline.sentence_words(s);
    let pronoun = words[verb.saturating_sub(BEFORE)..(verb + 2).min(words.len())].iter().any(|w| is(PRONOUNS, w));
    if !found.is_empty() || !pronoun {
        return found;
    }
    let spoken = |s: usize| layers.statements.get(s).and_then(|st| st.source.as_deref());
    let mut back = (s.saturating_sub(PRONOUN)..s).rev();
    // Within one speech, a pronoun reaches over sentences that name nobody.
    let of = back.find_map(|b| persons_of(layers, b).first().map(|m| (b, m.name.clone())));
    of.filter(|&(b, _)| b + 1 == s || (b + 1..s).all(|k| spoken(k) == spoken(s))).map(|(_, name)| name).into_iter().collect()
}

fn words_between(words: &[Word], from: u32, to: u32) -> usize {
    words.partition_point(|w| w.end <= to).saturating_sub(words.partition_point(|w| w.start < from))
}

/// A person where a sentence names him.
struct Person {
    span: Span,
    name: Name,
}

/// The persons of a sentence but the one who speaks: those that are known, and one whose name is not, where it stands behind `that` or owns
/// what follows: `said that Tchalla had been captured`, `Tchalla's brother`.
fn persons_of(layers: &Layers<'_>, s: usize) -> Vec<Person> {
    let statement: Option<&Statement> = layers.statements.get(s);
    let source = statement.and_then(|st| st.source_id.as_deref()).unwrap_or(NARRATOR);
    let said = statement.and_then(|st| st.source.as_deref()).unwrap_or_default();
    let here = mentions(layers, s);
    let of = here.iter().filter(|m| &*m.kind == "person");
    let text = layers.outline.text;
    // Whose office, brother, lawyer speaks is spoken of.
    let owner = |m: &Mention<'_>| text[m.span.end as usize..].starts_with(['\'', '’']);
    let spoken = |m: &&Mention<'_>| owner(m) || &*m.id != source && !said.ends_with(m.span.text(text));
    let known = of.filter(spoken).map(|m| Person { span: m.span, name: (surname(&m.name), Arc::from(&*m.name)) });
    let words = layers.outline.sentence_words(s);
    let unknown = words.iter().enumerate().filter(|(i, w)| {
        let name = w.shape.has(Shape::CAPITAL) && w.text(text).len() > 3 && !said.contains(w.text(text));
        let stands = *i > 0 && is("that", &words[i - 1]) || text[w.end as usize..].starts_with(['\'', '’']);
        name && stands && here.iter().all(|m| w.end <= m.span.start || m.span.end <= w.start)
    });
    let unknown =
        unknown.map(|(_, w)| Person { span: Span { start: w.start, end: w.end }, name: (surname(w.text(text)), Arc::from(w.text(text))) });
    let mut out: Vec<Person> = known.chain(unknown).collect();
    out.sort_by_key(|p| p.span.start);
    out
}

/// A person's last name, by which other reports know him.
fn surname(name: &str) -> Arc<str> {
    fold::fold(name.split_whitespace().next_back().unwrap_or(name)).into()
}

fn places(layers: &Layers<'_>, s: usize, setting: &Setting) -> Vec<Name> {
    let of = mentions(layers, s).iter().filter(|m| setting.own.iter().any(|o| **o == *m.id));
    of.map(|m| (Arc::from(&*m.id), Arc::from(&*m.name))).collect()
}

fn mentions<'a>(layers: &Layers<'a>, s: usize) -> &'a [Mention<'a>] {
    let span = layers.outline.sentences[s].span;
    let from = layers.mentions.partition_point(|m| m.span.start < span.start);
    let to = layers.mentions.partition_point(|m| m.span.end <= span.end);
    &layers.mentions[from..to.max(from)]
}

/// True if two claims tell of states that shut each other out, by two sources.
pub(super) fn opposed(a: &Claim, b: &Claim, (x, y): (&State, &State), apart: bool) -> bool {
    let content = a.stems.iter().filter(|&&s| b.stems.contains(&s) && !a.setting.is_proper(s)).count();
    let beside = !apart && a.sentence.abs_diff(b.sentence) <= BESIDE;
    let content = if beside { content.max(2) } else { content };
    let next = !apart && a.sentence.abs_diff(b.sentence) == 1;
    let sources = apart || a.source != b.source;
    // Unnamed, it takes two who are named to tell it otherwise.
    let named = |c: &Claim| c.source.as_deref().is_some_and(|s| s != NARRATOR);
    sources && !a.same_source_named(b) && x.excludes(y, (&a.setting, &b.setting), content, next && named(a) && named(b))
}
