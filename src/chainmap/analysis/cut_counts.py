"""How many minimal cut sets of each order are there?

The number by order is what fault-tree programs are compared by; no set of order 1 means no single point of failure.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import pandas as pd

from ..schema.trees import CutCount
from .frames import frame

__all__ = ["count_by_order"]


def count_by_order(sets: pd.DataFrame) -> pd.DataFrame:
    """Count the minimal cut sets of an answer by target and order.

    Parameters
    ----------
    sets
        An answer of :func:`chainmap.minimal_cut_sets` or :func:`chainmap.tree_cut_sets`.

    Returns
    -------
    pandas.DataFrame
        Columns of :class:`chainmap.schema.trees.CutCount`: for each target one row for every order from 1
        (or 0, if it has the empty set) to its largest set, those without any set included.

    Examples
    --------
    >>> import chainmap as cm
    >>> answer = cm.count_by_order(cm.minimal_cut_sets(cm.bundled("euv"), by="actor"))
    >>> answer[["order", "count"]].values.tolist()
    [[1, 1], [2, 1]]
    """
    of_stack = "target" in sets
    targets = sets["target"] if of_stack else [""] * len(sets)
    firmness = sets["holds"] if of_stack else [""] * len(sets)
    counts: dict[str, Counter[tuple[int, str]]] = defaultdict(Counter)
    for target, order, holds in zip(targets, sets["order"], firmness, strict=True):
        counts[target][order, holds] += 1
    complete_to = int(sets["complete_to"].max()) if len(sets) else 0
    rows = []
    for target, found in sorted(counts.items()):
        orders = {order for order, _ in found}
        for order in range(min(1, *orders, max(orders)), max(orders) + 1):
            firm = {holds: found[order, holds] for holds in ("proved", "as_listed", "possible") if of_stack}
            count = sum(number for (at, _), number in found.items() if at == order)
            rows.append(CutCount(target=target, order=order, count=count, complete_to=complete_to, **firm))
    counted = frame(rows, CutCount)
    counted.attrs.update(sets.attrs)
    return counted
