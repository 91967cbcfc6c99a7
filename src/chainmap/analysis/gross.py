"""Which part of all output on the way to a component does a country make?

For input-output data, where the weight of a need is a technical coefficient (input per unit of output):
look-through_k(c) = sum_i s_k(i) L_ic / sum_i L_ic and face_k(c) = sum_i s_k(i) (I + A)_ic / sum_i L_ic with
L = (I - A)^-1, after Baldwin, Freeman & Theodorakopoulos, Brookings Papers on Economic Activity, 2023. L is
never formed: numerator and denominator each solve one system.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidStack, Problem
from ..kernels.look_through import absorb
from .draws import Draw
from .look_through import Bounds, LookThrough, stated_parts

__all__ = ["Gross", "GrossValue"]

Floats = NDArray[np.float64]
_DIGITS = 9


class GrossValue(NamedTuple):
    """Look-through, face value and their difference as parts of gross output, and the missing cell."""

    whole: Bounds
    face: Bounds
    hidden: Bounds
    missing: str


class Gross:
    """One reading, walked once for all countries; only stated (or assumed) cells give a figure."""

    def __init__(self, found: LookThrough) -> None:
        self.found = found

    def at(self, name: str, column: int) -> GrossValue:
        """Return the parts of one component; anything from 0 to 1 where a cell that it needs is missing."""
        place = self.found.draws.of[name]
        total = self._total[place, 0]
        if np.isnan(total) or np.isnan(self._made[place, column]):
            nothing = Bounds(0.0, None, 1.0, exact=False)
            return GrossValue(nothing, nothing, nothing, self._missing(place))
        whole, face = self._made[place, column] / total, self._last[place, column] / total
        return GrossValue(_point(whole), _point(face), _point(max(0.0, whole - face)), "")

    @cached_property
    def _rows(self) -> tuple[NDArray[np.intp], NDArray[np.intp], Floats, Floats]:
        """The parts of every row, and 1 for each row that makes output (NaN where a cell is missing)."""
        indptr, indices, weights = [0], list[int](), list[float]()
        makes = np.zeros((len(self.found.draws.rows), 1))
        for at, row in enumerate(self.found.draws.rows):
            parts = stated_parts(row)
            makes[at] = np.nan if parts is None else float(_makes(row))
            indices += list(row.inputs) if parts is not None else []
            weights += parts or []
            indptr.append(len(indices))
        return np.array(indptr), np.array(indices, np.intp), np.array(weights, np.float64), makes

    @cached_property
    def _total(self) -> Floats:
        """N x 1: output of all stages per unit of each row, sum_i L_ic."""
        return self._solved(self._rows[3])

    @cached_property
    def _made(self) -> Floats:
        """N x m: of it what each country makes, sum_i s_k(i) L_ic."""
        return self._solved(self._shares)

    @cached_property
    def _shares(self) -> Floats:
        makes = self._rows[3]
        sure, may = self.found.surely, self.found.perhaps
        return np.where(np.isnan(makes), np.nan, np.where(sure, 1.0, np.where(may, np.nan, 0.0)))

    @cached_property
    def _last(self) -> Floats:
        """N x m: sum_i s_k(i) (I + A)_ic: the last stage, and the one before it."""
        own = self._component_shares
        found = np.full_like(own, np.nan)
        for at, row in enumerate(self.found.draws.rows):
            if row.kind == "component":
                found[at] = own[at] + self._through(at, own)
        return found

    @cached_property
    def _component_shares(self) -> Floats:
        """N x m: s_k(i) of components, and of groups and offers the mean over what they name."""
        found = np.zeros_like(self._shares)
        for at, row in enumerate(self.found.draws.rows):
            if row.kind == "component" and row.whole:
                parts = stated_parts(row)
                found[at] = np.nan if parts is None else np.array(parts) @ self._shares[list(row.inputs)]
        return found

    def _through(self, at: int, own: Floats) -> Floats:
        """Return sum_i A_ic s_k(i): follow offers and groups to the next components."""
        row = self.found.draws.rows[at]
        parts = stated_parts(row)
        if parts is None:
            return np.full(own.shape[1], np.nan)
        found = np.zeros(own.shape[1])
        for part, one in zip(parts, row.inputs, strict=True):
            if part:
                stop = self.found.draws.rows[one].kind == "component"
                found = found + part * (own[one] if stop else self._through(one, own))
        return found

    def _solved(self, own: Floats) -> Floats:
        indptr, indices, weights, _ = self._rows
        try:
            found = absorb(indptr, indices, weights, own)
        except ZeroDivisionError:
            raise _endless() from None
        if not found.settled or bool((found.values < -1e-9).any()):
            raise _endless()
        return found.values

    def _missing(self, place: int) -> str:
        """Return the first cell in the cone that is not stated."""
        for at in sorted(self.found.draws.cone(place), key=lambda one: (one != place, one)):
            row = self.found.draws.rows[at]
            if stated_parts(row) is None:
                return _cell(row)
        return "actors: jurisdiction"


def _makes(row: Draw) -> bool:
    """Whether a row stands for output: an offer, or a component that has none."""
    return row.kind == "offer" or (row.kind == "component" and not row.whole)


def _cell(row: Draw) -> str:
    if row.kind == "group":
        return f"needs: usage in {row.id}"
    if row.kind == "component" and row.whole:
        return f"offers: share in {row.id}"
    return f"components: supply of {row.id}" if row.anything else f"needs: weight of what {row.id} needs"


def _point(value: float) -> Bounds:
    rounded = round(float(value), _DIGITS) + 0.0
    return Bounds(rounded, rounded, rounded, exact=True)


def _endless() -> InvalidStack:
    what = "some components need each other for everything, so that output of all stages has no end."
    remedy = "Lower the weights in the loop: each stage must add something of its own."
    return InvalidStack([Problem("needs.csv", None, "weight", what, remedy)])
