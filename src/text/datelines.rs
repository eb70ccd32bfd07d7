//! Datelines: lines of place, source, date or byline.

use super::abbreviations::key;
use super::cues;
use super::hashes::HashTable;
use super::profile::Profile;
use super::{Block, Shape, Word};
use std::sync::LazyLock;

static AGENCIES: LazyLock<HashTable<()>> = LazyLock::new(|| {
    "Reuters Reuter AP AFP TASS ITAR Interfax RIA Novosti UPI DPA EFE ANSA PAP BelTA Ukrinform Unian Xinhua Kyodo Yonhap Bloomberg IANS ANI PTI APA \
     Associated Press Agence France Presse RFE RL Anadolu SANA IRNA Belga NTB TT BNS LETA ELTA CTK MTI Tanjug BBC CNN DW PA AAP KCNA WAM"
        .split_whitespace()
        .map(|word| (key(word), ()))
        .collect()
});

static DATE_WORDS: LazyLock<HashTable<()>> = LazyLock::new(|| {
    "updated published posted on at in by and gmt utc est edt et pt pst pdt cet cest bst msk eet ist am pm a.m. p.m. last first modified ago hours hour minutes \
     minute mins min days day weeks week months month read today yesterday local time st nd rd th h of original created added issued"
        .split_whitespace()
        .map(|word| (key(word), ()))
        .collect()
});

static CREDIT_WORDS: LazyLock<HashTable<()>> = LazyLock::new(|| {
    "reporting writing editing edited written compiled additional story text analysis"
        .split_whitespace()
        .map(|word| (key(word), ()))
        .collect()
});

/// True if a line gives the place, source, date or author of an article, and nothing else.
pub(super) fn is_dateline(text: &str, block: &Block, words: &[Word], profile: &Profile) -> bool {
    let Some(first) = words.first() else { return false };
    if is_credit(text, words) {
        return true;
    }
    let short = words.len() <= 6 && first.shape.has(Shape::CAPITAL);
    if !short && !profile.dated {
        return false;
    }
    let surface = block.span.text(text);
    (short && words.iter().all(|w| AGENCIES.contains(w.hash) && w.shape.has(Shape::CAPITAL)))
        || (profile.dated && is_date(surface, words))
        || (short && (is_wire_place(surface, words) || is_place(text, surface, words, profile)))
}

/// "HARROW -": a place in capitals and a dash, after which the text begins.
fn is_wire_place(surface: &str, words: &[Word]) -> bool {
    words.len() <= 4 && surface.ends_with(['-', '–', '—']) && words.iter().all(|w| w.shape.has(Shape::UPPER))
}

/// "By Jane Doe", "Reporting by Jane Doe; Editing by …"
fn is_credit(text: &str, words: &[Word]) -> bool {
    let named = |names: &[Word]| {
        let small =
            |w: &Word| matches!(w.text(text), "and" | "in" | "for" | "of" | "with" | "the" | "at" | "by" | "de" | "von" | "van" | "al");
        names.iter().any(|w| w.shape.has(Shape::CAPITAL))
            && names.iter().all(|w| w.shape.has(Shape::CAPITAL) || w.shape.has(Shape::POSSESSIVE) || small(w))
    };
    match words {
        [by, names @ ..] if by.text(text).eq_ignore_ascii_case("by") => {
            words.len() <= 12 && names.first().is_some_and(|w| w.shape.has(Shape::CAPITAL)) && named(names)
        }
        [work, by, ..] if CREDIT_WORDS.contains(work.hash) => words.len() <= 40 && matches!(by.text(text), "by" | "By" | "reporting"),
        _ => false,
    }
}

/// A date or time, with the name of a place, an agency or an author at most.
fn is_date(surface: &str, words: &[Word]) -> bool {
    let other = words.iter().filter(|w| {
        !(w.shape.has(Shape::DIGIT) || cues::is_month(w) || cues::is_weekday(w) || DATE_WORDS.contains(w.hash) || AGENCIES.contains(w.hash))
    });
    let (mut names, mut rest) = (0, 0);
    for w in other {
        if w.shape.has(Shape::CAPITAL) {
            names += 1;
        } else {
            rest += 1;
        }
    }
    let place = surface.ends_with(['-', '–', '—']);
    rest == 0 && names <= 4 && (place || names * 2 <= words.len()) && !surface.ends_with(['?', '!'])
}

/// "Minsk, Belarus"
fn is_place(text: &str, surface: &str, words: &[Word], profile: &Profile) -> bool {
    let small = |w: &Word| matches!(w.text(text), "of" | "and" | "the" | "de" | "al" | "on");
    let bare = surface.trim_end_matches(['-', '–', '—', ' ', '.', ':']);
    words.len() >= 2
        && !profile.ends
        && words.iter().all(|w| w.shape.has(Shape::CAPITAL) || small(w))
        && surface.contains(", ")
        && !bare.ends_with(',')
        && surface
            .chars()
            .all(|c| c.is_alphabetic() || c.is_whitespace() || matches!(c, ',' | '-' | '–' | '—' | '.' | '\'' | '’' | '(' | ')'))
}
