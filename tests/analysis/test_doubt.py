"""What overturns a headline, where one can say it by hand."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

import chainmap as cm
from chainmap.errors import WrongQuestion
from chainmap.schema import Evidence
from tests.analysis.stacks import EUV, INDUSTRY
from tests.structure.tiny import firm, made, need, part, target, tiny


def claim(name: str, basis: str = "public", *supports: str, **cells: object) -> Evidence:
    return Evidence(evidence=name, basis=basis, supports=supports, **cells)


def sets(table: pd.DataFrame, kind: str = "claims") -> set[tuple[str, ...]]:
    return set(table[table.kind == kind].members)


ONE = (
    target("p"),
    need("p", "a", evidence=("n1", "n2")),
    part("a"),
    firm("x", "USA", evidence=("hq",)),
    made("a", "x", evidence=("o",)),
    claim("n1", "stated", as_of=2010),
    claim("n2", "assumption", as_of=2012, confidence="low"),
    claim("hq", "public", "hq", as_of=2014, confidence="medium"),
    claim("o", "inferred"),
)
"""America stops p through the only maker of a: a need with two claims, a headquarters with one, an offer with one."""


def test_a_stop_falls_with_the_seat_the_offer_or_every_claim_of_the_need():
    table = cm.doubt(tiny(*ONE, home=("CHN",)), 1)
    assert table.headline_en.iloc[0].startswith("The United States alone can stop p")
    assert sets(table) == {("hq",), ("o",), ("n1", "n2")}
    assert sets(table, "suppliers") == {("a",)}
    assert set(table.frees) == {("p",)}
    row = table[table.members == ("n1", "n2")].iloc[0]
    assert (row.order, row.sets, row.oldest_evidence, row.weakest) == (2, 1, 2010, "assumption")
    assert row.bases == ("stated", "assumption, low") and "unless 2 claims fail" in row.text_en
    one = table[table.members == ("hq",)].iloc[0]
    assert one.text_en == "Falls if claim hq (public, medium) is wrong." and "公开资料，可信度中" in one.text_zh
    assert one.sets == 2, "two claims are enough by themselves"


def test_small_sets_come_first_and_the_weaker_basis_before_the_stronger():
    table = cm.doubt(tiny(*ONE, home=("CHN",)), 1)
    assert table[table.kind == "claims"].members.tolist() == [("o",), ("hq",), ("n1", "n2")]
    cut = cm.doubt(tiny(*ONE, home=("CHN",)), 1, most=1)
    assert cut.members.tolist() == [("o",), ("a",)] and cut.sets.tolist() == [2, 1]
    assert sets(cm.doubt(tiny(*ONE, home=("CHN",)), 1, max_order=1)) == {("o",), ("hq",)}


def test_a_second_link_needs_a_second_claim():
    more = (need("p", "b", evidence=("m",)), part("b"), made("b", "x", evidence=("q",)), claim("m"), claim("q"))
    table = cm.doubt(tiny(*ONE, *more, home=("CHN",)), 1, max_order=3, most=50)
    # hq frees both at once; otherwise one claim (or both of the need) for a, and one for b.
    assert sets(table) == {("hq",), ("m", "o"), ("o", "q"), ("m", "n1", "n2"), ("n1", "n2", "q")}
    assert sets(table, "suppliers") == {("a", "b")}


def test_a_grade_and_a_threshold_are_claims_like_others():
    rows = (
        target("p"),
        need("p", "a", min_quality=0.5, evidence=("n", "grade")),
        part("a"),
        firm("x", "USA"),
        firm("own", "CHN"),
        made("a", "x", quality=1.0),
        made("a", "own", quality=0.2, evidence=("o", "bad")),
        claim("n"),
        claim("o"),
        claim("grade", "assumption", "min_quality"),
        claim("bad", "assumption", "quality"),
    )
    table = cm.doubt(tiny(*rows, home=("CHN",)), 1)
    assert sets(table) == {("bad",), ("grade",), ("n",), ("o",)}
    assert table.members.iloc[0] == ("bad",) and table.weakest.iloc[0] == "assumption"


def test_rows_without_evidence_are_not_doubted():
    stack = tiny(target("p"), need("p", "a"), part("a"), firm("x", "USA"), made("a", "x"), home=("CHN",))
    table = cm.doubt(stack, 1)
    assert table.kind.tolist() == ["nothing", "suppliers"]
    assert table.members.tolist() == [(), ("a",)] and "Rests on no claim" in table.text_en.iloc[0]


def test_a_proved_stop_falls_with_the_claim_that_the_list_is_complete():
    rows = [row.model_copy(update={"complete": "yes", "evidence": ("c",)}) if row == part("a") else row for row in ONE]
    table = cm.doubt(tiny(*rows, claim("c", "stated", "complete"), home=("CHN",)), 1)
    assert ("c",) in sets(table) and not sets(table, "suppliers")


def test_that_nobody_stops_it_falls_when_a_maker_is_not_where_it_is_said_to_be():
    rows = [row.model_copy(update={"hq": ("CHN",)}) if row == ONE[3] else row for row in ONE]
    abroad = (part("other"), firm("y", "USA"), made("other", "y"))
    table = cm.doubt(tiny(*rows, *abroad, home=("CHN",)))
    rows_ = table[table.headline_en.str.startswith("No country")]
    assert sets(rows_) == {("hq",), ("o",)}, "whether p needs it at all does not matter here"


def test_the_unknown_changes_when_somebody_is_named():
    table = cm.doubt(INDUSTRY)
    rows = table[table.headline_en.str.contains("no named supplier")]
    assert sets(rows, "suppliers") == {("tracking",)} and "is named" in rows.text_en.iloc[-1]


def test_the_small_example():
    table = cm.doubt(EUV, 1)
    # ASML's owner (k-owners), that it makes EUV and that chips need it (k-euv), that p needs chips (k-product).
    assert sets(table) == {("k-euv",), ("k-owners",), ("k-product",)}
    assert sets(table, "suppliers") == {("euv",)}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"headline": 99}, "no headline 99: they are numbered 1 to"),
        ({"max_order": 0}, "at least 1"),
        ({"most": 0}, "at least 1"),
    ],
)
def test_a_wrong_question_is_refused(asked, said):
    with pytest.raises(WrongQuestion, match=said):
        cm.doubt(EUV, **asked)


def test_every_headline_has_its_doubts():
    for stack in (EUV, INDUSTRY, replace(INDUSTRY, evidence=INDUSTRY.evidence)):
        told = cm.headlines(stack)
        assert set(cm.doubt(stack)["rank"]) == set(told["rank"])
