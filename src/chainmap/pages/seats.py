"""What one would say from other seats: the headlines of the stack's own home, of eu27 and of the USA."""

from __future__ import annotations

from typing import Any

from ..analysis.headlines import headlines
from ..schema import LENSES
from ..stack import Stack
from ..stack.names import home_codes
from .by_component import filled
from .figures import Answers, records
from .network import pair

__all__ = ["SEATS", "seats"]

SEATS = (None, "eu27", "USA")
"""The seats whose headlines are worked out beforehand; None is the stack's own home."""

MOST = 3
"""Headlines of another seat that the map shows."""


def seats(stack: Stack, answers: Answers, *, home: frozenset[str], lens: str, mode: str) -> list[dict[str, Any]]:
    """Return the headlines of the seats other than the page's own.

    Parameters
    ----------
    stack
        The industry.
    answers
        The page's answers; without ``headlines`` among them none are made from other seats either.
    home, lens, mode
        The seat, the lens and the mode of the page.

    Returns
    -------
    list of dict
        ``home`` (codes in order) and ``headlines``, for each seat of :data:`SEATS` that is not the page's. A
        seat for which the lens has no meaning is left out: what a source labels domestic and foreign has one
        from the source's own seat only.

    Examples
    --------
    >>> import chainmap as cm
    >>> euv = cm.bundled("euv")
    >>> made = seats(euv, {"headlines": cm.headlines(euv)}, home=frozenset({"CHN"}), lens="owner", mode="supply")
    >>> [(len(one["home"]), one["headlines"][0]["text"][0].split(",")[0]) for one in made][-1]
    (1, 'The Netherlands alone can stop Product')
    """
    if "headlines" not in answers or lens not in LENSES:
        return []
    found: list[dict[str, Any]] = []
    seen = {home}
    for seat in SEATS:
        codes = home_codes(stack, seat)
        if not codes or codes in seen or (lens == "label" and codes != frozenset(stack.settings.home)):
            continue
        seen.add(codes)
        rows = records(headlines(stack, home=sorted(codes), lens=lens, mode=mode))
        told = sorted(rows, key=lambda row: row["rank"])[:MOST]
        found.append({"home": sorted(codes), "headlines": [_told(row) for row in told]})
    return found


def _told(row: dict[str, Any]) -> dict[str, Any]:
    return filled(
        text=pair(row["text_en"], row["text_zh"]),
        holds=row["holds"],
        rests_on=row["rests_on"],
        beyond=row["beyond_source"],
    )
