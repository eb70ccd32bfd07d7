//! The kinds of spelling that are made of names: which of them a gazetteer makes, and which of single entities, kept in the further column
//! `match_variants`.
//!
//! A value of the column names the kinds, parted by `|`; an entity without one gets those of the gazetteer. A gazetteer that was made of two
//! which differ has values where the entities of the one side do not get what those of the other do, and a list that is written for others has
//! them wherever reading it back would make other kinds.

use super::ValueRef;
use super::entities::{Entities, EntryRef};
use crate::error::{Error, Result, must_be};
use crate::nearest::hint;
use crate::shown::clipped;

/// The kinds of spelling that can be switched on, by name.
const KINDS: [(&str, u16); 9] = [
    ("romanised", 1),
    ("inflected", 2),
    ("initials", 4),
    ("surnames", 8),
    ("demonyms", 16),
    ("respelled", 32),
    ("styled", 64),
    ("declined", 128),
    ("transcribed", 512),
];
pub(in crate::gazetteer) const ROMANISED: u16 = 1;
pub(in crate::gazetteer) const INFLECTED: u16 = 2;
pub(in crate::gazetteer) const INITIALS: u16 = 4;
pub(in crate::gazetteer) const SURNAMES: u16 = 8;
pub(in crate::gazetteer) const DEMONYMS: u16 = 16;
pub(in crate::gazetteer) const RESPELLED: u16 = 32;
pub(in crate::gazetteer) const STYLED: u16 = 64;
/// Nothing is made when the index is built: the endings are known by the language of the text.
pub(in crate::gazetteer) const DECLINED: u16 = 128;
pub(in crate::gazetteer) const TRANSCRIBED: u16 = 512;
const EVERY: u16 = 255 | TRANSCRIBED;
/// Tells in files that romanisations are sparing.
const SPARING: u16 = 256;
/// The kinds that are made of names in native script alone.
pub(in crate::gazetteer) const NATIVE: u16 = ROMANISED | INFLECTED | TRANSCRIBED;

/// Which further spellings of its names a gazetteer adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variants {
    kinds: u16,
    /// Romanisations only where the entry's Latin names leave them open: see `variants::Maker`.
    sparing: bool,
}

impl Default for Variants {
    fn default() -> Self {
        Self::AUTO
    }
}

impl Variants {
    /// Case forms of every name in Cyrillic and its spellings in the sister languages, romanisations where Latin names leave them open, Latin
    /// letters written out, and what houses write in their own way: the default.
    pub const AUTO: Self = Self { kinds: NATIVE | RESPELLED | STYLED | DECLINED, sparing: true };
    /// Every kind, for every entry.
    pub const ALL: Self = Self { kinds: EVERY, sparing: false };
    /// None.
    pub const NONE: Self = Self { kinds: 0, sparing: false };

    /// The kinds of these names, for every entry, of which "auto" stands for the default ones; errors name the allowed ones.
    pub fn named<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Self> {
        let mut all = Self::NONE;
        for name in names {
            let kind = if name == "auto" { Some(Self::AUTO) } else { Self::kind(name) };
            let Some(kind) = kind else {
                let near = hint(name, KINDS.iter().map(|(name, _)| *name));
                let known: Vec<_> = KINDS.iter().map(|(name, _)| format!("{name:?}")).collect();
                return Err(Error::input("variants", format!("there is no kind {name:?}{near}; there are \"auto\", {}", known.join(", "))));
            };
            all = all.united(kind);
        }
        Ok(all)
    }

    /// The kind of a name, for every entry.
    fn kind(name: &str) -> Option<Self> {
        KINDS.iter().find(|(known, _)| *known == name).map(|&(_, kinds)| Self { kinds, sparing: false })
    }

    /// The names of the kinds.
    pub fn names(self) -> Vec<&'static str> {
        KINDS.iter().filter(|(_, kind)| self.has(*kind)).map(|(name, _)| *name).collect()
    }

    pub(super) const fn to_code(self) -> u16 {
        self.kinds | if self.sparing { SPARING } else { 0 }
    }

    pub(super) fn from_code(code: u16) -> Option<Self> {
        let known = code & !(EVERY | SPARING) == 0;
        known.then_some(Self { kinds: code & EVERY, sparing: code & SPARING != 0 })
    }

    /// The kinds of either. Romanisations are sparing unless one of the two makes them of every name.
    pub(super) const fn united(self, other: Self) -> Self {
        let every = self.romanises_every() || other.romanises_every();
        Self { kinds: self.kinds | other.kinds, sparing: (self.sparing || other.sparing) && !every }
    }

    const fn romanises_every(self) -> bool {
        self.has(ROMANISED) && !self.sparing
    }

    /// From a text that names kinds, parted by `|`, or "auto", "all" or "none"; `None` if it names nothing. What is no kind is said.
    pub(super) fn told(text: &str) -> std::result::Result<Option<Self>, String> {
        let mut all: Option<Self> = None;
        for name in text.split('|').map(str::trim).filter(|name| !name.is_empty()) {
            let one = match name {
                "auto" => Self::AUTO,
                "all" => Self::ALL,
                "none" => Self::NONE,
                _ => Self::named([name]).map_err(|_| {
                    let known: Vec<_> = KINDS.iter().map(|(name, _)| *name).collect();
                    let kinds = format!("\"auto\", \"all\", \"none\" or kinds of spelling parted by |, of {}", known.join("|"));
                    must_be(kinds, format_args!("{:?}", clipped(text)))
                })?,
            };
            all = Some(all.map_or(one, |all| all.united(one)));
        }
        Ok(all)
    }

    /// The text of which [`Self::told`] makes the same again.
    pub(in crate::gazetteer) fn to_text(self) -> String {
        if self == Self::ALL {
            return "all".to_owned();
        }
        let auto = self.sparing && self.kinds & Self::AUTO.kinds == Self::AUTO.kinds;
        let own = if auto { self.kinds & !Self::AUTO.kinds } else { self.kinds };
        let own = KINDS.iter().filter(|(_, kind)| own & kind != 0).map(|(name, _)| *name);
        let names: Vec<_> = auto.then_some("auto").into_iter().chain(own).collect();
        if names.is_empty() { "none".to_owned() } else { names.join("|") }
    }

    /// True if romanisations are made only where Latin names leave them open.
    pub(in crate::gazetteer) const fn is_sparing(self) -> bool {
        self.sparing
    }

    /// True if there are none.
    pub(in crate::gazetteer) const fn is_empty(self) -> bool {
        self.kinds == 0
    }

    /// True if it is of one of these kinds.
    pub(in crate::gazetteer) const fn has(self, kind: u16) -> bool {
        self.kinds & kind != 0
    }

    /// True if what a designation has letters behind is a version of it.
    pub(in crate::gazetteer) const fn makes_versions(self) -> bool {
        self.has(STYLED)
    }

    /// True if persons are found by the initials of their given names.
    pub(in crate::gazetteer) const fn makes_initials(self) -> bool {
        self.has(INITIALS)
    }
}

/// The further column that holds those of single entities.
pub(in crate::gazetteer) const COLUMN: &str = "match_variants";

/// What is wrong with a value of the column, if anything is.
pub(in crate::gazetteer) fn fault(value: ValueRef<'_>) -> Option<String> {
    Variants::told(&value.written()).err()
}

/// The kinds of spelling of every entity.
pub(in crate::gazetteer) struct Kinds {
    usual: Variants,
    column: Option<usize>,
}

impl Kinds {
    /// Those of entities of which a gazetteer makes the kinds `usual` where they say nothing of their own.
    pub fn new(entities: &Entities, usual: Variants) -> Self {
        Self { usual, column: entities.columns().iter().position(|c| c.name == COLUMN) }
    }

    /// True if nothing is made of any.
    pub fn are_none(&self) -> bool {
        self.column.is_none() && self.usual == Variants::NONE
    }

    /// The kinds of one entity.
    pub fn of(&self, entry: EntryRef<'_>) -> Variants {
        self.own(entry).unwrap_or(self.usual)
    }

    /// The kinds that an entity has of its own.
    fn own(&self, entry: EntryRef<'_>) -> Option<Variants> {
        let value = entry.value(self.column?).text()?;
        Variants::told(value).ok().flatten()
    }

    /// The kinds of all entities together.
    pub fn any(&self, entities: &Entities) -> Variants {
        if self.column.is_none() || entities.is_empty() {
            return self.usual;
        }
        entities.iter().fold(Variants::NONE, |all, entry| all.united(self.of(entry)))
    }
}

/// How the kinds of the entities of two gazetteers are written once they are in one, which makes the kinds `usual`.
pub(in crate::gazetteer) struct Joint<'g> {
    sides: [(&'g Entities, Kinds); 2],
    usual: Variants,
}

impl<'g> Joint<'g> {
    /// Each side is its entities and the kinds that its gazetteer makes. `None` if there is nothing to write: neither side has kinds of single entities, and both make the same.
    pub fn new(sides: [(&'g Entities, Variants); 2], usual: Variants) -> Option<Self> {
        let sides = sides.map(|(entities, usual)| (entities, Kinds::new(entities, usual)));
        let differ = sides[0].1.usual != sides[1].1.usual || sides.iter().any(|side| side.1.column.is_some());
        differ.then_some(Self { sides, usual })
    }

    /// What the column holds of an entity of one side: the kinds of both if the other one has it too. The first side tells of those.
    pub fn written(&self, side: usize, entry: EntryRef<'_>) -> Option<String> {
        let (entities, theirs) = &self.sides[1 - side];
        let other = entities.index_of(entry.id()).map(|index| entities.get(index));
        if side == 1 && other.is_some() {
            return None;
        }
        let kinds = &self.sides[side].1;
        let of_both = other.map_or(kinds.of(entry), |other| kinds.of(entry).united(theirs.of(other)));
        let told = kinds.own(entry).is_some() || other.is_some_and(|other| theirs.own(other).is_some());
        (told || of_both != self.usual).then(|| of_both.to_text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_what_their_text_tells() {
        let auto = |kinds| Variants { kinds: Variants::AUTO.kinds | kinds, sparing: true };
        let sets = (0..=EVERY).filter(|kinds| kinds & SPARING == 0).flat_map(|kinds| [Variants { kinds, sparing: false }, auto(kinds)]);
        for variants in sets {
            assert_eq!(Variants::told(&variants.to_text()), Ok(Some(variants)), "{}", variants.to_text());
        }
        assert_eq!(auto(SURNAMES).to_text(), "auto|surnames");
        assert_eq!([Variants::ALL, Variants::NONE].map(Variants::to_text), ["all", "none"]);
        assert_eq!([" ", "|"].map(Variants::told), [Ok(None), Ok(None)]);
        assert_eq!(Variants::told(" initials | surnames|none"), Ok(Some(Variants { kinds: INITIALS | SURNAMES, sparing: false })));
        assert_eq!(Variants::named(["auto", "surnames"]).ok(), Some(auto(SURNAMES)));
        assert!(["latin", "initials surnames", "True"].iter().all(|text| Variants::told(text).is_err()));
    }

    #[test]
    fn romanisations_stay_sparing_unless_one_side_wants_all() {
        let [surnames, romanised] = [SURNAMES, ROMANISED].map(|kinds| Variants { kinds, sparing: false });
        for other in [Variants::NONE, Variants::AUTO, surnames] {
            assert!(Variants::AUTO.united(other).sparing && other.united(Variants::AUTO).sparing);
        }
        for other in [Variants::ALL, romanised] {
            assert!(!Variants::AUTO.united(other).sparing && !other.united(Variants::AUTO).sparing);
        }
    }
}
