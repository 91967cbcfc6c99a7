"""Do the metaverse headlines fall with the claims that a reader of the tables expects?"""

from __future__ import annotations

import pandas as pd
import pytest

import chainmap as cm

from .expectations_doubt import EXPECTATIONS, Expectation

SURPRISES = {
    "cad-rests-on-one-assumption": (
        "Industrial design also needs simulation, whose domestic grade is another assumption (claim as-cae-q): better "
        "CAD alone does not keep it, so that it takes both assumptions to be wrong, or one claim about where Siemens, "
        "Dassault or Autodesk sits."
    ),
}
"""Expectations that turned out different: name -> why the result differs. The expectation itself is never edited."""


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return cm.doubt(cm.bundled("metaverse"), most=100)


@pytest.mark.parametrize(
    "expected",
    [
        pytest.param(
            one,
            id=one.name,
            marks=[pytest.mark.xfail(strict=True, raises=AssertionError, reason=SURPRISES[one.name])]
            if one.name in SURPRISES
            else [],
        )
        for one in EXPECTATIONS
    ],
)
def test_expectation(expected: Expectation, table: pd.DataFrame) -> None:
    assert expected.check(table), f"{expected.read_from}: {expected.says}"


def test_the_surprise_is_as_told(table: pd.DataFrame) -> None:
    rows = table[table.headline_en.str.contains("can stop Industrial research and design", regex=False)]
    claims = set(rows[rows.kind == "claims"].members)
    assert ("as-cad-q", "as-cae-q") in claims and ("as-cad-q",) not in claims


def test_there_are_five() -> None:
    names = [one.name for one in EXPECTATIONS]
    assert len(names) == len(set(names)) == 5
    assert set(SURPRISES) <= set(names)
