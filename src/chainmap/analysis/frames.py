"""Rows of an answer -> a data frame with the declared columns, in the declared order."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from ..schema import Row, columns_of

__all__ = ["frame"]


def frame(rows: Iterable[Row], model: type[Row]) -> pd.DataFrame:
    """Return the rows as a frame with exactly the columns of ``model``.

    Texts and tuples stay Python objects; numbers with gaps are floats with NaN; years and counts
    with gaps are pandas' nullable integers.
    """
    columns = columns_of(model)
    data = {column.name: [getattr(row, column.name) for row in rows] for rows in [list(rows)] for column in columns}
    table = pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in data.items()})
    for column in columns:
        if column.kind in ("number", "share"):
            table[column.name] = table[column.name].astype("float64")
        elif column.kind == "integer":
            gaps = bool(table[column.name].isna().any())
            table[column.name] = table[column.name].astype("Int64" if gaps else "int64")
        elif column.kind == "yesno":
            table[column.name] = table[column.name].astype(bool)
    return table
