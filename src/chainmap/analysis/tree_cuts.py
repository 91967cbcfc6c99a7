"""Which basic events together bring about the top event of a fault tree?

The same walk as for a stack, so that our cut sets can be held against those of fault-tree programs.
"""

from __future__ import annotations

import pandas as pd

from ..kernels.families import ALWAYS, NEVER, Family, Work, members
from ..schema.trees import TreeCutSet
from ..structure import FaultTree
from .cut_families import MOST_WORK, deepest, failures, told_depth
from .frames import frame

__all__ = ["tree_cut_sets"]


def tree_cut_sets(tree: FaultTree, *, max_order: int | None = None, limit: int = MOST_WORK) -> pd.DataFrame:
    """List the smallest sets of basic events that bring about the top event.

    Parameters
    ----------
    tree
        A coherent fault tree, for example from :func:`chainmap.read_open_psa`.
    max_order
        Only sets of at most so many events; None: all.
    limit
        How many sets may be made on the way. When all orders do not fit, the answer holds all sets up
        to the order in its column ``complete_to``.

    Returns
    -------
    pandas.DataFrame
        One row a set, columns of :class:`chainmap.schema.trees.TreeCutSet`, sorted by order and members. A
        top event that has occurred already has the one set () of order 0; one that cannot occur has none.
        ``attrs`` as in :func:`chainmap.minimal_cut_sets`.

    Raises
    ------
    LimitExceeded
        When not even order 1 fits.

    References
    ----------
    Fussell & Vesely, Trans. Am. Nucl. Soc. 15, 1972.

    Examples
    --------
    >>> from chainmap.structure import FaultTree
    >>> both = FaultTree(
    ...     "t", ("a", "b", "top"), ((), (), (0, 1)), (0, 0, 1), ((0,), (1,), (2,)), 2, {0: None, 1: None}, {}
    ... )
    >>> tree_cut_sets(both)["members"].tolist()
    [('a', 'b')]
    """
    names = [tree.nodes[at] for at in tree.events]

    def make(work: Work) -> Family:
        events = {at: (1 << bit,) if work.max_order else NEVER for bit, at in enumerate(tree.events)}
        constants = {at: ALWAYS if occurred else NEVER for at, occurred in tree.constants.items()}
        return failures(tree, {**events, **constants}, work)[tree.top]

    found, depth = deepest(make, len(names), max_order, limit, "the number of cut sets made on the way")
    sets = sorted((tuple(sorted(names[bit] for bit in members(one))) for one in found), key=_rule)
    rows = (TreeCutSet(order=len(one), members=one, complete_to=depth.complete_to) for one in sets)
    return told_depth(frame(rows, TreeCutSet), depth)


def _rule(names: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return len(names), names
