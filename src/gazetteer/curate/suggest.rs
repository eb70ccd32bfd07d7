//! Names that a gazetteer lacks: capitalised phrases of texts that are not on it, counted, with a guess at their type.

use super::phrases::{Reader, Votes};
use super::review::around;
use super::tune::Key;
use crate::error::Result;
use crate::gazetteer::index::Gazetteer;
use crate::gazetteer::known::cues::Lexicon;
use crate::gazetteer::matching::FindOptions;
use crate::gazetteer::matching::breaks::Breaks;
use crate::gazetteer::matching::case::CaseJudge;
use crate::pool::Control;
use crate::text::fold::fold;
use crate::text::{Shape, words};
use crate::texts::{Texts, in_small_parts};
use rustc_hash::{FxHashMap, FxHashSet};

/// Examples of one phrase.
const EXAMPLES: usize = 3;
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
    /// True for a single word that people bear as a surname.
    surname: bool,
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
        self.surname |= other.surname;
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
            // Persons say as much as bodies do.
            () if actor >= few => {
                if self.surname {
                    "person"
                } else {
                    "organization"
                }
            }
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

impl Gazetteer {
    /// Capitalised phrases of these texts that the gazetteer lacks, of at least `min_documents` texts, the most widespread first.
    /// Headlines are passed over, and so is what only ever begins a sentence.
    pub fn suggest(&self, texts: &dyn Texts, min_documents: u64, threads: Option<usize>, control: &Control) -> Result<Vec<Suggestion>> {
        let parts = in_small_parts(texts, threads, control, |phrases: &mut Phrases, text| self.phrases(text, phrases))?;
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
        // What the texts give as an acronym of a name is no entity of its own.
        let acronyms: FxHashSet<String> = rows.iter().flat_map(|row| &row.aliases).map(|alias| fold(alias)).collect();
        rows.retain(|row| row.name.contains(' ') || !acronyms.contains(&fold(&row.name)));
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
            let folded = reader.singular(&run).map_or_else(|| key.of_words(text, &words[run.clone()]), fold);
            let counts = phrases.found.entry(folded).or_default();
            counts.surname |= reader.is_surname(&run);
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
        let documents: FxHashSet<u32> = counts.documents.iter().copied().collect();
        let together = |name: &str| all[name].documents.iter().filter(|document| documents.contains(document)).count();
        let best = names.iter().map(|name| (name, together(name))).max_by_key(|&(name, shared)| (shared, std::cmp::Reverse(*name)));
        let Some((best, shared)) = best else { continue };
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
