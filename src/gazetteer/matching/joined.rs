//! Names in words that hold something else too: l’Iran, Ankara’da, وبغداد, לירושלים 평양에서 (see [`crate::text::joined`]).
//!
//! Looked for after all names that are whole words, and only in words that are in none of these. What may be cut off a word becomes a word of
//! its own, as the s of a possessive is, and names are looked for at what is left with the words around it: they begin there if something
//! was cut off before, and end there if something was cut off behind. What was found without cutting is left out only for a name that
//! holds it whole, or where the word has an apostrophe and its name has none.

use super::breaks::Breaks;
use super::case::{CaseJudge, Evidence};
use super::search::Finder;
use super::{FindOptions, Match, Overlap, doubtful};
use crate::gazetteer::entries::Case;
use crate::gazetteer::entries::names::MAX_WORDS;
use crate::gazetteer::index::LONG_LIST;
use crate::gazetteer::index::filter::{Kind, pair};
use crate::gazetteer::index::trie::Node;
use crate::gazetteer::variants::Who;
use crate::text::fold::{Folder, hash_bytes, is_apostrophe};
use crate::text::joined::{self, Joint, Part};
use crate::text::particles::Script;
use crate::text::{Shape, Word};
use rustc_hash::FxHashSet;
use std::cell::OnceCell;
use std::ops::Range;

/// How many words on either side are looked at: those that tell how a sentence is capitalised.
const CONTEXT: usize = 48;
/// The most words of a name that ends within a word.
const LONGEST: usize = 8;
/// The fewest letters of a name behind proclitics.
const SHORTEST: usize = 3;
/// The prior that three letters of a word need in a long list: that of a hundred thousand people.
const WELL_KNOWN: f32 = 0.5;

/// Words around a part, and room for finding it.
#[derive(Default)]
struct Around {
    words: Vec<Word>,
    /// Which of them is what is left of the word.
    at: usize,
    room: Vec<Word>,
    folded: Vec<u8>,
}

impl Around {
    /// Puts a part of word `at` and what was cut off it in that word's place among those of `range`.
    fn fill(&mut self, words: &[Word], range: &Range<usize>, at: usize, part: &Part, left: Word) {
        let word = &words[at];
        let cut_off = |start: u32, end: u32| (start < end).then_some(Word { start, end, hash: 0, shape: Shape::POSSESSIVE });
        let (first, end) = (at.saturating_sub(CONTEXT).max(range.start), (at + 1 + CONTEXT).min(range.end));
        self.words.clear();
        self.words.extend_from_slice(&words[first..at]);
        self.words.extend(cut_off(word.start, part.start));
        self.at = self.words.len();
        self.words.push(left);
        self.words.extend(cut_off(left.end, word.end));
        // An acronym with full stops may reach over the next words: l’O.N.U.
        self.words.extend(words[at + 1..end].iter().filter(|word| word.start >= left.end));
    }
}

impl<'g> Finder<'g, '_> {
    /// Adds to the matches found, in ranges of words that nothing crosses, those in words that may hold something else too.
    pub(super) fn joined(&self, ranges: &[Range<usize>], joined: &[u32], found: Vec<Match>) -> Vec<Match> {
        let (mut around, mut parts) = (Around::default(), Vec::new());
        let (mut more, mut doubtful): (Vec<Match>, Vec<Match>) = Default::default();
        let mut found = found;
        let named = OnceCell::new();
        for &at in joined {
            let at = at as usize;
            let covers = |m: &Match| (m.first_word as usize..m.end_word as usize).contains(&at);
            if more.last().is_some_and(covers) || self.is_covered(&found, at) {
                continue;
            }
            parts.clear();
            joined::parts(self.text, &self.words[at], &mut parts);
            if parts.is_empty() {
                continue;
            }
            let Some(range) = ranges.get(ranges.partition_point(|range| range.end <= at)).filter(|range| range.contains(&at)) else {
                continue;
            };
            let last = more.last().map_or(0, |m| m.span.end);
            for part in &parts {
                let (mut hits, excused) = self.at_part(range, at, part, &mut around);
                if let Some(shortest) = self.shortest(part) {
                    let named = || named.get_or_init(|| found.iter().flat_map(|m| m.entries.iter().copied()).collect());
                    hits.retain_mut(|hit| self.keep_known(hit, shortest, named));
                }
                if part.joint == Joint::Derived {
                    hits.retain_mut(|hit| self.keep_states(hit));
                }
                hits.retain(|hit| last <= hit.span.start && self.may_stand(&found, hit));
                doubtful.extend(excused.into_iter().filter(|hit| self.may_stand(&found, hit)));
                if !hits.is_empty() {
                    if self.options.overlap == Overlap::Longest {
                        hits.truncate(1);
                    }
                    more.append(&mut hits);
                    break;
                }
            }
        }
        if !more.is_empty() {
            if self.options.overlap == Overlap::Longest {
                let next = |old: &Match| more.get(more.partition_point(|m| m.span.end <= old.span.start));
                found.retain(|old| next(old).is_none_or(|m| m.span.start >= old.span.end));
            }
            found.append(&mut more);
            found.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
        }
        doubtful.sort_by_key(|m| (m.first_word, std::cmp::Reverse(m.end_word)));
        doubtful::settle(found, &mut doubtful, self.options.overlap)
    }

    /// True if word `at` is in a match; these are in order. One that is this word alone but for an apostrophe that none of its names has covers
    /// nothing, where only the longest are wanted: "L’Inde" is no Linde.
    fn is_covered(&self, found: &[Match], at: usize) -> bool {
        let longest = self.options.overlap == Overlap::Longest;
        let before = &found[..found.partition_point(|m| m.first_word as usize <= at)];
        let near = before.iter().rev().take_while(|m| m.first_word as usize + MAX_WORDS > at).take(if longest { 1 } else { usize::MAX });
        near.filter(|m| m.end_word as usize > at).any(|m| !longest || !self.is_but_an_apostrophe(m))
    }

    /// True for one word with an apostrophe where no name of the match has one.
    fn is_but_an_apostrophe(&self, m: &Match) -> bool {
        let has_one = |name: &str| name.contains(is_apostrophe);
        let written = m.span.text(self.text);
        m.end_word - m.first_word == 1 && has_one(written) && !m.entries.iter().any(|&e| self.gazetteer.entry(e).names().any(has_one))
    }

    /// True if what was found without cutting a word and overlaps a match lies within it, or has but an apostrophe more than its name.
    fn may_stand(&self, found: &[Match], hit: &Match) -> bool {
        let near = &found[..found.partition_point(|m| m.span.start < hit.span.end)];
        let within = |m: &Match| m.span.start >= hit.span.start && m.span.end <= hit.span.end;
        let reaches_out = |m: &Match| m.span.overlaps(hit.span) && !within(m) && !self.is_but_an_apostrophe(m);
        self.options.overlap == Overlap::All || !near.iter().rev().take(2 * LONGEST).any(reaches_out)
    }

    /// The names that begin or end with a part of word `at`, and those whose capitals are excused.
    fn at_part(&self, range: &Range<usize>, at: usize, part: &Part, around: &mut Around) -> (Vec<Match>, Vec<Match>) {
        let (text, trie) = (self.text, &self.gazetteer.trie);
        let none = || (Vec::new(), Vec::new());
        let ends = part.end < self.words[at].end;
        let seen = if ends { &text[..part.end as usize] } else { text };
        let Some(left) = joined::word_at(seen, part.start as usize, &mut around.room) else { return none() };
        let first = self.first_of(part, &left, &mut around.folded);
        if first.is_none() && !ends {
            return none();
        }
        if part.joint == Joint::Proclitic {
            // A word of a name is no other word with something before it.
            let arabic = text.as_bytes()[part.start as usize] != 0xD7;
            let word = &self.words[at];
            let listed = joined::is_whole(word) || joined::is_frequent(&left);
            if listed || trie.first(text, word).is_some() || arabic && joined::is_other_arabic(text, part.start as usize) {
                return none();
            }
        }
        around.fill(self.words, range, at, part, left);
        let breaks = Breaks::of_parts(self.breaks, &around.words);
        let judge = CaseJudge::new(text, &around.words, 0..around.words.len(), &breaks);
        let options = FindOptions { fuzzy: 0, ..self.options };
        let mut finder = Finder::new(self.gazetteer, text, &around.words, &breaks, options);
        match first {
            _ if ends => finder.ending(around.at, &judge),
            _ if part.joint == Joint::Elided && !self.may_be_elided(around.at - 1, &around.words, &judge) => return none(),
            Some(first) => _ = finder.from(around.at, first, true, around.words.len(), &judge),
            _ => {}
        }
        let (mut hits, mut excused) = (finder.found, finder.doubtful);
        for m in hits.iter_mut().chain(&mut excused) {
            m.first_word = self.words.partition_point(|word| word.end <= m.span.start) as u32;
            m.end_word = self.words.partition_point(|word| word.start < m.span.end) as u32;
        }
        (hits, excused)
    }

    /// The node of the names that begin with a part.
    fn first_of(&self, part: &Part, left: &Word, folded: &mut Vec<u8>) -> Option<Node<'g>> {
        let trie = &self.gazetteer.trie;
        if part.lead.is_empty() {
            return trie.first(self.text, left);
        }
        folded.clear();
        let folder = Folder::new();
        folder.fold_into(part.lead, folded);
        folder.fold_into(left.text(self.text), folded);
        trie.first_folded(folded, hash_bytes(folded))
    }

    /// An elided word with a capital is a part of a name (L’Aquila, D’Annunzio), but where a sentence begins or all has capitals.
    fn may_be_elided(&self, at: usize, words: &[Word], judge: &CaseJudge<'_>) -> bool {
        let small = !self.text[words[at].start as usize..].starts_with(char::is_uppercase);
        small || self.options.case == Case::Insensitive || judge.of_common(at) == Evidence::Excused
    }

    /// The fewest letters of a name beside what no mark parts from it; `None` where an apostrophe does.
    fn shortest(&self, part: &Part) -> Option<usize> {
        match part.joint {
            Joint::Proclitic => Some(SHORTEST),
            Joint::Particle | Joint::Derived => Script::of(&self.text.as_bytes()[part.start as usize..]).map(Script::shortest),
            Joint::Elided | Joint::Ending => None,
        }
    }

    /// False for too few letters. Of a long list, which has almost any that are so few, leaves only what is well known or named elsewhere; false
    /// if nothing is left.
    fn keep_known<'n>(&self, m: &mut Match, shortest: usize, named: impl Fn() -> &'n FxHashSet<u32>) -> bool {
        let letters = m.span.text(self.text).chars().filter(|c| c.is_alphabetic()).count();
        if letters < shortest {
            return false;
        }
        if letters == shortest && self.gazetteer.len() >= LONG_LIST {
            m.entries.retain(|entry| self.gazetteer.prior(*entry) >= WELL_KNOWN || named().contains(entry));
        }
        !m.entries.is_empty()
    }

    /// Leaves the states, whose names alone are made to other words, and of three syllables what the list does not tell of; false if nothing is
    /// left.
    fn keep_states(&self, m: &mut Match) -> bool {
        let long = m.span.text(self.text).chars().count() > 2;
        m.entries.retain(|&entry| match self.gazetteer.entry(entry).kind() {
            "country" | "nationality" => true,
            kind => long && Who::of(kind) == Who::Either,
        });
        !m.entries.is_empty()
    }

    /// Tries the names that end with word `at`, those that begin first before the others.
    fn ending(&mut self, at: usize, judge: &CaseJudge<'_>) {
        let (trie, words) = (&self.gazetteer.trie, self.words);
        for start in (at + 1).saturating_sub(LONGEST)..=at {
            let goes_on = || trie.filter.may_hold(trie.filter.look(Kind::Pair, pair(words[start].hash, words[start + 1].hash), false));
            if words[start].shape.has(Shape::POSSESSIVE) || start < at && !goes_on() {
                continue;
            }
            let Some(first) = trie.first(self.text, &words[start]) else { continue };
            self.walk(start, first, true, at + 1);
            let length = at + 1 - start;
            let Some(&(_, node)) = self.steps.last().filter(|step| step.0 == length) else { continue };
            match self.judge(start, length, node, &self.gaps, judge, false) {
                (Evidence::Name, Some(hit)) => self.found.push(hit),
                (_, Some(hit)) if judge.is_introduced(start) => self.found.push(hit),
                (_, Some(hit)) => self.doubtful.push(hit),
                (_, None) => {}
            }
            if !self.found.is_empty() && self.options.overlap == Overlap::Longest {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::gazetteer::matching::breaks::Breaks;
    use crate::gazetteer::matching::search::Finder;
    use crate::gazetteer::{Entry, EntryList, FindOptions, Gazetteer, Overlap};
    use crate::text::words::words;
    use proptest::prelude::*;

    const NAMES: [&str; 14] = [
        "Iran",
        "New York",
        "York",
        "Ankara",
        "L'Aquila",
        "Aquila",
        "Mar'inka",
        "York'ta Iran",
        "بغداد",
        "العراق",
        "عراق الجديد",
        "غداد",
        "ירושלים",
        "תל אביב",
    ];
    const TOKENS: [&str; 26] = [
        "Iran",
        "New",
        "York",
        "l'",
        "d’",
        "dell'",
        "'ta",
        "’nin",
        "'s",
        "L'",
        "Aquila",
        "Mar",
        "'inka",
        "Ankara",
        "و",
        "ب",
        "لل",
        "بغداد",
        "العراق",
        "عراق",
        "الجديد",
        "ב",
        "ומ",
        "ירושלים",
        "תל",
        "אביב",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

        /// What is found without cutting words stays, but for what lies within a longer name.
        #[test]
        fn whole_words_stay(
            names in prop::collection::btree_set(prop::sample::select(&NAMES[..]), 1..9),
            text in prop::collection::vec((prop::sample::select(&TOKENS[..]), prop::sample::select(vec!["", "", " ", ". ", "\n\n"])), 1..14),
            overlap in prop::sample::select(vec![Overlap::Longest, Overlap::All]),
            fuzzy in 0..2_u8,
        ) {
            let gazetteer = Gazetteer::new(EntryList { columns: Vec::new(), entries: names.iter().map(|name| Entry::named(name)).collect() }).expect("good names");
            let text: String = text.iter().flat_map(|(token, gap)| [*token, *gap]).collect();
            let cut = words(&text);
            let breaks = Breaks::of_text(&text, &cut);
            let options = FindOptions { overlap, fuzzy, ..FindOptions::default() };
            let whole = Finder::new(&gazetteer, &text, &cut, &breaks, FindOptions { fuzzy: 0, ..options }).all(std::slice::from_ref(&(0..cut.len())), &[]);
            let found = gazetteer.find_text(&text, options);
            for m in &whole {
                let stays = found.iter().any(|f| f.span == m.span && f.entries == m.entries);
                let within = found.iter().any(|f| f.span != m.span && f.span.start <= m.span.start && f.span.end >= m.span.end);
                prop_assert!(stays || within && overlap == Overlap::Longest, "{:?} in {:?}: {:?}", m.span.text(&text), text, found);
            }
            prop_assert!(overlap == Overlap::All || found.windows(2).all(|two| two[0].span.end <= two[1].span.start));
            prop_assert!(found.is_sorted_by_key(|m| m.span.start));
            prop_assert!(found.iter().all(|m| m.first_word < m.end_word && cut[m.first_word as usize].end > m.span.start && cut[m.end_word as usize - 1].start < m.span.end));
        }

        /// Names that something is joined to are those that stand apart from it.
        #[test]
        fn as_if_apart(tokens in prop::collection::vec((0..5_usize, 0..6_usize), 1..9)) {
            let names = ["Iran", "New York", "Ankara", "Arabie saoudite", "بغداد", "الولايات المتحدة", "ירושלים", "תל אביב", "Ukraine", "Oman"];
            let gazetteer = Gazetteer::new(EntryList { columns: Vec::new(), entries: names.iter().map(|name| Entry::named(name)).collect() }).expect("good names");
            let (mut joined, mut expected) = (String::new(), Vec::new());
            for (name, with) in tokens {
                let (before, name, behind) = match (name, with) {
                    (0, w) => ([["l'", "d’", "qu'", "dell'", "sull’", "jusqu’"][w], ["Iran", "Arabie saoudite", "Ukraine", "Oman", "Ankara", "Iran"][w], ""]).into(),
                    (1, w) => (["", ["Ankara", "New York", "Iran", "Arabie saoudite", "Ukraine", "Oman"][w], ["'da", "’ta", "'ın", "'nin", "'de", "'lı"][w]]).into(),
                    (2, w) => ([["و", "ب", "ل", "وب", "ف", "ول"][w], ["بغداد", "الولايات المتحدة"][w % 4 / 3], ""]).into(),
                    (3, w) => ([["ב", "ל", "ומ", "ש", "כשב", "ה"][w], ["ירושלים", "תל אביב"][w % 2], ""]).into(),
                    (_, w) => (["", names[w], ""]).into(),
                };
                let _: (&str, &str, &str) = (before, name, behind);
                joined += before;
                expected.push((joined.len() as u32, name));
                joined += name;
                joined += behind;
                joined += " so ";
            }
            let found = gazetteer.find_text(&joined, FindOptions::default());
            let told: Vec<_> = found.iter().map(|m| (m.span.start, m.span.text(&joined))).collect();
            prop_assert_eq!(told, expected, "{}", joined);
        }
    }
}
