"""The sections of the brief: who can stop what, through what, how dependent, what instead, what if.

Each function turns answer frames into the rows that the template prints; texts are pairs (English,
Chinese). A section whose answer does not exist is None and is said to be missing in one line.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from ..stack import Stack
from ..stack.jurisdiction import FOREIGN
from .cells import cell as number
from .document import both, named
from .figures import Answers, Figures, firmest, records
from .glossary import Pair, say

__all__ = ["chokepoints", "dependency", "replacements", "scenarios", "stoppers", "unknowns"]

HALF = 0.5
"""A range wider than this share of its scale is told in counts instead."""

MOST = 12
"""Rows of a table on the brief; the rest is in the table file."""


def stoppers(stack: Stack, answers: Answers, found: Figures, targets: Sequence[str]) -> dict[str, Any] | None:
    """Return the matrix target x country with marks, the makers and the unknown that stop a target alone."""
    if "single_points" not in answers:
        return None
    cells: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    abroad = f"country:{FOREIGN}"  # not a country: the source only says "foreign"
    order = [unit for unit in found.units("country") if unit != abroad]
    for unit in order:
        for stop in found.by_unit[unit]:
            cells[stop.target][unit] = {"holds": stop.holds, "beyond": stop.beyond_source, "lenses": []}
    for lens, by_unit in found.other_lenses.items():
        for unit, stops in by_unit.items():
            for stop in stops if unit.startswith("country:") and unit != abroad else ():
                cell = cells[stop.target].setdefault(unit, {"holds": "", "beyond": False, "lenses": []})
                if not cell["holds"] and stop.holds != "possible":
                    cell["lenses"].append(say(f"by_{lens}"))
                if unit not in order:
                    order.append(unit)
    for row in cells.values():
        for cell in row.values():
            if len(cell["lenses"]) > 1:  # any tie is at hand wherever one of the others is
                cell["lenses"] = [one for one in cell["lenses"] if one != say("by_any")]
    told = {unit for row in cells.values() for unit, cell in row.items() if cell["holds"] or cell["lenses"]}
    shown = [unit for unit in order if unit in told]
    return {
        "countries": [{"unit": unit, "code": unit.partition(":")[2], "name": both(stack, unit)} for unit in shown],
        "rows": [
            {"target": one, "name": both(stack, f"component:{one}"), "cells": [cells[one].get(unit) for unit in shown]}
            for one in targets
            if any(unit in cells[one] for unit in shown)
        ],
        "nobody": named(stack, [one for one in targets if not any(unit in cells[one] for unit in shown)]),
        "makers": [_alone(stack, found, unit) for unit in found.units("actor")][:MOST],
        "unknown": [_alone(stack, found, unit) for unit in found.units("unknown")][:MOST],
    }


def _alone(stack: Stack, found: Figures, unit: str) -> dict[str, Any]:
    stops = found.by_unit[unit]
    return {
        "unit": unit,
        "name": both(stack, unit),
        "holds": firmest(stop.holds for stop in stops),
        "targets": [both(stack, f"component:{stop.target}") for stop in stops],
    }


def chokepoints(stack: Stack, answers: Answers, data: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the components whose loss stops a target, or that one country can close, mightiest first."""
    if "single_points" not in answers:
        return None
    months = _fastest(answers, data)
    rows = []
    for component in data["components"]:
        stops, closers = component.get("stops"), component.get("closers", [])
        if not stops and not closers:
            continue
        rows.append(
            {
                **_count(component, data),
                "component": component["id"],
                "name": both(stack, f"component:{component['id']}"),
                "holds": stops["holds"] if stops else closers[0]["holds"],
                "stopped": len(stops["targets"]) if stops else max(one["targets"] for one in closers),
                "closers": [
                    {"unit": one["unit"], "code": one["unit"].partition(":")[2], "name": both(stack, one["unit"])}
                    for one in closers
                ],
                "beyond": component.get("beyond", False),
                "months": months.get(component["id"]),
            }
        )
    firmness = {"proved": 0, "as_listed": 1, "possible": 2}
    rows.sort(key=lambda row: (firmness[row["holds"]], -len(row["closers"]), -row["stopped"], row["component"]))
    return {"rows": rows[:MOST], "more": max(0, len(rows) - MOST), "all": len(rows)}


def _count(component: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """Count the active offers of a component by side."""
    own = (one for one in data["offers"].values() if one["component"] == component["id"])
    offers = [one for one in own if not one.get("potential")]
    sides = Counter(one["side"] for one in offers)
    return {
        "supply": component["supply"],
        "complete": component["complete"],
        "strip": [side for side in ("own", "free", "foreign", "unclear") for _ in range(sides[side])],
        "own": sides["own"],
        "free": sides["free"],
        "foreign": sides["foreign"],
        "unclear": sides["unclear"],
        "listed": len(offers),
    }


def _fastest(answers: Answers, data: Mapping[str, Any]) -> dict[str, Pair]:
    """Return the fastest known way out of each component: a stand-in that nobody outside home reaches."""
    best: dict[str, tuple[float, Mapping[str, Any]]] = {}
    for row in records(answers.get("substitutes")):
        offer = data["offers"].get(row["substitute"])
        if offer is None or row["foreign"] != "no" or row["blocked_by"] or row["months_low"] is None:
            continue
        known = row["months"] if row["months"] is not None else row["months_low"]
        if offer["component"] not in best or known < best[offer["component"]][0]:
            best[offer["component"]] = (known, row)
    return {key: say("months", n=_months(row)) for key, (_, row) in best.items()}


def _months(row: Mapping[str, Any]) -> str:
    low, value, high = row["months_low"], row["months"], row["months_high"]
    ends = f"{low:g}–{high:g}" if low is not None and high is not None and low != high else ""
    if value is None:
        return ends or (f"≥ {low:g}" if low is not None else f"≤ {high:g}")
    return f"{value:g} ({ends})" if ends else f"{value:g}"


def dependency(stack: Stack, answers: Answers, data: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the components most of whose named offers are within foreign reach, told in counts."""
    if "dependency" not in answers:
        return None
    rows, totals = [], Counter[str]()
    for component in data["components"]:
        count = _count(component, data)
        if component["supply"] != "offers" or not count["listed"]:
            continue
        safe = count["own"] + count["free"]
        totals["none" if not safe else "all" if safe == count["listed"] else "some"] += 1
        found = component.get("dependency", {})
        span = found.get("range")
        narrow = span is not None and span[2] - span[0] <= HALF
        rows.append(
            {
                **count,
                "component": component["id"],
                "name": both(stack, f"component:{component['id']}"),
                "range": span if narrow else None,
                "decides": found.get("decides") if not narrow else None,
                "stops": len(component["stops"]["targets"]) if component.get("stops") else 0,
                "safe": safe,
            }
        )
    rows.sort(key=lambda row: (-row["stops"], row["safe"] / row["listed"], -row["foreign"], row["component"]))
    kept = [row for row in rows if row["stops"] or not row["safe"]]
    return {"rows": kept[:MOST], "more": max(0, len(kept) - MOST), "totals": totals, "all": len(rows)}


def replacements(stack: Stack, answers: Answers, data: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what could stand in for offers that can be denied: only stand-ins inside home, fastest first."""
    if "substitutes" not in answers:
        return None
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    silent: set[str] = set()
    for row in records(answers["substitutes"]):
        item = row["item"].partition(":")[2] or row["item"]
        old, new = data["offers"].get(item), data["offers"].get(row["substitute"])
        if old is None or new is None or row["foreign"] != "no" or old["side"] in ("own", "free"):
            continue
        if row["months_low"] is None:
            silent.add(row["substitute"])
            continue
        key = (new["component"], row["substitute"], _months(row))
        made = rows.setdefault(
            key,
            {
                "component": new["component"],
                "name": both(stack, f"component:{new['component']}"),
                "stand_in": _offer_name(stack, data, row["substitute"]),
                "potential": new.get("potential", False),
                "codes": sorted(row["countries"]),
                "side": new["side"],
                "months": say("months", n=_months(row)),
                "sort": row["months"] if row["months"] is not None else row["months_low"],
                "note": (row["note_en"], row["note_zh"]),
                "blocked": [both(stack, unit) for unit in row["blocked_by"]],
                "instead": [],
            },
        )
        made["instead"].append(_offer_name(stack, data, item))
    fastest: dict[str, float] = {}
    for made in rows.values():
        fastest[made["component"]] = min(made["sort"], fastest.get(made["component"], made["sort"]))
    ordered = sorted(
        rows.values(), key=lambda row: (fastest[row["component"]], row["component"], row["sort"], row["stand_in"])
    )
    silent -= {key[1] for key in rows}
    return {"rows": ordered[:MOST], "more": max(0, len(ordered) - MOST), "silent": len(silent)}


def _offer_name(stack: Stack, data: Mapping[str, Any], offer: str) -> Pair:
    actor, product = both(stack, f"actor:{data['offers'][offer]['actor']}"), both(stack, f"offer:{offer}")
    return (_joined(actor[0], product[0]), _joined(actor[1], product[1]))


def _joined(actor: str, product: str) -> str:
    return actor if product in ("", actor) else f"{actor} · {product}"


def scenarios(stack: Stack, runs: Sequence[Any]) -> list[dict[str, Any]]:
    """Return each scenario with its targets before and after; missing parts are left out."""
    told = []
    for one in runs:
        rows = records(one.tables.get("before_after"))
        targets = [row for row in rows if row.get("target", True)]
        told.append(
            {
                "name": one.scenario.name,
                "about": (
                    getattr(one, "about_en", "") or getattr(one.scenario, "about_en", ""),
                    getattr(one, "about_zh", "") or getattr(one.scenario, "about_zh", ""),
                ),
                "said": [(row["text_en"], row["text_zh"]) for row in records(one.tables.get("headlines"))],
                "targets": [_before_after(stack, row) for row in targets],
                "stopped": sum(row["state_after"] != "works" and row["state_before"] == "works" for row in targets),
                "others": sum(row["state_after"] != row["state_before"] for row in rows if not row.get("target", True)),
            }
        )
    return told


def _before_after(stack: Stack, row: Mapping[str, Any]) -> dict[str, Any]:
    key = row.get("component") or row["target"]
    low, high = row.get("short_after_low"), row.get("short_after_high")
    narrow = low is not None and high is not None and high - low <= HALF
    return {
        "component": key,
        "name": both(stack, f"component:{key}"),
        "before": row["state_before"],
        "after": row["state_after"],
        "holds": row.get("holds") or "",
        "level": [low, None, high] if narrow else None,
        "because": (row.get("because_en") or "", row.get("because_zh") or ""),
        "rests_on": [both(stack, f"component:{one}") for one in row.get("rests_on") or ()],
    }


def unknowns(stack: Stack, answers: Answers, found: Figures) -> dict[str, Any] | None:
    """Return how much is not known, by kind, and the cells that would decide most, those on which stops rest first."""
    if "blind_spots" not in answers:
        return None
    cells: dict[str, dict[str, Any]] = {}
    for row in records(answers["blind_spots"]):
        text = (row["text_en"] or row["cell"], row["text_zh"] or row["cell"])
        cell = cells.setdefault(row["cell"], {"kind": row["kind"], "text": text, "components": []})
        cell["components"].append(row["component"])
    weight: Counter[str] = Counter()
    for stops in found.by_unit.values():
        for stop in stops:
            weight.update({*stop.through, *stop.rests_on, stop.unit.partition(":")[2]})

    def decides(item: tuple[str, dict[str, Any]]) -> tuple[int, int, str]:
        return (-sum(weight[one] for one in set(item[1]["components"])), -len(item[1]["components"]), item[0])

    ordered = [cell for _, cell in sorted(cells.items(), key=decides)]
    for cell in ordered:
        cell["names"] = [both(stack, f"component:{one}") for one in cell["components"]]
    kinds = Counter(cell["kind"] for cell in ordered)
    return {
        "kinds": [
            (say(f"blind_{kind}"), number(count, "blind_spots", "distinct:cell", kind=kind))
            for kind, count in kinds.most_common()
        ],
        "rows": ordered[:8],
        "all": number(len(ordered), "blind_spots", "distinct:cell") if ordered else None,
    }
