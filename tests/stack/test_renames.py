"""Other ids for the same things."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chainmap.schema import Spec, Switch
from chainmap.stack.renames import Renames, followed, renames
from tests.analysis.stacks import EUV, INDUSTRY
from tests.random_stacks import renamed
from tests.structure.tiny import firm, made, need, part, target, tiny

BASIC = [target("p", name_en="Product"), part("a", name_en="Part"), need("p", "a")]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_new_id_is_found_and_followed(seed):
    other, names = renamed(EUV, seed)
    other = replace(other, sources=EUV.sources, evidence=EUV.evidence, layers=EUV.layers)
    moved = renames(EUV, other)
    assert {**moved.components, **moved.actors, **moved.offers} == names
    assert followed(EUV, moved) == other and followed(other, renames(other, EUV)) == EUV


def test_the_same_stack_renames_nothing():
    moved = renames(INDUSTRY, INDUSTRY)
    assert not moved and followed(INDUSTRY, moved) is INDUSTRY


def test_references_in_every_table_follow():
    rows = [*BASIC, firm("u", "USA"), made("a", "u"), made("p", "u")]
    old = tiny(*rows, Switch(from_offer="u-a", to_offer="u-p"), Spec(subject="a", role="provides", parameter="speed"))
    new = followed(old, Renames({"a": "b"}, {"u": "v"}, {"u-a": "v-b"}))
    assert [(row.dependent, row.input) for row in new.needs] == [("p", "b")]
    assert [(row.from_offer, row.to_offer) for row in new.switches] == [("v-b", "u-p")]
    assert [row.subject for row in new.specs] == ["b"]
    assert [(row.actor, row.owner) for row in new.actors] == [("v", "v")]
    assert [(row.offer, row.component, row.actor) for row in new.offers] == [("v-b", "b", "v"), ("u-p", "p", "v")]


def test_one_of_two_of_the_same_name_is_not_taken_for_renamed():
    old = tiny(*BASIC, firm("u", "USA", name_en="U"), made("a", "u"))
    new = tiny(*BASIC, firm("v", "USA", name_en="U"), firm("w", "USA", name_en="U"), made("a", "v"))
    assert not renames(old, new) and not renames(new, old)


def test_what_has_no_name_is_not_taken_for_renamed():
    assert not renames(tiny(*BASIC, firm("v", "USA"), made("a", "v")), tiny(*BASIC, firm("w", "USA"), made("a", "w")))


def test_an_id_that_the_old_stack_has_for_something_else_is_not_taken():
    # Needs are on components and offers alike, so the old stack could not be written with both.
    old = tiny(*BASIC, firm("u", "USA"), made("a", "u", offer="b"))
    moved = [row.model_copy(update={"component": "b"}) if row is BASIC[1] else row for row in BASIC[:2]]
    new = tiny(*moved, need("p", "b"), firm("u", "USA"), made("b", "u", offer="c"))
    assert not renames(old, new).components
