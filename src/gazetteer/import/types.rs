//! Our types by the types of others, as the caller gave them; what they are called of old, each format knows itself.

/// Pairs of a type of theirs (a class, a label, an address) and one of ours; the first that fits holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Types(Vec<(String, String)>);

impl Types {
    /// Our type for one of theirs.
    pub fn of(&self, theirs: &str) -> Option<&str> {
        self.first(|known| known == theirs)
    }

    /// Our type of the first pair whose type of theirs fits.
    pub fn first(&self, fits: impl Fn(&str) -> bool) -> Option<&str> {
        self.0.iter().find(|(theirs, _)| fits(theirs)).map(|(_, ours)| ours.as_str())
    }
}

impl From<Vec<(String, String)>> for Types {
    fn from(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }
}
