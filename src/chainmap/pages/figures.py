"""From answer frames to the figures that both pages show: who stops what, through which components."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

__all__ = ["HOLDS", "Answers", "Figures", "Stop", "figures", "firmest", "records"]

Answers = Mapping[str, pd.DataFrame]
"""Answer frames by name, with the columns of ``chainmap.schema.answers``."""

HOLDS = ("proved", "as_listed", "possible")
"""How firmly a stop holds, firmest first."""


@dataclass(frozen=True)
class Stop:
    """One unit alone stops one target."""

    unit: str
    target: str
    holds: str
    through: tuple[str, ...]
    rests_on: tuple[str, ...]
    beyond_source: bool


@dataclass(frozen=True)
class Figures:
    """What the single points of failure say, looked up by unit and by component.

    ``by_unit`` holds the stops of every unit that stops something, the mightiest unit first.
    ``closers`` holds, for each component, the stops by one country or region that work through it.
    ``stopped`` holds, for each component, the targets that its own loss stops, with how firmly.
    ``other_lenses`` holds the stops under lenses other than the one asked for.
    """

    by_unit: Mapping[str, tuple[Stop, ...]]
    closers: Mapping[str, tuple[Stop, ...]]
    stopped: Mapping[str, Mapping[str, str]]
    other_lenses: Mapping[str, Mapping[str, tuple[Stop, ...]]]

    def units(self, kind: str) -> tuple[str, ...]:
        """Return the units of a kind (``country``, ``actor``, ...) that stop something."""
        return tuple(unit for unit in self.by_unit if unit.startswith(f"{kind}:"))


def records(frame: pd.DataFrame | None) -> list[dict[str, Any]]:
    """Return the rows of a frame as plain dictionaries: missing values are None, sets of values lists.

    Examples
    --------
    >>> records(pd.DataFrame({"share": [0.5, None], "members": [("a",), ()]}))
    [{'share': 0.5, 'members': ['a']}, {'share': None, 'members': []}]
    """
    if frame is None:
        return []
    names = [str(name) for name in frame.columns]
    lists = [[_plain(value) for value in frame[name].tolist()] for name in frame.columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*lists, strict=True)]


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple | set | frozenset):
        return sorted(value) if isinstance(value, set | frozenset) else list(value)
    if value is None or pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value


def firmest(holds: Iterable[str]) -> str:
    """Return the firmest of several words, ``possible`` when there is none."""
    return min(holds, key=HOLDS.index, default="possible")


def figures(answers: Answers, lens: str) -> Figures:
    """Read the frame ``single_points``; without it nothing is known and every lookup is empty.

    Parameters
    ----------
    answers
        Answer frames; ``single_points`` has the columns of ``CutSet`` with ``by`` and ``lens`` in front.
    lens
        The lens of the page.
    """
    by_lens: dict[str, list[Stop]] = defaultdict(list)
    for row in records(answers.get("single_points")):
        if len(row["members"]) == 1 and row["holds"] in HOLDS:
            by_lens[row.get("lens") or lens].append(
                Stop(
                    unit=row["members"][0],
                    target=row["target"],
                    holds=row["holds"],
                    through=tuple(row.get("through") or ()),
                    rests_on=tuple(row.get("rests_on") or ()),
                    beyond_source=bool(row.get("beyond_source")),
                )
            )
    own = by_lens.pop(lens, [])
    closers: dict[str, list[Stop]] = defaultdict(list)
    stopped: dict[str, dict[str, str]] = defaultdict(dict)
    for stop in sorted(own, key=lambda one: (HOLDS.index(one.holds), one.unit, one.target)):
        kind, _, key = stop.unit.partition(":")
        if kind in ("component", "unknown"):
            stopped[key].setdefault(stop.target, stop.holds)
        if kind == "country":
            for component in stop.through:
                closers[component].append(stop)
    return Figures(
        by_unit=_by_unit(own),
        closers={key: tuple(stops) for key, stops in closers.items()},
        stopped=dict(stopped),
        other_lenses={other: _by_unit(stops) for other, stops in sorted(by_lens.items())},
    )


def _by_unit(stops: Sequence[Stop]) -> dict[str, tuple[Stop, ...]]:
    """Group by unit; the unit that stops most targets most firmly comes first."""
    grouped: dict[str, list[Stop]] = defaultdict(list)
    for stop in sorted(set(stops), key=lambda one: (HOLDS.index(one.holds), one.target, one.through)):
        if stop.target not in {known.target for known in grouped[stop.unit]}:
            grouped[stop.unit].append(stop)

    def weight(unit: str) -> tuple[int, int, str]:
        firm = [stop for stop in grouped[unit] if stop.holds != "possible"]
        return (-len(firm), -len(grouped[unit]), unit)

    return {unit: tuple(grouped[unit]) for unit in sorted(grouped, key=weight)}
