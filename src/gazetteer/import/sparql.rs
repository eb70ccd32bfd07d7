//! Results of queries to Wikidata: CSV, TSV and JSON as its service and its page write them (SPARQL 1.1, or an array of rows).

use super::fields::{Cell, Field};
use super::gather::{BadRows, Gather, Import};
use super::lines::{Text, text};
use super::records::{Dialect, Records};
use super::wikidata::Wikidata;
use super::{countries, terms};
use crate::error::{Error, Result};
use crate::files::delimited::delimiter;
use crate::gazetteer::entries::ValueRef;
use crate::shown::listed;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value as Json};
use std::borrow::Cow;
use std::fmt;

/// What a variable of a query is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Item,
    Label,
    /// Several names, parted by a comma and a space, as the label service writes them.
    AltLabels,
    Alias,
    Class,
    Country,
    CountryLabel,
    Coordinates,
    Lat,
    Lon,
    Population,
    Further,
}

impl Part {
    /// The usual names of variables; `itemLabel` and `itemAltLabel` are what the label service makes of `item`.
    fn of(variable: &str) -> Self {
        match variable.trim_start_matches('?').to_ascii_lowercase().as_str() {
            "item" | "entity" | "id" | "q" | "qid" => Self::Item,
            "itemlabel" | "entitylabel" | "label" | "name" => Self::Label,
            "itemaltlabel" | "entityaltlabel" => Self::AltLabels,
            "altlabel" | "alias" | "aliases" | "native" | "nativelabel" | "shortname" | "officialname" => Self::Alias,
            "class" | "type" | "instance" | "instanceof" => Self::Class,
            "iso" | "countrycode" | "country" | "iso2" => Self::Country,
            "countrylabel" | "countryname" => Self::CountryLabel,
            "coord" | "coords" | "coordinates" | "location" | "coordinate" => Self::Coordinates,
            "lat" | "latitude" => Self::Lat,
            "lon" | "long" | "longitude" => Self::Lon,
            "population" => Self::Population,
            _ => Self::Further,
        }
    }
}

/// The last part of an item's address: `Q212`.
fn local(iri: &str) -> &str {
    iri.trim_matches(['<', '>']).rsplit('/').next().unwrap_or(iri)
}

/// True for `Q212`, or the number of a lexeme or property.
fn is_item(id: &str) -> bool {
    let digits = id.strip_prefix(['Q', 'L', 'P']).unwrap_or_default();
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Fills rows of results.
struct Rows<'o> {
    gather: Gather,
    options: &'o Wikidata,
    rows: u64,
    /// No row with an item has been read yet.
    first: bool,
}

impl Rows<'_> {
    fn row<'c>(&mut self, number: u64, cells: impl Iterator<Item = (&'c str, &'c str)>) -> Result<()> {
        let gather = &mut self.gather;
        gather.begin(number);
        let (mut item, mut name, mut kind) = (String::new(), String::new(), None);
        let (mut lat, mut lon) = (None, None);
        let (mut country, mut country_item, mut country_label) = ("", "", "");
        for (variable, value) in cells.map(|(variable, value)| (variable, value.trim())).filter(|cell| !cell.1.is_empty()) {
            match Part::of(variable) {
                Part::Item => local(value).clone_into(&mut item),
                Part::Label => value.clone_into(&mut name),
                Part::AltLabels => value.split(", ").for_each(|alias| gather.alias(alias)),
                Part::Alias => value.split('|').for_each(|alias| gather.alias(alias)),
                Part::Class => kind = self.options.type_of(local(value)).map(str::to_owned),
                Part::Country if value.contains("://") || is_item(value) => country_item = local(value),
                Part::Country => country = value,
                Part::CountryLabel => country_label = value,
                Part::Coordinates => (lon, lat) = point(value),
                Part::Lat => lat = value.parse().ok(),
                Part::Lon => lon = value.parse().ok(),
                Part::Population => gather.set(Field::Population, Cell::Raw(value), "")?,
                Part::Further => {
                    let column = gather.column(variable.trim_start_matches('?'));
                    gather.value(column, ValueRef::Text(value));
                }
            }
        }
        if !is_item(&item) {
            let problem = match item.as_str() {
                "" => "there is no item".to_owned(),
                other => format!("{other:?} is no item of Wikidata, such as Q212"),
            };
            if self.first {
                let hint = "a query gives the variable item; a table of your own is read with read_csv or read_jsonl";
                return Err(Error::gazetteer(gather.place(), format!("{problem}; {hint}")));
            }
            gather.bad("", "no item of Wikidata", problem)?;
            return gather.end();
        }
        self.first = false;
        // The label service gives an item without a label its number.
        if name.is_empty() || name == item {
            gather.leave_out("no label", &item);
            return Ok(());
        }
        gather.id(&format!("wikidata:{item}"));
        gather.name(&name);
        gather.kind(kind.as_deref().or(self.options.kind.as_deref()).unwrap_or("name"));
        gather.position(lat, lon);
        // An item says no code of its own; a label that the service did not find is the item's number.
        let known = || countries::of_item(country_item).unwrap_or(if is_item(country_label) { "" } else { country_label });
        gather.country(if country.is_empty() { known() } else { country });
        gather.end()
    }
}

/// `Point(30.52 50.45)` as longitude and latitude; a point on another globe than the Earth, whose address stands before it, as none.
fn point(text: &str) -> (Option<f64>, Option<f64>) {
    if text.split_once('>').is_some_and(|(globe, _)| local(globe) != "Q2") {
        return (None, None);
    }
    let inner = text.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or("", |(inner, _)| inner);
    let mut numbers = inner.split_whitespace().map(|n| n.parse().ok());
    (numbers.next().flatten(), numbers.next().flatten())
}

fn rows<'o>(file: &Text, options: &'o Wikidata, format: &str, unit: &'static str) -> Rows<'o> {
    let mut gather = Gather::new(format, unit, BadRows::Skip);
    gather.file(&file.place);
    Rows { gather, options, rows: 0, first: true }
}

/// Results as CSV or TSV, with the variables in the first line.
pub(super) fn read_csv(file: Text, options: &Wikidata) -> Result<Import> {
    let mut rows = rows(&file, options, "SPARQL CSV", "line");
    let place = file.place.clone();
    let delimiter = delimiter(&file.head, b',');
    // The variables of SPARQL's own TSV have a question mark, and its cells are terms.
    let terms = delimiter == b'\t' && file.head.trim_ascii_start().starts_with(b"?");
    let mut records = Records::new(file, Dialect { delimiter, quoted: !terms, strict: true })?;
    let header = records.header.clone();
    for (part, names) in [(Part::Label, "itemLabel, label or name"), (Part::Item, "item")] {
        if !header.iter().any(|variable| Part::of(variable) == part) {
            let problem =
                format!("there is no variable {names}, so these are no results of a query; the variables are: {}", listed(&header));
            return Err(Error::gazetteer(&place, problem));
        }
    }
    while let Some((line, record)) = records.next()? {
        if record.len() != header.len() {
            rows.gather.begin(line);
            let problem = format!("{} cells, {} variables", record.len(), header.len());
            rows.gather.bad("", "not as many cells as there are variables", problem)?;
            rows.gather.end()?;
            continue;
        }
        let mut cells: Vec<_> = record.iter().map(text).collect();
        if terms {
            cells.iter_mut().for_each(|cell| *cell = Cow::Owned(terms::plain(cell).into_owned()));
        }
        rows.row(line, header.iter().map(String::as_str).zip(cells.iter().map(|c| &**c)))?;
    }
    rows.gather.note_encoding(&records.foreign);
    rows.gather.finish()
}

/// Results as JSON; the rows are read one by one.
pub(super) fn read_json(file: Text, options: &Wikidata) -> Result<Import> {
    let mut rows = rows(&file, options, "SPARQL JSON", "result");
    let place = file.place.clone();
    let (stream, unreadable) = file.stream();
    let mut failed = None;
    let mut json = serde_json::Deserializer::from_reader(std::io::BufReader::with_capacity(1 << 16, stream));
    let read = Bindings { rows: &mut rows, failed: &mut failed }.deserialize(&mut json);
    if let Some(e) = failed {
        return Err(e);
    }
    read.map_err(|e| match e.is_io() {
        true => unreadable(e.into()),
        false => Error::gazetteer(format!("{place}, line {}", e.line()), format!("this cannot be read as SPARQL JSON: {e}")),
    })?;
    rows.gather.finish()
}

/// Walks down `results` → `bindings` and takes each binding as a row.
struct Bindings<'r, 'o> {
    rows: &'r mut Rows<'o>,
    failed: &'r mut Option<Error>,
}

impl<'de> DeserializeSeed<'de> for Bindings<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> std::result::Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Bindings<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the results of a query")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if matches!(key.as_str(), "results" | "bindings") {
                map.next_value_seed(Bindings { rows: &mut *self.rows, failed: &mut *self.failed })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> std::result::Result<(), A::Error> {
        while let Some(binding) = list.next_element::<Map<String, Json>>()? {
            self.rows.rows += 1;
            let number = self.rows.rows;
            // A value is an object of its type and its text, or the text itself.
            let cells: Vec<(&str, Cow<'_, str>)> = binding
                .iter()
                .filter_map(|(variable, value)| {
                    let text = match value.get("value").unwrap_or(value) {
                        Json::String(text) => Cow::Borrowed(text.as_str()),
                        Json::Number(number) => Cow::Owned(number.to_string()),
                        _ => return None,
                    };
                    Some((variable.as_str(), text))
                })
                .collect();
            if let Err(e) = self.rows.row(number, cells.iter().map(|(variable, text)| (*variable, &**text))) {
                *self.failed = Some(e);
                return Err(A::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}
