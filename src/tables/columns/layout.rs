//! What a table is called, and its columns.

use super::Kind;
use crate::gazetteer::Column;
use arrow_schema::{Field, Schema, SchemaRef};
use std::collections::HashMap;
use std::sync::Arc;

/// The version of the table schemas, carried in every table's metadata under `dateline.schema`.
pub const SCHEMA_VERSION: &str = "1";

/// A table's name and its columns, in order.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// The name, carried in the table's metadata under `dateline.table`.
    pub table: &'static str,
    /// Names and types of the columns.
    pub columns: &'static [(&'static str, Kind)],
}

impl Layout {
    /// A table of this name with these columns.
    pub const fn new(table: &'static str, columns: &'static [(&'static str, Kind)]) -> Self {
        Self { table, columns }
    }

    /// The Arrow schema, with further columns behind the table's own.
    pub fn schema(&self, further: &[Column]) -> SchemaRef {
        let own = self.columns.iter().map(|&(name, kind)| Field::new(name, kind.data_type(), true));
        let taken = |name: &str| self.columns.iter().any(|&(own, _)| own == name);
        let further = further.iter().map(|column| {
            // A further column that bears a contract name keeps its values under `entry_…`.
            let name = if taken(&column.name) { format!("entry_{}", column.name) } else { column.name.clone() };
            Field::new(name, Kind::from(column.kind).data_type(), true)
        });
        let metadata = HashMap::from([
            ("dateline.schema".to_owned(), SCHEMA_VERSION.to_owned()),
            ("dateline.table".to_owned(), self.table.to_owned()),
        ]);
        Arc::new(Schema::new(own.chain(further).collect::<Vec<_>>()).with_metadata(metadata))
    }
}
