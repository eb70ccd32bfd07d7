//! The one door of every long call: lets go of the GIL, listens to Ctrl-C, turns a panic into `InternalError`.

use crate::error::{Error, Result};
use crate::pool::{self, Control};
use crate::texts::Texts;
use pyo3::prelude::*;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// How often the waiting thread looks at signals and reports progress.
const TICK: Duration = Duration::from_millis(50);

/// Runs `work` on a thread of its own, without the GIL. `progress` is called with the number of documents done.
pub fn detached<T: Send>(
    py: Python<'_>,
    progress: Option<&Bound<'_, PyAny>>,
    work: impl FnOnce(&Control) -> Result<T> + Send,
) -> PyResult<T> {
    let control = Control::default();
    let progress = progress.map(|p| p.clone().unbind());
    let waited = py.detach(|| {
        let (send, receive) = channel();
        std::thread::scope(|scope| {
            let control = &control;
            scope.spawn(move || {
                let _ = send.send(pool::contained(|| control.run(|| work(control))));
            });
            let mut interrupted: Option<PyErr> = None;
            loop {
                match receive.recv_timeout(TICK) {
                    Ok(outcome) => return (outcome, interrupted),
                    Err(RecvTimeoutError::Timeout) if interrupted.is_none() => {
                        interrupted = Python::attach(|py| {
                            let report = |p: &Py<PyAny>| p.call1(py, (control.done(),)).map(drop);
                            py.check_signals().and_then(|()| progress.as_ref().map_or(Ok(()), report)).err()
                        });
                        if interrupted.is_some() {
                            control.stop();
                        }
                    }
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => {
                        return (Err(Error::Internal { problem: "the worker thread ended without a result".into() }), interrupted);
                    }
                }
            }
        })
    });
    match waited {
        (_, Some(interrupted)) => Err(interrupted),
        (outcome, None) => {
            if let (Ok(_), Some(progress)) = (&outcome, &progress) {
                progress.call1(py, (control.done(),))?;
            }
            Ok(outcome?)
        }
    }
}

/// Bytes of text that are read before a user could want to stop: a thread of its own would cost more than the work.
pub const SHORT: usize = 1 << 18;
/// Bytes of text that are read before another thread could want the GIL.
const BRIEF: usize = 1 << 12;

/// As [`detached`], for work on one text: a short one is read here and now, with the GIL, and one of some length without it.
pub fn detached_for_text<T: Send>(py: Python<'_>, text: &str, work: impl FnOnce() -> Result<T> + Send) -> PyResult<T> {
    if text.len() <= BRIEF {
        attached(work)
    } else if text.len() <= SHORT {
        py.detach(|| attached(work))
    } else {
        detached(py, None, |_| work())
    }
}

/// As [`detached`], for work that reads `texts` once at some megabytes a second or more: few short ones are not worth a thread.
pub fn detached_for<T: Send>(py: Python<'_>, texts: &dyn Texts, work: impl FnOnce(&Control) -> Result<T> + Send) -> PyResult<T> {
    let length = |row| texts.get(row).ok().flatten().map_or(0, str::len);
    if texts.len() > SHORT / 16 || (0..texts.len()).map(length).sum::<usize>() > SHORT {
        return detached(py, None, work);
    }
    py.detach(|| attached(|| work(&Control::default())))
}

/// As [`detached`], with what the user gave as `progress`: `True`, a callable, or nothing.
pub fn shown<T: Send>(
    py: Python<'_>,
    progress: Option<&Bound<'_, PyAny>>,
    total: Option<usize>,
    work: impl FnOnce(&Control) -> Result<T> + Send,
) -> PyResult<T> {
    let Some(progress) = progress.filter(|p| p.is_truthy().unwrap_or(true)) else { return detached(py, None, work) };
    let reporter = py.import("dateline._progress")?.getattr("reporter")?.call1((progress, total))?;
    let outcome = detached(py, Some(&reporter), work);
    if reporter.hasattr("close")? {
        reporter.call_method0("close")?;
    }
    outcome
}

/// Runs short work here and now, with the GIL, a panic turned into `InternalError`.
pub fn attached<T>(work: impl FnOnce() -> Result<T>) -> PyResult<T> {
    Ok(pool::contained(work)?)
}

/// Between rows that are made with the GIL: now and then lets other threads have it, and looks at signals.
pub fn breathe(py: Python<'_>, row: usize) -> PyResult<()> {
    if row % 4096 != 4095 {
        return Ok(());
    }
    py.detach(|| ());
    py.check_signals()
}

/// Sets the number of threads of every later call that names none; `None` takes it back.
#[pyfunction]
#[pyo3(signature = (threads=None))]
pub fn set_threads(#[pyo3(from_py_with = super::arguments::threads)] threads: Option<usize>) {
    pool::set_threads(threads.unwrap_or(0));
}

/// The number of threads that a call uses which names none.
#[pyfunction]
pub fn get_threads() -> usize {
    pool::threads(None)
}
