//! How much each sign counts that a word, which some village bears as its name, means that village.
//!
//! Logistic regression: each sign adds its weight, in log-odds. `scripts/fit_signs.py` fits the weights on documents with annotated
//! places, which `examples/place_signs.rs` reads. These were fitted on mentions in annotated reports on epidemics and on mentions in
//! reports on business, politics, sports and the arts that were judged by hand; documents held out in eight folds chose the signs, and
//! weights were rounded to what the folds agree on; the last one, of which they hold few, is what keeps a town of ten thousand people that nothing
//! else speaks for or against. Of the words that a list of all places of 500 people has in such reports, five in a
//! hundred are meant as places.

/// The number of signs.
pub const N: usize = 41;

/// The signs, each with its weight.
pub const WEIGHTS: [(&str, f32); N] = [
    ("always", -1.4),
    ("a city of a million people", 1.0),
    ("tenths of its prior above 0.3", 0.11),
    ("a town of two hundred thousand people", 0.6),
    ("a country", 1.4),
    ("its country is named elsewhere", 0.65),
    ("tenths of the prior above 0.2 of the entity of that country", 0.13),
    ("a preposition of place before it", 2.4),
    ("from, to, of, between, leaving or visiting before it", 1.1),
    ("town, village or city of before it", 1.05),
    ("the article before it", 1.3),
    ("another small word before it", 0.7),
    ("a given name before it", -2.1),
    ("a title of persons before it", -0.55),
    ("an unknown name before it", -1.5),
    ("a match before it", -1.2),
    ("a common word with a capital before it", -0.85),
    ("a hyphen before it", -1.25),
    ("a place before it, behind a comma or joined by and", 1.35),
    ("based, born, area or bound behind a hyphen", 1.5),
    ("another word behind a hyphen", -1.1),
    ("a capitalised word behind it", -2.45),
    ("a match behind it", -3.05),
    ("the noun of a region or building behind it", 0.5),
    ("a place behind a comma", 1.95),
    ("another place of the long list behind a comma", 0.95),
    ("another capitalised word behind a comma", 1.15),
    ("an acronym", -2.0),
    ("in capitals, as its neighbours are", 0.75),
    ("an acronym of three letters or fewer", -2.0),
    ("in capitals at the head of a report", 0.75),
    ("a town of three letters or fewer", -2.1),
    ("a common word", -1.4),
    ("a given name", -0.45),
    ("a surname, the more frequent the more", -0.6),
    ("the same, of a city of a million people", -0.3),
    ("the noun of a region or building, or a legal form", -1.8),
    ("part of a person's name elsewhere", -1.85),
    ("part of another name elsewhere", -0.85),
    ("behind a preposition of place elsewhere", 0.75),
    ("at the head of a line or sentence, before a colon or dash", 0.9),
];

/// The log-odds of these signs.
pub(super) fn odds(signs: &[f32; N]) -> f32 {
    signs.iter().zip(&WEIGHTS).map(|(sign, (_, weight))| sign * weight).sum()
}
