"""The cell of a share or a quality -> low, value, high; numbers that may be in percent are looked at together."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from ...errors import Problem
from ...schema import Offer, columns_of
from ..cells import parse_cell
from ..complaint import Complaint
from ..nearest import shown
from ..table_file import MAX_PROBLEMS
from .header import Header
from .place import Place

__all__ = ["Bounds", "ShareCells"]

_TO = r"\s*(?:-|−|‐|‑|–|—|~|～|to|至|到)\s*"
_RANGE = re.compile(rf"([\d.,]+)\s*(%?){_TO}([\d.,]+)\s*(%?)")
_ALONE = (None, None, None)
_WRITE_NUMBER = "Write one number such as 45%, or a range such as 40-50%; leave it empty if it is not known."
_COLUMNS = {column.name: column for column in columns_of(Offer)}
_MAX_NAMED = 12
"""Cells named in one message."""

Bounds = tuple[float | None, float | None, float | None]
"""Low, value, high; None where nothing is said."""


class ShareCells:
    """Reads the cells of shares and qualities.

    A number above 1 without a percent sign is not refused at once: a whole column of them is one mistake,
    that of its header.

    Parameters
    ----------
    header
        Says which columns are in percent.
    decimal_comma
        Whether ``0,45`` is 0.45.
    """

    def __init__(self, header: Header, *, decimal_comma: bool) -> None:
        self._header, self._decimal_comma = header, decimal_comma
        self.in_percent = set(header.percent)
        """The columns in which anything says percent."""
        self._read: dict[str, list[float]] = defaultdict(list)
        self._unsigned: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._above: dict[str, dict[tuple[int, str], Complaint]] = defaultdict(dict)
        self._fractions: set[str] = set()

    def read(self, line: int, name: str, text: str) -> tuple[Bounds, list[Complaint]]:
        """Read a number, a percentage or a range."""
        if not text:
            return _ALONE, []
        wrong: list[Complaint] = []
        plain = unicodedata.normalize("NFKC", text)
        if "%" in plain:
            self.in_percent.add(name)
        match = _RANGE.fullmatch(plain)
        if match is None:
            return (None, self._number(line, name, plain, wrong), None), wrong
        sign = "%" if "%" in plain else ""
        low = self._number(line, name, match[1] + sign, wrong)
        high = self._number(line, name, match[3] + sign, wrong)
        if low is not None and high is not None and low > high:
            wrong.append(Complaint(f"{shown(text)} begins above its end.", "Write the smaller number first."))
        return (low, None, high), wrong

    def _number(self, line: int, name: str, text: str, wrong: list[Complaint]) -> float | None:
        percent = name in self._header.percent and "%" not in text
        if self._decimal_comma and re.fullmatch(r"(0,\d+|\d+,\d{1,2})\s*%?", text):
            text = text.replace(",", ".")
        cell = parse_cell(f"{text}%" if percent else text, _COLUMNS[name])
        for found in cell.complaints:
            general = "column" in found.remedy or "plain number" in found.remedy
            complaint = Complaint(found.text, _WRITE_NUMBER) if general else found
            if not percent and re.fullmatch(r"\d{1,3}(\.\d*)?", text) and 1 < float(text) <= 100:
                self._above[name][line, text] = complaint
            else:
                wrong.append(complaint)
        value: float | None = cell.value
        if value is not None:
            self._read[name].append(value)
            if percent:
                self._unsigned[name].append((line, value * 100))
            elif "%" not in text and 0 < value < 1:
                self._fractions.add(name)
        return value

    def problems(self, place: Place) -> Iterator[Problem]:
        """Say what only the whole column shows."""
        line = self._header.line
        for name, cells in self._above.items():
            if len(cells) > 1 and name not in self._fractions:
                what = f"the numbers look like percent: {_some([text for _, text in cells])}."
                remedy = f"Rename the header to {place.headers.get(name, name)} (%), or write 0.45 or 45% for 45%."
                yield place.error(line, name, what, remedy)
                continue
            for (row, _), found in list(cells.items())[:MAX_PROBLEMS]:
                yield place.error(row, name, found.text, found.remedy)
        for name in sorted(self._header.percent & self._read.keys()):
            unsigned = self._unsigned.get(name, [])
            if unsigned and 0 < max(value for _, value in unsigned) <= 1:
                what = "the header says percent, but no number in the column is above 1."
                remedy = "Take the percent out of the header if 0.45 means 45%; otherwise write the sign: 0.45%."
                yield place.error(line, name, what, remedy)
                continue
            low, high = min(self._read[name]) * 100, max(self._read[name]) * 100
            span = f"{low:g}%" if low == high else f"{low:g}% to {high:g}%"
            yield place.note(line, name, f"the header says percent; read {span}.")
            if high > 1 and (small := [(row, value) for row, value in unsigned if 0 < value < 1]):
                cells_ = _some([f"{value:g} ({place.spot(row, name)})" for row, value in small])
                what = f"numbers below 1 stand beside larger ones, and each is read as percent: {cells_}."
                remedy = f"If {small[0][1]:g} means {small[0][1] * 100:g}%, write {small[0][1] * 100:g}."
                yield place.warning(line, name, what, remedy)


def _some(texts: list[str]) -> str:
    more = f" and {len(texts) - _MAX_NAMED} more" if len(texts) > _MAX_NAMED else ""
    return ", ".join(texts[:_MAX_NAMED]) + more
