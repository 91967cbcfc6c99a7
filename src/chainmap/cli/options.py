"""Options that mean the same in every command, each said once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ..stack import Stack

__all__ = [
    "By",
    "Deny",
    "Format",
    "Home",
    "Lang",
    "LensOption",
    "ModeOption",
    "Out",
    "Quiet",
    "StackName",
    "load",
]

StackName = Annotated[str, typer.Argument(help="A bundled stack (metaverse, euv) or a folder of CSV tables.")]
Home = Annotated[
    str | None,
    typer.Option("--home", help="Whose seat: codes, names or blocs separated by ';' (CHN, eu27); 'none' for no home."),
]
LensOption = Annotated[
    str | None, typer.Option("--lens", help="Who reaches an offer: label, hq, owner, origin, site or any.")
]
ModeOption = Annotated[str | None, typer.Option("--mode", help="supply: new supply stops. use: use is revoked too.")]
Deny = Annotated[
    list[str] | None,
    typer.Option("--deny", "-d", help="Deny a unit: country:USA, actor:siemens, Siemens, 西门子, ... Repeatable."),
]
By = Annotated[str, typer.Option("--by", help="Deny by offer, actor, component, country or bloc.")]
Format = Annotated[str, typer.Option("--format", "-f", help="table, csv, json or md.")]
Out = Annotated[str | None, typer.Option("--out", "-o", help="Write to this file; its ending decides the format.")]
Lang = Annotated[str | None, typer.Option("--lang", help="en or zh; the system's language if left out.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]


def load(name: str) -> Stack:
    """Return a bundled stack or the stack of a folder."""
    from ..stack import open_stack

    return open_stack(name)
