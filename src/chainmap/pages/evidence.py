"""The page of the evidence: every claim with its source and what cites it, and what has no evidence.

A confidential claim is counted and otherwise left out: neither its id nor its text, source or place is in the file.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any

from ..schema import BASES, Evidence, Row
from ..stack import Stack
from .document import both, document, filled
from .glossary import Pair, say
from .security import packed, web_address

__all__ = ["CITING", "evidence_page", "gaps", "located"]

CITING = ("components", "offers", "actors", "needs", "switches", "specs", "facts", "policies", "changes")
"""The tables whose rows cite claims, in the order of the page."""

SUBJECT = {
    "components": "component",
    "offers": "offer",
    "actors": "actor",
    "needs": "dependent",
    "switches": "from_offer",
    "specs": "subject",
    "facts": "subject",
    "changes": "row",
}
"""The column that names what on the map a row of the table is about."""

CONFIDENCES = ("high", "medium", "low")

MOST_PLACES = 4
"""Citing components and makers shown beside a claim; the rest unfolds."""

MOST_CLAIMS = 2_000
"""Claims on the page, source by source: a browser takes seconds over more. The counts are always of all."""


def evidence_page(stack: Stack, data: Mapping[str, Any], *, tables: Collection[str] = ()) -> str:
    """Return the evidence as one self-contained HTML page in both languages.

    Parameters
    ----------
    stack
        The industry.
    data
        What :func:`chainmap.pages.payload.payload` returns.
    tables
        Names of the CSV files that stand in the folder ``tables`` beside the page.

    Returns
    -------
    str
        Every claim stands at the address ``#c=ID``; without script the page is a plain list by source.
    """
    open_claims = [claim for claim in stack.evidence if not claim.confidential]
    cited, places = _cited(stack), _places(stack)
    by_source = _by_source(stack, open_claims)
    shown = _first(by_source, MOST_CLAIMS)
    seen = {
        "gaps": gaps(stack),
        "all": len(open_claims),
        "shown": sum(map(len, shown)),
        "sources": [
            {
                **_source(stack, key),
                "count": len(claims),
                "claims": [_claim(stack, one, cited[one.evidence], places) for one in told],
            }
            for (key, claims), told in zip(by_source, shown, strict=True)
        ],
        "others": [],
        "pack": packed,
        "bases": [(basis, say(f"basis_{basis}")) for basis in BASES if any(one.basis == basis for one in open_claims)],
        "confidences": [
            (word, say(f"confidence_{word}"))
            for word in CONFIDENCES
            if any(one.confidence == word for one in open_claims)
        ],
    }
    return document("evidence", stack, data, seen, tables=tables, scripts=["evidence.js"], styles=["evidence.css"])


def gaps(stack: Stack) -> dict[str, Any]:
    """Return what the evidence lacks, in counts: rows, sources, years, citations.

    Parameters
    ----------
    stack
        The industry.

    Returns
    -------
    dict
        ``bases`` and ``confidences`` as pairs of a word and a count of open claims; ``bare`` as triples of a
        table, its rows without any claim, and its rows; ``oldest`` as a year and the id of the first open claim
        of that year, or None; the other values are counts.

    Examples
    --------
    >>> import chainmap as cm
    >>> gaps(cm.bundled("euv"))["sourceless"]
    0
    """
    claims = [claim for claim in stack.evidence if not claim.confidential]
    bases = Counter[str](one.basis for one in claims)
    confidences = Counter[str | None](one.confidence for one in claims)
    rows: dict[str, list[Row]] = {table: list(getattr(stack, table)) for table in CITING}
    used = {claim for several in rows.values() for row in several for claim in _ids(row)}
    dated = [claim for claim in claims if claim.as_of is not None]
    first = min(dated, key=lambda claim: (claim.as_of, claim.evidence), default=None)
    return {
        "bases": [(basis, bases[basis]) for basis in BASES if bases[basis]],
        "confidences": [(word, confidences[word]) for word in (*CONFIDENCES, None) if confidences[word]],
        "bare": [
            (table, sum(not _ids(row) for row in several), len(several)) for table, several in rows.items() if several
        ],
        "sourceless": sum(claim.source is None for claim in claims),
        "uncited": sum(claim.evidence not in used for claim in claims),
        "undated": len(claims) - len(dated),
        "oldest": (first.as_of, first.evidence) if first else None,
        "confidential": len(stack.evidence) - len(claims),
    }


def located(text: str | None) -> list[tuple[str, str | None]]:
    """Return a locator in pieces, each with the address to which a page may link it, or None.

    Examples
    --------
    >>> located("Table 2, https://example.org/a.")
    [('Table 2, ', None), ('https://example.org/a', 'https://example.org/a'), ('.', None)]
    >>> located("javascript:alert(1)")
    [('javascript:alert(1)', None)]
    """
    pieces = re.split(r"(https?://[^\s<>\"'，。；、）]*[^\s<>\"'，。；、）.,;:)\]])", text or "")
    return [(piece, web_address(piece)) for piece in pieces if piece]


def _ids(row: Any) -> tuple[str, ...]:
    return tuple(row.evidence)


def _by_source(stack: Stack, claims: Iterable[Evidence]) -> list[tuple[str | None, list[Evidence]]]:
    """Group claims by source, in the order of the sources; those without a source come last."""
    found: dict[str | None, list[Evidence]] = defaultdict(list)
    for claim in claims:
        found[claim.source].append(claim)
    order = [row.source for row in stack.sources]
    unlisted = [key for key in found if key is not None and key not in order]
    return [(key, found[key]) for key in (*order, *unlisted, None) if found.get(key)]


def _first(by_source: Sequence[tuple[str | None, list[Evidence]]], most: int) -> list[list[Evidence]]:
    """Return of every source the claims that are among the first ``most`` of all."""
    starts = accumulate((len(claims) for _, claims in by_source), initial=0)
    return [claims[: max(0, most - start)] for start, (_, claims) in zip(starts, by_source, strict=False)]


def _source(stack: Stack, key: str | None) -> dict[str, Any]:
    for row in stack.sources:
        if row.source == key:
            told = [row.publisher, str(row.year) if row.year else None]
            return {
                "id": key,
                "title": row.title,
                "about": " · ".join(one for one in told if one),
                "licence": row.licence,
            }
    return {"id": key or "", "title": key, "about": "", "licence": None}


def _claim(stack: Stack, claim: Evidence, cited: Mapping[str, list[Row]], places: Mapping[str, str]) -> dict[str, Any]:
    text = (claim.claim_en or "", claim.claim_zh or "")
    subjects = (_subject(table, row) for table, rows in cited.items() for row in rows)
    units = dict.fromkeys(places[one] for one in subjects if one in places)
    named = [(unit, both(stack, unit)) for unit in units]
    counts = [
        say(f"one_{table}") if len(cited[table]) == 1 else say(f"cites_{table}", n=len(cited[table]))
        for table in CITING
        if cited.get(table)
    ]
    return {
        "id": claim.evidence,
        "text": filled(text) if any(text) else say("e_unsaid"),
        "basis": claim.basis,
        "confidence": claim.confidence,
        "how": _joined(" · ", " · ", _how(claim)),
        "place": located(claim.locator),
        "cited": say("e_cited", rows=_joined(", ", "、", counts)) if counts else None,
        "units": named[:MOST_PLACES],
        "more": named[MOST_PLACES:],
    }


def _how(claim: Evidence) -> list[Pair]:
    sure = f"confidence_{claim.confidence}" if claim.confidence else "e_confidence_none"
    year = [(str(claim.as_of), str(claim.as_of))] if claim.as_of is not None else []
    return [say(f"basis_{claim.basis}"), say(sure), *year]


def _joined(english: str, chinese: str, texts: Iterable[Pair]) -> Pair:
    several = list(texts)
    return (english.join(one for one, _ in several), chinese.join(one for _, one in several))


def _cited(stack: Stack) -> Mapping[str, Mapping[str, list[Row]]]:
    """Return for each claim the rows that cite it, by table."""
    found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for table in CITING:
        for row in getattr(stack, table):
            for claim in _ids(row):
                found[claim][table].append(row)
    return found


def _subject(table: str, row: Any) -> str:
    return getattr(row, SUBJECT[table]) or "" if table in SUBJECT else ""


def _places(stack: Stack) -> Mapping[str, str]:
    """Return the place on the map of every id that has one: an offer stands with its component."""
    return (
        {row.actor: f"actor:{row.actor}" for row in stack.actors}
        | {row.offer: f"component:{row.component}" for row in stack.offers}
        | {row.component: f"component:{row.component}" for row in stack.components}
    )
