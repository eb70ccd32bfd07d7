//! Matches whose capitals are excused: they stay where an entity of theirs is named beyond doubt elsewhere in the text.

use super::bits::Bits;
use super::{Match, Overlap};

/// So few doubtful matches are put in their places one by one.
const FEW: usize = 8;

/// Adds the doubtful matches of entities that were accepted elsewhere, where they overlap nothing, and leaves their list empty. Both lists are
/// in order.
pub(super) fn settle(mut found: Vec<Match>, kept: &mut Vec<Match>, overlap: Overlap) -> Vec<Match> {
    if kept.is_empty() {
        return found;
    }
    // Most of their entities were accepted nowhere, and a few bits tell so.
    let bits: Bits = found.iter().flat_map(|m| &m.entries[..]).collect();
    let mut accepted: Vec<u32> = Vec::new();
    kept.retain_mut(|hit| {
        if !hit.entries.iter().any(|&entry| bits.may_hold(entry)) {
            return false;
        }
        if accepted.is_empty() {
            accepted.extend(found.iter().flat_map(|m| &m.entries[..]));
            accepted.sort_unstable();
        }
        hit.entries.retain(|entry| accepted.binary_search(entry).is_ok());
        !hit.entries.is_empty()
    });
    if kept.is_empty() {
        return found;
    }
    if overlap == Overlap::All {
        found.append(kept);
        found.sort_by_key(|m| (m.first_word, std::cmp::Reverse(m.end_word)));
        return found;
    }
    if kept.len() <= FEW {
        // Both lists ascend, so only the match before can reach into this one.
        for hit in kept.drain(..) {
            let at = found.partition_point(|m| m.first_word < hit.end_word);
            if at == 0 || found[at - 1].end_word <= hit.first_word {
                found.insert(at, hit);
            }
        }
        return found;
    }
    let mut out: Vec<Match> = Vec::with_capacity(found.len() + kept.len());
    let mut found = found.into_iter().peekable();
    for hit in kept.drain(..) {
        while let Some(earlier) = found.next_if(|m| m.first_word < hit.end_word) {
            out.push(earlier);
        }
        if out.last().is_none_or(|m| m.end_word <= hit.first_word) {
            out.push(hit);
        }
    }
    out.extend(found);
    out
}
