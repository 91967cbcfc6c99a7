"""Parquet: the types are those declared, whatever the values; nothing is lost."""

from __future__ import annotations

import io
import json
import sys

import numpy as np
import pandas as pd
import pyarrow.parquet
import pytest

import chainmap as cm
from chainmap.analysis.frames import frame
from chainmap.errors import MissingExtra
from chainmap.exchange.parquet_file import parquet
from chainmap.schema import columns_of
from chainmap.schema.answers import ANSWERS, Chokepoint, Substitute
from tests.analysis.stacks import EUV
from tests.analysis.test_frames import ASKED, STACKS

TYPES = {"share": "double", "number": "double", "integer": "int64", "yesno": "bool"}
SEVERAL = ("refs", "texts", "countries", "label", "units")


def read(data: bytes) -> pyarrow.Table:
    return pyarrow.parquet.read_table(io.BytesIO(data))


def expected_type(kind: str) -> str:
    return "list<element: string>" if kind in SEVERAL else TYPES.get(kind, "string")


@pytest.mark.parametrize("name", ANSWERS)
def test_types_are_declared_and_the_same_without_any_row(name):
    model = ANSWERS[name]
    empty, full = read(parquet(frame((), model))), read(parquet(ASKED[name](*STACKS["industry"])))
    for table in (empty, full):
        assert [(field.name, str(field.type)) for field in table.schema] == [
            (column.name, expected_type(column.kind)) for column in columns_of(model)
        ]
    assert empty.num_rows == 0 and full.num_rows > 0


@pytest.mark.parametrize("name", ANSWERS)
def test_every_value_comes_back(name):
    known = 0
    for stack, unit in STACKS.values():
        table = ASKED[name](stack, unit)
        back = read(parquet(table))
        for column in table.columns:
            for before, after in zip(table[column], back.column(column).to_pylist(), strict=True):
                if isinstance(before, tuple):
                    assert after == list(before)
                elif before is None or pd.isna(before):
                    assert after is None, "unknown is not zero"
                else:
                    assert after == before and isinstance(after, bool) == isinstance(before, bool | np.bool_)
                    known += 1
    assert known > 5


def test_pandas_reads_numbers_texts_and_lists():
    table = cm.substitutes(EUV, "TSMC")
    assert table.months.isna().any() and table.evidence.map(len).any()
    back = pd.read_parquet(io.BytesIO(parquet(table)))
    assert back.substitute.tolist() == table.substitute.tolist()
    assert back.months.dtype == "float64" and back.months.isna().tolist() == table.months.isna().tolist()
    assert [list(cell) for cell in back.evidence] == [list(cell) for cell in table.evidence]


def test_columns_without_any_value_keep_their_type():
    substitute = Substitute(item="a", substitute="b", actor="x", kind="active", foreign="unknown")
    table = frame([substitute], Substitute)
    back = pd.read_parquet(io.BytesIO(parquet(table)))
    assert back.months.dtype == back.quality.dtype == "float64" and back.months.isna().all()
    assert read(parquet(table)).schema.field("note_en").type == "string"
    years = cm.coverage(EUV)
    years["oldest_year"] = pd.Series([None] * len(years), dtype="Int64")
    assert read(parquet(years)).schema.field("oldest_year").type == "int64"


def test_origin_and_meanings_stand_in_the_file():
    about = {"stack": "euv", "home": ["CHN"], "members": ("a", "b"), "title": "断供"}
    table = read(parquet(cm.chokepoints(EUV), about))
    told = json.loads(table.schema.metadata[b"chainmap"])
    assert told == {"stack": "euv", "home": ["CHN"], "members": ["a", "b"], "title": "断供"}
    meaning = table.schema.field("months_low").metadata
    declared = next(column for column in columns_of(Chokepoint) if column.name == "months_low")
    assert meaning[b"about"].decode() == declared.about and meaning[b"unit"] == b"months"


def test_the_same_answer_is_the_same_bytes():
    assert parquet(cm.levels(EUV), {"stack": "euv"}) == parquet(cm.levels(EUV), {"stack": "euv"})


def test_a_table_that_nobody_declared_is_written_too():
    scripts = [
        cm.Scenario.model_validate({"name": name, "steps": [{"deny": {"actor": name}}]}) for name in ("asml", "tsmc")
    ]
    compared = cm.compare([cm.run(EUV, one) for one in scripts])
    assert read(parquet(compared)).to_pylist() == compared.to_dict("records")


def test_without_pyarrow_the_message_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"pip install 'chainmap-stack\[parquet\]'"):
        parquet(cm.levels(EUV))
