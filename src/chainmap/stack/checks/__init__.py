"""What must hold across the rows of a stack: many small checks, each with its remedy.

A check is a function from a draft to problems. It never looks at files, and it never assumes that what
another check is for holds: a reference may lead nowhere, owners may go in a circle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from ...errors import Problem
from ..draft import Draft, draft_of
from ..model import Stack
from ..table_file import MAX_PROBLEMS
from .examples import examples_are_replaced
from .identity import ids_mean_one_thing, rows_are_told_apart
from .needs import (
    alternatives_agree,
    alternatives_suffice,
    nothing_needs_itself,
    thresholds_ask_a_market,
    usage_can_add_up,
    weights_fit,
)
from .proof import claims_are_complete, rows_have_evidence
from .references import changes_can_be_applied, homes_of_trade_exist, references_exist
from .supply import (
    lists_match_supply,
    owners_have_an_end,
    shares_fit,
    there_is_a_target,
    variants_have_an_end,
)
from .values import ranges_are_in_order

__all__ = ["CHECKS", "STRICT", "problems_in", "validate"]

Check = Callable[[Draft], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    alternatives_agree,
    alternatives_suffice,
    changes_can_be_applied,
    examples_are_replaced,
    homes_of_trade_exist,
    ids_mean_one_thing,
    lists_match_supply,
    nothing_needs_itself,
    owners_have_an_end,
    ranges_are_in_order,
    references_exist,
    rows_are_told_apart,
    shares_fit,
    there_is_a_target,
    thresholds_ask_a_market,
    usage_can_add_up,
    variants_have_an_end,
    weights_fit,
)
"""Every stack passes these."""

STRICT: tuple[Check, ...] = (claims_are_complete, rows_have_evidence)
"""Bundled stacks pass these too."""


def problems_in(draft: Draft, *, strict: bool = False) -> tuple[Problem, ...]:
    """Return what the checks find; of each at most a thousand problems, and it is said if there are more."""
    found: list[Problem] = []
    for check in (*CHECKS, *(STRICT if strict else ())):
        problems = check(draft)
        found += islice(problems, MAX_PROBLEMS)
        if (more := next(problems, None)) is not None:
            found.append(
                Problem(
                    more.file,
                    None,
                    more.column,
                    "there are more problems of this kind.",
                    "Mend those listed first.",
                )
            )
    return tuple(found)


def validate(stack: Stack, *, strict: bool = False) -> tuple[Problem, ...]:
    """Return what is wrong with a stack in memory, as ``check`` does for files; there are no lines then."""
    found = dict.fromkeys(problems_in(draft_of(stack), strict=strict))
    return tuple(sorted(found, key=lambda one: (one.file, one.column or "", one.text)))
