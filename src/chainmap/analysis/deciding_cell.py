"""Which cell, if it were known, would narrow a look-through most?

The width of a range is laid at the door of what is open at the place itself (who reaches an offer, its
shares, its weights) and of what it draws on, each at the middle of the others; the search follows the
larger one until it meets a cell.
"""

from __future__ import annotations

import numpy as np

from ..kernels.shares import mean_high, mean_low
from .draws import Draw
from .look_through import LookThrough

__all__ = ["deciding_cell"]


def deciding_cell(found: LookThrough, name: str, column: int) -> str:
    """Return the cell as ``table: column of row``; empty where nothing is open.

    Parameters
    ----------
    found
        A walked reading.
    name
        A component, by id.
    column
        The country, as its position in ``found.countries``.
    """
    place, seen = found.draws.of[name], set[int]()
    while place not in seen:
        seen.add(place)
        row = found.draws.rows[place]
        if row.kind == "unnamed":
            return f"components: complete of {row.id}"
        if row.anything:
            return f"components: supply of {row.id}"
        if found.perhaps[place, column] and not found.surely[place, column]:
            offer = found.seen.stack
            actor = next(one.actor for one in offer.offers if one.offer == row.id)
            return f"actors: jurisdiction of {actor}"
        following, cell = _open_most(found, row, column)
        if following is None:
            return cell
        place = following
    return cell


def _open_most(found: LookThrough, row: Draw, column: int) -> tuple[int | None, str]:
    """Return the input to look at next, or the cell of this row that is most open."""
    if not row.inputs:
        return None, ""
    inputs = list(row.inputs)
    low, high = found.low[inputs, column], found.high[inputs, column]
    parts = np.array([(bottom + top) / 2 for bottom, top in row.boxes])
    if row.whole and parts.sum() > 0:
        parts = parts / parts.sum()
    rooms = np.array([top - bottom for bottom, top in row.boxes])
    through_inputs = parts * (high - low)
    if row.whole:
        middle = ((low + high) / 2).tolist()
        most, least = mean_high(middle, row.boxes, row.counted), mean_low(middle, row.boxes, row.counted)
        through_shares = 0.0 if most is None or least is None else most - least
    else:
        through_shares = float((rooms * high).max())
    if float(through_inputs.max()) > through_shares:
        return inputs[int(through_inputs.argmax())], _cell(found, row, int(through_inputs.argmax()))
    if row.whole:
        named = [at for at, one in enumerate(inputs) if found.draws.rows[one].kind != "unnamed"]
        widest = max(named, key=lambda at: (rooms[at], -at))
        if rooms[widest] == 0:
            return None, f"components: complete of {row.id}"
        return None, _cell(found, row, widest)
    return None, _cell(found, row, int((rooms * high).argmax()))


def _cell(found: LookThrough, row: Draw, at: int) -> str:
    """Name the share, usage or weight that stands between a row and one of its inputs."""
    what = found.draws.rows[row.inputs[at]]
    if row.kind == "component" and row.whole:
        return f"offers: share of {what.id}"
    if row.kind == "group":
        dependent, _, name = row.id.partition("/")
        return f"needs: usage of {what.id} by {dependent}, group {name}"
    dependent, _, name = what.id.partition("/")
    return f"needs: weight of {dependent} on {name.removeprefix('=')}"
