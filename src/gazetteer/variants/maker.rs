//! Makes the spellings of entries, one entry after the other.

use super::inflect::Inflector;
use super::letters::{Letters, Script, count_folded};
use super::romanise::Romaniser;
use super::script::{Languages, Parted, is_letter, is_native};
use super::seen::{Met, Seen};
use super::{
    DEMONYMS, INFLECTED, INITIALS, MOST, MOST_INFLECTED, MOST_ROMANISED, Named, ROMANISED, SURNAMES, Variants, demonyms, persons,
    well_known,
};
use crate::gazetteer::flag;
use crate::gazetteer::lists;
use crate::gazetteer::names::Forms;
use crate::text::fold::{self, hash_bytes};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// A spelling that was made.
pub(in crate::gazetteer) struct Made<'m> {
    /// Number of the name it was made from.
    pub name: u16,
    /// [`flag::ROMANISED`], [`flag::SHORT`], [`flag::INFLECTED`].
    pub flags: u32,
    /// As it is written; nothing where words alone are asked for.
    pub text: &'m str,
    /// Its words.
    pub forms: &'m Forms,
}

/// Makes spellings; its buffers serve many entries.
pub(in crate::gazetteer) struct Maker {
    variants: Variants,
    parted: Parted,
    romaniser: Romaniser,
    inflector: Inflector,
    spellings: Spellings,
}

impl Maker {
    /// Makes spellings as they are written, and their words.
    pub fn new(variants: Variants) -> Self {
        Self::with(variants, true)
    }

    /// Makes words alone, which takes less time.
    pub fn of_words(variants: Variants) -> Self {
        Self::with(variants, false)
    }

    fn with(variants: Variants, written: bool) -> Self {
        let spellings = Spellings {
            written,
            makes_short: false,
            texts: Seen::default(),
            keys: Seen::default(),
            key: Vec::new(),
            round: 0,
            all: Vec::new(),
            text: String::new(),
            made: String::new(),
            forms: Forms::new(),
        };
        Self { variants, parted: Parted::default(), romaniser: Romaniser::default(), inflector: Inflector::default(), spellings }
    }

    /// Hands over the spellings of one entry, none of which folds like one of its names or like another.
    pub fn make(&mut self, entry: &Named<'_>, take: &mut dyn FnMut(&Made<'_>)) {
        let variants = self.variants;
        if variants.kinds == 0 || variants.native && !entry.names.iter().all(|name| is_native(name)) {
            return;
        }
        self.spellings.begin(entry);
        self.spellings.makes_short = entry.kind == "person" && variants.has(INITIALS | SURNAMES);
        if variants.has(ROMANISED) {
            for (n, name) in entry.names.iter().enumerate().filter(|(_, name)| is_native(name)) {
                self.romanise(n, name, entry, take);
            }
        }
        if self.spellings.makes_short {
            let romanised = self.spellings.all.len();
            for (n, name) in entry.names.iter().enumerate() {
                self.shorten(n, name, 0, entry, take);
            }
            for at in 0..romanised {
                let (n, flags, name) = self.spellings.get(at);
                let name = name.to_owned();
                self.shorten(n, &name, flags, entry, take);
            }
        }
        if variants.has(DEMONYMS) {
            for (n, name) in entry.names.iter().enumerate() {
                self.spellings.round += 1;
                for text in demonyms::of(name, entry.kind) {
                    self.spellings.offer(n, flag::INFLECTED, &text, take);
                }
            }
        }
        if variants.has(INFLECTED) {
            for (n, name) in entry.names.iter().enumerate().filter(|(_, name)| is_native(name)) {
                self.inflect(n, name, 0, entry, take);
            }
            for at in 0..self.spellings.all.len() {
                let (n, flags, name) = self.spellings.get(at);
                if flags & flag::SHORT != 0 && is_native(name) {
                    let name = name.to_owned();
                    self.inflect(n, &name, flags, entry, take);
                }
            }
        }
    }

    fn romanise(&mut self, n: usize, name: &str, entry: &Named<'_>, take: &mut dyn FnMut(&Made<'_>)) {
        let Self { parted, romaniser, spellings, .. } = self;
        parted.take(name);
        spellings.round += 1;
        let languages = parted.languages(entry.lang);
        if languages != Languages::NONE {
            well_known::of(parted, |spelling| {
                spellings.offer(n, flag::ROMANISED, spelling, take);
            });
        }
        let mut left = MOST_ROMANISED;
        romaniser.spell(parted, languages, |romanised| {
            let script = || if romanised.is_wide() { Script::Marked } else { Script::Latin };
            let letters = parted.is_plain().then(|| Letters { name: parted, folded: romanised.folded, script: script() });
            left -= usize::from(spellings.offer_made(n, flag::ROMANISED, letters, |text| romanised.write(text), take));
            left > 0
        });
    }

    fn shorten(&mut self, n: usize, name: &str, flags: u32, entry: &Named<'_>, take: &mut dyn FnMut(&Made<'_>)) {
        let Some(person) = persons::Person::of(name, entry.country) else { return };
        self.spellings.round += 1;
        if let Some(text) = person.whole() {
            self.spellings.offer(n, flags | flag::SHORT, &text, take);
        }
        if self.variants.has(INITIALS) {
            for text in person.initials() {
                self.spellings.offer(n, flags | flag::SHORT, &text, take);
            }
        }
        if self.variants.has(SURNAMES) {
            for text in person.surnames() {
                self.spellings.offer(n, flags | flag::SHORT, text, take);
            }
        }
    }

    fn inflect(&mut self, n: usize, name: &str, flags: u32, entry: &Named<'_>, take: &mut dyn FnMut(&Made<'_>)) {
        let Self { parted, inflector, spellings, .. } = self;
        parted.take(name);
        spellings.round += 1;
        let mut left = MOST_INFLECTED;
        inflector.forms(parted, entry.kind, parted.languages(entry.lang), |form| {
            let letters = form.name.is_plain().then_some(Letters { name: form.name, folded: form.folded, script: Script::Cyrillic });
            left -= usize::from(spellings.offer_made(n, flags | flag::INFLECTED, letters, |text| form.write(text), take));
            left > 0
        });
    }
}

/// The spellings of one entry, each once.
struct Spellings {
    /// Whether they are asked for as they are written.
    written: bool,
    /// Whether there will be short names of them.
    makes_short: bool,
    /// As they were made: most are made more than once, and need no second look.
    texts: Seen,
    /// Their folded words, those of the entry's own names too.
    keys: Seen,
    key: Vec<u8>,
    /// How many calls for spellings there were.
    round: u32,
    /// Name, flags and end in `text` of those that are used.
    all: Vec<(u16, u32, usize)>,
    text: String,
    /// The spelling at hand.
    made: String,
    forms: Forms,
}

impl Spellings {
    /// Begins with the names of an entry.
    fn begin(&mut self, entry: &Named<'_>) {
        self.texts.clear();
        self.keys.clear();
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
    fn get(&self, at: usize) -> (usize, u32, &str) {
        let start = at.checked_sub(1).map_or(0, |before| self.all[before].2);
        let (name, flags, end) = self.all[at];
        (usize::from(name), flags, &self.text[start..end])
    }

    /// Notes the words that were cut, with a space between them.
    fn note(&mut self) -> Met {
        self.key.clear();
        for word in self.forms.iter().next().unwrap_or_default() {
            if !self.key.is_empty() {
                self.key.push(b' ');
            }
            self.key.extend_from_slice(&self.forms.folded[word.start as usize..word.end as usize]);
        }
        self.keys.note(&self.key, self.round)
    }

    /// [`Self::offer`] of what `write` appends to a text; where its letters are known it need not be written to be told from others.
    fn offer_made(
        &mut self,
        name: usize,
        flags: u32,
        letters: Option<Letters<'_>>,
        write: impl FnOnce(&mut String),
        take: &mut dyn FnMut(&Made<'_>),
    ) -> bool {
        let Some(letters) = letters else {
            let mut made = std::mem::take(&mut self.made);
            made.clear();
            write(&mut made);
            let is_new = self.offer(name, flags, &made, take);
            self.made = made;
            return is_new;
        };
        let one_word = letters.name.is_one_word();
        if flags & flag::ROMANISED != 0 && letters.script == Script::Marked && one_word && count_folded(letters.folded) < 6 {
            // See `loses_marks`.
            return false;
        }
        let hash = hash_bytes(letters.folded);
        match self.keys.note_hashed(letters.folded, hash, self.round) {
            Met::Now => return false,
            Met::Before => return true,
            Met::Never => {}
        }
        if self.all.len() == MOST || one_word && !is_usable_word(hash, count_folded(letters.folded), flags) {
            return true;
        }
        if self.written || self.makes_short || letters.script == Script::Marked && !one_word {
            let mut made = std::mem::take(&mut self.made);
            made.clear();
            write(&mut made);
            if self.forms.cut(&made, String::new).is_ok() {
                self.use_it(name, flags, &made, take);
            }
            self.made = made;
        } else {
            self.forms.set_letters(letters.folded, letters.flags(), letters.shapes());
            self.use_it(name, flags, "", take);
        }
        true
    }

    /// Hands over the spelling whose words were cut.
    fn use_it(&mut self, name: usize, flags: u32, text: &str, take: &mut dyn FnMut(&Made<'_>)) {
        let name = name.min(0xFFFF) as u16;
        self.text.push_str(text);
        self.all.push((name, flags, self.text.len()));
        take(&Made { name, flags, text, forms: &self.forms });
    }

    /// Takes a spelling if it is new and usable; true if it is none that was offered in this round.
    fn offer(&mut self, name: usize, flags: u32, text: &str, take: &mut dyn FnMut(&Made<'_>)) -> bool {
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
                    self.use_it(name, flags, text, take);
                }
                true
            }
        }
    }
}

/// English words that no romanisation may be, beside the common ones.
static WORDS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    let lines = include_str!("../../../seeds/variants/words.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).map(fold::hash).collect()
});

/// How many letters a word has, without the signs in it, counted up to six.
fn count_letters(text: &str) -> usize {
    text.chars().filter(|&c| is_letter(c)).take(6).count()
}

/// True for a short word of Latin letters with marks: folding drops them, and Čas would be "cas".
fn loses_marks(text: &str, flags: u32, forms: &Forms) -> bool {
    flags & flag::ROMANISED != 0 && !text.is_ascii() && forms.words().len() == 1 && count_letters(text) < 6 && !is_native(text)
}

/// False for single words that are common or too short to be told from others; a surname of two letters (Xi) is long enough.
fn is_usable(text: &str, flags: u32, forms: &Forms) -> bool {
    match forms.words() {
        [] => false,
        [word] => is_usable_word(word.hash, count_letters(word.text(text)), flags),
        _ => true,
    }
}

fn is_usable_word(hash: u64, letters: usize, flags: u32) -> bool {
    let fewest = if flags & (flag::SHORT | flag::ROMANISED) == flag::SHORT { 2 } else { 3 };
    letters >= fewest && lists::kinds(hash) == 0 && !(flags & flag::ROMANISED != 0 && WORDS.contains(&hash))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::names::NameWord;

    /// Every spelling that is made of a name: number, flags, and of each form the words and the gaps before them.
    fn all(maker: &mut Maker, name: &str, kind: &str) -> Vec<String> {
        let mut out = Vec::new();
        let entry = Named { names: vec![name], kind, country: None, lang: None };
        maker.make(&entry, &mut |made| {
            for form in made.forms.iter() {
                let word = |w: &NameWord| {
                    (String::from_utf8_lossy(&made.forms.folded[w.start as usize..w.end as usize]).into_owned(), w.hash, w.gap)
                };
                out.push(format!("{} {:x} {:x} {:?}", made.name, made.flags, made.forms.flags, form.iter().map(word).collect::<Vec<_>>()));
            }
        });
        out
    }

    #[test]
    fn words_are_the_same_whether_spellings_are_written_or_not() {
        let names = [
            "Харків",
            "харків",
            "ХАРКІВ",
            "Нью-Йорк",
            "Верхня Липа",
            "Івано-Франківськ",
            "Вищий Брід на Стир",
            "село Липа",
            "А Б",
            "Щ",
            "Ст Мирне",
            "Див Мирне",
            "Брг Житній",
            "Знам'янка Друга",
            "АТ Жито",
            "МакДональд",
            "Жлобин Ёлкино",
            "Ъ Мост",
            "Жан-Люк Їжак",
            "аБв Мир",
            "«Азов»",
            "А-ж Центр",
            "Алма-ата",
            "Сальськ",
            "Пермский край",
            "Вялікая Мажэйка",
            "Шчучын",
        ];
        let mut some = 0;
        for (variants, kind) in [(Variants::AUTO, ""), (Variants::ALL, "person"), (Variants::ALL, "nationality")] {
            let (mut written, mut words) = (Maker::new(variants), Maker::of_words(variants));
            for name in names {
                let made = all(&mut words, name, kind);
                assert_eq!(all(&mut written, name, kind), made, "{name}");
                some += usize::from(!made.is_empty());
            }
        }
        assert!(some > 60);
    }

    #[test]
    fn the_list_of_words_is_folded_and_adds_to_the_common_ones() {
        let lines = include_str!("../../../seeds/variants/words.txt").lines().filter(|line| !line.starts_with('#'));
        let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
        assert!(words.len() > 1000 && WORDS.len() == words.len());
        for word in words {
            assert!(fold::fold(word) == word && lists::kinds(fold::hash(word)) == 0, "{word}");
        }
    }
}
