"""Criteria of import dependency from trade figures: METHOD.md section 12 (CEPII), and what is missing."""

from __future__ import annotations

import random
from math import isnan

import pytest

import chainmap as cm
from chainmap.schema import Trade
from tests.structure.tiny import part, tiny

WORKED = {"USA": (70.0, 0.6), "CHN": (20.0, 0.25), "JPN": (10.0, 0.15)}
"""Section 12: imports 70/20/10 of 100, world exports 60/25/15, exports 40."""


def year(number, *, home="eu27", **cells):
    rows = [
        Trade(home=home, component="c", country=code, year=number, imports=bought, exports=0.0, world_exports=sold)
        for code, (bought, sold) in WORKED.items()
    ]
    rows[0] = rows[0].model_copy(update={"exports": 40.0, **cells})
    return rows


def within(number, imports):
    return [
        Trade(home="eu27", component="c", country="DEU", year=number, imports=imports, exports=0.0, world_exports=0.0)
    ]


def asked(*rows):
    return cm.trade_criteria(tiny(part("c"), *rows)).set_index(["criterion", "year"])


def test_eu_and_cepii_as_worked_out():
    rows = [*year(2019), *year(2020), *year(2021, imports=5.0)]
    table = asked(*rows)
    figures = table.loc[
        [(name, 2020) for name in ("import_concentration", "export_concentration", "imports_to_exports")]
    ]
    assert figures.criterion_value.tolist() == pytest.approx([0.54, 0.445, 2.5])
    assert figures.margin.tolist() == pytest.approx([0.14, 0.045, 1.5])
    assert set(figures.met) == {"yes"}
    assert table.loc[("eu", 2020)].met == "yes"
    assert table.loc[("imports_to_exports", 2021)].criterion_value == pytest.approx(35 / 40)
    assert table.loc[("eu", 2021)].met == "no"
    verdict = table.loc["cepii"].iloc[0]
    assert (verdict.criterion_value, verdict.threshold, verdict.met) == (2, 2, "yes"), "in two of three years"


def test_one_year_of_three_is_not_enough():
    rows = [*year(2019), *year(2020, imports=5.0), *year(2021, imports=5.0)]
    assert asked(*rows).loc["cepii"].iloc[0].met == "no"


def test_members_of_home_are_inside():
    table = asked(*year(2020), *within(2020, 300.0))
    assert table.loc[("outside_share", 2020)].criterion_value == pytest.approx(0.25)
    assert table.loc[("outside_share", 2020)].met == "no"
    assert table.loc[("import_concentration", 2020)].criterion_value == pytest.approx(0.54), "outside home only"


def test_exactly_at_the_threshold_is_not_above():
    table = asked(*year(2020), *within(2020, 100.0))
    row = table.loc[("outside_share", 2020)]
    assert (row.criterion_value, row.margin, row.met) == (0.5, 0.0, "no")


def test_no_exports_at_all():
    row = asked(*year(2020, exports=0.0)).loc[("imports_to_exports", 2020)]
    assert row.met == "yes" and row[["criterion_low", "criterion_value", "criterion_high"]].isna().all()


@pytest.mark.parametrize("seed", range(40))
def test_missing_figures_may_be_anything(seed):
    """Fill what is missing at random: no figure leaves its bounds, and a verdict that is sure holds."""
    rng = random.Random(seed)
    codes = ("USA", "JPN", "DEU", "FRA")
    full = {code: [rng.choice((0.0, 1.0, 5.0, 20.0)) + 1 for _ in range(3)] for code in codes}
    gaps = {(code, kind) for code in codes for kind in range(3) if rng.random() < 0.25}
    names = ("imports", "exports", "world_exports")

    def rows(fill):
        return [
            Trade(
                home="eu27",
                component="c",
                country=code,
                year=2020,
                **{names[kind]: fill(code, kind) if (code, kind) in gaps else full[code][kind] for kind in range(3)},
            )
            for code in codes
        ]

    wide = asked(*rows(lambda code, kind: None))
    for _ in range(60):
        drawn = {one: rng.choice((0.0, 0.3, 3.0, 30.0, 1e4)) for one in sorted(gaps)}
        table = asked(*rows(lambda code, kind, drawn=drawn: drawn[code, kind]))
        for key, row in table.iterrows():
            whole = wide.loc[key] if isinstance(key[1], int) else wide.loc[key[0]].iloc[0]
            if not isnan(row.criterion_value):
                assert row.criterion_value >= whole.criterion_low - 1e-9
                assert isnan(whole.criterion_high) or row.criterion_value <= whole.criterion_high + 1e-9
            assert whole.met in (row.met, "unknown")
    for name in ("import_concentration", "outside_share", "imports_to_exports", "export_concentration"):
        if wide.loc[(name, 2020)].met == "unknown":
            assert wide.loc[(name, 2020)].missing and wide.loc[(name, 2020)].decides.startswith("trade: ")


def test_only_the_homes_asked_for():
    stack = tiny(part("c"), *year(2020), *year(2020, home="CHN"))
    assert set(cm.trade_criteria(stack).home) == {"eu27", "CHN"}
    assert set(cm.trade_criteria(stack, home="CHN").home) == {"CHN"}
