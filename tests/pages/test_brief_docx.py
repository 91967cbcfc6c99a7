"""The brief as a document, read back as a word processor reads it."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pytest

import chainmap as cm
from chainmap.pages.brief_docx import brief_docx
from chainmap.pages.glossary import say
from chainmap.scenario import Scenario
from chainmap.structure import viewpoint

from . import stacks
from .conftest import Written
from .test_share import HIDDEN, MARKS, marked

SHARE = sys.modules["chainmap.pages.share"]


def read(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def texts(document: Any) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def made(written: Written, lang: str = "en", runs: Any = ()) -> bytes:
    return brief_docx(written.stack, written.answers, viewpoint(written.stack), runs, lang=lang)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_seven_questions_in_their_order(robots, lang):
    document = read(made(robots, lang))
    at = int(lang == "zh")
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert headings == [f"{number} {say(f'q{number}')[at]}" for number in range(1, 8)]
    settings = robots.stack.settings
    assert document.paragraphs[0].text == (settings.title_zh if at else settings.title_en)
    assert document.paragraphs[0].style.name == "Title"
    assert say("state_of", year=2024)[at] in document.paragraphs[1].text


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_headline_is_told_in_its_language_and_order(robots, lang):
    told = [one.text for one in read(made(robots, lang)).paragraphs]
    wanted = robots.answers["headlines"].sort_values("rank")[f"text_{lang}"].tolist()
    found = [text for line in told for text in wanted if line.startswith(text)]
    assert len(wanted) > 1 and found == wanted


def test_the_table_says_who_stops_what_alone(robots):
    """The pairs of target and country are those of the answer itself."""
    stack, answer = robots.stack, robots.answers["single_points"]
    rows = answer[(answer["lens"] == stack.settings.lens) & (answer["by"] == "country")]
    names = {row.component: row.name_en for row in stack.components}
    alone = {
        (names[target], stacks_name(stack, members[0]))
        for target, members in zip(rows["target"], rows["members"], strict=True)
        if len(members) == 1 and members[0].startswith("country:") and members[0] != "country:FOREIGN"
    }
    assert alone, "somebody stops something alone"
    table = read(made(robots)).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == [say(key)[0] for key in ("target", "rung_1", "q1_coalitions")]
    told = {
        (row.cells[0].text, re.sub(r" \([^)]*\)$", "", one))
        for row in table.rows[1:]
        for one in row.cells[1].text.split(", ")
        if one != "–"
    }
    assert told == alone
    assert {row.cells[0].text for row in table.rows[1:]} == {
        row.name_en for row in stack.components if row.weight is not None
    }


def stacks_name(stack: Any, unit: str) -> str:
    from chainmap.stack.names import name_of

    return name_of(stack, unit, "en")


def test_a_scenario_is_told(robots):
    script = Scenario.model_validate({"name": "no-usa", "steps": [{"deny": {"country": "USA"}}]})
    done = cm.run(robots.stack, script)
    table = done.tables["before_after"]
    targets = table[table["target"]]
    stopped = int(((targets["state_before"] == "works") & (targets["state_after"] != "works")).sum())
    assert f"no-usa: {stopped} of {len(targets)} targets stop" in texts(read(made(robots, runs=[done])))


def test_a_part_that_was_not_asked_says_so(robots):
    data = brief_docx(robots.stack, {}, viewpoint(robots.stack), lang="en")
    assert texts(read(data)).count(say("missing")[0]) >= 5


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_fonts_are_named_for_chinese_letters(tiny, lang):
    with zipfile.ZipFile(io.BytesIO(made(tiny, lang))) as archive:
        styles = archive.read("word/styles.xml").decode()
    for name in ("Normal", "Title", "Heading1"):
        style = re.findall(rf'<w:style [^>]*w:styleId="{name}".*?</w:style>', styles, re.DOTALL)[0]
        fonts = re.findall(r"<w:rFonts [^>]*>", style)[0]
        assert 'w:eastAsia="Microsoft YaHei"' in fonts and "Theme" not in fonts


def test_the_same_bytes_twice_with_no_date_and_no_name(robots):
    data = made(robots)
    assert made(robots) == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert archive.testzip() is None
    about = read(data).core_properties
    assert (about.author, about.last_modified_by, about.comments) == ("chainmap", "", "")
    assert about.created.year == about.modified.year == 2000


def test_hostile_texts_and_control_characters_are_text(hostile):
    title = f"{stacks.HOSTILE}\x00\x07\x1b end"
    stack = replace(hostile.stack, settings=hostile.stack.settings.model_copy(update={"title_en": title}))
    data = brief_docx(stack, hostile.answers, viewpoint(stack), lang="en", foot=[(f"{title}\ud800",) * 2])
    document = read(data)
    assert document.paragraphs[0].text == f"{stacks.HOSTILE}  end"
    assert stacks.HOSTILE in document.sections[0].footer.paragraphs[0].text
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        whole = archive.read("word/document.xml").decode()
    assert "<img" not in whole and "{{ 7*7 }}" in whole


@pytest.mark.parametrize("parts", ["", "costs", "notes,evidence,costs"])
def test_what_is_left_out_is_in_no_part_of_it(monkeypatch, tmp_path, parts):
    path = cm.share(marked(), tmp_path / "brief.docx", without=parts)
    with zipfile.ZipFile(path) as archive:
        whole = "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    assert not [mark for mark in HIDDEN if mark in whole]
    assert not [mark for part in parts.split(",") if part for mark in MARKS[part] if mark in whole]
    assert not re.search(r"/home/|/root/|python-docx", whole)
    foot = read(path.read_bytes()).sections[0].footer.paragraphs[0].text
    assert marked().digest[:16] in foot and ("已略去" in foot)


def test_without_the_library_the_remedy_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr("chainmap.pages.brief_docx.find_spec", lambda _: None)
    monkeypatch.setattr(SHARE, "answer_all", lambda *_, **__: pytest.fail("it began to work"))
    with pytest.raises(cm.MissingExtra, match=r"python-docx: pip install 'chainmap-stack\[docx\]'"):
        cm.share(stacks.tiny(), tmp_path / "brief.docx")
    assert list(tmp_path.iterdir()) == []
