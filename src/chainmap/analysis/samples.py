"""Stacks as they may be: everything that is known as a range, or not at all, drawn within what is admissible.

Draw j is the same whatever the number of draws and however they are grouped: it has random numbers of its own. Shares
keep their ranges and their sum, every admissible point being as likely as any other (:mod:`chainmap.kernels.simplex`);
what is not known at all is drawn from everything that is admissible, and counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..kernels.shares import Range
from ..kernels.simplex import points, uniforms_needed
from ..schema import Offer
from ..stack import Stack
from ..structure import Structure, box
from .outcome import Reading

__all__ = ["Sample", "Samples"]

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """Some draws in one reading; every array holds one value a draw.

    ``shares`` by offer, ``rest`` (the share of unnamed suppliers) by component, ``weights`` and ``usage`` by the
    position of the group.
    """

    shares: Mapping[str, Array]
    rest: Mapping[str, Array]
    weights: Mapping[int, Array]
    usage: Mapping[int, tuple[Array, ...]]


@dataclass(frozen=True)
class _Bound:
    """Values that are drawn together because their sum is bound."""

    boxes: tuple[Range, ...]
    names: tuple[object, ...]


@dataclass(frozen=True)
class Samples:
    """What is drawn from a stack, in the order in which random numbers are spent."""

    stack: Stack
    structure: Structure
    seed: int

    @cached_property
    def offers(self) -> Mapping[str, tuple[Offer, ...]]:
        """The offers on the market of each component, both in the order of their ids."""
        found: dict[str, list[Offer]] = {}
        for row in sorted(self.stack.offers, key=lambda one: (one.component, one.offer)):
            if row.status == "active":
                found.setdefault(row.component, []).append(row)
        return {name: tuple(rows) for name, rows in found.items()}

    def of(self, first: int, count: int, reading: Reading) -> Sample:
        """Return draws ``first`` to ``first + count - 1``."""
        bounds = self._bounds[reading]
        needed = [uniforms_needed(one.boxes) for one in bounds]
        numbers = np.empty((count, sum(needed)))
        for row in range(count):
            numbers[row] = np.random.default_rng([self.seed, first + row]).random(sum(needed))
        found: dict[object, Array] = {}
        column = 0
        for one, width in zip(bounds, needed, strict=True):
            drawn = points(one.boxes, numbers[:, column : column + width])
            found.update({name: drawn[:, at] for at, name in enumerate(one.names)})
            column += width
        return self._sorted(found)

    def _sorted(self, found: Mapping[object, Array]) -> Sample:
        shares = {row.offer: found["share", row.offer] for rows in self.offers.values() for row in rows}
        rest = {name: found["rest", name] for name in self.offers if ("rest", name) in found}
        weights = {at: found["weight", at] for at in self.structure.groups if ("weight", at) in found}
        usage = {
            at: tuple(found["usage", at, place] for place in range(len(group.inputs)))
            for at, group in self.structure.groups.items()
            if ("usage", at, 0) in found
        }
        return Sample(shares, rest, weights, usage)

    @cached_property
    def _bounds(self) -> Mapping[Reading, tuple[_Bound, ...]]:
        others = (*self._weights(), *self._usage())
        return {
            "as_listed": (*self._shares(with_rest=False), *others),
            "proved": (*self._shares(with_rest=True), *others),
        }

    def _shares(self, *, with_rest: bool) -> list[_Bound]:
        complete = {row.component for row in self.stack.components if row.complete == "yes"}
        bounds = []
        for name, rows in self.offers.items():
            boxes = [_range(row) for row in rows]
            names: list[object] = [("share", row.offer) for row in rows]
            if with_rest and name not in complete:
                least, most = (sum(one[end] for one in boxes) for end in (0, 1))
                boxes.append((max(0.0, 1.0 - most), max(0.0, 1.0 - least)))
                names.append(("rest", name))
            bounds.append(_Bound(tuple(boxes), tuple(names)))
        return bounds

    def _weights(self) -> list[_Bound]:
        """Weights of what is not essential; what they leave of 1 hangs on nothing listed."""
        groups, bounds = self.structure.groups, []
        for several in self._partial():
            boxes = [(groups[at].weight[0], groups[at].weight[2]) for at in several]
            names: list[object] = [("weight", at) for at in several]
            bounds.append(_Bound((*boxes, (0.0, 1.0)), (*names, ("left", several))))
        return bounds

    def _partial(self) -> list[tuple[int, ...]]:
        """Return each dependent's groups once, in an order that does not hang on the order of rows."""
        several = {tuple(sorted(groups, key=self._name)) for groups in self.structure.partial.values()}
        return sorted(several, key=lambda one: [self._name(at) for at in one])

    def _name(self, at: int) -> tuple[str, tuple[str, ...]]:
        """Return what tells a group from others, whatever its label and the order of rows."""
        group = self.structure.groups[at]
        return group.dependent, tuple(sorted(need.input for need in group.needs))

    def _usage(self) -> list[_Bound]:
        groups, bounds = self.structure.groups, []
        for at in sorted(self._alternatives(), key=self._name):
            group = groups[at]
            order = sorted(range(len(group.inputs)), key=lambda place: group.needs[place].input)
            boxes = tuple((group.usage[place][0], group.usage[place][2]) for place in order)
            bounds.append(_Bound(boxes, tuple(("usage", at, place) for place in order)))
        return bounds

    def _alternatives(self) -> list[int]:
        return [at for at, one in self.structure.groups.items() if one.at_least == 1 and len(one.inputs) > 1]

    @cached_property
    def cells(self) -> tuple[int, int]:
        """How many cells are drawn from a stated range, and how many from all that is admissible."""
        groups = self.structure.groups
        boxes = [_range(row) for rows in self.offers.values() for row in rows]
        boxes += [(groups[at].weight[0], groups[at].weight[2]) for several in self._partial() for at in several]
        boxes += [(one[0], one[2]) for at in self._alternatives() for one in groups[at].usage]
        unknown = sum(one == (0.0, 1.0) for one in boxes)
        return sum(low < high for low, high in boxes) - unknown, unknown


def _range(row: Offer) -> Range:
    low, _, high = box(row.share_low, row.share, row.share_high)
    return low, high
