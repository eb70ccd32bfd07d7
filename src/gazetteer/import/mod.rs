//! Names from the files in which others ship them, read as streams: every row is used, or counted with the reason why not.

mod cells;
mod check;
mod classes;
mod countries;
mod draft;
mod fields;
mod filling;
mod gate;
mod gather;
mod geonames;
mod lines;
mod opensanctions;
mod petrarch;
mod recoded;
mod records;
mod report;
mod skos;
mod spacy;
mod sparql;
mod table;
mod terms;
mod wikidata;

pub(super) use fields::joined;
pub use fields::{Cell, Columns, FIELDS, Field};
pub use gate::{Gate, read_gate};
pub use gather::{BadRows, Gather, Import};
pub use geonames::{GeoNames, read_geonames};
pub use opensanctions::{OpenSanctions, read_opensanctions};
pub use petrarch::read_petrarch;
pub use report::{ImportReport, LeftOut};
pub use skos::{Skos, read_skos};
pub use spacy::read_spacy;
pub use table::{KeyedRows, push_batch, read_csv, read_jsonl, read_parquet};
pub use wikidata::{Wikidata, read_wikidata};
