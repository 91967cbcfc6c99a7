"""The main job, and what one asks first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from .options import (
    AsOf,
    Basis,
    Encoding,
    Format,
    Home,
    Lang,
    LensOption,
    ModeOption,
    Out,
    Quiet,
    StackName,
    load,
    note_namesake,
)
from .show import answer, destination, language

__all__ = ["register"]

PANEL = "Start"


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    for command in (run, check, info):
        app.command(rich_help_panel=PANEL)(command)


def run(
    stack: StackName = "metaverse",
    home: Home = None,
    lens: LensOption = None,
    mode: ModeOption = None,
    basis: Basis = None,
    as_of: AsOf = None,
    encoding: Encoding = None,
    lang: Lang = None,
    out: Annotated[str, typer.Option("--out", "-o", help="Folder under which the results are written.")] = "outputs",
    tables: Annotated[
        str, typer.Option("--tables", help="Formats of the tables: csv, json, xlsx (one workbook), parquet.")
    ] = "csv,json",
    open_page: Annotated[bool, typer.Option("--open", help="Open the first page when done.")] = False,
    quiet: Quiet = False,
) -> None:
    """Do everything: check the data, answer the questions, run the scenarios, write tables and pages.

    Example: chainmap run metaverse --home eu27 --open
    """
    from .main_job import MainJob, main_job
    from .run_tables import formats_asked

    forms = formats_asked(tables)
    asked = MainJob(stack, out, home, lens, mode, basis, as_of, language(lang), quiet, forms, encoding)
    index = main_job(asked)
    if open_page:
        import webbrowser

        webbrowser.open(index.resolve().as_uri())


def check(
    stack: StackName,
    strict: Annotated[bool, typer.Option("--strict", help="Also ask for evidence on every row.")] = False,
    encoding: Encoding = None,
    form: Format = "table",
    out: Out = None,
) -> None:
    """Check the tables of a stack and list every problem with its place and remedy.

    Notes say how a sheet was understood. Exit code 0: no errors (there may be warnings); 1: the data have errors.

    Example: chainmap check my-industry --strict
    """
    from collections import Counter

    from .. import check as ask
    from ..stack import place_of, problems_of

    destination(form, out, [stack])
    note_namesake(stack)
    place = place_of(stack)
    found = problems_of(place, strict=strict, encoding=encoding)
    count = Counter(problem.level for problem in found)
    if form == "table" and out is None:
        for problem in found:
            typer.echo(f"{problem.level}: {problem}".rstrip())
        told = [
            _count(count[level], level) for level in ("error", "warning", "note") if count[level] or level != "note"
        ]
        typer.echo(f"{stack}: {', '.join(told)}")
    else:
        answer(ask(place, strict=strict, encoding=encoding), form, out, "en")
    if count["error"]:
        raise typer.Exit(1)


def info(stack: StackName = "metaverse", encoding: Encoding = None, lang: Lang = None) -> None:
    """Say what a stack holds: layers, components, offers, where its claims come from.

    Example: chainmap info metaverse
    """
    from collections import Counter

    from ..stack.names import name_of
    from ..structure import compile_structure

    found, spoken = load(stack, encoding=encoding), language(lang)
    settings = found.settings
    title = (settings.title_zh if spoken == "zh" else settings.title_en) or settings.title_en or settings.id
    home = ", ".join(name_of(found, f"country:{code}", spoken) for code in settings.home) or "none"
    targets = [row for row in found.components if row.weight is not None]
    structure = compile_structure(found)
    bases = Counter(row.basis for row in found.evidence)
    supply = Counter(row.supply for row in found.components)
    rows = [
        ("title", title),
        ("as of", settings.as_of),
        ("home, lens, mode", f"{home}, {settings.lens}, {settings.mode}"),
        ("targets", ", ".join(name_of(found, f"component:{row.component}", spoken) for row in targets)),
        ("components", f"{len(found.components)} ({_list(supply)})"),
        ("offers", f"{len(found.offers)} by {len(found.actors)} actors"),
        ("needs", f"{len(found.needs)}; {len(structure)} nodes, {_count(len(structure.loops()), 'loop')}"),
        ("claims", f"{len(found.evidence)} ({_list(bases)})"),
        ("digest", found.digest[:16]),
    ]
    for name, value in rows:
        if value not in (None, ""):
            typer.echo(f"{name:17} {value}")


def _list(counts: Mapping[Any, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items(), key=lambda one: -one[1]))


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
