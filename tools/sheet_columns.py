"""Write the table of sheet columns in docs/your-data.md anew, from the fields that the reader knows.

usage: .venv/bin/python tools/sheet_columns.py
"""

from __future__ import annotations

import re
from pathlib import Path

from chainmap.stack.one_sheet import FIELDS

__all__ = ["PAGE", "table", "written"]

PAGE = Path(__file__).resolve().parent.parent / "docs" / "your-data.md"
BEGIN, END = "<!-- columns: written by make docs -->", "<!-- end -->"


def table() -> str:
    """Return the columns as Markdown: name, meaning, other headers that are understood."""
    lines = ["| column | meaning | also understood |", "|---|---|---|"]
    for field in FIELDS:
        name = f"**{field.name.replace('_', ' ')}**" + (" (required)" if field.required else "")
        words = [word for word in field.words if not word.isascii()][:4]
        words = [word for word in field.words if word.isascii()][:4] + words
        about = field.about.replace("|", "\\|")
        lines.append(f"| {name} | {about} | {', '.join(words)} |")
    return "\n".join(lines) + "\n"


def written(text: str) -> str:
    """Return the page with the table put in between its marks."""
    pattern = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    return pattern.sub(lambda _: f"{BEGIN}\n{table()}{END}", text)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
