"""Every column is declared once, and its declaration makes sense."""

from __future__ import annotations

import typing
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from chainmap.schema import KEYS, TABLES, Actor, Column, Row, Settings, columns_of
from chainmap.schema.answers import ANSWERS
from chainmap.stack.cells import parse_cell

MODELS: dict[str, type[Row]] = {
    "stack.yaml": Settings,
    **TABLES,
    **{f"answer {name}": model for name, model in ANSWERS.items()},
}
EVERY = [
    pytest.param(model, column, id=f"{name}.{column.name}")
    for name, model in MODELS.items()
    for column in columns_of(model)
]

PYTHON_TYPE: dict[str, type] = {
    "id": str,
    "ref": str,
    "text": str,
    "choice": str,
    "country": str,
    "number": float,
    "share": float,
    "integer": int,
    "yesno": bool,
}


def types_of(model: type[Row], column: Column) -> set[Any]:
    """The types that a field may hold, choices as the type of their words."""
    found = model.model_fields[column.name].annotation
    parts = get_args(found) if type(None) in get_args(found) else (found,)
    return {type(get_args(part)[0]) if typing.get_origin(part) is typing.Literal else part for part in parts}


@pytest.mark.parametrize(("model", "column"), EVERY)
def test_the_field_can_hold_what_the_column_declares(model: type[Row], column: Column) -> None:
    found = types_of(model, column) - {type(None)}
    if column.several:
        assert found == {tuple[str, ...]}
    else:
        assert found == {PYTHON_TYPE[column.kind]}
    may_be_none = type(None) in types_of(model, column)
    assert may_be_none == (not column.required and column.default is None)


@pytest.mark.parametrize(("model", "column"), EVERY)
def test_the_declaration_is_whole(model: type[Row], column: Column) -> None:
    assert column.about
    assert not column.about.endswith(".") or column.about.endswith("...")
    assert bool(column.choices) == (column.kind == "choice")
    assert bool(column.ref) == (column.kind in ("ref", "refs"))
    if column.kind == "choice":
        annotation = model.model_fields[column.name].annotation
        words = [part for part in (annotation, *get_args(annotation)) if typing.get_origin(part) is typing.Literal]
        assert set(column.choices) == {word for part in words for word in get_args(part)}
    if column.kind == "share":
        assert (column.low, column.high) == (0.0, 1.0)


@pytest.mark.parametrize(("model", "column"), EVERY)
def test_references_lead_to_ids(model: type[Row], column: Column) -> None:
    for ref in column.ref:
        table, _, name = ref.partition(".")
        target = next(one for one in columns_of(TABLES[table]) if one.name == name)
        assert target.kind == "id"


@pytest.mark.parametrize(("model", "column"), [one for one in EVERY if "answer" not in str(one.id)])
def test_defaults_are_values_of_the_column(model: type[Row], column: Column) -> None:
    if column.default in (None, ()):
        return
    text = {True: "yes", False: "no"}.get(column.default) if isinstance(column.default, bool) else str(column.default)
    assert parse_cell(str(text), column).value == column.default


@pytest.mark.parametrize("name", TABLES)
def test_low_and_high_stand_beside_their_value(name: str) -> None:
    columns = {column.name: column for column in columns_of(TABLES[name])}
    for low in [column for column in columns.values() if column.name.endswith("_low")]:
        stem = low.name.removesuffix("_low")
        for other in (columns[stem], columns[f"{stem}_high"]):
            assert (other.kind, other.unit, other.low, other.high) == (low.kind, low.unit, low.low, low.high)


def test_keys_are_columns() -> None:
    assert list(KEYS) == list(TABLES)
    for table, key in KEYS.items():
        columns = {column.name: column for column in columns_of(TABLES[table])}
        assert set(key) <= set(columns)
        ids = [column.name for column in columns.values() if column.kind == "id"]
        assert not ids or key == (ids[0],) == tuple(ids)


def test_rows_are_frozen_and_refuse_what_nobody_declared() -> None:
    with pytest.raises(ValidationError):
        Actor(actor="a", colour="red")  # type: ignore[call-arg]
    with pytest.raises(ValidationError):
        Actor(actor="a").actor = "b"  # type: ignore[misc]


def test_a_field_without_a_declaration_is_refused() -> None:
    class Wrong(Row):
        name: str

    with pytest.raises(TypeError, match=r"Wrong\.name is not declared with col"):
        columns_of(Wrong)
