"""Which smallest sets of claims, if they are wrong, let a denial stop what it does not stop today?

The mirror of :mod:`chainmap.analysis.repairs`. What is withdrawn is completed the other way: an offer may be within
the denial's reach, and so may whoever an attribute said was not; a quality may not be enough; a licence may need a
live input. Needs and thresholds stay as they are, and so do qualities where the same component has offers of unknown
quality: beside those a withdrawn one leaves an unknown and not a stop.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..kernels.families import ALWAYS, NEVER, Family, Work, at_least, product, union
from ..schema import Offer
from ..structure import Denial, Structure, Viewpoint, fold
from .outcome import survivors
from .withdrawal import Letters, falls, graded, read_cells

__all__ = ["broken_by"]


def broken_by(structure: Structure, seen: Viewpoint, what: Denial, letters: Letters, work: Work) -> list[Family]:
    """Return for every node the minimal sets of claims without which the denial may stop it, as suppliers are listed.

    Parameters
    ----------
    structure, seen
        The compiled stack and the viewpoint.
    what
        A denial by countries, such as all of them outside home.
    letters
        The claims.
    work
        Limit on sets and on their order; raises :class:`OverflowError` when it is used up.
    """
    words, own = survivors(structure, seen, [what], "as_listed")
    offers = {row.offer: row for row in seen.stack.offers}
    licences = _licences(structure, seen, letters)
    unclear = {one.component for one in structure.markets.values() if None in one.enough}

    def combine(node: int, values: Sequence[Family]) -> Family:
        if not words[node] & 1:
            return ALWAYS
        kind, inputs = structure.nodes[node].kind, [values[one] for one in structure.inputs[node]]
        if kind == "market" and structure.nodes[node].id not in unclear:
            inputs = _or_worse(structure, node, inputs, letters, work)
        upstream = at_least(len(inputs) - structure.at_least[node] + 1, inputs, work)
        if node in licences:
            return product([licences[node], upstream], work)
        if kind == "offer":
            return union([_reach(seen, what, offers[structure.nodes[node].id], letters, work), upstream], work)
        return NEVER if node in own else upstream

    return fold(structure, NEVER, combine)


def _or_worse(structure: Structure, node: int, inputs: Sequence[Family], letters: Letters, work: Work) -> list[Family]:
    """Return the inputs of a market, each offer of which may also turn out not to be good enough."""
    market = structure.markets[node]
    asked = {at: row for at, row in market.offers if market.min_quality is not None and graded(row)}
    found = []
    for at, family in zip(structure.inputs[node], inputs, strict=True):
        worse = letters.cell(asked[at].evidence, "quality") if at in asked else NEVER
        found.append(union([family, worse], work))
    return found


def _licences(structure: Structure, seen: Viewpoint, letters: Letters) -> Mapping[int, Family]:
    """Return for each licence that keeps what it had, in the mode of the viewpoint, the claims that say so."""
    kinds = ("perpetual", "source") if seen.mode == "supply" else ("source",)
    found = {}
    for group in structure.groups.values():
        for need, at in zip(group.needs, group.inputs, strict=True):
            if structure.licences.get(at) in kinds:
                found[at] = letters.cell(need.evidence, "licence")
    return found


def _reach(seen: Viewpoint, what: Denial, offer: Offer, letters: Letters, work: Work) -> Family:
    """Return the sets of claims without which the denial may reach the offer."""
    licensed = offer.model_copy(update={"rights": "licence"})
    plain = ALWAYS if falls(seen, what, licensed) else _singles(seen, licensed, letters, work)
    found = [letters.row(offer.evidence)]
    if offer.rights == "licence":
        found.append(plain)
    else:
        found.append(product([letters.cell(offer.evidence, "rights"), plain], work))
    if offer.rights == "source":
        found.append(_singles(seen, offer, letters, work))
    return union(found, work)


def _singles(seen: Viewpoint, offer: Offer, letters: Letters, work: Work) -> Family:
    """Return the claims about any one cell that the lens reads: whoever it names may be abroad."""
    evidence = {row.actor: row.evidence for row in seen.stack.actors}
    cells = [(row, column) for row, column in read_cells(seen, offer) if column != "rights"]
    return union([NEVER, *(letters.cell(evidence.get(row, offer.evidence), column) for row, column in cells)], work)
