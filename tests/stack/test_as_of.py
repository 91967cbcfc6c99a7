"""Dated changes: applied in order, checked, and never silently dropped."""

from __future__ import annotations

from dataclasses import replace

import pytest

import chainmap as cm
from chainmap.schema import Change, Evidence
from chainmap.stack import Stack


def changed(*rows: tuple[int, str, str, str, str], home: str = "euv") -> Stack:
    stack = cm.bundled(home)
    claim = Evidence(evidence="news", basis="public")
    changes = tuple(
        Change(since=since, table=table, row=row, column=column, value=value, evidence=("news",))
        for since, table, row, column, value in rows
    )
    return replace(stack, changes=changes, evidence=(*stack.evidence, claim))


def test_a_change_moves_the_answer_from_its_year_on() -> None:
    stack = changed((2030, "actors", "asml", "hq", "CHN"))
    assert cm.single_points_of_failure(cm.as_of(stack, 2029))["members"].tolist() == [("country:NLD",)]
    assert cm.single_points_of_failure(cm.as_of(stack, 2030)).empty


def test_later_changes_win_and_the_future_stays_in_the_table() -> None:
    stack = changed(
        (2032, "actors", "asml", "hq", "USA"),
        (2030, "actors", "asml", "hq", "CHN"),
        (2040, "actors", "lg", "hq", "USA"),
    )
    made = cm.as_of(stack, 2035)
    assert next(row.hq for row in made.actors if row.actor == "asml") == ("USA",)
    assert [row.since for row in made.changes] == [2040]


def test_the_evidence_of_a_change_follows_it_to_the_row() -> None:
    made = cm.as_of(changed((2030, "actors", "asml", "hq", "CHN")), 2030)
    assert "news" in next(row.evidence for row in made.actors if row.actor == "asml")
    assert made.settings.as_of == 2030


def test_the_stacks_own_year_changes_nothing() -> None:
    stack = cm.bundled("metaverse")
    assert cm.as_of(stack, stack.settings.as_of).components == stack.components
    assert cm.as_of(stack, stack.settings.as_of).actors == stack.actors


def test_the_past_is_refused() -> None:
    with pytest.raises(cm.WrongQuestion, match="not written down"):
        cm.as_of(cm.bundled("metaverse"), 1999)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ((2030, "actors", "nobody", "hq", "CHN"), "no row 'nobody'"),
        ((2030, "actors", "asml", "seat", "CHN"), "no column 'seat'"),
        ((2030, "needs", "chip", "licence", "source"), "no table 'needs'"),
        ((2030, "actors", "asml", "hq", "Atlantis"), "asml hq"),
        ((2030, "actors", "asml", "owner", "nobody"), "nobody"),
    ],
)
def test_a_change_that_cannot_be_applied_says_so(row: tuple[int, str, str, str, str], said: str) -> None:
    with pytest.raises(cm.InvalidStack, match=said):
        cm.as_of(changed(row), 2030)
