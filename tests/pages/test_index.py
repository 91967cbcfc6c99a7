"""The brief: said in one language without script, in both with it, every figure with its meaning."""

from __future__ import annotations

import re
from types import SimpleNamespace
from urllib.parse import unquote

import pandas as pd
import pytest

from chainmap.pages import write_pages
from chainmap.pages.cuts import cuts
from chainmap.pages.document import cut_row
from chainmap.pages.index import coalitions

from .conftest import Written


def text_of(written: Written) -> str:
    return (written.folder / "index.html").read_text(encoding="utf-8")


def test_headlines_are_there_in_both_languages(robots: Written):
    text = text_of(robots)
    for language in ("en", "zh"):
        for said in robots.answers["headlines"][f"text_{language}"]:
            assert said in text.replace("&#39;", "'")


def test_every_question_has_its_section(robots: Written):
    numbers = re.findall(r'<span class="number">(\d)</span>', text_of(robots))
    assert numbers == list("123456")


def test_what_was_not_asked_is_said(robots: Written, tmp_path):
    write_pages(robots.stack, tmp_path, {})
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert text.count("This question was not asked in this run.") == 5
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
