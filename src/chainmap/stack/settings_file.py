"""``stack.yaml`` -> Settings, read by the same declarations as the cells of the tables."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from ..errors import Problem
from ..schema import Column, Settings, columns_of
from ..yaml_file import Yaml, dump_yaml, parse_yaml
from .cells import Cell, parse_cell
from .complaint import Complaint
from .csv_file import known_encoding
from .nearest import did_you_mean, printable, shown
from .texts import MAX_ID, bad_id

__all__ = [
    "STACK_FILE",
    "Said",
    "SettingsFile",
    "id_from",
    "read_settings",
    "setting_as_yaml",
    "settings_said",
    "unknown_encoding",
    "write_settings",
]

STACK_FILE = "stack.yaml"


@dataclass(frozen=True)
class SettingsFile:
    """The settings, or what is wrong with them, and the encoding they name for the tables."""

    settings: Settings | None
    encoding: str | None = None
    problems: tuple[Problem, ...] = ()


def id_from(name: str, *, otherwise: str = "stack") -> str:
    """Return an id made from a name: what an id may not contain becomes a hyphen.

    ``otherwise`` is returned for a name of which nothing is left, or that no folder can have on Windows.

    Examples
    --------
    >>> id_from("My stack (2026)"), id_from("元宇宙"), id_from("...")
    ('My-stack-2026', '元宇宙', 'stack')
    """
    plain = unicodedata.normalize("NFKC", name)[:MAX_ID]
    words = "".join(sign if bad_id(f"x{sign}") is None else " " for sign in plain).split()
    made = "-".join(words).strip("-.")
    return made if made and bad_id(made, folder=True) is None else otherwise


def read_settings(text: str, *, folder: str) -> SettingsFile:
    """Read the text of ``stack.yaml``; an id that it does not give is made from the name of the folder."""
    found = parse_yaml(text, file=STACK_FILE)
    if found.problems:
        return SettingsFile(None, problems=found.problems)
    if found.value is not None and not isinstance(found.value, dict):
        problem = Problem(STACK_FILE, 1, None, "the file is not a list of settings.", "Write `key: value` lines.")
        return SettingsFile(None, problems=(problem,))
    said = [Said(key, _texts(key, value, found), found.line((key,))) for key, value in (found.value or {}).items()]
    return settings_said(said, name=folder)


@dataclass(frozen=True)
class Said:
    """One setting as it stands in a file or a sheet: its texts, or None when it has the wrong form."""

    key: str
    texts: tuple[str, ...] | None
    line: int | None
    refused: Complaint | None = None


def settings_said(said: Iterable[Said], *, name: str) -> SettingsFile:
    """Read settings, each as if its text stood in a cell; an id that is not given is made from ``name``."""
    columns = {column.name: column for column in columns_of(Settings)}
    values: dict[str, Any] = {}
    lines: dict[str, int | None] = {}
    problems: list[Problem] = []
    for one in said:
        if one.key not in columns:
            remedy = did_you_mean(one.key, columns, f"The settings are {', '.join(columns)}.")
            what = f"there is no setting {shown(one.key)}."
            problems.append(Problem(STACK_FILE, one.line, printable(one.key), what, remedy))
            continue
        if one.key in lines:
            what = f"the setting is already on line {lines[one.key]}."
            problems.append(Problem(STACK_FILE, one.line, one.key, what, "Keep one of them."))
            continue
        lines[one.key] = one.line
        read, wrong = _setting(columns[one.key], one)
        problems += wrong
        if read is not None:
            values[one.key] = read
    encoding = values.pop("encoding", None)
    if encoding is not None and known_encoding(encoding) is None:
        problems.append(unknown_encoding(encoding, STACK_FILE, lines["encoding"]))
    if any(problem.level == "error" for problem in problems):
        return SettingsFile(None, encoding and known_encoding(encoding), tuple(problems))
    try:
        settings = Settings.model_validate({"id": id_from(name), **values})
    except ValidationError as error:
        problems.append(Problem(STACK_FILE, None, None, error.errors()[0]["msg"], "Correct it."))
        settings = None
    return SettingsFile(settings, encoding and known_encoding(encoding), tuple(problems))


def unknown_encoding(name: str, file: str, line: int | None = None) -> Problem:
    """Return the problem of an encoding that is not read."""
    what = f"the encoding {shown(name)} is not read."
    return Problem(file, line, "encoding", what, "Use utf-8 or gb18030 (for gbk and gb2312 too).")


def _texts(key: str, value: Any, found: Yaml) -> tuple[str, ...] | None:
    """Return the texts that stand in the file for one setting."""
    if isinstance(value, list):
        if any(isinstance(item, (dict, list)) for item in value):
            return None
        return tuple(found.texts[key, place] for place in range(len(value)))
    return None if isinstance(value, dict) else (found.texts[(key,)],)


def _setting(column: Column, said: Said) -> tuple[Any, list[Problem]]:
    """Read one setting as if its text stood in a cell."""
    if said.texts is None or (len(said.texts) != 1 and not column.several):
        what = "codes in brackets, such as [CHN]" if column.several else "one value"
        problem = Problem(STACK_FILE, said.line, column.name, "the setting has the wrong form.", f"Write {what}.")
        return None, [problem]
    cell = Cell(None, (said.refused,)) if said.refused else parse_cell(";".join(said.texts), column)
    complaints = list(cell.complaints)
    if cell.ok and column.kind == "id" and cell.value is not None and (bad := bad_id(cell.value, folder=True)):
        complaints.append(bad)
    problems = [
        Problem(STACK_FILE, said.line, column.name, one.text, one.remedy, "warning" if one.warning else "error")
        for one in complaints
    ]
    return cell.value, problems


def write_settings(settings: Settings) -> str:
    """Return the text of ``stack.yaml``; what is empty is left out, the encoding too: it is UTF-8 now."""
    values: Mapping[str, Any] = settings.model_dump(exclude={"encoding"})
    plain = {key: setting_as_yaml(value) for key, value in values.items()}
    return dump_yaml({key: value for key, value in plain.items() if value is not None})


def setting_as_yaml(value: Any) -> Any:
    """Return the value of a setting as it stands in ``stack.yaml``; None when it is empty."""
    if isinstance(value, tuple):
        return list(value) or None
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value
