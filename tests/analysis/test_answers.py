"""All answers of the main job at once."""

from __future__ import annotations

import pandas as pd
import pytest

import chainmap as cm
from chainmap.analysis.answers import ANSWER_NAMES
from tests.analysis.stacks import EUV, INDUSTRY
from tests.structure.tiny import firm, made, need, part, target, tiny


def test_every_answer_is_there_and_is_announced():
    announced: list[str] = []
    found = cm.answer_all(EUV, done=announced.append)
    assert tuple(found) == tuple(announced) == ANSWER_NAMES


def test_they_are_the_answers_of_the_functions():
    found = cm.answer_all(INDUSTRY, lens="hq", mode="use")
    pd.testing.assert_frame_equal(found["levels"], cm.levels(INDUSTRY, lens="hq", mode="use"))
    pd.testing.assert_frame_equal(found["headlines"], cm.headlines(INDUSTRY, lens="hq", mode="use"))
    points = found["single_points"]
    one = points[(points.lens == "any") & (points.by == "actor")].drop(columns=["lens", "by"]).reset_index(drop=True)
    asked = cm.single_points_of_failure(INDUSTRY, by="actor", lens="any", mode="use")
    pd.testing.assert_frame_equal(one, asked, check_dtype=False)


def test_labels_are_left_out_from_another_seat():
    assert "label" in set(cm.answer_all(INDUSTRY, home="CHN")["single_points"].lens)
    assert "label" not in set(cm.answer_all(INDUSTRY, home="USA")["single_points"].lens)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [part("a")],
        [target("p")],
        [part("a", supply="unknown", weight=1.0)],
        [target("p"), part("a"), need("p", "a")],
        [part("a"), firm("x"), made("a", "x", status="potential")],
    ],
    ids=["nothing", "no offers", "only a target", "only unknown", "an empty market", "only potential"],
)
def test_very_small_stacks_have_answers_too(rows):
    found = cm.answer_all(tiny(*rows))
    assert set(found) == set(ANSWER_NAMES)
