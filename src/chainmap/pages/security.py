"""Pages that run only our own script: text goes in escaped, and a strict policy seals the result."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

__all__ = ["POLICY_MARK", "asset", "environment", "packed", "seal", "web_address"]

TEMPLATES = Path(__file__).parent / "templates"

POLICY_MARK = "@content-security-policy@"
"""Stands in the template's head, before any data, where :func:`seal` puts the policy."""

JSON_STYLE: dict[str, Any] = {"ensure_ascii": False, "sort_keys": False, "separators": (",", ":"), "allow_nan": False}


def environment(*folders: Path) -> Environment:
    """Return a Jinja environment that escapes everything; our templates come before those in ``folders``."""
    loaders = [FileSystemLoader(folder) for folder in (TEMPLATES, *folders)]
    # Templates write numbers and names into text; an undefined name is our mistake and must not pass.
    made = Environment(
        loader=ChoiceLoader(loaders), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.policies["json.dumps_kwargs"] = JSON_STYLE
    return made


def packed(data: Any) -> str:
    """Return data as JSON, compressed and in base64, for ``DecompressionStream("deflate")`` in the page.

    The zlib form and not gzip, because gzip's head names the time and the system that made it.

    Examples
    --------
    >>> packed([1]) == packed([1])
    True
    """
    text = json.dumps(data, **JSON_STYLE)
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def asset(name: str) -> Markup:
    """Return one of our own style sheets or scripts, to be put into a page as it is."""
    return Markup((TEMPLATES / name).read_text(encoding="utf-8").strip())


def seal(html: str, *also: str) -> str:
    """Put a content security policy into a finished page that allows its own inline text and nothing else.

    Parameters
    ----------
    html
        A page with :data:`POLICY_MARK` in its head, before any data.
    *also
        Scripts that the page unpacks and adds by itself.

    Returns
    -------
    str
        The page; every inline script and style is named in the policy by its sha256.

    Raises
    ------
    ValueError
        When the page has no place for the policy.
    """
    text = html.replace("\r\n", "\n").replace("\r", "\n")
    if POLICY_MARK not in text:
        raise ValueError(f"the template has no {POLICY_MARK}")
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src {_hashes('script', text, *also)}",
            f"style-src {_hashes('style', text)}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    return text.replace(POLICY_MARK, policy, 1)


def _hashes(tag: str, html: str, *also: str) -> str:
    found = [*re.findall(rf"<{tag}>(.*?)</{tag}>", html, flags=re.DOTALL), *also]
    digests = dict.fromkeys(base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in found)
    return " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"


def web_address(text: Any) -> str | None:
    """Return the text if it is an address that a page may link to: http or https and nothing else.

    Examples
    --------
    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    return text if isinstance(text, str) and re.fullmatch(r"https?://[^\s<>\"']+", text) else None
