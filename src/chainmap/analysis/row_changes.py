"""Which rows of a stack were added, removed, renamed or changed?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd

from ..schema import KEYS, TABLES, Row, columns_of
from ..schema.answers import RowChange
from ..stack import Stack
from ..stack.renames import Renames, followed_row, renames
from .frames import frame
from .words import sentence

__all__ = ["row_changes"]

Key = tuple[Any, ...]

_TABLE_WORDS = {
    "stack": ("settings", "设置"),
    "sources": ("sources", "来源"),
    "evidence": ("evidence", "依据"),
    "layers": ("layers", "层级"),
    "components": ("components", "环节"),
    "actors": ("actors", "供应方"),
    "offers": ("offers", "供应项"),
    "needs": ("needs", "需求"),
    "switches": ("switches", "切换"),
    "specs": ("specs", "指标"),
    "facts": ("facts", "数据"),
    "policies": ("policies", "政策"),
    "blocs": ("blocs", "国家集团"),
    "changes": ("changes", "变更"),
    "jurisdictions": ("jurisdictions", "国家和地区名称"),
    "trade": ("trade", "贸易"),
    "flows": ("flows", "流量"),
}
_WORDS = {"added": ("added", "新增"), "removed": ("removed", "删除")}
_CALLED = ("name", "product", "title")


def row_changes(old: Stack, new: Stack) -> pd.DataFrame:
    """List the rows that were added, removed or renamed between two stacks, and the cells that changed.

    Rows are matched by their key (``chainmap.schema.KEYS``); their order in a file means nothing. A
    component, actor or offer that only has another id, and the same names, is renamed, and a reference
    that follows the new id is no change.

    Parameters
    ----------
    old, new
        Two states of an industry, or two industries.

    Returns
    -------
    pandas.DataFrame
        Columns of :class:`chainmap.schema.answers.RowChange`, one row for each row added, removed or
        renamed and for each cell changed; settings first, then by table and key. Empty exactly when the
        two stacks have the same digest.

    Notes
    -----
    A changed key is a row removed and a row added.

    Examples
    --------
    >>> import chainmap as cm
    >>> before = cm.bundled("metaverse")
    >>> after = cm.as_of(before, 2025)
    >>> cells = cm.row_changes(before, after).set_index(["table", "row", "column"])
    >>> cells.loc[("actors", "ansys", "owner"), ["before", "after"]].tolist()
    ['ansys', 'synopsys']
    """
    moved = renames(old, new)
    found = list(_cells("stack", "stack.yaml", old.settings, new.settings, old.settings))
    for table in TABLES:
        found += _table(table, old.table(table), new.table(table), moved)
    return frame(found, RowChange)


class _Pair(NamedTuple):
    """A row of the old stack, and how it reads with the new stack's ids."""

    own: Row
    moved: Row


def _table(table: str, old: Sequence[Row], new: Sequence[Row], moved: Renames) -> list[RowChange]:
    before: dict[Key, list[_Pair]] = defaultdict(list)
    after: dict[Key, list[Row]] = defaultdict(list)
    for row in old:
        pair = _Pair(row, followed_row(row, table, moved))
        before[_key(table, pair.moved)].append(pair)
    for row in new:
        after[_key(table, row)].append(row)
    found: list[tuple[Key, list[RowChange]]] = []
    for key in before.keys() | after.keys():
        gone, come = before.get(key, []), after.get(key, [])
        if len(gone) == len(come) == 1:
            found.append((key, list(_matched(table, gone[0], come[0]))))
        else:
            found += _unmatched(table, gone, come)
    return [row for _, rows in sorted(found, key=_rule) for row in rows]


def _rule(found: tuple[Key, list[RowChange]]) -> tuple[list[Any], list[Any]]:
    key, rows = found
    return [(part is not None, part) for part in key], [(row.change, row.text_en) for row in rows]


def _unmatched(table: str, gone: list[_Pair], come: list[Row]) -> Iterator[tuple[Key, list[RowChange]]]:
    """Rows on one side only; of rows made by hand that share a key, the equal ones cancel."""
    left = list(come)
    for pair in gone:
        if pair.moved in left:
            left.remove(pair.moved)
        else:
            yield _key(table, pair.own), [_whole(table, pair.own, "removed")]
    for row in left:
        yield _key(table, row), [_whole(table, row, "added")]


def _matched(table: str, pair: _Pair, new: Row) -> Iterator[RowChange]:
    was, name = _spelt_key(table, pair.own), _spelt_key(table, new)
    ids = [column.name for column in columns_of(type(new)) if column.kind == "id"]
    if ids and was != name:
        en, zh = _called(new, name)
        said = f"{en} was {was} before.", f"{zh}原为{was}。"
        yield _change(table, name, "renamed", said, column=ids[0], before=was, after=name)
    yield from _cells(table, name, pair.moved, new, pair.own)


def _cells(table: str, name: str, old: Row, new: Row, own: Row) -> Iterator[RowChange]:
    """The cells that differ; ``own`` holds what the old stack wrote, before new ids were put in."""
    en, zh = _called(new, name)
    for column in columns_of(type(new)):
        if getattr(old, column.name) != getattr(new, column.name):
            before, after = (_spelt(getattr(row, column.name)) for row in (own, new))
            said = (
                f"{en}, {column.name}: {after or 'empty'} now, {before or 'empty'} before.",
                f"{zh}，{column.name}：现为{after or '空'}，原为{before or '空'}。",
            )
            yield _change(table, name, "changed", said, column=column.name, before=before, after=after)


def _whole(table: str, row: Row, change: str) -> RowChange:
    name = _spelt_key(table, row)
    (en, zh), word = _called(row, name), _WORDS[change]
    return _change(table, name, change, (f"{en} {word[0]}.", f"{word[1]}{zh}。"))


def _change(table: str, name: str, change: str, said: tuple[str, str], **cells: str | None) -> RowChange:
    words = _TABLE_WORDS[table]
    texts = {"text_en": f"{sentence(words[0])}: {said[0]}", "text_zh": f"{words[1]}：{said[1]}"}
    return RowChange.model_validate({"table": table, "row": name, "change": change, **cells, **texts})


def _key(table: str, row: Row) -> Key:
    return tuple(getattr(row, name) for name in KEYS[table])


def _spelt_key(table: str, row: Row) -> str:
    """Return the key of a row as people read it; parts that are empty are left out."""
    return " / ".join(str(part) for part in _key(table, row) if part is not None)


def _called(row: Row, name: str) -> tuple[str, str]:
    """Return the row's name with its key, in English and in Chinese."""
    told = []
    for first, second in (("en", "zh"), ("zh", "en")):
        names = [getattr(row, f"{word}_{lang}", None) for lang in (first, second) for word in _CALLED]
        called = next((one for one in names if one), None)
        both = f"{called} ({name})" if first == "en" else f"{called}（{name}）"
        told.append(both if called and called != name else name)
    return told[0], told[1]


def _spelt(value: Any) -> str | None:
    """Return a value as a cell of a table holds it."""
    if value is None or value == ():
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ";".join(value)
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
