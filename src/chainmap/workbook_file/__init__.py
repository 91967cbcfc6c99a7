"""Workbooks (.xlsx): bytes in, sheets of texts out, and back again.

This is the only place that imports openpyxl (which writes) and python-calamine (which reads). It knows
nothing of stacks: :mod:`.container`, :mod:`.package`, :mod:`.scan` and :mod:`.xml_part` decide, from the
zip inwards, whether the bytes are a sound workbook; :mod:`.read` turns its cells into texts; and
:mod:`.write` turns tables into a workbook.
"""

from __future__ import annotations

from .read import read_workbook
from .sheets import DropDown, Refusal, Sheet, SheetOut, Workbook, column_letter
from .write import write_workbook

__all__ = [
    "DropDown",
    "Refusal",
    "Sheet",
    "SheetOut",
    "Workbook",
    "column_letter",
    "read_workbook",
    "write_workbook",
]
