"""One sheet is a stack: component, supplier, country, and what else is known."""

from __future__ import annotations

from dataclasses import replace

from ...errors import Problem
from ...workbook_file import Sheet
from ..csv_file import read_csv
from ..draft import Draft
from ..from_workbook import README_SHEETS, grid_of
from ..grid import Grid
from ..intake import Intake
from ..nearest import printable
from ..settings_file import SettingsFile, settings_said
from ..texts import bad_text, tidy
from .build import build
from .fields import FIELDS
from .header import LOOK_DOWN, find_header, likely_header, places_in
from .merged import unmerged
from .one_cell import rows_in_one_cell
from .place import Place, printed
from .rows import read_rows
from .tables import named

__all__ = ["FIELDS", "MAX_ROWS", "has_one_sheet", "intake_of_csv", "intake_of_one_sheet"]

MAX_ROWS = 200_000
"""Rows of one sheet, as in a workbook."""
_SAMPLE = 1_000_000
"""Characters of a file in which its separator is looked for."""
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


def intake_of_csv(text: str, *, file: str, stem: str, problems: tuple[Problem, ...] = ()) -> Intake:
    """Read a CSV file as one sheet; commas, semicolons and tabs are told apart by which gives a header."""
    place = Place(file)
    widths: dict[str, int] = {}
    for sign in _SEPARATORS:
        sample = read_csv(text[:_SAMPLE], file=file, separator=sign, at_most=LOOK_DOWN)
        header = likely_header(sample)
        widths[sign] = 0 if header is None else len(places_in(header).found)
    best = max(_SEPARATORS, key=lambda sign: widths[sign])
    notes = list(problems)
    if best != ",":
        notes.append(place.note(None, None, f"the columns are separated by {_SEPARATORS[best]}."))
    grid = read_csv(text, file=printed(file), separator=best, at_most=MAX_ROWS + 1)
    if len(grid.records) > MAX_ROWS:
        what = f"the sheet has more than {MAX_ROWS:,} rows."
        return Intake(stem, _settings(stem), None, (place.error(None, None, what, "Keep those that are asked about."),))
    return _intake(grid, place, stem, notes, decimal_comma=best != ",")


def has_one_sheet(sheets: tuple[Sheet, ...]) -> bool:
    """Say whether a sheet that is shown names component, supplier and country in its header."""
    wanted = {field.name for field in FIELDS if field.required}
    headers = (likely_header(grid_of(sheet)) for sheet in sheets if _shown(sheet))
    return any(header is not None and wanted <= places_in(header).found.keys() for header in headers)


def intake_of_one_sheet(
    sheets: tuple[Sheet, ...], *, file: str, stem: str, problems: tuple[Problem, ...] = ()
) -> Intake:
    """Read the one sheet of a workbook that has a header; hidden ones and those for people are not looked at."""
    candidates = [sheet for sheet in sheets if _shown(sheet)]
    with_header = [sheet for sheet in candidates if likely_header(grid_of(sheet)) is not None]
    chosen = with_header or candidates[:1]
    names = ", ".join(printable(sheet.name) for sheet in chosen)
    if not chosen:
        what = "every sheet is hidden or empty." if sheets else "the workbook has no sheet."
        return _none(file, stem, what, "Write component, supplier, country into the first row of a sheet.")
    if len(chosen) > 1:
        remedy = "Hide those that are not meant, or move them to another file."
        return _none(file, stem, f"several sheets could be meant: {names}.", remedy)
    sheet = chosen[0]
    place = Place(file, sheet.name)
    notes = list(problems)
    others = [other.name for other in sheets if other.rows and other is not sheet and not _for_people(other)]
    if others:
        listed = ", ".join(printable(name) for name in others[:12])
        more = f" and {len(others) - 12} more" if len(others) > 12 else ""
        notes.append(place.note(None, None, f"only this sheet is read; not read: {listed}{more}."))
    grid, merged = unmerged(sheet, place)
    return _intake(grid, place, stem, [*notes, *merged])


def _for_people(sheet: Sheet) -> bool:
    return tidy(sheet.name).casefold() in README_SHEETS


def _shown(sheet: Sheet) -> bool:
    return bool(sheet.rows) and not sheet.hidden and not _for_people(sheet)


def _intake(grid: Grid, place: Place, stem: str, notes: list[Problem], *, decimal_comma: bool = False) -> Intake:
    problems = [*notes, *grid.problems]
    header, found = find_header(grid, place)
    problems += found
    draft: Draft | None = None
    if header is not None:
        row = next(record for record in grid.records if record.line == header.line)
        place = place.called({field: row.cells[at] for field, at in header.places.items()}, header.places)
        problems += rows_in_one_cell(grid, header, place)
        said, wrong, percent = read_rows(grid, header, place, decimal_comma=decimal_comma)
        place = replace(place, percent=percent)
        problems += wrong
        whole = grid.complete and not any(one.level == "error" for one in problems)
        if not said and whole:
            remedy = "Write one row for each supplier of a component."
            problems.append(place.error(header.line, None, "there is a header and no row below it.", remedy))
        elif said:
            draft, made = build(said, place, header.line)
            # With rows missing, guesses would mislead: what is needed may well have had a row.
            problems += [one for one in made if whole or (one.level == "error" and one.line != header.line)]
    return Intake(stem, _settings(stem), draft, tuple(problems), place)


def _settings(stem: str) -> SettingsFile:
    """Return settings that call the stack like its file."""
    found = settings_said((), name=stem)
    title = printed(stem)
    if found.settings is None or bad_text(title) or not title.strip():
        return found
    return replace(found, settings=found.settings.model_copy(update=named(title, "title")))


def _none(file: str, stem: str, text: str, remedy: str) -> Intake:
    return Intake(stem, _settings(stem), None, (Place(file).error(None, None, text, remedy),))
