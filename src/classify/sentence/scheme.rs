//! The two schemes of labels that ship with dateline.

use crate::error::{Error, Result};
use crate::nearest::hint;

/// One of the two schemes that are told together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// What sentences do.
    Acts,
    /// What sentences report.
    Events,
}

impl Scheme {
    /// Its name: that of its seed rules.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Acts => "acts",
            Self::Events => "events",
        }
    }
    /// The scheme of a name; there are no others.
    pub fn named(name: &str) -> Result<Self> {
        match name {
            "acts" => Ok(Self::Acts),
            "events" => Ok(Self::Events),
            _ => Err(Error::input(
                "scheme",
                format!("there is no {name:?}{}; there are \"acts\" and \"events\"", hint(name, ["acts", "events"])),
            )),
        }
    }
}
