"""Herfindahl-Hirschman indices: METHOD section 12, and hands that are not known."""

from __future__ import annotations

import pytest

import chainmap as cm
from chainmap.errors import WrongQuestion
from tests.analysis.stacks import EUV
from tests.structure.tiny import firm, made, part, tiny


def index(stack, *, by="actor", reading="proved", **asked):
    table = cm.concentration(stack, by=by, **asked)
    row = table[table.reading == reading].iloc[0]
    return row.hhi_low, row.hhi_high


def market(*shares, complete="no", codes=("USA", "JPN", "DEU"), **cells):
    rows = [part("c", complete=complete)]
    for at, share in enumerate(shares):
        rows += [firm(f"f{at}", *([codes[at]] if codes[at] else [])), made("c", f"f{at}", share=share)]
    return tiny(*rows, **cells)


@pytest.mark.parametrize(
    ("shares", "complete", "by", "expected"),
    [
        ((0.5, 0.2), "top", "actor", (0.29, 0.34)),
        ((0.5, 0.2), "no", "actor", (0.29, 0.38)),
        ((0.5, 0.2), "no", "country", (0.29, 0.68)),
        ((0.45, 0.25, 0.1), "top", "actor", (0.275, 0.295)),
        ((0.6, 0.4), "yes", "actor", (0.52, 0.52)),
    ],
)
def test_bounds_of_the_method(shares, complete, by, expected):
    assert index(market(*shares, complete=complete), by=by) == pytest.approx(expected)


def test_as_listed_is_the_ratio_of_what_is_named():
    assert index(market(0.6, 0.2), reading="as_listed") == pytest.approx((0.625, 0.625))  # .75^2 + .25^2


def test_firms_of_one_owner_are_one_hand():
    rows = [part("c", complete="yes"), firm("top", "DEU"), firm("a", "USA", owner="top"), firm("b", "JPN", owner="a")]
    stack = tiny(*rows, made("c", "a", share=0.6), made("c", "b", share=0.4))
    assert index(stack, by="owner") == pytest.approx((1.0, 1.0))
    assert index(stack, by="actor") == pytest.approx((0.52, 0.52))
    assert index(stack, by="country", lens="hq") == pytest.approx((0.52, 0.52))
    assert index(stack, by="country", lens="owner") == pytest.approx((1.0, 1.0))


@pytest.mark.parametrize("reading", ["as_listed", "proved"])
def test_an_offer_in_unknown_hands_may_belong_to_anybody(reading):
    # A is American; nobody knows whose B is: two countries (.5), or one (1).
    low, high = index(market(0.5, 0.5, complete="yes", codes=("USA", "")), by="country", reading=reading)
    assert low <= 0.5 and high == pytest.approx(1.0)


def test_only_unknown_hands_is_anything():
    assert index(market(0.5, 0.5, codes=("", "")), by="country") == (0.0, 1.0)


def test_unknown_shares_are_a_range_with_the_cell_that_decides():
    stack = market(None, None, complete="yes")
    row = cm.concentration(stack, by="actor").iloc[0]
    assert (row.hhi_low, row.hhi_high, row.shares_known) == (0.5, 1.0, 0)
    assert row.hhi != row.hhi and row.decides.startswith("offers: share of f")


def test_only_components_with_listed_offers_have_an_index():
    assert cm.concentration(EUV).component.unique().tolist() == ["chip", "display", "euv"]


def test_what_may_be_counted_is_said():
    with pytest.raises(WrongQuestion, match="actor, owner, country"):
        cm.concentration(EUV, by="region")
