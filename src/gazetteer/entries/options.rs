//! Choices made when a gazetteer is built: what folding evens out, where names may stand, which spellings are added.

use super::Variants;
use crate::error::{Error, Result};
use crate::nearest::hint;
use crate::text::fold::Folding;

/// Where in a text a name may stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Boundary {
    /// Whole words alone.
    #[default]
    Word,
    /// Anywhere, inside words too: scripts without spaces, compounds, hashtags.
    None,
}

/// How a gazetteer is built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BuildOptions {
    /// What folding evens out.
    pub fold: Folding,
    /// Where names may stand.
    pub boundary: Boundary,
    /// Which further spellings of the names are added.
    pub variants: Variants,
}

impl Boundary {
    /// From its name, `word` or `none`.
    pub fn named(name: &str) -> Result<Self> {
        match name {
            "word" => Ok(Self::Word),
            "none" => Ok(Self::None),
            _ => Err(Error::must_be("boundary", "\"word\" or \"none\"", format_args!("{name:?}{}", hint(name, ["word", "none"])))),
        }
    }

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::None => "none",
        }
    }
}

impl BuildOptions {
    /// The options as a number, for files.
    pub const fn to_code(self) -> u32 {
        let boundary = match self.boundary {
            Boundary::Word => 0,
            Boundary::None => 1,
        };
        self.fold.to_code() as u32 | boundary << 8 | (self.variants.to_code() as u32) << 16
    }

    /// The options that [`Self::to_code`] made the number of; `None` for any other number.
    pub fn from_code(code: u32) -> Option<Self> {
        let boundary = match (code >> 8) & 0xFF {
            0 => Boundary::Word,
            1 => Boundary::None,
            _ => return None,
        };
        let fold = Folding::from_code((code & 0xFF) as u8)?;
        Some(Self { fold, boundary, variants: Variants::from_code((code >> 16) as u16)? })
    }

    /// The options of two gazetteers made one: folding and boundary must be the same, spellings are united.
    pub(in crate::gazetteer) fn united(self, other: Self) -> Result<Self> {
        if self.fold != other.fold {
            let problem = format!("{:?} in one gazetteer and {:?} in the other; build both alike", self.fold.names(), other.fold.names());
            return Err(Error::input("fold", problem));
        }
        if self.boundary != other.boundary {
            let problem =
                format!("{:?} in one gazetteer and {:?} in the other; build both alike", self.boundary.as_str(), other.boundary.as_str());
            return Err(Error::input("boundary", problem));
        }
        Ok(Self { variants: self.variants.united(other.variants), ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_go_both_ways() {
        let all = [Folding::ALL, Folding::NONE, Folding { marks: false, ..Folding::ALL }];
        for fold in all {
            for boundary in [Boundary::Word, Boundary::None] {
                for variants in [Variants::AUTO, Variants::NONE, Variants::ALL] {
                    let options = BuildOptions { fold, boundary, variants };
                    assert_eq!(BuildOptions::from_code(options.to_code()), Some(options));
                }
            }
        }
        assert_eq!(BuildOptions::from_code(u32::MAX), None);
        assert_eq!(BuildOptions::from_code(BuildOptions::default().to_code()), Some(BuildOptions::default()));
    }
}
