"""The page of the chokepoints: every smallest coalition, every lens, and what the losses and ranks say."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ..schema import LENSES
from ..stack import Stack
from . import rankings
from .cuts import KINDS, Cuts, cuts
from .document import both, cut_row, document
from .figures import Answers, Figures, Stop, figures
from .glossary import say

__all__ = ["chokepoints_page"]

MOST = 150
"""Rows of one table; the rest is in the table file."""

TABLES = ("single_points", "cut_sets", "chokepoints", "importance", "coalition_game", "leverage")


def chokepoints_page(stack: Stack, answers: Answers, data: Mapping[str, Any], *, tables: Collection[str] = ()) -> str:
    """Return the page as self-contained HTML in both languages.

    Parameters
    ----------
    stack
        The industry.
    answers
        Answer frames by name; a section whose answer is missing says so in one line.
    data
        What :func:`chainmap.pages.payload.payload` returns.
    tables
        Names of the CSV files that stand in the folder ``tables`` beside the page.
    """
    targets = [component["id"] for component in data["components"] if component.get("target")]
    weight = sum(row.weight or 0.0 for row in stack.components)
    page = {
        "targets": [(one, both(stack, f"component:{one}")) for one in targets],
        "lenses": _lenses(stack, answers, data, targets),
        "kinds": _kinds(stack, cuts(answers), targets) if "cut_sets" in answers else None,
        "ranks": rankings.ranks(stack, answers, weight),
        "importance": rankings.importance(stack, answers),
        "game": rankings.game(stack, answers),
        "leverage": rankings.leverage(stack, answers, weight),
        "weight": rankings.number(weight),
    }
    listed = [name for name in TABLES if name in tables]
    return document("chokepoints", stack, data, page, tables=listed, scripts=["tables.js"])


def _lenses(stack: Stack, answers: Answers, data: Mapping[str, Any], targets: Sequence[str]) -> dict[str, Any] | None:
    """Return target x lens: which countries and regions alone stop it, the firmest first."""
    if "single_points" not in answers:
        return None
    found = figures(answers, data["lens"])
    under = {data["lens"]: found.by_unit, **found.other_lenses}
    asked = set(answers["single_points"]["lens"]) if "lens" in answers["single_points"] else {data["lens"]}
    lenses = [lens for lens in LENSES if lens in asked or lens == data["lens"]]

    def cell(target: str, lens: str) -> list[dict[str, Any]]:
        stops = [stop for stops in under.get(lens, {}).values() for stop in stops if stop.target == target]
        return [_alone(stack, stop) for stop in stops if stop.unit.startswith("country:")]

    rows = [
        {"target": one, "name": both(stack, f"component:{one}"), "cells": [cell(one, lens) for lens in lenses]}
        for one in targets
    ]
    return {
        "lenses": [{"lens": lens, "name": say(f"by_{lens}"), "own": lens == data["lens"]} for lens in lenses],
        "rows": rows,
        "unknown": _unknown(stack, found),
    }


def _alone(stack: Stack, stop: Stop) -> dict[str, Any]:
    return {
        "unit": stop.unit,
        "code": stop.unit.partition(":")[2],
        "name": both(stack, stop.unit),
        "holds": stop.holds,
    }


def _unknown(stack: Stack, found: Figures) -> list[dict[str, Any]]:
    """Return the supply of which the source names nobody, and the targets that its loss may stop."""
    return [
        {
            "unit": unit,
            "name": both(stack, unit),
            "targets": [(stop.target, both(stack, f"component:{stop.target}")) for stop in found.by_unit[unit]],
        }
        for unit in found.units("unknown")
    ]


def _kinds(stack: Stack, found: Cuts, targets: Sequence[str]) -> list[dict[str, Any]]:
    """Return for each kind of unit its smallest sets, target by target in rank order."""
    told = []
    for by in KINDS:
        rows = [cut_row(stack, cut) for target in targets for cut in found.get(by, {}).get(target, ())]
        known = [cut.complete_to for several in found.get(by, {}).values() for cut in several]
        told.append({"by": by, "rows": rows[:MOST], "more": max(0, len(rows) - MOST), "to": min(known, default=0)})
    return told
