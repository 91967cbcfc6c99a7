"""What still works: Euv by hand, names as people type them, and nothing unknown counted as safe."""

from __future__ import annotations

import pytest

import chainmap as cm
from chainmap.errors import UnknownName
from tests.analysis.stacks import EUV, INDUSTRY
from tests.structure.tiny import firm, made, need, part, target, tiny


def states(stack, *, deny=(), **asked):
    table = cm.available(stack, deny=deny, **asked)
    return {row.component: (row.state, row.holds) for row in table.itertuples()}


STOPPED, WORKS = ("stopped", "as_listed"), ("works", "")


@pytest.mark.parametrize(
    ("deny", "home", "p"),
    [
        ([], None, WORKS),
        (["country:NLD"], None, STOPPED),
        (["country:TWN", "country:KOR"], None, STOPPED),
        (["country:KOR", "country:CHN"], None, WORKS),  # home does not deny itself
        (["country:KOR", "country:CHN"], "none", STOPPED),
        (["actor:tsmc"], None, WORKS),
        (["offer:tsmc-chip", "offer:samsung-chip"], None, STOPPED),
        (["component:display"], None, WORKS),  # BOE is home's own
        (["component:display"], "none", ("stopped", "proved")),  # unnamed suppliers fall with the component
    ],
)
def test_euv(deny, home, p):
    assert states(EUV, deny=deny, home=home)["p"] == p


def test_targets_come_first_and_a_target_lists_its_cone():
    assert cm.available(EUV)["component"].tolist() == ["p", "chip", "display", "euv"]
    assert cm.available(EUV, "chip")["component"].tolist() == ["chip", "euv"]


@pytest.mark.parametrize(
    "word", ["asml", "ASML", "阿斯麦", "actor:asml", " Actor: ASML ", "EUV machines", "NLD", "荷兰"]
)
def test_ids_names_and_both_languages_are_understood(word):
    assert states(EUV, deny=[word])["p"] == STOPPED


@pytest.mark.parametrize("word", ["P", "product", "Product", "产品", "component:p"])
def test_targets_may_be_named_too(word):
    assert cm.available(EUV, word)["component"].tolist()[0] == "p"


def test_aliases_are_understood():
    assert states(INDUSTRY, deny=["NV"]) == states(INDUSTRY, deny=["actor:nvidia"])


def test_an_ambiguous_name_lists_all_that_it_can_mean():
    rows = [part("chip-part", name_en="Chip"), firm("chip-firm", "USA", name_zh="chip"), made("chip-part", "chip-firm")]
    with pytest.raises(UnknownName) as found:
        cm.available(tiny(*rows), deny=["CHIP"])
    assert found.value.ambiguous and found.value.near == ("actor:chip-firm", "component:chip-part")
    assert all(one in str(found.value) for one in found.value.near)
    # Where only one of them makes sense it is not ambiguous.
    assert cm.available(tiny(*rows), "chip")["component"].tolist() == ["chip-part"]


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ({"deny": ["asmll"]}, "asml"),
        ({"deny": ["actor:Samsungg"]}, "Samsung"),
        ({"target": "dispaly"}, "display"),
        ({"home": "Chnia"}, "China"),
        ({"deny": ["bloc:eu28"]}, "eu27"),
    ],
)
def test_unknown_names_come_with_the_nearest_right_one(asked, near):
    with pytest.raises(UnknownName, match=near):
        cm.available(EUV, **asked)


@pytest.mark.parametrize("word", ["country:NLD", "offer:asml-euv", "actor:asml", "unknown:display", "asml", "bloc:g7"])
def test_a_target_must_be_a_component(word):
    for ask in (cm.available, cm.single_points_of_failure, cm.blind_spots, cm.import_dependency):
        with pytest.raises(UnknownName, match="component"):
            ask(EUV, word)
    with pytest.raises(UnknownName, match="component"):
        cm.explain(EUV, "ASML", word)


def test_home_may_be_a_bloc_a_name_or_nothing():
    assert states(EUV, deny=["country:NLD"], home="eu27")["p"] == WORKS
    assert states(EUV, deny=["country:NLD"], home="Netherlands")["p"] == WORKS
    assert states(EUV, deny=["country:NLD"], home=["DEU", "NLD"])["p"] == WORKS
    assert states(EUV, deny=["country:NLD"], home="DEU; 法国")["p"] == STOPPED
    assert states(EUV, deny=["country:NLD"], home="none") == states(EUV, deny=["country:NLD"], home=[])


def test_unknown_supply_is_possible_never_safe():
    found = cm.available(INDUSTRY, "tracking", deny=["country:USA"]).iloc[0]
    assert (found.state, found.holds, found.unknown) == ("works", "possible", ("unknown:tracking",))
    assert states(INDUSTRY, deny=["unknown:tracking"])["games"][0] == "stopped"


def test_unknown_jurisdiction_is_possible_never_safe():
    rows = [target("p"), part("a", complete="yes"), firm("grey"), made("a", "grey"), need("p", "a")]
    found = cm.available(tiny(*rows), "p", deny=["country:USA"]).iloc[0]
    assert (found.state, found.holds, found.unknown) == ("works", "possible", ("unknown:grey-a",))


def test_unknown_quality_is_possible_never_safe():
    rows = [target("p"), part("mems", complete="yes"), firm("good", "DEU"), firm("grey", "CHN")]
    rows += [made("mems", "good", quality=1.0), made("mems", "grey"), need("p", "mems", min_quality=0.9)]
    stack = tiny(*rows, home=("CHN",))
    # As listed it does not carry; but it may be good enough, so nothing is proved.
    assert states(stack, deny=["country:DEU"])["p"] == ("stopped", "as_listed")
    only = tiny(*[row for row in rows if getattr(row, "actor", "") != "good"], home=("CHN",))
    found = cm.available(only, "p", deny=["country:DEU"]).iloc[0]
    assert (found.state, found.holds, found.unknown) == ("works", "possible", ("unknown:mems",))


def test_rests_on_the_open_lists_that_it_empties():
    found = cm.available(EUV, "p", deny=["country:NLD"]).set_index("component")
    assert found.rests_on["p"] == ("euv",)
    rows = [part("a", complete="yes"), firm("x", "USA"), made("a", "x")]
    closed = cm.available(tiny(*rows), deny=["country:USA"]).iloc[0]
    assert (closed.state, closed.holds, closed.rests_on) == ("stopped", "proved", ())


@pytest.mark.parametrize(("mode", "licence", "expected"), [
    ("supply", "subscription", "stopped"),
    ("supply", "perpetual", "works"),
    ("supply", "source", "works"),
    ("use", "perpetual", "stopped"),
    ("use", "source", "works"),
])  # fmt: skip
def test_licences_keep_what_they_had(mode, licence, expected):
    rows = [
        target("p"),
        part("eda", complete="yes"),
        firm("x", "USA"),
        made("eda", "x"),
        need("p", "eda", licence=licence),
    ]
    assert states(tiny(*rows), deny=["country:USA"], mode=mode)["p"][0] == expected


def test_a_licence_keeps_nothing_that_never_worked():
    rows = [target("p"), part("eda", complete="yes"), firm("x", "USA"), need("p", "eda", licence="source")]
    rows += [made("eda", "x", status="potential")]
    assert states(tiny(*rows))["p"] == ("stopped", "proved")


def test_the_reason_names_what_falls_in_both_languages():
    found = cm.available(EUV, "p", deny=["country:NLD"]).set_index("component")
    assert "EUV lithography" in found.because_en["p"] and "EUV machines" in found.because_en["p"]
    assert "EUV光刻机" in found.because_zh["p"] and "产品" in found.because_zh["p"]
    assert found.because_en[found.state == "works"].eq("").all()
