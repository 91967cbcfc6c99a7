"""What we do first: the stand-ins for the components behind the headlines that nobody abroad can deny."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..stack import Stack
from .cells import Cell, cell
from .document import both, filled
from .figures import Answers, records
from .ripeness import behind

__all__ = ["first_steps"]

MOST_STAND_INS = 2
"""Stand-ins of one component on the brief; the rest is in the table file."""


def first_steps(stack: Stack, answers: Answers, data: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the stand-ins for the components behind the headlines, fastest first.

    Parameters
    ----------
    stack
        The industry.
    answers
        Answer frames by name.
    data
        What :func:`chainmap.pages.payload.payload` returns.

    Returns
    -------
    dict or None
        ``rows``: in the order of the headlines a component, its fastest stand-ins and how many more there are;
        ``without``: the rows without any stand-in whose time is known, under the words that say why;
        ``costed``: whether any of these stand-ins has a cost; None when substitutes were not asked for.
    """
    if "substitutes" not in answers:
        return None
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for row in records(answers["substitutes"]):
        offer = data["offers"].get(row["substitute"])
        if offer is None or row["foreign"] != "no" or row["blocked_by"]:
            continue
        best = found.setdefault(offer["component"], {})
        if row["substitute"] not in best or _speed(row) < _speed(best[row["substitute"]]):
            best[row["substitute"]] = row
    rows = [_step(stack, data, one, list(found.get(one, {}).values())) for one in behind(data)]
    rows = [row for row in rows if row["supply"] != "open"]
    without = {
        "q4_timeless": [row for row in rows if not row["stand_ins"] and row["timeless"]],
        "q4_none_of": [row for row in rows if not row["stand_ins"] and not row["timeless"]],
    }
    return {
        "rows": rows,
        "without": [(key, several) for key, several in without.items() if several],
        "costed": any(one["cost"] for row in rows for one in row["stand_ins"]),
    }


def _step(stack: Stack, data: Mapping[str, Any], component: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    rows = sorted(rows, key=_speed)
    known = [row for row in rows if row["months_low"] is not None]
    kind = next((one["supply"] for one in data["components"] if one["id"] == component), "unknown")
    return {
        "component": component,
        "name": both(stack, f"component:{component}"),
        "supply": kind,
        "stand_ins": [_stand_in(stack, data, row) for row in known[:MOST_STAND_INS]],
        "more": max(0, len(known) - MOST_STAND_INS),
        "timeless": len(rows) - len(known),
    }


def _stand_in(stack: Stack, data: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    offer = data["offers"][row["substitute"]]
    return {
        "name": filled((row["name_en"] or "", row["name_zh"] or ""))
        if row["name_en"] or row["name_zh"]
        else both(stack, f"offer:{row['substitute']}"),
        "codes": sorted(row["countries"]),
        "side": offer["side"],
        "potential": row["kind"] == "potential",
        "note": filled((row["note_en"] or "", row["note_zh"] or "")),
        "months": _range(row, "months"),
        "cost": _range(row, "cost"),
        "quality": _range(row, "quality"),
    }


def _range(row: Mapping[str, Any], what: str) -> list[Cell]:
    """Return the low end, the value and the high end that are known, each with its place; alike ends once."""
    ends = {}
    for column in (f"{what}_low", what, f"{what}_high"):
        if row[column] is not None:
            ends[column] = row[column]
    if len(set(ends.values())) == 1:
        ends = dict(list(ends.items())[:1])
    return [
        cell(value, "substitutes", column, item=row["item"], substitute=row["substitute"])
        for column, value in ends.items()
        if len(ends) < 3 or column != what  # a range is told by its ends
    ]


def _speed(row: Mapping[str, Any]) -> tuple[bool, float, float, str, str]:
    """Order by months: the value where it is known, otherwise the low end; nothing known comes last."""
    low, high = row["months_low"], row["months_high"]
    known = row["months"] if row["months"] is not None else low
    return (known is None, known or 0.0, high if high is not None else 1e9, row["substitute"], row["item"])
