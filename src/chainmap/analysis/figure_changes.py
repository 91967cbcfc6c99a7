"""Which shares of supply and which ranks among the chokepoints moved?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeVar

from pandas import isna

from ..schema.answers import READINGS, AnswerChange
from .chokepoints import chokepoints
from .dependency import import_dependency
from .two_seats import READING_WORDS, Said, Seat, TwoSeats, changed
from .words import names, sentence

__all__ = ["dependency_changes", "rank_changes"]

Figure = TypeVar("Figure")

_RANKED_BY = (
    "controlled",
    "smallest_order",
    "loss_short_high",
    "loss_short_low",
    "loss_long_high",
    "loss_long_low",
)
"""What :func:`chainmap.chokepoints` ranks by, before the months and the id."""


class _Share(NamedTuple):
    """Bounds on the share of a component that a country reaches, and the share at the stated shares."""

    low: float
    high: float
    stated: float | None

    @property
    def spelt(self) -> str:
        bounds = f"{self.low:.6g}" if self.low == self.high else f"{self.low:.6g} to {self.high:.6g}"
        return bounds if self.stated in (None, self.low) else f"{bounds}, stated {self.stated:.6g}"

    @property
    def said(self) -> Said:
        ends = [f"{100 * end:.3g}%" for end in (self.low, self.high)]
        if self.low == self.high:
            return Said(ends[0], ends[0])
        en, zh = f"{ends[0]} to {ends[1]}", f"{ends[0]}至{ends[1]}"
        if self.stated is None:
            return Said(en, zh)
        stated = f"{100 * self.stated:.3g}%"
        return Said(f"{en} (stated: {stated})", f"{zh}（所述：{stated}）")


class _Rank(NamedTuple):
    """A rank among the chokepoints, and who shares it."""

    rank: int
    tied: tuple[str, ...]

    @property
    def spelt(self) -> str:
        return f"{self.rank}=" if self.tied else str(self.rank)


def dependency_changes(seats: TwoSeats) -> list[AnswerChange]:
    """Return the shares of supply that moved, by component and country, for components of both stacks.

    Up or down: both ends moved so, or the stated share inside the same ends; narrower or wider: the
    ends moved towards or away from each other, or only one did. A country that reaches none of the
    listed offers has no share to compare.
    """
    old, new = _shares(seats.old), _shares(seats.new)
    both = {row.component for row in seats.old.stack.components} & {row.component for row in seats.new.stack.components}
    rows: list[AnswerChange] = []
    for component, country in sorted(old.keys() | new.keys(), key=lambda one: (one[0], one[1] != "foreign", one[1])):
        if component in both:
            before, after = old.get((component, country), {}), new.get((component, country), {})
            rows += _moved(seats, component, country, before, after)
    return rows


def _shares(seat: Seat) -> Mapping[tuple[str, str], Mapping[str, _Share]]:
    table = import_dependency(seat.stack, home=seat.asked["home"], lens=seat.asked["lens"])
    found: dict[tuple[str, str], dict[str, _Share]] = defaultdict(dict)
    for row in table.to_dict("records"):
        stated = None if isna(row["value"]) else row["value"]
        found[row["component"], row["country"]][row["reading"]] = _Share(row["low"], row["high"], stated)
    return found


def _moved(
    seats: TwoSeats, component: str, country: str, old: Mapping[str, _Share], new: Mapping[str, _Share]
) -> Iterator[AnswerChange]:
    for reading, before, after in _in_readings(old, new):
        change = _direction(before, after)
        if change:
            yield changed(
                "dependency",
                change,
                f"component:{component}",
                _share_said(seats, component, country, change, reading, before, after),
                members=(f"country:{country}",) if country != "foreign" else ("foreign",),
                reading=reading,
                before=before.spelt if before else None,
                after=after.spelt if after else None,
            )


def _in_readings(
    old: Mapping[str, Figure], new: Mapping[str, Figure]
) -> list[tuple[str, Figure | None, Figure | None]]:
    """Return the figures of both stacks by reading, once where both readings agree."""
    found: list[tuple[str, Figure | None, Figure | None]] = [
        (reading, old.get(reading), new.get(reading)) for reading in READINGS
    ]
    if found[0][1:] == found[1][1:]:
        return [("both", *found[0][1:])]
    return found


def _direction(before: _Share | None, after: _Share | None) -> str:
    """Return how a share moved; nothing where it did not."""
    if before is None or after is None:
        return "" if before is after else "gained" if before is None else "lost"
    low, high = after.low - before.low, after.high - before.high
    if low == high == 0:
        if before.stated is None or after.stated is None or before.stated == after.stated:
            return ""
        return "up" if after.stated > before.stated else "down"
    if low * high > 0:
        return "up" if low > 0 else "down"
    return "narrower" if low >= 0 >= high else "wider"


_MOVED = {
    "up": Said("rose", "上升"),
    "down": Said("fell", "下降"),
    "wider": Said("is less certain", "更不确定"),
    "narrower": Said("is better known", "更明确"),
}


def _share_said(
    seats: TwoSeats,
    component: str,
    country: str,
    change: str,
    reading: str,
    before: _Share | None,
    after: _Share | None,
) -> Said:
    seat, how = seats.old if after is None else seats.new, READING_WORDS[reading]
    what, who = seat.name(f"component:{component}"), _reaching(seat, country)
    was, now = (one.said if one else Said("", "") for one in (before, after))
    if after is None:
        return Said(
            f"{what.en}: no listed offer is within reach of {who.en} any more; before, {was.en} of supply was{how.en}",
            f"{what.zh}：{who.zh}不再影响任何所列供应项；此前为供应的{was.zh}{how.zh}",
        )
    if before is None:
        return Said(
            f"{what.en}: {now.en} of supply is within reach of {who.en} now; before, no listed offer was{how.en}",
            f"{what.zh}：{who.zh}现可影响供应的{now.zh}；此前未影响任何所列供应项{how.zh}",
        )
    moved = _MOVED[change]
    return Said(
        f"{what.en}: the share within reach of {who.en} {moved.en}: {now.en} now, {was.en} before{how.en}",
        f"{what.zh}：{who.zh}可影响的份额{moved.zh}：现为{now.zh}，此前为{was.zh}{how.zh}",
    )


def _reaching(seat: Seat, country: str) -> Said:
    if country != "foreign":
        return Said(*(names(seat.stack, [f"country:{country}"], lang) for lang in Said._fields))
    return Said("countries outside home", "境外") if seat.seen.home else Said("any country", "任何国家和地区")


def rank_changes(seats: TwoSeats) -> list[AnswerChange]:
    """Return the countries whose rank among the chokepoints moved; up is nearer to rank 1.

    Countries with the same figures share their rank, so that a name alone moves nobody.
    """
    old, new = _ranks(seats.old), _ranks(seats.new)
    found: list[tuple[tuple[object, ...], AnswerChange]] = []
    for unit in old.keys() | new.keys():
        for reading, before, after in _in_readings(old.get(unit, {}), new.get(unit, {})):
            ranks = [one.rank if one else None for one in (before, after)]
            if ranks[0] == ranks[1]:
                continue
            change = (
                "gained"
                if before is None
                else "lost"
                if after is None
                else "up"
                if after.rank < before.rank
                else "down"
            )
            row = changed(
                "chokepoints",
                change,
                unit,
                _rank_said(seats, unit, reading, before, after),
                by="country",
                reading=reading,
                before=before.spelt if before else None,
                after=after.spelt if after else None,
            )
            place = [rank if rank is not None else float("inf") for rank in reversed(ranks)]
            found.append(((place, unit, reading), row))
    return [row for _, row in sorted(found, key=lambda one: one[0])]


def _ranks(seat: Seat) -> Mapping[str, Mapping[str, _Rank]]:
    table = chokepoints(seat.stack, by="country", **seat.asked)
    found: dict[str, dict[str, _Rank]] = defaultdict(dict)
    for reading in READINGS:
        listed = table[(table.reading == reading) & table.chokepoint]
        alike: dict[tuple[object, ...], list[tuple[int, str]]] = defaultdict(list)
        for row in listed.to_dict("records"):
            months = row["months_high"] if isna(row["months_to_substitute"]) else row["months_to_substitute"]
            figures = (*(row[name] for name in _RANKED_BY), 0.0 if isna(months) else months)
            alike[figures].append((int(row["rank"]), row["unit"]))
        for rows in alike.values():
            units = [unit for _, unit in rows]
            for unit in units:
                found[unit][reading] = _Rank(min(rank for rank, _ in rows), tuple(one for one in units if one != unit))
    return found


def _rank_said(seats: TwoSeats, unit: str, reading: str, before: _Rank | None, after: _Rank | None) -> Said:
    how = READING_WORDS[reading]
    en, zh = (names((seats.old if after is None else seats.new).stack, [unit], lang) for lang in Said._fields)
    en = sentence(en)
    was, now = _ranked(seats.old, before), _ranked(seats.new, after)
    if before is None:
        return Said(f"{en} is a chokepoint now, {now.en}{how.en}", f"{zh}现为卡点，{now.zh}{how.zh}")
    if after is None:
        return Said(
            f"{en} is no chokepoint any more; before, {was.en}{how.en}", f"{zh}不再是卡点；此前{was.zh}{how.zh}"
        )
    return Said(
        f"{en} is {now.en} among the countries that are chokepoints now; before, {was.en}{how.en}",
        f"{zh}在构成卡点的国家和地区中现{now.zh}；此前{was.zh}{how.zh}",
    )


def _ranked(seat: Seat, rank: _Rank | None) -> Said:
    if rank is None:
        return Said("", "")
    if not rank.tied:
        return Said(f"rank {rank.rank}", f"排名第{rank.rank}")
    en, zh = (names(seat.stack, rank.tied, lang) for lang in Said._fields)
    return Said(f"rank {rank.rank}, level with {en}", f"排名第{rank.rank}（与{zh}并列）")
