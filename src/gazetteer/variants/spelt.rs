//! The spellings of one entry while they are made, each once.

use super::letters::{Letters, Script, count_folded};
use super::parted::Parted;
use super::script::{is_letter, is_native};
use super::seen::{Met, Seen};
use super::{MOST, Named};
use crate::gazetteer::entries::flag;
use crate::gazetteer::entries::gaps::{self, Gap};
use crate::gazetteer::entries::names::Forms;
use crate::gazetteer::known::lists;
use crate::text::Shape;
use crate::text::fold::{self, hash_bytes};
use crate::text::listed::lines;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// A spelling that was made.
pub(in crate::gazetteer) struct Made<'m> {
    /// Number of the name it was made from.
    pub name: u16,
    /// [`flag::ROMANISED`], [`flag::SHORT`], [`flag::INFLECTED`], [`flag::RESPELLED`].
    pub flags: u32,
    /// As it is written; nothing where words alone are asked for.
    pub text: &'m str,
    /// Its words.
    pub words: Words<'m>,
}

/// The words of a spelling.
#[derive(Clone, Copy)]
pub(in crate::gazetteer) enum Words<'m> {
    /// They were cut from what is written.
    Cut(&'m Forms),
    /// They are told by numbers that hold for the entry, each with the gap before it.
    Numbered(Numbered<'m>),
}

/// The words of a spelling that was not written, which has one form.
#[derive(Clone, Copy)]
pub(in crate::gazetteer) struct Numbered<'m> {
    /// The flags that [`Forms::cut`] gives what is written.
    pub flags: u32,
    /// A number and the gap before it for each word.
    pub words: &'m [(u32, Gap)],
    known: &'m Seen,
}

impl Numbered<'_> {
    /// The hash and the folded bytes of the word of a number.
    pub fn word(&self, number: u32) -> (u64, &[u8]) {
        (self.known.hash(number), self.known.string(number))
    }
}

/// The spellings of one entry, each once.
pub(super) struct Spellings {
    /// Whether they are asked for as they are written.
    written: bool,
    /// Whether there will be short names of them.
    pub makes_short: bool,
    /// As they were made: most are made more than once, and need no second look.
    texts: Seen,
    /// Their folded words, those of the entry's own names too; as spellings those of one word.
    known: Seen,
    /// Spellings of several words by the numbers of these.
    several: Seen,
    /// The numbers of the words of the spelling at hand.
    numbers: Vec<u32>,
    /// The same as bytes.
    key: Vec<u8>,
    /// The gap behind a word of a shape, by its number, as it was asked for last.
    gaps: Vec<Option<(Shape, Gap)>>,
    /// Words of the spelling at hand, with the gaps before them.
    words: Vec<(u32, Gap)>,
    /// How many calls for spellings there were.
    pub round: u32,
    /// Name, flags and end in `text` of those that are used.
    pub all: Vec<(u16, u32, usize)>,
    text: String,
    /// The spelling at hand.
    made: String,
    forms: Forms,
}

impl Spellings {
    /// Of no entry yet; `written` if they are asked for as they are written.
    pub fn new(written: bool) -> Self {
        Self {
            written,
            makes_short: false,
            texts: Seen::default(),
            known: Seen::default(),
            several: Seen::default(),
            numbers: Vec::new(),
            key: Vec::new(),
            gaps: Vec::new(),
            words: Vec::new(),
            round: 0,
            all: Vec::new(),
            text: String::new(),
            made: String::new(),
            forms: Forms::new(),
        }
    }

    /// Begins with the names of an entry.
    pub fn begin(&mut self, entry: &Named<'_>) {
        self.texts.clear();
        self.known.clear();
        self.several.clear();
        self.gaps.clear();
        self.all.clear();
        self.text.clear();
        self.round = 0;
        for name in &entry.names {
            if self.forms.cut(name, String::new).is_ok() {
                self.note();
            }
        }
    }

    /// Name, flags and text of a spelling that is used.
    pub fn get(&self, at: usize) -> (usize, u32, &str) {
        let start = at.checked_sub(1).map_or(0, |before| self.all[before].2);
        let (name, flags, end) = self.all[at];
        (usize::from(name), flags, &self.text[start..end])
    }

    /// Notes the words that were cut.
    fn note(&mut self) -> Met {
        self.number_cut();
        self.note_numbers()
    }

    /// Numbers the words that were cut.
    fn number_cut(&mut self) {
        self.numbers.clear();
        for word in self.forms.iter().next().unwrap_or_default() {
            self.numbers.push(self.known.number(&self.forms.folded[word.start as usize..word.end as usize], word.hash));
        }
    }

    /// Notes the words that have these numbers.
    fn note_numbers(&mut self) -> Met {
        let round = self.round;
        let (seen, number) = self.whole();
        seen.meet(number, round)
    }

    /// Where the spelling of the words that have these numbers has a number of its own, and which.
    fn whole(&mut self) -> (&mut Seen, u32) {
        if let [number] = self.numbers[..] {
            return (&mut self.known, number);
        }
        self.key.clear();
        self.key.extend(self.numbers.iter().flat_map(|number| number.to_le_bytes()));
        let number = self.several.number(&self.key, hash_bytes(&self.key));
        (&mut self.several, number)
    }

    /// True if what [`Self::offer_made`] would be given folds like one of the entity's own names; to be asked before any spelling is offered.
    pub fn is_listed(
        &mut self,
        script: Option<Script>,
        number: impl FnOnce(&mut Seen, &mut Vec<u32>),
        write: impl FnOnce(&mut String),
    ) -> bool {
        if script.is_none() {
            let mut made = std::mem::take(&mut self.made);
            made.clear();
            write(&mut made);
            let cut = self.forms.cut(&made, String::new).is_ok();
            self.made = made;
            if !cut {
                return false;
            }
            self.number_cut();
        } else {
            self.numbers.clear();
            number(&mut self.known, &mut self.numbers);
        }
        let (seen, number) = self.whole();
        seen.is_met(number)
    }

    /// [`Self::offer`] of what `write` appends to a text; if the name is plain its script is told, and `number` numbers its words: it need not be
    /// written to be told from others.
    #[expect(clippy::too_many_arguments, reason = "two ways to tell one spelling")]
    pub fn offer_made(
        &mut self,
        name: usize,
        flags: u32,
        parted: &Parted,
        script: Option<Script>,
        number: impl FnOnce(&mut Seen, &mut Vec<u32>),
        write: impl FnOnce(&mut String),
        take: &mut dyn FnMut(&Made<'_>),
    ) -> bool {
        let Some(script) = script else {
            let mut made = std::mem::take(&mut self.made);
            made.clear();
            write(&mut made);
            let is_new = self.offer(name, flags, &made, take);
            self.made = made;
            return is_new;
        };
        self.numbers.clear();
        number(&mut self.known, &mut self.numbers);
        match self.note_numbers() {
            Met::Now => return false,
            Met::Before => return true,
            Met::Never => {}
        }
        let one_word = self.numbers.len() == 1;
        let is_usable = |number| is_usable_word(self.known.hash(number), count_folded(self.known.string(number)), flags);
        if self.all.len() == MOST || one_word && !is_usable(self.numbers[0]) {
            return true;
        }
        if self.written || self.makes_short || script == Script::Marked && !one_word {
            let mut made = std::mem::take(&mut self.made);
            made.clear();
            write(&mut made);
            if self.forms.cut(&made, String::new).is_ok() {
                self.use_it(name, flags, &made, None, take);
            }
            self.made = made;
        } else {
            let letters = Letters { name: parted, numbers: &self.numbers, known: &self.known, script };
            let written = letters.flags();
            self.words.clear();
            self.words.push((self.numbers[0], Gap::OPEN));
            self.words.extend(self.numbers.windows(2).zip(letters.shapes()).map(|(pair, shape)| {
                let (left, gaps) = (pair[0], &mut self.gaps);
                if gaps.len() <= left as usize {
                    gaps.resize(left as usize + 1, None);
                }
                let (of, gap) = gaps[left as usize]
                    .filter(|(of, _)| *of == shape)
                    .unwrap_or_else(|| (shape, gaps::behind_letters(self.known.string(left), self.known.hash(left), shape)));
                gaps[left as usize] = Some((of, gap));
                (pair[1], gap)
            }));
            self.use_it(name, flags, "", Some(written), take);
        }
        true
    }

    /// Hands over the spelling whose words were cut, or if it was not written, its words by number; `unwritten` are the flags it then has.
    fn use_it(&mut self, name: usize, flags: u32, text: &str, unwritten: Option<u32>, take: &mut dyn FnMut(&Made<'_>)) {
        let numbered = |flags| Words::Numbered(Numbered { flags, words: &self.words, known: &self.known });
        let words = unwritten.map_or(Words::Cut(&self.forms), numbered);
        let name = name.min(0xFFFF) as u16;
        self.text.push_str(text);
        self.all.push((name, flags, self.text.len()));
        take(&Made { name, flags, text, words });
    }

    /// Takes a spelling whose words are those of a name with other marks between them.
    pub fn offer_marks(&mut self, name: usize, flags: u32, text: &str, take: &mut dyn FnMut(&Made<'_>)) {
        let is_new = self.texts.note(text.as_bytes(), self.round) == Met::Never;
        if is_new && self.all.len() < MOST && self.forms.cut(text, String::new).is_ok() {
            self.use_it(name, flags, text, None, take);
        }
    }

    /// Takes a spelling if it is new and usable; true if it is none that was offered in this round.
    pub fn offer(&mut self, name: usize, flags: u32, text: &str, take: &mut dyn FnMut(&Made<'_>)) -> bool {
        if self.texts.note(text.as_bytes(), self.round) == Met::Now {
            return false;
        }
        if self.forms.cut(text, String::new).is_err() {
            // What is too long or empty once made is no name.
            return true;
        }
        if loses_marks(text, flags, &self.forms) {
            return false;
        }
        match self.note() {
            Met::Now => false,
            Met::Before => true,
            Met::Never => {
                if self.all.len() < MOST && is_usable(text, flags, &self.forms) {
                    self.use_it(name, flags, text, None, take);
                }
                true
            }
        }
    }
}

/// English words that no romanisation may be, beside the common ones.
static WORDS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    let lines = lines(include_str!("../../../seeds/variants/words.txt"));
    lines.flat_map(str::split_whitespace).map(fold::hash).collect()
});

/// The fewest letters of a single word with its letters written out: Bø is no Boe, Sö no Soe.
const FEWEST_RESPELLED: usize = 5;

/// How many letters a word has, without the signs in it, counted up to six.
fn count_letters(text: &str) -> usize {
    text.chars().filter(|&c| is_letter(c)).take(6).count()
}

/// True for a letter of Latin that means another without its mark; ŭ the press writes as u anyway.
pub(super) const fn is_lost(c: char) -> bool {
    !c.is_ascii() && !matches!(c, 'ŭ' | 'Ŭ')
}

/// True for a short word of Latin letters with marks: folding drops them, and Čas would be "cas".
fn loses_marks(text: &str, flags: u32, forms: &Forms) -> bool {
    flags & flag::ROMANISED != 0 && text.contains(is_lost) && forms.words().len() == 1 && count_letters(text) < 6 && !is_native(text)
}

/// False for single words that are common or too short to be told from others; a surname of two letters (Xi) is long enough.
fn is_usable(text: &str, flags: u32, forms: &Forms) -> bool {
    match forms.words() {
        [] => false,
        // Digits tell a word from others: F16.
        [word] if flags & flag::INFLECTED != 0 && word.shape.has(Shape::DIGIT) => !word.shape.has(Shape::NUMBER),
        [word] => is_usable_word(word.hash, count_letters(word.text(text)), flags),
        _ => true,
    }
}

fn is_usable_word(hash: u64, letters: usize, flags: u32) -> bool {
    let fewest = match flags & (flag::SHORT | flag::ROMANISED | flag::RESPELLED) {
        flag::SHORT => 2,
        flag::RESPELLED => FEWEST_RESPELLED,
        _ => 3,
    };
    letters >= fewest && lists::kinds(hash) == 0 && !(flags & (flag::ROMANISED | flag::RESPELLED) != 0 && WORDS.contains(&hash))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_words_is_folded_and_adds_to_the_common_ones() {
        let lines = lines(include_str!("../../../seeds/variants/words.txt"));
        let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
        assert!(words.len() > 1000 && WORDS.len() == words.len());
        for word in words {
            assert!(fold::fold(word) == word && lists::kinds(fold::hash(word)) == 0, "{word}");
        }
    }
}
