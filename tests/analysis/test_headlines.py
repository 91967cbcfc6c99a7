"""One sentence each, made from the numbers; Euv and tiny stacks by hand."""

from __future__ import annotations

import pytest

import chainmap as cm
from tests.analysis.stacks import EUV, INDUSTRY
from tests.structure.tiny import firm, made, need, part, target, tiny


def told(stack, **asked):
    table = cm.headlines(stack, **asked)
    return [(row.question, row.members, row.through, row.holds) for row in table.itertuples()]


def coalition(*codes, home=("CHN",)):
    """A product with one part, made once in each of the countries."""
    rows = [target("p", name_en="Product", name_zh="产品"), part("a", name_en="Part", name_zh="部件", complete="yes")]
    rows += [firm(code.lower(), code, name_en=code.title()) for code in codes]
    rows += [made("a", code.lower()) for code in codes]
    return tiny(*rows, need("p", "a"), home=home)


def test_euv():
    assert told(EUV)[0] == ("chokepoint", ("country:NLD",), ("euv",), "as_listed")
    assert set(told(EUV)[1:]) == {
        ("chokepoint", ("actor:asml",), ("euv",), "as_listed"),
        ("dependency", (), ("chip", "euv"), "as_listed"),
    }
    first = cm.headlines(EUV).iloc[0]
    assert "The Netherlands alone" in first.text_en and "as the suppliers are listed" in first.text_en
    assert "荷兰" in first.text_zh and "按所列供应方" in first.text_zh
    assert first.rests_on == ("euv",)


def test_from_europe_the_machine_is_no_chokepoint():
    first = cm.headlines(EUV, home="eu27").iloc[0]
    assert first.members == ("country:CHN", "country:KOR") and "South Korea and Taiwan" in first.text_en
    assert not any("country:NLD" in members for _, members, _, _ in told(EUV, home="eu27"))


def test_what_is_proved_does_not_say_as_listed():
    first = cm.headlines(coalition("USA")).iloc[0]
    assert first.holds == "proved" and first.rests_on == ()
    assert "as the suppliers are listed" not in first.text_en and "按所列供应方" not in first.text_zh


@pytest.mark.parametrize("codes", [("USA", "JPN"), ("DEU", "JPN", "USA"), ("DEU", "FRA", "JPN", "USA")])
def test_the_smallest_coalition_is_told_when_nobody_can_alone(codes):
    stack = coalition(*codes)
    firsts = [row for row in told(stack) if row[0] == "chokepoint"]
    assert firsts == [("chokepoint", tuple(f"country:{code}" for code in sorted(codes)), ("a",), "proved")]


def test_the_next_coalition_is_named_once_the_first_is_solved():
    assert "South Korea and Taiwan" in cm.headlines(EUV).text_en[0]  # METHOD section 12: {NLD}, {TWN, KOR}


def test_when_home_makes_it_nobody_is_known():
    first = cm.headlines(coalition("USA", "CHN")).iloc[0]
    assert (first.question, first.members, first.holds) == ("chokepoint", (), "")
    assert "known to stop Product" in first.text_en and "没有已知" in first.text_zh


def test_a_target_that_fails_today_comes_first():
    rows = [target("p"), part("a", complete="yes"), firm("x", "CHN"), made("a", "x", quality=0.1)]
    first = cm.headlines(tiny(*rows, need("p", "a", min_quality=0.9))).iloc[0]
    assert first["rank"] == 1 and "with nothing denied" in first.text_en and first.targets == ("p",)


def test_unknown_supply_is_told_as_unknown_not_as_safe():
    found = cm.headlines(INDUSTRY).set_index("question").loc["unknown"]
    assert found.members == ("unknown:tracking",) and found.holds == "possible"
    assert "not as safe" in found.text_en and "不视为安全" in found.text_zh


def test_another_lens_is_told_only_for_what_it_adds():
    rows = [target("p"), part("a", complete="yes"), firm("x", "CHN"), firm("y", "JPN")]
    rows += [made("a", "x", origin=("USA",)), made("a", "y", origin=("USA",)), need("p", "a")]
    table = cm.headlines(tiny(*rows, home=("CHN",)))
    assert table[table.lens == "origin"].members.tolist() == [("country:USA",)]
    assert told(tiny(*rows, home=("CHN",)), lens="origin")[0][1] == ("country:USA",)


def test_at_most_seven_ranked_from_one():
    rows = [target(f"p{i}", name_en=f"P{i}") for i in range(12)] + [part(f"a{i}", complete="yes") for i in range(12)]
    codes = ("USA", "JPN", "DEU", "FRA", "GBR", "KOR", "ITA", "CAN", "NLD", "SWE", "CHE", "AUT")
    rows += [firm(f"f{i}", code) for i, code in enumerate(codes)] + [made(f"a{i}", f"f{i}") for i in range(12)]
    table = cm.headlines(tiny(*rows, *(need(f"p{i}", f"a{i}") for i in range(12)), home=("CHN",)))
    assert len(table) <= 7 and table["rank"].tolist() == list(range(1, len(table) + 1))


def test_heavier_targets_come_first():
    rows = [
        target("light", weight=1.0),
        target("heavy", weight=3.0),
        part("a", complete="yes"),
        part("b", complete="yes"),
    ]
    rows += [firm("x", "FRA"), firm("y", "USA"), made("a", "x"), made("b", "y"), need("light", "a"), need("heavy", "b")]
    assert told(tiny(*rows, home=("CHN",)))[0][1] == ("country:USA",)


def test_a_stack_without_targets_has_no_headlines():
    assert told(tiny(part("a"), firm("x", "USA"), made("a", "x"))) == []
