"""What to give to others: one file to send, or the pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .options import AsOf, Basis, Encoding, Home, Lang, LensOption, ModeOption, Quiet, StackName, load
from .show import in_use, language

__all__ = ["register"]

PANEL = "Share"


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    for command in (share, page):
        app.command(rich_help_panel=PANEL)(command)


def share(
    stack: StackName = "metaverse",
    out: Annotated[
        str | None,
        typer.Option("--out", "-o", help="The file: .html holds map, brief and evidence, .docx the brief to edit."),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", help="Leave out notes, evidence, costs; several with commas, or repeat it."),
    ] = None,
    home: Home = None,
    lens: LensOption = None,
    mode: ModeOption = None,
    basis: Basis = None,
    as_of: AsOf = None,
    encoding: Encoding = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Write one file to send: everything in it, nothing beside it, no network. Confidential claims stay out.

    Example: chainmap share euv --out euv.html --without notes,costs
    """
    from .. import share as write
    from ..analysis.answers import ANSWER_NAMES
    from ..pages.share import shareable
    from ..stack import without as leave_out
    from ..stack.without import PARTS, asked_parts
    from .main_job import _progress, _scenario_runs

    path, parts = shareable(out or f"{Path(stack).stem}.html"), asked_parts(without or [])
    found = load(stack, basis=basis, as_of=as_of, encoding=encoding)
    secret = sum(claim.confidential for claim in found.evidence)
    spoken = language(lang)
    with _progress(len(ANSWER_NAMES) + 1, quiet) as done:
        runs = _scenario_runs(leave_out(found, parts), stack)
        try:
            write(
                found,
                path,
                runs,
                without=parts,
                home=home,
                lens=lens,
                mode=mode,
                lang=spoken,
                done=lambda one: done(one.replace("_", " ")),
            )
        except PermissionError:
            raise in_use(path) from None
        done("file")
    if not quiet:
        typer.echo(f"{path}: {path.stat().st_size / 1000:.0f} kB")
        kept = [part for part in PARTS if part not in parts]
        gone = [*parts, *([f"confidential claims ({secret})"] if secret and "evidence" not in parts else [])]
        typer.echo(
            f"Inside: {', '.join(kept) or 'no notes, evidence or costs'}. Left out: {', '.join(gone) or 'nothing'}."
        )


def page(
    stack: StackName = "metaverse",
    out: Annotated[str | None, typer.Option("--out", "-o", help="Folder for the pages; it is made if need be.")] = None,
    home: Home = None,
    lens: LensOption = None,
    mode: ModeOption = None,
    basis: Basis = None,
    as_of: AsOf = None,
    encoding: Encoding = None,
    lang: Lang = None,
    open_page: Annotated[bool, typer.Option("--open", help="Open the first page when done.")] = False,
    quiet: Quiet = False,
) -> None:
    """Write only the pages, linked with each other, without tables; to send them use share.

    Example: chainmap page euv --out euv-pages
    """
    from .. import answer_all, write_pages
    from ..analysis.answers import ANSWER_NAMES
    from ..structure import viewpoint
    from .main_job import _progress, _scenario_runs

    found, spoken = load(stack, basis=basis, as_of=as_of, encoding=encoding), language(lang)
    seen = viewpoint(found, home=home, lens=lens, mode=mode)
    codes = sorted(seen.home)
    with _progress(len(ANSWER_NAMES) + 1, quiet) as done:
        answers = answer_all(
            found,
            home=codes or "none",
            lens=seen.lens,
            mode=seen.mode,
            done=lambda one: done(one.replace("_", " ")),
        )
        folder = Path(out or f"{found.settings.id}-pages")
        runs = _scenario_runs(found, stack)
        pages = write_pages(found, folder, answers, runs, home=codes, lens=seen.lens, mode=seen.mode, lang=spoken)
        done("pages")
    if not quiet:
        typer.echo(f"{len(pages)} pages:")
        typer.echo(pages[0].resolve().as_uri())
    if open_page:
        import webbrowser

        webbrowser.open(pages[0].resolve().as_uri())
