"""Are the white paper's requirements and provisions compared as one compares them by hand?"""

from __future__ import annotations

import re

import pandas as pd
import pytest

import chainmap as cm

from .expectations_gaps import GAPS, NEARLY_ALL, RATIOS, UNANSWERED, Gap


@pytest.fixture(scope="module")
def answer() -> pd.DataFrame:
    return cm.requirement_gaps(cm.bundled("metaverse"))


def rows(answer: pd.DataFrame, subjects: tuple[str, ...], parameter: str, provider: str) -> pd.DataFrame:
    same = (answer.parameter == parameter) & (answer.provider == provider)
    return answer[same & (answer.subjects == subjects)]


@pytest.mark.parametrize("gap", GAPS, ids=lambda gap: f"{gap.parameter}-{'+'.join(gap.subjects)}-{gap.provider}")
def test_gap(gap: Gap, answer: pd.DataFrame) -> None:
    found = rows(answer, gap.subjects, gap.parameter, gap.provider)
    found = found[found.provided_year == gap.years[1]]
    assert len(found) == 1
    row = found.iloc[0]
    assert (row.gap_low, row.gap_high) == pytest.approx(gap.gap), gap.line
    assert (row.unit, row.met, row.required_year) == (gap.unit, gap.met, gap.years[0])
    assert ("The years differ" in row.text_en) == (gap.years[0] != gap.years[1])


def test_ratios(answer: pd.DataFrame) -> None:
    for (subjects, provider, year), expected in RATIOS.items():
        found = rows(answer, subjects, "computing power", provider)
        row = found[found.provided_year == year].iloc[0]
        assert (row.ratio_low, row.ratio_high) == pytest.approx(expected, abs=0.005)


def test_what_nobody_provides_is_said(answer: pd.DataFrame) -> None:
    for subject, parameter in UNANSWERED:
        found = answer[(answer.subjects == (subject,)) & (answer.parameter == parameter)]
        assert found.provider.tolist() == [""] and found.met.tolist() == ["unknown"]
        assert found.gap_high.isna().all()


def test_nearly_all_is_not_a_figure(answer: pd.DataFrame) -> None:
    for subject in NEARLY_ALL:
        row = rows(answer, (subject,), "reliability", "component:5g-service").iloc[0]
        assert row.met == "unknown" and pd.isna(row.gap_low)
        assert row.gap_high == pytest.approx(0.01)


def test_every_expectation_names_its_lines() -> None:
    assert len(GAPS) == 10
    assert all(re.fullmatch(r"L\d+(, L\d+)*", gap.line) for gap in GAPS)
