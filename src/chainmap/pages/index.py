"""The first page: a brief in the order of the questions, made from the numbers, readable without script."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ..stack import Stack
from . import sections
from .cuts import Cuts, alike, cuts
from .document import both, cut_row, document, filled, named
from .figures import Answers, figures
from .glossary import TERMS, say

__all__ = ["index_page"]

TABLES = (
    "headlines",
    "single_points",
    "cut_sets",
    "dependency",
    "concentration",
    "substitutes",
    "coverage",
    "blind_spots",
    "levels",
    "available",
)

MOST_SETS = 5
"""Coalitions of one target on the brief; the rest is on the page of the chokepoints."""


def index_page(
    stack: Stack, answers: Answers, data: Mapping[str, Any], runs: Sequence[Any] = (), *, tables: Collection[str] = ()
) -> str:
    """Return the brief as one self-contained HTML page in both languages.

    Parameters
    ----------
    stack
        The industry.
    answers
        Answer frames by name; a section whose answer is missing says so in one line.
    data
        What :func:`chainmap.pages.payload.payload` returns.
    runs
        Scenario results.
    tables
        Names of the CSV files that stand in the folder ``tables`` beside the page.

    Returns
    -------
    str
        The page; without script it shows one language.
    """
    found = figures(answers, data["lens"])
    targets = [component["id"] for component in data["components"] if component.get("target")]
    stoppers = sections.stoppers(stack, answers, found, targets)
    if stoppers is not None:
        stoppers["coalitions"] = coalitions(stack, cuts(answers), targets) if "cut_sets" in answers else None
    seen = {
        "counts": [
            say("components_n", n=len(data["components"])),
            say("offers_n", n=len(data["offers"])),
            say("targets_n", n=len(targets)),
            say("claims_n", n=len(stack.evidence)),
        ],
        "targets": len(targets),
        "headlines": [_headline(stack, row) for row in data["headlines"]],
        "layers": _layers(data),
        "stoppers": stoppers,
        "chokepoints": sections.chokepoints(stack, answers, data),
        "dependency": sections.dependency(stack, answers, data),
        "replacements": sections.replacements(stack, answers, data),
        "scenarios": sections.scenarios(stack, runs),
        "unknowns": sections.unknowns(stack, answers, found),
        "terms": [(filled(name), filled(about)) for name, about in TERMS.values()],
    }
    return document("index", stack, data, seen, tables=[name for name in TABLES if name in tables])


def coalitions(stack: Stack, found: Cuts, targets: Sequence[str]) -> list[dict[str, Any]]:
    """Return the country sets of every target, alike targets together, at most ``MOST_SETS`` and how many more."""
    return [
        {
            "targets": [(one, both(stack, f"component:{one}")) for one in group],
            "cuts": [cut_row(stack, cut) for cut in several[:MOST_SETS]],
            "more": max(0, len(several) - MOST_SETS),
        }
        for group, several in alike(found.get("country", {}), targets)
    ]


def _headline(stack: Stack, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "text": filled(row["text"]),
        "holds": row.get("holds", ""),
        "beyond": row.get("beyond", False),
        "through": named(stack, row.get("through", ())[:3]),
        "rests_on": named(stack, row.get("rests_on", ())),
    }


def _layers(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the overview: each layer with one square a component, the least safe first, and its counts."""
    offers: dict[str, list[Mapping[str, Any]]] = {}
    for offer in data["offers"].values():
        if not offer.get("potential"):
            offers.setdefault(offer["component"], []).append(offer)
    layers: list[dict[str, Any]] = [{"name": filled(name), "squares": []} for name in data["lanes"]]
    for component in data["components"]:
        listed = offers.get(component["id"], [])
        safe = sum(offer["side"] in ("own", "free") for offer in listed)
        state = component["supply"] if component["supply"] != "offers" else "offers" if listed else "unknown"
        stops = len(component["stops"]["targets"]) if component.get("stops") else 0
        layers[component["lane"]]["squares"].append(
            {
                "component": component["id"],
                "name": filled(component.get("name", ("", component["id"]))),
                "state": state,
                "safe": safe / len(listed) if listed else 0.0,
                "stops": stops,
                "firm": bool(stops) and component["stops"]["holds"] != "possible",
            }
        )
    order = {"offers": 0, "unknown": 1, "open": 2}
    for layer in layers:
        layer["squares"].sort(key=lambda one: (order[one["state"]], one["safe"], -one["stops"], one["component"]))
        named = [one for one in layer["squares"] if one["state"] == "offers"]
        layer["counts"] = {
            "none": sum(one["safe"] == 0 for one in named),
            "some": sum(0 < one["safe"] < 1 for one in named),
            "all": sum(one["safe"] == 1 for one in named),
            "unknown": sum(one["state"] == "unknown" for one in layer["squares"]),
            "open": sum(one["state"] == "open" for one in layer["squares"]),
        }
    return layers
