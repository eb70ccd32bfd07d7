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
    /// Several labels a row: labels in order with thresholds that decide on them alone, whatever the rest says; it says nothing else of
    /// them, and they nothing of other labels.
    pub own: Vec<(u32, f32)>,
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
        let mut labels = match &self.joint {
            _ if !self.multilabel => return calibrate::best(probabilities).into_iter().collect(),
            Some(joint) => joint.decide(probabilities, self.always),
            None => calibrate::decide(probabilities, &self.thresholds, self.always),
        };
        self.decide_own(&mut labels, 0, |label| probabilities[label as usize]);
        labels
    }

    /// Gives or takes away the labels with thresholds of their own, among ascending labels from `first` on.
    fn decide_own(&self, labels: &mut Vec<u32>, first: usize, probability: impl Fn(u32) -> f32) {
        for &(label, threshold) in &self.own {
            let given = probability(label) >= threshold;
            match labels[first..].binary_search(&label) {
                Ok(at) if !given => drop(labels.remove(first + at)),
                Err(at) if given => labels.insert(first + at, label),
                _ => {}
            }
        }
    }

    /// The threshold of each label, its own where it has one.
    pub fn all_thresholds(&self) -> Vec<f32> {
        let mut all = self.thresholds.clone();
        for &(label, threshold) in &self.own {
            all[label as usize] = threshold;
        }
        all
    }

    /// For several labels a row: the logarithm of the odds of each threshold, and no number where odds say too little.
    pub fn cuts(&self) -> Vec<f32> {
        self.thresholds.iter().map(|&t| if (0.01..=0.99).contains(&t) { (t / (1.0 - t)).ln() } else { f32::NAN }).collect()
    }

    /// Appends what [`Self::labels`] gives for the probabilities of scores to `out`, several labels a row; `cuts` are [`Self::cuts`].
    /// Probabilities are worked out only where a score comes close to its cut.
    pub fn labels_from(&self, scores: &[f32], cuts: &[f32], out: &mut Vec<u32>) {
        /// Far more than rounding can make of a probability between the bounds of cuts.
        const CLOSE: f32 = 1e-3;
        let first = out.len();
        if self.joint.is_some() {
            let mut probabilities = Vec::with_capacity(scores.len());
            self.probabilities(scores, scores.len(), &mut probabilities);
            out.extend(self.labels(&probabilities));
            return;
        }
        for (k, (((&score, curve), &cut), &threshold)) in (0..).zip(scores.iter().zip(&self.curves).zip(cuts).zip(&self.thresholds)) {
            let logit = curve.logit(score);
            let given = if (logit - cut).abs() > CLOSE { logit > cut } else { calibrate::logistic(logit) >= threshold };
            if given {
                out.push(k);
            }
        }
        if out.len() == first && self.always {
            let mut probabilities = Vec::with_capacity(scores.len());
            self.probabilities(scores, scores.len(), &mut probabilities);
            out.extend(calibrate::best(&probabilities));
        }
        self.decide_own(out, first, |label| calibrate::logistic(self.curves[label as usize].logit(scores[label as usize])));
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn labels_without_probabilities(
            columns in prop::collection::vec((-4.0_f32..4.0, 0.1_f32..3.0, -1.0_f32..1.0, prop_oneof![Just(0.5_f32), Just(0.001), 0.0_f32..1.0]), 1..6),
            always: bool,
            at_cut: bool,
            own in prop::option::of(0.0_f32..1.0),
        ) {
            let curves: Vec<Curve> = columns.iter().map(|c| Curve { slope: c.1, offset: c.2 }).collect();
            let thresholds = columns.iter().map(|c| c.3).collect();
            let decision = Decision { curves, thresholds, always, multilabel: true, joint: None, own: own.map(|t| (0, t)).into_iter().collect() };
            let cuts = decision.cuts();
            let near = |k: usize, score: f32| if at_cut && cuts[k].is_finite() { (cuts[k] - columns[k].2) / columns[k].1 } else { score };
            let scores: Vec<f32> = columns.iter().enumerate().map(|(k, c)| near(k, c.0)).collect();
            let (mut probabilities, mut found) = (Vec::new(), Vec::new());
            decision.probabilities(&scores, scores.len(), &mut probabilities);
            decision.labels_from(&scores, &cuts, &mut found);
            prop_assert_eq!(found, decision.labels(&probabilities));
        }
    }

    #[test]
    fn a_threshold_of_its_own_concerns_one_label_alone() {
        let thresholds = |always: bool| Decision {
            curves: vec![Curve::default(); 3],
            thresholds: vec![0.5; 3],
            always,
            multilabel: true,
            joint: None,
            own: vec![(1, 0.8)],
        };
        for (probabilities, always, expected) in [
            ([0.7, 0.7, 0.2], true, vec![0]),
            ([0.7, 0.9, 0.2], true, vec![0, 1]),
            ([0.2, 0.7, 0.1], true, vec![]),
            ([0.4, 0.1, 0.3], true, vec![0]),
            ([0.4, 0.1, 0.3], false, vec![]),
        ] {
            assert_eq!(thresholds(always).labels(&probabilities), expected, "{probabilities:?}");
        }
        let joint = Joint { slopes: vec![1.0; 3], offsets: vec![0.0; 3], pairs: vec![0.0; 3] };
        let sets = Decision { joint: Some(joint), own: vec![], ..thresholds(true) };
        let own = Decision { own: vec![(1, 0.5)], ..sets.clone() };
        assert_eq!((sets.labels(&[0.45; 3]), own.labels(&[0.45; 3])), (vec![0, 1, 2], vec![0, 2]));
        assert_eq!(own.all_thresholds(), [0.5; 3]);
    }
}
