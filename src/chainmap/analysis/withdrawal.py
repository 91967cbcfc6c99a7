"""What does a claim hold up, so that it falls when the claim is withdrawn?

The rule of :func:`chainmap.with_basis`, claim by claim: a row goes when no claim about the row itself is left; a
cell goes when every claim that names it is withdrawn, or, where none names it, with any claim about the row,
which may have supported it. What is withdrawn is then completed as METHOD section 8 says: a need may be absent,
an offer leaves an undeniable unnamed one, an attribute reaches nobody, a quality is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations

from ..kernels.families import NEVER, Family, Work, product, union
from ..schema import Actor, Offer
from ..stack import Stack
from ..stack.jurisdiction import Reach, homes_own, owner_chain, reach
from ..structure import Denial, Structure, Viewpoint
from .outcome import Reading
from .repairs import Repairs

__all__ = ["Letters", "attribute_family", "claim_repairs", "falls", "graded", "read_cells"]

NOBODY = "?"
"""Stands for an owner whom nobody knows any more; no id looks like it."""
Cell = tuple[str, str]
"""A row, as an actor's id or empty for the offer itself, and a column."""


@dataclass(frozen=True)
class Letters:
    """The claims of a stack as bits."""

    stack: Stack

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The claims, sorted; bit j is the j-th."""
        return tuple(sorted(row.evidence for row in self.stack.evidence))

    @cached_property
    def _bits(self) -> Mapping[str, int]:
        return {name: 1 << at for at, name in enumerate(self.names)}

    @cached_property
    def _supports(self) -> Mapping[str, frozenset[str]]:
        return {row.evidence: frozenset(row.supports) for row in self.stack.evidence}

    def row(self, evidence: Sequence[str]) -> Family:
        """Return the sets of claims whose withdrawal takes the row; a row without evidence is nobody's claim."""
        about = [one for one in evidence if not self._supports[one]] or list(evidence)
        return (self._all(about),) if about else NEVER

    def cell(self, evidence: Sequence[str], column: str) -> Family:
        """Return the smallest sets of claims whose withdrawal takes a cell of the row."""
        naming = [one for one in evidence if column in self._supports[one]]
        if naming:
            return (self._all(naming),)
        return tuple(sorted({self._bits[one] for one in evidence if not self._supports[one]}))

    def _all(self, evidence: Iterable[str]) -> int:
        word = 0
        for one in evidence:
            word |= self._bits[one]
        return word


def claim_repairs(
    structure: Structure, seen: Viewpoint, what: Denial, reading: Reading, letters: Letters, work: Work
) -> Repairs:
    """Return what the withdrawal of claims makes good under a denial by countries or actors."""
    stack = seen.stack
    active = [row for row in stack.offers if row.status == "active"]
    offers = {row.offer: row for row in stack.offers}
    markets: dict[str, list[Family]] = {}
    for row in active:
        markets.setdefault(row.component, []).append(letters.row(row.evidence))
    if reading == "proved":
        for part in stack.components:
            if part.complete == "yes":
                markets.setdefault(part.component, []).append(letters.cell(part.evidence, "complete"))
    groups: dict[int, Family] = {}
    thresholds: dict[tuple[int, int], Family] = {}
    for at, group in structure.groups.items():
        gone = [letters.row(need.evidence) for need in group.needs]
        gone += [letters.row(offers[need.input].evidence) for need in group.needs if need.input in offers]
        groups[at] = union(gone, work)
        for place, need in enumerate(group.needs):
            if need.min_quality is not None:
                thresholds[at, place] = letters.cell(need.evidence, "min_quality")
    return Repairs(
        offers={row.offer: attribute_family(seen, what, row, letters, work) for row in active},
        markets={name: union(several, work) for name, several in markets.items()},
        quality={row.offer: letters.cell(row.evidence, "quality") for row in active if graded(row)},
        groups=groups,
        thresholds=thresholds,
    )


def graded(row: Offer) -> bool:
    """Whether anything is said about the quality of an offer."""
    return any(cell is not None for cell in (row.quality_low, row.quality, row.quality_high))


def attribute_family(seen: Viewpoint, what: Denial, offer: Offer, letters: Letters, work: Work) -> Family:
    """Return the sets of claims about jurisdiction without which the denial does not reach the offer.

    A withdrawn attribute reaches nobody: an owner may be anybody, a headquarters anywhere.
    """
    if not falls(seen, what, offer):
        return NEVER
    actors, cells = _actors(seen.stack), read_cells(seen, offer)
    found: list[Family] = []
    enough: list[frozenset[Cell]] = []
    for size in range(1, len(cells) + 1):
        for gone in combinations(sorted(cells), size):
            if any(one <= set(gone) for one in enough) or falls(seen, what, offer, gone):
                continue
            enough.append(frozenset(gone))
            evidence = [(actors[row].evidence if row else offer.evidence, column) for row, column in gone]
            found.append(product([letters.cell(*one) for one in evidence], work))
    return union(found, work) if found else NEVER


@lru_cache(maxsize=16)
def _actors(stack: Stack) -> Mapping[str, Actor]:
    return {row.actor: row for row in stack.actors}


def read_cells(seen: Viewpoint, offer: Offer) -> list[Cell]:
    """Return the filled cells that the lens reads for an offer."""
    actors = _actors(seen.stack)
    chain = [actors[name] for name in owner_chain(actors, offer.actor)]
    first, last, lens = chain[0], chain[-1], seen.lens
    owners = [(row.actor, "owner") for row in chain if row.owner is not None]
    heads = [(row.actor, "hq") for row in chain if row.hq]
    rights = [("", "rights")] if offer.rights == "source" else []
    origin = [("", "origin")] if offer.origin else []
    by_actor = owners if lens in ("owner", "any") else []
    if lens == "owner":
        return [*by_actor, *[one for one in heads if one[0] == last.actor], *rights]
    if lens == "any":
        extra = [("", "sites")] if offer.sites else []
        extra += [(first.actor, "label")] if first.label else []
        return [*by_actor, *heads, *origin, *extra, *rights]
    if lens == "hq":
        return [*[one for one in heads if one[0] == first.actor], *rights]
    if lens == "origin":
        return [*rights, *([one for one in heads if one[0] == first.actor] if rights else origin)]
    if lens == "site":
        return [*([("", "sites")] if offer.sites else []), *rights]
    return [*([(first.actor, "label")] if first.label else []), *rights]


def falls(seen: Viewpoint, what: Denial, offer: Offer, gone: Sequence[Cell] = ()) -> bool:
    """Whether the denial reaches the offer when some cells are empty."""
    actors = _actors(seen.stack)
    changed, rows = _emptied(offer, actors, gone)
    if changed.rights == "open":
        return False
    held = what.actors and what.actors & set(_makers(seen, changed, rows))
    small = Stack(settings=seen.stack.settings, actors=tuple(rows.values()), offers=(changed,))
    found: Reach = reach(small, seen.lens, seen.home)[offer.offer]
    if homes_own(found, seen.home):
        return False
    if held or offer.offer in what.offers | what.unknown or offer.component in what.components:
        return True
    return found.falls_to(what.countries_on(offer.component) - seen.home)


def _emptied(offer: Offer, actors: Mapping[str, Actor], gone: Sequence[Cell]) -> tuple[Offer, dict[str, Actor]]:
    """Return the offer, and its makers, with the cells emptied; an owner who is withdrawn is nobody known."""
    cells: dict[str, object] = {}
    rows = {name: actors[name] for name in owner_chain(actors, offer.actor)}
    for row, column in gone:
        if not row:
            cells[column] = "open" if column == "rights" else ()
        else:
            value: object = NOBODY if column == "owner" else ()
            rows[row] = rows[row].model_copy(update={column: value})
    rows[NOBODY] = Actor(actor=NOBODY, owner=NOBODY)
    return offer.model_copy(update=cells), rows


def _makers(seen: Viewpoint, offer: Offer, actors: Mapping[str, Actor]) -> tuple[str, ...]:
    return owner_chain(actors, offer.actor) if seen.lens in ("owner", "any") else (offer.actor,)
