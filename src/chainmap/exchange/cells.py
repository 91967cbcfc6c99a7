"""What does one cell of an answer hold: nothing, a text, a number, a truth, or several texts?"""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

__all__ = ["is_empty", "joined", "plain"]


def is_empty(value: Any) -> bool:
    """Whether a cell says nothing: no value, an empty text, or no texts.

    Examples
    --------
    >>> [is_empty(value) for value in (None, float("nan"), "", (), 0, False)]
    [True, True, True, True, False, False]
    """
    if isinstance(value, float):
        return math.isnan(value)
    if isinstance(value, str | tuple):
        return not value
    return value is None or value is pd.NA


def plain(value: Any) -> Any:
    """Return a cell as Python's own values, as JSON has them: tuples are lists, what is unknown is ``None``.

    Examples
    --------
    >>> plain(("a", float("nan"))), plain("")
    (['a', None], '')
    """
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    if is_empty(value):
        return value if isinstance(value, str) else None
    return value.item() if hasattr(value, "item") else value


def joined(value: Any) -> Any:
    """Return a cell that holds one thing: several texts joined by ``;``, empty cells as ``None``.

    Every line end becomes a line feed, because a lone return would begin a new row in Excel.

    Examples
    --------
    >>> joined(("a", "b")), joined(()), joined(0.5)
    ('a;b', None, 0.5)
    """
    if isinstance(value, tuple | list):
        value = ";".join(str(one) for one in value)
    if isinstance(value, str):
        value = value.replace("\r\n", "\n").replace("\r", "\n")
    return None if is_empty(value) else plain(value)
