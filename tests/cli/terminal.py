"""The command line as a person uses it, in this process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from chainmap.cli import main

__all__ = ["ASK", "ASKED_OF", "Done", "chainmap"]

ASK = {
    "single-points": [],
    "chokepoints": [],
    "importance": [],
    "leverage": [],
    "coalition-game": [],
    "cuts": [],
    "explain": ["ASML"],
    "available": ["-d", "country:NLD"],
    "levels": ["-d", "country:NLD"],
    "dependency": [],
    "routes": ["p"],
    "exposure": [],
    "concentration": [],
    "substitutes": ["TSMC"],
    "coverage": [],
    "blind-spots": [],
    "basis-effects": [],
    "uncertainty": ["--draws", "20"],
    "value-of-information": [],
    "doubt": [],
    "gaps": [],
}
"""One question of each kind about Euv: the command and what follows the stack."""
ASKED_OF = {"gaps": "metaverse"}
"""Questions to which Euv has no answer, and the stack that has one."""


@dataclass(frozen=True)
class Done:
    """How a command ended and what it said."""

    code: Any
    out: str
    err: str


def chainmap(capsys: pytest.CaptureFixture[str], *words: object) -> Done:
    """Run ``chainmap ...`` and say how it ended."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as left:
        main([str(word) for word in words])
    said = capsys.readouterr()
    return Done(left.value.code or 0, said.out, said.err)
