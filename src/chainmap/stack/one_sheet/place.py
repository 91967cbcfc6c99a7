"""Where a problem of a sheet stands: file, sheet, row and letter, in the words of the sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from ...errors import Problem
from ...workbook_file import column_letter
from ..nearest import printable

__all__ = ["Place", "printed"]

# Which column of the sheet a cell of a table came from.
_FIELD_OF = {
    "components": {"component": "component", "name_en": "component", "name_zh": "component", "supply": "supplier"}
    | {"layer": "layer", "weight": "target", "note_en": "note", "note_zh": "note"},
    "actors": {"actor": "supplier", "name_en": "supplier", "name_zh": "supplier", "hq": "country", "owner": "owner"},
    "offers": {"offer": "supplier", "component": "component", "actor": "supplier"}
    | {"share_low": "share", "share": "share", "share_high": "share"}
    | {"quality_low": "quality", "quality": "quality", "quality_high": "quality"}
    | {"product_en": "product", "product_zh": "product"},
    "needs": dict.fromkeys(("dependent", "input", "group", "at_least", "essential", "weight", "usage"), "needs"),
    "layers": dict.fromkeys(("layer", "rank", "name_en", "name_zh"), "layer"),
    "sources": dict.fromkeys(("source", "title"), "source"),
    "evidence": dict.fromkeys(("evidence", "source"), "source"),
}


_SUM = re.compile(r"(?<=add up to )\d+(?:\.\d+)?(?:e[+-]\d+)?")


def _percent(match: re.Match[str]) -> str:
    return f"{float(Decimal(match[0]) * 100):g}%"


def printed(text: str) -> str:
    """Return a header or the name of a file or sheet on one line, with nothing that could harm a terminal."""
    line = " ".join(text.split())
    return line if line.isprintable() and len(line) <= 200 else printable(line)


@dataclass(frozen=True)
class Place:
    """A sheet of a workbook (``sheet`` is its name) or a CSV file (None).

    ``headers`` holds the printed header of each field, ``letters`` its place in the row, from 0;
    ``percent`` are the fields that the sheet gives in percent, so that messages do too.
    """

    file: str
    sheet: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, int] = field(default_factory=dict)
    percent: frozenset[str] = frozenset()

    def called(self, headers: Mapping[str, str], letters: Mapping[str, int]) -> Place:
        """Return the place with the printed header and the column of each field."""
        return replace(self, headers={name: printed(text) for name, text in headers.items()}, letters=letters)

    def spot(self, line: int, field: str) -> str:
        """Return the cell of a field in a row as a person looks it up: ``D4``, in a CSV file ``row 4``."""
        at = self.letters.get(field)
        return f"row {line}" if self.sheet is None or at is None else f"{column_letter(at + 1)}{line}"

    def error(self, line: int | None, at: int | str | None, text: str, remedy: str) -> Problem:
        """Return an error in a column given by place or by field."""
        return self._problem(line, at, text, remedy, "error")

    def warning(self, line: int | None, at: int | str | None, text: str, remedy: str) -> Problem:
        """Return a warning."""
        return self._problem(line, at, text, remedy, "warning")

    def note(self, line: int | None, at: int | str | None, text: str) -> Problem:
        """Return a note on how something was understood."""
        return self._problem(line, at, text, "", "note")

    def __call__(self, problem: Problem) -> Problem:
        """Say where in the sheet a problem stands that a check found in a table made from it."""
        table = problem.file.removesuffix(".csv")
        if table == "evidence" or problem.column == "evidence":
            what = "one sheet cannot hold all the proof that --strict asks for, such as how sure each claim is."
            remedy = "Make a stack of tables from it: chainmap new NAME --from FILE."
            return self._problem(None, None, what, remedy, problem.level)
        column = _FIELD_OF.get(table, {}).get(problem.column or "")
        text, remedy = problem.text, problem.remedy
        if column in self.percent:
            text, remedy = _SUM.sub(_percent, text), _SUM.sub(_percent, remedy)
        return self._problem(problem.line, column, text, remedy, problem.level)

    def _problem(
        self,
        line: int | None,
        at: int | str | None,
        text: str,
        remedy: str,
        level: Literal["error", "warning", "note"],
    ) -> Problem:
        place = self.letters.get(at) if isinstance(at, str) else at
        name = self.headers.get(at) if isinstance(at, str) else None
        cell = None
        if self.sheet is not None and place is not None and line is not None:
            cell = f"{column_letter(place + 1)}{line}"
        sheet = None if self.sheet is None else printed(self.sheet)
        return Problem(printed(self.file), line, name, text, remedy, level, sheet=sheet, cell=cell)
