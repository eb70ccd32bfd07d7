//! What documents teach about names that nobody listed: the names themselves, their acronyms, and how the words of names are used.

use crate::gazetteer::entries::gaps;
use crate::gazetteer::index::Gazetteer;
use crate::gazetteer::known::census;
use crate::gazetteer::known::cues::{self, Cue};
use crate::gazetteer::known::lists;
use crate::gazetteer::matching::{Mention, Variant};
use crate::gazetteer::resolve::context::Context;
use crate::gazetteer::resolve::passes::shouted;
use crate::text::{Outline, Shape, Word};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};

/// Evidence from which a person may be looked for by surname, and from which an organisation is looked for at all.
pub(super) const SURE_PERSON: f32 = 0.6;
const SURE_BODY: f32 = 0.7;
/// The most entities that are kept of those named beside a person.
const MOST_BESIDE: usize = 32;
/// More words than these before a surname make it anybody's.
const MOST_BEFORE: usize = 3;

/// What all documents teach of one name.
#[derive(Clone, Debug, Default)]
pub(super) struct Name {
    /// The entity: its type, its id, and its name as it is written best.
    pub kind: &'static str,
    pub id: String,
    pub name: String,
    /// The best score that a document gives it.
    pub score: f32,
    /// Documents that tell of it.
    pub documents: u32,
    /// Which of its words begin with a capital, as bits from the first on; those that do in every document.
    pub capitals: u32,
    /// True if some document leaves no doubt.
    pub sure: bool,
    /// True if documents disagree on its type.
    pub disputed: bool,
    /// Hashes of ids named in the documents that tell of it: the least ones, so that their order is nothing.
    pub beside: BTreeSet<u64>,
}

/// What an acronym stands for.
#[derive(Clone, Debug)]
pub(super) struct Meaning {
    pub id: String,
    pub name: String,
    pub kind: String,
    pub entry: Option<u32>,
    /// As of names.
    pub beside: BTreeSet<u64>,
}

/// How a capitalised word is used in runs of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Uses {
    /// Words before it where it ends a run: given names, if it is a surname. More than a few are not counted.
    pub before: Vec<u64>,
    /// True if runs go on behind it: "Williams Cos", "Pratt & Whitney".
    pub goes_on: bool,
}

/// What documents have taught so far. The order in which they did is nothing.
#[derive(Clone, Debug, Default)]
pub struct Taught {
    pub(super) names: FxHashMap<Box<[u64]>, Name>,
    /// By the word's hash; `None` where documents give an acronym several meanings.
    pub(super) acronyms: FxHashMap<u64, Option<Meaning>>,
    pub(super) uses: FxHashMap<u64, Uses>,
    /// In how many documents each entity is named, by the hash of its id.
    pub(super) spread: FxHashMap<u64, u32>,
    pub(super) documents: u32,
}

/// The hash of an entity's id.
pub(super) fn hash_of(id: &str) -> u64 {
    let mut hasher = FxHasher::default();
    id.hash(&mut hasher);
    hasher.finish()
}

/// True if the capitalised word `i` beside a name may belong to it, where capitals tell something: no title or day is part of a name, and before one
/// no common word, which may open the sentence or be an office ("Secretary of State Shultz").
pub(super) fn is_part(context: &Context<'_, '_, '_>, i: usize, behind: bool) -> bool {
    let other = if behind { lists::CALENDAR | lists::TITLE } else { lists::CALENDAR | lists::TITLE | lists::COMMON | lists::LOCATIVE };
    lists::kinds(context.word(i).hash) & other == 0 && !context.cue(i).any(Cue::TITLE.or(Cue::NEVER))
}

/// True for a word that is no surname by itself: a common one, a given name, a cue for other names.
pub(super) fn says_nothing(hash: u64) -> bool {
    lists::kinds(hash) != 0 || census::is_given_name(hash) || cues::is_listed(hash)
}

impl Taught {
    /// Takes what the mentions of one document, which is in English, tell.
    pub fn read(&mut self, gazetteer: &Gazetteer, outline: &Outline<'_>, mentions: &[Mention<'_>]) {
        let context = Context::new(gazetteer, outline);
        self.documents += 1;
        let ids: FxHashSet<u64> = mentions.iter().map(|m| hash_of(&m.id)).collect();
        for &id in &ids {
            *self.spread.entry(id).or_default() += 1;
        }
        self.count_uses(&context);
        let mut told: FxHashSet<&str> = FxHashSet::default();
        for m in mentions {
            let (first, end) = (m.first_word as usize, m.end_word as usize);
            match m.variant {
                Variant::Exact if m.entry.is_none() => {
                    if let Some((kind, sure)) = evidence(&context, m) {
                        let words: Box<[u64]> = (first..end).map(|i| context.word(i).hash).collect();
                        let capitals = (first..end).filter(|&i| context.capital(i)).map(|i| 1 << (i - first)).sum();
                        let beside = if kind == "person" { &ids } else { &FxHashSet::default() };
                        let own = hash_of(&m.id);
                        let name = Name {
                            kind,
                            id: m.id.clone().into_owned(),
                            name: m.name.clone().into_owned(),
                            score: m.score,
                            documents: u32::from(told.insert(&m.id)),
                            capitals,
                            sure,
                            disputed: false,
                            beside: beside.iter().copied().filter(|&id| id != own).collect(),
                        };
                        self.add(words, name);
                    }
                }
                Variant::Acronym if end - first == 1 && gazetteer.lookup(context.written(first)).is_empty() => {
                    let meaning = Meaning {
                        id: m.id.clone().into_owned(),
                        name: m.name.clone().into_owned(),
                        kind: m.kind.clone().into_owned(),
                        entry: m.entry,
                        beside: ids.iter().copied().filter(|&id| id != hash_of(&m.id)).collect(),
                    };
                    self.add_acronym(context.word(first).hash, Some(meaning));
                }
                _ => {}
            }
        }
    }

    fn add(&mut self, words: Box<[u64]>, new: Name) {
        let Some(known) = self.names.get_mut(&words) else {
            let mut new = new;
            keep_least(&mut new.beside);
            self.names.insert(words, new);
            return;
        };
        known.disputed |= new.disputed || known.kind != new.kind || known.id != new.id;
        // Of several ways of writing it the one with small letters.
        if (&new.kind, &new.name) > (&known.kind, &known.name) {
            (known.kind, known.id, known.name) = (new.kind, new.id, new.name);
        }
        known.score = known.score.max(new.score);
        known.documents += new.documents;
        known.capitals &= new.capitals;
        known.sure |= new.sure;
        known.beside.extend(new.beside);
        keep_least(&mut known.beside);
    }

    fn add_acronym(&mut self, hash: u64, new: Option<Meaning>) {
        let known = self.acronyms.entry(hash).or_insert_with(|| new.clone());
        match (&mut *known, new) {
            (Some(known), Some(new)) if known.id == new.id => {
                known.name = new.name.max(std::mem::take(&mut known.name));
                known.beside.extend(new.beside);
                keep_least(&mut known.beside);
            }
            _ => *known = None,
        }
    }

    /// Counts the words before and behind each other in runs of capitalised words, those of headlines apart.
    fn count_uses(&mut self, context: &Context<'_, '_, '_>) {
        for sentence in (0..context.outline.sentences.len() as u32).filter(|&s| !shouted(context, s)) {
            let (start, end) = context.sentence(sentence);
            for i in start + 1..end {
                let (left, right) = (context.word(i - 1), context.word(i));
                let capital = Shape::CAPITAL;
                if !left.shape.has(capital) || context.possessive(i) || context.possessive(i - 1) {
                    continue;
                }
                let gap = context.gap(i);
                let firm = right.shape.has(capital) && gap.trim() == "&"
                    || context.is(i, &["and"])
                        && i + 1 < end
                        && context.is(i + 1, &["Co", "Sons", "Partners", "Associates", "Brothers", "Inc"]);
                if firm {
                    self.uses.entry(left.hash).or_default().goes_on = true;
                    continue;
                }
                // "J. Miller"
                let initial = gap == ". " && gaps::takes_full_stop(context.outline.text, left);
                if !right.shape.has(capital) || !(context.joined(i) || context.hyphened(i) || initial) {
                    continue;
                }
                if is_part(context, i, true) {
                    self.uses.entry(left.hash).or_default().goes_on = true;
                }
                let given = context.cue(i - 1).any(Cue::GIVEN) || census::is_given_name(left.hash);
                if given || is_part(context, i - 1, false) {
                    self.uses.entry(right.hash).or_default().add(left.hash);
                }
            }
        }
    }

    /// Takes what other documents have taught.
    pub fn append(&mut self, other: Self) {
        if self.documents == 0 {
            *self = other;
            return;
        }
        self.documents += other.documents;
        other.names.into_iter().for_each(|(words, name)| self.add(words, name));
        other.acronyms.into_iter().for_each(|(hash, meaning)| self.add_acronym(hash, meaning));
        for (hash, uses) in other.uses {
            let known = self.uses.entry(hash).or_default();
            known.goes_on |= uses.goes_on;
            uses.before.into_iter().for_each(|before| known.add(before));
        }
        for (id, count) in other.spread {
            *self.spread.entry(id).or_default() += count;
        }
    }
}

impl Uses {
    fn add(&mut self, before: u64) {
        if self.before.len() <= MOST_BEFORE
            && let Err(at) = self.before.binary_search(&before)
        {
            self.before.insert(at, before);
        }
    }

    /// True if every word that stands before it is one of these.
    pub fn only_behind(&self, words: &[u64]) -> bool {
        self.before.len() <= MOST_BEFORE && self.before.iter().all(|before| words.contains(before))
    }
}

fn keep_least(ids: &mut BTreeSet<u64>) {
    while ids.len() > MOST_BESIDE {
        ids.pop_last();
    }
}

/// The type that a mention of a name which nobody listed gives it, and whether that is sure; nothing where it teaches nothing.
fn evidence(context: &Context<'_, '_, '_>, m: &Mention<'_>) -> Option<(&'static str, bool)> {
    let (first, end) = (m.first_word as usize, m.end_word as usize);
    let several = end - first > 1;
    // "Finance Ministers" and "Mark IV" are not surely what they look like.
    let own = (first..end).any(|i| lists::kinds(context.word(i).hash) == 0);
    let initials = (context.word(first).shape.has(Shape::DOTTED) || context.written(first).chars().count() == 1)
        || context.word(end - 1).shape.has(Shape::UPPER)
        || context.cue(first).any(Cue::DIRECTION);
    match &*m.kind {
        "person" if several => Some(("person", m.score >= SURE_PERSON && own && !initials)),
        "place" | "facility" => {
            let kind = if &*m.kind == "place" { "place" } else { "facility" };
            Some((kind, several && own || !several && is_name_by_itself(context, first)))
        }
        "organization" => Some(("organization", m.score >= SURE_BODY && (several || is_name_by_itself(context, first)))),
        "armed_group" => Some(("armed_group", several && m.score >= SURE_BODY)),
        _ => None,
    }
}

/// True for a single word that is a name wherever it has a capital: neither a common one nor one that people bear, of three letters or more,
/// and never in small letters in the document.
fn is_name_by_itself(context: &Context<'_, '_, '_>, i: usize) -> bool {
    let word = context.word(i);
    let small = |w: &Word| w.hash == word.hash && !w.shape.has(Shape::CAPITAL);
    let borne = says_nothing(word.hash) || census::is_surname(word.hash);
    context.written(i).chars().count() > 2 && !borne && !context.outline.words.iter().any(small)
}
