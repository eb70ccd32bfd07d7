//! States behind their towns as newspapers abbreviate them: "Troy, Mich.", "Albany, N.Y.", "Plano, TX".
//!
//! Such an abbreviation is a word or another's name anywhere else (Miss, Ill, LA), so none is a name of the gazetteer; behind a
//! place and a comma it stands for the state, if the gazetteer has it, and tells which of the towns of one name is meant.

use super::around::Around;
use super::listed::Listed;
use crate::gazetteer::index::facts::Kind;
use crate::gazetteer::matching::{Entries, Match, Variant};
use crate::span::Span;
use crate::text::Shape;
use crate::text::listed::lines;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The longest abbreviation in bytes.
const LONGEST: usize = 6;
/// The least prior of a state that is known by its population alone: a hundred thousand people. A village of the same name is none.
const LEAST: f32 = 0.5;

/// Names in full by abbreviation.
static STATES: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    lines(include_str!("../../../seeds/words/state_abbreviations.txt")).filter_map(|line| line.split_once('\t')).collect()
});

/// Postal codes by name in full.
static CODES: LazyLock<FxHashMap<&'static str, &'static str>> =
    LazyLock::new(|| STATES.iter().filter(|(code, _)| is_postal(code)).map(|(&code, &name)| (name, code)).collect());

/// The postal code of a state of the United States.
pub(super) fn code(name: &str) -> Option<&'static str> {
    CODES.get(name).copied()
}

/// All abbreviations with the names in full.
pub(super) fn abbreviations() -> impl Iterator<Item = (&'static str, &'static str)> {
    STATES.iter().map(|(&code, &name)| (code, name))
}

fn is_postal(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())
}

/// Adds the states behind the commas that follow matches of places. Matches are in text order and stay so.
pub(super) fn find(listed: Listed<'_>, around: &Around<'_, '_>, matches: &mut Vec<Match>) {
    let behind = |m: &Match| if listed.kind_of(m).any(Kind::PLACE) { behind(listed, around, m.end_word as usize) } else { None };
    let more: Vec<Match> = matches.iter().filter_map(behind).collect();
    super::passes::merge(matches, more);
}

/// The name of the state whose abbreviation is word `at`, and the abbreviation's length in bytes.
pub(super) fn abbreviation(around: &Around<'_, '_>, at: usize) -> Option<(&'static str, usize)> {
    let word = around.words.get(at).filter(|_| at > 0)?;
    if !word.shape.has(Shape::CAPITAL) || word.end - word.start > LONGEST as u32 {
        return None;
    }
    let rest = &around.text[word.start as usize..];
    let written = rest.split(|c: char| !(c.is_ascii_alphabetic() || c == '.')).next().filter(|w| w.len() <= LONGEST)?;
    // A postal code among capitals may be a word: "PORTLAND, OR MORE".
    let shouted = around.words[at - 1].shape.has(Shape::UPPER);
    let short = written.trim_end_matches('.');
    match STATES.get(written) {
        Some(name) if !(is_postal(written) && shouted) => Some((name, written.len())),
        _ if is_postal(short) && !shouted => Some((STATES.get(short)?, short.len())),
        _ => None,
    }
}

/// The state whose abbreviation is word `at`, behind a comma.
fn behind(listed: Listed<'_>, around: &Around<'_, '_>, at: usize) -> Option<Match> {
    let word = around.words.get(at).filter(|_| around.comma(at))?;
    let (name, length) = abbreviation(around, at)?;
    let state = |&index: &u32| {
        let graded = listed.own_prior(index).is_some() || listed.prior(index) >= LEAST;
        graded && listed.kind(index).any(Kind::PLACE) && matches!(listed.entry(index).country(), Some("US" | "CA"))
    };
    let named = listed.gazetteer.lookup(name).into_iter().filter(state);
    let entry = named.max_by(|&a, &b| listed.prior(a).total_cmp(&listed.prior(b)))?;
    let span = Span::new(word.start, word.start + length as u32);
    let end = (at..around.words.len()).take_while(|&i| around.words[i].end <= span.end).count() + at;
    let (first_word, end_word) = (at as u32, end.max(at + 1) as u32);
    Some(Match { span, first_word, end_word, variant: Variant::Short, mixed: false, edits: 0, entries: Entries::One(entry) })
}
