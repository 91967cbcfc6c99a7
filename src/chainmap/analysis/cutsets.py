"""Which denials, alone or in small coalitions, stop a target?

Minimal cut sets (Barlow & Proschan 1975) of small order by exhaustive scenarios: every coalition is a
scenario, all scenarios travel in the bits of one word, so one walk answers for all of them and for all
targets at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import comb

import pandas as pd

from ..errors import LimitExceeded
from ..schema.answers import CutSet
from ..stack import Stack
from ..structure import Denial, Structure, Viewpoint, compile_structure, units, viewpoint
from .evidence import beyond_source
from .frames import frame
from .outcome import Holds, survivors
from .supply import targets_of
from .trace import emptied, trace

__all__ = ["cut_set_rows", "single_points_of_failure"]

MOST_COALITIONS = 200_000


def single_points_of_failure(
    stack: Stack,
    target: str | None = None,
    *,
    by: str = "country",
    home: str | Iterable[str] | None = None,
    lens: str | None = None,
    mode: str | None = None,
) -> pd.DataFrame:
    """List every unit whose denial alone stops a target.

    Parameters
    ----------
    stack
        The industry.
    target
        A component (id, name or alias); None: every component that carries a weight.
    by
        ``offer``, ``actor``, ``component``, ``country`` or ``bloc``.
    home, lens, mode
        As in :func:`chainmap.available`.

    Returns
    -------
    pandas.DataFrame
        One row for each target and unit, columns of :class:`chainmap.schema.answers.CutSet`. A
        target that fails with nothing denied has the one row of order 0. ``holds`` is ``possible``
        for units that stand for something unknown.

    Raises
    ------
    UnknownName, WrongQuestion

    Notes
    -----
    Three to four walks over words as wide as there are units.

    Examples
    --------
    >>> import chainmap as cm
    >>> answer = cm.single_points_of_failure(cm.bundled("euv"), by="country")
    >>> list(answer["members"])
    [('country:NLD',)]
    """
    structure, seen = compile_structure(stack), viewpoint(stack, home=home, lens=lens, mode=mode)
    return frame(cut_set_rows(structure, seen, targets_of(stack, target), by), CutSet)


def cut_set_rows(
    structure: Structure,
    seen: Viewpoint,
    targets: Sequence[str],
    by: str,
    *,
    max_order: int = 1,
    known: bool = False,
) -> list[CutSet]:
    """Return all minimal cut sets up to an order, for a compiled question.

    ``known`` leaves out the units that stand for something unknown.

    Raises
    ------
    LimitExceeded
        When there are more coalitions than can be tried one by one.
    """
    named = [one for one in units(structure, seen, by) if not (known and one[0].startswith("unknown:"))]
    coalitions = _coalitions(len(named), max_order)
    denials = [_joined([named[at][1] for at in members]) for members in coalitions]
    listed, own = survivors(structure, seen, denials, "as_listed")
    proved, own_proved = survivors(structure, seen, denials, "proved")
    rows = []
    for target in targets:
        at = structure.position[target]
        minimal_listed, minimal_proved = (_minimal(words[at], coalitions) for words in (listed, proved))
        for bit in sorted(minimal_listed | minimal_proved):
            as_listed = bit in minimal_listed
            values, leaves = (listed, own) if as_listed else (proved, own_proved)
            causes = trace(structure, values, leaves, bit, at)
            members = tuple(named[one][0] for one in coalitions[bit])
            firm: Holds = "as_listed" if proved[at] >> bit & 1 else "proved"
            holds: Holds = "possible" if any(unit.startswith("unknown:") for unit in members) else firm
            both = as_listed and bit in minimal_proved
            rows.append(
                CutSet(
                    target=target,
                    order=len(members),
                    members=members,
                    holds=holds,
                    minimal_in="both" if both else "as_listed" if as_listed else "proved",
                    rests_on=emptied(structure, listed, bit, at) if holds == "as_listed" else (),
                    through=tuple(dict.fromkeys(cause.component for cause in causes)),
                    beyond_source=beyond_source(seen.stack, causes),
                    complete_to=max_order,
                )
            )
    return sorted(rows, key=_rule)


def _coalitions(count: int, max_order: int) -> list[tuple[int, ...]]:
    """Every set of at most ``max_order`` of the units, smaller ones first; the empty one leads."""
    total = sum(comb(count, order) for order in range(max_order + 1))
    if total > MOST_COALITIONS:
        raise LimitExceeded("the number of coalitions to try", MOST_COALITIONS, f"at order {max_order}")
    return [members for order in range(max_order + 1) for members in combinations(range(count), order)]


def _joined(parts: Sequence[Denial]) -> Denial:
    total = Denial()
    for one in parts:
        total = total.joined(one)
    return total


def _minimal(word: int, coalitions: Sequence[tuple[int, ...]]) -> set[int]:
    """Return the coalitions that stop a node while no smaller part of them does."""
    found: dict[frozenset[int], int] = {}
    for bit, members in enumerate(coalitions):
        if word >> bit & 1:
            continue
        parts = (frozenset(part) for size in range(len(members)) for part in combinations(members, size))
        if not any(part in found for part in parts):
            found[frozenset(members)] = bit
    return set(found.values())


def _rule(row: CutSet) -> tuple[str, int, int, tuple[str, ...]]:
    firmness = ("proved", "as_listed", "possible").index(row.holds) if row.holds else 3
    return (row.target, row.order, firmness, row.members)
