"""The commands about dependency that look through the chain; what they share stands in :mod:`chainmap.cli.options`."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import Asked, question

__all__ = ["register"]

Assume = Annotated[str | None, typer.Option("--assume", help="equal: equal shares and weights where none is given.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    for command in (dependency, routes, exposure, trade_criteria):
        app.command(rich_help_panel="Ask")(command)


@question
def dependency(
    asked: Asked,
    component: Annotated[str | None, typer.Argument(help="A component; all if left out.")] = None,
    measure: Annotated[
        str, typer.Option("--measure", help="face (the last stage), look_through (any stage) or gross (input-output).")
    ] = "face",
    assume: Assume = None,
) -> None:
    """Which share of each component does each country reach, at the last stage or at any?

    Example: chainmap dependency metaverse "3D CAD" --measure look_through
    """
    from .. import import_dependency

    seat = asked.seat
    table = import_dependency(
        asked.stack, component, home=seat["home"], lens=seat["lens"], measure=measure, assume=assume
    )
    if measure == "face":
        columns = ["offers_reached", "offers_unknown", "offers_listed", "value", "decides"]
    else:
        columns = ["face", "hidden", "value", "bound", "embargo", "touched", "cone", "stops", "decides"]
    columns = ["name", "country", "reading", *columns]
    asked.show(table, columns, nothing="No listed offers there.")


@question
def routes(
    asked: Asked,
    target: Annotated[str, typer.Argument(help="A component: id, name or alias.")],
    country: Annotated[str, typer.Argument(help="A country or region; foreign: all outside home.")] = "foreign",
    k: Annotated[int, typer.Option("--k", "-k", help="How many routes.")] = 10,
    assume: Assume = None,
) -> None:
    """By which routes does a country's share enter a target?

    Example: chainmap routes metaverse games USA --assume equal
    """
    from .. import dependency_routes

    seat = asked.seat
    table = dependency_routes(asked.stack, target, country, k=k, home=seat["home"], lens=seat["lens"], assume=assume)
    asked.show(table, ("rank", "value", "text", "known", "hidden"), nothing="Nothing of it is reached from there.")


@question
def exposure(asked: Asked, assume: Assume = None) -> None:
    """Who is exposed to whom: every country against every target?

    Example: chainmap exposure metaverse --assume equal
    """
    from .. import exposure as ask

    table = ask(asked.stack, home=asked.seat["home"], lens=asked.seat["lens"], assume=assume)
    columns = ("country", "name", "reading", "value", "stops", "touched", "cone", "rank_in_target", "rank_in_country")
    asked.show(table, (*columns, "drives"), nothing="No country reaches anything that a target draws on.")


@question
def trade_criteria(asked: Asked) -> None:
    """Is a component import-dependent by the criteria of the European Commission and of CEPII?

    Example: chainmap trade-criteria battery --home eu27
    """
    from .. import trade_criteria as ask

    table = ask(asked.stack, home=asked.seat["home"])
    columns = ("home", "name", "year", "criterion", "criterion_value", "threshold", "margin", "met", "decides")
    asked.show(table, columns, nothing="The stack has no trade figures.")
