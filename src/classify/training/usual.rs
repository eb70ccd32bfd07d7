//! The settings that are taken where validation chooses nothing, and that it tries first.

/// The inverse of regularisation and the strength of naive-Bayes scaling that no other setting beats on most data.
pub(super) const USUAL: (f32, f32) = (8.0, 1.0);
/// Two settings, of `c` and `naive_bayes`, whose models may be averaged: strong scaling and none err in different places.
pub(super) const AVERAGED: [(f32, f32); 2] = [(32.0, 1.0), (16.0, 0.0)];
/// Of fewer rows than these each counts the more.
const FEW: f32 = 2400.0;
/// The inverse of regularisation at most.
const MOST: f32 = 80.0;

/// The usual inverse of regularisation for so many rows. It multiplies the loss of each row, so that few rows would be regularised more in
/// sum, while what weighs against the loss, the weights of the words that tell labels apart, hardly depends on how many rows there are.
pub(super) fn inverse_regularisation(rows: usize) -> f32 {
    (USUAL.0 * FEW / rows.max(1) as f32).clamp(USUAL.0, MOST)
}

/// By what scores under an inverse of regularisation `c` are multiplied so that they are as sure as under the usual one.
///
/// A row by itself, of length 1, ends up with the margin m at which its loss pulls as hard as its weight resists: m = c / (1 + exp(m)),
/// which is near m · exp(m) = c. Margins on rows never seen grow with it, and how often these are right does not.
pub(super) fn slope(c: f32) -> f32 {
    margin(USUAL.0) / margin(c)
}

/// The m of m · exp(m) = c, by Newton's method.
fn margin(c: f32) -> f32 {
    (0..20).fold(c.ln_1p(), |m, _| m - (m - c * (-m).exp()) / (1.0 + c * (-m).exp()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_rows_count_more_and_are_no_surer() {
        assert_eq!([10_000, 2400, 1200, 100, 0].map(inverse_regularisation), [8.0, 8.0, 16.0, 80.0, 80.0]);
        for c in [8.0_f32, 16.0, 80.0] {
            assert!((margin(c) * margin(c).exp() - c).abs() < 1e-3 * c);
        }
        assert_eq!(slope(8.0), 1.0);
        assert!((slope(80.0) - 0.491).abs() < 0.01);
    }
}
