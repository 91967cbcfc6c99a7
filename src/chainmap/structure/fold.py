"""The one walk: inputs first, a node's value from the values of its inputs.

Nearly every question of chainmap is this walk with another value: bits for "what still works",
numbers for levels, families of sets for cut sets. Nodes that need each other are walked together
until nothing changes; ``start`` decides which fixed point is reached: from "everything works" the
greatest (denial), from "not yet" the least (building up).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from .model import Structure

__all__ = ["Gates", "at_least_bits", "fold", "works"]

V = TypeVar("V")


class Gates(Protocol):
    """Nodes that need so many of their inputs: what a compiled stack and a fault tree have in common."""

    @property
    def inputs(self) -> tuple[tuple[int, ...], ...]:
        """For each node the positions that it needs."""

    @property
    def at_least(self) -> tuple[int, ...]:
        """How many of the inputs must work."""

    @property
    def blocks(self) -> tuple[tuple[int, ...], ...]:
        """Positions in the order of the walk, inputs first; the members of one block need each other."""

    def all_inputs(self, node: int) -> tuple[int, ...]:
        """Return everything that a node depends on."""

    def __len__(self) -> int: ...


def fold(gates: Gates, start: V, combine: Callable[[int, Sequence[V]], V]) -> list[V]:
    """Walk the nodes once, inputs first, and return the value of every one.

    Parameters
    ----------
    gates
        The compiled stack, or a fault tree; n nodes.
    start
        Value of every node before it is reached; loops begin from it.
    combine
        ``combine(i, values)`` returns the value of node i from the values of its inputs.

    Returns
    -------
    list
        n values.

    Notes
    -----
    One call of ``combine`` for each node outside loops. Inside a loop it is called until no value
    changes, so ``combine`` must be monotone and the values must have no infinite chains; levels,
    which have them, walk loops themselves.

    Examples
    --------
    How many offers stand behind the product, each counted once:

    >>> import chainmap as cm
    >>> structure = cm.compile_structure(cm.bundled("euv"))
    >>> def offers(at, values):
    ...     here = {structure.nodes[at].id} if structure.nodes[at].kind == "offer" else set()
    ...     return frozenset(here.union(*(values[one] for one in structure.inputs[at])))
    >>> len(cm.fold(structure, frozenset(), offers)[structure.position["p"]])
    5
    """
    values = [start] * len(gates)
    for block in gates.blocks:
        alone = len(block) == 1 and block[0] not in gates.all_inputs(block[0])
        changed = True
        while changed:
            changed = False
            for node in block:
                value = combine(node, values)
                if value != values[node]:
                    values[node] = value
                    changed = not alone
    return values


def at_least_bits(k: int, words: Sequence[int], every: int) -> int:
    """Return, bit by bit, whether at least k of the words have the bit set.

    Parameters
    ----------
    k
        How many are needed; 0 is always met.
    words
        One integer an input, one bit a scenario.
    every
        The word with a bit for every scenario.

    Examples
    --------
    >>> bin(at_least_bits(2, [0b011, 0b101, 0b110], 0b111))
    '0b111'
    """
    if k <= 0:
        return every
    if k > len(words):
        return 0
    reached = [every] + [0] * k
    for word in words:
        for count in range(k, 0, -1):
            reached[count] |= reached[count - 1] & word
    return reached[k]


def works(structure: Structure, own: Mapping[int, int], every: int, kept: Mapping[int, int] | None = None) -> list[int]:
    """Return which nodes still work, in many scenarios at once: the greatest fixed point.

    Parameters
    ----------
    structure
        The compiled stack.
    own
        For leaves and offers, one bit a scenario: whether it works by itself. Missing = every scenario.
    every
        The word with a bit for every scenario.
    kept
        Values that a licence keeps whatever happens upstream, by the position of the ``kept`` node.

    Returns
    -------
    list of int
        One word a node, one bit a scenario. Cost: nodes x inputs word operations, the width of a
        word being the number of scenarios.
    """
    held = kept or {}

    def combine(node: int, values: Sequence[int]) -> int:
        word = own.get(node, every)
        if node in held:
            return word & (held[node] | values[structure.inputs[node][0]])
        inputs = structure.inputs[node]
        return word & at_least_bits(structure.at_least[node], [values[one] for one in inputs], every)

    return fold(structure, every, combine)
