//! Wikidata: the JSON dump of all items, an item a line, and the results of queries as CSV and JSON.
//!
//! Formats: "Wikibase/DataModel/JSON" of MediaWiki, and the W3C's SPARQL 1.1 results. The dump is read as a stream.

use super::gather::{BadRows, Gather, Import};
use super::lines::Text;
use super::{classes, countries, sparql};
use crate::error::{Error, Result};
use crate::gazetteer::ValueRef;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value as Json;
use std::fmt;
use std::marker::PhantomData;
use std::path::Path;

/// Which items and names are used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wikidata {
    /// Languages of labels and aliases, best first; empty is all.
    pub languages: Vec<String>,
    /// Our type by class (`Q515`), before the usual ones.
    pub types: Vec<(String, String)>,
    /// The usual classes too; without them only those of `types` are used.
    pub usual_types: bool,
    /// The type of rows of a query that have no class; items of a dump without a known class are left out.
    pub kind: Option<String>,
}

impl Default for Wikidata {
    fn default() -> Self {
        // "mul" has the names that are the same in many languages.
        Self { languages: vec!["en".into(), "mul".into()], types: Vec::new(), usual_types: true, kind: None }
    }
}

impl Wikidata {
    /// Our type for a class.
    pub(super) fn type_of(&self, class: &str) -> Option<&str> {
        let own = self.types.iter().find(|t| t.0 == class).map(|t| t.1.as_str());
        own.or_else(|| classes::usual(class).filter(|_| self.usual_types))
    }
}

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

#[derive(Deserialize)]
struct Item {
    id: String,
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

/// A dump or the results of a query; which of them it is, its beginning tells.
pub fn read_wikidata(path: &Path, options: &Wikidata) -> Result<Import> {
    let file = Text::open(path)?;
    let head = file.head.trim_ascii_start();
    let results = head.starts_with(b"{") && memchr::memmem::find(&head[..head.len().min(512)], b"\"head\"").is_some();
    match head.first() {
        Some(b'{') if results => sparql::read_json(file, options),
        Some(b'[') if !is_dump(head) => sparql::read_json(file, options),
        Some(b'{' | b'[') => read_dump(file, options),
        _ => sparql::read_csv(file, options),
    }
}

/// True for the beginning of an array of items; else it is one of the results of a query.
fn is_dump(head: &[u8]) -> bool {
    let text: Vec<u8> = head.iter().copied().filter(|b| !b.is_ascii_whitespace()).take(4096).collect();
    let says = |part: &str| memchr::memmem::find(&text, part.as_bytes()).is_some();
    ["item", "property", "lexeme"].iter().any(|kind| says(&format!("\"type\":\"{kind}\"")))
        || ["\"claims\":{", "\"labels\":{", "\"labels\":["].into_iter().any(says)
        || !says(":")
}

fn read_dump(file: Text, options: &Wikidata) -> Result<Import> {
    let mut gather = Gather::new("Wikidata dump", "line", BadRows::Skip);
    let mut lines = file.lines();
    gather.file(&lines.place);
    let population = gather.column("population");
    let class_column = gather.column("class");
    // Items tell their country as an item; its code stands in that item, which may come later.
    let mut iso: FxHashMap<String, String> = FxHashMap::default();
    let mut country_of: Vec<(u64, String, String, String)> = Vec::new();
    // Where the array began that is not closed yet, and the last line.
    let (mut array, mut last) = (None, 0);
    while let Some((number, line)) = lines.next()? {
        last = number;
        let json = line.trim().trim_end_matches(',');
        match json {
            "" => continue,
            "[" => array = Some(number),
            "]" => array = None,
            _ => {}
        }
        if matches!(json, "[" | "]") {
            continue;
        }
        gather.begin(number);
        if json == "{" || json.starts_with("[{") || json.starts_with("[ {") {
            let problem = "a dump of Wikidata has one item a line, in a line of its own; this file is laid out otherwise";
            return Err(Error::gazetteer(gather.place(), problem));
        }
        let item: Item = match serde_json::from_str(json) {
            Ok(item) => item,
            Err(e) if e.is_data() => {
                gather.bad("", "no item", format!("this is no item: {e}"))?;
                gather.end()?;
                continue;
            }
            Err(e) => return Err(Error::gazetteer(gather.place(), format!("this is no JSON object, or it is cut short: {e}"))),
        };
        if !item.kind.is_empty() && item.kind != "item" {
            gather.leave_out("no item (a property or lexeme)", &item.id);
            continue;
        }
        if let Some(code) = values(&item.claims.iso).find_map(Json::as_str) {
            iso.insert(item.id.clone(), code.to_owned());
        }
        let Some((class, kind)) = values(&item.claims.instance_of).filter_map(item_id).find_map(|c| Some((c, options.type_of(c)?))) else {
            gather.leave_out("an instance of no class that is asked for", &item.id);
            continue;
        };
        let Some(name) = label(&item, &options.languages) else {
            gather.leave_out("no label in the languages that are asked for", &item.id);
            continue;
        };
        gather.id(&format!("wikidata:{}", item.id));
        gather.name(name);
        gather.kind(kind);
        let mut seen = FxHashSet::from_iter([name]);
        let asked = |language: &str| options.languages.is_empty() || options.languages.iter().any(|l| l == language);
        let labels = item.labels.0.iter().filter(|(language, _)| asked(language)).map(|(_, term)| term);
        let aliases = item.aliases.0.iter().filter(|(language, _)| asked(language)).flat_map(|(_, terms)| terms);
        for term in labels.chain(aliases) {
            if seen.insert(&term.value) {
                gather.alias(&term.value);
            }
        }
        position(&item, &mut gather);
        gather.value(class_column, ValueRef::Text(class));
        let people = values(&item.claims.population).find_map(|v| v.get("amount")?.as_str()?.trim_start_matches('+').parse().ok());
        gather.value(population, people.map_or(ValueRef::Null, ValueRef::Int));
        match (iso.get(&item.id), values(&item.claims.country).find_map(item_id)) {
            (Some(code), _) => gather.country(code),
            (None, Some(country)) => match iso.get(country) {
                Some(code) => gather.country(code),
                None => country_of.push((number, item.id.clone(), name.to_owned(), country.to_owned())),
            },
            (None, None) => {}
        }
        gather.end()?;
    }
    if let Some(first) = array {
        let problem = format!("the file ends here, and the array that begins in line {first} has no end: it is cut short");
        return Err(Error::gazetteer(format!("{}, line {last}", lines.place), problem));
    }
    for (number, id, name, country) in country_of {
        let code = iso.get(&country).map(String::as_str).or_else(|| countries::of_item(&country));
        if let Some(code) = code {
            gather.begin_more(number);
            gather.id(&format!("wikidata:{id}"));
            gather.name(&name);
            gather.country(code);
            gather.end_more()?;
        }
    }
    gather.finish()
}

/// The label in the first language that has one.
fn label<'i>(item: &'i Item, languages: &[String]) -> Option<&'i str> {
    let found = languages.iter().find_map(|language| item.labels.0.iter().find(|l| l.0 == *language));
    let any = || item.labels.0.iter().find(|l| l.0 == "en").or(item.labels.0.first()).filter(|_| languages.is_empty());
    found.or_else(any).map(|(_, term)| term.value.as_str())
}

/// Coordinates on Earth; there are craters on other bodies.
fn position(item: &Item, gather: &mut Gather) {
    let number = |value: &Json, key: &str| value.get(key).and_then(Json::as_f64);
    let on_earth = |value: &&Json| value.get("globe").and_then(Json::as_str).is_none_or(|globe| globe.ends_with("/Q2"));
    if let Some(place) = values(&item.claims.coordinates).find(on_earth) {
        gather.position(number(place, "latitude"), number(place, "longitude"));
    }
}
