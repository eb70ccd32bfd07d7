//! From hits to labels.

use crate::span::Span;
use std::collections::BTreeMap;

/// What one rule found in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Index of the rule in its file.
    pub rule: u32,
    /// Index of its label.
    pub label: u32,
    /// What it counts here: the rule's weight after the scheme's `decay` and `further`.
    pub weight: f32,
    /// What it matched.
    pub span: Span,
    /// Number of the pattern that matched, over the whole file.
    pub pattern: u32,
}

/// The decision for one sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decision {
    /// Indices of the chosen labels with their scores in 0 to 1, best first; one for a single-label scheme.
    pub labels: Vec<(u32, f32)>,
    /// All that spoke for or against, in the order of the text; the weights of a label add up to its sum.
    pub hits: Vec<Hit>,
}

impl Decision {
    /// The rule that spoke most for a label, with what it matched; the first in the text of equals.
    pub fn heaviest(&self, label: u32) -> Option<(u32, Span)> {
        let for_label = self.hits.iter().filter(|h| h.label == label);
        for_label.max_by(|a, b| a.weight.total_cmp(&b.weight).then(b.span.cmp(&a.span))).map(|h| (h.rule, h.span))
    }
}

/// The score of a sum where a sentence may have several labels: 0 at 0, one half at 1, 1 far above.
fn spoken(sum: f32) -> f32 {
    1.0 - (-sum.max(0.0)).exp2()
}

/// How a scheme turns sums into labels.
#[derive(Clone, Debug, Default)]
pub(super) struct Policy {
    pub labels: u32,
    pub default: Option<u32>,
    pub multilabel: bool,
    pub threshold: f32,
    pub further: f32,
}

impl Policy {
    /// Lets the heaviest of overlapping hits of one label stand for all, and weighs those after the first.
    pub fn settle(&self, hits: &mut Vec<Hit>) {
        hits.sort_unstable_by(|a, b| {
            (a.label, b.weight.abs())
                .partial_cmp(&(b.label, a.weight.abs()))
                .unwrap_or(std::cmp::Ordering::Equal)
                .then_with(|| a.rule.cmp(&b.rule))
        });
        let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
        let mut label = u32::MAX;
        let mut seen = 0;
        hits.retain_mut(|hit| {
            if hit.label != label {
                label = hit.label;
                seen = 0;
                taken.clear();
            }
            if hit.weight <= 0.0 {
                return true;
            }
            let clash = taken.range(..hit.span.end.max(hit.span.start + 1)).next_back().is_some_and(|(_, &end)| end > hit.span.start);
            if clash {
                return false;
            }
            taken.insert(hit.span.start, hit.span.end);
            if seen > 0 {
                hit.weight *= self.further;
            }
            seen += 1;
            hit.weight != 0.0
        });
        hits.sort_unstable_by_key(|hit| (hit.span.start, hit.span.end, hit.rule));
    }

    fn sums(&self, hits: &[Hit]) -> Vec<f32> {
        let mut sums = vec![0.0; self.labels as usize];
        for hit in hits {
            sums[hit.label as usize] += hit.weight;
        }
        sums
    }

    /// The score of every label.
    pub fn scores(&self, hits: &[Hit]) -> Vec<f32> {
        let mut scores = self.sums(hits);
        if self.multilabel {
            // The default has what is left if no other label holds, so 1 where nothing speaks.
            let others = |default: u32| scores.iter().enumerate().filter(move |&(l, _)| l != default as usize);
            let left = self.default.map(|default| (default, others(default).map(|(_, s)| s.max(0.0)).sum::<f32>()));
            for score in &mut scores {
                *score = spoken(*score);
            }
            if let Some((default, sum)) = left {
                scores[default as usize] = scores[default as usize].max((-sum).exp2());
            }
        } else {
            let total: f32 = 1.0 + scores.iter().map(|s| s.max(0.0)).sum::<f32>();
            for score in &mut scores {
                *score = score.max(0.0) / total;
            }
            if let Some(default) = self.default {
                scores[default as usize] += 1.0 / total;
            }
        }
        scores
    }

    /// The labels; `decisive` is the label of the earliest decisive hit.
    pub fn decide(&self, hits: Vec<Hit>, decisive: Option<u32>) -> Decision {
        let scores = self.scores(&hits);
        let by_score = |labels: &mut Vec<(u32, f32)>| {
            labels.sort_by(|a, b| b.1.partial_cmp(&a.1).unwrap_or(std::cmp::Ordering::Equal).then(a.0.cmp(&b.0)));
        };
        let mut labels: Vec<(u32, f32)> = (0..).zip(scores.iter().copied()).collect();
        let score_of = |label: u32| (label, scores[label as usize]);
        let sums = self.sums(&hits);
        if self.multilabel {
            labels.retain(|&(label, _)| {
                let score = spoken(sums[label as usize]);
                score > 0.0 && score >= self.threshold - 1e-6
            });
            if labels.is_empty() {
                labels.extend(self.default.map(score_of));
            }
            by_score(&mut labels);
            return Decision { labels, hits };
        }
        let best = (0..self.labels)
            .filter(|&l| sums[l as usize] > 0.0)
            .max_by(|&a, &b| sums[a as usize].total_cmp(&sums[b as usize]).then(b.cmp(&a)));
        let chosen = decisive.or_else(|| best.filter(|&l| scores[l as usize] >= self.threshold)).or(self.default);
        Decision { labels: chosen.map(score_of).into_iter().collect(), hits }
    }
}
