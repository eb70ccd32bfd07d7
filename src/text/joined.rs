//! Words in which a name stands together with something else: with an elided word before an apostrophe (l’Iran, dell’ONU), with an
//! ending behind one (Ankara’da, Kennedy’ego), with the proclitics of Arabic and Hebrew (وبغداد, לירושלים), with the particles of Korean,
//! Armenian and Ethiopic script (평양에서; see [`super::particles`]).
//!
//! What may be cut off is told by closed tables, so that the apostrophe of Mar’inka or Donets’k cuts nothing. Whether a name is left says
//! the gazetteer.

use super::fold::{fold, hash, is_apostrophe, is_hebrew, is_mark, is_modifier};
use super::listed::sections;
use super::particles::{self, Script};
use super::words::{Cutter, Word};
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// The fewest letters that are left of a word of Arabic or Hebrew, where a name goes on behind it.
const SHORTEST: usize = 2;
/// The fewest letters before an ending, of what is no acronym.
const SHORTEST_BEFORE: usize = 3;
/// The most bytes of a word that is looked at.
const LONGEST: usize = 160;
/// The most letters of a chain of proclitics with what must be seen behind it.
const HEAD: usize = 8;

/// What stands beside a name in its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joint {
    /// An elided word, with its apostrophe, before the name.
    Elided,
    /// Proclitics before the name.
    Proclitic,
    /// An apostrophe and an ending behind the name.
    Ending,
    /// Particles behind the name, before it, or both.
    Particle,
    /// What makes another word of a state's name.
    Derived,
}

/// One way to cut a word: what is left of it, and what was cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub start: u32,
    pub end: u32,
    pub joint: Joint,
    /// What the name has before it and the word has not: the article, of which a preposition leaves the lam.
    pub lead: &'static str,
}

/// The Arabic article.
const ARTICLE: &str = "ال";

#[derive(Default)]
struct Tables {
    elided: FxHashSet<&'static str>,
    endings: FxHashSet<&'static str>,
    acronyms: FxHashSet<&'static str>,
    /// Hashes of words that have no proclitic.
    whole: FxHashSet<u64>,
    /// Hashes of words that are no name behind a proclitic.
    words: FxHashSet<u64>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = Tables::default();
    for (section, line) in sections(include_str!("../../seeds/words/joined.txt")) {
        let words = line.split_whitespace();
        let hashes = || words.clone().map(|word| hash(&fold(word)));
        match section {
            "elided" => tables.elided.extend(words.clone()),
            "endings" => tables.endings.extend(words.clone()),
            "acronyms" => tables.acronyms.extend(words.clone()),
            "whole" => tables.whole.extend(hashes()),
            _ => tables.words.extend(hashes()),
        }
    }
    tables
});

/// True for a frequent word of Arabic or Hebrew that begins as if with a proclitic, and has none.
pub(crate) fn is_whole(word: &Word) -> bool {
    TABLES.whole.contains(&word.hash)
}

/// True if a word may begin with a proclitic, a letter that is one, or have particles, by the bytes of its first letter.
#[inline]
pub(super) fn may_begin(word: &[u8]) -> bool {
    has_proclitics(word) || Script::of(word).is_some()
}

fn has_proclitics(word: &[u8]) -> bool {
    // ב ה ו כ ל מ ש and ب ف ك ل و.
    matches!(word, [0xD7, 0x91 | 0x94 | 0x95 | 0x9B | 0x9C | 0x9E | 0xA9, ..] | [0xD8, 0xA8, ..] | [0xD9, 0x81 | 0x83 | 0x84 | 0x88, ..])
}

/// True if a word may hold a name and something else.
fn may_be(word: &str) -> bool {
    may_begin(word.as_bytes()) || if word.is_ascii() { word.contains(['\'', '`']) } else { word.contains(is_apostrophe) }
}

/// Which words of a range of those of a text may hold a name and something else; the cutter tells the same as it goes.
pub(crate) fn among(text: &str, words: &[Word], range: Range<usize>) -> impl Iterator<Item = u32> {
    range.filter(|&at| may_be(words[at].text(text))).map(|at| at as u32)
}

/// True for a frequent word of Arabic or Hebrew, which behind a proclitic is no name.
pub(crate) fn is_frequent(left: &Word) -> bool {
    TABLES.words.contains(&left.hash)
}

/// An apostrophe that joins a name to something else; a half ring, a prime or a geresh is a letter's.
fn joins(c: char) -> bool {
    is_apostrophe(c) && !is_modifier(c) && !matches!(c, '\u{05F3}' | '\u{05F4}')
}

/// Appends the ways to cut a word, the one that leaves most first.
pub(crate) fn parts(text: &str, word: &Word, out: &mut Vec<Part>) {
    let written = word.text(text);
    if written.len() > LONGEST {
        return;
    }
    let part = |start: usize, end: usize, joint: Joint| {
        let at = |byte: usize| word.start + byte as u32;
        Part { start: at(start), end: at(end), joint, lead: "" }
    };
    if let Some(script) = Script::of(written.as_bytes()) {
        particles::cuts(written, script, |start, end, derived| {
            out.push(part(start, end, if derived { Joint::Derived } else { Joint::Particle }));
        });
        return;
    }
    if has_proclitics(written.as_bytes()) {
        proclitics(written, |start, lead| out.push(Part { lead, ..part(start, written.len(), Joint::Proclitic) }));
        return;
    }
    let mark = |(at, c): (usize, char)| joins(c).then(|| (at, at + c.len_utf8()));
    let (Some(first), Some(last)) = (written.char_indices().find_map(mark), written.char_indices().rev().find_map(mark)) else { return };
    if is_elided(&written[..first.0], &written[first.1..]) {
        out.push(part(first.1, written.len(), Joint::Elided));
    } else if is_ending(&written[..last.0], &written[last.1..]) {
        out.push(part(0, last.0, Joint::Ending));
    }
}

/// True for a word that is elided before what follows: before a vowel, or an acronym that is read as if it began with one (dell’FBI).
fn is_elided(word: &str, rest: &str) -> bool {
    if word.len() > 8 || !word.bytes().all(|b| b.is_ascii_alphabetic()) {
        return false;
    }
    let mut letters = rest.chars().filter(|&c| !is_mark(c)).take(2).map(|c| fold(c.encode_utf8(&mut [0; 4])));
    let (Some(first), second) = (letters.next(), letters.next().unwrap_or_default()) else { return false };
    let vowel = |letter: &str| letter.starts_with(['a', 'e', 'i', 'o', 'u', 'y']);
    let read = first.starts_with(['f', 'l', 'm', 'n', 'r', 's', 'x']) && second.starts_with(|c: char| c.is_ascii_lowercase());
    (vowel(&first) || first.starts_with('h') || read && !vowel(&second) && !second.starts_with('h'))
        && TABLES.elided.contains(word.to_ascii_lowercase().as_str())
}

/// True for an ending that may stand behind a word, as its last letter and theirs say.
fn is_ending(word: &str, ending: &str) -> bool {
    if ending.len() > 16 || word.chars().next().is_some_and(|c| !c.is_alphabetic()) {
        return false;
    }
    let folded = fold(ending);
    let acronym = !word.contains(char::is_lowercase) && word.chars().filter(|c| c.is_uppercase()).count() > 1;
    let small = !ending.contains(char::is_uppercase);
    let listed = TABLES.endings.contains(folded.as_str()) || acronym && small && TABLES.acronyms.contains(folded.as_str());
    // Small letters behind any name, capitals behind capitals alone.
    if !listed || !small && (!acronym || ending.contains(char::is_lowercase)) {
        return false;
    }
    if acronym {
        return true;
    }
    let last = fold(word).chars().next_back().unwrap_or_default();
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let mut letters = folded.chars();
    let (first, second) = (letters.next().unwrap_or_default(), letters.next().unwrap_or_default());
    let fits = if vowel(first) {
        // A final e may be silent (Hollande’ın), any other vowel asks for a consonant: Sana’a, Hawai’i.
        last == 'e' || !vowel(last)
    } else if matches!(first, 'n' | 's' | 'y') && vowel(second) {
        // The letter that parts two vowels; a last consonant may be silent (Bordeaux’ya).
        vowel(last) || matches!(last, 'd' | 'h' | 's' | 't' | 'w' | 'x' | 'y' | 'z')
    } else {
        true
    };
    fits && word.chars().filter(|&c| c.is_alphabetic()).count() >= SHORTEST_BEFORE
}

/// Hands over where a name may begin behind the proclitics of a word, and what it has lost before that.
fn proclitics(word: &str, mut take: impl FnMut(usize, &'static str)) {
    let is_letter = |c: char| !is_mark(c) && !is_apostrophe(c);
    let mut letters = word.char_indices().filter(|&(_, c)| is_letter(c));
    let mut head = [(word.len(), '\0'); HEAD];
    head.iter_mut().zip(&mut letters).for_each(|(place, letter)| *place = letter);
    let count = head.iter().filter(|letter| letter.1 != '\0').count() + letters.count();
    let letters = head.map(|letter| letter.1);
    let mut cut = |from: usize, lead: &'static str| {
        if from > 0 && from + SHORTEST <= count {
            take(head[from].0, lead);
        }
    };
    if is_hebrew(letters[0]) { hebrew(&letters, &mut cut) } else { arabic(&letters, &mut cut) }
}

/// And or so, then in, like or to, then the article, whose alef the last of these takes away.
fn arabic(letters: &[char; HEAD], cut: &mut impl FnMut(usize, &'static str)) {
    let article = |at: usize| letters[at] == 'ا' && letters[at + 1] == 'ل';
    let conjunction = usize::from(matches!(letters[0], 'و' | 'ف'));
    for from in 0..=conjunction {
        cut(from, "");
        if from > 0 && article(from) {
            cut(from + 2, "");
        }
        if !matches!(letters[from], 'ب' | 'ك' | 'ل') {
            continue;
        }
        cut(from + 1, "");
        if letters[from] == 'ل' && letters[from + 1] == 'ل' {
            // A name that begins with lam has two left of three: للاذقية of اللاذقية.
            cut(from + 1, ARTICLE);
            cut(from + 2, ARTICLE);
            cut(from + 2, "");
        } else if article(from + 1) {
            cut(from + 3, "");
        }
    }
}

/// And, then that, when or since, then in, to, from, like or the.
fn hebrew(letters: &[char; HEAD], cut: &mut impl FnMut(usize, &'static str)) {
    let starts = |from: usize, with: &[char]| letters[from..].starts_with(with);
    let mut ends = [false; HEAD];
    for conjunction in 0..=usize::from(letters[0] == 'ו') {
        let that: [&[char]; 5] = [&[], &['ש'], &['כ', 'ש'], &['מ', 'ש'], &['ל', 'כ', 'ש']];
        for that in that.into_iter().filter(|that| starts(conjunction, that)) {
            let from = conjunction + that.len();
            let to: [&[char]; 7] = [&[], &['ב'], &['ל'], &['מ'], &['כ'], &['ה'], &['מ', 'ה']];
            to.into_iter().filter(|to| starts(from, to)).for_each(|to| ends[from + to.len()] = true);
        }
    }
    for from in (1..HEAD - 1).filter(|&from| ends[from]) {
        cut(from, "");
        // A first vav is doubled behind another letter.
        if letters[from - 1] != 'ו' && starts(from, &['ו', 'ו']) {
            cut(from + 1, "");
        }
    }
}

/// The word that begins with the letter at byte `start`, whatever stands before it; `room` is memory.
pub(crate) fn word_at(text: &str, start: usize, room: &mut Vec<Word>) -> Option<Word> {
    room.clear();
    Cutter::new(text).word(start, room);
    room.first().copied().filter(|word| word.start as usize == start)
}

/// True if the letters around a place are those of Persian, Urdu, Kurdish or another language whose proclitics are not those of Arabic.
pub(crate) fn is_other_arabic(text: &str, at: usize) -> bool {
    const REACH: usize = 120;
    let bytes = text.as_bytes();
    let near = &bytes[at.saturating_sub(REACH)..bytes.len().min(at + REACH)];
    // ی ک ە ے ہ ھ.
    near.windows(2).any(|two| matches!(two, [0xDB, 0x8C | 0x95 | 0x92 | 0x81] | [0xDA, 0xA9 | 0xBE]))
}

#[cfg(test)]
mod tests {
    use super::super::noticed::Noticed;
    use super::super::words::{words, words_and_noticed};
    use super::*;
    use proptest::prelude::*;

    fn left(word: &str) -> Vec<String> {
        let mut out = Vec::new();
        let cut = words(word);
        assert_eq!(cut.len(), 1, "{word}");
        parts(word, &cut[0], &mut out);
        out.iter().map(|part| [part.lead, &word[part.start as usize..part.end as usize]].concat()).collect()
    }

    #[test]
    fn the_table_is_folded_and_whole() {
        let tables = &*TABLES;
        assert!(
            tables.elided.len() > 15
                && tables.endings.len() > 150
                && tables.acronyms.len() > 5
                && tables.whole.len() > 500
                && tables.words.len() > 50
        );
        for word in tables.elided.iter().chain(&tables.endings).chain(&tables.acronyms) {
            assert_eq!(fold(word), *word);
        }
        for twice in ["s", "t", "k", "ka", "h"] {
            assert!(!tables.endings.contains(twice), "{twice} ends names and contractions");
        }
    }

    #[test]
    fn words_are_cut_where_the_tables_say() {
        for (word, expected) in [
            ("l'Iran", "Iran"),
            ("Jusqu’Odessa", "Odessa"),
            ("dell'FBI", "FBI"),
            ("Ankara’da", "Ankara"),
            ("Hollande'ın", "Hollande"),
            ("ABD'NİN", "ABD"),
            ("AB'ye", "AB"),
            ("EU'et", "EU"),
            ("Kennedy'ego", "Kennedy"),
        ] {
            assert_eq!(left(word), [expected], "{word}");
        }
        for word in [
            "Mar'inka",
            "Donets'k",
            "Sana'a",
            "Hawai'i",
            "D'Souza",
            "O'Brien",
            "N'Djamena",
            "can't",
            "I'd",
            "Ankara'DA",
            "Tal'ne",
            "Xi'an",
            "Maʿrib",
        ] {
            assert!(left(word).is_empty(), "{word}: {:?}", left(word));
        }
    }

    #[test]
    fn proclitics_in_their_order() {
        assert_eq!(left("وبغداد"), ["بغداد", "غداد"]);
        assert_eq!(left("للعراق"), ["لعراق", "اللعراق", "العراق", "عراق"]);
        assert_eq!(left("وللعراق")[0], "للعراق");
        assert!(left("وللعراق").contains(&"العراق".to_owned()));
        assert!(left("وبالعراق").contains(&"العراق".to_owned()));
        assert!(left("שבירושלים").contains(&"ירושלים".to_owned()));
        assert_eq!(left("ומירושלים"), ["מירושלים", "ירושלים"]);
        assert!(left("לכשבירושלים").contains(&"ירושלים".to_owned()));
        assert!(left("בוורשה").contains(&"ורשה".to_owned()));
        assert_eq!(left("בתל"), ["תל"]);
        assert!(left("בן").is_empty() && left("لك").is_empty(), "too little is left");
        let whole = |word: &str| is_whole(&words(word)[0]);
        assert!(whole("שלום") && whole("وِزَارة") && !whole("בעזה") && !whole("وبغداد"));
    }

    proptest! {
        #[test]
        fn the_cutter_tells_the_same(text in "([lLdא-ת]|[a-zé]{1,9}|[بفكلوا]{1,4}|[ '’ʿ.,\"״]|U\\.S\\.|[A-Z]'s|\u{301})*") {
            let (mut cut, mut noticed) = (Vec::new(), Noticed::default());
            words_and_noticed(&text, &mut cut, &mut noticed);
            prop_assert_eq!(&noticed.joined, &among(&text, &cut, 0..cut.len()).collect::<Vec<_>>());
            prop_assert_eq!(cut, words(&text));
        }
    }
}
