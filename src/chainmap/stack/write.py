"""Stack -> files: the same bytes every time, and nothing half-written."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import ChainmapError, InvalidStack, Problem
from ..schema import TABLES, Row, columns_of
from .folder import FILES, Folder
from .model import Stack
from .read import read_files
from .settings_file import STACK_FILE, write_settings

__all__ = ["stack_files", "write_stack"]


def stack_files(stack: Stack) -> Mapping[str, bytes]:
    """Return the files of a stack by name: ``stack.yaml`` and one UTF-8 CSV for each table with rows.

    Rows stand in their own order; a column in which every row has the default is left out.
    """
    files = {STACK_FILE: write_settings(stack.settings).encode(errors="surrogatepass")}
    for table, model in TABLES.items():
        if rows := stack.table(table):
            files[f"{table}.csv"] = _csv(model, rows).encode(errors="surrogatepass")
    return files


def _csv(model: type[Row], rows: tuple[Row, ...]) -> str:
    columns = [
        column
        for column in columns_of(model)
        if column.required or any(getattr(row, column.name) != column.default for row in rows)
    ]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    writer.writerows([_cell(getattr(row, column.name)) for column in columns] for row in rows)
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ";".join(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value) if isinstance(value, float) else str(value)


def write_stack(stack: Stack, folder: str | os.PathLike[str]) -> Path:
    """Write a stack as a folder that reads back as the same stack.

    Parameters
    ----------
    stack
        The industry.
    folder
        Where to; it is made if it is not there. Tables of an older state of the stack are replaced, other
        files stay.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    InvalidStack
        When the stack could not be read back; nothing is written then.
    ChainmapError
        When the folder holds files but no stack, or cannot be written.

    Notes
    -----
    Every file is written beside its place and then renamed, ``stack.yaml`` last.

    Examples
    --------
    >>> import chainmap as cm
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     cm.read_stack(cm.write_stack(cm.bundled("euv"), folder)) == cm.bundled("euv")
    True
    """
    files = stack_files(stack)
    _readable(stack, files)
    target = Path(folder)
    try:
        if target.is_dir() and any(target.iterdir()) and not (target / STACK_FILE).exists():
            raise ChainmapError(f"{folder} holds files but no {STACK_FILE}. Choose a new or an empty folder.")
        target.mkdir(parents=True, exist_ok=True)
        _replace(target, files)
    except OSError as error:
        raise ChainmapError(f"{folder} cannot be written: {error.strerror or type(error).__name__}.") from error
    return target


def _readable(stack: Stack, files: Mapping[str, bytes]) -> None:
    """Refuse a stack that the door would not let in again, or that would come in changed."""
    reading = read_files(Folder(stack.settings.id, files))
    if reading.stack is None:
        raise InvalidStack([found for found in reading.problems if found.level == "error"])
    back = reading.stack
    same = stack.settings.model_copy(update={"encoding": None}) == back.settings
    changed = [] if same else [STACK_FILE]
    changed += [f"{table}.csv" for table in TABLES if stack.table(table) != back.table(table)]
    if changed:
        what = "a text or number here would not read back the same."
        remedy = "Remove spaces around texts, semicolons in lists and control characters."
        raise InvalidStack([Problem(file, None, None, what, remedy) for file in changed])


def _replace(target: Path, files: Mapping[str, bytes]) -> None:
    beside: dict[str, Path] = {}
    try:
        for name, data in files.items():
            beside[name] = target / f".{name}.{os.getpid()}.part"
            beside[name].write_bytes(data)
        for name in FILES:
            if name not in files:
                (target / name).unlink(missing_ok=True)
        for name in sorted(files, key=lambda name: name == STACK_FILE):
            beside.pop(name).replace(target / name)
    finally:
        for left in beside.values():
            left.unlink(missing_ok=True)
