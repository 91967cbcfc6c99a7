"""The compiled stack: nodes 0..n-1, each with how many of its inputs must work.

Position i in every array is node i. Names are translated in the first line of a public function
and back in the last.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ..schema import Need, Offer

__all__ = ["Box", "Group", "Market", "Node", "NodeKind", "Structure"]

NodeKind = Literal["component", "market", "group", "offer", "via", "kept", "unnamed", "unknown", "maybe", "doubted"]
Box = tuple[float, float | None, float]
"""A range: low, stated value (None when only the range is known), high."""


@dataclass(frozen=True)
class Node:
    """What a position stands for.

    ``component``: a component at a quality threshold, an AND over its groups and its market.
    ``market``: the offers that are good enough, an OR. ``group``: at least k alternatives.
    ``offer``: an own value AND the offer's groups. ``via``: a need on one offer, which also asks for
    the groups of that offer's component. ``kept``: a licence that survives the denial.
    ``unnamed``: one more supplier that the source does not name. ``unknown``: the supply of which
    the source names nobody. ``maybe``: offers of unknown quality, while that unknown is not denied.
    ``doubted``: such offers beside known good ones; they count only where a stop must be proved.
    """

    kind: NodeKind
    id: str
    min_quality: float | None = None


@dataclass(frozen=True)
class Market:
    """The offers of one component at one quality threshold.

    ``offers`` are all active offers with their positions; ``enough`` says of each whether its quality
    is known to suffice (True), known not to (False), or unknown (None).
    """

    component: str
    supply: Literal["offers", "open", "unknown"]
    complete: Literal["yes", "no", "top"]
    min_quality: float | None
    offers: tuple[tuple[int, Offer], ...]
    enough: tuple[bool | None, ...]

    @property
    def is_open(self) -> bool:
        """Whether there may be a supplier whom the source does not name."""
        return self.complete != "yes"


@dataclass(frozen=True)
class Group:
    """Alternatives: at least ``at_least`` of the inputs, with the split of use among them."""

    dependent: str
    name: str
    at_least: int
    needs: tuple[Need, ...]
    inputs: tuple[int, ...]
    essential: bool
    weight: Box
    usage: tuple[Box, ...]


@dataclass(frozen=True)
class Structure:
    """A stack as k-of-n nodes, ready for the one walk.

    Attributes
    ----------
    nodes
        What each position stands for.
    inputs
        For each node the positions it needs; non-essential groups are left out (see ``partial``).
    at_least
        How many of the inputs must work: all for AND, 1 for OR.
    blocks
        Positions in the order of the walk, inputs first; the members of one block need each other.
    partial
        For components and offers the positions of their non-essential groups.
    markets, groups
        What levels and answers need to know about market and group nodes.
    position
        The position of each component (any quality) and offer, by id.
    supplies
        The component that each offer supplies, by id.
    licences
        For each ``kept`` node the licence of the need it stands for.
    """

    nodes: tuple[Node, ...]
    inputs: tuple[tuple[int, ...], ...]
    at_least: tuple[int, ...]
    blocks: tuple[tuple[int, ...], ...]
    partial: Mapping[int, tuple[int, ...]]
    markets: Mapping[int, Market]
    groups: Mapping[int, Group]
    position: Mapping[str, int]
    supplies: Mapping[str, str]
    licences: Mapping[int, Literal["perpetual", "source"]]

    def __len__(self) -> int:
        return len(self.nodes)

    def all_inputs(self, node: int) -> tuple[int, ...]:
        """Return everything a level depends on: also non-essential groups, and offers of any quality."""
        if node in self.markets:
            return self.inputs[node] + tuple(position for position, _ in self.markets[node].offers)
        return self.inputs[node] + self.partial.get(node, ())

    def cone(self, start: int) -> frozenset[int]:
        """Return every position that a node can draw on, itself included."""
        seen, todo = {start}, [start]
        while todo:
            for one in self.all_inputs(todo.pop()):
                if one not in seen:
                    seen.add(one)
                    todo.append(one)
        return frozenset(seen)

    def components_in(self, start: int) -> frozenset[str]:
        """Return the ids of the components that a node can draw on, those of needed offers included."""
        found = (self.nodes[at] for at in self.cone(start))
        return frozenset(
            self.supplies[node.id] if node.kind in ("offer", "via") else node.id
            for node in found
            if node.kind in ("component", "market", "offer", "via")
        )

    @cached_property
    def looping(self) -> frozenset[int]:
        """The nodes that need themselves, directly or through others."""
        return frozenset(node for block in self.loops() for node in block)

    def loops(self) -> tuple[tuple[int, ...], ...]:
        """Return the blocks whose members need each other."""
        return tuple(block for block in self.blocks if len(block) > 1 or block[0] in self.all_inputs(block[0]))
