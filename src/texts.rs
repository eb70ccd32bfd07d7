//! What comes in from outside: texts held elsewhere, and dates as users write them.

use crate::error::{Error, Result};
use crate::pool::{self, Control};
use chrono::NaiveDate;

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

/// Texts that one task takes at once.
const TASK_TEXTS: usize = 512;

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

/// What parts the cells of a CSV file: `usual`, unless the header has none and has semicolons or tabs instead, as
/// spreadsheet programs write them in many countries.
///
/// ```
/// assert_eq!(dateline::texts::delimiter(b"id;text;date\n1;Talks, at last;2024-08-26\n", b','), b';');
/// ```
pub fn delimiter(text: &[u8], usual: u8) -> u8 {
    let header = text.split(|&b| b == b'\n' || b == b'\r').find(|line| !line.is_empty()).unwrap_or_default();
    let mut quoted = false;
    let mut counts = [0_usize; 256];
    for &b in header {
        quoted ^= b == b'"';
        counts[usize::from(b)] += usize::from(!quoted);
    }
    let count = |b: u8| counts[usize::from(b)];
    let other = [b',', b';', b'\t'].into_iter().max_by_key(|&b| count(b)).filter(|&b| count(b) > 0);
    if count(usual) > 0 { usual } else { other.unwrap_or(usual) }
}

/// A fault of a CSV file in words: the line, and what is wrong with it.
pub fn csv_problem(e: &csv::Error) -> String {
    let line = e.position().map_or_else(String::new, |p| format!("line {}: ", p.line()));
    match e.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{line}{len} cells where the header has {expected_len}; are all quotation marks closed?")
        }
        csv::ErrorKind::Utf8 { .. } => format!("{line}this is no UTF-8"),
        csv::ErrorKind::Io(e) => e.to_string(),
        _ => format!("{line}{e}"),
    }
}

/// A date as users write it in a column: an ISO date, or a date and time that begins with one, or eight digits.
///
/// ```
/// let date = dateline::texts::parse_date("2024-08-26T10:15:00Z", "row 1").unwrap();
/// assert_eq!(date.to_string(), "2024-08-26");
/// ```
pub fn parse_date(text: &str, place: &str) -> Result<NaiveDate> {
    let text = text.trim();
    let day = text.get(..10).filter(|_| text.len() == 10 || !text.as_bytes()[10].is_ascii_digit()).unwrap_or(text);
    NaiveDate::parse_from_str(day, "%Y-%m-%d")
        .or_else(|_| NaiveDate::parse_from_str(text.get(..8).unwrap_or(text), "%Y%m%d"))
        .map_err(|_| Error::input(place, format!("{text:?} is no date; write it as ISO 8601, such as 2024-08-26")))
}
