"""Countries and regions: codes, everyday names in two languages, the code people meant, and blocs.

Codes are ISO 3166 alpha-3, from pycountry (the only place that imports it); so are most names. Where
pycountry has the formal name, the tables here hold the everyday one.
"""

from __future__ import annotations

import difflib
import gettext
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Protocol

import pycountry

from .country_words import SAID, SHARED

__all__ = [
    "BLOC_NAMES",
    "bloc_called",
    "bloc_members",
    "could_be",
    "country_called",
    "country_codes",
    "country_name",
    "is_country",
    "nearest_country",
]

_ENGLISH = {
    "BRN": "Brunei",
    "COD": "DR Congo",
    "COG": "Republic of the Congo",
    "FLK": "Falkland Islands",
    "FSM": "Micronesia",
    "MAF": "Saint Martin",
    "PSE": "Palestine",
    "RUS": "Russia",
    "SHN": "Saint Helena",
    "SXM": "Sint Maarten",
    "VAT": "Vatican City",
    "VGB": "British Virgin Islands",
    "VIR": "US Virgin Islands",
}

_CHINESE = {
    "BGD": "孟加拉国",
    "BOL": "玻利维亚",
    "CCK": "科科斯（基林）群岛",
    "COD": "刚果（金）",
    "COG": "刚果（布）",
    "FLK": "马尔维纳斯群岛（福克兰群岛）",
    "GTM": "危地马拉",
    "HKG": "中国香港",
    "IMN": "马恩岛",
    "KGZ": "吉尔吉斯斯坦",
    "MAC": "中国澳门",
    "MLT": "马耳他",
    "PYF": "法属波利尼西亚",
    "SHN": "圣赫勒拿",
    "TWN": "中国台湾",
}

# Members and the first year of membership. The 27 are those after the United Kingdom left, so it is not among
# them in any year; a country that joined later than the year asked about is not a member yet.
_BLOCS: dict[str, dict[str, int]] = {
    "eu27": {
        **dict.fromkeys(("BEL", "DEU", "FRA", "ITA", "LUX", "NLD"), 1958),
        **dict.fromkeys(("DNK", "IRL"), 1973),
        "GRC": 1981,
        **dict.fromkeys(("ESP", "PRT"), 1986),
        **dict.fromkeys(("AUT", "FIN", "SWE"), 1995),
        **dict.fromkeys(("CYP", "CZE", "EST", "HUN", "LTU", "LVA", "MLT", "POL", "SVK", "SVN"), 2004),
        **dict.fromkeys(("BGR", "ROU"), 2007),
        "HRV": 2013,
    },
    "g7": {**dict.fromkeys(("DEU", "FRA", "GBR", "ITA", "JPN", "USA"), 1975), "CAN": 1976},
}


BLOC_NAMES: Mapping[str, tuple[str, ...]] = {
    "eu27": ("European Union", "EU", "EU-27", "欧盟", "欧洲联盟"),
    "g7": ("Group of Seven", "G-7", "七国集团"),
}
"""What people call each shipped bloc, beside its id."""


class Membership(Protocol):
    """A country that is in a bloc from one year to the end of another; None = always."""

    @property
    def bloc(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def since(self) -> int | None: ...
    @property
    def until(self) -> int | None: ...


@lru_cache(maxsize=1)
def country_codes() -> tuple[str, ...]:
    """Return every ISO 3166 alpha-3 code, sorted."""
    return tuple(sorted(country.alpha_3 for country in pycountry.countries))


def is_country(code: str) -> bool:
    """Say whether this is an ISO 3166 alpha-3 code, in upper case."""
    return code in _names()


def country_name(code: str, lang: str) -> str:
    """Return the everyday name of a country or region in ``en`` or ``zh``; an unknown code names itself.

    Examples
    --------
    >>> country_name("KOR", "en"), country_name("KOR", "zh"), country_name("TWN", "zh")
    ('South Korea', '韩国', '中国台湾')
    """
    english, chinese = _names().get(code, (code, code))
    return chinese if lang == "zh" else english


@lru_cache(maxsize=1)
def _names() -> Mapping[str, tuple[str, str]]:
    chinese = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["zh_CN"], fallback=True).gettext
    names = {}
    for country in pycountry.countries:
        everyday = getattr(country, "common_name", country.name)
        code = country.alpha_3
        names[code] = (_ENGLISH.get(code, everyday), _CHINESE.get(code, chinese(everyday)))
    return MappingProxyType(names)


def country_called(text: str) -> str | None:
    """Return the code of a country by any of its names or codes, None unless it is exactly one of them.

    Examples
    --------
    >>> [country_called(text) for text in ("UK", "netherlands", "德国", "DEU", "Germny", "EU", "Congo")]
    ['GBR', 'NLD', 'DEU', 'DEU', None, None, None]
    """
    return _said().get(_fold(text))


def could_be(text: str) -> tuple[str, ...]:
    """Return the codes of the countries that share a name; empty for every other text.

    Examples
    --------
    >>> could_be("Congo"), could_be("DR Congo")
    (('COD', 'COG'), ())
    """
    return SHARED.get(_fold(text), ())


def nearest_country(text: str) -> str | None:
    """Return the code that somebody meant who wrote a name, another code or a misspelt one.

    Parameters
    ----------
    text
        For example ``UK``, ``US``, ``Germany``, ``德国``, ``Germny`` or ``GER``.

    Returns
    -------
    str or None
        None when nothing is near enough to be worth suggesting.

    Examples
    --------
    >>> [nearest_country(text) for text in ("UK", "US", "Germany", "韩国", "Switzerlnd", "??")]
    ['GBR', 'USA', 'DEU', 'KOR', 'CHE', None]
    """
    said, folded = _said(), _fold(text)
    if folded in said:
        return said[folded]
    if folded in SHARED or not 4 <= len(folded) <= 60:
        return None
    near = difflib.get_close_matches(folded, said, n=1, cutoff=0.8)
    return said[near[0]] if near else None


@lru_cache(maxsize=1)
def _said() -> Mapping[str, str]:
    said: dict[str, str] = {}
    for country in pycountry.countries:
        ways = [country.alpha_2, country.numeric, country.name, *_names()[country.alpha_3], country.alpha_3]
        ways += [
            getattr(country, "official_name", country.name),
            getattr(country, "common_name", country.name),
        ]
        said.update({_fold(way): country.alpha_3 for way in ways})
    said.update(SAID)
    return {way: code for way, code in said.items() if way not in SHARED}


def _fold(text: str) -> str:
    """Return text without accents, case, double spaces and unusual spaces at commas, for comparison."""
    plain = re.sub(r"\s*,\s*", ", ", unicodedata.normalize("NFKD", text))
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).casefold().split())


def bloc_called(text: str) -> str | None:
    """Return the id of the shipped bloc that is called so, None unless it is exactly one of its names.

    Examples
    --------
    >>> [bloc_called(text) for text in ("EU", "european union", "欧盟", "G7", "七国集团", "Europe")]
    ['eu27', 'eu27', 'eu27', 'g7', 'g7', None]
    """
    folded = _fold(text)
    return next((bloc for bloc in _BLOCS if folded in map(_fold, (bloc, *BLOC_NAMES[bloc]))), None)


def bloc_members(blocs: Iterable[Membership], as_of: int | None) -> Mapping[str, tuple[str, ...]]:
    """Return the members of every bloc in a year: the stack's own blocs and the shipped ``eu27`` and ``g7``.

    Parameters
    ----------
    blocs
        Rows of the table ``blocs``. A bloc of the stack replaces a shipped one of the same id.
    as_of
        The year asked about; None = today's members, those whose membership has no end.

    Returns
    -------
    mapping
        Id of the bloc to its members, both sorted; a bloc without members in that year is there, empty.

    Examples
    --------
    >>> bloc_members((), 2020)["g7"]
    ('CAN', 'DEU', 'FRA', 'GBR', 'ITA', 'JPN', 'USA')
    >>> len(bloc_members((), 2012)["eu27"])  # Croatia joined in 2013
    26
    """
    members: dict[str, set[str]] = defaultdict(set)
    for row in blocs:
        joined = as_of is None or row.since is None or row.since <= as_of
        left = row.until is not None and (as_of is None or row.until < as_of)
        members[row.bloc] |= {row.country} if joined and not left else set()
    for bloc, since in _BLOCS.items():
        if bloc not in members:
            members[bloc] = {code for code, year in since.items() if as_of is None or year <= as_of}
    return MappingProxyType({bloc: tuple(sorted(members[bloc])) for bloc in sorted(members)})
