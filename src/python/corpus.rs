//! `Corpus`, `Document` and `read`.

use super::document::PyDocuments;
use super::error::{must_be, must_be_else, wrong_type};
use super::{arguments, arrow_input, input, run};
use crate::read::corpus::{Held, Options};
use crate::read::table::{ColumnNames, batch_meta};
use crate::read::{Corpus, Meta};
use crate::texts::{Texts, one_for_each};
use pyo3::exceptions::{PyFileNotFoundError, PyUserWarning};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyString};
use std::ffi::CString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Documents to be read, in order; nothing is read before it is asked for.
#[pyclass(name = "Corpus", module = "dateline", frozen)]
#[derive(Clone)]
pub struct PyCorpus {
    pub inner: Arc<Corpus>,
}

/// What `read` was told of the documents: names of columns, or what holds for all.
struct Given<'a, 'py> {
    text: Option<String>,
    id: Option<String>,
    date: Option<&'a Bound<'py, PyAny>>,
    source: Option<String>,
    title: Option<String>,
    lang: Option<String>,
}

impl Given<'_, '_> {
    /// `tables` says whether columns can be named at all.
    fn options(self, tables: bool) -> PyResult<Options> {
        let mut options = Options::default();
        match self.date {
            Some(date) if date.is_instance_of::<PyString>() => {
                let name: String = date.extract()?;
                match crate::dates::parse_date(&name, "date") {
                    Ok(date) => options.date = Some(date),
                    Err(_) if tables => options.columns.date = Some(name),
                    Err(e) => return Err(e.into()),
                }
            }
            Some(date) => options.date = input::date(date, "date")?,
            None => {}
        }
        // The outlet of files that have no columns is a constant.
        *(if tables { &mut options.columns.source } else { &mut options.source }) = self.source;
        let columns = ColumnNames { text: self.text, id: self.id, title: self.title, lang: self.lang, ..ColumnNames::default() };
        if !tables && columns != ColumnNames::default() {
            return Err(crate::Error::input("read", "text, id, title and lang name columns, and these files have none").into());
        }
        options.columns = ColumnNames { date: options.columns.date, source: options.columns.source, ..columns };
        Ok(options)
    }
}

/// A path (file, folder, pattern), a list of paths, or a table (data frame, Arrow) as a corpus.
#[pyfunction]
#[pyo3(signature = (documents, *, text=None, id=None, date=None, source=None, title=None, lang=None))]
pub fn read(
    documents: &Bound<'_, PyAny>,
    #[pyo3(from_py_with = arguments::text_column)] text: Option<String>,
    #[pyo3(from_py_with = arguments::id_column)] id: Option<String>,
    date: Option<&Bound<'_, PyAny>>,
    #[pyo3(from_py_with = arguments::source_or_column)] source: Option<String>,
    #[pyo3(from_py_with = arguments::title_column)] title: Option<String>,
    #[pyo3(from_py_with = arguments::lang_column)] lang: Option<String>,
) -> PyResult<PyCorpus> {
    let given = Given { text, id, date, source, title, lang };
    if let Ok(corpus) = documents.cast::<PyCorpus>() {
        return Ok(corpus.get().clone());
    }
    if let Ok(path) = documents.extract::<PathBuf>() {
        return paths(documents.py(), vec![path], given);
    }
    if let Ok(list) = documents.cast::<PyList>()
        && !list.is_empty()
        && let Ok(list) = list.extract::<Vec<PathBuf>>()
    {
        return paths(documents.py(), list, given);
    }
    if documents.cast::<PyList>().is_ok_and(|l| l.is_empty()) {
        return Err(crate::Error::input("documents", "the list of paths is empty").into());
    }
    if documents.hasattr("columns")? || arrow_input::speaks_arrow(documents) {
        return table(documents, given);
    }
    let fault = must_be("documents", "a path, a list of paths, a data frame or an Arrow table", documents);
    Err(hinted(documents.py(), fault))
}

/// The error with a note for those who gave texts in place of paths.
fn hinted(py: Python<'_>, error: PyErr) -> PyErr {
    match error.value(py).call_method1("add_note", ("for texts in memory use Corpus.from_texts",)) {
        Ok(_) => error,
        Err(fault) => fault,
    }
}

fn paths(py: Python<'_>, paths: Vec<PathBuf>, given: Given<'_, '_>) -> PyResult<PyCorpus> {
    let paths: Vec<String> = paths.iter().map(|p| p.to_string_lossy().into_owned()).collect();
    let missing = |error: &PyErr| error.is_instance_of::<PyFileNotFoundError>(py);
    let found = run::attached(|| Corpus::read(&paths, Options::default()));
    let found = found.map_err(|error| if missing(&error) { hinted(py, error) } else { error })?;
    let options = given.options(found.has_tables())?;
    Ok(PyCorpus { inner: Arc::new(found.with_options(options)) })
}

fn table(frame: &Bound<'_, PyAny>, given: Given<'_, '_>) -> PyResult<PyCorpus> {
    let options = given.options(true)?;
    let batches = if arrow_input::speaks_arrow(frame) { arrow_input::batches(frame)? } else { None };
    let Some(batches) = batches else { return plain_frame(frame, options) };
    let header: Vec<String> = batches[0].schema().fields().iter().map(|f| f.name().clone()).collect();
    let at = options.columns.find(&header, "the table")?;
    let texts =
        crate::arrow::TextColumn::new(batches.iter().map(|b| b.column(at.text).clone()).collect(), &format!("column {}", header[at.text]))?;
    let mut held = Held { texts: Arc::new(texts), ids: Vec::new(), metas: Vec::new(), notes: Vec::new(), faults: Vec::new() };
    for batch in &batches {
        for row in 0..batch.num_rows() {
            let (id, meta, note) = batch_meta(batch, row, &at);
            if let Some(note) = note {
                held.notes.push((held.metas.len(), note));
            }
            held.ids.push(id);
            held.metas.push(meta);
        }
    }
    Ok(PyCorpus { inner: Arc::new(Corpus::held(held, options)?) })
}

/// A data frame that cannot speak Arrow (pandas without pyarrow), column by column.
fn plain_frame(frame: &Bound<'_, PyAny>, options: Options) -> PyResult<PyCorpus> {
    let header: Vec<String> = frame.getattr("columns")?.try_iter()?.map(|c| Ok(c?.str()?.to_string())).collect::<PyResult<_>>()?;
    let at = options.columns.find(&header, "the table")?;
    let column = |at: Option<usize>| -> PyResult<Option<Bound<'_, PyAny>>> {
        at.map(|at| frame.get_item(&header[at])?.call_method0("tolist")).transpose()
    };
    let Some(texts) = column(Some(at.text))? else { return Err(wrong_type("the table has no column of texts")) };
    let texts = input::texts(&texts, &header[at.text])?;
    let [id, date, source, title, lang] = [column(at.id)?, column(at.date)?, column(at.source)?, column(at.title)?, column(at.lang)?];
    let beside = Beside { ids: id.as_ref(), dates: date.as_ref(), sources: source.as_ref(), titles: title.as_ref(), langs: lang.as_ref() };
    Ok(PyCorpus { inner: Arc::new(Corpus::held(held(texts, beside)?, options)?) })
}

/// What pickling keeps of a document.
const FIELDS: [&str; 7] = ["id", "text", "source", "title", "date", "lang", "error"];

type Maybe<'a, 'py> = Option<&'a Bound<'py, PyAny>>;

/// What is known of texts, a list each.
#[derive(Clone, Copy, Default)]
struct Beside<'a, 'py> {
    ids: Maybe<'a, 'py>,
    dates: Maybe<'a, 'py>,
    sources: Maybe<'a, 'py>,
    titles: Maybe<'a, 'py>,
    langs: Maybe<'a, 'py>,
}

fn held(texts: Arc<dyn Texts>, Beside { ids, dates, sources, titles, langs }: Beside<'_, '_>) -> PyResult<Held> {
    let rows = texts.len();
    let mut notes = Vec::new();
    let mut days = Vec::new();
    if let Some(dates) = dates {
        let list = "a list with a date for each text";
        if dates.is_instance_of::<PyString>() || dates.is_instance_of::<PyBytes>() {
            return Err(must_be_else("dates", list, dates, &input::as_list(dates)));
        }
        let items = dates.try_iter().map_err(|_| must_be("dates", list, dates))?;
        for (row, item) in items.enumerate() {
            match input::date(&item?, &format!("dates[{row}]")) {
                Ok(day) => days.push(day),
                Err(e) => {
                    notes.push((row, format!("{}; the document was read without a date", e.value(dates.py()))));
                    days.push(None);
                }
            }
        }
    }
    let ids = input::labels(ids, "ids")?;
    let columns = [input::labels(sources, "sources")?, input::labels(titles, "titles")?, input::labels(langs, "langs")?];
    let given = [
        ("ids", ids.as_ref().map(Vec::len)),
        ("dates", dates.map(|_| days.len())),
        ("sources", columns[0].as_ref().map(Vec::len)),
        ("titles", columns[1].as_ref().map(Vec::len)),
    ];
    for (name, found) in given {
        if let Some(found) = found {
            one_for_each(name, found, rows)?;
        }
    }
    let label =
        |column: usize, row: usize| columns[column].as_ref().and_then(|c| c.get(row).cloned().flatten()).filter(|l| !l.trim().is_empty());
    let meta =
        |row: usize| Meta { source: label(0, row), title: label(1, row), date: days.get(row).copied().flatten(), lang: label(2, row) };
    Ok(Held { texts, ids: ids.unwrap_or_default(), metas: (0..rows).map(meta).collect(), notes, faults: Vec::new() })
}

/// What `Pipeline.run` and `brief` take: a corpus, texts, a data frame. A `str` is one text.
pub fn corpus(object: &Bound<'_, PyAny>) -> PyResult<PyCorpus> {
    if let Ok(corpus) = object.cast::<PyCorpus>() {
        return Ok(corpus.get().clone());
    }
    if let Ok(text) = object.cast::<PyString>() {
        warn_of_path(text)?;
        let one = PyList::new(object.py(), [object])?;
        let held = held(input::texts(&one, "documents")?, Beside::default())?;
        return Ok(PyCorpus { inner: Arc::new(Corpus::held(held, Options::default())?) });
    }
    let is_path = object.hasattr("__fspath__")?;
    let paths = object.cast::<PyList>().is_ok_and(|l| !l.is_empty() && l.iter().all(|i| i.hasattr("__fspath__").unwrap_or(false)));
    let is_frame = object.hasattr("columns")? || object.hasattr("__dataframe__")? || object.hasattr("to_batches")?;
    if is_path || paths || is_frame {
        return read(object, None, None, None, None, None, None);
    }
    let texts = input::texts(object, "documents")?;
    Ok(PyCorpus { inner: Arc::new(Corpus::held(held(texts, Beside::default())?, Options::default())?) })
}

/// The longest text that is looked for among files.
const LONGEST_PATH: usize = 512;

/// Warns where a text is the name of a file or folder, which its author may have meant.
fn warn_of_path(text: &Bound<'_, PyString>) -> PyResult<()> {
    let written = text.to_string_lossy();
    if written.len() > LONGEST_PATH || written.contains('\n') || !Path::new(&*written).exists() {
        return Ok(());
    }
    let what = if Path::new(&*written).is_dir() { "folder" } else { "file" };
    let message = format!("{written:?} is taken for a text; the {what} of that name is read by dl.read({written:?})");
    let category = text.py().get_type::<PyUserWarning>();
    PyErr::warn(text.py(), &category, &CString::new(message).unwrap_or_default(), 1)
}

#[pymethods]
impl PyCorpus {
    /// Texts in memory, with what is known about each: a list each of ids, dates, sources, titles.
    #[staticmethod]
    #[pyo3(signature = (texts, ids=None, dates=None, sources=None, titles=None))]
    fn from_texts(
        texts: &Bound<'_, PyAny>,
        ids: Maybe<'_, '_>,
        dates: Maybe<'_, '_>,
        sources: Maybe<'_, '_>,
        titles: Maybe<'_, '_>,
    ) -> PyResult<Self> {
        let held = held(input::texts(texts, "texts")?, Beside { ids, dates, sources, titles, langs: None })?;
        Ok(Self { inner: Arc::new(Corpus::held(held, Options::default())?) })
    }

    /// The number of documents. Tables in files are read through to count their rows.
    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        match self.inner.known_len() {
            Some(len) => Ok(len),
            None => run::detached(py, None, |control| {
                self.inner.pending().try_fold(0, |n, pending| {
                    control.check()?;
                    pending.map(|_| n + 1)
                })
            }),
        }
    }

    fn __repr__(&self) -> String {
        let documents = self.inner.known_len().map_or_else(|| "documents not counted yet".to_owned(), |n| format!("{n} documents"));
        let over = self.inner.passed_over().len();
        let over = if over > 0 { format!(", {over} passed over") } else { String::new() };
        match self.inner.n_files() {
            0 => format!("Corpus({documents})"),
            files => format!("Corpus({documents}, {files} files{over})"),
        }
    }

    /// Documents of other programs that lie among the files and are not read (PDF, Word, spreadsheets, mail), each with what to do.
    #[getter]
    fn passed_over(&self) -> Vec<String> {
        self.inner.passed_over().iter().map(|(file, problem)| format!("{file}: {problem}")).collect()
    }

    /// Every document, read when its turn comes.
    fn __iter__(&self) -> PyDocuments {
        PyDocuments::new(self.inner.clone())
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyList>,))> {
        let py = slf.py();
        let rows = PyList::empty(py);
        for document in slf.try_iter()? {
            let document = document?;
            let row = PyDict::new(py);
            for name in FIELDS {
                row.set_item(name, document.getattr(name)?)?;
            }
            rows.append(row)?;
        }
        Ok((slf.get_type().getattr("_from_rows")?, (rows,)))
    }

    /// A corpus from the rows that pickling made.
    #[staticmethod]
    fn _from_rows(rows: &Bound<'_, PyList>) -> PyResult<Self> {
        let py = rows.py();
        let column = |name: &str| -> PyResult<Bound<'_, PyAny>> {
            let cells = rows.iter().map(|r| r.get_item(name)).collect::<PyResult<Vec<_>>>()?;
            Ok(PyList::new(py, cells)?.into_any())
        };
        let [id, date, source, title, lang] = [column("id")?, column("date")?, column("source")?, column("title")?, column("lang")?];
        let beside = Beside { ids: Some(&id), dates: Some(&date), sources: Some(&source), titles: Some(&title), langs: Some(&lang) };
        let mut held = held(input::texts(&column("text")?, "texts")?, beside)?;
        for (row, fields) in rows.iter().enumerate() {
            let Some(said) = fields.get_item("error")?.extract::<Option<String>>()? else { continue };
            (if fields.get_item("text")?.is_none() { &mut held.faults } else { &mut held.notes }).push((row, said));
        }
        Ok(Self { inner: Arc::new(Corpus::held(held, Options::default())?) })
    }
}
