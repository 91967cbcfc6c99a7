"""The stack as a networkx graph and back, without loss."""

from __future__ import annotations

import networkx as nx
import pytest

import chainmap as cm
from chainmap.errors import ChainmapError
from chainmap.schema import Need, columns_of
from tests.analysis.stacks import EUV, INDUSTRY, shuffled


@pytest.mark.parametrize("stack", [EUV, INDUSTRY, cm.bundled("metaverse")], ids=["euv", "industry", "metaverse"])
def test_a_round_trip_keeps_the_digest(stack):
    assert cm.from_networkx(cm.to_networkx(stack)).digest == stack.digest


def test_nodes_and_edges_of_euv():
    graph = cm.to_networkx(EUV)
    kinds = [data["kind"] for _, data in graph.nodes(data=True)]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {"component": 4, "offer": 5, "actor": 5}
    edges = {(source, end, data["kind"]) for source, end, data in graph.edges(data=True)}
    assert {("component:euv", "component:chip", "needs"), ("actor:asml", "offer:asml-euv", "makes")} <= edges
    assert ("offer:asml-euv", "component:euv", "supplies") in edges
    assert len(edges) == 3 + 5 + 5


def test_what_networkx_knows_works_on_it():
    graph = cm.to_networkx(EUV)
    assert nx.descendants(graph, "actor:asml") == {"offer:asml-euv", "component:euv", "component:chip", "component:p"}
    assert nx.is_directed_acyclic_graph(graph)


def test_every_cell_is_an_attribute():
    graph = cm.to_networkx(INDUSTRY)
    assert graph.nodes["offer:nvidia-gpu"]["share"] == 0.7
    assert graph.nodes["component:gpu"]["name_zh"] == "显卡"
    assert graph.nodes["actor:nvidia"]["aliases"] == ("NV",)
    (needed,) = graph.get_edge_data("component:tracking", "component:office").values()
    assert {column.name for column in columns_of(Need)} <= set(needed) and needed["weight"] == 0.2
    assert ("actor:siemens", "actor:mentor") in graph.edges()
    assert graph.graph["settings"]["id"] == "tiny"


def test_kind_is_the_node_s_and_the_row_s_own_stands_beside_it():
    graph = cm.to_networkx(EUV)
    assert graph.nodes["component:euv"]["kind"] == "component"
    assert graph.nodes["component:euv"]["component_kind"] == "equipment"


def test_alternatives_are_parallel_edges_kept_apart():
    graph = cm.to_networkx(INDUSTRY)
    assert graph.number_of_edges("component:eda", "component:gpu") == 1
    assert graph.number_of_edges("component:eda", "offer:moore-gpu") == 1


def test_the_order_of_nodes_does_not_matter():
    assert cm.from_networkx(cm.to_networkx(shuffled(INDUSTRY, 5))).digest == INDUSTRY.digest


def test_what_is_changed_in_the_graph_is_changed_in_the_stack():
    graph = cm.to_networkx(EUV)
    graph.nodes["actor:asml"]["hq"] = ("CHN",)
    assert cm.single_points_of_failure(cm.from_networkx(graph), by="country").empty
    graph.remove_edge("component:euv", "component:chip")
    assert len(cm.from_networkx(graph).needs) == 2


@pytest.mark.parametrize("spoil", ["no settings", "no such column", "a wrong value"])
def test_a_graph_that_is_no_stack_is_refused(spoil):
    graph = cm.to_networkx(EUV)
    if spoil == "no settings":
        graph = nx.MultiDiGraph()
    elif spoil == "no such column":
        graph.nodes["actor:asml"]["colour"] = "red"
    else:
        graph.nodes["offer:tsmc-chip"]["share"] = "much"
    with pytest.raises(ChainmapError):
        cm.from_networkx(graph)
