"""How much of a component a country touches, slowly and from the definition alone.

METHOD.md, section 5, said once more on names and dictionaries, for stacks of a dozen components. Everything that
the stack leaves open is drawn, or stands on a corner; what is left is one linear system, solved by repetition.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import isnan, prod

from chainmap.schema import Need
from chainmap.stack import Stack
from tests.oracle import FOREIGN, Oracle, vertices
from tests.random_stacks import PARTS

__all__ = ["Chain", "World", "weighted"]

Range = tuple[float, float]
TINY = 1e-12


def weighted(stack: Stack, seed: int) -> Stack:
    """Give essential groups weights too: stated, ranges or empty, never more than 1 with those of the component."""
    rng = random.Random(f"weights {seed}")
    component_of = {row.offer: row.component for row in stack.offers}
    taken: dict[str, dict[tuple[str, str], float]] = {}
    for row in stack.needs:
        key = row.dependent, row.group or f"={row.input}"
        low = row.weight_low if row.weight_low is not None else row.weight if row.weight_high is None else 0.0
        taken.setdefault(component_of.get(row.dependent, row.dependent), {})[key] = low or 0.0
    cells: dict[tuple[str, str], dict[str, float]] = {}
    for row in stack.needs:
        key, whole = (row.dependent, row.group or f"={row.input}"), component_of.get(row.dependent, row.dependent)
        if not row.essential or key in cells:
            continue
        middle = rng.choice((1, 2, 3)) / PARTS
        if rng.random() < 0.6 and sum(taken[whole].values()) + middle <= 1:
            cells[key] = rng.choice(({"weight": middle}, {"weight_low": middle, "weight_high": 4 / PARTS}))
            taken[whole][key] = middle
    rows = [row.model_copy(update=cells.get((row.dependent, row.group or f"={row.input}"), {})) for row in stack.needs]
    return replace(stack, needs=tuple(rows))


@dataclass
class World:
    """One value for everything that the stack leaves open."""

    shares: dict[str, tuple[dict[str, float], float]]
    quality: dict[str, float]
    weights: dict[str, dict[str, float]]
    usage: dict[tuple[str, str], list[float]]
    reached: dict[str, bool]  # offers of unknown jurisdiction
    unnamed: dict[str, tuple[float, float]]  # for each open market the part reached itself, and through inputs
    unknown: dict[object, float]  # components, and markets where nobody suffices


class Chain:
    """One stack, one seat, one reading, some countries together."""

    def __init__(self, stack: Stack, reading: str, codes: frozenset[str], **seat: object) -> None:
        self.oracle = Oracle(stack, **seat)
        self.stack, self.reading, self.codes = stack, reading, codes
        self.offered = [name for name, row in self.oracle.components.items() if row.supply == "offers"]

    # --- Who is reached

    def surely(self, offer: str) -> bool:
        terms = self.oracle.terms[offer]
        return self.oracle.deniable(offer) and any(term <= self.codes - self.oracle.home for term in terms)

    def unsure(self, offer: str) -> bool:
        """Say whether nobody knows who reaches it, or only that somebody abroad does."""
        terms = set(self.oracle.terms[offer])
        return self.oracle.deniable(offer) and not self.surely(offer) and terms <= {frozenset({FOREIGN})}

    def hopeless(self, component: str, least: float | None) -> bool:
        """Say whether all listed offers are known not to suffice, so that nobody who serves is named."""
        offers = self.oracle.suppliers(component) if self.oracle.components[component].supply == "offers" else []
        return bool(offers) and not any(self.oracle.sufficient(component, least))

    # --- What is open

    def box(self, dependent: str) -> dict[str, Range]:
        found = {}
        for name, rows in self.oracle.needs.get(dependent, {}).items():
            row = self.stack.needs[rows[0]]
            point = row.weight if row.weight_low is None and row.weight_high is None else None
            low = point if point is not None else row.weight_low or 0.0
            high = point if point is not None else 1.0 if row.weight_high is None else row.weight_high
            found[name] = (low, high)
        return found

    def corners(self, box: dict[str, Range], limit: float) -> list[dict[str, float]]:
        """Give the vertices of weights in a box that sum to at most a limit."""
        if not box:
            return [{}]
        scale = max(limit, TINY)
        low, high = [a / scale for a, _ in box.values()], [b / scale for _, b in box.values()]
        points = vertices([*low, 0.0], [*high, 1.0])
        return [dict(zip(box, [scale * one for one in point[:-1]], strict=True)) for point in points]

    def choices(self) -> Iterator[tuple[str, str, list]]:
        """Give everything open with its corners: kind, name and the values."""
        for name in self.offered:
            if self.oracle.suppliers(name):
                yield "shares", name, self.oracle.share_points(name, self.reading)
            if self.oracle.unnamed(name, self.reading):
                yield "unnamed", name, [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]
        for name, row in self.oracle.components.items():
            if row.supply == "unknown":
                yield "unknown", name, [0.0, 1.0]
            yield from self._weights(name)
        for place in self.oracle.markets:
            if self.hopeless(*place):
                yield "unknown", place, [0.0, 1.0]
        for name in self.oracle.active:
            low, high = self.oracle.ends(name, "quality")
            yield "quality", name, [low] if low == high else [low, high]
            if self.unsure(name):
                yield "reached", name, [False, True]
        for dependent, named in self.oracle.needs.items():
            for name, rows in named.items():
                yield "usage", (dependent, name), self.oracle.usage_points(rows)

    def _weights(self, component: str) -> Iterator[tuple[str, str, list]]:
        """Give the weights of a component and its offers; one offer and its component choose together."""
        own, offers = self.box(component), [name for name in self.oracle.suppliers(component) if self.box(name)]
        free = any(low < high for low, high in own.values())
        if len(self.oracle.suppliers(component)) == 1 and offers:
            joint = {("c", key): one for key, one in own.items()}
            joint |= {("o", key): one for key, one in self.box(offers[0]).items()}
            yield "joint", (component, offers[0]), self.corners(joint, 1.0)
            return
        least = max((sum(low for low, _ in self.box(name).values()) for name in offers), default=0.0)
        yield "weights", component, self.corners(own, 1.0 - least)
        left = 1.0 - sum(high if not free else 0.0 for _, high in own.values())
        for name in offers:
            yield "own weights", name, [(left, point) for point in self.corners(self.box(name), left)]

    def worlds(self, most: int) -> list[World] | None:
        """Give every corner, or None when there are too many."""
        choices = list(self.choices())
        if prod(len(options) for _, _, options in choices) > most:
            return None
        return [self._world(choices, picks) for picks in product(*(options for _, _, options in choices))]

    def draw(self, rng: random.Random) -> World:
        """Draw a world; most draws stand on a corner."""
        choices, corner = list(self.choices()), rng.random() < 0.6
        return self._world(choices, [_mixed(kind, options, rng, corner) for kind, _, options in choices])

    def _world(self, choices: Sequence[tuple], picks: Sequence) -> World:
        found = World({}, {}, {}, {}, {}, {}, {})
        for (kind, name, _), pick in zip(choices, picks, strict=True):
            if kind == "joint":
                component, offer = name
                found.weights[component] = {key: one for (side, key), one in pick.items() if side == "c"}
                found.weights[offer] = {key: one for (side, key), one in pick.items() if side == "o"}
            elif kind == "own weights":
                _, point = pick
                component = self.oracle.offers[name].component
                taken = sum(found.weights[component].values())
                if sum(point.values()) > 1.0 - taken + TINY:  # too much beside what the component takes: the least
                    point = {key: low for key, (low, _) in self.box(name).items()}
                found.weights[name] = point
            else:
                getattr(found, kind)[name] = pick
        return found

    # --- The least solution

    def solve(self, world: World) -> tuple[dict[str, float], dict[str, float]]:
        """Give the look-through and the hidden share of every component; nan where nobody suffices."""
        values: dict[tuple, float] = {}

        def of_need(row: Need) -> float:
            if row.input in self.oracle.components:
                return values.get(("component", row.input, row.min_quality), 0.0)
            return values.get(("offer", row.input), 0.0)

        def through(dependent: str) -> float:
            total = 0.0
            for name, rows in self.oracle.needs.get(dependent, {}).items():
                usage = world.usage[dependent, name]
                mean = sum(part * of_need(self.stack.needs[i]) for part, i in zip(usage, rows, strict=True) if part)
                weight = world.weights[dependent][name]
                total += weight * mean if weight else 0.0
            return total

        def reached(offer: str) -> bool:
            return self.surely(offer) or world.reached.get(offer, False)

        def inputs(offer: str) -> float:
            return through(offer) + through(self.oracle.offers[offer].component)

        def component(name: str, least: float | None, *, hidden: bool = False) -> float:
            row = self.oracle.components[name]
            if row.supply == "open":
                return through(name)
            if row.supply == "unknown":
                return world.unknown[name]
            face, inner = world.unnamed.get(name, (0.0, 0.0))
            inner = inner if inner > (least_through := through(name)) else least_through  # nan stays nan
            unnamed = (0.0 if hidden else face) + (1 - face) * inner
            if not self.oracle.suppliers(name):
                return unnamed if self.oracle.unnamed(name, self.reading) else through(name)
            if (name, least) in world.unknown:
                return world.unknown[name, least]
            shares, rest = world.shares[name]
            good = [one for one in shares if least is None or world.quality[one] >= least]
            total = sum(shares[one] for one in good) + rest
            if total <= 1e-9:
                return float("nan")
            made = sum(shares[one] * value(one, hidden) for one in good if shares[one])
            return (made + (rest * unnamed if rest else 0.0)) / total

        def value(offer: str, hidden: bool) -> float:
            if reached(offer):
                return 0.0 if hidden else 1.0
            return inputs(offer)

        places = [("component", *place) for place in self.oracle.markets]
        places += [("component", name, None) for name in self.oracle.components]
        places += [("offer", name) for name in self.oracle.active]
        for _ in range(3_000):
            moved = 0.0
            for place in dict.fromkeys(places):
                new = component(place[1], place[2]) if place[0] == "component" else value(place[1], False)
                old = values.get(place, 0.0)
                same = isnan(new) and isnan(old)
                moved = max(moved, 0.0 if same else 1.0 if isnan(new) or isnan(old) else abs(new - old))
                values[place] = new
            if moved < 1e-13:
                break
        names = list(self.oracle.components)
        return (
            {name: values["component", name, None] for name in names},
            {name: component(name, None, hidden=True) for name in names},
        )


def _mixed(kind: str, options: list, rng: random.Random, corner: bool) -> object:
    """Take one corner, or a point between two."""
    first, second = rng.choice(options), rng.choice(options)
    part = 0.0 if corner or kind == "reached" else rng.random()

    def between(a: object, b: object) -> object:
        if isinstance(a, dict):
            return {key: between(one, b[key]) for key, one in a.items()}
        if isinstance(a, (tuple, list)):
            return type(a)(between(one, other) for one, other in zip(a, b, strict=True))
        return a if part == 0 else a + part * (b - a)

    return between(first, second)
