"""Loops of levels against repeated evaluation, and what is marked as attained."""

from __future__ import annotations

import random

import pytest

import chainmap as cm
from chainmap.analysis.level_walk import LevelWalk, Question
from chainmap.structure import compile_structure, denial, viewpoint
from tests.oracle import Oracle
from tests.structure.tiny import firm, made, need, part, target, tiny


def ring(seed: int):
    """Components in a ring, each from one or two firms of known shares, some needs on the offers."""
    rng = random.Random(seed)
    names = [f"c{i}" for i in range(4)]
    rows = [target("p"), firm("x", "USA"), firm("y", "CHN"), need("p", "c0")]
    for at, name in enumerate(names):
        share = rng.choice([0.3, 0.6, 1.0])
        rows += [part(name, complete="yes"), made(name, "x", share=share)]
        rows += [made(name, "y", share=round(1 - share, 1))] if share < 1 or at == 2 else []
        dependent = rng.choice([name, f"x-{name}"])
        rows.append(need(dependent, names[(at + 1) % 4]))
    return tiny(*rows)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("run", ["short", "long"])
def test_rings_agree_with_repeated_evaluation(seed, run):
    stack = ring(seed)
    for unit in ("offer:x-c0", "offer:y-c2", "actor:x"):
        expected = Oracle(stack).bounds([unit], run, "as_listed")
        table = cm.levels(stack, deny=[unit])
        rows = table[(table.run == run) & (table.reading == "as_listed")].itertuples()
        for row in rows:
            assert (row.level_low, row.level_high) == pytest.approx(expected[row.component], abs=1e-6), row.component


def test_rings_are_mixed():
    spans = [Oracle(ring(seed)).bounds(["offer:x-c0"], "short", "as_listed")["p"][0] for seed in range(12)]
    assert any(one == 0 for one in spans) and any(0 < one < 1 for one in spans)


def test_denying_more_never_raises_a_level():
    for seed in range(6):
        stack = ring(seed)
        structure, seen = compile_structure(stack), viewpoint(stack)
        found = []
        for deny in ([], ["offer:x-c1"], ["offer:x-c1", "actor:y"]):
            walk = LevelWalk(structure, seen, Question(denial(stack, deny), "as_listed", "short"))
            found.append([walk.solve().at(at) for at in range(len(structure))])
        for more, less in zip(found[1:], found, strict=False):
            assert all(a.low <= b.low + 1e-9 and a.high <= b.high + 1e-9 for a, b in zip(more, less, strict=True))


def test_a_loop_that_does_not_settle_is_sound_and_zero_at_the_low_end(monkeypatch):
    monkeypatch.setattr("chainmap.analysis.level_walk._SWEEPS", 3)
    rows = [part("chip", complete="yes"), part("eda", complete="yes"), *(firm(name, "USA") for name in "abe")]
    rows += [made("chip", "a", share=0.9), made("chip", "b", share=0.1), made("eda", "e", share=1.0)]
    table = cm.levels(tiny(*rows, need("a-chip", "eda"), need("e-eda", "chip")), deny=["offer:b-chip"])
    row = table[(table.component == "chip") & (table.run == "short")].iloc[0]
    assert (row.level_low, row.bound) == (0.0, "sound") and row.level_high > 0
