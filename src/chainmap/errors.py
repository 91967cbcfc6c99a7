"""Everything that can go wrong, as one small tree of exceptions.

::

    ChainmapError
    ├── InvalidStack(problems)        the tables of a stack contradict themselves
    ├── InvalidScenario(problems)     a scenario file says something impossible
    ├── InvalidTree(problems)         a fault tree cannot be read, or is none that we can answer
    ├── UnknownName(kind, name, near) a name that nobody carries, or that several carry
    ├── WrongQuestion                 the question has no meaning for this stack
    ├── LimitExceeded(what, limit, at)
    └── MissingExtra(library)         an optional library is not installed

A user sees the message, never a traceback; the command line turns every
:class:`ChainmapError` into exit code 2 (``check`` uses 1 for data problems).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

__all__ = [
    "ChainmapError",
    "InvalidScenario",
    "InvalidStack",
    "InvalidTree",
    "LimitExceeded",
    "MissingExtra",
    "Problem",
    "UnknownName",
    "WrongQuestion",
]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong with the data: where it stands, what it is, and how to mend it.

    ``line`` is the line of a text file or the row of a sheet; ``sheet`` and ``cell`` (``C5``) are set where
    the file is a workbook. A ``note`` says how something was understood; nothing is wrong then.
    """

    file: str
    line: int | None
    column: str | None
    text: str
    remedy: str
    level: Literal["error", "warning", "note"] = "error"
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        place = self.file
        if self.sheet is not None:
            place += f", sheet {self.sheet}"
            place += f", {self.cell}" if self.cell else f", row {self.line}" if self.line is not None else ""
        elif self.line is not None:
            place += f":{self.line}"
        column = f" {self.column}:" if self.column else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{place}:{column} {self.text}{remedy}"


class ChainmapError(Exception):
    """Base of every error that chainmap raises on purpose; its text is written for the user."""


def _place(problem: Problem) -> tuple[str, str, int, str, str]:
    return problem.file, problem.sheet or "", problem.line or 0, problem.column or "", problem.text


class _Problems(ChainmapError):
    """Carries all problems at once, so that the user mends them in one go."""

    what = "the input"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=_place))
        count = len(self.problems)
        noun = "problem" if count == 1 else "problems"
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"{self.what} has {count} {noun}:\n{lines}")


class InvalidStack(_Problems):
    """The tables of a stack cannot be used; ``problems`` holds every one of them."""

    what = "the stack"


class InvalidScenario(_Problems):
    """A scenario file cannot be used; ``problems`` holds every one of them."""

    what = "the scenario"


class InvalidTree(_Problems):
    """A file with a fault tree cannot be used; ``problems`` holds what is wrong with it."""

    what = "the fault tree"


class UnknownName(ChainmapError):
    """A name that nothing in the stack carries, or that several things carry."""

    def __init__(self, kind: str, name: str, near: Sequence[str] = (), *, ambiguous: bool = False) -> None:
        self.kind, self.name, self.near, self.ambiguous = kind, name, tuple(near), ambiguous
        if ambiguous:
            text = f"{name!r} can mean several things: {', '.join(near)}. Write the one you mean in full."
        elif near:
            text = f"no {kind} is called {name!r} (did you mean {', '.join(near)}?)"
        else:
            text = f"no {kind} is called {name!r}"
        super().__init__(text)


class WrongQuestion(ChainmapError):
    """The question cannot be asked of this stack; the message says why and what can be asked."""


class LimitExceeded(ChainmapError):
    """A stated limit on work was reached; the message says what still holds."""

    def __init__(self, what: str, limit: float, at: str) -> None:
        self.what, self.limit, self.at = what, limit, at
        super().__init__(f"{what} reached its limit of {limit:g} {at}")


class MissingExtra(ChainmapError):
    """An optional library is needed for this and is not installed."""

    def __init__(self, library: str, extra: str) -> None:
        self.library, self.extra = library, extra
        super().__init__(f"this needs the library {library}: pip install 'chainmap-stack[{extra}]'")
