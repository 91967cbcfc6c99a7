"""chainmap: the supply chain of a whole industry, its chokepoints, and how sure we are.

>>> import chainmap as cm
>>> stack = cm.bundled("euv")
>>> cm.single_points_of_failure(stack, by="country")["members"].tolist()
[('country:NLD',)]

Functions take ``(stack, target, *, ...)`` and return data frames whose columns are declared in
``chainmap.schema.answers``. Names load when they are first used, so that importing costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .analysis.answers import answer_all as answer_all
    from .analysis.basis import basis_effects as basis_effects
    from .analysis.chokepoints import chokepoints as chokepoints
    from .analysis.coalition_game import coalition_game as coalition_game
    from .analysis.concentration import concentration as concentration
    from .analysis.cut_counts import count_by_order as count_by_order
    from .analysis.cutsets import minimal_cut_sets as minimal_cut_sets
    from .analysis.cutsets import single_points_of_failure as single_points_of_failure
    from .analysis.dependency import import_dependency as import_dependency
    from .analysis.differences import answer_changes as answer_changes
    from .analysis.doubt import doubt as doubt
    from .analysis.explain import explain as explain
    from .analysis.exposure import exposure as exposure
    from .analysis.headlines import headlines as headlines
    from .analysis.importance import importance as importance
    from .analysis.information import value_of_information as value_of_information
    from .analysis.levels import levels as levels
    from .analysis.leverage import leverage as leverage
    from .analysis.pathsets import minimal_path_sets as minimal_path_sets
    from .analysis.rank_acceptability import rank_acceptability as rank_acceptability
    from .analysis.requirements import requirement_gaps as requirement_gaps
    from .analysis.routes import dependency_routes as dependency_routes
    from .analysis.row_changes import row_changes as row_changes
    from .analysis.substitution import substitutes as substitutes
    from .analysis.supply import available as available
    from .analysis.trade_criteria import trade_criteria as trade_criteria
    from .analysis.tree_cuts import tree_cut_sets as tree_cut_sets
    from .analysis.uncertainty import blind_spots as blind_spots
    from .analysis.uncertainty import coverage as coverage
    from .errors import ChainmapError as ChainmapError
    from .errors import InvalidScenario as InvalidScenario
    from .errors import InvalidStack as InvalidStack
    from .errors import InvalidTree as InvalidTree
    from .errors import LimitExceeded as LimitExceeded
    from .errors import MissingExtra as MissingExtra
    from .errors import UnknownName as UnknownName
    from .errors import WrongQuestion as WrongQuestion
    from .exchange.open_psa import read_open_psa as read_open_psa
    from .graph import from_networkx as from_networkx
    from .graph import to_networkx as to_networkx
    from .pages import share as share
    from .pages import show as show
    from .pages import write_pages as write_pages
    from .scenario import Run as Run
    from .scenario import Scenario as Scenario
    from .scenario import compare as compare
    from .scenario import read_scenarios as read_scenarios
    from .scenario import run as run
    from .stack import Stack as Stack
    from .stack import as_of as as_of
    from .stack import bundled as bundled
    from .stack import check as check
    from .stack import read_stack as read_stack
    from .stack import with_basis as with_basis
    from .stack import without as without
    from .stack import write_stack as write_stack
    from .structure import FaultTree as FaultTree
    from .structure import compile_structure as compile_structure
    from .structure import fold as fold

_PLACES = {
    "ChainmapError": "errors",
    "FaultTree": "structure",
    "InvalidScenario": "errors",
    "InvalidStack": "errors",
    "InvalidTree": "errors",
    "LimitExceeded": "errors",
    "MissingExtra": "errors",
    "Run": "scenario",
    "Scenario": "scenario",
    "Stack": "stack",
    "UnknownName": "errors",
    "WrongQuestion": "errors",
    "answer_all": "analysis.answers",
    "answer_changes": "analysis.differences",
    "as_of": "stack",
    "available": "analysis.supply",
    "basis_effects": "analysis.basis",
    "blind_spots": "analysis.uncertainty",
    "bundled": "stack",
    "check": "stack",
    "chokepoints": "analysis.chokepoints",
    "coalition_game": "analysis.coalition_game",
    "compare": "scenario",
    "compile_structure": "structure",
    "concentration": "analysis.concentration",
    "count_by_order": "analysis.cut_counts",
    "coverage": "analysis.uncertainty",
    "dependency_routes": "analysis.routes",
    "doubt": "analysis.doubt",
    "explain": "analysis.explain",
    "exposure": "analysis.exposure",
    "fold": "structure",
    "from_networkx": "graph",
    "headlines": "analysis.headlines",
    "import_dependency": "analysis.dependency",
    "importance": "analysis.importance",
    "levels": "analysis.levels",
    "leverage": "analysis.leverage",
    "minimal_cut_sets": "analysis.cutsets",
    "minimal_path_sets": "analysis.pathsets",
    "rank_acceptability": "analysis.rank_acceptability",
    "read_open_psa": "exchange.open_psa",
    "read_scenarios": "scenario",
    "read_stack": "stack",
    "requirement_gaps": "analysis.requirements",
    "row_changes": "analysis.row_changes",
    "run": "scenario",
    "share": "pages",
    "show": "pages",
    "single_points_of_failure": "analysis.cutsets",
    "substitutes": "analysis.substitution",
    "to_networkx": "graph",
    "trade_criteria": "analysis.trade_criteria",
    "tree_cut_sets": "analysis.tree_cuts",
    "value_of_information": "analysis.information",
    "with_basis": "stack",
    "without": "stack",
    "write_pages": "pages",
    "write_stack": "stack",
}

__all__ = sorted(_PLACES)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'chainmap' has no attribute {name!r}")
    found = getattr(import_module(f".{_PLACES[name]}", __name__), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
