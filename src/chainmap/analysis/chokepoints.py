"""Where are the chokepoints?

METHOD section 4. For every unit: how few can close it or stop a target with it (minimal cut sets),
what its denial costs (target weight x level lost), and how soon that is made good. Impact and
substitutability are multiplied into capability-months, instead of being weighed by experts; centralities
stand beside, for contrast.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from ..errors import WrongQuestion
from ..schema.answers import READINGS, Chokepoint, CutSet
from ..stack import Stack
from ..stack.names import members_of_bloc, name_of
from ..structure import Denial, Losses, Structure, Viewpoint, compile_structure, units, viewpoint
from .centrality import Centrality, centralities
from .closers import Closers, Control, control_of_component, in_reading, known, standing_in, why_component, why_unit
from .concentration import concentration
from .cutsets import cut_set_rows
from .denial_loss import Loss, Today, denial_losses
from .frames import frame
from .leverage import target_weights
from .outcome import Reading
from .restoration import Months, Restoration, restorations
from .words import sentence

__all__ = ["chokepoints"]

_DIGITS = 9
_APART = ("foreign", "unknown", "home", "nobody")


def chokepoints(
    stack: Stack,
    *,
    by: str = "country",
    targets: Iterable[str] | None = None,
    horizon: float | None = None,
    home: str | Iterable[str] | None = None,
    lens: str | None = None,
    mode: str | None = None,
) -> pd.DataFrame:
    """Rank units by how few can close them, what that costs and how long it takes to replace them.

    A component is a chokepoint when known countries outside home can close it, directly or through what
    it needs, and its denial can cost something; any other unit, when it is part of a smallest coalition
    that stops a target. Rank: fewest countries (or units), then the greatest denial loss in the short
    run (its high end first), then the longest time to substitute, then the id. What only home or
    nobody controls has no rank and stands last.

    Parameters
    ----------
    stack
        The industry.
    by
        ``component``: every component, closed by countries. ``offer``, ``actor``, ``country``,
        ``bloc``: every unit that can deny something.
    targets
        Components by id, name or alias; None: all that carry a weight. One without weight counts 1.
    horizon
        In months; None: the stack's.
    home, lens, mode
        As in :func:`chainmap.available`.

    Returns
    -------
    pandas.DataFrame
        Rows reading x unit, columns of :class:`chainmap.schema.answers.Chokepoint`.
        Capability-months are the sum over targets of weight x short-run loss x months until the last
        lost market is served again, the horizon at most. Months are each fastest substitute's own
        switching or lead time and not a whole path, as ``months_basis`` says; where none is known the
        horizon stands in, and ``note_en`` names the components.

    Raises
    ------
    UnknownName, WrongQuestion
    LimitExceeded
        When not even cut sets of order 1 fit.

    Notes
    -----
    Yes/no for all units in one walk, levels by walking what is downstream of each unit.

    Examples
    --------
    >>> import chainmap as cm
    >>> answer = cm.chokepoints(cm.bundled("euv"), by="component")
    >>> listed = answer[answer.reading == "as_listed"]
    >>> listed[["unit", "controlled", "smallest_order"]].head(2).values.tolist()
    [['component:chip', 'foreign', 1], ['component:euv', 'foreign', 1]]
    """
    structure, seen = compile_structure(stack), viewpoint(stack, home=home, lens=lens, mode=mode)
    weights = target_weights(stack, targets)
    months = stack.settings.horizon_months if horizon is None else float(horizon)
    if months <= 0:
        raise WrongQuestion(f"horizon is {months:g}: it is a number of months above 0")
    asked = _Asked(structure, seen, by, weights, months)
    rows = [row for reading in READINGS for row in _ranked(asked.rows(reading))]
    return frame(rows, Chokepoint)


@dataclass(frozen=True)
class _Asked:
    """One question and what all its rows share."""

    structure: Structure
    seen: Viewpoint
    by: str
    weights: Mapping[str, float]
    horizon: float

    @cached_property
    def named(self) -> tuple[tuple[str, Denial], ...]:
        """The units; components that nobody can deny are listed too."""
        found = dict(units(self.structure, self.seen, self.by))
        if self.by == "component":
            for row in self.seen.stack.components:
                if f"unknown:{row.component}" not in found or row.supply != "unknown":
                    found.setdefault(f"component:{row.component}", Denial())
        return tuple(sorted(found.items()))

    @cached_property
    def denials(self) -> list[Denial]:
        return [what for _, what in self.named]

    @cached_property
    def losses(self) -> dict[Reading, list[Loss]]:
        return denial_losses(Today(self.structure, self.seen), self.seen, self.denials, self.weights)

    @cached_property
    def cuts(self) -> list[CutSet]:
        """For components the cut sets by country of each component itself, else those of the targets."""
        if self.by != "component":
            return cut_set_rows(self.structure, self.seen, list(self.weights), self.by, max_order=None)
        everything = sorted(row.component for row in self.seen.stack.components)
        return cut_set_rows(self.structure, self.seen, everything, "country", max_order=None)

    @cached_property
    def cones(self) -> dict[str, frozenset[int]]:
        return {target: self.structure.cone(self.structure.position[target]) for target in self.weights}

    @cached_property
    def offers(self) -> list[list[str]]:
        """For each unit the offers on the market that it takes away, for a component those that it has."""
        active = [row for row in self.seen.stack.offers if row.status == "active"]
        words = {row.offer: Losses(self.seen, self.denials).of(row.offer) for row in active}
        return [
            [row.offer for row in active if words[row.offer] >> bit & 1 or f"component:{row.component}" == unit]
            for bit, (unit, _) in enumerate(self.named)
        ]

    @cached_property
    def shares(self) -> frozenset[str]:
        """Offers of which something is known about the share."""
        return frozenset(
            row.offer
            for row in self.seen.stack.offers
            if any(cell is not None for cell in (row.share_low, row.share, row.share_high))
        )

    @cached_property
    def hhi(self) -> dict[tuple[str, str], dict[str, float | None]]:
        """The concentration of each component by ultimate owner, in each reading."""
        table = concentration(self.seen.stack, by="owner").to_dict("records") if self.by == "component" else []
        return {
            (f"component:{row['component']}", row["reading"]): {
                name: None if pd.isna(row[name]) else row[name] for name in ("hhi_low", "hhi", "hhi_high")
            }
            for row in table
        }

    @cached_property
    def central(self) -> dict[str, Centrality]:
        blocs = {}
        if self.by == "bloc":
            blocs = {
                unit[5:]: members_of_bloc(self.seen.stack, unit[5:]) for unit, _ in self.named if unit[:5] == "bloc:"
            }
        return centralities(self.seen, self.by, blocs)

    def rows(self, reading: Reading) -> list[Chokepoint]:
        """Return the rows of one reading, not ranked yet."""
        back = restorations(self.structure, self.seen, self.denials, reading, self.horizon)
        of_component: dict[str, list[CutSet]] = {}
        for row in self.cuts:
            of_component.setdefault(row.target, []).append(row)
        found = []
        for at, (unit, _) in enumerate(self.named):
            cuts = of_component.get(unit.partition(":")[2], []) if self.by == "component" else self.cuts
            found.append(self._row(reading, at, self.losses[reading][at], back[at], cuts))
        return found

    def _row(self, reading: Reading, at: int, loss: Loss, back: Restoration, cuts: Sequence[CutSet]) -> Chokepoint:
        stack, unit = self.seen.stack, self.named[at][0]
        closers, control = self._closers(unit, at, cuts, reading)
        short, long = loss.total("short"), loss.total("long")
        months = back.within(frozenset().union(*self.cones.values()))
        if self.by == "component":
            why = [why_component(stack, closers, control, loss.stopped, reading, lang) for lang in ("en", "zh")]
            choke = control == "foreign" and (short.high > 0 or long.high > 0)
        else:
            why = [why_unit(stack, unit, closers, reading, lang) for lang in ("en", "zh")]
            choke = control == "foreign" and bool(closers.smallest)
        return Chokepoint.model_validate(
            {
                "reading": reading,
                "unit": unit,
                "name_en": name_of(stack, unit, "en"),
                "name_zh": name_of(stack, unit, "zh"),
                "chokepoint": choke,
                "controlled": control,
                "targets_stopped": len(loss.stopped),
                "smallest_order": closers.smallest,
                "cuts_by_order": closers.spelt(),
                "complete_to": min((row.complete_to for row in self.cuts), default=len(self.named)),
                "loss_short_low": short.low,
                "loss_short_high": short.high,
                "loss_long_low": long.low,
                "loss_long_high": long.high,
                "bound": "exact" if short.exact and long.exact else "sound",
                **self._capability(loss, back),
                **self.hhi.get((unit, reading), {}),
                **self._months(months),
                "substitutes": len(back.substitutes),
                "offers_listed": len(self.offers[at]),
                "shares_known": sum(offer in self.shares for offer in self.offers[at]),
                "because_en": sentence(why[0]) + ".",
                "because_zh": why[1] + "。",
                **self._centrality(unit),
            }
        )

    def _closers(self, unit: str, at: int, cuts: Sequence[CutSet], reading: Reading) -> tuple[Closers, Control]:
        unknown = unit.startswith("unknown:")
        if self.by == "component":
            if unknown:
                return Closers(()), "unknown"
            row = next(row for row in self.seen.stack.components if f"component:{row.component}" == unit)
            return in_reading(cuts, reading, known), control_of_component(self.seen, row, cuts, reading)
        closers = in_reading(cuts, reading, lambda row: unit in row.members and (unknown or known(row)))
        if unknown:
            return closers, "unknown"
        if self.by in ("country", "bloc"):
            return closers, "foreign"
        foreign = any(self.seen.reaches[offer].falls_to(self.seen.all_foreign) for offer in self.offers[at])
        return closers, "foreign" if foreign else "unknown"

    def _capability(self, loss: Loss, back: Restoration) -> dict[str, float]:
        """Sum weight x short-run loss x months over targets, smallest and largest."""
        low = high = 0.0
        for (target, weight), span in zip(self.weights.items(), loss.short, strict=True):
            months = back.within(self.cones[target])
            if months is not None:
                low += weight * span.low * months.low
                high += weight * span.high * months.high
        return {"capability_months_low": round(low, _DIGITS), "capability_months_high": round(high, _DIGITS)}

    def _centrality(self, unit: str) -> dict[str, float]:
        node = unit.replace("unknown:", "component:") if self.by == "component" else unit
        return vars(self.central[node]) if node in self.central else {}

    def _months(self, months: Months | None) -> dict[str, object]:
        if months is None:
            return {}
        notes = [standing_in(self.seen.stack, months, self.horizon, lang) for lang in ("en", "zh")]
        return {
            "months_low": months.low,
            "months_to_substitute": months.stated,
            "months_high": months.high,
            "months_basis": "" if months.stated is None else "horizon" if notes[0] else "own_time",
            "note_en": notes[0],
            "note_zh": notes[1],
        }


def _ranked(rows: list[Chokepoint]) -> list[Chokepoint]:
    """Put the chokepoints first, in their rank, and the others apart."""
    ordered = sorted(rows, key=_rule)
    return [row.model_copy(update={"rank": at if row.chokepoint else None}) for at, row in enumerate(ordered, start=1)]


def _rule(row: Chokepoint) -> tuple[object, ...]:
    months = row.months_to_substitute if row.months_to_substitute is not None else row.months_high or 0.0
    return (
        not row.chokepoint,
        _APART.index(row.controlled),
        row.smallest_order if row.smallest_order is not None else float("inf"),
        (-row.loss_short_high, -row.loss_short_low, -row.loss_long_high, -row.loss_long_low),
        -months,
        row.unit,
    )
