//! The language of a document, from a sample of it.

use whatlang::Lang;

/// Bytes of each of the (up to three) pieces that are looked at.
const PIECE: usize = 1200;

/// The ISO 639-1 code of the language that `text` is written in, or `None` where a sample of it does not decide.
///
/// Trigrams and scripts are compared by the `whatlang` crate on at most three pieces (near the start, the middle and the
/// end), so a long document costs no more than a short one.
///
/// ```
/// use dateline::text::lang;
/// assert_eq!(lang::detect("The two ministers met in the capital on Monday and signed an agreement."), Some("en"));
/// assert_eq!(lang::detect("Міністри зустрілися в столиці в понеділок і підписали угоду."), Some("uk"));
/// assert_eq!(lang::detect("12:45"), None);
/// ```
pub fn detect(text: &str) -> Option<&'static str> {
    /// Letters that a text in a script of many languages must have.
    const LETTERS: usize = 24;
    let sample = sample(text);
    if is_english(&sample) {
        return Some("en");
    }
    let info = whatlang::detect(&sample)?;
    // Scripts with one language decide by themselves; short Latin or Cyrillic strings do not.
    let letters = sample.chars().filter(|c| c.is_alphabetic()).take(LETTERS).count();
    (info.is_reliable() && letters >= 4 && (letters == LETTERS || info.confidence() >= 1.0)).then(|| code(info.lang()))
}

/// English by its function words, which decide on a sentence that is too short for trigrams.
fn is_english(sample: &str) -> bool {
    const STRONG: [u64; 20] = packed([
        "the", "of", "to", "and", "that", "was", "for", "with", "said", "has", "have", "had", "were", "from", "this", "they", "which",
        "would", "their", "been",
    ]);
    /// Words of other languages too.
    const WEAK: [u64; 16] =
        packed(["it", "its", "he", "she", "his", "her", "not", "are", "by", "will", "who", "on", "at", "is", "as", "we"]);
    let (mut words, mut hits, mut strong) = (0_usize, 0_usize, 0_usize);
    for word in sample.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        words += 1;
        let word = pack(word.as_bytes());
        let listed = STRONG.contains(&word);
        strong += usize::from(listed);
        hits += usize::from(listed || WEAK.contains(&word));
    }
    hits >= 3 && strong >= 2 && hits * 5 >= words
}

/// A word of at most eight bytes in one number, ASCII letters in lower case; 0 for a longer one.
const fn pack(word: &[u8]) -> u64 {
    if word.len() > 8 {
        return 0;
    }
    let (mut packed, mut i) = (0, 0);
    while i < word.len() {
        packed = packed << 8 | word[i].to_ascii_lowercase() as u64;
        i += 1;
    }
    packed
}

/// [`pack`] for each word of a list.
const fn packed<const N: usize>(words: [&str; N]) -> [u64; N] {
    let (mut out, mut i) = ([0; N], 0);
    while i < N {
        out[i] = pack(words[i].as_bytes());
        i += 1;
    }
    out
}

/// The whole of a short text; pieces of a long one.
fn sample(text: &str) -> std::borrow::Cow<'_, str> {
    if text.len() <= 3 * PIECE {
        return text.into();
    }
    // The first lines of a page are often navigation, so the first piece starts a little later.
    let mut joined = String::with_capacity(3 * PIECE + 16);
    for start in [text.len() / 8, text.len() / 2, text.len() - text.len() / 8 - PIECE.min(text.len() / 8)] {
        let start = char_boundary(text, start);
        let end = char_boundary(text, (start + PIECE).min(text.len()));
        joined.push_str(&text[start..end]);
        joined.push('\n');
    }
    joined.into()
}

/// The nearest character boundary at or before `at`.
fn char_boundary(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

/// ISO 639-1 code of a language.
const fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Afr => "af",
        Lang::Aka => "ak",
        Lang::Amh => "am",
        Lang::Ara => "ar",
        Lang::Aze => "az",
        Lang::Bel => "be",
        Lang::Ben => "bn",
        Lang::Bul => "bg",
        Lang::Cat => "ca",
        Lang::Ces => "cs",
        Lang::Cmn => "zh",
        Lang::Cym => "cy",
        Lang::Dan => "da",
        Lang::Deu => "de",
        Lang::Ell => "el",
        Lang::Eng => "en",
        Lang::Epo => "eo",
        Lang::Est => "et",
        Lang::Fin => "fi",
        Lang::Fra => "fr",
        Lang::Guj => "gu",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Hrv => "hr",
        Lang::Hun => "hu",
        Lang::Hye => "hy",
        Lang::Ind => "id",
        Lang::Ita => "it",
        Lang::Jav => "jv",
        Lang::Jpn => "ja",
        Lang::Kan => "kn",
        Lang::Kat => "ka",
        Lang::Khm => "km",
        Lang::Kor => "ko",
        Lang::Lat => "la",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Mal => "ml",
        Lang::Mar => "mr",
        Lang::Mkd => "mk",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Nld => "nl",
        Lang::Nob => "no",
        Lang::Ori => "or",
        Lang::Pan => "pa",
        Lang::Pes => "fa",
        Lang::Pol => "pl",
        Lang::Por => "pt",
        Lang::Ron => "ro",
        Lang::Rus => "ru",
        Lang::Sin => "si",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Sna => "sn",
        Lang::Spa => "es",
        Lang::Srp => "sr",
        Lang::Swe => "sv",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Tgl => "tl",
        Lang::Tha => "th",
        Lang::Tuk => "tk",
        Lang::Tur => "tr",
        Lang::Ukr => "uk",
        Lang::Urd => "ur",
        Lang::Uzb => "uz",
        Lang::Vie => "vi",
        Lang::Yid => "yi",
        Lang::Zul => "zu",
    }
}
