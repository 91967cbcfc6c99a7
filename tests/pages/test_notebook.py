"""What a notebook shows: the map with a denial in it, and a few lines for a stack and a run."""

from __future__ import annotations

import ast
import json
from html.parser import HTMLParser
from typing import Any

import pandas as pd
import pytest

import chainmap as cm
from chainmap.scenario import Scenario
from tests.conftest import ROOT

from . import stacks


class Tags(HTMLParser):
    """Every tag that a browser would see, and all text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def notebook(path: Any, shown: Any) -> Any:
    """Put it where a notebook puts it: among other things on a page."""
    path.write_text(f"<!doctype html><meta charset=utf-8><p>[1]:</p>{shown._repr_html_()}", encoding="utf-8")
    return path.as_uri()


def test_the_map_opens_with_what_is_denied(page_context, tmp_path):
    stack = stacks.robots()
    seen = page_context(1200, 900)
    seen.page.goto(notebook(tmp_path / "a.html", cm.show(stack, deny=["USA", "firm-3"], lang="en")))
    seen.page.frame_locator("iframe").locator("html[data-ready]").wait_for(state="attached")
    inside = seen.page.query_selector("iframe").content_frame()
    assert inside.evaluate("window.chainmap.state.deny") == ["country:USA", "actor:firm-3"]
    assert not inside.is_visible("header > a[href*='.html']") and inside.is_visible("#language")
    assert seen.messages == [] and len(seen.requests) == 1


def test_nothing_denied_is_the_map_as_it_is(page_context, tmp_path):
    seen = page_context(1200, 900)
    seen.page.goto(notebook(tmp_path / "a.html", cm.show(stacks.robots(), height=500)))
    seen.page.frame_locator("iframe").locator("html[data-ready]").wait_for(state="attached")
    inside = seen.page.query_selector("iframe").content_frame()
    assert inside.evaluate("window.chainmap.state.deny") == []
    assert seen.page.evaluate("document.querySelector('iframe').clientHeight") == 500
    assert seen.messages == []


def test_it_is_one_frame_whatever_the_stack_says():
    shown = cm.show(stacks.hostile(), deny="country:USA")
    ((tag, attributes),) = Tags(shown._repr_html_()).tags
    assert tag == "iframe" and set(attributes) == {"title", "name", "width", "height", "style", "srcdoc"}
    assert attributes["srcdoc"] == shown.page and attributes["title"] == stacks.HOSTILE
    assert json.loads(attributes["name"] or "") == {"hash": "d=country:USA"}


def test_the_seat_is_that_of_the_question():
    text = cm.show(stacks.robots(), home="USA", lens="hq", lang="zh").page
    from .conftest import unpacked

    data = unpacked(text)["stack"]
    assert (data["home"], data["lens"], data["lang"]) == (["USA"], "hq", "zh")


def test_only_what_the_map_marks_is_worked_out(monkeypatch):
    monkeypatch.setattr("chainmap.analysis.answers.answer_all", lambda *_, **__: pytest.fail("all answers were asked"))
    assert cm.show(stacks.tiny()).page == cm.show(stacks.tiny()).page


def test_a_name_that_is_not_there_is_said():
    with pytest.raises(cm.UnknownName, match="firm-300"):
        cm.show(stacks.robots(), deny=["firm-300"])
    with pytest.raises(cm.WrongQuestion, match="pixels"):
        cm.show(stacks.robots(), height=0)


def test_a_stack_says_what_it_holds():
    seen = Tags(stacks.robots()._repr_html_())
    assert "An invented robot industry · 虚构的机器人产业" in seen.text
    assert "30 components (5 of them targets), 60 offers by 30 actors" in seen.text and "12 claims" in seen.text
    assert "home CHN, lens owner, mode supply; state of 2024" in seen.text


def test_a_run_says_what_changed():
    script = Scenario.model_validate({"name": "tools", "steps": [{"deny": {"actor": "ASML"}}]})
    seen = Tags(cm.run(cm.bundled("euv"), script)._repr_html_())
    assert "tools" in seen.text and "1 of 1 targets stops" in seen.text
    assert seen.text.endswith("Productworksstoppedas_listed")


def test_hostile_texts_make_no_tags():
    stack = stacks.hostile()
    done = cm.run(
        stack, Scenario.model_validate({"name": "all", "steps": [{"deny": {"country": ["USA", "JPN", "DEU"]}}]})
    )
    assert any(stacks.HOSTILE in text for text in done.tables["before_after"]["name_en"])
    for text in (stack._repr_html_(), done._repr_html_()):
        assert {tag for tag, _ in Tags(text).tags} <= {"p", "b", "br", "ul", "li", "table", "tr", "th", "td"}
        assert not any(attributes for _, attributes in Tags(text).tags)


# --- docs/notebook.ipynb

NOTEBOOK = json.loads((ROOT / "docs" / "notebook.ipynb").read_text(encoding="utf-8"))


def test_the_notebook_is_stored_without_outputs():
    code = [cell for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]
    assert len(code) >= 6
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)


def test_every_cell_of_the_notebook_runs_in_order():
    names: dict[str, Any] = {}
    shown = []
    for cell in NOTEBOOK["cells"]:
        if cell["cell_type"] == "code":
            tree = ast.parse("".join(cell["source"]))
            last = tree.body.pop()
            assert isinstance(last, ast.Expr), "every cell shows something"
            exec(compile(tree, cell["id"], "exec"), names)
            shown.append(eval(compile(ast.Expression(last.value), cell["id"], "eval"), names))
    assert all(len(one) for one in shown if isinstance(one, pd.DataFrame)), "no table is empty"
    assert [type(one).__name__ for one in shown if not isinstance(one, pd.DataFrame)] == ["Stack", "Run", "Shown"]
    assert all(one._repr_html_() for one in shown)
    # Denying more never brings a target back.
    stopped = names["sweep"].set_index("denied")["stopped"]
    alone = len(names["single"][names["single"]["holds"] != "possible"]["target"].unique())
    assert stopped["USA+DEU"] >= alone > 0
