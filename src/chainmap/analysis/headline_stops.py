"""What does a headline say in terms of denials: who stops which targets, in which reading, as one walk can check?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..schema.answers import CutSet, Headline
from ..structure import Denial, Structure, Viewpoint, denial
from .cutsets import cut_set_rows
from .outcome import Reading, survivors

__all__ = ["Stop", "stops_of"]


@dataclass(frozen=True)
class Stop:
    """A denial that stops targets in a reading."""

    what: Denial
    reading: Reading
    targets: tuple[str, ...]


def stops_of(structure: Structure, seen: Viewpoint, head: Headline, *, other_lens: bool) -> list[Stop]:
    """Return the stops that a headline states; none for one that states none.

    Parameters
    ----------
    structure, seen
        The compiled stack, seen under the lens of the headline.
    head
        The headline.
    other_lens
        Whether it speaks of another lens than was asked for: then each of its countries stops alone.
    """
    if head.question not in ("chokepoint", "unknown") or not head.holds:
        return []
    reading: Reading = "proved" if head.holds == "proved" else "as_listed"
    if head.question == "unknown" or (other_lens and len(head.members) > 1):
        wanted = [(denial(seen.stack, [unit]), head.targets) for unit in head.members]
    elif head.members:
        wanted = [(denial(seen.stack, head.members), head.targets)]
    else:
        wanted = _leading(structure, seen, head.targets)
    found = [Stop(what, reading, _stopped(structure, seen, what, reading, targets)) for what, targets in wanted]
    return [one for one in found if one.targets]


def _stopped(
    structure: Structure, seen: Viewpoint, what: Denial, reading: Reading, targets: Sequence[str]
) -> tuple[str, ...]:
    words, _ = survivors(structure, seen, [what], reading)
    return tuple(target for target in targets if not words[structure.position[target]] & 1)


def _leading(structure: Structure, seen: Viewpoint, targets: Sequence[str]) -> list[tuple[Denial, tuple[str, ...]]]:
    """Return for each target the coalition that the sentence counts: the smallest, proved ones first."""
    rows = cut_set_rows(structure, seen, targets, "country", max_order=None, known=True)
    best: dict[str, CutSet] = {}
    for row in sorted(rows, key=lambda one: (one.order, one.holds != "proved", one.members)):
        best.setdefault(row.target, row)
    return [(denial(seen.stack, row.members), (target,)) for target, row in sorted(best.items())]
