"""Tables as data frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._needed import needed

if TYPE_CHECKING:
    from dateline._core import Table

# pandas types that hold nulls without changing the kind of the column.
_DTYPES = {"int32": "Int32", "int64": "Int64", "boolean": "boolean", "float32": "float32", "float64": "float64"}


def to_pandas(table: Table) -> Any:
    """A `pandas.DataFrame`: by way of pyarrow where that is installed, else column by column."""
    pd = needed("pandas")
    try:
        import pyarrow as pa
    except ImportError:
        columns = {}
        for name, kind in table.schema.items():
            values = table[name]
            # Whole numbers without a gap are plain ones, as pyarrow makes them.
            whole = kind.startswith("int") and None not in values
            columns[name] = pd.Series(values, name=name, dtype=kind if whole else _DTYPES.get(kind))
        return pd.DataFrame(columns, columns=table.columns)
    return pa.table(table).to_pandas()
