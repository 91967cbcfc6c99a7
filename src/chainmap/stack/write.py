"""Stack -> files or a workbook: the same bytes every time, and nothing half-written."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import ChainmapError, InvalidStack, Problem
from ..schema import TABLES, Row
from .folder import FILES, Folder, reason
from .from_workbook import SETTINGS_SHEET, intake_of_sheets
from .model import Stack
from .read import Reading, read_files, reading_of
from .settings_file import STACK_FILE, write_settings
from .shown import columns_shown

__all__ = ["WORKBOOK", "not_written", "readable_workbook", "stack_files", "table_csv", "write_beside", "write_stack"]

WORKBOOK = ".xlsx"
"""The ending of a path at which a stack is one workbook."""


def stack_files(stack: Stack) -> Mapping[str, bytes]:
    """Return the files of a stack by name: ``stack.yaml`` and one UTF-8 CSV for each table with rows.

    Rows stand in their own order; a column in which every row has the default is left out.
    """
    files = {STACK_FILE: write_settings(stack.settings).encode(errors="surrogatepass")}
    for table, model in TABLES.items():
        if rows := stack.table(table):
            files[f"{table}.csv"] = table_csv(model, rows).encode(errors="surrogatepass")
    return files


def table_csv(model: type[Row], rows: tuple[Row, ...], *, form: bool = False) -> str:
    """Return a table as CSV; with ``form`` columns that say nothing are there too."""
    columns = columns_shown(model, rows, form=form)
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


def write_stack(stack: Stack, path: str | os.PathLike[str]) -> Path:
    """Write a stack as a folder or a workbook that reads back as the same stack.

    Parameters
    ----------
    stack
        The industry.
    path
        Where to. A path that ends in ``.xlsx`` becomes one workbook, every other a folder; it is made if it
        is not there. An older state of the stack is replaced, other files stay.

    Returns
    -------
    pathlib.Path
        The folder or the workbook.

    Raises
    ------
    InvalidStack
        When the stack could not be read back; nothing is written then.
    ChainmapError
        When something else is there, or it cannot be written.

    Notes
    -----
    Every file is written beside its place and then renamed, in a folder ``stack.yaml`` last.

    Examples
    --------
    >>> import chainmap as cm
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     cm.read_stack(cm.write_stack(cm.bundled("euv"), folder)) == cm.bundled("euv")
    True
    >>> with TemporaryDirectory() as folder:
    ...     cm.read_stack(cm.write_stack(cm.bundled("euv"), f"{folder}/euv.xlsx")) == cm.bundled("euv")
    True
    """
    files = stack_files(stack)
    _same(stack, read_files(Folder(stack.settings.id, files)))
    target = Path(path)
    try:
        if target.suffix.lower() == WORKBOOK:
            _replace_workbook(target, readable_workbook(stack))
            return target
        if target.is_dir() and any(target.iterdir()) and not (target / STACK_FILE).exists():
            raise ChainmapError(f"{path} holds files but no {STACK_FILE}. Choose a new or an empty folder.")
        target.mkdir(parents=True, exist_ok=True)
        _replace(target, files)
    except (OSError, ValueError) as error:
        raise not_written(path, error) from error
    return target


def not_written(path: str | os.PathLike[str], error: OSError | ValueError) -> ChainmapError:
    """Say why a place cannot be written, and what to do."""
    if isinstance(error, PermissionError):
        what = "is it open in another program? Close it and run again, or choose a place where you may write."
        return ChainmapError(f"{path} cannot be written: {what}")
    return ChainmapError(f"{path} cannot be written: {reason(error)}.")


def _same(stack: Stack, reading: Reading) -> None:
    """Refuse a stack that the door would not let in again, or that would come in changed."""
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


# --- Workbooks


def readable_workbook(stack: Stack, *, form: bool = False, lang: str = "en") -> bytes:
    """Return the workbook of a stack, having read it back.

    Raises
    ------
    InvalidStack
        When it would not read back as the same stack.
    ChainmapError
        When a workbook cannot hold it.
    """
    from ..workbook_file import read_workbook  # noqa: PLC0415  (heavy: only workbooks need it)
    from .to_workbook import workbook_of  # noqa: PLC0415  (as above)

    try:
        data = workbook_of(stack, form=form, lang=lang)
    except ValueError as error:
        raise ChainmapError(f"a workbook cannot hold this stack: {error}. Write it as a folder.") from error
    name = f"{stack.settings.id}{WORKBOOK}"
    read = read_workbook(data, file=name)
    if any(found.level == "error" for found in read.problems):
        raise InvalidStack(read.problems)
    _same(stack, reading_of(intake_of_sheets(read.sheets, file=name, stem=stack.settings.id)))
    return data


def _replace_workbook(target: Path, data: bytes) -> None:
    if target.exists() and not _is_ours(target):
        raise ChainmapError(f"{target} is there, and it is no stack. Choose another name.")
    write_beside(target, data)


def _is_ours(path: Path) -> bool:
    """Say whether a file is a workbook that holds a whole stack: it has a sheet with its settings."""
    from ..workbook_file import read_workbook  # noqa: PLC0415  (heavy: only workbooks need it)

    if not path.is_file():
        return False
    sheets = read_workbook(path.read_bytes(), file=path.name).sheets
    return any(sheet.name == SETTINGS_SHEET for sheet in sheets)


def write_beside(target: Path, data: bytes) -> None:
    """Write a file beside its place, then rename it."""
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(data)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


# --- Folders


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
