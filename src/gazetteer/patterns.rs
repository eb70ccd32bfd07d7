//! Names built from patterns: the bodies of every state, the borders of two, and the forms that places and events take.

use super::table::{Row, Table, slug, spellings};
use crate::error::{Error, Result};
use rustc_hash::FxHashMap;
use serde::Deserialize;

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

/// A body that every state has (a table `[[body]]` of `bodies.toml`).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// Short code inside ids: `mfa`.
    pub code: String,
    /// Type of the entity: `government` or `armed_group`.
    pub kind: String,
    /// Value of the column `body`: `foreign_ministry`.
    pub body: String,
    /// True if it is the government itself.
    #[serde(default)]
    own: bool,
    /// True if it is made for all states, not only for those in the news.
    #[serde(default)]
    every: bool,
    /// Names that may be followed by "of" and the state.
    of: Vec<String>,
    /// Names that only follow an adjective or the state's name.
    names: Vec<String>,
    /// Names that stand for the body without its state.
    bare: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bodies {
    body: Vec<Body>,
}

impl Body {
    /// Reads `bodies.toml`.
    pub fn read_all(file: &str, text: &str) -> Result<Vec<Self>> {
        let mut bodies: Bodies = toml::from_str(text).map_err(|e| Error::gazetteer(file, e.to_string()))?;
        for body in &mut bodies.body {
            for names in [&mut body.of, &mut body.names, &mut body.bare] {
                *names = names.iter().flat_map(|name| spellings(name)).collect();
            }
        }
        Ok(bodies.body)
    }

    /// True if this state gets this body.
    pub fn belongs_to(&self, state: &State) -> bool {
        state.full || self.every
    }

    /// Its id for a state: `government:ua_mfa`.
    pub fn id(&self, state: &State) -> String {
        if self.own { state.government() } else { format!("{}:{}_{}", self.kind, slug(&state.code), self.code) }
    }

    /// Its names for a state, the canonical one first.
    pub fn names(&self, state: &State) -> Vec<String> {
        let mut out = Vec::new();
        for name in self.of.iter().chain(&self.names) {
            for who in state.adjectives.iter().take(2).chain([&state.name]).chain(&state.abbreviations) {
                out.push(format!("{who} {name}"));
            }
        }
        for name in &self.of {
            if state.article {
                out.push(format!("{name} of the {}", state.name));
            }
            out.push(format!("{name} of {}", state.name));
            for official in &state.official {
                out.push(format!("{name} of the {official}"));
            }
            for short in &state.abbreviations {
                out.push(format!("{name} of the {short}"));
            }
        }
        out
    }

    /// Its names without a state.
    pub fn bare(&self) -> Vec<String> {
        self.bare.clone()
    }
}

/// Names of the border between two states, the canonical one first.
pub fn border_names(a: &State, b: &State) -> Vec<String> {
    let short = |s: &State| s.abbreviations.iter().chain([&s.name]).cloned().collect::<Vec<_>>();
    let adjective = |s: &State| s.adjectives.iter().take(1).cloned().collect::<Vec<_>>();
    let mut out = Vec::new();
    for forms in [[short(a), short(b)], [adjective(a), adjective(b)]] {
        for x in &forms[0] {
            for y in &forms[1] {
                for kind in ["border", "frontier", "state border"] {
                    out.push(format!("{x}-{y} {kind}"));
                    out.push(format!("{y}-{x} {kind}"));
                }
            }
        }
    }
    let canonical = format!("{}-{} border", a.name, b.name);
    out.retain(|name| *name != canonical);
    out.insert(0, canonical);
    out
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    forms: Vec<String>,
}

/// The forms that the names of one kind of place, facility or event take (`shapes.toml`).
pub struct Shapes(FxHashMap<String, Shape>);

impl Shapes {
    /// Reads `shapes.toml`.
    pub fn read(file: &str, text: &str) -> Result<Self> {
        toml::from_str(text).map(Self).map_err(|e| Error::gazetteer(file, e.to_string()))
    }

    /// All forms of a stem, the canonical one first; an error names the shapes that there are.
    pub fn names(&self, row: &Row<'_>, shape: &str, stem: &str) -> Result<Vec<String>> {
        let Some(shape) = self.0.get(shape) else {
            let mut known: Vec<_> = self.0.keys().map(String::as_str).collect();
            known.sort_unstable();
            return Err(row.fault("shape", &format!("no shape {shape:?}; there are {}", known.join(", "))));
        };
        let (first, rest) = stem.split_once(' ').unwrap_or((stem, ""));
        let usable = shape.forms.iter().filter(|form| !rest.is_empty() || !form.contains("{rest}"));
        Ok(usable.map(|form| form.replace("{}", stem).replace("{first}", first).replace("{rest}", rest)).collect())
    }
}
