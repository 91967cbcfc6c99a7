"""Reading a stack: every problem at once, and never half of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import InvalidStack, Problem
from ..schema import TABLES
from .checks import problems_in
from .folder import Folder, read_folder
from .from_file import intake_of_file
from .from_folder import intake_of_folder
from .intake import Intake
from .model import Stack

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Reading", "check", "problems_of", "read_files", "read_stack", "read_with_problems", "reading_of"]


@dataclass(frozen=True)
class Reading:
    """What reading found: the stack, or None when a problem is an error."""

    stack: Stack | None
    problems: tuple[Problem, ...]


def read_stack(path: str | os.PathLike[str], *, encoding: str | None = None, strict: bool = False) -> Stack:
    """Read and check a stack.

    Parameters
    ----------
    path
        A folder with one CSV file a table (``docs/tables.md``) and, if you like, ``stack.yaml``; a workbook
        (.xlsx) with the same tables as sheets; or one sheet (.xlsx or .csv) with the columns component,
        supplier, country (``docs/your-data.md``). Without an id of its own the stack is called like it.
    encoding
        Of the CSV files: ``utf-8`` (the default, with or without byte order mark) or ``gb18030``; it
        comes before what ``stack.yaml`` says.
    strict
        Also require evidence for every row, as bundled stacks do.

    Returns
    -------
    Stack
        Checked; warnings (see :func:`check`) do not stop it.

    Raises
    ------
    InvalidStack
        With every error at once.

    Notes
    -----
    Linear in the size of the files, of which each has at most 100 MB, but for suggestions of similar
    names, which are limited in number.

    Examples
    --------
    >>> import chainmap as cm
    >>> cm.read_stack("no/such/folder")
    Traceback (most recent call last):
        ...
    chainmap.errors.InvalidStack: the stack has 1 problem:
      no/such/folder: there is no such folder. ...
    """
    reading = read_with_problems(path, encoding=encoding, strict=strict)
    if reading.stack is None:
        raise InvalidStack([found for found in reading.problems if found.level == "error"])
    return reading.stack


def problems_of(
    path: str | os.PathLike[str], *, encoding: str | None = None, strict: bool = False
) -> tuple[Problem, ...]:
    """Return everything that is wrong with a stack, errors and warnings, sorted by place."""
    return read_with_problems(path, encoding=encoding, strict=strict).problems


def check(path: str | os.PathLike[str], *, strict: bool = False, encoding: str | None = None) -> pd.DataFrame:
    """Say everything that is wrong with a stack, and how to mend it.

    Parameters
    ----------
    path, encoding, strict
        As for :func:`read_stack`.

    Returns
    -------
    pandas.DataFrame
        One row a problem: ``file``, ``sheet`` and ``cell`` (of workbooks), ``line``, ``column``, ``level``
        (error, warning; note: how something was understood), ``text``, ``remedy``; sorted by place. No
        rows: nothing is wrong.

    Examples
    --------
    >>> import chainmap as cm
    >>> cm.check("no/such/folder")[["level", "text"]].values.tolist()
    [['error', 'there is no such folder.']]
    """
    import pandas as pd  # noqa: PLC0415  (heavy: reading a stack does not need it)

    names = ("file", "sheet", "cell", "line", "column", "level", "text", "remedy")
    rows = [[getattr(found, name) for name in names] for found in problems_of(path, strict=strict, encoding=encoding)]
    return pd.DataFrame(rows, columns=list(names), dtype=object).astype({"line": "Int64"})


def read_with_problems(path: str | os.PathLike[str], *, encoding: str | None = None, strict: bool = False) -> Reading:
    """Read a stack from a folder, a workbook or one sheet; what is wrong is returned, never raised."""
    place = Path(path)
    if _is_file(place):
        return reading_of(intake_of_file(place, encoding=encoding), strict=strict)
    folder = read_folder(path)
    if not folder.files:
        return Reading(None, folder.problems)
    return read_files(folder, encoding=encoding, strict=strict)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name too long, a NUL in it
        return False


def read_files(folder: Folder, *, encoding: str | None = None, strict: bool = False) -> Reading:
    """Read a stack from the bytes of its files; never raises on any bytes."""
    return reading_of(intake_of_folder(folder, encoding=encoding), strict=strict)


def reading_of(intake: Intake, *, strict: bool = False) -> Reading:
    """Check what came in, and say every problem where the user wrote it."""
    found = [*intake.settings.problems]
    if intake.draft is not None:
        found += problems_in(intake.draft, strict=strict)
    placed = dict.fromkeys([*intake.problems, *map(intake.place, found)])
    ordered = tuple(sorted(placed, key=_place))
    settings, draft = intake.settings.settings, intake.draft
    if settings is None or draft is None or any(problem.level == "error" for problem in ordered):
        return Reading(None, ordered)
    tables: dict[str, Any] = {table: tuple(entry.row for entry in draft.entries.get(table, ())) for table in TABLES}
    return Reading(Stack(settings, **tables), ordered)


def _place(problem: Problem) -> tuple[str, str, int, str, str, str]:
    return problem.file, problem.sheet or "", problem.line or 0, problem.column or "", problem.level, problem.text
