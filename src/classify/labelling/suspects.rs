//! Labels that look wrong: what a classifier that never saw a text is sure of, against what the text was given.
//!
//! Confident learning (Northcutt, Jiang and Chuang 2021): a label is sure where its probability reaches the mean that texts with
//! that label get.

/// A label that looks wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Suspect {
    /// The row of the text.
    pub row: usize,
    /// The label that it has and perhaps should not.
    pub given: Option<u32>,
    /// The label that it perhaps should have.
    pub suggested: Option<u32>,
    /// The probability of what was given: of the label, or of its absence.
    pub given_score: f32,
    /// The probability of what is suggested instead.
    pub suggested_score: f32,
}

/// The labels that look wrong, the surest first. `probabilities` holds one row a text, from a classifier that was not trained on it;
/// `labels` the rows' labels, each sorted.
///
/// ```
/// use dateline::classify::labelling::suspects::suspects;
/// let probabilities = [0.9, 0.1, 0.8, 0.2, 0.1, 0.9, 0.2, 0.8, 0.05, 0.95];
/// let labels = [vec![0], vec![0], vec![1], vec![1], vec![0]];
/// let found = suspects(&probabilities, &labels, 2, false);
/// assert_eq!((found.len(), found[0].row, found[0].suggested), (1, 4, Some(1)));
/// ```
pub fn suspects(probabilities: &[f32], labels: &[Vec<u32>], classes: usize, multilabel: bool) -> Vec<Suspect> {
    let rows = || probabilities.chunks_exact(classes.max(1)).zip(labels);
    // Mean probability of each label among the texts that have it, and of its absence among those that do not.
    let mut sums = vec![[0.0_f64; 2]; classes];
    let mut counts = vec![[0_u32; 2]; classes];
    for (p, given) in rows() {
        for k in 0..classes {
            let has = usize::from(given.binary_search(&(k as u32)).is_ok());
            sums[k][has] += f64::from(if has == 1 { p[k] } else { 1.0 - p[k] });
            counts[k][has] += 1;
        }
    }
    let sure = |k: usize, has: usize| if counts[k][has] == 0 { f32::INFINITY } else { (sums[k][has] / f64::from(counts[k][has])) as f32 };
    let mut out = Vec::new();
    for (row, (p, given)) in rows().enumerate() {
        if multilabel {
            for (k, &p) in p.iter().enumerate() {
                let has = given.binary_search(&(k as u32)).is_ok();
                let (held, other) = if has { (p, 1.0 - p) } else { (1.0 - p, p) };
                if other > held && other >= sure(k, usize::from(!has)) {
                    let (given, suggested) = if has { (Some(k as u32), None) } else { (None, Some(k as u32)) };
                    out.push(Suspect { row, given, suggested, given_score: held, suggested_score: other });
                }
            }
        } else if let Some(&label) = given.first() {
            let held = p[label as usize];
            let other = (0..classes).filter(|&k| k as u32 != label && p[k] >= sure(k, 1)).max_by(|&a, &b| p[a].total_cmp(&p[b]));
            if let Some(k) = other.filter(|&k| p[k] > held) {
                let (given, suggested) = (Some(label), Some(k as u32));
                out.push(Suspect { row, given, suggested, given_score: held, suggested_score: p[k] });
            }
        }
    }
    out.sort_by(|a, b| (b.suggested_score - b.given_score).total_cmp(&(a.suggested_score - a.given_score)).then(a.row.cmp(&b.row)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_and_wrong_labels() {
        // One label: four have it and look so, one has it and does not look so, one looks so without it.
        let probabilities = [0.9, 0.8, 0.9, 0.8, 0.02, 0.97, 0.1, 0.1];
        let labels = [vec![0], vec![0], vec![0], vec![0], vec![0], vec![], vec![], vec![]];
        let found = suspects(&probabilities, &labels, 1, true);
        assert_eq!(found.iter().map(|s| (s.row, s.given, s.suggested)).collect::<Vec<_>>(), [(4, Some(0), None), (5, None, Some(0))]);
    }

    #[test]
    fn sure_labels_raise_no_doubt() {
        let probabilities = [0.6, 0.4, 0.55, 0.45, 0.4, 0.6];
        assert!(suspects(&probabilities, &[vec![0], vec![0], vec![1]], 2, false).is_empty());
    }
}
