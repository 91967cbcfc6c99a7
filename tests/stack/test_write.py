"""What is written reads back as the same stack, byte for byte the same each time, and never by halves."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmap.errors import ChainmapError, InvalidStack
from chainmap.schema import Actor, Component, Fact, Settings
from chainmap.stack import Stack, bundled, bundled_names, read_stack, write_stack
from chainmap.stack.folder import Folder
from chainmap.stack.read import read_files
from chainmap.stack.write import stack_files
from tests.stack.files import write_files


def small(tmp_path: Path) -> Stack:
    return read_stack(write_files(tmp_path / "given"))


def test_round_trip(tmp_path: Path) -> None:
    stack = small(tmp_path)
    folder = write_stack(stack, tmp_path / "new" / "written")
    assert folder == tmp_path / "new" / "written"
    assert read_stack(folder).digest == stack.digest


@pytest.mark.parametrize("name", bundled_names())
def test_round_trip_of_bundled_stacks(name: str, tmp_path: Path) -> None:
    stack = bundled(name)
    assert read_stack(write_stack(stack, tmp_path / name)).digest == stack.digest


def test_the_bytes(tmp_path: Path) -> None:
    """Utf-8, LF, columns and tables that say nothing left out, rows in their own order."""
    stack = Stack(
        settings=Settings(id="s", title_zh="一", home=("CHN",), encoding="gb18030"),
        components=(
            Component(component="b", weight=1.0, supply="open"),
            Component(component="a", supply="unknown", name_en='5" disc, "fast"', hs6=("854231", "854232")),
        ),
        actors=(Actor(actor="x", name_zh="二\n三"),),
    )
    files = stack_files(stack)
    assert dict(files) == {
        "stack.yaml": (
            "id: s\ntitle_zh: 一\nhome: [CHN]\nlens: owner\nmode: supply\nhorizon_months: 36\nthreshold: 0.5\n"
        ).encode(),
        "components.csv": (
            b'component,name_en,supply,weight,hs6\nb,,open,1,\na,"5"" disc, ""fast""",unknown,,854231;854232\n'
        ),
        "actors.csv": 'actor,name_zh\nx,"二\n三"\n'.encode(),
    }
    assert stack_files(stack) == files


def test_nothing_else_is_left_in_the_folder(tmp_path: Path) -> None:
    stack = small(tmp_path)
    folder = write_stack(stack, tmp_path / "written")
    (folder / "README.md").write_text("mine")
    fewer = dataclasses.replace(
        stack, layers=(), components=tuple(row.model_copy(update={"layer": None}) for row in stack.components)
    )
    write_stack(fewer, folder)
    assert sorted(path.name for path in folder.iterdir()) == sorted([*stack_files(fewer), "README.md"])
    assert read_stack(folder) == fewer


def test_other_peoples_folders_are_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "cat.jpg").write_bytes(b"x")
    with pytest.raises(ChainmapError, match=r"holds files but no stack\.yaml"):
        write_stack(small(tmp_path), folder)
    assert [path.name for path in folder.iterdir()] == ["cat.jpg"]


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(ChainmapError, match="cannot be written"):
        write_stack(small(tmp_path), tmp_path / "file" / "inside")


@pytest.mark.parametrize(
    "name",
    ["=1+1", " padded", "control\x07", "half \ud800", "cr\rlf", "x" * 20_001],
)
def test_a_text_that_could_not_be_read_back_is_not_written(name: str, tmp_path: Path) -> None:
    stack = dataclasses.replace(small(tmp_path), facts=(Fact(fact="f", metric=name),))
    with pytest.raises(ChainmapError):
        write_stack(stack, tmp_path / "written")
    assert not (tmp_path / "written").exists()


def test_a_list_with_a_semicolon_inside_is_not_written(tmp_path: Path) -> None:
    stack = small(tmp_path)
    actors = (stack.actors[0].model_copy(update={"aliases": ("a;b",)}), *stack.actors[1:])
    with pytest.raises(InvalidStack, match=r"actors\.csv.*would not read back"):
        write_stack(dataclasses.replace(stack, actors=actors), tmp_path / "written")


def test_a_stack_that_check_refuses_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(InvalidStack, match="no components"):
        write_stack(Stack(settings=Settings(id="empty")), tmp_path / "written")
    assert not (tmp_path / "written").exists()


def test_a_crash_leaves_the_old_stack_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stack = small(tmp_path)
    folder = write_stack(stack, tmp_path / "written")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:3])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(ChainmapError, match="No space left"):
        write_stack(dataclasses.replace(stack, settings=stack.settings.model_copy(update={"as_of": 2030})), folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@given(
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=30).filter(lambda text: text.strip()),
    st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=30).map(lambda text: f"x{text}x"),
)
def test_any_number_and_text_reads_back_or_is_refused(number: float, text: str, title: str) -> None:
    stack = Stack(
        settings=Settings(id="s", title_en=title),
        components=(Component(component="c", supply="open", weight=1.0, name_en=text),),
        facts=(Fact(fact="f", metric="m", value=number),),
    )
    back = read_files(Folder("s", stack_files(stack))).stack
    if back is not None:
        assert back.settings == stack.settings
        assert back.facts == stack.facts
        assert text.strip().startswith(back.components[0].name_en or "") or back.components == stack.components
