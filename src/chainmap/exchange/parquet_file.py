"""Answers as Parquet, for programs: types by the declared columns, meanings and origin inside; the door to pyarrow."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..errors import MissingExtra
from ..schema import Column
from .answer_columns import answer_columns
from .cells import plain

__all__ = ["arrow", "parquet"]

KEY = b"chainmap"
"""Where the file says which stack, version and seat it comes from, as JSON."""


def arrow() -> Any:
    """Return pyarrow, or say how to install it."""
    try:
        import pyarrow  # noqa: PLC0415  (an extra: whoever does not want Parquet does not need it)
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError:
        raise MissingExtra("pyarrow", "parquet") from None
    return pyarrow


def parquet(table: pd.DataFrame, about: Mapping[str, Any] | None = None) -> bytes:
    """Return a table as the bytes of a Parquet file.

    The type of a column follows its declared kind and never its values, so that files of the same
    answer fit together: shares and numbers are float64, integers int64, yes/no bool, several values a
    list of texts, everything else text; empty cells are null. ``about`` stands as JSON under the key
    ``chainmap`` of the file; each column carries its meaning (``about``) and unit.

    Raises
    ------
    MissingExtra
        Without pyarrow.

    Examples
    --------
    >>> import io
    >>> import chainmap as cm
    >>> import pandas as pd
    >>> data = parquet(cm.substitutes(cm.bundled("euv"), "ASML"))
    >>> table = pd.read_parquet(io.BytesIO(data))
    >>> len(table), str(table["months"].dtype)
    (0, 'float64')
    """
    pa = arrow()
    columns = answer_columns(table)
    fields = [pa.field(column.name, _type(pa, column), metadata=_meaning(column)) for column in columns]
    told = json.dumps(plain(dict(about or {})), ensure_ascii=False, allow_nan=False)
    schema = pa.schema(fields, metadata={KEY: told.encode()})
    cells = [[plain(value) for value in table[column.name]] for column in columns]
    arrays = [pa.array(values, type=field.type) for values, field in zip(cells, fields, strict=True)]
    file = io.BytesIO()
    pa.parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), file)
    return file.getvalue()


def _type(pa: Any, column: Column) -> Any:
    if column.several:
        return pa.list_(pa.string())
    simple = {"share": pa.float64(), "number": pa.float64(), "integer": pa.int64(), "yesno": pa.bool_()}
    return simple.get(column.kind, pa.string())


def _meaning(column: Column) -> dict[str, str]:
    return {name: text for name, text in (("about", column.about), ("unit", column.unit)) if text}
