"""Look-through on random stacks: bounds contain every completion, and where they say so some completion is there."""

from __future__ import annotations

import math
import random

import pandas as pd
import pytest

import chainmap as cm
from tests.oracle import FOREIGN
from tests.random_stacks import cases, question, random_stack, renamed, shuffled
from tests.reach import Chain, weighted

NEAR = 1e-6
READINGS = ("as_listed", "proved")
STACKS = 50
DRAWS = 50
"""50 stacks, two views, both readings: 10,000 sampled points."""
CORNERS = 1_500


def asked(seed: int):
    """Give a stack with weights, and the seat from which it is asked."""
    stack = weighted(random_stack(seed), seed)
    one = question(stack, seed)
    return stack, {"home": "none" if one.home == () else one.home, "lens": one.lens}


def codes(stack: cm.Stack, country: str, seat: dict) -> frozenset[str]:
    if country != "foreign":
        return frozenset([country])
    chain = Chain(stack, "as_listed", frozenset(), **seat)
    return frozenset(chain.oracle.countries()) - chain.oracle.home | {FOREIGN}


def views(stack: cm.Stack, seat: dict) -> pd.DataFrame:
    return (
        cm.import_dependency(stack, measure="look_through", **seat)
        .set_index(["country", "reading", "component"])
        .sort_index()
    )


def some(table: pd.DataFrame, seed: int) -> list[str]:
    """Give all foreign countries together, and one of them: two views."""
    named = sorted(set(table.index.get_level_values("country")) - {"foreign"})
    return ["foreign", *random.Random(seed).sample(named, min(1, len(named)))]


@pytest.mark.parametrize("seed", cases(STACKS))
def test_bounds_contain_every_sampled_point(seed):
    stack, seat = asked(seed)
    table = views(stack, seat)
    for country in some(table, seed):
        for reading in READINGS:
            chain = Chain(stack, reading, codes(stack, country, seat), **seat)
            rows = table.loc[(country, reading)]
            ends = dict(zip(rows.index, rows.itertuples(), strict=True))
            rng = random.Random(f"{seed} {reading}")
            for _ in range(DRAWS):
                whole, hidden = chain.solve(chain.draw(rng))
                for name, row in ends.items():
                    if not math.isnan(whole[name]):
                        assert row.low - NEAR <= whole[name] <= row.high + NEAR, (country, reading, name)
                        assert row.hidden_low - NEAR <= hidden[name] <= row.hidden_high + NEAR, (country, reading, name)


def extremes(seed: int) -> tuple[int, int]:
    """Compare exact bounds with the best of all corners; give how many were compared and how many were wide."""
    stack, seat = asked(seed)
    table, compared, wide = views(stack, seat), 0, 0
    for country in some(table, seed):
        for reading in READINGS:
            chain = Chain(stack, reading, codes(stack, country, seat), **seat)
            worlds = chain.worlds(CORNERS)
            if worlds is None:
                continue
            found = [chain.solve(world) for world in worlds]
            for name, row in table.loc[(country, reading)].iterrows():
                for which, stem in ((0, ""), (1, "hidden_")):
                    values = [one[which][name] for one in found if not math.isnan(one[which][name])]
                    bound = row.bound if not which else row.hidden_bound
                    if bound == "exact" and values:
                        assert row[f"{stem}low"] == pytest.approx(min(values), abs=NEAR), (country, name, stem)
                        assert row[f"{stem}high"] == pytest.approx(max(values), abs=NEAR), (
                            country,
                            reading,
                            name,
                            stem,
                        )
                        compared, wide = compared + 1, wide + (max(values) - min(values) > NEAR)
    return compared, wide


def test_exact_bounds_are_those_of_all_corners():
    found = [extremes(seed) for seed in cases(150)]
    compared, wide = sum(one for one, _ in found), sum(one for _, one in found)
    assert sum(one > 0 for one, _ in found) >= 15, "enough stacks are small enough"
    assert compared >= 150
    assert wide >= 0.3 * compared


@pytest.mark.parametrize("seed", cases(60))
def test_shares_are_in_order(seed):
    """0 <= hidden <= look-through, face value <= look-through, one country <= all of them."""
    stack, seat = asked(seed)
    table = cm.import_dependency(stack, measure="look_through", **seat)
    assert (table.low >= 0).all() and (table.high <= 1).all() and (table.low <= table.high).all()
    assert (table.hidden_low >= 0).all() and (table.hidden_high <= table.high + NEAR).all()
    assert (table.hidden_low <= table.low + NEAR).all()
    plain = table[table.offers_listed > 0]
    assert (plain.face_low <= plain.low + NEAR).all()
    wholes = table[table.country == "foreign"].set_index(["component", "reading"]).sort_index()
    for row in table[table.country != "foreign"].itertuples():
        whole = wholes.loc[row.component, row.reading]
        assert row.low <= whole.low + NEAR and row.high <= whole.high + NEAR
    stated = table.dropna(subset=["value"])
    assert ((stated.low - NEAR <= stated.value) & (stated.value <= stated.high + NEAR)).all()


@pytest.mark.parametrize("seed", cases(40))
def test_what_is_assumed_lies_within_what_is_possible(seed):
    stack, seat = asked(seed)
    key = ["component", "country", "reading"]
    whole = cm.import_dependency(stack, measure="look_through", **seat).set_index(key).sort_index()
    equal = cm.import_dependency(stack, measure="look_through", assume="equal", **seat)
    assert set(equal.assumed) == {"equal"}
    for row in equal[equal.reading == "as_listed"].itertuples():
        wide = whole.loc[(row.component, row.country, row.reading)]
        assert wide.low - NEAR <= row.low and row.high <= wide.high + NEAR


@pytest.mark.parametrize("seed", cases(30))
def test_names_and_order_change_nothing(seed):
    stack, seat = asked(seed)
    table = cm.import_dependency(stack, measure="look_through", **seat)
    pd.testing.assert_frame_equal(table, cm.import_dependency(shuffled(stack, seed), measure="look_through", **seat))
    other, names = renamed(stack, seed)
    found = cm.import_dependency(other, measure="look_through", **seat)
    figures = ["country", "reading", "low", "value", "high", "hidden_low", "hidden_high", "bound", "touched", "stops"]
    same = found.sort_values(["component", "country", "reading"])[["component", *figures]].reset_index(drop=True)
    table["component"] = pd.Series([names[one] for one in table.component], dtype=object)
    table = table.sort_values(["component", "country", "reading"])[["component", *figures]].reset_index(drop=True)
    pd.testing.assert_frame_equal(table, same)


def test_the_stacks_are_not_trivial():
    loops = open_lists = wide = hidden = 0
    for seed in cases(STACKS):
        stack, seat = asked(seed)
        table = cm.import_dependency(stack, measure="look_through", **seat)
        listed = table[table.reading == "as_listed"]
        wide += bool((listed.high - listed.low > NEAR).any())
        hidden += bool((listed.hidden_high > NEAR).any())
        open_lists += any(row.complete != "yes" and row.supply == "offers" for row in stack.components)
        loops += any(len(block) > 1 for block in cm.compile_structure(stack).loops())
    assert min(wide, hidden, open_lists) >= 0.3 * STACKS
    assert loops >= 0.2 * STACKS
