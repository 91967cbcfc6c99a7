import re

from chainmap.pages import write_pages

from . import stacks
from .conftest import Written, unpacked

PAGES = ["index.html", "chokepoints.html", "map.html", "evidence.html", "brief.en.html", "brief.html"]


def test_these_pages_and_nothing_else(robots: Written, tmp_path):
    written = write_pages(robots.stack, tmp_path / "new", robots.answers)
    assert [path.name for path in written] == PAGES
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == sorted(PAGES)


def test_the_same_bytes_twice(robots: Written, tmp_path):
    again = write_pages(stacks.robots(), tmp_path, robots.answers)
    for path in again:
        assert path.read_bytes() == (robots.folder / path.name).read_bytes()


def test_pages_are_small_and_hold_no_path(robots: Written):
    for name in PAGES:
        text = (robots.folder / name).read_text(encoding="utf-8")
        assert len(text.encode()) <= 450_000
        assert str(robots.folder) not in text and "/home/" not in text and "\r" not in text


def test_no_page_asks_another_address(robots: Written):
    for name in PAGES:
        text = (robots.folder / name).read_text(encoding="utf-8")
        tags = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", text, flags=re.DOTALL)
        # The place of a claim may be a link that somebody has to follow; nothing is asked for by itself.
        tags = re.sub(r'<a href="https?://[^"]*" rel="noopener noreferrer">', "", tags)
        addresses = re.findall(r'(?:src|href|action)="([^"]*)"', tags)
        assert not [one for one in addresses if re.match(r"(?!data:)\w+:|//", one)]
        assert not re.search(r'\s(?:style|on\w+)="', tags)


def test_home_lens_and_language_can_be_chosen(robots: Written, tmp_path):
    write_pages(robots.stack, tmp_path, robots.answers, home=["USA"], lens="hq", lang="en")
    text = (tmp_path / "map.html").read_text(encoding="utf-8")
    stack = unpacked(text)["stack"]
    assert (stack["home"], stack["lens"], stack["lang"]) == (["USA"], "hq", "en")
    assert '<html lang="en"' in text


def test_a_stack_without_a_chinese_title_opens_in_english(tiny: Written):
    assert '<html lang="en"' in (tiny.folder / "index.html").read_text(encoding="utf-8")
