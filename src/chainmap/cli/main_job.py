"""``chainmap run``: check -> answers -> scenarios -> tables -> pages, all or nothing."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from .options import load
from .run_tables import formats_told, write_tables
from .show import in_use

if TYPE_CHECKING:
    import pandas as pd

    from ..scenario import Run
    from ..stack import Stack
    from ..structure import Viewpoint

__all__ = ["MainJob", "main_job"]

MANIFEST = "manifest.json"


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
    replaced.
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
        answers = answer_all(stack, **seat, done=lambda one: done(one.replace("_", " ")))
        runs = _scenario_runs(stack)
        done("scenarios")
        folder = Path(asked.out) / _folder(stack, seen, asked)
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as beside:
            made = Path(beside)
            tables = write_tables(made / "tables", stack, seen, answers, runs, forms=asked.tables, lang=asked.lang)
            write_pages(stack, made, answers, runs, lang=asked.lang, **{**seat, "home": sorted(seen.home)})
            _replace(made, folder, stack)
        done("tables and pages")
    index = folder / "index.html"
    if not asked.quiet:
        _closing(stack, answers, runs, asked.lang)
        told = formats_told(asked.tables, asked.lang)
        typer.echo(
            f"{tables}张表（{told}）及页面：" if asked.lang == "zh" else f"{tables} tables ({told}) and the pages:"
        )
        typer.echo(index.resolve().as_uri())
    return index


def _scenario_runs(stack: Stack) -> list[Run]:
    """Run the bundled scenarios that were written for this stack; say which name what a changed copy lacks."""
    from ..errors import InvalidScenario
    from ..scenario import read_scenarios, run
    from ..stack import bundled_scenarios

    runs = []
    for path in bundled_scenarios():
        for one in read_scenarios(path):
            if one.stack != stack.settings.id:
                continue
            try:
                runs.append(run(stack, one))
            except InvalidScenario as error:
                typer.echo(f"Scenario {one.name} is left out: {error}", err=True)
    return runs


def _folder(stack: Stack, seen: Viewpoint, asked: MainJob) -> str:
    """Name the results by what differs from the stack's own seat, so that runs never overwrite each other."""
    own, parts = stack.settings, [stack.settings.id]
    if seen.home != frozenset(own.home):
        parts.append(_home_name(stack, seen.home))
    if seen.lens != own.lens:
        parts.append(seen.lens)
    if seen.mode != own.mode:
        parts.append(seen.mode)
    if asked.as_of is not None:
        parts.append(str(asked.as_of))
    if asked.basis is not None:
        parts.append("+".join(sorted(word.strip() for word in asked.basis.replace(";", ",").split(","))))
    return "-".join(parts)


def _home_name(stack: Stack, home: frozenset[str]) -> str:
    """Name a home in a folder's name: a bloc by its id, a long list by its length and a digest."""
    from ..countries import bloc_members

    for bloc, members in sorted(bloc_members(stack.blocs, stack.settings.as_of).items()):
        if home == frozenset(members):
            return bloc
    codes = "+".join(sorted(home)) or "none"
    return codes if len(codes) <= 60 else f"{len(home)}-{sha256(codes.encode()).hexdigest()[:8]}"


def _replace(made: Path, folder: Path, stack: Stack) -> None:
    """Move the new files over, delete our old ones that are gone, and leave everybody else's alone.

    All or nothing: what was there is first moved aside, and back again if one of it cannot be replaced.
    """
    files = sorted(path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file())
    manifest = folder / MANIFEST
    before: list[str] = []
    if manifest.is_file():
        try:
            before = [str(name) for name in json.loads(manifest.read_text(encoding="utf-8"))["files"]]
        except (ValueError, KeyError, TypeError):
            before = []
    ours = folder.resolve()
    listed = [(ours / name).resolve() for name in before]
    named = [path.relative_to(ours).as_posix() for path in listed if ours in path.parents]
    gone = [name for name in named if name not in files]
    text = json.dumps({"stack": stack.settings.id, "digest": stack.digest, "files": files}, indent=1)
    (made / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")
    with tempfile.TemporaryDirectory(prefix=".before-", dir=made) as aside:
        undo: list[tuple[Path, Path]] = []

        def move(start: Path, end: Path) -> None:
            end.parent.mkdir(parents=True, exist_ok=True)
            try:
                start.replace(end)
            except PermissionError:
                raise in_use(start if start.is_relative_to(folder) else end) from None
            undo.append((end, start))

        try:
            for name in (*files, *gone, MANIFEST):
                if (folder / name).is_file():
                    move(folder / name, Path(aside) / name)
            for name in (*files, MANIFEST):
                move(made / name, folder / name)
        except BaseException:
            for end, start in reversed(undo):
                with suppress(OSError):  # one that will not go back must not keep the others
                    end.replace(start)
            raise


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
    for at, text in enumerate(answers["headlines"][f"text_{lang}"], start=1):
        typer.echo(f"{at}. {text}")
    for one in runs:
        told = one.tables["headlines"][f"text_{lang}"]
        name = "情景" if chinese else "Scenario"
        typer.echo(f"{name} {one.scenario.name}: {('' if chinese else ' ').join(told)}")
