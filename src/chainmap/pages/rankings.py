"""Losses, ranks, importance, power and leverage: from answer frames to rows of the page of the chokepoints.

A range wider than half its scale is no figure: it is said to be wide. What a frame lacks is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..stack import Stack
from .document import both, filled
from .figures import Answers, records
from .glossary import Pair, say

__all__ = ["game", "importance", "leverage", "number", "ranks"]

HALF = 0.5
MOST_RANKED = 30
MOST_CONTRASTED = 12
MOST_IMPORTANT = 4
DIRECTIONS = ("they_to_us", "us_to_them")
CENTRALITIES = ("betweenness", "pagerank", "degree")
MEASURES = ("fussell_vesely", "birnbaum", "criticality", "diagnostic", "raw")


def number(value: float | None, digits: int = 2) -> str:
    """Return a number as briefly as its digits allow; nothing for what is not known.

    Examples
    --------
    >>> number(17.0), number(0.254), number(None), number(0.004)
    ('17', '0.25', '', '< 0.01')
    """
    if value is None:
        return ""
    if 0 < value < 10**-digits / 2:
        return f"< {10**-digits:g}"
    return f"{round(value, digits):g}"


def span(row: Mapping[str, Any], stem: str, scale: float | None = None) -> dict[str, Any] | None:
    """Return a range as text with a key to sort by; ``wide`` where it tells less than half the scale."""
    low, high = row.get(f"{stem}_low"), row.get(f"{stem}_high")
    if low is None and high is None:
        return None
    if low is None or high is None:
        text = f"≥ {number(low)}" if low is not None else f"≤ {number(high)}"
    else:
        text = number(low) if number(low) == number(high) else f"{number(low)}–{number(high)}"
    wide = scale is not None and low is not None and high is not None and high - low > HALF * scale
    return {"text": text, "wide": wide, "sort": high if high is not None else low}


def ranks(stack: Stack, answers: Answers, weight: float) -> dict[str, Any] | None:
    """Return the chokepoints as listed in rank order, what is no chokepoint and why, and what centrality says.

    Parameters
    ----------
    stack
        The industry.
    answers
        With ``chokepoints``, rows of ``Chokepoint``; a column ``by`` in front tells kinds of unit apart.
    weight
        Of all targets together, the scale of the losses.
    """
    if "chokepoints" not in answers:
        return None
    rows = records(answers["chokepoints"])
    kinds = {row.get("by") or str(row["unit"]).partition(":")[0] for row in rows} - {"unknown"}
    order = [kind for kind in ("component", "country", "bloc", "actor", "offer") if kind in kinds]
    alone = order[0] if len(order) == 1 else ""
    groups = [_group(stack, [row for row in rows if _kind(row, alone) == kind], kind, weight) for kind in order]
    parts = [row for row in rows if row.get("reading", "as_listed") == "as_listed"]
    return {"groups": groups, "contrast": _contrast(stack, parts)}


def _kind(row: Mapping[str, Any], otherwise: str) -> str:
    kind = row.get("by") or str(row["unit"]).partition(":")[0]
    return otherwise if kind == "unknown" and otherwise else str(kind)


def _group(stack: Stack, rows: Sequence[Mapping[str, Any]], kind: str, weight: float) -> dict[str, Any]:
    listed = [row for row in rows if row.get("reading", "as_listed") == "as_listed"]
    proved = {row["unit"]: row.get("rank") for row in rows if row.get("reading") == "proved"}
    ranked = sorted((row for row in listed if row.get("rank") is not None), key=lambda row: row["rank"])
    shown = [_ranked(stack, row, weight, proved) for row in ranked]
    apart = {
        who: [(row["unit"], both(stack, row["unit"])) for row in listed if _apart(row, who)]
        for who in ("home", "nobody", "unknown")
    }
    return {
        "by": kind,
        "rows": shown[:MOST_RANKED],
        "more": max(0, len(shown) - MOST_RANKED),
        "apart": [(who, several) for who, several in apart.items() if several],
    }


def _apart(row: Mapping[str, Any], who: str) -> bool:
    return row.get("rank") is None and row.get("controlled") == who and (row.get("loss_short_high") or 0) > 0


def _ranked(stack: Stack, row: Mapping[str, Any], weight: float, proved: Mapping[str, int | None]) -> dict[str, Any]:
    months = None
    if row.get("months_to_substitute") is not None:
        horizon = row.get("months_basis") == "horizon"
        text = number(row["months_to_substitute"], 0)
        months = {"text": say("rank_horizon" if horizon else "months", n=text), "sort": row["months_to_substitute"]}
    return {
        "rank": row["rank"],
        "unit": row["unit"],
        "name": both(stack, row["unit"]),
        "proved": proved.get(row["unit"]),
        "stopped": row.get("targets_stopped"),
        "order": row.get("smallest_order"),
        "short": span(row, "loss_short", weight),
        "long": span(row, "loss_long", weight),
        "months": months,
        "capability": span(row, "capability_months"),
        "substitutes": row.get("substitutes"),
        "known": row.get("shares_known"),
        "listed": row.get("offers_listed"),
        "because": filled((row.get("because_en") or "", row.get("because_zh") or "")),
    }


def _contrast(stack: Stack, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Return our first ranks and the first by centrality, each with its place in all the lists."""
    parts = [row for row in rows if str(row["unit"]).startswith("component:")]
    given = [name for name in CENTRALITIES if any(row.get(name) is not None for row in parts)]
    if not given:
        return None
    places: dict[str, dict[str, int]] = {}
    for name in given:
        valued = [row for row in parts if row.get(name) is not None]
        order = sorted(valued, key=lambda row: (-row[name], row["unit"]))
        places[name] = {row["unit"]: place for place, row in enumerate(order, start=1)}
    ours = {row["unit"]: row.get("rank") for row in parts}
    first = sorted((unit for unit in ours if ours[unit]), key=lambda unit: ours[unit] or 0)[: MOST_CONTRASTED // 2]
    central = [unit for unit, _ in sorted(places[given[0]].items(), key=lambda one: one[1])]
    chosen = list(dict.fromkeys([*first, *central[: MOST_CONTRASTED - len(first)]]))
    return {
        "names": [say(f"central_{name}") for name in given],
        "of": len(parts),
        "rows": [
            {
                "unit": unit,
                "name": both(stack, unit),
                "ours": ours[unit],
                "places": [places[name].get(unit) for name in given],
            }
            for unit in chosen
        ],
    }


def importance(stack: Stack, answers: Answers) -> dict[str, Any] | None:
    """Return for each target its weightiest units, given that each may deny with some probability."""
    if "importance" not in answers:
        return None
    rows = records(answers["importance"])
    told: list[dict[str, Any]] = []
    count: dict[str, int] = {}
    for row in sorted(rows, key=lambda row: (row["target"], -(row.get("fussell_vesely") or 0.0), row["unit"])):
        count[row["target"]] = count.get(row["target"], 0) + 1
        if not row["unit"] or count[row["target"]] > MOST_IMPORTANT:
            continue
        told.append(
            {
                "target": row["target"],
                "target_name": both(stack, f"component:{row['target']}"),
                "unit": row["unit"],
                "name": both(stack, row["unit"]),
                "top": number(row.get("top_probability"), 3),
                "values": [number(row.get(name), 3) for name in MEASURES],
                "rrw": _rarer(row),
            }
        )
    silent = [
        {"name": both(stack, f"component:{row['target']}"), "note": filled((row["note_en"], row["note_zh"]))}
        for row in rows
        if not row["unit"] and (row.get("note_en") or row.get("note_zh"))
    ]
    given = sorted({number(row.get("probability"), 3) for row in rows if row.get("probability") is not None})
    return {"rows": told, "given": given, "measures": [say(f"measure_{name}") for name in MEASURES], "silent": silent}


def _rarer(row: Mapping[str, Any]) -> Pair:
    """Return how many times rarer a stop is without the unit, in words where it never happens."""
    if row.get("rrw") is None:
        return say("measure_infinite") if row.get("rrw_text") else ("", "")
    return (number(row["rrw"], 3), number(row["rrw"], 3))


def game(stack: Stack, answers: Answers) -> dict[str, Any] | None:
    """Return each country's share in the power of all coalitions, the mightiest first."""
    if "coalition_game" not in answers:
        return None
    rows = [row for row in records(answers["coalition_game"]) if row["unit"]]
    rows.sort(key=lambda row: (-row["shapley"], row["unit"]))
    return {
        "rows": [
            {
                "unit": row["unit"],
                "code": row["unit"].partition(":")[2],
                "name": both(stack, row["unit"]),
                "share": row.get("share"),
                "shapley": number(row["shapley"]),
                "error": number(row.get("standard_error"), 3) if row.get("standard_error") else "",
                "alone": number(row.get("alone")),
            }
            for row in rows
        ],
        "everybody": number(rows[0].get("everybody")) if rows else "",
        "draws": rows[0].get("draws") or 0 if rows else 0,
    }


def leverage(stack: Stack, answers: Answers, weight: float) -> dict[str, Any] | None:
    """Return what each country can take from home, and home from it, as listed; equal ones share a row."""
    if "leverage" not in answers:
        return None
    found: dict[str, dict[str, Any]] = {}
    for row in records(answers["leverage"]):
        if row.get("reading", "as_listed") == "as_listed":
            short, long = span(row, "loss_short", weight), span(row, "loss_long", weight)
            found.setdefault(row["unit"], {})[row["direction"]] = {
                "stopped": row.get("targets_stopped"),
                "short": short,
                "long": long,
            }
    alike: dict[str, dict[str, Any]] = {}
    for unit in sorted(found):
        made = alike.setdefault(repr([found[unit].get(one) for one in DIRECTIONS]), {**found[unit], "units": []})
        made["units"].append({"unit": unit, "code": _code(unit), "name": both(stack, unit)})

    def most(row: Mapping[str, Any]) -> tuple[float, ...]:
        theirs, ours = row.get("they_to_us") or {}, row.get("us_to_them") or {}
        ends = [(one.get(run) or {}).get("sort") or 0.0 for one in (theirs, ours) for run in ("short", "long")]
        return (-(theirs.get("stopped") or 0), -ends[0], -ends[1], -(ours.get("stopped") or 0), -ends[2])

    rows = sorted(alike.values(), key=most)
    return {"rows": rows[:MOST_RANKED], "more": sum(len(row["units"]) for row in rows[MOST_RANKED:])}


def _code(unit: str) -> str:
    return unit.partition(":")[2] if unit.startswith("country:") else ""
