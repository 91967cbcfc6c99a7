"""``docs/your-data.md``: its table of columns is what the reader understands."""

from __future__ import annotations

from chainmap.stack.one_sheet.fields import FIELDS, field_called
from tools import sheet_columns


def test_the_table_is_current():
    text = sheet_columns.PAGE.read_text(encoding="utf-8")
    assert sheet_columns.written(text) == text, "run make docs"
    assert all(f"| **{field.name.replace('_', ' ')}**" in text for field in FIELDS)


def test_every_header_that_is_promised_is_understood():
    for line in sheet_columns.table().splitlines()[2:]:
        name, _, words = (cell.strip() for cell in line.replace("\\|", "/").strip("|").split("|"))
        field = name.split("**")[1].replace(" ", "_")
        for word in (*words.split(", "), name.split("**")[1]):
            found = field_called(word)
            assert found is not None and found[0] == field, word
