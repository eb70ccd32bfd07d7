//! What the type of an entity says of its names: whether persons bear them.

/// What lists call persons, beside the type `person`, in small letters.
const PERSONS: [&str; 8] = ["person", "persons", "people", "per", "human", "individual", "naturalperson", "natural person"];
/// Types that say nothing.
const UNSAID: [&str; 4] = ["", "entity", "unknown", "name"];

/// Who or what bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::gazetteer) enum Who {
    Person,
    Other,
    /// The list does not say.
    Either,
}

impl Who {
    /// From a type in any capitals.
    pub fn of(kind: &str) -> Self {
        let is = |known: &&str| known.eq_ignore_ascii_case(kind.trim());
        match kind {
            "" => Self::Either,
            "person" => Self::Person,
            "place" => Self::Other,
            _ if PERSONS.iter().any(is) => Self::Person,
            _ if UNSAID.iter().any(is) => Self::Either,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_compared_without_capitals() {
        let persons = ["person", "Person", "PER", " human ", "Individual"].map(Who::of);
        assert_eq!(persons, [Who::Person; 5]);
        assert_eq!(["", " ", "Entity"].map(Who::of), [Who::Either; 3]);
        assert_eq!(["place", "PERIOD", "nationality"].map(Who::of), [Who::Other; 3]);
    }
}
