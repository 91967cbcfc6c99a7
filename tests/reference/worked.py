"""Worked answers of METHOD.md, section 12, as stacks and the numbers printed there.

Each case says on which line of the method its numbers stand. They were worked out by hand before the code
that computes them; no number here comes from the program, and none is ever edited to fit it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from chainmap.schema import Actor, Component, Need, Offer, Settings
from chainmap.stack import Stack

__all__ = [
    "CONCENTRATIONS",
    "LEVELS",
    "SINGLE_POINTS",
    "STATES",
    "TWO_TRAINS_CUTS",
    "Concentrated",
    "Graded",
    "SinglePoints",
    "YesNo",
    "euv",
    "hhi_market",
    "loops",
    "quality",
    "share_bounds",
    "two_trains",
]

SIX_DIGITS = 5e-7
"""Half of the last digit where the method prints six of them."""


# --- The stacks


def euv(
    *,
    display: str = "offers",
    complete: str = "no",
    domestic_tool: bool = False,
    domestic_fab: bool = False,
    needs_on: str = "component",
    home: tuple[str, ...] = (),
) -> Stack:
    """Section 12, Euv: P needs chip and display; TSMC and Samsung both need EUV from ASML.

    ``needs_on`` puts the need for EUV on the component chip or on each fab's offer: the same industry.
    """
    seats = {"asml": "NLD", "tsmc": "TWN", "samsung": "KOR", "lg": "KOR", "boe": "CHN"}
    supplies = {"asml": "euv", "tsmc": "chip", "samsung": "chip"}
    if display == "offers":
        supplies |= {"lg": "display", "boe": "display"}
    if domestic_tool:
        seats["smee"], supplies["smee"] = "CHN", "euv"
    if domestic_fab:
        seats["smic"], supplies["smic"] = "CHN", "chip"
    if needs_on == "component":
        tooled = ["chip"]
    else:
        tooled = [f"chip-{actor}" for actor, made in supplies.items() if made == "chip"]
    return Stack(
        settings=Settings(id="euv", home=home),
        components=(
            Component(component="p", supply="open", weight=1.0),
            Component(component="chip", complete=complete),
            Component(component="euv", complete=complete),
            Component(component="display", supply=display, complete=complete),
        ),
        actors=tuple(Actor(actor=actor, hq=(code,), owner=actor) for actor, code in seats.items()),
        offers=tuple(Offer(offer=f"{made}-{actor}", component=made, actor=actor) for actor, made in supplies.items()),
        needs=(
            Need(dependent="p", input="chip"),
            Need(dependent="p", input="display"),
            *(Need(dependent=dependent, input="euv") for dependent in tooled),
        ),
    )


def two_trains() -> Stack:
    """Section 12, TwoTrains: the top event is (V1 or P1) and (V2 or P2), a failure of both trains."""
    parts = ("v1", "p1", "v2", "p2")
    return Stack(
        settings=Settings(id="two-trains"),
        components=(
            Component(component="flow", supply="open", weight=1.0),
            Component(component="train-1", supply="open"),
            Component(component="train-2", supply="open"),
            *(Component(component=part, complete="yes") for part in parts),
        ),
        actors=tuple(Actor(actor=f"maker-{part}", hq=("USA",), owner=f"maker-{part}") for part in parts),
        offers=tuple(Offer(offer=f"the-{part}", component=part, actor=f"maker-{part}") for part in parts),
        needs=(
            Need(dependent="flow", input="train-1", group="trains"),
            Need(dependent="flow", input="train-2", group="trains"),
            Need(dependent="train-1", input="v1"),
            Need(dependent="train-1", input="p1"),
            Need(dependent="train-2", input="v2"),
            Need(dependent="train-2", input="p2"),
        ),
    )


def share_bounds() -> Stack:
    """Section 12, Share bounds: A [.3, .4], B [.2, .3], the list open, their countries different."""
    return Stack(
        settings=Settings(id="share-bounds"),
        components=(Component(component="c", weight=1.0),),
        actors=(
            Actor(actor="maker-a", hq=("USA",), owner="maker-a"),
            Actor(actor="maker-b", hq=("JPN",), owner="maker-b"),
        ),
        offers=(
            Offer(offer="a", component="c", actor="maker-a", share_low=0.3, share_high=0.4),
            Offer(offer="b", component="c", actor="maker-b", share_low=0.2, share_high=0.3),
        ),
    )


def quality() -> Stack:
    """Section 12, Quality: Bosch share .6 quality 1, Silan share .4 quality .3, least quality .9."""
    return Stack(
        settings=Settings(id="quality"),
        components=(
            Component(component="navigation", supply="open", weight=1.0),
            Component(component="mems", complete="yes"),
        ),
        actors=(
            Actor(actor="bosch", hq=("DEU",), owner="bosch"),
            Actor(actor="silan", hq=("CHN",), owner="silan"),
        ),
        offers=(
            Offer(offer="mems-bosch", component="mems", actor="bosch", share=0.6, quality=1.0),
            Offer(offer="mems-silan", component="mems", actor="silan", share=0.4, quality=0.3),
        ),
        needs=(Need(dependent="navigation", input="mems", min_quality=0.9),),
    )


def loops(*, needs_on: str) -> Stack:
    """Section 12, Loops in levels: chip from A .9 and B .1, complete; chips need eda and eda needs chips."""
    if needs_on == "offer":
        needs = (Need(dependent="chip-a", input="eda"), Need(dependent="eda-e", input="chip"))
    else:
        needs = (Need(dependent="chip", input="eda"), Need(dependent="eda", input="chip"))
    return Stack(
        settings=Settings(id="loops"),
        components=(
            Component(component="chip", complete="yes", weight=1.0),
            Component(component="eda", complete="yes"),
        ),
        actors=tuple(Actor(actor=actor, hq=("USA",), owner=actor) for actor in ("a", "b", "e")),
        offers=(
            Offer(offer="chip-a", component="chip", actor="a", share=0.9),
            Offer(offer="chip-b", component="chip", actor="b", share=0.1),
            Offer(offer="eda-e", component="eda", actor="e", share=1.0),
        ),
        needs=needs,
    )


def hhi_market(*shares: float, complete: str) -> Stack:
    """Section 12, HHI bounds: named firms of different countries, the rest of the market unknown."""
    countries = ("USA", "JPN", "DEU")
    return Stack(
        settings=Settings(id="hhi"),
        components=(Component(component="c", complete=complete, weight=1.0),),
        actors=tuple(Actor(actor=f"firm-{i}", hq=(countries[i],), owner=f"firm-{i}") for i in range(len(shares))),
        offers=tuple(
            Offer(offer=f"offer-{i}", component="c", actor=f"firm-{i}", share=share) for i, share in enumerate(shares)
        ),
    )


# --- The answers


@dataclass(frozen=True)
class SinglePoints:
    """All sets of at most one unit that stop a target: ``{members: holds}``."""

    name: str
    line: str
    stack: Stack
    target: str
    by: str
    home: tuple[str, ...]
    expected: dict[tuple[str, ...], str]
    rests_on: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class YesNo:
    """Whether one component still works after a denial."""

    name: str
    line: str
    stack: Stack
    component: str
    deny: tuple[str, ...]
    home: tuple[str, ...]
    state: str
    holds: str | None = None


@dataclass(frozen=True)
class Graded:
    """Bounds of one level after a denial."""

    name: str
    line: str
    stack: Stack
    component: str
    deny: tuple[str, ...]
    run: str
    reading: str
    low: float
    high: float
    tolerance: float = 1e-9


@dataclass(frozen=True)
class Concentrated:
    """Bounds of one Herfindahl-Hirschman index; None: the method does not print this end."""

    name: str
    line: str
    stack: Stack
    by: str
    low: float | None
    high: float
    tolerance: float = 1e-9


CHINA = ("CHN",)
NOBODY: tuple[str, ...] = ()
SETS = "Euv: cut sets {ASML}, {TSMC, Samsung}, {LG, BOE}"
COUNTRIES = "Euv: {NLD}, {TWN, KOR}, {KOR, CHN}; seen from CHN {NLD}, {TWN, KOR}"
TOOL = "Euv: a domestic EUV tool as alternative removes {NLD}"
FAB = "Euv: a domestic fab that still needs EUV removes {TWN, KOR} but not {NLD}"
UNKNOWN = "Euv: with display unknown: {ASML}, {TSMC, Samsung}, and the possible {unknown:display}"
# The units by component are not printed; they follow from section 2 (a component = all its offers that are
# neither open nor home's own, unnamed ones included).
COMPONENT = "Euv, with section 2, Units: a component"
LISTS = "Euv, with section 4: holds and rests_on, and section 1: a complete list"

_points: list[SinglePoints] = []
_states: list[YesNo] = []
for _on in ("component", "offer"):
    _open = euv(needs_on=_on)
    _full = euv(needs_on=_on, complete="yes")
    _tool = euv(needs_on=_on, domestic_tool=True)
    _fab = euv(needs_on=_on, domestic_fab=True)
    _dark = euv(needs_on=_on, display="unknown")

    def _point(
        line: str,
        stack: Stack,
        by: str,
        home: tuple[str, ...],
        expected: dict[Any, str],
        rests_on: dict[Any, tuple[str, ...]] | None = None,
        *,
        on: str = _on,
    ) -> None:
        seat = "+".join(home) or "none"
        name = f"{len(_points)} {line.partition(':')[0]} by {by} home {seat} needs on {on}"
        _points.append(SinglePoints(name, line, stack, "p", by, home, expected, rests_on or {}))

    def _state(
        line: str,
        stack: Stack,
        deny: tuple[str, ...],
        home: tuple[str, ...],
        state: str,
        holds: str | None = None,
        *,
        on: str = _on,
    ) -> None:
        seat = "+".join(home) or "none"
        name = f"{len(_states)} deny {'+'.join(deny) or 'nothing'} home {seat} needs on {on}"
        _states.append(YesNo(name, line, stack, "p", deny, home, state, holds))

    # Whoever asks, one unit is enough only where it is ASML or its country. Fabs that each need EUV themselves
    # stop with it, so that the list of chip makers is empty too; a need of the component empties no list.
    _empty = ("euv",) if _on == "component" else ("chip", "euv")
    for _home in (NOBODY, CHINA):
        _euv = {("offer:euv-asml",): _empty}
        _point(SETS, _open, "offer", _home, {("offer:euv-asml",): "as_listed"}, _euv)
        _point(SETS, _open, "actor", _home, {("actor:asml",): "as_listed"}, {("actor:asml",): _empty})
        _point(COUNTRIES, _open, "country", _home, {("country:NLD",): "as_listed"}, {("country:NLD",): _empty})
        _point(LISTS, _full, "offer", _home, {("offer:euv-asml",): "proved"}, {("offer:euv-asml",): ()})
        _point(LISTS, _full, "actor", _home, {("actor:asml",): "proved"}, {("actor:asml",): ()})
        _point(LISTS, _full, "country", _home, {("country:NLD",): "proved"}, {("country:NLD",): ()})

    # What a component's unit takes: with a home, BOE's display and the unnamed suppliers survive.
    _point(
        COMPONENT,
        _open,
        "component",
        NOBODY,
        {
            ("component:chip",): "proved",
            ("component:display",): "proved",
            # An unnamed chip maker may not need EUV, where the need is that of the named ones.
            ("component:euv",): "proved" if _on == "component" else "as_listed",
        },
    )
    _point(
        COMPONENT,
        _open,
        "component",
        CHINA,
        {("component:chip",): "as_listed", ("component:euv",): "as_listed"},
    )
    _point(COMPONENT, _full, "component", CHINA, {("component:chip",): "proved", ("component:euv",): "proved"})

    # What alternatives change.
    _point(TOOL, _tool, "country", CHINA, {})
    _point(TOOL, _tool, "offer", CHINA, {})
    _point(TOOL, _tool, "actor", NOBODY, {})
    _point(FAB, _fab, "country", CHINA, {("country:NLD",): "as_listed"})
    _point(FAB, _fab, "actor", CHINA, {("actor:asml",): "as_listed"})

    # A component that the source names nobody for.
    for _by, _unit in (("actor", "actor:asml"), ("offer", "offer:euv-asml"), ("country", "country:NLD")):
        _point(UNKNOWN, _dark, _by, NOBODY, {(_unit,): "as_listed", ("unknown:display",): "possible"})

    # Pairs, one denial at a time.
    _state(SETS, _open, (), NOBODY, "works", "")
    _state(SETS, _open, ("actor:tsmc", "actor:samsung"), NOBODY, "stopped", "as_listed")
    _state(SETS, _full, ("actor:tsmc", "actor:samsung"), NOBODY, "stopped", "proved")
    _state(SETS, _open, ("actor:lg", "actor:boe"), NOBODY, "stopped", "as_listed")
    _state(SETS, _open, ("actor:tsmc", "actor:lg"), NOBODY, "works", "")
    _state(SETS, _open, ("offer:chip-samsung", "offer:display-boe"), NOBODY, "works", "")
    _state(COUNTRIES, _open, ("country:TWN", "country:KOR"), NOBODY, "stopped", "as_listed")
    _state(COUNTRIES, _open, ("country:KOR", "country:CHN"), NOBODY, "stopped", "as_listed")
    _state(COUNTRIES, _open, ("country:TWN", "country:CHN"), NOBODY, "works", "")
    _state(COUNTRIES, _open, ("country:KOR",), NOBODY, "works", "")
    _state(COUNTRIES, _open, ("country:NLD",), CHINA, "stopped", "as_listed")
    _state(COUNTRIES, _full, ("country:NLD",), CHINA, "stopped", "proved")
    _state(COUNTRIES, _open, ("country:TWN", "country:KOR"), CHINA, "stopped", "as_listed")
    _state(COUNTRIES, _open, ("country:KOR", "country:CHN"), CHINA, "works", "")
    _state(TOOL, _tool, ("country:NLD",), CHINA, "works", "")
    _state(TOOL, _tool, ("country:TWN", "country:KOR"), CHINA, "stopped", "as_listed")
    _state(TOOL, _tool, ("country:NLD", "country:CHN"), NOBODY, "stopped", "as_listed")
    _state(FAB, _fab, ("country:TWN", "country:KOR"), CHINA, "works", "")
    _state(FAB, _fab, ("country:NLD",), CHINA, "stopped", "as_listed")
    _state(UNKNOWN, _dark, ("actor:tsmc", "actor:samsung"), NOBODY, "stopped", "as_listed")
    # Section 3: what nobody is named for may fall to a foreign country or bloc, not to a named actor.
    _state(UNKNOWN, _dark, ("actor:tsmc",), NOBODY, "works", "")
    _state(UNKNOWN, _dark, ("country:USA",), NOBODY, "works", "possible")
    _state(UNKNOWN, _dark, ("actor:asml",), NOBODY, "stopped", "as_listed")

_mems = quality()
_states += [
    YesNo("quality baseline", "Quality: baseline 1", _mems, "navigation", (), NOBODY, "works", ""),
    YesNo(
        "quality deny DEU",
        "Quality: deny DEU: no",
        _mems,
        "navigation",
        ("country:DEU",),
        NOBODY,
        "stopped",
        "proved",
    ),
]

SINGLE_POINTS: tuple[SinglePoints, ...] = tuple(_points)
STATES: tuple[YesNo, ...] = tuple(_states)

TWO_TRAINS_CUTS: frozenset[frozenset[str]] = frozenset(
    frozenset({f"actor:maker-{one}", f"actor:maker-{two}"}) for one in ("v1", "p1") for two in ("v2", "p2")
)
"""TwoTrains: four cut sets, one part of each train."""

_ab = share_bounds()
_both = ("as_listed", "proved")
_runs = ("short", "long")
LEVELS: tuple[Graded, ...] = (
    *(
        Graded(
            f"shares, nothing denied, {run} {reading}",
            "Share bounds: nothing denied 1",
            _ab,
            "c",
            (),
            run,
            reading,
            1.0,
            1.0,
        )
        for run in _runs
        for reading in _both
    ),
    Graded(
        "shares, deny offer A, proved",
        "Share bounds: deny offer A [.6,.7]",
        _ab,
        "c",
        ("offer:a",),
        "short",
        "proved",
        0.6,
        0.7,
    ),
    Graded(
        "shares, deny A's country, proved",
        "Share bounds: deny A's country (B's is another) [.2,.7]",
        _ab,
        "c",
        ("country:USA",),
        "short",
        "proved",
        0.2,
        0.7,
    ),
    Graded(
        "shares, deny offer A, as listed",
        "Share bounds: as listed, deny A: [.333333, .5]",
        _ab,
        "c",
        ("offer:a",),
        "short",
        "as_listed",
        0.333333,
        0.5,
        SIX_DIGITS,
    ),
    Graded(
        "shares, deny A's country, as listed",
        "Share bounds: as listed, deny A: [.333333, .5]",
        _ab,
        "c",
        ("country:USA",),
        "short",
        "as_listed",
        0.333333,
        0.5,
        SIX_DIGITS,
    ),
    *(
        Graded(
            f"quality, nothing denied, {run} {reading}",
            "Quality: baseline 1",
            _mems,
            "navigation",
            (),
            run,
            reading,
            1.0,
            1.0,
        )
        for run in _runs
        for reading in _both
    ),
    *(
        Graded(
            f"quality, deny DEU, short {reading}",
            "Quality: deny DEU: short run 0",
            _mems,
            "navigation",
            ("country:DEU",),
            "short",
            reading,
            0.0,
            0.0,
        )
        for reading in _both
    ),
    *(
        Graded(
            f"quality, deny DEU, long {reading}",
            "Quality: deny DEU: long run .333333",
            _mems,
            "navigation",
            ("country:DEU",),
            "long",
            reading,
            0.333333,
            0.333333,
            SIX_DIGITS,
        )
        for reading in _both
    ),
    *(
        Graded(
            f"loop through offers, {component} {reading}",
            "Loops in levels: A needs eda, eda's only offer needs chip: spirals to 0",
            loops(needs_on="offer"),
            component,
            ("offer:chip-b",),
            "short",
            reading,
            0.0,
            0.0,
        )
        for component in ("chip", "eda")
        for reading in _both
    ),
    *(
        Graded(
            f"loop through components, {component} {reading}",
            "Loops in levels: with the needs on the components instead both stay .9",
            loops(needs_on="component"),
            component,
            ("offer:chip-b",),
            "short",
            reading,
            0.9,
            0.9,
        )
        for component in ("chip", "eda")
        for reading in _both
    ),
)

CONCENTRATIONS: tuple[Concentrated, ...] = (
    Concentrated(
        "50, 20 of a top-n ranking",
        "HHI bounds: top-n ranking [.29, .34]",
        hhi_market(0.5, 0.2, complete="top"),
        "actor",
        0.29,
        0.34,
    ),
    Concentrated(
        "50, 20 of an open list",
        "HHI bounds: otherwise [.29, .38]",
        hhi_market(0.5, 0.2, complete="no"),
        "actor",
        0.29,
        0.38,
    ),
    Concentrated(
        "50, 20 of an open list, by country",
        "HHI bounds: by country up to .68",
        hhi_market(0.5, 0.2, complete="no"),
        "country",
        None,
        0.68,
    ),
    Concentrated(
        "45, 25, 10 of a top-n ranking",
        "HHI bounds: top {45, 25, 10}: [.275, .295]",
        hhi_market(0.45, 0.25, 0.1, complete="top"),
        "actor",
        0.275,
        0.295,
    ),
)
"""All of them in the proved reading, where the rest of the market is unnamed suppliers."""
