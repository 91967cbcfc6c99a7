"""Commands about the data themselves."""

from __future__ import annotations

from pathlib import Path

import typer

from .options import Format, Out

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

    if form not in ("md", "table"):
        raise WrongQuestion(f"the tables are described as Markdown (md), not as {form!r}")
    text = tables_markdown()
    if out is None:
        typer.echo(text, nl=False)
    else:
        Path(out).write_text(text, encoding="utf-8", newline="\n")
