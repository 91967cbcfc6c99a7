"""How much is left: METHOD section 3 by hand."""

from __future__ import annotations

import pytest

import chainmap as cm
from chainmap.errors import WrongQuestion
from tests.analysis.stacks import EUV, INDUSTRY
from tests.structure.tiny import firm, made, need, part, target, tiny


def level(stack, component, *, run="short", reading="as_listed", **asked):
    """Lowest, stated and highest level of a component, and whether the bounds are attained."""
    table = cm.levels(stack, **asked)
    row = table[(table.component == component) & (table.run == run) & (table.reading == reading)].iloc[0]
    return row.level_low, None if row.level != row.level else row.level, row.level_high, row.bound


AB = tiny(
    part("c", weight=1.0),
    firm("a", "USA"),
    firm("b", "JPN"),
    made("c", "a", share_low=0.3, share_high=0.4),
    made("c", "b", share_low=0.2, share_high=0.3),
)
"""METHOD section 12, share bounds."""


@pytest.mark.parametrize(
    ("deny", "reading", "expected"),
    [
        ([], "proved", (1.0, 1.0, 1.0, "exact")),
        (["offer:a-c"], "proved", (0.6, None, 0.7, "exact")),
        (["country:USA"], "proved", (0.2, None, 0.7, "exact")),
        (["offer:a-c"], "as_listed", (0.333333333, None, 0.5, "exact")),
        (["component:c"], "as_listed", (0.0, 0.0, 0.0, "exact")),
        (["component:c"], "proved", (0.0, 0.0, 0.0, "exact")),
    ],
)
def test_share_bounds_of_the_method(deny, reading, expected):
    assert level(AB, "c", reading=reading, deny=deny) == expected


def test_a_component_denied_with_a_home_may_keep_unnamed_suppliers():
    assert level(AB, "c", reading="proved", deny=["component:c"], home="CHN") == (0.0, None, 0.5, "exact")


def test_stated_shares_give_one_number():
    rows = [part("c", complete="yes"), firm("a", "USA"), firm("b", "JPN")]
    stack = tiny(*rows, made("c", "a", share=0.7), made("c", "b", share=0.3))
    assert level(stack, "c", deny=["country:USA"]) == (0.3, 0.3, 0.3, "exact")
    assert level(stack, "c", deny=["country:USA"], run="long") == (1.0, 1.0, 1.0, "exact")


def test_headroom_makes_up_for_what_is_lost():
    rows = [part("c", complete="yes"), firm("a", "USA"), firm("b", "JPN"), made("c", "a", share=0.7)]
    stack = tiny(*rows, made("c", "b", share=0.3, headroom=0.5))
    assert level(stack, "c", deny=["country:USA"])[:3] == pytest.approx((0.45, 0.45, 0.45))
    assert level(stack, "c")[:3] == (1.0, 1.0, 1.0)


def test_unknown_shares_leave_everything_open():
    rows = [part("c"), firm("a", "USA"), firm("b", "JPN"), made("c", "a"), made("c", "b")]
    assert level(tiny(*rows), "c", deny=["country:USA"]) == (0.0, None, 1.0, "exact")
    low, stated, high, _ = level(tiny(*rows), "c", deny=["country:USA"], assume="equal")
    assert (low, stated, high) == (0.5, 0.5, 0.5)


def test_assumptions_stay_visible():
    assert set(cm.levels(EUV, assume="equal").assumed) == {"equal"}
    assert set(cm.levels(EUV).assumed) == {""}
    with pytest.raises(WrongQuestion, match="equal"):
        cm.levels(EUV, assume="half")


def test_unknown_supply_is_a_wide_bound_never_a_plain_one():
    assert level(INDUSTRY, "tracking", deny=["country:USA"]) == (0.0, None, 1.0, "exact")
    assert level(INDUSTRY, "tracking", deny=["country:CHN"])[:3] == (1.0, 1.0, 1.0)  # home does not deny itself
    assert level(INDUSTRY, "tracking", deny=["unknown:tracking"])[:3] == (0.0, 0.0, 0.0)


def test_unknown_jurisdiction_is_a_wide_bound():
    stack = tiny(part("a", complete="yes"), firm("grey"), made("a", "grey", share=1.0))
    assert level(stack, "a", deny=["country:USA"])[:3] == (0.0, None, 1.0)


def test_unknown_quality_is_a_wide_bound_in_the_short_and_the_long_run():
    rows = [target("p"), part("m", complete="yes"), firm("good", "DEU"), firm("grey", "CHN")]
    rows += [made("m", "good", share=0.6, quality=1.0), made("m", "grey", share=0.4), need("p", "m", min_quality=0.9)]
    stack = tiny(*rows)
    assert level(stack, "p", deny=["country:DEU"]) == (0.0, None, 0.4, "exact")
    assert level(stack, "p", deny=["country:DEU"], run="long") == (0.0, None, 1.0, "exact")


def test_quality_of_the_method():
    rows = [target("p"), part("m", complete="yes"), firm("bosch", "DEU"), firm("silan", "CHN")]
    rows += [made("m", "bosch", share=0.6, quality=1.0), made("m", "silan", share=0.4, quality=0.3)]
    stack = tiny(*rows, need("p", "m", min_quality=0.9))
    assert level(stack, "p")[:3] == (1.0, 1.0, 1.0)
    assert level(stack, "p", deny=["country:DEU"])[:3] == (0.0, 0.0, 0.0)
    low, _, high, _ = level(stack, "p", deny=["country:DEU"], run="long")
    assert (low, high) == pytest.approx((1 / 3, 1 / 3))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"weight": 0.2}, (0.8, 0.8)),
        ({"weight_low": 0.1, "weight_high": 0.3}, (0.7, 0.9)),
        ({}, (0.0, 1.0)),
    ],
)
def test_what_is_not_essential_takes_its_weight(cells, expected):
    rows = [target("p"), part("a", complete="yes"), firm("x", "USA"), made("a", "x")]
    low, _, high, _ = level(tiny(*rows, need("p", "a", essential=False, **cells)), "p", deny=["actor:x"])
    assert (low, high) == pytest.approx(expected)


def test_weights_together_are_at_most_one():
    rows = [target("p"), part("a", complete="yes"), part("b", complete="yes"), firm("x", "USA"), firm("y", "FRA")]
    rows += [made("a", "x"), made("b", "y"), need("p", "b", essential=False)]
    stack = tiny(*rows, need("p", "a", essential=False, weight=0.3))
    assert level(stack, "p", deny=["actor:y"])[:3] == (pytest.approx(0.3), None, 1.0)
    assert level(stack, "p", deny=["actor:x", "actor:y"])[0] == pytest.approx(0.0)


def test_alternatives_split_by_their_usage_in_the_short_run_only():
    rows = [target("p"), part("a", complete="yes"), part("b", complete="yes"), firm("x", "USA"), firm("y", "FRA")]
    rows += [made("a", "x"), made("b", "y")]
    stack = tiny(*rows, need("p", "a", "g", usage=0.7), need("p", "b", "g", usage=0.3))
    low, _, high, _ = level(stack, "p", deny=["actor:x"])
    assert (low, high) == pytest.approx((0.3, 0.3))
    assert level(stack, "p", deny=["actor:x"], run="long")[:3] == (1.0, 1.0, 1.0)
    unknown = tiny(*rows, need("p", "a", "g"), need("p", "b", "g"))
    assert level(unknown, "p", deny=["actor:x"])[:3] == (0.0, None, 1.0)


def test_two_of_three_pass_on_the_second_best():
    rows = [target("p"), firm("x", "USA"), firm("y", "FRA")]
    for name, share in (("a", 0.9), ("b", 0.5), ("c", 0.2)):
        rows += [part(name, complete="yes"), made(name, "x", share=share), made(name, "y", share=1 - share)]
        rows += [need("p", name, "g", at_least=2)]
    low, _, high, _ = level(tiny(*rows), "p", deny=["actor:y"])
    assert (low, high) == pytest.approx((0.5, 0.5))


def test_loops_of_the_method():
    rows = [part("chip", complete="yes"), part("eda", complete="yes")]
    rows += [firm(name, "USA") for name in "abe"]
    rows += [made("chip", "a", share=0.9), made("chip", "b", share=0.1), made("eda", "e", share=1.0)]
    on_offers = tiny(*rows, need("a-chip", "eda"), need("e-eda", "chip"))
    on_components = tiny(*rows, need("chip", "eda"), need("eda", "chip"))
    for name in ("chip", "eda"):
        low, _, high, _ = level(on_offers, name, deny=["offer:b-chip"])
        assert (low, high) == pytest.approx((0.0, 0.0), abs=1e-9)
        low, _, high, _ = level(on_components, name, deny=["offer:b-chip"])
        assert (low, high) == pytest.approx((0.9, 0.9))
    table = cm.levels(on_offers, deny=["offer:b-chip"])
    assert table.because_en.str.contains("pull each other down").any()


def test_an_uncertain_input_on_two_paths_is_marked_sound():
    rows = [
        target("p"),
        part("a", complete="yes"),
        part("b", complete="yes"),
        part("c"),
        firm("x", "USA"),
        firm("y", "FRA"),
    ]
    rows += [made("a", "x"), made("b", "x"), made("c", "x"), made("c", "y")]
    rows += [need("a", "c"), need("b", "c"), need("p", "a", "g"), need("p", "b", "g")]
    assert level(tiny(*rows), "p", deny=["actor:y"])[3] == "sound"
    assert level(tiny(*rows), "a", deny=["actor:y"])[3] == "exact"


def test_offers_left_counts_what_still_works():
    table = cm.levels(EUV, deny=["country:NLD"])
    short = table[(table.run == "short") & (table.reading == "as_listed")].set_index("component")
    assert short.offers_left.to_dict() == {"p": 0, "chip": 2, "display": 2, "euv": 0}
    assert short.offers_listed.to_dict() == {"p": 0, "chip": 2, "display": 2, "euv": 1}


def test_reroute_asks_for_the_long_run_only():
    assert set(cm.levels(EUV, reroute=True).run) == {"long"}
    assert list(dict.fromkeys(cm.levels(EUV).run)) == ["short", "long"]


def test_what_stops_for_sure_has_level_zero_and_says_why():
    table = cm.levels(EUV, deny=["country:NLD"])
    listed = table[table.reading == "as_listed"].set_index(["component", "run"])
    assert listed.level_high["p", "short"] == listed.level_high["p", "long"] == 0.0
    assert "EUV" in listed.because_en["p", "short"]
    proved = table[(table.reading == "proved") & (table.component == "p")]
    assert proved.level_high.tolist() == [1.0, 1.0], "an unnamed supplier may carry it"
