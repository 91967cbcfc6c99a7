"""The bytes of a folder's files -> an intake."""

from __future__ import annotations

import re

from ..schema import TABLES
from .csv_file import known_encoding, read_csv, read_text
from .folder import Folder
from .grid import Grid
from .intake import Intake, draft_of_grids
from .settings_file import STACK_FILE, SettingsFile, read_settings, unknown_encoding

__all__ = ["intake_of_folder"]


def intake_of_folder(folder: Folder, *, encoding: str | None = None) -> Intake:
    """Read the files of a stack; never raises on any bytes."""
    problems = list(folder.problems)
    found = _settings(folder, encoding)
    if encoding is not None and known_encoding(encoding) is None:
        problems.append(unknown_encoding(encoding, folder.name))
    chosen = known_encoding(encoding or "") or found.encoding or "utf-8"
    unreadable = {problem.file.removesuffix(".csv") for problem in folder.problems if problem.level == "error"}
    grids: dict[str, Grid] = {}
    for table in TABLES:
        file = f"{table}.csv"
        if file not in folder.files:
            continue
        text, wrong = read_text(folder.files[file], file=file, encoding=chosen)
        problems += wrong
        if any(one.level == "error" for one in wrong):
            unreadable.add(table)
        else:
            grids[table] = read_csv(text, file=file)
    draft, wrong_rows = draft_of_grids(grids, unreadable)
    return Intake(folder.name, found, draft, (*problems, *wrong_rows))


def _settings(folder: Folder, encoding: str | None) -> SettingsFile:
    data = folder.files.get(STACK_FILE, b"")
    declared = re.search(rb"^encoding:[ \t]*[\"']?([\w-]+)", data, re.MULTILINE)
    wanted = encoding or (declared.group(1).decode("ascii", errors="replace") if declared else "")
    text, problems = read_text(data, file=STACK_FILE, encoding=known_encoding(wanted) or "utf-8")
    if any(problem.level == "error" for problem in problems):
        return SettingsFile(None, known_encoding(wanted), problems)
    return read_settings(text, folder=folder.name)
