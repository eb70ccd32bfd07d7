//! Names from the files in which others ship them, read as streams: every row is used, or counted with the reason why not.

mod fields;
mod gather;
mod lines;
mod report;
mod table;

pub(super) use fields::joined;
pub use fields::{Cell, Columns, FIELDS, Field};
pub use gather::{BadRows, Gather, Import};
pub use report::{ImportReport, LeftOut};
pub use table::{KeyedRows, push_batch, read_csv, read_jsonl, read_parquet, read_table};
