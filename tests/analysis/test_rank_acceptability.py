"""Ranks under draws, where the share of first ranks can be worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

import chainmap as cm
from chainmap.errors import WrongQuestion
from chainmap.schema import Evidence
from tests.structure.tiny import firm, made, need, part, target, tiny

HALF = {"share_low": 0.2, "share_high": 0.8}
DUEL = tiny(
    Evidence(evidence="e", basis="stated", as_of=2015),
    target("p"),
    need("p", "a"),
    part("a", complete="yes"),
    firm("x", "USA"),
    firm("y", "JPN"),
    made("a", "x", **HALF, evidence=("e",)),
    made("a", "y"),
    home=("CHN",),
)
"""Both together stop p; the one with the greater share costs more, and the share of x is uniform on [.2, .8]."""


def listed(table: pd.DataFrame) -> pd.DataFrame:
    return table[table.reading == "as_listed"].set_index("unit")


@pytest.mark.parametrize("by", ["actor", "country", "offer"])
def test_who_comes_first_is_a_coin_where_the_share_is_one(by):
    table = listed(cm.rank_acceptability(DUEL, draws=2000, seed=4, by=by))
    assert table["first"].sum() == 1
    for row in table.itertuples():
        assert row.first == pytest.approx(0.5, abs=4 * row.first_error)
        assert row.first_error == pytest.approx((row.first * (1 - row.first) / 2000) ** 0.5)
        assert (row.rank_low, row.rank_high, row.top_three, row.unranked) == (1, 2, 1, 0)
        assert (row.ranged, row.unknown, row.draws, row.seed, row.oldest_evidence) == (1, 1, 2000, 4, 2015)
    top = table[table.stated_rank == 1].iloc[0]
    assert top.top_stays == top["first"] and set(table.top_stays) == {top.top_stays}


def test_an_uneven_range_is_won_as_often_as_it_is_long():
    # x in [.4, .7]: more than y in two thirds of the range.
    rows = [
        row.model_copy(update={"share_low": 0.4, "share_high": 0.7}) if row.offer == "x-a" else row
        for row in DUEL.offers
    ]
    stack = tiny(*DUEL.evidence, *DUEL.components, *DUEL.actors, *DUEL.needs, *rows, home=("CHN",))
    table = listed(cm.rank_acceptability(stack, draws=2000, by="actor"))
    assert table.loc["actor:x", "first"] == pytest.approx(2 / 3, abs=4 * table.loc["actor:x", "first_error"])


def test_dependencies_are_ranked_by_what_is_drawn():
    rows = (part("b", complete="yes"), firm("own", "CHN"), made("b", "x", share=0.5), made("b", "own", share=0.5))
    mixed = [row.model_copy(update={"actor": "own"}) if row.offer == "y-a" else row for row in DUEL.offers]
    stack = tiny(*DUEL.evidence, *DUEL.components, *DUEL.actors, *DUEL.needs, *mixed, *rows, home=("CHN",))
    table = listed(cm.rank_acceptability(stack, draws=2000, of="dependency"))
    # a is foreign by the share of x, uniform on [.2, .8]; b is foreign by half.
    assert table.loc["component:a", "first"] == pytest.approx(0.5, abs=0.045)
    assert table["stated_rank"].to_dict() == {"component:a": 1, "component:b": 2}


def test_equal_dependencies_share_a_rank():
    rows = (part("b", complete="yes"), made("b", "x"))
    stack = tiny(*DUEL.components, *DUEL.actors, *DUEL.needs, *DUEL.offers, *DUEL.evidence, *rows, home=("CHN",))
    table = listed(cm.rank_acceptability(stack, draws=50, of="dependency"))
    assert table["first"].tolist() == [1, 1] and table["ranks"].tolist() == ["1:1", "1:1"]


def test_more_draws_begin_with_the_same():
    few, many = (listed(cm.rank_acceptability(DUEL, draws=draws, seed=9, by="actor")) for draws in (1, 600))
    assert set(few["first"]) == {0.0, 1.0}
    again = listed(cm.rank_acceptability(DUEL, draws=600, seed=9, by="actor"))
    pd.testing.assert_frame_equal(many, again)
    other = listed(cm.rank_acceptability(DUEL, draws=600, seed=10, by="actor"))
    assert many["first"].tolist() != other["first"].tolist()


def test_what_never_happened_is_not_impossible():
    table = listed(cm.rank_acceptability(cm.bundled("euv"), draws=100))
    second = table.loc["component:euv"]
    # Wilson: 0 of 100 leaves up to 3.84 / (100 + 3.84).
    assert second["first"] == 0 and second.first_high == pytest.approx(3.8414588 / 103.8414588, abs=1e-6)


def test_the_note_says_what_was_drawn():
    row = cm.rank_acceptability(DUEL, draws=1, by="actor").iloc[0]
    assert "1 cells from their ranges, 1 of which nothing is known" in row.note_en and "未抽样" in row.note_zh


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"draws": 0}, "at least one draw"),
        ({"seed": -1}, "a seed from 0"),
        ({"of": "wishes"}, "use chokepoints or dependency"),
        ({"of": "dependency", "by": "country"}, "leave by= out"),
        ({"by": "planet"}, "planet"),
    ],
)
def test_a_wrong_question_is_refused(asked, said):
    with pytest.raises(WrongQuestion, match=said):
        cm.rank_acceptability(DUEL, **asked)
