//! One item of a Wikidata dump.

use rustc_hash::FxHashSet;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value as Json;
use std::fmt;
use std::marker::PhantomData;

/// A map by language, which the dumps write as an empty list where it is empty.
struct ByLanguage<T>(Vec<(String, T)>);

impl<T> Default for ByLanguage<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for ByLanguage<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Pairs<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Pairs<T> {
            type Value = ByLanguage<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map by language")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(ByLanguage(pairs))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> std::result::Result<Self::Value, A::Error> {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(ByLanguage::default())
            }
        }
        deserializer.deserialize_any(Pairs(PhantomData))
    }
}

#[derive(Deserialize)]
struct Term {
    value: String,
}

/// An item as the dump has it, as far as it is read.
#[derive(Deserialize)]
pub(super) struct Item {
    /// Its number, such as `Q515`.
    pub id: String,
    #[serde(default, rename = "type")]
    kind: String,
    #[serde(default)]
    labels: ByLanguage<Term>,
    #[serde(default)]
    aliases: ByLanguage<Vec<Term>>,
    #[serde(default)]
    claims: Claims,
}

/// The statements that are read.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Claims {
    #[serde(rename = "P31")]
    instance_of: Vec<Statement>,
    #[serde(rename = "P17")]
    country: Vec<Statement>,
    #[serde(rename = "P297")]
    iso: Vec<Statement>,
    #[serde(rename = "P625")]
    coordinates: Vec<Statement>,
    #[serde(rename = "P1082")]
    population: Vec<Statement>,
}

#[derive(Deserialize)]
struct Statement {
    mainsnak: Snak,
    #[serde(default)]
    rank: String,
}

#[derive(Deserialize)]
struct Snak {
    datavalue: Option<DataValue>,
}

#[derive(Deserialize)]
struct DataValue {
    value: Json,
}

/// The values of statements that hold: the preferred ones, else all that are not deprecated.
fn values(statements: &[Statement]) -> impl Iterator<Item = &Json> {
    let preferred = statements.iter().any(|s| s.rank == "preferred");
    let holds = move |s: &&Statement| if preferred { s.rank == "preferred" } else { s.rank != "deprecated" };
    statements.iter().filter(holds).filter_map(|s| Some(&s.mainsnak.datavalue.as_ref()?.value))
}

fn item_id(value: &Json) -> Option<&str> {
    value.get("id")?.as_str()
}

impl Item {
    /// True for items, and not for properties and lexemes.
    pub fn is_item(&self) -> bool {
        self.kind.is_empty() || self.kind == "item"
    }

    /// The code of a country, ISO 3166-1 alpha-2.
    pub fn iso(&self) -> Option<&str> {
        values(&self.claims.iso).find_map(Json::as_str)
    }

    /// The classes of which it is an instance.
    pub fn classes(&self) -> impl Iterator<Item = &str> {
        values(&self.claims.instance_of).filter_map(item_id)
    }

    /// The country in which it lies, as an item.
    pub fn country(&self) -> Option<&str> {
        values(&self.claims.country).find_map(item_id)
    }

    /// How many people live there.
    pub fn population(&self) -> Option<i64> {
        values(&self.claims.population).find_map(|v| v.get("amount")?.as_str()?.trim_start_matches('+').parse().ok())
    }

    /// The label in the first language that has one; of all languages if none is named, English first.
    pub fn label(&self, languages: &[String]) -> Option<&str> {
        let found = languages.iter().find_map(|language| self.labels.0.iter().find(|l| l.0 == *language));
        let any = || self.labels.0.iter().find(|l| l.0 == "en").or(self.labels.0.first()).filter(|_| languages.is_empty());
        found.or_else(any).map(|(_, term)| term.value.as_str())
    }

    /// Labels and aliases in these languages (in all if none is named) but for `name`, each once.
    pub fn further_names<'i>(&'i self, name: &'i str, languages: &[String]) -> impl Iterator<Item = &'i str> {
        let asked = |language: &str| languages.is_empty() || languages.iter().any(|l| l == language);
        let labels = self.labels.0.iter().filter(move |(language, _)| asked(language)).map(|(_, term)| term);
        let aliases = self.aliases.0.iter().filter(move |(language, _)| asked(language)).flat_map(|(_, terms)| terms);
        let mut seen = FxHashSet::from_iter([name]);
        labels.chain(aliases).map(|term| term.value.as_str()).filter(move |name| seen.insert(name))
    }

    /// Latitude and longitude on Earth; there are craters on other bodies.
    pub fn position(&self) -> Option<(Option<f64>, Option<f64>)> {
        let number = |value: &Json, key: &str| value.get(key).and_then(Json::as_f64);
        let on_earth = |value: &&Json| value.get("globe").and_then(Json::as_str).is_none_or(|globe| globe.ends_with("/Q2"));
        let place = values(&self.claims.coordinates).find(on_earth)?;
        Some((number(place, "latitude"), number(place, "longitude")))
    }
}
