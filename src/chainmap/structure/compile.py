"""Stack -> Structure: components, offers and needs become k-of-n nodes (METHOD section 1)."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

import networkx as nx

from ..schema import Component, Need, Offer
from ..stack import Stack
from .model import Box, Group, Market, Node, Structure

__all__ = ["box", "compile_structure", "enough"]


@lru_cache(maxsize=64)
def compile_structure(stack: Stack) -> Structure:
    """Compile a stack to its structure; neither home, lens nor mode change it.

    A need with a quality threshold makes a node of its own for the pair (component, threshold),
    because quality is judged need by need. Redundancy sits in group nodes, rivalry in market nodes.

    Parameters
    ----------
    stack
        A checked stack.

    Returns
    -------
    Structure
        With about two nodes for every component, one for every offer and one for every group.

    Notes
    -----
    Linear in rows. Compiled stacks are remembered by their digest.

    References
    ----------
    Barlow & Proschan, Statistical Theory of Reliability and Life Testing, 1975, chapter 1.

    Examples
    --------
    >>> import chainmap as cm
    >>> structure = cm.compile_structure(cm.bundled("euv"))
    >>> sorted(structure.components_in(structure.position["chip"]))
    ['chip', 'euv']
    """
    return _Compiler(stack).finish()


def box(low: float | None, value: float | None, high: float | None) -> Box:
    """Return the range of three cells; a value alone is a point, an open end is 0 or 1."""
    if low is None and high is None and value is not None:
        return (value, value, value)
    bottom = low if low is not None else 0.0
    top = high if high is not None else 1.0
    return (bottom, value if value is not None else (bottom if bottom == top else None), top)


def enough(offer: Offer, min_quality: float | None) -> bool | None:
    """Say whether an offer's quality is known to suffice, known not to, or unknown (None)."""
    if min_quality is None:
        return True
    low, _, high = box(offer.quality_low, offer.quality, offer.quality_high)
    if low >= min_quality:
        return True
    return False if high < min_quality else None


class _Compiler:
    """Grows the nodes while the needs are followed; used once."""

    def __init__(self, stack: Stack) -> None:
        self.components: dict[str, Component] = {row.component: row for row in stack.components}
        self.offers: dict[str, Offer] = {row.offer: row for row in stack.offers}
        self.supplied: dict[str, list[Offer]] = defaultdict(list)
        for offer in stack.offers:
            if offer.status == "active":
                self.supplied[offer.component].append(offer)
        self.needs: dict[str, dict[str, list[Need]]] = defaultdict(lambda: defaultdict(list))
        for need in stack.needs:
            self.needs[need.dependent][need.group or f"={need.input}"].append(need)
        self.nodes: list[Node] = []
        self.inputs: list[tuple[int, ...]] = []
        self.at_least: list[int] = []
        self.partial: dict[int, tuple[int, ...]] = {}
        self.markets: dict[int, Market] = {}
        self.groups: dict[int, Group] = {}
        self.licences: dict[int, Literal["perpetual", "source"]] = {}
        self.known: dict[Node, int] = {}
        self.todo: list[int] = []

    def finish(self) -> Structure:
        for component in self.components:
            self._node(Node("component", component))
        for offer in self.offers:
            self._node(Node("offer", offer))
        while self.todo:
            self._connect(self.todo.pop())
        position = {node.id: at for node, at in self.known.items() if _by_name(node)}
        return Structure(
            nodes=tuple(self.nodes),
            inputs=tuple(self.inputs),
            at_least=tuple(self.at_least),
            blocks=self._blocks(),
            partial=MappingProxyType(self.partial),
            markets=MappingProxyType(self.markets),
            groups=MappingProxyType(self.groups),
            position=MappingProxyType(position),
            supplies=MappingProxyType({name: offer.component for name, offer in self.offers.items()}),
            licences=MappingProxyType(self.licences),
        )

    def _node(self, node: Node) -> int:
        """Return the position of a node, a new one if need be; it is connected later."""
        if node not in self.known:
            self.known[node] = len(self.nodes)
            self.nodes.append(node)
            self.inputs.append(())
            self.at_least.append(0)
            self.todo.append(self.known[node])
        return self.known[node]

    def _set(self, at: int, inputs: list[int], at_least: int) -> None:
        self.inputs[at], self.at_least[at] = tuple(inputs), at_least

    def _connect(self, at: int) -> None:
        node = self.nodes[at]
        if node.kind == "component":
            inputs = self._groups(at, node.id)
            if self.components[node.id].supply != "open":
                inputs.append(self._market(node.id, node.min_quality))
            self._set(at, inputs, len(inputs))
        elif node.kind == "offer":
            inputs = self._groups(at, node.id)
            self._set(at, inputs, len(inputs))
        elif node.kind == "via":
            inputs = [self._node(Node("offer", node.id)), *self._groups(at, self.offers[node.id].component)]
            self._set(at, inputs, len(inputs))

    def _groups(self, at: int, dependent: str) -> list[int]:
        """Return the essential groups of a dependent and note the others."""
        essential: list[int] = []
        partial: list[int] = []
        for name, needs in self.needs[dependent].items():
            group = self._group(dependent, name, needs)
            (essential if needs[0].essential else partial).append(group)
        if partial:
            self.partial[at] = tuple(partial)
        return essential

    def _group(self, dependent: str, name: str, needs: list[Need]) -> int:
        at = self._node(Node("group", f"{dependent}/{name}"))
        if at in self.groups:
            return at
        inputs = [self._input(need) for need in needs]
        first = needs[0]
        self.groups[at] = Group(
            dependent=dependent,
            name=name,
            at_least=first.at_least,
            needs=tuple(needs),
            inputs=tuple(inputs),
            essential=first.essential,
            weight=box(first.weight_low, first.weight, first.weight_high),
            usage=tuple(box(need.usage_low, need.usage, need.usage_high) for need in needs),
        )
        self._set(at, inputs, first.at_least)
        return at

    def _input(self, need: Need) -> int:
        if need.input in self.components:
            live = self._node(Node("component", need.input, need.min_quality))
        else:
            live = self._node(Node("via", need.input))
        if need.licence == "subscription":
            return live
        kept = self._node(Node("kept", f"{need.dependent}/{need.group or ''}/{need.input}"))
        self.licences[kept] = need.licence
        self._set(kept, [live], 1)
        return kept

    def _market(self, component: str, min_quality: float | None) -> int:
        at = self._node(Node("market", component, min_quality))
        row = self.components[component]
        offers = tuple((self._node(Node("offer", offer.offer)), offer) for offer in self.supplied[component])
        market = Market(
            component=component,
            supply=row.supply,
            complete=row.complete,
            min_quality=min_quality,
            offers=offers,
            enough=tuple(enough(offer, min_quality) for _, offer in offers),
        )
        self.markets[at] = market
        good = [position for (position, _), fits in zip(offers, market.enough, strict=True) if fits]
        unclear = [position for (position, _), fits in zip(offers, market.enough, strict=True) if fits is None]
        inputs = list(good)
        if row.supply == "unknown":
            inputs.append(self._node(Node("unknown", component)))
        else:
            if unclear:
                kind: Literal["doubted", "maybe"] = "doubted" if good else "maybe"
                inputs.append(self._unclear(kind, component, min_quality, unclear))
            if market.is_open:
                inputs.append(self._node(Node("unnamed", component)))
        self._set(at, inputs, 1)
        return at

    def _unclear(
        self, kind: Literal["doubted", "maybe"], component: str, min_quality: float | None, unclear: list[int]
    ) -> int:
        """Offers of unknown quality carry a market alone while that unknown stands, else only a proof."""
        either = self._node(Node("group", f"{component}/quality>={min_quality}"))
        self._set(either, unclear, 1)
        at = self._node(Node(kind, component, min_quality))
        inputs = [either] if kind == "doubted" else [self._node(Node("unknown", component)), either]
        self._set(at, inputs, len(inputs))
        return at

    def _blocks(self) -> tuple[tuple[int, ...], ...]:
        """Order the nodes inputs first; nodes that need each other share a block."""
        graph: nx.DiGraph[int] = nx.DiGraph()
        graph.add_nodes_from(range(len(self.nodes)))
        for at, inputs in enumerate(self.inputs):
            graph.add_edges_from((at, one) for one in inputs + self.partial.get(at, ()))
        for at, market in self.markets.items():  # levels also weigh the offers that may not suffice
            graph.add_edges_from((at, position) for position, _ in market.offers)
        return tuple(tuple(sorted(block)) for block in nx.strongly_connected_components(graph))


def _by_name(node: Node) -> bool:
    return node.kind == "offer" or (node.kind == "component" and node.min_quality is None)
