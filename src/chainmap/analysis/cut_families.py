"""Which sets of units stop a node, and which keep it working: the walk with families of sets.

A node fails when its own value does, or when so many inputs fail that fewer than k are left. Denial asks
for the greatest fixed point of "works", which is the least one of "fails": loops start from "nothing
stops it" and grow (Fussell & Vesely 1972 for trees; the loops are ours).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..kernels.families import ALWAYS, NEVER, Family, Work, at_least, product, union
from ..structure import Denial, Losses, Structure, Viewpoint, fold, kept_words, own_words, works
from .outcome import Reading

__all__ = ["Named", "cut_families", "path_families"]

Named = Sequence[tuple[str, Denial]]


def cut_families(structure: Structure, seen: Viewpoint, named: Named, reading: Reading, work: Work) -> list[Family]:
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
    """
    own = _own(structure, seen, named, reading, work)
    held = _held(structure, seen, reading)

    def combine(node: int, values: Sequence[Family]) -> Family:
        if node in held:
            return NEVER
        inputs = [values[one] for one in structure.inputs[node]]
        needed = structure.at_least[node]
        upstream = at_least(len(inputs) - needed + 1, inputs, work) if inputs or needed else NEVER
        return union([own[node], upstream], work) if node in own else upstream

    return fold(structure, NEVER, combine)


def path_families(structure: Structure, seen: Viewpoint, named: Named, reading: Reading, work: Work) -> list[Family]:
    """Return for every node the minimal sets of units that keep it working while all others deny."""
    fails = _own(structure, seen, named, reading, work)
    own = {node: product([_singles(one) for one in family], work) for node, family in fails.items()}
    held = _held(structure, seen, reading)

    def combine(node: int, values: Sequence[Family]) -> Family:
        if node in held:
            return ALWAYS
        upstream = at_least(structure.at_least[node], [values[one] for one in structure.inputs[node]], work)
        return product([own[node], upstream], work) if node in own else upstream

    return fold(structure, ALWAYS, combine)


def _singles(one: int) -> Family:
    return tuple(1 << bit for bit in range(one.bit_length()) if one >> bit & 1)


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
        found[node] = union([tuple(sets), NEVER], work)
    return found
