"""Where we stand: whom we can stop in turn, how much the data know, and what would overturn the headlines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..stack import Stack
from .cells import Cell, cell
from .document import both, filled
from .figures import Answers, records
from .glossary import say

__all__ = ["in_turn", "known", "overturned"]

MOST = 8
"""Rows of countries on the brief; the rest is on the page of the chokepoints."""


def in_turn(stack: Stack, answers: Answers) -> dict[str, Any] | None:
    """Return what home could stop elsewhere, beside what is stopped here; countries alike in all share a row.

    Parameters
    ----------
    stack
        The industry.
    answers
        Answer frames by name; ``leverage`` has the columns of ``Leverage``.

    Returns
    -------
    dict or None
        ``rows``: the countries, the targets that home stops there as listed and proved, and the targets that they
        stop here as listed, as cells; ``more``: how many countries were left out; None when it was not asked.
    """
    if "leverage" not in answers:
        return None
    found: dict[str, dict[tuple[str, str], int]] = {}
    for row in records(answers["leverage"]):
        if row["targets_stopped"] is not None:
            found.setdefault(row["unit"], {})[row["direction"], row["reading"]] = row["targets_stopped"]
    asked = (("us_to_them", "as_listed"), ("us_to_them", "proved"), ("they_to_us", "as_listed"))
    alike: dict[tuple[int | None, ...], list[str]] = {}
    for unit in sorted(found):
        alike.setdefault(tuple(found[unit].get(key) for key in asked), []).append(unit)
    order = sorted(alike, key=_power)
    rows = [
        {
            "units": [(unit, both(stack, unit), unit.partition(":")[2]) for unit in alike[key]],
            "cells": [_stopped(alike[key][0], value, asked[at]) for at, value in enumerate(key)],
        }
        for key in order
    ]
    return {"rows": rows[:MOST], "more": sum(len(alike[key]) for key in order[MOST:])}


def _power(key: tuple[int | None, ...]) -> tuple[int, ...]:
    return tuple(-(one or 0) for one in key)


def _stopped(unit: str, value: int | None, asked: tuple[str, str]) -> Cell | None:
    if value is None:
        return None
    return cell(value, "leverage", "targets_stopped", unit=unit, direction=asked[0], reading=asked[1])


def known(answers: Answers) -> list[tuple[str, Cell, Cell]]:
    """Return how much of the supply the data know: a word, how many offers of how many.

    Returns
    -------
    list of tuple
        A key of the words, the offers of which it is known and all listed offers; empty when it was not asked.
    """
    if "coverage" not in answers:
        return []
    frame = answers["coverage"]
    listed = cell(int(frame["offers_listed"].sum()), "coverage", "sum:offers_listed")
    columns = {"know_whose": "jurisdiction_known", "know_share": "shares_known", "know_quality": "quality_known"}
    return [
        (word, cell(int(frame[column].sum()), "coverage", f"sum:{column}"), listed) for word, column in columns.items()
    ]


def overturned(answers: Answers) -> dict[str, Any] | None:
    """Return for each basis how many headlines go and come when its claims are withdrawn.

    Returns
    -------
    dict or None
        ``rows``: a basis, its claims, the headlines lost and gained as cells with their texts; ``doubt``: whether
        single claims were doubted in turn; None when the basis was not asked for.
    """
    if "basis" not in answers:
        return None
    grouped: dict[str, list[Mapping[str, Any]]] = {}
    for row in records(answers["basis"]):
        grouped.setdefault(row["basis"], []).append(row)
    return {
        "rows": [
            {
                "basis": basis,
                "name": say(f"basis_{basis}"),
                "claims": cell(rows[0]["claims"], "basis", "claims", basis=basis),
                **{change: _changed(rows, basis, change) for change in ("lost", "gained")},
            }
            for basis, rows in grouped.items()
        ],
        "all": cell(len(answers["headlines"]), "headlines", "count") if "headlines" in answers else None,
        "doubt": "doubt" in answers,
    }


def _changed(rows: list[Mapping[str, Any]], basis: str, change: str) -> dict[str, Any]:
    texts = [filled((row["text_en"] or "", row["text_zh"] or "")) for row in rows if row["change"] == change]
    return {"n": cell(len(texts), "basis", "count", basis=basis, change=change), "texts": texts}
