"""The page of the chokepoints: every answer that is there, one line for each that is not."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from chainmap.analysis.frames import frame
from chainmap.pages import write_pages
from chainmap.pages.rankings import number, ranks, span
from chainmap.schema import answers as models

from .conftest import Written, barriers


def chokepoint(unit: str, rank: int | None, **cells):
    given = {
        "reading": "as_listed",
        "rank": rank,
        "unit": unit,
        "chokepoint": rank is not None,
        "controlled": "foreign" if rank else "home",
        "targets_stopped": 2,
        "smallest_order": 1,
        "complete_to": 3,
        "loss_short_low": 1.0,
        "loss_short_high": 1.5,
        "loss_long_low": 0.0,
        "loss_long_high": 5.0,
        "bound": "exact",
        "capability_months_low": 12.0,
        "capability_months_high": 24.0,
        "substitutes": 1,
        "months_to_substitute": 36.0,
        "months_basis": "horizon",
        "offers_listed": 4,
        "shares_known": 1,
        "betweenness": 0.5 / rank if rank else 0.9,
        "pagerank": 0.1,
        "degree": 3,
    }
    return models.Chokepoint(**{**given, **cells})


def later_answers() -> dict[str, pd.DataFrame]:
    """Frames of the answers that rank, weigh and compare."""
    return {
        "chokepoints": frame(
            [
                chokepoint("component:parts-2", 2),
                chokepoint("component:systems-5", 1),
                chokepoint("component:systems-5", 4, reading="proved"),
                chokepoint("component:materials-0", None),
            ],
            models.Chokepoint,
        ),
        "importance": frame(
            [
                models.Importance(
                    target="uses-2", unit="actor:firm-3", probability=0.1, top_probability=0.19, birnbaum=0.9,
                    criticality=0.47, diagnostic=0.53, fussell_vesely=0.52, raw=5.26, rrw=None, rrw_text="infinite",
                    smallest_order=1, cut_sets=2,
                ),
                models.Importance(
                    target="uses-1", top_probability=0.0, cut_sets=0, note_en="No set is known.", note_zh="没有组合。"
                ),
            ],
            models.Importance,
        ),
        "coalition_game": frame(
            [
                models.GameValue(
                    unit="country:NLD", shapley=1.5, share=0.75, standard_error=0.0, alone=1.0, everybody=2.0,
                    players=2, method="exact", draws=0,
                )
            ],
            models.GameValue,
        ),
        "leverage": frame(
            [
                models.Leverage(
                    unit="country:NLD", direction=direction, reading="as_listed", targets_stopped=stopped,
                    loss_long_low=1.0, loss_long_high=2.0, bound="exact", means_en="In words.", means_zh="以文字说明。",
                )
                for direction, stopped in (("they_to_us", 1), ("us_to_them", 3))
            ],
            models.Leverage,
        ),
    }  # fmt: skip


def text_of(written: Written) -> str:
    return (written.folder / "chokepoints.html").read_text(encoding="utf-8")


def test_what_was_not_asked_is_said(robots: Written, tmp_path):
    write_pages(robots.stack, tmp_path, {})
    text = (tmp_path / "chokepoints.html").read_text(encoding="utf-8")
    assert text.count("This question was not asked in this run.") == 6


def test_every_set_is_a_row_with_its_target(robots: Written):
    sets = text_of(robots).partition('aria-labelledby="h-sets"')[2].partition("</section>")[0]
    rows = re.findall(r'<tr data-target="([^"]+)">\s*<th scope="row" data-value', sets)
    assert sorted(rows) == sorted(robots.answers["cut_sets"]["target"])


def test_every_lens_that_was_asked_is_a_column(robots: Written):
    head = re.search(r'<table class="lenses">\s*<thead>(.*?)</thead>', text_of(robots), re.DOTALL).group(1)
    assert head.count("<th") == 1 + robots.answers["single_points"]["lens"].nunique()


def test_ranks_losses_importance_power_and_leverage(robots: Written, tmp_path):
    write_pages(robots.stack, tmp_path, {**robots.answers, **later_answers()}, lang="en")
    text = (tmp_path / "chokepoints.html").read_text(encoding="utf-8")
    assert "not asked in this run" not in text
    plain = re.sub(r"\s+", " ", re.sub(r'<span lang="zh-CN">.*?</span>|<[^>]+>', " ", text))
    ranked = plain[plain.index("Ranks and losses") :]
    assert ranked.index("Compute platform proved: rank 4") < ranked.index("Force sensor")
    assert "1–1.5" in plain and "wide" in plain and "36 months at least" in plain
    assert "Only home could close: Bearing steel" in plain
    assert "it never stops then" in plain and "No set is known." in plain
    assert "75.0 %" in plain and re.search(r"They deny, we lose *: Targets stopped", plain)


def test_the_proved_reading_is_beside_and_not_among_the_ranks(robots: Written):
    found = ranks(robots.stack, later_answers(), 5.0)
    assert [(row["unit"], row["rank"], row["proved"]) for row in found["groups"][0]["rows"]] == [
        ("component:systems-5", 1, 4),
        ("component:parts-2", 2, None),
    ]
    assert [row["places"][0] for row in found["contrast"]["rows"]] == [2, 3, 1], "the most central one is none"


def test_numbers_are_brief_and_wide_ranges_are_called_wide():
    assert [number(one) for one in (2.0, 0.126, None, 0.0, 0.001)] == ["2", "0.13", "", "0", "< 0.01"]
    assert span({"x_low": 0.0, "x_high": 3.0}, "x", 5.0) == {"text": "0–3", "wide": True, "sort": 3.0}
    assert span({"x_low": 1.0, "x_high": 1.0}, "x", 5.0) == {"text": "1", "wide": False, "sort": 1.0}
    assert span({"x_low": None, "x_high": None}, "x") is None


@pytest.mark.pages
def test_tables_sort_and_filter(visit, robots: Written):
    page = visit(robots.address("chokepoints.html", "en"))
    table = page.locator("table.sets").first
    table.locator("th button").nth(2).click()
    order = [int(one) for one in table.locator("tbody td:nth-child(3)").all_inner_texts()]
    assert order == sorted(order)
    table.locator("th button").nth(2).click()
    assert table.locator("th").nth(2).get_attribute("aria-sort") == "descending"
    order = [int(one) for one in table.locator("tbody td:nth-child(3)").all_inner_texts()]
    assert order == sorted(order, reverse=True)
    page.select_option("#only", "uses-2")
    shown = page.eval_on_selector_all("tr[data-target]:not([hidden])", "all => all.map(one => one.dataset.target)")
    assert set(shown) == {"uses-2"}
    assert page.evaluate("location.hash") == "#en&t=uses-2"
    page.select_option("#only", "uses-1")
    assert table.is_hidden() and page.locator("[data-empty]").first.is_visible()
    page.click("#language")
    assert page.evaluate("location.hash") == "#t=uses-1"
    assert page.locator("#only option").nth(1).inner_text() == "应用0"


@pytest.mark.pages
def test_the_address_filters_and_an_unknown_one_does_nothing(visit, robots: Written):
    page = visit(robots.address("chokepoints.html", "t=uses-2"))
    assert page.input_value("#only") == "uses-2"
    page.evaluate("location.hash = 't=%E0%A4%A'; window.dispatchEvent(new Event('hashchange'))")
    assert page.input_value("#only") == ""
    assert page.locator("tr[hidden]").count() == 0


@pytest.mark.pages
def test_the_full_page_bars_nobody_and_asks_nothing(visit, robots: Written, tmp_path):
    write_pages(robots.stack, tmp_path, {**robots.answers, **later_answers()})
    for width in (1440, 390):
        page = visit((tmp_path / "chokepoints.html").as_uri(), width)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert barriers(page) == []
