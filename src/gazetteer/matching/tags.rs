//! Names in tags, whose words a platform lets nobody part with spaces and few write with capitals: #kherson, #new_york, #NewYork, #НовиниБахмут,
//! @kherson_info; and names that a zero-width space parts.
//!
//! A tag is looked up once more with a space for each low line, and in one behind # for each capital behind a small letter, whatever the case of its
//! letters. As inside words, a name of fewer than four letters needs the capitals that it has in the list, and so does a common word.

use super::{FindOptions, Match, Overlap, Variant};
use crate::gazetteer::entries::{Boundary, Case};
use crate::gazetteer::index::Gazetteer;
use crate::gazetteer::known::lists;
use crate::span::Span;
use crate::text::Word;
use crate::text::fold::{fold, hash, is_ignorable, is_mark};
use crate::text::noticed::{PARTING, PARTING_BYTE};

/// The most bytes of a tag that are looked at.
const LONGEST: usize = 160;
/// Letters of a name whose capitals say nothing in a tag.
const LETTERS: usize = 4;

/// A stretch of a text with spaces put between its words.
#[derive(Default)]
struct Spread {
    text: String,
    /// Where a run of it stands in the text: its place here and there.
    runs: Vec<(usize, usize)>,
}

impl Spread {
    /// Appends what stands at `at` in the text.
    fn push(&mut self, c: char, at: usize) {
        if self.runs.last().is_none_or(|&(here, there)| at - there != self.text.len() - here) {
            self.runs.push((self.text.len(), at));
        }
        self.text.push(c);
    }

    /// Where the character before `end` ends in the text, or the one at `start` begins.
    fn place(&self, at: usize) -> usize {
        let run = self.runs.partition_point(|&(here, _)| here <= at).saturating_sub(1);
        self.runs.get(run).map_or(at, |&(here, there)| there + (at - here))
    }

    fn span(&self, span: Span) -> Span {
        let last = self.place((span.end as usize).saturating_sub(1)) + 1;
        Span::new(self.place(span.start as usize) as u32, last as u32)
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c) || is_ignorable(c)
}

/// The tag that begins behind the sign at `sign`, with its words apart; `None` where there is no tag or but one word that stands as any other.
fn tag(text: &str, sign: usize) -> Option<Spread> {
    let before = text[..sign].chars().next_back();
    if before.is_some_and(|c| is_word(c) || matches!(c, '_' | '/' | '&')) {
        return None;
    }
    let handle = text.as_bytes()[sign] == b'@';
    let start = sign + 1;
    let mut spread = Spread::default();
    let mut left = ' ';
    for (at, c) in text[start..].char_indices() {
        if !is_word(c) && c != '_' || at >= LONGEST {
            break;
        }
        if !handle && c.is_uppercase() && left.is_lowercase() {
            spread.text.push(' ');
        }
        spread.push(if c == '_' { ' ' } else { c }, start + at);
        left = c;
    }
    spread.text.chars().any(char::is_alphabetic).then_some(spread)
}

/// The stretch around a zero-width space, up to white space on either side.
fn parted(text: &str, at: usize) -> (usize, Spread) {
    let from = text[..at].char_indices().rev().take_while(|&(before, c)| !c.is_whitespace() && at - before < LONGEST).last();
    let start = from.map_or(at, |(start, _)| start);
    let mut spread = Spread::default();
    let mut end = start;
    for (behind, c) in text[start..].char_indices() {
        if c.is_whitespace() || behind > 2 * LONGEST {
            break;
        }
        if c == PARTING {
            spread.text.push(' ');
        } else {
            spread.push(c, start + behind);
        }
        end = start + behind + c.len_utf8();
    }
    (end, spread)
}

impl Gazetteer {
    /// Adds the names in tags, and those that zero-width spaces part. Matches are in text order and stay so.
    pub(super) fn take_tags(&self, text: &str, words: &[Word], options: FindOptions, found: &mut Vec<Match>) {
        // Inside words all this is found.
        if self.options.boundary == Boundary::None {
            return;
        }
        let bytes = text.as_bytes();
        let tagged = FindOptions { case: if options.case == Case::Auto { Case::Insensitive } else { options.case }, fuzzy: 0, ..options };
        let mut partings = Vec::new();
        for at in memchr::memchr3_iter(b'#', b'@', PARTING_BYTE, bytes) {
            if bytes[at] == PARTING_BYTE {
                let parts = text.get(..=at).is_some_and(|before| before.ends_with(PARTING));
                partings.extend(parts.then(|| at + 1 - PARTING.len_utf8()));
            } else if let Some(spread) = tag(text, at) {
                self.look_into(&spread, words, tagged, true, found);
            }
        }
        let mut end = 0;
        for at in partings {
            if at >= end {
                let spread;
                (end, spread) = parted(text, at);
                self.look_into(&spread, words, FindOptions { fuzzy: 0, ..options }, false, found);
            }
        }
    }

    fn look_into(&self, spread: &Spread, words: &[Word], options: FindOptions, tag: bool, found: &mut Vec<Match>) {
        for m in self.find_text(&spread.text, options) {
            let span = spread.span(m.span);
            let written = m.span.text(&spread.text);
            let near = found.partition_point(|old| old.span.end <= span.start);
            let mut over = found[near..].iter().take_while(|old| old.span.start < span.end);
            let kept = |old: &Match| options.overlap == Overlap::All && old.span != span;
            if over.any(|old| !kept(old) && (old.span.start < span.start || old.span.end > span.end || old.span == span)) {
                continue;
            }
            if tag && !self.stands_in_tag(written, &m) {
                continue;
            }
            if options.overlap == Overlap::Longest {
                found.retain(|old| !old.span.overlaps(span));
            }
            let first = words.partition_point(|word| word.end <= span.start) as u32;
            let behind = words.partition_point(|word| word.start < span.end) as u32;
            let variant = if m.variant == Variant::Exact && written.contains(' ') { Variant::Folded } else { m.variant };
            let at =
                found.partition_point(|old| (old.span.start, std::cmp::Reverse(old.span.end)) < (span.start, std::cmp::Reverse(span.end)));
            found.insert(at, Match { span, first_word: first, end_word: behind, variant, ..m });
        }
    }

    /// True for a name in a tag that is told from common words.
    fn stands_in_tag(&self, written: &str, m: &Match) -> bool {
        let long = written.chars().filter(|c| c.is_alphanumeric()).count() >= LETTERS;
        let common = !written.contains(' ') && lists::kinds(hash(&fold(written))) != 0;
        let has_capital = |name: &str| name.contains(char::is_uppercase);
        let agrees = || m.entries.iter().any(|&entry| self.entry(entry).names().any(|name| name == written && has_capital(name)));
        long && !common || agrees()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_tag_come_apart() {
        let apart = |text: &str| tag(text, text.find(['#', '@']).unwrap_or(0)).map(|spread| spread.text).unwrap_or_default();
        let tags = ["#new_york now", "#NewYork", "#НовиниБахмут,", "@KyivPost_info", "#هيئة_تحرير", "a#b", "u@kyiv.example", "# 5", "#12"];
        assert_eq!(tags.map(apart), ["new york", "New York", "Новини Бахмут", "KyivPost info", "هيئة تحرير", "", "", "", ""]);
    }

    #[test]
    fn spans_are_those_of_the_text() {
        let text = "до #НовиниБахмут_зараз";
        let spread = tag(text, text.find('#').unwrap_or(0)).unwrap_or_default();
        let at = spread.text.find("Бахмут").unwrap_or(0);
        assert_eq!(spread.span(Span::new(at as u32, (at + "Бахмут".len()) as u32)).text(text), "Бахмут");
        let text = "a Kyiv\u{200B}Lviv b";
        let (end, spread) = parted(text, text.find(PARTING).unwrap_or(0));
        assert_eq!((spread.text.as_str(), end), ("Kyiv Lviv", text.len() - 2));
        assert_eq!(spread.span(Span::new(5, 9)).text(text), "Lviv");
    }
}
