"""The folder of the results: how it is called, whose it is, and how new results take the place of old ones."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .show import in_use

if TYPE_CHECKING:
    from ..stack import Stack
    from ..structure import Viewpoint

__all__ = ["free_folder", "home_name", "replace_results", "results_name", "source_of"]

MANIFEST = "manifest.json"


def source_of(name: str) -> str:
    """Return what the results come from: a bundled name, ``wind.csv`` or ``my-stack/``; never where it lies.

    Examples
    --------
    >>> source_of("euv"), source_of("no/such/folder/wind.csv")
    ('euv', 'wind.csv')
    """
    from ..stack.bundled import bundled_called

    place = Path(name)
    return bundled_called(name) or place.resolve().name + ("/" if place.is_dir() else "")


def results_name(stack: Stack, seen: Viewpoint, source: str, *, as_of: int | None, basis: str | None) -> str:
    """Name the results by what differs from the stack's own seat, so that runs never overwrite each other.

    One's own stack that is called like a bundled one is told apart from it.
    """
    from ..stack.bundled import bundled_names

    own, parts = stack.settings, [stack.settings.id]
    if own.id in bundled_names() and source != own.id:
        parts.append("own")
    if seen.home != frozenset(own.home):
        parts.append(home_name(stack, seen.home))
    if seen.lens != own.lens:
        parts.append(seen.lens)
    if seen.mode != own.mode:
        parts.append(seen.mode)
    if as_of is not None:
        parts.append(str(as_of))
    if basis is not None:
        parts.append("+".join(sorted(word.strip() for word in basis.replace(";", ",").split(","))))
    return "-".join(parts)


def home_name(stack: Stack, home: frozenset[str]) -> str:
    """Name a home in a folder's name: a bloc by its id, a long list by its length and a digest."""
    from ..countries import bloc_members

    for bloc, members in sorted(bloc_members(stack.blocs, stack.settings.as_of).items()):
        if home == frozenset(members):
            return bloc
    codes = "+".join(sorted(home)) or "none"
    return codes if len(codes) <= 60 else f"{len(home)}-{sha256(codes.encode()).hexdigest()[:8]}"


def free_folder(folder: Path, source: str) -> Path:
    """Return the folder, with a number behind it where the results of another source are there.

    Two sheets may have the same id, because signs that no folder can have are left out of it.
    """
    found, at = folder, 2
    while _manifest(found).get("source", source) != source:
        found, at = folder.with_name(f"{folder.name}-{at}"), at + 1
    return found


def _manifest(folder: Path) -> dict[str, Any]:
    """Return what an earlier run wrote of itself; nothing where there was none, or nothing that can be read."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def replace_results(made: Path, folder: Path, stack: Stack, source: str, missing: Sequence[str] = ()) -> None:
    """Move the new files over, delete our old ones that are gone, and leave everybody else's alone.

    All or nothing: what was there is first moved aside, and back again if one of it cannot be replaced.
    """
    files = sorted(path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file())
    told = _manifest(folder).get("files")
    before = [str(name) for name in told] if isinstance(told, list) else []
    ours = folder.resolve()
    listed = [(ours / name).resolve() for name in before]
    named = [path.relative_to(ours).as_posix() for path in listed if ours in path.parents]
    gone = [name for name in named if name not in files]
    about: dict[str, Any] = {"stack": stack.settings.id, "source": source, "digest": stack.digest}
    if missing:
        about["missing"] = list(missing)
    text = json.dumps({**about, "files": files}, indent=1, ensure_ascii=False)
    (made / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")
    with tempfile.TemporaryDirectory(prefix=".before-", dir=made) as aside:
        undo: list[tuple[Path, Path]] = []

        def move(start: Path, end: Path) -> None:
            end.parent.mkdir(parents=True, exist_ok=True)
            try:
                start.replace(end)
            except PermissionError:
                raise in_use(start if start.is_relative_to(folder) else end) from None
            undo.append((end, start))

        try:
            for name in (*files, *gone, MANIFEST):
                if (folder / name).is_file():
                    move(folder / name, Path(aside) / name)
            for name in (*files, MANIFEST):
                move(made / name, folder / name)
        except BaseException:
            for end, start in reversed(undo):
                with suppress(OSError):  # one that will not go back must not keep the others
                    end.replace(start)
            raise
