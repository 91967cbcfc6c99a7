"""Exports by real clicks: pictures, table, scenario file, paper; each says what the page says, and no text runs."""

from __future__ import annotations

import csv
import io
import struct
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import chainmap as cm
from chainmap.scenario import run

from .conftest import Written, barriers
from .stacks import HOSTILE

pytestmark = pytest.mark.pages

SVG = "{http://www.w3.org/2000/svg}"
WORDS = "() => Object.fromEntries(chainmap.data.components.map(one => [one.id, chainmap.stateOf(one.id).word]))"


def saved(page: Any, kind: str, folder: Path) -> Path:
    """Export by two clicks and return the file."""
    page.click("#export")
    with page.expect_download() as download:
        page.click(f'#exports [data-export="{kind}"]')
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    assert page.locator("#exports").is_hidden()
    assert path.name in page.inner_text("#spoken")
    return path


def words_in(root: ElementTree.Element, tag: str) -> list[str]:
    return [node.text or "" for node in root.iter(f"{SVG}{tag}")]


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_the_picture_holds_every_component_and_its_state(visit, metaverse: Written, tmp_path, width: int, height: int):
    page = visit(metaverse.address("map.html", "l=en&d=country:USA"), width, height)
    root = ElementTree.parse(saved(page, "svg", tmp_path)).getroot()
    groups = {node.attrib["data-id"]: node for node in root.iter(f"{SVG}g") if "data-id" in node.attrib}
    rows = {row.component: row for row in metaverse.stack.components}
    assert groups.keys() == rows.keys()
    states = page.evaluate(WORDS)
    short = {"stopped": "stops", "posited": "stops, as posited", "possible": "may stop", "degraded": "losses"}
    marks = {"stopped": "✕", "posited": "✕", "possible": "?", "degraded": "!"}
    for name, group in groups.items():
        title = group.find(f"{SVG}title")
        assert title is not None and title.text is not None
        assert title.text.startswith(f"{rows[name].name_en}: {short.get(states[name], 'works')}")
        drawn = words_in(group, "text")
        # The name stands on the card too: its lines, or as much as fits.
        assert "".join(drawn).replace(" ", "").startswith((rows[name].name_en or "").split()[0].replace(" ", ""))
        assert (marks.get(states[name]) in drawn) == (states[name] in marks)
    assert sum(word == "stopped" for word in states.values()) > 3
    told = " ".join(words_in(root, "text"))
    assert "The metaverse industry" in told and "State of 2022" in told and "Seen from China" in told
    assert "1 of 17 targets stops" in told and "home's own" in told and "one of several" in told
    assert all(layer.name_en in told for layer in metaverse.stack.layers)
    assert not any(tag in {node.tag for node in root.iter()} for tag in (f"{SVG}image", f"{SVG}script", f"{SVG}a"))


def test_the_present_scene_is_drawn(visit, robots: Written, tmp_path):
    page = visit(robots.address("map.html", "l=zh&n=systems-2&f=1"))
    root = ElementTree.parse(saved(page, "svg", tmp_path)).getroot()
    shown = [node.attrib["data-id"] for node in root.iter(f"{SVG}g") if "data-id" in node.attrib]
    near = {need.input for need in robots.stack.needs if need.dependent == "systems-2"}
    assert (
        near | {"systems-2"} <= set(shown) and len(set(shown) & {row.component for row in robots.stack.components}) < 30
    )
    assert set(shown) == {key.partition(":")[2] for key in page.evaluate("[...chainmap.scene.cards.keys()]")}


def test_nothing_on_the_page_moves(visit, robots: Written, tmp_path):
    page = visit(robots.address("map.html", "t=dark&d=country:USA"))
    before = page.screenshot()
    saved(page, "svg", tmp_path)
    saved(page, "png", tmp_path)
    page.evaluate("document.activeElement.blur()")
    page.mouse.move(2, 2)
    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.screenshot() == before


def test_png_is_the_whole_scene_twice_as_large(visit, metaverse: Written, tmp_path):
    page = visit(metaverse.address("map.html"), 800, 500)
    page.evaluate("chainmap.zoom(4)")
    root = ElementTree.parse(saved(page, "svg", tmp_path)).getroot()
    head = saved(page, "png", tmp_path).read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    size = struct.unpack(">II", head[16:24])
    assert size == (2 * int(root.attrib["width"]), 2 * int(root.attrib["height"]))
    assert size[0] > 2 * 800 or size[1] > 2 * 500


def test_csv_is_the_table(visit, robots: Written, tmp_path):
    page = visit(robots.address("map.html", "l=en&v=table&ql=3&d=country:USA"))
    data = saved(page, "csv", tmp_path).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[0][:3] == ["Id", "Component", "State"]
    shown = page.eval_on_selector_all(
        "#sheet tbody tr", "all => all.map(one => [one.dataset.id, one.querySelector('th').innerText])"
    )
    assert [row[:2] for row in rows[1:]] == shown and len(shown) == 5
    states = page.evaluate(WORDS)
    assert {row[0]: row[2].startswith("stops") for row in rows[1:]} == {
        row[0]: states[row[0]] == "stopped" for row in rows[1:]
    }


@pytest.mark.parametrize(
    "hash",
    [
        "d=country:USA,country:JPN",
        "d=country:USA,actor:mediatek,component:graphics-gpu,bloc:g7&h=eu27&o=any&m=use",
        "d=country:CHN,component:tracking&h=none&o=site",
        "d=country:USA,country:DEU&o=hq&b=1",
    ],
)
def test_the_scenario_file_says_what_the_page_says(visit, metaverse: Written, tmp_path, hash: str):
    page = visit(metaverse.address("map.html", f"{hash}&l=en"))
    offer = page.evaluate("Object.keys(chainmap.data.offers)[3]")
    page.evaluate("id => chainmap.toggle(`offer:${id}`)", offer)
    (scenario,) = cm.read_scenarios(saved(page, "yaml", tmp_path))
    assert scenario.stack == "metaverse" and scenario.steps[0].deny.named("offer") == (offer,)
    assert page.inner_text("#outcome") in scenario.about_en or "b=1" in hash
    table = run(metaverse.stack, scenario).tables["before_after"]
    targets = table[table.target]
    stopped = set(targets.component[(targets.state_after == "stopped") & (targets.state_before == "works")])
    holds = dict(zip(targets.component, targets.holds, strict=True))
    page.evaluate("chainmap.set({baseline: false})")
    shown = {
        one
        for one, word in page.evaluate(WORDS).items()
        if word in ("stopped", "posited") and one in set(targets.component)
    }
    assert shown == stopped and stopped
    now = page.evaluate("chainmap.evaluate(chainmap.state.deny).holds")
    assert {one: now[one] for one in holds} == holds


def test_what_a_scenario_cannot_say_is_refused(visit, robots: Written):
    page = visit(robots.address("map.html", "l=en"))
    page.click("#export")
    assert page.get_attribute('[data-export="yaml"]', "aria-disabled") == "true"
    page.click('[data-export="yaml"]', force=True)
    assert page.inner_text("#spoken") == "Deny something first."
    page.evaluate("chainmap.set({deny: ['unknown:offer-3']})")
    page.click("#export")
    assert "cannot deny an offer of which nobody knows" in page.inner_text('[data-export="yaml"]')
    page.keyboard.press("Escape")
    page.evaluate("chainmap.set({deny: ['unknown:parts-8', 'component:parts-8']})")
    assert 'component: ["parts-8"]' in page.evaluate("chainmap.yamlText()")


def test_hostile_texts_stay_texts(visit, hostile: Written, tmp_path):
    page = visit(hostile.address("map.html", "l=en&d=country:USA,actor:firm-3&n=systems-2&f=1"))
    root = ElementTree.parse(saved(page, "svg", tmp_path)).getroot()
    told = words_in(root, "title") + words_in(root, "text")
    assert any(HOSTILE in words for words in told)
    assert not {node.tag for node in root.iter()} & {f"{SVG}img", f"{SVG}script", "img", "script"}
    (scenario,) = cm.read_scenarios(saved(page, "yaml", tmp_path))
    assert "</script><img src=q onerror=" in scenario.about_en and "\u2028" in scenario.about_en
    page.evaluate("chainmap.data.components[0].name = ['=1+1', '']; chainmap.data.components[1].name = ['@SUM(1)', '']")
    rows = list(csv.reader(io.StringIO(saved(page, "csv", tmp_path).read_bytes().decode("utf-8-sig"), newline="")))
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for row in rows for cell in row)
    assert {"'=1+1", "'@SUM(1)"} <= {row[1] for row in rows}
    assert any("</script>" in row[1] for row in rows) and len({len(row) for row in rows}) == 1
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#paper svg").count() == 1 and page.locator("img").count() == 0
    assert page.evaluate("window.broken === undefined")


def test_control_characters_leave_the_picture_readable(visit, robots: Written, tmp_path):
    page = visit(robots.address("map.html", "l=en"))
    page.evaluate("chainmap.data.components[0].name = ['a\\u0000b\\u000bc\\ud800d\\uffffe & <f>', '']")
    root = ElementTree.parse(saved(page, "svg", tmp_path)).getroot()
    assert any(words.startswith("abc\ufffdde & <f>: works") for words in words_in(root, "title"))


def test_paper(visit, metaverse: Written):
    page = visit(metaverse.address("map.html", "l=en&d=country:USA,country:JPN"))
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    text = page.inner_text("#paper")
    assert "The metaverse industry" in text and "Denied: United States, Japan" in text and "State of 2022" in text
    words = {row.name_en: row.component for row in metaverse.stack.components if row.weight is not None}
    now = cm.available(metaverse.stack, deny=["country:USA", "country:JPN"])
    state = dict(zip(now.component, now.state, strict=True))
    listed = page.eval_on_selector_all(
        "#paper li", "all => all.map(one => [one.querySelector('.grow').innerText, one.innerText])"
    )
    assert {name for name, _ in listed} == words.keys()
    assert {name for name, line in listed if "stops" in line} == {
        one for one, key in words.items() if state[key] == "stopped"
    }
    assert page.locator("#paper svg g[data-id]").count() == 161 and page.locator("#whatif").is_hidden()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("#paper").inner_text() == "" and page.locator("#whatif").is_visible()


def test_the_menu_by_keys(visit, robots: Written):
    page = visit(robots.address("map.html", "l=en&d=country:USA"))
    focused = "document.activeElement.dataset.export || document.activeElement.id"
    page.focus("#export")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == "svg" and page.get_attribute("#export", "aria-expanded") == "true"
    seen = []
    for key in ("ArrowDown", "End", "ArrowDown", "ArrowUp", "Home"):
        page.keyboard.press(key)
        seen.append(page.evaluate(focused))
    assert seen == ["png", "print", "svg", "print", "svg"]
    page.keyboard.press("Escape")
    assert page.evaluate(focused) == "export" and page.locator("#exports").is_hidden()
    assert page.evaluate("chainmap.state.deny") == ["country:USA"]
    page.keyboard.press("ArrowUp")
    assert page.evaluate(focused) == "print"
    page.mouse.click(700, 500)
    assert page.locator("#exports").is_hidden()
    page.focus("#export")
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "deny-usa.yaml"


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_bars_anyone(page_context, robots: Written, width: int, scheme: str, language: str):
    page = page_context(width, 844, color_scheme=scheme).page
    for hash in ("v=map", "d=country:USA"):
        page.goto("about:blank")
        page.goto(robots.address("map.html", f"{hash}&l={language}"))
        page.wait_for_selector("html[data-ready]", state="attached")
        page.click("#export")
        assert barriers(page, ["color-contrast"] if scheme == "dark" else None) == [], hash
