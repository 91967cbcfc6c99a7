"""Answers as a workbook: the rows as numbers and texts, the meaning of a column as a note on its head."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..errors import WrongQuestion
from ..schema import Column
from ..workbook_file import SheetOut, write_workbook
from .answer_columns import answer_columns, model_of
from .cells import joined

__all__ = ["Part", "answer_workbook", "joint_workbook", "sheet_names"]

ABOUT = "about"
MOST_ROWS = 1_048_575
"""Rows that a sheet holds under its header."""
LONGEST_NAME = 31
"""Characters of the name of a sheet."""
NO_NAME = ("", ABOUT, "history", "lists")  # Excel keeps "history" for itself, our workbooks "lists"
HEADS = {"en": ("sheet", "what it holds", "rows"), "zh": ("工作表", "内容", "行数")}


@dataclass(frozen=True)
class Part:
    """One answer of a workbook: its name, its rows, and a sentence about it."""

    name: str
    table: pd.DataFrame
    told: str = ""


def answer_workbook(table: pd.DataFrame, about: Mapping[str, Any] | None = None) -> bytes:
    """Return one answer as the bytes of a workbook: the sheet ``answer``, and ``about`` with its origin.

    Numbers stay numbers, several values are joined by ``;``, and a text stays a text whatever it
    begins with.

    Raises
    ------
    WrongQuestion
        For more rows than a sheet holds, or a text that no cell holds: too long, or with control characters.
    """
    model = model_of(table.columns)
    told = [("answer", (model.__doc__ or "").partition("\n")[0])] if model is not None else []
    rows = [*told, *((str(name), _cell(value)) for name, value in (about or {}).items())]
    origin = SheetOut(name=ABOUT, header=("what", "value"), rows=rows, widths={"what": 16, "value": 80})
    return _written([_sheet("answer", table), origin])


def joint_workbook(parts: Sequence[Part], about: Mapping[str, Any], *, lang: str = "en") -> bytes:
    """Return many answers as the bytes of one workbook: the sheet ``about`` lists them, then one sheet an answer."""
    names = sheet_names(part.name for part in parts)
    heads = HEADS[lang]
    listed: list[Sequence[object]] = [
        (name, part.told, len(part.table)) for name, part in zip(names, parts, strict=True)
    ]
    listed += [(None, None, None), *((str(name), _cell(value), None) for name, value in about.items())]
    first = SheetOut(name=ABOUT, header=heads, rows=listed, widths={heads[0]: 34, heads[1]: 90, heads[2]: 8})
    return _written([first, *(_sheet(name, part.table) for name, part in zip(names, parts, strict=True))])


def sheet_names(names: Iterable[str]) -> list[str]:
    """Return names that sheets may have: short, without forbidden characters, each once.

    Where a name is too long its middle is left out, its last word stays. Excel does not tell upper from lower case.

    Examples
    --------
    >>> sheet_names(["levels", "Levels", "scenario-fra-deu-engineering-software-before_after", "a/b"])
    ['levels', 'Levels~2', 'scenario-fra-deu-e~before_after', 'a-b']
    """
    found: list[str] = []
    taken = set(NO_NAME)
    for name in names:
        plain = "".join("-" if one in "[]:*?/\\" or not one.isprintable() else one for one in name).strip("' ")
        wanted, at = _short(plain, ""), 1
        while wanted.casefold() in taken:
            at += 1
            wanted = _short(plain, f"~{at}")
        found.append(wanted)
        taken.add(wanted.casefold())
    return found


def _short(name: str, end: str) -> str:
    """Return a name with an end, within the length allowed; characters outside the basic plane count twice there."""
    size = len((name + end).encode("utf-16-le")) // 2
    if size <= LONGEST_NAME:
        return name + end
    last = name.rpartition("-")[2]
    tail = last if 0 < len(last) <= 13 else name[-13:]
    head = name[: -len(tail)]
    while head and len(f"{head}~{tail}{end}".encode("utf-16-le")) // 2 > LONGEST_NAME:
        head = head[:-1]
    return f"{head}~{tail}{end}"


def _sheet(name: str, table: pd.DataFrame) -> SheetOut:
    if len(table) > MOST_ROWS:
        raise WrongQuestion(
            f"{len(table)} rows are more than a sheet holds ({MOST_ROWS}): write .csv or .parquet instead"
        )
    rows = [tuple(map(_cell, row)) for row in table.itertuples(index=False, name=None)]
    header = tuple(str(head) for head in table.columns)
    notes = {column.name: _note(column) for column in answer_columns(table) if column.about}
    return SheetOut(name=name, header=header, rows=rows, notes=notes)


def _written(sheets: Sequence[SheetOut]) -> bytes:
    try:
        return write_workbook(sheets)
    except ValueError as error:
        raise WrongQuestion(f"no workbook can hold this answer: {error}. Write .csv, .json or .parquet.") from None


def _note(column: Column) -> str:
    unit = "0 to 1" if column.unit == "share" else column.unit
    return f"{column.about}\nUnit: {unit}" if unit else column.about


def _cell(value: Any) -> object:
    cell = joined(value)
    return "infinite" if isinstance(cell, float) and math.isinf(cell) else cell
