"""Small sheets for the tests, read as files are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from chainmap.errors import Problem
from chainmap.stack import Stack
from chainmap.stack.one_sheet import intake_of_csv, intake_of_one_sheet
from chainmap.stack.read import Reading, reading_of
from chainmap.workbook_file import Refusal, Sheet

CAR = """component,supplier,country,needs
Car,,,Cells; Motor; Glass
Cells,CATL,China,
Motor,Bosch,Germany,Magnet
Motor,Nidec,Japan,Magnet
Glass,Fuyao,,
Magnet,,,
"""


def of_csv(text: str, *, file: str = "mine.csv", strict: bool = False) -> Reading:
    return reading_of(intake_of_csv(text, file=file, stem=file.rpartition(".")[0]), strict=strict)


def of_rows(*rows: Sequence[object], name: str = "Supply", **more: Any) -> Reading:
    """Read a sheet of a workbook, its rows counted from 1."""
    return of_sheets(sheet(*rows, name=name, **more))


def sheet(
    *rows: Sequence[object],
    name: str = "Supply",
    hidden: bool = False,
    merged: Sequence[tuple[int, int, int, int]] = (),
    refused: Mapping[tuple[int, int], str] | None = None,
) -> Sheet:
    width = max(map(len, rows), default=0)
    cells = [tuple(map(str, row)) + ("",) * (width - len(row)) for row in rows]
    numbered = tuple((line, row) for line, row in enumerate(cells, start=1))
    bad = {at: Refusal(text, "Type it again.") for at, text in (refused or {}).items()}
    kept = tuple((line, row) for line, row in numbered if any(row) or line in {line for line, _ in bad})
    return Sheet(name, hidden, kept, tuple(merged), bad)


def of_sheets(*sheets: Sheet) -> Reading:
    return reading_of(intake_of_one_sheet(sheets, file="mine.xlsx", stem="mine"))


def stack_of(reading: Reading) -> Stack:
    assert reading.stack is not None, reading.problems
    return reading.stack


def only(reading: Reading, level: str = "error") -> Problem:
    """Return the one problem of a level; an error leaves no stack."""
    found = [problem for problem in reading.problems if problem.level == level]
    assert len(found) == 1, reading.problems
    assert (reading.stack is None) == any(problem.level == "error" for problem in reading.problems)
    return found[0]


def texts(reading: Reading, level: str) -> list[str]:
    return [problem.text for problem in reading.problems if problem.level == level]


def said(reading: Reading, level: str, text: str) -> bool:
    """Say whether a problem of a level has a text."""
    return any(text in str(problem) for problem in reading.problems if problem.level == level)


def xlsx(sheets: Mapping[str, Sequence[Sequence[object]]]) -> tuple[Workbook, Any]:
    """Make a workbook with openpyxl: the book, to change it further, and a function for its bytes."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        made = book.create_sheet(name)
        for row in rows:
            made.append(list(row))

    def data() -> bytes:
        out = BytesIO()
        book.save(out)
        return out.getvalue()

    return book, data
