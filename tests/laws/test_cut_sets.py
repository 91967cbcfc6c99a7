"""Smallest sets that stop a target, and that keep it: equal to trying every set, on a thousand small questions.

A question is a random stack, a kind of unit, and a home, lens and mode. Its truth is one word a target and
reading: bit S says whether denying the set S of units stops the target. Up to six units the definitions are
asked about every S; beyond that the yes/no walk is, which ``test_availability`` holds against the definitions.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from functools import cache

import pandas as pd
import pytest

import chainmap as cm
from chainmap.analysis.outcome import survivors
from chainmap.countries import bloc_members
from chainmap.schema.answers import READINGS
from chainmap.stack import Stack
from chainmap.structure import Denial, compile_structure, units, viewpoint
from tests.oracle import Oracle
from tests.random_stacks import DEEP, cases, question, random_stack
from tests.structure.tiny import firm, made, need, part, tiny

KINDS = ("offer", "actor", "component", "country", "bloc")
SEEDS = cases(200, deep=4)
BY_DEFINITION, BY_WALK = (9, 14) if DEEP else (6, 13)
"""Most units for which every set is tried by the definitions, and by the walk."""

Sets = set[tuple[str, ...]]


@dataclass(frozen=True)
class Case:
    """One question with its truth."""

    stack: Stack
    by: str
    seat: dict[str, object]
    oracle: Oracle
    names: tuple[str, ...]
    targets: tuple[str, ...]
    stops: dict[tuple[str, str], int]
    """By target and reading: bit S is set if denying the units S stops the target."""

    def cuts(self, target: str, reading: str) -> Sets:
        """Give the smallest sets that stop the target."""
        return {self.said(one) for one in smallest(self.stops[target, reading], len(self.names))}

    def paths(self, target: str, reading: str) -> Sets:
        """Give the smallest sets that keep the target while all others deny."""
        all_units = (1 << len(self.names)) - 1
        stops = self.stops[target, reading]
        keeps = sum(1 << kept for kept in range(all_units + 1) if not stops >> (all_units ^ kept) & 1)
        return {self.said(one) for one in smallest(keeps, len(self.names))}

    def said(self, one: int) -> tuple[str, ...]:
        return tuple(name for bit, name in enumerate(self.names) if one >> bit & 1)

    def stopped(self, target: str, reading: str, members: tuple[str, ...]) -> bool:
        return bool(self.stops[target, reading] >> sum(1 << self.names.index(name) for name in members) & 1)


def smallest(word: int, count: int) -> list[int]:
    """Give the sets S of a word of which no set with one member less is in it; the word must be monotone."""
    every = (1 << (1 << count)) - 1
    larger = 0
    for unit in range(count):
        half = 1 << unit
        with_unit = every // ((1 << half) + 1) << half  # half sets without the unit, half sets with it, ...
        grown = word << half & with_unit
        assert not grown & ~word, "a larger denial helps"
        larger |= grown
    found, word = [], word & ~larger
    while word:
        low = word & -word
        found.append(low.bit_length() - 1)
        word ^= low
    return found


@cache
def case(seed: int, by: str) -> Case | None:
    """Draw a question and work out its truth; None if it has too many units to try."""
    stack = random_stack(seed)
    seat = question(stack, seed).seat
    oracle = Oracle(stack, **seat)
    oracle.blocs = {name: set(codes) for name, codes in bloc_members(stack.blocs, stack.settings.as_of).items()}
    targets = tuple(row.component for row in stack.components if row.weight is not None)
    structure, seen = compile_structure(stack), viewpoint(stack, **seat)
    named = units(structure, seen, by)
    names = tuple(name for name, _ in named)
    if len(names) > BY_WALK:
        return None
    stops = {(target, reading): 0 for target in targets for reading in READINGS}
    if len(names) <= BY_DEFINITION:
        for one in range(1 << len(names)):
            members = [name for bit, name in enumerate(names) if one >> bit & 1]
            for reading in READINGS:
                works = oracle.works(members, reading)
                for target in targets:
                    stops[target, reading] |= (not works[target]) << one
    else:
        denials = [Denial()]
        for _, what in named:
            denials += [one.joined(what) for one in denials]
        for reading in READINGS:
            words, _ = survivors(structure, seen, denials, reading)
            for target in targets:
                stops[target, reading] = (1 << len(denials)) - 1 & ~words[structure.position[target]]
    return Case(stack, by, seat, oracle, names, targets, stops)


@cache
def cut_sets(seed: int, by: str) -> pd.DataFrame:
    asked = case(seed, by)
    return cm.minimal_cut_sets(asked.stack, by=by, **asked.seat)


@cache
def path_sets(seed: int, by: str) -> pd.DataFrame:
    asked = case(seed, by)
    return cm.minimal_path_sets(asked.stack, by=by, **asked.seat)


def cases_of(seed: int) -> list[Case]:
    return [found for by in KINDS if (found := case(seed, by)) is not None]


def rows_of(table: pd.DataFrame, target: str) -> pd.DataFrame:
    return table[table["target"] == target]


@pytest.mark.parametrize("by", KINDS)
@pytest.mark.parametrize("seed", SEEDS)
def test_cut_sets_equal_trying_every_set(seed: int, by: str) -> None:
    """Also ``holds`` and ``minimal_in``, possible sets and the empty one."""
    asked = case(seed, by)
    if asked is None:
        pytest.skip("too many units to try every set")
    found = cut_sets(seed, by)
    for target in asked.targets:
        truth = {reading: asked.cuts(target, reading) for reading in READINGS}
        expected = {}
        for members in truth["as_listed"] | truth["proved"]:
            inside = [reading for reading in READINGS if members in truth[reading]]
            holds = "proved" if asked.stopped(target, "proved", members) else "as_listed"
            if any(unit.startswith("unknown:") for unit in members):
                holds = "possible"
            expected[tuple(sorted(members))] = holds, "both" if len(inside) > 1 else inside[0]
        rows = rows_of(found, target)
        assert {row.members: (row.holds, row.minimal_in) for row in rows.itertuples()} == expected
        assert rows["order"].tolist() == [len(members) for members in rows["members"]]
    assert len(found) == len(set(zip(found["target"], found["members"], strict=True)))
    assert set(found["complete_to"]) <= {len(asked.names)}


@pytest.mark.parametrize("hundred", range(2, 10))
def test_a_thousand_stacks(hundred: int) -> None:
    """Eight hundred more stacks, each asked by one kind of unit."""
    asked = [(seed, KINDS[seed % len(KINDS)]) for seed in range(100 * hundred, 100 * hundred + 100)]
    answered = [(seed, by) for seed, by in asked if case(seed, by) is not None]
    for seed, by in answered:
        test_cut_sets_equal_trying_every_set(seed, by)
    assert len(answered) >= 95


@pytest.mark.parametrize("by", KINDS)
@pytest.mark.parametrize("seed", SEEDS)
def test_path_sets_equal_trying_every_set(seed: int, by: str) -> None:
    asked = case(seed, by)
    if asked is None:
        pytest.skip("too many units to try every set")
    found = path_sets(seed, by)
    for target in asked.targets:
        for reading in READINGS:
            rows = rows_of(found, target)
            members = rows.loc[rows["reading"] == reading, "members"].tolist()
            assert set(members) == {tuple(sorted(one)) for one in asked.paths(target, reading)}
            assert len(members) == len(set(members))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_cut_meets_every_path(seed: int) -> None:
    for asked in cases_of(seed):
        cuts, paths = cut_sets(seed, asked.by), path_sets(seed, asked.by)
        for target in asked.targets:
            for reading in READINGS:
                ours = rows_of(cuts, target)
                stopping = [set(row.members) for row in ours.itertuples() if row.minimal_in in (reading, "both")]
                theirs = rows_of(paths, target)
                keeping = [set(row.members) for row in theirs.itertuples() if row.reading == reading]
                assert all(cut & path for cut in stopping for path in keeping)
                assert stopping or keeping == [set()], "nothing stops it only if it needs nobody"
                assert keeping or stopping == [set()], "nothing keeps it only if it fails by itself"


@pytest.mark.parametrize("seed", cases(80, deep=10))
def test_a_limited_order_is_all_orders_filtered(seed: int) -> None:
    order = random.Random(f"order {seed}").choice((0, 1, 1, 2, 3))
    for asked in cases_of(seed):
        for ask, whole in ((cm.minimal_cut_sets, cut_sets), (cm.minimal_path_sets, path_sets)):
            every = whole(seed, asked.by)
            some = ask(asked.stack, by=asked.by, max_order=order, **asked.seat)
            kept = every[every["order"] <= order].drop(columns="complete_to").reset_index(drop=True)
            pd.testing.assert_frame_equal(some.drop(columns="complete_to"), kept)
            assert set(some["complete_to"]) <= {min(order, len(asked.names))}


@pytest.mark.parametrize("seed", cases(80, deep=10))
def test_order_one_is_the_single_points(seed: int) -> None:
    for asked in cases_of(seed):
        every = cut_sets(seed, asked.by)
        single = cm.single_points_of_failure(asked.stack, by=asked.by, **asked.seat)
        kept = every[every["order"] <= 1].drop(columns="complete_to").reset_index(drop=True)
        pd.testing.assert_frame_equal(single.drop(columns="complete_to"), kept)


@pytest.mark.parametrize("seed", cases(60, deep=10))
def test_one_target_is_its_rows_of_all(seed: int) -> None:
    for asked in cases_of(seed):
        target = asked.targets[-1]
        for ask, whole in ((cm.minimal_cut_sets, cut_sets), (cm.minimal_path_sets, path_sets)):
            alone = ask(asked.stack, target, by=asked.by, **asked.seat)
            pd.testing.assert_frame_equal(alone, rows_of(whole(seed, asked.by), target).reset_index(drop=True))


@pytest.mark.parametrize("seed", cases(60, deep=10))
def test_a_cut_set_rests_on_the_lists_that_it_names(seed: int) -> None:
    """Say that these lists are complete, and the cut set that rested on them is proved.

    Unless it also rests on a quality that nobody knows: that is no list.
    """
    for asked in cases_of(seed):
        lists = {row.component for row in asked.stack.components if row.supply == "offers" and row.complete != "yes"}
        doubted = any(node.kind == "doubted" for node in compile_structure(asked.stack).nodes)
        for row in cut_sets(seed, asked.by).itertuples():
            assert set(row.rests_on) <= lists
            assert row.holds == "as_listed" or not row.rests_on
            if row.holds == "as_listed" and not doubted:
                assert row.rests_on
                oracle = Oracle(closed(asked.stack, row.rests_on), **asked.seat)
                oracle.blocs = asked.oracle.blocs
                assert not oracle.works(row.members, "proved")[row.target]


def closed(stack: Stack, names: tuple[str, ...]) -> Stack:
    """Say that the lists of suppliers of some components are complete."""
    components = [
        row.model_copy(update={"complete": "yes"}) if row.component in names else row for row in stack.components
    ]
    return replace(stack, components=tuple(components))


def test_paths_of_a_low_order_know_what_only_many_deny_together() -> None:
    """Made in two countries, an offer is lost when both deny: either of them keeps it, and nobody does not."""
    rows = [
        part("p", supply="open", weight=1.0),
        part("a", complete="yes"),
        firm("x", "USA"),
        made("a", "x", sites=("USA", "JPN")),
    ]
    stack = tiny(*rows, need("p", "a"))
    found = cm.minimal_path_sets(stack, "p", lens="site", max_order=1)
    assert found["members"].tolist() == [("country:JPN",), ("country:USA",)] * 2
    assert cm.minimal_path_sets(stack, "p", lens="site", max_order=0).empty


# --- The questions test something


def test_a_thousand_questions_are_tried_and_most_by_the_definitions() -> None:
    asked = [case(seed, by) for seed in SEEDS for by in KINDS]
    tried = [one for one in asked if one is not None]
    assert len(asked) >= 1000 and len(tried) >= 0.95 * len(asked)
    assert sum(len(one.names) <= BY_DEFINITION for one in tried) >= 0.5 * len(tried)


def test_the_questions_are_mixed_as_the_method_asks() -> None:
    """Section 11: at least 30 % with mixed outcomes, 20 % where the fixed points differ, 20 % with the unknown."""
    tried = [(seed, one) for seed in SEEDS for one in cases_of(seed)]
    mixed = sum(any(0 < stops < (1 << (1 << len(one.names))) - 1 for stops in one.stops.values()) for _, one in tried)
    unknown = sum(
        any(row.holds != "proved" or row.minimal_in != "both" for row in cut_sets(seed, one.by).itertuples())
        for seed, one in tried
    )
    assert mixed >= 0.3 * len(tried)
    assert unknown >= 0.2 * len(tried)
    differ = sum(
        one.oracle.works((), least_fixed_point=True) != one.oracle.works(()) for seed, one in tried if one.by == "actor"
    )
    assert differ >= 0.2 * sum(one.by == "actor" for _, one in tried)


def test_every_kind_of_answer_comes_up() -> None:
    rows = [row for seed in SEEDS for one in cases_of(seed) for row in cut_sets(seed, one.by).itertuples()]
    assert {row.holds for row in rows} == {"proved", "as_listed", "possible"}
    assert {row.minimal_in for row in rows} == {"proved", "as_listed", "both"}
    assert {row.order for row in rows} >= {0, 1, 2, 3, 4}
    seats = [one.seat for seed in SEEDS for one in cases_of(seed)]
    assert {seat["lens"] for seat in seats} == {"label", "hq", "owner", "origin", "site", "any"}
    assert {seat["mode"] for seat in seats} == {"supply", "use"}
    assert {seat["home"] for seat in seats} >= {None, (), ("CHN",), ("DEU", "JPN")}
