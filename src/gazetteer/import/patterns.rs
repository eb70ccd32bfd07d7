//! Names built from patterns: the bodies of every state, the borders of two, and the forms that places and events take.

use crate::error::{Error, Result};
use crate::gazetteer::known::states::State;
use crate::gazetteer::known::table::{Row, slug, spellings};
use rustc_hash::FxHashMap;
use serde::Deserialize;

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

    /// False for a body of which a table has the states that have it.
    pub fn is_named(&self) -> bool {
        !(self.of.is_empty() && self.names.is_empty())
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
