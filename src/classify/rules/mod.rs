//! Rules that an analyst can read and write, in TOML.
//!
//! A file names its labels and holds `[[rule]]` tables; each gives a label, a weight, and patterns over the words and names of
//! a sentence. `docs/rules.md` is the manual of the format and of the pattern language.
//!
//! Words are compared by the hash of their folded form, so a pattern matches in any case and spelling that folding joins. A
//! sentence touches only the rules whose rarest word it holds; every step is linear in the text.

mod build;
mod classifier;
mod compile;
mod decision;
mod evaluate;
mod example;
mod explain;
mod file;
mod inflect;
mod known;
mod literal;
mod matcher;
mod pattern;
mod seed;
mod source;
mod verbs;
mod vocabulary;

pub use classifier::RuleClassifier;
pub use decision::{Decision, Hit};
pub use evaluate::Scratch;
pub use explain::Reason;
pub(crate) use inflect::{plural, verb_forms};
pub use source::RuleSource;
