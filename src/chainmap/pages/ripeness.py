"""Is it a supply problem or immaturity: how ripe are the components behind the headlines?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..stack import Stack
from .cells import Cell, cell
from .document import both
from .glossary import say

__all__ = ["behind", "ripeness"]

KINDS = {"mature": "supply", "growing": "supply", "emerging": "unripe", "concept": "unripe"}
"""What the maturity of a component says: on the market, so that supply is the problem, or not yet."""


def behind(data: Mapping[str, Any]) -> list[str]:
    """Return the components behind the headlines: through which they work, then the open lists they rest on.

    Examples
    --------
    >>> behind({"headlines": [{"through": ["a"], "rests_on": ["b"]}, {"through": ["c", "a"]}]})
    ['a', 'c', 'b']
    """
    rows = data["headlines"]
    through = [one for row in rows for one in row.get("through", ())]
    return list(dict.fromkeys([*through, *(one for row in rows for one in row.get("rests_on", ()))]))


def ripeness(stack: Stack, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the components behind the headlines by what their maturity says.

    Parameters
    ----------
    stack
        The industry.
    data
        What :func:`chainmap.pages.payload.payload` returns.

    Returns
    -------
    dict
        ``groups``: supply, unripe and unknown, each with its components, their maturity and how many offers are
        listed for them; ``all``: how many components these are.
    """
    known = {row.component: row for row in stack.components}
    groups: dict[str, list[dict[str, Any]]] = {"supply": [], "unripe": [], "unknown": []}
    for one in behind(data):
        if one in known:
            maturity = known[one].maturity
            groups[KINDS.get(maturity or "", "unknown")].append(
                {
                    "component": one,
                    "name": both(stack, f"component:{one}"),
                    "maturity": say(f"maturity_{maturity}") if maturity else None,
                    "unnamed": known[one].supply == "unknown",
                    "claims": _claims(stack, one),
                }
            )
    return {
        "groups": [(kind, rows) for kind, rows in groups.items() if rows],
        "counts": {kind: len(rows) for kind, rows in groups.items()},
        "all": sum(map(len, groups.values())),
        "specs": cell(len(stack.specs), "specs", "count") if stack.specs else None,
    }


def _claims(stack: Stack, component: str) -> Cell | None:
    """Return how many claims the row of the component cites."""
    row = next(row for row in stack.components if row.component == component)
    return cell(len(row.evidence), "components", "evidence", component=component) if row.evidence else None
