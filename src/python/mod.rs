//! The extension module `dateline._core`: everything that names pyo3. One thin frozen class a file, mirroring the core.

mod analysis;
mod arguments;
mod arrow_input;
mod build;
mod cells;
mod classifier;
mod corpus;
mod document;
mod entity;
mod error;
mod explained;
mod figures;
mod files;
mod gazetteer;
mod gazetteer_find;
mod gazetteer_import;
mod gazetteer_readers;
mod input;
mod keywords;
mod labels;
mod learning;
mod mention;
mod pipeline;
mod rules;
mod run;
mod seeds;
mod stack;
mod str_rows;
mod table;
mod text;
mod vectors;

use crate::read::fields;
use crate::tables::columns::TableId;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

/// The compiled core of dateline.
#[pymodule(name = "_core")]
mod core_module {
    use super::{Bound, PyModule, PyModuleMethods, PyResult, PyTuple, TableId, fields};

    #[pymodule_export]
    use super::analysis::PyAnalysis;
    #[pymodule_export]
    use super::classifier::PyClassifierModel;
    #[pymodule_export]
    use super::corpus::{PyCorpus, read};
    #[pymodule_export]
    use super::document::PyDocument;
    #[pymodule_export]
    use super::files::{check_writable, decoded, file_format, is_report, read_text, write_text};
    #[pymodule_export]
    use super::gazetteer::PyGazetteer;
    #[pymodule_export]
    use super::gazetteer_import::PyImportReport;
    #[pymodule_export]
    use super::input::{given, hint, missing};
    #[pymodule_export]
    use super::learning::{folds, next_to_label, suspects, weak_labels};
    #[pymodule_export]
    use super::mention::{PyCandidate, PyMention};
    #[pymodule_export]
    use super::pipeline::PyPipeline;
    #[pymodule_export]
    use super::rules::PyRuleClassifier;
    #[pymodule_export]
    use super::run::{get_threads, set_threads};
    #[pymodule_export]
    use super::stack::{PyStack, evidence};
    #[pymodule_export]
    use super::table::{PyTable, read_tables};
    #[pymodule_export]
    use super::text::{blocks, sentences, words};
    #[pymodule_export]
    use super::vectors::PyWordVectors;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        let of_whole_run: Vec<&str> = TableId::ALL.into_iter().filter(|table| table.is_of_whole_run()).map(TableId::name).collect();
        module.add("TABLES_OF_WHOLE_RUN", PyTuple::new(module.py(), of_whole_run)?)?;
        module.add("TEXT_COLUMNS", PyTuple::new(module.py(), fields::TEXT.usual)?)?;
        module.add("ID_COLUMNS", PyTuple::new(module.py(), fields::ID.usual)?)?;
        module.add("_debug_build", cfg!(debug_assertions))
    }
}
