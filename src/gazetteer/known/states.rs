//! States, with all that names are built from.

use super::table::{Row, Table, slug};
use crate::error::Result;
use crate::text::fold::{fold, hash};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Columns of `countries.csv`.
const STATE_COLUMNS: [&str; 14] = [
    "name",
    "iso",
    "aliases",
    "official",
    "the",
    "adjectives",
    "people",
    "abbreviations",
    "capital",
    "capital_aliases",
    "lat",
    "lon",
    "full",
    "native",
];

/// A state with all that names are built from.
pub struct State {
    /// Usual English name.
    pub name: String,
    /// ISO alpha-2 code, or a code of our own for what has none.
    pub code: String,
    /// Further usual names, official names, abbreviations, names in native script.
    pub aliases: Vec<String>,
    /// Official names, which always take an article.
    pub official: Vec<String>,
    /// True if the usual name takes an article: "of the Netherlands".
    pub article: bool,
    /// Adjectives, the usual one first.
    pub adjectives: Vec<String>,
    /// Demonyms, singular and plural.
    pub people: Vec<String>,
    /// Abbreviations, which also serve as adjectives: "US Congress".
    pub abbreviations: Vec<String>,
    /// The capital and its further names, where there is one.
    pub capital: Option<(String, Vec<String>)>,
    /// Position of the capital in degrees, or of the territory itself where it has none.
    pub position: Option<(f64, f64)>,
    /// True for states in the news, which get all their bodies.
    pub full: bool,
}

/// Hashes of the adjectives and people of states that are one word.
static DEMONYMS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    let states = State::read_all("countries.csv", include_str!("../../../seeds/gazetteer/countries.csv")).unwrap_or_default();
    let words = states.iter().flat_map(|state| state.adjectives.iter().chain(&state.people));
    words.filter(|word| !word.contains([' ', '-'])).map(|word| hash(&fold(word))).collect()
});

/// True for an adjective of a state or the name of its people, by its hash: "Belgian", "Americans".
pub fn is_demonym(word: u64) -> bool {
    DEMONYMS.contains(&word)
}

impl State {
    /// Reads `countries.csv`.
    pub fn read_all(file: &str, text: &str) -> Result<Vec<Self>> {
        Table::with_columns(file, text, &STATE_COLUMNS)?.rows().map(Self::read).collect()
    }

    fn read(row: Row<'_>) -> Result<Self> {
        let owned = |column: &str| row.list(column).map(str::to_owned).collect::<Vec<_>>();
        let adjectives = owned("adjectives");
        let mut people = owned("people");
        if people.is_empty() {
            people = adjectives.iter().filter(|a| a.ends_with(['n', 'i'])).map(|a| format!("{a}s")).collect();
        }
        let mut aliases = owned("aliases");
        for column in ["official", "abbreviations", "native"] {
            aliases.extend(owned(column));
        }
        Ok(Self {
            name: row.need("name")?.to_owned(),
            code: row.need("iso")?.to_owned(),
            aliases,
            official: owned("official"),
            article: row.flag("the")?,
            adjectives,
            people,
            abbreviations: owned("abbreviations"),
            capital: row.get("capital").map(|capital| (capital.to_owned(), owned("capital_aliases"))),
            position: row.number("lat")?.zip(row.number("lon")?),
            full: row.flag("full")?,
        })
    }

    /// ISO alpha-2 code; `None` for what has none of its own.
    pub fn iso(&self) -> Option<&str> {
        (self.code.len() == 2).then_some(self.code.as_str())
    }

    /// Id of the state.
    pub fn id(&self) -> String {
        format!("country:{}", slug(&self.name))
    }

    /// Id of its government.
    pub fn government(&self) -> String {
        format!("government:{}", slug(&self.name))
    }
}
