"""What comes in at the door: the rows of a stack before anybody trusts them, and where each of them stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..errors import Problem
from ..schema import TABLES, Row
from .draft import Draft, Entry
from .grid import Grid
from .settings_file import SettingsFile
from .table_file import read_table

__all__ = ["Intake", "as_it_stands", "draft_of_grids"]


def as_it_stands(problem: Problem) -> Problem:
    """Return a problem unchanged: it already names the file in which its row stands."""
    return problem


@dataclass(frozen=True)
class Intake:
    """A stack on its way in, from whatever form it came in.

    Attributes
    ----------
    name
        Of the folder or file, for messages.
    settings
        What ``stack.yaml`` or the sheet ``stack`` says.
    draft
        The rows; None when there is nothing to check.
    problems
        What reading found, each where the user wrote it.
    place
        Turns a problem that names ``offers.csv`` and a column into one that names the sheet and the cell
        in which the user wrote it. Checks know tables only, so this is applied last.
    """

    name: str
    settings: SettingsFile
    draft: Draft | None
    problems: tuple[Problem, ...] = ()
    place: Callable[[Problem], Problem] = as_it_stands


def draft_of_grids(grids: Mapping[str, Grid], unreadable: set[str]) -> tuple[Draft, list[Problem]]:
    """Read every table that is there; one that is not has no rows, one that is unreadable is not known."""
    entries: dict[str, tuple[Entry[Row], ...]] = {}
    ids: dict[str, Mapping[str, int | None]] = {}
    partial, broken = set(unreadable), set(unreadable)
    problems: list[Problem] = []
    for table in TABLES:
        entries[table], ids[table] = (), {}
        if table not in grids or table in unreadable:
            continue
        read = read_table(table, grids[table])
        problems += read.problems
        entries[table], ids[table] = read.entries, read.ids
        partial |= set() if read.whole else {table}
        broken |= set() if read.named else {table}
    return Draft(entries, ids, frozenset(partial), frozenset(broken)), problems
