"""Pages of the test stacks, written once, and ways to open them."""

from __future__ import annotations

import base64
import importlib.util
import json
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import chainmap as cm
from chainmap.analysis import answers as all_answers
from chainmap.pages import write_pages
from chainmap.stack import Stack, bundled

from . import stacks

if TYPE_CHECKING:
    from playwright.sync_api import Page


AXE = """only => axe.run(document, only ? {runOnly: only} : {})
    .then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html).slice(0, 3)]))"""


def barriers(page: Page, only: list[str] | None = None) -> Any:
    """Return what axe-core finds on a page as it stands, by all its rules or by some; skipped without axe."""
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("axe-playwright-python is not installed")
    page.evaluate(Path(found.origin).with_name("axe.min.js").read_text(encoding="utf-8"))
    return page.evaluate(AXE, only)


@dataclass(frozen=True)
class Written:
    """A stack and the folder with its pages."""

    stack: Stack
    answers: dict[str, Any]
    folder: Path

    def address(self, page: str, hash: str = "") -> str:
        return (self.folder / page).as_uri() + (f"#{hash}" if hash else "")

    @property
    def unpacked(self) -> dict[str, Any]:
        """What the map carries compressed."""
        return unpacked((self.folder / "map.html").read_text(encoding="utf-8"))


def unpacked(page: str, name: str = "packed") -> Any:
    """Undo what the page undoes by itself."""
    found = re.search(rf'<script type="text/plain" id="{name}">([^<]*)</script>', page)
    assert found
    return json.loads(zlib.decompress(base64.b64decode(found[1])))


UNREAD = ("available", "levels", "basis")
"""Answers that no page reads; one of them takes seconds."""


def _written(stack: Stack, folder: Path) -> Written:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(all_answers, "ANSWER_NAMES", [one for one in all_answers.ANSWER_NAMES if one not in UNREAD])
        answers = all_answers.answer_all(stack)
    write_pages(stack, folder, answers)
    return Written(stack, answers, folder)


@pytest.fixture(scope="session")
def robots(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return _written(stacks.robots(), tmp_path_factory.mktemp("robots"))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return _written(stacks.hostile(), tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return _written(stacks.tiny(), tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="session")
def metaverse(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return _written(bundled("metaverse"), tmp_path_factory.mktemp("metaverse"))


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """300 components with the answers that fill the map."""
    stack, folder = stacks.large(), tmp_path_factory.mktemp("large")
    sets = cm.minimal_cut_sets(stack, by="country")
    sets.insert(0, "by", "country")
    answers = {
        "cut_sets": sets,
        "dependency": cm.import_dependency(stack),
        "coverage": cm.coverage(stack),
        "blind_spots": cm.blind_spots(stack),
    }
    write_pages(stack, folder, answers)
    return Written(stack, answers, folder)


@pytest.fixture
def visit(page_context: Callable[..., Any]) -> Iterator[Callable[..., Page]]:
    """Open a page and wait for its first picture; at the end nothing may have been said or asked for."""
    visits = []

    def open_page(address: str, width: int = 1440, height: int = 900, **options: Any) -> Page:
        seen = page_context(width, height, **options)
        visits.append(seen)
        page: Page = seen.page
        page.goto(address)
        # A flag on the root element: waiting on a function would need eval, which the pages forbid.
        page.wait_for_selector("html[data-ready]", state="attached")
        return page

    yield open_page
    for seen in visits:
        assert seen.messages == []
        assert all(address.startswith("file:") for address in seen.requests), seen.requests
        asked = {address.partition("#")[0] for address in seen.requests}
        assert len(asked) <= 1, asked
