"""The map page in a real browser: nothing asked for, nothing said, and what a hand can do with it."""

from __future__ import annotations

import json

import pytest

import chainmap as cm

from . import stacks
from .conftest import Written, barriers

pytestmark = pytest.mark.pages

COLOURS = """() => {
  const canvas = document.querySelector('#network canvas');
  const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  const seen = new Set();
  for (let at = 0; at < pixels.length; at += 404) seen.add(pixels[at] << 16 | pixels[at + 1] << 8 | pixels[at + 2]);
  return seen.size;
}"""
PLACE = """key => {
  const at = chainmap.network.canvasToDOM(chainmap.network.getPositions([key])[key]);
  const box = document.getElementById('network').getBoundingClientRect();
  return [box.x + at.x, box.y + at.y];
}"""


def click(page, key: str) -> None:
    x, y = page.evaluate(PLACE, key)
    page.mouse.click(x, y)


def test_counts_and_a_picture(visit, robots: Written):
    page = visit(robots.address("map.html"))
    assert page.evaluate("chainmap.counts().nodes") == len(robots.stack.components) == 30
    assert page.evaluate("chainmap.counts().offers") == len(robots.stack.offers) == 60
    component_of = {row.offer: row.component for row in robots.stack.offers}
    pairs = {
        (component_of.get(need.input, need.input), component_of.get(need.dependent, need.dependent))
        for need in robots.stack.needs
    }
    assert page.evaluate("chainmap.counts().edges") == len({(a, b) for a, b in pairs if a != b})
    assert page.evaluate("chainmap.ready") is True
    assert page.evaluate(COLOURS) > 30


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_size_and_theme(visit, robots: Written, width: int, height: int, scheme: str):
    page = visit(robots.address("map.html", "v=map"), width, height, color_scheme=scheme)
    assert page.evaluate(COLOURS) > 30
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_click_shows_upstream_and_downstream(visit, robots: Written):
    page = visit(robots.address("map.html"))
    click(page, "component:parts-5")
    page.wait_for_selector("#panel-title")
    assert page.inner_text("#panel-title") == "零部件5"
    assert page.evaluate("chainmap.state.selected") == "component:parts-5"
    needs = {need.input for need in robots.stack.needs if need.dependent == "parts-5"}
    feeds = {need.dependent for need in robots.stack.needs if need.input == "parts-5"}
    shown = set(page.eval_on_selector_all("#panel [data-unit]", "all => all.map(one => one.dataset.unit)"))
    assert {f"component:{one}" for one in needs | feeds} <= shown
    lit = page.evaluate("[[...chainmap.lit_.up], [...chainmap.lit_.down]]")
    assert needs < set(lit[0]) and feeds < set(lit[1])
    assert "n=parts-5" in page.evaluate("location.hash")


def test_the_click_is_answered_at_once(visit, robots: Written):
    page = visit(robots.address("map.html"))
    spent = page.evaluate(
        "() => { const t = performance.now(); chainmap.select('parts-5'); return performance.now() - t; }"
    )
    assert spent < 500  # 100 ms on a free machine


def test_a_click_beside_the_cards_clears(visit, robots: Written):
    page = visit(robots.address("map.html", "n=parts-5"))
    box = page.locator("#network").bounding_box()
    page.mouse.click(box["x"] + 3, box["y"] + 3)
    page.wait_for_selector(".targets")
    assert page.evaluate("chainmap.state.selected") is None


def test_search_finds_in_both_languages_and_by_alias(visit, robots: Written):
    page = visit(robots.address("map.html"))
    page.keyboard.press("/")
    page.keyboard.type("photor")
    assert page.get_attribute("#results li:first-child", "data-unit") == "component:materials-1"
    assert page.get_attribute("#search", "aria-activedescendant") == "result-0"
    page.keyboard.press("Enter")
    assert page.inner_text("#panel-title") == "材料1"
    page.fill("#search", "F7 ltd")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert page.evaluate("chainmap.state.selected") == "actor:firm-7"
    page.fill("#search", "美国")
    page.locator("#results li").first.click()
    assert page.evaluate("chainmap.state.selected") == "country:USA"
    page.fill("#search", "no such thing")
    assert page.locator("#results li").inner_text() == "没有结果"
    page.keyboard.press("Escape")
    assert page.is_hidden("#results")


def test_both_languages(visit, robots: Written):
    page = visit(robots.address("map.html", "n=systems-1"))
    assert page.title() == "虚构的机器人产业"
    page.click("#language")
    assert page.title() == "An invented robot industry"
    assert page.get_attribute("html", "lang") == "en"
    assert page.inner_text("#panel-title") == "Vision system"
    assert "系统1" in page.inner_text("#panel .other")
    assert "l=en" in page.evaluate("location.hash")
    page.keyboard.press("l")
    assert page.inner_text("#panel-title") == "系统1"


UNASKED = {
    "deny": [],
    "home": "own",
    "lens": "owner",
    "mode": "supply",
    "baseline": False,
    "filters": {},
    "other": None,
}


def test_the_address_restores_the_state(visit, robots: Written):
    page = visit(robots.address("map.html", "n=systems-1&f=1&l=en&t=dark"))
    state = page.evaluate("chainmap.state")
    chosen = {"focus": True, "selected": "component:systems-1", "cut": None}
    assert state == {"lang": "en", "theme": "dark", "view": "map", **chosen, **UNASKED}
    assert page.evaluate("chainmap.scene.ego") is True
    page.evaluate("location.hash = 'c=USA&v=table'")
    page.wait_for_selector("#sheet table")
    assert page.evaluate("chainmap.state.selected") == "country:USA"


UNKNOWN_ADDRESSES = [
    "n=nobody",
    "n=%E0%A4%A",
    "f=1",
    "l=xx&t=pink&v=list",
    "a=__proto__",
    "c=constructor",
    "k=KOR",
    "n=__proto__&k=constructor",
    "d=country:ATLANTIS,actor:nobody,__proto__:x,usa,offer:,bloc:constructor,%E0%A4%A&b=1",
    "h=ATLANTIS&o=__proto__&m=war&b=1",
]


def test_an_address_that_nobody_knows_does_nothing(visit, robots: Written):
    page = visit(robots.address("map.html", UNKNOWN_ADDRESSES[0]))
    start = {"lang": "zh", "theme": "auto", "view": "map", "focus": False, "selected": None, "cut": None, **UNASKED}
    assert page.evaluate("chainmap.state") == start
    for hash in UNKNOWN_ADDRESSES[1:]:
        page.evaluate("hash => { location.hash = hash; window.dispatchEvent(new Event('hashchange')); }", hash)
        assert page.evaluate("chainmap.state") == start, hash
    page.evaluate("location.hash = 'n=uses-0&k=nobody.at.all'; window.dispatchEvent(new Event('hashchange'))")
    assert page.evaluate("[chainmap.state.selected, chainmap.state.cut]") == ["component:uses-0", None]


CUT = "n=uses-2&k=JPN.TWN"


def a_cut(robots: Written) -> tuple[str, dict]:
    """Return the target and the set of ``CUT``, from the page's own data."""
    sets = robots.unpacked["stack"]["cuts"]["uses-2"]["country"]["sets"]
    return "uses-2", next(one for one in sets if one["key"] == "JPN.TWN")


def test_a_chosen_set_marks_what_it_closes_and_the_chain(visit, robots: Written):
    target, one = a_cut(robots)
    page = visit(robots.address("map.html", f"n={target}&l=en"))
    page.click(f'#panel [data-cut="{one["key"]}"]')
    assert page.get_attribute(f'#panel [data-cut="{one["key"]}"]', "aria-pressed") == "true"
    assert f"k={one['key']}" in page.evaluate("location.hash")
    ids = [row["id"] for row in robots.unpacked["stack"]["components"]]
    chain = {ids[place] for pair in one["chain"] for place in pair}
    assert set(page.evaluate("[...chainmap.lit_.closed]")) == set(one["through"])
    assert set(page.evaluate("[...chainmap.lit_.all]")) == chain | set(one["through"]) | {target}
    said = page.inner_text("#spoken")
    assert "can stop" in said and f"{len(chain | {target})} components are marked" in said
    page.click("#focus")
    cards = set(page.evaluate("[...chainmap.scene.cards.values()].map(card => card.id)"))
    assert cards == chain | set(one["through"]) | {target}
    assert len(chain) > 2
    across = dict(page.evaluate("[...chainmap.scene.cards.values()].map(card => [card.id, card.x])"))
    assert all(across[ids[a]] <= across[ids[b]] for a, b in one["chain"])


def test_a_set_is_chosen_by_key_and_cleared_by_escape(visit, robots: Written):
    target, one = a_cut(robots)
    page = visit(robots.address("map.html", f"n={target}&l=en"))
    page.focus(f'#panel [data-cut="{one["key"]}"]')
    page.keyboard.press("Enter")
    assert page.evaluate("[chainmap.state.cut, document.activeElement.dataset.cut]") == [one["key"], one["key"]]
    page.keyboard.press("Escape")
    assert page.evaluate("[chainmap.state.cut, chainmap.state.selected]") == [None, f"component:{target}"]
    assert page.inner_text("#spoken") == "Nothing is marked any more."
    assert "k=" not in page.evaluate("location.hash")
    page.keyboard.press("Escape")
    assert page.evaluate("chainmap.state.selected") is None


def test_the_brief_and_the_page_of_chokepoints_open_a_set_on_the_map(visit, robots: Written):
    for name in ("index.html", "chokepoints.html"):
        page = visit(robots.address(name))
        link = page.locator("a.place").first.get_attribute("href")
        page = visit(robots.address("map.html", link.partition("#")[2]), 390, 844)
        assert page.evaluate("chainmap.state.cut") is not None
        assert page.is_visible("#stage") and page.evaluate("chainmap.scene.ego") is True
        assert page.locator('#panel [aria-pressed="true"]').count() == 1


def test_a_browser_that_cannot_unpack_is_told_so(page_context, robots: Written):
    seen = page_context()
    seen.page.add_init_script("delete window.DecompressionStream")
    seen.page.goto(robots.address("map.html"))
    seen.page.wait_for_selector('html[data-ready="no"]', state="attached")
    assert "too old to unpack" in seen.page.inner_text("#unreadable")
    assert seen.page.locator("#unreadable a").get_attribute("href") == "index.html"
    assert seen.messages == []


def test_three_hundred_components(visit, large: Written):
    page = visit(large.address("map.html"))
    assert page.evaluate("chainmap.counts().nodes") == 300
    assert (large.folder / "map.html").stat().st_size <= 750_000
    assert page.evaluate("chainmap.firstFrame") < 5000  # 1 s on a free machine
    assert page.evaluate(COLOURS) > 30


def test_the_keyboard_alone(visit, robots: Written):
    page = visit(robots.address("map.html"))
    page.focus("#network")
    page.keyboard.press("ArrowLeft")
    first = page.evaluate("chainmap.state.selected")
    assert first.startswith("component:uses-")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("chainmap.state.selected") != first
    page.keyboard.press("Enter")
    assert page.evaluate("chainmap.state.focus") is True
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.evaluate("chainmap.state.selected") is None
    page.keyboard.press("t")
    assert page.evaluate("chainmap.state.view") == "table"


def test_the_table_says_what_the_map_shows(visit, robots: Written):
    page = visit(robots.address("map.html", "v=table&l=en"))
    assert page.locator("#sheet tbody tr").count() == 30
    page.click('[data-sort="name"]')
    names = page.eval_on_selector_all("#sheet tbody th", "all => all.map(one => one.textContent)")
    assert names == sorted(names, key=str.casefold)
    assert page.get_attribute("#sheet th:first-child", "aria-sort") == "ascending"
    page.locator("#sheet tbody .go").first.click()
    assert page.inner_text("#panel-title") == names[0]


def test_near_one_component_its_offers_are_cards(visit, robots: Written):
    page = visit(robots.address("map.html", "n=materials-0&f=1"))
    keys = set(page.evaluate("[...chainmap.scene.cards.keys()]"))
    offers = {f"offer:{row.offer}" for row in robots.stack.offers if row.component == "materials-0"}
    assert offers and offers <= keys
    click(page, sorted(offers)[0])
    assert page.locator("#panel details[open]").count() >= 1


def test_a_phone_begins_with_the_list_and_opens_near_one(visit, robots: Written):
    page = visit(robots.address("map.html"), 390, 844)
    assert page.is_hidden("#stage") and page.is_visible(".targets")
    page.locator(".targets .go").first.click()
    assert page.is_visible("#stage") and page.is_visible("#panel")
    assert page.evaluate("chainmap.scene.ego") is True
    page.locator("#panel .top button").click()
    assert page.is_hidden("#stage")
    assert page.locator(".bar").bounding_box()["height"] < 60


def test_evidence_links_only_to_the_web(visit, robots: Written, hostile: Written):
    page = visit(robots.address("map.html", "n=materials-0"))
    links = page.eval_on_selector_all("#panel a", "all => all.map(one => [one.protocol, one.rel])")
    assert ["https:", "noopener noreferrer"] in links
    page = visit(hostile.address("map.html", "n=materials-0"))
    assert "javascript:window.broken=1" in page.inner_text("#panel")
    assert page.locator("#panel a").count() == 0


def test_what_is_confidential_stays_out(visit, robots: Written):
    claim = next(row for row in robots.stack.evidence if row.confidential)
    offer = next(row for row in robots.stack.offers if claim.evidence in row.evidence)
    text = json.dumps(robots.unpacked, ensure_ascii=False)
    assert "An invented claim 1." in text
    assert claim.claim_en not in text and claim.claim_zh not in text
    page = visit(robots.address("map.html", f"n={offer.component}&l=en"))
    page.locator(f'[data-offer="{offer.offer}"] summary').first.click()
    assert "A confidential claim is left out." in page.inner_text("#panel")


@pytest.mark.parametrize("name", ["map.html", "index.html", "chokepoints.html"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_hostile_texts_are_only_texts(visit, hostile: Written, name: str, language: str):
    page = visit(hostile.address(name, f"l={language}" if name == "map.html" else language))
    if name == "map.html":
        page.evaluate("chainmap.select('materials-0')")
        page.evaluate("chainmap.set({focus: true})")
        page.mouse.move(400, 400)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        page.evaluate("chainmap.select('actor:firm-3')")
        page.evaluate("chainmap.set({view: 'table'})")
        page.fill("#search", "script")
        assert page.locator("#results li").count() > 0
    assert page.evaluate("window.broken === undefined")
    assert page.locator("img").count() == 0
    assert "</script><img src=q onerror=" in page.inner_text("body")
    assert "{{ 7*7 }}" in page.inner_text("body")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_hostile_scenario_is_only_text(visit, hostile: Written, tmp_path, language: str):
    text = json.dumps(stacks.HOSTILE)
    lines = [
        "name: attack",
        f"about_en: {text}",
        f"about_zh: {text}",
        "stack: robots",
        "steps:",
        "  - deny: {country: USA}",
    ]
    (tmp_path / "attack.yaml").write_text("\n".join(lines), encoding="utf-8")
    (scenario,) = cm.read_scenarios(tmp_path / "attack.yaml")
    cm.write_pages(hostile.stack, tmp_path / "pages", hostile.answers, [cm.run(hostile.stack, scenario)])
    page = visit((tmp_path / "pages" / "index.html").as_uri() + f"#{language}")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert "attack" in page.inner_text("body") and "</script><img src=q onerror=" in page.inner_text("body")
    assert page.evaluate("window.broken === undefined") and page.locator("img").count() == 0


def test_the_least_stack_has_a_map(visit, tiny: Written):
    page = visit(tiny.address("map.html"))
    assert page.evaluate("chainmap.counts()") == {"nodes": 2, "edges": 1, "offers": 1, "denied": 0, "stopped": 0}
    page.evaluate("chainmap.select('a')")
    assert "JPN" in page.inner_text("#panel")
    visit(tiny.address("index.html"))


def test_the_bundled_industry(visit, metaverse: Written):
    page = visit(metaverse.address("map.html"))
    assert page.evaluate("chainmap.counts().nodes") == len(metaverse.stack.components)
    assert page.evaluate("chainmap.firstFrame") < 5000  # 1 s on a free machine
    assert (metaverse.folder / "map.html").stat().st_size <= 600_000
    titles = page.evaluate(
        "chainmap.data.components.map(one => { chainmap.select(one.id); "
        "return [one.id, document.getElementById('panel-title').textContent]; })"
    )
    assert dict(titles) == {one.component: one.name_zh or one.name_en for one in metaverse.stack.components}


AXE_STATES = [
    ("map.html", "l=en"),
    ("map.html", CUT),
    ("map.html", "v=table"),
    ("index.html", "en"),
    ("chokepoints.html", "en"),
    ("map.html", "n=systems-1"),
    ("map.html", "c=USA"),
    ("index.html", ""),
    ("chokepoints.html", ""),
]


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_bars_anyone(page_context, robots: Written, width: int, scheme: str):
    """All states in the light on a wide screen; elsewhere one of a kind, and in the dark only the contrast differs."""
    page = page_context(width, 844, color_scheme=scheme).page
    for name, hash in AXE_STATES if (width, scheme) == (1440, "light") else AXE_STATES[:5]:
        page.goto("about:blank")
        page.goto(robots.address(name, hash))
        page.wait_for_selector("html[data-ready]", state="attached")
        assert barriers(page, ["color-contrast"] if scheme == "dark" else None) == [], (name, hash)
