"""The first page: a brief in the order of the questions, made from the numbers, readable without script."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from ..stack import Stack
from . import sections
from .figures import Answers, figures
from .glossary import TERMS, Pair, say
from .security import asset, environment, seal

__all__ = ["index_page"]

TABLES = (
    "headlines",
    "single_points",
    "dependency",
    "concentration",
    "substitutes",
    "coverage",
    "blind_spots",
    "levels",
    "available",
)


def index_page(
    stack: Stack, answers: Answers, data: Mapping[str, Any], runs: Sequence[Any] = (), *, tables: Collection[str] = ()
) -> str:
    """Return the brief as one self-contained HTML page in both languages.

    Parameters
    ----------
    stack
        The industry.
    answers
        Answer frames by name; a section whose answer is missing says so in one line.
    data
        What :func:`chainmap.pages.payload.payload` returns.
    runs
        Scenario results.
    tables
        Names of the CSV files that stand in the folder ``tables`` beside the page.

    Returns
    -------
    str
        The page; without script it shows one language.
    """
    found = figures(answers, data["lens"])
    targets = [component["id"] for component in data["components"] if component.get("target")]
    seen = {
        "title": _filled(data["title"]),
        "facts": _facts(stack, data),
        "counts": [
            say("components_n", n=len(data["components"])),
            say("offers_n", n=len(data["offers"])),
            say("targets_n", n=len(targets)),
            say("claims_n", n=len(stack.evidence)),
        ],
        "targets": len(targets),
        "headlines": [_headline(stack, row) for row in data["headlines"]],
        "layers": _layers(data),
        "stoppers": sections.stoppers(stack, answers, found, targets),
        "chokepoints": sections.chokepoints(stack, answers, data),
        "dependency": sections.dependency(stack, answers, data),
        "replacements": sections.replacements(stack, answers, data),
        "scenarios": sections.scenarios(stack, runs),
        "unknowns": sections.unknowns(stack, answers, found),
        "tables": [name for name in TABLES if name in tables],
        "terms": [(_filled(name), _filled(about)) for name, about in TERMS.values()],
        "digest": data["digest"],
    }
    made = environment()
    made.filters["map"] = _map_link
    template = made.get_template("index.html.j2")
    text = template.render(
        page=seen,
        say=say,
        lang=data["lang"],
        home=bool(data["home"]),
        styles=[asset("base.css"), asset("index.css")],
        script=asset("index.js"),
    )
    return seal(text)


def _map_link(unit: str) -> str:
    """Return the address of a unit on the map."""
    kind, colon, key = unit.partition(":")
    if not colon:
        kind, key = "component", unit
    letter = {"component": "n", "actor": "a", "country": "c"}.get(kind)
    return f"map.html#{letter}={quote(key, safe='')}" if letter else "map.html"


def _filled(both: Sequence[str]) -> Pair:
    english, chinese = both
    return (english or chinese, chinese or english)


def _facts(stack: Stack, data: Mapping[str, Any]) -> list[Pair]:
    names = [sections.both(stack, f"country:{code}") for code in data["home"]]
    home = (", ".join(name for name, _ in names), "、".join(name for _, name in names))
    return [
        say("state_of", year=data["year"]) if data["year"] else say("no_year"),
        say("seen_from", home=home) if names else say("no_home"),
        say(f"lens_{data['lens']}"),
    ]


def _headline(stack: Stack, row: Mapping[str, Any]) -> dict[str, Any]:
    def named(ids: Sequence[str]) -> list[tuple[str, Pair]]:
        return [(one, sections.both(stack, f"component:{one}")) for one in ids]

    return {
        "text": _filled(row["text"]),
        "holds": row.get("holds", ""),
        "beyond": row.get("beyond", False),
        "through": named(row.get("through", ())[:3]),
        "rests_on": named(row.get("rests_on", ())),
    }


def _layers(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the overview: each layer with one square a component, the least safe first, and its counts."""
    offers: dict[str, list[Mapping[str, Any]]] = {}
    for offer in data["offers"].values():
        if not offer.get("potential"):
            offers.setdefault(offer["component"], []).append(offer)
    layers: list[dict[str, Any]] = [{"name": _filled(name), "squares": []} for name in data["lanes"]]
    for component in data["components"]:
        listed = offers.get(component["id"], [])
        safe = sum(offer["side"] in ("own", "free") for offer in listed)
        state = component["supply"] if component["supply"] != "offers" else "offers" if listed else "unknown"
        stops = len(component["stops"]["targets"]) if component.get("stops") else 0
        layers[component["lane"]]["squares"].append(
            {
                "component": component["id"],
                "name": _filled(component.get("name", ("", component["id"]))),
                "state": state,
                "safe": safe / len(listed) if listed else 0.0,
                "stops": stops,
                "firm": bool(stops) and component["stops"]["holds"] != "possible",
            }
        )
    order = {"offers": 0, "unknown": 1, "open": 2}
    for layer in layers:
        layer["squares"].sort(key=lambda one: (order[one["state"]], one["safe"], -one["stops"], one["component"]))
        named = [one for one in layer["squares"] if one["state"] == "offers"]
        layer["counts"] = {
            "none": sum(one["safe"] == 0 for one in named),
            "some": sum(0 < one["safe"] < 1 for one in named),
            "all": sum(one["safe"] == 1 for one in named),
            "unknown": sum(one["state"] == "unknown" for one in layer["squares"]),
            "open": sum(one["state"] == "open" for one in layer["squares"]),
        }
    return layers
