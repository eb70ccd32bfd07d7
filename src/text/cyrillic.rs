//! Whether bytes that are no UTF-8 are Russian, Ukrainian or Belarusian text, and in which of its encodings.
//!
//! In these encodings words are nothing but bytes beyond ASCII, while in the Latin ones such bytes stand among letters of ASCII. Which of the
//! encodings it is, the frequencies of letters tell, and that capitals begin words.

use encoding_rs::{Encoding, IBM866, ISO_8859_5, KOI8_U, WINDOWS_1251};
use std::sync::LazyLock;

/// The encodings, the most common one first.
const ENCODINGS: [&Encoding; 4] = [WINDOWS_1251, KOI8_U, IBM866, ISO_8859_5];

/// How many bytes are looked at.
const SAMPLE: usize = 1 << 14;

/// Letters and how many of ten thousand they are, in the language of the three that has most of them.
const LETTERS: [(char, u16); 38] = [
    ('о', 1097),
    ('а', 834),
    ('е', 845),
    ('и', 735),
    ('н', 683),
    ('т', 626),
    ('і', 600),
    ('с', 547),
    ('р', 473),
    ('в', 544),
    ('л', 440),
    ('к', 354),
    ('м', 321),
    ('д', 303),
    ('п', 303),
    ('у', 336),
    ('я', 248),
    ('ы', 190),
    ('ь', 177),
    ('з', 232),
    ('г', 170),
    ('б', 177),
    ('ч', 144),
    ('й', 138),
    ('х', 119),
    ('ў', 120),
    ('ж', 94),
    ('ю', 93),
    ('ш', 76),
    ('ц', 83),
    ('щ', 56),
    ('э', 32),
    ('ф', 28),
    ('ъ', 4),
    ('ё', 4),
    ('є', 61),
    ('ї', 65),
    ('ґ', 2),
];

/// Bits that a character costs which no such text has, and a capital behind a small letter.
const WRONG: f32 = 8.0;
const ODD_CAPITAL: f32 = 6.0;

/// What a byte stands for.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Small,
    Capital,
    /// A mark that texts have: quotation marks, dashes, a hard space.
    Mark,
    Other,
}

/// The bytes from 0x80 on: what each stands for, and the bits that it costs by its frequency.
type Table = [(Kind, f32); 128];

static TABLES: LazyLock<[Table; 4]> = LazyLock::new(|| {
    let all: u16 = 12_000;
    ENCODINGS.map(|encoding| {
        std::array::from_fn(|n| {
            let byte = [0x80 + n as u8];
            let (text, _) = encoding.decode_without_bom_handling(&byte);
            let c = text.chars().next().unwrap_or('\0');
            let small = c.to_lowercase().next().unwrap_or(c);
            let known = LETTERS.iter().find(|letter| letter.0 == small);
            match known {
                Some(&(_, count)) => (if small == c { Kind::Small } else { Kind::Capital }, (f32::from(all) / f32::from(count)).log2()),
                None if matches!(c, '«' | '»' | '„' | '“' | '”' | '‘' | '’' | '–' | '—' | '…' | '№' | '•' | '\u{A0}' | '§' | '°') => {
                    (Kind::Mark, 0.0)
                }
                None => (Kind::Other, WRONG),
            }
        })
    })
});

/// How well bytes fit an encoding.
#[derive(Default)]
struct Fit {
    /// Letters and characters that no text has.
    letters: f32,
    /// Bits that they cost.
    bits: f32,
    /// Those that capitals cost beside.
    capitals: f32,
    /// Pairs of letters that stand side by side: both Cyrillic, or one of them in ASCII.
    pure: usize,
    mixed: usize,
}

impl Fit {
    fn of(bytes: &[u8], table: &Table) -> Self {
        let mut fit = Self::default();
        // The kind of the Cyrillic letter before, or whether there is one of ASCII.
        let (mut before, mut latin) = (Kind::Other, false);
        for &byte in bytes {
            let (kind, bits) = match byte.checked_sub(0x80) {
                Some(high) => table[usize::from(high)],
                None => (Kind::Mark, 0.0),
            };
            let letter = |kind: Kind| matches!(kind, Kind::Small | Kind::Capital);
            match kind {
                Kind::Small | Kind::Capital => {
                    fit.letters += 1.0;
                    fit.bits += bits;
                    fit.pure += usize::from(letter(before));
                    fit.mixed += usize::from(latin);
                    match (before, kind) {
                        (Kind::Small, Kind::Capital) => fit.bits += ODD_CAPITAL,
                        // Small letters are likelier than capitals within a word.
                        (Kind::Capital, Kind::Capital) => fit.capitals += 0.5,
                        _ => {}
                    }
                }
                Kind::Other => {
                    fit.letters += 1.0;
                    fit.bits += bits;
                }
                Kind::Mark => fit.mixed += usize::from(byte.is_ascii_alphabetic() && letter(before)),
            }
            (before, latin) = (kind, byte.is_ascii_alphabetic());
        }
        fit
    }

    /// Bits a letter, capitals included.
    fn cost(&self) -> f32 {
        if self.letters == 0.0 { f32::INFINITY } else { (self.bits + self.capitals) / self.letters }
    }

    /// True if it may be such a text: words of nothing but Cyrillic letters, as frequent as they are; the fewer there are, the more chance is
    /// left to them.
    fn is_text(&self) -> bool {
        self.pure >= 3 && self.pure >= 4 * self.mixed && self.bits / self.letters <= 4.75 + 3.3 / self.letters.sqrt()
    }
}

/// The encoding of bytes that are no UTF-8, if they are Cyrillic text: windows-1251, KOI8-U (which holds KOI8-R's letters), IBM866 or ISO 8859-5.
pub(super) fn encoding_of(bytes: &[u8]) -> Option<&'static Encoding> {
    let first = bytes.iter().position(|b| !b.is_ascii())?;
    let sample = &bytes[first..bytes.len().min(first + SAMPLE)];
    let fits = TABLES.iter().map(|table| Fit::of(sample, table));
    let (fit, encoding) = fits.zip(ENCODINGS).min_by(|a, b| a.0.cost().total_cmp(&b.0.cost()))?;
    fit.is_text().then_some(encoding)
}
