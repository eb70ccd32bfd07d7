//! What the names of a gazetteer do in texts: how often each is found, and how often it looks like a word that is no name.

use super::tune::Key;
use crate::error::Result;
use crate::gazetteer::entries::Case;
use crate::gazetteer::index::Gazetteer;
use crate::gazetteer::known::lists::{self, CALENDAR, COMMON, TITLE};
use crate::gazetteer::matching::Match;
use crate::gazetteer::matching::breaks::Breaks;
use crate::gazetteer::matching::case::CaseJudge;
use crate::gazetteer::matching::search::FindOptions;
use crate::gazetteer::resolve;
use crate::pool::Control;
use crate::text::{Shape, Word, words};
use crate::texts::{Texts, in_small_parts};
use rustc_hash::{FxHashMap, FxHashSet};

/// Examples of one name.
const EXAMPLES: usize = 3;
/// Characters of context on either side of an example.
const AROUND: usize = 40;
// How much each ground for doubt says that a hit is noise, the grounds taken as independent. Guesses, for sorting: no set of lists
// and texts with judged hits has weighed them.
/// The name is a common word.
const AS_COMMON: f32 = 0.5;
/// All of its occurrences are in small letters.
const AS_LOWER: f32 = 0.7;
/// All of its occurrences are dropped, though they have capitals.
const AS_DROPPED: f32 = 0.3;
/// All of its hits begin sentences, beyond what names do.
const AS_INITIAL: f32 = 0.6;
/// The share of hits that begin sentences with any name, and the fewest hits that tell.
const USUALLY_INITIAL: (f32, u64) = (0.3, 3);
/// Very many entities bear it.
const AS_SHARED: f32 = 0.15;
/// It has three letters or fewer and is written as words are, not as acronyms.
const AS_SHORT: f32 = 0.5;

/// One name of a gazetteer in texts.
#[derive(Clone, Debug, PartialEq)]
pub struct NameReview {
    /// The name, as it is listed.
    pub name: String,
    /// The types of the entities that bear it.
    pub types: Vec<String>,
    /// How many entities bear it.
    pub entities: u32,
    /// How often it is found, by case evidence as `auto` has it and by what the words around it tell.
    pub hits: u64,
    /// Texts in which it is found.
    pub documents: u64,
    /// How often its words stand in the texts, in whatever case.
    pub occurrences: u64,
    /// Share of the occurrences that are no hits.
    pub dropped: f32,
    /// Share of the occurrences that have no capital.
    pub lower: f32,
    /// Share of the hits that begin a sentence.
    pub sentence_start: f32,
    /// True if it is one word, and that a common English one, a title, a month or a weekday.
    pub common: bool,
    /// How likely a hit is to be noise, from 0 to 1: an estimate from all of the above, for sorting.
    pub suspicion: f32,
    /// The first hits with what stands around them.
    pub examples: Vec<String>,
}

/// What is counted of one name.
#[derive(Default)]
struct Counts {
    entries: Vec<u32>,
    hits: u64,
    documents: u64,
    occurrences: u64,
    lower: u64,
    initial: u64,
    /// Hits of one word with a capital at its start alone.
    as_word: u64,
    common: bool,
    examples: Vec<String>,
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.hits += other.hits;
        self.documents += other.documents;
        self.occurrences += other.occurrences;
        self.lower += other.lower;
        self.initial += other.initial;
        self.as_word += other.as_word;
        self.common |= other.common;
        if self.entries.len() < other.entries.len() {
            self.entries = other.entries;
        }
        let free = EXAMPLES.saturating_sub(self.examples.len());
        self.examples.extend(other.examples.into_iter().take(free));
    }
}

/// A span of a text with what stands around it, on one line.
pub(super) fn around(text: &str, start: usize, end: usize) -> String {
    let before: Vec<char> = text[..start].chars().rev().take(AROUND).collect();
    let after: String = text[end..].chars().take(AROUND).collect();
    let shown = format!("{}⟦{}⟧{after}", before.into_iter().rev().collect::<String>(), &text[start..end]);
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Gazetteer {
    /// What the names do in these texts, the likeliest source of noise first: by suspicion times hits. Names that do not occur have
    /// no row.
    pub fn review(&self, texts: &dyn Texts, threads: Option<usize>, control: &Control) -> Result<Vec<NameReview>> {
        let parts = in_small_parts(texts, threads, control, |counts: &mut FxHashMap<String, Counts>, text| self.review_text(text, counts))?;
        let mut all: FxHashMap<String, Counts> = FxHashMap::default();
        for part in parts {
            for (key, counts) in part {
                all.entry(key).or_default().add(counts);
            }
        }
        let mut key = Key::new();
        let mut rows: Vec<NameReview> = all.into_iter().map(|(folded, counts)| self.reviewed(&folded, counts, &mut key)).collect();
        let noise = |row: &NameReview| row.suspicion * row.hits as f32;
        rows.sort_by(|a, b| {
            noise(b)
                .total_cmp(&noise(a))
                .then(b.hits.cmp(&a.hits))
                .then(b.occurrences.cmp(&a.occurrences))
                .then_with(|| a.name.cmp(&b.name))
        });
        Ok(rows)
    }

    fn review_text(&self, text: &str, counts: &mut FxHashMap<String, Counts>) {
        let words = words::words(text);
        let breaks = Breaks::of_text(text, &words);
        let judge = CaseJudge::new(text, &words, 0..words.len(), &breaks);
        let mut key = Key::new();
        let mut seen = FxHashSet::default();
        let place = |found: &Match| found.first_word as usize..found.end_word as usize;
        for found in self.find_in(text, &words, FindOptions { case: Case::Insensitive, ..FindOptions::default() }) {
            let own = &words[place(&found)];
            let known = counts.entry(key.of_words(text, own)).or_default();
            known.occurrences += 1;
            known.lower += u64::from(!own.iter().any(|w| w.shape.has(Shape::CAPITAL)));
            known.common |= matches!(own, [word] if lists::is(word.hash, COMMON | CALENDAR | TITLE));
            if known.entries.len() < found.entries.len() {
                known.entries = found.entries.to_vec();
            }
        }
        for found in resolve::matches(self, text, FindOptions::default(), true, Vec::new(), &mut Vec::new()) {
            let range = place(&found);
            let own: &[Word] = &words[range.clone()];
            let folded = key.of_words(text, own);
            let new = seen.insert(folded.clone());
            let known = counts.entry(folded).or_default();
            known.hits += 1;
            known.occurrences = known.occurrences.max(known.hits);
            known.documents += u64::from(new);
            known.initial += u64::from(judge.is_initial(range.start));
            known.as_word += u64::from(matches!(own, [word] if word.shape.has(Shape::CAPITAL) && !word.shape.has(Shape::UPPER)));
            if known.entries.len() < found.entries.len() {
                known.entries = found.entries.to_vec();
            }
            if new && known.examples.len() < EXAMPLES {
                known.examples.push(around(text, found.span.start as usize, found.span.end as usize));
            }
        }
    }

    fn reviewed(&self, folded: &str, counts: Counts, key: &mut Key) -> NameReview {
        let names = || counts.entries.iter().flat_map(|&e| self.entry(e).names());
        let name = names().find(|name| key.of(name) == folded).unwrap_or(folded).to_owned();
        let mut types: Vec<String> = counts.entries.iter().map(|&e| self.entry(e).kind().to_owned()).collect();
        types.sort_unstable();
        types.dedup();
        let share = |part: u64, whole: u64| if whole == 0 { 0.0 } else { part as f32 / whole as f32 };
        let dropped = share(counts.occurrences - counts.hits, counts.occurrences);
        let lower = share(counts.lower, counts.occurrences);
        let sentence_start = share(counts.initial, counts.hits);
        let short = folded.chars().count() <= 3;
        let letters = share(counts.as_word, counts.hits);
        let (usual, fewest) = USUALLY_INITIAL;
        let initial = if counts.hits >= fewest { (sentence_start - usual).max(0.0) } else { 0.0 };
        let entities = counts.entries.len() as f32;
        let grounds = [
            AS_COMMON * f32::from(u8::from(counts.common)),
            AS_LOWER * lower,
            AS_DROPPED * (dropped - lower).max(0.0),
            AS_INITIAL * initial,
            AS_SHARED * (1.0 - 1.0 / entities.max(1.0)),
            if short { AS_SHORT * letters } else { 0.0 },
        ];
        let suspicion = 1.0 - grounds.iter().map(|ground| 1.0 - ground).product::<f32>();
        NameReview {
            name,
            types,
            entities: counts.entries.len() as u32,
            hits: counts.hits,
            documents: counts.documents,
            occurrences: counts.occurrences,
            dropped,
            lower,
            sentence_start,
            common: counts.common,
            suspicion,
            examples: counts.examples,
        }
    }
}
