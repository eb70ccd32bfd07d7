//! What each row of a sample counts: its weight, times that of its class where a row has one label.
//!
//! A weight is how often a row counts: 2 is the row given twice, 0 the row not given. Rows of 0 are taken out before anything else, and
//! with them a label that no other row has. The rest goes by the weights themselves (document frequencies, naive-Bayes counts, losses,
//! validation, calibration, thresholds), or, where whole rows are asked for, by how often a row stands there ([`times`]).

use super::Sample;
use crate::error::{Error, Result, must_be};
use crate::texts::{Picked, one_for_each};

/// How many rows a row of that weight is where whole rows are counted: at least one.
pub(in crate::classify) fn times(weight: f32) -> u32 {
    (weight.round() as u32).max(1)
}

/// How many rows those of a list are.
pub(in crate::classify) fn rows_of(weights: Option<&[f32]>, rows: usize) -> usize {
    weights.map_or(rows, |weights| weights.iter().fold(0, |sum: usize, &weight| sum.saturating_add(times(weight) as usize)))
}

/// What each row counts, or nothing where all count 1. Names the row of a weight that is none.
pub(in crate::classify) fn row_weights(sample: &Sample<'_>) -> Result<Option<Vec<f32>>> {
    let rows = sample.texts.len();
    one_for_each("labels", sample.labels.len(), rows)?;
    if let Some(weights) = sample.weights {
        one_for_each("sample_weight", weights.len(), rows)?;
        if let Some(row) = weights.iter().position(|w| !w.is_finite() || *w < 0.0) {
            let problem = must_be("a number of 0 or more", weights[row]);
            return Err(Error::input(format!("sample_weight[{row}]"), problem));
        }
        if rows > 0 && weights.iter().all(|w| *w == 0.0) {
            return Err(Error::input("sample_weight", "all weights are 0; nothing is left to learn from"));
        }
    }
    let of_classes = sample.class_weights.filter(|_| !sample.multilabel);
    if sample.weights.is_none() && of_classes.is_none() {
        return Ok(None);
    }
    let of_class = |row: usize| of_classes.zip(sample.labels[row].first()).map_or(1.0, |(weights, &label)| weights[label as usize]);
    let weights: Vec<f32> = (0..rows).map(|row| sample.weights.map_or(1.0, |w| w[row]) * of_class(row)).collect();
    if let Some(row) = weights.iter().position(|w| !w.is_finite()) {
        return Err(Error::input(format!("sample_weight[{row}]"), "times the weight of its class it is too large"));
    }
    if rows > 0 && weights.iter().all(|w| *w == 0.0) {
        return Err(Error::input("class_weight", "with these weights no row counts; nothing is left to learn from"));
    }
    Ok(Some(weights))
}

/// The rows of a sample that count.
#[derive(Debug)]
pub(in crate::classify) struct Counted<'a> {
    texts: Picked<'a>,
    labels: Vec<Vec<u32>>,
    weights: Vec<f32>,
    classes: Vec<String>,
    class_weights: Option<Vec<f32>>,
    multilabel: bool,
}

impl<'a> Counted<'a> {
    /// Those of a weight above 0 (see [`row_weights`]). A class is left out if all rows that it has weigh 0; one without any row stays.
    pub fn new(sample: &Sample<'a>, weights: &[f32]) -> Self {
        let rows: Vec<usize> = (0..weights.len()).filter(|&row| weights[row] > 0.0).collect();
        let mut lost = vec![false; sample.classes.len()];
        sample.labels.iter().flatten().for_each(|&label| lost[label as usize] = true);
        rows.iter().flat_map(|&row| &sample.labels[row]).for_each(|&label| lost[label as usize] = false);
        let kept: Vec<usize> = (0..lost.len()).filter(|&class| !lost[class]).collect();
        let mut number = vec![0; lost.len()];
        (0..).zip(&kept).for_each(|(new, &class)| number[class] = new);
        let renumbered = |row: &usize| sample.labels[*row].iter().map(|&label| number[label as usize]).collect();
        Self {
            labels: rows.iter().map(renumbered).collect(),
            weights: rows.iter().map(|&row| weights[row]).collect(),
            classes: kept.iter().map(|&class| sample.classes[class].clone()).collect(),
            class_weights: sample.class_weights.filter(|_| sample.multilabel).map(|w| kept.iter().map(|&class| w[class]).collect()),
            texts: Picked { texts: sample.texts, rows },
            multilabel: sample.multilabel,
        }
    }

    /// As a sample. It has class weights only where a row may have several labels.
    pub fn sample(&self) -> Sample<'_> {
        Sample {
            texts: &self.texts,
            labels: &self.labels,
            weights: Some(&self.weights),
            classes: &self.classes,
            class_weights: self.class_weights.as_deref(),
            multilabel: self.multilabel,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_weight_0_go_and_their_labels_with_them() {
        let texts: Vec<String> = ["a", "b", "c", "d"].map(String::from).into();
        let classes = ["u", "v", "w", "x"].map(String::from);
        let labels = [vec![0], vec![1], vec![3], vec![0]];
        let sample = Sample {
            texts: &texts,
            labels: &labels,
            weights: Some(&[1.0, 0.0, 2.0, 0.5]),
            classes: &classes,
            class_weights: Some(&[2.0, 1.0, 1.0, 1.0]),
            multilabel: false,
        };
        let weights = row_weights(&sample).unwrap().unwrap();
        assert_eq!(weights, [2.0, 0.0, 2.0, 1.0]);
        let counted = Counted::new(&sample, &weights);
        let left = counted.sample();
        assert_eq!(
            (left.classes, left.labels, left.class_weights),
            (&["u", "w", "x"].map(String::from)[..], &[vec![0], vec![2], vec![0]][..], None)
        );
        assert_eq!((left.texts.len(), left.texts.get(1).unwrap(), left.texts.get(3).unwrap()), (3, Some("c"), None));
        assert_eq!(left.weights, Some(&[2.0, 2.0, 1.0][..]));
    }

    #[test]
    fn weights_as_whole_rows() {
        assert_eq!([0.1, 0.5, 1.4, 1.5, 3.0, 1e20].map(times), [1, 1, 1, 2, 3, u32::MAX]);
        assert_eq!((rows_of(None, 7), rows_of(Some(&[0.2, 1.0, 3.0]), 3)), (7, 5));
    }
}
