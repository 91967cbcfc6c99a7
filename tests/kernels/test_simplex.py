"""Points with sum 1 within ranges: inside, and as uniform as rejection makes them."""

from __future__ import annotations

import numpy as np
import pytest

from chainmap.kernels.simplex import points, uniforms_needed

DRAWS = 6000


def drawn(boxes, seed: int = 0, draws: int = DRAWS):
    return points(boxes, np.random.default_rng(seed).random((draws, uniforms_needed(boxes))))


def rejected(boxes, seed: int = 1):
    """Draw uniformly by rejection: all but the widest from their ranges, kept if the rest is in its own."""
    rng = np.random.default_rng(seed)
    low, high = np.array(boxes).T
    last = int(np.argmax(high - low))
    values = low + rng.random((600_000, len(boxes))) * (high - low)
    values[:, last] = 0
    values[:, last] = 1 - values.sum(axis=1)
    kept = values[(values[:, last] >= low[last]) & (values[:, last] <= high[last])]
    assert len(kept) > 4000
    return kept


BOUND = [
    [(0.0, 0.5), (0.0, 0.7), (0.1, 0.6)],
    [(0.1, 0.2), (0.0, 0.3), (0.2, 0.9)],
    [(0.0, 0.4), (0.0, 0.4), (0.0, 0.4), (0.0, 1.0)],
    [(0.28, 0.3), (0.1, 0.11), (0.0, 0.5), (0.0, 0.5), (0.05, 1.0)],
]


@pytest.mark.parametrize("boxes", BOUND)
def test_bound_shares_are_spread_as_rejection_spreads_them(boxes):
    found, expected = drawn(boxes), rejected(boxes)
    low, high = np.array(boxes).T
    assert (found >= low - 1e-12).all() and (found <= high + 1e-12).all()
    assert np.allclose(found.sum(axis=1), 1)
    for column in range(len(boxes)):
        grid = np.quantile(expected[:, column], np.linspace(0.05, 0.95, 19))
        below = (found[:, column][:, None] <= grid).mean(axis=0)
        assert np.abs(below - np.linspace(0.05, 0.95, 19)).max() < 0.03  # 4 standard errors of 6,000 draws
    assert np.allclose(np.cov(found.T), np.cov(expected.T), atol=0.003)


def test_shares_of_which_nothing_is_known_are_uniform_on_the_simplex():
    # Each of n such shares has mean 1/n and variance (n - 1) / (n^2 (n + 1)): Dirichlet(1, ..., 1).
    for count in (2, 3, 6):
        found = drawn([(0.0, 1.0)] * count)
        assert found.mean(axis=0) == pytest.approx([1 / count] * count, abs=0.02)
        assert found.var(axis=0) == pytest.approx([(count - 1) / (count**2 * (count + 1))] * count, rel=0.15)
        assert np.allclose(found.sum(axis=1), 1)


def test_low_ends_shift_what_is_free():
    found = drawn([(0.4, 1.0), (0.2, 1.0)])
    assert found[:, 0].min() >= 0.4 and found[:, 1].min() >= 0.2
    assert found[:, 0].mean() == pytest.approx(0.6, abs=0.01)
    assert np.quantile(found[:, 0], [0.25, 0.75]) == pytest.approx([0.5, 0.7], abs=0.02)


def test_shares_that_cannot_reach_one_are_drawn_each_by_itself():
    found = drawn([(0.1, 0.2), (0.3, 0.4)])
    assert found[:, 0].mean() == pytest.approx(0.15, abs=0.005) and found[:, 1].mean() == pytest.approx(0.35, abs=0.005)
    assert abs(np.corrcoef(found.T)[0, 1]) < 0.06


def test_known_shares_take_no_random_number():
    assert uniforms_needed([(0.3, 0.3), (0.7, 0.7)]) == 0
    assert drawn([(0.3, 0.3), (0.7, 0.7)], draws=2).tolist() == [[0.3, 0.7]] * 2
    assert drawn([(0.3, 0.3), (0.0, 1.0)], draws=2) == pytest.approx(np.array([[0.3, 0.7]] * 2))


def test_a_row_depends_on_its_own_numbers():
    boxes = BOUND[2]
    numbers = np.random.default_rng(5).random((50, uniforms_needed(boxes)))
    assert (points(boxes, numbers)[10:20] == points(boxes, numbers[10:20])).all()
