"""Weighted means over shares in boxes: against linear programmes, vertices and METHOD section 12."""

from __future__ import annotations

import random
from itertools import product

import numpy as np
import pytest
from scipy.optimize import linprog

from chainmap.kernels.shares import largest_sum, mean_high, mean_low, sum_can_be_one

CASES = range(150)


def boxes_from(rng: random.Random, count: int, *, reach_one: bool) -> list[tuple[float, float]]:
    """Ranges whose ends lie on a grid, so that points, empty cells and ties all occur."""
    while True:
        boxes = []
        for _ in range(count):
            low, high = sorted(rng.randrange(0, 11 if reach_one else 3) / 10 for _ in range(2))
            boxes.append(rng.choice([(low, high), (low, low), (0.0, 1.0 if reach_one else 0.1)]))
        if sum_can_be_one(boxes) == reach_one and sum(high for _, high in boxes) > 0:
            return boxes


def programme(values, boxes, flags, *, fixed: bool) -> float | None:
    """Minimise sum s v / sum s over the flagged shares: Charnes & Cooper's linear programme."""
    count = len(values)
    inside = [1.0 if flag else 0.0 for flag in flags]
    cost = [value * flag for value, flag in zip(values, inside, strict=True)] + [0.0]
    rows = []
    for at, (low, high) in enumerate(boxes):
        unit = [0.0] * count
        unit[at] = 1.0
        rows += [[*(-one for one in unit), low], [*unit, -high]]
    equal, right = [[*inside, 0.0]], [1.0]
    if fixed:
        equal.append([1.0] * count + [-1.0])
        right.append(0.0)
    found = linprog(cost, A_ub=rows, b_ub=[0.0] * len(rows), A_eq=equal, b_eq=right, bounds=(0, None))
    return float(found.fun) if found.success else None


def smallest(values, boxes, counted, *, fixed: bool) -> float | None:
    """Try every way in which the doubtful ones may count."""
    ways = product(*([flag] if flag is not None else [True, False] for flag in counted))
    found = [programme(values, boxes, flags, fixed=fixed) for flags in ways if any(flags)]
    known = [one for one in found if one is not None]
    return min(known) if known else None


@pytest.mark.parametrize("reach_one", [True, False], ids=["shares sum to 1", "ranges cannot reach 1"])
def test_bounds_are_those_of_the_linear_programme(reach_one):
    rng = random.Random(7)
    moved = 0
    for _ in CASES:
        count = rng.randint(1, 4)
        boxes = boxes_from(rng, count, reach_one=reach_one)
        values = [rng.randrange(0, 5) / 4 for _ in range(count)]
        counted = [rng.choice([True, True, False, None]) for _ in range(count)]
        low = smallest(values, boxes, counted, fixed=reach_one)
        high = smallest([-value for value in values], boxes, counted, fixed=reach_one)
        found = mean_low(values, boxes, counted), mean_high(values, boxes, counted)
        if low is None or high is None:
            assert found == (None, None), (values, boxes, counted)
            continue
        assert found == pytest.approx((low, -high), abs=1e-6), (values, boxes, counted)
        moved += low < -high - 1e-6
    assert moved >= 45  # most cases must be more than points


def test_bounds_contain_every_sampled_mean():
    rng = np.random.default_rng(11)
    for _ in range(60):
        count = int(rng.integers(2, 5))
        point = rng.dirichlet(np.ones(count))
        boxes = [(float(x * rng.uniform(0, 1)), float(x + (1 - x) * rng.uniform(0, 1))) for x in point]
        values = [float(value) for value in rng.uniform(0, 1, count)]
        low, high = mean_low(values, boxes, [True] * count), mean_high(values, boxes, [True] * count)
        samples = rng.dirichlet(np.ones(count), 2000)
        inside = [s for s in samples if all(a <= x <= b for x, (a, b) in zip(s, boxes, strict=True))]
        for shares in [point, *inside]:
            assert low - 1e-9 <= float(np.dot(shares, values)) <= high + 1e-9


def test_share_bounds_of_the_method():
    # Section 12: A [.3, .4], B [.2, .3], open list; A denied, B untouched; the rest [.3, .5] stays at 1.
    boxes = [(0.3, 0.4), (0.2, 0.3), (0.3, 0.5)]
    every = [True] * 3
    assert (mean_low([0, 1, 1], boxes, every), mean_high([0, 1, 1], boxes, every)) == pytest.approx((0.6, 0.7))
    # A's country denied: the rest may fall too, or not.
    assert mean_low([0, 1, 0], boxes, every) == pytest.approx(0.2)
    # As listed, the two cannot reach 1: the same ratio anywhere in the box.
    listed = boxes[:2]
    assert mean_low([0, 1], listed, [True] * 2) == pytest.approx(1 / 3)
    assert mean_high([0, 1], listed, [True] * 2) == pytest.approx(0.5)


def test_nothing_to_count_has_no_mean():
    assert mean_low([1.0], [(0.5, 1.0)], [False]) is None
    assert mean_low([], [], []) is None
    assert mean_low([1.0], [(0.0, 0.0)], [True]) is None


def test_one_doubtful_supplier_is_counted_where_it_hurts():
    boxes = [(0.5, 0.5), (0.5, 0.5)]
    assert mean_low([1.0, 0.0], boxes, [True, None]) == pytest.approx(0.5)
    assert mean_high([1.0, 0.0], boxes, [True, None]) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("boxes", "possible"),
    [
        ([(0.2, 0.4), (0.3, 0.6)], True),
        ([(0.2, 0.4), (0.3, 0.5)], False),
        ([(0.6, 0.7), (0.5, 1.0)], False),
        ([], False),
    ],
)
def test_shares_that_can_and_cannot_reach_one(boxes, possible):
    assert sum_can_be_one(boxes) is possible


def test_largest_loss_of_weights_is_that_of_the_linear_programme():
    rng = random.Random(3)
    for _ in CASES:
        count = rng.randint(1, 4)
        boxes = boxes_from(rng, count, reach_one=True)
        losses = [rng.randrange(0, 5) / 4 for _ in range(count)]
        limits = [[1.0] * count]
        found = linprog([-loss for loss in losses], A_ub=limits, b_ub=[1.0], bounds=boxes)
        assert largest_sum(losses, boxes) == pytest.approx(-found.fun, abs=1e-9), (losses, boxes)
