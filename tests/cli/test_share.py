"""The commands ``share`` and ``page``: what they write, say and refuse."""

from __future__ import annotations

import pytest

import chainmap as cm

from .terminal import chainmap


def test_one_file_to_send(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    done = chainmap(capsys, "share", "euv", "--out", "a.html", "--without", "notes,costs", "--lang", "en")
    assert done.code == 0, done.err
    assert "Inside: evidence. Left out: notes, costs." in done.out and done.out.startswith("a.html: ")
    text = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert '<html lang="en"' in text and cm.bundled("euv").digest[:16] in text
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_the_command_writes_what_the_function_writes(capsys, tmp_path):
    one = chainmap(capsys, "share", "euv", "-o", tmp_path / "a.html", "--lang", "zh", "--without", "notes", "-q")
    assert (one.code, one.out) == (0, "")
    cm.share(cm.bundled("euv"), tmp_path / "b.html", without="notes", lang="zh")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_without_may_be_repeated_and_the_name_left_out(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    done = chainmap(capsys, "share", "euv", "--without", "notes", "--without", "evidence")
    assert done.code == 0 and "Left out: notes, evidence." in done.out
    assert [path.name for path in tmp_path.iterdir()] == ["euv.html"]


def test_a_document(capsys, tmp_path):
    done = chainmap(capsys, "share", "euv", "-o", tmp_path / "a.docx", "--lang", "en", "--home", "USA")
    assert done.code == 0, done.err
    assert (tmp_path / "a.docx").read_bytes()[:2] == b"PK"


def test_the_seat_is_that_of_the_question(capsys, tmp_path):
    done = chainmap(capsys, "share", "euv", "-o", tmp_path / "a.html", "--lang", "en", "--home", "USA", "--lens", "hq")
    assert done.code == 0
    assert "Seen from United States" in (tmp_path / "a.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["share", "euv", "--out", "a.pdf"], "use .html or .docx"),
        (["share", "euv", "--out", "no/a.html"], "there is no folder"),
        (["share", "euv", "--without", "prices"], "notes, evidence, costs"),
        (["share", "euv", "--lang", "fr"], "en or zh"),
        (["share", "euvv"], "did you mean euv"),
        (["share", "euv", "--home", "Chian"], "China"),
        (["page", "euvv"], "did you mean euv"),
        (["page", "euv", "--lens", "eyes"], "owner"),
    ],
)
def test_a_wrong_question_is_one_message_and_nothing_is_written(capsys, monkeypatch, tmp_path, words, said):
    monkeypatch.chdir(tmp_path)
    done = chainmap(capsys, *words)
    assert done.code == 2 and said in done.err and "Traceback" not in done.err
    assert not list(tmp_path.iterdir())


def test_only_the_pages(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    done = chainmap(capsys, "page", "euv", "--lang", "en", "--open")
    assert done.code == 0, done.err
    names = {path.name for path in (tmp_path / "euv-pages").iterdir()}
    assert {"index.html", "map.html", "evidence.html"} <= names and not any(name.endswith(".csv") for name in names)
    assert opened == [(tmp_path / "euv-pages" / "index.html").as_uri()] and opened[0] in done.out
