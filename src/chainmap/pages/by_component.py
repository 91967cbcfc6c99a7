"""What the answers say of each component, gathered from their frames for the map.

Texts are pairs (English, Chinese); a frame that is missing gathers to nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from ..stack import Stack
from ..stack.names import name_of
from .figures import Answers, records
from .glossary import Pair
from .network import pair

__all__ = ["COVERAGE", "blind_spots", "concentrations", "coverages", "dependencies", "filled", "span", "substitutes"]

COVERAGE = ("offers_listed", "shares_known", "quality_known", "jurisdiction_known", "claims", "stated")
"""Coverage is a list of counts in this order."""


def filled(**values: Any) -> dict[str, Any]:
    """Return the values that say something: no None, no False, nothing empty."""
    kept: dict[str, Any] = {}
    for name, value in values.items():
        if value is None or value is False or (hasattr(value, "__len__") and (len(value) == 0 or value == ("", ""))):
            continue
        kept[name] = list(value) if isinstance(value, tuple) else value
    return kept


def span(low: float | None, value: float | None, high: float | None) -> list[float | None] | None:
    """Return a range as a list, or None when nothing of it is known."""
    return None if low is None and value is None and high is None else [low, value, high]


def dependencies(stack: Stack, answers: Answers) -> dict[str, dict[str, Any]]:
    """Return, by component, the foreign share as listed, the offers it is made of, and what would decide it."""
    return {
        row["component"]: filled(
            range=[row["low"], row["value"], row["high"]],
            reached=row["offers_reached"],
            listed=row["offers_listed"],
            decides=_in_words(stack, row["decides"]),
        )
        for row in records(answers.get("dependency"))
        if row["country"] == "foreign" and row["reading"] == "as_listed"
    }


def concentrations(answers: Answers) -> dict[str, list[float | None]]:
    """Return, by component, the range of the concentration by country, as listed."""
    return {
        row["component"]: [row["hhi_low"], row["hhi"], row["hhi_high"]]
        for row in records(answers.get("concentration"))
        if row["by"] == "country" and row["reading"] == "as_listed"
    }


def _in_words(stack: Stack, cell: str) -> Pair:
    """Say in both languages which shares would decide; any other cell is quoted as it is."""
    found = re.fullmatch(r"offers: share of (\S+?)(?: and (\d+) more)?", cell)
    if not found:
        return (cell, cell)
    offer, more = found.groups()
    english, chinese = name_of(stack, f"offer:{offer}", "en"), name_of(stack, f"offer:{offer}", "zh")
    if not more:
        return (f"the share of {english}", f"{chinese}的份额")
    return (f"the shares of {english} and {more} other offers", f"{chinese}等{int(more) + 1}个供应项的份额")


def coverages(answers: Answers) -> dict[str, list[Any]]:
    """Return, by component, the counts of ``COVERAGE``."""
    return {row["component"]: [row[name] for name in COVERAGE] for row in records(answers.get("coverage"))}


def blind_spots(answers: Answers) -> dict[str, list[Pair]]:
    """Return, by component, what is not known, each cell once."""
    found: dict[str, dict[str, Pair]] = defaultdict(dict)
    for row in records(answers.get("blind_spots")):
        found[row["component"]].setdefault(row["cell"], pair(row["text_en"] or row["cell"], row["text_zh"]))
    return {component: list(cells.values()) for component, cells in found.items()}


def substitutes(
    answers: Answers, component_of: Mapping[str, str], notes: dict[Pair, int]
) -> dict[str, list[dict[str, Any]]]:
    """Gather stand-ins by component: one row for each and what is known of it.

    ``items`` are the offers that it can replace, left out where it can replace every other one;
    ``note`` is the number of a text in ``notes``, because few texts serve hundreds of rows.
    """
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    replaced: dict[str, set[str]] = defaultdict(set)
    for row in records(answers.get("substitutes")):
        item, stand_in = row["item"].partition(":")[2] or row["item"], row["substitute"]
        if item not in component_of or stand_in not in component_of:
            continue
        months = span(row["months_low"], row["months"], row["months_high"])
        text, blocked = pair(row["note_en"], row["note_zh"]), tuple(row["blocked_by"])
        fresh = filled(substitute=stand_in, months=months, blocked=blocked)
        if any(text):
            fresh["note"] = notes.setdefault(text, len(notes))
        key = (component_of[item], stand_in, tuple(months or ()), text, blocked)
        rows.setdefault(key, {**fresh, "items": []})["items"].append(item)
        replaced[component_of[item]].add(item)
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for (component, stand_in, *_), row in rows.items():
        if set(row["items"]) >= replaced[component] - {stand_in}:
            del row["items"]
        found[component].append(row)
    for several in found.values():
        several.sort(key=lambda row: ("months" not in row, row["substitute"]))
    return found
