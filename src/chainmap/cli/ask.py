"""One command a question; what they share stands in :mod:`chainmap.cli.options`."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import Asked, question

__all__ = ["register"]

Target = Annotated[str | None, typer.Argument(help="A component: id, name or alias. All targets if left out.")]
Deny = Annotated[
    list[str] | None,
    typer.Option("--deny", "-d", help="Deny a unit: country:USA, actor:siemens, Siemens, 西门子, ... Repeatable."),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    asks = (
        single_points,
        explain,
        available,
        levels,
        dependency,
        concentration,
        substitutes,
        coverage,
        blind_spots,
        basis_effects,
    )
    for command in asks:
        app.command(rich_help_panel="Ask")(command)


@question
def single_points(
    asked: Asked,
    target: Target = None,
    by: Annotated[str, typer.Option("--by", help="Deny by offer, actor, component, country or bloc.")] = "country",
) -> None:
    """Who can stop a target alone?

    Example: chainmap single-points metaverse --by actor
    """
    from .. import single_points_of_failure

    table = single_points_of_failure(asked.stack, target, by=by, **asked.seat)
    columns = ("target", "members", "holds", "through", "rests_on", "beyond_source")
    asked.show(table, columns, nothing="Nobody is known to stop it alone.")


@question
def explain(
    asked: Asked,
    unit: Annotated[str, typer.Argument(help="What is denied: country:USA, Siemens, 西门子, ...")],
    target: Target = None,
) -> None:
    """Why does a denial stop a target? The chain in words, with evidence.

    Example: chainmap explain metaverse country:USA games
    """
    from .. import explain as ask

    table = ask(asked.stack, unit, target, **asked.seat)
    asked.show(table, ("step", "text", "basis", "evidence"), nothing="The denial takes nothing away here.")


@question
def available(asked: Asked, target: Target = None, deny: Deny = None) -> None:
    """What still works after a denial?

    Example: chainmap available metaverse -d country:FRA -d country:DEU
    """
    from .. import available as ask

    _note_home(asked, deny)
    table = ask(asked.stack, target, deny=deny or (), **asked.seat)
    asked.show(table, ("name", "state", "holds", "because", "unknown"))


@question
def levels(
    asked: Asked,
    deny: Deny = None,
    reroute: Annotated[bool, typer.Option("--reroute", help="Long run only: one good offer carries all.")] = False,
    assume: Annotated[str | None, typer.Option("--assume", help="equal: equal shares where none is given.")] = None,
) -> None:
    """How much of each component is left after a denial, at least and at most?

    Example: chainmap levels metaverse -d country:USA --reroute
    """
    from .. import levels as ask

    _note_home(asked, deny)
    table = ask(asked.stack, deny=deny or (), reroute=reroute, assume=assume, **asked.seat)
    asked.show(table, ("name", "run", "reading", "level", "bound", "offers_left", "offers_listed"))


@question
def dependency(
    asked: Asked,
    component: Annotated[str | None, typer.Argument(help="A component; all if left out.")] = None,
) -> None:
    """Which share of each component's supply does each country reach, at face value?

    Example: chainmap dependency metaverse "3D CAD" --lens origin
    """
    from .. import import_dependency

    table = import_dependency(asked.stack, component, home=asked.seat["home"], lens=asked.seat["lens"])
    columns = ("name", "country", "reading", "offers_reached", "offers_unknown", "offers_listed", "value", "decides")
    asked.show(table, columns, nothing="No listed offers there.")


@question
def concentration(
    asked: Asked,
    by: Annotated[str, typer.Option("--by", help="Add up shares by actor, owner or country.")] = "owner",
) -> None:
    """In how many hands is the supply of each component (HHI, with bounds)?

    Example: chainmap concentration metaverse --by country
    """
    from .. import concentration as ask

    table = ask(asked.stack, by=by, home=asked.seat["home"], lens=asked.seat["lens"])
    asked.show(table, ("name", "by", "reading", "hhi", "names", "shares_known", "offers_listed", "bound", "decides"))


@question
def substitutes(
    asked: Asked,
    item: Annotated[str, typer.Argument(help="An offer, actor, component, country or bloc.")],
    deny: Deny = None,
) -> None:
    """What could stand in for an offer, a firm or a country's offers?

    Example: chainmap substitutes metaverse parasolid
    """
    from .. import substitutes as ask

    _note_home(asked, deny)
    table = ask(asked.stack, item, deny=deny or (), **asked.seat)
    columns = ("item", "name", "kind", "foreign", "months", "cost", "quality", "blocked_by", "note")
    asked.show(table, columns, nothing="Nothing listed could stand in for it.")


@question
def coverage(asked: Asked) -> None:
    """How much do the data know about each component, and from where?

    Example: chainmap coverage metaverse --format md
    """
    from .. import coverage as ask

    table = ask(asked.stack, home=asked.seat["home"], lens=asked.seat["lens"])
    columns = ("name", "supply", "complete", "offers_listed", "shares_known", "jurisdiction_known", "claims", "stated")
    asked.show(table, columns)


@question
def blind_spots(asked: Asked, target: Target = None) -> None:
    """What do the data not know, and which cell would decide?

    Example: chainmap blind-spots metaverse games
    """
    from .. import blind_spots as ask

    table = ask(asked.stack, target, home=asked.seat["home"], lens=asked.seat["lens"])
    asked.show(table, ("component", "kind", "text", "cell"), nothing="No blind spots.")


@question
def basis_effects(asked: Asked) -> None:
    """Which headlines hang on which kind of claim?

    Example: chainmap basis-effects metaverse
    """
    from .. import basis_effects as ask

    asked.show(ask(asked.stack, **asked.seat), ("basis", "claims", "change", "text"))


def _note_home(asked: Asked, deny: list[str] | None) -> None:
    """Say when a denial asks home to deny itself, which it cannot."""
    from ..stack.names import name_of
    from ..structure import denial, viewpoint

    home = viewpoint(asked.stack, home=asked.seat["home"], lens=asked.seat["lens"]).home
    own = sorted(denial(asked.stack, deny or ()).countries & home)
    if own:
        said = ", ".join(name_of(asked.stack, f"country:{code}", "en") for code in own)
        typer.echo(f"Note: {said} is home and does not deny itself; ask with another --home, or --home none.", err=True)
