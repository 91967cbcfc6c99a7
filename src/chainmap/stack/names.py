"""From what people type to what the tables call it: ids, names and aliases in either language."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ..countries import BLOC_NAMES, bloc_members, country_codes, country_name
from ..errors import UnknownName
from .jurisdiction import FOREIGN
from .model import Stack

__all__ = ["KINDS", "find", "find_component", "home_codes", "label_of", "members_of_bloc", "name_of"]

KINDS = ("component", "offer", "actor", "country", "bloc")
"""The kinds of unit; a unit is written ``kind:id``."""


class _Index:
    """Every id and every name of a stack, folded for comparison, to the units they can mean."""

    def __init__(self, stack: Stack) -> None:
        self.ids: dict[str, set[str]] = defaultdict(set)
        self.names: dict[str, set[str]] = defaultdict(set)
        self.spelt: dict[str, str] = {}
        for component in stack.components:
            self._add("component", component.component, (component.name_en, component.name_zh))
        for offer in stack.offers:
            self._add("offer", offer.offer, (offer.product_en, offer.product_zh))
        for actor in stack.actors:
            self._add("actor", actor.actor, (actor.name_en, actor.name_zh, *actor.aliases))
        for code in country_codes():
            self._add("country", code, (country_name(code, "en"), country_name(code, "zh")))
        for row in stack.jurisdictions:
            self._add("country", row.code, (row.name_en, row.name_zh))
        self._add("country", FOREIGN, ())
        for bloc in bloc_members(stack.blocs, None):
            self._add("bloc", bloc, BLOC_NAMES.get(bloc, ()))

    def _add(self, kind: str, key: str, names: Iterable[str | None]) -> None:
        unit = f"{kind}:{key}"
        self.ids[_fold(key)].add(unit)
        self.spelt.setdefault(_fold(key), key)
        for name in names:
            if name:
                self.names[_fold(name)].add(unit)
                self.spelt.setdefault(_fold(name), name)


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


@lru_cache(maxsize=16)
def _index(stack: Stack) -> _Index:
    return _Index(stack)


def find(stack: Stack, text: str, kinds: Sequence[str] = KINDS) -> str:
    """Return the unit ``kind:id`` that a person means by an id, a name or an alias.

    Parameters
    ----------
    stack
        The industry.
    text
        ``actor:siemens``, ``siemens``, ``Siemens`` or ``西门子``; upper and lower case alike.
    kinds
        The kinds of unit that make sense here.

    Raises
    ------
    UnknownName
        When nothing is called so (with the nearest names), or when several things are (with all of
        them, each in full).
    """
    index = _index(stack)
    what = " or ".join(kinds) if len(kinds) < 4 else "unit"
    kind, colon, rest = text.partition(":")
    if colon and kind.strip().casefold() in (*KINDS, "unknown"):
        wanted = kind.strip().casefold()
        if wanted not in kinds and (wanted != "unknown" or set(kinds) != set(KINDS)):
            raise UnknownName(what, text.strip(), _near(index, _fold(rest), kinds))
        if wanted == "unknown":
            return f"unknown:{rest.strip()}"
        kinds, text = (wanted,), rest
    folded = _fold(text)
    what = " or ".join(kinds) if len(kinds) < 4 else "unit"
    for known in (index.ids, index.names):
        found = sorted(unit for unit in known.get(folded, ()) if unit.partition(":")[0] in kinds)
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownName(what, text.strip(), found, ambiguous=True)
    raise UnknownName(what, text.strip(), _near(index, folded, kinds))


def _near(index: _Index, folded: str, kinds: Sequence[str]) -> list[str]:
    pool = [
        name
        for known in (index.ids, index.names)
        for name, units in known.items()
        if any(unit.partition(":")[0] in kinds for unit in units)
    ]
    near = [index.spelt[name] for name in difflib.get_close_matches(folded, pool, n=4, cutoff=0.6)]
    return list({name.casefold(): name for name in reversed(near)}.values())[::-1]


def find_component(stack: Stack, text: str) -> str:
    """Return the id of the component that a person means."""
    return find(stack, text, ("component",)).partition(":")[2]


def members_of_bloc(stack: Stack, bloc: str) -> frozenset[str]:
    """Return the members of a bloc as of the stack's date."""
    return frozenset(bloc_members(stack.blocs, stack.settings.as_of).get(bloc, ()))


def home_codes(stack: Stack, home: str | Iterable[str] | None) -> frozenset[str]:
    """Return the codes of a home: None = the stack's own, ``"none"`` or nothing = no home given.

    Countries may be given by code or name in either language, blocs by their id or, where shipped, by name.
    """
    if home is None:
        return frozenset(stack.settings.home)
    words = [home] if isinstance(home, str) else list(home)
    parts = [part.strip() for word in words for part in word.replace("；", ";").replace(",", ";").split(";")]
    codes: set[str] = set()
    for part in parts:
        if not part or part.casefold() == "none":
            continue
        kind, _, key = find(stack, part, ("country", "bloc")).partition(":")
        codes |= {key} if kind == "country" else members_of_bloc(stack, key)
    return frozenset(codes)


@lru_cache(maxsize=16)
def _labels(stack: Stack) -> dict[tuple[str, str], str]:
    labels: dict[tuple[str, str], str] = {}

    def put(unit: str, name_en: str | None, name_zh: str | None, key: str) -> None:
        labels[unit, "en"] = name_en or name_zh or key
        labels[unit, "zh"] = name_zh or name_en or key

    for component in stack.components:
        put(f"component:{component.component}", component.name_en, component.name_zh, component.component)
    for actor in stack.actors:
        put(f"actor:{actor.actor}", actor.name_en, actor.name_zh, actor.actor)
    for offer in stack.offers:
        who_en, who_zh = labels[f"actor:{offer.actor}", "en"], labels[f"actor:{offer.actor}", "zh"]
        product = offer.product_en or offer.product_zh
        if product:
            put(f"offer:{offer.offer}", offer.product_en, offer.product_zh, offer.offer)
        else:
            put(f"offer:{offer.offer}", who_en, who_zh, offer.offer)
    for row in stack.jurisdictions:
        put(f"country:{row.code}", row.name_en, row.name_zh, row.code)
    return labels


def name_of(stack: Stack, unit: str, lang: str) -> str:
    """Return the name of a unit in a language (``en`` or ``zh``), falling back to what there is."""
    kind, _, key = unit.partition(":")
    labels = _labels(stack)
    if kind == "unknown":
        inner = labels.get((f"component:{key}", lang)) or labels.get((f"offer:{key}", lang)) or key
        return f"whoever supplies {inner}" if lang == "en" else f"{inner}的未知供应方"
    if (unit, lang) in labels:
        return labels[unit, lang]
    if kind == "country":
        if key == FOREIGN:
            return "foreign suppliers" if lang == "en" else "国外供应商"
        return country_name(key, lang)
    return key


def label_of(stack: Stack, component: str, lang: str) -> str:
    """Return the name of a component."""
    return name_of(stack, f"component:{component}", lang)
