//! Names that a gazetteer lacks: capitalised phrases of texts that are not on it, counted, with a guess at their type.

use super::breaks::Breaks;
use super::case::CaseJudge;
use super::lists::{self, CALENDAR, COMMON, TITLE};
use super::resolve::cues::{Cue, Lexicon};
use super::review::{around, over_texts};
use super::tune::Key;
use super::{FindOptions, Gazetteer};
use crate::error::Result;
use crate::pool::Control;
use crate::text::{Shape, Word, words};
use crate::texts::Texts;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Examples of one phrase.
const EXAMPLES: usize = 3;
/// The most words of one phrase.
const LONGEST: usize = 8;
/// Words to either side that are looked at to tell a headline.
const REACH: usize = 20;
/// A surname is taken for a short form if in so many of its texts the full name stands too.
const TOGETHER: f32 = 0.5;

/// A phrase that may be a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The phrase, as it is written most often.
    pub name: String,
    /// What it seems to be: `person`, `place`, `organization` and so on, or `name` where nothing tells.
    pub kind: &'static str,
    /// Other forms: surnames, acronyms that the texts give in brackets.
    pub aliases: Vec<String>,
    /// How often it stands in the texts.
    pub mentions: u64,
    /// Texts in which it stands.
    pub documents: u64,
    /// Share of the mentions that begin a sentence, where the capital says little.
    pub sentence_start: f32,
    /// The first mentions with what stands around them.
    pub examples: Vec<String>,
}

/// Which way a phrase's surroundings point.
#[derive(Clone, Copy, Default)]
struct Votes {
    person: u32,
    place: u32,
    actor: u32,
}

/// What is counted of one phrase.
#[derive(Default)]
struct Counts {
    written: FxHashMap<String, u64>,
    documents: Vec<u32>,
    mentions: u64,
    initial: u64,
    votes: Votes,
    /// The type that one of its own words gives, such as Brigade.
    by_words: Option<&'static str>,
    acronyms: FxHashSet<String>,
    examples: Vec<String>,
    /// The hash of a single word, 0 for longer phrases.
    word: u64,
}

impl Counts {
    /// False for a word that is hardly ever seen with a capital but where sentences begin, or more often in small letters.
    fn is_seen_as_name(&self, lower: &FxHashMap<u64, u64>) -> bool {
        let within = self.mentions - self.initial;
        let small = lower.get(&self.word).copied().unwrap_or(0);
        within > 0 && (self.word == 0 || within * 5 >= self.mentions && small <= within)
    }

    fn add(&mut self, other: Self, first_document: u32) {
        for (written, count) in other.written {
            *self.written.entry(written).or_default() += count;
        }
        self.documents.extend(other.documents.into_iter().map(|d| d + first_document));
        self.mentions += other.mentions;
        self.initial += other.initial;
        self.votes.person += other.votes.person;
        self.votes.place += other.votes.place;
        self.votes.actor += other.votes.actor;
        self.by_words = self.by_words.or(other.by_words);
        self.word = other.word;
        self.acronyms.extend(other.acronyms);
        let free = EXAMPLES.saturating_sub(self.examples.len());
        self.examples.extend(other.examples.into_iter().take(free));
    }

    /// The type that most speaks for.
    fn kind(&self, name: &str) -> &'static str {
        if let Some(kind) = self.by_words {
            return kind;
        }
        let Votes { person, place, actor } = self.votes;
        let few = (self.mentions as u32).div_ceil(8).max(1);
        let acronym = !name.contains(' ') && name.chars().count() > 1 && !name.chars().any(char::is_lowercase);
        match () {
            // "in NATO", "Gen. of the SLA": what is spelled in capitals is a body.
            () if acronym => {
                if person + place + actor >= few {
                    "organization"
                } else {
                    "name"
                }
            }
            () if person >= few && person >= place => "person",
            () if place >= few && place > actor => "place",
            () if actor >= few => "organization",
            () => "name",
        }
    }
}

/// The phrases of some texts.
#[derive(Default)]
struct Phrases {
    found: FxHashMap<String, Counts>,
    documents: u32,
    /// How often each word stands in small letters, by its hash.
    lower: FxHashMap<u64, u64>,
}

/// A small word that may stand within a name: Bank of Qart, Ibn al Amara.
fn joins(word: &str) -> bool {
    matches!(
        word,
        "of" | "for"
            | "the"
            | "de"
            | "del"
            | "della"
            | "di"
            | "da"
            | "dos"
            | "du"
            | "la"
            | "le"
            | "el"
            | "al"
            | "van"
            | "von"
            | "der"
            | "den"
            | "bin"
            | "ibn"
            | "bint"
    )
}

/// Finds the phrases of one text.
struct Reader<'g, 't> {
    text: &'t str,
    words: &'t [Word],
    covered: Vec<bool>,
    judge: CaseJudge<'t>,
    breaks: &'t Breaks<'t>,
    lexicon: &'g Lexicon,
}

impl Reader<'_, '_> {
    fn cue(&self, word: usize) -> Cue {
        self.words.get(word).map_or(Cue::default(), |w| self.lexicon.cue(w.hash))
    }

    fn gap(&self, right: usize) -> &str {
        &self.text[self.words[right - 1].end as usize..self.words[right].start as usize]
    }

    /// True if word `at` may be part of a phrase: a capital, no number, and not part of a name that is listed.
    fn capital(&self, at: usize) -> bool {
        let shape = self.words[at].shape;
        shape.has(Shape::CAPITAL) && !shape.has(Shape::POSSESSIVE) && !self.covered[at]
    }

    /// True if word `right` goes on with the phrase that word `right - 1` belongs to.
    fn goes_on(&self, right: usize) -> bool {
        matches!(self.gap(right), " " | "-" | "\n" | "\u{a0}" | ". ")
            && (self.gap(right) != ". " || self.is_initial_letter(right - 1))
            && !self.judge.is_initial(right)
    }

    fn is_initial_letter(&self, at: usize) -> bool {
        self.words[at].text(self.text).chars().count() == 1
    }

    /// The longest run of capitalised words from `at`, small words within it included.
    fn run(&self, at: usize) -> Range<usize> {
        let mut end = at + 1;
        while end < self.words.len() && end - at < LONGEST {
            if self.goes_on(end) && self.capital(end) {
                end += 1;
                continue;
            }
            if let Some(body) = self.second_half(end) {
                end = body;
                continue;
            }
            let mut next = end;
            while next < self.words.len() && next - end < 2 && self.goes_on(next) && joins(self.words[next].text(self.text)) {
                next += 1;
            }
            if next > end && next < self.words.len() && self.goes_on(next) && self.capital(next) {
                end = next + 1;
            } else {
                break;
            }
        }
        at..end
    }

    /// Where "and Exchange Commission" behind "Securities" ends: two or more words that "and" adds and whose last is a body's.
    fn second_half(&self, at: usize) -> Option<usize> {
        let word = self.words.get(at).filter(|w| w.text(self.text) == "and")?;
        let mut end = at + 1;
        while end < self.words.len() && end - at < LONGEST && self.gap(end) == " " && self.capital(end) {
            end += 1;
        }
        let body = self.lexicon.designator(self.words[end - 1].hash).is_some();
        (word.shape.has(Shape::LOWER) && self.gap(at) == " " && end - at > 2 && body).then_some(end)
    }

    /// Cuts off what is no part of a name: an opening common word, titles, days and months. Gives what is left, and whether a
    /// title stood before it.
    fn trimmed(&self, mut run: Range<usize>) -> (Range<usize>, bool) {
        let mut titled = false;
        // "General Motors Corp": before a body's name, "General" is no rank.
        let body = run.len() > 1 && self.lexicon.designator(self.words[run.end - 1].hash).is_some();
        while run.start < run.end {
            let kinds = lists::kinds(self.words[run.start].hash);
            let title = kinds & TITLE != 0 || self.cue(run.start).any(Cue::TITLE);
            let opens = kinds & COMMON != 0 && self.judge.is_initial(run.start);
            let small = !self.words[run.start].shape.has(Shape::CAPITAL);
            if !(title && !body || opens || small || kinds & CALENDAR != 0) {
                break;
            }
            titled |= title;
            run.start += 1;
        }
        while run.start < run.end && lists::kinds(self.words[run.end - 1].hash) & CALENDAR != 0 {
            run.end -= 1;
        }
        (run, titled)
    }

    /// A phrase of words that say nothing by themselves, with the listed name directly before it: New York Stock Exchange.
    fn completed(&self, mut run: Range<usize>) -> Range<usize> {
        let empty = |at: usize| lists::is(self.words[at].hash, COMMON) || self.lexicon.designator(self.words[at].hash).is_some();
        if run.len() < 2 || !run.clone().all(empty) {
            return run;
        }
        let longest = run.start.saturating_sub(LONGEST);
        while run.start > longest && self.covered[run.start - 1] && self.goes_on(run.start) {
            run.start -= 1;
        }
        run
    }

    /// The type that the words of a phrase give: Brigade, Airport, a person's given name.
    fn by_words(&self, run: &Range<usize>) -> Option<&'static str> {
        let hash = |at: usize| self.words[at].hash;
        // "Bank of Qart": the head stands before "of".
        let head = run.clone().find(|&at| at > run.start && joins(self.words[at].text(self.text))).unwrap_or(run.end) - 1;
        if let Some(kind) = self.lexicon.designator(hash(head)).filter(|_| run.len() > 1) {
            return Some(kind);
        }
        let cue = self.cue(head);
        let typed = [(Cue::FACILITY, "facility"), (Cue::CONFLICT, "conflict"), (Cue::REGION, "place"), (Cue::SETTLEMENT, "place")];
        if let Some((_, kind)) = typed.iter().find(|(class, _)| run.len() > 1 && cue.any(*class)) {
            return Some(kind);
        }
        (run.len() > 1 && run.len() <= 4 && self.cue(run.start).any(Cue::GIVEN)).then_some("person")
    }

    fn votes(&self, run: &Range<usize>, titled: bool) -> Votes {
        let mut votes = Votes::default();
        let before = run.start.checked_sub(1).filter(|_| !self.judge.is_initial(run.start) && self.gap(run.start).trim().is_empty());
        let title = before.is_some_and(|at| self.cue(at).any(Cue::TITLE) || lists::is(self.words[at].hash, TITLE));
        votes.person += u32::from(titled || title);
        votes.place +=
            u32::from(before.is_some_and(|at| self.cue(at).any(Cue::LOCATIVE) || lists::is(self.words[at].hash, lists::LOCATIVE)));
        if run.end < self.words.len() {
            let after = &self.words[run.end];
            let gap = self.gap(run.end);
            let aged = gap == ", " && after.shape.has(Shape::NUMBER) && after.text(self.text).len() == 2;
            votes.person += u32::from(aged);
            votes.actor += u32::from(gap == " " && self.cue(run.end).any(Cue::REPORTING.or(Cue::ADDRESS)));
        }
        votes
    }

    /// The acronym in brackets behind a phrase, if its letters are the phrase's.
    fn acronym(&self, run: &Range<usize>) -> Option<&str> {
        let word = self.words.get(run.end).filter(|w| w.shape.has(Shape::UPPER))?;
        if !matches!(self.gap(run.end), " (" | " (the ") || !self.text[word.end as usize..].starts_with(')') {
            return None;
        }
        let acronym = word.text(self.text);
        let capitals = run.clone().filter(|&at| self.words[at].shape.has(Shape::CAPITAL));
        let initials = capitals.filter_map(|at| self.words[at].text(self.text).chars().next());
        initials.eq(acronym.chars()).then_some(acronym)
    }
}

impl Gazetteer {
    /// Capitalised phrases of these texts that the gazetteer lacks, of at least `min_documents` texts, the most widespread first.
    /// Headlines are passed over, and so is what only ever begins a sentence.
    pub fn suggest(&self, texts: &dyn Texts, min_documents: u64, threads: Option<usize>, control: &Control) -> Result<Vec<Suggestion>> {
        let parts = over_texts(texts, threads, control, |phrases: &mut Phrases, text| self.phrases(text, phrases))?;
        let mut all: FxHashMap<String, Counts> = FxHashMap::default();
        let mut lower: FxHashMap<u64, u64> = FxHashMap::default();
        let mut documents = 0;
        for part in parts {
            for (word, count) in part.lower {
                *lower.entry(word).or_default() += count;
            }
            for (key, counts) in part.found {
                all.entry(key).or_default().add(counts, documents);
            }
            documents += part.documents;
        }
        let mut rows = Vec::new();
        let short = short_forms(&mut all);
        for (key, counts) in all {
            let documents = counts.documents.len() as u64;
            if documents < min_documents || !counts.is_seen_as_name(&lower) || !self.lookup(&key).is_empty() {
                continue;
            }
            let best = counts.written.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
            let Some((name, _)) = best else { continue };
            let kind = counts.kind(name);
            let mut aliases: Vec<String> = counts.acronyms.iter().filter(|a| self.lookup(a).is_empty()).cloned().collect();
            aliases.extend(short.get(&key).filter(|_| kind == "person").cloned());
            aliases.sort_unstable();
            rows.push(Suggestion {
                name: name.clone(),
                kind,
                aliases,
                mentions: counts.mentions,
                documents,
                sentence_start: counts.initial as f32 / counts.mentions as f32,
                examples: counts.examples,
            });
        }
        rows.sort_by(|a, b| b.documents.cmp(&a.documents).then(b.mentions.cmp(&a.mentions)).then_with(|| a.name.cmp(&b.name)));
        Ok(rows)
    }

    fn phrases(&self, text: &str, phrases: &mut Phrases) {
        let words = words::words(text);
        let breaks = Breaks::of_text(text, &words);
        let mut covered = vec![false; words.len()];
        for found in self.find_in(text, &words, FindOptions::default()) {
            covered[found.first_word as usize..found.end_word as usize].fill(true);
        }
        for word in words.iter().filter(|w| w.shape.has(Shape::LOWER) && !w.shape.has(Shape::CAPITAL)) {
            *phrases.lower.entry(word.hash).or_default() += 1;
        }
        let judge = CaseJudge::new(text, &words, 0..words.len(), &breaks);
        let reader = Reader { text, words: &words, covered, judge, breaks: &breaks, lexicon: Lexicon::shared() };
        let document = phrases.documents;
        phrases.documents += 1;
        let mut key = Key::new();
        let mut at = 0;
        while at < words.len() {
            if !reader.capital(at) {
                at += 1;
                continue;
            }
            let whole = reader.run(at);
            at = whole.end;
            let (run, titled) = reader.trimmed(whole.clone());
            let run = reader.completed(run);
            if run.is_empty() || !reader.is_name(&run) {
                continue;
            }
            let span = words[run.start].start as usize..words[run.end - 1].end as usize;
            let counts = phrases.found.entry(key.of_words(text, &words[run.clone()])).or_default();
            counts.mentions += 1;
            counts.word = if run.len() == 1 { words[run.start].hash } else { 0 };
            counts.initial += u64::from(reader.judge.is_initial(run.start));
            let votes = reader.votes(&run, titled);
            counts.votes.person += votes.person;
            counts.votes.place += votes.place;
            counts.votes.actor += votes.actor;
            counts.by_words = counts.by_words.or_else(|| reader.by_words(&run));
            counts.acronyms.extend(reader.acronym(&run).map(str::to_owned));
            let written = text[span.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
            *counts.written.entry(written).or_default() += 1;
            if counts.documents.last() != Some(&document) {
                counts.documents.push(document);
                if counts.examples.len() < EXAMPLES {
                    counts.examples.push(around(text, span.start, span.end));
                }
            }
        }
    }
}

impl Reader<'_, '_> {
    /// False for what is no name by itself: one letter, one common word, a nationality beside a name that is listed, a headline.
    fn is_name(&self, run: &Range<usize>) -> bool {
        let word = &self.words[run.start];
        if run.len() == 1 && (lists::kinds(word.hash) != 0 || self.is_initial_letter(run.start) || self.cue(run.start).any(Cue::GIVEN)) {
            return false;
        }
        let common = |at: usize| lists::kinds(self.words[at].hash) & (COMMON | TITLE | CALENDAR) != 0;
        // A part of a longer name that is listed, as "Forces" in "Ukrainian Forces".
        let beside = run.start > 0 && self.covered[run.start - 1] && self.gap(run.start) == " ";
        let said_at_start = self.judge.is_initial(run.start) && run.clone().all(common);
        let part = beside && run.len() == 1 || run.clone().all(|at| self.lexicon.designator(self.words[at].hash).is_some());
        !said_at_start && !part && !self.in_headline(run.start)
    }

    /// True if most words around word `at`, in its own paragraph, have a capital.
    fn in_headline(&self, at: usize) -> bool {
        let parts = |right: usize| self.breaks.before(right) || self.gap(right).contains("\n\n");
        let first = (at.saturating_sub(REACH) + 1..=at).rev().find(|&right| parts(right)).unwrap_or(at.saturating_sub(REACH));
        let last = self.words.len().min(at + REACH);
        let end = (at + 1..last).find(|&right| parts(right)).unwrap_or(last);
        let words = self.words[first..end].iter().filter(|w| !w.shape.has(Shape::NUMBER) && !w.shape.has(Shape::POSSESSIVE));
        let (all, capitals) = words.fold((0, 0), |(all, capitals), w| (all + 1, capitals + usize::from(w.shape.has(Shape::CAPITAL))));
        all >= 4 && capitals * 10 >= all * 7
    }
}

/// Takes surnames away that mostly stand where a full name does; gives them by the full name's key.
fn short_forms(all: &mut FxHashMap<String, Counts>) -> FxHashMap<String, String> {
    let mut full: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for key in all.keys() {
        if let Some((_, last)) = key.rsplit_once(' ').filter(|_| key.split(' ').count() <= 3) {
            full.entry(last).or_default().push(key);
        }
    }
    let mut short = FxHashMap::default();
    let mut gone = Vec::new();
    for (last, names) in &full {
        let Some(counts) = all.get(*last) else { continue };
        // Of several persons of one surname, the one that most of its texts name.
        let together = |name: &&&str| {
            let theirs: FxHashSet<u32> = all[**name].documents.iter().copied().collect();
            counts.documents.iter().filter(|d| theirs.contains(d)).count()
        };
        let Some((best, shared)) =
            names.iter().map(|name| (name, together(&name))).max_by_key(|&(name, shared)| (shared, std::cmp::Reverse(*name)))
        else {
            continue;
        };
        if shared as f32 >= TOGETHER * counts.documents.len() as f32 {
            let written = counts.written.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|w| w.0.clone()).unwrap_or_default();
            short.insert((*best).to_owned(), written);
            gone.push((*last).to_owned());
        }
    }
    for last in gone {
        all.remove(&last);
    }
    short
}
