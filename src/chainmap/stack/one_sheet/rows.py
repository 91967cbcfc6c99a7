"""The rows of a sheet -> what each says: who supplies what, from where, needing what."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ...countries import country_called
from ...errors import Problem
from ...schema import Column, Offer, columns_of
from ...workbook_file import column_letter
from ..cells import MAX_CELL, parse_cell
from ..grid import Grid, Record
from ..nearest import shown
from ..table_file import MAX_PROBLEMS
from ..texts import bad_text, control_character, tidy
from .header import Header
from .ids import key_of
from .place import Place, printed
from .words import ITSELF, LABELS, MAX_SUGGESTIONS, NOT_KNOWN, WRITE_COUNTRY, country_remedy, parts_of, plain

__all__ = ["MAX_LISTED", "MAX_NAME", "Bounds", "Said", "read_rows"]

MAX_NAME = 200
"""Characters in a name: no page can show a longer one."""
MAX_TEXT = 2_000
"""Characters in a cell that holds a note or a source."""
MAX_LISTED = 40
"""Guesses listed in one note."""

_TO = r"\s*(?:-|−|‐|‑|–|—|~|～|to|至|到)\s*"
_RANGE = re.compile(rf"([\d.,]+)\s*(%?){_TO}([\d.,]+)\s*(%?)")
_ALONE = (None, None, None)
_WRITE_NUMBER = "Write one number such as 45%, or a range such as 40-50%; leave it empty if it is not known."
_LIMITS = {"needs": MAX_CELL, "note": MAX_TEXT, "source": MAX_TEXT}
_COLUMNS = {column.name: column for column in columns_of(Offer)}

Bounds = tuple[float | None, float | None, float | None]
"""Low, value, high; None where nothing is said."""


@dataclass(frozen=True)
class Said:
    """What one row says; countries are codes, ``needs`` is as it was written.

    ``unnamed``: the cell of the supplier says that it is not known, which is more than an empty one says.
    """

    line: int
    component: str
    supplier: str = ""
    unnamed: bool = False
    countries: tuple[str, ...] = ()
    label: str = ""
    needs: str = ""
    share: Bounds = (None, None, None)
    quality: Bounds = (None, None, None)
    layer: str = ""
    owner: str = ""
    owner_countries: tuple[str, ...] = ()
    source: str = ""
    target: bool | None = None
    product: str = ""
    note: str = ""


@dataclass
class _Reader:
    """Reads the cells of a sheet one by one and gathers what was found and guessed."""

    header: Header
    place: Place
    grid: Grid
    decimal_comma: bool
    problems: list[Problem] = field(default_factory=list)
    read_as: dict[str, str] = field(default_factory=dict)
    remedies: dict[str, str] = field(default_factory=dict)
    not_known: int = 0
    labels: int = 0
    below_nothing: set[int] = field(default_factory=set)
    percents: dict[str, list[float]] = field(default_factory=dict)

    def row(self, record: Record) -> Said | None:
        """Return what a row says; None when it cannot stand."""
        before = len(self.problems)
        width = self.header.width
        if any(tidy(cell) for cell in record.cells[width:]):
            what = f"the row has {len(record.cells)} cells; the header has {width}."
            remedy = "Put a text that contains the separator in quotes, or delete what is too much."
            self.problems.append(self.place.error(record.line, None, what, remedy))
            return None
        self.below_nothing |= {at for at in self.header.nameless if at < len(record.cells) and tidy(record.cells[at])}
        text = {name: self._text(record, name) for name in self.header.places}
        countries, label = self._countries(record, "country", text.get("country", ""))
        owner = text.get("owner", "")
        said = Said(
            line=record.line,
            component=text.get("component", ""),
            supplier=text.get("supplier", ""),
            unnamed=key_of(self.header.cell(record, "supplier")) in NOT_KNOWN,
            countries=countries,
            label=label,
            needs=text.get("needs", ""),
            share=self._bounds(record, "share", text.get("share", "")),
            quality=self._bounds(record, "quality", text.get("quality", "")),
            layer=text.get("layer", ""),
            owner=text.get("supplier", "") if key_of(owner) in ITSELF else owner,
            owner_countries=self._countries(record, "owner_country", text.get("owner_country", ""))[0],
            source=text.get("source", ""),
            target=self._target(record, text.get("target", "")),
            product=text.get("product", ""),
            note=text.get("note", ""),
        )
        if len(self.problems) == before:
            self._complete(said, text)
        return said if len(self.problems) == before else None

    def _complete(self, said: Said, text: Mapping[str, str]) -> None:
        if not said.component:
            what = "the row names no component."
            self._wrong(said.line, "component", what, "Write the component in each row, as often as it has suppliers.")
        about = [name for name in ("country", "share", "quality", "owner", "product") if text.get(name)]
        if about and not said.supplier:
            what = f"the row has no supplier, but its {about[0]}."
            some = f" ({shown('suppliers in ' + text['country'])} will do)" if text.get("country") else ""
            self._wrong(
                said.line, "supplier", what, f"Write the supplier{some}, or empty the {' and the '.join(about)}."
            )
        elif said.owner_countries and not said.owner:
            self._wrong(said.line, "owner_country", "a country of an owner who is not named.", "Write the owner too.")

    def _wrong(self, line: int, name: str, what: str, remedy: str) -> None:
        self.problems.append(self.place.error(line, name, what, remedy))

    def _text(self, record: Record, name: str) -> str:
        refused = self.grid.refused.get((record.line, self.header.places[name]))
        if refused:
            self._wrong(record.line, name, refused.text, refused.remedy)
            return ""
        text = self.header.cell(record, name)
        if len(text) > (limit := _LIMITS.get(name, MAX_NAME)):
            what = f"the cell has {len(text):,} characters; the limit is {limit:,}."
            self._wrong(record.line, name, what, "Shorten it.")
            return ""
        if sign := control_character(text):
            self._wrong(record.line, name, f"it contains the control character U+{ord(sign):04X}.", "Delete it.")
            return ""
        text = plain(text, lines=name in ("needs", "country", "owner_country"))
        if key_of(text) in NOT_KNOWN:
            self.not_known += 1
            return ""
        if text and (complaint := bad_text(text)):
            self._wrong(record.line, name, complaint.text, complaint.remedy)
            return ""
        return text

    def _countries(self, record: Record, name: str, text: str) -> tuple[tuple[str, ...], str]:
        """Return the codes of a cell, and the word of a source that only says domestic or foreign."""
        if text.casefold() in LABELS:
            self.labels += 1
            return (), LABELS[text.casefold()]
        codes: list[str] = []
        for part in parts_of(text):
            code = country_called(part)
            if code is None:
                what = f"{shown(part)} is not a country that is known."
                self._wrong(record.line, name, what, self._country_remedy(part))
                continue
            if part != code:
                self.read_as[part] = code
            if code not in codes:
                codes.append(code)
        return tuple(codes), ""

    def _country_remedy(self, text: str) -> str:
        if text not in self.remedies:
            self.remedies[text] = country_remedy(text) if len(self.remedies) < MAX_SUGGESTIONS else WRITE_COUNTRY
        return self.remedies[text]

    def _bounds(self, record: Record, name: str, text: str) -> Bounds:
        """Read a share or a quality: a number, a percentage or a range."""
        if not text:
            return _ALONE
        plain = unicodedata.normalize("NFKC", text)
        percent = name in self.header.percent and "%" not in plain
        match = _RANGE.fullmatch(plain)
        if match is None:
            return None, self._number(record, name, plain, percent), None
        sign = "%" if "%" in plain else ""
        low = self._number(record, name, match[1] + sign, percent)
        high = self._number(record, name, match[3] + sign, percent)
        if low is not None and high is not None and low > high:
            self._wrong(record.line, name, f"{shown(text)} begins above its end.", "Write the smaller number first.")
        return low, None, high

    def _number(self, record: Record, name: str, text: str, percent: bool) -> float | None:
        if self.decimal_comma and re.fullmatch(r"(0,\d+|\d+,\d{1,2})\s*%?", text):
            text = text.replace(",", ".")
        cell = parse_cell(f"{text}%" if percent else text, _COLUMNS[name])
        for complaint in cell.complaints:
            remedy = (
                _WRITE_NUMBER
                if "column" in complaint.remedy or "plain number" in complaint.remedy
                else complaint.remedy
            )
            self._wrong(record.line, name, complaint.text, remedy)
        value: float | None = cell.value
        if percent and value is not None:
            self.percents.setdefault(name, []).append(value)
        return value

    def _target(self, record: Record, text: str) -> bool | None:
        if not text:
            return None
        cell = parse_cell(text, _YESNO)
        for complaint in cell.complaints:
            self._wrong(record.line, "target", complaint.text, complaint.remedy)
        return bool(cell.value)

    def finished(self) -> list[Problem]:
        """Return what was found, with what the rows say together."""
        line = self.header.line
        for name, values in self.percents.items():
            if 0 < max(values) <= 0.01:
                what = "the header says percent, but no number in the column is above 1."
                remedy = "Take the percent out of the header if 0.45 means 45%; otherwise write the sign: 0.45%."
                self._wrong(line, name, what, remedy)
        self.problems += [self.place.note(line, at, text) for at, text in self._notes()]
        return self.problems

    def _notes(self) -> Iterator[tuple[str | None, str]]:
        if self.read_as:
            pairs = [f"{printed(text)} as {code}" for text, code in sorted(self.read_as.items())]
            more = f" and {len(pairs) - MAX_LISTED} more" if len(pairs) > MAX_LISTED else ""
            yield "country", f"countries were read by name: {', '.join(pairs[:MAX_LISTED])}{more}."
        if self.labels:
            cells = f"{self.labels} cell{'' if self.labels == 1 else 's'}"
            yield "country", f"{cells} saying only domestic or foreign: the country counts as not known."
        if self.not_known:
            cells = f"{self.not_known} cell{'' if self.not_known == 1 else 's'}"
            yield None, f"{cells} such as ? or n/a: taken as not known, never as nothing."
        if self.below_nothing:
            letters = ", ".join(column_letter(at + 1) for at in sorted(self.below_nothing)[:MAX_LISTED])
            yield None, f"columns with cells and no header are not read: {letters}."


_YESNO = Column(name="target", kind="yesno", about="", required=False, default=None)


def read_rows(
    grid: Grid, header: Header, place: Place, *, decimal_comma: bool = False
) -> tuple[list[Said], list[Problem]]:
    """Read the rows below the header.

    Parameters
    ----------
    grid, header, place
        The sheet.
    decimal_comma
        Whether ``0,45`` is 0.45, as in sheets that are separated by semicolons.

    Returns
    -------
    list of Said
        Rows that could be read.
    list of Problem
        What is wrong with the others, and notes on what was guessed.
    """
    reader = _Reader(header, place, grid, decimal_comma)
    refused = {line for line, at in grid.refused if at in header.places.values()}
    said: list[Said] = []
    for record in grid.records:
        if record.line <= header.line or not (record.line in refused or _filled(record, header)):
            continue
        if (one := reader.row(record)) is not None:
            said.append(one)
        if len(reader.problems) >= MAX_PROBLEMS:
            what = f"the rows below this one were not read: more than {MAX_PROBLEMS:,} problems."
            reader.problems.append(place.error(record.line, None, what, "Mend those above it, then check again."))
            break
    return said, reader.finished()


def _filled(record: Record, header: Header) -> bool:
    return any(tidy(cell) for cell in record.cells[header.width :]) or any(
        header.cell(record, name) for name in header.places
    )
