//! The one error enum of the crate.
//!
//! Every variant names the place (file, row, column or rule) where the fault lies and says what to do; Python turns each
//! into one exception class, in `python/error.rs` alone.

use std::fmt;
use std::io::ErrorKind;

/// `Result` with the crate's own error.
pub type Result<T> = std::result::Result<T, Error>;

/// What can go wrong. Never a panic on user data: a bad document, row or rule becomes one of these.
#[derive(Debug)]
pub enum Error {
    /// A file or folder cannot be read or written.
    Io {
        /// The path as the user gave it.
        path: String,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// Input that cannot be used: a row, a column, an argument, a document.
    Input {
        /// Where: `watch.csv, row 17, column name`, `documents[3]`.
        place: String,
        /// What is wrong and what to do about it.
        problem: String,
    },
    /// A gazetteer entry that cannot be used.
    Gazetteer {
        /// Which entry or row.
        place: String,
        /// What is wrong and what to do about it.
        problem: String,
    },
    /// A rule file that cannot be used.
    Rule {
        /// The file, the rule by number and label, and the example where there is one.
        place: String,
        /// What is wrong and what to do about it.
        problem: String,
    },
    /// A file of ours (or one that claims to be) that is damaged, cut short or from a newer version.
    Format {
        /// The path.
        path: String,
        /// What is wrong and what to do about it.
        problem: String,
    },
    /// The caller asked to stop (Ctrl-C).
    Cancelled,
    /// A fault of ours, caught at the border.
    Internal {
        /// The panic's message.
        problem: String,
    },
}

impl Error {
    /// Input that cannot be used.
    pub fn input(place: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Input { place: place.into(), problem: problem.into() }
    }

    /// An argument that is not what it must be.
    pub fn must_be(place: impl Into<String>, expected: impl fmt::Display, given: impl fmt::Display) -> Self {
        Self::input(place, must_be(expected, given))
    }

    /// A gazetteer entry that cannot be used.
    pub fn gazetteer(place: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Gazetteer { place: place.into(), problem: problem.into() }
    }

    /// A rule that cannot be used.
    pub fn rule(place: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Rule { place: place.into(), problem: problem.into() }
    }

    /// A damaged or foreign file.
    pub fn format(path: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Format { path: path.into(), problem: problem.into() }
    }

    /// An operating-system error with its path.
    pub fn io(path: impl Into<String>, source: std::io::Error) -> Self {
        Self::Io { path: path.into(), source }
    }
}

/// What is said of a value that is not what it must be: the one form of words for it, of all arguments and cells.
///
/// ```
/// assert_eq!(dateline::error::must_be("a number above 0", -1), "must be a number above 0, but is -1");
/// ```
pub fn must_be(expected: impl fmt::Display, given: impl fmt::Display) -> String {
    format!("must be {expected}, but is {given}")
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { path, source } if source.kind() == ErrorKind::NotFound && source.raw_os_error().is_some() => {
                write!(f, "{path}: there is no such file or folder")
            }
            Self::Io { path, source } => match source.kind() {
                ErrorKind::IsADirectory => write!(f, "{path}: this is a folder; name a file in it"),
                ErrorKind::NotADirectory => write!(f, "{path}: a part of this path is a file, not a folder"),
                ErrorKind::PermissionDenied => write!(f, "{path}: permission denied: this user may not read or write it"),
                _ => write!(f, "{path}: {source}"),
            },
            Self::Input { place, problem } | Self::Gazetteer { place, problem } | Self::Rule { place, problem } => {
                if place.is_empty() {
                    f.write_str(problem)
                } else {
                    write!(f, "{place}: {problem}")
                }
            }
            Self::Format { path, problem } => write!(f, "{path}: {problem}"),
            Self::Cancelled => f.write_str("stopped"),
            Self::Internal { problem } => write!(f, "internal error in dateline, please report it: {problem}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
