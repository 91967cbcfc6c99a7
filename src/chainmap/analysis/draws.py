"""What each place of a stack draws on, and in which shares: the rows that look-through walks.

An offer draws on what it and its component need, in parts that sum to at most 1; a component draws on its
offers, and a group on its alternatives, in shares that sum to 1 (METHOD section 5). Shares, usage and
weights are ranges; empty ones are 0 to 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from ..errors import InvalidStack, Problem, WrongQuestion
from ..kernels.shares import Counted, Range
from ..structure import Box, Market, Structure, box

__all__ = ["EQUAL", "Draw", "Draws", "assumed", "draws_of", "spread_equally"]

EQUAL = "equal"
_SLACK = 1e-9
_EMPTY: Box = (0.0, None, 1.0)


@dataclass(frozen=True)
class Draw:
    """What one place draws on.

    Attributes
    ----------
    kind
        ``component`` (at a quality threshold), ``offer``, ``group`` or ``unnamed`` (suppliers whom the
        source does not name).
    id
        The component, the offer, or ``dependent/group``.
    inputs
        Places drawn on.
    boxes, stated
        For each input the range of its part, and the stated part (None where it is not stated).
    whole
        Whether the parts are shares of one whole (their sum is 1) or weights (at most 1).
    counted
        For each input whether it counts; None where its quality is not known.
    anything
        Whether the place may also be reached by anybody, because nobody is named.
    shared
        Whether a range here is one that other places choose too, so that ends need not combine.
    """

    kind: str
    id: str
    inputs: tuple[int, ...] = ()
    boxes: tuple[Range, ...] = ()
    stated: tuple[float | None, ...] = ()
    whole: bool = False
    counted: tuple[Counted, ...] = ()
    anything: bool = False
    shared: bool = False


@dataclass(frozen=True)
class Draws:
    """The rows of a stack in one reading.

    ``of`` finds the place of a component (at any quality) or an offer by id; ``blocks`` is the order of
    the walk, inputs first; ``looping`` holds the places that draw on themselves.
    """

    rows: tuple[Draw, ...]
    of: Mapping[str, int]
    blocks: tuple[tuple[int, ...], ...]
    looping: frozenset[int]

    def cone(self, start: int) -> frozenset[int]:
        """Return every place that a place draws on, itself included."""
        seen, todo = {start}, [start]
        while todo:
            for one in self.rows[todo.pop()].inputs:
                if one not in seen:
                    seen.add(one)
                    todo.append(one)
        return frozenset(seen)

    def components(self, places: frozenset[int]) -> frozenset[str]:
        """Return the ids of the components among some places."""
        return frozenset(self.rows[at].id for at in places if self.rows[at].kind == "component")


def assumed(assume: str | None) -> bool:
    """Whether empty cells are spread equally; refuses what is neither that nor nothing."""
    if assume not in (None, EQUAL):
        raise WrongQuestion(f"assume={assume!r} is not known: use 'equal' or leave it out")
    return assume == EQUAL


def spread_equally(boxes: Sequence[Box], *, equal: bool = True) -> list[Box]:
    """Spread what is left equally over empty cells, when asked to; else leave them open.

    Examples
    --------
    >>> spread_equally([(0.4, 0.4, 0.4), (0.0, None, 1.0), (0.0, None, 1.0)])[1]
    (0.3, 0.3, 0.3)
    """
    empty = list(boxes).count(_EMPTY)
    if not equal or not empty:
        return list(boxes)
    each = max(0.0, 1.0 - sum(_middle(one) for one in boxes if one != _EMPTY)) / empty
    return [(each, each, each) if one == _EMPTY else one for one in boxes]


def draws_of(structure: Structure, reading: str, *, equal: bool = False) -> Draws:
    """Return what every component, offer and group draws on.

    Parameters
    ----------
    structure
        The compiled stack.
    reading
        ``as_listed``, or ``proved`` with one more, unnamed supplier in every open market.
    equal
        Spread what is left equally over empty cells: shares of a market, usage of a group, weights of an
        offer and its component together.

    Raises
    ------
    InvalidStack
        When the weights of a dependent sum to more than 1.
    """
    return _Rows(structure, reading, equal).finish()


class _Rows:
    """Grows the rows while they are followed; used once."""

    def __init__(self, structure: Structure, reading: str, equal: bool) -> None:
        self.structure, self.reading, self.equal = structure, reading, equal
        self.rows: list[Draw | None] = []
        self.known: dict[tuple[str, int], int] = {}
        self.todo: list[tuple[str, int]] = []
        self.thresholds: dict[str, int] = {}
        for node in structure.nodes:
            if node.kind == "component":
                self.thresholds[node.id] = self.thresholds.get(node.id, 0) + 1

    def finish(self) -> Draws:
        of = {name: self._place(at) for name, at in self.structure.position.items()}
        while self.todo:
            kind, at = self.todo.pop()
            self.rows[self.known[kind, at]] = self._row(kind, at)
        rows = tuple(row for row in self.rows if row is not None)
        graph: nx.DiGraph[int] = nx.DiGraph()
        graph.add_nodes_from(range(len(rows)))
        graph.add_edges_from((at, one) for at, row in enumerate(rows) for one in row.inputs)
        blocks = tuple(tuple(sorted(block)) for block in nx.strongly_connected_components(graph))
        looping = {at for block in blocks for at in block if len(block) > 1 or at in rows[at].inputs}
        return Draws(rows, of, blocks, frozenset(looping))

    def _place(self, at: int) -> int:
        """Return the place of a node; a need on one offer is that offer, a licence what it is for."""
        node = self.structure.nodes[at]
        if node.kind == "via":
            return self._place(self.structure.position[node.id])
        if node.kind == "kept":
            return self._place(self.structure.inputs[at][0])
        return self._new(node.kind, at)

    def _new(self, kind: str, at: int) -> int:
        if (kind, at) not in self.known:
            self.known[kind, at] = len(self.rows)
            self.rows.append(None)
            self.todo.append((kind, at))
        return self.known[kind, at]

    def _row(self, kind: str, at: int) -> Draw:
        if kind == "group":
            return self._group(at)
        if kind == "offer":
            return self._offer(at)
        if kind == "unnamed":
            return self._parts("unnamed", self.structure.nodes[at].id, self._groups(at), anything=True)
        return self._component(at)

    def _groups(self, at: int) -> list[int]:
        """Return the group nodes of a component or an offer, essential or not."""
        found = (*self.structure.inputs[at], *self.structure.partial.get(at, ()))
        return [one for one in found if one in self.structure.groups]

    def _group(self, at: int) -> Draw:
        group = self.structure.groups[at]
        places = [self._place(one) for one in group.inputs]
        boxes = [(1.0, 1.0, 1.0)] if len(places) == 1 else self._equal(group.usage)
        return _shares("group", f"{group.dependent}/{group.name}", places, boxes, [True] * len(places))

    def _offer(self, at: int) -> Draw:
        offer = self.structure.nodes[at].id
        component = self.structure.position[self.structure.supplies[offer]]
        mine, common, market = self._groups(at), self._groups(component), self._market(component)
        free = any(low < high for low, _, high in (self.structure.groups[one].weight for one in common))
        rivals = market is not None and len(market.offers) > 1
        return self._parts("offer", offer, mine + common, shared=bool(mine) and free and rivals)

    def _market(self, component: int) -> Market | None:
        inputs = self.structure.inputs[component]
        return next((self.structure.markets[one] for one in inputs if one in self.structure.markets), None)

    def _parts(
        self, kind: str, name: str, groups: Sequence[int], *, anything: bool = False, shared: bool = False
    ) -> Draw:
        boxes = [self.structure.groups[one].weight for one in groups]
        if (low := sum(one for one, _, _ in boxes)) > 1 + _SLACK:
            what = f"the weights of what {name} needs add up to at least {low:g}, and 1 is all there is."
            remedy = "Lower weights, or weight_low, until they fit into 1."
            raise InvalidStack([Problem("needs.csv", None, "weight", what, remedy)])
        boxes = self._equal(boxes)
        return Draw(
            kind,
            name,
            tuple(self._new("group", one) for one in groups),
            tuple((low, high) for low, _, high in boxes),
            tuple(stated for _, stated, _ in boxes),
            anything=anything,
            shared=shared,
        )

    def _component(self, at: int) -> Draw:
        name, market = self.structure.nodes[at].id, self._market(at)
        if market is None:
            return self._parts("component", name, self._groups(at))
        if market.supply == "unknown" or (market.offers and all(fits is False for fits in market.enough)):
            return Draw("component", name, anything=True)
        unnamed = self.reading == "proved" and market.is_open
        if not market.offers:
            return self._parts("component", name, self._groups(at), anything=unnamed)
        places = [self._place(one) for one, _ in market.offers]
        boxes = self._equal([box(one.share_low, one.share, one.share_high) for _, one in market.offers])
        counted: list[Counted] = list(market.enough)
        if unnamed:
            places.append(self._new("unnamed", self.structure.position[name]))
            boxes.append(_rest(boxes))
            counted.append(True)
        elif len(boxes) == 1:
            boxes = [(1.0, 1.0, 1.0)]
        free = None in counted or any(low < high for low, _, high in boxes)
        return _shares("component", name, places, boxes, counted, shared=free and self.thresholds[name] > 1)

    def _equal(self, boxes: Sequence[Box]) -> list[Box]:
        return spread_equally(boxes, equal=self.equal)


def _shares(
    kind: str,
    name: str,
    places: Sequence[int],
    boxes: Sequence[Box],
    counted: Sequence[Counted],
    *,
    shared: bool = False,
) -> Draw:
    ranges = tuple((low, high) for low, _, high in boxes)
    stated = tuple(stated for _, stated, _ in boxes)
    return Draw(kind, name, tuple(places), ranges, stated, whole=True, counted=tuple(counted), shared=shared)


def _rest(boxes: Sequence[Box]) -> Box:
    """Return the share of suppliers whom the source does not name."""
    low = max(0.0, 1.0 - sum(high for _, _, high in boxes))
    high = max(0.0, 1.0 - sum(low for low, _, _ in boxes))
    named = [stated for _, stated, _ in boxes if stated is not None]
    stated = min(max(1.0 - sum(named), low), high) if len(named) == len(boxes) else None
    return (low, low if low == high else stated, high)


def _middle(one: Box) -> float:
    return one[1] if one[1] is not None else (one[0] + one[2]) / 2
