"""The text of a cell -> its value, by the kind of its column.

People type full-width digits, percent signs, spaces that cannot be seen; what can be understood without
doubt is read, and everything else is refused with its remedy. No cell is ever guessed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..countries import bloc_members, is_country, nearest_country
from ..schema import Column
from .complaint import Complaint, Refused
from .nearest import nearest, shown
from .numbers import parse_integer, parse_number
from .texts import bad_id, bad_text, control_character, tidy

__all__ = ["MAX_CELL", "Cell", "parse_cell"]

MAX_CELL = 20_000
"""Characters in one cell."""

_YES = {"yes", "y", "true", "1", "是"}
_NO = {"no", "n", "false", "0", "否"}


@dataclass(frozen=True)
class Cell:
    """The value of a cell, or what is wrong with it.

    ``value`` is None for an empty cell, whose column then takes its default; ``ok`` says whether the
    value can be used.
    """

    value: Any
    complaints: tuple[Complaint, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing, or nothing but warnings, was found."""
        return all(complaint.warning for complaint in self.complaints)


def parse_cell(text: str, column: Column) -> Cell:
    """Read one cell.

    Parameters
    ----------
    text
        What stands between the commas, as it is.
    column
        The declaration of the column.

    Returns
    -------
    Cell
        Never raises on any text.

    Examples
    --------
    >>> from chainmap.schema import Offer, columns_of
    >>> columns = {column.name: column for column in columns_of(Offer)}
    >>> parse_cell(" 45% ", columns["share"]).value
    0.45
    >>> parse_cell("usa；TWN", columns["sites"]).value
    ('USA', 'TWN')
    >>> print(parse_cell("0,45", columns["share"]).complaints[0].remedy)
    Write 0.45.
    """
    if len(text) > MAX_CELL:
        text = f"the cell has {len(text):,} characters; the limit is {MAX_CELL:,}."
        return Cell(None, (Complaint(text, 'Shorten it, or check the quotes (") above it.'),))
    text = tidy(text)
    control = control_character(text)
    if control is not None:
        complaint = Complaint(f"it contains the control character U+{ord(control):04X}.", "Delete it.")
        return Cell(None, (complaint,))
    if not text:
        return Cell(None)
    try:
        if column.several:
            return _several(text, column)
        return Cell(_READERS[column.kind](text, column))
    except Refused as refused:
        return Cell(None, (refused.complaint,))


def _several(text: str, column: Column) -> Cell:
    read = _READERS[column.kind]
    values: list[Any] = []
    complaints: list[Complaint] = []
    for part in text.replace("；", ";").split(";"):
        if not (item := tidy(part)):
            continue
        try:
            value = read(item, column)
        except Refused as refused:
            complaints.append(refused.complaint)
            continue
        if value in values:
            complaints.append(Complaint(f"{shown(item)} stands in the cell twice.", "Delete one.", warning=True))
        else:
            values.append(value)
    return Cell(tuple(values), tuple(complaints))


def _text(text: str, _: Column) -> str:
    if complaint := bad_text(text):
        raise Refused(complaint.text, complaint.remedy)
    return text


def _id(text: str, _: Column) -> str:
    key = unicodedata.normalize("NFKC", text)
    if complaint := bad_id(key):
        raise Refused(complaint.text, complaint.remedy)
    return key


# --- Words


def _choice(text: str, column: Column) -> str:
    word = unicodedata.normalize("NFKC", text).casefold()
    if word in column.choices:
        return word
    near = nearest(word, column.choices)
    raise Refused(
        f"{shown(text)} is not one of {', '.join(column.choices)}.",
        f"Did you mean {near}?" if near else "Write one of them.",
    )


def _yesno(text: str, _: Column) -> bool:
    word = unicodedata.normalize("NFKC", text).casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise Refused(f"{shown(text)} is neither yes nor no.", "Write yes or no.")


# --- Countries


def _country(text: str, _: Column) -> str:
    code = unicodedata.normalize("NFKC", text).upper()
    if is_country(code):
        return code
    if near := nearest_country(text):
        raise Refused(f"{shown(text)} is not an ISO 3166 alpha-3 code.", f"Write {near}.")
    if any(sign in text for sign in ",，、/ "):
        raise Refused(f"{shown(text)} is not one code.", "Separate several codes with a semicolon: USA;CHN.")
    if members := bloc_members((), None).get(text.casefold()):
        raise Refused(
            f"{shown(text)} is a bloc, not a country.",
            f"Write the codes of its members: {';'.join(members)}.",
        )
    raise Refused(
        f"{shown(text)} is not an ISO 3166 alpha-3 code.",
        "Write three letters such as CHN, USA or DEU; leave it empty if unknown.",
    )


def _label(text: str, column: Column) -> str:
    word = unicodedata.normalize("NFKC", text).casefold()
    if word in ("domestic", "foreign"):
        return word
    if near := nearest(word, ("domestic", "foreign")):
        raise Refused(f"{shown(text)} is neither domestic, foreign nor a country code.", f"Write {near}.")
    return _country(text, column)


_READERS: dict[str, Callable[[str, Column], Any]] = {
    "id": _id,
    "ref": _id,
    "refs": _id,
    "text": _text,
    "texts": _text,
    "choice": _choice,
    "countries": _country,
    "country": _country,
    "label": _label,
    "number": parse_number,
    "integer": parse_integer,
    "share": parse_number,
    "yesno": _yesno,
}
