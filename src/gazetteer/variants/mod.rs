//! Further spellings of an entry's names, made when the index is built: romanisations of native-script names, Serbian ones in Cyrillic, those of
//! one East Slavic language as another writes them, their case endings, initials and surnames of people, demonyms and plurals, Latin letters written out, and what one house writes so and
//! another so (F-16, F16).
//!
//! Every entry gets a bounded number of them: at most [`MOST_ROMANISED`] romanisations, [`MOST_TRANSCRIBED`] spellings in each other
//! language and [`MOST_INFLECTED`] case forms a name, and [`MOST`] in all. A spelling that is a common English word (`seeds/words/common.txt`) or shorter than three letters is left out.

mod arabic;
mod arabic_script;
mod customs;
mod demonyms;
mod designations;
mod endings;
mod family_first;
mod fixed;
mod hints;
mod house;
mod inflect;
mod languages;
mod letters;
mod maker;
mod named;
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
mod transcribe;
mod units;
mod well_known;
mod who;

pub(super) use designations::has_seam;
pub(super) use maker::Maker;
pub(super) use named::{Named, wanted};
pub(super) use patronymics::{given_first, is_turned};
pub(super) use plurals::of_designation;
pub(super) use script::is_native;
pub(super) use spelt::Words;
pub(super) use units::is_unit;
pub(super) use who::Who;

/// The most romanisations of one name.
pub const MOST_ROMANISED: usize = 32;
/// The most spellings of one name of one East Slavic language in another.
pub const MOST_TRANSCRIBED: usize = 6;
/// The most case forms of one name.
pub const MOST_INFLECTED: usize = 64;
/// The most spellings that are made for one entry.
pub const MOST: usize = 512;

/// The spellings that something hands over one by one.
#[cfg(test)]
fn handed(over: impl FnOnce(&mut dyn FnMut(&str))) -> Vec<String> {
    let mut out = Vec::new();
    over(&mut |text| out.push(text.to_owned()));
    out
}
