"""The engine inside the page says what Python says: on the bundled stack and on random ones, from every seat."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from chainmap.analysis.outcome import outcome
from chainmap.pages.engine import engine_data
from chainmap.pages.security import asset
from chainmap.stack import Stack, bundled
from chainmap.structure import compile_structure, denial, viewpoint
from tests.oracle import Oracle
from tests.random_stacks import Question, cases, question, random_stack

ASK = """([data, questions]) => {
    const engine = window.chainmapEngine(data);
    return questions.map(([deny, options]) => {
        const found = engine.evaluate(deny, options);
        return [found.holds, found.stopped];
    });
}"""


@pytest.fixture
def ask(page_context: Callable[..., Any]) -> Callable[[Stack, list[Question]], list[Any]]:
    page = page_context(400, 300).page
    page.add_script_tag(content=asset("engine.js"))

    def answers(stack: Stack, questions: list[Question]) -> list[Any]:
        data = json.loads(json.dumps(engine_data(viewpoint(stack))))
        own = sorted(stack.settings.home)
        asked = [
            [
                list(one.deny),
                {"home": own if one.home is None else list(one.home), "lens": one.lens, "mode": one.mode},
            ]
            for one in questions
        ]
        found: list[Any] = page.evaluate(ASK, [data, asked])
        return found

    return answers


def python(stack: Stack, one: Question) -> list[Any]:
    """Return what the analyses say, in the order of the components: how firmly each stops, and whether it does."""
    structure = compile_structure(stack)
    home = "none" if one.home == () else one.home
    seen = viewpoint(stack, home=home, lens=one.lens, mode=one.mode)
    found = outcome(structure, seen, [denial(stack, one.deny)])
    places = [structure.position[row.component] for row in stack.components]
    return [[found.holds(at) for at in places], [found.stopped(at) for at in places]]


def bundled_questions(stack: Stack, count: int) -> list[Question]:
    """Draw denials of the bundled stack: countries mostly, firms, offers, components, blocs and unknowns."""
    rng = random.Random("engine")
    units = {
        "country": [
            f"country:{code}" for code in ("USA", "JPN", "DEU", "FRA", "KOR", "TWN", "NLD", "GBR", "CHN", "CHE")
        ],
        "actor": [f"actor:{row.actor}" for row in stack.actors],
        "offer": [f"offer:{row.offer}" for row in stack.offers],
        "component": [f"component:{row.component}" for row in stack.components],
        "unknown": [f"unknown:{row.component}" for row in stack.components if row.supply == "unknown"],
        "bloc": ["bloc:eu27", "bloc:g7"],
    }
    homes: tuple[Any, ...] = (None, None, ("USA",), ("JPN", "KOR"), ())
    found = []
    for _ in range(count):
        kinds = rng.choices([kind for kind in units if units[kind]], k=rng.choice((0, 1, 1, 2, 3, 4)))
        home = rng.choice(homes)
        lens = rng.choice(("hq", "owner", "origin", "site", "any") if home is not None else ("label", "owner", "any"))
        deny = {rng.choice(units[kind]) for kind in kinds}
        found.append(Question(home, lens, rng.choice(("supply", "use")), tuple(sorted(deny))))
    return found


def test_the_bundled_stack(ask: Callable[[Stack, list[Question]], list[Any]]) -> None:
    stack = bundled("metaverse")
    questions = bundled_questions(stack, 160)
    answers = ask(stack, questions)
    mixed = 0
    for one, answer in zip(questions, answers, strict=True):
        assert answer == python(stack, one), one
        mixed += len(set(answer[1])) == 2
    assert mixed >= 0.3 * len(questions)


def test_random_stacks(ask: Callable[[Stack, list[Question]], list[Any]]) -> None:
    seeds = cases(200)
    mixed = loops = doubts = 0
    for seed in seeds:
        stack = random_stack(seed)
        questions = [question(stack, seed), question(stack, 7000 + seed)]
        for one, answer in zip(questions, ask(stack, questions), strict=True):
            assert answer == python(stack, one), (seed, one)
        first = questions[0]
        oracle = Oracle(stack, **first.seat)
        works = oracle.works(first.deny)
        mixed += len(set(works.values())) == 2
        loops += works != oracle.works(first.deny, least_fixed_point=True)
        doubts += any(holds in ("as_listed", "possible") for _, holds in oracle.verdicts(first.deny).values())
    assert mixed >= 0.3 * len(seeds) and loops >= 0.2 * len(seeds) and doubts >= 0.2 * len(seeds)


WHY = """([data, deny, options]) => {
    const engine = window.chainmapEngine(data), found = engine.evaluate(deny, options);
    return data.ids.components.map((id, at) => [id, found.stopped[at], engine.why(id, found)]);
}"""


def test_a_reason_begins_with_what_stopped_and_ends_with_what_was_denied(page_context: Callable[..., Any]) -> None:
    page = page_context(400, 300).page
    page.add_script_tag(content=asset("engine.js"))
    told = 0
    for seed in cases(60):
        stack = random_stack(seed)
        one = question(stack, seed)
        home = sorted(stack.settings.home) if one.home is None else list(one.home)
        options = {"home": home, "lens": one.lens, "mode": one.mode}
        data = json.loads(json.dumps(engine_data(viewpoint(stack))))
        structure, seen = compile_structure(stack), viewpoint(stack, home=home or "none", lens=one.lens, mode=one.mode)
        found = outcome(structure, seen, [denial(stack, one.deny)])
        for name, stopped, rows in page.evaluate(WHY, [data, list(one.deny), options]):
            assert bool(rows) == stopped
            if not rows:
                continue
            told += 1
            assert rows[0] == {"kind": "component", "id": name, "depth": 0, "known": False}
            assert all(later["depth"] <= before["depth"] + 1 for before, later in itertools.pairwise(rows))
            for row in rows:
                if row["kind"] == "component":
                    assert found.stopped(structure.position[row["id"]]) or any(
                        not found.posited[at] & 1
                        for at, node in enumerate(structure.nodes)
                        if node.kind == "component" and node.id == row["id"]
                    )
                elif row["kind"] == "offer":
                    at = structure.position[row["id"]]
                    vias = [i for i, node in enumerate(structure.nodes) if node.kind == "via" and node.id == row["id"]]
                    assert any(not found.posited[i] & 1 for i in [at, *vias])
    assert told >= 60
