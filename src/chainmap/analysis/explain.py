"""Why does a denial stop a target? The chain in words, with the evidence of each link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from ..schema.answers import Link
from ..stack import Stack
from ..stack.names import find, label_of, name_of
from ..structure import Losses, Structure, Viewpoint, compile_structure, denial, viewpoint
from .evidence import links_of, weakest
from .frames import frame
from .outcome import Outcome, outcome
from .supply import targets_of
from .trace import Cause, trace
from .words import names

__all__ = ["explain"]


def explain(
    stack: Stack,
    unit: str | Iterable[str],
    target: str | None = None,
    *,
    home: str | Iterable[str] | None = None,
    lens: str | None = None,
    mode: str | None = None,
) -> pd.DataFrame:
    """Tell step by step what the denial of a unit takes away, up to the targets it stops.

    Parameters
    ----------
    stack
        The industry.
    unit
        What is denied (``country:USA``, ``Siemens``, ``西门子``, ...); several are denied together.
    target
        One component; None: every target.
    home, lens, mode
        As in :func:`chainmap.available`.

    Returns
    -------
    pandas.DataFrame
        One row a step, from the units upwards, columns of :class:`chainmap.schema.answers.Link`: the
        shortest reason for the stop. For a target that keeps working the rows say which offers are lost
        and which remain.

    Examples
    --------
    >>> import chainmap as cm
    >>> answer = cm.explain(cm.bundled("euv"), "ASML", "p")
    >>> answer["affects"].tolist()
    ['offer:asml-euv', 'component:euv', 'component:chip', 'component:p']
    """
    structure, seen = compile_structure(stack), viewpoint(stack, home=home, lens=lens, mode=mode)
    who = tuple(find(stack, one) for one in ([unit] if isinstance(unit, str) else unit))
    found = outcome(structure, seen, [denial(stack, who)])
    rows: list[Link] = []
    for name in targets_of(stack, target):
        at = structure.position[name]
        if found.stopped(at):
            causes = trace(structure, found.posited, found.own, 0, at, shortest=True)
            told = _chains(seen, who, name, causes)
        else:
            told = _left(structure, seen, found, who, name)
        rows += [row.model_copy(update={"step": len(rows) + step}) for step, row in enumerate(told)]
    return frame(rows, Link)


def _chains(seen: Viewpoint, who: tuple[str, ...], target: str, causes: Sequence[Cause]) -> list[Link]:
    """Tell each cause of a stop from the denial up to the target; a link that two share is told once."""
    stack = seen.stack
    offers = {offer.offer: offer for offer in stack.offers}
    actors = {actor.actor: actor for actor in stack.actors}
    deniers = {unit: Losses(seen, [denial(stack, [unit])]) for unit in who}
    steps: dict[tuple[str, str], tuple[str, ...]] = {}
    for cause in causes:
        if not cause.named:
            steps[f"unknown:{cause.component}", f"component:{cause.component}"] = ()
        for offer in cause.lost:
            alone = [unit for unit, losses in deniers.items() if losses.of(offer)]
            for unit in alone or [";".join(who)]:
                steps.setdefault((unit, f"offer:{offer}"), actors[offers[offer].actor].evidence)
        for source, affects, evidence in links_of(stack, cause):
            steps.setdefault((source, affects), evidence)
    return [
        Link(
            step=0,
            target=target,
            source=source,
            affects=affects,
            text_en=_step(seen, source, affects, "en"),
            text_zh=_step(seen, source, affects, "zh"),
            basis=weakest(stack, evidence),
            evidence=evidence,
        )
        for (source, affects), evidence in steps.items()
    ]


def _step(seen: Viewpoint, source: str, affects: str, lang: str) -> str:
    stack = seen.stack
    low, up = names(stack, source.split(";"), lang), name_of(stack, affects, lang)
    kind = source.partition(":")[0]
    if kind == "unknown" and affects.startswith("component:"):
        text = f"Nobody is named who supplies {up}; here it is taken to be denied."
        return text if lang == "en" else f"{up}没有具名供应方，此处假设其断供。"
    if kind in ("country", "bloc", "actor", "unknown") or source == affects:
        maker = ""
        if affects.startswith("offer:"):
            actor = next(row.actor for row in stack.offers if f"offer:{row.offer}" == affects)
            maker = name_of(stack, f"actor:{actor}", lang)
        if lang == "en":
            return f"Denied by {low}: {up}" + (f" ({maker})." if maker and maker != up else ".")
        return f"{low}断供{up}" + (f"（{maker}）。" if maker and maker != up else "。")
    if kind == "offer":
        part = next((row.component for row in stack.offers if row.offer == source.partition(":")[2]), "")
        if affects == f"component:{part}":
            return f"{up} can no longer draw on {low}." if lang == "en" else f"{up}失去{low}。"
    if _one_of_several(stack, affects.partition(":")[2], source.partition(":")[2]):
        return f"{up}: the option {low} is gone." if lang == "en" else f"{up}的一个选项不复存在：{low}。"
    return f"{up} cannot go on without {low}." if lang == "en" else f"{up}离不开{low}，因此中断。"


def _one_of_several(stack: Stack, dependent: str, needed: str) -> bool:
    """Whether a need has alternatives."""
    groups = {row.group for row in stack.needs if (row.dependent, row.input) == (dependent, needed) and row.group}
    return any(row.group in groups and row.input != needed for row in stack.needs if row.dependent == dependent)


def _left(structure: Structure, seen: Viewpoint, found: Outcome, who: tuple[str, ...], target: str) -> list[Link]:
    """Say for a target that keeps working which components lose offers and what carries them on."""
    stack, cone = seen.stack, structure.cone(structure.position[target])
    rows: list[Link] = []
    for at in sorted(cone):
        if structure.nodes[at].kind != "market":
            continue
        market = structure.markets[at]
        gone = [offer.offer for one, offer in market.offers if not found.posited[one] & 1]
        if not gone or structure.nodes[at].min_quality is not None:
            continue
        rest = [offer.offer for one, offer in market.offers if found.posited[one] & 1]
        rows.append(
            Link(
                step=0,
                target=target,
                source=";".join(who),
                affects=f"component:{market.component}",
                text_en=_remains(stack, market.component, gone, rest, "en"),
                text_zh=_remains(stack, market.component, gone, rest, "zh"),
                basis=weakest(stack, _evidence(stack, gone)),
                evidence=_evidence(stack, gone),
            )
        )
    return rows


def _evidence(stack: Stack, offers: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for row in stack.offers if row.offer in offers for one in row.evidence))


def _remains(stack: Stack, component: str, gone: Sequence[str], rest: Sequence[str], lang: str) -> str:
    what = label_of(stack, component, lang)
    lost = names(stack, [f"offer:{one}" for one in gone], lang)
    left = names(stack, [f"offer:{one}" for one in rest], lang)
    if lang == "en":
        return f"{what}: {lost} lost; {left or 'no listed offer'} left."
    return f"{what}失去{lost}；尚余{left}。" if rest else f"{what}失去{lost}；所列产品无一剩余。"
