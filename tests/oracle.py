"""What still works, what stops it, and how much is left: slowly, from the definitions alone.

METHOD.md, sections 1 to 3, said once more on names and dictionaries, for stacks of a dozen components.
Nothing is compiled, shared or clever: every fixed point is repeated evaluation, every smallest set is found
by trying all of them, every extreme of a market is the best of its vertices.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, product

from chainmap.schema import Need, Offer
from chainmap.stack import Stack

__all__ = ["FOREIGN", "READINGS", "CutSet", "Oracle", "Refused", "Undefined", "World", "herfindahl", "vertices"]

FOREIGN = "FOREIGN"
READINGS = ("as_listed", "proved", "possible")
TINY = 1e-10


class Refused(Exception):
    """The question has no meaning: a label seen from another home than the source's."""


class Undefined(Exception):
    """A completion in which the sufficient suppliers of a market have no share at all."""


@dataclass(frozen=True)
class CutSet:
    """A set of units that stops a target and of which no proper subset does, in some reading."""

    members: tuple[str, ...]
    holds: str
    minimal_in: str


Range = tuple[float, float]
Group = tuple[str, str]  # dependent, name of the group
Market = tuple[str, float | None]  # component, least quality
Shares = tuple[dict[str, float], float]  # by offer, and the residual


@dataclass
class World:
    """Every value that the stack leaves open, with the corners of where it may lie; one corner: not open."""

    shares: dict[str, list[Shares]]
    quality: dict[str, list[float]]
    residual_level: dict[str, float]
    unknown_level: dict[str, float]
    denied: frozenset[str]
    weights: dict[str, list[dict[str, float]]]
    usage: dict[Group, list[list[float]]]

    def before(self) -> World:
        """Give the same world with nothing denied."""
        return replace(
            self,
            denied=frozenset(),
            residual_level=dict.fromkeys(self.residual_level, 1.0),
            unknown_level=dict.fromkeys(self.unknown_level, 1.0),
        )


@dataclass
class Walked:
    """What one walk found: the level of every component and need, and which corners it took."""

    level: dict[str, float] = field(default_factory=dict)
    met: list[float] = field(default_factory=list)
    shares: dict[Market, Shares] = field(default_factory=dict)
    quality: dict[Market, dict[str, float]] = field(default_factory=dict)
    weights: dict[str, dict[str, float]] = field(default_factory=dict)
    usage: dict[Group, list[float]] = field(default_factory=dict)


class Oracle:
    """One stack seen from one home, under one lens, in one mode."""

    def __init__(
        self,
        stack: Stack,
        *,
        home: Collection[str] | str | None = None,
        lens: str | None = None,
        mode: str | None = None,
    ) -> None:
        own = frozenset(stack.settings.home)
        if home is None:
            self.home = own
        else:
            self.home = frozenset() if home == "none" else frozenset(home)
        self.lens = lens or stack.settings.lens
        self.mode = mode or stack.settings.mode
        if self.lens == "label" and self.home != own:
            raise Refused("a label can only be read from the home of its source")
        self.label_counts = self.home == own
        self.stack = stack
        self.components = {row.component: row for row in stack.components}
        self.actors = {row.actor: row for row in stack.actors}
        self.offers = {row.offer: row for row in stack.offers}
        self.active = {name: row for name, row in self.offers.items() if row.status == "active"}
        self.blocs: dict[str, set[str]] = {}
        for row in stack.blocs:
            self.blocs.setdefault(row.bloc, set()).add(row.country)
        self.needs: dict[str, dict[str, list[int]]] = {}
        for i, need in enumerate(stack.needs):
            groups = self.needs.setdefault(need.dependent, {})
            groups.setdefault(need.group or f"#{i}", []).append(i)
        self.markets: list[Market] = [(name, None) for name in self.components]
        for need in stack.needs:
            if need.input in self.components and (need.input, need.min_quality) not in self.markets:
                self.markets.append((need.input, need.min_quality))
        self.terms = {name: self._terms(row) for name, row in self.offers.items()}

    # --- Whose jurisdiction (section 2)

    def owners(self, actor: str) -> list[str]:
        """Give the actor itself, its owner, the owner's owner, up to the ultimate one."""
        chain = [actor]
        while (owner := self.actors[chain[-1]].owner) is not None and owner not in chain:
            chain.append(owner)
        return chain

    def _terms(self, offer: Offer) -> list[frozenset[str]]:
        """Give the sets of countries each of which, denying together, reaches the offer; none: unknown."""
        actor = self.actors[offer.actor]
        chain = self.owners(offer.actor)

        def one_each(codes: Iterable[str]) -> list[frozenset[str]]:
            return [frozenset({code}) for code in codes]

        label = []
        for word in actor.label:
            if word == "domestic":
                label += one_each(self.stack.settings.home)
            else:
                label += one_each([FOREIGN if word == "foreign" else word])
        by_lens = {
            "label": label,
            "hq": one_each(actor.hq),
            "owner": one_each(self.actors[chain[-1]].hq),
            "origin": one_each(actor.hq if offer.rights == "source" else offer.origin),
            "site": [frozenset(offer.sites)] if offer.sites else [],
        }
        if self.lens != "any":
            return by_lens[self.lens]
        found = by_lens["hq"] + by_lens["origin"] + by_lens["site"]
        for owner in chain[1:]:
            found += one_each(self.actors[owner].hq)
        return found + (label if self.label_counts else [])

    def homes_own(self, offer: str) -> bool:
        """Say whether all other countries together do not reach it."""
        return bool(self.home and self.terms[offer] and all(term & self.home for term in self.terms[offer]))

    def deniable(self, offer: str) -> bool:
        return self.offers[offer].rights != "open" and not self.homes_own(offer)

    def countries(self) -> list[str]:
        """Give the countries that reach some active offer, alone or with others."""
        return sorted({code for offer in self.active for term in self.terms[offer] for code in term})

    # --- What a denial takes away (section 2)

    def codes(self, units: Iterable[str]) -> set[str]:
        """Give the countries that deny: home denies nothing to itself."""
        found: set[str] = set()
        for kind, name in map(_unit, units):
            if kind == "country":
                found.add(name)
            elif kind == "bloc":
                found |= self.blocs[name]
        return found - self.home

    def foreign_denial(self, units: Iterable[str]) -> bool:
        """Say whether a country outside home takes part."""
        return bool(self.codes(units))

    def denied(self, units: Collection[str], *, possibly: bool = False) -> frozenset[str]:
        """Give the offers that fall; ``possibly`` adds those that fall only if the unknown is bad."""
        codes = self.codes(units)
        foreign = self.foreign_denial(units)
        found = set()
        for name, row in self.offers.items():
            if not self.deniable(name):
                continue
            terms = self.terms[name]
            hit = any(term <= codes for term in terms)
            if possibly and foreign:
                hit = hit or set(terms) <= {frozenset({FOREIGN})}
            chain = self.owners(row.actor) if self.lens in ("owner", "any") else [row.actor]
            for kind, unit in map(_unit, units):
                hit = hit or (kind in ("offer", "unknown") and unit == name)
                hit = hit or (kind == "actor" and unit in chain)
                hit = hit or (kind == "component" and unit == row.component)
            if hit:
                found.add(name)
        return frozenset(found)

    def unknown_markets(self) -> set[str]:
        """Give the components that nobody is named for, or nobody whose quality is known to be enough."""
        found = {name for name, row in self.components.items() if row.supply == "unknown"}
        return found | {name for name, least in self.markets if self.hangs_on_quality(name, least)}

    def hangs_on_quality(self, component: str, least: float | None) -> bool:
        if self.components[component].supply != "offers":
            return False
        known, unsure = self.sufficient(component, least)
        return not known and bool(unsure)

    def suppliers(self, component: str) -> list[str]:
        return [name for name, row in self.active.items() if row.component == component]

    def sufficient(self, component: str, least: float | None) -> tuple[list[str], list[str]]:
        """Give the active offers of known sufficient quality, and those of which it is not known."""
        known, unsure = [], []
        for name in self.suppliers(component):
            low, high = self.ends(name, "quality")
            if least is None or low >= least:
                known.append(name)
            elif high >= least:
                unsure.append(name)
        return known, unsure

    # --- Yes or no: the structure function and its fixed points (section 1)

    def keeps(self, need: Need) -> bool:
        """Say whether the licence keeps what the dependent had before the denial."""
        return need.licence == "source" or (need.licence == "perpetual" and self.mode == "supply")

    def works(
        self, units: Collection[str], reading: str = "as_listed", *, least_fixed_point: bool = False
    ) -> dict[str, bool]:
        """Say of every component whether it works with the units denied, in one reading."""
        start = not least_fixed_point
        base_reading = "as_listed" if reading == "possible" else reading
        before = self._fixed_point((), base_reading, frozenset(), start=start)
        kept = frozenset(i for i, need in enumerate(self.stack.needs) if self.keeps(need) and before[1](need))
        return self._fixed_point(units, reading, kept, start=start)[0]

    def _fixed_point(
        self, units: Collection[str], reading: str, kept: frozenset[int], *, start: bool
    ) -> tuple[dict[str, bool], Callable[[Need], bool]]:
        gone = self.denied(units, possibly=reading == "possible")
        unknown_gone = {name for kind, name in map(_unit, units) if kind in ("unknown", "component")}
        unknown_gone = {
            name
            for name in unknown_gone & set(self.components)
            if f"unknown:{name}" in units or self.components[name].supply == "unknown"
        }
        if reading == "possible" and self.foreign_denial(units):
            unknown_gone |= self.unknown_markets()
        group = {(dependent, name): start for dependent, named in self.needs.items() for name in named}
        market = dict.fromkeys(self.markets, start)
        alive = dict.fromkeys(self.offers, start)

        def met(need: Need) -> bool:
            if need.input in self.components:
                return groups(need.input) and market[need.input, need.min_quality]
            return alive[need.input] and groups(self.offers[need.input].component)

        def groups(dependent: str) -> bool:
            """Say whether every essential group of the dependent works."""
            return all(
                group[dependent, name]
                for name, rows in self.needs.get(dependent, {}).items()
                if self.stack.needs[rows[0]].essential
            )

        def supplied(component: str, least: float | None) -> bool:
            row = self.components[component]
            if row.supply == "open":
                return True
            if row.supply == "unknown":
                return component not in unknown_gone
            extra = reading == "proved" and row.complete != "yes"
            if f"component:{component}" in units and not self.home:
                extra = False
            known, unsure = self.sufficient(component, least)
            if not known and component not in unknown_gone:
                known = unsure  # some of them may do; without one of them the market is empty for certain
            elif known and reading == "proved":
                known = known + unsure  # a proof may not rest on a quality that nobody knows
            return extra or any(alive[offer] for offer in known)

        changed = True
        while changed:
            changed = False
            for (dependent, name), was in group.items():
                rows = self.needs[dependent][name]
                count = sum(1 for i in rows if i in kept or met(self.stack.needs[i]))
                group[dependent, name] = count >= self.stack.needs[rows[0]].at_least
                changed |= group[dependent, name] != was
            for offer, was in alive.items():
                alive[offer] = offer in self.active and offer not in gone and groups(offer)
                changed |= alive[offer] != was
            for place, was in market.items():
                market[place] = supplied(*place)
                changed |= market[place] != was
        return {name: groups(name) and market[name, None] for name in self.components}, met

    def verdicts(self, units: Collection[str]) -> dict[str, tuple[str, str]]:
        """Give state and holds of every component, as ``available`` tells them."""
        listed, proved, possible = (self.works(units, reading) for reading in READINGS)
        found = {}
        for name in self.components:
            if not listed[name]:
                found[name] = "stopped", "as_listed" if proved[name] else "proved"
            else:
                found[name] = "works", "" if possible[name] else "possible"
        return found

    def cone(self, target: str, *, through_offers: bool = True) -> set[str]:
        """Give the target and every component that it needs, or that some active offer in the cone needs."""
        found: set[str] = set()
        todo = [target]
        while todo:
            name = todo.pop()
            if name in found:
                continue
            found.add(name)
            for dependent in (name, *(self.suppliers(name) if through_offers else ())):
                for rows in self.needs.get(dependent, {}).values():
                    for wanted in (self.stack.needs[i].input for i in rows):
                        if wanted in self.components:
                            todo.append(wanted)
                        elif through_offers:
                            todo.append(self.offers[wanted].component)
        return found

    # --- Smallest sets (section 4)

    def units(self, by: str) -> list[str]:
        """Give all units of one kind, and the unknown ones."""
        if by == "offer":
            named = [f"offer:{name}" for name in self.active]
        elif by == "actor":
            named = [f"actor:{name}" for name in self.actors]
        elif by == "component":
            named = [f"component:{name}" for name, row in self.components.items() if row.supply == "offers"]
        elif by == "bloc":
            named = [f"bloc:{name}" for name in self.blocs]
        else:
            named = [f"country:{code}" for code in self.countries() if code not in self.home]
        unknown = [f"unknown:{name}" for name in self.unknown_markets()]
        if by in ("country", "bloc"):
            unknown += [f"unknown:{name}" for name in self.active if not self.terms[name]]
        return sorted(named) + sorted(unknown)

    def cut_sets(self, target: str, *, by: str, max_order: int) -> list[CutSet]:
        """Give every set of units up to an order that is smallest in at least one reading, by trying all."""
        smallest: dict[str, list[frozenset[str]]] = {"as_listed": [], "proved": []}
        names = self.units(by)
        for order in range(max_order + 1):
            for members in map(frozenset, combinations(names, order)):
                for reading, found in smallest.items():
                    if any(cut <= members for cut in found):
                        continue
                    if not self.works(members, reading)[target]:
                        found.append(members)
        rows = []
        for members in {*smallest["as_listed"], *smallest["proved"]}:
            inside = [reading for reading, found in smallest.items() if members in found]
            if any(unit.startswith("unknown:") for unit in members):
                holds = "possible"
            else:
                holds = "as_listed" if self.works(members, "proved")[target] else "proved"
            rows.append(CutSet(tuple(sorted(members)), holds, "both" if len(inside) == len(smallest) else inside[0]))
        return sorted(rows, key=lambda row: (len(row.members), row.members))

    # --- How much: the world's open values (section 3)

    def share_box(self, component: str) -> dict[str, Range]:
        return {name: self.ends(name, "share") for name in self.suppliers(component)}

    def ends(self, offer: str, cell: str) -> Range:
        return _range(*(getattr(self.offers[offer], cell + end) for end in ("_low", "", "_high")))

    def unnamed(self, component: str, reading: str) -> bool:
        """Say whether there may be suppliers that nobody names; there are, where some share is left for them."""
        return reading == "proved" and self.components[component].complete != "yes"

    def share_points(self, component: str, reading: str) -> list[Shares]:
        """Give the vertices of all (shares, residual) that the ranges allow in a reading."""
        box = self.share_box(component)
        low, high = [a for a, _ in box.values()], [b for _, b in box.values()]
        rest = (max(0.0, 1 - sum(high)), max(0.0, 1 - sum(low))) if self.unnamed(component, reading) else (0.0, 0.0)
        low, high = [*low, rest[0]], [*high, rest[1]]
        if sum(low) <= 1 + TINY and sum(high) >= 1 - TINY:
            points = vertices(low, high)
        else:  # the ranges cannot reach 1: the same ratio anywhere in their box
            points = [list(point) for point in product(*map(_ends, low, high))]
        return [(dict(zip(box, point, strict=False)), point[-1]) for point in points]

    def weight_points(self, dependent: str) -> list[dict[str, float]]:
        """Give the vertices of the weights of the non-essential groups, whose sum is at most 1."""
        box = {}
        for name, rows in self.needs.get(dependent, {}).items():
            need = self.stack.needs[rows[0]]
            if not need.essential:
                box[name] = _range(need.weight_low, need.weight, need.weight_high)
        points = vertices([*(low for low, _ in box.values()), 0.0], [*(high for _, high in box.values()), 1.0])
        return [dict(zip(box, point, strict=False)) for point in points]

    def usage_points(self, rows: Sequence[int]) -> list[list[float]]:
        """Give the vertices of the usage shares of one group of alternatives."""
        needs = [self.stack.needs[i] for i in rows]
        box = [_range(need.usage_low, need.usage, need.usage_high) for need in needs]
        return vertices([low for low, _ in box], [high for _, high in box])

    def residual_range(self, component: str, units: Collection[str]) -> Range:
        """Give the level of the suppliers that nobody names."""
        here = f"component:{component}" in units
        if here and not self.home:
            return 0.0, 0.0
        return (0.0, 1.0) if here or self.foreign_denial(units) else (1.0, 1.0)

    def unknown_range(self, component: str, units: Collection[str]) -> Range:
        """Give the level of a component of unknown supply."""
        if {f"component:{component}", f"unknown:{component}"} & set(units):
            return 0.0, 0.0
        return (0.0, 1.0) if self.foreign_denial(units) else (1.0, 1.0)

    def world(self, units: Collection[str], reading: str, end: str) -> World:
        """Give all that may be, with the denial as hard (``low``) or as mild (``high``) as it may be."""
        worst = 0 if end == "low" else 1
        offered = [name for name, row in self.components.items() if row.supply == "offers"]
        return World(
            shares={name: self.share_points(name, reading) for name in offered},
            quality={name: _ends(*self.ends(name, "quality")) for name in self.active},
            residual_level={name: self.residual_range(name, units)[worst] for name in offered},
            unknown_level={
                name: self.unknown_range(name, units)[worst]
                for name, row in self.components.items()
                if row.supply == "unknown"
            },
            denied=self.denied(units, possibly=end == "low"),
            weights={dependent: self.weight_points(dependent) for dependent in self.needs},
            usage={
                (dependent, name): self.usage_points(rows)
                for dependent, named in self.needs.items()
                for name, rows in named.items()
            },
        )

    def draw(self, units: Collection[str], reading: str, rng: random.Random) -> World:
        """Draw one world in which nothing is open; most draws stand on corners of what is possible."""
        corner = rng.random() < 0.6
        low, high = self.world(units, reading, "low"), self.world(units, reading, "high")

        def between(a: float, b: float) -> float:
            return rng.choice((a, b)) if corner else rng.uniform(a, b)

        def mixed(points: Sequence[Sequence[float]]) -> list[float]:
            chosen = [rng.choice(points) for _ in range(1 if corner else 4)]
            parts = [rng.random() + TINY for _ in chosen]
            total = sum(parts)
            return [
                sum(part * point[i] for part, point in zip(parts, chosen, strict=True)) / total
                for i in range(len(chosen[0]))
            ]

        shares = {}
        for name, points in low.shares.items():
            drawn = mixed([[*some.values(), rest] for some, rest in points])
            shares[name] = [(dict(zip(points[0][0], drawn, strict=False)), drawn[-1])]
        weights = {}
        for dependent, options in low.weights.items():
            drawn = mixed([list(some.values()) for some in options])
            weights[dependent] = [dict(zip(options[0], drawn, strict=True))]
        return World(
            shares=shares,
            quality={name: [between(*self.ends(name, "quality"))] for name in low.quality},
            residual_level={n: between(x, high.residual_level[n]) for n, x in low.residual_level.items()},
            unknown_level={n: between(x, high.unknown_level[n]) for n, x in low.unknown_level.items()},
            denied=high.denied | {name for name in sorted(low.denied - high.denied) if rng.random() < 0.5},
            weights=weights,
            usage={group: [mixed(points)] for group, points in low.usage.items()},
        )

    # --- How much is left

    def levels(self, world: World, run: str, reading: str, end: str = "low") -> Walked:
        """Give the level of every component at one end of a world: both ends meet where nothing is open."""
        had: dict[int, float] = {}
        kept = [i for i, need in enumerate(self.stack.needs) if self.keeps(need)]
        if kept:
            before = self._walk(world.before(), run, reading, end, {})
            had = {i: before.met[i] for i in kept}
        return self._walk(world, run, reading, end, had)

    def bounds(self, units: Collection[str], run: str, reading: str) -> dict[str, Range]:
        """Give level bounds: lows from lows and highs from highs, each market by its vertices."""
        low, high = (self.levels(self.world(units, reading, end), run, reading, end).level for end in ("low", "high"))
        return {name: (low[name], high[name]) for name in self.components}

    def witnesses(
        self, units: Collection[str], run: str, reading: str, end: str, rng: random.Random
    ) -> Iterator[World]:
        """Give worlds in which nothing is open and in which the bounds of many markets are all but attained.

        A component may serve several thresholds, now and before the denial, and corners may tie: each world
        takes one of the corners that some walk took. Short-run shares stand a hair inside their corner, where
        every supplier has something.
        """
        for _ in range(600):
            world = self.world(units, reading, end)
            for options in (*world.shares.values(), *world.weights.values(), *world.usage.values()):
                rng.shuffle(options)
            now = self.levels(world, run, reading, end)
            walks = [now, now, self._walk(world.before(), run, reading, end, {})]
            shares, quality = {}, {name: options[:1] for name, options in world.quality.items()}
            for name, options in world.shares.items():
                market = rng.choice([market for market in self.markets if market[0] == name])
                walked = rng.choice(walks)
                corner = walked.shares.get(market, options[0])
                shares[name] = [_inside(corner, options) if run == "short" else corner]
                quality |= {offer: [value] for offer, value in walked.quality.get(market, {}).items()}
            yield replace(
                world,
                shares=shares,
                quality=quality,
                weights={name: [rng.choice(walks).weights[name]] for name in world.weights},
                usage={group: [rng.choice(walks).usage.get(group, points[0])] for group, points in world.usage.items()},
            )

    def _walk(self, world: World, run: str, reading: str, end: str, had: dict[int, float]) -> Walked:
        """Start from 1 and go down until nothing moves, taking the worse or the better of what is open."""
        worst = min if end == "low" else max
        walked = Walked()
        market = dict.fromkeys(self.markets, 1.0)
        offer = {name: float(name in self.active and name not in world.denied) for name in self.offers}
        needed = dict.fromkeys([*self.components, *self.offers], 1.0)

        def live(need: Need) -> float:
            if need.input in self.components:
                return min(needed[need.input], market[need.input, need.min_quality])
            return min(offer[need.input], needed[self.offers[need.input].component])

        def group_level(group: Group, rows: Sequence[int]) -> float:
            inputs = [had.get(i, live(self.stack.needs[i])) for i in rows]
            k = self.stack.needs[rows[0]].at_least
            if k == 1 and run == "short" and len(rows) > 1:
                values = [
                    (sum(u * x for u, x in zip(point, inputs, strict=True)) / sum(point), point)
                    for point in world.usage[group]
                ]
                level, walked.usage[group] = worst(values, key=lambda value: value[0])
                return level
            return sorted(inputs, reverse=True)[k - 1] if k <= len(inputs) else 0.0

        def through_needs(dependent: str) -> float:
            essential, gaps = 1.0, {}
            for name, rows in self.needs.get(dependent, {}).items():
                level = group_level((dependent, name), rows)
                if self.stack.needs[rows[0]].essential:
                    essential = min(essential, level)
                else:
                    gaps[name] = 1 - level
            lost = [
                (1 - sum(gaps[name] * weight for name, weight in point.items()), i)
                for i, point in enumerate(world.weights.get(dependent, [{}]))
            ]
            rest, at = worst(lost, key=lambda value: value[0])
            walked.weights[dependent] = world.weights.get(dependent, [{}])[at]
            return max(0.0, min(essential, rest))

        def supply(component: str, least: float | None) -> float:
            row = self.components[component]
            if row.supply == "open":
                return 1.0
            if row.supply == "unknown":
                return world.unknown_level[component]
            unnamed = self.unnamed(component, reading)
            names = self.suppliers(component)
            rest_level = world.residual_level[component]
            if run == "long":
                best = {name: worst(world.quality[name]) for name in names}
                walked.quality[component, least] = best
                reached = [offer[n] * (min(1.0, best[n] / least) if least else 1.0) for n in names]
                values = [  # nobody unnamed is there to turn to where the named ones have it all
                    (max([*reached, rest_level if unnamed and rest > TINY else 0.0]), (shares, rest))
                    for shares, rest in world.shares[component]
                ]
                level, walked.shares[component, least] = worst(values, key=lambda value: value[0])
                return level
            values = []
            for grades in product(*(world.quality[name] for name in names)):
                quality = dict(zip(names, grades, strict=True))
                enough = [name for name in names if least is None or quality[name] >= least]
                if not enough and not unnamed:
                    values.append((0.0, quality, world.shares[component][0]))
                    continue
                for shares, rest in world.shares[component]:
                    total = sum(shares[name] for name in enough) + rest
                    made = sum(shares[name] * offer[name] * (1 + self.offers[name].headroom) for name in enough)
                    if not enough and rest <= TINY:
                        values.append((0.0, quality, (shares, rest)))  # nobody unnamed need exist
                    elif total > TINY:
                        level = min(1.0, (made + rest * rest_level) / total)
                        values.append((level, quality, (shares, rest)))
            if not values:
                raise Undefined(component)
            level, walked.quality[component, least], walked.shares[component, least] = worst(
                values, key=lambda value: value[0]
            )
            return level

        for _ in range(100_000):
            moved = 0.0
            for name, was in needed.items():
                needed[name] = through_needs(name)
                moved = max(moved, was - needed[name])
            for name in self.active:
                if name not in world.denied:
                    offer[name] = needed[name]
            for place, was in market.items():
                market[place] = supply(*place)
                moved = max(moved, was - market[place])
            if moved < 1e-13:
                break
        walked.level = {name: min(needed[name], market[name, None]) for name in self.components}
        walked.met = [live(need) for need in self.stack.needs]
        return walked


def herfindahl(shares: dict[str, float], names: dict[str, str], rest: Iterable[tuple[str, float]]) -> float:
    """Give the index of one completion: shares by offer, who each offer belongs to, and the unnamed."""
    total: dict[str, float] = {}
    for offer, share in shares.items():
        total[names[offer]] = total.get(names[offer], 0.0) + share
    for name, share in rest:
        total[name] = total.get(name, 0.0) + share
    return sum(share**2 for share in total.values())


def vertices(low: Sequence[float], high: Sequence[float]) -> list[list[float]]:
    """Give the vertices of {x: low <= x <= high, sum x = 1}: all entries but one stand on a bound."""
    return [list(point) for point in dict.fromkeys(_vertices(low, high))]


def _vertices(low: Sequence[float], high: Sequence[float]) -> Iterator[tuple[float, ...]]:
    for free in range(len(low)):
        others = [sorted({a, b}) if i != free else [0.0] for i, (a, b) in enumerate(zip(low, high, strict=True))]
        for point in product(*others):
            left = 1 - sum(point)
            if low[free] - TINY <= left <= high[free] + TINY:
                yield (*point[:free], min(max(left, low[free]), high[free]), *point[free + 1 :])


def _unit(unit: str) -> tuple[str, str]:
    kind, _, name = unit.partition(":")
    return kind, name


def _inside(corner: Shares, corners: Sequence[Shares]) -> Shares:
    """Move a corner a hair towards the middle of all."""
    if len(corners) == 1:
        return corner
    hair, many = 1e-7, len(corners)
    shares = {
        name: share * (1 - hair) + hair * sum(other[name] for other, _ in corners) / many
        for name, share in corner[0].items()
    }
    return shares, corner[1] * (1 - hair) + hair * sum(rest for _, rest in corners) / many


def _ends(low: float, high: float) -> list[float]:
    return [low] if low == high else [low, high]


def _range(low: float | None, value: float | None, high: float | None) -> tuple[float, float]:
    """Give the range of a cell: a point without its ends, [0, 1] when all three are empty."""
    if value is not None:
        return value if low is None else low, value if high is None else high
    return 0.0 if low is None else low, 1.0 if high is None else high
