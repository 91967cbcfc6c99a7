"""Scenario commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import WrongQuestion
from .options import Encoding, Format, Lang, Out, load
from .show import answer, destination, language

if TYPE_CHECKING:
    from ..scenario import Scenario

__all__ = ["register"]

File = Annotated[str, typer.Argument(help="A scenario file (.yaml), or the name of a bundled scenario.")]
StackOption = Annotated[str | None, typer.Option("--stack", help="Run it over this stack instead of the one it names.")]


def register(app: typer.Typer) -> None:
    """Add ``chainmap scenario ...`` to the application."""
    group = typer.Typer(help="Run scripted scenarios and compare them.", no_args_is_help=True)
    group.command("run")(run_file)
    group.command("compare")(compare_files)
    group.command("list")(list_bundled)
    app.add_typer(group, name="scenario", rich_help_panel="What if")


def run_file(
    file: File,
    stack: StackOption = None,
    encoding: Encoding = None,
    form: Format = "table",
    out: Out = None,
    lang: Lang = None,
) -> None:
    """Run one scenario: what stops, what is weakened, and why.

    Example: chainmap scenario run usa-denial
    """
    from .. import run
    from ..stack import bundled_scenario

    scenario = _only(bundled_scenario(file))
    name = stack or scenario.stack or "metaverse"
    destination(form, out, [name])
    found = load(name, encoding=encoding)
    done = run(found, scenario)
    about = {
        "scenario": scenario.name,
        "stack": found.settings.id,
        "digest": done.digest,
        "version": done.version,
    }
    if form == "table" and out is None:
        spoken = language(lang)
        typer.echo((scenario.about_zh if spoken == "zh" else scenario.about_en).strip() or scenario.name)
        for text in done.tables["headlines"][f"text_{spoken}"]:
            typer.echo(f"  - {text}")
        typer.echo()
    columns = (
        "name",
        "state_before",
        "state_after",
        "holds",
        "short_after",
        "long_after",
        "offers_lost",
        "offers_listed",
    )
    answer(done.tables["before_after"], form, out, lang, about=about, shown=columns)


def compare_files(
    files: Annotated[list[str], typer.Argument(help="Two or more scenarios.")],
    stack: StackOption = None,
    encoding: Encoding = None,
    form: Format = "table",
    out: Out = None,
    lang: Lang = None,
) -> None:
    """Put the targets of several scenarios side by side.

    Example: chainmap scenario compare usa-denial fra-deu-engineering-software
    """
    from .. import compare, run
    from ..stack import bundled_scenario

    scenarios = [_only(bundled_scenario(file)) for file in files]
    name = stack or scenarios[0].stack or "metaverse"
    destination(form, out, [name])
    found = load(name, encoding=encoding)
    answer(compare([run(found, one) for one in scenarios]), form, out, lang)


def list_bundled() -> None:
    """List the bundled scenarios.

    Example: chainmap scenario list
    """
    from ..stack import bundled_scenarios

    for path in bundled_scenarios():
        typer.echo(path.stem)


def _only(path: str) -> Scenario:
    from ..scenario import read_scenarios

    found = read_scenarios(path)
    if len(found) != 1:
        raise WrongQuestion(f"{path} holds {len(found)} scenarios; give one file")
    return found[0]
