"""One question asked of two stacks, each from its seat, and words that sentences about both share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from ..schema.answers import AnswerChange
from ..stack import Stack
from ..stack.names import name_of
from ..stack.renames import followed, renames
from ..structure import Viewpoint, viewpoint
from .supply import targets_of

__all__ = ["READING_WORDS", "Said", "Seat", "TwoSeats", "changed", "two_seats"]


class Said(NamedTuple):
    """The same words in English and in Chinese."""

    en: str
    zh: str


READING_WORDS = {
    "as_listed": Said(" (as the suppliers are listed)", "（按所列供应方）"),
    "proved": Said(" (whatever unnamed suppliers do)", "（无论未列明的供应方如何）"),
    "both": Said("", ""),
}
"""How a sentence ends that holds in one reading only, or in both."""


@dataclass(frozen=True)
class Seat:
    """One of the two stacks, and from where it is asked."""

    seen: Viewpoint

    @property
    def stack(self) -> Stack:
        """The industry."""
        return self.seen.stack

    @property
    def asked(self) -> dict[str, Any]:
        """The keywords of a question with a mode."""
        return {"home": sorted(self.seen.home) or "none", "lens": self.seen.lens, "mode": self.seen.mode}

    @cached_property
    def targets(self) -> frozenset[str]:
        """The components that carry a weight."""
        return frozenset(targets_of(self.stack))

    def name(self, unit: str) -> Said:
        """Return the name of a unit."""
        return Said(name_of(self.stack, unit, "en"), name_of(self.stack, unit, "zh"))

    @property
    def words(self) -> Said:
        """The seat in words."""
        home = [
            [name_of(self.stack, f"country:{code}", lang) for code in sorted(self.seen.home)] for lang in Said._fields
        ]
        lens, mode = self.seen.lens, self.seen.mode
        return Said(
            f"home {', '.join(home[0]) or 'none'}, lens {lens}, mode {mode}",
            f"本方{'、'.join(home[1]) or '无'}，视角 {lens}，模式 {mode}",
        )


@dataclass(frozen=True)
class TwoSeats:
    """The old stack with the new one's ids, and the new stack."""

    old: Seat
    new: Seat

    @property
    def targets(self) -> list[str]:
        """The targets of both stacks."""
        return sorted(self.old.targets & self.new.targets)


def two_seats(old: Stack, new: Stack, home: str | Iterable[str] | None, lens: str | None, mode: str | None) -> TwoSeats:
    """Return both stacks, each seen from its own seat where none is given."""
    if home is not None and not isinstance(home, str):
        home = tuple(home)  # it is read twice
    followed_old = followed(old, renames(old, new))
    return TwoSeats(*(Seat(viewpoint(one, home=home, lens=lens, mode=mode)) for one in (followed_old, new)))


def changed(answer: str, change: str, subject: str, said: Said, **cells: Any) -> AnswerChange:
    """Return one row; what is not given is empty."""
    told = {"answer": answer, "change": change, "subject": subject, **cells}
    return AnswerChange.model_validate({**told, "text_en": said.en + ".", "text_zh": said.zh + "。"})
