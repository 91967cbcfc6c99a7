"""Which smallest sets of things, made good, let a stopped node work again although the denial goes on?

The walk of path sets with other letters: what can be made good is a claim that may be wrong
(:mod:`chainmap.analysis.doubt`) or a cell that nobody knows (:mod:`chainmap.analysis.information`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import networkx as nx

from ..kernels.families import ALWAYS, NEVER, Family, Work, at_least, product, union
from ..structure import Denial, Structure, Viewpoint, fold
from .outcome import Reading, survivors

__all__ = ["Repairs", "repaired"]


@dataclass(frozen=True)
class Repairs:
    """What makes what good: families of sets of repairs, by the id of the thing.

    Attributes
    ----------
    offers
        The denial does not reach the offer after all.
    markets
        The component has one more supplier, good enough for everybody, whom nobody can deny.
    quality
        The offer is good enough for everybody.
    groups
        The need does not exist: by the position of the group.
    thresholds
        The need asks for no quality: by the position of the group and the place of the need in it.
    """

    offers: Mapping[str, Family] = field(default_factory=dict)
    markets: Mapping[str, Family] = field(default_factory=dict)
    quality: Mapping[str, Family] = field(default_factory=dict)
    groups: Mapping[int, Family] = field(default_factory=dict)
    thresholds: Mapping[tuple[int, int], Family] = field(default_factory=dict)


def repaired(
    structure: Structure, seen: Viewpoint, what: Denial, reading: Reading, repairs: Repairs, work: Work
) -> list[Family]:
    """Return for every node the minimal sets of repairs with which it works under the denial.

    Parameters
    ----------
    structure, seen
        The compiled stack and the viewpoint.
    what
        The denial.
    reading
        ``as_listed`` or ``proved``.
    repairs
        What can be made good, and by which sets.
    work
        Limit on sets and on their order; raises :class:`OverflowError` when it is used up.

    Notes
    -----
    A repair never harms, so that whether a node works is monotone in them, and the greatest fixed point over
    families is the family of the greatest fixed points. A licence that survives the denial keeps what works with
    nothing denied and the same repairs.
    """
    walk = _Walk(structure, seen, reading, repairs, work)
    before: Sequence[Family] = ()
    if walk.kept:
        before = walk.families(Denial(), ())
    return walk.families(what, before)


class _Walk:
    def __init__(self, structure: Structure, seen: Viewpoint, reading: Reading, repairs: Repairs, work: Work) -> None:
        self.structure, self.seen, self.reading = structure, seen, reading
        self.repairs, self.work = repairs, work

    @cached_property
    def kept(self) -> frozenset[int]:
        """Nodes of licences that survive the denial in the mode of the viewpoint."""
        kinds = ("perpetual", "source") if self.seen.mode == "supply" else ("source",)
        return frozenset(at for at, licence in self.structure.licences.items() if licence in kinds)

    def families(self, what: Denial, before: Sequence[Family]) -> list[Family]:
        words, own = survivors(self.structure, self.seen, [what], self.reading)
        alone = {at: ALWAYS if word & 1 else NEVER for at, word in own.items()}

        def combine(node: int, values: Sequence[Family]) -> Family:
            if words[node] & 1:
                return ALWAYS
            found = self._node(node, values, alone, before)
            if before and node in self.kept:
                found = union([found, before[node]], self.work)
            return found

        return fold(_extended(self.structure), ALWAYS, combine)

    def _node(
        self, node: int, values: Sequence[Family], alone: Mapping[int, Family], before: Sequence[Family]
    ) -> Family:
        kind, work = self.structure.nodes[node].kind, self.work
        if kind == "market":
            return self._market(node, values)
        if kind == "group" and node in self.structure.groups:
            return self._group(node, values, before)
        inputs = [values[one] for one in self.structure.inputs[node]]
        if kind == "offer":
            mine = alone[node] or self.repairs.offers.get(self.structure.nodes[node].id, NEVER)
            return product([mine, *inputs], work)
        upstream = at_least(self.structure.at_least[node], inputs, work)
        return product([alone[node], upstream], work) if node in alone else upstream

    def _market(self, node: int, values: Sequence[Family]) -> Family:
        market = self.structure.markets[node]
        found = [values[one] for one in self.structure.inputs[node]]
        found.append(self.repairs.markets.get(market.component, NEVER))
        for (at, offer), fits in zip(market.offers, market.enough, strict=True):
            better = self.repairs.quality.get(offer.offer, NEVER)
            if not fits and better:
                found.append(product([values[at], better], self.work))
        return union(found, self.work)

    def _group(self, node: int, values: Sequence[Family], before: Sequence[Family]) -> Family:
        group = self.structure.groups[node]
        inputs = []
        for place, (need, at) in enumerate(zip(group.needs, group.inputs, strict=True)):
            family, lowered = values[at], self.repairs.thresholds.get((node, place), NEVER)
            if lowered and need.min_quality is not None:
                live = self.structure.position[need.input]
                any_quality = values[live]
                if before and at in self.kept:
                    any_quality = union([any_quality, before[live]], self.work)
                family = union([family, product([any_quality, lowered], self.work)], self.work)
            inputs.append(family)
        whole = at_least(group.at_least, inputs, self.work)
        return union([whole, self.repairs.groups.get(node, NEVER)], self.work)


@dataclass(frozen=True)
class _Extended:
    """The structure, in an order in which a need also waits for its input at any quality."""

    inputs: tuple[tuple[int, ...], ...]
    at_least: tuple[int, ...]
    blocks: tuple[tuple[int, ...], ...]

    def __len__(self) -> int:
        return len(self.inputs)

    def all_inputs(self, node: int) -> tuple[int, ...]:
        return self.inputs[node]


@lru_cache(maxsize=16)
def _ordered(inputs: tuple[tuple[int, ...], ...], at_least: tuple[int, ...]) -> _Extended:
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(inputs)))
    graph.add_edges_from((at, one) for at, several in enumerate(inputs) for one in several)
    blocks = tuple(tuple(sorted(block)) for block in nx.strongly_connected_components(graph))
    return _Extended(inputs, at_least, blocks)


def _extended(structure: Structure) -> _Extended:
    inputs = []
    for node, several in enumerate(structure.inputs):
        more: tuple[int, ...] = ()
        if node in structure.markets:
            more = tuple(at for at, _ in structure.markets[node].offers)
        elif node in structure.groups:
            needs = structure.groups[node].needs
            more = tuple(structure.position[need.input] for need in needs if need.min_quality is not None)
        inputs.append(tuple(dict.fromkeys(several + more)))
    return _ordered(tuple(inputs), structure.at_least)
