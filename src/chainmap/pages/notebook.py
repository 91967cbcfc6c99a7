"""The map inside a notebook, with something denied from the start."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote

import pandas as pd

from ..analysis.cutsets import minimal_cut_sets, single_points_of_failure
from ..analysis.dependency import import_dependency
from ..analysis.uncertainty import blind_spots, coverage
from ..errors import WrongQuestion
from ..stack import Stack
from ..stack.names import find
from ..structure import UNITS, Viewpoint, viewpoint
from .figures import Answers
from .framed import framed
from .map_page import map_data, map_page

__all__ = ["Shown", "show"]

TOLD = ("country", "actor", "component")
"""The kinds of unit whose single points the map marks."""


@dataclass(frozen=True)
class Shown:
    """The map of a stack, ready for a notebook: the last line of a cell, or ``display(...)``.

    Attributes
    ----------
    stack
        What is shown.
    denied
        The units that are denied from the start.
    page
        The map as one self-contained HTML page.
    height
        Of the picture, in pixels.
    """

    stack: Stack
    denied: tuple[str, ...]
    page: str = field(repr=False)
    height: int = 640

    def _repr_html_(self) -> str:
        start = ",".join(quote(unit, safe=":") for unit in self.denied)
        name = json.dumps({"hash": f"d={start}"} if start else {})
        title = self.stack.settings.title_en or self.stack.settings.title_zh or self.stack.settings.id
        return (
            f'<iframe title="{html.escape(title)}" name="{html.escape(name)}" width="100%" height="{self.height}" '
            f'style="border:1px solid #8888" srcdoc="{html.escape(self.page)}"></iframe>'
        )


def show(
    stack: Stack,
    *,
    deny: str | Iterable[str] = (),
    home: str | Iterable[str] | None = None,
    lens: str | None = None,
    mode: str | None = None,
    lang: str | None = None,
    height: int = 640,
) -> Shown:
    """Show the map in a notebook, with what is denied and what fails of it.

    Parameters
    ----------
    stack
        The industry.
    deny
        Countries, blocs, actors, components or offers, by id or name; a text is one of them.
    home, lens, mode
        As in :func:`chainmap.available`.
    lang
        ``en`` or ``zh``: the language in which the map opens.
    height
        Of the picture, in pixels.

    Returns
    -------
    Shown
        A notebook shows it as the map. It needs no network and no server.

    Raises
    ------
    UnknownName
        For a name that the stack does not have.

    Notes
    -----
    Only the answers that the map marks are worked out; what a denial does is worked out by the map itself.

    Examples
    --------
    >>> import chainmap as cm
    >>> cm.show(cm.bundled("euv"), deny="ASML").denied
    ('actor:asml',)
    """
    if height <= 0:
        raise WrongQuestion(f"a map {height} pixels high cannot be seen: use 640 or so")
    names = [deny] if isinstance(deny, str) else list(deny)
    denied = tuple(dict.fromkeys(find(stack, name, UNITS) for name in names))
    seen = viewpoint(stack, home=home, lens=lens, mode=mode)
    tongue = lang or ("zh" if stack.settings.title_zh else "en")
    return Shown(stack, denied, framed(map_page(seen, map_data(seen, _answers(seen), lang=tongue))), height)


def _answers(seen: Viewpoint) -> Answers:
    """Return the answers that the map marks on its cards."""
    stack, codes = seen.stack, sorted(seen.home) or "none"
    single = []
    for by in TOLD:
        table = single_points_of_failure(stack, by=by, home=codes, lens=seen.lens, mode=seen.mode)
        table.insert(0, "by", by)
        table.insert(0, "lens", seen.lens)
        single.append(table)
    sets = minimal_cut_sets(stack, by="country", home=codes, lens=seen.lens, mode=seen.mode)
    sets.insert(0, "by", "country")
    return {
        "single_points": pd.concat(single, ignore_index=True),
        "cut_sets": sets,
        "dependency": import_dependency(stack, home=codes, lens=seen.lens),
        "coverage": coverage(stack, home=codes, lens=seen.lens),
        "blind_spots": blind_spots(stack, home=codes, lens=seen.lens),
    }
