"""What is wrong with one cell, before anybody knows where it stands."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Complaint", "Refused"]


@dataclass(frozen=True)
class Complaint:
    """What is wrong with a cell, and the remedy."""

    text: str
    remedy: str
    warning: bool = False


class Refused(Exception):
    """Carries a complaint out of the reader of a cell."""

    def __init__(self, text: str, remedy: str) -> None:
        self.complaint = Complaint(text, remedy)
