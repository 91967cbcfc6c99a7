"""The largest hands: worked by hand, and against every corner of small markets."""

from __future__ import annotations

import random
from itertools import product

import pytest

from chainmap.kernels.top_shares import names_needed, top_sum
from tests.oracle import vertices


@pytest.mark.parametrize(
    ("shares", "rest", "n", "expected"),
    [
        ([0.5, 0.3, 0.2], "none", 2, (0.8, 0.8)),
        ([0.5, 0.2], "new", 1, (0.5, 0.5)),  # .3 left: one new firm of .3, or dust
        ([0.2, 0.1], "new", 1, (0.2, 0.7)),  # the new firm is the largest
        ([0.5, 0.2], "joins", 1, (0.5, 0.8)),  # .3 joins the largest
        ([0.5, 0.2], "joins", 2, (0.7, 1.0)),
        ([0.5, 0.2], "small", 1, (0.5, 0.5)),  # no new firm above .2
        ([0.5, 0.2], "small", 3, (0.7, 0.9)),  # and a third of .2
        ([0.6, 0.2], "none", 1, (0.75, 0.75)),  # as listed: .6 of .8
    ],
)
def test_by_hand(shares, rest, n, expected):
    assert top_sum([(share, share) for share in shares], rest, n)[:2] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("shares", "rest", "expected"),
    [
        ([0.75, 0.25], "none", (1, 1)),
        ([0.4, 0.3, 0.2, 0.1], "none", (3, 3)),
        ([0.5, 0.2], "joins", (1, None)),  # the residual is the largest's own, or anybody's
        ([0.5, 0.2], "new", (2, None)),  # .5 and a new .3
        ([0.5, 0.2], "small", (3, None)),  # .5, .2 and a third of .2
        ([0.3, 0.05], "small", (10, None)),  # .35 and eight of .05: ten
    ],
)
def test_names_for_three_quarters(shares, rest, expected):
    assert names_needed([(share, share) for share in shares], rest, 0.75)[:2] == expected


def test_unknown_shares_need_one_name_or_all_but_a_few():
    """Four unknown shares: one may be everything; as equal as can be it takes three of .25."""
    assert names_needed([(0.0, 1.0)] * 4, "none", 0.75) == (1, 3, True)


@pytest.mark.parametrize("seed", range(80))
def test_bounds_are_those_of_all_corners(seed):
    """The largest sum is convex and stands on a vertex; the smallest is below every vertex and reached."""
    rng = random.Random(seed)
    count = rng.randint(2, 5)
    while True:
        boxes = [tuple(sorted((rng.randrange(20) / 20, rng.randrange(1, 21) / 20))) for _ in range(count)]
        if sum(low for low, _ in boxes) <= 1 <= sum(high for _, high in boxes):
            break
    corners = vertices([low for low, _ in boxes], [high for _, high in boxes])
    for n in range(1, count + 1):
        low, high, exact = top_sum(boxes, "none", n)
        tops = [sum(sorted(point, reverse=True)[:n]) for point in corners]
        assert exact and high == pytest.approx(max(tops), abs=1e-9)
        grid = [mixed(corners, parts) for parts in product(range(3), repeat=min(len(corners), 6)) if any(parts)]
        lowest = min(sum(sorted(point, reverse=True)[:n]) for point in grid)
        assert low <= lowest + 1e-9
        assert low >= lowest - 0.2, "no grid is that coarse"


def mixed(corners: list[list[float]], parts: tuple[int, ...]) -> list[float]:
    """Give a mean of corners, a point of the same market."""
    total = sum(parts)
    rows = list(zip(parts, corners, strict=False))
    return [sum(part * point[at] for part, point in rows) / total for at in range(len(corners[0]))]
