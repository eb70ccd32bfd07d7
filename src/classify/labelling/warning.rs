//! What training warns of, with the rows that it concerns: whoever knows where they stand in a file can name these places.

use std::fmt;

/// A piece of a warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// A row of the sample, by number from 0.
    Row(usize),
}

/// A warning, in pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Warning(Vec<Piece>);

impl Warning {
    /// Goes on with words.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.0.push(Piece::Text(text.into()));
        self
    }

    /// Goes on with a row.
    #[must_use]
    pub fn row(mut self, row: usize) -> Self {
        self.0.push(Piece::Row(row));
        self
    }

    /// The pieces, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.0
    }
}

impl From<String> for Warning {
    fn from(text: String) -> Self {
        Self::default().text(text)
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|piece| match piece {
            Piece::Text(text) => f.write_str(text),
            Piece::Row(row) => write!(f, "row {row}"),
        })
    }
}
