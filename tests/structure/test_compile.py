"""Components, offers and needs as k-of-n nodes (METHOD section 1)."""

from __future__ import annotations

from itertools import product

import pytest

from chainmap.structure import box, compile_structure, enough, works
from tests.structure.tiny import firm, made, need, part, target, tiny

USA = firm("x", "USA")


def state(structure, gone, name):
    """Whether a component works, as listed, when these offers are gone."""
    own = {structure.position[offer]: 0 for offer in gone}
    own |= {at: 0 for at, node in enumerate(structure.nodes) if node.kind in ("unnamed", "doubted")}
    return bool(works(structure, own, 1)[structure.position[name]])


@pytest.mark.parametrize("at_least", [1, 2, 3])
def test_a_group_works_when_enough_of_it_works(at_least):
    names = ("a", "b", "c")
    rows = [target("p"), USA, *(part(name) for name in names), *(made(name, "x") for name in names)]
    rows += [need("p", name, "any", at_least=at_least) for name in names]
    structure = compile_structure(tiny(*rows))
    for left in product([True, False], repeat=3):
        gone = [f"x-{name}" for name, there in zip(names, left, strict=True) if not there]
        assert state(structure, gone, "p") is (sum(left) >= at_least)


def test_needs_without_a_group_are_all_needed():
    rows = [target("p"), USA, part("a"), part("b"), made("a", "x"), made("b", "x"), need("p", "a"), need("p", "b")]
    structure = compile_structure(tiny(*rows))
    assert state(structure, [], "p")
    assert not state(structure, ["x-a"], "p") and not state(structure, ["x-b"], "p")


def test_what_is_not_essential_stops_nobody():
    rows = [target("p"), USA, part("a"), made("a", "x"), need("p", "a", essential=False, weight=0.2)]
    structure = compile_structure(tiny(*rows))
    assert state(structure, ["x-a"], "p") and not state(structure, ["x-a"], "a")


def test_each_threshold_is_a_market_of_its_own():
    rows = [target("fine"), target("plain"), part("mems"), firm("good", "DEU"), firm("poor", "CHN")]
    rows += [made("mems", "good", quality=1.0), made("mems", "poor", quality=0.3)]
    rows += [need("fine", "mems", min_quality=0.9), need("plain", "mems")]
    structure = compile_structure(tiny(*rows))
    thresholds = [node.min_quality for node in structure.nodes if (node.kind, node.id) == ("market", "mems")]
    assert sorted(thresholds, key=str) == [0.9, None]
    assert not state(structure, ["good-mems"], "fine") and state(structure, ["good-mems"], "plain")
    assert state(structure, ["good-mems"], "mems")


def test_an_offer_of_unknown_quality_does_not_join_a_known_good_one():
    rows = [target("p"), part("mems"), firm("good", "DEU"), firm("grey", "CHN")]
    rows += [made("mems", "good", quality=1.0), made("mems", "grey"), need("p", "mems", min_quality=0.9)]
    assert not state(compile_structure(tiny(*rows)), ["good-mems"], "p")


def test_a_market_of_only_unknown_quality_hangs_on_an_unknown_unit():
    rows = [target("p"), part("mems"), firm("grey", "CHN"), made("mems", "grey"), need("p", "mems", min_quality=0.9)]
    structure = compile_structure(tiny(*rows))
    assert [node.id for node in structure.nodes if node.kind == "unknown"] == ["mems"]
    assert state(structure, [], "p")
    assert not state(structure, ["grey-mems"], "p")  # the doubt never outlives the offer


def test_a_need_on_an_offer_asks_for_the_needs_of_its_component_too():
    rows = [target("p"), part("kernel"), part("os"), firm("a", "USA"), firm("b", "FRA")]
    rows += [made("kernel", "a"), made("kernel", "b"), made("os", "b"), need("p", "a-kernel"), need("kernel", "os")]
    structure = compile_structure(tiny(*rows))
    assert state(structure, ["b-kernel"], "p"), "another offer of the market is not asked for"
    assert not state(structure, ["a-kernel"], "p")
    assert not state(structure, ["b-os"], "p")
    assert state(structure, ["a-kernel"], "kernel")


def test_licences_are_kept_apart_from_what_flows():
    rows = [target("p"), part("eda"), USA, made("eda", "x"), need("p", "eda", licence="perpetual")]
    structure = compile_structure(tiny(*rows))
    assert list(structure.licences.values()) == ["perpetual"]
    at = next(iter(structure.licences))
    lost = {structure.position["x-eda"]: 0}
    lost |= {one: 0 for one, node in enumerate(structure.nodes) if node.kind == "unnamed"}
    assert works(structure, lost, 1, {at: 1})[structure.position["p"]] == 1
    assert works(structure, lost, 1)[structure.position["p"]] == 0


def test_open_components_have_no_market():
    structure = compile_structure(tiny(target("p")))
    assert [node.kind for node in structure.nodes] == ["component"]


def test_potential_offers_stand_on_no_market():
    rows = [part("a"), USA, made("a", "x", status="potential"), part("b"), made("b", "x")]
    structure = compile_structure(tiny(*rows))
    offers = {market.component: [offer.offer for _, offer in market.offers] for market in structure.markets.values()}
    assert offers == {"a": [], "b": ["x-b"]}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ((None, None, None), (0.0, None, 1.0)),
        ((None, 0.4, None), (0.4, 0.4, 0.4)),
        ((0.3, None, None), (0.3, None, 1.0)),
        ((None, None, 0.6), (0.0, None, 0.6)),
        ((0.3, 0.4, 0.6), (0.3, 0.4, 0.6)),
        ((0.0, 0.0, 0.0), (0.0, 0.0, 0.0)),
    ],
)
def test_an_empty_end_is_open_and_zero_is_a_number(cells, expected):
    assert box(*cells) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, None),
        ({"quality": 0.9}, True),
        ({"quality": 0.89}, False),
        ({"quality_low": 0.9}, True),
        ({"quality_high": 0.8}, False),
        ({"quality_low": 0.5, "quality": 1.0, "quality_high": 1.0}, None),
    ],
)
def test_quality_suffices_does_not_or_is_unknown(cells, expected):
    assert enough(made("mems", "x", **cells), 0.9) is expected
    assert enough(made("mems", "x", **cells), None) is True
