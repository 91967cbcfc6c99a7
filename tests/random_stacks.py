"""Small mixed stacks, the same for the same seed: loops, open lists, blind spots, licences, thresholds, all in one."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass

from chainmap.schema import Actor, Bloc, Component, Need, Offer, Settings
from chainmap.stack import Stack

__all__ = ["DEEP", "Question", "cases", "question", "random_market", "random_stack", "renamed", "shuffled"]

DEEP = bool(os.environ.get("CHAINMAP_DEEP")) or os.environ.get("HYPOTHESIS_PROFILE") == "deep"
COUNTRIES = ("CHN", "USA", "JPN", "DEU")
HOMES = ((), ("CHN",), ("CHN",), ("DEU", "JPN"))
THRESHOLDS = (0.4, 0.7)
LENSES = ("label", "hq", "owner", "owner", "origin", "site", "any", "any")
WEST = (Bloc(bloc="west", country="USA"), Bloc(bloc="west", country="DEU"))
PARTS = 16
"""Shares, weights and usage are sixteenths, so that sums of 1 are exactly 1."""


def cases(few: int, *, deep: int = 20) -> range:
    """Give the seeds of a property: a few, or many times as many in a deep run."""
    return range(few * (deep if DEEP else 1))


@dataclass(frozen=True)
class Question:
    """How a stack is asked: from which home, under which lens, in which mode, with what denied."""

    home: tuple[str, ...] | None
    lens: str
    mode: str
    deny: tuple[str, ...]

    @property
    def seat(self) -> dict[str, object]:
        """The keywords of the question without the denial."""
        return {"home": self.home, "lens": self.lens, "mode": self.mode}


def random_stack(seed: int) -> Stack:
    """Draw one stack of 4 to 9 components and at most 16 offers."""
    rng = random.Random(f"stack {seed}")
    names = [f"c{i}" for i in range(rng.randint(4, 9))]
    components = tuple(_component(rng, name, i) for i, name in enumerate(names))
    actors = _actors(rng)
    offers: list[Offer] = []
    for row in components:
        if row.supply == "offers":
            rest = sum(other.supply == "offers" for other in components) - len({o.component for o in offers})
            most = 16 - len(offers) - (rest - 1)  # each of the others needs one
            offers += _offers(rng, row, [actor.actor for actor in actors], len(offers), most)
    needs: list[Need] = []
    for i, row in enumerate(components):
        below = names[i + 1 :] if rng.random() < 0.55 else [name for name in names if name != row.component]
        if below and (i < 2 or rng.random() < 0.6):
            needs += _needs(rng, row.component, below, offers, at_most=3)
    for offer in offers:
        if rng.random() < 0.3:  # what an offer and its component lose together may not pass 1
            others = [name for name in names if name != offer.component]
            needs += _needs(rng, offer.offer, others, offers, at_most=1)
    return Stack(
        settings=Settings(
            id=f"random-{seed}",
            home=rng.choice(HOMES),
            lens=rng.choice(LENSES[1:]),
            mode=rng.choice(("supply", "use")),
        ),
        components=components,
        actors=actors,
        offers=tuple(offers),
        needs=tuple(needs),
        blocs=WEST,
    )


def random_market(seed: int, *, complete: str | None = None) -> Stack:
    """Draw one component with two to four offers of different firms and countries, and nothing else."""
    rng = random.Random(f"market {seed}")
    row = Component(component="c", complete=complete or rng.choice(("yes", "no", "no", "top")), weight=1.0)
    actors = tuple(
        Actor(actor=f"a{i}", hq=(code,), owner=f"a{i}") for i, code in enumerate(("USA", "JPN", "USA", "CHN"))
    )
    offers = _offers(rng, row, [actor.actor for actor in actors], 0, 4, distinct=True)
    plain = tuple(offer.model_copy(update={"status": "active", "rights": "licence"}) for offer in offers)
    return Stack(
        settings=Settings(id=f"market-{seed}", home=rng.choice(HOMES), lens="hq"),
        components=(row,),
        actors=actors,
        offers=plain,
        blocs=WEST,
    )


def question(stack: Stack, seed: int) -> Question:
    """Draw a question: mostly the stack's own home, up to three units denied, of every kind."""
    rng = random.Random(f"question {seed}")
    lens = rng.choice(LENSES)
    own = stack.settings.home
    home: tuple[str, ...] | None = None
    if rng.random() < 0.3 and lens != "label":
        home = rng.choice(HOMES)
    if lens == "label" and not own:
        lens = "hq"  # "domestic" means nothing where the source has no home
    units = [f"country:{code}" for code in COUNTRIES] * 3
    units += [f"actor:{row.actor}" for row in stack.actors]
    units += [f"offer:{row.offer}" for row in stack.offers if row.status == "active"]
    units += [f"component:{row.component}" for row in stack.components if row.supply != "unknown"]
    units += ["bloc:west"]
    if lens in ("label", "any") and home is None:
        units += ["country:FOREIGN"] * 3
    count = rng.choice((0, 1, 1, 2, 2, 3))
    return Question(home, lens, rng.choice(("supply", "use")), tuple(sorted(set(rng.sample(units, count)))))


def renamed(stack: Stack, seed: int) -> tuple[Stack, dict[str, str]]:
    """Give the same stack with other names for components, offers and actors, and how they map."""
    rng = random.Random(f"names {seed}")
    old = [row.component for row in stack.components]
    old += [row.offer for row in stack.offers] + [row.actor for row in stack.actors]
    new = [f"n{i:03d}" for i in range(len(old))]
    rng.shuffle(new)
    names = dict(zip(old, new, strict=True))
    labels: dict[tuple[str, str | None], str] = {}

    def say(row: object, *cells: str) -> dict[str, str]:
        return {cell: names[value] for cell in cells if (value := getattr(row, cell)) is not None}

    def regroup(need: Need) -> dict[str, str]:
        if need.group is None:
            return {}
        key = (need.dependent, need.group)
        return {"group": labels.setdefault(key, f"group {len(labels)}")}

    return (
        Stack(
            settings=stack.settings,
            components=tuple(row.model_copy(update=say(row, "component")) for row in stack.components),
            actors=tuple(row.model_copy(update=say(row, "actor", "owner")) for row in stack.actors),
            offers=tuple(row.model_copy(update=say(row, "offer", "component", "actor")) for row in stack.offers),
            needs=tuple(row.model_copy(update=say(row, "dependent", "input") | regroup(row)) for row in stack.needs),
            blocs=stack.blocs,
        ),
        names,
    )


def shuffled(stack: Stack, seed: int) -> Stack:
    """Give the same stack with the rows of every table in another order."""
    rng = random.Random(f"order {seed}")

    def mix(rows: tuple) -> tuple:
        return tuple(rng.sample(rows, len(rows)))

    return Stack(
        settings=stack.settings,
        components=mix(stack.components),
        actors=mix(stack.actors),
        offers=mix(stack.offers),
        needs=mix(stack.needs),
        blocs=mix(stack.blocs),
    )


# --- One table at a time


def _component(rng: random.Random, name: str, rank: int) -> Component:
    supply = "open" if rank == 0 else rng.choices(("offers", "open", "unknown"), (78, 12, 10))[0]
    weight = 1.0 if rank == 0 else rng.choice((None, None, None, 0.5))
    complete = rng.choices(("no", "yes", "top"), (50, 40, 10))[0]
    return Component(component=name, supply=supply, complete=complete, weight=weight)


def _actors(rng: random.Random) -> tuple[Actor, ...]:
    rows: list[Actor] = []
    for i in range(rng.randint(4, 7)):
        name = f"a{i}"
        hq = tuple(sorted(rng.sample(COUNTRIES, rng.choices((0, 1, 2), (15, 75, 10))[0])))
        owner = rng.choices((name, None, f"a{rng.randrange(i)}" if i else name), (50, 20, 30))[0]
        label = rng.choices((("domestic",), ("foreign",), hq, ()), (25, 30, 30, 15))[0]
        rows.append(Actor(actor=name, hq=hq, owner=owner, label=label))
    return tuple(rows)


def _offers(
    rng: random.Random,
    row: Component,
    actors: list[str],
    start: int,
    most: int,
    *,
    distinct: bool = False,
) -> list[Offer]:
    count = min(rng.choices((1, 2, 3), (30, 40, 30))[0], most)
    if distinct:
        count = rng.randint(2, 4)
    makers = rng.sample(actors, count) if distinct else [rng.choice(actors) for _ in range(count)]
    active = [distinct or rng.random() < 0.9 for _ in range(count)]
    shares = iter(_split(rng, sum(active), whole=row.complete == "yes", empty=rng.random() < 0.3))
    found = []
    for i, maker in enumerate(makers):
        share = next(shares) if active[i] else {}
        found.append(
            Offer(
                offer=f"o{start + i}",
                component=row.component,
                actor=maker,
                status="active" if active[i] else "potential",
                origin=tuple(sorted(rng.sample(COUNTRIES, rng.choices((0, 1, 2), (20, 65, 15))[0]))),
                sites=tuple(sorted(rng.sample(COUNTRIES, rng.choices((0, 1, 2), (20, 50, 30))[0]))),
                rights=rng.choices(("licence", "source", "open"), (75, 15, 10))[0],
                headroom=rng.choice((0.0, 0.0, 0.0, 0.5)),
                **share,
                **_range(rng, "quality", rng.choice((0.2, 0.5, 0.8, 1.0)), 0.2, unknown=0.3),
            )
        )
    return found


def _needs(rng: random.Random, dependent: str, below: list[str], offers: list[Offer], *, at_most: int) -> list[Need]:
    """Draw the groups of needs of one dependent."""
    own = next((offer.component for offer in offers if offer.offer == dependent), dependent)
    reachable = [o.offer for o in offers if o.component in below and o.component != own and o.status == "active"]
    groups = rng.randint(1, at_most)
    if own == dependent:
        weights = iter(_split(rng, groups, whole=False, empty=rng.random() < 0.4, cell="weight"))
    else:
        weights = iter([rng.choice(({}, {"weight": 1 / PARTS}, {"weight_low": 0.0, "weight_high": 0.5}))])
    rows = []
    for g in range(groups):
        size = min(rng.choices((1, 2, 3), (50, 35, 15))[0], len(below))
        inputs = rng.sample(below, size)
        on_offer = bool(reachable) and rng.random() < 0.15
        if on_offer:
            inputs[0] = rng.choice(reachable)
        essential = rng.random() < 0.8
        least = rng.choice((None, None, None, *THRESHOLDS)) if not on_offer else None
        k = rng.randint(1, size) if rng.random() < 0.5 else 1
        weight = next(weights)
        usage = iter(_split(rng, size, whole=True, empty=rng.random() < 0.5, cell="usage"))
        alone = size == 1 and inputs[0] not in (row.input for row in rows if row.group is None)
        name_of_group = None if alone and rng.random() < 0.7 else f"g{g}"
        for name in inputs:
            rows.append(
                Need(
                    dependent=dependent,
                    input=name,
                    group=name_of_group,
                    at_least=k,
                    essential=essential,
                    min_quality=least,
                    licence=rng.choices(("subscription", "perpetual", "source"), (75, 15, 10))[0],
                    **(weight if not essential else {}),
                    **(next(usage) if k == 1 and size > 1 else {}),
                )
            )
    return rows


def _split(rng: random.Random, count: int, *, whole: bool, empty: bool, cell: str = "share") -> list[dict[str, float]]:
    """Split 1, or something less, into parts that are empty, stated, or ranges around what fits."""
    if not count:
        return []
    cuts = sorted(rng.sample(range(1, PARTS), count if not whole else count - 1))
    parts = [b - a for a, b in zip([0, *cuts], [*cuts, PARTS], strict=False)][:count]
    if empty:
        return [{} for _ in parts]
    kind = rng.choice(("stated", "ranges", "some"))
    found = []
    for part in parts:
        if kind == "some" and rng.random() < 0.5:
            found.append({})
        else:
            found.append(_range(rng, cell, part / PARTS, 2 / PARTS, unknown=0, point=kind != "ranges"))
    return found


def _range(
    rng: random.Random, cell: str, value: float, width: float, *, unknown: float, point: bool | None = None
) -> dict[str, float]:
    """Draw the three cells of a value: empty, the value alone, its ends alone, or all three."""
    if rng.random() < unknown:
        return {}
    if point if point is not None else rng.random() < 0.6:
        return {cell: value}
    ends = {f"{cell}_low": max(0.0, value - width), f"{cell}_high": min(1.0, value + width)}
    return ends if rng.random() < 0.5 else ends | {cell: value}
