"""Every answer is a table that says what it means: declared columns, one order, no surprise."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

import chainmap as cm
from chainmap.schema import Spec, Trade, columns_of
from chainmap.schema.answers import ANSWERS
from tests.analysis.stacks import EUV, INDUSTRY, shuffled

ASKED = {
    "available": lambda stack, unit: cm.available(stack, deny=[unit]),
    "cut_sets": lambda stack, unit: cm.single_points_of_failure(stack, by="country"),
    "path_sets": lambda stack, unit: cm.minimal_path_sets(stack, by="actor"),
    "importance": lambda stack, unit: cm.importance(stack),
    "leverage": lambda stack, unit: cm.leverage(stack),
    "coalition_game": lambda stack, unit: cm.coalition_game(stack),
    "chokepoints": lambda stack, unit: cm.chokepoints(stack, by="component"),
    "levels": lambda stack, unit: cm.levels(stack, deny=[unit]),
    "dependency": lambda stack, unit: cm.import_dependency(stack, measure="look_through"),
    "routes": lambda stack, unit: cm.dependency_routes(stack, min(_targets(stack)), "foreign"),
    "exposure": lambda stack, unit: cm.exposure(stack),
    "trade_criteria": lambda stack, unit: cm.trade_criteria(_with_trade(stack)),
    "concentration": lambda stack, unit: cm.concentration(stack, by="country"),
    "substitutes": cm.substitutes,
    "coverage": lambda stack, unit: cm.coverage(stack),
    "blind_spots": lambda stack, unit: cm.blind_spots(stack),
    "rank_acceptability": lambda stack, unit: cm.rank_acceptability(stack, draws=20),
    "value_of_information": lambda stack, unit: cm.value_of_information(stack),
    "doubt": lambda stack, unit: cm.doubt(stack),
    "requirement_gaps": lambda stack, unit: cm.requirement_gaps(_with_specs(stack)),
    "explain": cm.explain,
    "basis": lambda stack, unit: cm.basis_effects(stack),
    "headlines": lambda stack, unit: cm.headlines(stack),
    "before_after": lambda stack, unit: cm.run(stack, _scenario(unit)).tables["before_after"],
    "row_changes": lambda stack, unit: cm.row_changes(stack, cm.with_basis(stack, "stated")),
    "answer_changes": lambda stack, unit: cm.answer_changes(stack, cm.with_basis(stack, "stated")),
    "problems": lambda stack, unit: cm.check("no/such/folder"),
}
STACKS = {"euv": (EUV, "country:NLD"), "industry": (INDUSTRY, "country:USA")}


def _with_specs(stack: cm.Stack) -> cm.Stack:
    """Return the stack with a target that asks for something of what it needs."""
    asks = next(row.component for row in stack.components if row.component in ("p", "games"))
    needed = min(row.input for row in stack.needs if row.dependent == asks)
    return replace(
        stack,
        specs=(
            Spec(subject=asks, role="requires", parameter="latency", high=20, unit="ms", year=2022),
            Spec(subject=needed, role="provides", parameter="latency", low=5, high=30, unit="ms", year=2020),
        ),
    )


def _targets(stack: cm.Stack) -> list[str]:
    return [row.component for row in stack.components if row.weight is not None]


def _with_trade(stack: cm.Stack) -> cm.Stack:
    sold = {"imports": 70.0, "exports": 40.0, "world_exports": None}
    rows = [Trade(home="CHN", component=one, country="USA", year=2020, **sold) for one in _targets(stack)]
    return replace(stack, trade=tuple(rows))


def _scenario(unit: str) -> cm.Scenario:
    return cm.Scenario.model_validate({"name": "s", "steps": [{"deny": {"country": unit.partition(":")[2]}}]})


def test_every_declared_answer_is_asked_for_here():
    assert set(ASKED) == set(ANSWERS)


@pytest.mark.parametrize("stack", STACKS)
@pytest.mark.parametrize("name", ASKED)
def test_columns_kinds_and_references_are_as_declared(name, stack):
    table = ASKED[name](*STACKS[stack])
    columns = columns_of(ANSWERS[name])
    assert list(table.columns) == [column.name for column in columns]
    assert list(table.index) == list(range(len(table)))
    assert len(table) > 0 or (name, stack) == ("substitutes", "euv")  # nothing stands in for EUV
    for column in columns:
        cells = table[column.name]
        expected = {"share": ["float64"], "number": ["float64"], "integer": ["int64", "Int64"], "yesno": ["bool"]}
        assert str(cells.dtype) in expected.get(column.kind, ["object"]), column.name
        if column.required:
            assert not cells.isna().any(), column.name
        if column.choices:
            assert set(cells) <= set(column.choices), column.name
        if column.several:
            assert all(isinstance(cell, tuple) for cell in cells), column.name
        if column.kind == "share":
            assert cells.dropna().between(0, 1).all(), column.name
        if column.kind in ("ref", "refs"):
            assert _ids(cells) <= _known(STACKS[stack][0], column.ref), column.name


def _ids(cells: pd.Series) -> set[str]:
    return {one for cell in cells for one in (cell if isinstance(cell, tuple) else [cell])}


def _known(stack: cm.Stack, references: tuple[str, ...]) -> set[str]:
    found = set()
    for reference in references:
        table, _, key = reference.partition(".")
        found |= {getattr(row, key) for row in stack.table(table)}
    return found


@pytest.mark.parametrize("name", ASKED)
def test_the_same_question_twice_has_the_same_answer(name):
    for stack, unit in STACKS.values():
        pd.testing.assert_frame_equal(ASKED[name](stack, unit), ASKED[name](stack, unit))


@pytest.mark.parametrize("name", [name for name in ASKED if name != "problems"])
def test_the_order_of_the_rows_of_a_stack_changes_nothing(name):
    asked = ASKED[name](INDUSTRY, "country:USA")
    for seed in (1, 2):
        other = ASKED[name](shuffled(INDUSTRY, seed), "country:USA")
        pd.testing.assert_frame_equal(asked, other)


@pytest.mark.parametrize(
    "low",
    [
        "level_low",
        "low",
        "hhi_low",
        "short_after_low",
        "long_after_low",
        "months_low",
        "loss_short_low",
        "capability_months_low",
    ],
)
def test_ranges_are_the_right_way_round(low):
    stem = low.removesuffix("low")
    checked = 0
    for ask in ASKED.values():
        for stack, unit in STACKS.values():
            table = ask(stack, unit)
            if low in table:
                both = table[[low, f"{stem}high"]].dropna()
                assert (both[low] <= both[f"{stem}high"]).all()
                checked += len(table)
    assert checked


def test_a_caller_may_change_a_frame_and_nobody_notices():
    first = cm.coverage(EUV)
    first["component"] = "spoilt"
    assert cm.coverage(EUV)["component"].tolist() == ["chip", "display", "euv", "p"]
