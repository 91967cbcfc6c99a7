"""Words that people write in a sheet: not known, itself, lists of countries."""

from __future__ import annotations

import re
import unicodedata

from ...countries import bloc_members, country_called, country_name, nearest_country

__all__ = [
    "ITSELF",
    "LABELS",
    "MAX_COMPARED",
    "MAX_SUGGESTIONS",
    "NOT_KNOWN",
    "WRITE_COUNTRY",
    "country_remedy",
    "parts_of",
    "plain",
]

MAX_SUGGESTIONS = 200
"""Unknown words for which a similar one is looked up; the others are only named."""
MAX_COMPARED = 30_000
"""Names with which unknown words are compared, all together: each may cost a fifth of a millisecond."""
NOT_KNOWN = {
    *("?", "??", "???", "-", "--", "—", "——", "–", "/", "n/a", "#n/a", "na", "nan", "none", "null", "unknown"),
    *("tbd", "not known", "unclear", "无", "未知", "不明", "不详", "待定", "暂无"),
}
LABELS = {"foreign": "foreign", "国外": "foreign", "境外": "foreign", "外国": "foreign", "海外": "foreign"} | {
    "domestic": "domestic",
    "国内": "domestic",
    "境内": "domestic",
    "本国": "domestic",
}
ITSELF = {"self", "itself", "independent", "same", "own", "自身", "自己", "独立", "本公司", "无母公司"}
_BLOCS = {"eu": "eu27", "european union": "eu27", "欧盟": "eu27"}
_SPLITS = (r"[;；\n]", r"[/+&、|]|\band\b", r"[,，]")
_JOINERS = "\u200c\u200d"  # parts of words in Persian and Hindi, and of emoji
WRITE_COUNTRY = "Write a code such as DEU or a name such as Germany or 德国; leave it empty if it is not known."


def plain(text: str, *, lines: bool = False) -> str:
    """Return a text on one line and without signs that cannot be seen; ``lines``: its lines are a list."""
    text = "; ".join(line for line in text.split("\n") if line.strip()) if lines else text
    if not text.isprintable():
        text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf" or sign in _JOINERS)
    return " ".join(text.split())


def parts_of(text: str, signs: tuple[str, ...] = _SPLITS) -> list[str]:
    """Split a cell that holds several countries; a name that is known (Trinidad and Tobago) stays whole."""
    text = text.strip()
    if not text or not signs or country_called(text):
        return [text] if text else []
    return [part for piece in re.split(signs[0], text) for part in parts_of(piece, signs[1:])]


def country_remedy(text: str) -> str:
    """Return what to write instead of a word that names no country."""
    if members := bloc_members((), None).get(_BLOCS.get(text.casefold(), text.casefold())):
        return f"Write the member it is in; {text} has {len(members)}."
    near = nearest_country(text)
    return f"Did you mean {near} ({country_name(near, 'en')})?" if near else WRITE_COUNTRY
