"""The exact probability that at least one of a family of sets occurs, its members being independent.

Sets share members, so their probabilities cannot be added up. A binary decision diagram asks for one
member after the other; two questions that leave the same rest are one node. Each node then has
P = p P(high) + (1 - p) P(low), and one pass gives the probability of the whole.

References
----------
Bryant, Graph-based algorithms for Boolean function manipulation, IEEE Trans. Computers C-35, 1986.
Rauzy, New algorithms for fault trees analysis, Reliability Engineering and System Safety 40, 1993.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .families import Family, members

__all__ = ["Diagram"]

_NO, _YES = 0, 1


class Diagram:
    """Decision diagrams over the members 0..n-1; nodes are shared between all families asked about.

    Parameters
    ----------
    order
        Members in the order in which they are asked for; those not listed cannot occur in a family.
    limit
        The most nodes; :class:`OverflowError` above.

    Examples
    --------
    Either member 0, or 1 and 2 together:

    >>> diagram = Diagram([0, 1, 2], 100)
    >>> top = diagram.any_of((0b001, 0b110))
    >>> diagram.probability([top], np.array([[0.1], [0.1], [0.1]]))[0, 0].round(6)
    np.float64(0.109)
    """

    def __init__(self, order: Sequence[int], limit: int) -> None:
        self.limit = limit
        self._level = {member: level for level, member in enumerate(order)}
        self._member = [*order]
        last = len(order)
        # Node by node: the level of its member, and where it leads if that fails or not; a child
        # stands before its parents, so that one pass in this order is a walk inputs first.
        self._nodes: list[tuple[int, int, int]] = [(last, _NO, _NO), (last, _YES, _YES)]
        self._known: dict[tuple[int, int, int], int] = {}
        self._joined: dict[tuple[int, int], int] = {}

    @classmethod
    def over(cls, family: Family, limit: int) -> Diagram:
        """Return a diagram whose order suits a family: members of many sets are asked for first."""
        counts = Counter(member for one in family for member in members(one))
        return cls(sorted(counts, key=lambda member: (-counts[member], member)), limit)

    def __len__(self) -> int:
        return len(self._nodes)

    def any_of(self, family: Family) -> int:
        """Return the node that says whether at least one set of the family occurs as a whole."""
        found = [self._all_of(one) for one in sorted(family, key=self._levels)]
        while len(found) > 1:  # neighbours share members, so that they are joined first
            pairs = zip(found[::2], found[1::2], strict=False)
            found = [self._either(one, other) for one, other in pairs] + found[len(found) // 2 * 2 :]
        return found[0] if found else _NO

    def probability(self, tops: Sequence[int], chance: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probability of each top node in each of m cases.

        Parameters
        ----------
        tops
            k nodes from :meth:`any_of`.
        chance
            Members x m cases: the probability of each member in each case.

        Returns
        -------
        array
            k x m probabilities. Cost: nodes x m.
        """
        values = np.zeros((len(self._nodes), chance.shape[1]))
        values[_YES] = 1.0
        for at, (level, high, low) in enumerate(self._nodes[2:], start=2):
            share = chance[self._member[level]]
            values[at] = share * values[high] + (1 - share) * values[low]
        found: NDArray[np.float64] = values[list(tops)]
        return found

    def _levels(self, one: int) -> tuple[int, ...]:
        return tuple(sorted(self._level[member] for member in members(one)))

    def _all_of(self, one: int) -> int:
        node = _YES
        for level in reversed(self._levels(one)):
            node = self._node(level, node, _NO)
        return node

    def _node(self, level: int, high: int, low: int) -> int:
        if high == low:
            return low
        key = (level, high, low)
        if key not in self._known:
            if len(self._nodes) >= self.limit:
                raise OverflowError
            self._known[key] = len(self._nodes)
            self._nodes.append(key)
        return self._known[key]

    def _either(self, one: int, other: int) -> int:
        """Join two nodes by OR; a stack of our own, because members can be more than Python's recursion allows."""
        todo = [(one, other)]
        while todo:
            pair = todo[-1]
            if self._settled(pair) is not None:
                todo.pop()
                continue
            level = min(self._nodes[pair[0]][0], self._nodes[pair[1]][0])
            first, second = self._children(pair[0], level), self._children(pair[1], level)
            parts = list(zip(first, second, strict=True))
            ready = [self._settled(part) for part in parts]
            if ready[0] is not None and ready[1] is not None:
                self._joined[_sorted(pair)] = self._node(level, ready[0], ready[1])
                todo.pop()
            todo += [part for part, node in zip(parts, ready, strict=True) if node is None]
        found = self._settled((one, other))
        assert found is not None
        return found

    def _settled(self, pair: tuple[int, int]) -> int | None:
        one, other = pair
        if other in (one, _NO):
            return one
        if one == _NO:
            return other
        return _YES if _YES in pair else self._joined.get(_sorted(pair))

    def _children(self, node: int, level: int) -> tuple[int, int]:
        at, high, low = self._nodes[node]
        return (high, low) if at == level else (node, node)


def _sorted(pair: tuple[int, int]) -> tuple[int, int]:
    return pair if pair[0] <= pair[1] else (pair[1], pair[0])
