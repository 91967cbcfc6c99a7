"""The commands that say how firm an answer stands, and what is asked for against what there is."""

from __future__ import annotations

import math
from typing import Annotated

import typer

from .options import Asked, question

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    for command in (rank_acceptability, value_of_information, doubt, requirement_gaps):
        app.command(NAMES[command.__name__], rich_help_panel="Ask")(command)


NAMES = {
    "rank_acceptability": "uncertainty",
    "value_of_information": "value-of-information",
    "doubt": "doubt",
    "requirement_gaps": "gaps",
}
"""Commands, some of them shorter than the function that they ask."""


@question
def rank_acceptability(
    asked: Asked,
    draws: Annotated[int, typer.Option("--draws", min=1, help="How many draws.")] = 1000,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Of the draws; the same seed, the same draws.")] = 0,
    of: Annotated[str, typer.Option("--of", help="Rank chokepoints, or import dependency.")] = "chokepoints",
    by: Annotated[str, typer.Option("--by", help="Rank components, offers, actors, countries or blocs.")] = "component",
) -> None:
    """How often does a unit take which rank, when shares are drawn from what is known of them?

    Example: chainmap uncertainty metaverse --by country --draws 500
    """
    from .. import rank_acceptability as ask

    table = ask(asked.stack, draws=draws, seed=seed, of=of, by=by, **asked.seat)
    columns = ("reading", "name", "stated_rank", "rank", "first", "first_error")
    asked.show(table, (*columns, "top_three"), nothing="Nothing has a rank.")
    if len(table):
        typer.echo(_of_draws(table.iloc[0].top_stays, str(table.iloc[0].note_en)), err=True)


def _of_draws(stays: float | None, note: str) -> str:
    """Say how often the first stays the first, and what was drawn."""
    if stays is None or math.isnan(stays):
        return note
    return f"As listed, the first in the answer stays first in {100 * stays:.0f} % of the draws. {note}"


@question
def value_of_information(asked: Asked) -> None:
    """Which unknown cell is worth finding out: how much could it decide?

    Example: chainmap value-of-information metaverse
    """
    from .. import value_of_information as ask

    table = ask(asked.stack, **asked.seat)
    columns = ("rank", "kind", "row", "column", "stops_undone", "stops_added", "width_removed", "text")
    asked.show(table, columns, nothing="Every cell is known.")


@question
def doubt(
    asked: Asked,
    headline: Annotated[int | None, typer.Argument(help="Rank of one headline; all if left out.")] = None,
    max_order: Annotated[int, typer.Option("--max-order", "-k", min=1, help="Sets of up to so many claims.")] = 2,
    most: Annotated[int, typer.Option("--most", min=1, help="How many sets to list for each headline.")] = 5,
) -> None:
    """Which claims, if they are wrong, overturn a headline?

    Example: chainmap doubt metaverse 1 --max-order 3
    """
    from .. import doubt as ask

    table = ask(asked.stack, headline, max_order=max_order, most=most, **asked.seat)
    asked.show(table, ("rank", "headline", "text", "sets", "oldest_evidence"), nothing="There is no headline.")


@question
def requirement_gaps(asked: Asked) -> None:
    """What do uses ask for, and how far is it from what there is?

    Example: chainmap gaps metaverse
    """
    from .. import requirement_gaps as ask

    table = ask(asked.stack, home=asked.seat["home"])
    columns = ("met", "gap", "unit", "text", "oldest_evidence")
    asked.show(table, columns, nothing="The table specs has no requirement.")
