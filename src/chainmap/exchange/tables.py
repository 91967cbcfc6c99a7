"""Answer frames as CSV, JSON and Markdown; no cell of data ever becomes a formula."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

__all__ = ["FORMATS", "for_language", "render", "write_table"]

FORMATS = ("csv", "json", "md")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(table: pd.DataFrame, form: str, about: Mapping[str, Any] | None = None) -> str:
    """Return a table as text.

    Parameters
    ----------
    table
        An answer.
    form
        ``csv`` (tuples joined by ``;``, a text that a spreadsheet would run is led by an apostrophe),
        ``json`` (an object with ``about`` and ``rows``; empty cells are null, tuples are lists) or
        ``md``.
    about
        Stack, digest, version and the like; only JSON has a place for it.
    """
    if form == "json":
        rows = [{name: _plain(value) for name, value in row.items()} for row in table.to_dict("records")]
        return (
            json.dumps({"about": dict(about or {}), "rows": rows}, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
        )
    if form == "md":
        return _markdown(table)
    cells = table.map(_cell)
    text: str = cells.to_csv(index=False, lineterminator="\n")
    return text


def write_table(table: pd.DataFrame, path: Path, about: Mapping[str, Any] | None = None) -> None:
    """Write a table in the format of the file's ending; CSV for people begins with a byte order mark."""
    form = path.suffix.lstrip(".").lower()
    text = render(table, form, about)
    path.write_text(text, encoding="utf-8-sig" if form == "csv" else "utf-8", newline="\n")


def for_language(table: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Keep the columns of one language, without its ending, and drop those that are wholly empty."""
    other = "_zh" if lang == "en" else "_en"
    kept = table[[name for name in table.columns if not name.endswith(other)]]
    kept = kept.rename(columns={name: name.removesuffix(f"_{lang}") for name in kept.columns})
    return kept[[name for name in kept.columns if not kept[name].map(_empty).all()]] if len(kept) else kept


def _empty(value: Any) -> bool:
    if isinstance(value, float):
        return math.isnan(value)
    if isinstance(value, str | tuple):
        return not value
    return value is None or value is pd.NA


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if _empty(value):
        return value if isinstance(value, str) else None
    return value.item() if hasattr(value, "item") else value


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple | list):
        value = ";".join(str(one) for one in value)
    if isinstance(value, str):
        guarded = f"'{value}" if value.startswith(_FORMULA) else value
        return guarded.replace("\r\n", "\n").replace("\r", "\n")  # a lone return would begin a new row in Excel
    return None if _empty(value) else value


def _markdown(table: pd.DataFrame) -> str:
    def text(value: Any) -> str:
        cell = _cell(value)
        if cell is None:
            return ""
        shown = f"{cell:g}" if isinstance(cell, float) else str(cell)
        return shown.replace("|", "\\|").replace("\n", " ")

    lines = ["| " + " | ".join(table.columns) + " |", "|" + "---|" * len(table.columns)]
    lines += ["| " + " | ".join(text(value) for value in row) + " |" for row in table.itertuples(index=False)]
    return "\n".join(lines) + "\n"
