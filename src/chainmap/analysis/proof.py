"""The shortest reason why a node fails: for each node on the way just the inputs that are enough.

A node of n inputs that needs k of them fails with n - k + 1 of them. The cheapest such reason, counted in
nodes, is found by Knuth's generalisation of Dijkstra's algorithm; it is well-founded, so a loop never
explains itself.

References
----------
Knuth, A generalization of Dijkstra's algorithm, Information Processing Letters 6, 1977.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ..structure import Structure

__all__ = ["proof"]


def proof(
    structure: Structure, values: Sequence[int], own: Mapping[int, int], bit: int, start: int
) -> Mapping[int, tuple[int, ...]]:
    """Return, for each failing node of the shortest reason, the inputs that make it fail.

    Parameters
    ----------
    structure
        The compiled stack.
    values, own
        Words of the walk and of the leaves and offers by themselves.
    bit
        The scenario.
    start
        A node that fails in it.

    Notes
    -----
    Cost: the failing part of the cone, times a logarithm.
    """
    failing, users = _failing(structure, values, bit, start)
    enough: dict[int, tuple[int, ...]] = {}
    cost: dict[int, int] = {}
    done: dict[int, list[int]] = defaultdict(list)
    queue: list[tuple[int, int, tuple[int, ...]]] = []
    for node in failing:
        spare = len(structure.inputs[node]) - structure.at_least[node] + 1
        if not own.get(node, -1) >> bit & 1 or (spare <= 0 and structure.at_least[node] > 0):
            heapq.heappush(queue, (1, node, ()))
    while queue:
        price, node, inputs = heapq.heappop(queue)
        if node in cost:
            continue
        cost[node], enough[node] = price, inputs
        for user in users[node]:
            if user in cost:
                continue
            done[user].append(node)  # inputs arrive cheapest first
            spare = len(structure.inputs[user]) - structure.at_least[user] + 1
            if len(done[user]) == spare:
                total = 1 + sum(cost[one] for one in done[user])
                heapq.heappush(queue, (total, user, tuple(done[user])))
    return {node: enough[node] for node in _reached(enough, start)}


def _failing(
    structure: Structure, values: Sequence[int], bit: int, start: int
) -> tuple[list[int], Mapping[int, list[int]]]:
    """Return the failing nodes upstream of a node, and for each those that draw on it."""
    users: dict[int, list[int]] = defaultdict(list)
    found, todo = [start], [start]
    seen = {start}
    while todo:
        node = todo.pop()
        for one in structure.inputs[node]:
            if values[one] >> bit & 1:
                continue
            users[one].append(node)
            if one not in seen:
                seen.add(one)
                found.append(one)
                todo.append(one)
    return sorted(found), users


def _reached(enough: Mapping[int, tuple[int, ...]], start: int) -> list[int]:
    found, todo = [], [start]
    while todo:
        node = todo.pop()
        if node not in found:
            found.append(node)
            todo += enough.get(node, ())
    return [node for node in found if node in enough]
