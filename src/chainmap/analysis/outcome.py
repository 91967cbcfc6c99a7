"""What still works after many denials at once, in the readings of METHOD section 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ..structure import Denial, Structure, Viewpoint, kept_words, own_words, works

__all__ = ["Holds", "Outcome", "Reading", "doubts", "outcome", "survivors"]

Holds = Literal["proved", "as_listed", "possible", ""]
Reading = Literal["as_listed", "proved"]


@dataclass(frozen=True)
class Outcome:
    """Words of the walk, one bit a denial.

    ``as_listed``: the named suppliers are all there are. ``proved``: with one more, undeniable
    supplier in every open market. ``posited``: as listed, and the unknown units that the denial
    names fall too. ``possible``: everything unknown also falls to any foreign country.
    ``own`` and ``own_possible`` are the words of the leaves behind ``posited`` and ``possible``.
    """

    every: int
    as_listed: Sequence[int]
    proved: Sequence[int]
    posited: Sequence[int]
    possible: Sequence[int]
    own: Mapping[int, int]
    own_possible: Mapping[int, int]

    def holds(self, node: int, bit: int = 0) -> Holds:
        """Say how firmly a node stops: proved, as_listed, possible, or not at all."""
        if not self.proved[node] >> bit & 1:
            return "proved"
        if not self.as_listed[node] >> bit & 1:
            return "as_listed"
        return "" if self.possible[node] >> bit & 1 else "possible"

    def stopped(self, node: int, bit: int = 0) -> bool:
        """Say whether a node stops, as the suppliers are listed and with what the denial posits."""
        return not self.posited[node] >> bit & 1


def doubts(structure: Structure, found: Outcome, node: int, bit: int = 0) -> tuple[str, ...]:
    """Return the unknown units whose fall makes a stop possible, sorted: ``unknown:ID``."""
    units, seen, todo = set(), {node}, [node]
    while todo:
        at = todo.pop()
        what = structure.nodes[at]
        doubtful = not found.own_possible.get(at, -1) >> bit & 1 and found.own.get(at, -1) >> bit & 1
        if what.kind in ("unknown", "offer") and doubtful:
            units.add(f"unknown:{what.id}")
        for one in structure.inputs[at]:
            if one not in seen and not found.possible[one] >> bit & 1:
                seen.add(one)
                todo.append(one)
    return tuple(sorted(units))


def outcome(structure: Structure, seen: Viewpoint, denials: Sequence[Denial]) -> Outcome:
    """Walk the structure once for each reading, all denials at once.

    Cost: at most eight walks; the number of denials only widens the words.
    """
    known = [replace(what, unknown=frozenset()) for what in denials]
    as_listed, own = survivors(structure, seen, known, "as_listed")
    proved, _ = survivors(structure, seen, known, "proved")
    posited = as_listed
    if any(what.unknown for what in denials):
        posited, own = survivors(structure, seen, denials, "as_listed")
    possible, own_possible = survivors(structure, seen, denials, "as_listed", widest=True)
    return Outcome((1 << len(denials)) - 1, as_listed, proved, posited, possible, own, own_possible)


def survivors(
    structure: Structure,
    seen: Viewpoint,
    denials: Sequence[Denial],
    reading: Reading,
    *,
    widest: bool = False,
) -> tuple[list[int], dict[int, int]]:
    """Return which nodes work in one reading, one bit a denial, and the words of the leaves behind it.

    Licences that survive in the viewpoint's mode keep what worked with nothing denied.
    """
    own, every = own_words(structure, seen, denials, reading, widest=widest)
    kept: dict[int, int] = {}
    if structure.licences:
        before, one = own_words(structure, seen, [Denial()], reading)
        kept = kept_words(structure, seen, works(structure, before, one), every)
    return works(structure, own, every, kept), own
