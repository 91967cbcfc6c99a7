"""Scenario files: YAML with dated steps, strictly checked, every problem at once.

This version runs denials at month 0. Steps of other kinds, later months and ``combine`` are part of the
format and are refused by name until they run, so that no file is ever half obeyed.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError, model_validator

from ..errors import InvalidScenario, Problem
from ..schema import Lens
from ..yaml_file import Yaml, parse_yaml

__all__ = ["Deny", "Scenario", "Step", "read_scenarios"]

LATER = ("until", "degrade", "add", "activate", "stockpile", "lapse", "demand")
"""Keys of steps that the format knows and that this version does not run yet."""

REMEDIES = {
    "steps": "Write a step such as {at: 0, deny: {country: USA}}.",
    "deny": "Name a country, bloc, actor, component or offer: {country: USA}.",
}

Names = str | list[str]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Deny(_Strict):
    """Who or what is denied; everything named in one step and in all steps falls together."""

    country: Names = Field(default=[], description="countries or regions, by code or name")
    bloc: Names = Field(default=[], description="blocs such as g7")
    actor: Names = Field(default=[], description="firms and other actors")
    component: Names = Field(default=[], description="components, all their offers")
    offer: Names = Field(default=[], description="single offers")
    of: Names = Field(default=[], description="countries and blocs deny only the supply of these components")

    def named(self, kind: str) -> tuple[str, ...]:
        """Return the names given for one kind."""
        found: Names = getattr(self, kind)
        return (found,) if isinstance(found, str) else tuple(found)

    @model_validator(mode="after")
    def _somebody(self) -> Self:
        if self.named("of") and not (self.named("country") or self.named("bloc")):
            raise ValueError("`of` aims countries and blocs, and none is named")
        if not any(self.named(kind) for kind in type(self).model_fields):
            raise ValueError("nobody is named, so nothing would be denied")
        return self


class Step(_Strict):
    """One dated step."""

    at: float = Field(default=0, ge=0, description="month in which it happens")
    deny: Deny = Field(description="what is denied")


class Scenario(_Strict):
    """A script: a name, what it is about, from where it is seen, and its steps."""

    name: str = Field(min_length=1, max_length=80, pattern=r"^[\w][\w.-]*$", description="name; also of its page")
    about_en: str = Field(default="", description="what it shows, in English")
    about_zh: str = Field(default="", description="what it shows, in Chinese")
    stack: str | None = Field(default=None, description="bundled stack or path it is written for")
    home: Names | None = Field(default=None, description="home; the stack's own if left out")
    lens: Lens | None = Field(default=None, description="lens; the stack's own if left out")
    mode: Literal["supply", "use"] | None = Field(default=None, description="mode; the stack's own if left out")
    horizon_months: float | None = Field(default=None, gt=0, description="how far it looks ahead")
    steps: list[Step] = Field(min_length=1, description="what happens")
    report: list[Literal["levels", "chokepoints", "dependency", "substitution", "plan"]] = Field(
        default=[], description="answers wanted after the scenario"
    )
    _file: str = PrivateAttr(default="")
    _lines: dict[tuple[str | int, ...], int] = PrivateAttr(default_factory=dict)

    def problem(self, path: tuple[str | int, ...], text: str, remedy: str) -> Problem:
        """Return a problem with what stands at a path of the script, with its place if it came from a file."""
        return Problem(self._file or self.name, self._lines.get(path), str(path[-1]), text, remedy)


def read_scenarios(path: str | Path) -> tuple[Scenario, ...]:
    """Read a scenario file, or every ``.yaml`` file of a folder in the order of their names.

    Parameters
    ----------
    path
        A file or a folder.

    Raises
    ------
    InvalidScenario
        With every problem of every file: unknown keys with the nearest right one, wrong types,
        missing names, and steps that this version does not run.

    Examples
    --------
    >>> import chainmap as cm
    >>> from chainmap.stack import bundled_scenario
    >>> cm.read_scenarios(bundled_scenario("usa-denial"))[0].steps[0].deny.country
    'USA'
    """
    place = Path(path)
    files = sorted(place.glob("*.yaml")) if place.is_dir() else [place]
    found, problems = [], []
    for file in files:
        scenario, wrong = _read(file)
        problems += wrong
        if scenario is not None:
            found.append(scenario)
    if not files:
        problems.append(Problem(place.name, None, None, "there is no scenario here.", "Give a .yaml file."))
    if problems:
        raise InvalidScenario(problems)
    return tuple(found)


def _read(file: Path) -> tuple[Scenario | None, list[Problem]]:
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None, [Problem(file.name, None, None, "there is no such file.", "Check the path.")]
    except UnicodeDecodeError:
        return None, [Problem(file.name, None, None, "it is not UTF-8 text.", "Save it as UTF-8.")]
    except OSError as error:
        return None, [Problem(file.name, None, None, f"it cannot be read: {error.strerror}.", "Check the path.")]
    parsed = parse_yaml(text, file=file.name)
    if parsed.problems:
        return None, list(parsed.problems)
    if not isinstance(parsed.value, dict):
        return None, [Problem(file.name, 1, None, "a scenario is a list of keys.", "Begin with `name: ...`.")]
    problems = _unknown_keys(file.name, parsed) + _not_yet(file.name, parsed)
    try:
        scenario = Scenario.model_validate(_known(parsed.value))
    except ValidationError as error:
        wrong = [one for one in error.errors() if not _told(parsed.value, one)]
        return None, problems + [_wrong_value(file.name, parsed, one) for one in wrong]
    scenario._file, scenario._lines = file.name, dict(parsed.lines)
    return scenario, problems


def _known(value: dict[str, Any]) -> dict[str, Any]:
    """Leave out the keys that nobody knows, so that one look finds wrong values too."""

    def only(part: Any, model: type[BaseModel]) -> Any:
        return {key: one for key, one in part.items() if key in model.model_fields} if isinstance(part, dict) else part

    found: dict[str, Any] = only(value, Scenario)
    if isinstance(found.get("steps"), list):
        found["steps"] = [only(step, Step) for step in found["steps"]]
        for step in found["steps"]:
            if isinstance(step, dict) and "deny" in step:
                step["deny"] = only(step["deny"], Deny)
    return found


def _told(value: Any, error: Mapping[str, Any]) -> bool:
    """Whether a key that is told to be unknown explains the error (it may be the one that is missing)."""
    path = error["loc"]
    if error["type"] == "model_type" and len(path) == 2:
        return True
    if error["type"] not in ("missing", "value_error"):
        return False
    around = path[:-1] if error["type"] == "missing" else path
    for one in around:
        value = value[one]
    models: dict[int, type[BaseModel]] = {0: Scenario, 2: Step}
    return any(key not in models.get(len(around), Deny).model_fields for key in value)


def _unknown_keys(file: str, parsed: Yaml) -> list[Problem]:
    problems = _strange(file, parsed, (), parsed.value, Scenario, also=("combine",))
    steps = parsed.value.get("steps")
    for at, step in enumerate(steps if isinstance(steps, list) else []):
        path: tuple[str | int, ...] = ("steps", at)
        if not isinstance(step, dict):
            problems.append(Problem(file, parsed.line(path), "steps", "a step is a list of keys.", REMEDIES["steps"]))
            continue
        problems += _strange(file, parsed, path, step, Step, also=LATER)
        if isinstance(step.get("deny"), dict):
            problems += _strange(file, parsed, (*path, "deny"), step["deny"], Deny)
    return problems


def _strange(
    file: str,
    parsed: Yaml,
    path: tuple[str | int, ...],
    value: Mapping[str, Any],
    model: type[BaseModel],
    also: Sequence[str] = (),
) -> list[Problem]:
    problems = []
    for key in value:
        line = parsed.line((*path, key))
        if key in model.model_fields:
            continue
        if key in also:
            text = f"{key!r} is part of the format, but this version only runs deny at month 0."
            problems.append(Problem(file, line, key, text, "Leave it out for now."))
            continue
        near = difflib.get_close_matches(key, list(model.model_fields), n=1)
        hint = f" (did you mean {near[0]!r}?)" if near else ""
        remedy = f"Keys here: {', '.join(model.model_fields)}."
        problems.append(Problem(file, line, key, f"there is no key {key!r}{hint}.", remedy))
    return problems


def _wrong_value(file: str, parsed: Yaml, error: Mapping[str, Any]) -> Problem:
    path = tuple(one for one in error["loc"] if one not in ("str", "list[str]"))
    name = ".".join(str(one) for one in path)
    if error["type"] == "missing":
        return Problem(file, parsed.line(path[:-1]), str(path[-1]), f"{name} is missing.", "Add it.")
    said = isinstance(error.get("input"), (str, int, float, bool))
    remedy = f"It says {error['input']!r}." if said else REMEDIES.get(str(path[-1]), "Write one value.")
    return Problem(file, parsed.line(path), name, f"{error['msg'].removeprefix('Value error, ')}.", remedy)


def _not_yet(file: str, parsed: Yaml) -> list[Problem]:
    problems = []
    steps = parsed.value.get("steps")
    for at, step in enumerate(steps if isinstance(steps, list) else []):
        month = step.get("at", 0) if isinstance(step, dict) else 0
        if isinstance(month, int | float) and month > 0:
            line = parsed.line(("steps", at, "at"))
            text = f"month {month:g} is later than 0; this version only runs deny at month 0."
            problems.append(Problem(file, line, "at", text, "Write at: 0."))
    return problems
