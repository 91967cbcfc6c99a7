"""The minimal cut sets from which exact figures are made: of known units, as listed, of all orders.

Sets with an unknown unit are only possible, so that they take no part in probabilities and games
(METHOD section 4).
"""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import LimitExceeded
from ..kernels.families import Family, Work
from ..structure import Structure, Viewpoint, units
from .cut_families import MOST_WORK, cut_families

__all__ = ["listed_cuts"]


def listed_cuts(
    structure: Structure, seen: Viewpoint, targets: Sequence[str], by: str, *, limit: int = MOST_WORK
) -> tuple[tuple[str, ...], dict[str, Family]]:
    """Return the names of the known units, and for each target its minimal cut sets over them.

    Parameters
    ----------
    structure, seen
        The compiled stack and the viewpoint.
    targets
        Ids of components.
    by
        ``offer``, ``actor``, ``component``, ``country`` or ``bloc``.
    limit
        How many sets may be made on the way.

    Returns
    -------
    tuple
        The names; bit j of a set is name j. The families by target.

    Raises
    ------
    WrongQuestion
    LimitExceeded
        When not all orders fit; a figure made from some of them would be wrong.
    """
    places = {target: structure.position[target] for target in targets}
    named = [one for one in units(structure, seen, by) if not one[0].startswith("unknown:")]
    try:
        families = cut_families(structure, seen, named, "as_listed", Work(limit, None), only=places.values())
    except OverflowError:
        what = f"the number of cut sets by {by} made on the way"
        raise LimitExceeded(what, limit, "before all orders were there") from None
    return tuple(name for name, _ in named), {target: families[at] for target, at in places.items()}
