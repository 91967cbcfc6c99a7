"""Where every card of the map stands: swimlane columns, upstream left, targets right.

Positions come from here and not from a physics engine, so that the same stack always gives the same
picture. The order inside the columns is found by barycentre sweeps (Sugiyama, Tagawa & Toda, 1981,
IEEE Trans. SMC 11(2)) with ties broken by the order given, then by swaps of neighbours that cross less.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

import networkx as nx

__all__ = ["CARD", "Lane", "Layout", "arrange", "crossings"]

CARD = (116, 44)
"""Width and height of a card, in CSS pixels at zoom 1."""

COLUMN_GAP, LANE_GAP, ROW_GAP = 14, 30, 9
WIDE_CANVAS = (1060, 800)
TALL_CARDS_A_ROW = 4
SWEEPS = 10
SWAP_LIMIT = 400
SWEEP_LIMIT = 3000


@dataclass(frozen=True)
class Lane:
    """The band of one layer: centres of its first and last column (wide) or row (tall)."""

    layer: int
    first: int
    last: int


@dataclass(frozen=True)
class Layout:
    """Card centres by id, for a wide and for a tall window; height and width centred on 0."""

    wide: Mapping[str, tuple[int, int]]
    wide_lanes: tuple[Lane, ...]
    tall: Mapping[str, tuple[int, int]]
    tall_lanes: tuple[Lane, ...]


def arrange(layers: Sequence[Sequence[str]], edges: Iterable[tuple[str, str]]) -> Layout:
    """Place every card.

    Parameters
    ----------
    layers
        Ids layer by layer, upstream first.
    edges
        Pairs (input, dependent) of those ids.

    Returns
    -------
    Layout
        The same for the same input. About 0.1 s for 1,000 cards; above ``SWEEP_LIMIT`` nobody can follow single
        lines, and the cards of a layer stay in the order given, as far as needs inside it allow.
    """
    pairs = sorted(set(edges))
    rows = _rows_a_column([len(layer) for layer in layers])
    columns, lane_of = _columns(layers, pairs, rows)
    if sum(map(len, layers)) <= SWEEP_LIMIT:
        _order(columns, pairs)
    wide, wide_lanes = _wide(columns, lane_of, rows)
    tall, tall_lanes = _tall(columns, lane_of)
    return Layout(wide, wide_lanes, tall, tall_lanes)


def _rows_a_column(sizes: Sequence[int]) -> int:
    """Return how many cards stand above each other when the cards come out largest on a usual screen."""
    width, height = CARD[0] + COLUMN_GAP, CARD[1] + ROW_GAP

    def scale(rows: int) -> float:
        columns = sum(ceil(size / rows) for size in sizes)
        across = columns * width + len(sizes) * LANE_GAP
        return min(WIDE_CANVAS[0] / across, WIDE_CANVAS[1] / (rows * height))

    if not sum(sizes):
        return 3
    return max(range(3, max([3, *sizes]) + 1), key=lambda rows: (scale(rows), -rows))


def _columns(
    layers: Sequence[Sequence[str]], edges: Sequence[tuple[str, str]], rows: int
) -> tuple[list[list[str]], list[int]]:
    """Cut each layer into columns, so that needs inside a layer also run from left to right."""
    columns, lane_of = [], []
    for number, layer in enumerate(layers):
        depth = _depths(layer, edges)
        given = {one: at for at, one in enumerate(layer)}
        ordered = sorted(layer, key=lambda one: (depth[one], given[one]))
        count = max(1, ceil(len(ordered) / rows))
        size = ceil(len(ordered) / count) if ordered else 0
        for start in range(0, len(ordered), size or 1):
            columns.append(ordered[start : start + size])
            lane_of.append(number)
    return columns, lane_of


def _depths(layer: Sequence[str], edges: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return the longest chain of needs below each card inside its layer; a loop counts as one."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(layer)
    members = set(layer)
    graph.add_edges_from((a, b) for a, b in edges if a in members and b in members)
    folded = nx.condensation(graph)
    depth: dict[int, int] = {}
    for block in nx.topological_sort(folded):
        depth[block] = max((depth[one] + 1 for one in folded.predecessors(block)), default=0)
    return {one: depth[block] for one, block in folded.graph["mapping"].items()}


def _order(columns: list[list[str]], edges: Sequence[tuple[str, str]]) -> None:
    """Order the cards of every column in place, so that few edges cross."""
    before: dict[str, list[str]] = defaultdict(list)
    after: dict[str, list[str]] = defaultdict(list)
    column_of = {one: number for number, column in enumerate(columns) for one in column}
    for start, end in edges:
        if column_of[start] != column_of[end]:
            early, late = (start, end) if column_of[start] < column_of[end] else (end, start)
            before[late].append(early)
            after[early].append(late)
    height = {one: place for column in columns for one, place in _heights(column)}
    best = (_length(edges, height), [list(column) for column in columns])
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        for column in columns if forward else reversed(columns):
            near = before if forward else after
            centre = {one: _mean([height[other] for other in near[one]], height[one]) for one in column}
            column.sort(key=lambda one: centre[one])
            height.update(_heights(column))
        length = _length(edges, height)
        if length < best[0]:
            best = (length, [list(column) for column in columns])
    for column, found in zip(columns, best[1], strict=True):
        column[:] = found
    if len(column_of) <= SWAP_LIMIT:
        _swap_neighbours(columns, before, after)


def _heights(column: Sequence[str]) -> list[tuple[str, float]]:
    return [(one, (at + 0.5) / len(column)) for at, one in enumerate(column)]


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _length(edges: Sequence[tuple[str, str]], height: Mapping[str, float]) -> float:
    return round(sum(abs(height[a] - height[b]) for a, b in edges), 9)


def _swap_neighbours(columns: list[list[str]], before: Mapping[str, list[str]], after: Mapping[str, list[str]]) -> None:
    height = {one: place for column in columns for one, place in _heights(column)}
    for _ in range(4):
        changed = False
        for column in columns:
            for at in range(len(column) - 1):
                upper, lower = column[at], column[at + 1]
                gain = 0
                for near in (before, after):
                    a = [height[one] for one in near.get(upper, ())]
                    b = [height[one] for one in near.get(lower, ())]
                    gain += sum(x > y for x in a for y in b) - sum(x < y for x in a for y in b)
                if gain > 0:
                    column[at], column[at + 1] = lower, upper
                    height[upper], height[lower] = height[lower], height[upper]
                    changed = True
        if not changed:
            return


def crossings(layout: Layout, edges: Iterable[tuple[str, str]]) -> int:
    """Return how many pairs of edges between the same two columns cross in the wide layout."""
    spans: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for start, end in edges:
        (x1, y1), (x2, y2) = layout.wide[start], layout.wide[end]
        spans[x1, x2].append((y1, y2))
    return sum(
        (a[0] - b[0]) * (a[1] - b[1]) < 0
        for pairs in spans.values()
        for number, a in enumerate(pairs)
        for b in pairs[:number]
    )


def _wide(
    columns: Sequence[Sequence[str]], lane_of: Sequence[int], rows: int
) -> tuple[dict[str, tuple[int, int]], tuple[Lane, ...]]:
    pitch = CARD[1] + ROW_GAP
    places: dict[str, tuple[int, int]] = {}
    centres: dict[int, list[int]] = defaultdict(list)
    x = 0
    for number, column in enumerate(columns):
        if number:
            x += CARD[0] + COLUMN_GAP + (LANE_GAP if lane_of[number] != lane_of[number - 1] else 0)
        centres[lane_of[number]].append(x)
        step = pitch * min(1.6, (rows - 1) / (len(column) - 1)) if len(column) > 1 else 0.0
        for at, one in enumerate(column):
            places[one] = (x, round((at - (len(column) - 1) / 2) * step))
    half = round(x / 2)
    lanes = tuple(Lane(lane, xs[0] - half, xs[-1] - half) for lane, xs in sorted(centres.items()))
    return {one: (across - half, down) for one, (across, down) in places.items()}, lanes


def _tall(
    columns: Sequence[Sequence[str]], lane_of: Sequence[int]
) -> tuple[dict[str, tuple[int, int]], tuple[Lane, ...]]:
    """Stack the lanes, upstream on top; read the columns of a lane one after the other."""
    width, height = CARD[0] + 8, CARD[1] + ROW_GAP
    cards: dict[int, list[str]] = defaultdict(list)
    for column, lane in zip(columns, lane_of, strict=True):
        cards[lane].extend(column)
    places: dict[str, tuple[int, int]] = {}
    lanes = []
    y = 0
    for lane, ids in sorted(cards.items()):
        first = y
        for at, one in enumerate(ids):
            row, place = divmod(at, TALL_CARDS_A_ROW)
            in_row = min(TALL_CARDS_A_ROW, len(ids) - row * TALL_CARDS_A_ROW)
            y = first + row * height
            places[one] = (round((place - (in_row - 1) / 2) * width), y)
        lanes.append(Lane(lane, first, y))
        y += height + LANE_GAP + 14
    middle = round((lanes[0].first + lanes[-1].last) / 2) if lanes else 0
    moved = tuple(Lane(lane.layer, lane.first - middle, lane.last - middle) for lane in lanes)
    return {one: (across, down - middle) for one, (across, down) in places.items()}, moved
