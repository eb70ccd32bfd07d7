//! Values of rows that a reader is asked for, and whether its file has each of them.

use crate::error::{Error, Result};
use crate::nearest::hint;
use std::collections::BTreeSet;

/// How many of the values that a file has an error lists.
const SHOWN: usize = 30;

/// The values that rows are to have; none asks for all. Case does not count.
pub(super) struct Asked<'o> {
    option: &'static str,
    what: &'static str,
    values: &'o [String],
    met: Vec<bool>,
    there: BTreeSet<String>,
}

impl<'o> Asked<'o> {
    /// Those of an option, where each is a `what`.
    pub fn new(option: &'static str, what: &'static str, values: &'o [String]) -> Self {
        Self { option, what, values, met: vec![false; values.len()], there: BTreeSet::new() }
    }

    /// True for a value that is asked for.
    pub fn has(&mut self, value: &str) -> bool {
        if self.values.is_empty() {
            return true;
        }
        if !self.there.contains(value) {
            self.there.insert(value.to_owned());
        }
        let found = self.values.iter().position(|asked| asked.eq_ignore_ascii_case(value));
        found.inspect(|&at| self.met[at] = true).is_some()
    }

    /// An error for a value that no row of the file has where it is nearly one that is there, or none of the values is: a slip of the pen would
    /// else cost its rows unseen. A dump may well hold no row of some country that is asked for.
    pub fn check(&self, file: &str) -> Result<()> {
        let there: Vec<&str> = self.there.iter().map(String::as_str).filter(|value| !value.is_empty()).collect();
        let none = !self.met.contains(&true);
        let mut missing =
            self.values.iter().zip(&self.met).filter(|&(_, met)| !met).map(|(value, _)| (value, hint(value, there.iter().copied())));
        let Some((value, near)) = missing.find(|(_, near)| none || !near.is_empty()) else { return Ok(()) };
        let more = if there.len() > SHOWN { ", …" } else { "" };
        let shown = there[..there.len().min(SHOWN)].join(", ");
        let problem = format!("no row of {file} has the {} {:?}{near}; there are {shown}{more}", self.what, value);
        Err(Error::input(self.option, problem))
    }
}
