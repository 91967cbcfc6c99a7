"""The command ``cuts``: the smallest sets that stop something, of a stack or of a fault tree."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import WrongQuestion
from .options import Asked, question
from .show import answer

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["register"]

Source = Annotated[
    str, typer.Argument(help="A bundled stack, a folder of tables, or an Open-PSA fault tree: a file ending in .xml.")
]
OF_STACKS = ("by", "home", "lens", "mode", "basis", "as_of")
"""What one asks of a stack and not of a fault tree."""
COUNTED = ("target", "order", "count", "proved", "as_listed", "possible")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("cuts", rich_help_panel="Ask")(cuts)


@question
def _of_stack(
    asked: Asked,
    target: Annotated[
        str | None, typer.Argument(help="A component (all targets if left out), or the gate of a fault tree.")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", help="Deny by offer, actor, component, country (if left out) or bloc.")
    ] = None,
    max_order: Annotated[
        int | None, typer.Option("--max-order", "-k", min=0, help="Only sets of at most so many; all if left out.")
    ] = None,
    count: Annotated[bool, typer.Option("--count", help="Only how many sets there are of each order.")] = False,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="How many sets may be made on the way; 3000000 if left out.")
    ] = None,
) -> None:
    """Which smallest sets, denied together, stop a target?

    A file that ends in .xml is read as a fault tree, so that the answer can be held against other programs'.

    Example: chainmap cuts metaverse --max-order 2 --count
    """
    from .. import minimal_cut_sets

    seat: dict[str, Any] = {**asked.seat, **_work(limit)}
    table = minimal_cut_sets(asked.stack, target, by=by or "country", max_order=max_order, **seat)
    about = {**asked.about, "by": by or "country", **_depth(table)}
    shown = ("target", "order", "members", "holds", "minimal_in", "rests_on", "through")
    where = {"form": asked.form, "out": asked.out, "lang": asked.lang, "about": about}
    _show(table, shown, count=count, max_order=max_order, **where)


def _of_tree(path: str, given: dict[str, Any]) -> None:
    from .. import read_open_psa, tree_cut_sets
    from ..scenario.run import version

    unfit = [f"--{name.replace('_', '-')}" for name in OF_STACKS if given[name] is not None]
    if unfit:
        raise WrongQuestion(f"a fault tree has no {' and no '.join(unfit)}: these are asked of stacks")
    tree = read_open_psa(path, top=given["target"])
    work = {} if given["limit"] is None else {"limit": given["limit"]}
    table = tree_cut_sets(tree, max_order=given["max_order"], **work)
    about = {"tree": Path(path).name, "top": tree.nodes[tree.top], "version": version(), **_depth(table)}
    told = {name: given[name] for name in ("count", "max_order", "form", "out", "lang")}
    _show(table, ("order", "members"), **told, about=about)


def _show(table: pd.DataFrame, shown: Sequence[str], *, count: bool, max_order: int | None, **where: Any) -> None:
    """Print the sets or their numbers, and say it where there may be more."""
    from .. import count_by_order

    depth, cut_short = table.attrs["complete_to"], table.attrs["cut_short"]
    whole = max_order is None and not cut_short
    nothing = "Nothing stops it." if whole else f"No set of up to {depth} stops it."
    if count:
        table, shown = count_by_order(table), COUNTED
    answer(table, shown=shown, nothing=nothing, **where)
    if cut_short:
        typer.echo(
            f"The limit on work was reached: all sets of up to {depth} are there, larger ones are not. "
            "Raise it with --limit.",
            err=True,
        )


def _work(limit: int | None) -> dict[str, int]:
    return {} if limit is None else {"limit": limit}


def _depth(table: pd.DataFrame) -> dict[str, Any]:
    return {str(name): value for name, value in table.attrs.items()}


@wraps(_of_stack)
def cuts(**given: Any) -> None:
    """Answer for a fault tree where a file ending in .xml is given, otherwise for a stack."""
    if given["stack"].lower().endswith(".xml"):
        _of_tree(given.pop("stack"), given)
    else:
        _of_stack(**given)


_parameters = inspect.signature(_of_stack).parameters
cuts.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
    [one.replace(annotation=Source) if name == "stack" else one for name, one in _parameters.items()]
)
