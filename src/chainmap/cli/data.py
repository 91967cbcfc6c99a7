"""Commands about the data themselves."""

from __future__ import annotations

from pathlib import Path

import typer

from .options import Format, Out
from .show import destination, write_whole

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command(rich_help_panel="Data")(tables)


def tables(form: Format = "md", out: Out = None) -> None:
    """Describe every table and column of a stack.

    Example: chainmap tables --out tables.md
    """
    from ..errors import WrongQuestion
    from ..schema.document import tables_markdown

    path = None if out is None else Path(out)
    if form not in ("md", "table"):
        raise WrongQuestion(f"the tables are described as Markdown (md), not as {form!r}")
    if path is not None and path.suffix.lower() != ".md":
        raise WrongQuestion(f"the tables are described as Markdown: name a file that ends in .md, not {path.name!r}")
    destination(form, out)
    text = tables_markdown()
    if path is None:
        typer.echo(text, nl=False)
    else:
        write_whole(path, text.encode())
