"""``chainmap run``: check -> answers -> scenarios -> tables -> pages, all or nothing."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ..errors import LimitExceeded
from .inputs import refuse_own_folder
from .options import load
from .results import free_folder, replace_results, results_name, source_of
from .run_tables import formats_told, write_tables

if TYPE_CHECKING:
    import pandas as pd

    from ..scenario import Run
    from ..stack import Stack

__all__ = ["MainJob", "main_job"]

LARGE = 500
"""Components from which on it is said beforehand that the answers take time."""


@dataclass(frozen=True)
class MainJob:
    """What the main job is asked to do."""

    stack: str
    out: str
    home: str | None
    lens: str | None
    mode: str | None
    basis: str | None
    as_of: int | None
    lang: str
    quiet: bool
    tables: tuple[str, ...] = ("csv", "json")
    encoding: str | None = None


def main_job(asked: MainJob) -> Path:
    """Do the main job for one stack and return the first page.

    Everything is made in a folder beside the results and moved at the end, so that an interrupt
    leaves the previous results as they were. ``manifest.json`` lists our files; only those are
    replaced. An answer whose limit on work is reached is left out, and it is said which.
    """
    from ..analysis.answers import ANSWER_NAMES, answer_all
    from ..pages import write_pages
    from ..structure import viewpoint

    steps = len(ANSWER_NAMES) + 3
    with _progress(steps, asked.quiet) as done:
        stack = load(
            asked.stack,
            basis=asked.basis,
            as_of=asked.as_of,
            encoding=asked.encoding,
            tell="nothing" if asked.quiet else "each",
        )
        seen = viewpoint(stack, home=asked.home, lens=asked.lens, mode=asked.mode)
        seat: dict[str, Any] = {"home": sorted(seen.home) or "none", "lens": seen.lens, "mode": seen.mode}
        done("data checked")
        source = source_of(asked.stack)
        wanted = Path(asked.out) / results_name(stack, seen, source, as_of=asked.as_of, basis=asked.basis)
        folder = free_folder(wanted, source)
        refuse_own_folder(folder, asked.stack)
        if not asked.quiet:
            _beforehand(stack, folder, wanted)
        missing: list[str] = []

        def failed(what: str, error: LimitExceeded) -> None:
            missing.append(what)
            typer.echo(f"{what.replace('_', ' ')} left out: {error}. {_remedy(what, asked.stack)}", err=True)

        answers = answer_all(stack, **seat, done=lambda one: done(one.replace("_", " ")), failed=failed)
        runs = _scenario_runs(stack, asked.stack)
        done("scenarios")
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as beside:
            made = Path(beside)
            tables = write_tables(made / "tables", stack, seen, answers, runs, forms=asked.tables, lang=asked.lang)
            try:
                write_pages(stack, made, answers, runs, lang=asked.lang, **{**seat, "home": sorted(seen.home)})
            except LimitExceeded as error:
                failed("pages", error)
            replace_results(made, folder, stack, source, missing)
        done("tables and pages")
    index = folder / ("tables" if "pages" in missing else "index.html")
    if not asked.quiet:
        _closing(stack, answers, runs, asked.lang)
        told = formats_told(asked.tables, asked.lang)
        pages = ("", "") if "pages" in missing else (" and the pages", "及页面")
        said = (f"{tables} tables ({told}){pages[0]}:", f"{tables}张表（{told}）{pages[1]}：")
        typer.echo(said[asked.lang == "zh"])
        typer.echo(index.resolve().as_uri())
    return index


def _beforehand(stack: Stack, folder: Path, wanted: Path) -> None:
    """Say what a person should know before waiting: that it takes long, and where the results go."""
    if len(stack.components) > LARGE:
        typer.echo(f"{len(stack.components):,} components: this may take some minutes", err=True)
    if folder != wanted:
        typer.echo(f"{wanted} holds the results of another stack; these go to {folder}", err=True)


def _remedy(what: str, stack: str) -> str:
    """Say how to get less of an answer that was too much work."""
    name = f'"{stack}"' if " " in stack else stack
    if what == "cut_sets":
        return f"For one target and small sets: chainmap cuts {name} TARGET --max-order 1"
    if what == "importance":
        return f"For one target: chainmap importance {name} TARGET"
    if what in ("single_points", "headlines"):
        return f"For one target: chainmap single-points {name} TARGET"
    return "Mark fewer targets (column target of one sheet, weight of components), or leave out what they do not need."


def _scenario_runs(stack: Stack, name: str) -> list[Run]:
    """Run the bundled scenarios of a bundled stack; one's own stack has none, whatever it is called.

    Say which ones name what is not there as of another year, on another basis or without some columns.
    """
    from ..errors import InvalidScenario
    from ..scenario import read_scenarios, run
    from ..stack import bundled_scenarios
    from ..stack.bundled import bundled_called

    bundled, runs = bundled_called(name), []
    if bundled is None:
        return []
    for path in bundled_scenarios():
        for one in read_scenarios(path):
            if one.stack != bundled:
                continue
            try:
                runs.append(run(stack, one))
            except (InvalidScenario, LimitExceeded) as error:
                typer.echo(f"Scenario {one.name} is left out: {error}", err=True)
    return runs


class _progress:  # noqa: N801  (used as a function)
    """A bar on a terminal, nothing elsewhere."""

    def __init__(self, steps: int, quiet: bool) -> None:
        self.steps, self.quiet = steps, quiet or not sys.stderr.isatty()
        self.bar: Any = None

    def __enter__(self) -> Callable[[str], None]:
        if self.quiet:
            return lambda _: None
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        bar = Progress(
            TextColumn("{task.description:18}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        bar.start()
        task = bar.add_task("reading", total=self.steps)
        self.bar = bar
        return lambda text: bar.update(task, advance=1, description=text)

    def __exit__(self, *problem: object) -> None:
        if self.bar is not None:
            self.bar.stop()


def _closing(stack: Stack, answers: Mapping[str, pd.DataFrame], runs: Sequence[Run], lang: str) -> None:
    """Say in words what was found."""
    chinese = lang == "zh"
    settings = stack.settings
    title = (settings.title_zh if chinese else settings.title_en) or settings.id
    as_of = f" ({settings.as_of})" if settings.as_of else ""
    typer.echo(f"{title}{as_of}")
    if "headlines" in answers:
        for at, text in enumerate(answers["headlines"][f"text_{lang}"], start=1):
            typer.echo(f"{at}. {text}")
    for one in runs:
        told = one.tables["headlines"][f"text_{lang}"]
        name = "情景" if chinese else "Scenario"
        typer.echo(f"{name} {one.scenario.name}: {('' if chinese else ' ').join(told)}")
