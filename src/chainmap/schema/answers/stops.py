"""What stops, who can stop it, and why."""

from __future__ import annotations

from typing import Literal

from ..column import Row, col
from .choices import HOLDS, READINGS, Holds, Reading

__all__ = ["Available", "CutSet", "Headline", "Link", "PathSet", "ScenarioChange"]


class Available(Row):
    """What still works after a denial, and because of what it does not."""

    component: str = col("ref", "the component", required=True, ref="components.component")
    name_en: str = col("text", "name in English", default="")
    name_zh: str = col("text", "name in Chinese", default="")
    target: bool = col("yesno", "whether it is a target", default=False)
    state: Literal["works", "stopped"] = col(
        "choice", "whether it works, as the suppliers are listed", required=True, choices=("works", "stopped")
    )
    holds: Holds = col(
        "choice",
        "how firmly it stops: proved whatever unnamed suppliers do; as_listed if the named suppliers are all "
        "there are; possible if something unknown falls too; empty: it works",
        default="",
        choices=HOLDS,
    )
    because_en: str = col("text", "why it stops, in English", default="")
    because_zh: str = col("text", "why it stops, in Chinese", default="")
    rests_on: tuple[str, ...] = col("refs", "open lists that the denial empties", ref="components.component")
    unknown: tuple[str, ...] = col("units", "unknown units on which a possible stop hangs")


class CutSet(Row):
    """A smallest set of units whose joint denial stops a target."""

    target: str = col("ref", "the target", required=True, ref="components.component")
    order: int = col("integer", "number of units in the set", required=True)
    members: tuple[str, ...] = col("units", "the units, sorted")
    holds: Holds = col("choice", "proved, as_listed or possible", required=True, choices=HOLDS)
    minimal_in: Literal["as_listed", "proved", "both"] = col(
        "choice",
        "the reading in which no smaller set does it",
        required=True,
        choices=("as_listed", "proved", "both"),
    )
    rests_on: tuple[str, ...] = col("refs", "open lists that it empties", ref="components.component")
    through: tuple[str, ...] = col(
        "refs", "the components that it closes and through which the target stops", ref="components.component"
    )
    beyond_source: bool = col("yesno", "no stated or implied claim links it to the target", default=False)
    complete_to: int = col("integer", "all sets up to this order are listed", default=1)


class PathSet(Row):
    """A smallest set of units that, left undenied, keeps a target working while all others deny."""

    target: str = col("ref", "the target", required=True, ref="components.component")
    order: int = col("integer", "number of units in the set", required=True)
    members: tuple[str, ...] = col("units", "the units, sorted")
    reading: Reading = col("choice", "which suppliers count", required=True, choices=READINGS)
    complete_to: int = col("integer", "all sets up to this order are listed", required=True)


class Link(Row):
    """One step of an explanation, from a unit up to a target."""

    step: int = col("integer", "order in the chain", required=True, low=0)
    target: str = col("ref", "the target concerned", required=True, ref="components.component")
    source: str = col("text", "what fails, as kind:id", required=True)
    affects: str = col("text", "what it takes away, as kind:id", required=True)
    text_en: str = col("text", "the step in English", default="")
    text_zh: str = col("text", "the step in Chinese", default="")
    basis: str = col("text", "weakest basis among the claims of the step", default="")
    evidence: tuple[str, ...] = col("refs", "claims", ref="evidence.evidence")


class Headline(Row):
    """One sentence for a decision maker, made from the numbers."""

    rank: int = col("integer", "most important first", required=True, low=0)
    question: Literal["chokepoint", "dependency", "substitution", "scenario", "unknown"] = col(
        "choice",
        "which of the five questions it answers",
        required=True,
        choices=("chokepoint", "dependency", "substitution", "scenario", "unknown"),
    )
    lens: str = col("text", "the lens under which it holds", required=True)
    targets: tuple[str, ...] = col("refs", "the targets concerned", ref="components.component")
    members: tuple[str, ...] = col("units", "the units concerned")
    through: tuple[str, ...] = col("refs", "through which components", ref="components.component")
    holds: Holds = col("choice", "proved, as_listed or possible", default="", choices=HOLDS)
    rests_on: tuple[str, ...] = col("refs", "open lists on which it rests", ref="components.component")
    beyond_source: bool = col("yesno", "it rests on links that the source does not state", default=False)
    text_en: str = col("text", "the sentence in English", required=True)
    text_zh: str = col("text", "the sentence in Chinese", required=True)


class ScenarioChange(Row):
    """A component before and after a scenario."""

    component: str = col("ref", "the component", required=True, ref="components.component")
    name_en: str = col("text", "name in English", default="")
    name_zh: str = col("text", "name in Chinese", default="")
    target: bool = col("yesno", "whether it is a target", default=False)
    state_before: Literal["works", "stopped"] = col(
        "choice", "before, as the suppliers are listed", required=True, choices=("works", "stopped")
    )
    state_after: Literal["works", "stopped"] = col(
        "choice", "after, as the suppliers are listed", required=True, choices=("works", "stopped")
    )
    holds: Holds = col("choice", "how firmly it stops", default="", choices=HOLDS)
    short_before_low: float = col("share", "lowest level before, short run, as listed", required=True)
    short_before_high: float = col("share", "highest level before, short run, as listed", required=True)
    short_after_low: float = col("share", "lowest level after, short run, as listed", required=True)
    short_after_high: float = col("share", "highest level after, short run, as listed", required=True)
    long_after_low: float = col("share", "lowest level after, long run, as listed", required=True)
    long_after_high: float = col("share", "highest level after, long run, as listed", required=True)
    offers_lost: int = col("integer", "listed offers that stop", required=True, low=0)
    offers_listed: int = col("integer", "listed active offers", required=True, low=0)
    because_en: str = col("text", "why it stops, in English", default="")
    because_zh: str = col("text", "why it stops, in Chinese", default="")
    rests_on: tuple[str, ...] = col("refs", "open lists that it empties", ref="components.component")
