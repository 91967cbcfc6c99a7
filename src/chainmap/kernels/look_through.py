"""The least non-negative solution of R = own + W R, many columns at once, and never an inverse.

R_k(i) is the share of row i that column k touches at any stage: what it touches itself (own), and what
it touches of the inputs, weighted. Rows that do not need each other are solved in one pass, inputs
first; rows that form a loop by elimination when they are few, else by repeated passes (METHOD section 5).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from .sparse_rows import Floats, SparseRows

__all__ = ["Absorbed", "absorb"]

_SMALL_LOOP = 400
"""Rows up to which a loop is eliminated; above, passes are faster."""
_FULL = 0.05
"""Share of filled cells from which a large loop is treated as a full table."""
_PASSES = 2_000
_TINY = 1e-300


@dataclass(frozen=True)
class Absorbed:
    """What :func:`absorb` found.

    Attributes
    ----------
    values
        n x k, the solution.
    residual
        The largest |own + W values - values| over the rows in loops, relative to the largest value
        there; rows outside loops are exact to rounding.
    passes
        The largest number of passes that a loop took; 0 where none was repeated.
    settled
        Whether every loop came to rest. Otherwise its values are a lower bound of the solution.
    largest_loop
        The number of rows of the largest loop; 1 when nothing needs itself.
    """

    values: Floats
    residual: float
    passes: int
    settled: bool
    largest_loop: int


def absorb(
    indptr: NDArray[np.integer],
    indices: NDArray[np.integer],
    weights: Floats,
    own: Floats,
    keep: Floats | None = None,
    *,
    tolerance: float = 1e-12,
) -> Absorbed:
    """Return the least non-negative R with R = own + keep * (W R).

    Parameters
    ----------
    indptr, indices, weights
        W in compressed rows: row i needs ``weights[e]`` of row ``indices[e]``, for e from ``indptr[i]``
        to ``indptr[i + 1]``; n rows, no negative weight. No row of W may sum to more than 1 where a
        loop runs through it, else the solution need not be finite.
    own
        n x k: what each of k columns touches itself; NaN = not known, and so is then what draws on it.
    keep
        n x k factors from 0 to 1: the part of a row for which a column has to look at the inputs. None: 1
        everywhere, and all columns are solved together. With factors each column is solved by itself.
    tolerance
        How still a loop must stand, relative to its largest value.

    Returns
    -------
    Absorbed

    Raises
    ------
    ZeroDivisionError
        When a small loop passes on everything and still takes something in: no finite solution.

    Notes
    -----
    One pass costs one multiply-add for each weight and column. Rows that stand in order already (inputs
    before those who need them) are not permuted.

    References
    ----------
    Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1, 1972, for the loops.

    Examples
    --------
    Steel, parts that need half of it, and a car that needs parts and a little of itself:

    >>> import numpy as np
    >>> needs = np.array([0, 0, 1, 3]), np.array([0, 1, 2]), np.array([0.5, 0.3, 0.1])
    >>> absorb(*needs, np.array([[1.0], [0.0], [0.0]])).values.round(6).ravel().tolist()
    [1.0, 0.5, 0.166667]
    """
    rows, columns = own.shape
    table = SparseRows(indptr.astype(np.int32), indices.astype(np.int32), np.ascontiguousarray(weights, np.float64))
    if rows == 0 or columns == 0:
        return Absorbed(own.astype(np.float64), 0.0, 0, True, 1)
    if keep is not None:
        apart = [_absorb(table.scaled(keep[:, one]), own[:, one : one + 1], tolerance) for one in range(columns)]
        return Absorbed(
            np.hstack([one.values for one in apart]),
            max(one.residual for one in apart),
            max(one.passes for one in apart),
            all(one.settled for one in apart),
            max(one.largest_loop for one in apart),
        )
    return _absorb(table, own, tolerance)


def _absorb(table: SparseRows, own: Floats, tolerance: float) -> Absorbed:
    order = _order(table, len(own))
    if order.rows is None:
        return _solve(table, np.ascontiguousarray(own, np.float64), order, tolerance)
    found = _solve(table.permuted(order.rows), np.ascontiguousarray(own[order.rows], np.float64), order, tolerance)
    values = np.empty_like(found.values)
    values[order.rows] = found.values
    return Absorbed(values, found.residual, found.passes, found.settled, found.largest_loop)


@dataclass(frozen=True)
class _Order:
    """Rows in an order with inputs first (None: as they stand), and the loops as first and last place in it."""

    rows: NDArray[np.intp] | None
    loops: list[tuple[int, int]]
    largest: int


def _order(table: SparseRows, rows: int) -> _Order:
    lines = table.lines()
    if bool((table.indices < lines).all()):
        return _Order(None, [], 1)
    graph = sparse.csr_array((np.ones(len(lines), np.int8), table.indices, table.indptr), shape=(rows, rows))
    count, labels = connected_components(graph, directed=True, connection="strong")
    if not bool((labels[table.indices] <= labels[lines]).all()):
        raise AssertionError("scipy numbers strongly connected components inputs first")
    sizes = np.bincount(labels, minlength=count)
    starts = np.concatenate([[0], np.cumsum(sizes)])
    selves = labels[lines[table.indices == lines]]
    loops = np.union1d(np.flatnonzero(sizes > 1), selves)
    sorted_already = bool((np.diff(labels) >= 0).all())
    return _Order(
        None if sorted_already else np.argsort(labels, kind="stable"),
        [(int(starts[one]), int(starts[one + 1])) for one in loops],
        int(sizes.max()),
    )


def _solve(table: SparseRows, own: Floats, order: _Order, tolerance: float) -> Absorbed:
    """Walk single rows in one pass, and each loop when its turn comes."""
    values = own.copy()
    done, residual, passes, settled = 0, 0.0, 0, True
    for first, last in order.loops:
        table.add_to(values, done, first, values)
        wanted = values[first:last].copy()
        values[first:last] = 0.0
        table.add_to(wanted, 0, last - first, values, first)
        found = _loop(table.within(first, last), wanted, tolerance)
        values[first:last] = found.values
        residual, passes = max(residual, found.residual), max(passes, found.passes)
        settled, done = settled and found.settled, last
    table.add_to(values, done, len(own), values)
    return Absorbed(values, residual, passes, settled, order.largest)


def _loop(inside: SparseRows, own: Floats, tolerance: float) -> Absorbed:
    """Solve the rows of one loop: what they take from outside is in ``own`` already."""
    rows, open_ = len(own), np.isnan(own).any(axis=0)
    if open_.any():  # in a loop everything needs everything: what one row does not know nobody there knows
        values = np.full_like(own, np.nan)
        if open_.all():
            return Absorbed(values, 0.0, 0, True, rows)
        found = _loop(inside, np.ascontiguousarray(own[:, ~open_]), tolerance)
        values[:, ~open_] = found.values
        return Absorbed(values, found.residual, found.passes, found.settled, rows)
    if not own.any():
        return Absorbed(own, 0.0, 0, True, rows)
    if rows > _SMALL_LOOP:
        full = len(inside.weights) > _FULL * rows * rows
        return _by_products(inside.whole(), own, tolerance) if full else _by_passes(inside, own, tolerance)
    table = inside.whole()
    try:
        solved: Floats = np.asarray(np.linalg.solve(np.eye(rows) - table, own), np.float64)
    except np.linalg.LinAlgError:
        raise ZeroDivisionError("a loop passes on everything and takes something in") from None
    off = _distance(solved, own + table @ solved)
    return Absorbed(solved, off, 0, off <= max(tolerance, 1e-9), rows)


def _by_passes(inside: SparseRows, own: Floats, tolerance: float) -> Absorbed:
    """Gauss-Seidel from 0 upward: the rows before as they are now, the others as they were."""
    before = inside.indices < inside.lines()
    below, above = inside.only(before), inside.only(~before)
    values, moved = np.zeros_like(own), 0.0
    for passes in range(1, _PASSES + 1):
        better = own.copy()
        above.add_to(better, 0, len(own), values)
        below.add_to(better, 0, len(own), better)
        moved = _distance(better, values)
        values = better
        if not moved > tolerance:
            return Absorbed(values, _residual(inside, own, values), passes, True, len(own))
    return Absorbed(values, moved, _PASSES, False, len(own))


def _by_products(inside: Floats, own: Floats, tolerance: float) -> Absorbed:
    """Jacobi from 0 upward, for a table without gaps: one product a pass."""
    values, moved = np.zeros_like(own), 0.0
    for passes in range(1, _PASSES + 1):
        better = own + inside @ values
        moved = _distance(better, values)
        values = better
        if not moved > tolerance:
            return Absorbed(values, _distance(values, own + inside @ values), passes, True, len(own))
    return Absorbed(values, moved, _PASSES, False, len(own))


def _residual(inside: SparseRows, own: Floats, values: Floats) -> float:
    off = own.copy()
    inside.add_to(off, 0, len(own), values)
    return _distance(values, off)


def _distance(new: Floats, old: Floats) -> float:
    """Return the largest difference, relative to the largest new value; ``old`` is used up."""
    np.subtract(new, old, out=old)
    largest = max(float(new.max()), -float(new.min()), _TINY)
    return max(float(old.max()), -float(old.min())) / largest
