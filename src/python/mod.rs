//! The extension module `dateline._core`: everything that names pyo3.

use pyo3::prelude::*;

/// The compiled core of dateline.
#[pymodule(name = "_core")]
mod core_module {
    use super::{Bound, PyModule, PyModuleMethods, PyResult};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
