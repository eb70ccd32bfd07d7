//! The whole numbers of a small table in one piece of memory: where many short texts are cut, asking for memory costs more than the
//! work.

use crate::error::{Error, Result};
use crate::span::Span;
use arrow_array::{ArrayRef, Int32Array, StringArray};
use arrow_buffer::{Buffer, OffsetBuffer, ScalarBuffer};
use std::sync::Arc;

/// Whole numbers of one table, column after column, the offsets of its texts among them; handed out in this order.
#[derive(Clone, Debug)]
pub struct Numbers {
    rows: usize,
    buffer: Buffer,
    /// Where the next column begins.
    next: usize,
}

impl Numbers {
    /// Takes columns of `rows` values each; offsets have one more.
    pub fn new(rows: usize, values: Vec<i32>) -> Self {
        Self { rows, buffer: Buffer::from_vec(values), next: 0 }
    }

    fn take(&mut self, values: usize) -> ScalarBuffer<i32> {
        let at = self.next;
        self.next += values;
        ScalarBuffer::new(self.buffer.clone(), at, values)
    }

    /// The next column, of whole numbers.
    pub fn next_ints(&mut self) -> ArrayRef {
        Arc::new(Int32Array::new(self.take(self.rows), None))
    }

    /// The next column, of the texts in `bytes`.
    pub fn next_texts(&mut self, bytes: Vec<u8>) -> Result<ArrayRef> {
        if i32::try_from(bytes.len()).is_err() {
            return Err(Error::Internal { problem: "the texts of one column are longer than 2,147,483,647 bytes".into() });
        }
        let offsets = OffsetBuffer::new(self.take(self.rows + 1));
        let column = StringArray::try_new(offsets, Buffer::from_vec(bytes), None);
        Ok(Arc::new(column.map_err(|e| Error::Internal { problem: e.to_string() })?))
    }
}

/// Appends the texts of `spans` to `bytes`, and their offsets to `values`.
pub fn push_texts(text: &str, spans: impl Iterator<Item = Span>, bytes: &mut Vec<u8>, values: &mut Vec<i32>) {
    values.push(bytes.len() as i32);
    for span in spans {
        bytes.extend_from_slice(span.text(text).as_bytes());
        values.push(bytes.len() as i32);
    }
}
