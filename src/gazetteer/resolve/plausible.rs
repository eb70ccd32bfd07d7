//! Places of long lists that are hardly meant: surnames, common nouns and letters that some village happens to bear as its name.
//!
//! Looked at are matches of long lists whose entities are all places known by their population, or by nothing at all, but by no
//! `prior`: lists of the whole world. What was put on a list by hand stays.

use super::around::Around;
use super::listed::Listed;
use super::odds::{N, odds};
use super::signs::Signs;
use super::whole::is_elsewhere;
use crate::gazetteer::index::facts::Kind;
use crate::gazetteer::matching::Match;
use crate::pool::stop_if_asked;
use crate::span::Span;

/// The least log-odds of a match that is kept: two in five are right.
const LEAST: f32 = -0.4;
/// The same on lists that do not say how large their places are: one in five is right, for a metropolis looks like a village there.
const LEAST_UNGRADED: f32 = -1.3;

/// How much what stands beside a name ("… police", "…'s wife") counts, in log-odds.
const TOLD: f32 = 2.0;

/// Drops matches that are hardly places, and the lower-case article at the head of others.
pub(super) fn keep(listed: Listed<'_>, around: &Around<'_, '_>, matches: &mut Vec<Match>) {
    let Some(counted) = counted(listed, around, matches) else { return };
    let least = if listed.is_graded() { LEAST } else { LEAST_UNGRADED };
    let signs = Signs::new(listed, around, matches, &counted);
    let kept = |(number, m): (usize, &Match)| {
        stop_if_asked();
        if is_elsewhere(listed, around, matches, number) {
            return false;
        }
        match m.end_word - m.first_word {
            _ if !counted[number] => true,
            1 => signs.of(number).is_none_or(|signs_there| {
                let odds = odds(&signs_there);
                // What stands beside the name is looked at where it can decide.
                odds >= least + TOLD || odds >= least - TOLD && odds + TOLD * signs.told(number) >= least
            }),
            _ => !signs.is_phrase(number),
        }
    };
    let kept: Vec<bool> = matches.iter().enumerate().map(kept).collect();
    let mut kept = kept.into_iter();
    matches.retain(|_| kept.next().unwrap_or(true));
}

/// The signs of those matches of one word that they decide on.
pub(super) fn signs(listed: Listed<'_>, around: &Around<'_, '_>, matches: &mut [Match]) -> Vec<(Span, [f32; N])> {
    let Some(counted) = counted(listed, around, matches) else { return Vec::new() };
    let signs = Signs::new(listed, around, matches, &counted);
    matches.iter().enumerate().filter_map(|(number, m)| Some((m.span, signs.of(number)?))).collect()
}

/// Which matches are looked at, their article taken off; nothing where there are none.
fn counted(listed: Listed<'_>, around: &Around<'_, '_>, matches: &mut [Match]) -> Option<Vec<bool>> {
    if !listed.counts() {
        return None;
    }
    let counted: Vec<bool> = matches.iter().map(|m| is_counted(listed, around, m)).collect();
    if !counted.contains(&true) {
        return None;
    }
    matches.iter_mut().zip(&counted).filter(|(_, counted)| **counted).for_each(|(m, _)| without_article(listed, around, m));
    Some(counted)
}

/// True for a place or country of a list that grades its entries (`prior`, `population`), or of a long one.
pub(super) fn is_graded(listed: Listed<'_>, m: &Match) -> bool {
    listed.kind_of(m).any(Kind::LAND) && listed.prior_of(m) > 0.0
}

/// True if all that a match may be are places of a long list that has no prior of them.
pub(super) fn is_counted(listed: Listed<'_>, around: &Around<'_, '_>, m: &Match) -> bool {
    let called = around.surface(m);
    m.entries.iter().all(|&index| listed.is_counted(index, called))
}

/// "the Netherlands" → "Netherlands": an article in small letters is none of the name's.
fn without_article(listed: Listed<'_>, around: &Around<'_, '_>, m: &mut Match) {
    let first = m.first_word as usize;
    if m.end_word - m.first_word < 2 || around.written(first) != "the" || !around.joined(first + 1) {
        return;
    }
    let span = Span::new(around.words[first + 1].start, m.span.end);
    let entries = listed.gazetteer.lookup(span.text(around.text));
    if !entries.is_empty() {
        *m = Match {
            span,
            first_word: m.first_word + 1,
            end_word: m.end_word,
            variant: m.variant,
            mixed: true,
            edits: 0,
            entries: entries.into(),
        };
    }
}
