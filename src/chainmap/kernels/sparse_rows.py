"""A sparse table in compressed rows, with what a walk over it needs: order, parts, and a pass in place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import _sparsetools

__all__ = ["Floats", "Ints", "SparseRows"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]


@dataclass(frozen=True)
class SparseRows:
    """n rows, each with the columns it fills and their weights.

    Attributes
    ----------
    indptr, indices, weights
        Row i fills column ``indices[e]`` with ``weights[e]``, for e from ``indptr[i]`` to ``indptr[i + 1]``.
    """

    indptr: Ints
    indices: Ints
    weights: Floats

    def permuted(self, order: NDArray[np.integer]) -> SparseRows:
        """Put row ``order[i]`` in place i, columns alike."""
        counts = np.diff(self.indptr)[order]
        indptr = np.zeros(len(order) + 1, np.int32)
        np.cumsum(counts, out=indptr[1:])
        taken = np.repeat(self.indptr[:-1][order] - indptr[:-1], counts) + np.arange(indptr[-1], dtype=np.int32)
        place = np.empty(len(order), np.int32)
        place[order] = np.arange(len(order), dtype=np.int32)
        return SparseRows(indptr, place[self.indices[taken]], self.weights[taken])

    def scaled(self, factors: Floats) -> SparseRows:
        """Multiply each row by its factor and leave out what becomes 0."""
        weights = self.weights * np.repeat(factors, np.diff(self.indptr))
        return SparseRows(self.indptr, self.indices, weights).only(weights != 0)

    def add_to(self, found: Floats, first: int, last: int, drawn: Floats, skipped: int = 0) -> None:
        """Add W ``drawn`` to the rows first..last of ``found``, which leaves out the ``skipped`` rows before.

        With ``drawn`` and ``found`` the same array each row sees the rows before it as they are by then,
        which turns a product into a pass of the topological order. scipy computes row by row; its
        public product would first make a new array.
        """
        rows = self.indptr[first + skipped : last + skipped + 1]
        _sparsetools.csr_matvecs(
            last - first,
            len(drawn),
            drawn.shape[1],
            rows,
            self.indices,
            self.weights,
            drawn.reshape(-1),
            found[first:last].reshape(-1),
        )

    def within(self, first: int, last: int) -> SparseRows:
        """Return what the rows first..last need of each other."""
        begin, end = self.indptr[first], self.indptr[last]
        column = self.indices[begin:end] - np.int32(first)
        whole = SparseRows(self.indptr[first : last + 1] - begin, column, self.weights[begin:end])
        return whole.only((column >= 0) & (column < last - first))

    def only(self, cells: NDArray[np.bool_]) -> SparseRows:
        """Return some of the cells."""
        if bool(cells.all()):
            return self
        before = np.zeros(len(cells) + 1, np.int32)
        np.cumsum(cells, out=before[1:])
        return SparseRows(before[self.indptr], self.indices[cells], self.weights[cells])

    def lines(self) -> Ints:
        """Return the row of each cell."""
        return np.repeat(np.arange(len(self.indptr) - 1, dtype=np.int32), np.diff(self.indptr))

    def whole(self) -> Floats:
        """Return all cells, the empty ones too."""
        rows = len(self.indptr) - 1
        return sparse.csr_array((self.weights, self.indices, self.indptr), shape=(rows, rows)).toarray()
