"""The walk with numbers, many draws at once: the level of every node after a denial, one value a draw.

The same rules as :mod:`chainmap.analysis.level_walk`, with shares, weights and usage drawn instead of bounded; what
stays unknown after that (quality, jurisdiction, unnamed suppliers) still has a low and a high end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..structure import Box, Denial, Group, Market, box
from .denial_loss import Lost, Today
from .level_walk import LevelWalk, Question
from .outcome import Reading
from .samples import Sample

__all__ = ["DrawnLoss", "drawn_losses"]

Array = NDArray[np.float64]
End = Literal["low", "high"]
Run = Literal["short", "long"]
_SETTLED = 1e-13
_SWEEPS = 20_000
_TINY = 1e-12
_DIGITS = 9


class DrawnLoss:
    """What denials cost in some draws: arrays (units, draws) for each run and end."""

    def __init__(self, units: int, draws: int) -> None:
        self.short_low, self.short_high, self.long_low, self.long_high = (np.zeros((units, draws)) for _ in range(4))

    def of(self, run: Run, end: End) -> Array:
        """Return one of the four."""
        found: Array = getattr(self, f"{run}_{end}")
        return found


def drawn_losses(
    today: Today,
    walk_of: Mapping[Run, DrawnWalk],
    denials: Sequence[tuple[Denial, Lost]],
    weights: Mapping[str, float],
    draws: int,
) -> DrawnLoss:
    """Return what each denial costs in each draw.

    Parameters
    ----------
    today
        Who draws on whom.
    walk_of
        For each run the walk with nothing denied.
    denials
        Each with the offers that fall for sure, and at the worst.
    weights
        Targets and their weights.
    draws
        How many.
    """
    structure, found = today.structure, DrawnLoss(len(denials), draws)
    cones = {target: structure.cone(structure.position[target]) for target in weights}
    for at, (what, lost) in enumerate(denials):
        for run, before in walk_of.items():
            after = before.after(what, lost)
            touched = after.seeds("low") | after.seeds("high")
            if not touched:
                continue
            now = {end: after.downstream(end) for end in ("low", "high")}
            for target, weight in weights.items():
                if not touched & cones[target]:
                    continue
                node = structure.position[target]
                old = {end: np.round(before.levels(end)[node], _DIGITS) for end in ("low", "high")}
                new = {end: np.round(now[end][node], _DIGITS) for end in ("low", "high")}
                found.of(run, "low")[at] += weight * np.maximum(0.0, np.round(old["low"] - new["high"], _DIGITS))
                found.of(run, "high")[at] += weight * np.maximum(0.0, np.round(old["high"] - new["low"], _DIGITS))
    for run in walk_of:
        for end in ("low", "high"):
            np.round(found.of(run, end), _DIGITS, out=found.of(run, end))
    return found


class DrawnWalk(LevelWalk):
    """The walk of one question over some draws; values are arrays, or numbers where draws do not differ."""

    def __init__(
        self, today: Today, drawn: Sample, asked: Question, lost: Lost, before: DrawnWalk | None = None
    ) -> None:
        super().__init__(today.structure, today.seen, asked)
        self.today, self.drawn, self._given, self._before = today, drawn, lost, before
        self._levels: dict[End, list[Array]] = {}

    @classmethod
    def quiet(cls, today: Today, drawn: Sample, reading: Reading, run: Run) -> DrawnWalk:
        """Return the walk with nothing denied."""
        return cls(today, drawn, Question(Denial(), reading, run), (frozenset(), frozenset()))

    def after(self, what: Denial, lost: Lost) -> DrawnWalk:
        """Return the walk after a denial, on the same draws."""
        asked = Question(what, self.asked.reading, self.asked.run)
        return DrawnWalk(self.today, self.drawn, asked, lost, self)

    @cached_property
    def _lost_high(self) -> frozenset[str]:
        return self.seen.potential | self._given[0]

    @cached_property
    def _lost_low(self) -> frozenset[str]:
        return self.seen.potential | self._given[1]

    def levels(self, end: End) -> list[Array]:
        """Return the levels of all nodes with nothing denied."""
        if end not in self._levels:
            values = [np.ones(())] * len(self.structure)
            for block in self.structure.blocks:
                self._settle_block(block, values, end)
            self._levels[end] = values
        return self._levels[end]

    def seeds(self, end: End) -> set[int]:
        """Return the offers, and the markets with unnamed suppliers, whose own value the denial may change."""
        given = self._given[1] if end == "low" else self._given[0]
        found = {self.structure.position[offer] for offer in given - self.seen.potential}
        what, open_lists = self.asked.what, self.asked.reading == "proved"
        any_country = bool(what.countries or what.within)
        for component in self.today.markets if any_country else what.components | what.unknown:
            for at in self.today.markets.get(component, ()):
                market = self.structure.markets[at]
                counts = market.supply == "unknown" or (open_lists and market.is_open)
                if counts and self._unnamed(component, end) != 1.0:
                    found.add(at)
        return found

    def downstream(self, end: End) -> list[Array]:
        """Return the levels after the denial: only what is downstream of it is walked again."""
        assert self._before is not None
        before = self._before.levels(end)
        values, block_of, users = list(before), self.today.block, self.today.users
        waiting = [*{block_of[node] for node in self.seeds(end)}]
        heapify(waiting)
        queued = set(waiting)
        while waiting:
            block = self.structure.blocks[heappop(waiting)]
            self._settle_block(block, values, end)
            for node in block:
                if np.array_equal(values[node], before[node]):
                    continue
                for user in users[node]:
                    if user not in queued:
                        queued.add(user)
                        heappush(waiting, user)
        return values

    def _settle_block(self, block: Sequence[int], values: list[Array], end: End) -> None:
        alone = len(block) == 1 and block[0] not in self.structure.looping
        for node in block:
            values[node] = np.ones(())
        for _ in range(1 if alone else _SWEEPS):
            moved: Array = np.zeros(())
            for node in block:
                level = self._value(node, values, end)
                if self._before is not None and node in self._kept:
                    level = np.maximum(level, self._before.levels(end)[node])
                moved = np.maximum(moved, np.abs(values[node] - level))
                values[node] = level
            if alone or float(moved.max()) <= _SETTLED:
                return
        if end == "low":  # still sinking: only 0 is sure
            for node in block:
                values[node] = np.where(moved > _SETTLED, 0.0, values[node])

    def _value(self, node: int, values: Sequence[Array], end: End) -> Array:
        kind = self.structure.nodes[node].kind
        if kind == "market":
            return self._market(self.structure.markets[node], values, end)
        if kind == "group" and node in self.structure.groups:
            return self._alternatives(node, self.structure.groups[node], values)
        if kind == "offer" and self._lost(self.structure.nodes[node].id, end):
            return np.zeros(())
        if kind in ("unnamed", "unknown", "maybe", "doubted"):
            return np.asarray(self._unnamed(self.structure.nodes[node].id, end))
        least = np.ones(())
        for one in self.structure.inputs[node]:
            least = np.minimum(least, values[one])
        partial = self.structure.partial.get(node, ())
        if partial:
            lost = sum((self.drawn.weights[one] * (1.0 - values[one]) for one in partial), np.zeros(()))
            least = np.minimum(least, np.maximum(0.0, 1.0 - lost))
        return least

    def _alternatives(self, node: int, group: Group, values: Sequence[Array]) -> Array:
        found = [values[one] for one in group.inputs]
        if group.at_least == 1 and len(found) > 1 and self.asked.run == "short":
            usage = self.drawn.usage[node]
            total = sum(usage, np.zeros(()))
            mean = sum((part * level for part, level in zip(usage, found, strict=True)), np.zeros(()))
            return np.where(total > _TINY, mean / np.maximum(total, _TINY), 0.0)
        if group.at_least > len(found):
            return np.zeros(())
        if len(found) == 1:
            return found[0]
        ordered: Array = np.sort(np.stack(np.broadcast_arrays(*found)), axis=0)
        return np.asarray(ordered[len(found) - group.at_least])

    def _market(self, market: Market, values: Sequence[Array], end: End) -> Array:
        unnamed = self._unnamed(market.component, end)
        if market.supply == "unknown":
            return np.asarray(unnamed)
        open_list = self.asked.reading == "proved" and market.is_open
        rest = self.drawn.rest.get(market.component, np.ones(())) if open_list else np.zeros(())
        if self.asked.run == "long":
            return self._best(market, values, end, np.where(rest > _SETTLED, unnamed, 0.0))
        levels = [values[at] * (1 + offer.headroom) for at, offer in market.offers]
        shares = [self.drawn.shares[offer.offer] for _, offer in market.offers]
        sure = [(share, level) for share, level, fits in zip(shares, levels, market.enough, strict=True) if fits]
        maybe = [
            (share, level) for share, level, fits in zip(shares, levels, market.enough, strict=True) if fits is None
        ]
        if open_list:
            sure.append((rest, np.asarray(unnamed)))
        mean = _mean(sure, maybe, 1.0 if end == "low" else -1.0)
        if end == "low" and not any(market.enough):
            mean = np.where(rest > _SETTLED, mean, 0.0)
        return np.minimum(1.0, mean)

    def _best(self, market: Market, values: Sequence[Array], end: End, unnamed: Array) -> Array:
        best = unnamed
        for at, offer in market.offers:
            graded: Box = box(offer.quality_low, offer.quality, offer.quality_high)
            quality = graded[0] if end == "low" else graded[2]
            fit = 1.0 if market.min_quality in (None, 0) else min(1.0, quality / (market.min_quality or 1.0))
            best = np.maximum(best, values[at] * fit)
        return best


def _mean(sure: Sequence[tuple[Array, Array]], maybe: Sequence[tuple[Array, Array]], sign: float) -> Array:
    """Return the weighted mean; what may or may not count does where that makes it worse (sign 1) or better (-1)."""
    total, reached = np.zeros(()), np.zeros(())
    for share, level in sure:
        total, reached = total + share, reached + share * level
    if not maybe:
        return np.where(total > _TINY, reached / np.maximum(total, _TINY), 0.0)
    worst = np.full((), np.inf)
    mean = np.where(total > _TINY, sign * reached / np.maximum(total, _TINY), worst)
    for _ in range(len(maybe) + 1):  # each turn counts one more at least, or nothing changes
        more, gained = total, sign * reached
        for share, level in maybe:
            taken = (sign * level < mean) & (share > _TINY)
            more, gained = more + np.where(taken, share, 0.0), gained + np.where(taken, share * sign * level, 0.0)
        better = np.where(more > _TINY, gained / np.maximum(more, _TINY), worst)
        mean = np.minimum(mean, better)
    return np.where(np.isfinite(mean), sign * mean, 0.0)
