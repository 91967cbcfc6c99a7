"""A new file or folder where there was none: whole or not at all, and never over something else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from ..errors import ChainmapError
from .write import not_written, write_beside

__all__ = ["refuse_taken", "write_fresh"]


def refuse_taken(target: Path) -> None:
    """Refuse a place where something is, or whose folder is not there.

    Raises
    ------
    ChainmapError
        With the remedy.
    """
    try:
        taken = os.path.lexists(target)
        parent_there = target.parent.is_dir()
    except (OSError, ValueError) as error:  # a name too long, a NUL in it
        raise not_written(target, error) from error
    if taken:
        raise ChainmapError(f"{target} is already there. Choose another name, or move it away.")
    if not parent_there:
        raise ChainmapError(f"there is no folder {target.parent}. Make it first, or choose another place.")


def write_fresh(target: Path, content: bytes | Mapping[str, bytes]) -> None:
    """Write a new file, or a new folder from its files by name.

    It is made beside its place and then renamed, so that nothing half-written is ever there.

    Raises
    ------
    ChainmapError
        When the place is taken, its folder is not there, or it cannot be written.
    """
    refuse_taken(target)
    try:
        if isinstance(content, bytes):
            write_beside(target, content)
        else:
            _folder(target, content)
    except (OSError, ValueError) as error:
        raise not_written(target, error) from error


def _folder(target: Path, files: Mapping[str, bytes]) -> None:
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    beside.mkdir()
    try:
        for name, data in files.items():
            (beside / name).write_bytes(data)
        beside.rename(target)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
