"""Does the metaverse stack answer as a reader of the white paper expects?"""

from __future__ import annotations

import re

import pytest

import chainmap as cm

from .expectations_metaverse import EXPECTATIONS, Expectation

SURPRISES: dict[str, str] = {
    "high-end-mems-imported": (
        "Bosch, ST and TDK are the only makers of motion sensors that the paper names (L155), but Analog Devices, "
        "Honeywell and Murata make them in the same class (claim k-mems-more): through motion sensors the industry "
        "stops only when Germany, Switzerland, Japan and the United States deny together."
    ),
    "owners-turn-the-answer": (
        "City Technology and LMI turn as expected, but LMI does so on the market spectral-confocal-sensor: it "
        "measures distance and shape, for which the sensors for analysis are no substitute (claim k-spectral-roles), "
        "so the one list of L171 became two components."
    ),
    "digital-humans-domestic": (
        "The table of L278-L285 lists three kinds of thing: Epic's MetaHuman makes characters and Alibaba's AYAYI and "
        "Noah are characters, neither is a platform (claim k-dh-roles). Of the platforms that are left an American "
        "denial takes Nvidia's alone, and the market works."
    ),
    "base-technologies-lose-supply": (
        "Chips, motion sensors and operating systems lose supply as expected, deep-learning frameworks do not: "
        "TensorFlow, PyTorch, PaddlePaddle and MindSpore are published source (claim k-frameworks), which no country "
        "can deny."
    ),
    "pico-remains": (
        "PICO is home's own, but its headsets run on an American chip (claims k-headset-cpu and k-xrsoc), and the "
        "domestic chip and graphics processors are below the threshold assumed for headsets: the owner of a product "
        "is not the owner of its parts."
    ),
    "industry-more-exposed-than-games": (
        "The United States alone stops games, which need a new headset with an American chip or graphics processor; "
        "industry has French and German CAD and simulation beside American ones and keeps the processors it has "
        "installed, so it takes Germany, France and the United States together. The paper's remark (L460) is about "
        "the level of domestic products: without foreign ones together there is none of the class needed."
    ),
}
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


def test_there_are_twenty_each_with_its_line() -> None:
    names = [one.name for one in EXPECTATIONS]
    assert len(names) == len(set(names)) == 20
    assert set(SURPRISES) <= set(names)
    assert all(re.fullmatch(r"L\d+(-L\d+)?(, L\d+(-L\d+)?)*", one.line) for one in EXPECTATIONS)
