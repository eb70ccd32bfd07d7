//! Which script a name is in, which languages it may be in by its letters, and a name taken apart.

use crate::text::fold::{Folder, is_apostrophe};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// A language whose names are romanised and inflected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lang {
    Ukrainian,
    Russian,
    Belarusian,
}

pub(super) const LANGUAGES: [Lang; 3] = [Lang::Ukrainian, Lang::Russian, Lang::Belarusian];

/// A set of languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Languages(u8);

const UKRAINIAN: Languages = Languages(1);
const RUSSIAN: Languages = Languages(2);
const BELARUSIAN: Languages = Languages(4);

impl Languages {
    /// All of them.
    pub const ALL: Self = Self(7);
    /// None of them.
    pub const NONE: Self = Self(0);

    pub const fn has(self, lang: Lang) -> bool {
        self.0 & 1 << lang as u8 != 0
    }

    pub const fn with(self, lang: Lang) -> Self {
        Self(self.0 | 1 << lang as u8)
    }

    pub const fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The languages of codes such as `uk` or `be-BY`; none for codes of others.
    pub fn of_code(code: &str) -> Self {
        let primary = code.split(['-', '_']).next().unwrap_or_default();
        LANGUAGES.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(primary)).map_or(Self::NONE, |lang| Self::NONE.with(lang))
    }

    pub fn iter(self) -> impl Iterator<Item = Lang> {
        LANGUAGES.into_iter().filter(move |&lang| self.has(lang))
    }
}

/// The languages whose alphabets have a small Cyrillic letter.
const fn alphabets(letter: char) -> Languages {
    match letter {
        'и' | 'щ' => Languages(UKRAINIAN.0 | RUSSIAN.0),
        'ы' | 'э' | 'ё' => Languages(RUSSIAN.0 | BELARUSIAN.0),
        'і' => Languages(UKRAINIAN.0 | BELARUSIAN.0),
        'ъ' => RUSSIAN,
        'ў' => BELARUSIAN,
        'ї' | 'є' | 'ґ' => UKRAINIAN,
        'а'..='я' => Languages::ALL,
        _ => Languages::NONE,
    }
}

/// Endings by which a word is not Ukrainian, and not Russian: the one has them with і, ї, и or a soft sign, the other with е.
fn foreign(word: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match word.chars().next_back() {
        Some('я') => (&["ия", "ская", "цкая"], &[]),
        Some('и') => (&["ии"], &[]),
        Some('к') => (&["бск", "йск", "нск", "рск", "ацк", "оцк", "уцк"], &[]),
        Some('і') => (&["скі", "цкі"], &[]),
        Some('ч') => (&["авіч", "евіч", "овіч"], &[]),
        Some('а') => (&[], &["шэнка", "рэнка", "чэнка", "жэнка", "тэнка", "дэнка"]),
        // Belarusian adjectives of places; a short word may be anything.
        Some('е') if word.len() > 12 => (&["ие", "кае", "лае", "нае"], &["кае", "лае", "нае"]),
        Some('е') => (&["ие"], &[]),
        _ => (&[], &[]),
    }
}

/// The languages in whose spelling a Cyrillic word in small letters may stand, as far as letters that follow each other tell.
fn spelling(word: &str) -> Languages {
    let (mut ukrainian, mut russian, mut belarusian) = (!word.starts_with('и'), true, true);
    let (not_ukrainian, not_russian) = foreign(word);
    ukrainian &= !not_ukrainian.iter().any(|end| word.ends_with(end));
    russian &= !not_russian.iter().any(|end| word.ends_with(end));
    // Given names that the other languages spell otherwise.
    match word {
        "аляксандр" | "аляксей" | "сяргей" | "святлана" | "уладзімір" | "мікалай" | "мікола" | "віктар" =>
        {
            return BELARUSIAN;
        }
        "олександр" | "олексій" | "сергій" | "андрій" | "володимир" | "микола" | "михайло" | "дмитро" | "ігор" =>
        {
            return UKRAINIAN;
        }
        _ => {}
    }
    let (mut second, mut last) = (' ', ' ');
    for c in word.chars().chain([' ']) {
        let softens = matches!(c, 'е' | 'ё' | 'і' | 'ю' | 'я' | 'ь');
        if last == 'ь' {
            belarusian &= matches!(second, 'з' | 'с' | 'ц' | 'л' | 'н');
        }
        match last {
            // The soft sign stands behind dentals, in Ukrainian behind р too, before о alone. Ukrainian has no и behind a vowel; the Belarusian
            // letters below are hard.
            'ь' if second == 'р' => ukrainian &= c == 'о',
            'ь' => ukrainian &= matches!(second, 'д' | 'т' | 'з' | 'с' | 'ц' | 'л' | 'н') && !matches!(c, 'е' | 'и'),
            'ъ' => russian &= matches!(c, 'е' | 'ё' | 'ю' | 'я'),
            'р' | 'ч' | 'ж' | 'ш' | 'т' | 'д' => belarusian &= !softens,
            'а' | 'е' | 'и' | 'о' | 'у' => ukrainian &= c != 'и',
            _ => {}
        }
        (second, last) = (last, c);
    }
    [ukrainian, russian, belarusian].iter().zip(LANGUAGES).filter(|(may, _)| **may).fold(Languages::NONE, |all, (_, lang)| all.with(lang))
}

pub(super) const fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{0400}'..='\u{052F}')
}

/// False for most names without a Cyrillic letter: the first bytes of these letters, the last of which begins other ones too.
pub(in crate::gazetteer) fn may_be_native(name: &[u8]) -> bool {
    // No branch, so that many bytes are looked at side by side.
    name.iter().fold(false, |any, b| any | matches!(b, 0xD0..=0xD4))
}

/// True for a name with a Cyrillic letter.
pub(in crate::gazetteer) fn is_native(name: &str) -> bool {
    may_be_native(name.as_bytes()) && name.chars().any(is_cyrillic)
}

impl Lang {
    /// Its ISO 639-1 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ukrainian => "uk",
            Self::Russian => "ru",
            Self::Belarusian => "be",
        }
    }
}

/// The capitals of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Capitals {
    None,
    First,
    /// Two letters or more, none of them small.
    All,
}

/// The same as [`char::is_alphabetic`], at once for most of what names and their spellings hold.
pub(super) fn is_letter(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{481}') || c.is_alphabetic()
}

impl Capitals {
    pub fn of(word: &str) -> Self {
        let mut letters = word.chars().filter(|&c| is_letter(c));
        if !letters.next().is_some_and(is_capital) {
            return Self::None;
        }
        let second = letters.next();
        if second.is_some_and(is_capital) && letters.all(is_capital) { Self::All } else { Self::First }
    }

    /// Gives them to the word at `text[at..]`, which is all in small letters.
    pub fn give(self, text: &mut String, at: usize) {
        match self {
            Self::None => {}
            Self::First => {
                let Some(first) = text[at..].chars().next() else { return };
                let end = at + first.len_utf8();
                if first.is_ascii() {
                    text[at..end].make_ascii_uppercase();
                } else {
                    let capital: String = first.to_uppercase().collect();
                    text.replace_range(at..end, &capital);
                }
            }
            Self::All => {
                let capitals = text[at..].to_uppercase();
                text.truncate(at);
                text.push_str(&capitals);
            }
        }
    }
}

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
    /// The languages that its letters allow.
    languages: u8,
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
        self.languages = Languages::ALL.0;
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
                    self.languages &= alphabets(lower).0;
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
            self.languages &= spelling(&self.small[segment.small.clone()]).0;
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

    /// The languages that the name may be in: the one that its entry gives; else those whose alphabets have all its letters, and
    /// whose spelling allows their order. None for a language that we have no tables of.
    pub fn languages(&self, given: Option<&str>) -> Languages {
        match given.map(str::trim).filter(|code| !code.is_empty()) {
            Some(code) => Languages::of_code(code),
            None => Languages(self.languages),
        }
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

/// The same as [`char::is_uppercase`], at once for most letters.
fn is_capital(c: char) -> bool {
    match c {
        'а'..='\u{45F}' => false,
        '\u{400}'..='Я' => true,
        _ => c.is_uppercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(codes("Ђаковица"), "");
        assert_eq!([codes("Харьков"), codes("Трьохізбенка"), codes("Пермь"), codes("Рязань")], ["ru", "uk", "ru", "uk ru"]);
        assert_eq!([codes("Дърам"), codes("Съезд"), codes("Ижевск"), codes("Мария")], ["", "ru", "ru", "ru"]);
        assert_eq!(
            [codes("Терек"), codes("Брест"), codes("Река"), codes("Дзержинск"), codes("Вязьма")],
            ["uk ru", "uk ru", "uk ru", "ru", "uk ru be"]
        );
        assert_eq!(
            [codes("Віцебск"), codes("Полацк"), codes("Дарагабужнае"), codes("Лукашэнка"), codes("Статкевіч")],
            ["be", "ru be", "be", "be", "be"]
        );
        assert_eq!([codes("Аляксандр"), codes("Сергій"), codes("Куэнка"), codes("Дунае")], ["be", "uk", "ru be", "uk ru be"]);
        assert_eq!(parted("Гомель").languages(Some(" BE-by")), BELARUSIAN);
        assert_eq!(parted("София").languages(Some("bg")), Languages::NONE);
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

    #[test]
    fn capitals_follow_the_model() {
        let like = |word: &str, like: &str| {
            let mut text = format!("до {word}");
            Capitals::of(like).give(&mut text, "до ".len());
            text["до ".len()..].to_owned()
        };
        assert_eq!(like("zsu", "ЗСУ"), "ZSU");
        assert_eq!(like("yizhak", "Їжак"), "Yizhak");
        assert_eq!(like("їжака", "Їжак"), "Їжака");
        assert_eq!(like("žlobin", "Жлобін"), "Žlobin");
        assert_eq!(like("na", "на"), "na");
    }
}
