"""The map as cards and lines: which components there are, in which lane, and what feeds what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import networkx as nx

from ..schema import Component, Need
from ..stack import Stack
from .glossary import Pair

__all__ = ["Group", "Line", "groups_of", "lanes", "lines", "pair"]


@dataclass(frozen=True, order=True)
class Line:
    """One component feeds another.

    ``style`` is ``all`` when the dependent cannot do without it, ``any`` when it is one of several
    alternatives, ``some`` when only some of the offers need it or it is not essential.
    """

    start: str
    end: str
    style: str


@dataclass(frozen=True)
class Group:
    """Alternatives that serve one need of a component or an offer: at least ``at_least`` of them."""

    name: str
    at_least: int
    essential: bool
    needs: tuple[Need, ...]


def pair(english: str | None, chinese: str | None) -> Pair:
    """Return a text in both languages; a language that the data lack is empty."""
    return (english or "", chinese or "")


def groups_of(stack: Stack) -> dict[str, tuple[Group, ...]]:
    """Return the groups of needs of every component and offer, in the order of the table."""
    found: dict[str, dict[str, list[Need]]] = defaultdict(lambda: defaultdict(list))
    for need in stack.needs:
        found[need.dependent][need.group or f"={need.input}"].append(need)
    return {
        dependent: tuple(
            Group(name, needs[0].at_least, needs[0].essential, tuple(needs)) for name, needs in groups.items()
        )
        for dependent, groups in found.items()
    }


def lines(stack: Stack) -> tuple[Line, ...]:
    """Return every line of the map, sorted; needs of offers are drawn at the offers' components."""
    component_of = {offer.offer: offer.component for offer in stack.offers}
    active = defaultdict(set)
    for offer in stack.offers:
        if offer.status == "active":
            active[offer.component].add(offer.offer)
    styles: dict[tuple[str, str], set[str]] = defaultdict(set)
    needing: dict[tuple[str, str], set[str]] = defaultdict(set)
    for dependent, groups in groups_of(stack).items():
        end = component_of.get(dependent, dependent)
        for group in groups:
            style = "all" if group.at_least >= len(group.needs) else "any"
            for need in group.needs:
                start = component_of.get(need.input, need.input)
                if start == end:
                    continue
                if dependent in component_of or not group.essential:
                    styles[start, end].add("some")
                    if group.essential and style == "all":
                        needing[start, end].add(dependent)
                else:
                    styles[start, end].add(style)
    for (start, end), offers in needing.items():
        if offers >= active[end]:
            styles[start, end].add("all")
    order = ("all", "any", "some")
    return tuple(sorted(Line(*ends, min(found, key=order.index)) for ends, found in styles.items()))


def lanes(stack: Stack) -> tuple[tuple[Pair, tuple[Component, ...]], ...]:
    """Return the lanes of the map, upstream first: a name in both languages and its components.

    Lanes are the layers of the stack. A stack without layers is put into steps by the longest chain
    of needs below each component; components without a layer otherwise form a last lane.
    """
    if not stack.layers:
        return _steps(stack)
    ranked = sorted(stack.layers, key=lambda layer: (layer.rank, layer.layer))
    known = {layer.layer for layer in ranked}
    members: dict[str, list[Component]] = defaultdict(list)
    for component in stack.components:
        layer = component.layer if component.layer in known else None
        members[layer or ""].append(component)
    found = [
        (pair(layer.name_en or layer.layer, layer.name_zh or layer.layer), tuple(members[layer.layer]))
        for layer in ranked
        if members[layer.layer]
    ]
    if members[""]:
        found.append((("Without a layer", "未分层"), tuple(members[""])))
    return tuple(found)


def _steps(stack: Stack) -> tuple[tuple[Pair, tuple[Component, ...]], ...]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(row.component for row in stack.components)
    graph.add_edges_from((line.start, line.end) for line in lines(stack))
    folded = nx.condensation(graph)
    depth: dict[int, int] = {}
    for block in nx.topological_sort(folded):
        depth[block] = max((depth[one] + 1 for one in folded.predecessors(block)), default=0)
    step = {name: depth[block] for name, block in folded.graph["mapping"].items()}
    members: dict[int, list[Component]] = defaultdict(list)
    for component in stack.components:
        members[step[component.component]].append(component)
    return tuple(((f"Step {number + 1}", f"第 {number + 1} 级"), tuple(members[number])) for number in sorted(members))
