//! Layers into plain Arrow columns, appended document by document. The schemas stand here, once.

mod layout;
mod layouts;
mod rows;
mod table_id;

pub use layout::{Layout, SCHEMA_VERSION};
pub use layouts::*;
pub use rows::Rows;
pub use table_id::{TableId, Tables};

use crate::error::{Error, Result};
use crate::gazetteer::{Candidate, ColumnType, EntryRef, Gazetteer, Mention, ValueRef};
use crate::span::{CodePoints, Span};
use arrow_array::builder::{
    ArrayBuilder, BooleanBuilder, Date32Builder, Float32Builder, Float64Builder, Int32Builder, Int64Builder, ListBuilder, StringBuilder,
    StructBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Fields, SchemaRef};
use chrono::{Datelike, NaiveDate};
use std::sync::Arc;

/// The type of one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// utf8
    Text,
    /// int32
    Int,
    /// int64
    Long,
    /// float32 in 0 to 1
    Score,
    /// float64
    Float,
    /// boolean
    Bool,
    /// date32
    Date,
    /// list of utf8
    Texts,
    /// list of struct entity_id, name, type, score
    Candidates,
}

fn candidate_fields() -> Fields {
    Fields::from(vec![
        Field::new("entity_id", DataType::Utf8, false),
        Field::new("name", DataType::Utf8, false),
        Field::new("type", DataType::Utf8, false),
        Field::new("score", DataType::Float32, false),
    ])
}

impl Kind {
    fn data_type(self) -> DataType {
        match self {
            Self::Text => DataType::Utf8,
            Self::Int => DataType::Int32,
            Self::Long => DataType::Int64,
            Self::Score => DataType::Float32,
            Self::Float => DataType::Float64,
            Self::Bool => DataType::Boolean,
            Self::Date => DataType::Date32,
            Self::Texts => DataType::List(Arc::new(Field::new("item", DataType::Utf8, false))),
            Self::Candidates => DataType::List(Arc::new(Field::new("item", DataType::Struct(candidate_fields()), false))),
        }
    }
}

impl From<ColumnType> for Kind {
    fn from(kind: ColumnType) -> Self {
        match kind {
            ColumnType::Text => Self::Text,
            ColumnType::Int => Self::Long,
            ColumnType::Float => Self::Float,
            ColumnType::Bool => Self::Bool,
        }
    }
}

enum Cells {
    Text(StringBuilder),
    Int(Int32Builder),
    Long(Int64Builder),
    Score(Float32Builder),
    Float(Float64Builder),
    Bool(BooleanBuilder),
    Date(Date32Builder),
    Texts(ListBuilder<StringBuilder>),
    Candidates(ListBuilder<StructBuilder>),
}

impl Cells {
    fn new(data_type: &DataType) -> Self {
        match data_type {
            DataType::Int32 => Self::Int(Int32Builder::new()),
            DataType::Int64 => Self::Long(Int64Builder::new()),
            DataType::Float32 => Self::Score(Float32Builder::new()),
            DataType::Float64 => Self::Float(Float64Builder::new()),
            DataType::Boolean => Self::Bool(BooleanBuilder::new()),
            DataType::Date32 => Self::Date(Date32Builder::new()),
            DataType::List(item) => match item.data_type() {
                DataType::Struct(fields) => {
                    let cells: Vec<Box<dyn ArrayBuilder>> = vec![
                        Box::new(StringBuilder::new()),
                        Box::new(StringBuilder::new()),
                        Box::new(StringBuilder::new()),
                        Box::new(Float32Builder::new()),
                    ];
                    Self::Candidates(ListBuilder::new(StructBuilder::new(fields.clone(), cells)).with_field(item.clone()))
                }
                _ => Self::Texts(ListBuilder::new(StringBuilder::new()).with_field(item.clone())),
            },
            _ => Self::Text(StringBuilder::new()),
        }
    }

    fn finish(self) -> ArrayRef {
        match self {
            Self::Text(mut b) => Arc::new(b.finish()),
            Self::Int(mut b) => Arc::new(b.finish()),
            Self::Long(mut b) => Arc::new(b.finish()),
            Self::Score(mut b) => Arc::new(b.finish()),
            Self::Float(mut b) => Arc::new(b.finish()),
            Self::Bool(mut b) => Arc::new(b.finish()),
            Self::Date(mut b) => Arc::new(b.finish()),
            Self::Texts(mut b) => Arc::new(b.finish()),
            Self::Candidates(mut b) => Arc::new(b.finish()),
        }
    }
}

/// Days since 1970-01-01, as Arrow counts them.
pub fn days(date: NaiveDate) -> i32 {
    date.num_days_from_ce() - 719_163
}

/// Builds one table row by row: each method appends to the next column of the row.
pub struct TableBuilder {
    schema: SchemaRef,
    cells: Vec<Cells>,
    next: usize,
}

impl TableBuilder {
    /// An empty table.
    pub fn new(schema: SchemaRef) -> Self {
        let cells = schema.fields().iter().map(|f| Cells::new(f.data_type())).collect();
        Self { schema, cells, next: 0 }
    }

    fn cell(&mut self) -> &mut Cells {
        let at = self.next;
        self.next = (at + 1) % self.cells.len();
        &mut self.cells[at]
    }

    /// Text.
    pub fn text(&mut self, value: impl AsRef<str>) -> &mut Self {
        self.maybe_text(Some(value.as_ref()))
    }

    /// Text or null.
    pub fn maybe_text(&mut self, value: Option<&str>) -> &mut Self {
        if let Cells::Text(b) = self.cell() {
            b.append_option(value);
        }
        self
    }

    /// int32 or null.
    pub fn int(&mut self, value: impl Into<Option<i32>>) -> &mut Self {
        if let Cells::Int(b) = self.cell() {
            b.append_option(value.into());
        }
        self
    }

    /// float32 or null.
    pub fn score(&mut self, value: impl Into<Option<f32>>) -> &mut Self {
        if let Cells::Score(b) = self.cell() {
            b.append_option(value.into());
        }
        self
    }

    /// float64 or null; what is not finite is null.
    pub fn float(&mut self, value: impl Into<Option<f64>>) -> &mut Self {
        if let Cells::Float(b) = self.cell() {
            b.append_option(value.into().filter(|v| v.is_finite()));
        }
        self
    }

    /// True, false or null.
    pub fn flag(&mut self, value: impl Into<Option<bool>>) -> &mut Self {
        if let Cells::Bool(b) = self.cell() {
            b.append_option(value.into());
        }
        self
    }

    /// A date or null.
    pub fn date(&mut self, value: Option<NaiveDate>) -> &mut Self {
        if let Cells::Date(b) = self.cell() {
            b.append_option(value.map(days));
        }
        self
    }

    /// A list of texts.
    pub fn texts<'a>(&mut self, values: impl IntoIterator<Item = &'a str>) -> &mut Self {
        if let Cells::Texts(b) = self.cell() {
            for value in values {
                b.values().append_value(value);
            }
            b.append(true);
        }
        self
    }

    /// A span as two code-point offsets.
    pub fn span(&mut self, points: &CodePoints<'_>, span: Span) -> &mut Self {
        self.int(points.at(span.start)).int(points.at(span.end))
    }

    fn candidates(&mut self, values: &[Candidate<'_>]) -> &mut Self {
        if let Cells::Candidates(list) = self.cell() {
            for value in values {
                let row = list.values();
                for (i, text) in [&value.id, &value.name, &value.kind].into_iter().enumerate() {
                    if let Some(b) = row.field_builder::<StringBuilder>(i) {
                        b.append_value(text);
                    }
                }
                if let Some(b) = row.field_builder::<Float32Builder>(3) {
                    b.append_value(value.score);
                }
                row.append(true);
            }
            list.append(true);
        }
        self
    }

    fn value(&mut self, value: Option<ValueRef<'_>>) -> &mut Self {
        match (self.cell(), value) {
            (Cells::Text(b), Some(ValueRef::Text(v))) => b.append_value(v),
            (Cells::Text(b), _) => b.append_null(),
            (Cells::Long(b), Some(ValueRef::Int(v))) => b.append_value(v),
            (Cells::Long(b), _) => b.append_null(),
            (Cells::Float(b), Some(ValueRef::Float(v))) => b.append_value(v),
            (Cells::Float(b), _) => b.append_null(),
            (Cells::Bool(b), Some(ValueRef::Bool(v))) => b.append_value(v),
            (Cells::Bool(b), _) => b.append_null(),
            _ => {}
        }
        self
    }

    /// One row of `mentions`, the further columns of its entry included.
    pub fn mention(&mut self, doc_id: &str, text: &str, points: &CodePoints<'_>, gazetteer: &Gazetteer, m: &Mention<'_>) {
        let entry: Option<EntryRef<'_>> = m.entry.map(|e| gazetteer.entry(e));
        let position = entry.and_then(EntryRef::position);
        self.text(doc_id).int(m.sentence.map(|s| s as i32)).span(points, m.span).text(m.span.text(text));
        self.text(&m.id).text(&m.name).text(&m.kind).maybe_text(m.via.as_deref()).text(m.variant.as_str()).score(m.score);
        self.candidates(&m.candidates).maybe_text(entry.and_then(EntryRef::country));
        self.float(position.map(|p| p.0)).float(position.map(|p| p.1));
        for column in gazetteer.columns() {
            self.value(entry.and_then(|e| e.get(&column.name)));
        }
    }

    /// One row of the table of a gazetteer's entities; `usual` are the kinds of spelling of those that have none of their own.
    pub fn entity(&mut self, gazetteer: &Gazetteer, entry: EntryRef<'_>, usual: Option<&str>) {
        let position = entry.position();
        self.text(entry.id()).text(entry.name()).text(entry.kind()).texts(entry.names().skip(1)).maybe_text(entry.country());
        self.float(position.map(|p| p.0)).float(position.map(|p| p.1));
        for value in gazetteer.written_values(entry, usual) {
            self.value(Some(value));
        }
    }

    /// The finished rows.
    pub fn finish(self) -> Result<RecordBatch> {
        let columns = self.cells.into_iter().map(Cells::finish).collect();
        RecordBatch::try_new(self.schema, columns).map_err(|e| Error::Internal { problem: format!("a table row was not complete: {e}") })
    }
}
