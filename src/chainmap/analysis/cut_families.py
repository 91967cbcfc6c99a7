"""Which sets of units stop a node, and which keep it working: the walk with families of sets.

A node fails when its own value does, or when so many inputs fail that fewer than k are left. Denial asks
for the greatest fixed point of "works", which is the least one of "fails": loops start from "nothing
stops it" and grow (Fussell & Vesely 1972 for trees; the loops are ours).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

import pandas as pd

from ..errors import LimitExceeded
from ..kernels.families import ALWAYS, NEVER, Family, Work, at_least, minimal, product, union
from ..structure import Denial, Gates, Losses, Structure, Viewpoint, fold, kept_words, own_words, works
from .outcome import Reading

__all__ = ["MOST_WORK", "Depth", "Named", "cut_families", "deepest", "failures", "path_families", "told_depth"]

MOST_WORK = 3_000_000
"""How many sets may be made on the way, unless a caller says otherwise."""

Named = Sequence[tuple[str, Denial]]
T = TypeVar("T")


class Depth(NamedTuple):
    """The order up to which all sets are there, and whether the limit stopped short of what was asked."""

    complete_to: int
    cut_short: bool


def cut_families(
    structure: Structure,
    seen: Viewpoint,
    named: Named,
    reading: Reading,
    work: Work,
    *,
    only: Iterable[int] | None = None,
) -> list[Family]:
    """Return for every node the minimal sets of units whose joint denial stops it.

    Parameters
    ----------
    structure, seen
        The compiled stack and the viewpoint.
    named
        The units; bit j of a set is unit j.
    reading
        ``as_listed`` or ``proved``.
    work
        Limit on sets and on their order; raises :class:`OverflowError` when it is used up.
    only
        The nodes asked about; None: all. The families of nodes on which these do not hang are left empty.
    """
    own = _own(structure, seen, named, reading, work)
    return failures(structure, own, work, never=_held(structure, seen, reading) | _aside(structure, only))


def failures(
    gates: Gates, own: Mapping[int, Family], work: Work, *, never: frozenset[int] = frozenset()
) -> list[Family]:
    """Return for every node the minimal sets that make it fail.

    Parameters
    ----------
    gates
        A compiled stack or a fault tree.
    own
        For the nodes that can fail by themselves, the sets that make them.
    never
        The nodes that nothing stops.
    """

    def combine(node: int, values: Sequence[Family]) -> Family:
        if node in never:
            return NEVER
        inputs = [values[one] for one in gates.inputs[node]]
        upstream = at_least(len(inputs) - gates.at_least[node] + 1, inputs, work)
        return union([own[node], upstream], work) if node in own else upstream

    return fold(gates, NEVER, combine)


def path_families(
    structure: Structure,
    seen: Viewpoint,
    named: Named,
    reading: Reading,
    work: Work,
    *,
    only: Iterable[int] | None = None,
) -> list[Family]:
    """Return for every node the minimal sets of units that keep it working while all others deny."""
    every_order = Work(work.left, None)  # an offer that only larger sets take away must be kept too
    fails = _own(structure, seen, named, reading, every_order)
    own = {node: minimal(product([_singles(one) for one in family], work), work) for node, family in fails.items()}
    always = _held(structure, seen, reading) | _aside(structure, only)

    def combine(node: int, values: Sequence[Family]) -> Family:
        if node in always:
            return ALWAYS
        upstream = at_least(structure.at_least[node], [values[one] for one in structure.inputs[node]], work)
        return product([own[node], upstream], work) if node in own else upstream

    return fold(structure, ALWAYS, combine)


def deepest(make: Callable[[Work], T], units: int, max_order: int | None, limit: int, what: str) -> tuple[T, Depth]:
    """Make an answer to the order asked for, or else to the deepest order that fits; say which.

    Parameters
    ----------
    make
        Makes the answer within a limit on sets and on their order.
    units
        How many units there are; no set is larger.
    max_order
        The order asked for; None: all.
    limit
        How many sets each attempt may make.
    what
        What is counted, for the message.
    """
    asked = units if max_order is None else min(max_order, units)
    try:
        return make(Work(limit, asked)), Depth(asked, False)
    except OverflowError:
        pass
    done = None
    for order in range(1, asked):
        try:
            done = make(Work(limit, order)), Depth(order, True)
        except OverflowError:
            break
    if done is None:
        raise LimitExceeded(what, limit, f"at order {min(asked, 1)}")
    return done


def told_depth(table: pd.DataFrame, depth: Depth) -> pd.DataFrame:
    """Return the answer with its depth in its ``attrs``, where an answer without rows has it too."""
    table.attrs.update(depth._asdict())
    return table


def _singles(one: int) -> Family:
    return tuple(1 << bit for bit in range(one.bit_length()) if one >> bit & 1)


def _aside(structure: Structure, only: Iterable[int] | None) -> frozenset[int]:
    """Return the nodes on which none of those asked about hangs."""
    if only is None:
        return frozenset()
    return frozenset(range(len(structure))).difference(*(structure.cone(one) for one in only))


def _held(structure: Structure, seen: Viewpoint, reading: Reading) -> frozenset[int]:
    """Licences that keep what they had: nothing stops them."""
    if not structure.licences:
        return frozenset()
    before, one = own_words(structure, seen, [Denial()], reading)
    kept = kept_words(structure, seen, works(structure, before, one), one)
    return frozenset(node for node, word in kept.items() if word)


def _own(structure: Structure, seen: Viewpoint, named: Named, reading: Reading, work: Work) -> Mapping[int, Family]:
    """Return for offers and leaves the minimal sets of units that take them away by themselves."""
    alone, every = own_words(structure, seen, [what for _, what in named], reading)
    nothing, _ = own_words(structure, seen, [Denial()], reading)
    losses = Losses(seen, [what for _, what in named])
    found: dict[int, Family] = {}
    for node, word in alone.items():
        if not nothing[node]:
            found[node] = ALWAYS
            continue
        sets = list(_singles(every & ~word))
        what = structure.nodes[node]
        if what.kind == "offer" and what.id not in seen.untouchable:
            countries = losses.everywhere
            for term in seen.reaches[what.id].terms:
                if len(term) > 1:  # countries that must deny together, each through any unit that holds it
                    sets += product([_singles(countries.get(code, 0)) for code in sorted(term)], work)
        found[node] = minimal(sets, work)
    return found
