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
            _ => Err(Error::input(
                "loss",
                format!("{name:?} is not one of \"auto\", \"ovr\", \"multinomial\"{}", hint(name, ["auto", "ovr", "multinomial"])),
            )),
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
