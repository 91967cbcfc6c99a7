"""Reading a stack: every problem at once, and never half of it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..errors import InvalidStack, Problem
from ..schema import TABLES, Row
from .checks import problems_in
from .csv_file import known_encoding, read_text
from .draft import Draft, Entry
from .folder import Folder, read_folder
from .model import Stack
from .settings_file import STACK_FILE, SettingsFile, read_settings, unknown_encoding
from .table_file import read_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Reading", "check", "problems_of", "read_files", "read_stack"]


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
        A folder with one CSV file a table (``docs/tables.md``) and, if you like, ``stack.yaml``; without
        it the stack is called like its folder.
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
    reading = _read(path, encoding, strict)
    if reading.stack is None:
        raise InvalidStack([found for found in reading.problems if found.level == "error"])
    return reading.stack


def problems_of(
    path: str | os.PathLike[str], *, encoding: str | None = None, strict: bool = False
) -> tuple[Problem, ...]:
    """Return everything that is wrong with a stack, errors and warnings, sorted by place."""
    return _read(path, encoding, strict).problems


def check(path: str | os.PathLike[str], *, strict: bool = False, encoding: str | None = None) -> pd.DataFrame:
    """Say everything that is wrong with a stack, and how to mend it.

    Parameters
    ----------
    path, encoding, strict
        As for :func:`read_stack`.

    Returns
    -------
    pandas.DataFrame
        One row a problem: ``file``, ``line``, ``column``, ``level`` (error or warning), ``text``,
        ``remedy``; sorted by file, line and column. No rows: nothing is wrong.

    Examples
    --------
    >>> import chainmap as cm
    >>> cm.check("no/such/folder")[["level", "text"]].values.tolist()
    [['error', 'there is no such folder.']]
    """
    import pandas as pd  # noqa: PLC0415  (heavy: reading a stack does not need it)

    names = ("file", "line", "column", "level", "text", "remedy")
    rows = [[getattr(found, name) for name in names] for found in problems_of(path, strict=strict, encoding=encoding)]
    return pd.DataFrame(rows, columns=list(names), dtype=object).astype({"line": "Int64"})


def _read(path: str | os.PathLike[str], encoding: str | None, strict: bool) -> Reading:
    folder = read_folder(path)
    if not folder.files:
        return Reading(None, folder.problems)
    return read_files(folder, encoding=encoding, strict=strict)


def read_files(folder: Folder, *, encoding: str | None = None, strict: bool = False) -> Reading:
    """Read a stack from the bytes of its files; never raises on any bytes."""
    problems = list(folder.problems)
    found = _settings(folder, encoding)
    problems += found.problems
    if encoding is not None and known_encoding(encoding) is None:
        problems.append(unknown_encoding(encoding, folder.name))
    chosen = known_encoding(encoding or "") or found.encoding or "utf-8"
    unreadable = {problem.file.removesuffix(".csv") for problem in folder.problems if problem.level == "error"}
    draft, wrong = _draft(folder.files, chosen, unreadable)
    problems += wrong
    problems += problems_in(draft, strict=strict)
    ordered = tuple(sorted(dict.fromkeys(problems), key=_place))
    if found.settings is None or any(problem.level == "error" for problem in ordered):
        return Reading(None, ordered)
    tables: dict[str, Any] = {table: tuple(entry.row for entry in draft.entries[table]) for table in TABLES}
    return Reading(Stack(found.settings, **tables), ordered)


def _place(problem: Problem) -> tuple[str, int, str, str, str]:
    return problem.file, problem.line or 0, problem.column or "", problem.level, problem.text


def _settings(folder: Folder, encoding: str | None) -> SettingsFile:
    data = folder.files.get(STACK_FILE, b"")
    declared = re.search(rb"^encoding:[ \t]*[\"']?([\w-]+)", data, re.MULTILINE)
    wanted = encoding or (declared.group(1).decode("ascii", errors="replace") if declared else "")
    text, problems = read_text(data, file=STACK_FILE, encoding=known_encoding(wanted) or "utf-8")
    if any(problem.level == "error" for problem in problems):
        return SettingsFile(None, known_encoding(wanted), problems)
    return read_settings(text, folder=folder.name)


def _draft(files: Mapping[str, bytes], encoding: str, unreadable: set[str]) -> tuple[Draft, list[Problem]]:
    """Read every table that is there; one that is not has no rows."""
    entries: dict[str, tuple[Entry[Row], ...]] = {}
    ids: dict[str, Mapping[str, int | None]] = {}
    partial, broken = set(unreadable), set(unreadable)
    problems: list[Problem] = []
    for table in TABLES:
        entries[table], ids[table] = (), {}
        data = files.get(f"{table}.csv")
        if data is None:
            continue
        text, wrong = read_text(data, file=f"{table}.csv", encoding=encoding)
        problems += wrong
        if any(found.level == "error" for found in wrong):
            partial.add(table)
            broken.add(table)
            continue
        read = read_table(table, text)
        problems += read.problems
        entries[table], ids[table] = read.entries, read.ids
        partial |= set() if read.whole else {table}
        broken |= set() if read.named else {table}
    return Draft(entries, ids, frozenset(partial), frozenset(broken)), problems
