"""The commands about how firm an answer stands, and what is asked for, as a person uses them."""

from __future__ import annotations

import json

import pytest

import chainmap as cm
from tests.cli.terminal import chainmap

ASKED = {
    "uncertainty": (["euv", "--draws", "50", "--seed", "2"], {"draws": 50, "seed": 2}, "rank_acceptability"),
    "value-of-information": (["euv"], {}, "value_of_information"),
    "doubt": (["euv", "1", "-k", "1", "--most", "2"], {"headline": 1, "max_order": 1, "most": 2}, "doubt"),
    "gaps": (["metaverse"], {}, "requirement_gaps"),
}


@pytest.mark.parametrize("command", ASKED)
def test_a_command_asks_what_the_function_asks(capsys, command):
    words, keywords, function = ASKED[command]
    done = chainmap(capsys, command, *words, "--format", "json")
    assert done.code == 0
    rows = json.loads(done.out)["rows"]
    assert len(rows) == len(getattr(cm, function)(cm.bundled(words[0]), **keywords)) > 0
    assert all(name in rows[0] for name in ("text_en", "oldest_evidence") if command != "uncertainty")


def test_how_often_the_first_stays_first_is_said_beside_the_table(capsys):
    done = chainmap(capsys, "uncertainty", "euv", "--draws", "20", "--lang", "en")
    assert "first" in done.out and "stays first in 100 % of the draws" in done.err
    assert "quality, jurisdiction and months are not drawn" in done.err


def test_doubts_are_told_in_both_languages(capsys):
    assert "Falls if claim k-euv" in " ".join(chainmap(capsys, "doubt", "euv", "1", "--lang", "en").out.split())
    assert "k-euv" in chainmap(capsys, "doubt", "euv", "1", "--lang", "zh").out


def test_nothing_asked_for_is_said(capsys):
    done = chainmap(capsys, "gaps", "euv")
    assert done.code == 0 and "no requirement" in done.err


def test_a_wrong_question_is_one_message(capsys):
    for words, said in (
        (["doubt", "euv", "9"], "no headline 9"),
        (["uncertainty", "euv", "--of", "x"], "chokepoints or"),
    ):
        done = chainmap(capsys, *words)
        assert done.code == 2 and said in done.err and "Traceback" not in done.err
