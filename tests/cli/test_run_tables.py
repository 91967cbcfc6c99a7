"""Which tables the main job writes, in which formats."""

from __future__ import annotations

import pytest

import chainmap as cm
from chainmap.analysis.answers import ANSWER_NAMES
from chainmap.cli.run_tables import CHOICES, TOLD, formats_asked, formats_told
from chainmap.errors import WrongQuestion
from tests.analysis.stacks import EUV


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("csv,json", ("csv", "json")),
        ("parquet, XLSX;.csv,csv", ("csv", "xlsx", "parquet")),
        ("json,", ("json",)),
    ],
)
def test_formats_as_people_write_them(words, found):
    assert formats_asked(words) == found


@pytest.mark.parametrize("words", ["", " , ", "xls", "csv,html,pdf"])
def test_other_words_are_refused_with_the_choices(words):
    with pytest.raises(WrongQuestion) as wrong:
        formats_asked(words)
    assert "csv, json, xlsx, parquet" in str(wrong.value)
    assert ("'html', 'pdf'" in str(wrong.value)) == ("pdf" in words)


def test_formats_are_told_in_words():
    assert formats_told(("csv",), "en") == "CSV"
    assert formats_told(tuple(CHOICES), "en") == "CSV, JSON, Excel and Parquet"
    assert formats_told(tuple(CHOICES), "zh") == "CSV、JSON、Excel 与 Parquet"


def test_every_table_of_a_run_has_its_sentence_in_both_languages():
    script = cm.Scenario.model_validate({"name": "s", "steps": [{"deny": {"actor": "asml"}}]})
    assert set(TOLD) == set(ANSWER_NAMES) | set(cm.run(EUV, script).tables)
    assert all(english.endswith(".") and chinese.endswith("。") for english, chinese in TOLD.values())
