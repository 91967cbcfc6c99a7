"""Who can close a component, which coalitions a unit is part of, and how to say so in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from ..schema import Component
from ..schema.answers import CutSet
from ..stack import Stack
from ..structure import Viewpoint
from .outcome import Reading
from .restoration import Months
from .words import labels, names, quantity

__all__ = [
    "Closers",
    "Control",
    "control_of_component",
    "in_reading",
    "known",
    "standing_in",
    "why_component",
    "why_unit",
]

Control = Literal["foreign", "home", "nobody", "unknown"]


@dataclass(frozen=True)
class Closers:
    """Minimal cut sets of one reading that close a component, or that hold a unit."""

    rows: tuple[CutSet, ...]

    @property
    def orders(self) -> Counter[int]:
        """How many sets there are of each size, each set counted once."""
        return Counter(len(one) for one in {row.members for row in self.rows})

    @property
    def smallest(self) -> int | None:
        """Size of the smallest set."""
        return min(self.orders, default=None)

    def spelt(self) -> str:
        """Return ``1:2; 3:1``: two sets of one unit and one of three."""
        return "; ".join(f"{order}:{count}" for order, count in sorted(self.orders.items()))

    def first(self) -> tuple[CutSet, ...]:
        """Return the rows of the smallest set that stops most targets."""
        counts = Counter(row.members for row in self.rows if row.order == self.smallest)
        best = min(counts, key=lambda one: (-counts[one], one), default=None)
        return tuple(row for row in self.rows if row.members == best)


def in_reading(rows: Sequence[CutSet], reading: Reading, wanted: Callable[[CutSet], bool]) -> Closers:
    """Return the wanted rows that are minimal in a reading."""
    return Closers(tuple(row for row in rows if row.minimal_in in ("both", reading) and wanted(row)))


def known(row: CutSet) -> bool:
    """Whether no member of the set stands for something unknown."""
    return not any(unit.startswith("unknown:") for unit in row.members)


def control_of_component(seen: Viewpoint, component: Component, rows: Sequence[CutSet], reading: Reading) -> Control:
    """Say who can close a component: known foreign countries, only home, nobody, or nobody knows.

    Parameters
    ----------
    seen
        The viewpoint.
    component
        Its row.
    rows
        Its minimal cut sets by country, in both readings, possible ones included.
    reading
        In ``proved`` what only an unnamed supplier keeps open is not known.
    """
    here = [row for row in rows if row.minimal_in in ("both", reading)]
    if any(known(row) and row.order for row in here):
        return "foreign"
    if any(not known(row) for row in here):
        return "unknown"
    if reading == "proved" and any(row.order for row in rows):
        return "unknown"
    if any(not row.order for row in rows) or component.supply == "open":
        return "nobody"
    active = [row.offer for row in seen.stack.offers if row.component == component.component and row.status == "active"]
    return "nobody" if not seen.home or any(seen.reaches[offer].open for offer in active) else "home"


def why_unit(stack: Stack, unit: str, closers: Closers, reading: Reading, lang: str) -> str:
    """Say with whom a unit stops which targets, through what."""
    rows, english = closers.first(), lang == "en"
    if not rows and reading == "proved":
        none = "it is in no coalition that is proved to stop a target", "没有可证实的、含有它的组合能使目标中断"
        return none[0] if english else none[1]
    if not rows:
        return "it is in no coalition that stops a target" if english else "它不在任何能使目标中断的组合之中"
    what = labels(stack, [row.target for row in rows], lang, most=4)
    parts = labels(stack, list(dict.fromkeys(one for row in rows for one in row.through))[:3], lang)
    others = names(stack, [one for one in rows[0].members if one != unit], lang)
    if english:
        lead = f"together with {others} it stops" if others else "alone it stops"
        return f"{lead} {what}, through {parts}"
    return f"{f'与{others}联合' if others else '单独'}断供即可使{what}中断，途径是{parts}"


def why_component(
    stack: Stack, closers: Closers, control: Control, stopped: Sequence[str], reading: Reading, lang: str
) -> str:
    """Say who closes a component, and which targets stop without it."""
    who = _who(stack, closers, control, reading)[lang == "zh"]
    what = labels(stack, stopped, lang, most=4)
    if lang == "en":
        return f"{who}; without it {what} cannot go on" if stopped else f"{who}; no target stops by its denial alone"
    return f"{who}；没有它，{what}无法继续" if stopped else f"{who}；仅它断供不会使目标中断"


def _who(stack: Stack, closers: Closers, control: Control, reading: Reading) -> tuple[str, str]:
    if closers.smallest == 0:
        return "no listed supplier is good enough today", "所列供应方今天已无一够用"
    if control == "unknown" and reading == "proved":
        return "who could close it is not known, or an unnamed supplier may keep it open", (
            "谁能使其关闭尚不清楚，或可能有未列出的供应方维持供应"
        )
    if control != "foreign":
        return {
            "home": ("no coalition outside home can close it", "境外任何组合都不能使其关闭"),
            "nobody": ("nobody can close it", "没有任何一方能使其关闭"),
            "unknown": ("who could close it is not known", "谁能使其关闭尚不清楚"),
        }[control]
    sets = sorted({row.members for row in closers.rows if row.order == closers.smallest})
    more = len(sets) - 1
    if closers.smallest == 1:
        each = [names(stack, [one for part in sets for one in part], lang) for lang in ("en", "zh")]
        if not more:
            return f"{each[0]} alone can close it", f"{each[1]}一方即可使其关闭"
        return f"any one of {each[0]} alone can close it", f"{each[1]}中任何一方即可使其关闭"
    first = [names(stack, sets[0], lang) for lang in ("en", "zh")]
    others = (
        f"; so can {quantity(more, 'other coalition', 'other coalitions')} of that size",
        f"，另有{more}组同样可以",
    )
    return (
        f"{first[0]} together can close it{others[0] if more else ''}",
        f"{first[1]}联合即可使其关闭{others[1] if more else ''}",
    )


def standing_in(stack: Stack, months: Months, horizon: float, lang: str) -> str:
    """Say for which lost markets the horizon stands in, and why; empty if for none."""
    english, said = lang == "en", []
    if months.unknown:
        what = labels(stack, months.unknown, lang)
        said.append(f"no time is known to replace {what}" if english else f"替代{what}所需时间未知")
    if months.nobody:
        what = labels(stack, months.nobody, lang)
        said.append(f"nobody is listed who could replace {what}" if english else f"没有列出可替代{what}的供应方")
    if said:
        said.append(f"the horizon of {horizon:g} months stands in" if english else f"以考察期{horizon:g}个月计")
    return ("; " if english else "；").join(said)
