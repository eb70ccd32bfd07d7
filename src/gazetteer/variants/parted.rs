//! A name taken apart: its Cyrillic words, and what stands between them.

use super::languages::{Languages, alphabets, southern, spelling};
use super::script::{Capitals, is_cyrillic};
use crate::text::fold::{Folder, is_apostrophe};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// A run of a name.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    /// Where it stands in the composed name.
    written: Range<usize>,
    /// Where it stands in small letters, if it is a Cyrillic word (apostrophes inside); nowhere if it stands between such words.
    small: Range<usize>,
    pub capitals: Capitals,
}

impl Segment {
    /// True for a Cyrillic word.
    pub fn is_word(&self) -> bool {
        !self.small.is_empty()
    }
}

/// A name as runs of Cyrillic words and what stands between them. Its buffers serve many names.
#[derive(Default)]
pub(super) struct Parted {
    /// The name as it was given.
    given: String,
    composed: String,
    small: String,
    /// What the small letters fold to; as many bytes where the name is plain.
    folded: Vec<u8>,
    pub segments: Vec<Segment>,
    /// The East Slavic languages that its letters allow.
    languages: Languages,
    /// The South Slavic ones that they allow, and whether one of them tells these.
    southern: (Languages, bool),
    plain: bool,
}

/// The most bytes of a plain name: its spellings are no longer than a name may be.
const MOST_PLAIN: usize = 256;

impl Parted {
    /// Takes a name apart.
    pub fn take(&mut self, name: &str) {
        if name == self.given {
            return;
        }
        name.clone_into(&mut self.given);
        self.composed.clear();
        self.small.clear();
        self.folded.clear();
        self.segments.clear();
        self.languages = Languages::EAST;
        self.southern = (Languages::SOUTH, false);
        self.plain = name.len() <= MOST_PLAIN;
        let folder = Folder::new();
        // None of these is composed with another one.
        let single = |c: char| matches!(c, '\0'..'\u{300}' | '\u{400}'..='\u{481}' | '\u{490}'..='\u{491}' | '\u{2019}');
        if name.chars().all(single) {
            self.composed.push_str(name);
        } else {
            self.composed.extend(name.nfc());
        }
        let mut chars = self.composed.char_indices().peekable();
        let mut before = false;
        while let Some((at, c)) = chars.next() {
            let letter = is_cyrillic(c);
            let mut next_letter = || chars.peek().is_some_and(|&(_, next)| is_cyrillic(next));
            let word = letter || before && is_apostrophe(c) && next_letter();
            before = letter;
            let end = at + c.len_utf8();
            let small = self.small.len();
            if word {
                let lower = lower(c);
                if letter {
                    self.languages = self.languages.and(alphabets(lower));
                    let (southern, tells) = southern(lower);
                    self.southern = (self.southern.0.and(southern), self.southern.1 | tells);
                }
                self.small.push(lower);
                let folded = folder.get(lower);
                folded.append_to(&mut self.folded);
                self.plain &= folded.is_plain_letter() && self.folded.len() == self.small.len();
            }
            match self.segments.last_mut() {
                Some(run) if run.is_word() == word => {
                    run.written.end = end;
                    run.small.end = self.small.len();
                }
                _ => self.segments.push(Segment { written: at..end, small: small..self.small.len(), capitals: Capitals::None }),
            }
        }
        for segment in self.segments.iter_mut().filter(|segment| segment.is_word()) {
            segment.capitals = Capitals::of(&self.composed[segment.written.clone()]);
            self.languages = self.languages.and(spelling(&self.small[segment.small.clone()]));
        }
        let regular = |segment: &Segment| {
            let (written, small) = (&self.composed[segment.written.clone()], &self.small[segment.small.clone()]);
            match segment.is_word() {
                true => (segment.capitals != Capitals::None || written == small) && small.chars().any(|c| !matches!(c, 'ь' | 'ъ')),
                false => matches!(written, " " | "-"),
            }
        };
        let ends = [self.segments.first(), self.segments.last()];
        self.plain &= ends.iter().all(|end| end.is_some_and(Segment::is_word)) && self.segments.iter().all(regular);
    }

    /// True for words of nothing but letters that fold by themselves and sound, with one space or hyphen between them: what their spellings
    /// fold to can be told from their parts.
    pub const fn is_plain(&self) -> bool {
        self.plain
    }

    /// Its words.
    pub fn words(&self) -> impl Iterator<Item = &Segment> {
        self.segments.iter().filter(|segment| segment.is_word())
    }

    /// True for a plain name of one word.
    pub fn is_one_word(&self) -> bool {
        self.segments.len() == 1
    }

    /// True for a plain name with a hyphen.
    pub fn has_hyphen(&self) -> bool {
        self.segments.iter().any(|segment| !segment.is_word() && self.written(segment) == "-")
    }

    /// What a word of a plain name folds to: as many bytes as it has in small letters.
    pub fn folded(&self, segment: &Segment) -> &[u8] {
        &self.folded[segment.small.clone()]
    }

    /// What the letters of its words fold to, one word behind the other.
    pub fn letters(&self) -> &[u8] {
        &self.folded
    }

    /// The name, composed.
    pub fn whole(&self) -> &str {
        &self.composed
    }

    /// A run as written.
    pub fn written(&self, segment: &Segment) -> &str {
        &self.composed[segment.written.clone()]
    }

    /// A Cyrillic word in small letters.
    pub fn small(&self, segment: &Segment) -> &str {
        &self.small[segment.small.clone()]
    }

    /// The languages that the name may be in: the one that its entry gives; else the East Slavic ones whose alphabets have all its letters, and
    /// whose spelling allows their order; else the South Slavic ones that a letter tells. None for a language that we have no tables of.
    pub fn languages(&self, given: Option<&str>) -> Languages {
        match given.map(str::trim).filter(|code| !code.is_empty()) {
            Some(code) => Languages::of_code(code),
            None if self.languages == Languages::NONE && self.southern.1 => self.southern.0,
            None => self.languages,
        }
    }

    /// The languages that the name is romanised from: [`Self::languages`], but the South Slavic one of the country where it has its letters.
    pub fn romanised(&self, given: Option<&str>, country: Option<&str>) -> Languages {
        let there = country.map_or(Languages::NONE, Languages::of_country).and(self.southern.0);
        let told = given.is_some_and(|code| !code.trim().is_empty());
        if told || there == Languages::NONE { self.languages(given) } else { there }
    }
}

/// The small letter of a Cyrillic one, which is one character; an apostrophe as it is.
fn lower(c: char) -> char {
    match c {
        'а'..='\u{45F}' => c,
        'А'..='Я' => char::from_u32(c as u32 + 0x20).unwrap_or(c),
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::variants::languages::Lang;

    fn parted(name: &str) -> Parted {
        let mut parted = Parted::default();
        parted.take("Ђ before");
        parted.take(name);
        parted
    }

    #[test]
    fn letters_tell_languages() {
        let codes = |name: &str| parted(name).languages(None).iter().map(Lang::code).collect::<Vec<_>>().join(" ");
        assert_eq!(codes("Київ"), "uk");
        assert_eq!(codes("Магілёў"), "be");
        assert_eq!(codes("Магіле\u{308}у\u{306}"), "be");
        assert_eq!(codes("Объект"), "ru");
        assert_eq!(codes("Крым"), "ru be");
        assert_eq!(codes("ГОМЕЛЬ"), "uk ru be");
        assert_eq!([codes("Ђаковица"), codes("Скопље"), codes("Ѓорче"), codes("Велико Търново")], ["sr", "sr mk", "mk", "bg"]);
        assert_eq!([codes("Љы"), codes("Ўи"), codes("Қала")], ["", "", ""]);
        assert_eq!([codes("Харьков"), codes("Трьохізбенка"), codes("Пермь"), codes("Рязань")], ["ru", "uk", "ru", "uk ru"]);
        assert_eq!([codes("Дърам"), codes("Съезд"), codes("Ижевск"), codes("Мария")], ["bg", "ru", "ru", "ru"]);
        assert_eq!(
            [codes("Терек"), codes("Брест"), codes("Река"), codes("Дзержинск"), codes("Вязьма")],
            ["uk ru", "uk ru", "uk ru", "ru", "uk ru be"]
        );
        assert_eq!(
            [codes("Віцебск"), codes("Полацк"), codes("Дарагабужнае"), codes("Лукашэнка"), codes("Статкевіч")],
            ["be", "ru be", "be", "be", "be"]
        );
        assert_eq!([codes("Аляксандр"), codes("Сергій"), codes("Куэнка"), codes("Дунае")], ["be", "uk", "ru be", "uk ru be"]);
        assert_eq!(parted("Гомель").languages(Some(" BE-by")), Languages::of_code("be"));
        assert_eq!(parted("София").languages(Some("el")), Languages::NONE);
        let from =
            |name: &str, country: &str| parted(name).romanised(None, Some(country)).iter().map(Lang::code).collect::<Vec<_>>().join(" ");
        assert_eq!([from("Митровица", "rs"), from("София", "BG"), from("Битола", "MK")], ["sr", "bg", "mk"]);
        assert_eq!([from("Рязань", "RS"), from("Мост", "DE")], ["uk ru", "uk ru be"]);
    }

    #[test]
    fn names_are_taken_apart_at_what_is_not_cyrillic() {
        let runs = |name: &str| {
            let parted = parted(name);
            let run = |s: &Segment| if s.is_word() { parted.small(s).to_owned() } else { format!("<{}>", parted.written(s)) };
            parted.segments.iter().map(run).collect::<Vec<_>>().join("|")
        };
        assert_eq!(runs("Кам’янець-Подільський"), "кам’янець|<->|подільський");
        assert_eq!(runs("«Азов» 12"), "<«>|азов|<» 12>");
        assert_eq!(runs("Знам'янка' А4"), "знам'янка|<' >|а|<4>");
    }
}
