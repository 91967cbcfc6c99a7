import pandas as pd

from chainmap.pages.figures import figures, firmest, records


def row(by, members, target, holds="as_listed", through=(), lens="owner"):
    return {
        "lens": lens,
        "by": by,
        "target": target,
        "order": len(members),
        "members": tuple(members),
        "holds": holds,
        "through": tuple(through),
        "rests_on": (),
        "beyond_source": False,
    }


def frame(*rows):
    return {"single_points": pd.DataFrame(list(rows))}


def test_the_mightiest_unit_comes_first():
    found = figures(
        frame(
            row("country", ["country:JPN"], "a"),
            row("country", ["country:USA"], "a", through=["chip"]),
            row("country", ["country:USA"], "b", "proved", through=["chip"]),
            row("country", ["country:USA", "country:JPN"], "c"),
        ),
        "owner",
    )
    assert found.units("country") == ("country:USA", "country:JPN")
    assert [stop.target for stop in found.by_unit["country:USA"]] == ["b", "a"]
    assert [stop.unit for stop in found.closers["chip"]] == ["country:USA", "country:USA"]


def test_a_component_keeps_the_firmest_word_for_each_target():
    found = figures(
        frame(
            row("component", ["component:chip"], "a", "possible"), row("component", ["component:chip"], "a", "proved")
        ),
        "owner",
    )
    assert found.stopped == {"chip": {"a": "proved"}}


def test_other_lenses_are_kept_apart():
    found = figures(
        frame(row("country", ["country:USA"], "a"), row("country", ["country:NLD"], "a", lens="hq")), "owner"
    )
    assert found.units("country") == ("country:USA",)
    assert set(found.other_lenses["hq"]) == {"country:NLD"}


def test_without_the_answer_nothing_is_known():
    found = figures({}, "owner")
    assert found.by_unit == {} and found.closers == {} and found.stopped == {}


def test_missing_values_are_none():
    table = pd.DataFrame({"year": pd.array([2020, pd.NA], dtype="Int64"), "text": ["a", ""], "n": [1, 2]})
    assert records(table) == [{"year": 2020, "text": "a", "n": 1}, {"year": None, "text": "", "n": 2}]


def test_firmest():
    assert firmest(["possible", "proved"]) == "proved"
    assert firmest([]) == "possible"
