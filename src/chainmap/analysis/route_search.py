"""The k heaviest ways from a component to what a country reaches.

Best-first search over routes in which nothing stands twice, by the highest product of shares and
weights, then the fewest steps, then the names; what a route can still become is bounded by the best
product from its end, worked out once for all targets. Round a loop the same share would be counted again
and again with ever less weight, so that a route with a repetition is no route of its own.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf, isnan

import numpy as np

from ..errors import LimitExceeded
from ..kernels.shares import Range, sum_can_be_one
from .draws import Draw
from .look_through import LookThrough, stated_parts

__all__ = ["Found", "RouteSearch"]

_Key = tuple[float, float, tuple[str, ...], tuple[str, ...]]
_LIMIT = 200_000
_DIGITS = 12


@dataclass(frozen=True)
class Found:
    """A route: units from the target upstream, and the share that enters so."""

    units: tuple[str, ...]
    places: tuple[int, ...]
    low: float
    value: float | None
    high: float
    known: bool


@dataclass(frozen=True)
class _Step:
    low: float
    value: float
    high: float


class RouteSearch:
    """Routes to one country in one walked reading.

    Parameters
    ----------
    found
        The walked reading.
    column
        The country, as its position in ``found.countries``.
    known
        Only routes to an offer that the country is known to reach.

    References
    ----------
    Hart, Nilsson & Raphael, A formal basis for the heuristic determination of minimum cost paths, IEEE
    Transactions on Systems Science and Cybernetics 4, 1968.
    """

    def __init__(self, found: LookThrough, column: int, *, known: bool = False) -> None:
        self.rows, self.known = found.draws.rows, known
        self.of = found.draws.of
        self.sure, self.may = found.surely[:, column], found.perhaps[:, column]
        self.steps = [_steps(row) for row in self.rows]
        self.best, self.fewest = self._ahead(found.draws.blocks), self._nearest()

    def heaviest(self, component: str, k: int) -> list[Found]:
        """Return the k heaviest routes, fewer where there are no more.

        Raises
        ------
        LimitExceeded
            When the search meets more than 200,000 beginnings of routes.
        """
        start = self.of[component]
        first = (start,), (self._unit(start),), _Step(1.0, 1.0, 1.0)
        heap: list[tuple[_Key, tuple[int, ...], tuple[str, ...], _Step]] = []
        if self.best[start] > 0:
            heap.append((self._key(*first), *first))
        found: list[Found] = []
        met = 0
        while heap and len(found) < k:
            _, places, units, part = heapq.heappop(heap)
            if self._ends(places[-1]):
                found.append(self._told(places, units, part))
                continue
            for longer in self._on(places, units, part):
                heapq.heappush(heap, (self._key(*longer), *longer))
                met += 1
                if met > _LIMIT:
                    raise LimitExceeded("beginnings of routes", _LIMIT, f"{component}: ask for fewer routes")
        return found

    def _key(self, places: tuple[int, ...], units: tuple[str, ...], part: _Step) -> _Key:
        end, names = places[-1], tuple(self.rows[one].id for one in places)
        return -round(part.high * self.best[end], _DIGITS), len(units) + self.fewest[end], units, names

    def _on(
        self, places: tuple[int, ...], units: tuple[str, ...], part: _Step
    ) -> Iterator[tuple[tuple[int, ...], tuple[str, ...], _Step]]:
        end = places[-1]
        for one, step in zip(self.rows[end].inputs, self.steps[end], strict=True):
            unit = self._unit(one)
            if step.high <= 0 or self.best[one] <= 0 or one in places or (unit and unit in units):
                continue
            value = 0.0 if 0.0 in (part.value, step.value) else part.value * step.value
            longer = _Step(part.low * step.low, value, part.high * step.high)
            yield (*places, one), (*units, unit) if unit else units, longer

    def _ends(self, at: int) -> bool:
        return bool(self.sure[at] if self.known else self.may[at] or self.rows[at].anything)

    def _told(self, places: tuple[int, ...], units: tuple[str, ...], part: _Step) -> Found:
        known = bool(self.sure[places[-1]])
        if self.rows[places[-1]].anything:
            units = (*units, f"unknown:{self.rows[places[-1]].id}")
        value = part.value if known and not isnan(part.value) else None
        low = part.low if known else 0.0
        if value is not None and not low - 1e-9 <= value <= part.high + 1e-9:
            value = None  # the stated shares do not sum to 1, and scaled they leave their own ranges
        return Found(units, places, low, value, part.high, known)

    def _unit(self, at: int) -> str:
        row = self.rows[at]
        return f"{row.kind}:{row.id}" if row.kind in ("component", "offer") else ""

    def _ahead(self, blocks: tuple[tuple[int, ...], ...]) -> list[float]:
        """Return for each place the highest product from there to an end; no step weighs more than 1."""
        best = [1.0 if self._ends(at) else 0.0 for at in range(len(self.rows))]
        for block in blocks:
            for _ in range(len(block) + 1):
                moved = False
                for at in block:
                    ways = zip(self.rows[at].inputs, self.steps[at], strict=True)
                    better = max((step.high * best[one] for one, step in ways), default=0.0)
                    if better > best[at]:
                        best[at], moved = better, True
                if not moved:
                    break
        return best

    def _nearest(self) -> list[float]:
        """Return for each place the fewest further units on the way to an end."""
        users: list[list[int]] = [[] for _ in self.rows]
        for at, row in enumerate(self.rows):
            for one in row.inputs:
                users[one].append(at)
        fewest = [0.0 if self._ends(at) else inf for at in range(len(self.rows))]
        todo = deque(at for at, steps in enumerate(fewest) if steps == 0)
        while todo:
            one = todo.popleft()
            for at in users[one]:
                steps = fewest[one] + bool(self._unit(one))
                if steps < fewest[at]:
                    fewest[at] = steps
                    todo.append(at)
        return fewest


def _steps(row: Draw) -> list[_Step]:
    """Return the range of each part of a row by itself, whatever the others are, and its stated value."""
    stated = stated_parts(row) or [float("nan")] * len(row.inputs)
    flags = row.counted if row.whole else (True,) * len(row.inputs)
    lows = np.array([low if fits else 0.0 for (low, _), fits in zip(row.boxes, flags, strict=True)])
    highs = np.array([high if fits is not False else 0.0 for (_, high), fits in zip(row.boxes, flags, strict=True)])
    ranges: list[Range] = []
    for at, fits in enumerate(flags):
        low, high = float(lows[at]), float(highs[at])
        others_low, others_high = float(lows.sum() - low), float(highs.sum() - high)
        if not row.whole:
            ranges.append((low, min(high, 1.0 - others_low)))
        elif fits is False or high <= 0:
            ranges.append((0.0, 0.0))
        elif all(flags) and sum_can_be_one(row.boxes):
            ranges.append((max(low, 1.0 - others_high), min(high, 1.0 - others_low)))
        else:
            ranges.append((low / (low + others_high) if low > 0 else 0.0, high / (high + others_low)))
    return [_Step(max(0.0, low), value, min(1.0, high)) for (low, high), value in zip(ranges, stated, strict=True)]
