//! Who decides: rules and models answer alike (`classifier`), or together (`combine`), weighed by a small layer that was fitted on sentences the model
//! had not seen (`stack`); `reasons` keep why.

pub mod classifier;
pub mod combine;
pub mod reasons;
pub mod stack;

pub use classifier::Classifier;
pub use combine::Combination;
