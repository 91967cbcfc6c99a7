"""One file -> an intake: a workbook of tables, a workbook with one sheet, or one CSV sheet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..errors import Problem
from ..workbook_file import Sheet
from .csv_file import MAX_BYTES, known_encoding, read_text
from .folder import reason
from .from_workbook import has_components, has_tables, intake_of_sheets
from .intake import Intake
from .one_sheet import has_one_sheet, intake_of_csv, intake_of_one_sheet
from .one_sheet.place import printed
from .settings_file import SettingsFile, unknown_encoding

__all__ = ["SHEET_ENDINGS", "intake_of_file", "is_whole"]

SHEET_ENDINGS = (".xlsx", ".csv")
_OTHERS = {
    ".xls": "an old Excel file",
    ".xlsm": "a workbook with macros",
    ".xlsb": "a binary workbook",
    ".ods": "an OpenDocument sheet",
    ".numbers": "a Numbers file",
    ".tsv": "a file separated by tabs",
    ".txt": "a text file",
}


def intake_of_file(path: Path, *, encoding: str | None = None) -> Intake:
    """Read a stack from one file; never raises on any bytes.

    Parameters
    ----------
    path
        Of an existing file that ends in ``.xlsx`` or ``.csv``.
    encoding
        Of a CSV file: ``utf-8`` (the default) or ``gb18030``.
    """
    ending, file = path.suffix.lower(), printed(path.name)
    if refused := _other_form(path):
        return _nothing(Problem(file, None, None, *refused))
    data = _bytes(path, file)
    if isinstance(data, Problem):
        return _nothing(data)
    if ending == ".xlsx":
        return _workbook(data, file, path.stem)
    chosen = known_encoding(encoding or "utf-8")
    if chosen is None:
        return _nothing(unknown_encoding(encoding or "", file))
    text, problems = read_text(data, file=file, encoding=chosen)
    if any(problem.level == "error" for problem in problems):
        return Intake(path.stem, SettingsFile(None), None, tuple(_without_settings(one) for one in problems))
    return intake_of_csv(text, file=file, stem=path.stem, problems=problems)


def _without_settings(problem: Problem) -> Problem:
    """Leave out of a remedy what only a folder of tables can do."""
    return replace(problem, remedy=problem.remedy.replace("Write encoding: gb18030 in stack.yaml, pass", "Pass"))


def _other_form(path: Path) -> tuple[str, str] | None:
    """Say what a file is that we do not read, and what to do about it."""
    ending = path.suffix.lower()
    if path.name.startswith("~$"):
        what = "this is the lock file that a spreadsheet program keeps beside an open workbook."
        return what, f"Name the workbook itself: {printed(path.name[2:])}."
    if ending in SHEET_ENDINGS:
        return None
    kind = _OTHERS.get(ending, "not a folder of tables, a workbook or a CSV sheet")
    return f"this is {kind}.", "Save it as .xlsx or as CSV UTF-8."


def _bytes(path: Path, file: str) -> bytes | Problem:
    try:
        with path.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except PermissionError:
        remedy = "Close it there, or check that you may read it."
        return Problem(file, None, None, "the file cannot be opened; perhaps another program holds it.", remedy)
    except OSError as error:
        return Problem(file, None, None, f"the file cannot be read: {reason(error)}.", "Check the disk or the network.")
    if len(data) > MAX_BYTES:
        return Problem(file, None, None, f"the file has more than {MAX_BYTES // 1_000_000} MB.", "Split it.")
    if not data:
        return Problem(file, None, None, "the file is empty.", "Save it again from the spreadsheet program.")
    if data.startswith(b"PK\x03\x04") and path.suffix.lower() == ".csv":
        return Problem(file, None, None, "this is a workbook that is called .csv.", "Rename it to .xlsx.")
    return data


def _workbook(data: bytes, file: str, stem: str) -> Intake:
    from ..workbook_file import read_workbook  # noqa: PLC0415  (heavy: only workbooks need it)

    workbook = read_workbook(data, file=file)
    if any(problem.level == "error" for problem in workbook.problems):
        return Intake(stem, SettingsFile(None), None, workbook.problems)
    if is_whole(workbook.sheets):
        return intake_of_sheets(workbook.sheets, file=file, stem=stem, problems=workbook.problems)
    return intake_of_one_sheet(workbook.sheets, file=file, stem=stem, problems=workbook.problems)


def is_whole(sheets: tuple[Sheet, ...]) -> bool:
    """Say whether a workbook is a whole stack with one sheet a table.

    Its sheets are called like tables then. That a sheet is called ``sources`` or even ``components`` proves
    nothing, where one names component, supplier and country in its header: no table does.
    """
    return has_tables(sheets) and (has_components(sheets) or not has_one_sheet(sheets))


def _nothing(problem: Problem) -> Intake:
    return Intake(problem.file, SettingsFile(None), None, (problem,))
