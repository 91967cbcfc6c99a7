"""What a denial costs: the difference of two whole walks, found by walking only what is downstream."""

from __future__ import annotations

from itertools import pairwise

import pytest

from chainmap.analysis.denial_loss import Loss, Span, Today, denial_losses
from chainmap.analysis.level_walk import LevelWalk, Question
from chainmap.analysis.outcome import survivors
from chainmap.structure import Denial, compile_structure, units, viewpoint
from tests.analysis.stacks import EUV
from tests.random_stacks import cases, question, random_stack
from tests.structure.tiny import firm, made, need, part, target, tiny


def losses(stack, deny, weights, **seat):
    structure, seen = compile_structure(stack), viewpoint(stack, **seat)
    return {
        reading: found[0] for reading, found in denial_losses(Today(structure, seen), seen, [deny], weights).items()
    }


@pytest.mark.parametrize("seed", cases(12))
def test_losses_are_those_of_two_whole_walks(seed):
    stack = random_stack(seed)
    asked = question(stack, seed)
    structure, seen = compile_structure(stack), viewpoint(stack, **asked.seat)
    weights = {row.component: 1.0 for row in stack.components}
    named = units(structure, seen, ("country", "actor", "component", "offer")[seed % 4])
    found = denial_losses(Today(structure, seen), seen, [what for _, what in named], weights)
    for reading in ("as_listed", "proved"):
        for run in ("short", "long"):
            before = LevelWalk(structure, seen, Question(Denial(), reading, run)).solve()
            for at, (name, what) in enumerate(named):
                after = LevelWalk(structure, seen, Question(what, reading, run)).solve()
                for one, span in zip(weights, getattr(found[reading][at], run), strict=True):
                    old, new = (bounds.at(structure.position[one]) for bounds in (before, after))
                    whole = (max(0.0, old.low - new.high), max(0.0, old.high - new.low))
                    if old.low != old.high and (span.low, span.high) == (0.0, 0.0):
                        continue  # the denial does not touch what is uncertain today
                    assert (span.low, span.high) == pytest.approx(whole, abs=1e-8), (name, reading, run, one)


@pytest.mark.parametrize("seed", cases(20))
def test_denying_more_never_lowers_a_loss(seed):
    stack = random_stack(seed)
    structure, seen = compile_structure(stack), viewpoint(stack)
    weights = {row.component: 1.0 for row in stack.components}
    named = [what for _, what in units(structure, seen, "country")]
    if len(named) < 2:
        return
    pairs = [one.joined(other) for one, other in pairwise(named)]
    found = denial_losses(Today(structure, seen), seen, [*named, *pairs], weights)
    for rows in found.values():
        for at, pair in enumerate(rows[len(named) :]):
            for single in rows[at : at + 2]:
                assert set(single.stopped) <= set(pair.stopped)
                for run in ("short", "long"):
                    for less, more in zip(getattr(single, run), getattr(pair, run), strict=True):
                        assert less.low <= more.low + 1e-9
                        assert less.high <= more.high + 1e-9


@pytest.mark.parametrize("seed", cases(20))
def test_stopped_targets_are_those_that_worked_before(seed):
    stack = random_stack(seed)
    structure, seen = compile_structure(stack), viewpoint(stack)
    weights = {row.component: 1.0 for row in stack.components}
    named = units(structure, seen, "actor")
    for reading, rows in denial_losses(Today(structure, seen), seen, [one for _, one in named], weights).items():
        before, _ = survivors(structure, seen, [Denial()], reading)
        for (_, what), row in zip(named, rows, strict=True):
            after, _ = survivors(structure, seen, [what], reading)
            at = structure.position
            assert row.stopped == tuple(one for one in weights if before[at[one]] and not after[at[one]])


def test_what_is_uncertain_today_and_untouched_loses_nothing():
    """Whether c is good enough is not known, so p's level is 0 to 1 today; nobody in France has to do with it."""
    stack = tiny(
        target("p"),
        part("c", complete="yes"),
        part("d", complete="yes"),
        firm("a", "USA"),
        firm("f", "FRA"),
        made("c", "a"),
        made("d", "f"),
        need("p", "c", min_quality=0.5),
    )
    for found in losses(stack, Denial(countries=frozenset(["FRA"])), {"p": 1.0}).values():
        assert found.short == found.long == (Span(0.0, 0.0, True),)
    struck = losses(stack, Denial(countries=frozenset(["USA"])), {"p": 1.0})["as_listed"]
    assert struck.short == (Span(0.0, 1.0, False),)


def test_weights_and_the_sum():
    one, other = Span(0.2, 0.5, True), Span(0.1, 0.1, True)
    loss = Loss({"p": 2.0, "q": 3.0}, ("q",), (one, other), (one, one))
    assert loss.total("short") == (0.7, 1.3, True)
    assert loss.total("long") == (1.0, 2.5, False)  # two ends need not be attained together
    assert loss.weight_stopped == 3.0


def test_euv():
    found = losses(EUV, Denial(countries=frozenset(["NLD"])), {"p": 1.0})
    assert found["as_listed"].stopped == ("p",) and found["proved"].stopped == ()
    assert found["as_listed"].total("long") == (1.0, 1.0, True)
    assert found["proved"].total("short") == (0.0, 1.0, True)
