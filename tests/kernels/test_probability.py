"""The probability of a union of sets: against adding up every state."""

from __future__ import annotations

import random
from itertools import product

import numpy as np
import pytest

from chainmap.kernels.families import Work, minimal
from chainmap.kernels.probability import Diagram


def union(family, chance):
    """Add up the probabilities of the states in which some set of the family occurs as a whole."""
    total = 0.0
    for state in product((0, 1), repeat=len(chance)):
        word = sum(bit << at for at, bit in enumerate(state))
        if any(one & word == one for one in family):
            total += float(np.prod([p if bit else 1 - p for bit, p in zip(state, chance, strict=True)]))
    return total


def column(chance):
    return np.array(chance, dtype=float)[:, None]


@pytest.mark.parametrize("seed", range(60))
def test_a_union_is_the_sum_over_all_states(seed):
    rng = random.Random(seed)
    count = rng.randint(1, 7)
    family = minimal({rng.randrange(1, 1 << count) for _ in range(rng.randint(1, 8))}, Work(1000, None))
    chance = [rng.choice((0.0, 0.1, 0.5, rng.random(), 1.0)) for _ in range(count)]
    diagram = Diagram.over(family, 1000)
    found = diagram.probability([diagram.any_of(family)], column(chance))
    assert found[0, 0] == pytest.approx(union(family, chance), abs=1e-12)


def test_nothing_always_and_one():
    diagram = Diagram([0], 10)
    tops = [diagram.any_of(()), diagram.any_of((0,)), diagram.any_of((1,))]
    assert diagram.probability(tops, column([0.25]))[:, 0].tolist() == [0.0, 1.0, 0.25]


def test_several_families_and_cases_share_one_pass():
    diagram = Diagram([2, 0, 1], 100)
    tops = [diagram.any_of((0b011, 0b100)), diagram.any_of((0b011,))]
    cases = np.array([[0.5, 1.0], [0.5, 1.0], [0.0, 0.0]])
    assert diagram.probability(tops, cases).tolist() == [[0.25, 1.0], [0.25, 1.0]]


def test_the_same_question_is_one_node():
    diagram = Diagram(range(4), 100)
    assert diagram.any_of((0b0011, 0b0101)) == diagram.any_of((0b0101, 0b0011, 0b0111))


def test_more_members_than_python_may_recurse():
    count = 3000
    family = tuple(1 << at for at in range(count))
    diagram = Diagram.over(family, 10**6)
    top = diagram.any_of(family)
    assert diagram.probability([top], np.full((count, 1), 0.001))[0, 0] == pytest.approx(1 - 0.999**count)


def test_the_limit_stops_it():
    with pytest.raises(OverflowError):
        Diagram.over((0b11, 0b1100, 0b110000), 5).any_of((0b11, 0b1100, 0b110000))
