"""Numbers as people type them: what is clear is read, everything else refused with its remedy."""

from __future__ import annotations

import math
import re
import unicodedata
from decimal import Decimal

from ..schema import Column
from .complaint import Refused
from .nearest import shown

__all__ = ["parse_integer", "parse_number"]

_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?")
_GROUPED = re.compile(r"[-+]?\d{1,3}([,' ]\d{3})+(\.\d+)?")
_RANGE = re.compile(r"([\d.]+)\s*%?\s*(?:-|–|—|~|to|至|到)\s*([\d.]+)\s*%?")
_NOT_KNOWN = {"-", "--", "?", "n/a", "na", "nan", "none", "null", "unknown", "tbd", "无", "未知", "不详"}


def parse_number(text: str, column: Column) -> float:
    """Return the number within the column's bounds; a percent sign is read in shares only."""
    plain = unicodedata.normalize("NFKC", text).replace("−", "-")
    percent = plain.endswith("%")
    digits = plain[:-1].rstrip() if percent else plain
    if len(digits) > 40 or not _NUMBER.fullmatch(digits) or not math.isfinite(float(digits)):
        raise _not_a_number(text, plain)
    if percent and column.kind != "share":
        raise Refused(f"{shown(text)} has a percent sign in a column that is not a share.", _plain_remedy(digits))
    value = float(Decimal(digits) / 100) if percent else float(digits)
    _within(value, text, column, percent)
    return value + 0.0  # no negative zero


def parse_integer(text: str, column: Column) -> int:
    """Return the whole number; ``2025.0``, as spreadsheets write it, is one."""
    value = parse_number(text, column)
    if value != int(value):
        raise Refused(f"{shown(text)} is not a whole number.", f"Write {round(value)}, for example.")
    return int(value)


def _within(value: float, text: str, column: Column, percent: bool) -> None:
    low, high = column.low, column.high
    if (low is None or value >= low) and (high is None or value <= high):
        return
    if low is not None and high is not None:
        bounds = f"outside {low:g} to {high:g}"
    else:
        bounds = f"above {high:g}" if low is None else f"below {low:g}"
    remedy = "Correct it, or leave the cell empty if it is not known."
    if column.kind == "share" and not percent and 1 < value <= 100:
        remedy = f"Write {Decimal(str(value)) / 100} or {value:g}%."
    raise Refused(f"{shown(text)} is {bounds}.", remedy)


def _plain_remedy(digits: str) -> str:
    return f"Write {Decimal(digits) / 100}." if _NUMBER.fullmatch(digits) else "Write a plain number."


def _not_a_number(text: str, plain: str) -> Refused:
    """Say what somebody meant who did not write a number."""
    what = f"{shown(text)} is not a number."
    if plain.casefold() in _NOT_KNOWN:
        return Refused(what, "Leave the cell empty if it is not known.")
    if _GROUPED.fullmatch(plain) and "," in plain and plain.count(",") == 1 and "." not in plain:
        whole, point = plain.replace(",", ""), plain.replace(",", ".")
        return Refused(f"{shown(text)} can be read in two ways.", f"Write {whole} or {point}.")
    if _GROUPED.fullmatch(plain):
        return Refused(what, f"Write {re.sub('[, ]', '', plain).replace(chr(39), '')}.")
    if re.fullmatch(r"[-+]?\d+,\d+\s*%?", plain):
        return Refused(what, f"Write {plain.replace(',', '.')}.")
    if match := _RANGE.fullmatch(plain):
        percent = "%" if "%" in plain else ""
        low, high = (part + percent for part in match.groups())
        return Refused(f"{shown(text)} is a range.", f"Write {low} in the low and {high} in the high column.")
    if re.fullmatch(r"[~≈<>≤≥约近超]+\s*[\d.]+\s*%?", plain):
        return Refused(what, "Write plain numbers in the low and the high column if it is not exact.")
    return Refused(what, "Write a plain number such as 0.45; leave the cell empty if it is not known.")
