"""What was gathered from a sheet -> the rows of a stack, each with the line on which it first appears."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...schema import TABLES, Row
from ..draft import Draft, Entry, id_column
from ..texts import bad_text
from .ids import key_of
from .place import printed
from .rows import Said

if TYPE_CHECKING:
    from .build import Gathered

__all__ = ["draft_of", "named"]

_CHINESE = re.compile(r"[\u3400-\u9fff]")

Made = tuple[str, Mapping[str, Any], int]
"""Table, cells by column, line of the sheet."""


def draft_of(found: Gathered, said: Sequence[Said]) -> Draft:
    """Return the tables."""
    entries: dict[str, list[Entry[Row]]] = {table: [] for table in TABLES}
    for make in (_proof, _layers, _components, _actors, _offers, _needs):
        for table, cells, line in make(found, said):
            entries[table].append(Entry(TABLES[table].model_validate(dict(cells)), line))
    ids = {
        table: {getattr(entry.row, key): entry.line for entry in rows}
        for table, rows in entries.items()
        if (key := id_column(table))
    }
    return Draft({table: tuple(rows) for table, rows in entries.items()}, ids)


def _proof(found: Gathered, said: Sequence[Said]) -> Iterator[Made]:
    """Make each row of the sheet a claim, from the source that it names or from the sheet itself."""
    place = found.place
    file = printed(place.file)
    file = f"file {file}" if bad_text(file) else file
    own = found.source.given.new(place.file, found.source.kind)
    yield "sources", {"source": own, "title": file}, found.header_line
    where = f"sheet {printed(place.sheet)}, row" if place.sheet else "line"
    for one in said:
        new = key_of(one.source) not in found.source.ids
        source = found.source.add(one.source, one.line) if one.source else own
        if one.source and new:
            yield "sources", {"source": source, "title": one.source}, one.line
        locator = f"{where} {one.line}" if source == own else f"named in {file}, {where} {one.line}"
        who = f"{one.supplier} supplies {one.component}." if one.supplier else f"{one.component} is needed."
        zh = f"{one.supplier}供应{one.component}。" if one.supplier else f"需要{one.component}。"
        claim = {"claim_en": who, "claim_zh": zh, "basis": "own"}
        yield "evidence", {"evidence": _claim(one.line), "source": source, "locator": locator, **claim}, one.line


def _layers(found: Gathered, _: Sequence[Said]) -> Iterator[Made]:
    for key, layer in found.layer.ids.items():
        cells = {"layer": layer, "rank": found.rank[layer], **named(found.layer.printed[key])}
        yield "layers", cells, found.layer.lines[key]


def _components(found: Gathered, said: Sequence[Said]) -> Iterator[Made]:
    notes: dict[str, dict[str, None]] = {}
    claims: dict[str, dict[tuple[str, ...], str]] = {}
    for one in said:
        component = found.component.id(one.component)
        claims.setdefault(component, {}).setdefault((key_of(one.needs), one.layer, one.note), _claim(one.line))
        if one.note:
            notes.setdefault(component, {})[one.note] = None
    for key, component in found.component.ids.items():
        cells = {
            "component": component,
            "layer": found.layer_of.get(component),
            "supply": found.supply[component],
            "weight": found.weight.get(component),
            "evidence": tuple(claims.get(component, {}).values()),
            **named(found.component.printed[key]),
            **(named("; ".join(notes[component]), "note") if component in notes else {}),
        }
        yield "components", cells, found.component.lines[key]


def _actors(found: Gathered, _: Sequence[Said]) -> Iterator[Made]:
    for key, actor in found.actor.ids.items():
        told, owned = found.hq.get(actor), found.owner.get(actor)
        cells = {
            "actor": actor,
            "hq": told.countries if told else (),
            "label": (told.label,) if told and told.label else (),
            "owner": found.actor.id(owned.owner) if owned else None,
            "evidence": tuple(dict.fromkeys(_claim(one.line) for one in (told, owned) if one)),
            **named(found.actor.printed[key]),
        }
        yield "actors", cells, found.actor.lines[key]


def _offers(found: Gathered, _: Sequence[Said]) -> Iterator[Made]:
    for offer, component, actor, one in found.sold:
        cells = {
            "offer": offer,
            "component": component,
            "actor": actor,
            **dict(zip(("share_low", "share", "share_high"), one.share, strict=True)),
            **dict(zip(("quality_low", "quality", "quality_high"), one.quality, strict=True)),
            **(named(one.product, "product") if one.product else {}),
            "evidence": (_claim(one.line),),
        }
        yield "offers", cells, one.line


def _needs(found: Gathered, _: Sequence[Said]) -> Iterator[Made]:
    for dependent, groups in found.needs.items():
        for at, (members, line) in enumerate(groups.items(), start=1):
            group = None if len(members) == 1 else f"one-of-{at}"
            for name in members:
                cells = {"dependent": dependent, "input": name, "group": group, "evidence": (_claim(line),)}
                yield "needs", cells, line


def _claim(line: int) -> str:
    return f"row-{line}"


def named(text: str, stem: str = "name") -> dict[str, str]:
    """Return a text as the column of its language: with a Chinese character it is Chinese."""
    return {f"{stem}_zh" if _CHINESE.search(text) else f"{stem}_en": text}
