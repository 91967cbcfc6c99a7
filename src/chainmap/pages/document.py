"""What the pages to read have in common: the frame, the head, the links between them and to the map."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from ..stack import Stack
from ..stack.names import name_of
from .cuts import Cut
from .glossary import Pair, say
from .security import asset, environment, seal

__all__ = ["PAGES", "both", "cut_row", "document", "facts", "filled", "map_link", "named"]

PAGES = ("index", "chokepoints", "map")
"""The pages in the order of their links."""


def both(stack: Stack, unit: str) -> Pair:
    """Return the name of a unit in both languages."""
    return (name_of(stack, unit, "en"), name_of(stack, unit, "zh"))


def named(stack: Stack, components: Sequence[str]) -> list[tuple[str, Pair]]:
    """Return components with their names."""
    return [(one, both(stack, f"component:{one}")) for one in components]


def filled(texts: Sequence[str]) -> Pair:
    """Return a text with the language that it lacks filled by the other."""
    english, chinese = texts
    return (english or chinese, chinese or english)


def map_link(unit: str) -> str:
    """Return the address of a unit on the map.

    Examples
    --------
    >>> map_link("country:USA"), map_link("chip")
    ('map.html#c=USA', 'map.html#n=chip')
    """
    kind, colon, key = unit.partition(":")
    if not colon:
        kind, key = "component", unit
    letter = {"component": "n", "unknown": "n", "actor": "a", "country": "c"}.get(kind)
    return f"map.html#{letter}={quote(key, safe='')}" if letter else "map.html"


def cut_row(stack: Stack, cut: Cut) -> dict[str, Any]:
    """Return what a page says of one smallest set, with its place on the map."""
    return {
        "members": [
            {
                "unit": unit,
                "name": both(stack, unit),
                "code": unit.partition(":")[2] if unit.startswith("country:") else "",
                "linked": unit.partition(":")[0] in ("country", "actor", "component", "unknown"),
            }
            for unit in cut.members
        ],
        "order": cut.order,
        "holds": cut.holds,
        "beyond": cut.beyond_source,
        "through": named(stack, cut.through),
        "rests_on": named(stack, cut.rests_on),
        "target": cut.target,
        "target_name": both(stack, f"component:{cut.target}"),
        "place": f"{map_link(cut.target)}&k={quote(cut.key, safe='')}",
    }


def facts(stack: Stack, data: Mapping[str, Any]) -> list[Pair]:
    """Return from when the data are, whose seat this is and which lens."""
    names = [both(stack, f"country:{code}") for code in data["home"]]
    home = (", ".join(name for name, _ in names), "、".join(name for _, name in names))
    return [
        say("state_of", year=data["year"]) if data["year"] else say("no_year"),
        say("seen_from", home=home) if names else say("no_home"),
        say(f"lens_{data['lens']}"),
    ]


def document(
    name: str,
    stack: Stack,
    data: Mapping[str, Any],
    page: Mapping[str, Any],
    *,
    tables: Collection[str] = (),
    scripts: Sequence[str] = (),
) -> str:
    """Return a page to read, self-contained, in both languages; without script it shows one.

    Parameters
    ----------
    name
        The page, one of ``PAGES``; its template is ``NAME.html.j2``.
    stack
        The industry.
    data
        What :func:`chainmap.pages.payload.payload` returns.
    page
        What the template prints.
    tables
        Names of the CSV files that stand in the folder ``tables`` beside the page.
    scripts
        Our scripts, after the one that all these pages share.
    """
    title = filled(data["title"])
    if name != "index":
        title = (f"{say(f'page_{name}')[0]} · {title[0]}", f"{say(f'page_{name}')[1]} · {title[1]}")
    made = environment()
    made.filters["map"] = map_link
    made.globals["say"] = say
    text = made.get_template(f"{name}.html.j2").render(
        page={**page, "title": title, "digest": data["digest"], "facts": facts(stack, data), "tables": tables},
        here=name,
        pages=PAGES,
        lang=data["lang"],
        home=bool(data["home"]),
        styles=[asset("base.css"), asset("document.css")],
        scripts=[asset(one) for one in ("document.js", *scripts)],
    )
    return seal(text)
