"""The brief for paper: the seven answers on two pages of A4, in one language, without any script."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate
from typing import Any
from unicodedata import east_asian_width

from ..stack import Stack
from .document import PAGES, facts, filled, prints, rendered
from .figures import Answers
from .index import seven
from .security import asset

__all__ = ["brief_page", "shortened"]

LONGEST_NAME = 56
LONGEST_TEXT = 400
"""Breadth of a name and of a sentence on paper, in Latin letters; longer ones end in an ellipsis, and the first page
has them whole."""


def brief_page(stack: Stack, answers: Answers, data: Mapping[str, Any], lang: str) -> str:
    """Return the brief that prints to two pages of A4, in one language.

    Parameters
    ----------
    stack
        The industry.
    answers
        Answer frames by name; a question whose answer is missing says so in one line.
    data
        What :func:`chainmap.pages.payload.payload` returns.
    lang
        The language, ``en`` or ``zh``.

    Returns
    -------
    str
        The page: no script may run in it, and it asks no other address.
    """
    page = seven(stack, answers, data)
    used = {claim.source for claim in stack.evidence if claim.source and not claim.confidential}
    return rendered(
        "brief.html.j2",
        page={
            **page,
            "title": filled(data["title"]),
            "facts": facts(stack, data),
            "digest": data["digest"],
            "sources": len(used),
            "claims": sum(not claim.confidential for claim in stack.evidence),
        },
        pages=[one for one in PAGES if one != "brief"],
        lang=lang,
        at=int(lang == "zh"),
        opens=data["lang"],
        prints=prints(data["lang"]),
        home=bool(data["home"]),
        name=lambda text: shortened(text, LONGEST_NAME),
        sentence=lambda text: shortened(text, LONGEST_TEXT),
        styles=[asset("print.css")],
    )


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many Latin letters' breadth; a Chinese sign is two broad.

    Examples
    --------
    >>> shortened("Graphics processors", 9), shortened("Optics", 9), shortened("图形处理器", 9)
    ('Graphics…', 'Optics', '图形处理…')
    """
    ends = list(accumulate(2 if east_asian_width(sign) in "WF" else 1 for sign in text))
    if not ends or ends[-1] <= most:
        return text
    return text[: bisect_right(ends, most - 1)].rstrip() + "…"
