"""Routes by which a share enters: against networkx's enumeration of simple paths, and by hand."""

from __future__ import annotations

import random
from itertools import pairwise

import networkx as nx
import pytest

import chainmap as cm
from chainmap.errors import UnknownName, WrongQuestion
from tests.analysis.stacks import EUV
from tests.random_stacks import cases, question, random_stack
from tests.reach import weighted
from tests.reference.test_look_through import car
from tests.structure.tiny import firm, made, need, part, target, tiny

NEAR = 1e-9


def pairs(table):
    return [(row.route, row.low, row.high) for row in table.itertuples()]


def test_the_routes_of_the_car_sum_to_its_look_through_but_for_the_loop():
    """Section 12: car .3 parts, parts .5 steel; the loop of .1 adds a tenth of each again and again."""
    stack = car(("USA",))
    (parts,) = pairs(cm.dependency_routes(stack, "car", "MEX"))
    (steel,) = pairs(cm.dependency_routes(stack, "car", "CHN"))
    assert parts[0] == ("component:car", "offer:u-car", "component:parts", "offer:m-parts")
    assert parts[1:] == pytest.approx((0.3, 0.3)) and steel[1:] == pytest.approx((0.15, 0.15))
    whole = cm.import_dependency(stack, "car", measure="look_through").set_index(["country", "reading"])
    assert whole.loc[("CHN", "as_listed"), "value"] == pytest.approx(0.15 / 0.9)


def test_unknown_weights_are_nothing_or_everything_and_shorter_routes_come_first():
    found = pairs(cm.dependency_routes(EUV, "p", "KOR"))
    assert [route[-1] for route, _, _ in found] == ["offer:samsung-chip", "offer:lg-display"]
    assert all((low, high) == (0.0, 1.0) for _, low, high in found)


def test_an_unnamed_supplier_is_an_end_that_is_not_known():
    stack = tiny(target("t"), part("x", supply="unknown"), need("t", "x", weight=0.4))
    (row,) = cm.dependency_routes(stack, "t").itertuples()
    assert row.route == ("component:t", "component:x", "unknown:x")
    assert (row.low, row.high, row.known, row.hidden) == (0.0, 0.4, False, True)


def test_a_direct_offer_is_not_hidden():
    stack = tiny(part("c", complete="yes"), firm("a", "USA"), made("c", "a"), home=("CHN",))
    (row,) = cm.dependency_routes(stack, "c", "USA").itertuples()
    assert (row.low, row.high, row.hidden, row.known) == (1.0, 1.0, False, True)


def test_what_cannot_be_asked():
    with pytest.raises(UnknownName):
        cm.dependency_routes(EUV, "p", "Atlantis")
    with pytest.raises(WrongQuestion, match="home"):
        cm.dependency_routes(EUV, "p", "CHN")
    with pytest.raises(WrongQuestion, match="k must"):
        cm.dependency_routes(EUV, "p", k=0)
    with pytest.raises(WrongQuestion, match="equal"):
        cm.dependency_routes(EUV, "p", assume="fair")


def graph_of(stack: cm.Stack) -> nx.DiGraph:
    """Give the best single weight of every step of a stack whose cells are all stated, by the definition."""
    graph: nx.DiGraph = nx.DiGraph()
    for row in stack.components:
        offers = [one for one in stack.offers if one.component == row.component]
        total = sum(one.share for one in offers)
        for one in offers:
            graph.add_edge(f"component:{row.component}", f"offer:{one.offer}", weight=one.share / total)
            for row_of_need in stack.needs:
                if row_of_need.dependent in (row.component, one.offer):
                    step = f"offer:{one.offer}", f"component:{row_of_need.input}"
                    graph.add_edge(*step, weight=row_of_need.weight)
        if not offers:
            for row_of_need in stack.needs:
                if row_of_need.dependent == row.component:
                    graph.add_edge(
                        f"component:{row.component}", f"component:{row_of_need.input}", weight=row_of_need.weight
                    )
    return graph


def stated(seed: int) -> cm.Stack:
    """Draw a stack of six components with loops, two offers each, all shares and weights stated."""
    rng = random.Random(seed)
    names = [f"c{i}" for i in range(6)]
    rows = [part(name, complete="yes") if i else target(name) for i, name in enumerate(names)]
    rows += [firm("a", "USA"), firm("b", "CHN")]
    for name in names[1:]:
        share = rng.randrange(1, 8) / 8
        rows += [made(name, "a", share=share), made(name, "b", share=1 - share)]
    for name in names:
        others = rng.sample([one for one in names[1:] if one != name], rng.randint(0 if name != "c0" else 2, 3))
        rows += [need(name, one, weight=rng.randrange(1, 5) / 16) for one in others]
    return tiny(*rows, home=("CHN",))


@pytest.mark.parametrize("seed", range(30))
def test_routes_are_the_heaviest_simple_paths(seed):
    stack = stated(seed)
    graph = graph_of(stack)
    found = pairs(cm.dependency_routes(stack, "c0", "USA", k=10_000))
    expected = {}
    for one in stack.offers:
        end = f"offer:{one.offer}"
        if one.actor == "a" and end in graph:
            for path in nx.all_simple_paths(graph, "component:c0", end):
                middle = [step for step in path[:-1] if step.startswith("offer:")]
                if all(step.startswith("offer:b-") for step in middle):  # an offer that is reached ends the route
                    weight = 1.0
                    for step in pairwise(path):
                        weight *= graph.edges[step]["weight"]
                    expected[tuple(path)] = weight
    assert len(expected) >= 2
    assert {route: high for route, _, high in found} == pytest.approx(expected, abs=1e-9)
    assert [high for _, _, high in found] == sorted((round(high, 9) for _, _, high in found), reverse=True)
    few = pairs(cm.dependency_routes(stack, "c0", "USA", k=3))
    assert few == found[:3]


@pytest.mark.parametrize("seed", cases(40))
def test_routes_are_never_more_than_the_look_through_at_the_stated_cells(seed):
    stack = weighted(random_stack(seed), seed)
    one = question(stack, seed)
    seat = {"home": "none" if one.home == () else one.home, "lens": one.lens}
    whole = cm.import_dependency(stack, "c0", measure="look_through", assume="equal", **seat)
    row = whole[(whole.country == "foreign") & (whole.reading == "as_listed")].iloc[0]
    table = cm.dependency_routes(stack, "c0", k=300, assume="equal", **seat)
    assert table.low.sum() <= row.high + NEAR
    assert (table.high <= row.high + NEAR).all()
    assert (table.low <= table.high).all()
