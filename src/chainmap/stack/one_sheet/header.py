"""Which row of a sheet is its header, and which column means what; every guess is a note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ...errors import Problem
from ..grid import Grid, Record
from ..nearest import printable, shown
from ..table_file import MAX_COLUMNS
from ..texts import tidy
from .fields import FIELDS, field_called, is_percent
from .one_cell import header_in_one_cell
from .place import Place, printed

__all__ = ["LOOK_DOWN", "Header", "find_header", "likely_header", "places_in"]

LOOK_DOWN = 20
"""Rows in which the header is looked for: people put titles above it."""
LOOK_ACROSS = 100
"""Cells by which a row is known to be the header."""


@dataclass(frozen=True)
class Header:
    """The header of a sheet: the place of each field in its rows, from 0.

    ``width`` counts its cells; ``nameless`` are the places that have no name. ``percent`` are the fields
    whose header says that they are in percent.
    """

    line: int
    places: Mapping[str, int]
    percent: frozenset[str]
    width: int
    nameless: tuple[int, ...]

    def cell(self, record: Record, field: str) -> str:
        """Return the text of a field in a row; empty where the sheet has no such column."""
        at = self.places.get(field)
        return tidy(record.cells[at]) if at is not None and at < len(record.cells) else ""


def likely_header(grid: Grid) -> Record | None:
    """Return the row that names most fields, the component or the supplier among them; None if none does."""
    best, most = None, 1
    for record in grid.records[:LOOK_DOWN]:
        named = [cell for cell in record.cells[:MAX_COLUMNS] if cell.strip()][:LOOK_ACROSS]
        fields = {found[0] for cell in named if (found := field_called(cell))}
        if len(fields) > most and fields & {"component", "supplier", "product"}:
            best, most = record, len(fields)
    return best


class Places(NamedTuple):
    """Which column of a header is what, by its place in the row.

    ``found`` has the place of each field, ``unused`` the columns that mean none, ``twice`` those called
    exactly like another, ``again`` those that mean a field that another column has already.
    """

    found: dict[str, int]
    unused: list[int]
    twice: list[int]
    again: list[tuple[int, str]]


def places_in(record: Record) -> Places:
    """Return what the columns of a header mean.

    A field's own name comes before other words for it, and the left before the right.
    """
    found: dict[str, tuple[int, bool]] = {}
    unused: list[int] = []
    twice: list[int] = []
    again: list[tuple[int, str]] = []
    for at, cell in enumerate(record.cells[:MAX_COLUMNS]):
        meant = field_called(cell) if cell.strip() else None
        if meant is None:
            unused += [at] if cell.strip() else []
        elif meant[0] not in found or (meant[1] and not found[meant[0]][1]):
            again += [(found[meant[0]][0], meant[0])] if meant[0] in found else []
            found[meant[0]] = (at, meant[1])
        elif meant[1] or tidy(cell).casefold() == tidy(record.cells[found[meant[0]][0]]).casefold():
            twice.append(at)
        else:
            again.append((at, meant[0]))
    places = {field: at for field, (at, _) in found.items()}
    if "component" not in places and "product" in places:
        places["component"] = places.pop("product")
        unused += [at for at, field in again if field == "product"]
        again = [(at, field) for at, field in again if field != "product"]
    return Places(places, sorted(unused), twice, sorted(again))


def find_header(grid: Grid, place: Place) -> tuple[Header | None, list[Problem]]:
    """Read the header of a sheet.

    Returns
    -------
    Header or None
        None when a column that must be there is not; the problems then say which.
    list of Problem
        Notes on what was guessed among them.
    """
    record = likely_header(grid)
    if record is None:
        return None, [_no_header(grid, place)]
    problems: list[Problem] = []
    if record is not grid.records[0]:
        problems.append(
            place.note(record.line, None, "the header was found in this row; the rows above it are not read.")
        )
    if any(cell.strip() for cell in record.cells[MAX_COLUMNS:]):
        what = f"the header has {len(record.cells):,} columns; the limit is {MAX_COLUMNS:,}."
        problems.append(place.error(record.line, None, what, "Delete those that are not needed."))
        return None, problems
    places, unused, twice, again = places_in(record)
    named = place.called({field: record.cells[at] for field, at in places.items()}, places)
    for at in twice:
        what = f"two columns are called {shown(printed(record.cells[at]))}."
        problems.append(named.error(record.line, at, what, "Rename or delete one of them."))
    problems += [_second(record, at, field, places[field], named) for at, field in again if field in places]
    problems += _guesses(record, places, unused, named)
    missing = [field for field in FIELDS if field.required and field.name not in places]
    for field in missing:
        others = ", ".join(field.words[:4])
        what = f"no column is called {field.name}: {field.about}."
        problems.append(named.error(record.line, None, what, f"Add one, or rename yours; also understood: {others}."))
    if missing:
        return None, problems
    percent = frozenset(field for field, at in places.items() if is_percent(record.cells[at]))
    nameless = tuple(at for at, cell in enumerate(record.cells) if not cell.strip())
    return Header(record.line, places, percent, len(record.cells), nameless), problems


def _second(record: Record, at: int, field: str, first: int, place: Place) -> Problem:
    """Say of a column that it means what another means: suppliers in it would be lost without a word."""
    one, other = (printable(printed(record.cells[column])) for column in (first, at))
    what = f"two columns mean {field}: {one} and {other}"
    if field in ("component", "supplier", "country"):
        remedy = "Keep one, and write one row for each supplier; rename the other if it is something else."
        return place.error(record.line, at, f"{what}.", remedy)
    return place.warning(record.line, at, f"{what}; only {one} is read.", "Delete or rename the one that is not meant.")


def _guesses(record: Record, places: Mapping[str, int], unused: list[int], place: Place) -> list[Problem]:
    notes = []
    guessed = [
        f"{printable(printed(record.cells[at]))} as {field}"
        for field, at in sorted(places.items(), key=lambda one: one[1])
        if tidy(record.cells[at]).casefold() != field
    ]
    if guessed:
        notes.append(place.note(record.line, None, f"columns are read by their headers: {', '.join(guessed)}."))
    if unused:
        listed = ", ".join(printable(printed(record.cells[at])) for at in unused[:12])
        more = f" and {len(unused) - 12} more" if len(unused) > 12 else ""
        notes.append(place.note(record.line, None, f"columns that are not used: {listed}{more}."))
    return notes


def _no_header(grid: Grid, place: Place) -> Problem:
    wanted = "The first row names the columns: component, supplier, country (组件、供应商、国家)."
    if not grid.records:
        return place.error(None, None, "the sheet is empty.", wanted)
    if (crammed := header_in_one_cell(grid, place, LOOK_DOWN)) is not None:
        return crammed
    first = grid.records[0]
    cells = ", ".join(printable(" ".join(cell.split())) for cell in first.cells[:6] if cell.strip())
    return place.error(first.line, None, f"no row is a header; the first row is: {cells}.", wanted)
