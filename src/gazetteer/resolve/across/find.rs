//! The names that a corpus shares, in one of its documents.

use super::shared::{Known, Shared};
use super::taught::Meaning;
use super::taught::{hash_of, is_part};
use crate::gazetteer::index::Gazetteer;
use crate::gazetteer::known::cues::Cue;
use crate::gazetteer::known::lists;
use crate::gazetteer::matching::{Candidate, Mention, Variant};
use crate::gazetteer::resolve::context::{Context, FREE};
use crate::gazetteer::resolve::{identity, passes, short};
use crate::text::{Outline, Shape};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;

/// What a name loses of its score where another document tells what it is.
const FULL: f32 = 0.9;
/// The same for a surname or an acronym.
const SHORT: f32 = 0.85;
/// An acronym of so few letters stands for many things.
const FEW_LETTERS: usize = 3;

impl Shared {
    /// Adds mentions of what other documents tell, where no other mention stands; in text order, without overlaps. A text that is not in English is
    /// looked through for names of several words alone.
    pub fn find<'g>(&self, gazetteer: &'g Gazetteer, outline: &Outline<'_>, english: bool, mentions: &mut Vec<Mention<'g>>) {
        let context = Context::new(gazetteer, outline);
        let search = Search { shared: self, context: &context, cover: context.cover(mentions), english };
        search.name_alike(mentions);
        let full = search.names(mentions);
        let changed = !full.is_empty();
        passes::merge(mentions, full);
        if changed {
            short::resolve(&context, mentions);
        }
        if english {
            let search = Search { cover: context.cover(mentions), ..search };
            let surnames = search.surnames(mentions);
            passes::merge(mentions, surnames);
        }
    }
}

/// One document that is looked through.
struct Search<'s, 'a, 't, 'g> {
    shared: &'s Shared,
    context: &'s Context<'a, 't, 'g>,
    /// By word, the mention that covers it.
    cover: Vec<u32>,
    english: bool,
}

impl<'g> Search<'_, '_, '_, 'g> {
    /// Gives persons whom the document writes with other middle names than most the id that they have there, where it names somebody or something
    /// that is named beside them there too.
    fn name_alike(&self, mentions: &mut [Mention<'g>]) {
        let same = |m: &Mention<'_>| if m.entry.is_none() { self.shared.same.get(&*m.id) } else { None };
        if self.shared.same.is_empty() || !mentions.iter().any(|m| same(m).is_some()) {
            return;
        }
        let ids: FxHashSet<u64> = mentions.iter().map(|m| hash_of(&m.id)).collect();
        for m in mentions {
            let Some(&number) = same(m) else { continue };
            let known = &self.shared.names[number as usize];
            if self.is_related(&known.name.beside, &ids) {
                let other = Candidate { score: m.score, ..candidate(known, FULL) };
                (m.id, m.name) = (other.id.clone(), other.name.clone());
                m.candidates = vec![other];
                if m.variant == Variant::Exact {
                    m.variant = Variant::Folded;
                }
            }
        }
    }

    /// Names in full, and acronyms. Where all words have capitals, what is no person's name is one if the document has it elsewhere too.
    fn names(&self, mentions: &[Mention<'g>]) -> Vec<Mention<'g>> {
        let context = self.context;
        let ids: FxHashSet<u64> = mentions.iter().map(|m| hash_of(&m.id)).collect();
        let mut found: Vec<Mention<'g>> = Vec::new();
        let mut doubtful = Vec::new();
        for sentence in 0..context.outline.sentences.len() as u32 {
            let (start, end) = context.sentence(sentence);
            let mut shouted = None;
            let mut i = start;
            while i < end {
                if self.cover[i] != FREE || !context.capital(i) || context.possessive(i) {
                    i += 1;
                    continue;
                }
                let hash = context.word(i).hash;
                let numbers = self.shared.by_first.get(&hash).map_or(&[][..], |numbers| numbers);
                let mut shouts = || *shouted.get_or_insert_with(|| passes::shouted(context, sentence));
                let known = numbers.iter().map(|&n| &self.shared.names[n as usize]).find(|known| {
                    let last = i + known.words.len();
                    last <= end && self.has(known, i) && self.is_whole(known, (i, last), (start, end), shouts())
                });
                if let Some(known) = known {
                    let last = i + known.words.len();
                    let rows = if shouts() && known.name.kind != "person" { &mut doubtful } else { &mut found };
                    rows.push(self.mention(known, (i, last), sentence));
                    i = last;
                    continue;
                }
                let meant = |meaning: &&Meaning| {
                    let related = || self.is_related(&meaning.beside, &ids);
                    self.is_acronym(i) && !shouts() && (context.written(i).chars().count() > FEW_LETTERS || related())
                };
                if let Some(meaning) = self.shared.acronyms.get(&hash).filter(meant) {
                    let candidate = match meaning.entry {
                        Some(entry) => Candidate::listed(context.gazetteer, entry, SHORT),
                        None => Candidate {
                            id: meaning.id.clone().into(),
                            name: meaning.name.clone().into(),
                            kind: meaning.kind.clone().into(),
                            score: SHORT,
                        },
                    };
                    found.push(identity::made(context, (i, i + 1), sentence, candidate, meaning.entry, Variant::Acronym));
                }
                i += 1;
            }
        }
        let sure: FxHashSet<&str> = found.iter().chain(mentions).map(|m| &*m.id).collect();
        doubtful.retain(|m: &Mention<'g>| sure.contains(&*m.id));
        passes::merge(&mut found, doubtful);
        found
    }

    /// True if the document names what is named beside something in the documents that tell of it, and in few others.
    fn is_related(&self, beside: &BTreeSet<u64>, ids: &FxHashSet<u64>) -> bool {
        beside.iter().any(|id| ids.contains(id) && self.shared.rare.contains(id))
    }

    /// True if the words of a name stand from word `first` on, with its capitals, nothing else among them and no other name.
    fn has(&self, known: &Known, first: usize) -> bool {
        let context = self.context;
        known.words.iter().enumerate().all(|(n, &hash)| {
            let i = first + n;
            let linked = n == 0 || context.joined(i) || context.hyphened(i) || context.gap(i) == ". ";
            let capital = known.name.capitals & 1 << n == 0 || context.capital(i);
            context.word(i).hash == hash && self.cover[i] == FREE && linked && capital
        })
    }

    /// True if the name is none that goes on to either side. Where capitals tell nothing, a person's or any long name is one.
    fn is_whole(&self, known: &Known, (first, last): (usize, usize), (start, end): (usize, usize), shouts: bool) -> bool {
        let context = self.context;
        let several = known.words.len() > 1;
        if !several && (!self.english || self.is_small(first)) {
            return false;
        }
        if known.name.kind == "place" && self.is_traded((first, last), start) {
            return false;
        }
        let firm = |i: usize| context.joined(i) && (context.cue(i).any(Cue::COMPANY) || context.designator(i).is_some());
        if shouts {
            return !(last < end && firm(last));
        }
        let before = (first > start && (context.joined(first) || context.hyphened(first))).then(|| first - 1);
        let behind = (last < end && (context.joined(last) || context.hyphened(last))).then_some(last);
        // Behind a title stands a person.
        let titled = before.is_some_and(|i| context.cue(i).any(Cue::TITLE)) && known.name.kind != "person";
        !titled && !before.is_some_and(|i| self.is_part(i, false)) && !behind.is_some_and(|i| self.is_part(i, true))
    }

    /// True for what has shares or a symbol at the exchange: "shares of Corning", "CORNING <GLW>".
    fn is_traded(&self, (first, last): (usize, usize), start: usize) -> bool {
        let context = self.context;
        let owned = first > start + 1 && context.joined(first) && context.is(first - 1, &["of"]) && context.joined(first - 1);
        let symbol = context.gap(last).trim_start().starts_with('<');
        symbol || owned && context.cue(first - 2).any(Cue::BUSINESS)
    }

    /// True if word `i` beside a name is a capitalised one that may belong to it.
    fn is_part(&self, i: usize, behind: bool) -> bool {
        self.context.capital(i) && !self.context.possessive(i) && is_part(self.context, i, behind)
    }

    /// True if a word stands in small letters too.
    fn is_small(&self, i: usize) -> bool {
        let hash = self.context.word(i).hash;
        self.context.outline.words.iter().any(|w| w.hash == hash && !w.shape.has(Shape::CAPITAL))
    }

    fn is_acronym(&self, i: usize) -> bool {
        let word = self.context.word(i);
        self.english && word.shape.has(Shape::UPPER) && self.context.written(i).chars().count() > 2 && lists::kinds(word.hash) == 0
    }

    fn mention(&self, known: &Known, (first, last): (usize, usize), sentence: u32) -> Mention<'g> {
        let context = self.context;
        let written = context.span(first, last).text(context.outline.text);
        let same = written.split_whitespace().eq(known.name.name.split(' '));
        let variant = if same { Variant::Exact } else { Variant::Folded };
        identity::made(context, (first, last), sentence, candidate(known, FULL), None, variant)
    }

    /// Surnames of persons whom another document names in full, in a document that names somebody or something else that is named beside them
    /// there, and seldom elsewhere.
    fn surnames(&self, mentions: &[Mention<'g>]) -> Vec<Mention<'g>> {
        let context = self.context;
        let ids: FxHashSet<u64> = mentions.iter().map(|m| hash_of(&m.id)).collect();
        let mut found = Vec::new();
        // By surname, whether the document means that person.
        let mut meant: FxHashMap<u64, bool> = FxHashMap::default();
        for sentence in 0..context.outline.sentences.len() as u32 {
            let (start, end) = context.sentence(sentence);
            for i in start..end {
                if !context.capital(i) || context.possessive(i) {
                    continue;
                }
                let hash = context.word(i).hash;
                let Some(&number) = self.shared.surnames.get(&hash) else { continue };
                let known = &self.shared.names[number as usize];
                if !(self.is_free(mentions, i) && self.stands_alone(i, (start, end))) {
                    continue;
                }
                let means = || {
                    let own = |m: &Mention<'_>| &*m.kind == "person" && m.id != known.name.id && self.ends_in(m, hash);
                    self.is_related(&known.name.beside, &ids) && !self.is_small(i) && !mentions.iter().any(own)
                };
                if *meant.entry(hash).or_insert_with(means) {
                    found.push(identity::made(context, (i, i + 1), sentence, candidate(known, SHORT), None, Variant::Short));
                }
            }
        }
        found
    }

    /// True if no mention covers word `i`, or one that knows a person by title and surname alone.
    fn is_free(&self, mentions: &[Mention<'g>], i: usize) -> bool {
        self.cover[i] == FREE || {
            let m = &mentions[self.cover[i] as usize];
            m.entry.is_none() && &*m.kind == "person" && !m.name.contains(' ') && m.end_word - m.first_word == 1
        }
    }

    /// True if a mention of several words ends in this one.
    fn ends_in(&self, m: &Mention<'g>, hash: u64) -> bool {
        m.end_word - m.first_word > 1 && self.context.word(m.end_word as usize - 1).hash == hash
    }

    /// True if a surname is part of no longer name, and nothing is called so ("the Tower commission").
    fn stands_alone(&self, i: usize, (start, end): (usize, usize)) -> bool {
        let context = self.context;
        let before = (i > start && (context.joined(i) || context.hyphened(i))).then(|| i - 1);
        let behind = (i + 1 < end && (context.joined(i + 1) || context.hyphened(i + 1))).then_some(i + 1);
        let article = before.is_some_and(|i| context.is(i, &["the", "a", "an"]));
        !article && !before.is_some_and(|i| self.is_part(i, false)) && !behind.is_some_and(|i| self.is_part(i, true))
    }
}

fn candidate<'g>(known: &Known, share: f32) -> Candidate<'g> {
    let name = &known.name;
    Candidate { id: name.id.clone().into(), name: name.name.clone().into(), kind: name.kind.into(), score: name.score * share }
}
