"""Begin a stack of one's own, and take one out again: ``new`` and ``export``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from .options import AsOf, Basis, Encoding, Lang, StackName, load
from .show import language

__all__ = ["register"]

Name = Annotated[
    str,
    typer.Argument(help="Where: my-stack is a folder of tables, my-stack.xlsx a workbook, my-stack.csv one sheet."),
]
From = Annotated[
    str | None,
    typer.Option("--from", help="Fill it with this stack: one sheet, a workbook, a folder or a bundled name."),
]
OneSheet = Annotated[
    bool, typer.Option("--one-sheet", help="With .xlsx: one row a supplier instead of one sheet a table.")
]
Target = Annotated[str, typer.Option("--out", "-o", help="A new folder, or a new file that ends in .xlsx.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command(rich_help_panel="Start")(new)
    app.command(rich_help_panel="Data")(export)


def new(
    name: Name, source: From = None, one_sheet: OneSheet = False, encoding: Encoding = None, lang: Lang = None
) -> None:
    """Write a stack to fill in: tables with example rows, and in a workbook notes and drop-down lists.

    --from turns the one-sheet form into the full one.

    Example: chainmap new my-stack.xlsx
    """
    from ..errors import WrongQuestion
    from ..stack.bundled import bundled_names
    from ..stack.fresh import refuse_taken, write_fresh

    target, spoken = Path(name), language(lang)
    _refuse_name(name)
    ending = _ending(target)
    if name in bundled_names():
        raise WrongQuestion(f"{name} is the name of a bundled stack. Choose another name.")
    if one_sheet and not ending:
        raise WrongQuestion(f"one sheet is a file: write {name}.xlsx or {name}.csv.")
    one_sheet = one_sheet or ending == ".csv"
    if one_sheet and source is not None:
        raise WrongQuestion("--from writes the full form: write NAME.xlsx, or NAME for a folder, without --one-sheet.")
    refuse_taken(target)
    write_fresh(target, _content(target, ending, source, one_sheet, spoken, encoding))
    for line in _closing(name, ending, one_sheet, source is not None)[spoken]:
        typer.echo(line)


def _refuse_name(name: str) -> None:
    """Refuse what names nothing, and what Windows keeps for its devices, so that the stack can go everywhere."""
    from ..errors import WrongQuestion

    if not name.strip():
        raise WrongQuestion("the new stack has no name: write my-stack.xlsx, or my-stack for a folder.")
    if _DEVICE.fullmatch(Path(name).name.strip()):
        raise WrongQuestion(f"{Path(name).name} cannot be the name of a file on Windows. Choose another name.")


def _ending(target: Path) -> str:
    """Return ``.xlsx``, ``.csv`` or nothing; other endings of files are refused."""
    from ..errors import WrongQuestion

    ending = target.suffix.lower()
    if ending in (".xlsx", ".csv"):
        return ending
    if 2 <= len(ending) <= 8 and ending[1:].isalpha():
        what = f"files that end in {ending} are not written"
        raise WrongQuestion(f"{what}: use {target.stem}.xlsx, {target.stem}.csv, or {target.stem} for a folder.")
    return ""


def _content(
    target: Path, ending: str, source: str | None, one_sheet: bool, lang: str, encoding: str | None
) -> bytes | Mapping[str, bytes]:
    """Return the bytes of the new file, or of the files of the new folder by name."""
    from ..stack.template import example_stack, folder_form, one_sheet_csv, one_sheet_workbook
    from ..stack.write import readable_workbook

    if one_sheet:
        return one_sheet_csv(lang) if ending == ".csv" else one_sheet_workbook(lang)
    name = target.stem if ending else target.name
    stack = example_stack(name) if source is None else load(source, encoding=encoding, tell="each")
    return readable_workbook(stack, form=True, lang=lang) if ending else folder_form(stack, lang)


def _closing(name: str, ending: str, one_sheet: bool, filled: bool) -> dict[str, tuple[str, ...]]:
    """Say in both languages what was written and what to do next."""
    typed = f'"{name}"' if " " in name else name
    if one_sheet:
        english = f"{name} is one sheet: a row for each supplier of a component."
        chinese = f"已写出 {name}：一个工作表，某一环节的每个供应方占一行。"
    else:
        kind = ("a workbook with one sheet a table", "工作簿，每个表一个工作表") if ending else _FOLDER
        english = f"{name} is {kind[0]}. Begin with components, actors, offers and needs."
        chinese = f"已写出 {name}：{kind[1]}。先填 components、actors、offers、needs。"
    todo = ("Open it, fill in what is missing, save it. Then:", "打开，补充缺少的内容并保存。然后：")
    if not filled:
        todo = ("Open it, replace the example rows, save it. Then:", "打开，替换示例行并保存。然后：")
    commands = (f"  chainmap check {typed}", f"  chainmap run {typed}")
    return {"en": (english, todo[0], *commands), "zh": (chinese, todo[1], *commands)}


_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])\s*(\..*)?", re.IGNORECASE)
_FOLDER = ("a folder with one CSV file a table", "文件夹，每个表一个 CSV 文件")


def export(stack: StackName, out: Target, basis: Basis = None, as_of: AsOf = None, encoding: Encoding = None) -> None:
    """Write a stack as a folder of tables or as one workbook; it reads back as the same stack.

    Example: chainmap export euv --out euv.xlsx
    """
    from ..errors import WrongQuestion
    from ..stack import write_stack
    from ..stack.fresh import refuse_taken

    target = Path(out)
    if _ending(target) == ".csv":
        raise WrongQuestion(
            "one sheet cannot hold every table of a stack: write a folder, or a file that ends in .xlsx."
        )
    refuse_taken(target)
    found = load(stack, basis=basis, as_of=as_of, encoding=encoding)
    write_stack(found, target)
    typed = f'"{out}"' if " " in out else out
    typer.echo(f"{found.settings.id} written to {out} (digest {found.digest[:16]}). To read it: chainmap info {typed}")
