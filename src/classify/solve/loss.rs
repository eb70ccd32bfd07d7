//! What is minimised in training.

use crate::error::{Error, Result};
use crate::nearest::hint;

/// What is minimised beside the squared length of the weights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Loss {
    /// The logistic loss of each class against the rest.
    #[default]
    OneVsRest,
    /// The logistic loss of the softmax of all classes.
    Multinomial,
}

impl Loss {
    /// `"ovr"` or `"multinomial"`; `"auto"` is none.
    pub fn named(name: &str) -> Result<Option<Self>> {
        match name {
            "auto" => Ok(None),
            "ovr" => Ok(Some(Self::OneVsRest)),
            "multinomial" => Ok(Some(Self::Multinomial)),
            _ => {
                let near = hint(name, ["auto", "ovr", "multinomial"]);
                Err(Error::must_be("loss", "\"auto\", \"ovr\" or \"multinomial\"", format_args!("{name:?}{near}")))
            }
        }
    }

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OneVsRest => "ovr",
            Self::Multinomial => "multinomial",
        }
    }
}
