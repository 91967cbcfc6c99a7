"""Write the tables of a documentation page anew, from the Python blocks that make them.

usage: .venv/bin/python tools/doc_tables.py [--check]

A block that sets ``shown`` to a data frame is followed by that frame as a Markdown table. With
``--check`` nothing is written; the exit code is 1 when a page is not current.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from chainmap.exchange import render

__all__ = ["PAGES", "written"]

PAGES = (Path(__file__).resolve().parent.parent / "docs" / "why-not-centrality.md",)
_BLOCK = re.compile(
    r"(?P<block>^```python\n(?P<code>.*?)^```\n)(?:\n(?P<table>(?:^\|[^\n]*\n)+))?", re.MULTILINE | re.DOTALL
)


def written(text: str) -> str:
    """Return a page with its blocks run from top to bottom and their tables put in."""
    names: dict[str, Any] = {}

    def run(found: re.Match[str]) -> str:
        names.pop("shown", None)
        exec(compile(found["code"], "page", "exec"), names)
        table = render(names["shown"], "md") if "shown" in names else ""
        return found["block"] + (f"\n{table}" if table else "")

    return _BLOCK.sub(run, text)


def main() -> int:
    """Write the pages, or say which are not current."""
    stale = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        fresh = written(text)
        if fresh != text:
            stale.append(page.name)
            if "--check" not in sys.argv:
                page.write_text(fresh, encoding="utf-8", newline="\n")
    if "--check" in sys.argv and stale:
        print(f"not current: {', '.join(stale)}; run make docs", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
