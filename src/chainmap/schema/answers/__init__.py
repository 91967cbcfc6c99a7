"""The tables of the answers: one row model an answer, one line a column.

Ranges are ``*_low``, value, ``*_high``; an empty value beside a range means that the data support
the range only. ``reading`` is ``as_listed`` (the named suppliers are all there are) or ``proved``
(whatever unnamed suppliers do). ``bound`` says whether a range is attained (``exact``) or only
contains the truth (``sound``).
"""

from ..column import Row
from .changes import AnswerChange, RowChange
from .choices import READINGS, Reading
from .knowledge import BasisEffect, BlindSpot, Coverage, ProblemRow
from .power import Chokepoint, GameValue, Importance, Leverage
from .robustness import CellValue, Doubt, RankAcceptability, RequirementGap
from .stops import Available, CutSet, Headline, Link, PathSet, ScenarioChange
from .supply import Concentration, Exposure, ImportDependency, Level, Route, Substitute, TradeCriterion

__all__ = [
    "ANSWERS",
    "READINGS",
    "AnswerChange",
    "Available",
    "BasisEffect",
    "BlindSpot",
    "CellValue",
    "Chokepoint",
    "Concentration",
    "Coverage",
    "CutSet",
    "Doubt",
    "Exposure",
    "GameValue",
    "Headline",
    "ImportDependency",
    "Importance",
    "Level",
    "Leverage",
    "Link",
    "PathSet",
    "ProblemRow",
    "RankAcceptability",
    "Reading",
    "RequirementGap",
    "Route",
    "RowChange",
    "ScenarioChange",
    "Substitute",
    "TradeCriterion",
]

ANSWERS: dict[str, type[Row]] = {
    "available": Available,
    "cut_sets": CutSet,
    "path_sets": PathSet,
    "importance": Importance,
    "leverage": Leverage,
    "coalition_game": GameValue,
    "chokepoints": Chokepoint,
    "levels": Level,
    "dependency": ImportDependency,
    "routes": Route,
    "exposure": Exposure,
    "concentration": Concentration,
    "trade_criteria": TradeCriterion,
    "substitutes": Substitute,
    "coverage": Coverage,
    "blind_spots": BlindSpot,
    "rank_acceptability": RankAcceptability,
    "value_of_information": CellValue,
    "doubt": Doubt,
    "requirement_gaps": RequirementGap,
    "explain": Link,
    "headlines": Headline,
    "basis": BasisEffect,
    "before_after": ScenarioChange,
    "row_changes": RowChange,
    "answer_changes": AnswerChange,
    "problems": ProblemRow,
}
