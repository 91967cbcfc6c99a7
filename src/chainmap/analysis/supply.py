"""What still works after a denial, and because of what does it not?

The structure function of Barlow & Proschan (1975), evaluated as the greatest fixed point from
"everything works": denial asks whether an industry that runs today keeps running.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from ..schema.answers import Available
from ..stack import Stack
from ..stack.names import find_component, label_of
from ..structure import compile_structure, denial, viewpoint
from .frames import frame
from .outcome import doubts, outcome
from .trace import emptied, trace
from .words import because

__all__ = ["available", "targets_of"]


def available(
    stack: Stack,
    target: str | None = None,
    *,
    deny: str | Iterable[str] = (),
    home: str | Iterable[str] | None = None,
    lens: str | None = None,
    mode: str | None = None,
) -> pd.DataFrame:
    """Say of every component whether it still works when everything in ``deny`` is denied at once.

    Parameters
    ----------
    stack
        The industry.
    target
        A component (id, name or alias): only its cone is listed. None: every component.
    deny
        Units (``country:USA``, ``actor:siemens``, ``offer:parasolid``, ``component:gpu``,
        ``bloc:g7``, ``unknown:gpu``) or names in either language.
    home, lens, mode
        From whose seat, under which jurisdiction, and whether use is revoked too; the stack's own
        where not given. ``home="none"``: no home.

    Returns
    -------
    pandas.DataFrame
        One row a component, targets first, columns of :class:`chainmap.schema.answers.Available`.

    Raises
    ------
    UnknownName, WrongQuestion

    Notes
    -----
    One walk for each reading: linear in nodes and needs, loops aside.

    Examples
    --------
    >>> import chainmap as cm
    >>> answer = cm.available(cm.bundled("euv"), "p", deny=["ASML"])
    >>> answer.loc[answer.component == "p", ["state", "holds"]].values.tolist()
    [['stopped', 'as_listed']]
    """
    structure, seen = compile_structure(stack), viewpoint(stack, home=home, lens=lens, mode=mode)
    found = outcome(structure, seen, [denial(stack, deny)])
    wanted = None
    if target is not None:
        wanted = structure.components_in(structure.position[find_component(stack, target)])
    rows = []
    for component in sorted(stack.components, key=lambda row: (row.weight is None, row.component)):
        if wanted is not None and component.component not in wanted:
            continue
        at = structure.position[component.component]
        stopped, holds = found.stopped(at), found.holds(at)
        causes = trace(structure, found.posited, found.own, 0, at, shortest=True) if stopped else ()
        rows.append(
            Available(
                component=component.component,
                name_en=label_of(stack, component.component, "en"),
                name_zh=label_of(stack, component.component, "zh"),
                target=component.weight is not None,
                state="stopped" if stopped else "works",
                holds=holds,
                because_en=because(stack, causes, "en"),
                because_zh=because(stack, causes, "zh"),
                rests_on=emptied(structure, found.as_listed, 0, at) if holds == "as_listed" else (),
                unknown=doubts(structure, found, at) if holds == "possible" else (),
            )
        )
    return frame(rows, Available)


def targets_of(stack: Stack, target: str | None = None) -> tuple[str, ...]:
    """Return the ids of the targets asked about: one component by name, or all that carry a weight."""
    if target is not None:
        return (find_component(stack, target),)
    return tuple(sorted(row.component for row in stack.components if row.weight is not None))
