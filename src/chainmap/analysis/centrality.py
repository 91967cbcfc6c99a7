"""Where would network science look? Betweenness, PageRank and degree, for contrast and never as the score.

A centrality sees who is linked to whom. It does not see that two suppliers stand in for each other,
that one link can do without another, or whose hand reaches whom; METHOD section 4 prints it beside the
answer that does. ``docs/why-not-centrality.md`` shows on the bundled data what it misses.

References
----------
Freeman, A set of measures of centrality based on betweenness, Sociometry 40, 1977.
Page, Brin, Motwani & Winograd, The PageRank citation ranking, 1999.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

from ..graph import to_networkx
from ..structure import Viewpoint

__all__ = ["Centrality", "centralities", "supply_graph"]

_DIGITS = 9


@dataclass(frozen=True)
class Centrality:
    """Three measures of one node."""

    betweenness: float
    pagerank: float
    degree: int


def centralities(seen: Viewpoint, by: str, blocs: Mapping[str, frozenset[str]] | None = None) -> dict[str, Centrality]:
    """Return the centralities of every unit that supplies something.

    Parameters
    ----------
    seen
        The viewpoint; its lens decides which countries stand behind an offer.
    by
        ``offer``, ``actor``, ``component``, ``country`` or ``bloc``.
    blocs
        The members of each bloc, for ``by="bloc"``.

    Returns
    -------
    dict
        By unit. Betweenness is the share of shortest paths of other pairs that pass through it;
        PageRank lets dependents endorse what they need (damping 0.85); degree counts the units that it
        supplies and is supplied by.

    Notes
    -----
    Nodes x links steps.
    """
    graph = supply_graph(seen, by, blocs)
    if not graph:
        return {}
    between = nx.betweenness_centrality(graph)
    rank = nx.pagerank(graph.reverse(copy=False))
    return {
        unit: Centrality(round(between[unit], _DIGITS), round(rank[unit], _DIGITS), graph.degree(unit))
        for unit in graph
    }


def supply_graph(seen: Viewpoint, by: str, blocs: Mapping[str, frozenset[str]] | None = None) -> nx.DiGraph[str]:
    """Return who supplies whom among units: the stack's graph with its nodes merged.

    A component stands for the units behind its active offers, or for itself where it has none (what is
    assembled, open or unknown). Who is behind what a dependent needs supplies whoever is behind the
    dependent; a unit does not supply itself.

    Examples
    --------
    >>> import chainmap as cm
    >>> from chainmap.structure import viewpoint
    >>> graph = supply_graph(viewpoint(cm.bundled("euv"), home="none"), "actor")
    >>> sorted(graph.edges)[:2]
    [('actor:asml', 'actor:samsung'), ('actor:asml', 'actor:tsmc')]
    """
    whole = to_networkx(seen.stack)
    behind: dict[str, list[str]] = defaultdict(list)
    for offer, component, cells in whole.edges(data=True):
        if cells["kind"] == "supplies" and whole.nodes[offer]["status"] == "active":
            behind[offer] = _units(seen, offer.partition(":")[2], by, blocs or {})
            behind[component] += behind[offer]
    graph: nx.DiGraph[str] = nx.DiGraph()
    for node, cells in whole.nodes(data=True):
        if cells["kind"] == "component":
            if by == "component" or not behind[node]:
                behind[node] = [node]
            graph.add_nodes_from(dict.fromkeys(behind[node]))
    for source, dependent, cells in whole.edges(data=True):
        if cells["kind"] == "needs":
            links = (
                (one, other) for one in dict.fromkeys(behind[source]) for other in dict.fromkeys(behind[dependent])
            )
            graph.add_edges_from((one, other) for one, other in links if one != other)
    return _in_order(graph)


def _in_order(graph: nx.DiGraph[str]) -> nx.DiGraph[str]:
    """Return the graph with nodes and links sorted, so that sums of floats do not hang on the order of rows."""
    found: nx.DiGraph[str] = nx.DiGraph()
    found.add_nodes_from(sorted(graph))
    found.add_edges_from(sorted(graph.edges))
    return found


def _units(seen: Viewpoint, offer: str, by: str, blocs: Mapping[str, frozenset[str]]) -> list[str]:
    """Return the units behind one offer."""
    if by == "offer":
        return [f"offer:{offer}"]
    if by == "component":
        return [f"component:{seen.component_of[offer]}"]
    if by == "actor":
        return [f"actor:{actor}" for actor in seen.makers[offer]]
    codes = sorted({code for term in seen.reaches[offer].terms for code in term})
    if by == "country":
        return [f"country:{code}" for code in codes]
    return [f"bloc:{name}" for name, reached in sorted(blocs.items()) if reached & set(codes)]
