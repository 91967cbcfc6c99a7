"""Draws, ranks under draws, and doubts: what must hold for every stack."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

import chainmap as cm
from chainmap.analysis.breaks import broken_by
from chainmap.analysis.denial_loss import Today, denial_losses
from chainmap.analysis.drawn_levels import DrawnWalk, drawn_losses
from chainmap.analysis.leverage import target_weights
from chainmap.analysis.outcome import survivors
from chainmap.analysis.repairs import repaired
from chainmap.analysis.samples import Sample, Samples
from chainmap.analysis.withdrawal import Letters, claim_repairs
from chainmap.kernels.families import Work, members
from chainmap.schema import Actor, Evidence, Offer
from chainmap.schema.answers import READINGS
from chainmap.stack import Stack
from chainmap.structure import Denial, Losses, box, compile_structure, units, viewpoint
from tests.random_stacks import cases, question, random_stack

KINDS = ("component", "actor", "country")
TINY = 1e-9


def stack_as_drawn(stack: Stack, drawn: Sample, at: int) -> Stack:
    """Return the stack with one draw in place of its ranges."""
    structure = compile_structure(stack)
    offers = tuple(
        row.model_copy(update={"share_low": None, "share_high": None, "share": float(drawn.shares[row.offer][at])})
        if row.offer in drawn.shares
        else row
        for row in stack.offers
    )
    cells: dict[tuple[str, str, str | None], dict[str, float | None]] = {}
    for node, values in drawn.weights.items():
        for need in structure.groups[node].needs:
            told = {"weight_low": None, "weight_high": None, "weight": float(values[at])}
            cells.setdefault((need.dependent, need.input, need.group), {}).update(told)
    for node, several in drawn.usage.items():
        for need, values in zip(structure.groups[node].needs, several, strict=True):
            told = {"usage_low": None, "usage_high": None, "usage": float(values[at])}
            cells.setdefault((need.dependent, need.input, need.group), {}).update(told)
    needs = tuple(row.model_copy(update=cells.get((row.dependent, row.input, row.group), {})) for row in stack.needs)
    return replace(stack, offers=offers, needs=needs)


def in_one_draw(answer: pd.DataFrame, reading: str) -> dict[str, int]:
    """Return the ranks of an answer of a single draw."""
    rows = answer[(answer.reading == reading) & (answer.unranked == 0)]
    return {row.unit: int(row.ranks.partition(":")[0]) for row in rows.itertuples()}


# --- Draws


def test_a_draw_lies_in_its_ranges_and_adds_up():
    moved = free = 0
    for seed in cases(40):
        stack = random_stack(seed)
        asked = Samples(stack, compile_structure(stack), seed)
        complete = {row.component for row in stack.components if row.complete == "yes"}
        for reading in READINGS:
            drawn = asked.of(0, 20, reading)
            for component, rows in asked.offers.items():
                boxes = [box(row.share_low, row.share, row.share_high) for row in rows]
                values = np.stack([drawn.shares[row.offer] for row in rows])
                for (low, _, high), row in zip(boxes, values, strict=True):
                    assert (row >= low - TINY).all() and (row <= high + TINY).all()
                    moved += bool(np.ptp(row) > 0)
                rest = drawn.rest.get(component, np.zeros(20))
                assert (component in drawn.rest) == (reading == "proved" and component not in complete)
                reach_one = sum(low for low, _, _ in boxes) <= 1 <= sum(high for _, _, high in boxes)
                if reach_one or component in drawn.rest:
                    assert np.allclose(values.sum(axis=0) + rest, 1)
                    free += 1
            for groups in asked.structure.partial.values():
                assert (sum(drawn.weights[at] for at in groups) <= 1 + TINY).all()
            for several in drawn.usage.values():
                assert ((sum(several) - 1) < TINY).all()
    assert moved >= 100 and free >= 100


def test_draw_j_is_the_same_however_many_there_are():
    for seed in cases(10):
        stack = random_stack(seed)
        asked = Samples(stack, compile_structure(stack), 7)
        whole, part = asked.of(0, 12, "proved"), asked.of(5, 3, "proved")
        for offer, values in part.shares.items():
            assert (whole.shares[offer][5:8] == values).all()
        for node, values in part.weights.items():
            assert (whole.weights[node][5:8] == values).all()


# --- Ranks under draws


@pytest.mark.parametrize("by", KINDS)
def test_a_draw_ranks_as_the_stack_with_its_values_does(by):
    moved = asked_about = 0
    for seed in list(cases(16 if by == "component" else 9, deep=4))[1:]:  # the loops of stack 0 sink very slowly
        stack = random_stack(seed)
        seat = question(stack, seed).seat
        found = cm.rank_acceptability(stack, draws=1, seed=seed, by=by, **seat)
        here = cm.chokepoints(stack, by=by, **seat)
        for reading in READINGS:
            drawn = Samples(stack, compile_structure(stack), seed).of(0, 1, reading)
            there = cm.chokepoints(stack_as_drawn(stack, drawn, 0), by=by, **seat)
            rows = there[there.reading == reading].dropna(subset=["rank"])
            expected = {row.unit: int(row.rank) for row in rows.itertuples()}
            assert in_one_draw(found, reading) == expected, (seed, reading)
            same = here[here.reading == reading].dropna(subset=["rank"])
            moved += expected != {row.unit: int(row.rank) for row in same.itertuples()}
            asked_about += len(expected) > 1
    assert asked_about >= 3
    if by == "component":
        assert moved >= 1, "draws change some ranking"


def test_a_draw_loses_what_the_stack_with_its_values_loses():
    differ = told = 0
    for seed in list(cases(20, deep=4))[1:]:
        stack = random_stack(seed)
        seat = question(stack, seed).seat
        structure, seen = compile_structure(stack), viewpoint(stack, **seat)
        weights = target_weights(stack, None)
        named = [what for _, what in units(structure, seen, "actor")]
        losses = Losses(seen, named)
        lost = [
            tuple(frozenset(one for one in seen.reaches if losses.of(one, widest=w) >> bit & 1) for w in (False, True))
            for bit in range(len(named))
        ]
        today, asked = Today(structure, seen), Samples(stack, structure, seed)
        for reading in READINGS:
            drawn = asked.of(0, 3, reading)
            walks = {run: DrawnWalk.quiet(today, drawn, reading, run) for run in ("short", "long")}
            found = drawn_losses(today, walks, list(zip(named, lost, strict=True)), weights, 3)
            for at in range(3):
                other = stack_as_drawn(stack, drawn, at)
                there, then = compile_structure(other), viewpoint(other, **seat)
                expected = denial_losses(Today(there, then), then, named, weights)[reading]
                for unit, loss in enumerate(expected):
                    for run in ("short", "long"):
                        low, high, _ = loss.total(run)
                        assert found.of(run, "low")[unit, at] == pytest.approx(low, abs=1e-8), (seed, reading, unit)
                        assert found.of(run, "high")[unit, at] == pytest.approx(high, abs=1e-8), (seed, reading, unit)
                        told += 1
            differ += bool((np.ptp(found.short_high, axis=1) > 1e-6).any())
    assert told >= 500 and differ >= 7


def test_a_draw_depends_as_the_stack_with_its_values_does():
    told = 0
    for seed in cases(25):
        stack = random_stack(seed)
        seat = {name: value for name, value in question(stack, seed).seat.items() if name != "mode"}
        found = cm.rank_acceptability(stack, draws=1, seed=seed, of="dependency", **seat)
        for reading in READINGS:
            drawn = Samples(stack, compile_structure(stack), seed).of(0, 1, reading)
            there = cm.import_dependency(stack_as_drawn(stack, drawn, 0), **seat)
            rows = there[(there.reading == reading) & (there.country == "foreign")]
            keys = {f"component:{row.component}": (round(row.high, 8), round(row.low, 8)) for row in rows.itertuples()}
            expected = {name: 1 + sum(other > key for other in keys.values()) for name, key in keys.items()}
            assert in_one_draw(found, reading) == expected, (seed, reading)
            told += len(set(expected.values())) > 1
    assert told >= 10


def test_shares_of_ranks_add_up_and_more_draws_begin_with_the_same():
    for seed in (2, 3, 6, 9, 11):
        stack = random_stack(seed)
        answer = cm.rank_acceptability(stack, draws=40, seed=3, home="none", lens="hq")
        spelt = [dict(one.split(":") for one in row.split("; ")) if row else {} for row in answer.ranks]
        for row, ranks in zip(answer.itertuples(), spelt, strict=True):
            assert sum(map(float, ranks.values())) + row.unranked == pytest.approx(1)
            assert float(ranks.get("1", 0)) == row.first <= row.top_three + TINY
            assert row.first <= row.first_high <= 1
        for reading in READINGS:
            rows = answer[answer.reading == reading]
            assert rows["first"].sum() <= 1 + TINY


# --- Doubt: withdrawing claims, against every subset of claims

CLAIMS = tuple(f"e{i}" for i in range(6))
COLUMNS = ("hq", "owner", "origin", "sites", "label", "rights", "quality", "min_quality", "complete")


def with_claims(stack: Stack, seed: int) -> Stack:
    """Attach six claims at random: some about whole rows, some about a column or two."""
    rng = random.Random(f"claims {seed}")
    bases = ("stated", "public", "assumption")
    claims = tuple(
        Evidence(
            evidence=name,
            basis=rng.choice(bases),
            supports=() if rng.random() < 0.5 else tuple(rng.sample(COLUMNS, rng.choice((1, 2, 3)))),
            as_of=2000 + place,
        )
        for place, name in enumerate(CLAIMS)
    )

    def cited(rows: tuple) -> tuple:
        return tuple(
            row.model_copy(update={"evidence": tuple(sorted(rng.sample(CLAIMS, rng.choice((0, 1, 1, 2)))))})
            for row in rows
        )

    return replace(
        stack,
        evidence=claims,
        components=cited(stack.components),
        actors=cited(stack.actors),
        offers=cited(stack.offers),
        needs=cited(stack.needs),
    )


class Withdrawn:
    """The stack after some claims are withdrawn and completed against a stop, written down row by row."""

    def __init__(self, stack: Stack, gone: frozenset[str]) -> None:
        self.stack, self.gone = stack, gone
        self.supports = {row.evidence: row.supports for row in stack.evidence}

    def row_falls(self, evidence: tuple[str, ...]) -> bool:
        about = [one for one in evidence if not self.supports[one]] or evidence
        return bool(about) and all(one in self.gone for one in about)

    def cell_falls(self, evidence: tuple[str, ...], column: str) -> bool:
        naming = [one for one in evidence if column in self.supports[one]]
        if naming:
            return all(one in self.gone for one in naming)
        return any(one in self.gone for one in evidence if not self.supports[one])

    def cells(self, row: object, empty: dict[str, object]) -> dict[str, object]:
        return {name: value for name, value in empty.items() if self.cell_falls(row.evidence, name)}

    def completed(self) -> Stack:
        stack, offers, needs = self.stack, [], []
        opened = set()
        for row in stack.offers:
            if self.row_falls(row.evidence):
                opened |= {row.component} if row.status == "active" else set()
                continue
            update = self.cells(row, {"origin": (), "sites": ()})
            if row.rights == "source" and self.cell_falls(row.evidence, "rights"):
                update["rights"] = "open"
            graded = any(cell is not None for cell in (row.quality_low, row.quality, row.quality_high))
            if graded and self.cell_falls(row.evidence, "quality"):
                update |= {"quality_low": None, "quality": 1.0, "quality_high": None}
            offers.append(row.model_copy(update=update))
        for name in sorted(opened):
            more = Offer(offer=f"more-{name}", component=name, actor="nobody", rights="open", quality=1.0)
            offers.append(more)
        there = {row.offer for row in offers} | {row.component for row in stack.components}
        lost = {
            (row.dependent, row.group or f"={row.input}")
            for row in stack.needs
            if self.row_falls(row.evidence) or row.input not in there
        }
        for row in stack.needs:
            if (row.dependent, row.group or f"={row.input}") not in lost and row.dependent in there:
                needs.append(row.model_copy(update=self.cells(row, {"min_quality": None})))
        actors = []
        for row in stack.actors:
            update = self.cells(row, {"hq": (), "label": ()})
            if row.owner is not None and self.cell_falls(row.evidence, "owner"):
                update["owner"] = "nobody"
            actors.append(row.model_copy(update=update))
        components = tuple(row.model_copy(update=self.cells(row, {"complete": "no"})) for row in stack.components)
        nobody = Actor(actor="nobody", owner="nobody")
        return replace(stack, components=components, actors=(*actors, nobody), offers=tuple(offers), needs=tuple(needs))


class Harmed(Withdrawn):
    """The stack after some claims are withdrawn and completed so that a foreign denial reaches further."""

    def completed(self) -> Stack:
        stack, offers = self.stack, []
        markets = compile_structure(stack).markets.values()
        unclear = {one.component for one in markets if None in one.enough}
        for row in stack.offers:
            update: dict[str, object] = {}
            if self.row_falls(row.evidence):
                abroad = {"actor": "abroad", "origin": ("BRA",), "sites": ("BRA",), "rights": "licence"}
                offers.append(row.model_copy(update=abroad))
                continue
            if row.rights != "licence" and self.cell_falls(row.evidence, "rights"):
                update["rights"] = "licence"
            for column in ("origin", "sites"):
                if getattr(row, column) and self.cell_falls(row.evidence, column):
                    update[column] = ("BRA",)
            graded = any(cell is not None for cell in (row.quality_low, row.quality, row.quality_high))
            if graded and row.component not in unclear and self.cell_falls(row.evidence, "quality"):
                update |= {"quality_low": None, "quality": 0.0, "quality_high": None}
            offers.append(row.model_copy(update=update))
        needs = tuple(
            row.model_copy(update=self.cells(row, {"licence": "subscription"}))
            if row.licence != "subscription"
            else row
            for row in stack.needs
        )
        actors = []
        for row in stack.actors:
            update = {name: ("BRA",) for name in ("hq", "label") if getattr(row, name)}
            update = self.cells(row, update)
            if row.owner is not None and self.cell_falls(row.evidence, "owner"):
                update["owner"] = "abroad"
            actors.append(row.model_copy(update=update))
        abroad = Actor(actor="abroad", owner="abroad", hq=("BRA",), label=("BRA",))
        return replace(stack, offers=tuple(offers), needs=needs, actors=(*actors, abroad))


def test_what_nobody_stops_is_stopped_with_the_claims_that_trying_every_set_finds():
    seen_orders: Counter[int] = Counter()
    for seed in cases(60, deep=4):
        stack, seat = with_claims(random_stack(seed), seed), _seat(seed)
        structure, seen = compile_structure(stack), viewpoint(stack, **seat)
        if not seen.home:
            continue
        letters, what = Letters(stack), Denial(countries=seen.all_foreign | {"BRA"})
        families = broken_by(structure, seen, what, letters, Work(10**6, None))
        expected: dict[str, set[tuple[str, ...]]] = {row.component: set() for row in stack.components}
        for size in range(len(CLAIMS) + 1):
            for gone in combinations(CLAIMS, size):
                other = Harmed(stack, frozenset(gone)).completed()
                there, then = compile_structure(other), viewpoint(other, **seat)
                words, _ = survivors(there, then, [what], "as_listed")
                for target, sets in expected.items():
                    inside = any(set(one) <= set(gone) for one in sets)
                    assert not (inside and words[there.position[target]]), "withdrawing more never helps it on"
                    if not words[there.position[target]] and not inside:
                        sets.add(gone)
        for target, sets in expected.items():
            family = families[structure.position[target]]
            assert {tuple(letters.names[at] for at in members(one)) for one in family} == sets, (seed, target)
            seen_orders.update(len(one) for one in sets)
    assert seen_orders[1] >= 30 and seen_orders[2] >= 15


@cache
def freed(seed: int, what: Denial, reading: str) -> dict[str, set[tuple[str, ...]]]:
    """Return for each target that a denial stops the smallest sets of claims that free it, trying all subsets."""
    stack, seat = with_claims(random_stack(seed), seed), _seat(seed)
    targets = [row.component for row in stack.components if row.weight is not None]
    found: dict[str, set[tuple[str, ...]]] = {}
    for size in range(len(CLAIMS) + 1):
        for gone in combinations(CLAIMS, size):
            other = Withdrawn(stack, frozenset(gone)).completed()
            structure, seen = compile_structure(other), viewpoint(other, **seat)
            words, _ = survivors(structure, seen, [what], reading)
            for target in targets:
                sets = found.setdefault(target, set())
                inside = any(set(one) <= set(gone) for one in sets)
                assert not inside or words[structure.position[target]], "withdrawing more claims never helps a stop"
                if words[structure.position[target]] and not inside:
                    sets.add(gone)
    return found


def _seat(seed: int) -> dict[str, object]:
    return question(random_stack(seed), seed).seat


def test_doubt_finds_what_trying_every_set_of_claims_finds():
    seen_orders: Counter[int] = Counter()
    stopped = overturned = 0
    for seed in cases(60, deep=4):
        stack, seat = with_claims(random_stack(seed), seed), _seat(seed)
        structure, seen = compile_structure(stack), viewpoint(stack, **seat)
        rng = random.Random(seed)
        what = (
            Denial(countries=seen.all_foreign),
            Denial(countries=frozenset(rng.sample(("CHN", "USA", "JPN", "DEU"), 2))),
            Denial(actors=frozenset(rng.sample([row.actor for row in stack.actors], 3))),
        )[seed % 3]
        letters = Letters(stack)
        for reading in READINGS:
            work = Work(10**6, None)
            repairs = claim_repairs(structure, seen, what, reading, letters, work)
            families = repaired(structure, seen, what, reading, repairs, work)
            for target, expected in freed(seed, what, reading).items():
                family = families[structure.position[target]]
                sets = {tuple(letters.names[at] for at in members(one)) for one in family}
                assert sets == expected, (seed, reading, target)
                stopped += () not in expected
                overturned += () not in expected and bool(expected)
                seen_orders.update(len(one) for one in expected)
    assert stopped >= 30 and overturned >= 20
    assert seen_orders[1] >= 20 and seen_orders[2] >= 10


def test_fewer_orders_are_the_same_sets_cut_off():
    cut = 0
    for seed in cases(30, deep=4):
        stack, seat = with_claims(random_stack(seed), seed), _seat(seed)
        structure, seen = compile_structure(stack), viewpoint(stack, **seat)
        letters, what = Letters(stack), Denial(countries=seen.all_foreign)
        found = []
        for order in (1, None):
            work = Work(10**6, order)
            repairs = claim_repairs(structure, seen, what, "as_listed", letters, work)
            found.append(repaired(structure, seen, what, "as_listed", repairs, work))
        for row in stack.components:
            few, every = (families[structure.position[row.component]] for families in found)
            assert few == tuple(one for one in every if one.bit_count() <= 1)
            cut += few != every
    assert cut >= 10


def test_doubts_do_not_hang_on_the_order_of_rows():
    told = 0
    for seed in cases(15, deep=4):
        stack = with_claims(random_stack(seed), seed)
        here = cm.doubt(stack, home=_seat(seed)["home"], lens="hq", most=100)
        other = replace(
            stack,
            evidence=tuple(reversed(stack.evidence)),
            needs=tuple(reversed(stack.needs)),
            offers=tuple(reversed(stack.offers)),
        )
        pd.testing.assert_frame_equal(here, cm.doubt(other, home=_seat(seed)["home"], lens="hq", most=100))
        told += int((here.kind == "claims").sum())
    assert told >= 15
