"""A question that all sentences of one page share, and how a sentence is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..schema.answers import CutSet, Headline
from ..stack import Stack
from ..structure import Structure, Viewpoint
from .cutsets import cut_set_rows
from .words import sentence

__all__ = ["LANGUAGES", "Asked", "headline", "support"]

LANGUAGES = ("en", "zh")


@dataclass(frozen=True)
class Asked:
    """A question that all sentences of one page share."""

    structure: Structure
    seen: Viewpoint
    targets: tuple[str, ...]
    told: dict[tuple[str, int | None], list[CutSet]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def stack(self) -> Stack:
        """The industry."""
        return self.seen.stack

    def sets(self, by: str, max_order: int | None = 1) -> list[CutSet]:
        """Return the minimal cut sets whose members are all known."""
        asked = (by, max_order)
        if asked not in self.told:
            self.told[asked] = cut_set_rows(
                self.structure, self.seen, self.targets, by, max_order=max_order, known=True
            )
        return self.told[asked]

    def cone(self, targets: Sequence[str]) -> set[str]:
        """Return the components that the targets draw on."""
        structure = self.structure
        return {one for name in targets for one in structure.components_in(structure.position[name])}


def headline(seen: Viewpoint, question: str, en: str, zh: str, **cells: object) -> Headline:
    """Return one headline; what is not given is empty, and its rank is set by whoever lists it."""
    empty: dict[str, object] = {"targets": (), "members": (), "through": ()}
    told = {"text_en": sentence(en), "text_zh": zh}
    return Headline.model_validate({"rank": 0, "lens": seen.lens, "question": question, **empty, **told, **cells})


def support(rows: Sequence[CutSet]) -> dict[str, object]:
    """How firmly a sentence stands that repeats these rows."""
    return {
        "holds": "proved" if all(row.holds == "proved" for row in rows) else "as_listed",
        "rests_on": tuple(sorted({one for row in rows for one in row.rests_on})),
        "beyond_source": all(row.beyond_source for row in rows),
    }
