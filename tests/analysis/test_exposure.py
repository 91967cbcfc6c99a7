"""The matrix of countries and targets says the same as the questions it is made of."""

from __future__ import annotations

import pytest

import chainmap as cm
from tests.analysis.stacks import EUV, INDUSTRY


@pytest.mark.parametrize("stack", [EUV, INDUSTRY])
@pytest.mark.parametrize("assume", [None, "equal"])
def test_cells_are_those_of_the_single_questions(stack, assume):
    table = cm.exposure(stack, assume=assume)
    targets = {row.component for row in stack.components if row.weight is not None}
    deep = cm.import_dependency(stack, measure="look_through", assume=assume).set_index(
        ["component", "country", "reading"]
    )
    assert set(table.target) == targets
    assert len(table) == sum(name in targets for name, _, _ in deep.index)
    for row in table.itertuples():
        one = deep.loc[(row.target, row.country, row.reading)]
        assert (row.low, row.high, row.face_low, row.face_high, row.touched, row.cone, row.stops) == (
            one.low,
            one.high,
            one.face_low,
            one.face_high,
            one.touched,
            one.cone,
            one.stops,
        )


@pytest.mark.parametrize("stack", [EUV, INDUSTRY])
def test_a_denial_stops_what_the_cut_sets_say(stack):
    table = cm.exposure(stack)
    single = cm.single_points_of_failure(stack, by="country")
    alone = {(row.target, row.members[0]) for row in single[single.holds != "possible"].itertuples()}
    said = {
        (row.target, f"country:{row.country}")
        for row in table.itertuples()
        if row.country != "foreign" and row.stops in ("as_listed", "proved")
    }
    assert said == alone and said


def test_ranks_go_by_what_weighs_most():
    table = cm.exposure(EUV)
    listed = table[(table.reading == "as_listed") & (table.country != "foreign")].set_index("country")
    assert listed.rank_in_target.to_dict() == {"NLD": 1, "KOR": 2, "TWN": 3}  # stops; then two components touched
    assert table[table.country == "foreign"].rank_in_target.isna().all()


def test_the_driver_is_the_heaviest_route():
    table = cm.exposure(INDUSTRY, assume="equal")
    for row in table[table.reading == "as_listed"].itertuples():
        routes = cm.dependency_routes(INDUSTRY, row.target, row.country, k=50, assume="equal")
        known = routes[routes.known]
        assert row.driver == (known.iloc[0].route if len(known) else ())
