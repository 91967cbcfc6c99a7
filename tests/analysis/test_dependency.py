"""Face value: whose is the supply at the last stage (METHOD section 5)."""

from __future__ import annotations

import pytest

import chainmap as cm
from chainmap.errors import InvalidStack, UnknownName, WrongQuestion
from tests.analysis.stacks import EUV
from tests.structure.tiny import firm, made, need, part, target, tiny


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
    with pytest.raises(WrongQuestion, match="look_through"):
        cm.import_dependency(EUV, measure="net")


# --- Looking through the chain


def deep(stack, component, country="foreign", reading="as_listed", **asked):
    table = cm.import_dependency(stack, component, measure="look_through", **asked)
    return table[(table.country == country) & (table.reading == reading)].iloc[0]


def chain(**weight):
    """A Chinese product of which a part is American; the weight is what the cells say."""
    rows = [target("t"), part("c", complete="yes"), part("x", complete="yes"), firm("a", "CHN"), firm("u", "USA")]
    rows += [made("c", "a"), made("x", "u"), need("t", "c", weight=1.0), need("c", "x", **weight)]
    return tiny(*rows, home=("CHN",))


@pytest.mark.parametrize(
    ("weight", "expected", "decides"),
    [
        ({}, (0.0, 1.0), "needs: weight of c on x"),
        ({"weight": 0.3}, (0.3, 0.3), ""),
        ({"weight_low": 0.1, "weight_high": 0.6}, (0.1, 0.6), "needs: weight of c on x"),
    ],
)
def test_hidden_is_what_the_weight_says(weight, expected, decides):
    for component in ("c", "t"):
        row = deep(chain(**weight), component, "USA")
        assert (row.low, row.high) == (row.hidden_low, row.hidden_high) == pytest.approx(expected)
        assert (row.face_low, row.face_high, row.bound, row.hidden_bound) == (0, 0, "exact", "exact")
        assert row.decides == decides
        assert row.stops == "proved" and (row.touched, row.cone) == (1, 2 if component == "c" else 3)
    assert deep(chain(**weight), "t").embargo_high == 0.0


def test_equal_weights_are_said():
    row = deep(chain(), "c", "USA", assume="equal")
    assert (row.low, row.value, row.high, row.assumed) == (1.0, 1.0, 1.0, "equal")
    with pytest.raises(WrongQuestion, match="equal"):
        cm.import_dependency(chain(), assume="fair")


def test_shares_split_what_enters_through_inputs():
    """.4 of c is American itself; the Chinese .6 needs an American part for a half: .4 + .6 x .5 = .7."""
    rows = [part("c", complete="yes"), part("x", complete="yes"), firm("a", "CHN"), firm("u", "USA")]
    rows += [made("c", "a", share=0.6), made("c", "u", share=0.4), made("x", "u")]
    stack = tiny(*rows, need("a-c", "x", weight=0.5), home=("CHN",))
    row = deep(stack, "c", "USA")
    assert [row.face, row.hidden, row.value] == pytest.approx([0.4, 0.3, 0.7])


def test_alternatives_are_split_by_usage():
    rows = [target("t"), part("x", complete="yes"), part("y", complete="yes"), firm("a", "CHN"), firm("u", "USA")]
    rows += [made("x", "a"), made("y", "u")]
    needs = [need("t", "x", "g", weight=0.8, usage=0.75), need("t", "y", "g", weight=0.8, usage=0.25)]
    assert deep(tiny(*rows, *needs, home=("CHN",)), "t", "USA").value == pytest.approx(0.2)
    open_use = [need("t", "x", "g", weight=0.8), need("t", "y", "g", weight=0.8)]
    row = deep(tiny(*rows, *open_use, home=("CHN",)), "t", "USA")
    assert (row.low, row.high) == pytest.approx((0.0, 0.8))
    assert row.decides.startswith("needs: usage of ")


def test_quality_decides_whose_supply_a_need_draws_on():
    """Only the American offer is good enough for the target; for the market as a whole both count."""
    rows = [target("t"), part("x", complete="yes"), firm("a", "CHN"), firm("u", "USA")]
    rows += [made("x", "a", share=0.8, quality=0.3), made("x", "u", share=0.2, quality=1.0)]
    stack = tiny(*rows, need("t", "x", weight=0.5, min_quality=0.9), home=("CHN",))
    assert deep(stack, "t", "USA").value == pytest.approx(0.5)
    assert deep(stack, "x", "USA").value == pytest.approx(0.2)


def test_an_unnamed_supplier_needs_what_its_component_needs():
    """The list is open: whoever is not named still needs the American part, and may be American."""
    rows = [part("c"), part("x", complete="yes"), firm("a", "CHN"), firm("u", "USA")]
    rows += [made("c", "a", share=0.6), made("x", "u")]
    stack = tiny(*rows, need("c", "x", weight=0.5), home=("CHN",))
    row = deep(stack, "c", "USA", "proved")
    assert (row.low, row.high) == pytest.approx((0.5, 0.7))  # .6 x .5 + .4 x [.5, 1]
    assert (row.hidden_low, row.hidden_high) == pytest.approx((0.3, 0.7))
    assert deep(stack, "c", "USA").value == pytest.approx(0.5)


def test_two_that_need_each_other():
    """a = .5 b + .5 x, b = .5 a: a = .5 / .75."""
    rows = [target("a"), target("b"), part("x", complete="yes"), firm("u", "USA"), made("x", "u")]
    needs = [need("a", "b", weight=0.5), need("a", "x", weight=0.5), need("b", "a", weight=0.5)]
    stack = tiny(*rows, *needs, home=("CHN",))
    assert deep(stack, "a", "USA").value == pytest.approx(0.5 / 0.75)
    assert deep(stack, "b", "USA").value == pytest.approx(0.25 / 0.75)


def test_weights_beyond_one_are_refused_with_the_name():
    rows = [target("t"), part("x"), part("y"), need("t", "x", weight=0.7), need("t", "y", weight=0.7)]
    with pytest.raises(InvalidStack, match=r"what t needs add up to at least 1\.4"):
        cm.import_dependency(tiny(*rows), measure="look_through")


def test_gross_needs_every_cell_and_names_the_one_that_is_missing():
    row = cm.import_dependency(chain(), "c", measure="gross").iloc[0]
    assert (row.low, row.high, row.bound) == (0.0, 1.0, "sound")
    assert row.decides == "needs: weight of what a-c needs"


def test_gross_of_a_loop_without_end_is_refused():
    rows = [part("a", complete="yes"), part("b", complete="yes"), firm("f", "USA"), made("a", "f"), made("b", "f")]
    needs = [need("a", "b", weight=1.0), need("b", "a", weight=1.0)]
    with pytest.raises(InvalidStack, match="no end"):
        cm.import_dependency(tiny(*rows, *needs), measure="gross")
