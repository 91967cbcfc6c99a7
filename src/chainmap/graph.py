"""The industry stack as a networkx graph, and back.

The graph is the public model: everything networkx offers works on it. Nodes are written
``component:ID``, ``offer:ID``, ``actor:ID``; edges point downstream (from what is needed to what
needs it) and carry a ``kind``:

=============  ======================================================================
``needs``      input (component or offer) -> dependent, one edge a row of the table
``supplies``   offer -> component
``makes``      actor -> offer
``owns``       owner -> actor
=============  ======================================================================
"""

from __future__ import annotations

from typing import Any

import networkx as nx

from .errors import ChainmapError
from .schema import TABLES, Row, Settings
from .stack import Stack

__all__ = ["from_networkx", "to_networkx"]

_NODES = {"components": "component", "offers": "offer", "actors": "actor"}


def to_networkx(stack: Stack) -> nx.MultiDiGraph[str]:
    """Return the stack as a directed multigraph with every cell as an attribute.

    Parameters
    ----------
    stack
        The industry.

    Returns
    -------
    networkx.MultiDiGraph
        Node attributes are the columns of the row and ``kind``; a component's or an actor's own column
        of that name stands in ``component_kind`` or ``actor_kind``. Edge attributes of
        ``needs`` edges are the columns of the row. Settings and the other tables stand in
        ``graph.graph``. :func:`from_networkx` takes it back to the same digest.

    Examples
    --------
    >>> import chainmap as cm, networkx as nx
    >>> graph = cm.to_networkx(cm.bundled("euv"))
    >>> sorted(nx.ancestors(graph, "component:euv"))
    ['actor:asml', 'offer:asml-euv']
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph["settings"] = _cells(stack.settings)
    for name in TABLES:
        if name not in (*_NODES, "needs"):
            graph.graph[name] = [_cells(row) for row in stack.table(name)]
    for table, kind in _NODES.items():
        for row in stack.table(table):
            graph.add_node(f"{kind}:{getattr(row, kind)}", **_attributes(row, kind))
    for offer in stack.offers:
        graph.add_edge(f"offer:{offer.offer}", f"component:{offer.component}", kind="supplies")
        graph.add_edge(f"actor:{offer.actor}", f"offer:{offer.offer}", kind="makes")
    for actor in stack.actors:
        if actor.owner is not None and actor.owner != actor.actor:
            graph.add_edge(f"actor:{actor.owner}", f"actor:{actor.actor}", kind="owns")
    components = {component.component for component in stack.components}
    for need in stack.needs:
        source, dependent = (
            f"{'component' if key in components else 'offer'}:{key}" for key in (need.input, need.dependent)
        )
        graph.add_edge(source, dependent, kind="needs", **_cells(need))
    return graph


def from_networkx(graph: nx.MultiDiGraph[str]) -> Stack:
    """Return the stack that a graph of :func:`to_networkx` stands for.

    Nodes and ``needs`` edges may have been added, removed or changed in between; the other edges are
    drawn from the cells of offers and actors, and are not read.

    Raises
    ------
    ChainmapError
        When the graph was not made by :func:`to_networkx`, or a cell does not fit its column.

    Examples
    --------
    >>> import chainmap as cm
    >>> graph = cm.to_networkx(cm.bundled("euv"))
    >>> graph.nodes["actor:asml"]["hq"] = ("CHN",)
    >>> cm.single_points_of_failure(cm.from_networkx(graph), by="country")["members"].tolist()
    []
    """
    if "settings" not in graph.graph:
        raise ChainmapError("this graph has no settings: from_networkx takes graphs made by to_networkx")
    try:
        tables: dict[str, tuple[Row, ...]] = {
            name: tuple(model(**cells) for cells in graph.graph.get(name, ())) for name, model in TABLES.items()
        }
        for table, kind in _NODES.items():
            tables[table] = tuple(
                TABLES[table](**_cells_of(cells, kind))
                for _, cells in graph.nodes(data=True)
                if cells.get("kind") == kind
            )
        tables["needs"] = tuple(
            TABLES["needs"](**{key: value for key, value in cells.items() if key != "kind"})
            for _, _, cells in graph.edges(data=True)
            if cells.get("kind") == "needs"
        )
        return Stack(settings=Settings(**graph.graph["settings"]), **tables)  # type: ignore[arg-type]
    except ValueError as error:
        raise ChainmapError(f"the graph does not describe a stack: {error}") from error


def _cells(row: Row) -> dict[str, Any]:
    return row.model_dump()


def _attributes(row: Row, kind: str) -> dict[str, Any]:
    cells = {f"{kind}_kind" if key == "kind" else key: value for key, value in _cells(row).items()}
    return {"kind": kind, **cells}


def _cells_of(attributes: dict[str, Any], kind: str) -> dict[str, Any]:
    cells = {key: value for key, value in attributes.items() if key != "kind"}
    return {"kind" if key == f"{kind}_kind" else key: value for key, value in cells.items()}
