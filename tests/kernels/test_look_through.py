"""R = own + keep * (W R): against repetition from 0, and against numpy's solver."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from chainmap.kernels import look_through
from chainmap.kernels.look_through import absorb


def table(rng: np.random.Generator, rows: int, filled: float, *, ahead: bool = True) -> np.ndarray:
    """Draw weights that sum to at most .95 in a row; without ``ahead`` rows need earlier rows only."""
    weights = rng.random((rows, rows)) * (rng.random((rows, rows)) < filled)
    weights = weights if ahead else np.tril(weights, -1)
    total = weights.sum(1, keepdims=True)
    return weights / np.where(total > 0, total, 1) * rng.choice([0.3, 0.6, 0.95], (rows, 1))


def asked(weights: np.ndarray, own: np.ndarray, keep: np.ndarray | None = None):
    rows = sparse.csr_array(weights)
    return absorb(rows.indptr, rows.indices, rows.data, own, keep)


def repeated(weights: np.ndarray, own: np.ndarray, keep: np.ndarray) -> np.ndarray:
    values = np.zeros_like(own)
    for _ in range(3_000):
        values = own + keep * (weights @ values)
    return values


@pytest.mark.parametrize("seed", range(60))
def test_small_tables_equal_repetition_from_nothing(seed):
    rng = np.random.default_rng(seed)
    weights = table(rng, int(rng.integers(1, 14)), 0.3)
    own = (rng.random((len(weights), 3)) < 0.3).astype(float)
    found = asked(weights, own, 1 - own)
    assert found.settled and found.residual < 1e-9
    assert found.values == pytest.approx(repeated(weights, own, 1 - own), abs=1e-9)


def test_small_tables_have_loops_and_rows_without():
    sizes = []
    for seed in range(60):
        rng = np.random.default_rng(seed)
        weights = table(rng, int(rng.integers(1, 14)), 0.3)
        sizes.append(asked(weights, np.ones((len(weights), 1))).largest_loop)
    assert sum(size > 1 for size in sizes) >= 15 and sum(size == 1 for size in sizes) >= 6


@pytest.mark.parametrize("ahead", [False, True])
@pytest.mark.parametrize("filled", [0.004, 0.4])
def test_large_tables_equal_elimination(ahead, filled):
    """700 rows: more than are eliminated, with gaps (passes) and nearly without (products)."""
    rng = np.random.default_rng(1)
    weights, own = table(rng, 700, filled, ahead=ahead), rng.random((700, 4))
    found = asked(weights, own)
    assert found.values == pytest.approx(np.linalg.solve(np.eye(700) - weights, own), abs=1e-10, rel=1e-10)
    assert found.settled and found.residual <= 1e-11
    assert (found.passes > 1) == (found.largest_loop > look_through._SMALL_LOOP) == ahead


def test_order_of_the_rows_changes_nothing():
    rng = np.random.default_rng(2)
    weights, own = table(rng, 200, 0.02), rng.random((200, 3))
    order = rng.permutation(200)
    assert asked(weights[order][:, order], own[order]).values == pytest.approx(asked(weights, own).values[order])


def test_a_bare_loop_touches_nothing():
    """Two that need each other for everything, and nobody else: the least solution is 0."""
    weights = np.array([[0.0, 1.0], [1.0, 0.0]])
    assert asked(weights, np.zeros((2, 1))).values.tolist() == [[0.0], [0.0]]


def test_a_loop_that_keeps_everything_has_no_end():
    with pytest.raises(ZeroDivisionError):
        asked(np.array([[0.0, 1.0], [1.0, 0.0]]), np.ones((2, 1)))


def test_a_large_loop_that_does_not_settle_says_so():
    rows = 500
    weights = np.roll(np.eye(rows), 1, axis=1)
    found = asked(weights, np.eye(rows)[:, :1])
    assert not found.settled, "everything that enters stays in the loop"


def test_what_is_not_known_spoils_what_draws_on_it_and_nothing_else():
    weights = np.array([[0, 0, 0, 0], [0.5, 0, 0, 0], [0, 0.5, 0, 0.5], [0, 0, 0.5, 0]])
    own = np.array([[1.0, np.nan], [0, 0], [0, 0], [0, 0]])
    keep = np.ones((4, 2))
    keep[1, 1] = 0  # reached itself: it need not look at what is not known
    found = asked(weights, own + (1 - keep), keep).values
    assert not np.isnan(found[:, 0]).any()
    assert np.isnan(found[:, 1]).tolist() == [True, False, False, False]
    assert np.isnan(asked(weights, own).values[:, 1]).all()


def test_nothing_at_all():
    nothing = asked(np.zeros((3, 3)), np.zeros((3, 0)))
    assert nothing.values.shape == (3, 0) and nothing.settled
