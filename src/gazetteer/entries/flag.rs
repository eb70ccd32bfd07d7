//! Flags of a name: how it is written, how it was made, how its case counts.

/// Written without capitals: matches in any case.
pub const LOWER: u32 = 1;
/// One word, two or more letters, all capitals.
pub const ACRONYM: u32 = 2;
/// Its gaps are spelled out after its record.
pub const MARKED: u32 = 4;
/// A form that differs from the name as written.
pub const DERIVED: u32 = 8;
/// The first word is written without a capital at its start, or may be (l'Aquila).
pub const STARTS_LOWER: u32 = 16;
/// Its case must agree with the text's, by the analyst's choice.
pub const SENSITIVE: u32 = 32;
/// It matches in any case, by the analyst's choice.
pub const INSENSITIVE: u32 = 64;
/// A romanisation that was made of the name, or a spelling in another language.
pub const ROMANISED: u32 = 128;
/// A short form that was made of the name: initials, the surname.
pub const SHORT: u32 = 256;
/// A case form, plural or adjective that was made of the name.
pub const INFLECTED: u32 = 512;
/// Plain words, each with a capital or digit first and none but small letters and digits behind it: see [`super::names::written`].
pub const TITLED: u32 = 1024;
/// Plain words without a capital.
pub const SMALL: u32 = 2048;
/// Plain words without a small letter.
pub const LARGE: u32 = 4096;
/// Words of any of these kinds.
pub const PLAIN: u32 = TITLED | SMALL | LARGE;
/// Written with letters outside ASCII.
pub const WIDE: u32 = 8192;
/// A name in which Latin letters are written out, or restored.
pub const RESPELLED: u32 = 16384;
/// Made of the name, in whatever way.
pub const MADE: u32 = ROMANISED | SHORT | INFLECTED | RESPELLED;
