"""Writes the pages of one stack into a folder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ..stack import Stack
from ..structure import viewpoint
from .brief_print import brief_page
from .chokepoints import chokepoints_page
from .document import prints
from .evidence import evidence_page
from .figures import Answers
from .index import index_page
from .map_page import map_data, map_page

__all__ = ["write_pages"]


def write_pages(
    stack: Stack,
    folder: Path | str,
    answers: Answers,
    runs: Sequence[Any] = (),
    *,
    home: Iterable[str] | None = None,
    lens: str | None = None,
    mode: str | None = None,
    lang: str | None = None,
) -> list[Path]:
    """Write the pages and return their paths.

    ``index.html`` is the brief, ``map.html`` the map, ``chokepoints.html`` and ``evidence.html`` prove it;
    ``brief.html`` prints to two pages in the language in which the pages open, ``brief.zh.html`` or
    ``brief.en.html`` in the other.

    Parameters
    ----------
    stack
        The industry.
    folder
        Where to write; it is made if need be.
    answers
        Answer frames by name: ``headlines``, ``single_points`` (rows of ``CutSet`` with ``by`` and ``lens`` in
        front), ``cut_sets`` (the same with ``by``), ``chokepoints``, ``importance``, ``coalition_game``, ``leverage``,
        ``dependency``, ``concentration``, ``coverage``, ``blind_spots``, ``substitutes``, ``basis``. What is
        missing is said in one line.
    runs
        Scenario results: objects with ``scenario.name``, ``about_en``, ``about_zh`` and ``tables``, a
        mapping with the frame ``before_after``.
    home, lens, mode
        The seat, the lens and the mode of the answers; the stack's own unless given.
    lang
        The language in which the pages open, ``en`` or ``zh``: unless given, Chinese when the stack has a
        Chinese title or no English one.

    Returns
    -------
    list of Path
        The pages: no request to anywhere, the same bytes for the same input.

    Examples
    --------
    >>> import chainmap as cm
    >>> from tempfile import TemporaryDirectory
    >>> stack = cm.bundled("euv")
    >>> with TemporaryDirectory() as folder:
    ...     [page.name for page in cm.write_pages(stack, folder, cm.answer_all(stack))]
    ['index.html', 'chokepoints.html', 'map.html', 'evidence.html', 'brief.en.html', 'brief.html']
    """
    place = Path(folder)
    seat = frozenset(stack.settings.home if home is None else home)
    seen = viewpoint(stack, home=sorted(seat) or "none", lens=lens, mode=mode)
    tongue = lang or ("zh" if stack.settings.title_zh else "en")
    data = map_data(seen, answers, lang=tongue)
    tables = {path.stem for path in (place / "tables").glob("*.csv")}
    pages = {
        "index.html": index_page(stack, answers, data, runs, tables=tables),
        "chokepoints.html": chokepoints_page(stack, answers, data, tables=tables),
        "map.html": map_page(seen, data),
        "evidence.html": evidence_page(stack, data, tables=tables),
        **{name: brief_page(stack, answers, data, one) for name, one in zip(prints(tongue), ("en", "zh"), strict=True)},
    }
    place.mkdir(parents=True, exist_ok=True)
    return [_write(place / name, text) for name, text in pages.items()]


def _write(path: Path, text: str) -> Path:
    """Write beside and rename, so that nobody ever sees half a page."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)
    return path
