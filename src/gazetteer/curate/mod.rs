//! An analyst's work at a list, told by texts: what its names do there (`review`), which it lacks (`suggest`, from the capitalised `phrases`), and
//! how it is made quieter (`tune`).

mod phrases;
mod review;
mod suggest;
mod tune;

pub use review::NameReview;
pub use suggest::Suggestion;
pub use tune::Unwanted;
