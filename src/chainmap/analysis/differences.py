"""What did the changes between two stacks change in the answers?

Every answer is asked of both stacks and compared: cut sets, face-value dependency, ranks of chokepoints
(METHOD sections 4 and 5).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from ..schema.answers import AnswerChange
from ..stack import Stack
from ..structure import Denial, compile_structure
from .cut_changes import cut_changes
from .figure_changes import dependency_changes, rank_changes
from .frames import frame
from .outcome import outcome
from .two_seats import READING_WORDS, Said, Seat, TwoSeats, changed, two_seats

__all__ = ["answer_changes"]

_HOW = {
    "works": Said("", ""),
    "stopped, as_listed": READING_WORDS["as_listed"],
    "stopped, proved": READING_WORDS["proved"],
}


def answer_changes(
    old: Stack,
    new: Stack,
    *,
    home: str | Iterable[str] | None = None,
    lens: str | None = None,
    mode: str | None = None,
) -> pd.DataFrame:
    """Say in words what is different in the answers of two stacks.

    Parameters
    ----------
    old, new
        Two states of an industry, or two industries.
    home, lens, mode
        As in :func:`chainmap.available`, of both stacks; what is not given is each stack's own. Where
        the seats differ, the first row says so.

    Returns
    -------
    pandas.DataFrame
        Columns of :class:`chainmap.schema.answers.AnswerChange`: targets that came or went; of the
        targets of both stacks, whether they work with nothing denied, and the minimal cut sets lost and
        gained in each reading, by country (all orders), actor (up to 2) and component (single ones); of
        the components of both, the share that each country reaches, at face value; and the ranks of
        countries among the chokepoints. A component, actor or offer that only has another id is the
        same.

    Raises
    ------
    UnknownName, WrongQuestion
    LimitExceeded
        When not even cut sets of order 1 fit.

    Examples
    --------
    A second maker of EUV machines, in Japan: the Netherlands can stop the product together with it only.

    >>> import chainmap as cm
    >>> from dataclasses import replace
    >>> from chainmap.schema import Actor, Offer
    >>> before = cm.bundled("euv")
    >>> after = replace(
    ...     before,
    ...     actors=(*before.actors, Actor(actor="nikon", name_en="Nikon", hq=("JPN",), owner="nikon")),
    ...     offers=(*before.offers, Offer(offer="nikon-euv", component="euv", actor="nikon")),
    ... )
    >>> found = cm.answer_changes(before, after)
    >>> print(found[found.by == "country"].text_en.iloc[0])
    Product: the Netherlands alone can no longer stop it (as the suppliers are listed); now it takes Japan \
and the Netherlands together.
    """
    seats = two_seats(old, new, home, lens, mode)
    rows = [*_seat(seats), *_targets(seats), *_working(seats)]
    rows += [*cut_changes(seats), *dependency_changes(seats), *rank_changes(seats)]
    return frame(rows, AnswerChange)


def _seat(seats: TwoSeats) -> Iterator[AnswerChange]:
    old, new = seats.old.words, seats.new.words
    if seats.old.asked != seats.new.asked:
        said = Said(
            f"The two stacks are asked from different seats: {new.en} now, {old.en} before",
            f"两个数据集的提问立场不同：现为{new.zh}；此前为{old.zh}",
        )
        yield changed("seat", "differs", "seat", said, before=old.en, after=new.en)


def _targets(seats: TwoSeats) -> Iterator[AnswerChange]:
    for change, here, there in (("lost", seats.old, seats.new), ("gained", seats.new, seats.old)):
        for target in sorted(here.targets - there.targets):
            what = here.name(f"component:{target}")
            said = {
                "lost": Said(f"{what.en} is no target any more", f"{what.zh}不再是目标"),
                "gained": Said(f"{what.en} is a new target", f"{what.zh}是新目标"),
            }
            yield changed("targets", change, f"component:{target}", said[change])


def _working(seats: TwoSeats) -> Iterator[AnswerChange]:
    """Targets that fail, or fail otherwise, while nothing is denied."""
    old, new = _states(seats.old), _states(seats.new)
    for target in seats.targets:
        before, after = old[target], new[target]
        if before == after:
            continue
        what, was, now = seats.new.name(f"component:{target}"), _HOW[before], _HOW[after]
        change = "gained" if after == "works" else "lost" if before == "works" else "differs"
        does, did = ("works" if after == "works" else "fails"), ("worked" if before == "works" else "failed")
        state_zh = ["正常运转" if one == "works" else "中断" for one in (after, before)]
        said = Said(
            f"With nothing denied, {what.en} {does} now{now.en}; before, it {did}{was.en}",
            f"在没有断供时，{what.zh}现在{state_zh[0]}{now.zh}；此前{state_zh[1]}{was.zh}",
        )
        yield changed(
            "available",
            change,
            f"component:{target}",
            said,
            before=before,
            after=after,
        )


def _states(seat: Seat) -> dict[str, str]:
    structure = compile_structure(seat.stack)
    found = outcome(structure, seat.seen, [Denial()])
    places = {target: structure.position[target] for target in seat.targets}
    return {target: f"stopped, {found.holds(at)}" if found.stopped(at) else "works" for target, at in places.items()}
