//! Which pairs of documents are worth comparing: those that share rare hashes. No work grows with the square of their number.

use super::fingerprint::Fingerprint;
use rustc_hash::FxHashMap;

/// Of a hash that more documents share, each is paired with the first so many only: five hundred copies of one dispatch give 16,000 pairs, not
/// 125,000, and a phrase that every page carries costs no more than that.
const FIRST: usize = 32;

/// One mark in so many is used to find pairs.
const THINNED: u64 = 4;

/// What a hash is of; part of the hash that is indexed.
#[derive(Clone, Copy)]
enum Of {
    Mark = 0,
    Sketch = 1,
    Quote = 2,
}

/// Pairs of documents (the lower index first) that share enough to be compared, in ascending order.
pub(super) fn candidates(documents: &[Fingerprint]) -> Vec<(u32, u32)> {
    let mut index: Vec<(u64, u32)> = Vec::new();
    let key = |of: Of, hash: u64| (hash & !3) | of as u64;
    for (document, print) in (0u32..).zip(documents) {
        // The lowest bits of a mark's hash choose it; they are the same for equal marks.
        index.extend(print.marks.iter().filter(|m| (m.hash >> 2) % THINNED == 0).map(|m| (key(Of::Mark, m.hash), document)));
        index.extend(print.sketch.iter().map(|&hash| (key(Of::Sketch, hash), document)));
        index.extend(print.quotes.iter().flat_map(|q| quote_keys(print.stems(q))).map(|hash| (key(Of::Quote, hash), document)));
    }
    index.sort_unstable();
    index.dedup();
    let mut pairs: FxHashMap<(u32, u32), [u16; 3]> = FxHashMap::default();
    for run in index.chunk_by(|a, b| a.0 == b.0) {
        let of = (run[0].0 & 3) as usize;
        for (k, &(_, b)) in run.iter().enumerate().skip(1) {
            for &(_, a) in &run[..k.min(FIRST)] {
                let counts = pairs.entry((a, b)).or_default();
                counts[of] = counts[of].saturating_add(1);
            }
        }
    }
    let mut out: Vec<(u32, u32)> = pairs
        .into_iter()
        .filter(|(_, [marks, sketch, quotes])| *marks >= 2 || *sketch >= 3 || *quotes >= 1)
        .map(|(pair, _)| pair)
        .collect();
    out.sort_unstable();
    out
}

/// The keys under which a quotation is found: neighbouring triples of its content words in ascending order of their hashes. Quotations that share
/// most of their words share some.
fn quote_keys(stems: &[u32]) -> impl Iterator<Item = u64> + '_ {
    stems.windows(3).take(8).map(|w| {
        let joined = w.iter().fold(0xcbf2_9ce4_8422_2325_u64, |h, &s| (h ^ u64::from(s)).wrapping_mul(0x0000_0100_0000_01b3));
        joined ^ (joined >> 29)
    })
}
