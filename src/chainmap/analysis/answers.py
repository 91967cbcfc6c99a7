"""Every answer about one stack at once, as the main job writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from ..errors import LimitExceeded
from ..schema import LENSES
from ..schema.answers import Leverage, Substitute
from ..stack import Stack
from ..structure import Denial, Viewpoint, viewpoint
from .basis import basis_effects
from .chokepoints import chokepoints
from .coalition_game import coalition_game
from .concentration import HANDS, concentration
from .cutsets import minimal_cut_sets, single_points_of_failure
from .dependency import import_dependency
from .exposure import exposure
from .frames import frame
from .headlines import headlines
from .importance import importance
from .levels import levels
from .leverage import leverage
from .substitution import substitute_rows
from .supply import available
from .uncertainty import blind_spots, coverage

__all__ = ["ANSWER_NAMES", "answer_all"]

ANSWER_NAMES = (
    "headlines",
    "available",
    "levels",
    "single_points",
    "cut_sets",
    "chokepoints",
    "importance",
    "coalition_game",
    "leverage",
    "dependency",
    "look_through",
    "exposure",
    "concentration",
    "substitutes",
    "coverage",
    "blind_spots",
    "basis",
)
"""The answers of the main job in the order in which they are worked out."""

UNITS_TOLD = ("country", "actor", "offer", "component")


def answer_all(
    stack: Stack,
    *,
    home: str | Iterable[str] | None = None,
    lens: str | None = None,
    mode: str | None = None,
    done: Callable[[str], object] = str,
    failed: Callable[[str, LimitExceeded], object] | None = None,
) -> dict[str, pd.DataFrame]:
    """Return every answer of the main job by name.

    Parameters
    ----------
    stack
        The industry.
    home, lens, mode
        As in :func:`chainmap.available`.
    done
        Called with the name of each answer as soon as it is there, for a progress bar.
    failed
        Called with the name of an answer whose limit on work was reached, and with what to say; the
        answer is left out then.

    Returns
    -------
    dict
        Frames by the names in ``ANSWER_NAMES``. ``single_points`` holds every lens and every kind of
        unit, with the columns ``lens`` and ``by`` in front, ``cut_sets`` the stack's own lens with ``by``.

    Raises
    ------
    LimitExceeded
        When an answer is too much work and nobody is told of it through ``failed``.

    Examples
    --------
    >>> import chainmap as cm
    >>> answers = cm.answer_all(cm.bundled("euv"))
    >>> answers["available"]["component"].tolist()
    ['p', 'chip', 'display', 'euv']
    """
    seen = viewpoint(stack, home=home, lens=lens, mode=mode)
    codes = sorted(seen.home) or "none"
    made: dict[str, Callable[[], pd.DataFrame]] = {
        "headlines": lambda: headlines(stack, home=codes, lens=lens, mode=mode),
        "available": lambda: available(stack, home=codes, lens=lens, mode=mode),
        "levels": lambda: levels(stack, home=codes, lens=lens, mode=mode),
        "single_points": lambda: _single_points(stack, codes, mode),
        "cut_sets": lambda: _cut_sets(stack, codes, lens, mode),
        "chokepoints": lambda: _chokepoints(stack, codes, lens, mode),
        "importance": lambda: importance(stack, by="country", home=codes, lens=lens, mode=mode),
        "coalition_game": lambda: coalition_game(stack, home=codes, lens=lens, mode=mode),
        "leverage": lambda: _leverage(seen),
        "dependency": lambda: import_dependency(stack, home=codes, lens=lens),
        "look_through": lambda: import_dependency(stack, home=codes, lens=lens, measure="look_through"),
        "exposure": lambda: exposure(stack, home=codes, lens=lens),
        "concentration": lambda: pd.concat(
            [concentration(stack, by=by, home=codes, lens=lens) for by in HANDS], ignore_index=True
        ),
        "substitutes": lambda: _substitutes(seen),
        "coverage": lambda: coverage(stack, home=codes, lens=lens),
        "blind_spots": lambda: blind_spots(stack, home=codes, lens=lens),
        "basis": lambda: basis_effects(stack, home=codes, lens=lens, mode=mode),
    }
    found = {}
    for name in ANSWER_NAMES:
        try:
            found[name] = made[name]()
        except LimitExceeded as error:
            if failed is None:
                raise
            failed(name, error)
        done(name)
    return found


def _single_points(stack: Stack, home: str | list[str], mode: str | None) -> pd.DataFrame:
    own_seat = set(() if home == "none" else home) == set(stack.settings.home)
    tables = []
    for lens in LENSES:
        if lens == "label" and not own_seat:
            continue  # the source's words mean nothing from another seat
        for by in UNITS_TOLD:
            table = single_points_of_failure(stack, by=by, home=home, lens=lens, mode=mode)
            table.insert(0, "by", by)
            table.insert(0, "lens", lens)
            tables.append(table)
    return pd.concat(tables, ignore_index=True)


def _cut_sets(stack: Stack, home: str | list[str], lens: str | None, mode: str | None) -> pd.DataFrame:
    """Cut sets of every order by country and bloc, of small order by actor and component."""
    tables = []
    for by, order in (("country", None), ("bloc", None), ("actor", 3), ("component", 2)):
        table = minimal_cut_sets(stack, by=by, max_order=order, home=home, lens=lens, mode=mode)
        table.insert(0, "by", by)
        tables.append(table)
    return pd.concat(tables, ignore_index=True)


def _chokepoints(stack: Stack, home: str | list[str], lens: str | None, mode: str | None) -> pd.DataFrame:
    tables = []
    for by in ("country", "component"):
        table = chokepoints(stack, by=by, home=home, lens=lens, mode=mode)
        table.insert(0, "by", by)
        tables.append(table)
    return pd.concat(tables, ignore_index=True)


def _leverage(seen: Viewpoint) -> pd.DataFrame:
    """Both directions; lens label has no other direction, because its words are the source's."""
    if seen.lens == "label" or not seen.home:
        return frame((), Leverage)
    return leverage(seen.stack, home=sorted(seen.home), lens=seen.lens, mode=seen.mode)


def _substitutes(seen: Viewpoint) -> pd.DataFrame:
    """What could replace each offer on the market, while nothing else is denied."""
    active = [offer for offer in seen.stack.offers if offer.status == "active"]
    return frame(substitute_rows(seen, active, Denial()), Substitute)
