"""One column, declared once: its kind, unit, bounds, choices, reference and meaning.

Loader, checks, foreign keys, ``docs/tables.md``, result frames and tests all read
the :class:`Column` that :func:`col` attaches to a field of a row model.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["Column", "Kind", "Row", "col", "columns_of"]

Kind = Literal[
    "id",  # names this row; unique in its table
    "ref",  # the id of a row in another table
    "refs",  # several of them, separated by ;
    "text",  # free text
    "texts",  # several, separated by ;
    "choice",  # one of a few words
    "countries",  # ISO 3166 alpha-3 codes, separated by ;
    "country",  # one ISO 3166 alpha-3 code
    "label",  # domestic, foreign, or country codes, as the source printed it
    "number",
    "integer",
    "share",  # a number from 0 to 1
    "yesno",
    "units",  # result frames only: names of units such as country:USA
]


@dataclass(frozen=True)
class Column:
    """What one column of one table means; every reader of tables uses this and nothing else.

    ``kind`` decides how a cell is parsed; ``unit`` is printed beside numbers; ``low`` and
    ``high`` bound them; ``choices`` lists the words allowed; ``ref`` names the columns whose
    ids may stand here (``("actors.actor",)``); ``required`` columns may not be empty.
    """

    name: str
    kind: Kind
    about: str
    required: bool
    default: Any
    unit: str = ""
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    ref: tuple[str, ...] = ()

    @property
    def several(self) -> bool:
        """Whether a cell may hold several values separated by semicolons."""
        return self.kind in ("refs", "texts", "countries", "label", "units")


class Row(BaseModel):
    """One row of one table: frozen, and it refuses columns that nobody declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def col(
    kind: Kind,
    about: str,
    *,
    default: Any = None,
    required: bool = False,
    unit: str = "",
    low: float | None = None,
    high: float | None = None,
    choices: tuple[str, ...] = (),
    ref: str = "",
) -> Any:
    """Declare a column as the field of a :class:`Row`; its name and default come from the field."""
    if kind == "share":
        low, high, unit = 0.0, 1.0, unit or "share"
    meaning = {
        "kind": kind,
        "required": required,
        "unit": unit,
        "low": low,
        "high": high,
        "choices": choices,
        "ref": tuple(ref.split()),
    }
    extra: Any = {"column": meaning}
    if required:
        return Field(description=about, json_schema_extra=extra)
    if default is None and kind in ("refs", "texts", "countries", "label", "units"):
        default = ()
    return Field(default=default, description=about, json_schema_extra=extra)


@cache
def columns_of(row: type[Row]) -> tuple[Column, ...]:
    """Return the columns of a row model in the order in which they are declared."""
    found = []
    for name, field in row.model_fields.items():
        extra = field.json_schema_extra
        if not isinstance(extra, dict) or not isinstance(extra.get("column"), dict):
            raise TypeError(f"{row.__name__}.{name} is not declared with col()")
        meaning: dict[str, Any] = dict(extra["column"])  # type: ignore[arg-type]
        default = None if field.is_required() else field.default
        found.append(Column(name=name, about=field.description or "", default=default, **meaning))
    return tuple(found)
