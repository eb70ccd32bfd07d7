//! Makes the spellings of entries, one entry after the other.
//!
//! By default case forms are made of every name in Cyrillic, whatever other names its entry has, and of what it becomes in another East Slavic
//! language. Romanisations are made of an entry that has no Latin name; of one that has, where a Latin name is itself a romanisation of the native
//! one: what is Kharkiv by one system is Kharkov by another, while a list with Washington wants no Vashington. Places of countries that do not
//! write in East Slavic Cyrillic have their Latin names. Serbian, which is written in either script, goes the other way too.

use super::inflect::Inflector;
use super::languages::Languages;
use super::letters::Script;
use super::parted::Parted;
use super::respell::{self, Restored};
use super::romanise::Romaniser;
use super::script::is_native;
use super::seen::Seen;
use super::spelt::{Made, Spellings};
use super::transcribe::{self, Transcribed};
use super::who::Who;
use super::{
    MOST_INFLECTED, MOST_ROMANISED, Named, arabic, arabic_script, demonyms, designations, house, persons, serbian, units, well_known,
};
use crate::gazetteer::entries::flag;
use crate::gazetteer::entries::kinds::{DEMONYMS, INFLECTED, INITIALS, RESPELLED, ROMANISED, STYLED, SURNAMES, TRANSCRIBED};

/// Makes spellings; its buffers serve many entries.
pub(in crate::gazetteer) struct Maker {
    parted: Parted,
    romaniser: Romaniser,
    inflector: Inflector,
    spellings: Spellings,
    /// Which of the entry's names are romanised.
    romanised: Vec<bool>,
}

/// The most case forms of a unit's name that are made with each ending of its ordinal.
const MOST_ORDINAL: usize = 20;

/// True for a person, by the type or where there is none by a patronymic.
fn is_person(entry: &Named<'_>) -> bool {
    match Who::of(entry.kind) {
        Who::Person => true,
        Who::Other => false,
        Who::Either => entry.names.iter().any(|name| persons::is_told(name)),
    }
}

impl Maker {
    /// Makes spellings as they are written, and their words.
    pub fn new() -> Self {
        Self::with(true)
    }

    /// Makes words alone, which takes less time.
    pub fn of_words() -> Self {
        Self::with(false)
    }

    fn with(written: bool) -> Self {
        let spellings = Spellings::new(written);
        Self {
            parted: Parted::default(),
            romaniser: Romaniser::default(),
            inflector: Inflector::default(),
            spellings,
            romanised: Vec::new(),
        }
    }

    /// Hands over the spellings of one entry, none of which folds like one of its names or like another.
    pub fn make(&mut self, entry: &Named<'_>, take: &mut dyn FnMut(&Made<'_>)) {
        let variants = entry.variants;
        if variants.is_empty() {
            return;
        }
        self.spellings.begin(entry);
        self.spellings.makes_short = variants.has(INITIALS | SURNAMES) && is_person(entry);
        if variants.has(ROMANISED) {
            self.rescript(entry, take);
        }
        let transcribed = if variants.has(TRANSCRIBED) { self.transcribe(entry, take) } else { Vec::new() };
        if variants.has(RESPELLED) {
            self.respell(entry, take);
        }
        if variants.has(STYLED) {
            for (n, name) in entry.names.iter().enumerate() {
                self.style(n, name, 0, entry, take);
            }
            for (n, flags, name) in self.made(|_, name| designations::has_seam(name)) {
                self.style(n, &name, flags, entry, take);
            }
        }
        if self.spellings.makes_short {
            let made = self.made(|_, _| true);
            for (n, name) in entry.names.iter().enumerate() {
                self.shorten(n, name, 0, entry, take);
            }
            for (n, flags, name) in made {
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
                self.inflect((n, name, 0), None, entry, take);
            }
            for (n, flags, name) in self.made(|flags, name| flags & flag::SHORT != 0 && is_native(name)) {
                // What was made in another language is in that one, whatever the list says of its own names.
                let other = (flags & flag::ROMANISED != 0).then(|| self.languages(&name));
                self.inflect((n, &name, flags), other, entry, take);
            }
            for made in transcribed.iter().filter(|made| made.declines) {
                let flags = if made.same { 0 } else { flag::ROMANISED };
                self.inflect((made.name, &made.text, flags), Some(made.language), entry, take);
            }
        }
    }

    /// The spellings made so far that are wanted, each with the number of its name and its flags.
    fn made(&self, wanted: impl Fn(u32, &str) -> bool) -> Vec<(usize, u32, String)> {
        let all = (0..self.spellings.all.len()).map(|at| self.spellings.get(at));
        all.filter(|&(_, flags, name)| wanted(flags, name)).map(|(n, flags, name)| (n, flags, name.to_owned())).collect()
    }

    /// Names of other scripts in Latin letters, and Serbian ones in Cyrillic.
    fn rescript(&mut self, entry: &Named<'_>, take: &mut dyn FnMut(&Made<'_>)) {
        self.choose_romanised(entry);
        for (n, name) in entry.names.iter().enumerate() {
            if self.romanised[n] {
                self.romanise(n, name, entry, take);
            }
        }
        if entry.variants.is_sparing() && entry.names.iter().any(|name| is_native(name)) {
            return;
        }
        for (n, name) in entry.names.iter().enumerate() {
            if let Some(text) = serbian::cyrillic(name, entry.country, entry.lang) {
                self.spellings.round += 1;
                self.spellings.offer(n, flag::ROMANISED, &text, take);
            }
        }
    }

    /// Settles which names are romanised; before any spelling is offered.
    fn choose_romanised(&mut self, entry: &Named<'_>) {
        self.romanised.clear();
        self.romanised.extend(entry.names.iter().map(|name| is_native(name)));
        let latin = |name: &&str| name.bytes().any(|b| b.is_ascii_alphabetic()) && !is_native(name);
        if !entry.variants.is_sparing() || !entry.names.iter().any(latin) {
            return;
        }
        let foreign = entry.is_foreign();
        for (n, name) in entry.names.iter().enumerate() {
            self.romanised[n] = self.romanised[n] && !foreign && self.has_romanisation(name, entry);
        }
    }

    /// True if a romanisation of a native name is another of the entry's names. A well-known form (Moscow) says nothing of the letters.
    fn has_romanisation(&mut self, name: &str, entry: &Named<'_>) -> bool {
        let Self { parted, romaniser, spellings, .. } = self;
        parted.take(name);
        let languages = parted.romanised(entry.lang, entry.country);
        let mut found = false;
        let mut left = MOST_ROMANISED;
        romaniser.spell(parted, languages, |romanised| {
            let script = parted.is_plain().then_some(Script::Latin);
            let number = |known: &mut Seen, numbers: &mut Vec<u32>| romanised.number(known, numbers);
            found = spellings.is_listed(script, number, |text| romanised.write(text));
            left -= 1;
            !found && left > 0
        });
        found
    }

    fn romanise(&mut self, n: usize, name: &str, entry: &Named<'_>, take: &mut dyn FnMut(&Made<'_>)) {
        let Self { parted, romaniser, spellings, .. } = self;
        parted.take(name);
        spellings.round += 1;
        let languages = parted.romanised(entry.lang, entry.country);
        if languages != Languages::NONE {
            well_known::of(parted, |spelling| {
                spellings.offer(n, flag::ROMANISED, spelling, take);
            });
        }
        let mut left = MOST_ROMANISED;
        romaniser.spell(parted, languages, |romanised| {
            let script = || if romanised.is_wide() { Script::Marked } else { Script::Latin };
            let script = parted.is_plain().then(script);
            // See `loses_marks`.
            let lost = script == Some(Script::Marked) && parted.is_one_word() && romanised.count_letters() < 6 && romanised.loses_marks();
            let mut offer = |script| {
                let number = |known: &mut Seen, numbers: &mut Vec<u32>| romanised.number(known, numbers);
                spellings.offer_made(n, flag::ROMANISED, parted, script, number, |text| romanised.write(text), take)
            };
            left -= usize::from(!lost && offer(script));
            left > 0
        });
    }

    fn respell(&mut self, entry: &Named<'_>, take: &mut dyn FnMut(&Made<'_>)) {
        let restored = Restored::of(entry.country, entry.lang);
        for (n, name) in entry.names.iter().enumerate() {
            self.spellings.round += 1;
            let mut offer = |text: &str| {
                self.spellings.offer(n, flag::RESPELLED, text, take);
            };
            respell::written_out(name, &mut offer);
            restored.restore(name, &mut offer);
            if arabic::may_differ(name, entry.kind, entry.country) {
                arabic::of(name, &mut offer);
            }
            arabic_script::of(name, |text| {
                self.spellings.offer(n, flag::INFLECTED, text, take);
            });
        }
    }

    /// What houses write in their own way.
    fn style(&mut self, n: usize, name: &str, flags: u32, entry: &Named<'_>, take: &mut dyn FnMut(&Made<'_>)) {
        let Self { parted, inflector, spellings, .. } = self;
        spellings.round += 1;
        let mut offer = |text: &str| {
            spellings.offer(n, flags | flag::INFLECTED, text, take);
        };
        designations::of(name, entry.kind, &mut offer);
        let house = |text: &str, offer: &mut dyn FnMut(&str)| {
            if house::may_differ(text, entry.kind) {
                house::of(text, offer);
            }
        };
        house(name, &mut offer);
        let mut ordinals: Vec<String> = Vec::new();
        units::of_name(name, |text| ordinals.push(text.to_owned()));
        for text in &ordinals {
            offer(text);
            house(text, &mut offer);
        }
        let mut inflect = |rest: &str, found: &mut dyn FnMut(&str)| {
            parted.take(rest);
            let languages = if entry.variants.has(INFLECTED) { parted.languages(entry.lang) } else { Languages::NONE };
            let (mut text, mut left) = (String::new(), MOST_ORDINAL);
            inflector.forms(parted, entry.kind, languages, |form| {
                text.clear();
                form.write(&mut text);
                found(&text);
                left -= 1;
                left > 0
            });
        };
        units::of_native(name, &mut inflect, &mut offer);
        if house::may_differ(name, entry.kind)
            && let Some(text) = house::quoted(name)
        {
            spellings.offer_marks(n, flags | flag::INFLECTED, &text, take);
        }
    }

    fn shorten(&mut self, n: usize, name: &str, flags: u32, entry: &Named<'_>, take: &mut dyn FnMut(&Made<'_>)) {
        let Some(person) = persons::Person::of(name, entry.country) else { return };
        self.spellings.round += 1;
        for text in person.orders() {
            self.spellings.offer(n, flags | flag::SHORT, &text, take);
        }
        if entry.variants.has(INITIALS) {
            for text in person.initials() {
                self.spellings.offer(n, flags | flag::SHORT, &text, take);
            }
        }
        if entry.variants.has(SURNAMES) {
            for text in person.surnames() {
                self.spellings.offer(n, flags | flag::SHORT, text, take);
            }
        }
    }

    /// The languages that the letters of a name tell.
    fn languages(&mut self, name: &str) -> Languages {
        self.parted.take(name);
        self.parted.languages(None)
    }

    /// The names of the East Slavic languages as the others of them write them.
    fn transcribe(&mut self, entry: &Named<'_>, take: &mut dyn FnMut(&Made<'_>)) -> Vec<Transcribed> {
        let all = transcribe::all(entry, &mut self.parted);
        for made in all.iter().filter(|made| !made.same) {
            self.spellings.round += 1;
            self.spellings.offer(made.name, flag::ROMANISED, &made.text, take);
        }
        all
    }

    /// The case forms of a name with these flags: in `languages`, or in those that its letters and its entry tell.
    fn inflect(
        &mut self,
        (n, name, flags): (usize, &str, u32),
        languages: Option<Languages>,
        entry: &Named<'_>,
        take: &mut dyn FnMut(&Made<'_>),
    ) {
        let Self { parted, inflector, spellings, .. } = self;
        parted.take(name);
        spellings.round += 1;
        let mut left = MOST_INFLECTED;
        let languages = languages.unwrap_or_else(|| parted.languages(entry.lang));
        inflector.forms(parted, entry.kind, languages, |form| {
            let script = (form.name.is_plain() && !form.has_mixed_capitals()).then_some(Script::Cyrillic);
            let number = |known: &mut Seen, numbers: &mut Vec<u32>| form.number(known, numbers);
            left -= usize::from(spellings.offer_made(n, flags | flag::INFLECTED, form.name, script, number, |text| form.write(text), take));
            left > 0
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::entries::Variants;
    use crate::gazetteer::entries::gaps::Gap;
    use crate::gazetteer::entries::names::NameWord;
    use crate::gazetteer::variants::spelt::Words;

    /// Every spelling that is made of a name: number, flags, and of each form the words and the gaps before them.
    fn all(maker: &mut Maker, names: &[&str], kind: &str, variants: Variants) -> Vec<String> {
        let mut out = Vec::new();
        let entry = Named { names: names.to_vec(), kind, country: None, lang: None, variants };
        maker.make(&entry, &mut |made| {
            let mut add = |flags: u32, words: Vec<(&[u8], u64, Gap)>| {
                let words: Vec<_> = words.iter().map(|(word, hash, gap)| (String::from_utf8_lossy(word), hash, gap)).collect();
                out.push(format!("{} {:x} {flags:x} {words:?}", made.name, made.flags));
            };
            match made.words {
                Words::Cut(forms) => {
                    let word = |w: &NameWord| (&forms.folded[w.start as usize..w.end as usize], w.hash, w.gap);
                    forms.iter().for_each(|form| add(forms.flags, form.iter().map(word).collect()));
                }
                Words::Numbered(numbered) => {
                    let word = |&(number, gap): &(u32, Gap)| (numbered.word(number).1, numbered.word(number).0, gap);
                    add(numbered.flags, numbered.words.iter().map(word).collect());
                }
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
            "МИД Дорнии",
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
            "Іўе",
            "ІЎЕ",
            "Гаўя",
            "Чаўсы",
        ];
        let mut some = 0;
        for (variants, kind) in [(Variants::AUTO, ""), (Variants::ALL, "person"), (Variants::ALL, "nationality")] {
            let (mut written, mut words) = (Maker::new(), Maker::of_words());
            for name in names {
                for names in [&[name][..], &[name, "Kharkiv", "Alma-Ata", "A B"]] {
                    let made = all(&mut words, names, kind, variants);
                    assert_eq!(all(&mut written, names, kind, variants), made, "{name}");
                    some += usize::from(!made.is_empty());
                }
            }
        }
        assert!(some > 60);
    }
}
