//! Case evidence: when is a match a name, and when only a word that begins a sentence?

use super::breaks::Breaks;
use crate::gazetteer::entries::{flag, gaps};
use crate::gazetteer::known::lists::{self, CALENDAR, COMMON, TITLE};
use crate::text::fold::{is_apostrophe, is_modifier};
use crate::text::{Shape, Word};
use std::cell::Cell;
use std::ops::Range;

/// What the capitals of a match say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::gazetteer) enum Evidence {
    /// A capital that nothing else explains.
    Name,
    /// Capitals that a sentence start, a headline or the calendar explains as well: a second cue decides.
    Excused,
    /// No capital at all.
    None,
}

/// How a sentence is capitalised.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Run {
    Plain,
    /// Title case: four words or more, 70 % or more of them with a capital.
    Title,
    /// Wholly upper case.
    Upper,
}

/// How far a sentence is followed to either side when its capitals are counted.
const REACH: usize = 40;

/// Acronyms of so many letters are not written as words; one that is ("Eta") is listed as such too.
const SPELLED_OUT: usize = 3;

/// Judges the capitals of a range of words.
pub(in crate::gazetteer) struct CaseJudge<'t> {
    text: &'t str,
    words: &'t [Word],
    range: Range<usize>,
    /// Where blocks begin within the range.
    breaks: &'t Breaks<'t>,
    /// The sentence whose capitals were counted last, if both its ends were in reach: its first word, the word behind it, the answer.
    counted: Cell<(usize, usize, Run)>,
}

/// False if no sign of a currency stands behind a word, from the first byte there.
#[inline(always)]
pub(super) fn may_be_currency(text: &str, word: &Word) -> bool {
    matches!(text.as_bytes().get(word.end as usize), Some(b'$' | 0xC2 | 0xE2))
}

/// True if a sentence may begin in this gap: an end mark and white space, or an opening mark.
fn opens_sentence(gap: &str) -> bool {
    let mut ended = false;
    let mut spaced = true;
    for c in gap.chars() {
        match c {
            '.' | '!' | '?' | '…' | ':' => (ended, spaced) = (true, false),
            '“' | '„' | '«' | '"' | '(' | '[' | '‹' | '•' => return true,
            _ if is_apostrophe(c) && !is_modifier(c) && spaced => return true,
            _ if c.is_whitespace() => spaced = true,
            _ => {}
        }
    }
    ended && spaced
}

impl<'t> CaseJudge<'t> {
    /// A judge of the words `range` of `words`.
    pub fn new(text: &'t str, words: &'t [Word], range: Range<usize>, breaks: &'t Breaks<'t>) -> Self {
        Self { text, words, range, breaks, counted: Cell::new((0, 0, Run::Plain)) }
    }

    /// What the capitals of the words `found` say for a name with `flags`.
    pub fn evidence(&self, found: Range<usize>, flags: u32) -> Evidence {
        let single = found.len() == 1;
        let mut excused = None;
        // A capital inside the first word counts for a name that is written that way; one inside a later word for every name, but for one of
        // two words whose first is written small.
        let starts = self.words[found.start].shape.0 & (Shape::CAPITAL.0 | Shape::DOTTED.0) != 0;
        let later = found.len() > 2 || starts;
        for i in found.clone() {
            let word = &self.words[i];
            let inner = flags & flag::STARTS_LOWER != 0 || i > found.start && later;
            let capital = word.shape.has(Shape::CAPITAL) || inner && self.has_inner_capital(word);
            if !capital && !self.is_dotted_name(word) {
                continue;
            }
            match self.weigh(i, single, flags) {
                Evidence::Name => return Evidence::Name,
                Evidence::Excused => excused = excused.or(Some(i)),
                Evidence::None => {}
            }
        }
        match excused {
            Some(i) if self.is_numbered(i, found.end) => Evidence::Name,
            Some(_) => Evidence::Excused,
            None => Evidence::None,
        }
    }

    /// True if a listed name that ends before word `end` goes on with a number behind the common word `i`: "Unit 8200", "Resolution 1701".
    /// That these stand together by chance is as good as impossible, but for dates and for words that count ("Some 40").
    fn is_numbered(&self, i: usize, end: usize) -> bool {
        let word = self.words[i].hash;
        self.words[i + 1..end].iter().any(|next| next.shape.has(Shape::NUMBER))
            && lists::kinds(word) & (CALENDAR | TITLE) == 0
            && !crate::text::is_function_word(word)
    }

    /// A capital behind a small letter or a digit, as in `iPhone`.
    fn has_inner_capital(&self, word: &Word) -> bool {
        !word.shape.has(Shape::NUMBER) && word.text(self.text).chars().any(char::is_uppercase)
    }

    /// True for an acronym that is spelled out when it is read, so that its letters stay capitals: one of two or three letters.
    fn is_short(&self, word: &Word) -> bool {
        !word.shape.has(Shape::DOTTED) && word.text(self.text).chars().filter(|c| c.is_alphanumeric()).count() <= SPELLED_OUT
    }

    /// True before a currency's sign: "US$460".
    fn is_currency(&self, word: &Word) -> bool {
        may_be_currency(self.text, word) && self.text[word.end as usize..].starts_with(['$', '€', '£', '¥'])
    }

    /// What the capital of a word says that is always excused, in a name that goes on: one letter that a hyphen joins to digits is a
    /// designation's, and with a space between them it is an article before a number.
    fn before_number(&self, word: &Word) -> Evidence {
        match &self.text.as_bytes()[word.end as usize..] {
            _ if word.end - word.start > 1 => Evidence::Excused,
            [b'-', b'0'..=b'9', ..] => Evidence::Name,
            [b' ', b'0'..=b'9', ..] => Evidence::None,
            _ => Evidence::Excused,
        }
    }

    /// Dots make a name of `u.s.`, not of `p.m.`.
    fn is_dotted_name(&self, word: &Word) -> bool {
        word.shape.has(Shape::DOTTED) && !lists::is(word.hash, lists::DOTTED)
    }

    /// What the capital of word `i` says.
    fn weigh(&self, i: usize, single: bool, flags: u32) -> Evidence {
        let word = &self.words[i];
        let kinds = lists::kinds(word.hash);
        let upper = word.shape.has(Shape::UPPER);
        let verdict = |excused: bool| if excused { Evidence::Excused } else { Evidence::Name };
        if single && !upper && flags & flag::ACRONYM != 0 && self.is_short(word) || single && self.is_currency(word) {
            // "Kia" is no KIA. Longer acronyms are also written as words: Nato, Hamas, Unesco.
            Evidence::None
        } else if word.shape.has(Shape::DOTTED) || kinds & (CALENDAR | TITLE | COMMON) == 0 {
            Evidence::Name
        } else if kinds & (CALENDAR | TITLE) != 0 {
            if single { Evidence::Excused } else { self.before_number(word) }
        } else if single && flags & flag::ACRONYM != 0 && (!upper || self.run(i) == Run::Upper) {
            // "Who" is no WHO, and among shouting an acronym that equals a common word needs its dots.
            Evidence::None
        } else if upper {
            // Only shouting makes a whole word of capitals doubtful, and the start of a sentence one that is no acronym.
            verdict(single && (self.run(i) == Run::Upper || flags & flag::ACRONYM == 0 && self.is_initial(i)))
        } else {
            verdict(self.is_initial(i) || single && self.run(i) != Run::Plain)
        }
    }

    /// True if word `i` begins a sentence or stands behind an opening mark.
    #[inline]
    pub fn is_initial(&self, i: usize) -> bool {
        if i == self.range.start {
            return true;
        }
        let gap = self.text.as_bytes().get(self.words[i - 1].end as usize..self.words[i].start as usize);
        !matches!(gap, Some([b' ' | b'-'] | [b',', b' '])) && self.opens(i)
    }

    /// [`Self::is_initial`] where more than a space, a hyphen or a comma stands before the word.
    #[inline(never)]
    fn opens(&self, i: usize) -> bool {
        let left = &self.words[i - 1];
        let gap = &self.text[left.end as usize..self.words[i].start as usize];
        gap != "\n" && opens_sentence(gap) && !(gap.trim() == "." && gaps::takes_full_stop(self.text, left)) || self.breaks.before(i)
    }

    /// What the capital of word `i` says, a common one that is no month, weekday or title, that stands alone and has small letters behind it.
    pub fn of_common(&self, i: usize) -> Evidence {
        if self.is_initial(i) || self.run(i) != Run::Plain { Evidence::Excused } else { Evidence::Name }
    }

    fn run(&self, i: usize) -> Run {
        let counted = self.counted.get();
        if (counted.0..counted.1).contains(&i) && i - counted.0 <= REACH && counted.1 - i < REACH {
            return counted.2;
        }
        let first = (self.range.start.max(i.saturating_sub(REACH))..=i).rev().find(|&k| self.is_initial(k));
        let end = (i + 1..self.range.end.min(i + REACH)).find(|&k| self.is_initial(k));
        let from = first.unwrap_or_else(|| self.range.start.max(i.saturating_sub(REACH)));
        let run = self.count(from..end.unwrap_or_else(|| self.range.end.min(i + REACH)));
        if let (Some(first), Some(end)) = (first, end) {
            self.counted.set((first, end, run));
        }
        run
    }

    /// How these words are capitalised.
    fn count(&self, range: Range<usize>) -> Run {
        let (mut words, mut capitals, mut upper) = (0, 0, 0);
        for word in &self.words[range] {
            if word.shape.has(Shape::NUMBER) || word.shape.has(Shape::POSSESSIVE) {
                continue;
            }
            words += 1;
            capitals += usize::from(word.shape.has(Shape::CAPITAL));
            upper += usize::from(!word.shape.has(Shape::LOWER));
        }
        match () {
            () if words < 4 || capitals * 10 < words * 7 => Run::Plain,
            () if upper == words => Run::Upper,
            () => Run::Title,
        }
    }

    /// True if a title or a preposition of place stands directly before word `i`.
    pub fn is_introduced(&self, i: usize) -> bool {
        let before = if i == self.range.start { 0 } else { lists::kinds(self.words[i - 1].hash) };
        before & TITLE != 0 && self.after_title(i) || before & lists::LOCATIVE != 0 && self.after_locative(i)
    }

    /// True if a title ("President", "Gen.") stands directly before word `i`: neither one that ends a sentence nor, in small letters, a
    /// line. Behind a title may stand another ("Chief Dr. Lee"), which is no name either.
    pub fn after_title(&self, i: usize) -> bool {
        !self.is_title(i)
            && self.stands_behind(i, TITLE, |gap| {
                let title = &self.words[i - 1];
                match gap.trim_end() {
                    "" => title.shape.has(Shape::CAPITAL) || !gap.contains(['\n', '\r']),
                    "." => gaps::takes_full_stop(self.text, title),
                    _ => false,
                }
            })
    }

    /// True if word `i` is a title with a capitalised word behind it.
    fn is_title(&self, i: usize) -> bool {
        let next = self.words[..self.range.end].get(i + 1).filter(|next| next.shape.has(Shape::CAPITAL));
        let gap = |next: &Word| &self.text[self.words[i].end as usize..next.start as usize];
        lists::is(self.words[i].hash, TITLE) && next.is_some_and(|next| matches!(gap(next).trim_end(), "" | "."))
    }

    /// True if a preposition of place stands directly before word `i`, which is no month or weekday.
    pub fn after_locative(&self, i: usize) -> bool {
        !lists::is(self.words[i].hash, CALENDAR) && self.stands_behind(i, lists::LOCATIVE, |gap| gap.trim().is_empty())
    }

    /// True if a word of a kind stands before word `i` in its block, with such a gap between them.
    fn stands_behind(&self, i: usize, kind: u8, fits: impl Fn(&str) -> bool) -> bool {
        if i == self.range.start {
            return false;
        }
        let left = &self.words[i - 1];
        let (from, to) = (left.end as usize, self.words[i].start as usize);
        to - from <= 8 && lists::is(left.hash, kind) && fits(&self.text[from..to]) && !self.breaks.before(i)
    }
}

/// True if the case of every letter agrees, whatever the marks and gaps.
pub(super) fn agrees(written: &str, name: &str) -> bool {
    use unicode_normalization::UnicodeNormalization;
    fn letters(text: &str) -> impl Iterator<Item = char> {
        text.nfkd().filter(|c| c.is_alphanumeric() && !crate::text::fold::is_mark(*c) && !is_apostrophe(*c))
    }
    letters(written).eq(letters(name))
}
