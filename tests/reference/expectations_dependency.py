"""Ten expectations about import dependency in the metaverse stack, from the white paper alone.

They were written down before the look-through was computed, and none is edited afterwards: where a result differs,
the test is marked with the explanation, and the expectation stays. Each says on which line of the paper it stands
(``L290`` is line 290 of the text of the 2022 white paper). The paper prints hardly any share and no weight, so that
most figures must stay ranges; what can be expected is which end is zero, which is not, and which lens turns it.
Questions are asked from the seat of the paper, China, and through the lens of the ultimate owner unless said.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import chainmap as cm

__all__ = ["EXPECTATIONS", "Expectation"]

HOME = "CHN"
FOREIGN = "foreign"


@dataclass(frozen=True)
class Expectation:
    """What a reader of the paper expects of a result, and how to find out."""

    name: str
    line: str
    says: str
    check: Callable[[cm.Stack], bool]


@dataclass(frozen=True)
class Dependence:
    """One country's part in one component: look-through, face value and what enters through inputs only."""

    low: float
    high: float
    face_low: float
    face_high: float
    hidden_low: float
    hidden_high: float
    reached: int
    listed: int


NONE = Dependence(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0, 0)
"""A country without a row reaches nothing that is listed in the cone of the component."""


def dependence(
    stack: cm.Stack, component: str, country: str, *, lens: str = "owner", reading: str = "as_listed"
) -> Dependence:
    table = cm.import_dependency(stack, component, home=HOME, lens=lens, measure="look_through")
    rows = table[(table["country"] == country) & (table["reading"] == reading)]
    if rows.empty:
        return NONE
    row = rows.iloc[0]
    return Dependence(
        row["low"],
        row["high"],
        row["face_low"],
        row["face_high"],
        row["hidden_low"],
        row["hidden_high"],
        row["offers_reached"],
        row["offers_listed"],
    )


def routes(stack: cm.Stack, target: str, country: str, *, lens: str = "owner") -> list[tuple[str, ...]]:
    """Return every route by which a country's share enters a target, as units from the target upstream."""
    return list(cm.dependency_routes(stack, target, country, k=200, home=HOME, lens=lens)["route"])


def only(stack: cm.Stack, component: str, *offers: str) -> cm.Stack:
    """Return the stack in which these are the only offers of a component."""
    kept = tuple(row for row in stack.offers if row.component != component or row.offer in offers)
    gone = {row.offer for row in stack.offers} - {row.offer for row in kept}
    needs = tuple(row for row in stack.needs if row.dependent not in gone and row.input not in gone)
    switches = tuple(row for row in stack.switches if not {row.from_offer, row.to_offer} & gone)
    return replace(stack, offers=kept, needs=needs, switches=switches)


# --- What one stage does not show


def domestic_cad_runs_on_a_german_kernel(stack: cm.Stack) -> bool:
    own = only(stack, "cad-3d", "other-domestic-cad-3d")
    found = dependence(own, "cad-3d", "DEU")
    through = [route for route in routes(stack, "cad-3d", "DEU") if "offer:other-domestic-cad-3d" in route]
    return found.face_high == 0 and found.hidden_high > 0 and any("offer:parasolid" in route for route in through)


def fifth_generation_is_domestic_on_foreign_chips(stack: cm.Stack) -> bool:
    service = dependence(stack, "5g-service", FOREIGN)
    american = dependence(stack, "5g-network-equipment", "USA")
    return (
        service.face_high == 0
        and service.low == 0
        and service.hidden_high > 0
        and american.face_high == 0
        and american.hidden_high > 0
    )


def applications_have_no_face_value(stack: cm.Stack) -> bool:
    asked = {"games": ("USA",), "industrial-metaverse": ("USA", "DEU", "FRA")}
    found = [dependence(stack, target, country) for target, codes in asked.items() for country in codes]
    return all(one.listed == 0 and one.face_high == 0 and one.high > 0 and one.hidden_high == one.high for one in found)


def pico_is_chinese_and_its_chip_is_not(stack: cm.Stack) -> bool:
    found = dependence(only(stack, "vr-headset", "pico-headset"), "vr-headset", "USA")
    all_headsets = dependence(stack, "vr-headset", "USA")
    return (
        found.face_high == 0
        and found.low == 0
        and found.hidden_high > 0
        and all_headsets.face_low > 0
        and all_headsets.low >= all_headsets.face_low
    )


# --- Which lens turns the answer


def omnivision_turns_with_the_lens(stack: cm.Stack) -> bool:
    by_owner = dependence(stack, "cmos-image-sensor", "USA")
    by_seat = dependence(stack, "cmos-image-sensor", "USA", lens="hq")
    return (
        by_owner.face_high == 0
        and by_owner.reached == 0
        and by_seat.face_low > 0
        and by_seat.reached == 1
        and by_seat.low >= by_seat.face_low
    )


def city_technology_turns_with_the_lens(stack: cm.Stack) -> bool:
    british = dependence(stack, "flexible-gas-sensor", "GBR", lens="hq")
    british_by_owner = dependence(stack, "flexible-gas-sensor", "GBR")
    american = dependence(stack, "flexible-gas-sensor", "USA", lens="hq")
    american_by_owner = dependence(stack, "flexible-gas-sensor", "USA")
    return (british.reached, british_by_owner.reached, american.reached, american_by_owner.reached) == (1, 0, 0, 1)


def the_open_kernel_is_in_nobody_s_hand(stack: cm.Stack) -> bool:
    every = [routes(stack, "cad-3d", country, lens=lens) for country in ("FRA", FOREIGN) for lens in ("owner", "any")]
    alone = only(stack, "geometric-kernel", "occt")
    found = dependence(alone, "geometric-kernel", FOREIGN, lens="any")
    return all(route[-1] != "offer:occt" for found in every for route in found) and (found.low, found.high) == (0, 0)


# --- What is not known


def engines_stay_a_range(stack: cm.Stack) -> bool:
    proved = dependence(stack, "game-engine", "USA", reading="proved")
    listed = dependence(stack, "game-engine", "USA")
    return (
        0.5 <= proved.low <= 0.6
        and proved.low >= proved.face_low
        and proved.high > 0.6
        and listed.low >= 0.5
        and listed.low < listed.high
    )


def nobody_named_is_anything_from_none_to_all(stack: cm.Stack) -> bool:
    named = ("gesture-recognition", "immersive-sound")
    found = [dependence(stack, one, FOREIGN, reading=reading) for one in named for reading in ("as_listed", "proved")]
    return all((one.low, one.high, one.listed) == (0, 1, 0) for one in found)


def an_unnamed_part_opens_a_domestic_product(stack: cm.Stack) -> bool:
    own = only(stack, "scent-mask", "scentrealm-mask")
    found = dependence(own, "scent-mask", FOREIGN)
    return (found.face_low, found.face_high) == (0, 0) and (found.low, found.high) == (0, 1)


EXPECTATIONS = [
    Expectation(
        "domestic-cad-on-a-german-kernel",
        "L290, L302",
        "Most domestic 3D CAD licenses Parasolid: at face value Germany reaches none of it, looking through it does, "
        "and one of the routes leads from domestic CAD to Parasolid.",
        domestic_cad_runs_on_a_german_kernel,
    ),
    Expectation(
        "5g-domestic-on-foreign-chips",
        "L141, L472",
        "The 5G service is wholly domestic and no American firm is named for its equipment, so face values are 0; "
        "because base technologies are a bottleneck, something foreign may enter through inputs, in an unknown part.",
        fifth_generation_is_domestic_on_foreign_chips,
    ),
    Expectation(
        "applications-have-no-face-value",
        "L290, L341, L460",
        "An application is assembled and listed by nobody, so that one stage shows 0; all of its dependency is hidden: "
        "games on the United States, industry on the United States, Germany and France.",
        applications_have_no_face_value,
    ),
    Expectation(
        "pico-and-its-chip",
        "L409-L412, L472",
        "PICO alone would be free of foreign hands at face value and not when one looks through, the part being "
        "unknown; with all headsets the United States holds a part of the market for certain.",
        pico_is_chinese_and_its_chip_is_not,
    ),
    Expectation(
        "omnivision-turns",
        "L163, L165",
        "OmniVision, printed as foreign, is American by headquarters and Chinese by owner: the United States holds a "
        "part of image sensors through the one lens and none through the other.",
        omnivision_turns_with_the_lens,
    ),
    Expectation(
        "city-technology-turns",
        "L189, L193",
        "City Technology is British by headquarters and American by owner: gas sensors depend on the one or the other.",
        city_technology_turns_with_the_lens,
    ),
    Expectation(
        "open-kernel-in-nobody-s-hand",
        "L305",
        "No foreign share enters CAD through Open CASCADE, whatever the lens, because its source is published.",
        the_open_kernel_is_in_nobody_s_hand,
    ),
    Expectation(
        "engines-stay-a-range",
        "L290",
        "Two American engines hold about 60 % of the market: at least half of it is American for certain, and because "
        "the rest is not counted and weights are not known, the look-through is a range, above 60 % at its high end.",
        engines_stay_a_range,
    ),
    Expectation(
        "nobody-named-none-to-all",
        "L553",
        "Gesture recognition and sound fields, for which nobody is named, depend on abroad for anything from nothing "
        "to all, in both readings.",
        nobody_named_is_anything_from_none_to_all,
    ),
    Expectation(
        "unnamed-part-opens-a-product",
        "L416, L419",
        "Were ScentRealm the only maker of scent masks, face value would be 0, and the look-through anything from 0 to "
        "1, because nobody is named for what releases the scent.",
        an_unnamed_part_opens_a_domestic_product,
    ),
]
