//! A table: a schema and its rows.

use super::Layout;
use crate::gazetteer::Column;
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;

/// One table: a schema and its rows in order.
#[derive(Clone, Debug)]
pub struct Rows {
    /// The schema, metadata included.
    pub schema: SchemaRef,
    /// The rows.
    pub batches: Vec<RecordBatch>,
}

impl Rows {
    /// A table without rows; `further` columns stand behind those of the layout.
    pub fn empty(layout: &Layout, further: &[Column]) -> Self {
        Self { schema: layout.schema(further), batches: Vec::new() }
    }

    pub(crate) fn push(&mut self, batch: RecordBatch) {
        if batch.num_rows() > 0 {
            self.batches.push(batch);
        }
    }
}
