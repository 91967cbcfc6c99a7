"""Change seats: what each seat's table says is what Python says, and a row leads to the map from that seat."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

import chainmap as cm
from chainmap.pages import write_pages
from chainmap.pages.seats import seats
from chainmap.stack import Stack
from chainmap.stack.names import home_codes
from tests.random_stacks import LENSES, cases, random_stack

from .conftest import Written, barriers
from .readable import unreadable

pytestmark = pytest.mark.pages

STANDING = """([home, lens, mode]) => {
  const {rows, gaps} = chainmap.standing(home, lens, mode);
  return [Object.fromEntries(rows.map(one => [one.code, [one.proved, one.as_listed, one.possible]])), [...gaps]];
}"""


def alone(stack: Stack, **seat: Any) -> tuple[dict[str, Counter[str]], set[str]]:
    """Return from Python how many targets each country stops alone, by firmness, and what stops without a denial.

    The table of single points does not list what is only possible: a denial of each country that it could list does.
    """
    frame = cm.single_points_of_failure(stack, by="country", **seat)
    gaps = set(frame.target[frame.order == 0])
    found: dict[str, Counter[str]] = {}
    for row in frame[frame.order == 1].itertuples():
        kind, _, code = row.members[0].partition(":")
        if kind == "country" and row.target not in gaps:
            found.setdefault(code, Counter())[row.holds] += 1
    return found, gaps


def possible(stack: Stack, code: str, gaps: set[str], **seat: Any) -> int:
    targets = {row.component for row in stack.components if row.weight is not None} - gaps
    frame = cm.available(stack, deny=[f"country:{code}"], **seat)
    return sum(row.component in targets and row.holds == "possible" for row in frame.itertuples())


def held(page: Any, stack: Stack, home: list[str], lens: str, mode: str) -> tuple[int, int]:
    """Hold one seat's table on the page against Python; return how many countries stop something, and how many not."""
    rows, gaps = page.evaluate(STANDING, [home, lens, mode])
    seat = {"home": home or "none", "lens": lens, "mode": mode}
    firm, stopped = alone(stack, **seat)
    assert set(gaps) == stopped
    assert {code: row[:2] for code, row in rows.items() if row[0] + row[1]} == {
        code: [found["proved"], found["as_listed"]] for code, found in firm.items()
    }
    for code in [one for one in rows if one != "FOREIGN"][:6]:
        assert rows[code][2] == possible(stack, code, stopped, **seat), (code, seat)
    return len(firm), len(rows) - len(firm)


def test_every_seat_of_the_bundled_stack(visit, metaverse: Written):
    page = visit(metaverse.address("map.html", "l=en"))
    eu27 = sorted(home_codes(metaverse.stack, "eu27"))
    seen = [
        held(page, metaverse.stack, home, lens, mode)
        for home, lens, mode in [
            (["CHN"], "owner", "supply"),
            (eu27, "owner", "supply"),
            (["USA"], "owner", "supply"),
            (["USA"], "any", "use"),
            (["JPN"], "hq", "supply"),
            ([], "site", "supply"),
            (["CHN"], "label", "supply"),
        ]
    ]
    assert sum(stop for stop, _ in seen) >= 7 and sum(rest for _, rest in seen) >= 20


def test_seats_of_random_stacks(visit, tmp_path):
    stops = asked = gaps = 0
    for seed in cases(16):
        stack = random_stack(seed)
        if all(row.weight is None for row in stack.components):
            continue
        write_pages(stack, tmp_path / str(seed), {}, lang="en")
        page = visit((tmp_path / str(seed) / "map.html").as_uri())
        for number, home in enumerate((["CHN"], ["USA"], ["DEU", "JPN"], [])):
            lens = LENSES[1 + (seed + number) % (len(LENSES) - 1)]
            stop, _ = held(page, stack, home, lens, ("supply", "use")[number % 2])
            asked += 1
            stops += stop > 0
            gaps += bool(page.evaluate(STANDING, [home, lens, ("supply", "use")[number % 2]])[1])
    assert asked >= 40 and stops >= 0.4 * asked and gaps >= 0.05 * asked


def test_headlines_of_a_precomputed_seat_are_pythons(visit, metaverse: Written):
    page = visit(metaverse.address("map.html", "l=en"))
    page.click("#seats")
    assert page.get_attribute("#seats", "aria-pressed") == "true"
    assert page.locator("#stage").is_hidden()
    own = list(cm.headlines(metaverse.stack).text_en[:3])
    assert said(page, "own") == own
    for home in ("USA", "eu27"):
        page.select_option("#seats-other", home)
        assert said(page, home) == list(cm.headlines(metaverse.stack, home=home).text_en[:3]) != own
    page.select_option("#seats-other", "JPN")
    assert said(page, "JPN") == []
    assert "Counted live" in page.inner_text('article[data-home="JPN"] .written')
    assert "s=JPN" in page.evaluate("location.hash")
    claims = len(metaverse.unpacked["stack"]["evidence"])
    assert f"same evidence: {claims} claims · Lens: ultimate owner · new supply stops" in page.inner_text("#seats-view")
    page.select_option("#mode", "use")
    assert said(page, "own") == [] and "Headlines are written for" in page.inner_text('article[data-home="own"]')


def said(page: Any, home: str) -> list[str]:
    """Return the sentences of one column without the words of firmness behind them."""
    column = f'#seats-view article[data-home="{home}"] ol.said li'
    found: list[str] = page.eval_on_selector_all(column, "all => all.map(one => one.firstChild.data)")
    return found


def test_two_homes_against_each_other(visit, metaverse: Written):
    """All of one home deny, seen from the other; counted by Python as one denial."""
    page = visit(metaverse.address("map.html", "l=en&v=seats&s=eu27"))
    targets = {row.component for row in metaverse.stack.components if row.weight is not None}
    for who, whom, deny, home in [("eu27", "own", ["bloc:eu27"], None), ("own", "eu27", ["country:CHN"], "eu27")]:
        frame = cm.available(metaverse.stack, deny=deny, home=home)
        stopped = sum(row.component in targets and row.state == "stopped" for row in frame.itertuples())
        assert f"{stopped} of 17 targets" in page.inner_text(f'[data-against="{who}>{whom}"]')
    assert stopped > 0


def test_a_row_leads_to_the_map_from_that_seat(visit, metaverse: Written):
    page = visit(metaverse.address("map.html", "l=en"))
    page.click("#seats")
    page.click('table[data-seat="USA"] tr[data-code="CHN"] .go')
    state = page.evaluate("[chainmap.state.home, chainmap.state.deny, chainmap.state.view]")
    assert state == ["USA", ["country:CHN"], "map"]
    frame = cm.available(metaverse.stack, deny=["country:CHN"], home="USA")
    stopped = set(frame.component[frame.state == "stopped"])
    assert page.evaluate("chainmap.evaluate(chainmap.state.deny).stopped.length") == len(stopped) > 10
    page.click("#undo")
    assert page.evaluate("[chainmap.state.home, chainmap.state.deny]") == ["own", []]


def test_keys_alone_reach_a_seat_and_its_map(visit, robots: Written):
    page = visit(robots.address("map.html", "l=en"))
    page.focus("#seats")
    page.keyboard.press("Enter")
    page.focus("#seats-other")
    before = page.input_value("#seats-other")
    page.keyboard.press("ArrowDown")
    assert page.input_value("#seats-other") != before
    assert page.evaluate("document.activeElement.id") == "seats-other"
    page.focus("#seats-view table .go")
    page.keyboard.press("Enter")
    assert page.evaluate("[chainmap.state.view, chainmap.state.deny.length]") == ["map", 1]


def test_labels_mean_something_from_their_own_seat_only(visit, robots: Written, tmp_path):
    stack = robots.stack
    answers = {"headlines": cm.headlines(stack, lens="label")}
    assert seats(stack, answers, home=frozenset({"CHN"}), lens="label", mode="supply") == []
    other = {"headlines": cm.headlines(stack, home="USA")}
    made = seats(stack, other, home=frozenset({"USA"}), lens="owner", mode="supply")
    assert [one["home"] for one in made] == [["CHN"], sorted(home_codes(stack, "eu27"))]
    write_pages(stack, tmp_path, answers, lens="label", lang="en")
    page = visit((tmp_path / "map.html").as_uri() + "#v=seats")
    assert page.locator('article[data-home="own"] table').count() == 1
    assert "from its own seat only" in page.inner_text('article:not([data-home="own"])')
    page.click("#seats-view button.plain")
    assert page.evaluate("chainmap.state.lens") == "owner"
    assert page.locator("#seats-view .sum").count() == 2


def test_without_headlines_no_other_seat_is_worked_out(robots: Written):
    assert seats(robots.stack, {}, home=frozenset({"CHN"}), lens="owner", mode="supply") == []


def test_addresses_are_checked(visit, robots: Written):
    page = visit(robots.address("map.html", "v=seats&s=ATLANTIS"))
    assert page.evaluate("chainmap.state.other") is None
    page.evaluate("location.hash = 'v=seats&s=JPN'")
    page.wait_for_selector('article[data-home="JPN"]')


def test_hostile_names_and_the_least_stack(visit, hostile: Written, tiny: Written):
    page = visit(hostile.address("map.html", "v=seats"))
    assert page.locator("#seats-view table").count() >= 1
    assert page.evaluate("window.broken === undefined") and page.locator("img").count() == 0
    page = visit(tiny.address("map.html", "v=seats"))
    assert "names no targets" in page.inner_text("#seats-view")


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_bars_anyone(page_context, metaverse: Written, width: int, scheme: str, language: str):
    page = page_context(width, 844, color_scheme=scheme).page
    for hash in ("v=seats", "v=seats&s=JPN&o=any", "v=seats&o=label&d=country:USA"):
        page.goto("about:blank")
        page.goto(metaverse.address("map.html", f"{hash}&l={language}"))
        page.wait_for_selector("html[data-ready]", state="attached")
        page.evaluate("document.querySelectorAll('#seats-view details').forEach(one => { one.open = true; })")
        assert barriers(page, ["color-contrast"] if scheme == "dark" else None) == [], hash
        assert unreadable(page) == [], hash
