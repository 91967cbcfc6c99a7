"""The face of the package: what is exported, declared, documented and can be asked for."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest
import typer

import chainmap as cm
from chainmap.cli.app import app
from chainmap.schema.answers import ANSWERS
from tests.analysis.test_frames import ASKED

SOURCE = Path(cm.__file__)
FUNCTIONS = [name for name in cm.__all__ if inspect.isfunction(getattr(cm, name))]
ASK = {
    name: command.callback
    for name, command in typer.main.get_command(app).commands.items()
    if getattr(command, "rich_help_panel", None) == "Ask"
}
SHORT = {
    "single-points": "single_points_of_failure",
    "dependency": "import_dependency",
    "routes": "dependency_routes",
    "cuts": "minimal_cut_sets",
    "path-sets": "minimal_path_sets",
    "uncertainty": "rank_acceptability",
    "gaps": "requirement_gaps",
}
"""Commands whose name is shorter than the function's."""
PYTHON_ONLY = {
    "answer_all",
    "answer_changes",
    "compare",
    "count_by_order",
    "headlines",
    "minimal_path_sets",
    "row_changes",
    "tree_cut_sets",
}
"""Parts of other commands, and questions whose command is still to come."""


def typed() -> dict[str, str]:
    """Return what the block for type checkers imports: the name, and from where."""
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"))
    (block,) = [one for one in tree.body if isinstance(one, ast.If)]
    found = {}
    for line in block.body:
        assert isinstance(line, ast.ImportFrom) and line.level == 1
        found |= {name.asname or name.name: line.module or "" for name in line.names}
        assert all(name.asname == name.name for name in line.names), "written `as` itself, so that it is exported"
    return found


def test_exports_are_sorted_and_each_once():
    assert cm.__all__ == sorted(set(cm.__all__))


def test_type_checkers_see_what_is_there():
    assert typed() == cm._PLACES


@pytest.mark.parametrize("name", cm.__all__)
def test_every_name_resolves_and_says_what_it_is(name):
    found = getattr(cm, name)
    assert found.__module__.startswith("chainmap.") and found.__name__ == name
    first = inspect.getdoc(found).splitlines()[0]
    assert first.endswith((".", "?")), first


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_has_an_example_and_says_what_it_returns(name):
    text = inspect.getdoc(getattr(cm, name))
    assert ">>> " in text and "Examples\n--------" in text
    assert "Returns\n-------" in text or "Raises\n------" in text


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_follows_the_stack_and_its_target_is_given_by_name(name):
    parameters = inspect.signature(getattr(cm, name)).parameters
    for common in ("home", "lens", "mode", "deny", "by"):
        if common in parameters:
            assert parameters[common].kind is inspect.Parameter.KEYWORD_ONLY, common


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="chokepoint"):
        cm.chokepoint  # noqa: B018
    assert set(cm.__all__) <= set(dir(cm))


def test_importing_costs_nothing():
    script = "import sys, chainmap; print([m for m in ('pandas', 'numpy', 'networkx', 'pydantic') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_declared_answer_comes_from_an_exported_function():
    # tests/analysis/test_frames.py checks the columns of each; here, that none is declared in vain.
    assert set(ASKED) == set(ANSWERS)
    models = list(ANSWERS.values())
    assert len(set(models)) == len(models)


@pytest.mark.parametrize("name", ASK)
def test_a_question_has_the_same_name_and_options_in_both_places(name):
    function = SHORT.get(name, name.replace("-", "_"))
    asked = inspect.signature(getattr(cm, function)).parameters
    offered = inspect.signature(ASK[name]).parameters
    assert next(iter(asked)) == next(iter(offered)) == "stack"
    assert set(asked) - {"measure", "limit"} <= set(offered), "every keyword can be said on the command line"


def test_every_question_in_python_can_be_asked_on_the_command_line():
    questions = {name for name in FUNCTIONS if getattr(cm, name).__module__.startswith("chainmap.analysis.")}
    asked = {SHORT.get(name, name.replace("-", "_")) for name in ASK}
    assert asked <= questions and questions - asked <= PYTHON_ONLY
