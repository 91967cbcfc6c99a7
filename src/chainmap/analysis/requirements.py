"""What do uses ask for, and how far is it from what there is?

METHOD section 9: provided against required, in one unit, with the years of both. Ranges stay ranges, and a
comparison that the data do not allow is a row that says why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from ..schema import Fact, Spec
from ..schema.answers import RequirementGap
from ..stack import Stack
from ..stack.names import home_codes, name_of
from ..structure import Structure, compile_structure
from .evidence import claims, weakest
from .frames import frame
from .gap_words import told
from .parameters import convert, parameter

__all__ = ["requirement_gaps"]

_DIGITS = 9


def requirement_gaps(stack: Stack, *, home: str | Iterable[str] | None = None) -> pd.DataFrame:
    """Compare what uses require with what is provided, parameter by parameter.

    Parameters
    ----------
    stack
        The industry. Requirements and provisions stand in its table ``specs``; a figure of a country with
        the name of the parameter as its metric (table ``facts``) is what that country provides.
    home
        Only home's own figures are taken from ``facts``; None: the stack's own home; without one, every
        country's.

    Returns
    -------
    pandas.DataFrame
        One row for each requirement and each provision that it can draw on, columns of
        :class:`chainmap.schema.answers.RequirementGap`; where several uses ask the same provider for something
        that adds up (computing power), also one row for all of them. The gap is what is missing: above 0 short,
        below 0 to spare. ``met`` is ``yes`` when even the worst that is provided is enough for the strictest use,
        ``no`` when even the best is not enough for the mildest, ``part`` in between, and ``unknown`` where a
        figure, the direction of the parameter or a conversion of units is missing.

    Notes
    -----
    A single figure is a limit on the side that matters: "20 ms" of latency is at most 20, "3,900 EFLOPS" at least
    3,900. A single figure on the other side, as in "nearly 100 %", leaves the limit open.

    Examples
    --------
    >>> import chainmap as cm
    >>> answer = cm.requirement_gaps(cm.bundled("metaverse"))
    >>> answer.loc[answer.subjects == ("vr-headset",), ["parameter", "gap_low", "gap_high", "met"]].values.tolist()
    [['latency', -15.0, -10.0, 'yes'], ['rate', -170.0, 770.0, 'part'], ['reliability', nan, 0.01, 'unknown']]
    """
    asked = _Asked(stack, compile_structure(stack), home_codes(stack, home))
    rows = [row for one in asked.required() for row in asked.rows(one)]
    rows.sort(key=lambda row: (row.parameter, row.subjects, len(row.subjects), row.provider, row.provided_year or 0))
    return frame(rows, RequirementGap)


@dataclass(frozen=True)
class _Figure:
    """What somebody asks for or gives: a range with open ends, its unit, its year, its claims."""

    subjects: tuple[str, ...]
    parameter: str
    low: float | None
    high: float | None
    unit: str
    year: int | None
    evidence: tuple[str, ...]

    def in_unit(self, unit: str) -> _Figure | None:
        """Return the figure in another unit, None where that is not certain."""
        ends = [None if one is None else convert(one, self.unit, unit) for one in (self.low, self.high)]
        if any(new is None and old is not None for new, old in zip(ends, (self.low, self.high), strict=True)):
            return None
        return replace(self, low=ends[0], high=ends[1], unit=unit)


@dataclass(frozen=True)
class _Asked:
    stack: Stack
    structure: Structure
    home: frozenset[str]

    def required(self) -> list[_Figure]:
        """Return the requirements, and the sums of those that draw on the same stock."""
        single = [_of_spec(row) for row in self.stack.specs if row.role == "requires"]
        together: dict[tuple[str, str, int | None, tuple[str, ...]], list[_Figure]] = defaultdict(list)
        for one in single:
            known = parameter(one.parameter)
            low, high = _limits(one, "more")
            if known is not None and known.adds_up and low is not None and high is not None:
                givers = tuple(sorted(spec.subject for spec in self.givers(one)))
                together[one.parameter, one.unit, one.year, givers].append(replace(one, low=low, high=high))
        return single + [_sum(several) for key, several in together.items() if len(several) > 1 and key[3]]

    def givers(self, one: _Figure) -> list[Spec]:
        """Return the provisions of the same parameter that all the subjects draw on, or are used together with."""
        rows = [row for row in self.stack.specs if row.role == "provides" and row.parameter == one.parameter]
        return [row for row in rows if all(self.linked(subject, row.subject) for subject in one.subjects)]

    def linked(self, subject: str, provider: str) -> bool:
        """Whether one draws on the other, or something draws on both."""
        at, other = (self.structure.position[name] for name in (subject, provider))
        return any({at, other} <= cone for cone in self.cones())

    def cones(self) -> list[frozenset[int]]:
        """Return what each component draws on; one that needs nothing links nothing."""
        positions = (self.structure.position[row.component] for row in self.stack.components)
        return [cone for cone in map(self.structure.cone, positions) if len(cone) > 1]

    def rows(self, one: _Figure) -> list[RequirementGap]:
        given = [(_unit(self.structure, row.subject), _of_spec(row)) for row in self.givers(one)]
        if given:  # a country's own figure stands beside what its uses draw on
            given += [(f"country:{row.subject}", _of_fact(row)) for row in self.stack.facts if self.own(row, one)]
        if not given:
            return [self.row(one, "", None)]
        return [self.row(one, provider, figure) for provider, figure in given]

    def own(self, row: Fact, one: _Figure) -> bool:
        """Whether a fact says what a country of home, or any country without a home, has of the parameter."""
        subject = row.subject or ""
        country = len(subject) == 3 and subject.isascii() and subject.isalpha() and subject.isupper()
        return country and row.metric == one.parameter and (not self.home or subject in self.home)

    def row(self, one: _Figure, provider: str, given: _Figure | None) -> RequirementGap:
        known = parameter(one.parameter)
        same = given.in_unit(one.unit) if given is not None else None
        reason = "nobody" if given is None else "units" if same is None else "direction" if known is None else ""
        gap = _gap(one, same, known.better) if known is not None and same is not None else _Gap()
        shown = same or given
        evidence = (*one.evidence, *(given.evidence if given is not None else ()))
        found = claims(self.stack, evidence)
        cells: dict[str, object] = {
            "subjects": one.subjects,
            "parameter": one.parameter,
            "better": known.better if known is not None else "unknown",
            "required_low": one.low,
            "required_high": one.high,
            "unit": one.unit,
            "required_year": one.year,
            "provider": provider,
            "provided_low": shown.low if shown is not None else None,
            "provided_high": shown.high if shown is not None else None,
            "provided_unit": shown.unit if shown is not None else "",
            "provided_year": given.year if given is not None else None,
            **vars(gap),
            "evidence": tuple(dict.fromkeys(evidence)),
            "basis": weakest(self.stack, evidence),
            "oldest_evidence": min((claim.as_of for claim in found if claim.as_of is not None), default=None),
        }
        bare = RequirementGap.model_validate(cells)
        names = {
            lang: (
                [name_of(self.stack, _unit(self.structure, subject), lang) for subject in one.subjects],
                name_of(self.stack, provider, lang) if provider else "",
            )
            for lang in ("en", "zh")
        }
        return bare.model_copy(update={f"text_{lang}": told(bare, *names[lang], reason, lang) for lang in names})


@dataclass(frozen=True)
class _Gap:
    """The comparison: what is missing, how many times over, and whether it is met."""

    gap_low: float | None = None
    gap_high: float | None = None
    ratio_low: float | None = None
    ratio_high: float | None = None
    met: str = "unknown"


def _gap(asked: _Figure, given: _Figure, better: str) -> _Gap:
    mild, strict = _limits(asked, better)
    worst, best = (given.low, given.high) if better == "more" else (given.high, given.low)
    low, high = _missing(mild, best, better), _missing(strict, worst, better)
    if high is not None and high <= 0:
        met = "yes"
    elif low is not None and low > 0:
        met = "no"
    else:
        met = "part" if low is not None and high is not None else "unknown"
    return _Gap(low, high, _times(mild, best, better), _times(strict, worst, better), met)


def _limits(asked: _Figure, better: str) -> tuple[float | None, float | None]:
    """Return the mildest and the strictest limit; one figure on the side that matters is both."""
    mild, strict = (asked.low, asked.high) if better == "more" else (asked.high, asked.low)
    return (mild, mild) if strict is None else (mild, strict)


def _missing(limit: float | None, given: float | None, better: str) -> float | None:
    if limit is None or given is None:
        return None
    return round(limit - given if better == "more" else given - limit, _DIGITS)


def _times(limit: float | None, given: float | None, better: str) -> float | None:
    """Return how many times what is given the limit is; where less is better, the other way round."""
    if limit is None or given is None:
        return None
    upper, lower = (limit, given) if better == "more" else (given, limit)
    return round(upper / lower, _DIGITS) if lower > 0 else None


def _sum(several: Sequence[_Figure]) -> _Figure:
    first = several[0]
    return replace(
        first,
        subjects=tuple(sorted(name for one in several for name in one.subjects)),
        low=sum(one.low or 0.0 for one in several),
        high=sum(one.high or 0.0 for one in several),
        evidence=tuple(sorted({name for one in several for name in one.evidence})),
    )


def _of_spec(row: Spec) -> _Figure:
    return _Figure((row.subject,), row.parameter, row.low, row.high, row.unit or "", row.year, row.evidence)


def _of_fact(row: Fact) -> _Figure:
    low = row.low if row.low is not None else row.value
    high = row.high if row.high is not None else row.value
    return _Figure((row.subject or "",), row.metric, low, high, row.unit or "", row.year, row.evidence)


def _unit(structure: Structure, subject: str) -> str:
    return f"offer:{subject}" if subject in structure.supplies else f"component:{subject}"
