"""Options that mean the same in every command, each said once."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from .show import answer, destination

if TYPE_CHECKING:
    import pandas as pd

    from ..stack import Stack

__all__ = [
    "AsOf",
    "Asked",
    "Basis",
    "Encoding",
    "Format",
    "Home",
    "Lang",
    "LensOption",
    "ModeOption",
    "Out",
    "Quiet",
    "StackName",
    "load",
    "note_namesake",
    "question",
]

StackName = Annotated[
    str,
    typer.Argument(
        help="A bundled stack (metaverse, battery, euv), a folder of CSV tables, a workbook (.xlsx) or one sheet "
        "(.xlsx, .csv) with component, supplier, country."
    ),
]
Home = Annotated[
    str | None,
    typer.Option("--home", help="Whose seat: codes, names or blocs separated by ';' (CHN, eu27); 'none' for no home."),
]
LensOption = Annotated[
    str | None, typer.Option("--lens", help="Who reaches an offer: label, hq, owner, origin, site or any.")
]
ModeOption = Annotated[str | None, typer.Option("--mode", help="supply: new supply stops. use: use is revoked too.")]
Basis = Annotated[
    str | None,
    typer.Option("--basis", help="Believe only these claims: stated, implied, inferred, public, own, assumption."),
]
AsOf = Annotated[int | None, typer.Option("--as-of", help="Apply the dated changes up to this year.")]
Encoding = Annotated[
    str | None, typer.Option("--encoding", help="Encoding of the files if not UTF-8: gb18030 (GBK, GB2312).")
]
Format = Annotated[str, typer.Option("--format", "-f", help="table, csv, json or md.")]
Out = Annotated[
    str | None,
    typer.Option("--out", "-o", help="Write to this file: .csv, .json, .md, .xlsx or .parquet, as its ending says."),
]
Lang = Annotated[str | None, typer.Option("--lang", help="en or zh; the system's language if left out.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]


def load(
    name: str,
    *,
    basis: str | None = None,
    as_of: int | None = None,
    encoding: str | None = None,
    tell: Literal["each", "count", "nothing"] = "count",
) -> Stack:
    """Return the stack that a person names, as of a year, believing some claims.

    ``tell``: what is said on the error stream of guesses and doubts in reading a sheet.
    """
    from ..errors import InvalidStack
    from ..stack import as_of as changed
    from ..stack import place_of, read_with_problems, with_basis

    if tell != "nothing":
        note_namesake(name)
    reading = read_with_problems(place_of(name), encoding=encoding)
    if reading.stack is None:
        raise InvalidStack([found for found in reading.problems if found.level == "error"])
    notes = [found for found in reading.problems if found.level == "note"]
    doubts = [found for found in reading.problems if found.level == "warning"]
    if tell == "each":
        for found in (*notes, *doubts):
            typer.echo(f"{found.level}: {found}", err=True)
    elif tell == "count" and (notes or doubts):
        counts = ((len(notes), "note"), (len(doubts), "warning"))
        told = " and ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count)
        again = f'"{name}"' if " " in name else name
        again += f" --encoding {encoding}" if encoding else ""
        typer.echo(f"{name} was read with {told}: chainmap check {again}", err=True)
    stack = reading.stack
    if as_of is not None:
        stack = changed(stack, as_of)
    return stack if basis is None else with_basis(stack, basis)


def note_namesake(name: str) -> None:
    """Say it where a folder or file here is called like the bundled stack that is read instead."""
    from ..stack import place_of
    from ..stack.bundled import bundled_names

    here = Path(name)
    if name in bundled_names() and here.exists() and not here.samefile(place_of(name)):
        kind = "folder" if here.is_dir() else "file"
        typer.echo(f"note: {name} is the bundled stack; write ./{name} for the {kind} here", err=True)


@dataclass(frozen=True)
class Asked:
    """What every question is asked with, and where its answer goes."""

    stack: Stack
    seat: dict[str, str | None]
    about: dict[str, Any]
    form: str
    out: str | None
    lang: str | None

    def show(self, table: pd.DataFrame, shown: Sequence[str], *, nothing: str = "Nothing to report.") -> None:
        """Print the answer, or write it."""
        answer(table, self.form, self.out, self.lang, about=self.about, shown=shown, nothing=nothing)


def question(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the stack in front, the common options behind, and hand them to it as one ``Asked``.

    A command declares only what is its own, after its first parameter.
    """
    mine = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
    named = inspect.signature(_common, eval_str=True).parameters
    common = [one for one in named.values() if one.name != "stack"]

    @wraps(command)
    def ask(**given: Any) -> None:
        asked = _common(**{name: given.pop(name) for name in list(named)})
        told = {name: value for name, value in given.items() if value not in (None, [], False)}
        command(Asked(**{**vars(asked), "about": {**asked.about, **told}}), **given)

    parameters = [named["stack"], *mine, *common]
    as_options = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in parameters]
    ask.__signature__ = inspect.Signature(as_options)  # type: ignore[attr-defined]
    return ask


def _common(
    stack: StackName,
    home: Home = None,
    lens: LensOption = None,
    mode: ModeOption = None,
    basis: Basis = None,
    as_of: AsOf = None,
    encoding: Encoding = None,
    form: Format = "table",
    out: Out = None,
    lang: Lang = None,
) -> Asked:
    """Read the stack and gather what every question is asked with."""
    from ..scenario.run import version

    destination(form, out, [stack])
    found = load(stack, basis=basis, as_of=as_of, encoding=encoding)
    seat = {"home": home, "lens": lens, "mode": mode}
    asked = {name: value for name, value in {**seat, "basis": basis, "as_of": as_of}.items() if value is not None}
    about = {"stack": found.settings.id, "digest": found.digest, "version": version(), **asked}
    return Asked(found, seat, about, form, out, lang)
