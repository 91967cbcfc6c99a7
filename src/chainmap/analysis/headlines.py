"""What would one say in one sentence? Headlines, each made from the numbers, none written by hand.

METHOD section 4: at most seven; each names what stops, who can stop it, and the two or three
components through which it works; what holds only as the suppliers are listed says so.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from ..schema.answers import Headline
from ..stack import Stack
from ..structure import compile_structure, viewpoint
from .asked import Asked, headline
from .concentration import offers_by_component
from .cutsets import cut_set_rows
from .frames import frame
from .stoppers import broken, coalitions, firms, other_lens
from .supply import targets_of
from .words import LENS_WORDS, quantity, some

__all__ = ["headlines"]

MOST = 7


def headlines(
    stack: Stack,
    *,
    home: str | Iterable[str] | None = None,
    lens: str | None = None,
    mode: str | None = None,
) -> pd.DataFrame:
    """Return at most seven sentences for a decision maker, most important first.

    Parameters
    ----------
    stack
        The industry.
    home, lens, mode
        As in :func:`chainmap.available`.

    Returns
    -------
    pandas.DataFrame
        Columns of :class:`chainmap.schema.answers.Headline`. A headline uses the reading
        ``as_listed`` unless ``holds`` says ``proved``; ``rests_on`` lists the open lists of suppliers
        that it relies on, ``beyond_source`` marks links that the source does not state.

    Examples
    --------
    >>> import chainmap as cm
    >>> cm.headlines(cm.bundled("euv"))["members"].tolist()
    [('country:NLD',), (), ('actor:asml',)]
    """
    structure, seen = compile_structure(stack), viewpoint(stack, home=home, lens=lens, mode=mode)
    asked = Asked(structure, seen, targets_of(stack))
    rows = [*broken(asked), *coalitions(asked), *other_lens(asked)]
    rows += [*_unnamed(asked), *_imports(asked), *firms(asked)]
    return frame([row.model_copy(update={"rank": at + 1}) for at, row in enumerate(rows[:MOST])], Headline)


def _imports(asked: Asked) -> list[Headline]:
    """Count the components all of whose named suppliers are foreign."""
    seen, cone = asked.seen, asked.cone(asked.targets)
    supplied = [(row, offers) for row, offers in offers_by_component(asked.stack) if row.component in cone]

    def foreign(offer: str) -> bool:
        return offer not in seen.untouchable and seen.reaches[offer].falls_to(seen.all_foreign)

    every = [row for row, offers in supplied if all(foreign(offer.offer) for offer in offers)]
    if not seen.home or not every:
        return []
    cones = [asked.cone([target]) for target in asked.targets]
    parts = [
        row.component for row in sorted(every, key=lambda one: (-sum(one.component in c for c in cones), one.component))
    ]
    lens_en, lens_zh = LENS_WORDS[seen.lens]
    return [
        headline(
            seen,
            "dependency",
            f"in {len(parts)} of {quantity(len(supplied), 'component', 'components')} with named suppliers "
            f"every one of them is foreign by {lens_en}: {some(asked.stack, parts, 'en')}.",
            f"在{len(supplied)}个有具名供应方的环节中，{len(parts)}个环节的供应方按{lens_zh}全部在境外："
            f"{some(asked.stack, parts, 'zh')}。",
            targets=asked.targets,
            through=tuple(parts),
            holds="as_listed",
            rests_on=tuple(sorted(row.component for row in every if row.complete != "yes")),
        )
    ]


def _unnamed(asked: Asked) -> list[Headline]:
    """Say for how many components nobody is named, first those that stop a target by themselves."""
    cone = asked.cone(asked.targets)
    blind = sorted(row.component for row in asked.stack.components if row.supply == "unknown" and row.component in cone)
    if not blind:
        return []
    rows = cut_set_rows(asked.structure, asked.seen, asked.targets, "component")
    fatal = sorted({row.members[0].partition(":")[2] for row in rows if row.holds == "possible"})
    have, count = ("component has", "counts") if len(blind) == 1 else ("components have", "count")
    more = ("", "")
    if fatal:
        more = (
            f"; any one of {some(asked.stack, fatal, 'en')} would stop a target"
            if len(fatal) > 1
            else f"; {some(asked.stack, fatal, 'en')} alone would stop a target",
            f"；其中{some(asked.stack, fatal, 'zh')}{'任一' if len(fatal) > 1 else ''}一旦断供即有目标中断",
        )
    return [
        headline(
            asked.seen,
            "unknown",
            f"{len(blind)} {have} no named supplier and {count} as unknown, not as safe: "
            f"{some(asked.stack, blind, 'en')}{more[0]}.",
            f"{len(blind)}个环节没有具名供应方，按未知处理，不视为安全：{some(asked.stack, blind, 'zh')}{more[1]}。",
            targets=asked.targets,
            members=tuple(f"unknown:{one}" for one in blind),
            through=tuple(blind),
            holds="possible",
        )
    ]
