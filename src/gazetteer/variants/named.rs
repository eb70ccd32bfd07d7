//! What spellings are made from, and whether any are made at all.

use super::designations::has_seam;
use super::hints::Hints;
use super::respell::{self, Restored};
use super::script::is_native;
use super::who::Who;
use super::{arabic, arabic_script, house, serbian, units};
use crate::gazetteer::entries::kinds::{DEMONYMS, INITIALS, NATIVE, RESPELLED, ROMANISED, STYLED, SURNAMES};
use crate::gazetteer::entries::{EntryRef, Variants};

/// Countries whose places have names in the Cyrillic of our tables before they have Latin ones.
const CYRILLIC: [&str; 15] = ["UA", "RU", "BY", "KZ", "KG", "MD", "UZ", "TJ", "TM", "AZ", "AM", "GE", "EE", "LV", "LT"];

/// What spellings are made from.
pub(in crate::gazetteer) struct Named<'a> {
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

    /// True for what lies in a country that writes in no East Slavic Cyrillic.
    pub fn is_foreign(&self) -> bool {
        let elsewhere = |country: &str| !CYRILLIC.iter().any(|known| known.eq_ignore_ascii_case(country));
        Who::of(self.kind) != Who::Person && self.country.is_some_and(elsewhere)
    }
}

/// True if an entry may get further spellings.
pub(in crate::gazetteer) fn wanted(entry: EntryRef<'_>, variants: Variants) -> bool {
    if variants.is_empty() || variants.has(INITIALS | SURNAMES | DEMONYMS) {
        return !variants.is_empty();
    }
    let names = || entry.name_bytes();
    let hints = names().fold(Hints::default(), |all, name| all.with(Hints::of(name)));
    let marked = || names().filter(|_| hints.has(Hints::MARKED));
    let native = |name: &[u8]| is_native(std::str::from_utf8(name).unwrap_or_default());
    variants.has(NATIVE) && hints.has(Hints::CYRILLIC) && names().any(native)
        || variants.has(ROMANISED) && serbian::may_be(marked(), entry.country(), entry.text("lang"))
        || variants.has(RESPELLED) && (marked().any(respell::has_letter) || is_respelled(entry, hints))
        || variants.has(STYLED) && is_styled(entry, hints)
}

/// True if letters of a name may come back, or if it is Arabic and has other spellings, in either script.
fn is_respelled(entry: EntryRef<'_>, hints: Hints) -> bool {
    hints.has(Hints::ARABIC) && entry.names().any(arabic_script::is_arabic)
        || !Restored::of(entry.country(), entry.text("lang")).is_empty()
        || entry.name_bytes().any(arabic::may_have) && entry.names().any(|name| arabic::may_differ(name, entry.kind(), entry.country()))
}

/// True if one house writes a name so and another so.
fn is_styled(entry: EntryRef<'_>, hints: Hints) -> bool {
    hints.has(Hints::DIGIT) && entry.names().any(|name| has_seam(name) || units::may_differ(name))
        || hints.has(Hints::SPACE)
            && entry.name_bytes().any(house::may_have)
            && entry.names().any(|name| house::may_differ(name, entry.kind()))
}
