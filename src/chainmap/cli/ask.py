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
        chokepoints,
        importance,
        leverage,
        coalition_game,
        explain,
        available,
        levels,
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
def chokepoints(
    asked: Asked,
    by: Annotated[str, typer.Option("--by", help="Rank offers, actors, components, countries or blocs.")] = "country",
    targets: Annotated[
        list[str] | None, typer.Option("--target", "-t", help="Only for this component. Repeatable.")
    ] = None,
    horizon: Annotated[float | None, typer.Option("--horizon", help="Months; the stack's if left out.")] = None,
) -> None:
    """Where are the chokepoints: closed by how few, at what loss, made good when?

    Example: chainmap chokepoints metaverse --by component
    """
    from .. import chokepoints as ask

    table = ask(asked.stack, by=by, targets=targets, horizon=horizon, **asked.seat)
    columns = ("reading", "rank", "name", "controlled", "smallest_order", "targets_stopped", "loss_short", "loss_long")
    asked.show(table, (*columns, "capability_months", "months", "because", "betweenness"))


@question
def importance(
    asked: Asked,
    target: Target = None,
    by: Annotated[str, typer.Option("--by", help="Offer, actor, component, country or bloc.")] = "actor",
    probability: Annotated[
        list[str] | None,
        typer.Option("--probability", "-p", help="That a unit denies: 0.1 for all, ASML=0.3 for one. Repeatable."),
    ] = None,
) -> None:
    """Which unit matters most for whether a target stops, if each denies with some probability?

    Example: chainmap importance euv p --home none -p 0.1 -p ASML=0.3
    """
    from .. import importance as ask

    chances, seat = _probabilities(probability or ["0.1"]), asked.seat
    table = ask(
        asked.stack, target, by=by, probability=chances, home=seat["home"], lens=seat["lens"], mode=seat["mode"]
    )
    columns = ("target", "name", "probability", "top_probability", "birnbaum", "criticality", "diagnostic")
    asked.show(table, (*columns, "fussell_vesely", "raw", "rrw_text", "note"))


def _probabilities(words: list[str]) -> dict[str, float]:
    from ..errors import WrongQuestion

    found = {}
    for word in words:
        name, _, number = word.rpartition("=")
        try:
            found[name.strip() or "others"] = float(number)
        except ValueError:
            raise WrongQuestion(f"--probability {word!r} is neither a number nor NAME=NUMBER") from None
    return found


@question
def leverage(
    asked: Asked,
    by: Annotated[str, typer.Option("--by", help="country or bloc.")] = "country",
) -> None:
    """What could each country take from home by denying, and home from it?

    Example: chainmap leverage metaverse
    """
    from .. import leverage as ask

    table = ask(asked.stack, by=by, **asked.seat)
    columns = ("name", "direction", "reading", "targets_stopped", "loss_short", "loss_long", "bound", "means")
    asked.show(table, columns, nothing="No country reaches any offer.")


@question
def coalition_game(
    asked: Asked,
    draws: Annotated[int, typer.Option("--draws", help="Random orders, where there are too many countries.")] = 10_000,
    seed: Annotated[int, typer.Option("--seed", help="Of the random orders.")] = 0,
) -> None:
    """How much of the power to stop targets is each country's, when any coalition may form?

    Example: chainmap coalition-game metaverse --lens origin
    """
    from .. import coalition_game as ask

    seat = asked.seat
    table = ask(asked.stack, draws=draws, seed=seed, home=seat["home"], lens=seat["lens"], mode=seat["mode"])
    asked.show(table, ("name", "shapley", "share", "standard_error", "alone", "everybody", "players", "method"))


@question
def explain(
    asked: Asked,
    unit: Annotated[str, typer.Argument(help="What is denied: country:USA, 西门子; several joined by +.")],
    target: Target = None,
) -> None:
    """Why does a denial stop a target? The chain in words, with evidence.

    Example: chainmap explain metaverse country:USA games
    """
    from .. import explain as ask

    table = ask(asked.stack, [one.strip() for one in unit.split("+")], target, **asked.seat)
    asked.show(table, ("step", "target", "text", "basis", "evidence"), nothing="The denial takes nothing away here.")


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
def concentration(
    asked: Asked,
    by: Annotated[str, typer.Option("--by", help="Add up shares by actor, owner or country.")] = "owner",
) -> None:
    """In how many hands is the supply of each component (HHI, with bounds)?

    Example: chainmap concentration metaverse --by country
    """
    from .. import concentration as ask

    table = ask(asked.stack, by=by, home=asked.seat["home"], lens=asked.seat["lens"])
    columns = ("name", "by", "reading", "hhi", "largest", "largest_hand", "hands_75", "names", "shares_known")
    asked.show(table, (*columns, "offers_listed", "bound", "decides"))


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
