//! Newspapers and broadcasters that are called like a place, or after one: "Al Jazeera" is not the Gezira, and "Voice of America"
//! does not name America.
//!
//! Looked at are places of lists that grade them. A preposition of place before a name that is a place's too ("in Al Mayadeen"), a place behind
//! its comma or the noun of a settlement beside it say that the place is meant.

use super::around::Around;
use super::listed::Listed;
use crate::gazetteer::index::facts::Kind;
use crate::gazetteer::known::cues::Cue;
use crate::gazetteer::known::outlets::{LONGEST, Outlets};
use crate::gazetteer::matching::Match;
use crate::text::Shape;

/// Prepositions that stand before a place and before no outlet: one is quoted from, at and on a broadcaster.
const PLACED: [&str; 7] = ["in", "near", "outside", "around", "inside", "toward", "towards"];
/// What may part the words of an outlet's name.
const GAPS: [&str; 4] = [" ", "-", "\n", "\u{a0}"];

/// Drops places, or takes them out of what a name may stand for.
pub(super) fn keep(listed: Listed<'_>, around: &Around<'_, '_>, matches: &mut Vec<Match>) {
    if !listed.has(Kind::LAND) {
        return;
    }
    let graded = |index: u32| listed.kind(index).any(Kind::LAND) && listed.prior(index) > 0.0;
    let is_outlet = |i: usize| {
        let m = &matches[i];
        m.entries.iter().any(|&index| graded(index))
            && (is_part(around, m) || is_whole(around, m) && !is_placed(listed, around, matches, i))
    };
    let outlets: Vec<usize> = (0..matches.len()).filter(|&i| is_outlet(i)).collect();
    if outlets.is_empty() {
        return;
    }
    for i in outlets {
        matches[i].entries.retain(|&index| !graded(index));
    }
    matches.retain(|m| !m.entries.is_empty());
}

/// True if the whole of a match is an outlet's name.
fn is_whole(around: &Around<'_, '_>, m: &Match) -> bool {
    let words = &around.words[m.first_word as usize..m.end_word as usize];
    match words {
        [_] => Outlets::shared().has_written(around.surface(m)),
        _ => Outlets::shared().has(words),
    }
}

/// True if a match is a part of an outlet's name of which the first and the last word have capitals.
fn is_part(around: &Around<'_, '_>, m: &Match) -> bool {
    let (outlets, words) = (Outlets::shared(), around.words);
    let (first, end) = (m.first_word as usize, m.end_word as usize);
    if !outlets.may_have(&words[first]) || !outlets.may_have(&words[end - 1]) {
        return false;
    }
    let joined = |i: usize| GAPS.contains(&around.gap(i)) && outlets.may_have(&words[i]) && outlets.may_have(&words[i - 1]);
    let starts = std::iter::successors(Some(first), |&i| (i > 0 && joined(i)).then(|| i - 1)).take(LONGEST);
    let capital = |i: usize| words[i].shape.has(Shape::CAPITAL);
    starts.filter(|&start| capital(start)).any(|start| {
        let ends = std::iter::successors(Some(end), |&i| (i < words.len() && joined(i)).then_some(i + 1));
        let mut ends = ends.take_while(|&stop| stop - start <= LONGEST).filter(|&stop| stop - start > end - first);
        ends.any(|stop| capital(stop - 1) && outlets.has(&words[start..stop]))
    })
}

/// True if what stands beside match `i` says that it is a place.
fn is_placed(listed: Listed<'_>, around: &Around<'_, '_>, matches: &[Match], i: usize) -> bool {
    let m = &matches[i];
    let (first, end) = (m.first_word as usize, m.end_word as usize);
    let noun = |i: usize| around.cue(i).any(Cue::SETTLEMENT.or(Cue::REGION).or(Cue::DIVISION)) || around.is(i, &["state"]);
    let before = first > 0 && around.joined(first) && (around.is(first - 1, &PLACED) || noun(first - 1));
    let of = || first > 1 && around.joined(first) && around.is(first - 1, &["of"]) && around.joined(first - 1) && noun(first - 2);
    let behind = || end < around.words.len() && around.joined(end) && noun(end);
    let region = || {
        let next = matches.get(i + 1).filter(|next| next.first_word == m.end_word && around.comma(end));
        next.is_some_and(|next| listed.kind_of(next).any(Kind::LAND))
    };
    before || of() || behind() || region()
}
