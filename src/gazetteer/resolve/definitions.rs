//! Where a text gives the acronym of a name: behind it in brackets, between dashes or in words, or before it.

use super::around::{Around, is_dash};
use crate::text::Shape;
use crate::text::fold::is_apostrophe;
use crate::text::listed::lines;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Words that may stand before an acronym: "(the NSB)", "also known as NSB", "known by its French acronym NSB".
const BEFORE: [&str; 21] = [
    "the",
    "or",
    "also",
    "better",
    "known",
    "called",
    "abbreviated",
    "abbreviation",
    "shortened",
    "to",
    "as",
    "by",
    "its",
    "their",
    "acronym",
    "initials",
    "under",
    "short",
    "for",
    "hereafter",
    "hereinafter",
];
/// Those that tell of an acronym; the last ones are what it is.
const TELLS: [&str; 7] = ["known", "called", "abbreviated", "shortened", "acronym", "initials", "abbreviation"];
/// The most words between a name and its acronym.
const MOST_BEFORE: usize = 7;
/// What may stand between an acronym and the bracket behind it: "(NSB in French)", "(NSB by its French initials)".
const BEHIND: [&str; 4] = ["in", "by", "for", "from"];

/// How a text gives an acronym.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// In words that say so: "known as NSB", "(French: NSB)", "(NSB in French)".
    InWords,
    /// In brackets, where an agency, a state or a mark of the newsroom may stand too.
    InBrackets,
    /// As anything else could stand there too: "– NSB –", ", or NSB,", "NSB (Northern Shield Brigade)".
    Perhaps,
}

/// The word index of the acronym that the text gives to the name of words `first..end`, before word `limit`.
pub(super) fn find(around: &Around<'_, '_>, (first, end): (usize, usize), limit: usize) -> Option<(usize, Told)> {
    // "the Coast Guard's (NCG) ship"
    let end = if end < limit && around.words[end].shape.has(Shape::POSSESSIVE) { end + 1 } else { end };
    let told = |acronym| if says_so(around, end, acronym) { Told::InWords } else { Told::InBrackets };
    let bracketed = bracketed(around, end, limit).map(|acronym| (acronym, told(acronym)));
    let before = || before_brackets(around, (first, end)).map(|acronym| (acronym, Told::Perhaps));
    bracketed.or_else(|| between_dashes(around, end, limit)).or_else(|| in_words(around, (first, end), limit)).or_else(before)
}

/// True if words beside the acronym in the brackets at word `end` tell of one: "(known as NSB)", "(French: NSB)", "(NSB in French)".
fn says_so(around: &Around<'_, '_>, end: usize, acronym: usize) -> bool {
    let language = |i: usize| around.words[i].shape.has(Shape::CAPITAL) && !around.is(i, &BEFORE);
    let goes_on = acronym + 1 < around.words.len() && around.joined(acronym + 1) && !around.closes(acronym);
    goes_on || (end..acronym).any(|i| around.is(i, &TELLS) || language(i))
}

/// False where neither a bracket nor a dash, a comma or a word that may lead to an acronym stands behind byte `end`, nor a bracket before
/// byte `start`: at most names.
#[inline]
pub(super) fn may_be_told(bytes: &[u8], start: usize, end: usize) -> bool {
    const EN_DASH: &[u8] = "–".as_bytes();
    const EM_DASH: &[u8] = "—".as_bytes();
    const TWO_HYPHENS: &[u8] = b"--";
    let inside = start.checked_sub(1).is_some_and(|before| matches!(bytes[before], b'(' | b'['));
    let rest = bytes.get(end..).unwrap_or_default();
    let dash = |rest: &[u8]| [EN_DASH, EM_DASH, TWO_HYPHENS].iter().any(|dash| rest.starts_with(dash));
    let mark = [&b"'"[..], "’".as_bytes()].into_iter().find_map(|mark| rest.strip_prefix(mark));
    let owned = |rest: &[u8]| matches!(rest, [b' ', b'(' | b'[', ..] | [b's' | b'S', b' ', b'(' | b'[', ..]);
    inside
        || mark.is_some_and(owned)
        || match rest {
            [b' ' | b'\n' | b'\r', b'(' | b'[' | b'\n', ..] => true,
            [b',', b' ' | b'\n', a, b, ..] => matches!(&[*a, *b], b"or" | b"kn" | b"al" | b"ab" | b"be" | b"ca" | b"sh"),
            [b' ', b'o', b'r', b' ', ..] | [b' ', b'-', b' ' | b'-', ..] | [b' ', b'k', b'n', b'o', ..] | [b' ', b'a', b'b' | b'l', ..] => {
                true
            }
            [b' ', behind @ ..] => dash(behind),
            _ => dash(rest),
        }
}

/// The word index of the acronym in brackets right after word `end - 1`: "(NSB)", "(the NSB)", "(NSB in French)".
pub(super) fn bracketed(around: &Around<'_, '_>, end: usize, limit: usize) -> Option<usize> {
    let opens = || matches!(around.gap(end).trim_start_matches(is_apostrophe).trim(), "(" | "(“" | "(\"" | "[");
    if !(end > 0 && end < limit && opens()) {
        return None;
    }
    let acronym = behind_words(around, end, limit)?;
    let parted = acronym == end || around.joined(acronym) || matches!(around.gap(acronym).trim(), "“" | "\"" | ":");
    let told_how = |i: usize| {
        let last = (i + 2..limit.min(i + 6)).find(|&last| !around.joined(last) || around.closes(last));
        i + 1 < limit && around.joined(i + 1) && around.is(i + 1, &BEHIND) && last.is_some_and(|last| around.closes(last))
    };
    let behind = around.behind(acronym).trim_start_matches(['”', '"']);
    // "(NCG - Guardia Costera)", "(NCG/Guardia Costera)"
    let goes_on = || behind.starts_with([',', ';', '/']) || is_dash(behind);
    (parted && (around.closes(acronym) || goes_on() || told_how(acronym))).then_some(acronym)
}

/// The first word from `from` on that is none of those before an acronym, if it is one: words of a language and "in" may stand before it too.
fn behind_words(around: &Around<'_, '_>, from: usize, limit: usize) -> Option<usize> {
    // "its French acronym", "in Russian", "French:"
    let language = |i: usize| {
        let headed = i + 1 < limit && around.gap(i + 1).trim_end() == ":";
        let (before, behind) =
            (i > from && around.is(i - 1, &["its", "their", "the", "in"]), i + 1 < limit && around.is(i + 1, &TELLS[4..]));
        (headed || before && (behind || around.is(i - 1, &["in"])))
            && around.words[i].shape.has(Shape::CAPITAL)
            && !around.words[i].shape.has(Shape::UPPER)
    };
    let leads = |i: usize| around.is(i, &BEFORE) || around.is(i, &["in"]) && i + 1 < limit && language(i + 1) || language(i);
    let acronym = (from..limit.min(from + MOST_BEFORE + 1)).find(|&i| i > from && !is_spaced(around, i) || !leads(i))?;
    is_acronym(around, acronym).then_some(acronym)
}

/// True if white space or a colon with it parts a word from the one before.
fn is_spaced(around: &Around<'_, '_>, i: usize) -> bool {
    around.joined(i) || around.gap(i).trim_end() == ":"
}

/// The acronym between dashes after word `end - 1`: "– NSB –", "— known as NSB —".
fn between_dashes(around: &Around<'_, '_>, end: usize, limit: usize) -> Option<(usize, Told)> {
    if !(end > 0 && end < limit && is_dash(around.gap(end))) {
        return None;
    }
    let acronym = behind_words(around, end, limit)?;
    let parted = acronym == end || around.joined(acronym);
    let closed = acronym + 1 < around.words.len() && is_dash(around.gap(acronym + 1));
    let told = (end..acronym).any(|i| around.is(i, &TELLS));
    let ended = told && around.behind(acronym).starts_with([',', '.', ';']);
    (parted && (closed || ended)).then_some((acronym, if told { Told::InWords } else { Told::Perhaps }))
}

/// The acronym behind words after word `end - 1`, and whether these tell of one: ", or NSB,", ", known as the NSB", " called NSB", " or NSB".
fn in_words(around: &Around<'_, '_>, (first, end): (usize, usize), limit: usize) -> Option<(usize, Told)> {
    if !(end > 0 && end < limit && (around.comma(end) || around.joined(end) && around.is(end, &["known", "also", "abbreviated", "or"]))) {
        return None;
    }
    let acronym = behind_words(around, end, limit).filter(|&acronym| acronym > end && around.joined(acronym))?;
    let surely = (end..acronym).any(|i| around.is(i, &TELLS));
    // "the Army, also for the NSB," tells of none.
    let told = surely || acronym <= end + 2 && around.is(end, &["or"]);
    let behind = around.behind(acronym);
    let closed =
        behind.is_empty() || behind.starts_with([',', '.', ';', ')', '–', '—']) || behind.starts_with(" –") || behind.starts_with(" —");
    // "the Northern Shield Brigade or NSB said"; with other letters it is another one.
    let parted = surely || !around.joined(end);
    let sure = if parted { closed } else { spells_fully(around, (first, end), acronym) };
    (told && sure).then_some((acronym, if surely { Told::InWords } else { Told::Perhaps }))
}

/// The word index of the acronym before a name in brackets, words `first..end`: "NSB (Northern Shield Brigade)".
fn before_brackets(around: &Around<'_, '_>, (first, end): (usize, usize)) -> Option<usize> {
    let bracketed = first > 0 && matches!(around.gap(first).trim(), "(" | "[") && around.behind(end - 1).starts_with([')', ']']);
    (bracketed && is_acronym(around, first - 1)).then(|| first - 1)
}

/// Codes of currencies (ISO 4217), which stand in brackets behind any name.
const CURRENCIES: [&str; 14] = ["USD", "EUR", "GBP", "CHF", "JPY", "CNY", "RUB", "UAH", "BYN", "PLN", "TRY", "ILS", "CAD", "AUD"];

/// True for two to eight letters, two of them capitals.
fn is_acronym(around: &Around<'_, '_>, i: usize) -> bool {
    let word = &around.words[i];
    let written = around.written(i);
    let capitals = written.chars().filter(|c| c.is_uppercase()).count();
    let letters = written.chars().filter(|&c| c != '.').count();
    (2..=8).contains(&letters) && capitals >= 2 && !word.shape.has(Shape::NUMBER) && !CURRENCIES.contains(&written)
}

/// What stands in brackets behind names that it does not abbreviate.
static BRACKETED: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../../seeds/words/bracketed.txt")).flat_map(str::split_whitespace).collect());

/// True for an agency, a state, a mark of the newsroom: "(AP)", "(U.S.)", "(VIDEO)".
pub(super) fn is_bracketed_often(around: &Around<'_, '_>, acronym: usize) -> bool {
    let written = around.written(acronym);
    BRACKETED.contains(written) || written.contains('.') && BRACKETED.contains(written.replace('.', "").as_str())
}

/// True for the acronym behind the town at the head of a report: "KYIV, Ukraine (AP) —".
pub(super) fn is_in_dateline(around: &Around<'_, '_>, first: usize, acronym: usize) -> bool {
    let begins = |i: usize| i == 0 || around.gap(i).contains('\n');
    let mut head = first;
    let capital = |i: usize| around.words[i].shape.has(Shape::CAPITAL);
    while !begins(head) && first - head < MOST_BEFORE && (around.comma(head) || around.joined(head)) && capital(head - 1) {
        head -= 1;
    }
    let behind = around.behind(acronym).trim_start_matches(['”', '"']);
    begins(head) && around.words[head].shape.has(Shape::UPPER) && behind.strip_prefix([')', ']']).is_some_and(is_dash)
}

fn letters(around: &Around<'_, '_>, acronym: usize) -> Vec<char> {
    around.written(acronym).chars().filter(|c| c.is_alphabetic()).flat_map(char::to_uppercase).collect()
}

/// The first letters of the words that `counts`.
fn initials(around: &Around<'_, '_>, (first, end): (usize, usize), counts: impl Fn(usize) -> bool) -> Vec<char> {
    (first..end).filter(|&i| counts(i)).filter_map(|i| around.written(i).chars().next()).flat_map(char::to_uppercase).collect()
}

/// Those of the capitalised words.
fn capitals(around: &Around<'_, '_>, words: (usize, usize)) -> Vec<char> {
    initials(around, words, |i| around.words[i].shape.has(Shape::CAPITAL))
}

/// True if the letters stand among the initials in their order.
fn are_among(letters: &[char], initials: &[char]) -> bool {
    let mut rest = initials.iter();
    letters.iter().all(|letter| rest.any(|initial| initial == letter))
}

/// True if the acronym's letters are initials of the capitalised words, in order, words left out allowed.
pub(super) fn spells(around: &Around<'_, '_>, words: (usize, usize), acronym: usize) -> bool {
    are_among(&letters(around, acronym), &capitals(around, words))
}

/// The same of all words, if the first letter is that of the first capitalised one: "Reporters sans frontières".
pub(super) fn spells_with_small(around: &Around<'_, '_>, words: (usize, usize), acronym: usize) -> bool {
    begins_alike(around, words, acronym) && are_among(&letters(around, acronym), &initials(around, words, |_| true))
}

/// True if the acronym's letters are the initials of all the capitalised words.
pub(super) fn spells_fully(around: &Around<'_, '_>, words: (usize, usize), acronym: usize) -> bool {
    letters(around, acronym) == capitals(around, words)
}

/// True if the acronym's letters, three or more, stand in their order in one long word that begins with the first of them:
/// "Bundesnachrichtendienst (BND)".
pub(super) fn contracts(around: &Around<'_, '_>, (first, end): (usize, usize), acronym: usize) -> bool {
    let letters = letters(around, acronym);
    let word: Vec<char> = around.written(first).chars().flat_map(char::to_uppercase).collect();
    end - first == 1
        && letters.len() > 2
        && word.len() >= 3 * letters.len()
        && letters.first() == word.first()
        && are_among(&letters, &word)
}

/// True if the acronym begins with the initial of the first capitalised word.
pub(super) fn begins_alike(around: &Around<'_, '_>, words: (usize, usize), acronym: usize) -> bool {
    letters(around, acronym).first() == capitals(around, words).first()
}
