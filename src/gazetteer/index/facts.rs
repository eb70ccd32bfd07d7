//! The types and columns of a gazetteer that rules speak of, found once.

use super::Gazetteer;
use crate::gazetteer::entries::entities::ABSENT;

/// The types that rules speak of, as bit flags; any other type has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::gazetteer) struct Kind(u16);

impl Kind {
    pub const PLACE: Self = Self(1);
    pub const COUNTRY: Self = Self(1 << 1);
    pub const NATIONALITY: Self = Self(1 << 2);
    pub const FACILITY: Self = Self(1 << 3);
    pub const PERSON: Self = Self(1 << 4);
    pub const EQUIPMENT: Self = Self(1 << 5);
    pub const GOVERNMENT: Self = Self(1 << 6);
    pub const ORGANIZATION: Self = Self(1 << 7);
    pub const ARMED_GROUP: Self = Self(1 << 8);
    /// A place or country.
    pub const LAND: Self = Self::PLACE.or(Self::COUNTRY);

    /// The flag of a type.
    pub fn of(kind: &str) -> Self {
        match kind {
            "place" => Self::PLACE,
            "country" => Self::COUNTRY,
            "nationality" => Self::NATIONALITY,
            "facility" => Self::FACILITY,
            "person" => Self::PERSON,
            "equipment" => Self::EQUIPMENT,
            "government" => Self::GOVERNMENT,
            "organization" => Self::ORGANIZATION,
            "armed_group" => Self::ARMED_GROUP,
            _ => Self::default(),
        }
    }

    /// True if it is one of `other`.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Either.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Where the types and columns that rules speak of are found in a gazetteer.
#[derive(Clone, Debug)]
pub(in crate::gazetteer) struct Facts {
    /// By the number of a type's string.
    pub(in crate::gazetteer) kinds: Vec<Kind>,
    /// The types of all entities together.
    pub(in crate::gazetteer) all: Kind,
    /// The number of the string that is the type of every entity, if there is one such.
    only: Option<u32>,
    pub(in crate::gazetteer) prior: Option<usize>,
    pub(in crate::gazetteer) population: Option<usize>,
    pub(in crate::gazetteer) admin1: Option<usize>,
}

impl Facts {
    /// Looks at the type of every entity.
    pub(super) fn new(gazetteer: &Gazetteer) -> Self {
        let entities = gazetteer.entities();
        let mut seen: Vec<Option<Kind>> = Vec::new();
        let mut last = ABSENT;
        let only = entities.kinds.first().copied().filter(|only| entities.kinds.iter().all(|kind| kind == only));
        for &number in entities.kinds.iter().filter(|&&number| (number as usize) < entities.shared.len()) {
            if number == last {
                continue;
            }
            last = number;
            let number = number as usize;
            if seen.len() <= number {
                seen.resize(number + 1, None);
            }
            seen[number].get_or_insert_with(|| Kind::of(entities.shared.get(number as u32).unwrap_or_default()));
        }
        let kinds: Vec<Kind> = seen.into_iter().map(Option::unwrap_or_default).collect();
        let column = |name: &str| entities.columns().iter().position(|c| c.name == name);
        Self {
            all: kinds.iter().fold(Kind::default(), |all, &kind| all.or(kind)),
            kinds,
            only,
            prior: column("prior"),
            population: column("population"),
            admin1: column("admin1"),
        }
    }
}

impl Gazetteer {
    /// The type that all entities have, if it is one.
    pub(crate) fn only_kind(&self) -> Option<&str> {
        self.entities().shared.get(self.facts().only?)
    }
}
