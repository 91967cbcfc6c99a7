"""Ids for the names in a sheet: names that a reader cannot tell apart are one thing."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from ..settings_file import id_from
from ..texts import MAX_ID

__all__ = ["Ids", "Names", "key_of"]


@lru_cache(maxsize=1 << 16)
def key_of(name: str) -> str:
    """Return a name as it is compared: without case, width of letters and double spaces.

    Examples
    --------
    >>> key_of("ＡＢＢ（中国）") == key_of("Abb(中国)")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


class Ids:
    """Gives out ids, each once."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def new(self, name: str, otherwise: str) -> str:
        """Return an id made from a name, with a number behind it where another name gave the same."""
        stem = made = id_from(name, otherwise=otherwise)[: MAX_ID - 8].rstrip("-.")
        while made.casefold() in self._last:
            self._last[stem.casefold()] += 1
            made = f"{stem}-{self._last[stem.casefold()]}"
        self._last[made.casefold()] = 1
        return made


@dataclass
class Names:
    """The ids of one kind of thing, with the name as first printed and its line, by key."""

    kind: str
    given: Ids
    ids: dict[str, str] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, line: int) -> str:
        """Return the id of a name, a new one where it is new."""
        key = key_of(name)
        if key not in self.ids:
            self.ids[key] = self.given.new(name, self.kind)
            self.printed[key], self.lines[key] = name, line
        return self.ids[key]

    def id(self, name: str) -> str:
        """Return the id of a name that is known."""
        return self.ids[key_of(name)]

    def names(self) -> dict[str, str]:
        """Return the printed name of each id."""
        return {self.ids[key]: name for key, name in self.printed.items()}
