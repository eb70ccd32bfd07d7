//! The noun that a number counts, and its singular. Without a parser: the first plural behind the number, before anything that cannot stand
//! between a number and its noun.

use super::words::{NOT_PLURAL, PARTICIPLES, SINGULARS, STOP, UNMARKED};
use crate::extract::numbers::passage::Passage;
use crate::extract::numbers::wordlist::WordList;
use crate::text::Shape;
use std::sync::LazyLock;

/// How many words a noun phrase may have up to its noun.
const REACH: usize = 6;

/// What a word can be behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Ends the noun phrase.
    Stop,
    /// Ends in s, but is no plural.
    NotPlural,
    /// A plural without s, or a noun with one form, and its singular.
    Unmarked(&'static str),
    /// killed, wounded …: a noun if none follows.
    Participle,
    /// A singular that `one` may count.
    Singular,
}

static ROLES: LazyLock<WordList<Role>> = LazyLock::new(|| {
    WordList::new(
        (SINGULARS.split_whitespace().map(|w| (w, Role::Singular)))
            .chain(NOT_PLURAL.split_whitespace().map(|w| (w, Role::NotPlural)))
            .chain(UNMARKED.iter().map(|&(w, one)| (w, Role::Unmarked(one))))
            .chain(PARTICIPLES.split_whitespace().map(|w| (w, Role::Participle)))
            .chain(STOP.split_whitespace().map(|w| (w, Role::Stop))),
    )
});

/// A counted noun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Noun {
    /// In the singular, lower case but for names.
    pub singular: String,
    /// As written.
    pub written: String,
    /// The word after it.
    pub next: usize,
}

/// The plural noun of the phrase that begins with word `i`.
pub(super) fn plural(p: &Passage<'_>, i: usize) -> Option<Noun> {
    let mut participle = None;
    let mut k = i;
    while k < i + REACH {
        let word = p.word(k)?;
        let written = word.text(p.text);
        let role = ROLES.get(p.text, word);
        if word.shape.has(Shape::DIGIT) || matches!(role, Some(Role::Stop)) {
            break;
        }
        if word.shape.has(Shape::POSSESSIVE) {
            k += 1;
            continue;
        }
        if matches!(role, Some(Role::Participle)) && k == i {
            participle = Some(Noun { singular: written.to_ascii_lowercase(), written: written.to_owned(), next: k + 1 });
        } else if is_plural(written, role) {
            // "arms shipments", "police officers": the last of a row of plurals is the noun.
            let goes_on = p.spaced(k)
                && p.word(k + 1).is_some_and(|w| {
                    let next = w.text(p.text);
                    next.starts_with(|c: char| c.is_lowercase())
                        && is_plural(next, ROLES.get(p.text, w))
                        && !matches!(ROLES.get(p.text, w), Some(Role::Stop))
                });
            if !goes_on || k + 1 == i + REACH {
                let singular = match role {
                    Some(Role::Unmarked(one)) => one.to_owned(),
                    _ => singular(written),
                };
                return Some(Noun { singular, written: written.to_owned(), next: k + 1 });
            }
        }
        let linked = p.spaced(k) || p.hyphened(k) || p.word(k + 1).is_some_and(|w| w.shape.has(Shape::POSSESSIVE));
        if !linked {
            break;
        }
        k += 1;
    }
    participle
}

/// The singular noun of the phrase that begins with word `i`, behind `one`: only nouns that reports count.
pub(super) fn single(p: &Passage<'_>, i: usize) -> Option<Noun> {
    for k in i..i + 4 {
        let word = p.word(k)?;
        let role = ROLES.get(p.text, word);
        if matches!(role, Some(Role::Stop)) || word.shape.has(Shape::DIGIT) {
            return None;
        }
        if matches!(role, Some(Role::Singular)) {
            let noun = word.text(p.text);
            // "one police officer", "one border guard": take the noun that a further noun follows only if none does.
            if p.spaced(k) && p.word(k + 1).is_some_and(|w| matches!(ROLES.get(p.text, w), Some(Role::Singular))) {
                continue;
            }
            return Some(Noun { singular: noun.to_lowercase(), written: noun.to_owned(), next: k + 1 });
        }
        if !(p.spaced(k) || p.hyphened(k)) {
            return None;
        }
    }
    None
}

/// The noun of the phrase that begins with word `i`, singular or plural, for shares: `a third of the country`.
pub(super) fn of_share(p: &Passage<'_>, i: usize) -> Option<Noun> {
    if let Some(noun) = plural(p, i) {
        return Some(noun);
    }
    // The last word before the phrase must end.
    let mut last = None;
    for k in i..i + REACH {
        let Some(word) = p.word(k) else { break };
        if word.shape.has(Shape::DIGIT) || matches!(ROLES.get(p.text, word), Some(Role::Stop)) {
            break;
        }
        if word.shape.has(Shape::POSSESSIVE) {
            continue;
        }
        last = Some(k);
        let possessive = p.word(k + 1).is_some_and(|w| w.shape.has(Shape::POSSESSIVE));
        if !(p.spaced(k) || p.hyphened(k) || possessive) {
            break;
        }
    }
    let k = last?;
    let written = p.written(k);
    Some(Noun { singular: written.to_owned(), written: written.to_owned(), next: k + 1 })
}

/// True if word `i` cannot belong to a noun phrase.
pub(super) fn stops(p: &Passage<'_>, i: usize) -> bool {
    p.word(i).is_none_or(|w| matches!(ROLES.get(p.text, w), Some(Role::Stop)))
}

/// True if word `i` is a singular that reports count.
pub(super) fn is_singular(p: &Passage<'_>, i: usize) -> bool {
    p.word(i).is_some_and(|w| matches!(ROLES.get(p.text, w), Some(Role::Singular)))
}

fn is_plural(word: &str, role: Option<Role>) -> bool {
    match role {
        Some(Role::Unmarked(_)) => true,
        Some(_) => false,
        None => {
            let n = word.len();
            let acronym = n >= 3 && word.ends_with('s') && word[..n - 1].bytes().all(|b| b.is_ascii_uppercase());
            acronym || (n >= 4 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is"))
        }
    }
}

/// The singular of a regular plural: `countries` → `country`, `boxes` → `box`, `soldiers` → `soldier`; lower case, but for names and acronyms.
pub(super) fn singular(plural: &str) -> String {
    let capital = plural.starts_with(|c: char| c.is_uppercase());
    let word = if capital { plural.to_owned() } else { plural.to_lowercase() };
    let cut = |n: usize, add: &str| format!("{}{add}", &word[..word.len() - n]);
    let ends = |list: &[&str]| list.iter().any(|e| word.ends_with(e));
    if !word.is_ascii() || word.len() < 4 {
        return if word.ends_with('s') { cut(1, "") } else { word };
    }
    if word.ends_with("ies") && word.len() > 4 && !ends(&["movies", "zombies", "rookies", "cookies", "selfies"]) {
        return cut(3, "y");
    }
    if ends(&["lives", "wives", "knives"]) {
        return cut(3, "fe");
    }
    if ends(&["wolves", "halves", "shelves", "thieves", "leaves", "loaves"]) {
        return cut(3, "f");
    }
    if ends(&["crises", "bases", "analyses", "oases", "hypotheses"]) {
        return if word.ends_with("bases") { cut(1, "") } else { cut(2, "is") };
    }
    if ends(&[
        "sses",
        "shes",
        "ches",
        "xes",
        "zzes",
        "buses",
        "viruses",
        "campuses",
        "heroes",
        "volcanoes",
        "torpedoes",
        "tornadoes",
        "statuses",
    ]) && !word.ends_with("aches")
    {
        return cut(2, "");
    }
    cut(1, "")
}
