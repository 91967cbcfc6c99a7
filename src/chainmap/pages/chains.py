"""The chain of a smallest set: what stops, and because of what, from the components it closes down to the target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..analysis.outcome import survivors
from ..stack import Stack
from ..structure import Denial, Structure, Viewpoint, compile_structure, units, viewpoint
from .cuts import KINDS, Cut

__all__ = ["Chain", "chains"]

Chain = tuple[tuple[str, str], ...]
"""Pairs (component that stops, component that stops for want of it), nearest to the target first."""


def chains(stack: Stack, several: Sequence[Cut], *, home: frozenset[str], lens: str, mode: str) -> list[Chain]:
    """Return the chain of every set, in the order given; empty where the set does not stop its target from this seat.

    Parameters
    ----------
    stack
        The industry.
    several
        The sets.
    home, lens, mode
        The seat from which they were found.

    Notes
    -----
    One walk for all sets, one bit each, as the suppliers are listed; unknown members are posited.
    """
    if not several:
        return []
    structure, seen = compile_structure(stack), viewpoint(stack, home=sorted(home) or "none", lens=lens, mode=mode)
    named = {by: dict(units(structure, seen, by)) for by in KINDS if any(cut.by == by for cut in several)}
    denials = [_joined(named[cut.by], cut.members) for cut in several]
    values, _ = survivors(structure, seen, denials, "as_listed")
    return [_chain(structure, seen, values, bit, cut.target) for bit, cut in enumerate(several)]


def _joined(known: Mapping[str, Denial], members: Sequence[str]) -> Denial:
    total = Denial()
    for unit in members:
        total = total.joined(known[unit]) if unit in known else total
    return total


def _chain(structure: Structure, seen: Viewpoint, values: Sequence[int], bit: int, target: str) -> Chain:
    """Walk upstream from the target through what stops, and note where one component passes it to another."""

    def component(node: int, before: str) -> str:
        what = structure.nodes[node]
        if what.kind in ("component", "market"):
            return what.id
        return seen.component_of.get(what.id, before) if what.kind in ("offer", "via") else before

    start = structure.position.get(target)
    if start is None or values[start] >> bit & 1:
        return ()
    todo, reached, pairs = [(start, target)], {start}, dict[tuple[str, str], None]()
    for node, here in todo:
        for one in structure.inputs[node]:
            if values[one] >> bit & 1:
                continue
            there = component(one, here)
            if there != here:
                pairs[there, here] = None
            if one not in reached:
                reached.add(one)
                todo.append((one, there))
    return tuple(pairs)
