"""How dependent is each component on other countries: at face value, and when one looks through the chain?

METHOD section 5. Face value is the share that a country reaches at the last stage; look-through the share
that it touches at any stage; hidden what enters through inputs only. After Baldwin, Freeman &
Theodorakopoulos, Hidden exposure: measuring US supply chain reliance, Brookings Papers on Economic
Activity, 2023.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from ..errors import WrongQuestion
from ..schema import Component, Offer
from ..schema.answers import READINGS, ImportDependency, Reading
from ..stack import Stack
from ..stack.jurisdiction import countries_of
from ..stack.names import find_component, label_of
from ..structure import Denial, Structure, Viewpoint, compile_structure, viewpoint
from .concentration import offers_by_component
from .deciding_cell import deciding_cell
from .draws import EQUAL, assumed
from .face_value import FaceValue, face_value
from .frames import frame
from .gross import Gross
from .level_walk import Bound, LevelWalk, Question
from .look_through import FOREIGN_TOTAL, Bounds, LookThrough
from .outcome import Outcome, outcome

__all__ = ["Depth", "import_dependency"]

MEASURES = ("face", "look_through", "gross")


def import_dependency(
    stack: Stack,
    component: str | None = None,
    *,
    home: str | Iterable[str] | None = None,
    lens: str | None = None,
    measure: str = "face",
    assume: str | None = None,
) -> pd.DataFrame:
    """Return which share of each component's supply each country reaches.

    Parameters
    ----------
    stack
        The industry.
    component
        One component (id, name or alias); None: all of them (with ``face``, all that listed offers supply).
    home, lens
        As in :func:`chainmap.available`.
    measure
        ``face``: the last stage only. ``look_through``: what the country touches at any stage, with face
        value, the hidden part, the embargo level and counts beside it. ``gross``: the same comparison for
        input-output data, where weights are technical coefficients; each share is then one of all output
        on the way, and they sum to 1 over the countries.
    assume
        ``"equal"``: equal shares, usage and weights where cells are empty; the answer repeats it in its
        column ``assumed``. None: empty cells stay unknown and widen the bounds.

    Returns
    -------
    pandas.DataFrame
        Rows component x country x reading; country ``foreign`` (all but home) comes first. Columns
        of :class:`chainmap.schema.answers.ImportDependency`. A country without a row reaches no listed
        offer that the component draws on. Several countries may reach one offer, so the rows of a
        component need not sum to 1. In the ``proved`` reading an unnamed supplier may sit anywhere.

    Raises
    ------
    WrongQuestion
        For a measure or an assumption that does not exist.
    InvalidStack
        When the weights of what something needs add up to more than 1.

    Notes
    -----
    Low and high end are attained together with those of all other components (``bound`` exact) unless a
    range is one that two places choose; see :mod:`chainmap.analysis.look_through`.

    Examples
    --------
    >>> import chainmap as cm
    >>> answer = cm.import_dependency(cm.bundled("euv"), "euv")
    >>> answer.loc[answer.reading == "as_listed", ["country", "low", "high"]].values.tolist()
    [['foreign', 1.0, 1.0], ['NLD', 1.0, 1.0]]

    Nobody outside China lists the product itself, and a Dutch machine may be in all of it:

    >>> answer = cm.import_dependency(cm.bundled("euv"), "p", measure="look_through")
    >>> answer.loc[answer.country == "NLD", ["face_high", "low", "high"]].values[0].tolist()
    [0.0, 0.0, 1.0]
    """
    if measure not in MEASURES:
        raise WrongQuestion(f"there is no measure {measure!r}: use {', '.join(MEASURES)}")
    equal = assumed(assume)
    seen = viewpoint(stack, home=home, lens=lens)
    wanted = find_component(stack, component) if component is not None else None
    offers = {row.component: listed for row, listed in offers_by_component(stack)}
    asked = [row for row in sorted(stack.components, key=lambda row: row.component) if wanted in (None, row.component)]
    depth = Depth(compile_structure(stack), seen, equal=equal)
    rows: list[ImportDependency] = []
    for row in asked:
        if measure == "face":
            rows += _face_rows(seen, row, offers.get(row.component, ()), equal)
        else:
            rows += _deep_rows(depth, row, offers.get(row.component, ()), measure)
    return frame(rows, ImportDependency)


def _face_rows(seen: Viewpoint, row: Component, offers: Sequence[Offer], equal: bool) -> Iterable[ImportDependency]:
    codes = countries_of({offer.offer: seen.reaches[offer.offer] for offer in offers})
    for country in [FOREIGN_TOTAL, *(code for code in codes if code not in seen.home)] if offers else []:
        wanted = seen.all_foreign if country == FOREIGN_TOTAL else frozenset([country])
        for reading in READINGS:
            found = face_value(seen, row, offers, wanted, reading, equal=equal)
            cells: dict[str, object] = {
                **_about(seen, row, country),
                "measure": "face",
                "reading": reading,
                "low": found.low,
                "value": found.value,
                "high": found.high,
                **_counts(found),
                "bound": "exact",
                "decides": found.decides,
                "assumed": EQUAL if equal else "",
            }
            yield ImportDependency.model_validate(cells)


def _about(seen: Viewpoint, row: Component, country: str) -> dict[str, str]:
    return {
        "component": row.component,
        "name_en": label_of(seen.stack, row.component, "en"),
        "name_zh": label_of(seen.stack, row.component, "zh"),
        "country": country,
    }


@dataclass(frozen=True)
class Depth:
    """A stack looked through from one seat, for all countries in one pass a reading."""

    structure: Structure
    seen: Viewpoint
    equal: bool = False

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """``foreign``, then every country that reaches something, sorted."""
        active = {name: found for name, found in self.seen.reaches.items() if name not in self.seen.potential}
        return (FOREIGN_TOTAL, *(code for code in countries_of(active) if code not in self.seen.home))

    @cached_property
    def walked(self) -> dict[Reading, LookThrough]:
        """Both readings."""
        return {
            reading: LookThrough(self.structure, self.seen, self.countries, reading, equal=self.equal)
            for reading in READINGS
        }

    @cached_property
    def gross(self) -> dict[Reading, Gross]:
        """Both readings, as parts of gross output."""
        return {reading: Gross(found) for reading, found in self.walked.items()}

    @cached_property
    def stops(self) -> Outcome:
        """What still works after each country denies, one bit a country."""
        denials = [Denial(countries=self.codes(country)) for country in self.countries]
        return outcome(self.structure, self.seen, denials)

    @cached_property
    def embargo(self) -> dict[Reading, dict[str, Bound]]:
        """The short-run level of every component when all foreign countries deny at once."""
        what, found = Denial(countries=self.seen.all_foreign), dict[Reading, dict[str, Bound]]()
        for reading in READINGS:
            walk = LevelWalk(self.structure, self.seen, Question(what, reading, "short", self.equal)).solve()
            names = (row.component for row in self.seen.stack.components)
            found[reading] = {name: walk.at(self.structure.position[name]) for name in names}
        return found

    @cached_property
    def reached(self) -> tuple[frozenset[str], ...]:
        """For each country the components of which it reaches a listed offer for certain."""
        found = self.walked["as_listed"]
        supplied = [
            (at, self.structure.supplies[row.id]) for at, row in enumerate(found.draws.rows) if row.kind == "offer"
        ]
        active = [(at, name) for at, name in supplied if found.draws.rows[at].id not in self.seen.potential]
        return tuple(
            frozenset(name for at, name in active if found.surely[at, column]) for column in range(len(self.countries))
        )

    def codes(self, country: str) -> frozenset[str]:
        """Return the codes that a column stands for."""
        return self.seen.all_foreign if country == FOREIGN_TOTAL else frozenset([country])

    def cone(self, component: str) -> frozenset[str]:
        """Return the components that a component draws on, itself included."""
        draws = self.walked["as_listed"].draws
        places = draws.cone(draws.of[component])
        offers = {self.structure.supplies[draws.rows[at].id] for at in places if draws.rows[at].kind == "offer"}
        return draws.components(places) | offers


def _deep_rows(depth: Depth, row: Component, offers: Sequence[Offer], measure: str) -> Iterable[ImportDependency]:
    cone, at = depth.cone(row.component), depth.structure.position[row.component]
    for column, country in enumerate(depth.countries):
        touched = len(cone & depth.reached[column])
        if country != FOREIGN_TOTAL and not touched:
            continue
        for reading in READINGS:
            found = depth.walked[reading]
            last = face_value(depth.seen, row, offers, depth.codes(country), reading, equal=depth.equal)
            if measure == "gross":
                whole, face, hidden, cell = depth.gross[reading].at(row.component, column)
            else:
                whole, hidden = found.at(row.component, column), found.hidden(row.component, column)
                face = Bounds(last.low, last.value, last.high, exact=True)
                cell = deciding_cell(found, row.component, column) if whole.low < whole.high else ""
            cells: dict[str, object] = {
                **_about(depth.seen, row, country),
                "measure": measure,
                "reading": reading,
                **_range("", whole),
                **_counts(last),
                "bound": "exact" if whole.exact else "sound",
                "decides": cell,
                **_range("face", face),
                **_range("hidden", hidden),
                "hidden_bound": "exact" if hidden.exact else "sound",
                **(_range("embargo", depth.embargo[reading][row.component]) if country == FOREIGN_TOTAL else {}),
                "touched": touched,
                "cone": len(cone),
                "stops": depth.stops.holds(at, column),
                "assumed": EQUAL if depth.equal else "",
            }
            yield ImportDependency.model_validate(cells)


def _range(name: str, found: Bounds | Bound) -> dict[str, float | None]:
    if not name:
        return {"low": found.low, "value": found.value, "high": found.high}
    return {f"{name}_low": found.low, name: found.value, f"{name}_high": found.high}


def _counts(last: FaceValue) -> dict[str, int]:
    return {"offers_reached": last.reached, "offers_unknown": last.unknown, "offers_listed": last.listed}
