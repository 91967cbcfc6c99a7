"""What is wrong with the rows together: said once for equal rows, and never without end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ...errors import Problem
from ..nearest import printable
from ..table_file import MAX_PROBLEMS
from .place import Place

__all__ = ["Findings", "listed"]

_ALSO = 3
"""Further rows named in one message."""


class Findings:
    """Gathers errors, warnings and notes; those that differ in their row only are one.

    Parameters
    ----------
    place
        The sheet.
    header_line
        Where notes stand.
    """

    def __init__(self, place: Place, header_line: int) -> None:
        self.place, self.header_line = place, header_line
        self._rows: dict[Problem, tuple[Problem, list[int]]] = {}

    def wrong(self, line: int, column: str, text: str, remedy: str) -> None:
        """Add an error."""
        self._add(self.place.error(line, column, text, remedy), line)

    def warn(self, line: int, column: str, text: str, remedy: str) -> None:
        """Add a warning."""
        self._add(self.place.warning(line, column, text, remedy), line)

    def note(self, text: str, column: str | None = None) -> None:
        """Add a note on how the sheet was understood."""
        self._add(self.place.note(self.header_line, column, text), self.header_line)

    def _add(self, problem: Problem, line: int) -> None:
        self._rows.setdefault(replace(problem, line=None, cell=None), (problem, []))[1].append(line)

    @property
    def refused(self) -> bool:
        """Whether an error is among them."""
        return any(one.level == "error" for one in self._rows)

    def problems(self) -> list[Problem]:
        """Return them, errors first where they are too many."""
        ranked = sorted(self._rows.values(), key=lambda one: one[0].level != "error")
        found = [_grouped(problem, lines) for problem, lines in ranked[:MAX_PROBLEMS]]
        if len(ranked) > MAX_PROBLEMS:
            what = f"more than {MAX_PROBLEMS:,} problems; the others are not listed."
            remedy = "Mend those that are listed, then check again."
            say = self.place.error if self.refused else self.place.warning
            found.append(say(None, None, what, remedy))
        return found


def _grouped(problem: Problem, lines: list[int]) -> Problem:
    others = list(dict.fromkeys(line for line in lines if line != problem.line))
    if not others:
        return problem
    if len(others) <= _ALSO:
        rows = " and ".join(filter(None, [", ".join(map(str, others[:-1])), str(others[-1])]))
    else:
        rows = ", ".join(map(str, others[: _ALSO - 1])) + f" and {len(others) - _ALSO + 1:,} more"
    word = "row" if len(others) == 1 else "rows"
    return replace(problem, text=f"{problem.text.removesuffix('.')} (also {word} {rows}).")


def listed(names: Iterable[str]) -> str:
    """Return names as a list that a person reads to the end."""
    some = [printable(name) for name in dict.fromkeys(names)]
    return ", ".join(some[:12]) + (f" and {len(some) - 12} more" if len(some) > 12 else "")
