"""The page ``docs/tables.md``, and JSON Schema for editors, from the declarations of the columns."""

from __future__ import annotations

from typing import Any

from .column import Column, Row, columns_of
from .tables import KEYS, TABLES, Settings

__all__ = ["json_schema", "tables_markdown"]

INTRO = """\
# The tables of a stack

A stack is a folder with `stack.yaml` and one CSV file a table. Only `components`, `actors` and `offers` are
needed to begin: a table that is not there has no rows, a column that is not there is empty, and a stack
without `stack.yaml` is called like its folder. An empty cell takes its default, and where there is none it is
unknown, never zero. `*_low` and `*_high` bound the value beside them. Several values in one cell are separated
by `;`. Files are UTF-8, with or without byte order mark; GB18030 where `stack.yaml` says `encoding: gb18030`.
`chainmap check` names every problem with its line and remedy. This page is generated (`make docs`).
"""

KINDS = {
    "id": "id",
    "ref": "id",
    "refs": "ids",
    "text": "text",
    "texts": "texts",
    "choice": "word",
    "countries": "codes",
    "country": "code",
    "label": "`domestic`, `foreign` or codes",
    "number": "number",
    "integer": "whole number",
    "share": "share",
    "yesno": "yes or no",
    "units": "units",
}
"""How the kinds of column are called on the page."""

LEGEND = """\
| kind | what may stand in a cell |
|---|---|
| id, ids | letters and digits of any script, `-`, `_` and `.`, at most 80, neither `-` nor `.` first |
| text, texts | anything that a spreadsheet does not take for a formula |
| word | one of those listed |
| code, codes | countries and regions in ISO 3166 alpha-3, such as `CHN` |
| number, whole number | with a decimal point; no thousands separators |
| share | 0 to 1, or with a percent sign: `0.45` or `45%` |
| yes or no | yes, no, true, false, 1, 0, 是, 否 |
"""


def json_schema(table: str) -> dict[str, Any]:
    """Return the JSON Schema of one row of a table, or of ``stack.yaml`` (``stack``)."""
    schema: dict[str, Any] = (Settings if table == "stack" else TABLES[table]).model_json_schema()
    return schema


def tables_markdown() -> str:
    """Return the page that describes every table and every column."""
    parts = [INTRO, LEGEND, _section("stack.yaml", Settings, ())]
    parts += [_section(table, model, KEYS[table]) for table, model in TABLES.items()]
    return "\n".join(parts)


def _section(title: str, model: type[Row], key: tuple[str, ...]) -> str:
    about = " ".join((model.__doc__ or "").split()).replace("``", "`")
    told = f" No two rows agree in {_joined(key)}." if key else ""
    lines = [
        f"## {title}",
        "",
        about + told,
        "",
        "| column | kind | default | meaning |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| `{column.name}` | {_kind(column)} | {_default(column)} | {_about(column)} |" for column in columns_of(model)
    ]
    return "\n".join(lines) + "\n"


def _joined(names: tuple[str, ...]) -> str:
    words = [f"`{name}`" for name in names]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _kind(column: Column) -> str:
    parts = [KINDS[column.kind]]
    if column.ref:
        parts[0] += f" of {' or '.join(f'`{ref}`' for ref in column.ref)}"
    if column.choices:
        parts[0] = ", ".join(f"`{choice}`" for choice in column.choices)
    if column.unit and column.unit != "share":
        parts.append(column.unit)
    if column.kind in ("number", "integer") and column.low is not None:
        parts.append(f"from {column.low:g}" + (f" to {column.high:g}" if column.high is not None else ""))
    return ", ".join(parts)


def _default(column: Column) -> str:
    if column.required:
        return "required"
    if column.default in (None, ()):
        return ""
    if isinstance(column.default, bool):
        return "yes" if column.default else "no"
    return f"{column.default:g}" if isinstance(column.default, (int, float)) else str(column.default)


def _about(column: Column) -> str:
    return column.about.replace("|", "\\|")
