"""The page of the evidence: every open claim with its source and its users, and nothing of a confidential one."""

from __future__ import annotations

import csv
import html
import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest

from chainmap.pages import write_pages
from chainmap.pages.evidence import gaps, located
from chainmap.stack import Stack

from . import figures_on_pages as pages
from . import stacks
from .conftest import Written, unpacked

DATA = Path(__file__).resolve().parents[2] / "data"


def text_of(written: Written) -> str:
    return (written.folder / "evidence.html").read_text(encoding="utf-8")


def rows_of(name: str, table: str) -> list[dict[str, str]]:
    path = DATA / name / f"{table}.csv"
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    return list(csv.DictReader(text.splitlines()))


def test_every_open_claim_stands_once_in_both_languages(metaverse: Written):
    text = text_of(metaverse)
    told = {*unpacked(text), *map(html.unescape, re.findall(r"<i>([^<]*)</i>", text))}
    anchors = re.findall(r'<li id="c=([^"]+)"', text)
    rows = rows_of("metaverse", "evidence")
    assert sorted(map(unquote, anchors)) == sorted(row["evidence"] for row in rows)
    assert all(row["claim_en"] in told and row["claim_zh"] in told for row in rows)
    assert len(rows) == 758


def test_counts_are_those_of_the_files(metaverse: Written):
    rows = rows_of("metaverse", "evidence")
    wanted = {f"basis:{basis}": n for basis, n in Counter(row["basis"] for row in rows).items()}
    wanted |= {f"confidence:{word}": n for word, n in Counter(row["confidence"] for row in rows).items()}
    wanted |= {f"source:{key}": n for key, n in Counter(row["source"] for row in rows).items()}
    wanted |= {"sourceless": sum(not row["source"] for row in rows), "undated": sum(not row["as_of"] for row in rows)}
    wanted["oldest"] = min(int(row["as_of"]) for row in rows if row["as_of"])
    tables = ("components", "offers", "actors", "needs", "switches", "specs", "facts", "policies", "changes")
    used = {one for table in tables for row in rows_of("metaverse", table) for one in row["evidence"].split(";")}
    wanted["uncited"] = sum(row["evidence"] not in used for row in rows)
    text = text_of(metaverse)
    shown = {one["data-gap"]: int(one["data-value"]) for one in pages.places(text) if "data-gap" in one}
    shown |= {key: int(n) for key, n in re.findall(r'data-gap="(\w+:\w*)">(\d+)<', text)}
    assert shown == wanted


def test_rows_without_evidence_and_claims_without_anything_are_counted():
    stack = stacks.robots()
    claims = stack.evidence[0].model_copy(update={"source": None, "as_of": None, "confidence": None})
    bare = stack.components[0].model_copy(update={"evidence": ()})
    changed = Stack(
        settings=stack.settings,
        evidence=(claims, *stack.evidence[1:2]),
        components=(bare, *(row.model_copy(update={"evidence": ("claim-0",)}) for row in stack.components[1:])),
    )
    found = gaps(changed)
    assert found["bare"] == [("components", 1, 30)]
    assert (found["sourceless"], found["undated"], found["uncited"], found["confidential"]) == (1, 1, 1, 0)
    assert found["oldest"] == (2024, "claim-1")


def test_a_confidential_claim_is_counted_and_nothing_more(robots: Written, tmp_path):
    secret = next(row for row in robots.stack.evidence if row.confidential)
    assert secret.evidence == "claim-11"
    sources = (*robots.stack.sources, robots.stack.sources[0].model_copy(update={"source": "x", "title": "A secret"}))
    evidence = tuple(
        row.model_copy(update={"source": "x", "locator": "safe 7"}) if row.confidential else row
        for row in robots.stack.evidence
    )
    tables = {name: getattr(robots.stack, name) for name in ("layers", "components", "actors", "offers", "needs")}
    stack = Stack(settings=robots.stack.settings, sources=sources, evidence=evidence, **tables)
    write_pages(stack, tmp_path, {})
    text = (tmp_path / "evidence.html").read_text(encoding="utf-8")
    everything = text + "\n".join(unpacked(text))
    for word in (secret.claim_en, secret.claim_zh, "A secret", "safe 7", "claim-11"):
        assert word not in everything, word
    assert 'data-gap="confidential" data-value="1"' in text


def test_only_web_addresses_become_links(robots: Written, hostile: Written):
    assert re.findall(r'<a href="(h[^"]*)" rel="([^"]*)"', text_of(robots)) == [
        ("https://example.org/paper#p3", "noopener noreferrer")
    ]
    assert "javascript:window.broken=1" in text_of(hostile)
    assert not re.search(r'href="(?:javascript|h)', text_of(hostile))
    address = "https://a.org/x"
    assert located(f"见 {address}，第2页") == [("见 ", None), (address, address), ("，第2页", None)]


def test_it_stays_small(metaverse: Written, robots: Written, tmp_path):
    assert (metaverse.folder / "evidence.html").stat().st_size < 500_000
    write_pages(metaverse.stack, tmp_path, {}, lang="en")
    assert (tmp_path / "evidence.html").stat().st_size < 500_000


def test_a_stack_without_claims_says_so(tiny: Written):
    text = text_of(tiny)
    assert "The data record no claim" in text and '<li id="c=' not in text


@pytest.mark.pages
def test_without_script_it_is_a_list_by_source(browser, robots: Written):
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(robots.address("evidence.html", "c=claim-3"))
    assert page.locator(".source li").count() == 11
    assert "虚构的依据3。" in page.inner_text(".source")
    assert page.locator("form.filter").is_hidden()
    assert page.locator("li:target").get_attribute("data-b") == "public"
    context.close()


@pytest.mark.pages
def test_filters_narrow_the_claims(visit, robots: Written):
    page = visit(robots.address("evidence.html", "en"))
    page.wait_for_selector("html[data-claims]", state="attached")
    shown = "document.querySelectorAll('.source li:not([hidden])').length"
    rows = [row for row in robots.stack.evidence if not row.confidential]
    assert page.evaluate(shown) == len(rows) == 11
    page.select_option("#basis", "stated")
    stated = [row for row in rows if row.basis == "stated"]
    assert page.evaluate(shown) == len(stated) > 0
    assert f"{len(stated)} of 11 claims shown" in page.inner_text("form.filter")
    assert page.evaluate("location.hash") == "#b=stated&en"
    page.fill("#text", "claim 6.")
    assert page.evaluate(shown) == 1
    page.fill("#text", "虚构的依据6")
    assert page.evaluate(shown) == 1
    page.fill("#text", "no such thing")
    assert page.evaluate(shown) == 0 and page.locator("#nothing").is_visible()
    page.click("#clear")
    assert page.evaluate(shown) == 11


@pytest.mark.pages
def test_an_address_names_a_claim_or_what_cites_it(visit, robots: Written):
    page = visit(robots.address("evidence.html", "c=claim-4&en"))
    assert page.locator("li.found").count() == 1
    assert "An invented claim 4." in page.inner_text("li.found")
    assert page.evaluate("document.querySelector('li.found').getBoundingClientRect().top < innerHeight")
    offers = [row for row in robots.stack.offers if row.component == "parts-0"]
    wanted = {one for row in (*offers, *robots.stack.components) if row.component == "parts-0" for one in row.evidence}
    switched = {row.offer for row in offers} & {row.from_offer for row in robots.stack.switches if row.evidence}
    needed = {one for row in robots.stack.needs if row.dependent == "parts-0" for one in row.evidence}
    assert not switched
    secret = {row.evidence for row in robots.stack.evidence if row.confidential}
    page = visit(robots.address("evidence.html", "u=parts-0&en"))
    page.wait_for_selector("html[data-claims]", state="attached")
    ids = page.eval_on_selector_all(".source li:not([hidden])", "all => all.map(one => one.id.slice(2))")
    assert set(ids) == (wanted | needed) - secret
    assert "Harmonic reducer" in page.inner_text("#unit")


@pytest.mark.pages
def test_the_language_changes_with_one_click(visit, robots: Written):
    page = visit(robots.address("evidence.html"))
    page.wait_for_selector("html[data-claims]", state="attached")
    assert "虚构的依据1。" in page.inner_text(".source")
    page.click("#language")
    assert "An invented claim 1." in page.inner_text(".source")
    assert "虚构的依据1。" not in page.inner_text(".source")
    links = page.eval_on_selector_all(".source a[data-map]", "all => all.map(one => one.getAttribute('href'))")
    assert links and all(link.endswith("&l=en") for link in links)


@pytest.mark.pages
@pytest.mark.parametrize("language", ["en", "zh"])
def test_hostile_texts_are_only_texts(visit, hostile: Written, language: str):
    page = visit(hostile.address("evidence.html", language))
    page.wait_for_selector("html[data-claims]", state="attached")
    page.fill("#text", "script")
    assert page.evaluate("window.broken === undefined")
    assert page.locator("img").count() == 0
    assert "{{ 7*7 }}" in page.inner_text("body")
