"""A frame tells by its column names which answer it is, and so what its columns mean."""

from __future__ import annotations

import pandas as pd
import pytest

import chainmap as cm
from chainmap.exchange.answer_columns import answer_columns, model_of
from chainmap.schema import columns_of
from chainmap.schema.answers import ANSWERS
from chainmap.schema.trees import CutCount, TreeCutSet
from tests.analysis.test_frames import ASKED, STACKS

MODELS = {**ANSWERS, "tree_cut_sets": TreeCutSet, "cut_count": CutCount}


@pytest.mark.parametrize("name", MODELS)
def test_no_two_answers_have_the_same_columns(name):
    names = [column.name for column in columns_of(MODELS[name])]
    assert model_of(names) is MODELS[name]
    assert model_of(["lens", "by", *reversed(names)]) is MODELS[name], "nor with what the main job puts in front"


@pytest.mark.parametrize("name", ASKED)
def test_columns_of_an_answer_are_the_declared_ones(name):
    assert answer_columns(ASKED[name](*STACKS["industry"])) == columns_of(ANSWERS[name])


def test_what_is_put_in_front_is_declared_too():
    table = cm.answer_all(STACKS["euv"][0])["single_points"]
    lens, by, *rest = answer_columns(table)
    assert (lens.name, by.name) == ("lens", "by") and lens.about and by.about
    assert tuple(rest) == columns_of(ANSWERS["cut_sets"])
    hhi = answer_columns(cm.concentration(STACKS["euv"][0]))[3]
    assert hhi.about == "whose shares are added up", "an answer's own column of that name keeps its meaning"


def test_a_column_that_nobody_declared_is_what_its_values_are():
    table = pd.DataFrame(
        {
            "n": pd.Series([1, None], dtype="Int64"),
            "x": [0.5, None],
            "yes": [True, False],
            "many": [("a",), ()],
            "one": ["a", ""],
        }
    )
    assert model_of(table.columns) is None
    assert [(column.name, column.kind, column.about) for column in answer_columns(table)] == [
        ("n", "integer", ""),
        ("x", "number", ""),
        ("yes", "yesno", ""),
        ("many", "texts", ""),
        ("one", "text", ""),
    ]
