"""What ``chainmap new`` writes: a small stack of example rows, whose ids begin so that nobody overlooks them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from ..schema import (
    TABLES,
    Actor,
    Component,
    Evidence,
    Layer,
    Need,
    Offer,
    Settings,
    Source,
    columns_of,
)
from ..yaml_file import dump_yaml
from .checks.examples import has_examples
from .model import Stack
from .notes import field_note, read_me, read_me_one_sheet, setting_note
from .settings_file import STACK_FILE, id_from, setting_as_yaml
from .shown import tables_shown
from .write import table_csv

__all__ = ["example_stack", "folder_form", "one_sheet_csv", "one_sheet_workbook"]

READ_ME_FILE = "read-me.txt"
ONE_SHEET = "suppliers"
"""The sheet of the one-sheet form."""
ONE_SHEET_HEADER = ("component", "supplier", "country", "needs", "share", "layer", "quality", "owner", "source")
_BOM = "\ufeff"
"""Before CSV files that people open in a spreadsheet program, which otherwise take them for another encoding."""


def example_stack(name: str) -> Stack:
    """Return the example: a product that needs one part, which two firms supply.

    Parameters
    ----------
    name
        Of the file or folder; the id of the stack is made from it.

    Examples
    --------
    >>> stack = example_stack("My industry")
    >>> stack.settings.id, [row.offer for row in stack.offers]
    ('My-industry', ['example-offer-a', 'example-offer-b'])
    """
    claim = ("example-claim",)
    return Stack(
        settings=Settings(id=id_from(name)),
        sources=(Source(source="example-source", title="Title of a document", publisher="Its publisher", year=2026),),
        evidence=(
            Evidence(
                evidence="example-claim",
                source="example-source",
                locator="page 1",
                claim_en="Two firms supply the part that the product needs.",
                claim_zh="该产品所需的部件由两家企业供应。",
                basis="own",
                confidence="medium",
            ),
        ),
        layers=(
            Layer(layer="example-parts", rank=1, name_en="Parts", name_zh="部件"),
            Layer(layer="example-products", rank=2, name_en="Products", name_zh="产品"),
        ),
        components=(
            Component(
                component="example-product",
                layer="example-products",
                name_en="Example product",
                name_zh="示例产品",
                supply="open",
                weight=1.0,
                evidence=claim,
            ),
            Component(
                component="example-part",
                layer="example-parts",
                name_en="Example part",
                name_zh="示例部件",
                evidence=claim,
            ),
        ),
        actors=(
            _firm("example-firm-a", "Example firm A", "示例企业甲", "DEU"),
            _firm("example-firm-b", "Example firm B", "示例企业乙", "JPN"),
        ),
        offers=(
            Offer(
                offer="example-offer-a",
                component="example-part",
                actor="example-firm-a",
                share=0.6,
                sites=("DEU", "POL"),
                evidence=claim,
            ),
            Offer(
                offer="example-offer-b",
                component="example-part",
                actor="example-firm-b",
                share_low=0.3,
                share=0.4,
                share_high=0.5,
                evidence=claim,
            ),
        ),
        needs=(Need(dependent="example-product", input="example-part", evidence=claim),),
    )


def _firm(actor: str, english: str, chinese: str, country: str) -> Actor:
    """Return an independent firm."""
    return Actor(actor=actor, name_en=english, name_zh=chinese, hq=(country,), owner=actor, evidence=("example-claim",))


# --- A folder


def folder_form(stack: Stack, lang: str = "en") -> Mapping[str, bytes]:
    """Return the files of a folder to fill in, by name: every common table with every column.

    Parameters
    ----------
    stack
        What stands in it already.
    lang
        ``en`` or ``zh``: the language that comes first.
    """
    tables = tables_shown(stack, form=True)
    lines = read_me(tables, lang, examples=has_examples(stack))
    files = {READ_ME_FILE: "\n".join(lines) + "\n", STACK_FILE: _settings(stack.settings, lang)}
    for table in tables:
        files[f"{table}.csv"] = _BOM + table_csv(TABLES[table], stack.table(table), form=True)
    return {name: text.encode(errors="surrogatepass") for name, text in files.items()}


def _settings(settings: Settings, lang: str) -> str:
    """Return ``stack.yaml`` with every setting and what it means; those not set are comments."""
    lines = []
    for column in columns_of(Settings):
        if column.name == "encoding":
            continue
        lines.append(f"# {setting_note(column, lang)}")
        value = setting_as_yaml(getattr(settings, column.name))
        lines.append(f"# {column.name}:" if value is None else dump_yaml({column.name: value}).rstrip("\n"))
    return "\n".join(lines) + "\n"


# --- One sheet


def _one_sheet_rows(lang: str) -> tuple[tuple[object, ...], ...]:
    if lang == "zh":
        product, part, source = "Example 示例产品", "Example 示例部件", "Example 示例来源"
        first, second = "Example 示例企业甲", "Example 示例企业乙"
        layers = ("Example 示例部件层", "Example 示例产品层")
    else:
        product, part, source = "Example product", "Example part", "Example source"
        first, second = "Example firm A", "Example firm B"
        layers = ("Example parts", "Example products")
    return (
        (product, None, None, part, None, layers[1], None, None, None),
        (part, first, "DEU", None, "60%", layers[0], 1, first, source),
        (part, second, "JPN", None, "30-50%", layers[0], 0.8, second, source),
    )


def one_sheet_csv(lang: str = "en") -> bytes:
    """Return the one-sheet form with three example rows as CSV."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(ONE_SHEET_HEADER)
    writer.writerows(["" if cell is None else cell for cell in row] for row in _one_sheet_rows(lang))
    return (_BOM + out.getvalue()).encode()


def one_sheet_workbook(lang: str = "en") -> bytes:
    """Return the one-sheet form with three example rows as a workbook with a first sheet that explains it."""
    from ..workbook_file import SheetOut, write_workbook  # noqa: PLC0415  (heavy: only workbooks need it)
    from .to_workbook import READ_ME, prose  # noqa: PLC0415  (as above)

    notes = {name: field_note(name, lang) for name in ONE_SHEET_HEADER}
    sheet = SheetOut(ONE_SHEET, ONE_SHEET_HEADER, _one_sheet_rows(lang), notes=notes)
    return write_workbook((prose(READ_ME, read_me_one_sheet(ONE_SHEET, lang)), sheet))
