//! What the arguments of calls may be: one line each, so that a wrong one is an error that names the argument, what was given and
//! what is asked for.
//!
//! PyO3 hands the reader of an argument the object and not the argument's name, so each argument has a function of its own, named
//! like it: `#[pyo3(from_py_with = arguments::fuzzy)]`.

use super::error::{must_be, must_be_else};
use super::gazetteer::PyGazetteer;
use super::input::as_list;
use super::run;
use crate::classify::features::blocks::names::Names;
use crate::error::Error;
use crate::gazetteer::{Case, Overlap, Verify};
use crate::nearest::hint;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyFloat, PyInt, PyMapping, PyString};
use std::collections::BTreeMap;
use std::path::PathBuf;

type Object<'a, 'py> = &'a Bound<'py, PyAny>;

macro_rules! arguments {
    ($($name:ident: $type:ty = $read:expr;)*) => {
        $(
            #[doc = concat!("The argument `", stringify!($name), "`.")]
            #[allow(clippy::needless_lifetimes, reason = "some types borrow from the object, most do not")]
            pub fn $name<'a>(object: &'a Bound<'_, PyAny>) -> PyResult<$type> {
                ($read)(stringify!($name), object)
            }
        )*
    };
}

arguments! {
    fuzzy: u8 = |name, object| whole(name, object, (0, 2));
    min_documents: u64 = |name, object| whole(name, object, (0, MOST));
    min_population: u64 = |name, object| whole(name, object, (0, MOST));
    size: usize = |name, object| whole(name, object, (1, 1000));
    window: usize = |name, object| whole(name, object, (1, 100));
    vocabulary: usize = |name, object| whole(name, object, (1, 1 << 20));
    min_count: u64 = |name, object| whole(name, object, (1, MOST));
    n: usize = |name, object| whole(name, object, (1, MOST));
    rows: usize = |_, object| whole("n", object, (0, MOST));
    folds: u8 = |name, object| whole(name, object, (2, 255));
    seed: u64 = |name, object| whole(name, object, (0, MOST));
    random_state: u64 = |name, object| whole(name, object, (0, MOST));
    word_grams: u8 = |name, object| whole(name, object, (1, 3));
    hash_bits: u8 = |name, object| whole(name, object, (8, 32));
    precision: u8 = |name, object| one_of(name, object, &[8, 16]);
    max_bytes: usize = |name, object| whole(name, object, (1, MOST));
    c: Option<f32> = |name, object| optional(object, |object| real(name, object));
    naive_bayes: Option<f32> = |name, object| optional(object, |object| real(name, object));
    multilabel: bool = truth;
    tune: bool = truth;
    char_grams: bool = truth;
    resolve: bool = truth;
    cues: Option<bool> = |name, object| optional(object, |object| truth(name, object));
    verbs: Option<bool> = |name, object| optional(object, |object| truth(name, object));
    position: Option<bool> = |name, object| optional(object, |object| truth(name, object));
    sublinear: Option<bool> = |name, object| optional(object, |object| truth(name, object));
    layers: Option<Vec<String>> = |name, object| optional(object, |object| strings(name, object));
    names: Option<Vec<String>> = |name, object| optional(object, |object| strings(name, object));
    types: Option<Vec<String>> = |name, object| optional(object, |object| strings(name, object));
    ids: Option<Vec<String>> = |name, object| optional(object, |object| strings(name, object));
    doc_id: &'a str = string;
    shown_id: Option<&'a str> = |_, object| optional(object, |object| string("doc_id", object));
    text_column: Option<String> = |_, object| column_name("text", object);
    id_column: Option<String> = |_, object| column_name("id", object);
    title_column: Option<String> = |_, object| column_name("title", object);
    lang_column: Option<String> = |_, object| column_name("lang", object);
    source_or_column: Option<String> = |_, object| outlet("source", object);
    title: Option<&'a str> = |name, object| optional(object, |object| string(name, object));
    toml: &'a str = |_, object| string("text", object);
    id: &'a str = string;
    name: &'a str = string;
    column: &'a str = string;
    word: &'a str = string;
    scheme: &'a str = string;
    loss: &'a str = string;
    case: Case = |name, object| choice(name, object, CASES);
    overlap: Overlap = |name, object| choice(name, object, &[("longest", Overlap::Longest), ("all", Overlap::All)]);
    verify: Verify = |name, object| choice(name, object, &[("full", Verify::Full), ("header", Verify::Header)]);
    boundary: Option<&'a str> = |name, object| optional(object, |object| string(name, object));
    cases_of_names: Cases = |_, object| cases("names", object);
    cases_of_types: Cases = |_, object| cases("types", object);
    cases_of_ids: Cases = |_, object| cases("ids", object);
    alternate_names: Option<PathBuf> = |name, object| optional(object, |object| file_path(name, object));
    path: PathBuf = file_path;
    out: PathBuf = file_path;
    resume: bool = truth;
    share_names: bool = truth;
    shard_documents: usize = |name, object| whole(name, object, (1, MOST));
}

/// The largest number that needs no other bound.
const MOST: i64 = i64::MAX;

/// The ways of taking case.
const CASES: &[(&str, Case)] = &[("auto", Case::Auto), ("sensitive", Case::Sensitive), ("insensitive", Case::Insensitive)];

/// What is to be taken in which case, in the order of its names.
type Cases = Vec<(String, Case)>;

/// What to do about a number of threads that is none.
const THREADS: &str = "leave it out to take as many as get_threads() gives";

/// Threads: nothing (which leaves it to `set_threads`, `DATELINE_NUM_THREADS` and the processors), or a number from 1.
pub fn threads(object: &Bound<'_, PyAny>) -> PyResult<Option<usize>> {
    if object.is_none() {
        return Ok(None);
    }
    let number = object.extract::<i64>();
    if number.is_err() && !object.is_instance_of::<PyInt>() {
        return Err(must_be_else("threads", "a whole number of 1 or more, or None", object, THREADS));
    }
    match number.ok().and_then(|n| usize::try_from(n).ok()).filter(|&n| n > 0) {
        Some(number) => Ok(Some(number)),
        None => Err(Error::must_be("threads", "a whole number of 1 or more, or None", format_args!("{object}; {THREADS}")).into()),
    }
}

fn optional<'a, 'py, T>(object: Object<'a, 'py>, read: impl FnOnce(Object<'a, 'py>) -> PyResult<T>) -> PyResult<Option<T>> {
    if object.is_none() { Ok(None) } else { read(object).map(Some) }
}

/// A whole number within bounds, of Python's own type or any that counts as one (numpy's).
pub fn whole<T: TryFrom<i64>>(name: &str, object: Object<'_, '_>, (low, high): (i64, i64)) -> PyResult<T> {
    let number = object.extract::<i64>();
    if number.is_err() && !object.is_instance_of::<PyInt>() {
        return Err(must_be(name, range((low, high)), object));
    }
    // A number that is too large for the machine is out of bounds like any other.
    match number.ok().filter(|n| (low..=high).contains(n)).map(T::try_from) {
        Some(Ok(number)) => Ok(number),
        _ => Err(Error::must_be(name, range((low, high)), object).into()),
    }
}

/// What a whole number may be, as messages have it.
fn range((low, high): (i64, i64)) -> String {
    match (low, high) {
        (i64::MIN, _) => "a whole number".into(),
        (_, MOST) => format!("a whole number of {low} or more"),
        _ => format!("a whole number from {low} to {high}"),
    }
}

/// One of a few whole numbers.
fn one_of(name: &str, object: Object<'_, '_>, choices: &[u8]) -> PyResult<u8> {
    let number: i64 = whole(name, object, (i64::MIN, MOST))?;
    choices.iter().copied().find(|&c| i64::from(c) == number).ok_or_else(|| {
        let choices: Vec<String> = choices.iter().map(u8::to_string).collect();
        Error::must_be(name, choices.join(" or "), number).into()
    })
}

/// The names of choices, as messages have them: `"full" or "header"`.
fn named<T>(choices: &[(&str, T)]) -> String {
    let names: Vec<String> = choices.iter().map(|(name, _)| format!("{name:?}")).collect();
    names.split_last().map_or_else(String::new, |(last, rest)| format!("{} or {last}", rest.join(", ")))
}

/// One of a few choices by its name.
fn choice<T: Copy>(name: &str, object: Object<'_, '_>, choices: &[(&str, T)]) -> PyResult<T> {
    if !object.is_instance_of::<PyString>() {
        return Err(must_be(name, named(choices), object));
    }
    let given = string(name, object)?;
    let found = choices.iter().find(|(known, _)| *known == given).map(|&(_, choice)| choice);
    let near = || hint(given, choices.iter().map(|(known, _)| *known));
    found.ok_or_else(|| Error::must_be(name, named(choices), format_args!("{given:?}{}", near())).into())
}

/// A mapping of names of something to ways of taking its case; `None` is an empty one.
fn cases(name: &str, object: Object<'_, '_>) -> PyResult<Cases> {
    if object.is_none() {
        return Ok(Cases::new());
    }
    let Ok(mapping) = object.cast::<PyMapping>() else {
        return Err(must_be(name, format_args!("a mapping of {name} to {}", named(CASES)), object));
    };
    let mut cases = BTreeMap::new();
    for pair in mapping.items()?.iter() {
        let (key, value): (Bound<'_, PyAny>, Bound<'_, PyAny>) = pair.extract()?;
        let key = string(&format!("a key of {name}"), &key)?;
        cases.insert(key.to_owned(), choice(&format!("{name}[{key:?}]"), &value, CASES)?);
    }
    Ok(cases.into_iter().collect())
}

/// Any number; whoever uses it checks its bounds.
fn real(name: &str, object: Object<'_, '_>) -> PyResult<f32> {
    let is_number = object.is_instance_of::<PyFloat>() || !object.is_instance_of::<PyString>();
    object.extract::<f32>().ok().filter(|_| is_number).ok_or_else(|| must_be(name, "a number", object))
}

pub fn truth(name: &str, object: Object<'_, '_>) -> PyResult<bool> {
    object.extract::<bool>().map_err(|_| must_be(name, "True or False", object))
}

pub fn string<'a>(name: &str, object: Object<'a, '_>) -> PyResult<&'a str> {
    let text = object.cast::<PyString>().map_err(|_| must_be(name, "a str", object))?;
    text.to_str().map_err(|_| Error::input(name, "the str holds a lone surrogate, which no UTF-8 text can").into())
}

pub fn strings(name: &str, object: Object<'_, '_>) -> PyResult<Vec<String>> {
    if object.is_instance_of::<PyString>() || object.is_instance_of::<PyBytes>() {
        return Err(must_be_else(name, "a list of str", object, &as_list(object)));
    }
    let items = object.try_iter().map_err(|_| must_be(name, "a list of str", object))?;
    let item = |(at, item): (usize, PyResult<Bound<'_, PyAny>>)| Ok(string(&format!("{name}[{at}]"), &item?)?.to_owned());
    items.enumerate().map(item).collect()
}

/// The name of a column of a table that is read. Whoever gives a list has the texts (ids, titles, …) themselves.
fn column_name(name: &str, object: Object<'_, '_>) -> PyResult<Option<String>> {
    named_or(name, "the name of a column (a str)", object)
}

/// An outlet, or the name of the column of outlets.
fn outlet(name: &str, object: Object<'_, '_>) -> PyResult<Option<String>> {
    named_or(name, "the name of a column, or of the outlet of all (a str)", object)
}

fn named_or(name: &str, what: &str, object: Object<'_, '_>) -> PyResult<Option<String>> {
    if object.is_none() {
        return Ok(None);
    }
    if !object.is_instance_of::<PyString>() {
        return Err(must_be_else(name, what, object, "for texts in memory use Corpus.from_texts(texts)"));
    }
    string(name, object).map(|text| Some(text.to_owned()))
}

fn file_path(name: &str, object: Object<'_, '_>) -> PyResult<PathBuf> {
    // Bytes may be a path for the system, but hardly ever are one here: rather the content of a file.
    let path = if object.is_instance_of::<PyBytes>() { None } else { object.extract().ok() };
    path.ok_or_else(|| must_be(name, "a path", object))
}

/// The argument `names` of training: which, and whether validation decides. `True` and `"auto"` are those of the seed gazetteer.
pub fn chosen_names(object: &Bound<'_, PyAny>) -> PyResult<(Option<Names>, bool)> {
    if let Ok(gazetteer) = object.cast::<PyGazetteer>() {
        return Ok((Some(Names::of(gazetteer.get().inner.clone())), false));
    }
    if object.is_none() || object.extract::<bool>().is_ok_and(|wanted| !wanted) {
        return Ok((None, false));
    }
    let auto = object.extract::<String>().is_ok_and(|word| word == "auto");
    if !auto && object.extract::<bool>().is_err() {
        return Err(must_be("names", "True, False, \"auto\" or a Gazetteer", object));
    }
    Ok((Some(run::attached(Names::seed)?), auto))
}
