//! Columns and tables that other libraries hand over by Arrow's C interface, borrowed without a copy.
//!
//! Interface: "The Arrow C data interface", "The Arrow C stream interface" and "The Arrow PyCapsule Interface" of Apache Arrow.

use super::error::wrong_type;
use crate::error::Error;
use crate::error::must_be;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array, ArrayRef, RecordBatch, StructArray, make_array};
use arrow_schema::{DataType, Field, Schema};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use std::ffi::{CStr, c_int, c_void};
use std::sync::Arc;

/// True if the object hands out an Arrow stream or array.
pub fn speaks_arrow(object: &Bound<'_, PyAny>) -> bool {
    object.hasattr("__arrow_c_stream__").unwrap_or(false) || object.hasattr("__arrow_c_array__").unwrap_or(false)
}

/// The type and the arrays of an object that speaks Arrow; `None` where it says that it cannot after all (pandas without
/// pyarrow).
pub fn arrow_arrays(object: &Bound<'_, PyAny>) -> PyResult<Option<(Field, Vec<ArrayRef>)>> {
    let py = object.py();
    if object.hasattr("__arrow_c_stream__")? {
        return match object.call_method0("__arrow_c_stream__") {
            Ok(capsule) => stream_arrays(&capsule.cast_into::<PyCapsule>().map_err(PyErr::from)?).map(Some),
            // pandas without pyarrow, or with a column of mixed objects: it is read cell by cell instead.
            Err(e)
                if e.is_instance_of::<pyo3::exceptions::PyImportError>(py)
                    || object.hasattr("to_numpy")?
                        && (e.is_instance_of::<pyo3::exceptions::PyTypeError>(py)
                            || e.is_instance_of::<pyo3::exceptions::PyValueError>(py)) =>
            {
                Ok(None)
            }
            Err(e) => Err(e),
        };
    }
    let pair = object.call_method0("__arrow_c_array__")?.cast_into::<PyTuple>().map_err(PyErr::from)?;
    let capsule = |i: usize| -> PyResult<Bound<'_, PyCapsule>> { pair.get_item(i)?.cast_into::<PyCapsule>().map_err(PyErr::from) };
    let (schema, array) = (capsule(0)?, capsule(1)?);
    let schema = schema.pointer_checked(Some(c"arrow_schema"))?.cast::<FFI_ArrowSchema>();
    let array = array.pointer_checked(Some(c"arrow_array"))?.cast::<FFI_ArrowArray>();
    // SAFETY: the capsules' names say what they hold (Arrow PyCapsule interface); the array is moved out, as the interface
    // asks of a consumer, and the schema is only read.
    let (field, data) = unsafe {
        drop_buffers_of_nulls(array.as_ptr().cast(), schema.as_ref());
        let array = FFI_ArrowArray::from_raw(array.as_ptr());
        let field = Field::try_from(schema.as_ref()).map_err(|e| arrow_problem(&e))?;
        (field, from_ffi(array, schema.as_ref()).map_err(|e| arrow_problem(&e))?)
    };
    Ok(Some((field, vec![make_array(data)])))
}

fn arrow_problem(e: &arrow_schema::ArrowError) -> PyErr {
    Error::input("Arrow input", e.to_string()).into()
}

/// The fields of an `ArrowArray` by the Arrow C data interface.
#[repr(C)]
struct RawArray {
    length: i64,
    null_count: i64,
    offset: i64,
    n_buffers: i64,
    n_children: i64,
    buffers: *mut *const c_void,
    children: *mut *mut RawArray,
}

/// A column of nothing but nulls has no buffers, says the interface; polars hands out one, as early versions of Arrow did, and
/// arrow-rs refuses the whole table for it.
///
/// # Safety
/// `array` must be a live array of the type that `schema` tells.
unsafe fn drop_buffers_of_nulls(array: *mut RawArray, schema: &FFI_ArrowSchema) {
    // SAFETY: by the contract; types nest as deep as the schema does, which arrow-rs walks in the same way.
    unsafe {
        if schema.format() == "n" {
            (*array).n_buffers = 0;
        }
        for (at, child) in schema.children().enumerate().take((*array).n_children.max(0) as usize) {
            drop_buffers_of_nulls(*(*array).children.add(at), child);
        }
    }
}

fn stream_arrays(capsule: &Bound<'_, PyCapsule>) -> PyResult<(Field, Vec<ArrayRef>)> {
    let pointer = capsule.pointer_checked(Some(c"arrow_array_stream"))?.cast::<FFI_ArrowArrayStream>();
    // SAFETY: the capsule's name says what it holds; the stream is moved out, as the interface asks of a consumer.
    let mut stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.as_ptr()) };
    let failed = |stream: &mut FFI_ArrowArrayStream, code: c_int| -> PyErr {
        // SAFETY: the callback belongs to the live stream; its text, if any, lives until the next call.
        let said = unsafe {
            stream.get_last_error().map(|f| f(stream)).filter(|p| !p.is_null()).map(|p| CStr::from_ptr(p).to_string_lossy().into_owned())
        };
        Error::input("Arrow input", said.unwrap_or_else(|| format!("the stream failed with code {code}"))).into()
    };
    let mut schema = FFI_ArrowSchema::empty();
    let get_schema = stream.get_schema().ok_or_else(|| PyErr::from(Error::input("Arrow input", "the stream was used before")))?;
    // SAFETY: the callback belongs to the live stream and fills the empty schema.
    let code = unsafe { get_schema(&mut stream, &mut schema) };
    if code != 0 {
        return Err(failed(&mut stream, code));
    }
    let field = Field::try_from(&schema).map_err(|e| arrow_problem(&e))?;
    let mut arrays = Vec::new();
    let get_next = stream.get_next().ok_or_else(|| PyErr::from(Error::input("Arrow input", "the stream was used before")))?;
    loop {
        let mut array = FFI_ArrowArray::empty();
        // SAFETY: as above; a released array marks the end.
        let code = unsafe { get_next(&mut stream, &mut array) };
        if code != 0 {
            return Err(failed(&mut stream, code));
        }
        if array.is_released() {
            return Ok((field, arrays));
        }
        // SAFETY: the array was just filled by the stream whose schema this is.
        let data = unsafe {
            drop_buffers_of_nulls((&raw mut array).cast(), &schema);
            from_ffi(array, &schema).map_err(|e| arrow_problem(&e))?
        };
        arrays.push(make_array(data));
    }
}

/// A table (data frame, Arrow table) as record batches; `None` where it cannot speak Arrow after all.
pub fn batches(object: &Bound<'_, PyAny>) -> PyResult<Option<Vec<RecordBatch>>> {
    arrow_arrays(object)?.map(|(field, arrays)| of_table(&field, &arrays)).transpose()
}

/// The same; a single column is a table with a column of this name.
pub fn batches_or_column(object: &Bound<'_, PyAny>, name: &str) -> PyResult<Option<Vec<RecordBatch>>> {
    let Some((field, arrays)) = arrow_arrays(object)? else { return Ok(None) };
    if matches!(field.data_type(), DataType::Struct(_)) {
        return of_table(&field, &arrays).map(Some);
    }
    let schema = Arc::new(Schema::new(vec![Field::new(name, field.data_type().clone(), true)]));
    let batch = |array| RecordBatch::try_new(schema.clone(), vec![array]).map_err(|e| arrow_problem(&e));
    arrays.into_iter().map(batch).collect::<PyResult<Vec<_>>>().map(Some)
}

fn of_table(field: &Field, arrays: &[ArrayRef]) -> PyResult<Vec<RecordBatch>> {
    let DataType::Struct(fields) = field.data_type() else {
        return Err(wrong_type(format!("Arrow input: {}", must_be("a table", format_args!("a column of {}", field.data_type())))));
    };
    let schema = Arc::new(Schema::new(fields.clone()));
    let mut out = Vec::with_capacity(arrays.len());
    for array in arrays {
        let columns = array.as_any().downcast_ref::<StructArray>().map(|s| s.columns().to_vec()).unwrap_or_default();
        out.push(RecordBatch::try_new(schema.clone(), columns).map_err(|e| arrow_problem(&e))?);
    }
    if out.is_empty() {
        out.push(RecordBatch::new_empty(schema));
    }
    Ok(out)
}
