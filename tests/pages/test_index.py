"""The brief: said in one language without script, in both with it, every figure with its meaning."""

from __future__ import annotations

import re
from types import SimpleNamespace
from urllib.parse import unquote

import pandas as pd
import pytest

import chainmap as cm
from chainmap.pages import write_pages
from chainmap.pages.cuts import cuts
from chainmap.pages.document import cut_row
from chainmap.pages.index import coalitions

from . import figures_on_pages as pages
from .conftest import Written, barriers


def text_of(written: Written) -> str:
    return (written.folder / "index.html").read_text(encoding="utf-8")


def test_headlines_are_there_in_both_languages(robots: Written):
    text = text_of(robots)
    for language in ("en", "zh"):
        for said in robots.answers["headlines"][f"text_{language}"]:
            assert said in text.replace("&#39;", "'")


def test_every_question_has_its_section(robots: Written):
    numbers = re.findall(r'<span class="number">(\d)</span>', text_of(robots))
    assert numbers == list("1234567")


def test_what_was_not_asked_is_said(robots: Written, tmp_path):
    write_pages(robots.stack, tmp_path, {})
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert (
        text.count("This question was not asked in this run.") == 7
    )  # the seven but 3, whose fold asks for dependency
    assert "Single claims were not doubted one by one in this run." in text
    assert "No scenario was run." in text


def test_only_tables_that_are_there_are_linked(robots: Written, tmp_path):
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "substitutes.csv").write_text("x")
    write_pages(robots.stack, tmp_path, robots.answers)
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert set(re.findall(r'href="tables/(\w+)\.csv"', text)) == {"substitutes"}


def test_scenarios_show_before_and_after(robots: Written, tmp_path):
    rows = pd.DataFrame(
        {
            "component": ["uses-0", "uses-1"],
            "target": [True, True],
            "state_before": ["works", "works"],
            "state_after": ["stopped", "works"],
            "holds": ["as_listed", ""],
            "short_after_low": [0.0, 0.2],
            "short_after_high": [0.0, 0.9],
            "because_en": ["Servo motor loses 3 of 3 listed offers.", ""],
            "because_zh": ["零部件1失去全部供应项。", ""],
        }
    )
    run = SimpleNamespace(
        scenario=SimpleNamespace(name="japan-denies", about_en="Japan denies.", about_zh="日本断供。"),
        tables={"before_after": rows},
    )
    write_pages(robots.stack, tmp_path, robots.answers, [run])
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "1 of 2 targets stop" in text and "日本断供。" in text and "Servo motor loses" in text


def test_a_wide_range_is_told_in_counts(robots: Written):
    """METHOD section 1: a range wider than half its scale is no figure."""
    for low, high in re.findall(r"(\d+)–(\d+) %", text_of(robots)):
        assert int(high) - int(low) <= 50


@pytest.mark.pages
def test_it_reads_without_script(browser, robots: Written):
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(robots.address("index.html"))
    shown = page.inner_text("main")
    assert robots.answers["headlines"]["text_zh"].iloc[0] in shown
    assert robots.answers["headlines"]["text_en"].iloc[0] not in shown
    context.close()


@pytest.mark.pages
@pytest.mark.parametrize("width", [1440, 390])
def test_the_other_language_is_one_click_away(visit, robots: Written, width: int):
    page = visit(robots.address("index.html"), width)
    first = robots.answers["headlines"].iloc[0]
    assert first["text_zh"] in page.inner_text("main")
    page.click("#language")
    assert first["text_en"] in page.inner_text("main")
    assert first["text_zh"] not in page.inner_text("main")
    assert page.title() == "An invented robot industry"
    links = page.eval_on_selector_all("a[data-map]", "all => all.map(one => one.getAttribute('href'))")
    assert links and all("l=en" in link for link in links)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.pages
def test_links_lead_to_the_place_on_the_map(visit, robots: Written):
    page = visit(robots.address("index.html"))
    hashes = page.eval_on_selector_all("a[data-map]", "all => all.map(one => one.hash)")
    targets = {hash.removeprefix("#") for hash in hashes if hash}
    known = {f"n={row.component}" for row in robots.stack.components}
    assert len(targets & known) >= 30
    assert all(one.split("&k=")[0] in known or one.startswith(("a=", "c=")) for one in targets)


def test_coalitions_come_in_rank_order_at_most_five(large: Written):
    found = cuts(large.answers)["country"]
    targets = [row.component for row in large.stack.components if row.weight is not None]
    groups = coalitions(large.stack, cuts(large.answers), targets)
    assert sorted(one for group in groups for one, _ in group["targets"]) == sorted(targets)
    assert any(group["more"] for group in groups)
    for group in groups:
        orders = [row["order"] for row in group["cuts"]]
        assert orders == sorted(orders)
        for target, _ in group["targets"]:
            wanted = found.get(target, ())
            assert [row["members"] for row in group["cuts"]] == [
                cut_row(large.stack, cut)["members"] for cut in wanted[:5]
            ]
            assert group["more"] == max(0, len(wanted) - 5)


def test_every_coalition_of_the_brief_opens_on_the_map(robots: Written):
    links = re.findall(r'class="place" data-map href="map.html#n=([^"&]+)&amp;k=([^"]+)"', text_of(robots))
    assert links
    sets = robots.unpacked["stack"]["cuts"]
    for target, key in links:
        assert unquote(key) in {one["key"] for one in sets[target]["country"]["sets"]}


def test_every_number_is_that_of_its_table(robots: Written, tiny: Written, metaverse: Written):
    compared = dict.fromkeys(("of", "stops", "safe"), 0)
    for written in (robots, tiny, metaverse):
        frames = pages.tables(written.stack, written.answers)
        lens = written.stack.settings.lens
        for name in ("index.html", *(path.name for path in written.folder.glob("brief*.html"))):
            for told in pages.places((written.folder / name).read_text(encoding="utf-8")):
                value = told["data-value"]
                if "data-of" in told:
                    compared["of"] += 1
                    assert value == pages.worked_out(told["data-of"], frames), (name, told)
                elif "data-stops" in told:
                    compared["stops"] += 1
                    assert int(value) == pages.stopped_by(told["data-stops"], written.answers, lens), (name, told)
                elif "data-safe" in told:
                    compared["safe"] += 1
                    assert value == "{}/{}".format(*pages.safe_of(told["data-safe"], written.answers)), (name, told)
    assert compared["of"] > 150 and compared["stops"] > 20 and compared["safe"] > 40, compared


def test_the_picture_counts_the_targets_by_how_few_stop_them(robots: Written, metaverse: Written):
    for written in (robots, metaverse):
        targets = [row.component for row in written.stack.components if row.weight is not None]
        told = pages.places(text_of(written))
        shown = {one["data-order"]: int(one["data-value"]) for one in told if "data-order" in one}
        assert shown == pages.fewest(written.answers, targets)
        assert len(shown) > 1


def test_maturity_of_the_components_behind_the_headlines(metaverse: Written):
    rows = metaverse.answers["headlines"]
    behind = {one for column in ("through", "rests_on") for several in rows[column] for one in several}
    kinds = {"growing": "supply", "mature": "supply", "concept": "unripe", "emerging": "unripe", None: "unknown"}
    counts = dict.fromkeys(("supply", "unripe", "unknown"), 0)
    for row in metaverse.stack.components:
        counts[kinds[row.maturity]] += row.component in behind
    (told,) = re.findall(r'data-ripe="(\d+) (\d+) (\d+)"', text_of(metaverse))
    assert told == tuple(map(str, counts.values()))


def test_first_steps_are_own_stand_ins_of_the_components_behind_the_headlines(metaverse: Written):
    table = metaverse.answers["substitutes"]
    shown = re.findall(r'data-of="substitutes\.\w+\?item=([^&"]+)&amp;substitute=([^"&]+)"', text_of(metaverse))
    assert len(set(shown)) >= 5
    for item, substitute in set(shown):
        rows = table[(table["item"] == unquote(item)) & (table["substitute"] == unquote(substitute))]
        assert rows["foreign"].tolist() == ["no"]


def test_what_overturns_it_is_counted(tmp_path):
    stack = cm.bundled("euv")
    answers = cm.answer_all(stack)
    write_pages(stack, tmp_path, answers)
    frames = pages.tables(stack, answers)
    told = [one for one in pages.places((tmp_path / "index.html").read_text(encoding="utf-8")) if "data-of" in one]
    basis = [one for one in told if one["data-of"].startswith("basis.")]
    assert len(basis) == 3 * answers["basis"]["basis"].nunique()
    for one in told:
        assert one["data-value"] == pages.worked_out(one["data-of"], frames), one


@pytest.mark.pages
def test_the_first_screen_holds_the_findings_and_the_picture(visit, metaverse: Written):
    for language in ("zh", "en"):
        page = visit(metaverse.address("index.html", language))
        for place in ("h1", ".facts", ".headlines li >> nth=2", ".rung >> nth=-1"):
            box = page.locator(place).first.bounding_box()
            assert box["y"] + box["height"] <= 900, (language, place)


TOO_SMALL = """[...document.querySelectorAll('body *')].filter(one => one.checkVisibility()
  && [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())
  && parseFloat(getComputedStyle(one).fontSize) * (one.closest('svg') ? one.closest('svg').getBoundingClientRect().width
  / (one.closest('svg').viewBox.baseVal.width || 1) : 1) < 12).map(one => one.outerHTML.slice(0, 120))"""


@pytest.mark.pages
@pytest.mark.parametrize("name", ["index.html", "evidence.html", "brief.html"])
@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_is_too_small_too_wide_or_barred(page_context, robots: Written, name: str, width: int):
    for scheme in ("light", "dark"):
        page = page_context(width, 844, color_scheme=scheme).page
        for language in ("zh", "en"):
            page.goto("about:blank")
            page.goto(robots.address(name, language))
            page.wait_for_selector("h1")
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (scheme, language)
            assert page.evaluate(TOO_SMALL) == []
            assert barriers(page) == [], (scheme, language)
