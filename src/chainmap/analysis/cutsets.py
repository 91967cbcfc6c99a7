"""Which denials, alone or together, stop a target?

Minimal cut sets of units (Barlow & Proschan 1975), in both readings; the country version is a reverse
stress test. METHOD section 4.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from ..kernels.families import Family, Work, members
from ..schema.answers import READINGS, CutSet
from ..stack import Stack
from ..structure import Denial, Structure, Viewpoint, compile_structure, units, viewpoint
from .cut_families import MOST_WORK, Depth, Named, cut_families, deepest, told_depth
from .evidence import beyond_source
from .frames import frame
from .outcome import Holds, survivors
from .supply import targets_of
from .trace import emptied, trace

__all__ = ["cut_set_rows", "minimal_cut_sets", "single_points_of_failure"]


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
    The cut sets of order 1; see :func:`chainmap.minimal_cut_sets` for the others.

    Examples
    --------
    >>> import chainmap as cm
    >>> answer = cm.single_points_of_failure(cm.bundled("euv"), by="country")
    >>> list(answer["members"])
    [('country:NLD',)]
    """
    structure, seen = compile_structure(stack), viewpoint(stack, home=home, lens=lens, mode=mode)
    return frame(cut_set_rows(structure, seen, targets_of(stack, target), by), CutSet)


def minimal_cut_sets(
    stack: Stack,
    target: str | None = None,
    *,
    by: str = "country",
    max_order: int | None = None,
    home: str | Iterable[str] | None = None,
    lens: str | None = None,
    mode: str | None = None,
    limit: int = MOST_WORK,
) -> pd.DataFrame:
    """List the smallest sets of units whose joint denial stops a target.

    Parameters
    ----------
    stack
        The industry.
    target
        A component (id, name or alias); None: every component that carries a weight.
    by
        ``offer``, ``actor``, ``component``, ``country`` or ``bloc``.
    max_order
        Only sets of at most so many units; None: all.
    home, lens, mode
        As in :func:`chainmap.available`.
    limit
        How many sets may be made on the way. When all orders do not fit, the answer holds all sets up
        to the order in its column ``complete_to``.

    Returns
    -------
    pandas.DataFrame
        One row for each target and set that is minimal in at least one reading, columns of
        :class:`chainmap.schema.answers.CutSet`; sets with an ``unknown:`` unit are ``possible``. A
        target that fails with nothing denied has the one set () of order 0. Its ``attrs`` say the same
        of an answer without rows: ``complete_to``, and ``cut_short`` where the limit was reached.

    Raises
    ------
    UnknownName, WrongQuestion
    LimitExceeded
        When not even order 1 fits.

    References
    ----------
    Fussell & Vesely, Trans. Am. Nucl. Soc. 15, 1972.

    Examples
    --------
    >>> import chainmap as cm
    >>> answer = cm.minimal_cut_sets(cm.bundled("euv"), by="country")
    >>> answer["members"].tolist()
    [('country:NLD',), ('country:KOR', 'country:TWN')]
    """
    structure, seen = compile_structure(stack), viewpoint(stack, home=home, lens=lens, mode=mode)
    rows, depth = _rows(structure, seen, targets_of(stack, target), units(structure, seen, by), max_order, limit)
    return told_depth(frame(rows, CutSet), depth)


def cut_set_rows(
    structure: Structure,
    seen: Viewpoint,
    targets: Sequence[str],
    by: str,
    *,
    max_order: int | None = 1,
    known: bool = False,
    limit: int = MOST_WORK,
) -> list[CutSet]:
    """Return the rows of :func:`minimal_cut_sets` for a compiled question.

    ``known`` leaves out the units that stand for something unknown.
    """
    named = [one for one in units(structure, seen, by) if not (known and one[0].startswith("unknown:"))]
    return _rows(structure, seen, targets, named, max_order, limit)[0]


def _rows(
    structure: Structure, seen: Viewpoint, targets: Sequence[str], named: Named, max_order: int | None, limit: int
) -> tuple[list[CutSet], Depth]:
    places = [structure.position[target] for target in targets]

    def both(work: Work) -> tuple[list[Family], list[Family]]:
        again = Work(work.left, work.max_order)
        listed = cut_families(structure, seen, named, "as_listed", work, only=places)
        return listed, cut_families(structure, seen, named, "proved", again, only=places)

    (listed, proved), depth = deepest(both, len(named), max_order, limit, "the number of cut sets made on the way")
    found: dict[tuple[str, int], tuple[bool, bool]] = {}
    for target, at in zip(targets, places, strict=True):
        in_listed, in_proved = set(listed[at]), set(proved[at])
        found |= {(target, one): (one in in_listed, one in in_proved) for one in in_listed | in_proved}
    sets = sorted({one for _, one in found})
    denials = [_joined([named[at][1] for at in members(one)]) for one in sets]
    place = {one: bit for bit, one in enumerate(sets)}
    values = {reading: survivors(structure, seen, denials, reading) for reading in READINGS}
    rows = []
    for (target, one), (as_listed, as_proved) in found.items():
        at, bit = structure.position[target], place[one]
        words, leaves = values["as_listed" if as_listed else "proved"]
        causes = trace(structure, words, leaves, bit, at, shortest=True)
        names = tuple(sorted(named[member][0] for member in members(one)))
        firm: Holds = "as_listed" if values["proved"][0][at] >> bit & 1 else "proved"
        holds: Holds = "possible" if any(unit.startswith("unknown:") for unit in names) else firm
        rows.append(
            CutSet(
                target=target,
                order=len(names),
                members=names,
                holds=holds,
                minimal_in="both" if as_listed and as_proved else "as_listed" if as_listed else "proved",
                rests_on=emptied(structure, values["as_listed"][0], bit, at) if holds == "as_listed" else (),
                through=tuple(dict.fromkeys(cause.component for cause in causes)),
                beyond_source=beyond_source(seen.stack, causes),
                complete_to=depth.complete_to,
            )
        )
    return sorted(rows, key=_rule), depth


def _joined(parts: Sequence[Denial]) -> Denial:
    total = Denial()
    for one in parts:
        total = total.joined(one)
    return total


def _rule(row: CutSet) -> tuple[str, int, int, tuple[str, ...]]:
    firmness = ("proved", "as_listed", "possible").index(row.holds) if row.holds else 3
    return (row.target, row.order, firmness, row.members)
