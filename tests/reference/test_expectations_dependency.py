"""Is the metaverse stack as dependent as a reader of the white paper expects?"""

from __future__ import annotations

import re

import pytest

import chainmap as cm

from .expectations_dependency import EXPECTATIONS, Expectation

SURPRISES: dict[str, str] = {}
"""Expectations that turned out different: name -> why the result differs. The expectation itself is never edited."""


def _parameters() -> list[object]:
    return [
        pytest.param(
            one,
            id=one.name,
            marks=[pytest.mark.xfail(strict=True, raises=AssertionError, reason=SURPRISES[one.name])]
            if one.name in SURPRISES
            else [],
        )
        for one in EXPECTATIONS
    ]


@pytest.fixture(scope="module")
def stack() -> cm.Stack:
    return cm.bundled("metaverse")


@pytest.mark.parametrize("expected", _parameters())
def test_expectation(expected: Expectation, stack: cm.Stack) -> None:
    assert expected.check(stack), f"{expected.line}: {expected.says}"


def test_there_are_ten_each_with_its_line() -> None:
    names = [one.name for one in EXPECTATIONS]
    assert len(names) == len(set(names)) == 10
    assert set(SURPRISES) <= set(names)
    assert all(re.fullmatch(r"L\d+(-L\d+)?(, L\d+(-L\d+)?)*", one.line) for one in EXPECTATIONS)
