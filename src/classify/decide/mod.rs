//! From scores to labels: scores become probabilities (`calibrate`), probabilities labels by `thresholds` or by which labels go together (`joint`);
//! `decision` holds what was chosen, `metrics` tell how good it is.

pub mod calibrate;
pub mod decision;
pub mod joint;
pub mod metrics;
pub mod thresholds;
