"""How answers reach the screen or a file."""

from __future__ import annotations

import locale
import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ..errors import WrongQuestion

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["answer", "language"]


def language(lang: str | None) -> str:
    """Return the language asked for, or the system's."""
    if lang is not None:
        if lang not in ("en", "zh"):
            raise WrongQuestion(f"there is no language {lang!r}: use en or zh")
        return lang
    return "zh" if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"


def answer(
    table: pd.DataFrame,
    form: str,
    out: str | None,
    lang: str | None,
    *,
    about: Mapping[str, Any] | None = None,
    shown: Sequence[str] = (),
    nothing: str = "Nothing to report.",
) -> None:
    """Print an answer as a table, or in another format, or write it to a file.

    On the screen only the columns ``shown`` appear, in the language of the user and with ranges in one
    cell; files and the other formats hold every column.
    """
    from ..exchange.tables import FORMATS, for_language, render, write_table

    if form not in ("table", *FORMATS):
        raise WrongQuestion(f"there is no format {form!r}: use table, {', '.join(FORMATS)}")
    if out is not None:
        path = Path(out)
        if path.suffix.lstrip(".").lower() not in FORMATS:
            raise WrongQuestion(f"{path.name!r} has no ending that is known: use .{', .'.join(FORMATS)}")
        beside = path.with_name(f".{path.name}.partial{path.suffix}")
        write_table(table, beside, about)
        beside.replace(path)
        typer.echo(f"{len(table)} rows written to {path}", err=True)
    elif form != "table":
        sys.stdout.write(render(table, form, about))
    elif not len(table):
        typer.echo(nothing, err=True)
    else:
        _print(for_language(table, language(lang)), shown)


def _print(table: pd.DataFrame, shown: Sequence[str]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    cells = _with_ranges(table)
    names = [name for name in shown or cells if name in cells]
    console = Console()
    if not console.is_terminal:
        console = Console(width=160)
    grid = Table(box=None, pad_edge=False, header_style="bold")
    for name in names:
        numeric = all(isinstance(value, int | float) for value in cells[name])
        grid.add_column(name.replace("_", " "), justify="right" if numeric else "left", overflow="fold")
    for at in range(len(table)):
        grid.add_row(*(Text(_text(cells[name][at])) for name in names))
    console.print(grid)
    hidden = [name for name in cells if name not in names]
    if hidden:
        typer.echo(f"More in csv and json: {', '.join(hidden)}.", err=True)


def _with_ranges(table: pd.DataFrame) -> dict[str, list[Any]]:
    """Return the columns, with ``x_low`` and ``x_high`` (and ``x``) joined into one cell."""
    cells: dict[str, list[Any]] = {}
    for name in table.columns:
        stem = name.removesuffix("_low") if name.endswith("_low") else "value" if name == "low" else ""
        high = "high" if name == "low" else f"{stem}_high"
        if stem and high in table.columns:
            cells[stem] = [_range(low, top) for low, top in zip(table[name], table[high], strict=True)]
        elif name not in cells and name != "high" and not name.endswith("_high"):
            cells[name] = list(table[name])
    return cells


def _range(low: Any, high: Any) -> str:
    first, last = _text(low), _text(high)
    return first if first == last else f"{first} to {last}"


def _text(value: Any) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(str(one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return "" if math.isnan(value) else f"{value:.3f}".rstrip("0").rstrip(".")
    return "" if value is None else str(value).replace("<NA>", "")
