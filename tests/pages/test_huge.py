"""A stack of 30,000 nodes: its pages stay small, the map opens on groups, and the groups add up."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Any

import pytest

from chainmap.analysis.outcome import outcome
from chainmap.pages import network_map as maps
from chainmap.pages import write_pages
from chainmap.schema import Actor, Component, Layer, Offer, Settings
from chainmap.stack import Stack
from chainmap.structure import compile_structure, denial, viewpoint

from . import stacks
from .conftest import Written, barriers, unpacked

PLACE = """key => {
  const at = chainmap.network.canvasToDOM(chainmap.network.getPositions([key])[key]);
  const box = document.getElementById('network').getBoundingClientRect();
  return [box.x + at.x, box.y + at.y];
}"""
GROUPS = """() => Object.fromEntries([...chainmap.groups.keys()].map(key => [
  chainmap.groups.get(key).band + ' ' + chainmap.groups.get(key).kind, {key, ...chainmap.groupFigures(key)}]))"""
CARDS = "() => [...chainmap.scene.cards.values()].map(card => [card.kind, card.id])"
SCENE = "[Boolean(chainmap.scene.groups), Boolean(chainmap.scene.page), Boolean(chainmap.scene.ego)]"
ALL, CARDS_OF_ONE, NEAR = [True, False, False], [False, True, False], [False, False, True]


@pytest.fixture(scope="module")
def huge(tmp_path_factory: pytest.TempPathFactory) -> Written:
    stack, folder = stacks.huge(), tmp_path_factory.mktemp("huge")
    write_pages(stack, folder, {})
    return Written(stack, {}, folder)


def group_of(stack: Stack) -> dict[str, str]:
    """Return for each component its layer and its kind, as the test counts them."""
    place = {layer.layer: number for number, layer in enumerate(stack.layers)}
    return {row.component: f"{place[str(row.layer)]} {row.kind}" for row in stack.components}


def click(page: Any, key: str) -> None:
    x, y = page.evaluate(PLACE, key)
    page.mouse.click(x, y)


# --- What is written


def test_the_pages_stay_small(huge: Written):
    assert len(huge.stack.components) + len(huge.stack.offers) == 30_000
    sizes = {path.name: path.stat().st_size for path in huge.folder.glob("*.html")}
    assert sizes["map.html"] <= 2_500_000
    assert all(size <= 1_000_000 for name, size in sizes.items() if name != "map.html"), sizes


def test_the_map_carries_every_node_and_line(huge: Written):
    data = huge.unpacked
    assert [row["id"] for row in data["nodes"]] == list(range(10_000))
    assert {row["id"] for row in data["stack"]["components"]} == {row.component for row in huge.stack.components}
    ids = [row["id"] for row in data["stack"]["components"]]
    lines = {(ids[row["from"]], ids[row["to"]]) for row in data["edges"]}
    assert lines == {(need.input, need.dependent) for need in huge.stack.needs} and len(data["edges"]) == len(lines)


def test_nodes_are_the_same_whichever_way_pyvis_got_them(robots: Written, monkeypatch: pytest.MonkeyPatch, tmp_path):
    monkeypatch.setattr(maps, "APPENDED", 0)
    write_pages(robots.stack, tmp_path, robots.answers)
    found, wanted = unpacked((tmp_path / "map.html").read_text(encoding="utf-8")), robots.unpacked
    # The colour that pyvis gives to every node is never used.
    plain = [
        [{key: cell for key, cell in row.items() if key != "color"} for row in one["nodes"]] for one in (found, wanted)
    ]
    assert plain[0] == plain[1] and len(plain[0]) == 30
    ends = [[(row["from"], row["to"], row["style"]) for row in one["edges"]] for one in (found, wanted)]
    assert ends[0] == ends[1] and ends[0]


def test_long_lists_are_cut_and_say_so(huge: Written):
    evidence = (huge.folder / "evidence.html").read_text(encoding="utf-8")
    assert len(re.findall(r'<li id="c=', evidence)) == 2_000
    assert re.search(r'id="first" data-value="2000".*?2000.*?2500', evidence)
    assert 'data-gap="source:paper" data-value="2500"' in evidence
    index = (huge.folder / "index.html").read_text(encoding="utf-8")
    layers = re.findall(r'<div class="layer">.*?</div>', index, flags=re.DOTALL)
    assert [layer.count("<svg") for layer in layers] == [300] * 10
    assert all(re.search(r'<span class="soft">1000</span></h4>', layer) and "700" in layer for layer in layers)


# --- What is shown


def test_it_opens_on_groups_that_add_up(visit, huge: Written):
    page = visit(huge.address("map.html", "l=en"))
    assert page.evaluate(SCENE) == ALL
    groups = page.evaluate(GROUPS)
    where = group_of(huge.stack)
    assert {name: one["all"] for name, one in groups.items()} == Counter(where.values())
    assert len(groups) == 40 == len(page.evaluate(CARDS))
    hq = {row.actor: row.hq[0] for row in huge.stack.actors}
    listed, foreign, targets = Counter[str](), Counter[str](), Counter[str]()
    for offer in huge.stack.offers:
        listed[where[offer.component]] += 1
        foreign[where[offer.component]] += hq[offer.actor] != "CHN"
    for row in huge.stack.components:
        targets[where[row.component]] += row.weight is not None
    for name, one in groups.items():
        assert (one["offers"], one["foreign"], one["targets"]) == (listed[name], foreign[name], targets[name])
    links = Counter((where[need.input], where[need.dependent]) for need in huge.stack.needs)
    told = page.evaluate("chainmap.groupLinks.map(one => [one.from, one.to, one.count])")
    name_of = {one["key"]: name for name, one in groups.items()}
    assert {(name_of[a], name_of[b]): n for a, b, n in told} == links


def test_a_group_opens_its_cards_and_a_card_what_is_near(visit, huge: Written):
    page = visit(huge.address("map.html", "l=en"))
    groups, where = page.evaluate(GROUPS), group_of(huge.stack)
    members = {one for one, name in where.items() if name == "5 hardware"}
    click(page, f"group:{groups['5 hardware']['key']}")
    assert page.evaluate(SCENE) == CARDS_OF_ONE
    assert page.inner_text("#panel-title") == "Tier 5 · hardware"
    seen: list[str] = []
    feeds = Counter(need.input for need in huge.stack.needs)
    for _ in range(9):
        cards = page.evaluate(CARDS)
        assert len(cards) <= 250
        seen += [one for kind, one in cards if kind == "component"]
        if ["more", "next"] not in cards:
            break
        page.evaluate("chainmap.fit()")
        click(page, "more:next")
    assert len(seen) == len(members) > 250 and set(seen) == members
    # The most important first: without answers those that feed the most.
    assert [feeds[one] for one in seen] == sorted((feeds[one] for one in seen), reverse=True)
    click(page, "more:back")
    chosen = page.evaluate(CARDS)[0][1]
    click(page, f"component:{chosen}")
    assert page.evaluate(SCENE) == NEAR and chosen == seen[0]
    near = {one for kind, one in page.evaluate(CARDS) if kind == "component"}
    needs = {need.input for need in huge.stack.needs if need.dependent == chosen}
    assert needs | {chosen} <= near <= needs | {chosen} | {n.dependent for n in huge.stack.needs if n.input == chosen}
    assert {one for kind, one in page.evaluate(CARDS) if kind == "offer"} == {
        row.offer for row in huge.stack.offers if row.component == chosen
    }
    scenes = []
    for _ in range(3):
        page.keyboard.press("Escape")
        scenes.append(page.evaluate(SCENE))
    assert scenes == [CARDS_OF_ONE, ALL, ALL]
    assert "g=" not in page.evaluate("location.hash")


def test_a_double_click_on_a_group_denies_nothing(visit, huge: Written):
    page = visit(huge.address("map.html"))
    x, y = page.evaluate(PLACE, "group:" + page.evaluate(GROUPS)["5 hardware"]["key"])
    page.mouse.dblclick(x, y)
    page.wait_for_timeout(400)
    assert page.evaluate("chainmap.state.deny") == [] and page.evaluate(SCENE) != ALL


def test_a_denial_stops_in_every_group_what_stops_in_python(visit, huge: Written):
    page = visit(huge.address("map.html", "l=en"))
    structure, seen = compile_structure(huge.stack), viewpoint(huge.stack)
    where = group_of(huge.stack)
    deny: list[str] = []
    for code in ("USA", "JPN"):
        deny.append(f"country:{code}")
        page.click("#deny")
        page.fill("#deny", code)
        page.click(f'#units [data-unit="country:{code}"]')
        found = outcome(structure, seen, [denial(huge.stack, deny), denial(huge.stack, [])])
        wanted: dict[str, Counter[str]] = defaultdict(Counter)
        for name, group in where.items():
            at = structure.position[name]
            if found.stopped(at, 1):
                wanted[group]["gap"] += 1
            elif found.stopped(at, 0):
                wanted[group]["stopped"] += 1
            elif found.holds(at, 0) == "possible":
                wanted[group]["possible"] += 1
        for name, one in page.evaluate(GROUPS).items():
            assert {word: one[word] for word in ("gap", "stopped", "possible")} == {
                word: wanted[name][word] for word in ("gap", "stopped", "possible")
            }
        assert sum(one["stopped"] for one in wanted.values()) > 100
        assert page.evaluate("chainmap.counts().stopped") == sum(one["stopped"] for one in wanted.values())
    assert page.locator("#chips li").count() == 2 and page.evaluate(SCENE) == ALL


def test_how_many_offers_a_unit_reaches(visit, huge: Written):
    page = visit(huge.address("map.html"))
    hq = {row.actor: row.hq[0] for row in huge.stack.actors}
    home = Counter(hq[row.actor] for row in huge.stack.offers)
    makers = Counter(row.actor for row in huge.stack.offers if hq[row.actor] != "CHN")
    for code, n in home.items():
        assert page.evaluate("code => chainmap.reachesOf(`country:${code}`)", code) == (0 if code == "CHN" else n)
    assert page.evaluate("chainmap.reachesOf('bloc:eu27')") == home["DEU"] + home["NLD"]
    for maker, n in list(makers.items())[:50]:
        assert page.evaluate("maker => chainmap.reachesOf(`actor:${maker}`)", maker) == n


def test_search_finds_any_component(visit, huge: Written):
    page = visit(huge.address("map.html", "l=en"))
    page.keyboard.press("/")
    page.keyboard.type("c07777")
    page.keyboard.press("Enter")
    assert page.evaluate("chainmap.state.selected") == "component:c07777"
    assert page.evaluate(SCENE) == NEAR
    page.click("#focus")
    assert page.evaluate(SCENE) == CARDS_OF_ONE
    assert ["component", "c07777"] in page.evaluate(CARDS)
    page.click("#groups")
    assert page.evaluate(SCENE) == ALL and page.is_hidden("#groups")


def test_the_whole_way_by_keyboard(visit, huge: Written):
    page = visit(huge.address("map.html", "l=en"))
    page.focus("#network")
    for key in ("ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    told = page.inner_text("#spoken")
    assert told.startswith("Tier 0 · ") and "components" in told
    page.keyboard.press("Enter")
    assert page.evaluate(SCENE) == CARDS_OF_ONE
    first = page.evaluate(CARDS)
    page.keyboard.press("PageDown")
    assert page.evaluate(CARDS)[0] == ["more", "back"]
    page.keyboard.press("PageUp")
    assert page.evaluate(CARDS) == first
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("chainmap.state.selected") == f"component:{first[1][1]}"
    page.keyboard.press("Enter")
    assert page.evaluate(SCENE) == NEAR


def test_the_table_shows_its_first_rows_and_more_on_demand(visit, huge: Written):
    page = visit(huge.address("map.html", "v=table&l=en"))
    assert page.locator("#sheet tbody tr").count() == 300
    assert "The first 300 of 10000 rows" in page.inner_text("#sheet caption")
    page.click(".more-rows")
    assert page.locator("#sheet tbody tr").count() == 600
    ids = page.eval_on_selector_all("#sheet tbody tr", "all => all.map(one => one.dataset.id)")
    assert len(set(ids)) == 600
    assert page.evaluate("chainmap.tableRows().rows.length") == 10_000


def test_a_filter_counts_in_the_groups(visit, huge: Written):
    page = visit(huge.address("map.html", "qs=unknown&l=en"))
    unnamed = Counter(group_of(huge.stack)[one.component] for one in huge.stack.components if one.supply == "unknown")
    groups = page.evaluate(GROUPS)
    assert {name: one["all"] for name, one in groups.items() if one["all"]} == unnamed
    assert sum(unnamed.values()) > 100
    page.evaluate("key => chainmap.openGroup(key)", groups["5 hardware"]["key"])
    assert len(page.evaluate(CARDS)) == unnamed["5 hardware"]
    # A filter that leaves nothing leaves an empty picture and working keys.
    page.evaluate("chainmap.set({filters: {fate: 'gap'}})")
    assert page.evaluate(CARDS) == []
    page.focus("#network")
    for key in ("ArrowRight", "PageDown", "Enter", "Escape"):
        page.keyboard.press(key)
    assert page.evaluate(SCENE) == ALL


@pytest.mark.parametrize(
    "hash", ["g=99.99", "g=__proto__&gp=1", "g=1.4&gp=9999", "g=1.4&gp=-1", "gp=3", "n=nobody&g=x"]
)
def test_an_address_that_nobody_knows_does_nothing(visit, huge: Written, hash: str):
    page = visit(huge.address("map.html", hash))
    known = hash.startswith("g=1.4")
    assert page.evaluate(SCENE) == (CARDS_OF_ONE if known else ALL)
    assert len(page.evaluate(CARDS)) > 1


STATES = [
    "v=map",
    "v=map&d=country:USA,country:JPN&l=en",
    "v=map&g=3.13&t=dark",
    "n=c05000&d=country:USA",
    "v=table",
    "v=heat",
]


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_no_barrier_and_nothing_sideways(visit, huge: Written, width: int, height: int):
    page = visit(huge.address("map.html", STATES[0]), width, height)
    for hash in STATES:
        page.goto(huge.address("map.html", hash))
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert barriers(page) == [], hash
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), hash


def test_a_phone_goes_from_the_list_to_a_group_to_a_component(visit, huge: Written):
    page = visit(huge.address("map.html", "l=en"), 390, 844)
    page.click("#panel [data-group]")
    assert page.evaluate(SCENE) == CARDS_OF_ONE and page.is_visible("#network")
    click(page, "component:" + page.evaluate(CARDS)[0][1])
    assert page.evaluate(SCENE) == NEAR
    page.click("#panel .top button:last-child")
    assert page.evaluate(SCENE) == CARDS_OF_ONE and page.is_visible("#network")
    page.click("#groups")
    assert page.evaluate(SCENE) == ALL


def test_the_picture_shows_the_groups(visit, huge: Written):
    page = visit(huge.address("map.html", "l=en&d=country:USA"))
    drawn = page.evaluate("chainmap.svgText()")
    assert drawn.count('class="group"') == 40
    assert "equipment" in drawn and "Tier 9" in drawn


# --- Other shapes


def opened(visit: Any, stack: Stack, folder: Any, monkeypatch: pytest.MonkeyPatch, hash: str = "v=map") -> Any:
    monkeypatch.setattr(maps, "LARGE", 0)
    write_pages(stack, folder, {})
    return visit((folder / "map.html").as_uri() + f"#{hash}")


@pytest.mark.parametrize("make", [stacks.hostile, stacks.tiny])
def test_no_text_leaves_its_place_in_a_group(visit, make: Any, monkeypatch: pytest.MonkeyPatch, tmp_path):
    stack = make()
    page = opened(visit, stack, tmp_path, monkeypatch)
    assert page.evaluate(SCENE) == ALL
    groups = page.evaluate(GROUPS)
    assert sum(one["all"] for one in groups.values()) == len(stack.components)
    page.evaluate("key => chainmap.openGroup(key)", next(iter(groups.values()))["key"])
    assert page.evaluate(SCENE) == CARDS_OF_ONE
    assert page.evaluate("window.broken") is None


def test_many_layers_share_bands_and_rare_kinds_a_group(visit, monkeypatch: pytest.MonkeyPatch, tmp_path):
    stack = Stack(
        settings=Settings(id="wide"),
        layers=tuple(Layer(layer=f"l{number:02}", rank=number + 1) for number in range(60)),
        components=tuple(
            Component(component=f"c{number}", layer=f"l{number % 60:02}", kind=f"kind {number % 7 * 5 + number % 5}")
            for number in range(1200)
        ),
        actors=(Actor(actor="x", hq=("JPN",)),),
        offers=(Offer(offer="x-c0", component="c0", actor="x"),),
    )
    page = opened(visit, stack, tmp_path, monkeypatch)
    found = page.evaluate("[...chainmap.groups.values()].map(one => [one.band, one.kind, one.ids])")
    told = [one for _, _, ids in found for one in ids]
    assert sorted(told) == sorted(row.component for row in stack.components)
    assert len({band for band, _, _ in found}) == 20
    assert max(Counter(band for band, _, _ in found).values()) <= 12
    assert any(kind is None for _, kind, _ in found)
