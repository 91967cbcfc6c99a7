"""Filters: what is shown is what Python would choose; what does not match fades and is counted, never lost."""

from __future__ import annotations

from typing import Any

import pytest

import chainmap as cm

from .conftest import Written, barriers
from .readable import unreadable

pytestmark = pytest.mark.pages

MATCHING = "() => [...(chainmap.matching() || [])].sort()"
FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
ROWS = "all => all.map(one => one.dataset.id).sort()"
INK = """key => {
  const card = chainmap.scene.cards.get(key), seen = document.querySelector('#network canvas');
  const ratio = seen.width / seen.getBoundingClientRect().width, scale = chainmap.network.getScale() * ratio;
  const at = chainmap.network.canvasToDOM(card);
  const w = Math.round(card.w * scale * 0.8), h = Math.round(card.h * scale / 2);
  const copy = new OffscreenCanvas(w, h).getContext('2d', {willReadFrequently: true});
  copy.drawImage(seen, w / 2 - at.x * ratio, h / 2 - at.y * ratio);
  const pixels = copy.getImageData(0, 0, w, h).data;
  let darkest = 255;
  for (let p = 0; p < pixels.length; p += 4) darkest = Math.min(darkest, pixels[p]);
  return darkest;
}"""


def chosen(page: Any, **filters: str) -> list[str]:
    """Choose filters by hand and return what matches."""
    page.click("#filter")
    for name, value in filters.items():
        page.select_option(f"#filter-{name}", value)
    page.keyboard.press("Escape")
    assert page.locator("#filters").is_hidden()
    found: list[str] = page.evaluate(MATCHING)
    return found


def test_by_layer_kind_and_supply(visit, metaverse: Written):
    page = visit(metaverse.address("map.html", "l=en"))
    stack, rows = metaverse.stack, metaverse.stack.components
    order = [layer.layer for layer in sorted(stack.layers, key=lambda one: one.rank)]
    lane = chosen(page, layer="1")
    assert lane == sorted(row.component for row in rows if row.layer == order[1])
    both = chosen(page, kind="software")
    assert both == sorted(row.component for row in rows if row.layer == order[1] and row.kind == "software")
    three = chosen(page, supply="offers")
    assert three == sorted(
        row.component for row in rows if (row.layer, row.kind, row.supply) == (order[1], "software", "offers")
    )
    assert 0 < len(three) < len(both) < len(lane) < len(rows)
    assert f"{len(three)} of {len(rows)} shown" in page.inner_text("#filtered")
    assert page.locator("#filtered li").count() == 3
    page.click('#filtered li[data-filter="kind"] .x')
    assert page.evaluate("Object.keys(chainmap.state.filters).sort()") == ["layer", "supply"]
    page.click("#filtered .clear")
    assert page.evaluate("chainmap.matching()") is None and page.locator("#filtered").is_hidden()
    assert page.evaluate("location.hash") == "#l=en"


def test_by_reach_state_and_who_can_stop_it(visit, metaverse: Written):
    page = visit(metaverse.address("map.html", "l=en&d=country:USA"))
    stack = metaverse.stack
    now = cm.available(stack, deny=["country:USA"])
    stopped = sorted(now.component[now.state == "stopped"])
    assert chosen(page, fate="stopped") == stopped and len(stopped) > 3
    assert chosen(page, fate="possible") == sorted(now.component[(now.state != "stopped") & (now.holds == "possible")])
    assert chosen(page, fate="", closer="USA") == stopped
    japan = cm.available(stack, deny=["country:JPN"])
    assert chosen(page, closer="JPN") == sorted(japan.component[japan.holds.isin(["proved", "as_listed"])])
    # Nothing that is denied on the screen changes who could stop it alone.
    page.click("#clear")
    assert chosen(page, closer="USA") == stopped
    chief = {row.actor: row for row in stack.actors}

    def top(actor: str) -> str:
        while chief[actor].owner and chief[actor].owner != actor:
            actor = chief[actor].owner
        return actor

    korean = sorted({row.component for row in stack.offers if "KOR" in chief[top(row.actor)].hq})
    assert chosen(page, closer="", reach="KOR") == korean and len(korean) > 3


def test_the_seat_decides_who_can_stop_what(visit, metaverse: Written):
    page = visit(metaverse.address("map.html", "l=en&h=USA&qz=CHN"))
    now = cm.available(metaverse.stack, deny=["country:CHN"], home="USA")
    expected = sorted(now.component[now.holds.isin(["proved", "as_listed"])])
    assert page.evaluate(MATCHING) == expected and len(expected) > 10
    page.evaluate("chainmap.sit({home: 'own'})")
    assert page.evaluate(MATCHING) == []
    assert "0 of 161 shown" in page.inner_text("#filtered")


def test_cards_fade_and_stay_and_the_table_counts(visit, robots: Written):
    page = visit(robots.address("map.html", "l=en"))
    before = page.evaluate(INK, "component:parts-5")
    assert chosen(page, layer="3") == [f"uses-{number}" for number in range(5)]
    assert page.evaluate("chainmap.scene.cards.size") == 30
    assert before < 100 and page.evaluate(INK, "component:parts-5") > 150
    assert page.evaluate(INK, "component:uses-1") < 100
    page.click("#show-table")
    assert page.eval_on_selector_all("#sheet tbody tr", ROWS) == [f"uses-{number}" for number in range(5)]
    assert "5 of 30 shown" in page.inner_text("#sheet caption") and "5 of 30 shown" in page.inner_text("#filtered")


def test_a_phone_shows_the_first_of_what_matches(visit, metaverse: Written):
    page = visit(metaverse.address("map.html", "l=en&v=map&ql=3"), 390, 844)
    page.evaluate(FRAME)
    on_screen = """() => [...chainmap.scene.cards.values()].filter(card => {
      const at = chainmap.network.canvasToDOM(card), box = document.getElementById('network').getBoundingClientRect();
      return chainmap.passes(card.id) && at.y > 0 && at.y < box.height;
    }).length"""
    assert page.evaluate(on_screen) > 0
    page.evaluate("chainmap.set({filters: {layer: '0'}}); chainmap.fit(); chainmap.set({filters: {layer: '3'}})")
    page.evaluate(FRAME)
    assert page.evaluate(on_screen) > 0


def test_search_says_what_is_filtered_out(visit, robots: Written):
    page = visit(robots.address("map.html", "l=en&ql=3"))
    page.fill("#search", "robot")
    units = page.eval_on_selector_all("#results [data-unit]", "all => all.map(one => one.dataset.unit)")
    assert set(units) == {"component:uses-0", "component:uses-1", "component:uses-2"}
    page.fill("#search", "controller")
    assert page.locator("#results [data-unit]").count() == 0
    assert "2 more are filtered out" in page.inner_text("#results")


def test_by_keys_alone(visit, robots: Written):
    page = visit(robots.address("map.html", "l=en"))
    page.focus("#filter")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "filter-layer"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("[document.activeElement.id, chainmap.state.filters.layer]") == ["filter-layer", "0"]
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "filter"
    assert page.get_attribute("#filter", "aria-expanded") == "false"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.className") == "x"
    page.keyboard.press("Enter")
    assert page.evaluate("[document.activeElement.id, chainmap.matching()]") == ["filter", None]
    assert "30 of 30" in page.inner_text("#spoken")


def test_addresses_are_checked_and_restore(visit, robots: Written):
    page = visit(robots.address("map.html", "ql=99&qk=%3Cimg%3E&qc=ATL&qs=none&qt=constructor&qz=__proto__"))
    assert page.evaluate("chainmap.state.filters") == {}
    page = visit(robots.address("map.html", "ql=1&qs=unknown&l=en"))
    assert page.evaluate(MATCHING) == ["parts-8"]
    page.evaluate("chainmap.set({lang: 'zh'})")
    assert "ql=1&qs=unknown" in page.evaluate("location.hash")
    assert "显示 1 / 30" in page.inner_text("#filtered")


def test_hostile_texts_in_layers_and_kinds(visit, hostile: Written):
    page = visit(hostile.address("map.html", "l=en&ql=0&v=table"))
    page.click("#filter")
    assert "</script><img src=q onerror=" in page.inner_text("#filtered")
    assert page.evaluate("window.broken === undefined") and page.locator("img").count() == 0


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_bars_anyone(page_context, metaverse: Written, width: int, scheme: str, language: str):
    page = page_context(width, 844, color_scheme=scheme).page
    filters = "ql=1&qc=USA&qs=offers&qz=any"
    for hash, open_form in [
        (f"{filters}&d=country:USA", False),
        (f"v=table&{filters}", False),
        (f"v=map&{filters}", True),
    ]:
        page.goto("about:blank")
        page.goto(metaverse.address("map.html", f"{hash}&l={language}"))
        page.wait_for_selector("html[data-ready]", state="attached")
        if not open_form:
            assert unreadable(page) == [], hash
        else:
            page.click("#filter")
        assert barriers(page, ["color-contrast"] if scheme == "dark" else None) == [], hash
