"""The map as a page: what it knows, where its cards stand, what its engine walks, put together once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..structure import Viewpoint
from .engine import engine_data
from .figures import Answers
from .layout import arrange
from .network import lanes, lines
from .network_map import network_map
from .payload import payload
from .seats import seats

__all__ = ["map_data", "map_page"]


def map_data(seen: Viewpoint, answers: Answers, *, lang: str) -> dict[str, Any]:
    """Return what the pages know of a stack from one seat.

    Parameters
    ----------
    seen
        The stack and the seat.
    answers
        Answer frames by name; what is missing stays empty.
    lang
        The language in which the pages open, ``en`` or ``zh``.
    """
    stack, home, lens, mode = seen.stack, seen.home, seen.lens, seen.mode
    data = payload(stack, answers, seen.reaches, home=home, lens=lens, mode=mode, lang=lang)
    data["seats"] = seats(stack, answers, home=home, lens=lens, mode=mode)
    return data


def map_page(seen: Viewpoint, data: Mapping[str, Any]) -> str:
    """Return ``map.html`` for what :func:`map_data` gathered."""
    drawn = lines(seen.stack)
    ids = [[component.component for component in members] for _, members in lanes(seen.stack)]
    layout = arrange(ids, [(line.start, line.end) for line in drawn])
    return network_map(data, layout, drawn, engine_data(seen))
