"""Bounds on the Herfindahl-Hirschman index: METHOD section 12, corners, and sampled completions."""

from __future__ import annotations

import random
from itertools import product

import numpy as np
import pytest
from scipy.optimize import minimize

from chainmap.kernels.hhi import hhi_bounds
from tests.oracle import vertices


def squares(shares) -> float:
    return sum(share**2 for share in shares)


def boxes_from(rng: random.Random, count: int, *, total: str) -> list[tuple[float, float]]:
    while True:
        boxes = [tuple(sorted((rng.randrange(1, 20) / 20, rng.randrange(1, 20) / 20))) for _ in range(count)]
        lows, highs = sum(low for low, _ in boxes), sum(high for _, high in boxes)
        if {"one": lows <= 1 <= highs, "below": highs < 0.99, "open": lows < 1}[total]:
            return boxes


@pytest.mark.parametrize(
    ("shares", "rest", "low", "high"),
    [
        ([0.5, 0.2], "small", 0.29, 0.34),
        ([0.5, 0.2], "new", 0.29, 0.38),
        ([0.5, 0.2], "joins", 0.29, 0.68),
        ([0.45, 0.25, 0.1], "small", 0.275, 0.295),
        ([0.7, 0.2, 0.1], "none", 0.54, 0.54),
        ([0.6, 0.25, 0.15], "none", 0.445, 0.445),
    ],
)
def test_bounds_of_the_method(shares, rest, low, high):
    found = hhi_bounds([(share, share) for share in shares], rest)
    assert found[:2] == pytest.approx((low, high), abs=1e-9)


def test_names_that_are_all_there_is():
    rng = random.Random(5)
    for _ in range(80):
        boxes = boxes_from(rng, rng.randint(2, 4), total="one")
        low, high, exact = hhi_bounds(boxes, "none")
        corners = vertices([a for a, _ in boxes], [b for _, b in boxes])
        assert exact and high == pytest.approx(max(map(squares, corners)), abs=1e-9)  # convex: at a corner
        start = np.mean(corners, axis=0)
        whole = {"type": "eq", "fun": lambda x: sum(x) - 1}
        best = minimize(squares, start, bounds=boxes, constraints=[whole], method="SLSQP", options={"ftol": 1e-12})
        assert low == pytest.approx(best.fun, abs=1e-6)


def test_names_whose_ranges_cannot_reach_one_count_by_their_ratio():
    rng = random.Random(6)
    for _ in range(60):
        boxes = boxes_from(rng, 3, total="below")
        low, high, exact = hhi_bounds(boxes, "none")
        grid = product(*(np.linspace(a, b, 13) for a, b in boxes))
        ratios = [squares(point) / sum(point) ** 2 for point in grid]
        assert low <= min(ratios) + 1e-9 and max(ratios) <= high + 1e-9
        if exact:  # attained: at a corner, and near some point of the grid
            assert high == pytest.approx(max(ratios), abs=1e-9), boxes
            assert low == pytest.approx(min(ratios), abs=2e-3), boxes


def test_a_market_without_shares_is_anything_from_equal_to_monopoly():
    low, high, exact = hhi_bounds([(0.0, 1.0)] * 4, "none")
    assert (low, high, exact) == (pytest.approx(0.25), pytest.approx(1.0), True)


@pytest.mark.parametrize("rest", ["new", "joins", "small"])
def test_every_completion_lies_within_the_bounds_and_the_highest_is_attained(rest):
    rng = random.Random(8)
    for _ in range(60):
        boxes = boxes_from(rng, rng.randint(1, 3), total="open")
        low, high, exact = hhi_bounds(boxes, rest)
        lows, highs = [a for a, _ in boxes], [b for _, b in boxes]
        found = []
        for *shares, left in vertices([*lows, max(0.0, 1 - sum(highs))], [*highs, 1 - sum(lows)]):
            found.append(squares([*shares, *[left / 1000] * 1000]))  # spread over many
            if rest != "small":
                found.append(squares([*shares, left]))  # one new name
            else:
                whole, tail = divmod(left, min(shares))
                found.append(squares([*shares, *[min(shares)] * int(whole), tail]))
            if rest == "joins":
                found += [squares([*shares[:i], shares[i] + left, *shares[i + 1 :]]) for i in range(len(shares))]
        assert low - 1e-9 <= min(found) and max(found) <= high + 1e-9
        assert low == pytest.approx(squares(lows), abs=1e-9)  # the limit of ever smaller names
        if exact and rest != "small":
            assert high == pytest.approx(max(found), abs=1e-9), boxes


def test_many_unknown_names_give_a_sound_bound_and_say_so():
    boxes = [(0.0, 0.3)] * 20
    _, high, exact = hhi_bounds(boxes, "none")
    truth = 3 * 0.3**2 + 0.1**2  # three full and one with what is left
    assert not exact and high >= truth - 1e-12


def test_no_names_at_all_is_unknown_not_zero():
    assert hhi_bounds([], "new")[:2] == (0.0, 1.0)
