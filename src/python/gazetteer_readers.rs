//! What the readers of `Gazetteer` do with their options.

use super::gazetteer::PyGazetteer;
use super::gazetteer_import::{built_with, table_options};
use super::keywords::Keywords;
use super::{arguments, input};
use crate::error::{Error, Result};
use crate::gazetteer::import::{self, BadRows, Columns, Import};
use crate::text::decode::encoding_named;
use encoding_rs::Encoding;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::path::{Path, PathBuf};

/// A path, as it was given.
type Given<'a, 'py> = &'a Bound<'py, PyAny>;

type Options<'py> = Option<Bound<'py, PyDict>>;

/// A reader of tables of names.
type ReadTable = fn(&Path, &Columns, BadRows) -> Result<Import>;

/// A table of names.
pub fn table(function: &'static str, path: Given<'_, '_>, options: Options<'_>, read: ReadTable) -> PyResult<PyGazetteer> {
    let (py, path) = (path.py(), arguments::path(path)?);
    let keywords = Keywords::new(function, options);
    let (columns, bad_rows) = table_options(&keywords)?;
    built_with(py, keywords.building()?, move || read(&path, &columns, bad_rows))
}

/// A table of names in a file of text.
pub fn text_table(function: &'static str, path: Given<'_, '_>, options: Options<'_>, read: ReadTable) -> PyResult<PyGazetteer> {
    let (py, path) = (path.py(), arguments::path(path)?);
    let keywords = Keywords::new(function, options);
    let encoding = encoding(&keywords)?;
    let (columns, bad_rows) = table_options(&keywords)?;
    let columns = Columns { encoding, ..columns };
    built_with(py, keywords.building()?, move || read(&path, &columns, bad_rows))
}

/// The encoding of a file, if it was given.
fn encoding(keywords: &Keywords<'_>) -> PyResult<Option<&'static Encoding>> {
    Ok(keywords.string("encoding")?.map(|name| encoding_named(&name)).transpose()?)
}

/// A dump of GeoNames.
pub fn geonames(path: Given<'_, '_>, alternate: Option<PathBuf>, options: Options<'_>) -> PyResult<PyGazetteer> {
    let (py, path) = (path.py(), arguments::path(path)?);
    let keywords = Keywords::new("read_geonames", options);
    let usual = import::GeoNames::default();
    let classes = keywords.string("classes")?;
    let classes = classes.map(|classes| classes.chars().filter(|c| c.is_alphabetic()).map(String::from).collect::<Vec<_>>());
    if classes.as_ref().is_some_and(Vec::is_empty) {
        return Err(Error::input("classes", "there are none; name some, such as \"AP\"").into());
    }
    let wanted = import::GeoNames {
        classes: classes.unwrap_or(usual.classes),
        codes: keywords.some_strings("codes")?.unwrap_or(usual.codes),
        countries: keywords.some_strings("countries")?.unwrap_or(usual.countries),
        min_population: keywords.number("min_population")?.unwrap_or(usual.min_population),
        languages: keywords.strings("languages")?.unwrap_or(usual.languages),
        historic: keywords.truth("historic", usual.historic)?,
        colloquial: keywords.truth("colloquial", usual.colloquial)?,
        short: keywords.truth("short", usual.short)?,
        abbreviations: keywords.truth("abbreviations", usual.abbreviations)?,
    };
    built_with(py, keywords.building()?, move || import::read_geonames(&path, alternate.as_deref(), &wanted))
}

/// Items of Wikidata.
pub fn wikidata(path: Given<'_, '_>, options: Options<'_>) -> PyResult<PyGazetteer> {
    let (py, path) = (path.py(), arguments::path(path)?);
    let keywords = Keywords::new("read_wikidata", options);
    let usual = import::Wikidata::default();
    let wanted = import::Wikidata {
        languages: keywords.strings("languages")?.unwrap_or(usual.languages),
        types: keywords.pairs("types")?.into(),
        usual_types: keywords.truth("usual_types", usual.usual_types)?,
        kind: keywords.string("type")?.or(usual.kind),
    };
    built_with(py, keywords.building()?, move || import::read_wikidata(&path, &wanted))
}

/// Entities of OpenSanctions.
pub fn opensanctions(path: Given<'_, '_>, options: Options<'_>) -> PyResult<PyGazetteer> {
    let (py, path) = (path.py(), arguments::path(path)?);
    let keywords = Keywords::new("read_opensanctions", options);
    let usual = import::OpenSanctions::default();
    let wanted = import::OpenSanctions {
        schemas: keywords.some_strings("schemas")?.unwrap_or(usual.schemas),
        weak_aliases: keywords.truth("weak_aliases", usual.weak_aliases)?,
    };
    built_with(py, keywords.building()?, move || import::read_opensanctions(&path, &wanted))
}

/// Lists of GATE.
pub fn gate(path: Given<'_, '_>, options: Options<'_>) -> PyResult<PyGazetteer> {
    let (py, path) = (path.py(), arguments::path(path)?);
    let keywords = Keywords::new("read_gate", options);
    let separator = keywords.string("separator")?.unwrap_or(import::Gate::default().separator);
    let wanted = import::Gate { separator, types: keywords.pairs("types")?.into(), encoding: encoding(&keywords)? };
    built_with(py, keywords.building()?, move || import::read_gate(&path, &wanted))
}

/// Patterns of spaCy's entity ruler.
pub fn spacy(path: Given<'_, '_>, options: Options<'_>) -> PyResult<PyGazetteer> {
    let (py, path) = (path.py(), arguments::path(path)?);
    let keywords = Keywords::new("read_spacy", options);
    let types = import::Types::from(keywords.pairs("types")?);
    built_with(py, keywords.building()?, move || import::read_spacy(&path, &types))
}

/// Actors of PETRARCH.
pub fn petrarch(path: Given<'_, '_>, options: Options<'_>) -> PyResult<PyGazetteer> {
    let (py, path) = (path.py(), arguments::path(path)?);
    let keywords = Keywords::new("read_petrarch", options);
    let date = keywords.take("date")?.map(|date| input::date(&date, "date")).transpose()?.flatten();
    built_with(py, keywords.building()?, move || import::read_petrarch(&path, date))
}

/// Concepts of a vocabulary in RDF.
pub fn skos(path: Given<'_, '_>, options: Options<'_>) -> PyResult<PyGazetteer> {
    let (py, path) = (path.py(), arguments::path(path)?);
    let keywords = Keywords::new("read_skos", options);
    let usual = import::Skos::default();
    let wanted = import::Skos {
        languages: keywords.strings("languages")?.unwrap_or(usual.languages),
        types: keywords.pairs("types")?.into(),
        kind: keywords.string("type")?.unwrap_or(usual.kind),
        hidden: keywords.truth("hidden", usual.hidden)?,
    };
    built_with(py, keywords.building()?, move || import::read_skos(&path, &wanted))
}

/// The world's countries and towns.
pub fn places(py: Python<'_>, min_population: u64, options: Options<'_>) -> PyResult<PyGazetteer> {
    let keywords = Keywords::new("places", options);
    let countries = keywords.some_strings("countries")?;
    let building = keywords.building()?;
    let rows = py.import("dateline._places")?.getattr("rows")?.call1((min_population, countries))?;
    let import = super::gazetteer_import::entries(&rows, &Columns::default(), BadRows::Skip)?;
    built_with(py, building, move || Ok(import))
}
