"""Shapley values: against every order of the players, and a published game."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import permutations
from math import factorial

import pytest

from chainmap.kernels.families import Work, minimal
from chainmap.kernels.shapley import exact_values, sampled_values


def by_orders(players, family):
    """Count for each player the orders in which it turns those before it into a winner."""
    turned = [0] * players
    for order in permutations(range(players)):
        word = 0
        for player in order:
            before = any(one & word == one for one in family)
            word |= 1 << player
            if not before and any(one & word == one for one in family):
                turned[player] += 1
    return [Fraction(count, factorial(players)) for count in turned]


@pytest.mark.parametrize("seed", range(40))
def test_values_are_those_of_every_order(seed):
    rng = random.Random(seed)
    players = rng.randint(1, 6)
    family = minimal({rng.randrange(1, 1 << players) for _ in range(rng.randint(1, 6))}, Work(1000, None))
    assert exact_values(players, family) == by_orders(players, family)


def test_the_security_council():
    """Shapley & Shubik, American Political Science Review 48, 1954: eleven members, five with a veto, seven votes.

    They print 76/77 for the five together; each of the six others has 1/462.
    """
    small = [
        (0b11111 << 6) | (1 << one) | (1 << other) for one in range(6) for other in range(one)
    ]  # five vetoes and two of the six
    values = exact_values(11, tuple(small))
    assert sum(values[6:]) == Fraction(76, 77)
    assert set(values[:6]) == {Fraction(1, 462)}


def test_values_sum_to_the_whole_and_a_dummy_has_none():
    values = exact_values(4, (0b0011, 0b0101))
    assert sum(values) == 1 and values[3] == 0
    assert exact_values(2, ()) == [0, 0]


@pytest.mark.parametrize("seed", range(5))
def test_a_sample_is_near_and_its_error_says_how_near(seed):
    games = [(2.0, (0b0011, 0b0101)), (1.0, (0b1000,)), (3.0, (0b1110,)), (5.0, ())]
    exact = [0.0] * 4
    for weight, family in games:
        exact = [total + weight * float(value) for total, value in zip(exact, exact_values(4, family), strict=True)]
    means, errors = sampled_values(4, games, 4000, seed)
    assert sum(means) == pytest.approx(6.0)
    for mean, error, true in zip(means, errors, exact, strict=True):
        assert abs(mean - true) <= 4 * error + 1e-12
        assert error < 0.05
    assert sampled_values(4, games, 4000, seed) == (means, errors)


def test_twenty_players_fit():
    values = exact_values(20, (0b111, 1 << 19))
    assert sum(values) == 1
    assert values[0] == Fraction(1, 12)  # all three before the one: 1 in 4 orders
