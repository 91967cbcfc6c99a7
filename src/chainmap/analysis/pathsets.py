"""Who must stay with us, so that a target works even if everybody else denies?

Minimal path sets (Barlow & Proschan 1975), the dual of the cut sets: every cut set meets every path set.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import pandas as pd

from ..kernels.families import members
from ..schema.answers import READINGS, PathSet
from ..stack import Stack
from ..structure import compile_structure, units, viewpoint
from .cut_families import MOST_WORK, deepest, path_families
from .frames import frame
from .supply import targets_of

__all__ = ["minimal_path_sets"]


def minimal_path_sets(
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
    """List the smallest sets of units that keep a target working while all other units deny.

    Parameters
    ----------
    stack, target, by, max_order, home, lens, mode, limit
        As in :func:`chainmap.minimal_cut_sets`.

    Returns
    -------
    pandas.DataFrame
        One row for each target, reading and set, columns of :class:`chainmap.schema.answers.PathSet`.
        The empty set means that the target needs nobody; no row, that nothing keeps it working.

    Raises
    ------
    UnknownName, WrongQuestion
    LimitExceeded
        When not even order 1 fits.

    Examples
    --------
    >>> import chainmap as cm
    >>> answer = cm.minimal_path_sets(cm.bundled("euv"), by="country")
    >>> answer.loc[answer["reading"] == "as_listed", "members"].tolist()
    [('country:KOR', 'country:NLD'), ('country:NLD', 'country:TWN')]
    """
    structure, seen = compile_structure(stack), viewpoint(stack, home=home, lens=lens, mode=mode)
    named = units(structure, seen, by)
    targets = targets_of(stack, target)
    places = [structure.position[name] for name in targets]
    what = "the number of path sets made on the way"
    rows: list[PathSet] = []
    for reading in READINGS:
        make = partial(path_families, structure, seen, named, reading, only=places)
        families, depth = deepest(make, len(named), max_order, limit, what)
        for target_id, at in zip(targets, places, strict=True):
            for one in families[at]:
                names = tuple(sorted(named[bit][0] for bit in members(one)))
                rows.append(
                    PathSet(
                        target=target_id,
                        order=len(names),
                        members=names,
                        reading=reading,
                        complete_to=depth.complete_to,
                    )
                )
    rows.sort(key=_rule)
    return frame(rows, PathSet)


def _rule(row: PathSet) -> tuple[str, str, int, tuple[str, ...]]:
    return (row.target, row.reading, row.order, row.members)
