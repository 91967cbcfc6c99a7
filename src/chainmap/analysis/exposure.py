"""Who is exposed to whom: every country against every target, in both directions?

Read along a target, the matrix says on whom it depends; along a country, what its denial touches (METHOD
section 5). One walk a reading serves all cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from ..schema.answers import READINGS, Exposure
from ..stack import Stack
from ..stack.names import label_of
from ..structure import compile_structure, viewpoint
from .concentration import offers_by_component
from .deciding_cell import deciding_cell
from .dependency import Depth
from .draws import assumed
from .face_value import face_value
from .frames import frame
from .look_through import FOREIGN_TOTAL
from .route_search import RouteSearch
from .routes import route_in_words
from .supply import targets_of

__all__ = ["exposure"]

_FIRM = ("", "possible", "as_listed", "proved")


def exposure(
    stack: Stack,
    *,
    home: str | Iterable[str] | None = None,
    lens: str | None = None,
    assume: str | None = None,
) -> pd.DataFrame:
    """Return what every target depends on in every country, and which targets each country's denial touches.

    Parameters
    ----------
    stack
        The industry.
    home, lens
        As in :func:`chainmap.available`.
    assume
        ``"equal"``: equal shares, usage and weights where cells are empty.

    Returns
    -------
    pandas.DataFrame
        Rows country x target x reading, columns of :class:`chainmap.schema.answers.Exposure`; ``foreign``
        (all but home) first and without ranks. A country that reaches nothing in the cone of a target
        has no row there. Ranks go by whether the denial stops the target, then the low end, the high
        end and the number of components touched; equal ranks are shared.

    Notes
    -----
    One walk of bounds and one of denials a reading, and one search for the heaviest route a cell.

    Examples
    --------
    >>> import chainmap as cm
    >>> answer = cm.exposure(cm.bundled("euv"))
    >>> answer.loc[answer.reading == "as_listed", ["country", "stops", "drives_en"]].values.tolist()[1]
    ['KOR', '', 'Product, from Chip, from Samsung (Foundry)']
    """
    seen, structure = viewpoint(stack, home=home, lens=lens), compile_structure(stack)
    depth = Depth(structure, seen, equal=assumed(assume))
    components = {row.component: row for row in stack.components}
    offers = {row.component: listed for row, listed in offers_by_component(stack)}
    cells: list[dict[str, object]] = []
    for column, country in enumerate(depth.countries):
        routes = RouteSearch(depth.walked["as_listed"], column, known=True)
        for target in targets_of(stack):
            cone = depth.cone(target)
            touched = len(cone & depth.reached[column])
            if not touched and country != FOREIGN_TOTAL:
                continue
            route = next(iter(routes.heaviest(target, 1)), None)
            driver = route.units if route else ()
            for reading in READINGS:
                walked, codes = depth.walked[reading], depth.codes(country)
                found = walked.at(target, column)
                face = face_value(seen, components[target], offers.get(target, ()), codes, reading, equal=depth.equal)
                cells.append(
                    {
                        "country": country,
                        "target": target,
                        "name_en": label_of(stack, target, "en"),
                        "name_zh": label_of(stack, target, "zh"),
                        "reading": reading,
                        "low": found.low,
                        "value": found.value,
                        "high": found.high,
                        "face_low": face.low,
                        "face_high": face.high,
                        "touched": touched,
                        "cone": len(cone),
                        "stops": depth.stops.holds(structure.position[target], column),
                        "driver": driver,
                        "drives_en": route_in_words(stack, driver, "en"),
                        "drives_zh": route_in_words(stack, driver, "zh"),
                        "decides": deciding_cell(walked, target, column) if found.low < found.high else "",
                        "assumed": "equal" if depth.equal else "",
                    }
                )
    _rank(cells, "rank_in_target", "target")
    _rank(cells, "rank_in_country", "country")
    return frame((Exposure.model_validate(cell) for cell in cells), Exposure)


def _rank(cells: list[dict[str, object]], name: str, within: str) -> None:
    """Number the cells of one country or target in each reading, the heaviest first."""
    named = [cell for cell in cells if cell["country"] != FOREIGN_TOTAL]
    groups: dict[tuple[object, object], list[tuple[float, ...]]] = {}
    for cell in named:
        groups.setdefault((cell[within], cell["reading"]), []).append(_weight(cell))
    for cell in named:
        heavier = [one for one in groups[cell[within], cell["reading"]] if one > _weight(cell)]
        cell[name] = len(heavier) + 1


def _weight(cell: Mapping[str, object]) -> tuple[float, ...]:
    figures = (cell["low"], cell["high"], cell["touched"])
    return (float(_FIRM.index(str(cell["stops"]))), *(float(str(one)) for one in figures))
