//! Weights from rows. Rows are `scaled`, classes have their `ratios`, and both are a matrix that is never written out (`design`), on which the `loss`
//! is minimised: Newton steps (`newton`), within them conjugate gradients (`conjugate`), on columns side by side (`quad`). What comes out is
//! a linear solution for each class (`linear`).

mod conjugate;
pub mod design;
pub mod linear;
pub mod loss;
pub mod newton;
mod quad;
pub mod ratios;
pub mod scaled;
