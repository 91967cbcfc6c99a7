"""One cell of an answer."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from chainmap.exchange.cells import is_empty, joined, plain


@pytest.mark.parametrize("value", [None, float("nan"), pd.NA, "", (), np.float64("nan")])
def test_nothing_is_nothing(value):
    assert is_empty(value) and joined(value) is None


@pytest.mark.parametrize("value", [0, 0.0, False, "0", ("",), np.int64(0), np.bool_(False)])
def test_zero_and_no_are_something(value):
    assert not is_empty(value)


def test_values_of_numpy_become_pythons():
    values = (np.int64(2), np.float64(0.5), np.bool_(True))
    assert [(type(plain(one)), plain(one)) for one in values] == [(int, 2), (float, 0.5), (bool, True)]


def test_lists_inside_are_plain_too():
    assert plain({"home": ("CHN",), "n": [np.int64(1), pd.NA]}) == {"home": ["CHN"], "n": [1, None]}
