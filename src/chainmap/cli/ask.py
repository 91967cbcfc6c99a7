"""One command a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from .options import By, Deny, Format, Home, Lang, LensOption, ModeOption, Out, StackName, load
from .show import answer

if TYPE_CHECKING:
    from ..stack import Stack

__all__ = ["register"]

PANEL = "Ask"
Target = Annotated[str | None, typer.Argument(help="A component: id, name or alias. All targets if left out.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    for command in (
        single_points,
        explain,
        available,
        levels,
        dependency,
        concentration,
        substitutes,
        coverage,
        blind_spots,
    ):
        app.command(rich_help_panel=PANEL)(command)


def _about(stack: Stack, **asked: Any) -> dict[str, Any]:
    from ..scenario.run import version

    given = {key: value for key, value in asked.items() if value not in (None, [], ())}
    return {"stack": stack.settings.id, "digest": stack.digest, "version": version(), **given}


def single_points(
    stack: StackName,
    target: Target = None,
    by: By = "country",
    home: Home = None,
    lens: LensOption = None,
    mode: ModeOption = None,
    form: Format = "table",
    out: Out = None,
    lang: Lang = None,
) -> None:
    """Who can stop a target alone?

    Example: chainmap single-points metaverse --by actor
    """
    from .. import single_points_of_failure

    found = load(stack)
    table = single_points_of_failure(found, target, by=by, home=home, lens=lens, mode=mode)
    about = _about(found, by=by, home=home, lens=lens, mode=mode)
    answer(
        table,
        form,
        out,
        lang,
        about=about,
        shown=("target", "members", "holds", "through", "rests_on", "beyond_source"),
        nothing="Nobody is known to stop it alone.",
    )


def explain(
    stack: StackName,
    unit: Annotated[str, typer.Argument(help="What is denied: country:USA, Siemens, 西门子, ...")],
    target: Target = None,
    home: Home = None,
    lens: LensOption = None,
    mode: ModeOption = None,
    form: Format = "table",
    out: Out = None,
    lang: Lang = None,
) -> None:
    """Why does a denial stop a target? The chain in words, with evidence.

    Example: chainmap explain metaverse country:USA games
    """
    from .. import explain as ask

    found = load(stack)
    table = ask(found, unit, target, home=home, lens=lens, mode=mode)
    about = _about(found, unit=unit, home=home, lens=lens, mode=mode)
    answer(
        table,
        form,
        out,
        lang,
        about=about,
        shown=("step", "text", "basis", "evidence"),
        nothing="The denial takes nothing away here.",
    )


def available(
    stack: StackName,
    target: Target = None,
    deny: Deny = None,
    home: Home = None,
    lens: LensOption = None,
    mode: ModeOption = None,
    form: Format = "table",
    out: Out = None,
    lang: Lang = None,
) -> None:
    """What still works after a denial?

    Example: chainmap available metaverse -d country:FRA -d country:DEU
    """
    from .. import available as ask

    found = load(stack)
    table = ask(found, target, deny=deny or (), home=home, lens=lens, mode=mode)
    about = _about(found, deny=deny, home=home, lens=lens, mode=mode)
    answer(table, form, out, lang, about=about, shown=("name", "state", "holds", "because", "unknown"))


def levels(
    stack: StackName,
    deny: Deny = None,
    home: Home = None,
    lens: LensOption = None,
    mode: ModeOption = None,
    reroute: Annotated[bool, typer.Option("--reroute", help="Long run only: one good offer carries all.")] = False,
    assume: Annotated[str | None, typer.Option("--assume", help="equal: equal shares where none is given.")] = None,
    form: Format = "table",
    out: Out = None,
    lang: Lang = None,
) -> None:
    """How much of each component is left after a denial, at least and at most?

    Example: chainmap levels metaverse -d country:USA --reroute
    """
    from .. import levels as ask

    found = load(stack)
    table = ask(found, deny=deny or (), home=home, lens=lens, mode=mode, reroute=reroute, assume=assume)
    answer(table, form, out, lang, about=_about(found, deny=deny, home=home, lens=lens, mode=mode, assume=assume))


def dependency(
    stack: StackName,
    component: Annotated[str | None, typer.Argument(help="A component; all if left out.")] = None,
    home: Home = None,
    lens: LensOption = None,
    form: Format = "table",
    out: Out = None,
    lang: Lang = None,
) -> None:
    """Which share of each component's supply does each country reach, at face value?

    Example: chainmap dependency metaverse "3D CAD system" --lens origin
    """
    from .. import import_dependency

    found = load(stack)
    table = import_dependency(found, component, home=home, lens=lens)
    columns = ("name", "country", "reading", "value", "offers_reached", "offers_unknown", "offers_listed", "decides")
    answer(table, form, out, lang, about=_about(found, home=home, lens=lens), shown=columns)


def concentration(
    stack: StackName,
    by: Annotated[str, typer.Option("--by", help="Add up shares by actor, owner or country.")] = "owner",
    home: Home = None,
    lens: LensOption = None,
    form: Format = "table",
    out: Out = None,
    lang: Lang = None,
) -> None:
    """In how many hands is the supply of each component (HHI, with bounds)?

    Example: chainmap concentration metaverse --by country
    """
    from .. import concentration as ask

    found = load(stack)
    table = ask(found, by=by, home=home, lens=lens)
    columns = ("name", "by", "reading", "hhi", "names", "shares_known", "offers_listed", "bound", "decides")
    answer(table, form, out, lang, about=_about(found, by=by, home=home, lens=lens), shown=columns)


def substitutes(
    stack: StackName,
    item: Annotated[str, typer.Argument(help="An offer, actor, component, country or bloc.")],
    deny: Deny = None,
    home: Home = None,
    lens: LensOption = None,
    mode: ModeOption = None,
    form: Format = "table",
    out: Out = None,
    lang: Lang = None,
) -> None:
    """What could stand in for an offer, a firm or a country's offers?

    Example: chainmap substitutes metaverse parasolid
    """
    from .. import substitutes as ask

    found = load(stack)
    table = ask(found, item, deny=deny or (), home=home, lens=lens, mode=mode)
    about = _about(found, item=item, deny=deny, home=home, lens=lens, mode=mode)
    answer(
        table,
        form,
        out,
        lang,
        about=about,
        shown=("item", "name", "kind", "foreign", "months", "cost", "quality", "blocked_by", "note"),
        nothing="Nothing listed could stand in for it.",
    )


def coverage(
    stack: StackName,
    home: Home = None,
    lens: LensOption = None,
    form: Format = "table",
    out: Out = None,
    lang: Lang = None,
) -> None:
    """How much do the data know about each component, and from where?

    Example: chainmap coverage metaverse --out coverage.csv
    """
    from .. import coverage as ask

    found = load(stack)
    columns = (
        "name",
        "supply",
        "complete",
        "offers_listed",
        "shares_known",
        "share_known",
        "jurisdiction_known",
        "claims",
    )
    answer(ask(found, home=home, lens=lens), form, out, lang, about=_about(found, home=home, lens=lens), shown=columns)


def blind_spots(
    stack: StackName,
    target: Target = None,
    home: Home = None,
    lens: LensOption = None,
    form: Format = "table",
    out: Out = None,
    lang: Lang = None,
) -> None:
    """What do the data not know, and which cell would decide?

    Example: chainmap blind-spots metaverse games
    """
    from .. import blind_spots as ask

    found = load(stack)
    table = ask(found, target, home=home, lens=lens)
    answer(
        table,
        form,
        out,
        lang,
        about=_about(found, home=home, lens=lens),
        shown=("kind", "text", "cell"),
        nothing="No blind spots.",
    )
