"""Levels on random stacks: bounds contain every sampled world, are reached where exact, and obey the laws."""

from __future__ import annotations

import random
from dataclasses import replace

import pandas as pd
import pytest

import chainmap as cm
from chainmap.schema import Actor, Component, Need, Offer, Settings
from chainmap.stack import Stack
from tests.oracle import Oracle, Undefined
from tests.random_stacks import Question, cases, question, random_market, random_stack, renamed, shuffled

NEAR = 1e-6
ALMOST = 1e-4
"""How near a bound is approached where no supplier may have a share of exactly nothing."""
RUNS = ("short", "long")
LISTS = ("as_listed", "proved")
Key = tuple[str, str, str]


def bounds(found: pd.DataFrame) -> dict[Key, tuple[float, float]]:
    return {(row.component, row.run, row.reading): (row.level_low, row.level_high) for row in found.itertuples()}


def ask(stack: Stack, asked: Question) -> pd.DataFrame:
    return cm.levels(stack, deny=asked.deny, **asked.seat)


def agree(found: dict[Key, tuple[float, float]], oracle: Oracle, deny: tuple[str, ...]) -> None:
    truth = {
        (name, run, reading): ends
        for run in RUNS
        for reading in LISTS
        for name, ends in oracle.bounds(deny, run, reading).items()
    }
    assert set(found) == set(truth)
    wrong = {key: (found[key], truth[key]) for key in truth if found[key] != pytest.approx(truth[key], abs=NEAR)}
    assert not wrong


@pytest.mark.parametrize("seed", cases(80))
def test_one_market_equals_its_vertices(seed: int) -> None:
    stack = random_market(seed)
    asked = replace(question(stack, seed), lens="hq")
    agree(bounds(ask(stack, asked)), Oracle(stack, **asked.seat), asked.deny)


@pytest.mark.parametrize("seed", cases(60))
def test_whole_stacks_equal_a_walk_over_vertices(seed: int) -> None:
    """Lows from lows and highs from highs, in stacks with loops, licences, thresholds and weights."""
    stack = random_stack(seed)
    asked = question(stack, seed)
    agree(bounds(ask(stack, asked)), Oracle(stack, **asked.seat), asked.deny)


@pytest.mark.parametrize("seed", cases(60))
def test_bounds_contain_every_sampled_world(seed: int) -> None:
    stack = random_stack(seed)
    asked = question(stack, seed)
    oracle = Oracle(stack, **asked.seat)
    found = bounds(ask(stack, asked))
    rng = random.Random(f"worlds {seed}")
    drawn = 0
    for run in RUNS:
        for reading in LISTS:
            for _ in range(6):
                try:
                    levels = oracle.levels(oracle.draw(asked.deny, reading, rng), run, reading).level
                except Undefined:
                    continue
                drawn += 1
                for name, level in levels.items():
                    low, high = found[name, run, reading]
                    assert low - NEAR <= level <= high + NEAR, (name, run, reading)
    assert drawn >= 12


@pytest.mark.parametrize("seed", cases(25))
def test_exact_bounds_are_attained(seed: int) -> None:
    """Where the answer says exact, one world with nothing left open has that very level."""
    stack = random_stack(seed)
    asked = question(stack, seed)
    oracle = Oracle(stack, **asked.seat)
    rng = random.Random(f"corners {seed}")
    found = ask(stack, asked)
    exact = found[found["bound"] == "exact"]
    for run in RUNS:
        for reading in LISTS:
            rows = exact[(exact["run"] == run) & (exact["reading"] == reading)]
            for end in ("low", "high"):
                missing = dict(zip(rows["component"], rows[f"level_{end}"], strict=True))
                for world in oracle.witnesses(asked.deny, run, reading, end, rng):
                    if not missing:
                        break
                    try:
                        levels = oracle.levels(world, run, reading).level
                    except Undefined:
                        continue
                    for name in [name for name, level in missing.items() if abs(levels[name] - level) < ALMOST]:
                        del missing[name]
                assert not missing, (run, reading, end)


def test_many_bounds_are_exact() -> None:
    marks = pd.concat([ask(stack, question(stack, i)) for i, stack in enumerate(map(random_stack, range(20)))])
    assert 0.2 <= (marks["bound"] == "exact").mean() < 1


@pytest.mark.parametrize("seed", cases(40))
def test_denying_more_never_raises_a_level(seed: int) -> None:
    stack = random_stack(seed)
    asked = question(stack, seed)
    more = replace(asked, deny=tuple(sorted({*asked.deny, *question(stack, seed + 5000).deny})))
    if "country:FOREIGN" in more.deny and asked.lens not in ("label", "any"):
        return
    less_found, more_found = bounds(ask(stack, asked)), bounds(ask(stack, more))
    for key, (low, high) in less_found.items():
        assert more_found[key][0] <= low + NEAR
        assert more_found[key][1] <= high + NEAR


@pytest.mark.parametrize("seed", cases(40))
def test_one_more_supplier_never_lowers_a_long_run_level(seed: int) -> None:
    stack = random_stack(seed)
    asked = question(stack, seed)
    supplied = [row.component for row in stack.components if row.supply == "offers"]
    if not supplied:
        return
    component = random.Random(seed).choice(supplied)
    new = Offer(offer="o-new", component=component, actor="a-new", quality=0.5, share=0.0)
    richer = replace(stack, actors=(*stack.actors, Actor(actor="a-new", owner="a-new")), offers=(*stack.offers, new))
    before, after = bounds(ask(stack, asked)), bounds(ask(richer, asked))
    for key, (low, high) in before.items():
        if key[1] == "long":
            assert after[key][0] >= low - NEAR
            assert after[key][1] >= high - NEAR


@pytest.mark.parametrize("seed", cases(25))
def test_ends_and_middle_are_in_order(seed: int) -> None:
    stack = random_stack(seed)
    found = ask(stack, question(stack, seed))
    assert (found["level_low"] >= 0).all()
    assert (found["level_high"] <= 1).all()
    assert (found["level_low"] <= found["level_high"] + NEAR).all()
    middle = found.dropna(subset=["level"])
    assert (middle["level_low"] - NEAR <= middle["level"]).all()
    assert (middle["level"] <= middle["level_high"] + NEAR).all()
    assert (found["offers_left"] <= found["offers_listed"]).all()


@pytest.mark.parametrize("seed", cases(25))
def test_an_assumption_stays_inside_what_is_known(seed: int) -> None:
    """Equal shares are one of the worlds that the data allow."""
    stack = random_stack(seed)
    asked = question(stack, seed)
    found = bounds(ask(stack, asked))
    assumed = bounds(cm.levels(stack, deny=asked.deny, assume="equal", **asked.seat))
    for key, (low, high) in assumed.items():
        if key[1:] == ("short", "proved"):
            continue  # see the next test
        assert found[key][0] - NEAR <= low
        assert high <= found[key][1] + NEAR


def test_an_open_list_of_poor_offers_may_be_all_there_is() -> None:
    """One offer, not good enough, its share unknown: with nobody unnamed beside it nothing is left, not all."""
    stack = Stack(
        settings=Settings(id="poor"),
        components=(Component(component="p", supply="open", weight=1.0), Component(component="c")),
        actors=(Actor(actor="a", hq=("USA",), owner="a"),),
        offers=(Offer(offer="o", component="c", actor="a", quality=0.3),),
        needs=(Need(dependent="p", input="c", min_quality=0.9),),
    )
    found, assumed = (bounds(cm.levels(stack, assume=assume)) for assume in (None, "equal"))
    key = ("p", "short", "proved")
    assert found[key][0] <= assumed[key][0]
    assert found[key][0] <= found["p", "long", "proved"][0]


@pytest.mark.parametrize("seed", cases(25))
def test_names_and_order_of_rows_change_nothing_but_names(seed: int) -> None:
    stack = random_stack(seed)
    asked = question(stack, seed)
    other, names = renamed(stack, seed)
    deny = tuple(f"{kind}:{names.get(name, name)}" for kind, _, name in (unit.partition(":") for unit in asked.deny))
    here = bounds(ask(stack, asked))
    there = bounds(ask(shuffled(other, seed), replace(asked, deny=deny)))
    assert set(there) == {(names[name], run, reading) for name, run, reading in here}
    for (name, run, reading), ends in here.items():
        assert there[names[name], run, reading] == pytest.approx(ends, abs=1e-9)


@pytest.mark.parametrize("seed", cases(25))
def test_what_stops_for_certain_has_no_level(seed: int) -> None:
    """A proved stop leaves nothing, as far as quality is not graded; what has a level for certain works."""
    stack = random_stack(seed)
    asked = question(stack, seed)
    found = bounds(ask(stack, asked))
    for row in cm.available(stack, deny=asked.deny, **asked.seat).itertuples():
        if row.state == "works":
            assert found[row.component, "long", "as_listed"][1] > 0


def test_the_same_call_twice_gives_the_same_answer() -> None:
    stack = random_stack(3)
    asked = question(stack, 3)
    pd.testing.assert_frame_equal(ask(stack, asked), ask(stack, asked))
