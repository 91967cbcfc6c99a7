"""``docs/tables.md`` says what the declarations say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chainmap.schema import TABLES, Settings, columns_of
from chainmap.schema.document import json_schema, tables_markdown

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_current() -> None:
    page = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    assert page == tables_markdown(), "write it anew: make docs"


@pytest.mark.parametrize("table", ["stack.yaml", *TABLES])
def test_every_table_and_column_is_there(table: str) -> None:
    section = tables_markdown().partition(f"\n## {table}\n")[2].partition("\n## ")[0]
    for column in columns_of(TABLES.get(table, Settings)):
        row = next(line for line in section.splitlines() if line.startswith(f"| `{column.name}` |"))
        assert row.count(" | ") == 3
        assert column.about in row
        assert ("required" in row) >= column.required
        assert all(f"`{word}`" in row for word in (*column.choices, *column.ref))


@pytest.mark.parametrize("table", ["stack", *TABLES])
def test_json_schema(table: str) -> None:
    schema = json_schema(table)
    json.dumps(schema)
    assert schema["additionalProperties"] is False
    assert set(schema["properties"]) == {column.name for column in columns_of(TABLES.get(table, Settings))}
