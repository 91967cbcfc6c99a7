"""``stack.yaml`` -> Settings, read by the same declarations as the cells of the tables."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from ..errors import Problem
from ..schema import Column, Settings, columns_of
from ..yaml_file import Yaml, dump_yaml, parse_yaml
from .cells import parse_cell
from .csv_file import known_encoding
from .nearest import did_you_mean, printable, shown
from .texts import MAX_ID, bad_id

__all__ = ["STACK_FILE", "SettingsFile", "id_from", "read_settings", "unknown_encoding", "write_settings"]

STACK_FILE = "stack.yaml"


@dataclass(frozen=True)
class SettingsFile:
    """The settings, or what is wrong with them, and the encoding they name for the tables."""

    settings: Settings | None
    encoding: str | None = None
    problems: tuple[Problem, ...] = ()


def id_from(name: str) -> str:
    """Return an id made from the name of a folder: what an id may not contain becomes a hyphen.

    Examples
    --------
    >>> id_from("My stack (2026)"), id_from("元宇宙"), id_from("...")
    ('My-stack-2026', '元宇宙', 'stack')
    """
    plain = unicodedata.normalize("NFKC", name)[:MAX_ID]
    words = "".join(sign if bad_id(f"x{sign}") is None else " " for sign in plain).split()
    made = "-".join(words).strip("-.")
    return made if made and bad_id(made, folder=True) is None else "stack"


def read_settings(text: str, *, folder: str) -> SettingsFile:
    """Read the text of ``stack.yaml``; an id that it does not give is made from the name of the folder."""
    found = parse_yaml(text, file=STACK_FILE)
    if found.problems:
        return SettingsFile(None, problems=found.problems)
    if found.value is not None and not isinstance(found.value, dict):
        problem = Problem(STACK_FILE, 1, None, "the file is not a list of settings.", "Write `key: value` lines.")
        return SettingsFile(None, problems=(problem,))
    columns = {column.name: column for column in columns_of(Settings)}
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in (found.value or {}).items():
        line = found.line((key,))
        if key not in columns:
            remedy = did_you_mean(key, columns, f"The settings are {', '.join(columns)}.")
            problems.append(Problem(STACK_FILE, line, printable(key), f"there is no setting {shown(key)}.", remedy))
            continue
        read, wrong = _setting(columns[key], value, found)
        problems += wrong
        if read is not None:
            values[key] = read
    encoding = values.pop("encoding", None)
    if encoding is not None and known_encoding(encoding) is None:
        problems.append(unknown_encoding(encoding, STACK_FILE, found.line(("encoding",))))
    if any(problem.level == "error" for problem in problems):
        return SettingsFile(None, encoding and known_encoding(encoding), tuple(problems))
    try:
        settings = Settings.model_validate({"id": id_from(folder), **values})
    except ValidationError as error:
        problems.append(Problem(STACK_FILE, None, None, error.errors()[0]["msg"], "Correct it."))
        settings = None
    return SettingsFile(settings, encoding and known_encoding(encoding), tuple(problems))


def unknown_encoding(name: str, file: str, line: int | None = None) -> Problem:
    """Return the problem of an encoding that is not read."""
    what = f"the encoding {shown(name)} is not read."
    return Problem(file, line, "encoding", what, "Use utf-8 or gb18030 (for gbk and gb2312 too).")


def _setting(column: Column, value: Any, found: Yaml) -> tuple[Any, list[Problem]]:
    """Read one setting as if its text stood in a cell."""
    line = found.line((column.name,))
    if isinstance(value, list) and column.several and all(not isinstance(item, (dict, list)) for item in value):
        texts = [found.texts[column.name, place] for place in range(len(value))]
    elif not isinstance(value, (dict, list)):
        texts = [found.texts[(column.name,)]]
    else:
        what = "codes in brackets, such as [CHN]" if column.several else "one value"
        problem = Problem(STACK_FILE, line, column.name, "the setting has the wrong form.", f"Write {what}.")
        return None, [problem]
    cell = parse_cell(";".join(texts) if column.several else texts[0], column)
    complaints = list(cell.complaints)
    if cell.ok and column.kind == "id" and cell.value is not None and (bad := bad_id(cell.value, folder=True)):
        complaints.append(bad)
    problems = [
        Problem(STACK_FILE, line, column.name, one.text, one.remedy, "warning" if one.warning else "error")
        for one in complaints
    ]
    return cell.value, problems


def write_settings(settings: Settings) -> str:
    """Return the text of ``stack.yaml``; what is empty is left out, the encoding too: it is UTF-8 now."""
    values: Mapping[str, Any] = settings.model_dump(exclude={"encoding"})
    return dump_yaml({key: _plain(value) for key, value in values.items() if value not in (None, ())})


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value
