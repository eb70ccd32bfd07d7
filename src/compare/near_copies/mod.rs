//! Near-copies: documents that share their text, or their quotations.
//!
//! Every document leaves a [`Fingerprint`]; documents that share rare hashes are candidates (`candidates`), and only those are laid side by
//! side (`align`). Likeness is measured against the shorter document, so that a dispatch inside a long page is found.

mod align;
mod candidates;
mod fingerprint;

pub use fingerprint::Fingerprint;

use super::content::{Weights, is_number};
use crate::span::Span;
use align::Shared;
use fingerprint::Unit;

/// How two documents are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Degree {
    /// The same text, but for details: half of the shorter one stands word for word in the other.
    Copy,
    /// The same report in other words: most of the shorter one's sentences have one in the other that says the same.
    Paraphrase,
    /// Other reports with the same quotations.
    SharedQuotes,
}

impl Degree {
    /// The label used in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Copy => "copy",
            Self::Paraphrase => "paraphrase",
            Self::SharedQuotes => "shared_quotes",
        }
    }
}

/// A span that two documents share; a pair of documents has one row a shared span.
#[derive(Clone, Debug, PartialEq)]
pub struct NearCopy {
    /// Index of the first document (the lower one).
    pub a: u32,
    /// Index of the second document.
    pub b: u32,
    /// How they are alike.
    pub degree: Degree,
    /// How much of the shorter document they share, 0 to 1: of its text for copies, of its sentences' content words for paraphrases, of the
    /// content words of its quotations for shared quotes.
    pub score: f32,
    /// The shared text in the first.
    pub span_a: Span,
    /// The shared text in the second.
    pub span_b: Span,
}

/// Share of the shorter text that makes a copy.
const COPY: f32 = 0.5;
/// Share of the shorter text's sentences, by what their content words tell, that makes a paraphrase.
const PARAPHRASE: f32 = 0.45;

/// All near-copies among documents, given their fingerprints in order; ordered by documents, then by the place in the first.
///
/// ```
/// use dateline::{compare::near_copies::{Fingerprint, near_copies}, text::Outline};
/// let text = "The river rose by two metres in a single night and took the old wooden bridge with it, the mayor told reporters.";
/// let print = |text: &str| Fingerprint::new(&Outline::new(text), &[]);
/// let found = near_copies(&[print(text), print("Snow fell on the hills."), print(&format!("WEATHER — {text}"))]);
/// assert_eq!((found[0].a, found[0].b, found[0].degree.as_str()), (0, 2, "copy"));
/// ```
pub fn near_copies(documents: &[Fingerprint]) -> Vec<NearCopy> {
    let weights = Weights::new(documents.iter().map(|d| d.all_stems().to_vec()));
    let mut out = Vec::new();
    for (a, b) in candidates::candidates(documents) {
        let (degree, score, shared) = compare(&documents[a as usize], &documents[b as usize], &weights);
        let score = score.min(1.0);
        let first = out.len();
        out.extend(shared.into_iter().map(|s| NearCopy { a, b, degree, score, span_a: s.a, span_b: s.b }));
        out[first..].sort_by_key(|row| (row.span_a, row.span_b));
    }
    out
}

/// How two documents are alike, how much, and what they share; nothing shared, not alike.
fn compare(a: &Fingerprint, b: &Fingerprint, weights: &Weights) -> (Degree, f32, Vec<Shared>) {
    let (passages, bytes) = align::passages(a, b);
    let copied = bytes as f32 / a.bytes.min(b.bytes).max(1) as f32;
    if copied >= COPY {
        return (Degree::Copy, copied, passages);
    }
    let spans = |pairs: &[(&Unit, &Unit)]| pairs.iter().map(|(p, q)| Shared { a: p.span, b: q.span }).collect();
    let sentences = align::reworded((a, &a.sentences), (b, &b.sentences), weights, 0.5, 4);
    let (told_a, told_b) = (told(a, a.sentences.iter(), weights), told(b, b.sentences.iter(), weights));
    let reworded = match told_a <= told_b {
        true => told(a, sentences.iter().map(|s| s.0), weights) / told_a.max(1.0),
        false => told(b, sentences.iter().map(|s| s.1), weights) / told_b.max(1.0),
    };
    if reworded >= PARAPHRASE && sentences.len() >= 3 && numbers_agree(a, b, &sentences) {
        return (Degree::Paraphrase, reworded, spans(&sentences));
    }
    // The same quotation twice; else one document quotes what the other says in its own voice, as a press release does.
    let mut quotes = align::reworded((a, &a.quotes), (b, &b.quotes), weights, 0.6, 4);
    let mut all = told(a, a.quotes.iter(), weights).min(told(b, b.quotes.iter(), weights));
    if quotes.is_empty() {
        quotes = align::reworded((a, &a.quotes), (b, &b.sentences), weights, 0.8, 5);
        quotes.extend(align::reworded((a, &a.sentences), (b, &b.quotes), weights, 0.8, 5));
        all = told(a, a.quotes.iter(), weights) + told(b, b.quotes.iter(), weights);
    }
    (Degree::SharedQuotes, told(b, quotes.iter().map(|q| q.1), weights) / all.max(1.0), spans(&quotes))
}

/// False if the sentences that say the same give other numbers: two daily bulletins of one form are no paraphrase.
fn numbers_agree(a: &Fingerprint, b: &Fingerprint, sentences: &[(&Unit, &Unit)]) -> bool {
    let numbers = |stems: &[u32]| stems.iter().copied().filter(|&s| is_number(s)).collect::<Vec<u32>>();
    let (mut same, mut all) = (0, 0);
    for (p, q) in sentences {
        let (p, q) = (numbers(a.stems(p)), numbers(b.stems(q)));
        same += p.iter().filter(|n| q.binary_search(n).is_ok()).count();
        all += p.len().min(q.len());
    }
    all < 2 || 2 * same >= all
}

/// What the content words of some units tell; a unit counts once.
fn told<'u>(of: &Fingerprint, units: impl Iterator<Item = &'u Unit>, weights: &Weights) -> f32 {
    let mut units: Vec<&Unit> = units.collect();
    units.sort_unstable_by_key(|u| u.span);
    units.dedup();
    units.iter().map(|u| weights.sum(of.stems(u))).sum()
}
