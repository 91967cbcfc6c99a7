"""The contrast: which graph the centralities are taken from, and that networkx takes them."""

from __future__ import annotations

import networkx as nx
import pytest

import chainmap as cm
from chainmap.analysis.centrality import centralities, supply_graph
from chainmap.structure import viewpoint
from tests.analysis.stacks import EUV, INDUSTRY, shuffled
from tests.structure.tiny import firm, made, need, part, target, tiny

ALL = viewpoint(EUV, home="none")


def test_firms_supply_firms_and_what_is_assembled():
    assert set(supply_graph(ALL, "actor").edges) == {
        ("actor:asml", "actor:tsmc"),
        ("actor:asml", "actor:samsung"),
        *((f"actor:{maker}", "component:p") for maker in ("tsmc", "samsung", "lg", "boe")),
    }


def test_components_and_countries():
    assert set(supply_graph(ALL, "component").edges) == {
        ("component:euv", "component:chip"),
        ("component:chip", "component:p"),
        ("component:display", "component:p"),
    }
    assert set(supply_graph(ALL, "country").edges) == {
        ("country:NLD", "country:TWN"),
        ("country:NLD", "country:KOR"),
        *((f"country:{code}", "component:p") for code in ("TWN", "KOR", "CHN")),
    }
    blocs = {"west": frozenset(["NLD", "KOR"])}
    assert ("bloc:west", "component:p") in supply_graph(ALL, "bloc", blocs).edges


def test_offers_that_are_not_on_the_market_supply_nobody():
    assert "offer:moore-gpu" not in supply_graph(viewpoint(INDUSTRY), "offer")


def test_needs_of_one_offer_link_its_maker_only():
    rows = [target("p"), part("x"), part("y"), firm("a", "USA"), firm("b", "JPN"), firm("c", "DEU"), need("p", "x")]
    stack = tiny(*rows, made("x", "a"), made("x", "b"), made("y", "c"), need("a-x", "y"))
    assert set(supply_graph(viewpoint(stack), "actor").edges) == {
        ("actor:c", "actor:a"),
        ("actor:a", "component:p"),
        ("actor:b", "component:p"),
    }


@pytest.mark.parametrize("by", ["actor", "country", "component", "offer"])
def test_measures_are_those_of_networkx(by):
    graph = supply_graph(ALL, by)
    found = centralities(ALL, by)
    assert {unit: one.betweenness for unit, one in found.items()} == pytest.approx(nx.betweenness_centrality(graph))
    assert {unit: one.pagerank for unit, one in found.items()} == pytest.approx(nx.pagerank(graph.reverse()))
    assert {unit: one.degree for unit, one in found.items()} == dict(graph.degree())


def test_asml_is_on_no_shortest_path_of_others():
    """METHOD section 12: in the plain digraph ASML is neither dominator nor articulation point."""
    found = centralities(ALL, "actor")
    assert found["actor:asml"].betweenness == 0
    assert max(found, key=lambda unit: found[unit].betweenness) in {"actor:tsmc", "actor:samsung"}
    graph = supply_graph(ALL, "actor")
    assert "actor:asml" not in set(nx.articulation_points(graph.to_undirected()))


def test_the_order_of_rows_changes_nothing():
    for seed in (1, 2):
        assert centralities(viewpoint(shuffled(INDUSTRY, seed)), "actor") == centralities(viewpoint(INDUSTRY), "actor")


def test_an_empty_stack_has_none():
    assert centralities(viewpoint(cm.Stack(EUV.settings)), "actor") == {}
