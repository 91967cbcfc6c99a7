"""YAML for people: safe, with line numbers, and every mistake as a Problem.

Only what a form needs is read: mappings, lists, plain values. Tags, anchors and aliases (with which a
small file can grow to a huge one or run code), repeated keys and several documents are refused. This is
the only place that imports ruamel.yaml, and it uses no more than its stream of events: nothing is built
from the file but dictionaries, lists, texts, numbers, true, false and null.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from .errors import Problem

__all__ = ["MAX_CHARACTERS", "MAX_DEPTH", "Yaml", "dump_yaml", "parse_yaml"]

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 20

Path = tuple[str | int, ...]

# The core schema of YAML 1.2: "no", "on" and dates stay texts, and so do infinities.
_NULL = {"", "~", "null", "Null", "NULL"}
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?[0-9]{1,30}")
_NUMBER = re.compile(r"[-+]?(\.[0-9]{1,30}|[0-9]{1,30}(\.[0-9]{0,30})?)([eE][-+]?[0-9]{1,3})?")
_PLAIN = re.compile(r"[^\W\d_][\w./-]*")
_TRUTH_ELSEWHERE = {"y", "yes", "n", "no", "on", "off"}  # true and false for readers of YAML 1.1: quoted


@dataclass(frozen=True)
class Yaml:
    """What a YAML file says, and where it says it.

    Attributes
    ----------
    value
        Dictionaries, lists, texts, numbers, true, false and null; None when there are problems.
    lines
        Line of every key and list item by its path: ``("steps", 0, "deny") -> 7``.
    texts
        Every plain value as it is written, by its path; a null is the empty text.
    problems
        What is wrong with the file itself; empty when ``value`` can be used.
    """

    value: Any
    lines: Mapping[Path, int] = field(default_factory=dict)
    texts: Mapping[Path, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def line(self, path: Path) -> int | None:
        """Return the line of a path, or of the nearest thing around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None


class _Refused(Exception):
    """Carries one problem out of the walk over the events."""

    def __init__(self, line: int | None, text: str, remedy: str) -> None:
        self.line, self.text, self.remedy = line, text, remedy


def parse_yaml(text: str, *, file: str) -> Yaml:
    r"""Read one YAML document.

    Parameters
    ----------
    text
        The whole file, decoded; at most a million characters and 20 levels.
    file
        How problems name the file.

    Returns
    -------
    Yaml
        Never raises on any text: look at ``problems`` first.

    Examples
    --------
    >>> found = parse_yaml("id: euv\nhome: [CHN]\n", file="stack.yaml")
    >>> found.value, found.line(("home",))
    ({'id': 'euv', 'home': ['CHN']}, 2)
    >>> print(*parse_yaml("id: a\nid: b\n", file="stack.yaml").problems)
    stack.yaml:2: 'id' is written twice. Keep one of them.
    """
    try:
        if len(text) > MAX_CHARACTERS:
            raise _Refused(None, f"the file has more than {MAX_CHARACTERS:,} characters.", "Shorten it.")
        return _build(_events(text))
    except _Refused as refused:
        found = refused
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = (error.problem or error.context or "it cannot be read").strip()
        found = _Refused(
            mark.line + 1 if mark is not None else None,
            f"this is not valid YAML: {reason}.",
            "Write `key: value` with a space after the colon, and indent with spaces.",
        )
    except (YAMLError, ValueError, RecursionError, IndexError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        found = _Refused(None, f"this is not valid YAML: {reason}.", "Save it as plain UTF-8 text.")
    return Yaml(None, problems=(Problem(file, found.line, None, found.text, found.remedy),))


def _events(text: str) -> Iterator[Event]:
    parsed: Iterator[Event] = YAML(typ="safe", pure=True).parse(text)
    return parsed


def _build(events: Iterator[Event]) -> Yaml:
    """Build the value from the events with a stack of its own, so that nesting cannot exhaust Python's."""
    lines: dict[Path, int] = {}
    texts: dict[Path, str] = {}
    root: list[Any] = []
    open_: list[tuple[Any, Path]] = [(root, ())]
    keys: list[str | None] = [None]
    documents = 0
    for event in events:
        line = event.start_mark.line + 1
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _Refused(line, "a second document begins here.", "Keep one document in a file.")
            continue
        if isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            open_.pop()
            keys.pop()
            continue
        _refuse_tricks(event, line)
        if not isinstance(event, (ScalarEvent, MappingStartEvent, SequenceStartEvent)):
            continue
        holder, path = open_[-1]
        if isinstance(holder, dict) and keys[-1] is None:
            keys[-1] = key = _key(event, holder, line)
            lines[(*path, key)] = line
            continue
        if len(open_) > MAX_DEPTH:
            raise _Refused(line, f"it is nested more than {MAX_DEPTH} levels deep.", "Write it flatter.")
        here: Path = path
        value: Any = {} if isinstance(event, MappingStartEvent) else []
        if isinstance(holder, dict):
            here, keys[-1] = (*path, keys[-1] or ""), None
        elif holder is not root:
            here = (*path, len(holder))
            lines[here] = line
        if isinstance(event, ScalarEvent):
            value = _scalar(event, line)
            texts[here] = "" if value is None else event.value
        if isinstance(holder, dict):
            holder[here[-1]] = value
        else:
            holder.append(value)
        if not isinstance(event, ScalarEvent):
            open_.append((value, here))
            keys.append(None)
    return Yaml(root[0] if root else None, lines, texts)


def _refuse_tricks(event: Event, line: int) -> None:
    if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
        raise _Refused(line, "anchors (&) and aliases (*) are not read.", "Write the value out, or quote it.")
    if getattr(event, "tag", None):
        raise _Refused(line, "tags (!) are not read.", "Write a plain value, or quote it.")


def _key(event: Event, holder: Mapping[str, Any], line: int) -> str:
    if not isinstance(event, ScalarEvent):
        raise _Refused(line, "a key must be one word.", "Write `key: value`.")
    key = _readable(event.value, line)
    if key in holder:
        raise _Refused(line, f"{key!r} is written twice.", "Keep one of them.")
    return key


def _scalar(event: ScalarEvent, line: int) -> Any:
    text = _readable(event.value, line)
    return text if event.style else _resolve(text)


def _readable(text: str, line: int) -> str:
    """Return the text unless it cannot be written down again (half a character, a control character)."""
    bad = next((sign for sign in text if unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t"), None)
    if bad is not None:
        raise _Refused(line, f"it contains the control character U+{ord(bad):04X}.", "Delete it.")
    return text


def _resolve(text: str) -> Any:
    """Return what an unquoted value means."""
    if text in _NULL:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    return text


def dump_yaml(value: Mapping[str, Any]) -> str:
    """Write a mapping of texts, numbers, true, false, null, lists and mappings; the same bytes every time.

    Examples
    --------
    >>> print(dump_yaml({"id": "euv", "home": ["CHN"], "title_zh": "光刻", "as_of": 2025}), end="")
    id: euv
    home: [CHN]
    title_zh: 光刻
    as_of: 2025
    """
    return "".join(_dump(value, 0)) or "{}\n"


def _dump(value: Any, indent: int) -> Iterator[str]:
    space = "  " * indent
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield f"{space}{_word(str(key))}:"
            yield from _after(item, indent)
    else:
        for item in value:
            yield f"{space}-"
            yield from _after(item, indent)


def _after(item: Any, indent: int) -> Iterator[str]:
    flat = not isinstance(item, Mapping) and (
        isinstance(item, str) or not isinstance(item, Sequence) or all(_is_scalar(part) for part in item)
    )
    if flat or not item:
        yield f" {_inline(item)}\n"
    else:
        yield "\n"
        yield from _dump(item, indent + 1)


def _is_scalar(item: Any) -> bool:
    return isinstance(item, str) or not isinstance(item, (Mapping, Sequence))


def _inline(item: Any) -> str:
    if isinstance(item, Mapping):
        return "{}"
    if isinstance(item, Sequence) and not isinstance(item, str):
        return f"[{', '.join(_word(part) for part in item)}]"
    return _word(item)


def _word(item: Any) -> str:
    if not isinstance(item, str):
        return json.dumps(item, allow_nan=False)
    if _PLAIN.fullmatch(item) and isinstance(_resolve(item), str) and item.lower() not in _TRUTH_ELSEWHERE:
        return item
    return '"' + "".join(_escaped(sign) for sign in item) + '"'


def _escaped(sign: str) -> str:
    if sign in '"\\':
        return "\\" + sign
    if sign == "\n":
        return "\\n"
    if sign.isprintable():
        return sign
    return f"\\x{ord(sign):02x}" if ord(sign) < 0x100 else f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else sign
