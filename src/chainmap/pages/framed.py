"""A page inside another one: a small first script keeps its addresses, links and language at work there.

A frame that is given its text (``srcdoc``) has no address of its own: a link to ``#part`` would leave it, and
nothing can stand behind ``#`` in it from the start. ``framed.js`` mends both and tells the outer page where the
reader goes. Such a frame also obeys the policy of the outer page, which therefore must allow what its own allows.
"""

from __future__ import annotations

import base64
import hashlib
import re

from .security import asset

__all__ = ["allow", "allowed", "framed"]

KINDS = ("script", "style")


def framed(page: str) -> str:
    """Return a sealed page that can stand in a frame; on its own it is as before.

    Parameters
    ----------
    page
        A page that :func:`chainmap.pages.security.seal` has sealed.

    Returns
    -------
    str
        The page with one more script, first of all, and one more style, last of its head.

    Examples
    --------
    >>> from chainmap.pages.security import POLICY_MARK, seal
    >>> page = seal(f'<head><meta content="{POLICY_MARK}"></head>')
    >>> len(allowed(page)["script"]), len(allowed(framed(page))["script"])
    (0, 1)
    """
    script, style = str(asset("framed.js")), str(asset("framed.css"))
    head = re.search(r"<meta [^>]*default-src 'none'[^>]*>", page)
    if head is None or "</head>" not in page:
        raise ValueError("only a sealed page can stand in a frame")
    whole = f"{page[: head.end()]}\n<script>{script}</script>{page[head.end() :]}"
    whole = whole.replace("</head>", f"<style>{style}</style>\n</head>", 1)
    return allow(whole, {"script": [_digest(script)], "style": [_digest(style)]})


def allowed(page: str) -> dict[str, list[str]]:
    """Return the digests that the policy of a sealed page names, for ``script`` and for ``style``."""
    policy = _policy(page)[1]
    return {kind: re.findall(r"'(sha256-[^']+)'", _directive(policy, kind)) for kind in KINDS}


def allow(page: str, digests: dict[str, list[str]]) -> str:
    """Return a sealed page whose policy names more digests, for ``script`` and for ``style``."""
    start, policy = _policy(page)
    told = policy
    for kind, before in allowed(page).items():
        names = " ".join(f"'{one}'" for one in dict.fromkeys([*before, *digests.get(kind, ())])) or "'none'"
        told = told.replace(_directive(told, kind), f"{kind}-src {names}", 1)
    return f"{page[:start]}{told}{page[start + len(policy) :]}"


def _policy(page: str) -> tuple[int, str]:
    """Return the policy of a page and where it begins; it stands before any data."""
    found = re.search(r"default-src 'none'; [^\"]*", page)
    if found is None:
        raise ValueError("the page has no policy")
    return found.start(), found[0]


def _directive(policy: str, kind: str) -> str:
    return next(part for part in policy.split("; ") if part.startswith(f"{kind}-src "))


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
