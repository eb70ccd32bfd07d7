//! Where a found name ends: with the marks that its entry ends with, without the invisible ones that stand behind it.

use super::{Match, Variant};
use crate::gazetteer::entries::gaps::{LONGEST_SHORTENED, is_double_quote};
use crate::gazetteer::index::Gazetteer;
use crate::text::fold::{is_apostrophe, is_ignorable};

/// It joins the letter before it, in names of several scripts.
const JOINER: char = '\u{200D}';

/// True if the last word has more letters than one that is cut short by a full stop; its entities are not looked at.
fn is_longer(text: &[u8]) -> bool {
    let letters = text.iter().rev().take_while(|b| b.is_ascii_alphabetic());
    letters.take(LONGEST_SHORTENED + 1).count() > LONGEST_SHORTENED
}

/// What "'ll", "'d", "'ve", "'re" and "'m" are joined to, and what "n't" is.
const SUBJECTS: [&str; 18] =
    ["i", "you", "he", "she", "it", "we", "they", "who", "that", "there", "what", "where", "how", "this", "these", "those", "why", "when"];
const AUXILIARIES: [&str; 20] = [
    "ca", "wo", "do", "is", "are", "was", "were", "did", "does", "have", "has", "had", "could", "would", "should", "must", "need", "sha",
    "ai", "might",
];
/// The most bytes of a contraction.
const LONGEST_CONTRACTION: usize = 10;

/// True for two words made one, as "I'll" and "can't": without the apostrophe they would be others.
fn is_contraction(written: &str) -> bool {
    // Behind the mark stand one letter or two: most words are told from these by two bytes.
    let may_be_mark = |b: u8| !b.is_ascii() || is_apostrophe(char::from(b));
    let Some([a, b, _]) = written.as_bytes().last_chunk() else { return false };
    if written.len() > LONGEST_CONTRACTION || !(may_be_mark(*a) || may_be_mark(*b)) {
        return false;
    }
    let Some((at, mark)) = written.char_indices().find(|&(_, c)| is_apostrophe(c)) else { return false };
    let (first, rest) = (&written[..at], &written[at + mark.len_utf8()..]);
    let one_of = |word: &str, words: &[&str]| words.iter().any(|known| word.eq_ignore_ascii_case(known));
    match first.strip_suffix(['n', 'N']) {
        Some(verb) if rest.eq_ignore_ascii_case("t") => one_of(verb, &AUXILIARIES),
        _ => one_of(rest, &["ll", "d", "ve", "re", "m"]) && one_of(first, &SUBJECTS),
    }
}

/// What a mark at the end of a name closes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Closing {
    /// A quotation: its marks are told from opening ones by their number alone.
    Quote,
    /// A bracket, by its place among [`BRACKETS`].
    Bracket(usize),
}

/// Opening and closing brackets of each kind.
const BRACKETS: [([char; 2], [char; 2]); 7] = [
    (['(', '（'], [')', '）']),
    (['[', '［'], [']', '］']),
    (['「', '｢'], ['」', '｣']),
    (['『', '﹃'], ['』', '﹄']),
    (['【', '〖'], ['】', '〗']),
    (['《', '〔'], ['》', '〕']),
    (['〈', '〚'], ['〉', '〛']),
];

impl Closing {
    fn of(mark: char) -> Option<Self> {
        if is_double_quote(mark) {
            return Some(Self::Quote);
        }
        BRACKETS.iter().position(|(_, close)| close.contains(&mark)).map(Self::Bracket)
    }

    /// True if what such a mark closes was opened in `written` and not closed.
    fn is_open(self, written: &str) -> bool {
        match self {
            Self::Quote => written.chars().filter(|&c| is_double_quote(c)).count() % 2 == 1,
            Self::Bracket(kind) => {
                let (open, close) = &BRACKETS[kind];
                written.matches(open).count() > written.matches(close).count()
            }
        }
    }
}

impl Gazetteer {
    /// Leaves out contractions that are names but for their apostrophe: "I'll" is no Ill, unless a name is written so.
    pub(super) fn settle(&self, text: &str, matches: &mut Vec<Match>) {
        let written_so = |m: &Match| m.entries.iter().any(|&e| self.entry(e).names().any(|name| name.contains(is_apostrophe)));
        matches.retain(|m| m.end_word - m.first_word > 1 || !is_contraction(m.span.text(text)) || written_so(m));
        self.settle_ends(text, matches);
    }

    /// Gives the matches of a text their last characters: "Apple Inc." and "Zelensky V." have their full stop where it is written, as a name
    /// has that ends so; invisible marks behind a word, as those of direction, are none of its name.
    fn settle_ends(&self, text: &str, matches: &mut [Match]) {
        let bytes = text.as_bytes();
        for m in matches {
            let end = m.span.end as usize;
            if !bytes[end - 1].is_ascii() {
                let invisible = |c: char| is_ignorable(c) && c != JOINER;
                let kept = m.span.text(text).trim_end_matches(invisible).len();
                if kept > 0 && m.span.start as usize + kept < end {
                    m.span.end = m.span.start + kept as u32;
                    self.how_written(text, m);
                }
            }
            let end = m.span.end as usize;
            match bytes.get(end) {
                Some(b'.') if is_longer(&bytes[..end]) => {}
                Some(b'.' | b'!' | b'?' | b'+') => _ = self.take_mark(text, m),
                Some(b')') => _ = self.take_mark(text, m) || self.take_closing(text, m),
                // A quotation mark or a bracket, which may stand outside ASCII.
                Some(b'"' | b']' | 0xC2 | 0xE2 | 0xE3 | 0xEF) => _ = self.take_closing(text, m),
                _ => {}
            }
        }
    }

    /// Takes the mark behind a match if it closes what was opened within, and a name ends with such a mark or has its last words in quotation marks as
    /// others write it: ЧВК «Вагнер».
    fn take_closing(&self, text: &str, m: &mut Match) -> bool {
        let end = m.span.end as usize;
        let Some(mark) = text[end..].chars().next() else { return false };
        let Some(kind) = Closing::of(mark).filter(|kind| kind.is_open(m.span.text(text))) else { return false };
        let ends_so = |name: &str| name.chars().next_back().and_then(Closing::of) == Some(kind);
        let quoted =
            || kind == Closing::Quote && m.span.text(text).split(char::is_whitespace).skip(1).any(|word| word.starts_with(is_double_quote));
        let taken = m.entries.iter().any(|&e| self.entry(e).names().any(ends_so)) || quoted();
        if taken {
            m.span.end += mark.len_utf8() as u32;
            self.how_written(text, m);
        }
        taken
    }

    /// Takes the mark behind a match if the name ends with it; true if it does.
    fn take_mark(&self, text: &str, m: &mut Match) -> bool {
        let (start, end) = (m.span.start as usize, m.span.end as usize + 1);
        let written = &text[start..end];
        let listed = m.entries.iter().any(|&e| self.entry(e).name_bytes().any(|name| name.eq_ignore_ascii_case(written.as_bytes())));
        // A spelling that was made of a person's name ends with an initial or a suffix: "Zelensky V.", "R. Kennedy Jr."
        let initial = || {
            let last = &written[..written.len() - 1];
            let word = last.rsplit(char::is_whitespace).next().filter(|word| word.len() < last.len());
            let short = |word: &str| word.chars().count() == 1 || matches!(word, "Jr" | "Sr");
            m.variant == Variant::Short && written.ends_with('.') && word.is_some_and(short)
        };
        let taken = listed || initial();
        if taken {
            m.span.end += 1;
            self.how_written(text, m);
        }
        taken
    }

    /// A name that was found by folding may now be as it is listed, and one that was so no longer.
    fn how_written(&self, text: &str, m: &mut Match) {
        let written = m.span.text(text).as_bytes();
        let is_exact = |entry: &u32| self.entry(*entry).name_bytes().any(|name| name == written);
        match m.variant {
            Variant::Folded | Variant::Exact => {
                m.variant = if m.entries.iter().any(is_exact) { Variant::Exact } else { Variant::Folded };
                m.mixed |= m.entries.len() > 1;
            }
            _ => {}
        }
    }
}
