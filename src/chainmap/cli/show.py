"""How answers reach the screen or a file."""

from __future__ import annotations

import locale
import math
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ..errors import WrongQuestion
from .inputs import refuse_input

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["answer", "destination", "in_use", "language", "write_whole"]


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
    from ..exchange.tables import encode, for_language, render

    path = destination(form, out)
    if path is not None:
        write_whole(path, encode(table, _ending(path), about))
        typer.echo(f"{len(table)} rows written to {path}", err=True)
    elif form != "table":
        sys.stdout.write(render(table, form, about))
    elif not len(table):
        typer.echo(nothing, err=True)
    else:
        _print(for_language(table, language(lang)), shown)


def destination(form: str, out: str | None, reads: Iterable[str | None] = ()) -> Path | None:
    """Return the file that an answer goes to, ``None`` for the screen.

    Whatever would keep the answer from being shown or written is said here, so that it can be asked
    before long work. ``reads``: the stacks that the answer is made from, which it must not overwrite.
    """
    from ..exchange.tables import FILE_FORMATS, FORMATS, ready

    if form not in ("table", *FILE_FORMATS):
        raise WrongQuestion(
            f"there is no format {form!r}: use table, {', '.join(FORMATS)}, or --out with a name that ends in "
            f"{_endings()}"
        )
    if out is None:
        if form not in ("table", *FORMATS):
            raise WrongQuestion(f"{form} is no text for the screen: write it to a file with --out answer.{form}")
        return None
    path = Path(out)
    if path.is_dir():
        raise WrongQuestion(f"{path} is a folder: name a file in it, such as {path / 'answer.csv'}")
    if _ending(path) not in FILE_FORMATS:
        raise WrongQuestion(f"{path.name!r} has no ending that is known: use {_endings()}")
    if not path.parent.is_dir():
        raise WrongQuestion(
            f"{path} cannot be written: there is no folder {path.parent}. Make it first, or name another."
        )
    refuse_input(path, [one for one in reads if one is not None])
    ready(_ending(path))
    return path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside and rename it, so that nobody ever sees half of it and a failure leaves the old one."""
    from ..stack.write import write_beside

    try:
        write_beside(path, data)
    except PermissionError:
        if path.exists() and os.access(path.parent, os.W_OK):
            raise in_use(path) from None
        raise WrongQuestion(f"{path} cannot be written: the folder does not let you. Name another.") from None


def in_use(path: Path) -> WrongQuestion:
    """Return what to say of a file that cannot be replaced, as on Windows while another program has it open."""
    return WrongQuestion(f"{path} cannot be written: is it open in another program? Close it and run again.")


def _ending(path: Path) -> str:
    return path.suffix.lstrip(".").lower()


def _endings() -> str:
    from ..exchange.tables import FILE_FORMATS

    return f".{', .'.join(FILE_FORMATS[:-1])} or .{FILE_FORMATS[-1]}"


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
