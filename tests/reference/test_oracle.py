"""The slow evaluator gives the worked answers too: two independent truths agree before the program is asked."""

from __future__ import annotations

import pytest

from tests.oracle import Oracle

from .worked import LEVELS, SINGLE_POINTS, STATES, TWO_TRAINS_CUTS, Graded, SinglePoints, YesNo, euv, two_trains


@pytest.mark.parametrize("case", SINGLE_POINTS, ids=lambda case: case.name)
def test_single_points(case: SinglePoints) -> None:
    found = Oracle(case.stack, home=case.home).cut_sets(case.target, by=case.by, max_order=1)
    assert {row.members: row.holds for row in found} == case.expected


@pytest.mark.parametrize("case", STATES, ids=lambda case: case.name)
def test_states(case: YesNo) -> None:
    state, holds = Oracle(case.stack, home=case.home).verdicts(case.deny)[case.component]
    assert state == case.state
    assert case.holds is None or holds == case.holds


@pytest.mark.parametrize("case", LEVELS, ids=lambda case: case.name)
def test_levels(case: Graded) -> None:
    found = Oracle(case.stack).bounds(case.deny, case.run, case.reading)[case.component]
    assert found == pytest.approx((case.low, case.high), abs=case.tolerance)


def test_the_four_cut_sets_of_two_trains() -> None:
    """Section 12, TwoTrains: four cut sets."""
    found = Oracle(two_trains()).cut_sets("flow", by="actor", max_order=2)
    assert {frozenset(row.members) for row in found} == TWO_TRAINS_CUTS


@pytest.mark.parametrize(
    ("by", "home", "expected"),
    [
        ("actor", (), [{"asml"}, {"samsung", "tsmc"}, {"boe", "lg"}]),
        ("country", (), [{"NLD"}, {"KOR", "TWN"}, {"CHN", "KOR"}]),
        ("country", ("CHN",), [{"NLD"}, {"KOR", "TWN"}]),
    ],
)
def test_all_cut_sets_of_euv(by: str, home: tuple[str, ...], expected: list[set[str]]) -> None:
    """Section 12, Euv: three cut sets; two when seen from CHN."""
    found = Oracle(euv(), home=home).cut_sets("p", by=by, max_order=3)
    assert sorted(sorted(unit.partition(":")[2] for unit in row.members) for row in found) == sorted(
        map(sorted, expected)
    )
