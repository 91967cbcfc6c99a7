"""The first page: a brief in the order of the seven questions, made from the numbers, readable without script."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ..stack import Stack
from . import sections
from .cells import cell
from .cuts import Cuts, alike, cuts
from .document import both, cut_row, document, filled, named
from .figures import Answers, figures
from .first_steps import first_steps
from .glossary import TERMS
from .ripeness import ripeness
from .standing import in_turn, known, overturned

__all__ = ["coalitions", "fewest", "index_page", "seven"]

TABLES = (
    "headlines",
    "single_points",
    "cut_sets",
    "dependency",
    "concentration",
    "substitutes",
    "leverage",
    "coverage",
    "blind_spots",
    "basis",
    "levels",
    "available",
)

MOST_SETS = 5
"""Coalitions of one target on the brief; the rest is on the page of the chokepoints."""

MOST_SQUARES = 300
"""Components of one layer in the overview; the counts beside them are of all."""


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
    return document(
        "index",
        stack,
        data,
        {**seven(stack, answers, data), "layers": _layers(data), "scenarios": sections.scenarios(stack, runs)},
        tables=[name for name in TABLES if name in tables],
        styles=["brief.css"],
    )


def seven(stack: Stack, answers: Answers, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the brief says, in the order of its seven questions; a part whose answer is missing is None.

    Parameters
    ----------
    stack
        The industry.
    answers
        Answer frames by name.
    data
        What :func:`chainmap.pages.payload.payload` returns.
    """
    found = figures(answers, data["lens"])
    targets = [component["id"] for component in data["components"] if component.get("target")]
    stoppers = sections.stoppers(stack, answers, found, targets)
    sets = cuts(answers) if "cut_sets" in answers else None
    if stoppers is not None:
        stoppers["coalitions"] = coalitions(stack, sets, targets) if sets is not None else None
    return {
        "counts": [
            ("components_n", cell(len(stack.components), "components", "count"), "map.html"),
            ("offers_n", cell(len(stack.offers), "offers", "count"), "map.html"),
            ("targets_n", cell(len(targets), "targets", "count"), "chokepoints.html"),
            ("claims_n", cell(len(stack.evidence), "evidence", "count"), "evidence.html"),
        ],
        "targets": len(targets),
        "lens": data["lens"],
        "currency": data["currency"],
        "headlines": [_headline(stack, row) for row in data["headlines"]],
        "fewest": fewest(stack, sets, targets) if sets is not None else None,
        "stoppers": stoppers,
        "chokepoints": sections.chokepoints(stack, answers, data),
        "ripeness": ripeness(stack, data),
        "dependency": sections.dependency(stack, answers, data),
        "steps": first_steps(stack, answers, data),
        "replacements": sections.replacements(stack, answers, data),
        "in_turn": in_turn(stack, answers),
        "unknowns": sections.unknowns(stack, answers, found),
        "known": known(answers),
        "overturned": overturned(answers),
        "terms": [(filled(name), filled(about)) for name, about in TERMS.values()],
    }


def fewest(stack: Stack, found: Cuts, targets: Sequence[str]) -> list[dict[str, Any]]:
    """Return the targets by how few countries stop them as far as is known, the fewest first, nobody last.

    Sets that hold only if something unknown turns out badly do not count.
    """
    rows: dict[int | None, dict[str, Any]] = {}
    for target in targets:
        sets = [cut for cut in found.get("country", {}).get(target, ()) if cut.holds != "possible"]
        order = min((cut.order for cut in sets), default=None)
        row = rows.setdefault(order, {"order": order, "targets": [], "who": {}})
        row["targets"].append((target, both(stack, f"component:{target}")))
        row["who"] |= {"+".join(cut.key.split(".")): None for cut in sets if cut.order == order and order}
    return sorted(rows.values(), key=lambda row: (row["order"] is None, row["order"] or 0))


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
        layer["all"] = len(layer["squares"])
        del layer["squares"][MOST_SQUARES:]
    return layers
