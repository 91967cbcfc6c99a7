"""The commands of chainmap, grouped as people look for them."""

from __future__ import annotations

import os
import sys
from typing import Any

import typer

from ..errors import ChainmapError
from . import ask, cuts, data, dependency, diff, own_data, robustness, share, start, what_if

__all__ = ["app", "main"]

app = typer.Typer(
    name="chainmap",
    help="Find the chokepoints of a whole industry: who can stop what, how dependent we are, "
    "what could substitute, and how sure that is.",
    no_args_is_help=False,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

WELCOME = """\
chainmap run metaverse          check the data, answer the questions, write the pages
chainmap run metaverse --open   the same, and open the first page
chainmap run my-sheet.xlsx      your own data: component, supplier, country; chainmap new my-sheet.xlsx --one-sheet"""


@app.callback(invoke_without_command=True)
def _alone(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(WELCOME)


start.register(app)
ask.register(app)
dependency.register(app)
cuts.register(app)
robustness.register(app)
what_if.register(app)
share.register(app)
data.register(app)
diff.register(app)
own_data.register(app)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code: 0, 1 (check), 2 (usage, input or our fault), 130."""
    _unicode(sys.stdout, sys.stderr)
    try:
        app(arguments)
    except ChainmapError as error:
        typer.echo(f"chainmap: {error}", err=True)
        raise SystemExit(2) from None
    except BrokenPipeError:
        raise SystemExit(0) from None  # whoever read our answer has read enough
    except OSError as error:
        typer.echo(f"chainmap: {error.strerror or error}: {error.filename or ''}", err=True)
        raise SystemExit(2) from None
    except SystemExit as left:  # typer turns an interrupt into its exit code
        if left.code == 130:
            typer.echo("chainmap: interrupted; nothing was half-written", err=True)
        raise
    except Exception as error:
        if os.environ.get("CHAINMAP_TRACEBACK"):
            raise
        told = f"{type(error).__name__}: {' '.join(str(error).split())}"
        typer.echo(
            f"chainmap: this is a fault of chainmap, your data are unharmed: {told}; "
            "run with CHAINMAP_TRACEBACK=1 for the details",
            err=True,
        )
        raise SystemExit(2) from None
    finally:
        _flush()


def _flush() -> None:
    """Write what is left, and say nothing if nobody reads it any more."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unicode(*streams: Any) -> None:
    """Let Chinese names pass on a Windows console whose code page cannot print them."""
    for stream in streams:
        if hasattr(stream, "reconfigure") and (stream.encoding or "").lower().replace("-", "") != "utf8":
            stream.reconfigure(errors="replace")
