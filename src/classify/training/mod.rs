//! Training: what is wrong with a sample is said first (`check`), settings are `usual` ones or those that are chosen (`choose`) by
//! cross-validation (`validate`), and what `train` has solved becomes a model (`build`).

mod build;
mod check;
mod choose;
pub mod train;
mod usual;
mod validate;

pub use train::{TrainOptions, Trained, train};
