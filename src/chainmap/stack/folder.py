"""A folder on disk -> the bytes of the files that a stack is made of; nothing else is opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import Problem
from ..schema import TABLES
from .csv_file import MAX_BYTES
from .nearest import nearest, printable
from .settings_file import STACK_FILE

__all__ = ["Folder", "read_folder", "reason"]

FILES = (STACK_FILE, *(f"{table}.csv" for table in TABLES))


@dataclass(frozen=True)
class Folder:
    """The name of a folder and the bytes of its stack files, by file name."""

    name: str
    files: Mapping[str, bytes]
    problems: tuple[Problem, ...] = field(default=())


def read_folder(path: str | os.PathLike[str]) -> Folder:
    """Read the files of a stack; what cannot be read is a problem, never an exception."""
    folder = Path(path)
    wanted = "A stack is a folder of tables, a workbook (.xlsx) or one sheet (.xlsx, .csv); see docs/your-data.md."
    try:
        if not folder.exists():
            return Folder("", {}, (Problem(str(path), None, None, "there is no such folder.", wanted),))
        if not folder.is_dir():
            return Folder("", {}, (Problem(str(path), None, None, "this is not a folder.", wanted),))
        present = sorted(entry.name for entry in os.scandir(folder))
    except (OSError, ValueError) as error:
        return Folder("", {}, (Problem(str(path), None, None, f"it cannot be read: {reason(error)}.", wanted),))
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for name in FILES:
        if name in present:
            read = _read(folder, name)
            if isinstance(read, Problem):
                problems.append(read)
            else:
                files[name] = read
    if not any(name.endswith(".csv") for name in (*files, *(problem.file for problem in problems))):
        remedy = _one_sheet(folder, present) or wanted
        problems.append(Problem(folder.resolve().name, None, None, "the folder has no table of a stack.", remedy))
    problems += _strangers(present)
    return Folder(folder.resolve().name, files, tuple(problems))


def _one_sheet(folder: Path, present: list[str]) -> str:
    """Ask whether the only sheet in the folder was meant."""
    sheets = [name for name in present if name.lower().endswith((".csv", ".xlsx")) and not name.startswith(("~$", "."))]
    return f"Did you mean {folder / printable(sheets[0])}?" if len(sheets) == 1 else ""


def _read(folder: Path, name: str) -> bytes | Problem:
    """Read a regular file inside the folder, up to the limit."""
    path = folder / name
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return Problem(name, None, None, "the file is a link that leads out of the folder.", "Copy the file here.")
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return Problem(name, None, None, "this is not a file.", "Rename or remove it.")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        return Problem(name, None, None, f"the file cannot be read: {reason(error)}.", "Check that you may read it.")
    if len(data) > MAX_BYTES:
        return Problem(name, None, None, f"the file has more than {MAX_BYTES // 1_000_000} MB.", "Split the stack.")
    return data


def reason(error: Exception) -> str:
    """Say what an error of the operating system is, in its own words."""
    return error.strerror or type(error).__name__ if isinstance(error, OSError) else str(error)


def _strangers(present: list[str]) -> list[Problem]:
    """Warn of files that look like a part of the stack and are not read."""
    problems = []
    for name in present:
        stem, _, ending = name.casefold().rpartition(".")
        if name in FILES or name.startswith(".") or ending not in ("csv", "tsv", "yaml", "yml"):
            continue
        near = nearest(stem, TABLES)
        if ending in ("yaml", "yml"):
            if nearest(stem, ["stack"]) is None:
                continue
            remedy = f"Did you mean {STACK_FILE}?"
        else:
            remedy = f"Did you mean {near}.csv?" if near else "See docs/tables.md for the names of the tables."
        problems.append(Problem(printable(name), None, None, "the file is not read.", remedy, "warning"))
    return problems
