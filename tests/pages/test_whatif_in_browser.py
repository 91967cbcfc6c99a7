"""The what-if on the map, in a real browser: deny, watch, understand, from any seat, and send it on."""

from __future__ import annotations

from typing import Any

import pytest

import chainmap as cm
from chainmap.stack import Stack

from .conftest import Written, barriers
from .readable import unreadable

pytestmark = pytest.mark.pages

PLACE = """key => {
  const at = chainmap.network.canvasToDOM(chainmap.network.getPositions([key])[key]);
  const box = document.getElementById('network').getBoundingClientRect();
  return [box.x + at.x, box.y + at.y];
}"""
WORDS = "() => Object.fromEntries(chainmap.data.components.map(one => [one.id, chainmap.stateOf(one.id).word]))"
COUNTS = "[chainmap.counts().denied, chainmap.counts().stopped]"


def expected(stack: Stack, deny: list[str], **seat: Any) -> dict[str, tuple[str, str]]:
    """Return from Python for each component whether it stops and how firmly."""
    frame = cm.available(stack, deny=deny, **seat)
    return dict(zip(frame.component, zip(frame.state, frame.holds, strict=True), strict=True))


def same(page: Any, stack: Stack, deny: list[str], **seat: Any) -> int:
    """Hold every state on the page against Python; return how many components stop because of the denial."""
    now, before = expected(stack, deny, **seat), expected(stack, [], **seat)
    stops = 0
    for name, word in page.evaluate(WORDS).items():
        state, holds = now[name]
        if before[name][0] == "stopped":
            assert word == "gap", name
        elif state == "stopped":
            assert word == ("stopped" if holds in ("proved", "as_listed") else "posited"), name
            stops += 1
        elif holds == "possible":
            assert word == "possible", name
        else:
            assert word in ("works", "degraded"), name
    assert page.evaluate(COUNTS) == [len(deny), stops]
    return stops


def pick(page: Any, unit: str) -> None:
    """Deny or restore by hand, in the bar."""
    page.click("#deny")
    page.fill("#deny", unit.partition(":")[2])
    page.click(f'#units [data-unit="{unit}"]')


@pytest.mark.parametrize(
    ("name", "units"),
    [
        ("metaverse", ["country:USA", "country:JPN", "actor:mediatek"]),
        ("robots", ["country:USA", "bloc:eu27", "component:systems-2"]),
    ],
)
def test_clicks_deny_as_python_does(
    visit, request: pytest.FixtureRequest, name: str, units: list[str], record_property
):
    written: Written = request.getfixturevalue(name)
    units = [one for one in units if one.partition(":")[0] != "actor" or one.partition(":")[2] in actors(written.stack)]
    page = visit(written.address("map.html", "l=en"))
    found = [same(page, written.stack, [])]
    for count in range(1, len(units) + 1):
        pick(page, units[count - 1])
        found.append(same(page, written.stack, units[:count]))
        assert page.locator("#chips li").count() == count
    assert found[0] == 0 and found[-1] >= 2 and len(units) >= 2
    targets = [row.component for row in written.stack.components if row.weight is not None]
    now = expected(written.stack, units)
    stopped = sum(now[one][0] == "stopped" for one in targets)
    assert (f"{stopped} of {len(targets)} targets" if stopped else "none of") in page.inner_text("#outcome")
    assert page.inner_text("#spoken").startswith(page.inner_text("#outcome"))
    spent = page.evaluate(
        "() => { const t = performance.now(); chainmap.toggle('country:DEU'); return performance.now() - t; }"
    )
    record_property("denial_to_repaint_ms", round(spent))
    page.click("#undo")
    for _ in units:
        page.click("#undo")
    assert page.evaluate(COUNTS) == [0, 0]
    assert page.is_disabled("#undo") and "d=" not in page.evaluate("location.hash")
    page.click("#redo")
    assert same(page, written.stack, units[:1]) == found[1]
    page.click("#clear")
    assert page.evaluate(COUNTS) == [0, 0]


def actors(stack: Stack) -> set[str]:
    return {row.actor for row in stack.actors}


def test_offers_are_whose_python_says_they_are(visit, metaverse: Written, robots: Written):
    for written in (metaverse, robots):
        page = visit(written.address("map.html"))
        offers = written.unpacked["stack"]["offers"]
        shown = page.evaluate(
            "Object.fromEntries(Object.values(chainmap.data.offers).map(one => [one.id, [one.side, one.terms]]))"
        )
        assert shown == {key: [offer["side"], offer.get("terms", [])] for key, offer in offers.items()}


def test_a_denial_takes_offers_and_the_panel_says_by_whose_hand(visit, metaverse: Written):
    page = visit(metaverse.address("map.html", "l=en&d=country:USA&n=graphics-gpu"))
    chief = {row.actor: row for row in metaverse.stack.actors}

    def american(actor: str) -> bool:
        while chief[actor].owner and chief[actor].owner != actor:
            actor = chief[actor].owner
        return chief[actor].hq == ("USA",)

    listed = [row for row in metaverse.stack.offers if row.component == "graphics-gpu" and row.status == "active"]
    gone = {row.offer for row in listed if american(row.actor) and row.rights != "open"}
    assert 0 < len(gone) < len(listed)
    assert set(page.eval_on_selector_all("#panel details.lost", "all => all.map(one => one.dataset.offer)")) == gone
    assert f"{len(listed) - len(gone)} of {len(listed)} offers left" in page.inner_text("#panel .state")
    assert page.inner_text("#panel .state").count("denied by United States") == len(gone)
    page.evaluate("chainmap.select('vr-headset')")
    trace = page.eval_on_selector_all("#panel .why [data-why]", "all => all.map(one => one.dataset.why)")
    assert trace[:2] == ["component:vr-headset", "component:graphics-gpu"]
    assert {f"offer:{offer}" for offer in gone} <= set(trace)
    assert page.locator("#panel .why ul ul ul").count() > 0
    page.click('#panel .why [data-unit="component:graphics-gpu"]')
    assert page.evaluate("chainmap.state.selected") == "component:graphics-gpu"


@pytest.mark.parametrize("deny", [["country:USA"], ["country:JPN", "country:USA"], ["bloc:g7"]])
def test_what_a_stop_rests_on_is_what_python_says(visit, metaverse: Written, deny: list[str]):
    page = visit(metaverse.address("map.html", f"d={','.join(deny)}"))
    frame = cm.available(metaverse.stack, deny=deny)
    listed = {row.component: list(row.rests_on) for row in frame.itertuples() if row.holds == "as_listed"}
    doubted = {row.component: list(row.unknown) for row in frame.itertuples() if row.holds == "possible"}
    assert len(listed) >= 5 and len(doubted) >= 5
    assert page.evaluate("ids => ids.map(id => chainmap.whyOpen(id).sort())", list(listed)) == list(listed.values())
    assert page.evaluate("ids => ids.map(id => chainmap.whyUnknown(id))", list(doubted)) == list(doubted.values())


def test_every_component_explains_itself(visit, robots: Written):
    page = visit(robots.address("map.html", "l=en&d=country:USA,country:DEU,country:NLD"))
    words = page.evaluate(WORDS)
    assert {"stopped", "possible", "degraded", "works"} <= set(words.values())
    for name, word in words.items():
        page.evaluate("id => chainmap.select(id)", name)
        assert page.locator("#panel .state").count() == (word != "works")
        if word == "stopped":
            assert page.locator("#panel .why li").count() >= 1
        if word == "possible":
            assert "to know them would decide" in page.inner_text("#panel .state")


def test_the_keyboard_alone_denies_and_restores(visit, robots: Written):
    page = visit(robots.address("map.html"))
    page.focus("#network")
    page.keyboard.press("d")
    assert page.evaluate("document.activeElement.id") == "deny"
    page.keyboard.press("ArrowDown")
    first = page.get_attribute('#units [aria-selected="true"]', "data-unit")
    assert first.startswith("country:")
    page.keyboard.type("美国")
    assert page.get_attribute("#deny", "aria-activedescendant") == "unit-0"
    page.keyboard.press("Enter")
    assert page.evaluate("chainmap.state.deny") == ["country:USA"]
    page.keyboard.press("Escape")
    page.focus("#network")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    unit = page.evaluate("chainmap.state.selected")
    page.keyboard.press("d")
    assert page.evaluate("chainmap.state.deny") == ["country:USA", unit]
    page.keyboard.press("u")
    page.keyboard.press("Control+z")
    assert page.evaluate("chainmap.state.deny") == []
    page.keyboard.press("Shift+U")
    page.keyboard.press("Control+y")
    assert page.evaluate("chainmap.state.deny") == ["country:USA", unit]
    page.keyboard.press("d")
    assert page.evaluate("chainmap.state.deny") == ["country:USA"]
    page.focus("#chips .x")
    page.keyboard.press("Enter")
    assert page.evaluate("[chainmap.state.deny.length, document.activeElement.id]") == [0, "deny"]


def test_a_button_in_the_panel_keeps_its_place(visit, robots: Written):
    page = visit(robots.address("map.html", "l=en&n=parts-5"))
    unit = page.get_attribute("#panel .offer .deny", "data-deny")
    page.focus(f'#panel [data-deny="{unit}"]')
    page.keyboard.press("Enter")
    assert page.evaluate("[chainmap.state.deny[0], document.activeElement.dataset.deny]") == [unit, unit]
    assert page.inner_text(f'#panel [data-deny="{unit}"]') == "Restore"
    page.keyboard.press("Enter")
    assert page.evaluate("chainmap.state.deny") == []
    for other in ("component:parts-5", "actor:firm-4", "country:USA"):
        page.evaluate("unit => chainmap.select(unit)", other)
        page.click("#panel .top .deny")
        assert page.evaluate("chainmap.state.deny") == [other]
        page.click("#panel .top .deny")
    page.evaluate("chainmap.select('country:CHN')")
    assert page.locator("#panel .top .deny").count() == 0  # home does not deny itself


def test_a_double_click_denies_the_card(visit, robots: Written):
    page = visit(robots.address("map.html"))
    x, y = page.evaluate(PLACE, "component:parts-5")
    page.mouse.dblclick(x, y)
    page.wait_for_selector('#chips [data-denied="component:parts-5"]')
    assert same(page, robots.stack, ["component:parts-5"]) >= 0
    page.mouse.dblclick(x, y)
    page.wait_for_selector("#chips li", state="detached")


def test_the_canvas_shows_the_states(visit, robots: Written):
    page = visit(robots.address("map.html"))
    at = """id => {
      const card = chainmap.scene.cards.get('component:' + id);
      const place = chainmap.network.canvasToDOM({x: card.x + 30, y: card.y - 17});
      const canvas = document.querySelector('#network canvas'), ratio = canvas.width / canvas.clientWidth;
      const dot = Object.assign(document.createElement('canvas'), {width: 1, height: 1}).getContext('2d');
      dot.drawImage(canvas, -Math.round(place.x * ratio), -Math.round(place.y * ratio));
      return [...dot.getImageData(0, 0, 1, 1).data].slice(0, 3);
    }"""
    unit = "component:systems-2"
    assert page.evaluate(at, "systems-2") == [255, 255, 255]
    page.evaluate("unit => chainmap.toggle(unit)", unit)
    assert page.evaluate("chainmap.stateOf('systems-2').word") == "stopped"
    assert max(page.evaluate(at, "systems-2")) < 110
    page.click("#compare")
    assert page.evaluate(at, "systems-2") == [255, 255, 255]


def test_the_baseline_beside_it(visit, robots: Written):
    page = visit(robots.address("map.html", "l=en&d=country:NLD"))
    denied = page.evaluate("chainmap.counts().stopped")
    assert denied > 0
    page.click("#compare")
    assert page.get_attribute("#compare", "aria-pressed") == "true"
    assert page.inner_text("#outcome").startswith("Baseline")
    assert page.evaluate(COUNTS) == [1, 0] and "b=1" in page.evaluate("location.hash")
    page.click("#compare")
    assert page.evaluate(COUNTS) == [1, denied]


SEATS = [("eu27", "owner", "supply"), ("USA", "hq", "use"), ("none", "any", "supply"), ("own", "any", "use")]


@pytest.mark.parametrize(("home", "lens", "mode"), SEATS)
def test_from_another_seat(visit, metaverse: Written, home: str, lens: str, mode: str):
    page = visit(metaverse.address("map.html", "l=en&d=country:CHN,country:USA"))
    page.select_option("#home", home)
    page.select_option("#lens", lens)
    page.select_option("#mode", mode)
    seat = {"home": None if home == "own" else home, "lens": lens, "mode": mode}
    assert same(page, metaverse.stack, ["country:CHN", "country:USA"], **seat) > 0
    assert "as written for CHN, ultimate owner" in page.inner_text("#moved")
    page.evaluate("chainmap.select('graphics-gpu')")
    assert page.locator("#panel .verdict .written").count() == 1
    assert page.locator("#lens option[value=label]").is_disabled() == (home != "own")
    for chosen, first in ((home, "own"), (lens, "owner"), (mode, "supply")):
        if chosen != first:
            page.go_back()
    assert page.evaluate("[chainmap.moved(), chainmap.state.deny.length]") == [False, 2]
    assert page.is_hidden("#moved")


def test_a_seat_in_which_labels_mean_nothing_takes_another_lens(visit, robots: Written):
    page = visit(robots.address("map.html", "o=label&h=USA"))
    assert page.evaluate("[chainmap.state.home, chainmap.state.lens]") == ["USA", "owner"]
    page = visit(robots.address("map.html", "o=label&d=country:USA"))
    page.select_option("#home", "USA")
    assert page.evaluate("chainmap.state.lens") == "owner"
    assert "is home" in page.inner_text("#chips") or "属本方" in page.inner_text("#chips")


def test_the_heat_map_is_every_country_alone(visit, metaverse: Written):
    page = visit(metaverse.address("map.html", "l=en"))
    page.click("#show-heat")
    rows = page.evaluate("chainmap.heatRows().map(row => [row.unit, Object.fromEntries(row.cells)])")
    assert len(rows) > 10
    targets = [row.component for row in metaverse.stack.components if row.weight is not None]
    mixed = set()
    for unit, cells in rows:
        now = expected(metaverse.stack, [unit])
        assert cells == {one: now[one][1] for one in targets}, unit
        mixed |= set(cells.values())
    assert mixed >= {"", "as_listed"}
    firm = [sum(word in ("proved", "as_listed") for word in cells.values()) for _, cells in rows]
    assert firm == sorted(firm, reverse=True)
    words = page.inner_text('#heat tr[data-unit="country:USA"]')
    assert "as listed" in page.text_content('#heat tr[data-unit="country:USA"]') and words
    page.focus('#heat [data-deny="country:USA"]')
    page.keyboard.press("Enter")
    assert page.evaluate("[chainmap.state.deny[0], document.activeElement.dataset.deny]") == ["country:USA"] * 2
    assert same(page, metaverse.stack, ["country:USA"]) > 0


def test_the_table_says_the_states(visit, robots: Written):
    page = visit(robots.address("map.html", "l=en&v=table&d=country:USA,country:DEU,country:NLD"))
    words = page.evaluate(WORDS)
    said = {
        "stopped": "stops",
        "possible": "may stop",
        "degraded": "losses",
        "works": "works",
        "gap": "stopped already",
    }
    for row in page.locator("#sheet tbody tr").all():
        assert said[words[row.get_attribute("data-id")]] in row.locator("td").first.inner_text()
    order = page.eval_on_selector_all("#sheet tbody tr", "all => all.map(one => chainmap.severity(one.dataset.id))")
    assert order == sorted(order) and len(set(order)) >= 3
    page.click('[data-sort="state"]')
    order = page.eval_on_selector_all("#sheet tbody tr", "all => all.map(one => chainmap.severity(one.dataset.id))")
    assert order == sorted(order, reverse=True)


def test_a_link_carries_the_question(visit, page_context, robots: Written):
    page = visit(robots.address("map.html"))
    for unit in ("country:USA", "actor:firm-7"):
        pick(page, unit)
    page.select_option("#mode", "use")
    page.select_option("#home", "none")
    page.select_option("#lens", "any")
    state = page.evaluate("chainmap.state")
    words = page.inner_text("#outcome")
    page.click("#link")
    page.wait_for_selector("#link:text-is('已复制')")
    again = visit(page.url)
    assert again.evaluate("chainmap.state") == state
    assert again.inner_text("#outcome") == words
    page.go_back()
    assert page.evaluate("[chainmap.state.lens, chainmap.state.home]") == ["owner", "none"]
    for _ in range(3):
        page.go_back()
    assert page.evaluate("[chainmap.state.home, chainmap.state.mode, chainmap.state.deny]") == [
        "own",
        "supply",
        ["country:USA"],
    ]
    page.go_forward()
    assert page.evaluate("chainmap.state.deny") == ["country:USA", "actor:firm-7"]


def test_what_nobody_knows_in_an_address_is_left_out(visit, robots: Written):
    page = visit(
        robots.address("map.html", "d=country:USA,country:%3Cimg%3E,actor:nobody,__proto__:a,country:USA&h=none&o=evil")
    )
    assert page.evaluate("[chainmap.state.deny, chainmap.state.home, chainmap.state.lens]") == [
        ["country:USA"],
        "none",
        "owner",
    ]


def test_scripts_can_ask(visit, robots: Written):
    page = visit(robots.address("map.html"))
    deny = ["country:NLD", "country:USA"]
    found = page.evaluate("deny => chainmap.evaluate(deny, {home: 'none', lens: 'any', mode: 'use'})", deny)
    now = expected(robots.stack, deny, home="none", lens="any", mode="use")
    assert sorted(found["stopped"]) == sorted(name for name, (state, _) in now.items() if state == "stopped")
    assert found["holds"] == {name: holds for name, (_, holds) in now.items()}
    assert page.evaluate("[chainmap.ready, chainmap.counts().denied]") == [True, 0]


def test_hostile_names_are_only_texts(visit, hostile: Written):
    page = visit(hostile.address("map.html", "l=en"))
    page.click("#deny")
    page.fill("#deny", "script")
    assert page.locator("#units li").count() > 5
    page.keyboard.press("Enter")
    page.evaluate(
        "chainmap.toggle('actor:firm-3'); chainmap.toggle('component:parts-5'); chainmap.toggle('offer:offer-7')"
    )
    for view in ("heat", "table", "map"):
        page.evaluate("view => chainmap.set({view})", view)
    page.evaluate("chainmap.data.components.forEach(one => chainmap.select(one.id))")
    assert page.evaluate("window.broken === undefined")
    assert page.locator("img").count() == 0
    assert "</script><img src=q onerror=" in page.inner_text("#chips")


STATES = [
    "d=country:USA,country:DEU&n=uses-0",
    "v=heat&d=country:USA",
    "d=country:NLD,actor:firm-3,component:systems-2&h=eu27&o=any&v=map",
    "v=table&d=country:USA,bloc:eu27&h=none",
    "d=country:NLD&b=1",
]


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_bars_anyone(page_context, robots: Written, width: int, scheme: str, language: str):
    """By all rules in the light; in the dark only the contrast differs."""
    page = page_context(width, 844, color_scheme=scheme).page
    for hash in STATES:
        page.goto("about:blank")
        page.goto(robots.address("map.html", f"{hash}&l={language}"))
        page.wait_for_selector("html[data-ready]", state="attached")
        assert barriers(page, ["color-contrast"] if scheme == "dark" else None) == [], hash
        assert unreadable(page) == [], hash


@pytest.mark.parametrize("width", [1440, 1024, 390])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_longest_names_can_be_read(page_context, metaverse: Written, width: int, language: str):
    page = page_context(width, 844).page
    hashes = [
        "",
        "d=country:USA,country:JPN,actor:microsoft,component:graphics-gpu&n=telemedicine",
        "v=heat&h=none",
        "v=table&d=country:USA&h=eu27&o=any",
        "d=country:USA&n=tracking&f=1",
        "c=USA&d=country:USA",
    ]
    for hash in hashes:
        page.goto("about:blank")
        page.goto(metaverse.address("map.html", f"{hash}&l={language}"))
        page.wait_for_selector("html[data-ready]", state="attached")
        assert unreadable(page) == [], hash


def test_what_cannot_be_read_is_found(page_context):
    page = page_context(400, 300).page
    page.set_content(
        "<p style='font-size:9px'>small</p>"
        "<div style='width:40px;overflow:hidden;white-space:nowrap'>cut off here</div>"
        "<p style='position:absolute;top:200px;left:9px'>one</p>"
        "<p style='position:absolute;top:203px;left:12px'>two</p>"
    )
    found = " ".join(unreadable(page))
    assert "small" in found and "clipped" in found and "overlap" in found
    page.set_content("<p>This can be read.</p><p>And this.</p>")
    assert unreadable(page) == []
