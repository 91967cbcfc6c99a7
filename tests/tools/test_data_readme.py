"""The generated parts of the README of the metaverse data are current, and its turning points turn."""

from __future__ import annotations

import pytest

import chainmap as cm
from tests.structure.tiny import firm, made, need, part, target, tiny
from tools import data_readme


@pytest.fixture(scope="module")
def stack() -> cm.Stack:
    return cm.bundled("metaverse")


@pytest.fixture(scope="module")
def flips(stack):
    return [flip for _, found in data_readme.quality_flips(stack) for flip in found]


def test_the_readme_is_current(stack):
    text = data_readme.README.read_text(encoding="utf-8")
    assert data_readme.written(text, stack) == text, "run make docs"


def test_counts_add_up(stack):
    table = [line.split("|")[1:-1] for line in data_readme.counts(stack).splitlines() if line.startswith("| `")]
    rows = {cells[0].strip(" `"): [int(cell.strip() or 0) for cell in cells[1:]] for cells in table}
    assert rows["evidence"][0] == len(stack.evidence) == sum(rows["evidence"][1:])
    assert rows["needs"][0] == len(stack.needs) == sum(rows["needs"][1:])
    assert rows["sources"][0] == len(stack.sources) and not any(rows["sources"][1:])


def test_the_answer_changes_at_the_value_and_not_one_step_before(stack, flips):
    """Confirmed on whole stacks, target by target, without bisection."""
    assert {flip.assumption.component for flip in flips} >= {"cae-solver", "graphics-gpu", "xr-soc", "mems-inertial"}
    targets = [row.component for row in stack.components if row.weight is not None]
    today = data_readme.country_cuts(stack, targets)
    for flip in flips:
        step = -0.01 if flip.rising else 0.01
        before, after = (
            data_readme.country_cuts(flip.assumption.at(stack, round(value, 2)), targets)
            for value in (flip.value + step, flip.value)
        )
        assert before == today
        assert (today - after, after - today) == (flip.lost, flip.gained) != (frozenset(), frozenset())


def test_a_turning_point_reasoned_out_by_hand():
    """One good foreign maker and one weak maker at home, for a need of 0.6: home's turns the answer at 0.6."""
    rows = [
        target("p"),
        part("a"),
        firm("us", "USA"),
        firm("cn", "CHN"),
        made("a", "us", offer="good", quality=1),
        made("a", "cn", offer="weak", quality_low=0.2, quality=0.3, quality_high=0.7),
        need("p", "a", min_quality=0.6),
    ]
    found = dict(data_readme.quality_flips(tiny(*rows, home=("CHN",))))
    told = {
        (assumed.what, assumed.ids): [(flip.value, flip.rising, flip.inside, set(flip.lost)) for flip in flips]
        for assumed, flips in found.items()
    }
    usa = {("p", ("USA",))}
    assert told[("offers", ("weak",))] == [(0.6, True, True, usa)]
    assert told[("threshold", ("p",))] == [(0.2, False, False, usa)]
    ((value, rising, _, lost),) = told[("offers", ("good",))]
    assert (value, rising, lost) == (0.59, False, usa), "without it nobody is known to be good enough"
