"""Names that differ so little that one of them may be misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

__all__ = ["nearly_alike"]

MAX_NAMES = 2_000
"""Names beyond which nobody would read the warnings."""


def nearly_alike(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of keys that differ in spaces and punctuation, or in one letter of a longer name.

    Names that differ in a digit or in a word of one letter are meant to differ: ``Line 1``, ``Plant B``.
    Each key stands first in at most one pair.

    Examples
    --------
    >>> list(nearly_alike(["siemens", "bosch", "simens", "a.b.b", "abb", "plant a", "plant b"]))
    [('simens', 'siemens'), ('abb', 'a.b.b')]
    """
    names = list(keys)
    if len(names) > MAX_NAMES:
        return
    first: dict[str, list[str]] = {}
    for key in names:
        letters = "".join(sign for sign in key if sign.isalnum())
        if not letters:
            continue
        forms = {letters} | {letters[:at] + letters[at + 1 :] for at in range(len(letters)) if 6 <= len(letters) <= 60}
        near = [other for form in sorted(forms) for other in first.get(form, ())]
        if (other := next((one for one in near if not _meant(key, one)), None)) is not None:
            yield key, other
        for form in forms:
            first.setdefault(form, []).append(key)


def _meant(one: str, other: str) -> bool:
    """Say whether two names differ on purpose: in a number, or in a word of one letter."""
    marks = [sorted(re.findall(r"\d+|\b[^\W\d_]\b", name)) for name in (one, other)]
    return marks[0] != marks[1] and "".join(filter(str.isalnum, one)) != "".join(filter(str.isalnum, other))
