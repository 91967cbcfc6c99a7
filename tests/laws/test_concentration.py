"""HHI bounds on random markets: they contain every split of what is not known, and some split reaches them."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator

import pandas as pd
import pytest

import chainmap as cm
from chainmap.stack import Stack
from tests.oracle import Oracle, herfindahl
from tests.random_stacks import cases, random_market

NEAR = 1e-6
LISTS = ("as_listed", "proved")
KINDS = ("actor", "owner", "country")


def holders(stack: Stack, by: str) -> dict[str, str]:
    """Give who each offer's share is added to."""
    seats = {actor.actor: actor.hq[0] for actor in stack.actors}
    return {row.offer: seats[row.actor] if by == "country" else row.actor for row in stack.offers}


def homes_of_the_rest(stack: Stack, by: str) -> list[str]:
    """Give whom unnamed suppliers may belong to: a firm is itself, an owner or a country may be a listed one."""
    return ["elsewhere", *([] if by == "actor" else sorted(set(holders(stack, by).values())))]


def cap(stack: Stack, shares: dict[str, float]) -> float:
    """Give the most that one unnamed supplier can have: in a top-n ranking, the smallest listed."""
    return min(shares.values()) if stack.components[0].complete == "top" else 1.0


def splits(
    stack: Stack, shares: dict[str, float], rest: float, by: str, rng: random.Random
) -> Iterator[list[tuple[str, float]]]:
    """Give ways in which unnamed suppliers may make up the rest."""
    most = cap(stack, shares)
    places = homes_of_the_rest(stack, by)
    for size in (most, most / 2, most / 7, rng.uniform(0.05, 1) * most):
        if size < 1e-4:
            continue
        count = int(rest / size + 1e-12)
        parts = [size] * count + [rest - size * count]
        new = rng.choice(places) if by != "actor" else None
        yield [(new or f"new {i}", part) for i, part in enumerate(parts)]


def sums_to_one(oracle: Oracle, reading: str) -> bool:
    box = oracle.share_box("c").values()
    high = sum(b for _, b in box)
    return sum(a for a, _ in box) <= 1 and (high >= 1 or oracle.unnamed("c", reading))


@pytest.mark.parametrize("by", KINDS)
@pytest.mark.parametrize("seed", cases(60))
def test_bounds_contain_every_split(seed: int, by: str) -> None:
    stack = random_market(seed)
    oracle = Oracle(stack)
    names = holders(stack, by)
    found = cm.concentration(stack, by=by).set_index("reading")
    rng = random.Random(f"splits {seed}")
    for reading in LISTS:
        if not sums_to_one(oracle, reading):
            continue
        row = found.loc[reading]
        assert row["hhi_low"] <= row["hhi_high"] + NEAR
        for _ in range(20):
            shares, rest = oracle.draw((), reading, rng).shares["c"][0]
            for unnamed in splits(stack, shares, rest, by, rng):
                index = herfindahl(shares, names, unnamed)
                assert row["hhi_low"] - NEAR <= index <= row["hhi_high"] + NEAR, (shares, unnamed, index)


@pytest.mark.parametrize("by", KINDS)
@pytest.mark.parametrize("seed", cases(60))
def test_exact_bounds_are_attained(seed: int, by: str) -> None:
    """The highest is convex and stands on a vertex; the lowest levels the holders off."""
    stack = random_market(seed)
    if stack.components[0].complete == "top":
        return  # the cap moves with the shares; the worked answers test it
    oracle = Oracle(stack)
    names = holders(stack, by)
    found = cm.concentration(stack, by=by).set_index("reading")
    for reading in LISTS:
        row = found.loc[reading]
        if row["bound"] != "exact" or not sums_to_one(oracle, reading):
            continue
        places = homes_of_the_rest(stack, by)
        highest = max(
            herfindahl(shares, names, [(place, rest)])
            for shares, rest in oracle.share_points("c", reading)
            for place in places
        )
        assert row["hhi_high"] == pytest.approx(highest, abs=NEAR)
        assert row["hhi_low"] == pytest.approx(lowest(oracle, names, reading), abs=NEAR)


def lowest(oracle: Oracle, names: dict[str, str], reading: str) -> float:
    """Give the least index: holders level off, and unnamed suppliers are so many that they add nothing."""
    ends: dict[str, list[float]] = {}
    for offer, (low, high) in oracle.share_box("c").items():
        held = ends.setdefault(names[offer], [0.0, 0.0])
        held[0], held[1] = held[0] + low, held[1] + high
    least = 0.0 if oracle.unnamed("c", reading) else 1.0
    empty, full = 0.0, 1.0
    for _ in range(60):  # the water line at which the holders together have at least so much
        line = (empty + full) / 2
        if sum(min(max(line, low), high) for low, high in ends.values()) < least:
            empty = line
        else:
            full = line
    return sum(min(max(full, low), high) ** 2 for low, high in ends.values())


@pytest.mark.parametrize("seed", cases(30))
def test_ends_and_middle_are_in_order(seed: int) -> None:
    found = pd.concat([cm.concentration(random_market(seed), by=by) for by in ("actor", "owner", "country")])
    assert (found["hhi_low"] >= 0).all()
    assert (found["hhi_high"] <= 1 + NEAR).all()
    middle = found.dropna(subset=["hhi"])
    middle = middle[middle["reading"] == "proved"]  # as listed: see the next test
    assert (middle["hhi_low"] - NEAR <= middle["hhi"]).all()
    assert (middle["hhi"] <= middle["hhi_high"] + NEAR).all()


def test_the_middle_of_a_list_that_falls_short_of_one_lies_between_its_ends() -> None:
    """Best values that add up to .75: scaled to 1 the largest would be .75, and its range ends at .6875."""
    stack = next(
        stack
        for stack in map(random_market, range(1000))
        if [row.share for row in stack.offers] == [0.125, 0.5625, 0.0625]
        and [row.share_high for row in stack.offers] == [0.25, 0.6875, 0.1875]
    )
    row = cm.concentration(stack, by="actor").set_index("reading").loc["as_listed"]
    assert math.isnan(row["hhi"])


@pytest.mark.parametrize("seed", cases(60))
def test_a_ranking_of_stated_shares_is_attained(seed: int) -> None:
    """No unnamed firm is larger than the smallest listed: as many of that size as fit, and what is left."""
    stack = random_market(seed, complete="top")
    stated = [row.share for row in stack.offers if row.share is not None and row.share_low is None]
    if len(stated) < len(stack.offers):
        return
    rest, most = 1 - sum(stated), min(stated)
    listed = sum(share**2 for share in stated)
    full = int(rest / most + 1e-9)
    row = cm.concentration(stack, by="actor").set_index("reading").loc["proved"]
    assert row["hhi_low"] == pytest.approx(listed, abs=NEAR)
    assert row["hhi_high"] == pytest.approx(listed + full * most**2 + (rest - full * most) ** 2, abs=NEAR)
