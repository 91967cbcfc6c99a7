"""Would an answer be written over what it is made from?"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..errors import WrongQuestion

__all__ = ["refuse_input", "refuse_own_folder"]

_TABLES = ("stack.yaml", "components.csv")
"""A folder with one of these holds a stack."""


def refuse_input(target: Path, stacks: Iterable[str]) -> None:
    """Refuse a file that is one of the inputs, or that would become a table of an input folder.

    Parameters
    ----------
    target
        Where the answer is to go.
    stacks
        What the command reads: bundled names and paths. A name of nothing is left to whoever reads it.

    Raises
    ------
    WrongQuestion
        Before anything is read or written.
    """
    for name in stacks:
        place = _place(name)
        if place is None:
            continue
        if _same(place, target):
            raise WrongQuestion(
                f"{target} is the stack that is read: the answer would overwrite it. Name another file with --out."
            )
        if place.is_dir() and (_same(place, target.parent) or _same_as_one_of(place, target)):
            _refuse_table(place, target)


def _refuse_table(place: Path, target: Path) -> None:
    from ..stack.folder import FILES

    theirs = {name.casefold() for name in FILES}
    if target.name.casefold() in theirs or _same_as_one_of(place, target):
        what = f"{target} is a table of the stack that is read"
        raise WrongQuestion(f"{what}: the answer would overwrite it. Name another file with --out.")


def refuse_own_folder(results: Path, stack: str) -> None:
    """Refuse to put results into a folder that holds a stack, or into the one where the sheet lies.

    Raises
    ------
    WrongQuestion
        Before anything is written.
    """
    place = _place(stack)
    if place is not None and (_same(place, results) or _inside(place, results)):
        what = "the stack itself" if place.is_dir() else f"{place.name}, the sheet that is read"
        raise WrongQuestion(f"the results would go to {results}, which holds {what}. Name another folder with --out.")
    if any((results / name).exists() for name in _TABLES):
        raise WrongQuestion(f"the results would go to {results}, which holds a stack. Name another folder with --out.")


def _place(name: str) -> Path | None:
    from ..errors import UnknownName
    from ..stack import place_of

    try:
        return place_of(name)
    except UnknownName:
        return None


def _same(one: Path, other: Path) -> bool:
    """Say whether two paths lead to the same place, whatever their spelling, links included."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):  # one of them is not there
        return False


def _same_as_one_of(place: Path, target: Path) -> bool:
    from ..stack.folder import FILES

    return any(_same(place / name, target) for name in FILES)


def _inside(place: Path, results: Path) -> bool:
    return any(_same(parent, results) for parent in place.resolve().parents)
