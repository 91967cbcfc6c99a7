"""Who falls to what (METHOD section 2)."""

from __future__ import annotations

from itertools import combinations

import pytest

from chainmap.errors import ChainmapError, UnknownName, WrongQuestion
from chainmap.schema import Bloc
from chainmap.structure import UNITS, Denial, Losses, compile_structure, denial, units, viewpoint
from tests.structure.tiny import firm, made, need, part, target, tiny


def named(stack, by, **seat):
    return [name for name, _ in units(compile_structure(stack), viewpoint(stack, **seat), by)]


def fallen(stack, deny, *, widest=False, **seat):
    what = deny if isinstance(deny, Denial) else denial(stack, deny)
    losses = Losses(viewpoint(stack, **seat), [what])
    return {offer.offer for offer in stack.offers if losses.of(offer.offer, widest=widest)}


MIXED = tiny(
    target("p"),
    part("kernel"),
    part("dark", supply="unknown"),
    part("standard", supply="open"),
    firm("siemens", "DEU"),
    firm("mentor", "USA", owner="siemens"),
    firm("zw", "CHN"),
    firm("commons", "USA"),
    firm("grey"),
    made("kernel", "siemens", origin=("GBR",)),
    made("kernel", "mentor", origin=("USA",)),
    made("kernel", "zw", origin=("USA",), rights="source"),
    made("kernel", "commons", rights="open"),
    made("kernel", "grey"),
    need("p", "kernel"),
    need("p", "dark"),
    need("p", "standard"),
    home=("CHN",),
)


def test_units_of_each_kind():
    assert named(MIXED, "offer") == [
        "offer:grey-kernel",
        "offer:mentor-kernel",
        "offer:siemens-kernel",
        "unknown:dark",
    ]
    assert named(MIXED, "actor") == ["actor:grey", "actor:mentor", "actor:siemens", "unknown:dark"]
    assert named(MIXED, "component") == ["component:kernel", "unknown:dark"]
    assert named(MIXED, "country") == ["country:DEU", "country:USA", "unknown:dark", "unknown:grey-kernel"]


def test_without_a_home_nothing_is_homes_own():
    assert "offer:zw-kernel" in named(MIXED, "offer", home="none")
    assert "country:CHN" in named(MIXED, "country", home="none")
    assert "offer:commons-kernel" not in named(MIXED, "offer", home="none")


def test_an_owner_falls_with_its_subsidiaries_under_lens_owner_only():
    assert fallen(MIXED, "actor:siemens") == {"siemens-kernel", "mentor-kernel"}
    assert fallen(MIXED, "actor:siemens", lens="hq") == {"siemens-kernel"}
    assert fallen(MIXED, "actor:mentor") == {"mentor-kernel"}


@pytest.mark.parametrize(
    ("lens", "country", "expected"),
    [
        ("owner", "DEU", {"siemens-kernel", "mentor-kernel"}),
        ("hq", "DEU", {"siemens-kernel"}),
        ("hq", "USA", {"mentor-kernel"}),
        ("origin", "GBR", {"siemens-kernel"}),
        ("origin", "USA", {"mentor-kernel"}),  # zw owns its source: its origin does not reach it
        ("any", "USA", {"mentor-kernel"}),
        ("any", "DEU", {"siemens-kernel", "mentor-kernel"}),
        ("site", "USA", set()),
    ],
)
def test_each_lens_reaches_its_own_offers(lens, country, expected):
    assert fallen(MIXED, f"country:{country}", lens=lens) == expected


def test_rights_decide_whether_the_origin_reaches():
    def offers(rights):
        rows = [part("k"), firm("zw", "CHN"), made("k", "zw", origin=("USA",), rights=rights)]
        return tiny(*rows, home=("CHN",), lens="origin")

    assert fallen(offers("licence"), "country:USA") == {"zw-k"}
    assert fallen(offers("source"), "country:USA") == set()
    assert fallen(offers("source"), "country:CHN", home="none") == {"zw-k"}
    assert fallen(offers("open"), ["country:USA", "country:CHN", "actor:zw", "offer:zw-k"], home="none") == set()


def test_what_is_made_in_two_countries_falls_when_both_deny():
    rows = [part("k"), firm("x", "USA"), made("k", "x", sites=("VNM", "MEX"))]
    stack = tiny(*rows, lens="site")
    assert fallen(stack, "country:VNM") == set()
    assert fallen(stack, ["country:VNM", "country:MEX"]) == {"x-k"}
    # Seen from Mexico it is home's own: Viet Nam alone does not reach it.
    assert fallen(stack, ["country:VNM", "country:MEX", "actor:x"], home="MEX") == set()


def test_any_of_several_origins_reaches():
    stack = tiny(part("k"), firm("x", "CHN"), made("k", "x", origin=("BEL", "USA")), lens="origin")
    assert fallen(stack, "country:BEL") == fallen(stack, "country:USA") == {"x-k"}


def test_blocs_are_their_members_as_of_the_stacks_date():
    rows = [part("k"), firm("a", "AAA"), firm("b", "BBB"), made("k", "a"), made("k", "b")]
    blocs = [Bloc(bloc="club", country="AAA"), Bloc(bloc="club", country="BBB", until=2010)]
    assert fallen(tiny(*rows, *blocs, as_of=2022), "bloc:club") == {"a-k"}
    assert fallen(tiny(*rows, *blocs, as_of=2005), "bloc:club") == {"a-k", "b-k"}


def test_shipped_blocs_hold_their_members():
    rows = [part("k"), *(firm(code.lower(), code) for code in ("DEU", "GBR", "CHN", "JPN"))]
    rows += [made("k", code) for code in ("deu", "gbr", "chn", "jpn")]
    stack = tiny(*rows, as_of=2022)
    assert fallen(stack, "bloc:eu27") == {"deu-k"}
    assert fallen(stack, "bloc:g7") == {"deu-k", "gbr-k", "jpn-k"}
    assert named(stack, "bloc") == ["bloc:eu27", "bloc:g7"]


def test_a_component_falls_with_all_offers_but_homes_own():
    assert fallen(MIXED, "component:kernel") == {"siemens-kernel", "mentor-kernel", "grey-kernel"}
    assert denial(MIXED, "component:dark").unknown == {"dark"}


def test_a_country_aimed_at_some_components_reaches_only_those():
    rows = [part("a"), part("b"), firm("x", "USA"), made("a", "x"), made("b", "x")]
    stack = tiny(*rows)
    aimed = Denial(within=((frozenset(["USA"]), frozenset(["a"])),))
    assert fallen(stack, aimed) == {"x-a"}
    assert aimed.countries_on("a") == {"USA"} and aimed.countries_on("b") == frozenset()


def test_joining_denials_in_any_order_denies_the_same():
    words = ["country:USA", "actor:siemens", "component:kernel", "unknown:dark", "offer:zw-kernel"]
    whole = denial(MIXED, words)
    for cut in range(1, len(words)):
        for some in combinations(words, cut):
            rest = [word for word in words if word not in some]
            assert denial(MIXED, some).joined(denial(MIXED, rest)) == whole


def test_unknown_jurisdiction_falls_to_nobody_known_and_to_anybody_perhaps():
    assert "grey-kernel" not in fallen(MIXED, "country:USA")
    assert "grey-kernel" in fallen(MIXED, "country:USA", widest=True)
    assert fallen(MIXED, "country:CHN", widest=True) == set(), "home does not deny itself"


def test_a_printed_foreign_is_reached_by_foreign_and_only_perhaps_by_a_named_country():
    rows = [part("k"), firm("x", label=("foreign",)), firm("y", label=("domestic",)), made("k", "x"), made("k", "y")]
    stack = tiny(*rows, home=("CHN",), lens="label")
    assert named(stack, "country") == ["country:FOREIGN"]
    assert fallen(stack, "country:FOREIGN") == {"x-k"}
    assert fallen(stack, "country:USA") == set()
    assert fallen(stack, "country:USA", widest=True) == {"x-k"}


def test_the_source_s_labels_are_refused_from_another_home_with_the_reason():
    with pytest.raises(WrongQuestion, match=r"label.*CHN.*USA.*Use lens"):
        viewpoint(MIXED, lens="label", home="USA")


@pytest.mark.parametrize(
    ("asked", "words"),
    [({"lens": "ownr"}, "owner"), ({"mode": "peace"}, "supply"), ({"home": "Atlantis"}, "Atlantis")],
)
def test_questions_without_meaning_say_what_can_be_asked(asked, words):
    with pytest.raises(ChainmapError, match=words):
        viewpoint(MIXED, **asked)


def test_by_must_be_a_kind_of_unit():
    with pytest.raises(WrongQuestion, match=", ".join(UNITS)):
        named(MIXED, "firm")


def test_unknown_units_must_exist():
    with pytest.raises(UnknownName, match="nobody"):
        denial(MIXED, "unknown:nobody")
