"""Every sentence of the reading is shown by the command under it, and every figure in it is printed there."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass

import pytest

from tests.cli.terminal import chainmap
from tests.conftest import ROOT
from tools import data_readme

FILE = ROOT / "docs" / "reading-metaverse.md"
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
NUMBER = re.compile(r"(?<![A-Za-z0-9_.])\d+(?:\.\d+)?(?![0-9]*[A-Za-z])")
YEARS = {"2022", "2025"}


@dataclass(frozen=True)
class Shown:
    """A paragraph, and the commands under it with what each must print."""

    text: str
    commands: tuple[tuple[str, str], ...]


def passages(text: str) -> list[Shown]:
    """Return the paragraphs that a block of commands follows."""
    found = []
    for before, block in re.findall(r"((?:(?!^```)[\s\S])*?)^```sh\n([\s\S]*?)^```\n", text, re.MULTILINE):
        lines = (line.split("  # ", 1) for line in block.splitlines())
        paragraph = HEADING.split(before)[-1].strip()
        found.append(Shown(paragraph, tuple((command.strip(), wanted.strip()) for command, wanted in lines)))
    return found


ENGLISH, CHINESE = re.split(r"^(?=# 怎样)", FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)
PASSAGES = {"en": passages(ENGLISH), "zh": passages(CHINESE)}
COMMANDS = sorted({one for shown in PASSAGES["en"] for one in shown.commands})


def printed(command: str, capsys: pytest.CaptureFixture[str]) -> tuple[str, ...]:
    if command.startswith("python tools/data_readme.py"):
        assert data_readme.main(command.split()[2:]) == 0
        return tuple(capsys.readouterr().out.splitlines())
    done = chainmap(capsys, *shlex.split(command)[1:], "--format", "csv", "--lang", "en")
    assert done.code == 0, done.err
    return tuple(done.out.splitlines())


def shows(lines: tuple[str, ...], wanted: str) -> bool:
    """Say whether the lines of an answer hold what is to be looked for: all parts of it in one line."""
    if wanted.startswith("not "):
        return not any(wanted.removeprefix("not ") in line for line in lines)
    if match := re.fullmatch(r"(\d+) rows: (.+)", wanted):
        return sum(match[2] in line for line in lines) == int(match[1])
    return any(all(part.strip() in line for part in wanted.split(" & ")) for line in lines)


@pytest.mark.parametrize(("command", "wanted"), COMMANDS)
def test_every_command_prints_what_it_is_cited_for(capsys, monkeypatch, tmp_path, command, wanted):
    monkeypatch.chdir(tmp_path)
    lines = printed(command, capsys)
    for one in wanted.split(" | "):
        assert shows(lines, one), (one, lines[:40])


@pytest.mark.parametrize("language", PASSAGES)
def test_no_number_without_its_command(language):
    assert len(PASSAGES[language]) >= 16
    for shown in PASSAGES[language]:
        figures = {float(one) for _, wanted in shown.commands for one in re.findall(r"\d+(?:\.\d+)?", wanted)}
        for number in NUMBER.findall(re.sub(r"`[^`]*`", "", shown.text)):
            digits = len(number.partition(".")[2])
            assert number in YEARS or any(round(one, digits) == float(number) for one in figures), (number, shown.text)


def test_both_languages_cite_the_same_commands():
    assert [shown.commands for shown in PASSAGES["en"]] == [shown.commands for shown in PASSAGES["zh"]]
    figures = [[sorted(set(NUMBER.findall(shown.text))) for shown in PASSAGES[language]] for language in PASSAGES]
    assert figures[0] == figures[1]


def test_it_is_short_enough_to_be_read_aloud():
    words = re.sub(r"```[\s\S]*?```", "", ENGLISH).split()
    assert len(words) < 1100


def test_its_links_lead_somewhere():
    for link in re.findall(r"\]\(([^)#\s]+)\)", FILE.read_text(encoding="utf-8")):
        assert (FILE.parent / link).exists(), link


def test_looking_for_means_what_it_says():
    lines = ("a,1,x", "a,2,y", "b,3,x")
    assert shows(lines, "a & y") and not shows(lines, "b & y")
    assert shows(lines, "2 rows: a,") and not shows(lines, "1 rows: a,")
    assert shows(lines, "not c") and not shows(lines, "not b")
