"""The nearest right word, and words shown so that nothing in them can harm a terminal."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

__all__ = ["did_you_mean", "nearest", "printable", "shown"]

_LONGEST = 80


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the word nearest to a misspelt one, upper and lower case alike; None if none is near.

    Examples
    --------
    >>> nearest("Simens", ["siemens", "sap"]), nearest("x", ["siemens"])
    ('siemens', None)
    """
    if len(word) > _LONGEST:
        return None
    folded = {known.casefold(): known for known in words}
    near = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def did_you_mean(word: str, words: Iterable[str], otherwise: str) -> str:
    """Return the remedy for an unknown word."""
    near = nearest(word, words)
    return f"Did you mean {near}?" if near else otherwise


def printable(text: str) -> str:
    """Return a text without quotes, shortened, with everything unprintable escaped."""
    return shown(text)[1:-1]


def shown(text: str) -> str:
    """Return a text in quotes, shortened, with everything unprintable escaped."""
    return repr(text if len(text) <= 50 else text[:47] + "...")
