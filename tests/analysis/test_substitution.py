"""What could stand in, and what stands in its way (METHOD section 6)."""

from __future__ import annotations

import pytest

import chainmap as cm
from chainmap.errors import UnknownName
from chainmap.schema import Switch
from tests.analysis.stacks import EUV, INDUSTRY
from tests.structure.tiny import firm, made, need, part, tiny


def pairs(stack, item, **asked):
    table = cm.substitutes(stack, item, **asked)
    return [(row.item, row.substitute, row.blocked_by) for row in table.itertuples()]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("offer:tsmc-chip", [("tsmc-chip", "samsung-chip", ())]),
        ("台积电", [("tsmc-chip", "samsung-chip", ())]),
        ("country:TWN", [("tsmc-chip", "samsung-chip", ())]),
        ("component:chip", [("samsung-chip", "tsmc-chip", ()), ("tsmc-chip", "samsung-chip", ())]),
        ("ASML", []),
    ],
)
def test_euv(item, expected):
    assert pairs(EUV, item) == expected


def test_a_substitute_that_falls_too_says_so():
    assert pairs(EUV, "country:KOR", deny=["country:TWN"]) == [
        ("lg-display", "boe-display", ()),
        ("samsung-chip", "tsmc-chip", ("offer:tsmc-chip",)),
    ]


def test_a_substitute_that_needs_what_is_denied_says_so():
    assert pairs(EUV, "TSMC", deny=["ASML"]) == [("tsmc-chip", "samsung-chip", ("component:euv",))]
    rows = [part("cad"), part("kernel", complete="yes"), firm("a", "USA"), firm("b", "CHN")]
    rows += [made("cad", "a"), made("cad", "b"), made("kernel", "a"), need("b-cad", "a-kernel")]
    assert pairs(tiny(*rows), "offer:a-cad", deny=["offer:a-kernel"]) == [("a-cad", "b-cad", ("offer:a-kernel",))]


def test_months_and_cost_come_from_the_switch_or_the_lead_time():
    table = cm.substitutes(INDUSTRY, "offer:nvidia-gpu").set_index("substitute")
    assert table.loc["amd-gpu", ["kind", "months", "cost"]].tolist() == ["active", 6.0, 2.0]
    assert table.loc["moore-gpu", ["kind", "months", "cost"]].tolist() == ["potential", 24.0, 5.0]
    assert table.loc["amd-gpu", "evidence"] == ("e-assumed",)


def test_an_empty_cell_is_not_known_and_the_note_says_so():
    row = cm.substitutes(EUV, "TSMC").iloc[0]
    assert row.months != row.months and row.cost != row.cost and row.quality != row.quality
    assert row.note_en == "switching time not known; quality not known; capacity not known"
    assert row.note_zh == "切换时间未知；质量未知；产能未知"


def test_foreign_is_yes_no_or_unknown():
    rows = [part("a"), firm("x", "USA"), firm("y", "CHN"), firm("grey"), firm("z", "USA")]
    rows += [made("a", "x"), made("a", "y"), made("a", "grey"), made("a", "z", rights="open")]
    table = cm.substitutes(tiny(*rows, home=("CHN",)), "offer:x-a").set_index("substitute")
    assert table.foreign.to_dict() == {"y-a": "no", "grey-a": "unknown", "z-a": "no"}


def test_usable_ones_first_then_the_fastest_then_the_name():
    rows = [part("a"), *(firm(name, "USA") for name in "vwxyz"), *(made("a", name) for name in "vwxy")]
    rows += [made("a", "z", status="potential", lead_months=1.0)]
    rows += [Switch(from_offer="x-a", to_offer=f"{to}-a", months=months) for to, months in (("v", 9.0), ("w", 3.0))]
    found = pairs(tiny(*rows), "offer:x-a", deny=["offer:w-a"])
    assert [substitute for _, substitute, _ in found] == ["v-a", "y-a", "z-a", "w-a"]


def test_an_item_nobody_knows_is_refused():
    with pytest.raises(UnknownName, match="samsung"):
        cm.substitutes(EUV, "samsungs")
