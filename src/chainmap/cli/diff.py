"""The command ``diff``: what two stacks differ in, and what that changed in the answers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .options import Basis, Encoding, Format, Home, Lang, LensOption, ModeOption, Out, load
from .show import answer, destination, language

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["register"]

MOST_ROWS, MOST_ANSWERS, MOST_WHOLE = 40, 12, 5
"""Lines under one heading on the screen; rows added and rows removed of a sheet, under the first line."""
HEADS = {
    "seat targets available complete_to": ("Seats and targets", "立场与目标"),
    "single_points": ("Who can stop a target alone", "单独即可使目标中断者"),
    "cut_sets": ("Who can stop a target together", "联合可使目标中断者"),
    "dependency": ("Import dependency", "进口依赖"),
    "chokepoints": ("Ranks of countries among the chokepoints", "卡点中各国家和地区的排名"),
}
"""The answers under their headings."""
CHANGES = {
    "added": ("added", "新增"),
    "removed": ("removed", "删除"),
    "renamed": ("renamed", "改名"),
    "changed": ("changed", "改动"),
}

Old = Annotated[str, typer.Argument(help="The stack before: a bundled name, or a path to your own.")]
New = Annotated[str, typer.Argument(help="The stack after.")]
AsOfNew = Annotated[
    int | None, typer.Option("--as-of", help="Apply NEW's dated changes up to this year; OLD stays as it is.")
]
OnlyRows = Annotated[bool, typer.Option("--rows", help="Only the rows that changed, instead of the answers.")]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(rich_help_panel="Data")(diff)


def diff(
    old: Old,
    new: New,
    rows: OnlyRows = False,
    home: Home = None,
    lens: LensOption = None,
    mode: ModeOption = None,
    basis: Basis = None,
    as_of: AsOfNew = None,
    encoding: Encoding = None,
    form: Format = "table",
    out: Out = None,
    lang: Lang = None,
) -> None:
    """Say which rows differ between two stacks, and what that changed in the answers.

    Each stack is asked from its own seat unless --home, --lens or --mode is given. csv, json and md hold the
    answers that changed, or with --rows the rows.

    Example: chainmap diff metaverse metaverse --as-of 2025
    """
    from .. import answer_changes, row_changes
    from ..analysis.sheet_changes import from_one_sheet, sheet_changes
    from ..scenario.run import version

    destination(form, out, [old, new])
    spoken = language(lang)
    before = load(old, basis=basis, encoding=encoding)
    after = load(new, basis=basis, as_of=as_of, encoding=encoding)
    seat = {"home": home, "lens": lens, "mode": mode}
    if form == "table" and out is None:
        answers = None if rows else answer_changes(before, after, **seat)
        if from_one_sheet(before) and from_one_sheet(after):
            _print(sheet_changes(before, after), answers, spoken, sheets=True)
        else:
            _print(row_changes(before, after), answers, spoken)
        return
    table = row_changes(before, after) if rows else answer_changes(before, after, **seat)
    asked = {name: value for name, value in {**seat, "basis": basis, "as_of": as_of}.items() if value is not None}
    about: dict[str, Any] = {
        "old": before.settings.id,
        "old_digest": before.digest,
        "new": after.settings.id,
        "new_digest": after.digest,
        "version": version(),
        **asked,
    }
    answer(table, form, out, lang, about=about)


def _print(cells: pd.DataFrame, answers: pd.DataFrame | None, lang: str, *, sheets: bool = False) -> None:
    """Print the summary, then what changed in the answers, then the rows: whole ones before cells.

    Of sheets the rows added and removed stand under the summary already, as far as there is room.
    """
    typer.echo(_summary(cells, lang, sheets=sheets))
    if sheets:
        cells = _whole_rows(cells, lang)
    if answers is not None:
        if not len(answers):
            typer.echo("\n" + ("没有答案发生变化。" if lang == "zh" else "No answer changed."))
        for kinds, head in HEADS.items():
            found = answers[answers.answer.isin(kinds.split())]
            _lines(head, list(found[f"text_{lang}"]), MOST_ANSWERS, "--format csv", lang)
    ordered = [text for change in CHANGES for text in cells[cells.change == change][f"text_{lang}"]]
    _lines(("Rows", "各行"), ordered, MOST_ROWS, "--rows --format csv", lang)


def _whole_rows(cells: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Print the first rows added and removed, and return the rows that are left to print."""
    told = [at for change in ("added", "removed") for at in cells.index[cells.change == change][:MOST_WHOLE]]
    for text in cells.loc[told, f"text_{lang}"]:
        typer.echo(f"  - {' '.join(text.split())}")
    return cells.drop(index=told)


def _summary(cells: pd.DataFrame, lang: str, *, sheets: bool = False) -> str:
    """Count rows, not cells: a row with several changed cells is one, and so is one that was renamed as well."""
    rows = set(zip(cells.table, cells.row, cells.change, strict=True))
    rows -= {(table, row, "changed") for table, row, change in rows if change == "renamed"}
    if not rows and sheets:
        return (
            "两个表格的各行相同（来源和行号不计）。"
            if lang == "zh"
            else "The two sheets hold the same rows, sources and line numbers aside."
        )
    if not rows:
        return "两个数据集的各行完全相同。" if lang == "zh" else "The two stacks hold the same rows."
    counts = Counter((table, change) for table, _, change in rows)
    told = []
    for table in dict.fromkeys(cells.table):
        found = [(counts[table, change], *words) for change, words in CHANGES.items() if counts[table, change]]
        if lang == "zh":
            told.append(f"{table} " + "、".join(f"{zh}{count}行" for count, _, zh in found))
        else:
            told.append(f"{table} " + ", ".join(f"{count} {en}" for count, en, _ in found))
    if lang == "zh":
        return f"{len(told)}个表中有{len(rows)}行变化：{'；'.join(told)}。"
    what = f"{len(rows)} row{'s' * (len(rows) != 1)} changed in {len(told)} table{'s' * (len(told) != 1)}"
    return f"{what}: {'; '.join(told)}."


def _lines(head: tuple[str, str], texts: list[str], most: int, more: str, lang: str) -> None:
    """Print some sentences under a heading, and say how to get the others."""
    if not texts:
        return
    typer.echo(f"\n{head[1]}：" if lang == "zh" else f"\n{head[0]}:")
    for text in texts[:most]:
        typer.echo(f"  - {' '.join(text.split())}")
    left = len(texts) - most
    if left > 0:
        typer.echo(f"  …… 另有{left}条：{more}" if lang == "zh" else f"  ... {left} more: {more}")
