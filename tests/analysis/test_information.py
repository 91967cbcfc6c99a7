"""What a cell is worth: stops that its best answer undoes and its worst one adds, and widths that it removes."""

from __future__ import annotations

import random

import pandas as pd
import pytest

import chainmap as cm
from chainmap.analysis.share_width import narrowings
from chainmap.schema import Evidence
from chainmap.structure import viewpoint
from tests.analysis.stacks import EUV, INDUSTRY
from tests.structure.tiny import firm, made, need, part, target, tiny

HOME = {"home": ("CHN",)}
P = (target("p"), need("p", "a"))


def value(stack: cm.Stack, **asked: object) -> dict[tuple[str, str, str], tuple[int, int]]:
    table = cm.value_of_information(stack, **asked)
    rows = table[table.kind != "share"].itertuples()
    return {(row.table, row.row, row.column): (row.stops_undone, row.stops_added) for row in rows}


def test_a_list_is_worth_the_stops_that_hang_on_it():
    # America alone stops p through the one listed maker of a: one more would undo that, a complete list prove it.
    stack = tiny(*P, part("a"), firm("x", "USA"), made("a", "x"), **HOME)
    assert value(stack) == {("components", "a", "complete"): (1, 1)}


def test_a_list_that_does_not_decide_alone_is_worth_nothing():
    # p needs a and b, both only from the United States: one more maker of a leaves b.
    rows = (part("a"), part("b"), firm("x", "USA"), made("a", "x"), made("b", "x"), need("p", "b"))
    assert set(value(tiny(*P, *rows, **HOME)).values()) == {(0, 0)}


def test_a_nameless_supply_is_worth_the_stop_that_it_makes_possible():
    stack = tiny(*P, part("a", supply="unknown"), **HOME)
    assert value(stack) == {("offers", "a", "component"): (0, 1)}


def test_a_quality_is_worth_the_stop_that_a_good_one_undoes():
    rows = (
        part("a", complete="yes"),
        firm("x", "USA"),
        firm("own", "CHN"),
        made("a", "x", quality=1.0),
        made("a", "own"),
    )
    stack = tiny(target("p"), need("p", "a", min_quality=0.5), *rows, **HOME)
    assert value(stack) == {("offers", "own-a", "quality"): (1, 0)}


def test_a_jurisdiction_is_worth_the_stop_that_it_completes():
    rows = (part("a", complete="yes"), firm("x", "USA"), firm("grey"), made("a", "x"), made("a", "grey"))
    assert value(tiny(*P, *rows, **HOME)) == {("actors", "grey", "hq"): (0, 1)}


def test_an_owner_may_undo_a_stop_or_add_one():
    foreign = (part("a", complete="yes"), firm("x", "USA", owner=None), made("a", "x"))
    # The owner may be at home, and America stops nothing; or elsewhere abroad, and that country does.
    assert value(tiny(*P, *foreign, **HOME)) == {("actors", "x", "owner"): (1, 1)}
    own = (part("a", complete="yes"), firm("x", "CHN", owner=None), made("a", "x"), firm("y", "USA"), made("b", "y"))
    assert value(tiny(*P, *own, part("b", complete="yes"), **HOME)) == {("actors", "x", "owner"): (0, 1)}
    assert value(tiny(*P, *foreign, **HOME), lens="hq") == {}, "the lens does not ask for owners"


def widths(*rows: object) -> dict[str, tuple[float, float]]:
    table = cm.value_of_information(tiny(*P, part("a", complete="yes"), *rows, **HOME))
    shares = table[table.kind == "share"].itertuples()
    return {row.row: (row.width_removed_low, row.width_removed_high) for row in shares}


def test_a_share_is_worth_the_width_that_it_removes():
    x, y, own = firm("x", "USA"), firm("y", "USA"), firm("own", "CHN")
    # One foreign, one own: knowing either is knowing both.
    assert widths(x, own, made("a", "x"), made("a", "own")) == {"own-a": (1, 1), "x-a": (1, 1)}
    # Two foreign, one own: at x = v the foreign share lies in [v, 1]; at own = v it is 1 - v.
    found = widths(x, y, own, made("a", "x"), made("a", "y"), made("a", "own"))
    assert found["own-a"] == (1, 1)
    assert found["x-a"] == pytest.approx((0, 1), abs=1e-6) and found["y-a"] == found["x-a"]
    # x in [.2, .4] and own takes the rest: the width is .2.
    found = widths(x, own, made("a", "x", share_low=0.2, share_high=0.4), made("a", "own"))
    assert found == {"own-a": pytest.approx((0.2, 0.2)), "x-a": pytest.approx((0.2, 0.2))}
    # All foreign: nothing to narrow.
    assert widths(x, y, made("a", "x"), made("a", "y")) == {}


def test_no_answer_removes_less_or_more_than_is_said():
    checked = 0
    rng = random.Random(3)
    for _ in range(40):
        rows, count = [], rng.randint(2, 4)
        for at in range(count):
            low = rng.choice((0.0, 0.05, 0.1))
            cells = {} if rng.random() < 0.3 else {"share_low": low, "share_high": low + rng.choice((0.2, 0.5))}
            rows += [firm(f"f{at}", *rng.choice((("USA",), ("CHN",), ()))), made("a", f"f{at}", **cells)]
        stack = tiny(*P, part("a", complete="yes"), *rows, **HOME)
        for one in narrowings(viewpoint(stack)):
            for _ in range(5):
                share = rng.random()
                known = {"share_low": None, "share": share, "share_high": None}
                offers = [row.model_copy(update=known) if row.offer == one.offer.offer else row for row in stack.offers]
                lows = [row.share if row.share is not None else row.share_low or 0.0 for row in offers]
                tops = [row.share if row.share is not None else row.share_high or 1.0 for row in offers]
                if not sum(lows) <= 1 <= sum(tops) or not (one.offer.share_low or 0) <= share <= (
                    one.offer.share_high or 1
                ):
                    continue
                answered = tiny(*P, part("a", complete="yes"), *stack.actors, *offers, **HOME)
                table = cm.import_dependency(answered)
                row = table[(table.country == "foreign") & (table.reading == "as_listed")].iloc[0]
                removed = one.high - one.low - (row.high - row.low)
                assert one.least - 1e-6 <= removed <= one.most + 1e-6
                checked += 1
    assert checked >= 50


def test_cells_that_decide_come_first_and_say_so_in_both_languages():
    table = cm.value_of_information(INDUSTRY)
    assert table["rank"].tolist() == list(range(1, len(table) + 1))
    decided = (table.stops_undone + table.stops_added).tolist()
    assert decided == sorted(decided, reverse=True) and decided[0] > 0
    first = table.iloc[0]
    assert first.text_en.startswith("To decide whether") and "find out" in first.text_en and first.targets
    assert "查明" in first.text_zh
    assert set(table.kind) == {"supply", "quality", "jurisdiction", "list"}, "no foreign share there is a range"


def test_the_blind_spots_are_all_there():
    for stack in (EUV, INDUSTRY):
        table = cm.value_of_information(stack)
        assert (table.kind != "share").sum() == len(cm.blind_spots(stack))


def test_the_oldest_claim_of_the_row_stands_beside():
    claims = (Evidence(evidence="old", basis="stated", as_of=2011), Evidence(evidence="new", basis="own", as_of=2020))
    stack = tiny(*P, *claims, part("a", evidence=("new", "old")), firm("x", "USA"), made("a", "x"), **HOME)
    assert cm.value_of_information(stack).iloc[0].oldest_evidence == 2011
    assert pd.isna(
        cm.value_of_information(tiny(*P, part("a"), firm("x", "USA"), made("a", "x"))).iloc[0].oldest_evidence
    )
