"""HHI bounds on random markets: they contain every split of what is not known, and some split reaches them."""

from __future__ import annotations

import random
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize

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
    """The highest is convex and stands on a vertex; the lowest is a small quadratic programme."""
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
        assert row["hhi_low"] == pytest.approx(lowest(oracle, names, reading), abs=1e-5)


def lowest(oracle: Oracle, names: dict[str, str], reading: str) -> float:
    """Give the least index: unnamed suppliers are so many and so small that they add nothing."""
    box = oracle.share_box("c")
    offers = list(box)
    groups = sorted(set(names.values()))
    member = np.array([[float(names[offer] == group) for offer in offers] for group in groups])
    low, high = np.array([a for a, _ in box.values()]), np.array([b for _, b in box.values()])
    open_list = oracle.unnamed("c", reading)
    sum_low, sum_high = max(low.sum(), 0.0), min(high.sum(), 1.0)
    if not open_list:
        sum_low = sum_high = 1.0
    start = low + (high - low) * max(0.0, (sum_low - low.sum()) / max((high - low).sum(), 1e-12))
    found = minimize(
        lambda s: float(((member @ s) ** 2).sum()),
        start,
        jac=lambda s: 2 * member.T @ (member @ s),
        bounds=list(zip(low, high, strict=True)),
        constraints=[
            {"type": "ineq", "fun": lambda s: s.sum() - sum_low, "jac": np.ones_like},
            {"type": "ineq", "fun": lambda s: sum_high - s.sum(), "jac": lambda s: -np.ones_like(s)},
        ],
        options={"ftol": 1e-14, "maxiter": 500},
    )
    return float(found.fun)


@pytest.mark.parametrize("seed", cases(30))
def test_ends_and_middle_are_in_order(seed: int) -> None:
    found = pd.concat([cm.concentration(random_market(seed), by=by) for by in ("actor", "owner", "country")])
    assert (found["hhi_low"] >= 0).all()
    assert (found["hhi_high"] <= 1 + NEAR).all()
    middle = found.dropna(subset=["hhi"])
    assert (middle["hhi_low"] - NEAR <= middle["hhi"]).all()
    assert (middle["hhi"] <= middle["hhi_high"] + NEAR).all()


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
