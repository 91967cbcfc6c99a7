"""By which ways does a country's share enter a target?

The heaviest routes behind a look-through (METHOD section 5): products of shares and weights from the
target to an offer that the country reaches, after structural path analysis (Defourny & Thorbecke,
Structural path analysis and multiplier decomposition, Economic Journal 94, 1984).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from ..errors import WrongQuestion
from ..schema.answers import Route
from ..stack import Stack
from ..stack.jurisdiction import countries_of
from ..stack.names import find, find_component, name_of
from ..structure import compile_structure, viewpoint
from .draws import assumed
from .frames import frame
from .look_through import FOREIGN_TOTAL, LookThrough
from .route_search import Found, RouteSearch

__all__ = ["dependency_routes", "route_in_words"]


def dependency_routes(
    stack: Stack,
    target: str,
    country: str = FOREIGN_TOTAL,
    *,
    k: int = 10,
    home: str | Iterable[str] | None = None,
    lens: str | None = None,
    assume: str | None = None,
) -> pd.DataFrame:
    """Return the k heaviest routes by which a country's share enters a target, as the suppliers are listed.

    Parameters
    ----------
    stack
        The industry.
    target
        A component: id, name or alias.
    country
        A country or region, by code or name; ``foreign``: all outside home.
    k
        How many routes at most.
    home, lens
        As in :func:`chainmap.available`.
    assume
        ``"equal"``: equal shares, usage and weights where cells are empty.

    Returns
    -------
    pandas.DataFrame
        Rows by rank, columns of :class:`chainmap.schema.answers.Route`: highest share first, then the
        fewest steps. No component or offer stands twice in a route; what goes round a loop adds to the
        look-through but is no route of its own, so that all routes of a stack without loops sum to it, and
        of one with loops to less. A route may end at somebody unnamed (``known`` no, low end 0).

    Raises
    ------
    UnknownName, WrongQuestion
    LimitExceeded
        When the search becomes too wide; ask for fewer routes.

    Examples
    --------
    >>> import chainmap as cm
    >>> cm.dependency_routes(cm.bundled("euv"), "p", "NLD")["text_en"].tolist()[0]
    'Product, from Chip, from Samsung (Foundry), from EUV lithography, from ASML (EUV machines)'
    """
    if k < 1:
        raise WrongQuestion(f"k must be at least 1, not {k}")
    equal = assumed(assume)
    seen = viewpoint(stack, home=home, lens=lens)
    component = find_component(stack, target)
    if country.strip().casefold() == FOREIGN_TOTAL and not _is_code(stack, country):
        code = FOREIGN_TOTAL
    else:
        code = find(stack, country, ("country",)).partition(":")[2]
        if code in seen.home:
            raise WrongQuestion(f"{code} is home: its own share is not a dependency; ask with another home")
    found = LookThrough(compile_structure(stack), seen, [code], "as_listed", equal=equal)
    rows = [
        Route(
            target=component,
            country=code,
            rank=rank,
            route=one.units,
            low=round(one.low, 9),
            value=None if one.value is None else round(one.value, 9),
            high=round(one.high, 9),
            known=one.known,
            hidden=len(one.units) > 2 or not one.units[-1].startswith("offer:"),
            text_en=route_in_words(stack, one.units, "en"),
            text_zh=route_in_words(stack, one.units, "zh"),
            evidence=_evidence(stack, found, one),
            assumed="equal" if equal else "",
        )
        for rank, one in enumerate(RouteSearch(found, 0).heaviest(component, k), start=1)
    ]
    return frame(rows, Route)


def _is_code(stack: Stack, country: str) -> bool:
    """Whether the code FOREIGN is meant, which a source's label gives."""
    reaches = viewpoint(stack).reaches
    return country.strip() == "FOREIGN" and "FOREIGN" in countries_of(reaches)


def route_in_words(stack: Stack, units: Sequence[str], lang: str) -> str:
    """Say a route from the target upstream."""
    makers = {f"offer:{row.offer}": f"actor:{row.actor}" for row in stack.offers}
    names = []
    for unit in units:
        name = name_of(stack, unit, lang)
        maker = name_of(stack, makers[unit], lang) if unit in makers else name
        names.append(name if name == maker else f"{maker} ({name})" if lang == "en" else f"{maker}（{name}）")
    return ", from ".join(names) if lang == "en" else " ← ".join(names)


def _evidence(stack: Stack, found: LookThrough, route: Found) -> tuple[str, ...]:
    """Return the claims behind the offers and needs of a route, in its order."""
    offers = {row.offer: row.evidence for row in stack.offers}
    claims: list[str] = []
    for at, one in enumerate(route.places):
        row = found.draws.rows[one]
        if row.kind == "offer":
            claims += offers[row.id]
        elif row.kind == "group" and at + 1 < len(route.places):
            dependent, _, name = row.id.partition("/")
            drawn = found.draws.rows[route.places[at + 1]].id
            for need in stack.needs:
                if need.dependent == dependent and need.input == drawn and (need.group or f"={need.input}") == name:
                    claims += need.evidence
    return tuple(dict.fromkeys(claims))
