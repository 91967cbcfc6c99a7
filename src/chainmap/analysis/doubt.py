"""Which claims would overturn a headline if they were wrong, and which further supplier would?

METHOD section 8. Withdrawing claims only ever makes the stop of a headline harder, so the sets that overturn it are
minimal sets of a monotone function, and one walk with families of claims finds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import pandas as pd

from ..errors import WrongQuestion
from ..kernels.families import Family, Work, members, union
from ..schema.answers import Doubt, Headline
from ..stack import Stack
from ..structure import Denial, Structure, Viewpoint, compile_structure, viewpoint
from .breaks import broken_by
from .cut_families import MOST_WORK, deepest
from .doubt_words import told, told_nothing
from .evidence import WEAKEST_FIRST, claims
from .frames import frame
from .headline_stops import Stop, stops_of
from .headlines import headlines
from .repairs import Repairs, repaired
from .withdrawal import Letters, attribute_family, claim_repairs

__all__ = ["doubt"]

_CONFIDENCE = (", low", ", medium", ", high")
Named = Mapping[str, Family]
"""For each target, or component, of a headline the sets that take it out of the headline."""


def doubt(
    stack: Stack,
    headline: int | None = None,
    *,
    max_order: int = 2,
    most: int = 5,
    home: str | Iterable[str] | None = None,
    lens: str | None = None,
    mode: str | None = None,
) -> pd.DataFrame:
    """Say under every headline what it rests on: the smallest sets of claims that overturn it if they are wrong.

    Parameters
    ----------
    stack
        The industry.
    headline
        Rank of one headline of :func:`chainmap.headlines`; None: all.
    max_order
        Look for sets of up to so many claims, or further suppliers.
    most
        How many sets of each kind to list for one headline; the column ``sets`` counts all of the same order.
    home, lens, mode
        As in :func:`chainmap.available`.

    Returns
    -------
    pandas.DataFrame
        Columns of :class:`chainmap.schema.answers.Doubt`: for each headline first the sets of claims, smallest
        first, those that rest on the weakest basis before others, or that none up to ``max_order`` does; then the
        components where one more supplier whom the denial does not reach would overturn it. A headline about
        several targets is overturned when it fails for one of them, and ``frees`` says for which.

    Raises
    ------
    WrongQuestion
        For a headline that is not there, or an order below 1.

    Notes
    -----
    A claim is withdrawn as :func:`chainmap.with_basis` withdraws it, and what is withdrawn is completed against
    the headline: a need is absent (its group of alternatives with it), an offer leaves an unnamed supplier whom nobody
    can deny, an attribute reaches nobody, a quality is enough, a threshold does not exist, a complete list is not.
    Under a headline that nobody is known to stop something, whoever a withdrawn claim said was out of reach may be
    within it. Rows without evidence are the user's own and are not doubted here. One walk a denial, sets above the
    order dropped on the way.

    References
    ----------
    de Kleer, An assumption-based TMS, Artificial Intelligence 28, 1986 (minimal sets of assumptions).

    Examples
    --------
    >>> import chainmap as cm
    >>> cm.doubt(cm.bundled("euv"), 1)[["kind", "members"]].values.tolist()[:2]
    [['claims', ('k-euv',)], ['claims', ('k-owners',)]]
    """
    if max_order < 1 or most < 1:
        raise WrongQuestion(f"max_order is {max_order} and most is {most}: both are at least 1")
    structure = compile_structure(stack)
    asked = viewpoint(stack, home=home, lens=lens, mode=mode)
    told_now = headlines(stack, home=home, lens=lens, mode=mode).to_dict("records")
    heads = [Headline.model_validate(row) for row in told_now]
    if headline is not None and headline not in [row.rank for row in heads]:
        raise WrongQuestion(f"there is no headline {headline}: they are numbered 1 to {len(heads)}")
    letters = Letters(stack)
    rows: list[Doubt] = []
    for head in heads:
        if headline in (None, head.rank):
            seen = viewpoint(stack, home=home, lens=head.lens, mode=mode)
            rows += _Asked(structure, seen, letters, head, max_order, most).rows(other_lens=seen.lens != asked.lens)
    return frame(rows, Doubt)


class _Asked:
    """One headline and how deep to look under it."""

    def __init__(
        self, structure: Structure, seen: Viewpoint, letters: Letters, head: Headline, max_order: int, most: int
    ) -> None:
        self.structure, self.seen, self.letters, self.head = structure, seen, letters, head
        self.max_order, self.most = max_order, most

    def rows(self, *, other_lens: bool) -> list[Doubt]:
        """Return the rows of the headline; with ``other_lens`` it speaks of another lens than was asked for."""
        stops = stops_of(self.structure, self.seen, self.head, other_lens=other_lens)
        found = []
        for kind, letters, make in (
            ("claims", self.letters.names, partial(self._claims, stops)),
            ("suppliers", self._components(), partial(self._suppliers, stops)),
        ):
            named, depth = deepest(make, len(letters), self.max_order, MOST_WORK, "sets of claims made on the way")
            listed = self._listed(kind, named, letters, depth.complete_to)
            if kind == "claims" and not listed:
                listed = [self._nothing(bool(named) and bool(letters), depth.complete_to)]
            found += listed
        return found

    def _components(self) -> tuple[str, ...]:
        return tuple(sorted(row.component for row in self.seen.stack.components))

    def _claims(self, stops: Sequence[Stop], work: Work) -> Named:
        """Return for each target, or component, the sets of claims that free it."""
        found: dict[str, list[Family]] = {}
        for stop in stops:
            repairs = claim_repairs(self.structure, self.seen, stop.what, stop.reading, self.letters, work)
            families = repaired(self.structure, self.seen, stop.what, stop.reading, repairs, work)
            for target in stop.targets:
                found.setdefault(target, []).append(families[self.structure.position[target]])
        if self.head.question == "dependency":
            found = self._foreign(work)
        elif self._nobody():
            what = Denial(countries=self.seen.all_foreign)
            families = broken_by(self.structure, self.seen, what, self.letters, work)
            found = {target: [families[self.structure.position[target]]] for target in self.head.targets}
        return {name: union(several, work) for name, several in found.items()}

    def _nobody(self) -> bool:
        """Whether the headline says that no country is known to stop something."""
        return self.head.question == "chokepoint" and not self.head.holds

    def _foreign(self, work: Work) -> dict[str, list[Family]]:
        """Return for each component the claims without which one of its suppliers is not known to be foreign."""
        everybody = Denial(countries=self.seen.all_foreign)
        return {
            name: [
                attribute_family(self.seen, everybody, row, self.letters, work)
                for row in self.seen.stack.offers
                if row.component == name and row.status == "active"
            ]
            for name in self.head.through
        }

    def _suppliers(self, stops: Sequence[Stop], work: Work) -> Named:
        """Return for each target, or component, the components where one more supplier frees it."""
        bits = {name: (1 << at,) for at, name in enumerate(self._components())}
        if self.head.question in ("dependency", "unknown"):
            return {name: bits[name] for name in self.head.through}
        can = {row.component for row in self.seen.stack.components if row.supply == "offers" and row.complete != "yes"}
        repairs = Repairs(markets={name: bits[name] for name in can})
        found: dict[str, list[Family]] = {}
        for stop in stops:
            families = repaired(self.structure, self.seen, stop.what, stop.reading, repairs, work)
            for target in stop.targets:
                found.setdefault(target, []).append(families[self.structure.position[target]])
        return {name: union(several, work) for name, several in found.items()}

    def _listed(self, kind: str, named: Named, letters: Sequence[str], complete_to: int) -> list[Doubt]:
        """Return the rows of the smallest sets, the likeliest to fall first."""
        every = union(list(named.values()), Work(MOST_WORK, None)) if named else ()
        every = tuple(one for one in every if one)
        counts = {order: sum(one.bit_count() == order for one in every) for order in range(1, self.max_order + 1)}
        rows = []
        for one in every:
            frees = tuple(sorted(name for name, family in named.items() if any(part & one == part for part in family)))
            parts = tuple(letters[at] for at in members(one))
            rows.append(self._row(kind, parts, frees, counts[one.bit_count()], complete_to))
        rows.sort(key=_rule)
        return rows[: self.most]

    def _row(self, kind: str, parts: tuple[str, ...], frees: tuple[str, ...], sets: int, complete_to: int) -> Doubt:
        stack = self.seen.stack
        found = claims(stack, parts) if kind == "claims" else ()
        cells: dict[str, object] = {
            "rank": self.head.rank,
            "headline_en": self.head.text_en,
            "headline_zh": self.head.text_zh,
            "lens": self.seen.lens,
            "kind": kind,
            "order": len(parts),
            "members": parts,
            "bases": tuple(f"{one.basis}, {one.confidence}" if one.confidence else one.basis for one in found),
            "weakest": next((basis for basis in WEAKEST_FIRST if basis in {one.basis for one in found}), ""),
            "frees": frees,
            "sets": sets,
            "complete_to": complete_to,
            "oldest_evidence": min((one.as_of for one in found if one.as_of is not None), default=None),
        }
        texts = {f"text_{lang}": told(stack, kind, parts, frees, self.head, lang) for lang in ("en", "zh")}
        return Doubt.model_validate({**cells, **texts})

    def _nothing(self, looked: bool, complete_to: int) -> Doubt:
        en, zh = told_nothing(looked, complete_to)
        return Doubt(
            rank=self.head.rank,
            headline_en=self.head.text_en,
            headline_zh=self.head.text_zh,
            lens=self.seen.lens,
            kind="nothing",
            order=0,
            sets=0,
            complete_to=complete_to,
            text_en=en,
            text_zh=zh,
        )


def _rule(row: Doubt) -> tuple[object, ...]:
    """Smaller sets first, then the weaker basis and confidence, then those that free more, then names."""
    weakness = WEAKEST_FIRST.index(row.weakest) if row.weakest else len(WEAKEST_FIRST)
    sure = min((place for place, word in enumerate(_CONFIDENCE) if any(word in one for one in row.bases)), default=9)
    return (row.order, weakness, sure, -len(row.frees), row.members)
