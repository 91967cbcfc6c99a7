"""YAML: plain data with line numbers, and every trick refused."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmap.yaml_file import MAX_CHARACTERS, MAX_DEPTH, dump_yaml, parse_yaml

SCENARIO = """\
name: usa-denial   # a comment
home: [CHN, HKG]
steps:
  - {at: 0, deny: {country: USA}}
  - at: 6
    deny:
      actor:
        - siemens
about_zh: "停供"
"""


def test_values_and_lines() -> None:
    found = parse_yaml(SCENARIO, file="s.yaml")
    assert found.problems == ()
    assert found.value == {
        "name": "usa-denial",
        "home": ["CHN", "HKG"],
        "steps": [{"at": 0, "deny": {"country": "USA"}}, {"at": 6, "deny": {"actor": ["siemens"]}}],
        "about_zh": "停供",
    }
    assert found.line(("name",)) == 1
    assert found.line(("home", 1)) == 2
    assert found.line(("steps", 0, "deny", "country")) == 4
    assert found.line(("steps", 1)) == 5
    assert found.line(("steps", 1, "deny", "actor", 0)) == 8
    assert found.line(("steps", 1, "deny", "nothing")) == 6
    assert found.line(("nothing",)) is None
    assert found.texts["steps", 1, "at"] == "6"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),  # YAML 1.2: Norway stays Norway
        ("on", "on"),
        ("true", True),
        ("null", None),
        ("~", None),
        ("", None),
        ("2026-01-01", "2026-01-01"),
        ("12", 12),
        ("-1.5e3", -1500.0),
        ("'12'", "12"),
        ('"true"', "true"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("1e999", "1e999"),
        ("1_000", "1_000"),
        ("9" * 5000, "9" * 5000),
        ("0x10", "0x10"),
    ],
)
def test_plain_values(text: str, value: object) -> None:
    found = parse_yaml(f"a: {text}\n", file="s.yaml").value["a"]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: 1\nb: !!python/object/apply:os.system [ls]\n", 2, "tags"),
        ("a: !secret x\n", 1, "tags"),
        ("a: &x 1\n", 1, "anchors"),
        ("a: *x\n", 1, "aliases"),
        ("a: 1\na: 2\n", 2, "'a' is written twice"),
        ("a: {b: 1, b: 2}\n", 1, "'b' is written twice"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("? [a, b]\n: 1\n", 1, "key must be one word"),
        ("a:\n\tb: 1\n", 2, "not valid YAML"),
        ("a: 'x\n", 2, "not valid YAML"),
        ("a: b: c\n", 1, "not valid YAML"),
        ("a: [1, 2\n", 2, "not valid YAML"),
        ('a: "\\ud800"\n', 1, "U+D800"),
        ('a: "\\x07"\n', 1, "U+0007"),
        ("a: \0\n", None, "not valid YAML"),
        ("%YAML 9.9\n---\na: 1\n", 1, "not valid YAML"),
        ("a: " + "[" * (MAX_DEPTH + 1), 1, "nested more than"),
        ("x" * (MAX_CHARACTERS + 1), None, "more than 1,000,000 characters"),
    ],
)
def test_refused(text: str, line: int | None, what: str) -> None:
    found = parse_yaml(text, file="s.yaml")
    assert found.value is None
    assert [(problem.file, problem.line) for problem in found.problems] == [("s.yaml", line)]
    assert what in found.problems[0].text
    assert found.problems[0].remedy


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",  # a billion laughs
        "[" * 500_000,
        "{a: " * 200_000,
        "- " * 300_000,
        "? " * 300_000,
    ],
)
def test_bombs_are_refused_at_once(text: str) -> None:
    began = time.process_time()
    assert parse_yaml(text, file="s.yaml").problems
    assert time.process_time() - began < 20


PLAIN = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=20)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PLAIN, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(PLAIN, VALUES, max_size=4))
def test_what_is_written_reads_back(value: dict[str, object]) -> None:
    text = dump_yaml(value)
    found = parse_yaml(text, file="s.yaml")
    assert found.problems == ()
    assert found.value == value
    assert dump_yaml(found.value) == text


@given(st.text(max_size=60) | st.lists(st.sampled_from(list("ab:-[]{}&*!|>'\"#%@, \n\t?0")), max_size=40).map("".join))
def test_no_text_causes_a_traceback(text: str) -> None:
    found = parse_yaml(text, file="s.yaml")
    assert found.value is None or not found.problems
