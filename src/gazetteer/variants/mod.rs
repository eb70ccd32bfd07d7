//! Further spellings of an entry's names, made when the index is built: romanisations of native-script names, Serbian ones in Cyrillic, their
//! case endings, initials and surnames of people, demonyms and plurals, Latin letters written out, and what one house writes so and
//! another so (F-16, F16).
//!
//! Every entry gets a bounded number of them: at most [`MOST_ROMANISED`] romanisations and [`MOST_INFLECTED`] case forms a name, and
//! [`MOST`] in all. A spelling that is a common English word (`seeds/words/common.txt`) or shorter than three letters is left out.

mod arabic;
mod arabic_script;
mod customs;
mod demonyms;
mod designations;
mod endings;
mod family_first;
mod house;
mod inflect;
mod languages;
mod letters;
mod maker;
mod parted;
mod patronymics;
mod persons;
mod piece;
mod plurals;
mod respell;
mod romanise;
mod script;
mod seen;
mod semitic;
mod serbian;
mod spelt;
mod units;
mod well_known;
mod who;

use super::EntryRef;
use crate::error::{Error, Result};
use crate::nearest::hint;
pub(super) use designations::has_seam;
pub(super) use maker::Maker;
pub(super) use patronymics::{given_first, is_turned};
pub(super) use plurals::of_designation;
use respell::Restored;
pub(super) use script::is_native;
use script::may_be_native;
pub(super) use spelt::Words;
pub(super) use units::is_unit;
pub(super) use who::Who;

/// The most romanisations of one name.
pub const MOST_ROMANISED: usize = 32;
/// The most case forms of one name.
pub const MOST_INFLECTED: usize = 64;
/// The most spellings that are made for one entry.
pub const MOST: usize = 512;

/// The kinds of spelling that can be switched on, by name.
const KINDS: [(&str, u8); 7] =
    [("romanised", 1), ("inflected", 2), ("initials", 4), ("surnames", 8), ("demonyms", 16), ("respelled", 32), ("styled", 64)];
const ROMANISED: u8 = 1;
const INFLECTED: u8 = 2;
const INITIALS: u8 = 4;
const SURNAMES: u8 = 8;
const DEMONYMS: u8 = 16;
const RESPELLED: u8 = 32;
const STYLED: u8 = 64;
const EVERY: u8 = 127;
/// The kinds that are made of names in native script alone.
const NATIVE: u8 = ROMANISED | INFLECTED;

/// Which further spellings of its names a gazetteer adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variants {
    kinds: u8,
    /// Romanisations only where the entry's Latin names leave them open: see [`Maker`].
    sparing: bool,
}

impl Default for Variants {
    fn default() -> Self {
        Self::AUTO
    }
}

impl Variants {
    /// Case forms of every name in Cyrillic, romanisations where Latin names leave them open, Latin letters written out, and what
    /// houses write in their own way: the default.
    pub const AUTO: Self = Self { kinds: NATIVE | RESPELLED | STYLED, sparing: true };
    /// Every kind, for every entry.
    pub const ALL: Self = Self { kinds: EVERY, sparing: false };
    /// None.
    pub const NONE: Self = Self { kinds: 0, sparing: false };

    /// The kinds of these names, for every entry; errors name the allowed ones.
    pub fn named<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Self> {
        let mut kinds = 0;
        for name in names {
            let Some((_, kind)) = KINDS.iter().find(|(known, _)| *known == name) else {
                let near = hint(name, KINDS.iter().map(|(name, _)| *name));
                let known: Vec<_> = KINDS.iter().map(|(name, _)| format!("{name:?}")).collect();
                return Err(Error::input("variants", format!("there is no kind {name:?}{near}; there are {}", known.join(", "))));
            };
            kinds |= kind;
        }
        Ok(Self { kinds, sparing: false })
    }

    /// The names of the kinds.
    pub fn names(self) -> Vec<&'static str> {
        KINDS.iter().filter(|(_, kind)| self.has(*kind)).map(|(name, _)| *name).collect()
    }

    pub(super) const fn to_code(self) -> u16 {
        self.kinds as u16 | (self.sparing as u16) << 8
    }

    pub(super) fn from_code(code: u16) -> Option<Self> {
        let known = code & !(u16::from(EVERY) | 256) == 0;
        known.then_some(Self { kinds: code as u8, sparing: code & 256 != 0 })
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
                    format!(
                        "\"auto\", \"all\", \"none\" or kinds of spelling parted by | are asked for, of {}, not {text:?}",
                        known.join("|")
                    )
                })?,
            };
            all = Some(all.map_or(one, |all| all.united(one)));
        }
        Ok(all)
    }

    /// The text of which [`Self::told`] makes the same again.
    pub(super) fn to_text(self) -> String {
        if self == Self::ALL {
            return "all".to_owned();
        }
        let auto = self.sparing && self.kinds & Self::AUTO.kinds == Self::AUTO.kinds;
        let own = if auto { self.kinds & !Self::AUTO.kinds } else { self.kinds };
        let own = KINDS.iter().filter(|(_, kind)| own & kind != 0).map(|(name, _)| *name);
        let names: Vec<_> = auto.then_some("auto").into_iter().chain(own).collect();
        if names.is_empty() { "none".to_owned() } else { names.join("|") }
    }

    const fn has(self, kind: u8) -> bool {
        self.kinds & kind != 0
    }

    /// True if what a designation has letters behind is a version of it.
    pub(super) const fn makes_versions(self) -> bool {
        self.has(STYLED)
    }

    /// True if persons are found by the initials of their given names.
    pub(super) const fn makes_initials(self) -> bool {
        self.has(INITIALS)
    }
}

/// What spellings are made from.
pub(super) struct Named<'a> {
    /// Canonical name and aliases.
    pub names: Vec<&'a str>,
    pub kind: &'a str,
    pub country: Option<&'a str>,
    /// Value of the column `lang`: the language of the native-script names.
    pub lang: Option<&'a str>,
    /// What is made of it.
    pub variants: Variants,
}

impl<'a> Named<'a> {
    pub fn of(entry: EntryRef<'a>, variants: Variants) -> Self {
        Self { names: entry.names().collect(), kind: entry.kind(), country: entry.country(), lang: entry.text("lang"), variants }
    }
}

/// True if an entry may get further spellings.
pub(super) fn wanted(entry: EntryRef<'_>, variants: Variants) -> bool {
    if variants.kinds == 0 {
        return false;
    }
    let native = |name: &[u8]| may_be_native(name) && is_native(std::str::from_utf8(name).unwrap_or_default());
    variants.has(INITIALS | SURNAMES | DEMONYMS)
        || variants.has(NATIVE) && entry.name_bytes().any(native)
        || variants.has(ROMANISED) && serbian::may_be(entry.name_bytes(), entry.country(), entry.text("lang"))
        || variants.has(RESPELLED)
            && (entry.name_bytes().any(respell::has_letter)
                || entry.names().any(|name| is_arabic(name, entry))
                || !Restored::of(entry.country(), entry.text("lang")).is_empty())
        || variants.has(STYLED) && entry.names().any(|name| is_styled(name, entry.kind()))
}

/// True for a name of Arabic that has other spellings, in either script.
fn is_arabic(name: &str, entry: EntryRef<'_>) -> bool {
    arabic_script::is_arabic(name) || arabic::may_differ(name, entry.kind(), entry.country())
}

/// True for a name that one house writes so and another so.
fn is_styled(name: &str, kind: &str) -> bool {
    has_seam(name) || units::may_differ(name) || house::may_differ(name, kind)
}

/// The spellings that something hands over one by one.
#[cfg(test)]
fn handed(over: impl FnOnce(&mut dyn FnMut(&str))) -> Vec<String> {
    let mut out = Vec::new();
    over(&mut |text| out.push(text.to_owned()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_what_their_text_tells() {
        let auto = |kinds| Variants { kinds: Variants::AUTO.kinds | kinds, sparing: true };
        let sets = (0..=EVERY).flat_map(|kinds| [Variants { kinds, sparing: false }, auto(kinds)]);
        for variants in sets {
            assert_eq!(Variants::told(&variants.to_text()), Ok(Some(variants)), "{}", variants.to_text());
        }
        assert_eq!(auto(SURNAMES).to_text(), "auto|surnames");
        assert_eq!([Variants::ALL, Variants::NONE].map(Variants::to_text), ["all", "none"]);
        assert_eq!([" ", "|"].map(Variants::told), [Ok(None), Ok(None)]);
        assert_eq!(Variants::told(" initials | surnames|none"), Ok(Some(Variants { kinds: INITIALS | SURNAMES, sparing: false })));
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
