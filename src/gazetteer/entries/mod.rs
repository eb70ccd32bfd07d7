//! What a gazetteer lists. A list comes as rows (`row`) of names and further values (`entry`), which a `roster` collects straight into the flat
//! columns of `entities`; the names of each are cut into folded words (`names`) with what may stand between them (`gaps`), and choices are
//! made of a whole gazetteer (`options`) and of single entities (`policy`, `kinds`, `weight`).

mod added;
pub(super) mod collected;
mod designations;
pub(super) mod entities;
mod entry;
pub(super) mod flag;
pub(super) mod gaps;
mod growing;
pub(super) mod kinds;
mod marks;
pub(super) mod names;
mod options;
pub(super) mod policy;
pub(super) mod roster;
pub(super) mod row;
pub(super) mod slots;
pub(super) mod weight;

pub use entities::{Entities, EntryRef};
pub use entry::{Column, ColumnType, Entry, EntryList, Value, ValueRef};
pub use kinds::Variants;
pub use options::{Boundary, BuildOptions};
pub use policy::Case;
pub use roster::Roster;
pub use row::Row;
