"""Words that people write in a sheet instead of a name: not known, itself, others, total."""

from __future__ import annotations

import re
import unicodedata

from .ids import key_of

__all__ = [
    "ITSELF",
    "MAX_COMPARED",
    "MAX_LISTED",
    "MAX_SUGGESTIONS",
    "NOT_KNOWN",
    "is_rest",
    "is_total",
    "plain",
    "suppliers_in",
]

MAX_SUGGESTIONS = 200
"""Unknown words for which a similar one is looked up; the others are only named."""
MAX_COMPARED = 30_000
"""Names with which unknown words are compared, all together: each may cost a fifth of a millisecond."""
MAX_LISTED = 40
"""Guesses listed in one note."""
NOT_KNOWN = {
    *("?", "??", "???", "-", "--", "—", "——", "–", "/", "n/a", "#n/a", "na", "nan", "none", "null", "unknown"),
    *("tbd", "tba", "tbc", "not known", "not available", "unclear", "n.a.", "n.a", "n. a.", "n.n.", "n. n."),
    *("k.a.", "k.a", "k. a.", "无", "未知", "不明", "不详", "待定", "暂无", "待查", "待确认", "待补充", "暂缺"),
}
ITSELF = {"self", "itself", "independent", "same", "own", "自身", "自己", "独立", "本公司", "无母公司"}
_REST = {
    *("other", "others", "other suppliers", "other companies", "other firms", "other countries", "all others"),
    *("all other", "various", "various suppliers", "various others", "rest", "the rest", "rest of world"),
    *("rest of the world", "remaining", "remainder", "misc", "miscellaneous", "etc", "and others", "et al"),
    *("其他", "其它", "其余", "等", "等等", "其他企业", "其它企业", "其他公司", "其他厂商", "其他供应商", "各种"),
}
_TOTALS = {
    *("total", "totals", "subtotal", "subtotals", "sub-total", "sub total", "sum", "sums", "grand total"),
    *("sum total", "overall total", "合计", "小计", "总计", "总和", "共计"),
}
_JOINERS = "\u200c\u200d"  # parts of words in Persian and Hindi, and of emoji
_SEVERAL = re.compile(r"[;；、\n]|\s[/／]\s")
_PERHAPS = re.compile(r"[,，/+&|]|\band\b")


def plain(text: str, *, lines: bool = False) -> str:
    """Return a text on one line and without signs that cannot be seen; ``lines``: its lines are a list."""
    text = "; ".join(line for line in text.split("\n") if line.strip()) if lines else text
    if not text.isprintable():
        text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf" or sign in _JOINERS)
    return " ".join(text.split())


def is_rest(name: str) -> bool:
    """Say whether a word stands for suppliers who are not named.

    Examples
    --------
    >>> [is_rest(name) for name in ("Others", "etc.", "(其他)", "Other World Computing")]
    [True, True, True, False]
    """
    return _bare(name) in _REST


def is_total(name: str) -> bool:
    """Say whether a word instead of a component marks a row of totals.

    Examples
    --------
    >>> [is_total(name) for name in ("Total:", "合计", "Total station")]
    [True, True, False]
    """
    return _bare(name) in _TOTALS


def suppliers_in(cell: str, *, loosely: bool = False) -> list[str]:
    """Return the names in the cell of a supplier as it was written, line breaks included.

    ``loosely``: also at signs that stand in many a name, such as commas.

    Examples
    --------
    >>> suppliers_in("LM; TPI / Siemens"), suppliers_in("Vestas A/S")
    (['LM', 'TPI', 'Siemens'], ['Vestas A/S'])
    """
    return [name for part in (_PERHAPS if loosely else _SEVERAL).split(cell) if (name := plain(part))]


def _bare(name: str) -> str:
    return key_of(name).strip(" .:…()[]*-")
