"""The walk with numbers: lowest and highest level of every node, shares in boxes (METHOD section 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ..kernels.shares import Counted, Range, largest_sum, mean_high, mean_low
from ..structure import Box, Denial, Group, Losses, Market, Structure, Viewpoint, box

__all__ = ["Bound", "Bounds", "LevelWalk", "Question"]

End = Literal["low", "high"]
_SETTLED = 1e-13
_SWEEPS = 20_000
_DIGITS = 9
_SMALL = 1e-9


@dataclass(frozen=True)
class Question:
    """What is denied, in which reading and run, and whether empty shares count as equal."""

    what: Denial
    reading: Literal["as_listed", "proved"]
    run: Literal["short", "long"]
    equal: bool = False


@dataclass(frozen=True)
class Bound:
    """A level: lowest, at the stated shares (None if not all are stated), highest; attained or not."""

    low: float
    value: float | None
    high: float
    exact: bool


class Bounds:
    """The solved levels of all nodes."""

    def __init__(
        self,
        structure: Structure,
        low: list[float],
        value: list[float | None],
        high: list[float],
        loose: set[int],
    ) -> None:
        self._structure, self._low, self._value, self._high, self._loose = structure, low, value, high, loose

    def at(self, node: int) -> Bound:
        """Return the level of one node, rounded to nine digits."""
        low, high = _rounded(self._low[node]), _rounded(self._high[node])
        value = self._value[node]
        stated = None if value is None else _rounded(value)
        if low == high:
            stated = low
        elif stated is not None and not low <= stated <= high:
            stated = None  # the stated shares do not sum to 1, and scaled they leave their own ranges
        return Bound(low, stated, high, exact=node not in self._loose and self._attained(node))

    def spirals(self, node: int) -> tuple[str, ...]:
        """Return the components of a loop that the node belongs to and that pulls itself below 1."""
        for block in self._structure.loops():
            if node in block and self._high[node] < 1:
                names = [
                    self._structure.nodes[one].id for one in block if self._structure.nodes[one].kind == "component"
                ]
                return tuple(dict.fromkeys(names))
        return ()

    def _attained(self, start: int) -> bool:
        """Whether what is uncertain above a node is drawn on by one path only, so that ends combine."""
        if self._certain(start):
            return True
        nodes, seen, todo = self._structure.nodes, {start}, [start]
        thresholds: dict[str, float | None] = {}
        while todo:
            at = todo.pop()
            if at in self._loose or (nodes[at].kind == "market" and self._second_threshold(thresholds, at)):
                return False
            for one in self._inputs(at):
                if self._certain(one):
                    continue
                if one in seen:
                    return False
                seen.add(one)
                todo.append(one)
        return True

    def _second_threshold(self, thresholds: dict[str, float | None], at: int) -> bool:
        node = self._structure.nodes[at]
        return thresholds.setdefault(node.id, node.min_quality) != node.min_quality

    def _inputs(self, at: int) -> tuple[int, ...]:
        if self._structure.nodes[at].kind == "market":
            return tuple(position for position, _ in self._structure.markets[at].offers)
        return self._structure.all_inputs(at)

    def _certain(self, node: int) -> bool:
        return abs(self._high[node] - self._low[node]) <= _SMALL


class LevelWalk:
    """One question's walk: ``solve`` returns the bounds of every node.

    Levels are monotone in every input, so the low walk uses the low ends of inputs and the worst
    shares, and the high walk mirrors it. Loops start from 1 and go down (greatest fixed point).
    """

    def __init__(self, structure: Structure, seen: Viewpoint, asked: Question) -> None:
        self.structure, self.seen, self.asked = structure, seen, asked
        self.loose: set[int] = set()

    def solve(self) -> Bounds:
        """Walk low, high and at the stated shares."""
        low, high = self._walk("low"), self._walk("high")
        return Bounds(self.structure, low, self._stated(low, high), high, self.loose)

    @cached_property
    def _today(self) -> LevelWalk:
        quiet = Question(Denial(), self.asked.reading, self.asked.run, self.asked.equal)
        return LevelWalk(self.structure, self.seen, quiet)

    @cached_property
    def _lost_high(self) -> frozenset[str]:
        """Offers that surely have no level: denied, or not on the market yet."""
        losses = Losses(self.seen, [self.asked.what])
        return self.seen.potential | {offer for offer in self.seen.reaches if losses.of(offer)}

    @cached_property
    def _lost_low(self) -> frozenset[str]:
        """And those that fall if what is unknown about them turns out badly."""
        losses = Losses(self.seen, [self.asked.what])
        return self.seen.potential | {offer for offer in self.seen.reaches if losses.of(offer, widest=True)}

    @cached_property
    def _kept(self) -> frozenset[int]:
        kinds = ("perpetual", "source") if self.seen.mode == "supply" else ("source",)
        return frozenset(at for at, licence in self.structure.licences.items() if licence in kinds)

    def _walk(self, end: End) -> list[float]:
        before = self._today._walk(end) if self._kept and self.asked.what != Denial() else []
        values = [1.0] * len(self.structure)
        for block in self.structure.blocks:
            alone = block[0] not in self.structure.looping
            for _ in range(1 if alone else _SWEEPS):
                moved = 0.0
                for node in block:
                    level = self._level(node, values, end)
                    if before and node in self._kept:
                        level = max(level, before[node])
                    moved = max(moved, abs(values[node] - level))
                    values[node] = level
                if moved <= _SETTLED:
                    break
            else:
                if not alone:
                    self._unsettled(block, values, end)
        return values

    def _unsettled(self, block: Sequence[int], values: list[float], end: End) -> None:
        """A loop still sinking: its iterates bound it from above only, so the low end is 0."""
        self.loose.update(block)
        if end == "low":
            for node in block:
                values[node] = 0.0

    def _level(self, node: int, values: Sequence[float], end: End) -> float:
        kind = self.structure.nodes[node].kind
        if kind == "market":
            return self._supply(self.structure.markets[node], values, end)
        if kind == "group" and node in self.structure.groups:
            return self._group(self.structure.groups[node], values, end)
        if kind == "offer" and self._lost(self.structure.nodes[node].id, end):
            return 0.0
        if kind in ("unnamed", "unknown", "maybe", "doubted"):
            return self._unnamed(self.structure.nodes[node].id, end)
        least = min((values[one] for one in self.structure.inputs[node]), default=1.0)
        return min(least, self._left_by_partial(node, values, end))

    def _lost(self, offer: str, end: End) -> bool:
        return offer in (self._lost_low if end == "low" else self._lost_high)

    def _unnamed(self, component: str, end: End) -> float:
        """Level of suppliers whom the source does not name: 1, 0, or either when a denial may reach them."""
        what = self.asked.what
        if component in what.unknown:
            return 0.0
        if component in what.components and (end == "low" or not self.seen.home):
            return 0.0
        return 0.0 if end == "low" and self.seen.foreign(what.countries_on(component)) else 1.0

    def _left_by_partial(self, node: int, values: Sequence[float], end: End) -> float:
        partial = self.structure.partial.get(node, ())
        if not partial:
            return 1.0
        losses = [1.0 - values[one] for one in partial]
        weights = [
            _range(one) for one in self._equal([self.structure.groups[one].weight for one in partial], whole=False)
        ]
        if end == "low":
            return max(0.0, 1.0 - largest_sum(losses, weights))
        return max(0.0, 1.0 - sum(low * loss for (low, _), loss in zip(weights, losses, strict=True)))

    def _group(self, group: Group, values: Sequence[float], end: End) -> float:
        found = [values[one] for one in group.inputs]
        if group.at_least == 1 and len(found) > 1 and self.asked.run == "short":
            usage = [_range(one) for one in self._equal(group.usage)]
            mean = (mean_low if end == "low" else mean_high)(found, usage, [True] * len(found))
            return 0.0 if mean is None else mean
        return sorted(found, reverse=True)[group.at_least - 1] if group.at_least <= len(found) else 0.0

    def _supply(self, market: Market, values: Sequence[float], end: End) -> float:
        unnamed = self._unnamed(market.component, end)
        if market.supply == "unknown":
            return unnamed
        if self.asked.run == "long":
            return self._rerouted(market, values, end, unnamed)
        boxes = self._boxes(market)
        levels = [values[at] * (1 + offer.headroom) for at, offer in market.offers]
        counted: list[Counted] = list(market.enough)
        shares = [_range(one) for one in boxes]
        rest = self._rest(market, shares)
        if rest is not None:
            levels, shares, counted = [*levels, unnamed], [*shares, rest], [*counted, True]
        mean = (mean_low if end == "low" else mean_high)(levels, shares, counted)
        if end == "low" and not any(market.enough) and (rest is None or rest[0] <= _SETTLED):
            return 0.0  # every offer may turn out not to suffice, and nobody else is sure to exist
        return 0.0 if mean is None else min(1.0, mean)

    def _boxes(self, market: Market) -> list[Box]:
        boxes = [box(offer.share_low, offer.share, offer.share_high) for _, offer in market.offers]
        return self._equal(boxes)

    def _rest(self, market: Market, shares: Sequence[Range]) -> Range | None:
        """The share of unnamed suppliers, in the proved reading of an open list."""
        if self.asked.reading == "as_listed" or not market.is_open:
            return None
        return max(0.0, 1.0 - sum(high for _, high in shares)), max(0.0, 1.0 - sum(low for low, _ in shares))

    def _rerouted(self, market: Market, values: Sequence[float], end: End, unnamed: float) -> float:
        best = 0.0
        for at, offer in market.offers:
            low, _, high = box(offer.quality_low, offer.quality, offer.quality_high)
            quality = low if end == "low" else high
            fit = 1.0 if market.min_quality in (None, 0) else min(1.0, quality / (market.min_quality or 1.0))
            best = max(best, values[at] * fit)
        rest = self._rest(market, [_range(one) for one in self._boxes(market)])
        # Nobody unnamed is sure to exist unless the named shares cannot reach 1.
        if rest is not None and (rest[0] > _SETTLED if end == "low" else rest[1] > 0):
            best = max(best, unnamed)
        return best

    def _equal(self, boxes: Sequence[Box], *, whole: bool = True) -> list[Box]:
        """Spread what is left equally over empty cells, when asked to; else leave them open."""
        empty = [one for one in boxes if one == (0.0, None, 1.0)]
        if not self.asked.equal or not empty:
            return list(boxes)
        del whole
        taken = sum(_point(one) for one in boxes if one != (0.0, None, 1.0))
        each = max(0.0, 1.0 - taken) / len(empty)
        return [(each, each, each) if one == (0.0, None, 1.0) else one for one in boxes]

    def _stated(self, low: Sequence[float], high: Sequence[float]) -> list[float | None]:
        """Return the level of each node at the stated shares, None where some share is not stated."""
        values: list[float | None] = [None] * len(self.structure)
        for block in self.structure.blocks:
            for node in block:
                sure = abs(high[node] - low[node]) <= _SMALL
                values[node] = low[node] if sure else self._stated_at(node, values) if len(block) == 1 else None
        return values

    def _stated_at(self, node: int, values: Sequence[float | None]) -> float | None:
        kind = self.structure.nodes[node].kind
        if kind == "market":
            return self._stated_supply(self.structure.markets[node], values)
        if kind in ("component", "offer", "via") and node not in self.structure.partial:
            found = [values[one] for one in self.structure.inputs[node]]
            known = [one for one in found if one is not None]
            return min(known) if known and len(known) == len(found) else None
        if kind == "group" and node in self.structure.groups and len(self.structure.inputs[node]) == 1:
            return values[self.structure.inputs[node][0]]
        return None

    def _stated_supply(self, market: Market, values: Sequence[float | None]) -> float | None:
        if self.asked.run == "long" or market.supply == "unknown" or None in market.enough:
            return None
        rows = list(zip(self._boxes(market), market.offers, market.enough, strict=True))
        total = reached = 0.0
        for (_, share, _), (at, offer), fits in rows:
            level = values[at]
            if share is None or level is None:
                return None
            if fits:
                total, reached = total + share, reached + share * level * (1 + offer.headroom)
        named = sum(share for (_, share, _), _, _ in rows if share is not None)
        if self.asked.reading == "proved" and market.is_open and named < 1:
            sure = self._unnamed(market.component, "low")
            if sure != self._unnamed(market.component, "high"):
                return None
            total, reached = total + 1 - named, reached + (1 - named) * sure
        return min(1.0, reached / total) if total > 0 else 0.0


def _rounded(level: float) -> float:
    return round(level, _DIGITS) + 0.0  # no negative zero


def _range(one: Box) -> Range:
    return one[0], one[2]


def _point(one: Box) -> float:
    return one[1] if one[1] is not None else (one[0] + one[2]) / 2
