//! The languages that a Cyrillic name may be in, by its letters.

/// A language whose names are romanised; those of the first three are inflected too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lang {
    Ukrainian,
    Russian,
    Belarusian,
    /// And Montenegrin, and Bosnian in Cyrillic.
    Serbian,
    Macedonian,
    Bulgarian,
}

pub(super) const LANGUAGES: [Lang; 6] =
    [Lang::Ukrainian, Lang::Russian, Lang::Belarusian, Lang::Serbian, Lang::Macedonian, Lang::Bulgarian];

/// A set of languages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Languages(u8);

const UKRAINIAN: Languages = Languages(1);
const RUSSIAN: Languages = Languages(2);
const BELARUSIAN: Languages = Languages(4);
const SERBIAN: Languages = Languages(8);
const MACEDONIAN: Languages = Languages(16);
const BULGARIAN: Languages = Languages(32);

impl Languages {
    /// Those that a name may be in by letters which they share: East Slavic.
    pub const EAST: Self = Self(7);
    /// Those that a name is in by a letter of their own, or by what its entry says: South Slavic.
    pub const SOUTH: Self = Self(56);
    /// None of them.
    pub const NONE: Self = Self(0);

    pub const fn has(self, lang: Lang) -> bool {
        self.0 & 1 << lang as u8 != 0
    }

    pub const fn with(self, lang: Lang) -> Self {
        Self(self.0 | 1 << lang as u8)
    }

    /// True if they have one in common.
    pub const fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Those of both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The languages of codes such as `uk` or `be-BY`; none for codes of others.
    pub fn of_code(code: &str) -> Self {
        let primary = code.split(['-', '_']).next().unwrap_or_default();
        if SERBO_CROATIAN.iter().any(|known| known.eq_ignore_ascii_case(primary)) {
            return SERBIAN;
        }
        LANGUAGES.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(primary)).map_or(Self::NONE, |lang| Self::NONE.with(lang))
    }

    /// Those of a country that writes in South Slavic Cyrillic.
    pub fn of_country(code: &str) -> Self {
        match code.to_ascii_uppercase().as_str() {
            "RS" | "ME" | "BA" | "XK" => SERBIAN,
            "MK" => MACEDONIAN,
            "BG" => BULGARIAN,
            _ => Self::NONE,
        }
    }

    pub fn iter(self) -> impl Iterator<Item = Lang> {
        LANGUAGES.into_iter().filter(move |&lang| self.has(lang))
    }
}

/// Codes of languages whose Cyrillic is the Serbian one.
const SERBO_CROATIAN: [&str; 4] = ["sh", "bs", "cnr", "me"];

/// The South Slavic languages whose alphabets have a small Cyrillic letter, and whether it tells one from the others that have no such letter.
pub(super) const fn southern(letter: char) -> (Languages, bool) {
    match letter {
        'ђ' | 'ћ' => (SERBIAN, true),
        'ѓ' | 'ќ' | 'ѕ' => (MACEDONIAN, true),
        'ј' | 'љ' | 'њ' | 'џ' => (Languages(SERBIAN.0 | MACEDONIAN.0), true),
        // In Russian it stands before е, ё, ю and я alone.
        'ъ' => (BULGARIAN, true),
        'й' | 'щ' | 'ь' | 'ю' | 'я' => (BULGARIAN, false),
        'ы' | 'э' => (Languages::NONE, false),
        'а'..='я' => (Languages::SOUTH, false),
        _ => (Languages::NONE, false),
    }
}

/// The East Slavic languages whose alphabets have a small Cyrillic letter.
pub(super) const fn alphabets(letter: char) -> Languages {
    match letter {
        'и' | 'щ' => Languages(UKRAINIAN.0 | RUSSIAN.0),
        'ы' | 'э' | 'ё' => Languages(RUSSIAN.0 | BELARUSIAN.0),
        'і' => Languages(UKRAINIAN.0 | BELARUSIAN.0),
        'ъ' => RUSSIAN,
        'ў' => BELARUSIAN,
        'ї' | 'є' | 'ґ' => UKRAINIAN,
        'а'..='я' => Languages::EAST,
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

/// The East Slavic languages in whose spelling a Cyrillic word in small letters may stand, as far as letters that follow each other tell.
pub(super) fn spelling(word: &str) -> Languages {
    // The Korean name alone begins with и in Ukrainian.
    let (mut ukrainian, mut russian, mut belarusian) = (!word.starts_with('и') || word == "ин", true, true);
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

impl Lang {
    /// Its ISO 639-1 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ukrainian => "uk",
            Self::Russian => "ru",
            Self::Belarusian => "be",
            Self::Serbian => "sr",
            Self::Macedonian => "mk",
            Self::Bulgarian => "bg",
        }
    }
}
