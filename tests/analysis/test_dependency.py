"""Face value: whose is the supply at the last stage (METHOD section 5)."""

from __future__ import annotations

import pytest

import chainmap as cm
from chainmap.errors import UnknownName, WrongQuestion
from tests.analysis.stacks import EUV
from tests.structure.tiny import firm, made, part, tiny


def shares(stack, reading="as_listed", **asked):
    table = cm.import_dependency(stack, **asked)
    return {(row.component, row.country): (row.low, row.high) for row in table[table.reading == reading].itertuples()}


def test_euv():
    assert shares(EUV) == {
        ("chip", "foreign"): (1.0, 1.0),
        ("chip", "KOR"): (0.0, 1.0),
        ("chip", "TWN"): (0.0, 1.0),
        ("display", "foreign"): (0.0, 1.0),
        ("display", "KOR"): (0.0, 1.0),
        ("euv", "foreign"): (1.0, 1.0),
        ("euv", "NLD"): (1.0, 1.0),
    }
    assert set(shares(EUV, "proved").values()) == {(0.0, 1.0)}, "unnamed suppliers may sit anywhere"


def test_seen_from_europe_asml_is_home():
    assert shares(EUV, home="eu27")["euv", "foreign"] == (0.0, 0.0)
    assert ("euv", "NLD") not in shares(EUV, home="eu27")


@pytest.mark.parametrize(
    ("complete", "reading", "expected"),
    [("yes", "as_listed", (0.7, 0.7)), ("yes", "proved", (0.7, 0.7)), ("no", "as_listed", (0.7, 0.7))],
)
def test_known_shares_give_one_number(complete, reading, expected):
    rows = [part("c", complete=complete), firm("a", "USA"), firm("b", "CHN")]
    stack = tiny(*rows, made("c", "a", share=0.7), made("c", "b", share=0.3), home=("CHN",))
    assert shares(stack, reading)["c", "foreign"] == pytest.approx(expected)


def test_the_residual_widens_the_proved_reading_only():
    rows = [part("c"), firm("a", "USA"), firm("b", "CHN")]
    stack = tiny(*rows, made("c", "a", share=0.4), made("c", "b", share=0.2), home=("CHN",))
    assert shares(stack)["c", "foreign"] == pytest.approx((0.666667, 0.666667), abs=1e-6)
    assert shares(stack, "proved")["c", "foreign"] == pytest.approx((0.4, 0.8))


def test_unknown_jurisdiction_counts_at_the_high_end_only():
    rows = [part("c", complete="yes"), firm("a", "CHN"), firm("grey")]
    stack = tiny(*rows, made("c", "a", share=0.4), made("c", "grey", share=0.6), home=("CHN",))
    row = cm.import_dependency(stack, "c").iloc[0]
    assert (row.country, row.low, row.high) == ("foreign", 0.0, pytest.approx(0.6))
    assert (row.offers_reached, row.offers_unknown, row.offers_listed) == (0, 1, 2)
    assert "jurisdiction of grey" in row.decides


def test_published_source_is_nobody_s():
    rows = [part("c", complete="yes"), firm("a", "USA"), made("c", "a", rights="open")]
    assert shares(tiny(*rows, home=("CHN",)))["c", "foreign"] == (0.0, 0.0)


def test_several_countries_may_reach_one_offer():
    rows = [part("c", complete="yes"), firm("a", "CHN"), made("c", "a", origin=("BEL", "USA"))]
    found = shares(tiny(*rows, home=("CHN",), lens="origin"))
    assert found == {("c", country): (1.0, 1.0) for country in ("foreign", "BEL", "USA")}


def test_foreign_stands_first_and_components_are_sorted():
    table = cm.import_dependency(EUV)
    assert table.component.tolist() == sorted(table.component)
    assert table.groupby("component").country.first().eq("foreign").all()


def test_one_component_by_name_or_a_clear_refusal():
    assert set(cm.import_dependency(EUV, "显示屏").component) == {"display"}
    with pytest.raises(UnknownName, match="display"):
        cm.import_dependency(EUV, "displays")
    with pytest.raises(WrongQuestion, match="face"):
        cm.import_dependency(EUV, measure="gross")
