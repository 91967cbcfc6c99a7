"""Reads the numbers of a page with their places, and works each out from its table, without the program's help."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl

import pandas as pd

from chainmap.stack import Stack

TABLES = ("components", "offers", "actors", "needs", "switches", "specs", "evidence", "sources")


class _Places(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if "data-value" in told:
            self.found.append(told)


def places(page: str) -> list[dict[str, str]]:
    """Return the attributes of everything on a page that carries a value."""
    reader = _Places()
    reader.feed(page)
    return reader.found


def tables(stack: Stack, answers: dict[str, Any]) -> dict[str, pd.DataFrame]:
    """Return the answer frames and the tables of the stack by name, and its targets."""
    own = {name: pd.DataFrame([row.model_dump() for row in getattr(stack, name)]) for name in TABLES}
    own["targets"] = pd.DataFrame([row.model_dump() for row in stack.components if row.weight is not None])
    return {**own, **answers}


def worked_out(of: str, frames: dict[str, pd.DataFrame]) -> str:
    """Return the number that stands at a place ``TABLE.TAKEN?COLUMN=VALUE&...``."""
    path, _, where = of.partition("?")
    name, _, taken = path.partition(".")
    rows = frames[name]
    for column, value in parse_qsl(where, keep_blank_values=True):
        rows = rows[rows[column].astype(str) == value]
    how, _, column = taken.partition(":")
    if taken == "count":
        return str(len(rows))
    if how == "sum":
        return str(int(rows[column].sum()))
    if how == "distinct":
        return str(rows[column].nunique())
    values = {len(one) if isinstance(one, tuple | list) else one for one in rows[taken]}
    assert len(values) == 1, of
    value = values.pop()
    return f"{value:g}" if isinstance(value, float) else str(value)


def stopped_by(component: str, answers: dict[str, Any], lens: str) -> int:
    """Count the targets that the loss of a component stops, or else the most that one country stops through it."""
    rows = answers["single_points"]
    rows = rows[(rows["lens"] == lens) & (rows["order"] == 1) & (rows["holds"] != "")]
    units = rows["members"].map(lambda members: members[0])
    alone = set(rows["target"][units.isin([f"component:{component}", f"unknown:{component}"])])
    if alone:
        return len(alone)
    through = rows[rows["through"].map(lambda several: component in several) & units.str.startswith("country:")]
    return int(through.groupby(units)["target"].nunique().max())


def safe_of(component: str, answers: dict[str, Any]) -> tuple[int, int]:
    """Return how many listed offers of a component nobody abroad reaches, and how many are listed."""
    rows = answers["dependency"]
    rows = rows[(rows["component"] == component) & (rows["country"] == "foreign") & (rows["reading"] == "as_listed")]
    if rows.empty:
        return (0, 0)
    row = rows.iloc[0]
    return (row["offers_listed"] - row["offers_reached"] - row["offers_unknown"], row["offers_listed"])


def fewest(answers: dict[str, Any], targets: list[str]) -> dict[str, int]:
    """Count the targets by the size of the smallest known set of countries that stops them, ``none`` without one."""
    rows = answers["cut_sets"]
    rows = rows[(rows["by"] == "country") & rows["holds"].isin(["proved", "as_listed"])]
    smallest = rows.groupby("target")["order"].min().to_dict()
    found: dict[str, int] = {}
    for target in targets:
        key = str(smallest.get(target, "none"))
        found[key] = found.get(key, 0) + 1
    return found
