//! What spellings are made from, and whether any are made at all.

use super::designations::has_seam;
use super::respell::{self, Restored};
use super::script::{is_native, may_be_native};
use super::{arabic, arabic_script, house, serbian, units};
use crate::gazetteer::entries::kinds::{DEMONYMS, INITIALS, NATIVE, RESPELLED, ROMANISED, STYLED, SURNAMES};
use crate::gazetteer::entries::{EntryRef, Variants};

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
}

/// True if an entry may get further spellings.
pub(in crate::gazetteer) fn wanted(entry: EntryRef<'_>, variants: Variants) -> bool {
    if variants.is_empty() {
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
