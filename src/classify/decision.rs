//! How scores become probabilities and labels.

use super::calibrate::{self, Curve};
use super::joint::Joint;

/// How scores become probabilities and labels.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// One curve for each column of scores.
    pub curves: Vec<Curve>,
    /// Several labels a row: the probability from which each is given.
    pub thresholds: Vec<f32>,
    /// Several labels a row: the likeliest label is given where none reaches its threshold.
    pub always: bool,
    /// A row may have several labels, or none.
    pub multilabel: bool,
    /// Several labels a row: which go together, where that tells more than thresholds.
    pub joint: Option<Joint>,
}

impl Decision {
    /// Appends the probability of each of `classes` to `out`. Two classes that exclude each other have one column.
    pub fn probabilities(&self, scores: &[f32], classes: usize, out: &mut Vec<f32>) {
        let logits = scores.iter().zip(&self.curves).map(|(&s, c)| c.logit(s));
        let start = out.len();
        if !self.multilabel && scores.len() < classes {
            let positive = logits.map(calibrate::logistic).next().unwrap_or(0.0);
            out.extend([1.0 - positive, positive]);
        } else if self.multilabel {
            out.extend(logits.map(calibrate::logistic));
        } else {
            out.extend(logits);
            calibrate::softmax(&mut out[start..]);
        }
    }

    /// The labels that follow: the likeliest one; with several labels a row all that reach their threshold, or the set with the highest
    /// expected F1.
    pub fn labels(&self, probabilities: &[f32]) -> Vec<u32> {
        match &self.joint {
            _ if !self.multilabel => calibrate::best(probabilities).into_iter().collect(),
            Some(joint) => joint.decide(probabilities, self.always),
            None => calibrate::decide(probabilities, &self.thresholds, self.always),
        }
    }

    /// The one label of scores, without probabilities.
    pub fn best(&self, scores: &[f32], classes: usize) -> u32 {
        let logits = scores.iter().zip(&self.curves).map(|(&s, c)| c.logit(s));
        if scores.len() < classes {
            return logits.map(|l| u32::from(l > 0.0)).next().unwrap_or(0);
        }
        let better = |(i, a): (u32, f32), (k, b): (u32, f32)| if b > a { (k, b) } else { (i, a) };
        logits.enumerate().map(|(k, l)| (k as u32, l)).reduce(better).map_or(0, |(k, _)| k)
    }
}
