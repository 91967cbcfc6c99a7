"""From the frame ``cut_sets`` to what the pages show: smallest sets by target, and their keys in addresses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .figures import HOLDS, Answers, records

__all__ = ["KINDS", "Cut", "Cuts", "alike", "cuts"]

KINDS = ("country", "bloc", "actor", "component")
"""The kinds of unit whose sets the main job lists, in the order of the pages."""


@dataclass(frozen=True)
class Cut:
    """A smallest set of units whose joint denial stops a target."""

    by: str
    target: str
    members: tuple[str, ...]
    holds: str
    through: tuple[str, ...]
    rests_on: tuple[str, ...]
    beyond_source: bool
    complete_to: int

    @property
    def order(self) -> int:
        """How many units it takes."""
        return len(self.members)

    @property
    def key(self) -> str:
        """Its name in the address of the map: country codes alone, other units in full.

        Examples
        --------
        >>> Cut("country", "p", ("country:KOR", "country:TWN"), "proved", (), (), False, 1).key
        'KOR.TWN'
        """
        return ".".join(unit.removeprefix("country:") for unit in self.members) or "none"

    @property
    def substance(self) -> tuple[Any, ...]:
        """All that it says apart from the target."""
        return (self.members, self.holds, frozenset(self.through), frozenset(self.rests_on), self.beyond_source)


Cuts = Mapping[str, Mapping[str, tuple[Cut, ...]]]
"""By kind of unit and target, in rank order: fewest units first, then the firmest, then by name."""


def cuts(answers: Answers) -> Cuts:
    """Read the frame ``cut_sets`` (columns of ``CutSet`` with ``by`` in front); without it nothing is known."""
    found: dict[str, dict[str, list[Cut]]] = defaultdict(lambda: defaultdict(list))
    for row in records(answers.get("cut_sets")):
        by, target = row.get("by") or "country", row["target"]
        if row["holds"] in HOLDS or not row["members"]:
            found[by][target].append(
                Cut(
                    by=by,
                    target=target,
                    members=tuple(row["members"]),
                    holds=row["holds"] or "proved",
                    through=tuple(row.get("through") or ()),
                    rests_on=tuple(row.get("rests_on") or ()),
                    beyond_source=bool(row.get("beyond_source")),
                    complete_to=int(row.get("complete_to") or 1),
                )
            )
    return {
        by: {target: tuple(sorted(several, key=_rank)) for target, several in targets.items()}
        for by, targets in found.items()
    }


def _rank(cut: Cut) -> tuple[int, int, tuple[str, ...]]:
    return (cut.order, HOLDS.index(cut.holds), cut.members)


def alike(found: Mapping[str, tuple[Cut, ...]], targets: Iterable[str]) -> list[tuple[list[str], Sequence[Cut]]]:
    """Put targets together that fall to the same sets through the same components, in the order given.

    Targets that no known set stops come last, together.
    """
    groups: dict[tuple[Any, ...], tuple[list[str], Sequence[Cut]]] = {}
    for target in targets:
        several = found.get(target, ())
        groups.setdefault(tuple(cut.substance for cut in several), ([], several))[0].append(target)
    return sorted(groups.values(), key=lambda group: not group[1])
