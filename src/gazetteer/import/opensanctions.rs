//! OpenSanctions: `targets.simple.csv`, and entities as FollowTheMoney JSON lines (`entities.ftm.json`).
//!
//! Formats: the documentation of OpenSanctions ("Simplified tabular CSV") and of FollowTheMoney.

use super::asked::Asked;
use super::fields::title_case;
use super::gather::{BadRows, Gather, Import};
use super::lines::{Text, text};
use super::records::{Dialect, Records};
use crate::error::{Error, Result};
use crate::gazetteer::entries::ValueRef;
use crate::gazetteer::variants::{given_first, is_native};
use crate::shown::listed;
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::borrow::Cow;
use std::path::Path;

/// Which entities are used, and which of their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenSanctions {
    /// Schemata (`Person`, `Organization`); empty is all that bear names.
    pub schemas: Vec<String>,
    /// Broad names that their source itself calls weak.
    pub weak_aliases: bool,
}

/// Our type for a schema; `None` for those that are not named in news (addresses, passports, ownership).
fn kind(schema: &str) -> Option<&'static str> {
    Some(match schema {
        "Person" => "person",
        "Organization" | "Company" | "LegalEntity" => "organization",
        "PublicBody" => "government",
        "Vessel" | "Airplane" | "Vehicle" => "equipment",
        _ => return None,
    })
}

/// The first country of a list as ISO alpha-2 code; states that are no more have longer codes.
fn country(codes: &str) -> String {
    codes.split(';').map(str::trim).find(|code| code.len() == 2).unwrap_or_default().to_ascii_uppercase()
}

/// `PUTIN, Vladimir` as it stands in a text: Vladimir Putin.
fn in_order<'n>(name: &'n str, kind: &str) -> Cow<'n, str> {
    let mut parts = name.split(',').map(str::trim);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(surname), Some(given), None) if kind == "person" && !surname.is_empty() && !given.is_empty() => {
            // Sanctions lists write surnames in capitals.
            let word = |word: &str| if word.chars().any(char::is_lowercase) { word.to_owned() } else { title_case(word) };
            Cow::Owned(given.split_whitespace().chain(surname.split_whitespace()).map(word).collect::<Vec<_>>().join(" "))
        }
        _ => Cow::Borrowed(name),
    }
}

/// Hands over a name as it stands in a text; of a person whose patronymic tells that the surname stands first, without it and in the other
/// order too: Petro Dornenko of "Dornenko Petro Ivanovych".
fn with_orders(name: &str, kind: &str, mut take: impl FnMut(&str)) {
    let name = in_order(name, kind);
    take(&name);
    if kind == "person"
        && let Some(turned) = given_first(&name)
    {
        take(&turned);
    }
}

/// The further columns of an entity, by number.
struct Further {
    schema: usize,
    countries: usize,
    datasets: usize,
}

impl Further {
    fn new(gather: &mut Gather) -> Self {
        Self { schema: gather.column("schema"), countries: gather.column("countries"), datasets: gather.column("datasets") }
    }

    fn set(&self, gather: &mut Gather, schema: &str, countries: &str, datasets: &str) {
        gather.country(&country(countries));
        gather.value(self.schema, ValueRef::Text(schema));
        gather.value(self.countries, ValueRef::Text(countries));
        gather.value(self.datasets, ValueRef::Text(datasets));
    }
}

impl OpenSanctions {
    /// The type of a schema that is asked for; else the row is left out.
    fn wanted(schema: &str, name: &str, asked: &mut Asked<'_>, gather: &mut Gather) -> Option<&'static str> {
        let asked = asked.has(schema);
        let kind = kind(schema).filter(|_| asked);
        if kind.is_none() {
            let why = if asked { "a schema without names to find" } else { "a schema that is not asked for" };
            gather.leave_out(why, format_args!("{schema} {name}"));
        }
        kind
    }
}

/// Entities from either file; which of the two it is, its first byte tells.
pub fn read_opensanctions(path: &Path, options: &OpenSanctions) -> Result<Import> {
    let file = Text::open(path)?;
    if file.head.trim_ascii_start().starts_with(b"{") { followthemoney(file, options) } else { targets(file, options) }
}

fn targets(file: Text, options: &OpenSanctions) -> Result<Import> {
    let mut gather = Gather::new("OpenSanctions targets", "line", BadRows::Skip);
    let place = file.place.clone();
    gather.file(&place);
    let mut records = Records::new(file, Dialect { delimiter: b',', quoted: true, strict: true })?;
    let header = records.header.clone();
    let column = |name: &str| header.iter().position(|h| h == name);
    let needed = |name: &str| {
        let problem = || format!("there is no column {name:?}, so this is no targets.simple.csv; the columns are: {}", listed(&header));
        column(name).ok_or_else(|| Error::gazetteer(&place, problem()))
    };
    let (id, schema, name) = (needed("id")?, needed("schema")?, needed("name")?);
    let (aliases, countries, datasets) = (column("aliases"), column("countries"), column("dataset"));
    let further = Further::new(&mut gather);
    let mut asked = Asked::new("schemas", "schema", &options.schemas);
    while let Some((line, record)) = records.next()? {
        let cell = |at: usize| record.get(at).map(text).unwrap_or_default();
        let maybe = |at: Option<usize>| at.map(cell).unwrap_or_default();
        gather.begin(line);
        if record.len() != header.len() {
            gather.bad("", "not as many cells as the header has", format!("{} cells, {} columns", record.len(), header.len()))?;
            gather.end()?;
            continue;
        }
        let Some(kind) = OpenSanctions::wanted(&cell(schema), &cell(name), &mut asked, &mut gather) else { continue };
        gather.id(&cell(id));
        let listed = in_order(&cell(name), kind).into_owned();
        gather.name(&listed);
        gather.kind(kind);
        further.set(&mut gather, &cell(schema), &maybe(countries), &maybe(datasets));
        let aliases = maybe(aliases);
        for name in std::iter::once(listed.as_str()).chain(aliases.split(';')) {
            with_orders(name.trim(), kind, |alias| {
                if alias != listed {
                    gather.alias(alias);
                }
            });
        }
        gather.end()?;
    }
    gather.note_encoding(&records.foreign);
    let import = gather.finish()?;
    asked.check(&place)?;
    Ok(import)
}

/// What is read of an entity; what a statement of it is based on is not.
#[derive(Deserialize)]
struct Entity<'e> {
    #[serde(borrow)]
    id: Cow<'e, str>,
    #[serde(borrow, default)]
    caption: Cow<'e, str>,
    #[serde(borrow)]
    schema: Cow<'e, str>,
    #[serde(default)]
    properties: Properties,
    #[serde(default)]
    datasets: Vec<String>,
}

impl Entity<'_> {
    /// The caption, if it is a name: of an entity without one it is an address or a number that identifies it, or the schema's label.
    fn name(&self, weak: bool) -> &str {
        let p = &self.properties;
        let caption = self.caption.trim();
        let names = [&p.name, &p.alias, &p.previous_name, &p.abbreviation];
        let own = || names.into_iter().chain([&p.weak_alias].into_iter().filter(|_| weak)).flatten();
        let others = [&p.email, &p.phone, &p.website, &p.registration_number].into_iter().flatten();
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
        let stands_in = caption.is_empty() || letters(caption) == letters(&self.schema) || others.into_iter().any(|other| other == caption);
        if stands_in && !own().any(|name| name.trim() == caption) { own().next().map_or("", String::as_str) } else { caption }
    }
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Properties {
    name: Vec<String>,
    alias: Vec<String>,
    previous_name: Vec<String>,
    abbreviation: Vec<String>,
    first_name: Vec<String>,
    father_name: Vec<String>,
    last_name: Vec<String>,
    weak_alias: Vec<String>,
    country: Vec<String>,
    nationality: Vec<String>,
    citizenship: Vec<String>,
    jurisdiction: Vec<String>,
    flag: Vec<String>,
    email: Vec<String>,
    phone: Vec<String>,
    website: Vec<String>,
    registration_number: Vec<String>,
}

/// The most names that are put together of given names and surnames in one script.
const MOST_PARTED: usize = 4;

impl Properties {
    /// Whole names in the order of texts, put together where the entity has given name and surname by themselves: "Petro Dornenko", "Petro
    /// Ivanovych Dornenko". Those of one script go together; where they are many, nothing says which.
    fn parted(&self) -> Vec<String> {
        let mut out = Vec::new();
        for native in [false, true] {
            let of = |names: &[String]| -> Vec<String> {
                let names = names.iter().map(|name| name.trim()).filter(|name| !name.is_empty() && is_native(name) == native);
                let word = |word: &str| if word.chars().any(char::is_lowercase) { word.to_owned() } else { title_case(word) };
                names.map(|name| name.split_whitespace().map(word).collect::<Vec<_>>().join(" ")).collect()
            };
            let (first, father, last) = (of(&self.first_name), of(&self.father_name), of(&self.last_name));
            if first.len() * last.len() > MOST_PARTED {
                continue;
            }
            for (first, last) in first.iter().flat_map(|first| last.iter().map(move |last| (first, last))) {
                out.push(format!("{first} {last}"));
                if let [father] = &father[..] {
                    out.push(format!("{first} {father} {last}"));
                }
            }
        }
        out
    }
}

fn followthemoney(file: Text, options: &OpenSanctions) -> Result<Import> {
    let mut gather = Gather::new("FollowTheMoney", "line", BadRows::Skip);
    let mut lines = file.lines();
    gather.file(&lines.place);
    let further = Further::new(&mut gather);
    let mut asked = Asked::new("schemas", "schema", &options.schemas);
    while let Some((number, line)) = lines.next()? {
        if line.trim().is_empty() {
            continue;
        }
        gather.begin(number);
        let entity: Entity<'_> = match serde_json::from_str(&line) {
            Ok(entity) => entity,
            Err(e) if e.is_data() => {
                gather.bad("", "no entity", format!("this is no entity: {e}"))?;
                gather.end()?;
                continue;
            }
            Err(e) => return Err(Error::gazetteer(gather.place(), format!("this is no JSON object: {e}"))),
        };
        let Some(kind) = OpenSanctions::wanted(&entity.schema, &entity.caption, &mut asked, &mut gather) else { continue };
        let p = &entity.properties;
        let name = entity.name(options.weak_aliases);
        gather.id(&entity.id);
        let name = in_order(name, kind);
        gather.name(&name);
        gather.kind(kind);
        let countries = [&p.country, &p.nationality, &p.citizenship, &p.jurisdiction, &p.flag].map(|list| list.join(";"));
        let mut listed = FxHashSet::default();
        let codes = countries.iter().flat_map(|list| list.split(';')).filter(|code| !code.is_empty());
        let countries: Vec<&str> = codes.filter(|code| listed.insert(*code)).collect();
        further.set(&mut gather, &entity.schema, &countries.join(";"), &entity.datasets.join(";"));
        let weak = p.weak_alias.iter().filter(|alias| {
            if !options.weak_aliases {
                gather.leave_out_name("a weak alias", alias);
            }
            options.weak_aliases
        });
        let weak: Vec<&String> = weak.collect();
        let parted = if kind == "person" { p.parted() } else { Vec::new() };
        let names = [&p.name, &p.alias, &p.previous_name, &p.abbreviation].into_iter().flatten().chain(weak);
        for alias in std::iter::once(&*name).chain(names.map(String::as_str)).chain(parted.iter().map(String::as_str)) {
            with_orders(alias, kind, |alias| {
                if alias != name {
                    gather.alias(alias);
                }
            });
        }
        gather.end()?;
    }
    gather.note_encoding(&lines.foreign);
    let import = gather.finish()?;
    asked.check(&lines.place)?;
    Ok(import)
}
