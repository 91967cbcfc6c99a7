"""Answer frames as CSV, JSON, Markdown, workbook and Parquet; no cell of data ever becomes a formula."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from .answer_workbook import answer_workbook
from .cells import is_empty, joined, plain
from .parquet_file import arrow, parquet

__all__ = ["FILE_FORMATS", "FORMATS", "encode", "for_language", "ready", "render", "write_table"]

FORMATS = ("csv", "json", "md")
"""Formats that are text, for the screen or a file."""
FILE_FORMATS = (*FORMATS, "xlsx", "parquet")
"""Formats of files, by their endings."""
_FORMULA = ("=", "+", "-", "@", "\t", "\n")  # a return has become \n before we look


def ready(form: str) -> None:
    """Raise ``MissingExtra`` now, and not after long work, if a format needs a library that is not there."""
    if form == "parquet":
        arrow()


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
        rows = [{name: plain(value) for name, value in row.items()} for row in table.to_dict("records")]
        return (
            json.dumps({"about": dict(about or {}), "rows": rows}, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
        )
    if form == "md":
        return _markdown(table)
    cells = table.map(_cell)
    text: str = cells.to_csv(index=False, lineterminator="\n")
    return text


def encode(table: pd.DataFrame, form: str, about: Mapping[str, Any] | None = None) -> bytes:
    """Return a table as the bytes of a file of one of the ``FILE_FORMATS``; CSV begins with a byte order mark."""
    if form == "xlsx":
        return answer_workbook(table, about)
    if form == "parquet":
        return parquet(table, about)
    return render(table, form, about).encode("utf-8-sig" if form == "csv" else "utf-8")


def write_table(table: pd.DataFrame, path: Path, about: Mapping[str, Any] | None = None) -> None:
    """Write a table in the format of the file's ending."""
    path.write_bytes(encode(table, path.suffix.lstrip(".").lower(), about))


def for_language(table: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Keep the columns of one language, without its ending, and drop those that are wholly empty."""
    other = "_zh" if lang == "en" else "_en"
    kept = table[[name for name in table.columns if not name.endswith(other)]]
    kept = kept.rename(columns={name: name.removesuffix(f"_{lang}") for name in kept.columns})
    return kept[[name for name in kept.columns if not kept[name].map(is_empty).all()]] if len(kept) else kept


def _cell(value: Any) -> Any:
    """Return one cell for a text that a spreadsheet may open."""
    cell = joined(value)
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


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
