"""What does the denial of a unit cost: target weight times the level that is lost?

METHOD section 4. Today's levels are walked once; after a denial only what is downstream of the offers
and markets that it touches is walked again, which gives the same levels as a whole walk. A loss is a
difference of two ranges, so its bounds are the smallest and the largest difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import Literal, NamedTuple

from ..kernels.families import members
from ..schema.answers import READINGS
from ..structure import Denial, Losses, Structure, Viewpoint
from .level_walk import Bounds, LevelWalk, Question
from .levels import RUNS
from .outcome import Reading, survivors

__all__ = ["Loss", "Span", "Today", "denial_losses"]

Run = Literal["short", "long"]
End = Literal["low", "high"]
_DIGITS = 9
_SETTLED = 1e-13
_SWEEPS = 20_000


class Span(NamedTuple):
    """A range, and whether both ends are attained."""

    low: float
    high: float
    exact: bool


UNTOUCHED = Span(0.0, 0.0, True)


@dataclass(frozen=True)
class Loss:
    """What one denial takes in one reading; tuples hold one value a target, in the order of ``weights``."""

    weights: Mapping[str, float]
    stopped: tuple[str, ...]
    short: tuple[Span, ...]
    long: tuple[Span, ...]

    @property
    def weight_stopped(self) -> float:
        """Weight of the targets that stop."""
        return sum(self.weights[one] for one in self.stopped)

    def total(self, run: Run) -> Span:
        """Return the sum over targets of weight x level lost.

        Attained ends of several targets need not be attained together, so that more than one
        uncertain target makes the sum ``sound`` only.
        """
        spans = self.short if run == "short" else self.long
        low, high = (
            round(sum(weight * one[end] for weight, one in zip(self.weights.values(), spans, strict=True)), _DIGITS)
            for end in (0, 1)
        )
        uncertain = sum(one.low != one.high for one in spans)
        return Span(low, high, uncertain <= 1 and all(one.exact for one in spans))


class Today:
    """The industry with nothing denied: its levels, and who draws on whom."""

    def __init__(self, structure: Structure, seen: Viewpoint) -> None:
        self.structure, self.seen = structure, seen
        self._solved: dict[tuple[Reading, Run], tuple[dict[End, list[float]], set[int]]] = {}

    def levels(self, reading: Reading, run: Run) -> tuple[dict[End, list[float]], set[int]]:
        """Return both ends of every node's level, and the nodes of loops that did not settle."""
        if (reading, run) not in self._solved:
            walk = LevelWalk(self.structure, self.seen, Question(Denial(), reading, run))
            ends: dict[End, list[float]] = {"low": walk._walk("low"), "high": walk._walk("high")}
            self._solved[reading, run] = ends, walk.loose
        return self._solved[reading, run]

    @cached_property
    def works(self) -> Mapping[Reading, list[int]]:
        """For each reading which nodes work, as words of one bit."""
        return {one: survivors(self.structure, self.seen, [Denial()], one)[0] for one in READINGS}

    @cached_property
    def users(self) -> tuple[tuple[int, ...], ...]:
        """For each node the blocks in which something draws on it, by their number."""
        found: list[set[int]] = [set() for _ in self.structure.nodes]
        for node in range(len(self.structure)):
            for one in self.structure.all_inputs(node):
                found[one].add(self.block[node])
        return tuple(tuple(sorted(one)) for one in found)

    @cached_property
    def block(self) -> tuple[int, ...]:
        """For each node the number of its block in the order of the walk."""
        places = {node: number for number, block in enumerate(self.structure.blocks) for node in block}
        return tuple(places[node] for node in range(len(self.structure)))

    @cached_property
    def markets(self) -> Mapping[str, tuple[int, ...]]:
        """For each component its markets, one for each quality threshold."""
        found: dict[str, list[int]] = {}
        for at, market in self.structure.markets.items():
            found.setdefault(market.component, []).append(at)
        return {component: tuple(nodes) for component, nodes in found.items()}


def denial_losses(
    today: Today, seen: Viewpoint, denials: Sequence[Denial], weights: Mapping[str, float]
) -> dict[Reading, list[Loss]]:
    """Return what each denial costs, in both readings.

    Parameters
    ----------
    today
        The levels with nothing denied; they hold for every home and lens in the same mode.
    seen
        The viewpoint from which it is denied.
    denials
        m denials.
    weights
        Targets and their weights.

    Returns
    -------
    dict
        For each reading m losses, bounds rounded to nine digits.

    Notes
    -----
    Yes/no for all denials at once in one walk; levels once for each denial, reading, run and end,
    each over the part that is downstream of the denial.
    """
    structure, losses = today.structure, Losses(seen, denials)
    lost = _lost(seen, losses)
    found: dict[Reading, list[Loss]] = {}
    cones = {target: structure.cone(structure.position[target]) for target in weights}
    for reading in READINGS:
        before = today.works[reading]
        words, _ = survivors(structure, seen, denials, reading)
        found[reading] = []
        for bit, what in enumerate(denials):
            spans = {
                run: _spans(_After(today, seen, Question(what, reading, run), lost[bit]), weights, cones)
                for run in RUNS
            }
            stopped = tuple(
                one
                for one in weights
                for at in [structure.position[one]]
                if before[at] & 1 and not words[at] >> bit & 1
            )
            found[reading].append(Loss(weights, stopped, spans["short"], spans["long"]))
    return found


Lost = tuple[frozenset[str], frozenset[str]]


def _lost(seen: Viewpoint, losses: Losses) -> list[Lost]:
    """Return for each denial the offers that surely fall, and those that fall at the worst."""
    found: list[tuple[list[str], list[str]]] = [([], []) for _ in losses.denials]
    for offer in seen.reaches:
        for end, word in enumerate((losses.of(offer), losses.of(offer, widest=True))):
            for bit in members(word):
                found[bit][end].append(offer)
    return [(frozenset(sure), frozenset(worst)) for sure, worst in found]


def _spans(after: _After, weights: Mapping[str, float], cones: Mapping[str, frozenset[int]]) -> tuple[Span, ...]:
    """Return the level that each target loses."""
    touched = after.seeds("low") | after.seeds("high")
    if not touched:
        return (UNTOUCHED,) * len(weights)
    before, now = after.before, after.bounds()
    spans = []
    for target in weights:
        if not touched & cones[target]:
            spans.append(UNTOUCHED)
            continue
        at = after.structure.position[target]
        old, new = before.at(at), now.at(at)
        low, high = (max(0.0, round(one, _DIGITS)) for one in (old.low - new.high, old.high - new.low))
        spans.append(Span(low, high, old.low == old.high and new.exact))
    return tuple(spans)


class _After(LevelWalk):
    """The walk after a denial, from today's levels: only what is downstream of the denial is done again."""

    def __init__(self, today: Today, seen: Viewpoint, asked: Question, lost: Lost) -> None:
        super().__init__(today.structure, seen, asked)
        self.today, self._given = today, lost
        self._ends, loose = today.levels(asked.reading, asked.run)
        self.loose |= loose

    @cached_property
    def _lost_high(self) -> frozenset[str]:
        return self.seen.potential | self._given[0]

    @cached_property
    def _lost_low(self) -> frozenset[str]:
        return self.seen.potential | self._given[1]

    @property
    def before(self) -> Bounds:
        """Today's levels."""
        return self._as_bounds(self._ends["low"], self._ends["high"])

    def bounds(self) -> Bounds:
        """Return the levels after the denial; those at the stated shares are left out."""
        low, high = self._walk("low"), self._walk("high")
        return self._as_bounds(low, high)

    def _as_bounds(self, low: list[float], high: list[float]) -> Bounds:
        return Bounds(self.structure, low, [None] * len(low), high, self.loose)

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

    def _walk(self, end: End) -> list[float]:
        today = self._ends[end]
        values, block_of, users = list(today), self.today.block, self.today.users
        waiting = [*{block_of[node] for node in self.seeds(end)}]
        heapify(waiting)
        queued = set(waiting)
        while waiting:
            number = heappop(waiting)
            block = self.structure.blocks[number]
            self._settle(block, values, today, end)
            for node in block:
                if values[node] != today[node]:
                    for user in users[node]:
                        if user not in queued:
                            queued.add(user)
                            heappush(waiting, user)
        return values

    def _settle(self, block: Sequence[int], values: list[float], today: Sequence[float], end: End) -> None:
        """Walk one block from 1 downward, as the whole walk does."""
        alone = len(block) == 1 and block[0] not in self.structure.all_inputs(block[0])
        for node in block:
            values[node] = 1.0
        for _ in range(1 if alone else _SWEEPS):
            moved = 0.0
            for node in block:
                level = self._level(node, values, end)
                if node in self._kept:
                    level = max(level, today[node])
                moved = max(moved, abs(values[node] - level))
                values[node] = level
            if moved <= _SETTLED:
                return
        if not alone:
            self._unsettled(block, values, end)
