//! A name as the trie holds it: folded words, and what may stand between them.

use super::gaps::{self, Gap};
use super::{designations, flag};
use crate::text::fold::{self, Folder, class};
use crate::text::lookalikes::may_mix;
use crate::text::words::words_into;
use crate::text::{Shape, Word};
use crate::{Error, Result};

/// The most words of one name.
pub(in crate::gazetteer) const MAX_WORDS: usize = 64;
/// The most bytes of one name.
pub(super) const MAX_BYTES: usize = 4096;

/// One word of a form: its hash, where its folded bytes stand in [`Forms::folded`], and the gap before it.
#[derive(Clone, Copy, Debug)]
pub(in crate::gazetteer) struct NameWord {
    pub hash: u64,
    pub start: u32,
    pub end: u32,
    pub gap: Gap,
}

/// True for a name that surely can be matched: too short for too many words, with a letter that makes one.
pub(super) fn is_sound(folder: &Folder, name: &str) -> bool {
    name.len() <= MAX_WORDS && name.chars().any(|c| folder.makes_a_word(c))
}

/// Why a name cannot be matched, if it cannot.
pub(in crate::gazetteer) fn fault(name: &str) -> Option<String> {
    if is_sound(&Folder::new(), name) {
        return None;
    }
    too_long(name).or_else(|| {
        let mut words = Vec::new();
        words_into(name, &mut words);
        wrong_words(name, words.len())
    })
}

fn too_long(name: &str) -> Option<String> {
    (name.len() > MAX_BYTES).then(|| format!("a name of {} bytes; at most {MAX_BYTES} can be matched", name.len()))
}

fn wrong_words(name: &str, words: usize) -> Option<String> {
    match words {
        0 => Some(format!("the name {name:?} holds no letter or digit, so nothing can match it")),
        1..=MAX_WORDS => None,
        _ => Some(format!("a name of {words} words; at most {MAX_WORDS} can be matched")),
    }
}

/// Cuts names into forms; its buffers serve many names.
///
/// A name has one form as written, and further ones where custom varies: `Moody's` also joined, `d'Ivoire` and `O'Neill` also
/// split, `J. K.` also `J.K.` and the other way round, `Т-72` also in Latin letters.
pub(in crate::gazetteer) struct Forms {
    folder: Folder,
    words: Vec<Word>,
    /// Folded bytes of all words of all forms.
    pub folded: Vec<u8>,
    all: Vec<NameWord>,
    /// Where each form ends in `all`.
    ends: Vec<usize>,
    /// Flags of the name as written.
    pub flags: u32,
}

impl Forms {
    pub fn new() -> Self {
        Self { folder: Folder::new(), words: Vec::new(), folded: Vec::new(), all: Vec::new(), ends: Vec::new(), flags: 0 }
    }

    /// Cuts `name`; `place` says where it stands, for errors.
    pub fn cut(&mut self, name: &str, place: impl Fn() -> String) -> Result<()> {
        self.words.clear();
        self.folded.clear();
        self.all.clear();
        self.ends.clear();
        if let Some(problem) = too_long(name) {
            return Err(Error::gazetteer(place(), problem));
        }
        let style = written(name);
        let simple = match style {
            flag::WIDE => self.letters(name),
            _ if style & flag::PLAIN != 0 => {
                self.plain(name);
                true
            }
            _ => false,
        };
        if !simple {
            words_into(name, &mut self.words);
        }
        if let Some(problem) = wrong_words(name, self.words.len()) {
            return Err(Error::gazetteer(place(), problem));
        }
        let words = std::mem::take(&mut self.words);
        let flag = |flag: u32, when: bool| if when { flag } else { 0 };
        let has_capital = words.iter().any(|w| w.shape.has(Shape::CAPITAL)) || style != flag::SMALL && name.chars().any(char::is_uppercase);
        self.flags = flag(flag::LOWER, !has_capital)
            | flag(flag::ACRONYM, words.len() == 1 && words[0].shape.has(Shape::UPPER))
            | flag(flag::STARTS_LOWER, !words[0].shape.has(Shape::CAPITAL) || may_start_small(words[0].text(name)))
            | style;
        if simple {
            for (word, pair) in self.all.iter_mut().skip(1).zip(words.windows(2)) {
                word.gap = gaps::in_name(name, &pair[0], &pair[1]);
            }
            self.ends.push(self.all.len());
            self.twins(name, &words);
            self.words = words;
            return Ok(());
        }
        // Which ways of writing differ from this one; most names have none.
        let joins = words.iter().any(|w| w.shape.has(Shape::POSSESSIVE));
        let splits = words.iter().any(|w| elided(w.text(name)).is_some());
        let initials = words.len() > 1
            && name.contains('.')
            && (0..words.len()).any(|i| words[i].shape.has(Shape::DOTTED) || initial_run(name, &words[i..]) > 1);
        for form in 0..8 {
            let (join, split, initial) = (form & 1 != 0, form & 2 != 0, form & 4 != 0);
            if (joins || !join) && (splits || !split) && (initials || !initial) {
                self.form(name, &words, join, split, initial);
            }
        }
        self.twins(name, &words);
        self.words = words;
        Ok(())
    }

    /// Cuts and folds a name of ASCII letters and digits with one space between words: it has one form.
    fn plain(&mut self, name: &str) {
        self.folded.extend_from_slice(name.as_bytes());
        self.folded.make_ascii_lowercase();
        let mut start = 0;
        for word in name.as_bytes().split(|&b| b == b' ') {
            let end = start + word.len();
            let hash = fold::hash_bytes(&self.folded[start..end]);
            let count = |is: fn(&u8) -> bool| word.iter().filter(|b| is(b)).count();
            let (capitals, small) = (count(u8::is_ascii_uppercase), count(u8::is_ascii_lowercase));
            let letters = capitals + small;
            let flag = |flag: Shape, when: bool| if when { flag } else { Shape::default() };
            let shape = flag(Shape::CAPITAL, word.first().is_some_and(u8::is_ascii_uppercase))
                .with(flag(Shape::UPPER, capitals > 1 && small == 0))
                .with(flag(Shape::LOWER, small > 0))
                .with(flag(Shape::DIGIT, letters < word.len()))
                .with(flag(Shape::NUMBER, letters == 0));
            let (start_32, end_32) = (start as u32, end as u32);
            self.words.push(Word { start: start_32, end: end_32, hash, shape });
            self.all.push(NameWord { hash, start: start_32, end: end_32, gap: Gap::OPEN });
            start = end + 1;
        }
    }

    /// Cuts and folds a name of nothing but letters that fold by themselves, spaces and hyphens: it has one form. False for any other.
    fn letters(&mut self, name: &str) -> bool {
        let (mut start, mut folded, mut capitals, mut all) = (0, 0, 0, 0_u8);
        let mut letters = 0;
        for (at, c) in name.char_indices().chain([(name.len(), ' ')]) {
            if c != ' ' && c != '-' {
                let letter = self.folder.get(c);
                if !letter.is_plain_letter() {
                    return self.give_up();
                }
                letter.append_to(&mut self.folded);
                capitals += usize::from(letter.class & class::UPPER != 0);
                letters += 1;
                all |= letter.class;
                continue;
            }
            if start < at {
                if may_mix(&self.folded[folded..]) {
                    return self.give_up();
                }
                let hash = fold::hash_bytes(&self.folded[folded..]);
                let first = name[start..].chars().next().map_or(0, |c| self.folder.get(c).class);
                let flag = |flag: Shape, when: bool| if when { flag } else { Shape::default() };
                let shape = flag(Shape::CAPITAL, first & class::UPPER != 0)
                    .with(flag(Shape::UPPER, capitals > 1 && capitals == letters))
                    .with(flag(Shape::LOWER, all & class::LOWER != 0))
                    .with(flag(Shape::WIDE, !name.as_bytes()[start..at].is_ascii()));
                self.words.push(Word { start: start as u32, end: at as u32, hash, shape });
                self.all.push(NameWord { hash, start: folded as u32, end: self.folded.len() as u32, gap: Gap::OPEN });
            }
            (start, folded, capitals, letters, all) = (at + c.len_utf8(), self.folded.len(), 0, 0, 0);
        }
        true
    }

    /// Forgets what was cut so far; false.
    fn give_up(&mut self) -> bool {
        self.words.clear();
        self.folded.clear();
        self.all.clear();
        false
    }

    /// The words of the name as written.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The forms, the one as written first.
    pub fn iter(&self) -> impl Iterator<Item = &[NameWord]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.all[start..end])
    }

    /// Adds one form if it differs from those before it.
    fn form(&mut self, name: &str, words: &[Word], joined: bool, split: bool, initials: bool) {
        let first = self.all.len();
        let bytes = self.folded.len();
        let mut changed = [false; 3];
        let mut i = 0;
        while i < words.len() {
            let word = &words[i];
            let gap = if i == 0 { Gap::OPEN } else { gaps::in_name(name, &words[i - 1], word) };
            let text = word.text(name);
            let next_possessive = words.get(i + 1).is_some_and(|w| w.shape.has(Shape::POSSESSIVE));
            if joined && next_possessive {
                let start = self.folded.len();
                self.folder.fold_into(text, &mut self.folded);
                self.folded.push(b's');
                self.push(start, gap);
                changed[0] = true;
                i += 2;
                continue;
            }
            if split && let Some((left, right)) = elided(text) {
                self.fold(left, gap);
                self.fold(right, Gap::OPEN);
                changed[1] = true;
                i += 1;
                continue;
            }
            if initials && words.len() > 1 && word.shape.has(Shape::DOTTED) {
                for (n, letter) in text.split('.').filter(|l| !l.is_empty()).enumerate() {
                    self.fold(letter, if n == 0 { gap } else { Gap(u32::from(gaps::kind::OPEN | gaps::kind::STOP)) });
                }
                changed[2] = true;
                i += 1;
                continue;
            }
            let run = if initials { initial_run(name, &words[i..]) } else { 0 };
            if run > 1 {
                let start = self.folded.len();
                for letter in &words[i..i + run] {
                    self.folder.fold_into(letter.text(name), &mut self.folded);
                }
                self.push(start, gap);
                changed[2] = true;
                i += run;
                continue;
            }
            let start = self.folded.len();
            self.folder.fold_into(text, &mut self.folded);
            self.all.push(NameWord { hash: word.hash, start: start as u32, end: self.folded.len() as u32, gap });
            i += 1;
        }
        if changed != [joined, split, initials] || self.all.len() - first > MAX_WORDS {
            self.all.truncate(first);
            self.folded.truncate(bytes);
        } else {
            self.ends.push(self.all.len());
        }
    }

    /// Adds the forms of a designation in letters of the other script.
    fn twins(&mut self, name: &str, words: &[Word]) {
        let (twins, ways) = designations::twins(name, words);
        for way in ways {
            for (at, word) in words.iter().enumerate() {
                let gap = if at == 0 { Gap::OPEN } else { gaps::in_name(name, &words[at - 1], word) };
                let twin = twins.iter().enumerate().find(|(n, twin)| twin.0 == at && way >> n & 1 == 1);
                self.fold(twin.map_or(word.text(name), |(_, twin)| &twin.1), gap);
            }
            self.ends.push(self.all.len());
        }
    }

    fn fold(&mut self, word: &str, gap: Gap) {
        let start = self.folded.len();
        self.folder.fold_into(word, &mut self.folded);
        self.push(start, gap);
    }

    fn push(&mut self, start: usize, gap: Gap) {
        let hash = fold::hash_bytes(&self.folded[start..]);
        self.all.push(NameWord { hash, start: start as u32, end: self.folded.len() as u32, gap });
    }
}

/// The one flag of [`flag::PLAIN`] for ASCII letters and digits with one space between words, [`flag::WIDE`] for what is not ASCII, none for
/// anything else. Of two names that fold to the same words and have the same flag of the plain ones each letter is the same.
pub(in crate::gazetteer) fn written(name: &str) -> u32 {
    let mut kinds = flag::PLAIN;
    let mut first = true;
    for b in name.bytes() {
        kinds &= match b {
            b'a'..=b'z' if first => flag::SMALL,
            b'a'..=b'z' => flag::TITLED | flag::SMALL,
            b'A'..=b'Z' if first => flag::TITLED | flag::LARGE,
            b'A'..=b'Z' => flag::LARGE,
            b'0'..=b'9' => flag::PLAIN,
            b' ' if !first => flag::PLAIN,
            _ => return if name.is_ascii() { 0 } else { flag::WIDE },
        };
        first = b == b' ';
    }
    // The lowest of several: for digits alone, for a single capital.
    if first { 0 } else { kinds & kinds.wrapping_neg() }
}

/// True for a word whose elided letter may be written small before its capital: L'Aquila, l'Aquila.
fn may_start_small(word: &str) -> bool {
    elided(word).is_some_and(|(_, rest)| rest.starts_with(char::is_uppercase))
}

/// The parts of a word with an elided first letter: `d'Ivoire`, `l'Aquila`, `O'Neill`.
fn elided(word: &str) -> Option<(&str, &str)> {
    let mut chars = word.chars();
    let letter = chars.next()?;
    let mark = chars.next()?;
    let rest = chars.as_str();
    let elides = matches!(letter, 'd' | 'D' | 'l' | 'L' | 'o' | 'O') && fold::is_apostrophe(mark);
    if elides && !rest.is_empty() { Some((&word[..letter.len_utf8()], rest)) } else { None }
}

/// How many single letters with their full stops stand at the head of `words`, if more words follow them.
fn initial_run(name: &str, words: &[Word]) -> usize {
    let initial = |i: usize| {
        let word = &words[i];
        let letter = word.text(name).chars().filter(|&c| !fold::is_mark(c)).count() == 1 && !word.shape.has(Shape::DIGIT);
        letter && !word.shape.has(Shape::POSSESSIVE) && name[word.end as usize..].starts_with('.')
    };
    let run = (0..words.len()).take_while(|&i| initial(i)).count();
    if run < words.len() { run } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_have_a_way_of_their_own_are_cut_as_any_text() {
        let long = "A".repeat(70) + " " + &"z".repeat(64);
        let names =
            ["Kyiv", "kyiv", "NATO", "F 16", "F16", "3rd Army", "2014", "a", "New York", "iPhone X", "x 1 Y2z", "Łódź", "SÃO-Tomé", &long];
        let mut forms = Forms::new();
        for name in names {
            forms.cut(name, String::new).expect("a name");
            let mut words = Vec::new();
            words_into(name, &mut words);
            assert_eq!(forms.words(), words, "{name}");
            let form = forms.iter().next().unwrap_or_default();
            let folded: Vec<&[u8]> = form.iter().map(|word| &forms.folded[word.start as usize..word.end as usize]).collect();
            let expected: Vec<String> = words.iter().map(|word| fold::fold(word.text(name))).collect();
            assert_eq!(folded, expected.iter().map(String::as_bytes).collect::<Vec<_>>(), "{name}");
            assert!(form.iter().zip(&words).all(|(a, b)| a.hash == b.hash), "{name}");
        }
    }
}
