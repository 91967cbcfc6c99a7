"""The brief for paper: two pages of A4, no script, one file a language."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

import chainmap as cm
from chainmap.pages import write_pages
from chainmap.schema import BASES
from chainmap.stack import Stack

from .conftest import Written

A4 = {"width": 595, "height": 842}
"""In points."""


def printed(browser, path: Path) -> list[tuple[float, float]]:
    """Return the breadth and height in points of the pages on which Chromium prints a file."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    context.close()
    pages = re.findall(rb"/Type\s*/Page\b(?!s)", pdf)
    boxes = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]", pdf)
    assert len(boxes) == len(pages)
    return [(float(width), float(height)) for width, height in boxes]


def one_sheet(folder: Path) -> Stack:
    path = folder / "chips.csv"
    rows = ["环节,供应商,国家", "光刻机,阿斯麦,荷兰", "光刻机,尼康,日本", "光刻胶,信越化学,日本", "刻蚀设备,,"]
    path.write_text("\n".join(rows), encoding="utf-8")
    return cm.read_stack(path)


@pytest.mark.pages
def test_it_prints_to_at_most_two_pages(
    browser, metaverse: Written, robots: Written, hostile: Written, large: Written, tmp_path
):
    folders = {"robots": robots.folder, "hostile": hostile.folder, "large": large.folder, "full": tmp_path / "full"}
    # Every basis takes every headline: no table of this stack can be longer.
    said = metaverse.answers["headlines"][["text_en", "text_zh"]].assign(change="lost", claims=100)
    basis = pd.concat([said.assign(basis=one) for one in BASES], ignore_index=True)
    write_pages(metaverse.stack, folders["full"], {**metaverse.answers, "basis": basis})
    for name, stack in (("euv", cm.bundled("euv")), ("sheet", one_sheet(tmp_path))):
        folders[name] = tmp_path / name
        write_pages(stack, folders[name], cm.answer_all(stack))
    for name, folder in folders.items():
        briefs = sorted(folder.glob("brief*.html"))
        assert len(briefs) == 2
        for path in briefs:
            sizes = printed(browser, path)
            assert 1 <= len(sizes) <= 2, (name, path.name, len(sizes))
            for width, height in sizes:
                assert abs(width - A4["width"]) <= 2 and abs(height - A4["height"]) <= 2


def test_each_language_has_its_file_and_leads_to_the_other(robots: Written, tmp_path):
    assert {path.name for path in robots.folder.glob("brief*")} == {"brief.html", "brief.en.html"}
    write_pages(robots.stack, tmp_path, robots.answers, lang="en")
    for folder, own, other in (
        (robots.folder, "brief.html", "brief.en.html"),
        (tmp_path, "brief.zh.html", "brief.html"),
    ):
        chinese = (folder / own).read_text(encoding="utf-8")
        english = (folder / other).read_text(encoding="utf-8")
        assert '<html lang="zh-CN">' in chinese and f'href="{other}" lang="en"' in chinese
        assert '<html lang="en">' in english and f'href="{own}" lang="zh-CN"' in english
        first = robots.answers["headlines"].iloc[0]
        assert first["text_zh"][:60] in chinese and first["text_en"][:60] in english


def test_no_script_may_run(robots: Written):
    for path in robots.folder.glob("brief*.html"):
        text = path.read_text(encoding="utf-8")
        assert "script-src 'none'" in text and "<script" not in text and "default-src 'none'" in text


def test_it_says_what_is_inside(robots: Written):
    text = (robots.folder / "brief.en.html").read_text(encoding="utf-8")
    open_claims = [row for row in robots.stack.evidence if not row.confidential]
    assert f"from 1 sources and {len(open_claims)} claims; data {robots.stack.digest[:12]}" in text
    assert re.findall(r"<h2><span>(\d)</span>", text) == list("1234567")


def test_what_was_not_asked_is_said(robots: Written, tmp_path):
    write_pages(robots.stack, tmp_path, {}, lang="en")
    text = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert text.count("This question was not asked in this run.") == 6
    assert "No headline rests on a component." in text


@pytest.mark.pages
def test_all_pages_lead_to_each_other(browser, robots: Written):
    names = {"index.html", "map.html", "chokepoints.html", "evidence.html"}
    context = browser.new_context(offline=True, java_script_enabled=False)
    for name in ("index.html", "chokepoints.html", "evidence.html", "brief.html", "brief.en.html"):
        page = context.new_page()
        page.goto(robots.address(name))
        links = page.eval_on_selector_all("nav a", "all => all.map(one => one.getAttribute('href').split('#')[0])")
        boxes = page.eval_on_selector_all(
            "nav > *", "all => all.filter(o => o.checkVisibility()).map(o => o.offsetTop)"
        )
        assert names <= set(links) and {"brief.html", "brief.en.html"} & set(links)
        assert len(set(boxes)) == 1, (name, "the links stand in one line")
        assert all((robots.folder / link).exists() for link in links)
    context.close()
