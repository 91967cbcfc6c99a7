"""What ships with the program: stacks and scenarios, found by name; anything else is a path."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ..errors import UnknownName
from .model import Stack
from .nearest import nearest
from .read import read_stack
from .settings_file import STACK_FILE

__all__ = [
    "bundled",
    "bundled_called",
    "bundled_names",
    "bundled_scenario",
    "bundled_scenarios",
    "data_folder",
    "open_stack",
    "place_of",
]


@lru_cache(maxsize=1)
def data_folder() -> Path:
    """Return the folder of bundled stacks and scenarios: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "data"
    return inside if inside.is_dir() else package.parent.parent / "data"


def bundled_names() -> tuple[str, ...]:
    """Return the names of the bundled stacks, sorted."""
    return tuple(sorted(found.parent.name for found in data_folder().glob(f"*/{STACK_FILE}")))


def bundled_scenarios() -> tuple[Path, ...]:
    """Return the files of the bundled scenarios, sorted by name."""
    return tuple(sorted((data_folder() / "scenarios").glob("*.yaml")))


def bundled(name: str = "metaverse") -> Stack:
    """Read a stack that ships with the program.

    Parameters
    ----------
    name
        One of :func:`bundled_names`.

    Raises
    ------
    UnknownName
        When no bundled stack is called so.

    Examples
    --------
    >>> import chainmap as cm
    >>> cm.bundled("euv").settings.id
    'euv'
    """
    if name not in bundled_names():
        raise _unknown("bundled stack", name, bundled_names())
    return read_stack(data_folder() / name)


def place_of(name: str) -> Path:
    """Return what a person means: a bundled stack first, else the path of a folder or file (``./euv`` is one).

    Raises
    ------
    UnknownName
        When it is neither.
    """
    if name in bundled_names():
        return data_folder() / name
    return _path("bundled stack, folder, workbook or sheet", name, bundled_names())


def bundled_called(name: str) -> str | None:
    """Return the bundled stack that a name or path leads to; None for one's own, whatever it is called.

    Examples
    --------
    >>> bundled_called("euv"), bundled_called("./no-such-folder/euv")
    ('euv', None)
    """
    if name in bundled_names():
        return name
    try:
        place = Path(name).resolve()
    except (OSError, ValueError):  # a name too long, a NUL in it
        return None
    ours = place.parent == data_folder().resolve() and place.name in bundled_names()
    return place.name if ours else None


def open_stack(name: str) -> Stack:
    """Read a bundled stack, or the stack in a folder, a workbook or a sheet."""
    return read_stack(place_of(name))


def bundled_scenario(name: str) -> str:
    """Return the file that a person means: the name of a bundled scenario first, otherwise a path."""
    files = {path.stem: path for path in bundled_scenarios()}
    return str(files[name] if name in files else _path("bundled scenario or file", name, tuple(files)))


def _path(kind: str, name: str, names: tuple[str, ...]) -> Path:
    path = Path(name)
    try:
        there = path.exists()
    except (OSError, ValueError):  # a name too long, a NUL in it
        there = False
    if not there:
        raise _unknown(kind, name, names)
    return path


def _unknown(kind: str, name: str, names: tuple[str, ...]) -> UnknownName:
    near = nearest(name, names)
    return UnknownName(kind, name, [near] if near else names)
