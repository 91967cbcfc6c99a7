"""The file to send: everything in one, nothing that was left out, and it works where it arrives."""

from __future__ import annotations

import base64
import importlib.util
import json
import re
import sys
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import chainmap as cm
from chainmap.analysis import answers as all_answers
from chainmap.pages.glossary import say
from chainmap.pages.share import share
from chainmap.schema import Source
from chainmap.stack import Stack

from . import stacks
from .conftest import UNREAD

MODULE = sys.modules["chainmap.pages.share"]
"""The module; the name in its package is the function."""

NAMES = ["index", "map", "chokepoints", "evidence"]

MARKS = {
    "notes": ["NOTEMARK"],
    "evidence": ["CLAIMMARK", "PLACEMARK", "SOURCEMARK", "claimid-mark"],
    "costs": ["91827364", "CURRENCYMARK"],
}
HIDDEN = ["HIDDENCLAIM", "HIDDENPLACE", "HIDDENSOURCE", "hiddenid-mark"]


def marked() -> Stack:
    """The robots with a mark in everything that can be left out."""
    stack = stacks.robots()
    told = {"claim-0": "claimid-mark", "claim-1": "hiddenid-mark"}

    def cited(row: Any, **more: Any) -> Any:
        return row.model_copy(update={"evidence": tuple(told.get(one, one) for one in row.evidence), **more})

    claims = {
        "claim-0": {"claim_en": "CLAIMMARK", "claim_zh": "CLAIMMARK", "locator": "PLACEMARK", "source": "paper"},
        "claim-1": {"claim_en": "HIDDENCLAIM", "claim_zh": "HIDDENCLAIM", "locator": "HIDDENPLACE", "source": "secret",
                    "confidential": True},
    }  # fmt: skip
    return replace(
        stack,
        settings=stack.settings.model_copy(update={"currency": "CURRENCYMARK"}),
        sources=(
            stack.sources[0].model_copy(update={"title": "SOURCEMARK"}),
            Source(source="secret", title="HIDDENSOURCE", publisher="HIDDENSOURCE"),
        ),
        evidence=tuple(
            row.model_copy(update={"evidence": told.get(row.evidence, row.evidence), **claims.get(row.evidence, {})})
            for row in stack.evidence
        ),
        components=tuple(cited(row, note_en="NOTEMARK", note_zh="NOTEMARK") for row in stack.components),
        actors=tuple(map(cited, stack.actors)),
        offers=tuple(cited(row, cost=91827364.0) for row in stack.offers),
        switches=tuple(row.model_copy(update={"cost": 91827364.0}) for row in stack.switches),
    )


def unpacked(text: str) -> list[str]:
    """Everything that a file says: itself, and all that it carries packed, whatever is packed in that."""
    found = [text]
    for packed in re.findall(r'<script type="text/plain" id="[^"]*">([^<]*)</script>', text):
        inner = json.loads(zlib.decompress(base64.b64decode(packed)))
        found += unpacked(inner) if isinstance(inner, str) else [json.dumps(inner, ensure_ascii=False)]
    return found


@pytest.fixture(scope="module")
def send(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Share a stack, each once; answers that no page reads are not worked out."""
    made: dict[Any, Path] = {}

    def once(name: str, **options: Any) -> Path:
        key = (name, *sorted(options.items()))
        if key not in made:
            stack = {"marked": marked, "robots": stacks.robots, "hostile": stacks.hostile, "tiny": stacks.tiny}[name]()
            path = tmp_path_factory.mktemp("sent") / "sent.html"
            with pytest.MonkeyPatch.context() as patch:
                kept = [one for one in all_answers.ANSWER_NAMES if one not in UNREAD]
                patch.setattr(all_answers, "ANSWER_NAMES", kept)
                made[key] = share(stack, path, **options)
        return made[key]

    return once


def frame(page: Any, name: str) -> Any:
    """The page inside, once it is ready."""
    page.frame_locator(f"#share-panel-{name} iframe").locator("html[data-ready]").wait_for(state="attached")
    return page.query_selector(f"#share-panel-{name} iframe").content_frame()


def barriers_around(page: Any) -> Any:
    """What axe finds in the outer page; asking the frames too would make it speak to them."""
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("axe-playwright-python is not installed")
    page.evaluate(Path(found.origin).with_name("axe.min.js").read_text(encoding="utf-8"))
    return page.evaluate(
        "axe.run(document, {iframes: false}).then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))"
    )


# --- What is in it


def test_all_pages_are_in_it_each_once(send):
    text = send("marked").read_text(encoding="utf-8")
    assert re.findall(r'id="share-page-(\w+)"', text) == NAMES
    titles = [re.findall("<title>(.*?)</title>", inner)[0] for inner in unpacked(text) if "<title>" in inner]
    assert len(titles) == len(NAMES) + 1


@pytest.mark.parametrize("parts", ["", "notes", "evidence", "costs", "notes,evidence,costs"])
def test_what_is_left_out_is_in_no_byte_of_it(send, parts):
    whole = "\n".join(unpacked(send("marked", without=parts).read_text(encoding="utf-8")))
    assert not [mark for mark in HIDDEN if mark in whole]
    for part, marks in MARKS.items():
        for mark in marks:
            assert (mark in whole) == (part not in parts), (part, mark)
    assert "Harmonic reducer" in whole


def test_the_foot_says_what_is_inside_and_what_is_not(send):
    text = send("marked", without="notes,costs").read_text(encoding="utf-8")
    foot = re.sub(r"<[^>]+>", "", text[text.index('id="share-foot"') :])
    assert "State of 2024" in foot and "Left out: notes, costs, confidential claims (2)." in foot
    assert "Components: 30, offers: 60, claims: 10, sources: 1." in foot
    assert marked().digest[:16] in foot and cm.without(marked(), "notes,costs").digest[:16] in foot
    assert "已略去：备注、成本、保密依据（2 条）。" in foot
    whole = re.sub(r"<[^>]+>", "", send("tiny").read_text(encoding="utf-8"))
    assert "Nothing was left out." in whole


def test_without_evidence_there_is_no_page_of_it(send):
    text = send("marked", without="evidence").read_text(encoding="utf-8")
    assert re.findall(r'id="share-page-(\w+)"', text) == NAMES[:-1]


def test_the_same_bytes_twice_and_nothing_of_this_machine(monkeypatch, tmp_path):
    places = [tmp_path / "PATHMARK-one", tmp_path / "PATHMARK-two"]
    for place in places:
        place.mkdir()
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(places[0]))
    for name in ("USER", "LOGNAME", "USERNAME", "HOSTNAME", "COMPUTERNAME"):
        monkeypatch.setenv(name, "MACHINEMARK")
    monkeypatch.setattr("socket.gethostname", lambda: "MACHINEMARK")
    monkeypatch.setattr("platform.node", lambda: "MACHINEMARK")
    monkeypatch.chdir(places[0])
    texts = [share(stacks.tiny(), place / "sent.html").read_bytes() for place in places]
    assert texts[0] == texts[1]
    whole = "\n".join(unpacked(texts[0].decode()))
    assert "PATHMARK" not in whole and "MACHINEMARK" not in whole and str(tmp_path) not in whole
    assert not re.search(r"/home/|/tmp/|/root/|[A-Z]:\\\\", whole)
    assert [path.name for path in places[0].iterdir()] == ["sent.html"]


def test_the_policy_names_every_script_and_style_and_nothing_else(send):
    text = send("marked").read_text(encoding="utf-8")
    policies = [re.findall(r"default-src 'none'; [^\"]*", inner)[0] for inner in unpacked(text) if "<head>" in inner]
    outer = policies[0]
    assert len(policies) == 1 + len(NAMES) and "unsafe" not in "".join(policies) and "http" not in "".join(policies)
    for policy in policies[1:]:
        assert set(re.findall(r"'sha256-[^']+'", policy)) <= set(re.findall(r"'sha256-[^']+'", outer))


def test_it_is_as_small_as_mail_wants_it(metaverse, tmp_path):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MODULE, "answer_all", lambda *_, **__: metaverse.answers)
        path = share(metaverse.stack, tmp_path / "metaverse.html")
    assert path.stat().st_size <= 1_500_000


@pytest.mark.parametrize(
    ("name", "said"),
    [("brief.pdf", "use .html or .docx"), ("no/such/a.html", "there is no folder"), ("brief", "use .html or .docx")],
)
def test_a_name_that_cannot_be_written_is_said_before_the_work(tmp_path, monkeypatch, name, said):
    monkeypatch.setattr(MODULE, "answer_all", lambda *_, **__: pytest.fail("it began to work"))
    with pytest.raises(cm.WrongQuestion, match=said):
        share(stacks.tiny(), tmp_path / name)


def test_a_language_that_there_is_not_is_said(tmp_path):
    with pytest.raises(cm.WrongQuestion, match="use en or zh"):
        share(stacks.tiny(), tmp_path / "a.html", lang="fr")


# --- How it works where it arrives


def test_tabs_open_every_page(visit, send):
    page = visit(send("robots").as_uri())
    for name in NAMES:
        page.click(f"#share-tab-{name}")
        inside = frame(page, name)
        assert page.get_attribute(f"#share-tab-{name}", "aria-selected") == "true"
        assert page.is_visible(f"#share-panel-{name}") and inside.inner_text("body").strip()
        assert not inside.is_visible("header nav") if inside.query_selector("header nav") else True
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator("#share-main iframe").count() == len(NAMES), "a page is opened once"


def test_a_link_between_pages_opens_the_other_at_its_place(visit, send):
    page = visit(send("robots").as_uri())
    inside = frame(page, "index")
    link = inside.locator('main a[href^="map.html#n="]').first
    wanted = re.search(r"#n=([^&]+)", link.get_attribute("href"))[1]
    link.evaluate("link => link.click()")
    shown = frame(page, "map")
    assert shown.evaluate("window.chainmap.state.selected") == f"component:{wanted}"
    assert page.get_attribute("#share-tab-map", "aria-selected") == "true"
    page.wait_for_url(f"**#map&n={wanted}*")


def test_the_address_opens_a_page_at_its_place_with_what_is_denied(visit, send):
    page = visit(f"{send('robots').as_uri()}#map&d=country:USA&l=en")
    assert frame(page, "map").evaluate("window.chainmap.state.deny") == ["country:USA"]
    page.wait_for_selector('html[lang="en"]', state="attached")
    assert frame(page, "map").evaluate("window.chainmapAddress()").endswith("#map&d=country:USA&l=en")


def test_a_link_to_a_part_stays_in_the_page(visit, send):
    page = visit(f"{send('robots').as_uri()}#evidence")
    inside = frame(page, "evidence")
    inside.locator('a[href^="#b="]').first.click()
    page.wait_for_url("**#evidence&b=*")
    shown = [one for one in inside.locator(".source li").all() if one.is_visible()]
    assert 0 < len(shown) < inside.locator(".source li").count()


def test_one_language_and_one_theme_for_all_pages(visit, send):
    page = visit(send("robots").as_uri())
    assert frame(page, "index").get_attribute("html", "lang") == "zh-CN"
    page.click("#share-language")
    page.click("#share-theme")
    page.click("#share-theme")
    for name in NAMES:
        page.click(f"#share-tab-{name}")
        inside = frame(page, name)
        inside.wait_for_selector('html[lang="en"][data-theme="dark"]', state="attached")
        assert not inside.is_visible("#language")
    assert page.inner_text("#share-tab-map") == "Map"
    assert page.title() == "An invented robot industry"


def test_tabs_work_by_keyboard(visit, send):
    page = visit(send("robots").as_uri())
    page.focus("#share-tab-index")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "share-tab-map"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.id") == "share-tab-evidence"
    page.keyboard.press("Home")
    assert page.get_attribute("#share-tab-index", "aria-selected") == "true"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "share-print"
    frame(page, "index")


def test_hostile_texts_do_nothing(visit, send):
    page = visit(send("hostile").as_uri())
    for name in NAMES:
        page.click(f"#share-tab-{name}")
        inside = frame(page, name)
        assert inside.evaluate("window.broken") is None
    assert page.evaluate("window.broken") is None
    assert page.locator("img").count() == 0 and stacks.HOSTILE[:9] in page.title()


def test_what_other_windows_say_is_not_heard(visit, send):
    page = visit(send("robots").as_uri())
    frame(page, "index")
    page.evaluate("window.postMessage({chainmap: 'open', from: 'index', page: 'map.html', hash: ''}, '*')")
    page.evaluate("new Promise(done => setTimeout(done, 0))")
    assert page.get_attribute("#share-tab-index", "aria-selected") == "true"


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("theme", [0, 1, 2])
def test_no_barriers_in_either_language(visit, send, width, theme):
    page = visit(send("robots").as_uri(), width, 844)
    frame(page, "index")
    for _ in range(theme):
        page.click("#share-theme")
    for _ in range(2):
        page.click("#share-language")
        assert barriers_around(page) == []
        page.click("#share-foot summary")
        assert barriers_around(page) == []
        page.click("#share-foot summary")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_on_paper_it_is_the_brief_with_what_was_left_out(visit, send):
    page = visit(send("marked", without="notes").as_uri())
    frame(page, "index")
    page.emulate_media(media="print")
    assert not page.is_visible("#share-bar") and not page.is_visible("#share-panel-index")
    paper = page.inner_text("body")
    for number in range(1, 8):
        assert say(f"q{number}")[1] in paper
    assert "已略去：备注、保密依据（2 条）。" in paper
    assert say("q1")[0] not in paper, "one language"


def test_without_script_it_is_the_brief(page_context, send):
    seen = page_context(1200, 900, java_script_enabled=False)
    seen.page.goto(send("robots").as_uri())
    text = seen.page.inner_text("body")
    assert all(say(f"q{number}")[1] in text for number in range(1, 8))
    assert not seen.page.is_visible("#share-bar") and seen.page.is_visible("#share-foot")
    assert seen.page.locator("a[href]:not([href^=http])").count() == 0, "no link leads nowhere"
