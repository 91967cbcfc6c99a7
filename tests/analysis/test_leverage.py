"""What each side can take from the other."""

from __future__ import annotations

import pytest

import chainmap as cm
from chainmap.analysis.leverage import target_weights
from chainmap.errors import UnknownName, WrongQuestion
from tests.analysis.stacks import EUV, INDUSTRY
from tests.random_stacks import cases, random_stack
from tests.structure.tiny import firm, made, need, part, target, tiny

FIGURES = ["targets_stopped", "loss_short_low", "loss_short_high", "loss_long_low", "loss_long_high"]


def figures(stack, unit, direction, reading="as_listed", **asked):
    table = cm.leverage(stack, **asked).set_index(["unit", "direction", "reading"])
    return table.loc[(unit, direction, reading), FIGURES].tolist()


def test_euv_as_each_side_sees_it():
    assert figures(EUV, "country:NLD", "they_to_us") == [1, 1, 1, 1, 1]
    # The Netherlands would keep every chip; of displays China makes some share that nobody states.
    assert figures(EUV, "country:NLD", "us_to_them") == [0, 0, 1, 0, 0]
    # An unnamed maker of EUV tools, if there is one, carries on.
    assert figures(EUV, "country:NLD", "they_to_us", "proved") == [0, 0, 1, 0, 1]


def both(**cells):
    """One part from America, one from China, in the shares given."""
    return tiny(
        target("p", weight=2.0),
        target("q", weight=3.0),
        part("x", complete="yes"),
        part("y", complete="yes"),
        firm("us", "USA"),
        firm("cn", "CHN"),
        made("x", "us", share=0.75),
        made("x", "cn", share=0.25),
        made("y", "cn", share=1.0),
        need("p", "x"),
        need("q", "y"),
        home=("CHN",),
        **cells,
    )


def test_losses_are_weighed_by_hand():
    assert figures(both(), "country:USA", "they_to_us") == [0, 1.5, 1.5, 0, 0]
    # America loses a quarter of p in the short run, and all of q.
    assert figures(both(), "country:USA", "us_to_them") == [1, 3.5, 3.5, 3, 3]


@pytest.mark.parametrize("seed", cases(15))
def test_us_to_them_is_they_to_us_from_the_other_seat(seed):
    stack = random_stack(seed)
    here = cm.leverage(stack, home="CHN", lens="hq").set_index(["unit", "direction", "reading"])
    for unit in {unit for unit, _, _ in here.index} & {"country:USA", "country:JPN"}:
        there = cm.leverage(stack, home=unit[8:], lens="hq").set_index(["unit", "direction", "reading"])
        if ("country:CHN", "they_to_us", "proved") in there.index:
            for reading in ("as_listed", "proved"):
                ours, theirs = here.loc[unit, "us_to_them", reading], there.loc["country:CHN", "they_to_us", reading]
                assert ours[FIGURES].tolist() == theirs[FIGURES].tolist()
                assert ours.stopped == theirs.stopped


@pytest.mark.parametrize("stack", [EUV, INDUSTRY, cm.bundled("metaverse")], ids=["euv", "industry", "metaverse"])
def test_yes_no_and_levels_agree(stack):
    table = cm.leverage(stack)
    assert (table.loss_short_low <= table.loss_short_high + 1e-9).all()
    assert (table.loss_long_low <= table.loss_long_high + 1e-9).all()
    assert (table.loss_long_high <= table.loss_short_high + 1e-9).all()  # rerouting only helps
    assert (table.weight_stopped <= table.loss_short_high + 1e-9).all()
    assert (table.stopped.map(len) == table.targets_stopped).all()
    for row in table[(table.direction == "they_to_us") & (table.reading == "as_listed")].itertuples():
        state = cm.available(stack, deny=[row.unit])
        assert set(row.stopped) == set(state[state.target & (state.state == "stopped")].component)


def test_it_says_what_it_means_in_both_languages():
    table = cm.leverage(EUV).set_index(["unit", "direction", "reading"])
    row = table.loc["country:NLD", "us_to_them", "as_listed"]
    assert row.means_en == (
        "what the Netherlands would lose by China denying, if it built the same targets from the same offers"
    )
    assert "荷兰" in row.means_zh and "中国" in row.means_zh


def test_countries_that_are_not_named_have_no_seat():
    stack = tiny(target("p"), part("x"), firm("f", label=("foreign",)), made("x", "f"), need("p", "x"), home=("CHN",))
    table = cm.leverage(stack, lens="any").set_index(["unit", "direction", "reading"])
    row = table.loc["country:FOREIGN", "us_to_them", "as_listed"]
    assert row[FIGURES].isna().all() and "no answer" in row.means_en and "无法回答" in row.means_zh
    assert table.loc["country:FOREIGN", "they_to_us", "as_listed"].targets_stopped == 1


def test_blocs_have_seats_too():
    found = figures(EUV, "bloc:eu27", "they_to_us", by="bloc")
    assert found == [1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"home": "none"}, "name a home"),
        ({"lens": "label"}, "label"),
        ({"by": "actor"}, "country or bloc"),
        ({"mode": "war"}, "no mode"),
    ],
)
def test_questions_that_have_no_meaning_are_refused(asked, said):
    with pytest.raises(WrongQuestion, match=said):
        cm.leverage(EUV, **asked)


def test_weights_of_the_targets():
    assert target_weights(INDUSTRY) == {"games": 2.0, "office": 1.0}
    assert target_weights(INDUSTRY, ["Games", "gpu"]) == {"games": 2.0, "gpu": 1.0}
    with pytest.raises(UnknownName):
        target_weights(INDUSTRY, ["gams"])
