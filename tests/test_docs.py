"""What the documents tell people to type works."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

import chainmap as cm
from chainmap.stack import data_folder
from tests.cli.terminal import chainmap
from tests.cli.test_app import EXAMPLES
from tests.conftest import ROOT

PAGES = [
    ROOT / name
    for name in (
        "README.md",
        "README.zh-CN.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "docs/why-not-centrality.md",
        "docs/your-data.md",
    )
]
PAGES = [path for path in PAGES if path.is_file()]


def blocks(path: Path, language: str) -> list[str]:
    """Return the code blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def commands(path: Path) -> list[str]:
    """Return every line of a shell block that begins with ``chainmap``, without its comment."""
    lines = [line.partition(" #")[0].strip() for block in blocks(path, "sh") for line in block.splitlines()]
    return [line for line in lines if line.startswith("chainmap")]


COMMANDS = [(path.name, command) for path in PAGES if path.name != "your-data.md" for command in commands(path)]
"""Of the guide ``your-data.md`` the commands follow on each other: tests/test_your_data.py runs them in their order."""


@pytest.mark.skipif(not (ROOT / "README.md").is_file(), reason="there is no README.md yet")
def test_the_readme_shows_how_to_ask():
    shown = " ".join(command for page, command in COMMANDS if page == "README.md")
    assert "chainmap run" in shown and "chainmap single-points" in shown


NEW = [(page, command) for page, command in COMMANDS if not {command, f"{command} --open"} & set(EXAMPLES.values())]
"""Those that are no example of a command's help: tests/cli runs these."""


@pytest.mark.parametrize(("page", "command"), NEW)
def test_every_command_runs(capsys, monkeypatch, tmp_path, page, command):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("webbrowser.open", lambda _: True)
    for place in ("path/to/your-stack", "path/to/folder", "my-industry"):
        if place in command:
            shutil.copytree(data_folder() / "euv", tmp_path / place)
    for sheet in (ROOT / "docs" / "examples").glob("*.csv"):
        shutil.copy(sheet, tmp_path)
    if "check wind-full.xlsx" in command:
        chainmap(capsys, "new", "wind-full.xlsx", "--from", "wind.csv")
    done = chainmap(capsys, *shlex.split(command)[1:])
    assert done.code == 0, done.err


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_python_block_runs(monkeypatch, tmp_path, path):
    monkeypatch.chdir(tmp_path)
    names = {"cm": cm}
    for block in blocks(path, "python"):
        exec(compile(block, path.name, "exec"), names)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_somewhere(path):
    text = path.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if "://" not in link:
            assert (ROOT / link).exists() or (path.parent / link).exists(), link


def test_the_targets_that_are_named_are_in_the_makefile():
    made = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for path in PAGES:
        for block in [*blocks(path, "sh"), path.read_text(encoding="utf-8")]:
            named = set(re.findall(r"(?:^|`)make ([a-z]+)", block, re.MULTILINE))
            assert named <= made, (path.name, named - made)
