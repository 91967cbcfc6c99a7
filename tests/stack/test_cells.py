"""Text of a cell -> value, for every kind of column: what is understood, and what is refused with which remedy."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmap.schema import TABLES, Column, Kind, columns_of
from chainmap.stack.cells import MAX_CELL, parse_cell

CHOICES = ("offers", "open", "unknown")


def column(kind: Kind, **more: Any) -> Column:
    low, high = (0.0, 1.0) if kind == "share" else (None, None)
    settings: dict[str, Any] = {"low": low, "high": high, "choices": CHOICES if kind == "choice" else (), **more}
    return Column(name="share", kind=kind, about="", required=False, default=None, **settings)


UNDERSTOOD: tuple[tuple[Kind, str, object], ...] = (
    ("id", "gpu", "gpu"),
    ("id", " gpu\u3000", "gpu"),
    ("id", "ｇｐｕ", "gpu"),
    ("id", "光学-1.2_b", "光学-1.2_b"),
    ("id", "Größe", "Größe"),
    ("id", "x" * 80, "x" * 80),
    ("ref", "\ufeffgpu\u200b", "gpu"),
    ("refs", "e1;e2", ("e1", "e2")),
    ("refs", "e1 ；e2;", ("e1", "e2")),
    ("refs", ";", ()),
    ("text", "  西门子（中国）；上海  ", "西门子（中国）；上海"),
    ("text", "two\r\nlines", "two\nlines"),
    ("text", "-40 °C to 85 °C", "-40 °C to 85 °C"),
    ("text", "-5%", "-5%"),
    ("texts", "a, b; c", ("a, b", "c")),
    ("choice", "Offers", "offers"),
    ("choice", "ｏｐｅｎ", "open"),
    ("countries", "usa;CHN", ("USA", "CHN")),
    ("countries", "ＵＳＡ； chn", ("USA", "CHN")),
    ("country", "twn", "TWN"),
    ("label", "Domestic", ("domestic",)),
    ("label", "foreign; deu", ("foreign", "DEU")),
    ("number", "12", 12.0),
    ("number", "-1.5e3", -1500.0),
    ("number", "１２．５", 12.5),
    ("number", "−3", -3.0),
    ("number", ".5", 0.5),
    ("integer", "2025", 2025),
    ("integer", "2025.0", 2025),
    ("share", "0.45", 0.45),
    ("share", "45%", 0.45),
    ("share", "45 ％", 0.45),
    ("share", "33.3%", 0.333),
    ("share", "100%", 1.0),
    ("share", "-0", 0.0),
    *(("yesno", text, True) for text in ("yes", "YES", "true", "1", "是", "y", "１")),
    *(("yesno", text, False) for text in ("no", "False", "0", "否", "N")),
    *((kind, " \u00a0\u3000\t", None) for kind in get_args(Kind) if kind != "units"),
)

REFUSED: tuple[tuple[Kind, str, str, str], ...] = (
    # ids
    ("id", "a b", "a space", "Write a-b"),
    ("id", "a:b", "contains ':'", "Write a-b"),
    ("id", "a/../b", "contains '/'", "Write a-..-b"),
    ("id", "a\\b", r"contains '\\'", "Write a-b"),
    ("id", "a,b", "contains ','", "Separate several ids with ;"),
    ("ref", "a;b", "contains ';'", "Separate several ids with ;"),
    ("refs", "a、b", "contains '、'", "Separate several ids with ;"),
    ("id", ".hidden", "begins with .", "Write hidden"),
    ("id", "-x", "begins with -", "Write x"),
    ("id", "::", "contains ':'", "letters and digits"),
    ("id", "x" * 81, "81 characters", "Shorten"),
    ("id", "a\u202eb", r"'\u202e'", "Write a-b"),
    ("id", "a\nb", "a line break", "Write a-b"),
    # texts
    *(("text", sign + "A1", "as a formula", "letter or a digit") for sign in "=+@＝＋＠"),
    ("text", "-A1", "as a formula", "letter or a digit"),
    ("text", "-2+3+cmd|' /C calc'!A0", "as a formula", "letter or a digit"),
    ("text", "-", "says nothing", "Leave the cell empty"),
    ("texts", "a;=b", "as a formula", "letter or a digit"),
    ("text", "a\x07b", "U+0007", "Delete"),
    ("text", "x" * (MAX_CELL + 1), "20,001 characters", "Shorten"),
    # words
    ("choice", "offer", "not one of offers, open, unknown", "Did you mean offers?"),
    ("choice", "xyz", "not one of", "one of them"),
    ("yesno", "maybe", "neither yes nor no", "yes or no"),
    # countries
    ("country", "UK", "not an ISO 3166", "Write GBR."),
    ("country", "US", "not an ISO 3166", "Write USA."),
    ("country", "Germany", "not an ISO 3166", "Write DEU."),
    ("country", "德国", "not an ISO 3166", "Write DEU."),
    ("countries", "USA;Germny", "'Germny'", "Write DEU."),
    ("countries", "USA,CHN", "not one code", "semicolon"),
    ("countries", "eu27", "a bloc", "AUT;BEL;BGR"),
    ("country", "XYZ", "not an ISO 3166", "three letters"),
    ("label", "foriegn", "neither domestic, foreign", "Write foreign."),
    ("label", "France", "not an ISO 3166", "Write FRA."),
    # numbers
    ("share", "45", "outside 0 to 1", "Write 0.45 or 45%."),
    ("share", "120%", "outside 0 to 1", "Correct it"),
    ("share", "-0.1", "outside 0 to 1", "Correct it"),
    ("share", "0,45", "not a number", "Write 0.45."),
    ("share", "45,5%", "not a number", "Write 45.5%."),
    ("share", "30-40%", "is a range", "Write 30% in the low and 40% in the high column."),
    ("share", "30%至40%", "is a range", "Write 30% in the low and 40% in the high column."),
    ("share", "约45%", "not a number", "low and the high column"),
    ("share", "<5%", "not a number", "low and the high column"),
    ("number", "1,234", "two ways", "Write 1234 or 1.234."),
    ("number", "1,234,567", "not a number", "Write 1234567."),
    ("number", "1,234.5", "not a number", "Write 1234.5."),
    ("number", "1'234", "not a number", "Write 1234."),
    ("number", "1 234 567", "not a number", "Write 1234567."),
    ("number", "20%", "not a share", "Write 0.2."),
    ("number", "1_000", "not a number", "plain number"),
    ("number", "0x10", "not a number", "plain number"),
    *(("number", text, "not a number", "empty") for text in ("nan", "NaN", "n/a", "-", "?", "未知", "unknown")),
    *(("number", text, "not a number", "plain number") for text in ("inf", "-Infinity", "1e999", "9" * 41, "abc")),
    ("integer", "2025.5", "not a whole number", "Write 2026"),
    ("integer", "soon", "not a number", "plain number"),
)


@pytest.mark.parametrize(("kind", "text", "value"), UNDERSTOOD)
def test_understood(kind: Kind, text: str, value: object) -> None:
    cell = parse_cell(text, column(kind))
    assert cell.complaints == ()
    assert cell.value == value
    assert type(cell.value) is type(value)


@pytest.mark.parametrize(("kind", "text", "what", "remedy"), REFUSED)
def test_refused(kind: Kind, text: str, what: str, remedy: str) -> None:
    cell = parse_cell(text, column(kind))
    assert not cell.ok
    assert len(cell.complaints) == 1
    assert what in cell.complaints[0].text
    assert remedy in cell.complaints[0].remedy


@pytest.mark.parametrize(
    ("text", "low", "high", "what"),
    [("0", 1.0, None, "below 1"), ("1700", 1800.0, 2200.0, "outside 1800 to 2200"), ("3", None, 2.0, "above 2")],
)
def test_bounds(text: str, low: float | None, high: float | None, what: str) -> None:
    cell = parse_cell(text, column("number", low=low, high=high))
    assert [what in complaint.text for complaint in cell.complaints] == [True]


def test_a_value_twice_in_a_cell_is_kept_once_with_a_warning() -> None:
    cell = parse_cell("USA;usa", column("countries"))
    assert cell.ok
    assert cell.value == ("USA",)
    assert [complaint.warning for complaint in cell.complaints] == [True]


def test_no_negative_zero() -> None:
    assert str(parse_cell("-0.0", column("number")).value) == "0.0"


def test_every_kind_is_tested() -> None:
    used = {one.kind for model in TABLES.values() for one in columns_of(model)}
    assert used <= {kind for kind, *_ in UNDERSTOOD}
    assert used <= {kind for kind, *_ in REFUSED}
    assert used == set(get_args(Kind)) - {"units"}


@given(st.text(max_size=40), st.sampled_from([kind for kind in get_args(Kind) if kind != "units"]))
def test_no_text_causes_a_traceback(text: str, kind: Kind) -> None:
    cell = parse_cell(text, column(kind))
    assert all(complaint.text.isprintable() for complaint in cell.complaints)
    if cell.ok and isinstance(cell.value, str):
        assert parse_cell(cell.value, column(kind)).value == cell.value
