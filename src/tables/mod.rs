//! Tables in columns: the schema of each, builders of strings and numbers by the thousand and of rows, what words, gazetteers and documents say
//! in columns, and tables as files.

pub mod columns;
pub(crate) mod documents;
pub mod gazetteer;
pub mod numbers;
pub mod strings;
pub mod words;
pub mod write;
