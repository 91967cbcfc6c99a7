"""Requirements against provisions: which are compared, in which unit, and what is said where they cannot be."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

import chainmap as cm
from chainmap.analysis.parameters import IN_CHINESE, PARAMETERS, convert, parameter
from chainmap.schema import Evidence, Fact, Spec
from tests.structure.tiny import firm, made, need, part, target, tiny

ROWS = (target("app"), part("device"), part("link"), part("aside"), firm("x", "USA"), made("link", "x"))


def asks(subject: str, name: str, low: float | None, high: float | None, unit: str | None, **cells: object) -> Spec:
    return Spec(subject=subject, role="requires", parameter=name, low=low, high=high, unit=unit, **cells)


def gives(subject: str, name: str, low: float | None, high: float | None, unit: str | None, **cells: object) -> Spec:
    return Spec(subject=subject, role="provides", parameter=name, low=low, high=high, unit=unit, **cells)


def gaps(*rows: object, needs: tuple = (need("app", "device"), need("app", "link")), **asked: object) -> pd.DataFrame:
    return cm.requirement_gaps(tiny(*ROWS, *needs, *rows), **asked)


def one(*rows: object, **asked: object) -> pd.Series:
    table = gaps(*rows, **asked)
    assert len(table) == 1
    return table.iloc[0]


@pytest.mark.parametrize(
    ("required", "provided", "gap", "met"),
    [
        # More is better: the mildest limit against the best, the strictest against the worst.
        ((10, 20), (30, 40), (-30, -10), "yes"),
        ((10, 20), (20, 40), (-30, 0), "yes"),
        ((10, 20), (1, 5), (5, 19), "no"),
        ((10, 20), (5, 15), (-5, 15), "part"),
        ((10, None), (12, 14), (-4, -2), "yes"),
        ((None, 20), (12, 14), (None, 8), "unknown"),
        ((None, 20), (25, 30), (None, -5), "yes"),
        ((10, 20), (12, None), (None, 8), "unknown"),
        ((10, None), (None, 8), (2, None), "no"),
    ],
)
def test_more_is_better(required, provided, gap, met):
    row = one(asks("device", "rate", *required, "Mbit/s"), gives("link", "rate", *provided, "Mbit/s"))
    low, high = (None if pd.isna(cell) else cell for cell in (row.gap_low, row.gap_high))
    assert (low, high, row.met, row.better) == (*gap, met, "more")


@pytest.mark.parametrize(
    ("required", "provided", "gap", "met"),
    [
        ((None, 20), (5, 10), (-15, -10), "yes"),
        ((20, 200), (5, 30), (-195, 10), "part"),
        ((None, 20), (25, 30), (5, 10), "no"),
        ((20, None), (5, 10), (None, -10), "yes"),
        ((None, 20), (None, 10), (None, -10), "yes"),
        ((None, 20), (5, None), (-15, None), "unknown"),
    ],
)
def test_less_is_better(required, provided, gap, met):
    row = one(asks("device", "latency", *required, "ms"), gives("link", "latency", *provided, "ms"))
    low, high = (None if pd.isna(cell) else cell for cell in (row.gap_low, row.gap_high))
    assert (low, high, row.met, row.better) == (*gap, met, "less")


def test_ratios_say_how_many_times():
    row = one(asks("device", "rate", 100, None, "Mbit/s"), gives("link", "rate", 20, 50, "Mbit/s"))
    assert (row.ratio_low, row.ratio_high) == (2.0, 5.0)
    row = one(asks("device", "latency", None, 10, "ms"), gives("link", "latency", 20, 50, "ms"))
    assert (row.ratio_low, row.ratio_high) == (2.0, 5.0)
    row = one(asks("device", "rate", 100, None, "Mbit/s"), gives("link", "rate", 0, 50, "Mbit/s"))
    assert row.ratio_low == 2.0 and pd.isna(row.ratio_high), "nothing is no number of times"


def test_units_are_converted_only_where_that_is_certain():
    row = one(asks("device", "rate", 800, None, "Mbit/s"), gives("link", "rate", 0.5, 2, "Gbps"))
    assert (row.provided_low, row.provided_high, row.provided_unit) == (500, 2000, "Mbit/s")
    assert (row.gap_low, row.gap_high, row.unit) == (-1200, 300, "Mbit/s")
    for other in ("MB/s", "ms", None, "mbit/s"):
        row = one(asks("device", "rate", 800, None, "Mbit/s"), gives("link", "rate", 1, 2, other))
        assert row.met == "unknown" and pd.isna(row.gap_high), other
        assert (row.provided_low, row.provided_unit) == (1, other or "")
        assert "not known to measure the same" in row.text_en


def test_two_figures_without_a_unit_are_not_compared():
    row = one(asks("device", "rate", 800, None, None), gives("link", "rate", 1, 2, None))
    assert row.met == "unknown" and pd.isna(row.gap_high)


def test_a_parameter_of_unknown_direction_is_not_guessed():
    row = one(asks("device", "price", None, 100, "CNY"), gives("link", "price", 80, 90, "CNY"))
    assert (row.better, row.met) == ("unknown", "unknown") and pd.isna(row.gap_low)
    assert "more or less of it is better is not known" in row.text_en and "未知" in row.text_zh


def test_only_what_is_used_together_is_compared():
    row = one(asks("device", "latency", None, 20, "ms"), gives("aside", "latency", 1, 2, "ms"))
    assert (row.provider, row.met) == ("", "unknown") and "do not say what is provided" in row.text_en
    row = one(asks("app", "latency", None, 20, "ms"), gives("x-link", "latency", 1, 2, "ms"))
    assert (row.provider, row.met) == ("offer:x-link", "yes")


def test_what_several_ask_of_one_stock_adds_up_where_it_does():
    both = (asks("app", "computing power", 10, 20, "EFLOPS"), asks("device", "computing power", 5, None, "EFLOPS"))
    table = gaps(*both, gives("link", "computing power", 8, 9, "EFLOPS"))
    (total,) = (row for row in table.itertuples() if len(row.subjects) == 2)
    assert total.subjects == ("app", "device")
    assert (total.required_low, total.required_high, total.gap_low, total.gap_high) == (15, 25, 6, 17)
    rates = (asks("app", "rate", 10, 20, "Mbit/s"), asks("device", "rate", 5, None, "Mbit/s"))
    assert all(len(row) == 1 for row in gaps(*rates, gives("link", "rate", 8, 9, "Mbit/s")).subjects)
    unlike = (both[0], asks("device", "computing power", 5, None, "EFLOPS", year=2030))
    assert all(len(row) == 1 for row in gaps(*unlike, gives("link", "computing power", 8, 9, "EFLOPS")).subjects)


def test_a_countrys_own_figure_counts_for_its_home():
    specs = (asks("device", "computing power", 100, None, "EFLOPS"), gives("link", "computing power", 50, 60, "EFLOPS"))
    facts = [
        Fact(fact="c", subject="CHN", metric="computing power", value=10, unit="EFLOPS", year=2020),
        Fact(fact="u", subject="USA", metric="computing power", value=20, unit="EFLOPS", year=2020),
        Fact(fact="w", subject="app", metric="computing power", value=90, unit="EFLOPS", year=2020),
        Fact(fact="s", subject="CHN", metric="share of the world computing power", value=0.3, unit="share"),
    ]
    assert gaps(*specs, *facts, home="CHN").provider.tolist() == ["component:link", "country:CHN"]
    assert gaps(*specs, *facts, home="none").provider.tolist() == ["component:link", "country:CHN", "country:USA"]


def test_years_and_claims_stand_beside():
    evidence = (Evidence(evidence="a", basis="stated", as_of=2019), Evidence(evidence="b", basis="assumption"))
    row = one(
        *evidence,
        asks("device", "latency", None, 20, "ms", year=2030, evidence=("a",)),
        gives("link", "latency", 5, 10, "ms", year=2022, evidence=("b",)),
    )
    assert (row.required_year, row.provided_year, row.oldest_evidence, row.basis) == (2030, 2022, 2019, "assumption")
    assert row.evidence == ("a", "b") and "The years differ" in row.text_en and "年份不同" in row.text_zh


def test_without_requirements_there_is_no_row():
    assert len(gaps(gives("link", "latency", 5, 10, "ms"))) == 0


def test_the_order_of_rows_changes_nothing():
    stack = cm.bundled("metaverse")
    other = replace(stack, specs=tuple(reversed(stack.specs)), components=tuple(reversed(stack.components)))
    pd.testing.assert_frame_equal(cm.requirement_gaps(stack), cm.requirement_gaps(other))


def test_units_by_their_exact_spelling():
    assert convert(1, "s", "ms") == 1000
    assert convert(99.99, "percent", "share") == pytest.approx(0.9999)
    assert convert(2, "PFLOPS", "EFLOPS") == 0.002
    assert convert(5, "widgets", "widgets") == 5, "the same unit needs no conversion"
    assert convert(5, "widgets", "gadgets") is None


def test_every_direction_has_its_reason():
    assert all(one.better in ("more", "less") and one.why for one in PARAMETERS.values())
    assert parameter("  Computing   Power ") is PARAMETERS["computing power"]
    assert set(IN_CHINESE) <= set(PARAMETERS)
