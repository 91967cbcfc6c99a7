"""Which smallest sets of units that stop a target came, and which went?

The set difference of the minimal cut sets of two stacks, in each reading (METHOD section 4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from ..schema.answers import READINGS, AnswerChange
from .cutsets import minimal_cut_sets
from .two_seats import READING_WORDS, Said, Seat, TwoSeats, changed
from .words import names

__all__ = ["KINDS", "cut_changes"]

KINDS: tuple[tuple[str, int | None], ...] = (("country", None), ("actor", 2), ("component", 1))
"""The kinds of unit whose sets are compared, and up to which order; None: all."""

_NOBODY = {
    "country": Said("no country {could}, alone or with others", "任何国家和地区单独或联合都不能"),
    "actor": Said("no firm {could}, alone or with one other", "任何一家或两家企业都不能"),
    "component": Said("the loss of no single component {did}", "没有任何单个环节能够如此"),
}
_POSSIBLE = Said(" (possible: it hangs on what is unknown)", "（可能：取决于未知情况）")

Members = tuple[str, ...]


class _Sets(NamedTuple):
    """The cut sets of one target in one stack: how firmly each holds, and the smallest of each reading."""

    seat: Seat
    by: str
    whole: bool
    holds: Mapping[Members, str]
    smallest: Mapping[str, frozenset[Members]]

    def who(self, members: Members) -> Said:
        """Return a set as the subject of a sentence."""
        en, zh = (names(self.seat.stack, members, lang, most=6) for lang in Said._fields)
        if self.by == "component":
            return Said(f"the loss of {en}", f"缺少{zh}")
        if len(members) == 1:
            return Said(f"{en} alone", f"{zh}单独断供")
        return Said(f"{en} together", f"{zh}联合断供")


def cut_changes(seats: TwoSeats) -> list[AnswerChange]:
    """Return the sets gained and lost, single units first, by target.

    A set is lost, too, when a smaller one is now enough. What needs no denial at all is left to
    ``available``. Where the limit on work was reached, only the orders that both stacks have completely
    are compared, and a row ``complete_to`` says so.
    """
    rows: list[AnswerChange] = []
    for by, most in KINDS if seats.targets else ():
        old, new = (minimal_cut_sets(one.stack, by=by, max_order=most, **one.asked) for one in (seats.old, seats.new))
        short = [int(table.attrs["complete_to"]) for table in (old, new) if table.attrs["cut_short"]]
        if short:
            rows.append(_cut_short(by, min(short), [int(table.attrs["complete_to"]) for table in (old, new)]))
            old, new = (table[table.order <= min(short)] for table in (old, new))
        for target in seats.targets:
            before = _sets(seats.old, by, old[old.target == target], not short)
            after = _sets(seats.new, by, new[new.target == target], not short)
            rows += _compared(target, before, after)
    return sorted(rows, key=_rule)


def _rule(row: AnswerChange) -> tuple[int, str]:
    return ("complete_to", "single_points", "cut_sets").index(row.answer), row.subject


def _cut_short(by: str, order: int, depths: list[int]) -> AnswerChange:
    said = Said(
        f"The limit on work was reached: cut sets by {by} are compared up to order {order}",
        f"已达到计算量上限：按{by}的割集只比较到{order}阶",
    )
    before, after = map(str, depths)
    return changed("complete_to", "differs", "cut_sets", said, by=by, before=before, after=after)


def _sets(seat: Seat, by: str, table: pd.DataFrame, whole: bool) -> _Sets:
    found = list(zip(table.members, table.holds, table.minimal_in, strict=True))
    return _Sets(
        seat,
        by,
        whole,
        {members: holds for members, holds, _ in found},
        {
            reading: frozenset(members for members, _, minimal_in in found if minimal_in in (reading, "both"))
            for reading in READINGS
        },
    )


def _compared(target: str, before: _Sets, after: _Sets) -> Iterator[AnswerChange]:
    for change, here, there in (("lost", before, after), ("gained", after, before)):
        only = {reading: here.smallest[reading] - there.smallest[reading] for reading in READINGS}
        for members in sorted(only["as_listed"] | only["proved"], key=lambda one: (len(one), one)):
            if not members:
                continue
            inside = [reading for reading in READINGS if members in only[reading]]
            reading = inside[0] if len(inside) == 1 else "both"
            yield changed(
                "single_points" if len(members) == 1 else "cut_sets",
                change,
                f"component:{target}",
                _said(target, members, change, reading, here, there),
                by=here.by,
                members=members,
                reading=reading,
                before=before.holds.get(members),
                after=after.holds.get(members),
            )


def _said(target: str, members: Members, change: str, reading: str, here: _Sets, there: _Sets) -> Said:
    """Say that a set stops the target in one stack, and what did, or does, in the other."""
    what, who = here.seat.name(f"component:{target}"), here.who(members)
    if reading == "proved" and members in there.holds:
        return _firmness(what, who, change)
    how = _POSSIBLE if here.holds[members] == "possible" else READING_WORDS["proved" if reading == "both" else reading]
    past = change == "gained"
    sets = there.smallest["proved" if reading == "proved" else "as_listed"]
    less = min((one for one in sets if set(one) < set(members)), key=_shortest, default=None)
    if less is not None:
        return _with_less(what, who, how, past, there.who(less) if less else None)
    more = sorted((one for one in sets if set(one) > set(members)), key=_shortest)
    en, zh = _otherwise(past, there, more)
    stops, no_longer = ("stops", "no longer stops") if here.by == "component" else ("can stop", "can no longer stop")
    if past:
        return Said(
            f"{what.en}: {who.en} {stops} it now{how.en}; before, {en or 'that was not so'}",
            f"{what.zh}：现在{who.zh}即可使其中断{how.zh}；此前{zh or '并非如此'}",
        )
    return Said(
        f"{what.en}: {who.en} {no_longer} it{how.en}" + (f"; now {en}" if en else ""),
        f"{what.zh}：{who.zh}不再能使其中断{how.zh}" + (f"；现在{zh}" if zh else ""),
    )


def _shortest(members: Members) -> tuple[int, Members]:
    return len(members), members


def _firmness(what: Said, who: Said, change: str) -> Said:
    """Say that a set which stops the target as listed does so whatever others do, or no longer."""
    that = Said(f"{what.en}: that {who.en} can stop it holds", f"{what.zh}：{who.zh}可使其中断这一判断")
    if change == "gained":
        return Said(
            f"{that.en} whatever unnamed suppliers do now; before, only as the suppliers are listed",
            f"{that.zh}现在无论未列明的供应方如何都成立；此前只按所列供应方成立",
        )
    return Said(
        f"{that.en} only as the suppliers are listed now; before, whatever unnamed suppliers do",
        f"{that.zh}现在只按所列供应方成立；此前无论未列明的供应方如何都成立",
    )


def _with_less(what: Said, who: Said, how: Said, past: bool, less: Said | None) -> Said:
    """Say that it takes the whole set in one stack, and only a part of it, or nothing, in the other."""
    if less is None:
        other = Said(f"it {'failed' if past else 'fails'} with nothing denied", "无需断供就已中断")
    else:
        other = Said(f"{less.en} {'was' if past else 'is'} enough", f"{less.zh}就已足够")
    if past:
        return Said(
            f"{what.en}: it takes {who.en} to stop it now{how.en}; before, {other.en}",
            f"{what.zh}：现在须{who.zh}才能使其中断{how.zh}；此前{other.zh}",
        )
    return Said(
        f"{what.en}: it no longer takes {who.en} to stop it{how.en}; now {other.en}",
        f"{what.zh}：不再须{who.zh}才能使其中断{how.zh}；现在{other.zh}",
    )


def _otherwise(past: bool, there: _Sets, more: Sequence[Members]) -> Said:
    """Say which larger set it took or takes in the other stack, or that nobody could or can."""
    if more:
        who, several = there.who(more[0]), len(more) > 1
        such = Said(", for example,", "（例如）") if several else Said("", "")
        return Said(f"it {'took' if past else 'takes'}{such.en} {who.en}", f"须{such.zh}{who.zh}")
    if there.whole and not any(there.smallest.values()):
        en, zh = _NOBODY[there.by]
        return Said(en.format(could="could" if past else "can", did="stopped it" if past else "stops it"), zh)
    return Said("", "")
