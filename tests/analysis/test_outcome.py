"""The four readings of one denial, many denials at once."""

from __future__ import annotations

from chainmap.analysis.outcome import doubts, outcome
from chainmap.structure import Denial, compile_structure, denial, viewpoint
from tests.analysis.stacks import INDUSTRY

UNITS = ("country:USA", "country:DEU", "actor:nvidia", "unknown:tracking", "offer:bosch-mems", "component:gpu")


def test_many_denials_at_once_are_each_of_them_alone():
    structure, seen = compile_structure(INDUSTRY), viewpoint(INDUSTRY)
    denials = [Denial(), *(denial(INDUSTRY, unit) for unit in UNITS)]
    together = outcome(structure, seen, denials)
    for bit, what in enumerate(denials):
        alone = outcome(structure, seen, [what])
        for at in range(len(structure)):
            assert together.holds(at, bit) == alone.holds(at)
            assert together.stopped(at, bit) == alone.stopped(at)
            assert doubts(structure, together, at, bit) == doubts(structure, alone, at)


def test_readings_are_ordered_proved_stops_least():
    structure, seen = compile_structure(INDUSTRY), viewpoint(INDUSTRY)
    found = outcome(structure, seen, [denial(INDUSTRY, unit) for unit in UNITS])
    for at in range(len(structure)):
        assert found.possible[at] & found.as_listed[at] == found.possible[at]
        if structure.nodes[at].kind != "unnamed":
            assert found.as_listed[at] & found.proved[at] == found.as_listed[at]


def test_a_posited_unknown_stops_but_is_never_proved():
    structure, seen = compile_structure(INDUSTRY), viewpoint(INDUSTRY)
    found = outcome(structure, seen, [denial(INDUSTRY, "unknown:tracking")])
    at = structure.position["games"]
    assert found.stopped(at) and found.as_listed[at] == 1
