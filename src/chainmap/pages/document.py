"""What the pages to read have in common: the frame, the head, the links between them and to the map."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from ..stack import Stack
from ..stack.names import name_of
from .cuts import Cut
from .glossary import WORDS, Pair, plural, say
from .security import asset, environment, seal

__all__ = [
    "PAGES",
    "both",
    "cut_row",
    "document",
    "facts",
    "filled",
    "map_link",
    "named",
    "phrase",
    "prints",
    "rendered",
]

PAGES = ("index", "map", "chokepoints", "evidence", "brief")
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


def phrase(key: str, **values: object) -> tuple[Markup, Markup]:
    """Return a label like :func:`say`, for templates: a value may itself be a piece of a page.

    Examples
    --------
    >>> phrase("state_of", year=Markup("<b>2022</b>"))[0]
    Markup('State of <b>2022</b>')
    >>> phrase("state_of", year="<b>")[0]
    Markup('State of &lt;b&gt;')
    """
    english, chinese = WORDS[key]
    given = {**plural(values), **values}
    return escape(english).format(**_in(given, 0)), escape(chinese).format(**_in(given, 1))


def _in(values: Mapping[str, object], language: int) -> dict[str, object]:
    return {name: value[language] if isinstance(value, tuple) else value for name, value in values.items()}


def prints(lang: str) -> Pair:
    """Return the files that print the brief in English and in Chinese: a language of its own for each file.

    Examples
    --------
    >>> prints("en")
    ('brief.html', 'brief.zh.html')
    """
    return ("brief.html", "brief.zh.html") if lang == "en" else ("brief.en.html", "brief.html")


def document(
    name: str,
    stack: Stack,
    data: Mapping[str, Any],
    page: Mapping[str, Any],
    *,
    tables: Collection[str] = (),
    scripts: Sequence[str] = (),
    styles: Sequence[str] = (),
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
    styles
        Our style sheets, after the ones that all these pages share.
    """
    title = filled(data["title"])
    if name != "index":
        title = (f"{say(f'page_{name}')[0]} · {title[0]}", f"{say(f'page_{name}')[1]} · {title[1]}")
    return rendered(
        f"{name}.html.j2",
        page={**page, "title": title, "digest": data["digest"], "facts": facts(stack, data), "tables": tables},
        here=name,
        pages=PAGES,
        lang=data["lang"],
        prints=prints(data["lang"]),
        home=bool(data["home"]),
        styles=[asset(one) for one in ("base.css", "document.css", *styles)],
        scripts=[asset(one) for one in ("document.js", *scripts)],
    )


def rendered(template: str, **values: object) -> str:
    """Return a template filled in and sealed."""
    made = environment()
    made.filters["map"] = map_link
    made.globals["say"] = phrase
    return seal(made.get_template(template).render(**values))
