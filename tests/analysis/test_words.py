"""Sentences in two languages."""

from __future__ import annotations

import pytest

from chainmap.analysis.words import LENS_WORDS, because, join, labels, names, quantity, sentence, some
from chainmap.schema import LENSES
from tests.analysis.stacks import EUV


@pytest.mark.parametrize(
    ("parts", "lang", "expected"),
    [
        ([], "en", ""),
        (["A"], "zh", "A"),
        (["A", "B"], "en", "A and B"),
        (["A", "B", "C"], "en", "A, B and C"),
        (["甲", "乙", "丙"], "zh", "甲、乙和丙"),
    ],
)
def test_join(parts, lang, expected):
    assert join(parts, lang) == expected


def test_countries_take_their_article_in_english_only():
    assert names(EUV, ["country:NLD"], "en") == "the Netherlands"
    assert names(EUV, ["country:KOR"], "en").endswith("Korea")
    assert names(EUV, ["country:NLD"], "zh") == "荷兰"


def test_long_lists_are_cut_with_a_count():
    units = [f"component:{name}" for name in ("chip", "display", "euv", "p")]
    assert names(EUV, units, "en", most=3) == "Chip, Display and 2 more"
    assert names(EUV, units, "zh", most=3) == "芯片、显示屏和另外2项"
    assert labels(EUV, ["chip", "chip"], "en") == "Chip"
    assert some(EUV, ["chip", "display", "euv"], "en", most=2) == "Chip, Display and others"
    assert some(EUV, ["chip", "display", "euv"], "zh", most=2) == "芯片、显示屏等"


def test_numbers_agree_with_their_noun():
    assert (quantity(1, "supplier", "suppliers"), quantity(0, "supplier", "suppliers")) == ("1 supplier", "0 suppliers")
    assert sentence("any one") == "Any one" and sentence("") == ""


def test_every_lens_has_its_words():
    assert set(LENS_WORDS) == set(LENSES)


def test_no_cause_no_words():
    assert because(EUV, [], "en") == because(EUV, [], "zh") == ""
