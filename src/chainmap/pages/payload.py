"""What the map page knows: a stack and its answers as one plain dictionary for JSON.

Nothing is computed here that the analyses should compute; rows are only gathered by component and by
unit, texts paired in both languages, and empty values left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..schema import Actor, Component, Evidence, Offer
from ..stack import Stack
from ..stack.jurisdiction import Reach, homes_own
from ..stack.names import name_of
from .by_component import COVERAGE, blind_spots, concentrations, coverages, dependencies, filled, span, substitutes
from .chains import chains
from .cuts import KINDS, Cut, cuts
from .figures import Answers, Figures, Stop, figures, firmest, records
from .glossary import TERMS, Pair
from .network import Group, groups_of, lanes, pair
from .words_map import MAP_WORDS

__all__ = ["country_names", "payload", "side_of"]

MOST_SETS = 40
"""Smallest sets of one kind of unit that the map shows for one target."""

CLAIM = ("english", "chinese", "basis", "confidence", "source", "locator", "year")
"""A claim is a list in this order: a stack has hundreds, and their keys would outweigh them."""


def payload(
    stack: Stack,
    answers: Answers,
    reaches: Mapping[str, Reach],
    *,
    home: frozenset[str],
    lens: str,
    mode: str = "supply",
    lang: str = "en",
) -> dict[str, Any]:
    """Return everything that the map page shows.

    Parameters
    ----------
    stack
        The industry.
    answers
        Answer frames by name; one that is missing leaves its part of the page empty.
    reaches
        For every offer, which countries reach it under the lens.
    home
        Codes of the countries from whose seat the page is written; may be empty.
    lens, mode
        The lens and the mode of the answers.
    lang
        The language in which the page opens, ``en`` or ``zh``.

    Returns
    -------
    dict
        Ready for JSON: strings, finite numbers, lists, tuples and dictionaries; the same for the same input.
    """
    found = figures(answers, lens)
    groups = groups_of(stack)
    settings = stack.settings
    notes: dict[Pair, int] = {}
    components = _components(stack, answers, found, groups, notes)
    cited = _cited(stack)
    return {
        "id": settings.id,
        "title": pair(settings.title_en or settings.id, settings.title_zh),
        "year": settings.as_of,
        "lang": lang,
        "home": sorted(home),
        "lens": lens,
        "mode": mode,
        "currency": settings.currency or "",
        "digest": stack.digest[:12],
        "lanes": [list(name) for name, _ in lanes(stack)],
        "components": components,
        "notes": [list(note) for note in notes],
        "offers": {offer.offer: _offer(offer, reaches[offer.offer], groups, home=home) for offer in stack.offers},
        "actors": {actor.actor: _actor(actor) for actor in stack.actors},
        "countries": {code: list(name) for code, name in country_names(stack, reaches, found, home).items()},
        "units": {
            unit: [_stop(stop) for stop in stops]
            for unit, stops in found.by_unit.items()
            if unit.partition(":")[0] in ("country", "actor", "bloc")
        },
        "asked": "single_points" in answers,
        "cuts": _cuts(stack, answers, components, home=home, lens=lens, mode=mode),
        "headlines": _headlines(answers),
        "claim": list(CLAIM),
        "coverage": list(COVERAGE),
        "evidence": {claim.evidence: _claim(claim) for claim in stack.evidence if claim.evidence in cited},
        "sources": {
            row.source: filled(title=row.title, publisher=row.publisher, year=row.year, licence=row.licence)
            for row in stack.sources
        },
        "words": {key: list(both) for key, both in MAP_WORDS.items()}
        | {f"term_{key}": list(name) for key, (name, _) in TERMS.items()},
    }


def side_of(found: Reach, home: frozenset[str]) -> str:
    """Say whose an offer is: ``free`` (published source), ``own``, ``unclear`` or ``foreign``."""
    if found.open:
        return "free"
    if found.unknown:
        return "unclear"
    return "own" if homes_own(found, home) else "foreign"


def country_names(stack: Stack, reaches: Mapping[str, Reach], found: Figures, home: Iterable[str]) -> dict[str, Pair]:
    """Return the name of every country or region that the pages mention, in both languages, by code."""
    codes = set(home)
    codes.update(code for reach in reaches.values() for term in reach.terms for code in term)
    codes.update(unit.partition(":")[2] for unit in found.by_unit if unit.startswith("country:"))
    for actor in stack.actors:
        codes.update(actor.hq)
        codes.update(word for word in actor.label if word not in ("domestic", "foreign"))
    for offer in stack.offers:
        codes.update(offer.origin, offer.sites)
    return {
        code: (name_of(stack, f"country:{code}", "en"), name_of(stack, f"country:{code}", "zh"))
        for code in sorted(codes)
    }


def _components(
    stack: Stack,
    answers: Answers,
    found: Figures,
    groups: Mapping[str, tuple[Group, ...]],
    notes: dict[Pair, int],
) -> list[dict[str, Any]]:
    dependency = dependencies(stack, answers)
    concentration = concentrations(answers)
    coverage = coverages(answers)
    blind = blind_spots(answers)
    stand_ins = substitutes(answers, {offer.offer: offer.component for offer in stack.offers}, notes)

    def one(component: Component, lane: int) -> dict[str, Any]:
        key = component.component
        stopped = found.stopped.get(key, {})
        return filled(
            id=key,
            name=pair(component.name_en, component.name_zh),
            lane=lane,
            kind=component.kind,
            supply=component.supply,
            complete=component.complete,
            maturity=component.maturity,
            target=component.weight is not None,
            beyond=component.beyond_source,
            note=pair(component.note_en, component.note_zh),
            evidence=component.evidence,
            needs=[_group(group) for group in groups.get(key, ())],
            stops=filled(holds=firmest(stopped.values()), targets=stopped) if stopped else None,
            closers=_closers(found.closers.get(key, ())),
            dependency=dependency.get(key),
            hhi=concentration.get(key),
            coverage=coverage.get(key),
            blind=blind.get(key),
            substitutes=stand_ins.get(key),
        )

    return [one(row, lane) for lane, (_, rows) in enumerate(lanes(stack)) for row in rows]


def _offer(
    offer: Offer, found: Reach, groups: Mapping[str, tuple[Group, ...]], *, home: frozenset[str]
) -> dict[str, Any]:
    return filled(
        component=offer.component,
        actor=offer.actor,
        product=pair(offer.product_en, offer.product_zh),
        side=side_of(found, home),
        potential=offer.status == "potential",
        terms=[sorted(term) for term in found.terms],
        share=span(offer.share_low, offer.share, offer.share_high),
        share_year=offer.share_year,
        quality=span(offer.quality_low, offer.quality, offer.quality_high),
        origin=offer.origin,
        rights=None if offer.rights == "licence" else offer.rights,
        sites=offer.sites,
        lead=span(offer.lead_months_low, offer.lead_months, offer.lead_months_high),
        cost=span(offer.cost_low, offer.cost, offer.cost_high),
        needs=[_group(group) for group in groups.get(offer.offer, ())],
        evidence=offer.evidence,
    )


def _actor(actor: Actor) -> dict[str, Any]:
    return filled(
        name=pair(actor.name_en, actor.name_zh),
        aliases=actor.aliases,
        kind=actor.kind,
        hq=actor.hq,
        region=actor.region,
        owner=None if actor.owner == actor.actor else actor.owner,
        label=actor.label,
        evidence=actor.evidence,
    )


def _claim(claim: Evidence) -> list[Any]:
    """Return one claim in the order of ``CLAIM``; of a confidential one nothing but that it exists."""
    if claim.confidential:
        return []
    cells = [claim.claim_en, claim.claim_zh, claim.basis, claim.confidence, claim.source, claim.locator, claim.as_of]
    return [cell if cell is not None else "" for cell in cells]


def _group(group: Group) -> dict[str, Any]:
    return filled(
        k=group.at_least,
        partial=not group.essential,
        inputs=[filled(id=need.input, quality=need.min_quality, evidence=need.evidence) for need in group.needs],
    )


def _stop(stop: Stop) -> dict[str, Any]:
    return filled(
        target=stop.target,
        holds=stop.holds,
        through=stop.through,
        rests_on=stop.rests_on,
        beyond=stop.beyond_source,
    )


def _closers(stops: Iterable[Stop]) -> list[dict[str, Any]]:
    grouped: dict[str, list[Stop]] = defaultdict(list)
    for stop in stops:
        grouped[stop.unit].append(stop)
    rows = [
        {"unit": unit, "holds": firmest(one.holds for one in found), "targets": len({one.target for one in found})}
        for unit, found in grouped.items()
    ]
    return sorted(rows, key=lambda row: (-row["targets"], row["unit"]))


def _cuts(
    stack: Stack,
    answers: Answers,
    components: Sequence[Mapping[str, Any]],
    *,
    home: frozenset[str],
    lens: str,
    mode: str,
) -> dict[str, dict[str, Any]]:
    """Return for each target and kind of unit its smallest sets, each with its chain as pairs of positions."""
    found = cuts(answers)
    place = {component["id"]: number for number, component in enumerate(components)}
    shown = []
    named: set[tuple[str, str]] = set()
    for by in KINDS:
        for target, several in found.get(by, {}).items():
            # What is nobody's, such as unknown supply, would stand under every kind of unit.
            fresh = [cut for cut in several if (target, cut.key) not in named][:MOST_SETS] if target in place else []
            named |= {(target, cut.key) for cut in fresh}
            shown += fresh
    told: dict[str, dict[str, Any]] = defaultdict(dict)
    for cut, chain in zip(shown, chains(stack, shown, home=home, lens=lens, mode=mode), strict=True):
        kind = told[cut.target].setdefault(cut.by, {"sets": [], "more": 0})
        kind["more"] = len(found[cut.by][cut.target]) - MOST_SETS
        kind["sets"].append(_cut(cut, [[place[one], place[other]] for one, other in chain]))
    return {
        target: {by: {**kind, "more": max(0, kind["more"])} for by, kind in kinds.items()}
        for target, kinds in told.items()
    }


def _cut(cut: Cut, chain: Sequence[Sequence[int]]) -> dict[str, Any]:
    return filled(
        key=cut.key,
        members=cut.members,
        holds=cut.holds,
        through=cut.through,
        rests_on=cut.rests_on,
        beyond=cut.beyond_source,
        chain=chain,
    )


def _headlines(answers: Answers) -> list[dict[str, Any]]:
    rows = sorted(records(answers.get("headlines")), key=lambda row: row["rank"])
    return [
        filled(
            text=pair(row["text_en"], row["text_zh"]),
            question=row["question"],
            holds=row["holds"],
            members=row["members"],
            through=row["through"],
            rests_on=row["rests_on"],
            beyond=row["beyond_source"],
        )
        for row in rows
    ]


def _cited(stack: Stack) -> set[str]:
    """Return the claims that the map shows: those behind components, offers, actors and needs."""
    tables = (stack.components, stack.offers, stack.actors, stack.needs)
    return {claim for table in tables for row in table for claim in row.evidence}
