"""Texts and ids: what may stand in them, so that they survive files, folders, spreadsheets and terminals."""

from __future__ import annotations

import re
import unicodedata

from .complaint import Complaint
from .nearest import shown

__all__ = ["MAX_ID", "bad_id", "bad_text", "control_character", "tidy"]

MAX_ID = 80
"""Characters in an id."""

# Every kind of space (full-width and unbreakable too), byte order mark, zero-width space, word joiner.
_SPACE = "".join(chr(sign) for sign in range(0x3001) if chr(sign).isspace()) + "\ufeff\u200b\u2060"
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_USUAL_ID = re.compile(rf"[A-Za-z0-9_][A-Za-z0-9_.-]{{0,{MAX_ID - 1}}}")
_FORMULA = re.compile(r"[=+@＝＋＠]|[-－](?![.\d][^|!=(]*$)", re.DOTALL)


def tidy(text: str) -> str:
    """Return text without spaces around it, full-width, unbreakable and invisible ones included."""
    return text.strip(_SPACE).replace("\r\n", "\n").replace("\r", "\n")


def bad_text(text: str) -> Complaint | None:
    """Say what makes a text dangerous when a spreadsheet opens it; None if nothing does."""
    if not text.strip("-－"):
        return Complaint(f"{shown(text)} says nothing.", "Leave the cell empty if it is not known.")
    if _FORMULA.match(text):
        what = f"{shown(text)} begins with {shown(text[0])}, so a spreadsheet would run it as a formula."
        return Complaint(what, "Begin with a letter or a digit.")
    return None


def bad_id(text: str, *, folder: bool = False) -> Complaint | None:
    """Say why a text cannot be an id; None if it can.

    Letters and digits of any script, ``-``, ``_`` and ``.``, at most 80 of them, neither ``-`` nor ``.``
    first. ``folder``: it also names a folder on every system.
    """
    if _USUAL_ID.fullmatch(text) and not folder:
        return None
    if len(text) > MAX_ID:
        return Complaint(f"{shown(text)} has {len(text)} characters; an id has at most {MAX_ID}.", "Shorten it.")
    bad = next((sign for sign in text if not _fits_id(sign)), None)
    if bad is not None:
        name = {" ": "a space", "\n": "a line break", "\t": "a tab"}.get(bad, shown(bad))
        what = f"the id {shown(text)} contains {name}; an id has letters, digits, - _ and . only."
        if bad in ",，、;；" and not folder:
            return Complaint(what, "Separate several ids with ; where the column takes several.")
        return Complaint(what, _better_id(text))
    if text[0] in ".-":
        return Complaint(f"the id {shown(text)} begins with {text[0]}.", _better_id(text))
    if folder and (_RESERVED.fullmatch(text) or text.endswith(".")):
        return Complaint(f"{shown(text)} cannot be the name of a folder on Windows.", "Choose another id.")
    return None


def _fits_id(sign: str) -> bool:
    return sign in "-_." or unicodedata.category(sign)[0] in "LMN"


def _better_id(text: str) -> str:
    better = "".join(sign if _fits_id(sign) else "-" for sign in text).strip("-.")
    return f"Write {better}, here and wherever it is meant." if better else "Use letters and digits."


def control_character(text: str) -> str | None:
    """Return the first character that no text may hold (line breaks and tabs may stand inside)."""
    if text.isprintable():
        return None
    return next((sign for sign in text if unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t"), None)
