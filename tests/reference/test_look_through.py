"""Worked answers of METHOD.md, section 12: look-through, reach and Leontief, with where they are printed."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

import chainmap as cm
from chainmap.kernels.look_through import absorb
from chainmap.stack import Stack
from tests.structure.tiny import firm, made, need, part, tiny

SIX_DIGITS = 5e-7
FOUR_DIGITS = 5.1e-5


def car(home: tuple[str, ...] = (), *, complete: str = "yes") -> Stack:
    """Section 12, Look-through: Chinese steel, Mexican parts, American cars, A = [[0,.5,0],[0,0,.3],[0,0,.1]]."""
    rows = [part(name, complete=complete) for name in ("steel", "parts", "car")]
    rows += [firm("c", "CHN"), firm("m", "MEX"), firm("u", "USA")]
    rows += [made("steel", "c"), made("parts", "m"), made("car", "u")]
    needs = [need("parts", "steel", weight=0.5), need("car", "parts", weight=0.3), need("car", "car", weight=0.1)]
    return tiny(*rows, *needs, home=home)


def row(stack: Stack, component: str, country: str, measure: str, **asked):
    table = cm.import_dependency(stack, component, measure=measure, **asked)
    found = table[(table.country == country) & (table.reading == "as_listed")]
    return found.iloc[0]


@pytest.mark.parametrize(
    ("country", "reach", "face"), [("CHN", 0.166667, 0.0), ("MEX", 0.333333, 0.0), ("foreign", 0.333333, 0.0)]
)
def test_reach_of_the_car_seen_from_america(country, reach, face):
    found = row(car(("USA",)), "car", country, "look_through")
    assert found[["low", "value", "high"]].tolist() == pytest.approx([reach] * 3, abs=SIX_DIGITS)
    assert found[["face_low", "face", "face_high"]].tolist() == [face] * 3
    assert found[["hidden_low", "hidden", "hidden_high"]].tolist() == pytest.approx([reach] * 3, abs=SIX_DIGITS)
    assert found["bound"] == "exact"


@pytest.mark.parametrize(
    ("country", "whole", "face", "hidden"),
    [("CHN", 0.1034, 0.0, 0.1034), ("MEX", 0.2069, 0.1862, 0.0207), ("USA", 0.6897, 0.6828, 0.0069)],
)
def test_gross_column_of_the_car(country, whole, face, hidden):
    found = row(car(), "car", country, "gross")
    assert found[["low", "value", "high"]].tolist() == pytest.approx([whole] * 3, abs=FOUR_DIGITS)
    assert found["face"] == pytest.approx(face, abs=FOUR_DIGITS)
    assert found["hidden"] == pytest.approx(hidden, abs=FOUR_DIGITS)


def test_leontief_inverse_of_the_car():
    needs = np.array([[0, 0.5, 0], [0, 0, 0.3], [0, 0, 0.1]])
    table = sparse.csr_array(needs)
    found = absorb(table.indptr, table.indices, table.data, np.eye(3)).values
    expected = [[1, 0.5, 0.16667], [0, 1, 0.33333], [0, 0, 1.11111]]
    assert found == pytest.approx(np.array(expected), abs=5e-6)


def test_leontief_inverse_of_miller_and_blair():
    """Miller & Blair, Input-Output Analysis, 2nd ed. 2009, table 2.3: two sectors."""
    flows, final, output = np.array([[150.0, 500], [200, 100]]), np.array([350.0, 1700]), np.array([1000.0, 2000])
    assert flows.sum(1) + final == pytest.approx(output)
    table = sparse.csr_array(flows / output)
    inverse = absorb(table.indptr, table.indices, table.data, np.eye(2)).values
    assert inverse == pytest.approx(np.array([[1.25412541, 0.330033], [0.2640264, 1.12211221]]), abs=SIX_DIGITS)
    assert inverse @ final == pytest.approx(output)
