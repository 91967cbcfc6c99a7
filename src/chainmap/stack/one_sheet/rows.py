"""The rows of a sheet -> what each says: who supplies what, from where, needing what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ...errors import Problem
from ...schema import Column
from ...workbook_file import column_letter
from ..cells import MAX_CELL, parse_cell
from ..complaint import Complaint
from ..grid import Grid, Record
from ..nearest import printable, shown
from ..table_file import MAX_PROBLEMS
from ..texts import bad_text, control_character, tidy
from .country_cells import CountryCells
from .header import Header
from .ids import key_of
from .place import Place, printed
from .share_cells import Bounds, ShareCells
from .words import ITSELF, MAX_LISTED, NOT_KNOWN, is_rest, is_total, plain, suppliers_in

__all__ = ["MAX_NAME", "Rows", "Said", "read_rows"]

MAX_NAME = 200
"""Characters in a name: no page can show a longer one."""
MAX_TEXT = 2_000
"""Characters in a cell that holds a note or a source."""
_LIMITS = {"needs": MAX_CELL, "note": MAX_TEXT, "source": MAX_TEXT}
_REMARKS = ("note", "source", "product")
"""Texts that stand for nothing else, so that quotes around one change nothing."""


@dataclass(frozen=True)
class Said:
    """What one row says; countries are codes, ``needs`` is as it was written.

    ``unnamed``: the cell of the supplier says that it is not known, which is more than an empty one says.
    ``rest`` is the word for suppliers who are not named, such as Others; ``supplier`` is empty then, and
    ``share`` is theirs together.
    """

    line: int
    component: str
    supplier: str = ""
    unnamed: bool = False
    rest: str = ""
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


class Rows(NamedTuple):
    """What the rows say, what is wrong with the others, and the columns in which anything says percent."""

    said: list[Said]
    problems: list[Problem]
    in_percent: frozenset[str]


@dataclass
class _Reader:
    """Reads the cells of a sheet one by one and gathers what was found and guessed."""

    header: Header
    place: Place
    grid: Grid
    shares: ShareCells
    countries: CountryCells = field(default_factory=CountryCells)
    problems: list[Problem] = field(default_factory=list)
    not_known: int = 0
    below_nothing: set[int] = field(default_factory=set)
    quoted: dict[str, str] = field(default_factory=dict)
    repeated: list[int] = field(default_factory=list)

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
        if is_total(text.get("component", "")):
            what = f"{shown(text['component'])} is no component: this is a row of totals."
            self._wrong(record.line, "component", what, "Delete the row.")
            return None
        rest = text.get("supplier", "") if is_rest(text.get("supplier", "")) else ""
        if rest:  # nothing that such a row says of its supplier is about anybody
            text |= dict.fromkeys(("supplier", "country", "quality", "owner", "owner_country", "product"), "")
        countries, label = self._countries(record, "country", text.get("country", ""))
        owner = text.get("owner", "")
        said = Said(
            line=record.line,
            component=text.get("component", ""),
            supplier=text.get("supplier", ""),
            unnamed=bool(rest) or key_of(self.header.cell(record, "supplier")) in NOT_KNOWN,
            rest=rest,
            countries=countries,
            label=label,
            needs=text.get("needs", ""),
            share=self._share(record, "share", text.get("share", "")),
            quality=self._share(record, "quality", text.get("quality", "")),
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
            self._one_supplier(said, record)
        return said if not any(one.level == "error" for one in self.problems[before:]) else None

    def _complete(self, said: Said, text: Mapping[str, str]) -> None:
        if not said.component:
            what = "the row names no component."
            self._wrong(said.line, "component", what, "Write the component in each row, as often as it has suppliers.")
        about = [name for name in ("country", "share", "quality", "owner", "product") if text.get(name)]
        if about and not said.supplier and not said.rest:
            what = f"the row has no supplier, but its {about[0]}."
            some = f" ({shown('suppliers in ' + text['country'])} will do)" if text.get("country") else ""
            self._wrong(
                said.line, "supplier", what, f"Write the supplier{some}, or empty the {' and the '.join(about)}."
            )
        elif said.owner_countries and not said.owner:
            self._wrong(said.line, "owner_country", "a country of an owner who is not named.", "Write the owner too.")

    def _one_supplier(self, said: Said, record: Record) -> None:
        """Refuse several suppliers in one cell: they would become one firm with several seats."""
        names = suppliers_in(self.header.cell(record, "supplier"))
        if len(names) > 1:
            listed = ", ".join(map(printable, names[:6])) + (f" and {len(names) - 6} more" if len(names) > 6 else "")
            remedy = "Write one row for each supplier; where it is one name, write it in one line without ; or /."
            self._wrong(said.line, "supplier", f"the cell names {len(names)} suppliers: {listed}.", remedy)
        elif (seats := len(said.countries)) > 1 and len(suppliers_in(said.supplier, loosely=True)) == seats:
            what = f"{shown(said.supplier)} could be {seats} suppliers with a country each; it counts as one firm."
            remedy = "If they are several, write one row for each supplier."
            self.problems.append(self.place.warning(said.line, "supplier", what, remedy))

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
        if key_of(text) in NOT_KNOWN or (name == "owner" and is_rest(text)):
            self.not_known += 1
            return ""
        if text and (complaint := bad_text(text)):
            if name in _REMARKS:
                return self._quoted(text)
            self._wrong(record.line, name, complaint.text, complaint.remedy)
            return ""
        return text

    def _quoted(self, text: str) -> str:
        """Put a remark in quotes that a spreadsheet would run as a formula, such as ``- see annex``."""
        if not text.strip("-－"):
            self.not_known += 1
            return ""
        return self.quoted.setdefault(text, f"“{text}”")

    def _complain(self, line: int, name: str, complaints: list[Complaint]) -> None:
        for found in complaints:
            self._wrong(line, name, found.text, found.remedy)

    def _countries(self, record: Record, name: str, text: str) -> tuple[tuple[str, ...], str]:
        codes, label, complaints = self.countries.read(text)
        self._complain(record.line, name, complaints)
        return codes, label

    def _share(self, record: Record, name: str, text: str) -> Bounds:
        bounds, complaints = self.shares.read(record.line, name, text)
        self._complain(record.line, name, complaints)
        return bounds

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
        self.problems += self.shares.problems(self.place)
        self.problems += [self.place.note(line, at, text) for at, text in self._notes()]
        return self.problems

    def _notes(self) -> Iterator[tuple[str | None, str]]:
        for text in self.countries.notes():
            yield "country", text
        if self.not_known:
            cells = f"{self.not_known} cell{'' if self.not_known == 1 else 's'}"
            yield None, f"{cells} such as ? or n/a: taken as not known, never as nothing."
        if self.below_nothing:
            letters = ", ".join(column_letter(at + 1) for at in sorted(self.below_nothing)[:MAX_LISTED])
            yield None, f"columns with cells and no header are not read: {letters}."
        if self.repeated:
            some = ", ".join(map(str, self.repeated[:MAX_LISTED]))
            more = f" and {len(self.repeated) - MAX_LISTED} more" if len(self.repeated) > MAX_LISTED else ""
            yield None, f"rows that repeat the header are not read: {some}{more}."
        if self.quoted:
            some = ", ".join(map(printable, list(self.quoted)[:MAX_LISTED]))
            more = f" and {len(self.quoted) - MAX_LISTED} more" if len(self.quoted) > MAX_LISTED else ""
            yield None, f"put in quotes, because a spreadsheet would run them as formulas: {some}{more}."


_YESNO = Column(name="target", kind="yesno", about="", required=False, default=None)


def read_rows(grid: Grid, header: Header, place: Place, *, decimal_comma: bool = False) -> Rows:
    """Read the rows below the header.

    Parameters
    ----------
    grid, header, place
        The sheet.
    decimal_comma
        Whether ``0,45`` is 0.45, as in sheets that are separated by semicolons.

    Returns
    -------
    Rows
        Those that could be read, what is wrong with the others, and notes on what was guessed.
    """
    reader = _Reader(header, place, grid, ShareCells(header, decimal_comma=decimal_comma))
    refused = {line for line, at in grid.refused if at in header.places.values()}
    said: list[Said] = []
    for record in grid.records:
        if record.line <= header.line or not (record.line in refused or _filled(record, header)):
            continue
        if _repeats(record, header, place):
            reader.repeated.append(record.line)
            continue
        if (one := reader.row(record)) is not None:
            said.append(one)
        if len(reader.problems) >= MAX_PROBLEMS:
            what = f"the rows below this one were not read: more than {MAX_PROBLEMS:,} problems."
            reader.problems.append(place.error(record.line, None, what, "Mend those above it, then check again."))
            break
    return Rows(said, reader.finished(), frozenset(reader.shares.in_percent))


def _repeats(record: Record, header: Header, place: Place) -> bool:
    """Say whether a row is the header once more, as at the top of each printed page."""
    return all(key_of(printed(header.cell(record, name))) == key_of(place.headers[name]) for name in header.places)


def _filled(record: Record, header: Header) -> bool:
    return any(tidy(cell) for cell in record.cells[header.width :]) or any(
        header.cell(record, name) for name in header.places
    )
