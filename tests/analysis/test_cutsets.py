"""Smallest denials that stop a target, against trying every one with ``available``."""

from __future__ import annotations

from itertools import combinations

import pytest

import chainmap as cm
from chainmap.errors import LimitExceeded, WrongQuestion
from chainmap.structure import compile_structure, units, viewpoint
from tests.analysis.stacks import EUV, INDUSTRY
from tests.oracle import Oracle
from tests.structure.tiny import firm, made, need, part, target, tiny


def points(stack, target=None, **asked):
    table = cm.single_points_of_failure(stack, target, **asked)
    return [(row.target, row.members, row.holds) for row in table.itertuples()]


def cuts(stack, by, order=None, **seat):
    return set(cm.minimal_cut_sets(stack, "p", by=by, max_order=order, **seat).members)


def test_euv_of_the_method():
    assert cuts(EUV, "actor", home="none") == {
        ("actor:asml",),
        ("actor:samsung", "actor:tsmc"),
        ("actor:boe", "actor:lg"),
    }
    assert cuts(EUV, "country", home="none") == {
        ("country:NLD",),
        ("country:KOR", "country:TWN"),
        ("country:CHN", "country:KOR"),
    }
    assert cuts(EUV, "country", home="CHN") == {("country:NLD",), ("country:KOR", "country:TWN")}


@pytest.mark.parametrize("by", ["offer", "actor", "component", "country"])
@pytest.mark.parametrize("stack", [EUV, INDUSTRY], ids=["euv", "industry"])
def test_single_points_are_the_units_whose_denial_stops_the_target(stack, by):
    found = {(row.target, row.members) for row in cm.single_points_of_failure(stack, by=by).itertuples() if row.order}
    names = [name for name, _ in units(compile_structure(stack), viewpoint(stack), by)]
    expected = set()
    for name in names:
        table = cm.available(stack, deny=[name])
        expected |= {(row.component, (name,)) for row in table.itertuples() if row.target and row.state == "stopped"}
    assert found == expected and found


def test_pairs_are_the_smallest_that_stop_the_target():
    names = [name for name, _ in units(compile_structure(EUV), viewpoint(EUV, home="none"), "offer")]
    stopping = []
    for order in (1, 2, 3):
        for members in combinations(names, order):
            state = cm.available(EUV, "p", deny=members, home="none").state[0]
            if state == "stopped" and not any(set(one) <= set(members) for one in stopping):
                stopping.append(members)
    assert cuts(EUV, "offer", home="none") == set(stopping)


@pytest.mark.parametrize("by", ["offer", "actor", "component", "country"])
@pytest.mark.parametrize("home", ["CHN", "none"])
def test_all_cut_sets_are_those_of_trying_every_coalition(by, home):
    oracle = Oracle(INDUSTRY, home="none" if home == "none" else [home])
    for name in ("games", "office"):
        table = cm.minimal_cut_sets(INDUSTRY, name, by=by, home=home)
        found = {(row.members, row.holds, row.minimal_in) for row in table.itertuples()}
        tried = oracle.cut_sets(name, by=by, max_order=4)
        assert found == {(row.members, row.holds, row.minimal_in) for row in tried}


def test_a_limited_order_is_all_orders_filtered():
    whole = cm.minimal_cut_sets(INDUSTRY, by="offer")
    for order in (0, 1, 2):
        part_of = cm.minimal_cut_sets(INDUSTRY, by="offer", max_order=order)
        assert part_of.members.tolist() == whole[whole.order <= order].members.tolist()
        assert set(part_of.complete_to) <= {order}
    single = cm.single_points_of_failure(INDUSTRY, by="offer")
    assert single.members.tolist() == whole[whole.order <= 1].members.tolist()


def test_what_fails_by_itself_has_the_empty_cut_set_only():
    rows = [target("p"), part("mems", complete="yes"), firm("x", "CHN"), made("mems", "x", quality=0.3)]
    stack = tiny(*rows, need("p", "mems", min_quality=0.9))
    assert points(stack) == [("p", (), "proved")]
    assert cm.single_points_of_failure(stack).order.tolist() == [0]


def test_a_set_with_an_unknown_unit_is_possible():
    assert ("games", ("unknown:tracking",), "possible") in points(INDUSTRY, by="country")
    rows = [target("p"), part("a", complete="yes"), firm("grey"), made("a", "grey"), need("p", "a")]
    assert points(tiny(*rows), by="country") == [("p", ("unknown:grey-a",), "possible")]
    assert points(tiny(*rows), by="actor") == [("p", ("actor:grey",), "proved")]


def test_readings_that_differ_are_both_told():
    rows = [target("p"), part("a"), part("b", complete="yes"), firm("x", "USA"), firm("y", "FRA")]
    rows += [made("a", "x"), made("b", "y"), need("p", "a"), need("p", "b")]
    table = cm.single_points_of_failure(tiny(*rows), by="country").set_index("members")
    assert dict(zip(table.index, zip(table.holds, table.minimal_in, table.rests_on, strict=True), strict=True)) == {
        ("country:FRA",): ("proved", "both", ()),
        ("country:USA",): ("as_listed", "as_listed", ("a",)),
    }


def test_rows_are_sorted_by_target_order_firmness_and_name():
    table = cm.single_points_of_failure(INDUSTRY, by="component", home="none")
    firm_first = ["proved", "as_listed", "possible"]
    keys = [(row.target, row.order, firm_first.index(row.holds), row.members) for row in table.itertuples()]
    assert keys == sorted(keys) and len({row[0] for row in keys}) == 2


def test_a_limit_that_is_reached_is_said_with_the_order_that_is_complete():
    rows = [target("p"), *(part(name, complete="yes") for name in "abc"), *(firm(f"f{i}", "USA") for i in range(9))]
    rows += [made(name, f"f{i}") for i in range(9) for name in "abc"] + [need("p", name) for name in "abc"]
    stack = tiny(*rows)
    cut = cm.minimal_cut_sets(stack, by="offer", limit=10_000)
    assert cut.complete_to.max() == 27 and cut.order.tolist() == [9, 9, 9]
    with pytest.raises(LimitExceeded, match="limit of 5 at order 1"):
        cm.minimal_cut_sets(stack, by="offer", limit=5)


def test_by_what_is_said_when_it_is_not_known():
    with pytest.raises(WrongQuestion, match="country"):
        cm.single_points_of_failure(EUV, by="continent")


def test_beyond_source_needs_a_stated_link_somewhere():
    found = cm.single_points_of_failure(INDUSTRY, "games", by="country").set_index("members").beyond_source
    assert found.to_dict() == {("country:DEU",): True, ("country:USA",): False, ("unknown:tracking",): True}
    # Euv is public knowledge throughout: without a main source there is nothing to be beyond.
    assert cm.single_points_of_failure(EUV, by="country").beyond_source.tolist() == [False]
