"""What components need: the cells of the column ``needs`` -> groups of alternatives, and the targets."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence

from .ids import key_of

__all__ = ["Group", "depths", "groups_of", "reached", "roots"]

Group = tuple[str, ...]
"""Names of components, one of which is enough."""


def groups_of(text: str, known: Container[str]) -> tuple[Group, ...]:
    """Split ``A; B | C`` into what is needed, each with its alternatives.

    A comma separates too, unless a component is called so.

    Parameters
    ----------
    text
        The cell.
    known
        The keys of components that have rows.

    Examples
    --------
    >>> groups_of("chip; display | panel", {})
    (('chip',), ('display', 'panel'))
    >>> groups_of("Cells, NMC; foil, can", {"cells, nmc"})
    (('Cells, NMC',), ('foil',), ('can',))
    """
    groups: dict[Group, None] = {}
    for part in re.split(r"[;；\n]", text):
        for piece in _at_commas(part, known):
            names = [piece] if key_of(piece) in known else re.split(r"[|｜]", piece)
            if group := tuple({key_of(name): name.strip() for name in names if name.strip()}.values()):
                groups[group] = None
    return tuple(groups)


def _at_commas(part: str, known: Container[str]) -> list[str]:
    """Split at commas, but for those inside alternatives that are components: ``Cells, NMC | Cells, LFP``."""
    names = re.split(r"[|｜]", part)
    if any(key_of(name) in known for name in names if re.search("[,，、]", name)) or key_of(part) in known:
        return [part]
    return re.split(r"[,，、]", part)


def roots(needs: Mapping[str, Sequence[Group]], components: Sequence[str]) -> tuple[str, ...]:
    """Return the components that no other needs."""
    needed = {name for one, groups in needs.items() for group in groups for name in group if name != one}
    return tuple(one for one in components if one not in needed)


def reached(needs: Mapping[str, Sequence[Group]], targets: Sequence[str]) -> set[str]:
    """Return the targets and everything that they need, directly or not."""
    found, waiting = set(targets), list(targets)
    while waiting:
        for group in needs.get(waiting.pop(), ()):
            new = [name for name in group if name not in found]
            found.update(new)
            waiting += new
    return found


def depths(needs: Mapping[str, Sequence[Group]], components: Sequence[str]) -> Mapping[str, int]:
    """Return how many steps each component stands above the furthest upstream; loops count once."""
    depth: dict[str, int] = {}
    for start in components:
        path: list[tuple[str, list[str]]] = [(start, _inputs(needs, start))]
        on_path = {start}
        while path:
            one, left = path[-1]
            while left and (left[-1] in depth or left[-1] in on_path):
                left.pop()
            if left:
                name = left.pop()
                path.append((name, _inputs(needs, name)))
                on_path.add(name)
                continue
            path.pop()
            on_path.discard(one)
            if one not in depth:
                known = [depth[name] for name in _inputs(needs, one) if name in depth]
                depth[one] = 1 + max(known, default=-1)
    return depth


def _inputs(needs: Mapping[str, Sequence[Group]], one: str) -> list[str]:
    return [name for group in needs.get(one, ()) for name in group]
