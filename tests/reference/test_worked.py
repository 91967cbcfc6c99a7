"""METHOD.md, section 12: the program gives the worked answers."""

from __future__ import annotations

import pytest

import chainmap as cm

from .worked import (
    CONCENTRATIONS,
    LEVELS,
    SINGLE_POINTS,
    STATES,
    TWO_TRAINS_CUTS,
    Concentrated,
    Graded,
    SinglePoints,
    YesNo,
    euv,
    two_trains,
)


@pytest.mark.parametrize("case", SINGLE_POINTS, ids=lambda case: case.name)
def test_single_points(case: SinglePoints) -> None:
    found = cm.single_points_of_failure(case.stack, case.target, by=case.by, home=case.home)
    assert dict(zip(found["members"], found["holds"], strict=True)) == case.expected
    assert set(found["order"]) <= {1}
    rests_on = dict(zip(found["members"], found["rests_on"], strict=True))
    for members, lists in case.rests_on.items():
        assert tuple(sorted(rests_on[members])) == lists


@pytest.mark.parametrize("case", STATES, ids=lambda case: case.name)
def test_states(case: YesNo) -> None:
    found = cm.available(case.stack, deny=case.deny, home=case.home).set_index("component").loc[case.component]
    assert found["state"] == case.state
    assert case.holds is None or found["holds"] == case.holds


@pytest.mark.parametrize("case", LEVELS, ids=lambda case: case.name)
def test_levels(case: Graded) -> None:
    found = cm.levels(case.stack, deny=case.deny).set_index(["component", "run", "reading"])
    row = found.loc[case.component, case.run, case.reading]
    assert (row["level_low"], row["level_high"]) == pytest.approx((case.low, case.high), abs=case.tolerance)


@pytest.mark.parametrize("case", CONCENTRATIONS, ids=lambda case: case.name)
def test_concentrations(case: Concentrated) -> None:
    found = cm.concentration(case.stack, by=case.by).set_index(["component", "reading"])
    row = found.loc["c", "proved"]
    assert row["hhi_high"] == pytest.approx(case.high, abs=case.tolerance)
    if case.low is not None:
        assert row["hhi_low"] == pytest.approx(case.low, abs=case.tolerance)


def test_a_loop_that_spirals_down_is_named() -> None:
    """Section 3, Cycles: named in ``because``."""
    case = next(case for case in LEVELS if case.name.startswith("loop through offers, chip"))
    found = cm.levels(case.stack, deny=case.deny).set_index(["component", "run", "reading"])
    because = found.loc["chip", "short", "as_listed"]["because_en"]
    assert "chip" in because and "eda" in because


def test_two_trains_has_no_single_point() -> None:
    """Section 12, TwoTrains: four cut sets, all of order two."""
    stack = two_trains()
    actors = sorted(row.actor for row in stack.actors)
    assert cm.single_points_of_failure(stack, "flow", by="actor").empty
    for i, one in enumerate(actors):
        for two in actors[i + 1 :]:
            pair = frozenset({f"actor:{one}", f"actor:{two}"})
            found = cm.available(stack, "flow", deny=sorted(pair)).set_index("component")
            assert (found.loc["flow", "state"] == "stopped") == (pair in TWO_TRAINS_CUTS)


def test_no_home_is_written_in_three_ways() -> None:
    """Section 2, Home: nothing is home's own and every country is foreign."""
    stack = euv(home=("CHN",))
    first, *rest = (cm.available(stack, deny=["country:KOR", "country:CHN"], home=home) for home in ((), "none", []))
    assert all(first.equals(other) for other in rest)
    assert first.set_index("component").loc["p", "state"] == "stopped"
    own = cm.available(stack, deny=["country:KOR", "country:CHN"])
    assert own.set_index("component").loc["p", "state"] == "works"
