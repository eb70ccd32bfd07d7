//! Texts held elsewhere, and tasks over them.

use crate::error::{Error, Result};
use crate::pool::{self, Control};

/// An error unless as many of `what` (ids, labels, dates) were given as there are texts.
pub fn one_for_each(what: &str, found: usize, texts: usize) -> Result<()> {
    if found == texts {
        return Ok(());
    }
    Err(Error::input(what, format!("there are {found} for {texts} texts; give one for each text")))
}

/// Where a sentence stands in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// How many sentences stand before it.
    pub sentence: u32,
    /// How many sentences the document has, where that is known.
    pub sentences: Option<u32>,
}

/// Many texts held elsewhere (a list of strings, an Arrow column), borrowed without a copy.
pub trait Texts: Send + Sync + std::fmt::Debug {
    /// How many there are.
    fn len(&self) -> usize;

    /// True if there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One text; `None` is a null.
    fn get(&self, row: usize) -> Result<Option<&str>>;

    /// Where a text stands in its document, if it is a sentence that knows.
    fn position(&self, _row: usize) -> Option<Position> {
        None
    }
}

impl Texts for Vec<String> {
    fn len(&self) -> usize {
        Self::len(self)
    }

    fn get(&self, row: usize) -> Result<Option<&str>> {
        Ok(self.as_slice().get(row).map(String::as_str))
    }
}

/// Some of many texts.
#[derive(Debug)]
pub struct Picked<'a> {
    /// All of them.
    pub texts: &'a dyn Texts,
    /// The rows that are picked.
    pub rows: Vec<usize>,
}

impl Texts for Picked<'_> {
    fn len(&self) -> usize {
        self.rows.len()
    }

    fn get(&self, row: usize) -> Result<Option<&str>> {
        self.rows.get(row).map_or(Ok(None), |&row| self.texts.get(row))
    }

    fn position(&self, row: usize) -> Option<Position> {
        self.rows.get(row).and_then(|&row| self.texts.position(row))
    }
}

/// Texts that one task takes at once.
const TASK_TEXTS: usize = 512;
/// The same for whole documents.
const SMALL_TASK_TEXTS: usize = 64;

/// A text that must be there.
pub fn text_at(texts: &dyn Texts, row: usize) -> Result<&str> {
    texts.get(row)?.ok_or_else(|| Error::input(format!("texts[{row}]"), "the text is null; drop the row or give it a text"))
}

/// Runs `work` over ranges of rows, in parallel; what it gives is in order.
pub fn in_parts<T: Send>(
    rows: usize,
    threads: Option<usize>,
    control: &Control,
    work: impl Fn(std::ops::Range<usize>) -> Result<T> + Sync + Send,
) -> Result<Vec<T>> {
    in_parts_of(TASK_TEXTS, rows, threads, control, work)
}

/// As [`in_parts`], for quick work with buffers of its own: with one thread nothing is gained by small tasks.
pub fn in_large_parts<T: Send>(
    rows: usize,
    threads: Option<usize>,
    control: &Control,
    work: impl Fn(std::ops::Range<usize>) -> Result<T> + Sync + Send,
) -> Result<Vec<T>> {
    let size = if pool::threads(threads) == 1 { 8 * TASK_TEXTS } else { TASK_TEXTS };
    in_parts_of(size, rows, threads, control, work)
}

/// Applies `work` to every text, in parallel, a few dozen texts a task, each of which has one `T`; they are in the order of the texts.
/// A null text is an error that names its row, before any work is done.
pub fn in_small_parts<T: Default + Send>(
    texts: &dyn Texts,
    threads: Option<usize>,
    control: &Control,
    work: impl Fn(&mut T, &str) + Sync + Send,
) -> Result<Vec<T>> {
    for row in 0..texts.len() {
        text_at(texts, row)?;
    }
    in_parts_of(SMALL_TASK_TEXTS, texts.len(), threads, control, |task| {
        let mut out = T::default();
        for row in task {
            control.check()?;
            work(&mut out, text_at(texts, row)?);
            control.count();
        }
        Ok(out)
    })
}

fn in_parts_of<T: Send>(
    size: usize,
    rows: usize,
    threads: Option<usize>,
    control: &Control,
    work: impl Fn(std::ops::Range<usize>) -> Result<T> + Sync + Send,
) -> Result<Vec<T>> {
    let tasks = (0..rows).step_by(size).map(|start| start..(start + size).min(rows)).collect();
    pool::map(pool::threads(threads), tasks, |task: std::ops::Range<usize>| {
        control.check()?;
        work(task)
    })
}
