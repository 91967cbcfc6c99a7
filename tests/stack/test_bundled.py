"""What ships with the program is whole, proved and found by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from chainmap.errors import UnknownName
from chainmap.stack import (
    bundled,
    bundled_names,
    bundled_scenario,
    bundled_scenarios,
    data_folder,
    open_stack,
    place_of,
    problems_of,
)
from tests.stack.files import write_files


def test_the_bundled_stacks() -> None:
    assert {"euv", "metaverse"} <= set(bundled_names())
    assert bundled().settings.id == "metaverse"


@pytest.mark.parametrize("name", bundled_names())
def test_bundled_stacks_pass_the_strict_check(name: str) -> None:
    assert [
        str(problem) for problem in problems_of(data_folder() / name, strict=True) if problem.level == "error"
    ] == []
    assert bundled(name).settings.id == name


@pytest.mark.parametrize("name", ["metavers", "../metaverse", "", "scenarios"])
def test_an_unknown_name_is_refused(name: str) -> None:
    with pytest.raises(UnknownName, match="metaverse"):
        bundled(name)


def test_a_name_or_a_path(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "small")
    assert place_of("euv") == data_folder() / "euv"
    assert place_of(str(folder)) == folder
    assert open_stack(str(folder)).settings.id == "small"
    for wrong in ("no-such-folder", "nul\0", "x" * 5000):
        with pytest.raises(UnknownName):
            place_of(wrong)


def test_scenarios_by_name_or_path(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("name: mine\n")
    assert bundled_scenario(str(file)) == str(file)
    for path in bundled_scenarios():
        assert bundled_scenario(path.stem) == str(path)
    with pytest.raises(UnknownName):
        bundled_scenario("no-such-scenario")
