"""Which share of a component does a country touch at any stage, and how sure is that?

Look-through, or reach: R_k(c) = sum over offers o of share_o R_k(o), with R_k(o) = 1 where country k
reaches o, else the weighted sum of R_k over what o and its component need; the least non-negative
solution (METHOD section 5). After Baldwin, Freeman & Theodorakopoulos, Hidden exposure: measuring US
supply chain reliance, Brookings Papers on Economic Activity, 2023, with shares of supply for value added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..kernels.look_through import absorb
from ..kernels.shares import mean_high, mean_low
from ..structure import Structure, Viewpoint
from .draws import Draw, Draws, draws_of

__all__ = ["FOREIGN_TOTAL", "Bounds", "LookThrough", "stated_parts"]

FOREIGN_TOTAL = "foreign"
"""Stands for all countries outside home together."""

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_SETTLED = 1e-13
_SWEEPS = 20_000
_DIGITS = 9
_SMALL = 1e-9


@dataclass(frozen=True)
class Bounds:
    """A share: lowest, at the stated cells (None if not all are stated), highest; attained or not."""

    low: float
    value: float | None
    high: float
    exact: bool


class LookThrough:
    """One reading of one stack, for several countries at once.

    Attributes
    ----------
    countries
        m columns: codes, or ``foreign``.
    draws
        n rows, what each place draws on.
    surely, perhaps
        n x m: whether the country reaches the offer, for certain and at most.
    low, high
        n x m: the lowest and highest look-through.

    Notes
    -----
    The choice of shares and weights in one row does not bind another row, and more of any input is
    never less of what draws on it. So the best choices of all rows are best together (as in a Markov
    decision process), and the bounds are attained, except where a row says that its range is shared
    with another or a loop does not come to rest.

    References
    ----------
    Puterman, Markov Decision Processes, 1994, section 7.2, for the least solution in loops.
    """

    def __init__(
        self, structure: Structure, seen: Viewpoint, countries: Sequence[str], reading: str, *, equal: bool = False
    ) -> None:
        self.seen, self.countries = seen, tuple(countries)
        self.draws: Draws = draws_of(structure, reading, equal=equal)
        self.surely, self.perhaps = self._touched()
        self.unsettled: set[int] = set()
        self.low = self._walk("low")
        self.high = self._walk("high")

    def at(self, name: str, column: int) -> Bounds:
        """Return the look-through of a component or an offer, by id."""
        place = self.draws.of[name]
        value = float(self.stated[place, column])
        return _bounds(self.low[place, column], value, self.high[place, column], self._exact(place, column))

    def hidden(self, name: str, column: int) -> Bounds:
        """Return the share that enters through inputs only: offers that the country reaches are left out."""
        place = self.draws.of[name]
        row = self.draws.rows[place]
        direct = not (row.whole and row.kind == "component")
        if direct:
            return self.at(name, column)
        inputs = list(row.inputs)
        sure, may = self.surely[inputs, column], self.perhaps[inputs, column]
        low = np.where(may, 0.0, self.unreached_low[inputs, column])
        high = np.where(sure, 0.0, self.unreached_high[inputs, column])
        stated = np.where(sure, 0.0, self.stated[inputs, column])
        for at, one in enumerate(inputs):
            if self.draws.rows[one].anything:
                low[at] = 0.0  # nobody knows whether unnamed suppliers are reached themselves
        above = all(self._exact(one, column) for one in {place, *inputs}) and not any(
            self.draws.rows[one].shared for one in inputs
        )
        exact = above and place not in self.draws.looping and bool((sure == may).all())
        return _bounds(
            _mean(row, low[:, None], "low")[0], _stated_mean(row, stated), _mean(row, high[:, None], "high")[0], exact
        )

    @cached_property
    def unreached_low(self) -> Floats:
        """N x m: what each offer draws from its inputs at least, were it not reached itself."""
        return self._inputs_only("low")

    @cached_property
    def unreached_high(self) -> Floats:
        """N x m: what each offer draws from its inputs at most, were it not reached itself."""
        return self._inputs_only("high")

    @cached_property
    def stated(self) -> Floats:
        """N x m: the look-through at the stated cells; NaN where one that matters is not stated."""
        indptr, indices, weights = [0], [], []
        own = np.where(self.surely, 1.0, np.where(self.perhaps, np.nan, 0.0))
        keep = np.where(self.surely, 0.0, 1.0)
        for at, row in enumerate(self.draws.rows):
            parts = stated_parts(row)
            if parts is None:
                own[at] = np.where(self.surely[at], 1.0, np.nan)
            else:
                indices += list(row.inputs)
                weights += parts
            indptr.append(len(indices))
        found = absorb(np.array(indptr), np.array(indices, int), np.array(weights, float), own, keep)
        return found.values

    def _touched(self) -> tuple[Flags, Flags]:
        shape = (len(self.draws.rows), len(self.countries))
        surely, perhaps = np.zeros(shape, bool), np.zeros(shape, bool)
        asked = [self.seen.all_foreign if one == FOREIGN_TOTAL else frozenset([one]) for one in self.countries]
        for at, row in enumerate(self.draws.rows):
            if row.kind != "offer" or row.id in self.seen.untouchable:
                continue
            reach = self.seen.reaches[row.id]
            surely[at] = [reach.falls_to(codes - self.seen.home) for codes in asked]
            perhaps[at] = surely[at] | reach.unknown
        return surely, perhaps

    def _walk(self, end: str) -> Floats:
        values = np.zeros(self.surely.shape)
        for block in self.draws.blocks:
            if block[0] not in self.draws.looping:
                values[block[0]] = self._row(block[0], values, end)
            elif not self._settle(block, values, end):
                self.unsettled.update(block)
                if end == "high":  # still rising: the truth lies above, but below what descends from 1
                    values[list(block)] = 1.0
                    self._settle(block, values, end)
        return values

    def _settle(self, block: Sequence[int], values: Floats, end: str) -> bool:
        """Walk a loop until nothing moves; say whether that was reached."""
        for _ in range(_SWEEPS):
            moved = 0.0
            for at in block:
                found = self._row(at, values, end)
                moved = max(moved, float(np.abs(found - values[at]).max(initial=0.0)))
                values[at] = found
            if moved <= _SETTLED:
                return True
        return False

    def _row(self, at: int, values: Floats, end: str) -> Floats:
        row = self.draws.rows[at]
        if row.anything and end == "high":
            return np.ones(len(self.countries))
        found = _drawn(row, values, end)
        reached = self.surely[at] if end == "low" else self.perhaps[at]
        return np.where(reached, 1.0, found)

    def _inputs_only(self, end: str) -> Floats:
        values = self.low if end == "low" else self.high
        found = np.zeros_like(values)
        for at, row in enumerate(self.draws.rows):
            if row.kind in ("offer", "unnamed"):
                found[at] = 1.0 if row.anything and end == "high" else _drawn(row, values, end)
        return found

    @cached_property
    def _doubtful(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Places whose low ends, and whose high ends, need not combine with those of others."""
        shared = {at for at, row in enumerate(self.draws.rows) if row.shared}
        low = {at for at in shared if self.draws.rows[at].kind != "offer"}  # least weights are least for all
        return tuple(sorted(low | self.unsettled)), tuple(sorted(shared | self.unsettled))

    def _exact(self, place: int, column: int) -> bool:
        low, high = self._doubtful
        if not high:
            return True
        cone = self.draws.cone(place)
        wide = self.high[:, column] - self.low[:, column] > _SMALL
        if any(one in cone and wide[one] for one in low):
            return False
        return self._at_last_stage(place, column) or not any(one in cone and wide[one] for one in high)

    def _at_last_stage(self, place: int, column: int) -> bool:
        """Whether the high end is reached by shares alone, whatever the inputs do."""
        row = self.draws.rows[place]
        if row.kind != "component" or not row.whole:
            return False
        reached = np.array([[float(self.perhaps[one, column] or self.draws.rows[one].anything)] for one in row.inputs])
        return bool(_mean(row, reached, "high")[0] >= self.high[place, column] - _SMALL)


def _drawn(row: Draw, values: Floats, end: str) -> Floats:
    """Return what a row draws from its inputs at most or at least, for every country."""
    if not row.inputs:
        return np.zeros(values.shape[1])
    inputs = values[list(row.inputs)]
    if row.whole:
        return _mean(row, inputs, end)
    lows = np.array([low for low, _ in row.boxes])
    found = lows @ inputs
    if end == "high":
        found = found + _filled(inputs, np.array([high for _, high in row.boxes]) - lows, 1.0 - lows.sum())
    return np.asarray(np.minimum(found, 1.0), np.float64)


def _filled(values: Floats, rooms: Floats, left: float) -> Floats:
    """Give what is left to the largest values first, within their rooms."""
    order = np.argsort(-values, axis=0, kind="stable")
    room = rooms[order]
    before = np.cumsum(room, axis=0) - room
    given = np.clip(left - before, 0.0, room)
    return np.asarray((given * np.take_along_axis(values, order, axis=0)).sum(axis=0), np.float64)


def _mean(row: Draw, values: Floats, end: str) -> Floats:
    """Return the extreme mean over the shares of a row, for each column of values."""
    counts = [at for at, flag in enumerate(row.counted) if flag is not False]
    first = values[counts[0]]
    even = (values[counts] == first).all(axis=0)
    found = first.copy()
    extreme = mean_low if end == "low" else mean_high
    for column in np.flatnonzero(~even):
        mean = extreme(values[:, column].tolist(), row.boxes, row.counted)
        found[column] = mean if mean is not None else float(end == "high")
    return np.asarray(found, np.float64)


def stated_parts(row: Draw) -> list[float] | None:
    """Return the parts at the stated cells, None where one is not stated."""
    if row.anything or None in row.stated or None in row.counted:
        return None
    parts = [part if part is not None else 0.0 for part in row.stated]
    if not row.whole:
        return parts if sum(parts) <= 1 + _SMALL else None
    parts = [part if fits else 0.0 for part, fits in zip(parts, row.counted, strict=True)]
    total = sum(parts)
    return [part / total for part in parts] if total > 0 else None


def _stated_mean(row: Draw, values: Floats) -> float:
    parts = stated_parts(row)
    if parts is None:
        return float("nan")
    return sum(part * float(value) for part, value in zip(parts, values, strict=True) if part)


def _bounds(low: float, value: float, high: float, exact: bool) -> Bounds:
    """Round to nine digits; a stated value that leaves its own range is not told."""
    bottom, top = round(float(low), _DIGITS) + 0.0, round(float(high), _DIGITS) + 0.0
    stated = None if np.isnan(value) else round(value, _DIGITS) + 0.0
    if bottom == top:
        stated = bottom
    elif stated is not None and not bottom <= stated <= top:
        stated = None
    return Bounds(min(bottom, top), stated, top, exact)
