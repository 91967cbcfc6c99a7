"""A scenario run: the same questions before and after, side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from types import MappingProxyType
from typing import Literal

import pandas as pd

from ..analysis.frames import frame
from ..analysis.levels import level_rows
from ..analysis.outcome import outcome
from ..analysis.trace import emptied, trace
from ..analysis.words import because
from ..errors import InvalidScenario, Problem, UnknownName, WrongQuestion
from ..schema.answers import Headline, Level, ScenarioChange
from ..stack import Stack
from ..stack.names import find, home_codes, label_of, members_of_bloc
from ..structure import Denial, Structure, Viewpoint, compile_structure, denial, viewpoint
from .headlines import scenario_headlines
from .steps import Deny, Scenario

__all__ = ["Run", "compare", "run", "version"]


@dataclass(frozen=True)
class Run:
    """What a scenario did to a stack.

    Attributes
    ----------
    scenario
        The script.
    digest
        Digest of the stack it ran over.
    version
        Version of chainmap that ran it.
    tables
        ``before_after`` (a row a component that changes, and every target), ``levels`` after the
        steps, and ``headlines``.
    """

    scenario: Scenario
    digest: str
    version: str
    tables: MappingProxyType[str, pd.DataFrame]

    def _repr_html_(self) -> str:
        """Say in a notebook what the scenario did: its headlines, and its targets before and after."""
        told = "".join(f"<li>{escape(text)}</li>" for text in self.tables["headlines"]["text_en"])
        table = self.tables["before_after"]
        rows = table[table["target"]]
        cells = zip(rows["name_en"], rows["state_before"], rows["state_after"], rows["holds"], strict=True)
        body = "".join(
            f"<tr>{''.join(f'<td>{escape(str(one))}</td>' for one in (name, before, after, holds or ''))}</tr>"
            for name, before, after, holds in cells
            if before != after
        )
        head = "<tr><th>target</th><th>before</th><th>after</th><th>holds</th></tr>"
        return f"<p><b>{escape(self.scenario.name)}</b></p><ul>{told}</ul>" + (
            f"<table>{head}{body}</table>" if body else ""
        )


def version() -> str:
    """Return the version of the installed distribution."""
    try:
        return installed("chainmap-stack")
    except PackageNotFoundError:
        return "0+source"


def run(stack: Stack, scenario: Scenario) -> Run:
    """Run one scenario over a stack; the stack stays as it is.

    Parameters
    ----------
    stack
        The industry. It need not be the one that the scenario was written for, as long as it knows
        every name.
    scenario
        A script of denials at month 0, see :func:`chainmap.read_scenarios`.

    Returns
    -------
    Run

    Raises
    ------
    InvalidScenario
        With every name that the stack does not have, the nearest right ones, and where it stands.
    WrongQuestion
        For a lens that cannot be asked from the scenario's home.

    Examples
    --------
    >>> import chainmap as cm
    >>> script = cm.Scenario.model_validate({"name": "tools", "steps": [{"deny": {"actor": "ASML"}}]})
    >>> done = cm.run(cm.bundled("euv"), script)
    >>> done.tables["headlines"]["text_en"][0]
    '1 of 1 targets stops, as the suppliers are listed: Product.'
    """
    if problems := _unknown_names(stack, scenario):
        raise InvalidScenario(problems)
    seen = viewpoint(stack, home=scenario.home, lens=scenario.lens, mode=scenario.mode)
    structure = compile_structure(stack)
    what = _together(stack, [step.deny for step in scenario.steps])
    levels_after = level_rows(structure, seen, what)
    rows = _changes(structure, seen, what, level_rows(structure, seen, Denial()), levels_after)
    tables = {
        "headlines": frame(scenario_headlines(seen, rows), Headline),
        "before_after": frame(rows, ScenarioChange),
        "levels": frame(levels_after, Level),
    }
    return Run(scenario, stack.digest, version(), MappingProxyType(tables))


def compare(runs: Sequence[Run]) -> pd.DataFrame:
    """Put the targets of several runs side by side: one row a target, one column a scenario.

    Raises
    ------
    WrongQuestion
        When the runs were made over different stacks, or two scenarios share a name.

    Examples
    --------
    >>> import chainmap as cm
    >>> scripts = [
    ...     cm.Scenario.model_validate({"name": name, "steps": [{"deny": {"actor": name}}]})
    ...     for name in ("asml", "tsmc")
    ... ]
    >>> cm.compare([cm.run(cm.bundled("euv"), script) for script in scripts]).values.tolist()
    [['p', 'works', 'stopped', 'works']]
    """
    if len({one.digest for one in runs}) > 1:
        raise WrongQuestion("these runs were made over different stacks; compare runs over one stack")
    names = [one.scenario.name for one in runs]
    if len(set(names)) < len(names) or "before" in names:
        raise WrongQuestion("scenarios that are compared need names of their own, and none may be called 'before'")
    columns: dict[str, pd.Series[str]] = {}
    for one in runs:
        table = one.tables["before_after"]
        targets = table[table["target"]].set_index("component")
        columns.setdefault("before", targets["state_before"])
        columns[one.scenario.name] = targets["state_after"]
    return pd.DataFrame(columns).rename_axis("target").reset_index()


def _unknown_names(stack: Stack, scenario: Scenario) -> list[Problem]:
    """Return a problem for every name in the script that the stack does not have."""
    problems = []

    def look(path: tuple[str | int, ...], ask: Callable[[], object]) -> None:
        try:
            ask()
        except UnknownName as error:
            problems.append(scenario.problem(path, f"{error}.", f"Write a name of the stack {stack.settings.id}."))

    look(("home",), lambda: home_codes(stack, scenario.home))
    for at, step in enumerate(scenario.steps):
        for key in Deny.model_fields:
            for name in step.deny.named(key):
                look(("steps", at, "deny", key), partial(_unit, stack, key, name))
    return problems


def _unit(stack: Stack, key: str, name: str) -> str:
    return find(stack, name, ("component" if key == "of" else key,))


def _together(stack: Stack, steps: Sequence[Deny]) -> Denial:
    """Join what all steps deny; countries aimed at some components stay aimed."""
    total = Denial()
    for step in steps:
        units = {key: [_unit(stack, key, name) for name in step.named(key)] for key in Deny.model_fields}
        one = denial(stack, [*units["actor"], *units["component"], *units["offer"]])
        countries = {unit.partition(":")[2] for unit in units["country"]}
        for unit in units["bloc"]:
            countries |= members_of_bloc(stack, unit.partition(":")[2])
        aimed = frozenset(unit.partition(":")[2] for unit in units["of"])
        if aimed:
            one = replace(one, within=((frozenset(countries), aimed),))
        else:
            one = replace(one, countries=frozenset(countries))
        total = total.joined(one)
    return total


Key = tuple[str, Literal["short", "long"]]


def _as_listed(rows: Sequence[Level]) -> dict[Key, Level]:
    return {(row.component, row.run): row for row in rows if row.reading == "as_listed"}


def _changes(
    structure: Structure, seen: Viewpoint, what: Denial, before: Sequence[Level], after: Sequence[Level]
) -> list[ScenarioChange]:
    """Return the targets and every component whose state, level or offers change."""
    stack = seen.stack
    found = outcome(structure, seen, [Denial(), what])
    then, now = _as_listed(before), _as_listed(after)
    rows = []
    for component in sorted(stack.components, key=lambda row: (row.weight is None, row.component)):
        name, at = component.component, structure.position[component.component]
        old, new, long = then[name, "short"], now[name, "short"], now[name, "long"]
        stopped, holds = found.stopped(at, 1), found.holds(at, 1)
        lost = old.offers_left - new.offers_left
        same = (old.level_low, old.level_high) == (new.level_low, new.level_high)
        if component.weight is None and same and not lost and stopped == found.stopped(at, 0):
            continue
        causes = trace(structure, found.posited, found.own, 1, at, shortest=True) if stopped else ()
        rows.append(
            ScenarioChange(
                component=name,
                name_en=label_of(stack, name, "en"),
                name_zh=label_of(stack, name, "zh"),
                target=component.weight is not None,
                state_before="stopped" if found.stopped(at, 0) else "works",
                state_after="stopped" if stopped else "works",
                holds=holds,
                short_before_low=old.level_low,
                short_before_high=old.level_high,
                short_after_low=new.level_low,
                short_after_high=new.level_high,
                long_after_low=long.level_low,
                long_after_high=long.level_high,
                offers_lost=lost,
                offers_listed=new.offers_listed,
                because_en=because(stack, causes, "en"),
                because_zh=because(stack, causes, "zh"),
                rests_on=emptied(structure, found.as_listed, 1, at) if holds == "as_listed" else (),
            )
        )
    return rows
