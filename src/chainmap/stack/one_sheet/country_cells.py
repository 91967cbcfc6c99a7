"""The cell of a country -> codes: names and lists as people write them, and what could be meant in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...countries import bloc_members, could_be, country_called, country_name, nearest_country
from ..complaint import Complaint
from ..nearest import shown
from .place import printed
from .words import MAX_LISTED, MAX_SUGGESTIONS

__all__ = ["CountryCells", "parts_of"]

WRITE_COUNTRY = "Write a code such as DEU or a name such as Germany or 德国; leave it empty if it is not known."
LABELS = {"foreign": "foreign", "国外": "foreign", "境外": "foreign", "外国": "foreign", "海外": "foreign"} | {
    "domestic": "domestic",
    "国内": "domestic",
    "境内": "domestic",
    "本国": "domestic",
}
_BLOCS = {"eu": "eu27", "european union": "eu27", "欧盟": "eu27"}
_SPLITS = (r"[;；\n]", r"[/+&、|]|\band\b")
# A place and the country it lies in or belongs to: "Georgia, USA" is as likely an address as a list.
_LIES_IN = {
    "BEL": {"LUX"},
    "CHN": {"HKG", "MAC", "TWN"},
    "DNK": {"FRO", "GRL"},
    "FRA": {"GLP", "GUF", "MTQ", "MYT", "NCL", "PYF", "REU"},
    "GBR": {"BMU", "CYM", "FLK", "GGY", "GIB", "IMN", "JEY", "VGB"},
    "NLD": {"ABW", "BES", "CUW", "SXM"},
    "USA": {"ASM", "GEO", "GUM", "MNP", "PRI", "VIR"},
}


def parts_of(text: str, signs: tuple[str, ...] = _SPLITS) -> list[str]:
    """Split a cell that holds several countries, but not at commas; a known name stays whole.

    Examples
    --------
    >>> parts_of("Trinidad and Tobago; US / UK")
    ['Trinidad and Tobago', 'US', 'UK']
    """
    text = text.strip()
    if not text or not signs or country_called(text):
        return [text] if text else []
    return [part for piece in re.split(signs[0], text) for part in parts_of(piece, signs[1:])]


class CountryCells:
    """Reads the cells of countries and keeps what was guessed, to say it once."""

    def __init__(self) -> None:
        self._read_as: dict[str, str] = {}
        self._at_commas: dict[str, tuple[str, ...]] = {}
        self._remedies: dict[str, Complaint] = {}
        self._labels = 0

    def read(self, text: str) -> tuple[tuple[str, ...], str, list[Complaint]]:
        """Return the codes of a cell, the word of a source that only says domestic or foreign, and complaints."""
        if text.casefold() in LABELS:
            self._labels += 1
            return (), LABELS[text.casefold()], []
        codes: dict[str, None] = {}
        complaints: list[Complaint] = []
        for part in parts_of(text):
            if country_called(part) or not re.search("[,，]", part):
                found = self._one(part)
                complaints += [found] if isinstance(found, Complaint) else []
                codes |= {} if isinstance(found, Complaint) else {found: None}
                continue
            several = [self._one(piece.strip()) for piece in re.split("[,，]", part) if piece.strip()]
            wrong = [found for found in several if isinstance(found, Complaint)]
            known = tuple(dict.fromkeys(found for found in several if isinstance(found, str)))
            if not wrong and _is_address(known):
                here, there = known
                what = f"{shown(part)} could be one place or two countries."
                wrong = [Complaint(what, f"Write {here} or {there}; where both are meant, {here}; {there}.")]
            elif len(known) > 1:
                self._at_commas[part] = known
            complaints += wrong
            codes |= dict.fromkeys(known)
        return tuple(codes), "", complaints

    def _one(self, text: str) -> str | Complaint:
        code = country_called(text)
        if code is None:
            if text not in self._remedies:
                self._remedies[text] = _complaint(text, suggest=len(self._remedies) < MAX_SUGGESTIONS)
            return self._remedies[text]
        if text != code:
            self._read_as[text] = code
        return code

    def notes(self) -> Iterator[str]:
        """Say what was guessed."""
        if self._read_as:
            yield f"countries were read by name: {_listed(f'{printed(a)} as {b}' for a, b in self._read_as.items())}."
        if self._at_commas:
            pairs = (f"{printed(text)} as {' and '.join(codes)}" for text, codes in self._at_commas.items())
            yield f"read as several countries: {_listed(pairs)}."
        if self._labels:
            cells = f"{self._labels} cell{'' if self._labels == 1 else 's'}"
            yield f"{cells} saying only domestic or foreign: the country counts as not known."


def _is_address(codes: tuple[str, ...]) -> bool:
    """Say whether two codes are a place and where it lies; Georgia beside the United States in any order."""
    if len(codes) != 2:
        return False
    return codes[0] in _LIES_IN.get(codes[1], ()) or codes == ("USA", "GEO")


def _complaint(text: str, *, suggest: bool) -> Complaint:
    if codes := could_be(text):
        named = " or ".join(f"{code} ({country_name(code, 'en')})" for code in codes)
        return Complaint(f"{shown(text)} could be two countries.", f"Write {named}.")
    what = f"{shown(text)} is not a country that is known."
    return Complaint(what, _remedy(text) if suggest else WRITE_COUNTRY)


def _remedy(text: str) -> str:
    """Return what to write instead of a word that names no country."""
    if members := bloc_members((), None).get(_BLOCS.get(text.casefold(), text.casefold())):
        return f"Write the member it is in; {text} has {len(members)}."
    near = nearest_country(text)
    return f"Did you mean {near} ({country_name(near, 'en')})?" if near else WRITE_COUNTRY


def _listed(pairs: Iterator[str]) -> str:
    some = sorted(pairs)
    return ", ".join(some[:MAX_LISTED]) + (f" and {len(some) - MAX_LISTED} more" if len(some) > MAX_LISTED else "")
