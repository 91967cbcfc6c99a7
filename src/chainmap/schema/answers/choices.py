"""Words that several answers choose from."""

from __future__ import annotations

from typing import Literal

__all__ = ["BOUNDS", "HOLDS", "READINGS", "Holds", "Reading"]

Holds = Literal["proved", "as_listed", "possible", ""]
Reading = Literal["as_listed", "proved"]
HOLDS = ("proved", "as_listed", "possible", "")
READINGS: tuple[Reading, ...] = ("as_listed", "proved")
BOUNDS = ("exact", "sound")
