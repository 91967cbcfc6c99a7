"""Twenty expectations about the metaverse stack, from the white paper alone.

They were written down before any of them was computed, and none is edited afterwards: where a result differs, the
test is marked with the explanation, and the expectation stays. Each says on which line of the paper it stands
(``L290`` is line 290 of the text of the 2022 white paper); ranges stand where the paper prints no figure.
Questions are asked from the seat of the paper, China, and through the lens of the ultimate owner unless said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import chainmap as cm

__all__ = ["EXPECTATIONS", "Expectation"]

HOME = "CHN"
EARLY = ("concept", "emerging")


@dataclass(frozen=True)
class Expectation:
    """What a reader of the paper expects of a result, and how to find out."""

    name: str
    line: str
    says: str
    check: Callable[[cm.Stack], bool]


# --- Questions that several expectations ask


def abroad(stack: cm.Stack) -> list[str]:
    """Return every country outside home that stands anywhere in the data, as units: denied at once, an embargo."""
    codes = {code for actor in stack.actors for code in actor.hq}
    codes |= {code for offer in stack.offers for code in (*offer.origin, *offer.sites)}
    return [f"country:{code}" for code in sorted(codes - {HOME})]


def countries(*codes: str) -> list[str]:
    return [f"country:{code}" for code in codes]


def state(stack: cm.Stack, component: str, deny: Iterable[str], *, lens: str = "owner", mode: str = "supply") -> str:
    """Return whether a component ``works`` or is ``stopped`` after a denial."""
    table = cm.available(stack, component, deny=list(deny), home=HOME, lens=lens, mode=mode)
    return str(table.set_index("component").loc[component, "state"])


def hands(stack: cm.Stack, component: str, *, lens: str = "owner") -> dict[str, tuple[tuple[str, ...], str]]:
    """Return for each offer on a market the countries that reach it, and whether anybody abroad does."""
    table = cm.substitutes(stack, f"component:{component}", home=HOME, lens=lens)
    rows = table[table["kind"] == "active"]
    return {row.substitute: (tuple(row.countries), row.foreign) for row in rows.itertuples()}


def split(
    stack: cm.Stack, component: str, deny: Iterable[str], *, lens: str = "owner", mode: str = "supply"
) -> tuple[set[str], set[str]]:
    """Return the offers of a market that a denial leaves, and those that it takes, directly or through needs."""
    table = cm.substitutes(stack, f"component:{component}", deny=list(deny), home=HOME, lens=lens, mode=mode)
    rows = list(table[table["kind"] == "active"].itertuples())
    return {row.substitute for row in rows if not row.blocked_by}, {row.substitute for row in rows if row.blocked_by}


def stoppers(stack: cm.Stack, target: str) -> set[str]:
    """Return the countries that stop a target alone; what is only possible is left out, "nothing" is kept."""
    table = cm.single_points_of_failure(stack, target, by="country", home=HOME, lens="owner")
    return {"+".join(members) for members in table.loc[table["holds"] != "possible", "members"]}


def foreign_and_listed(stack: cm.Stack, component: str, country: str = "foreign") -> tuple[int, int]:
    """Return how many of the listed offers a country, or anybody abroad, reaches."""
    table = cm.import_dependency(stack, component, home=HOME, lens="owner")
    rows = table[(table["reading"] == "as_listed") & (table["country"] == country)]
    return int(rows["offers_reached"].sum()), int(table["offers_listed"].max())


# --- Platform layer: kernels, CAD, engines, simulation, rendering


def kernels_are_mostly_foreign(stack: cm.Stack) -> bool:
    found = hands(stack, "geometric-kernel")
    foreign = {offer for offer, (_, reached) in found.items() if reached == "yes"}
    own = {offer for offer, (codes, _) in found.items() if codes == (HOME,)}
    owners = {offer: found[offer][0] for offer in ("parasolid", "acis", "cgm", "granite")}
    return (
        2 * len(foreign) > len(found)
        and own == {"overdrive", "crux-iv"}
        and owners == {"parasolid": ("DEU",), "acis": ("FRA",), "cgm": ("FRA",), "granite": ("USA",)}
    )


def kernels_survive_france_and_germany(stack: cm.Stack) -> bool:
    deny = countries("FRA", "DEU")
    left, lost = split(stack, "geometric-kernel", deny)
    return (
        left >= {"overdrive", "crux-iv", "occt"}
        and lost >= {"parasolid", "acis", "cgm"}
        and state(stack, "geometric-kernel", deny) == "works"
    )


def open_kernel_cannot_be_denied(stack: cm.Stack) -> bool:
    deny = [*abroad(stack), "actor:open-cascade", "offer:occt"]
    return all(
        "occt" in split(stack, "geometric-kernel", deny, lens=lens, mode="use")[0]
        for lens in ("owner", "hq", "origin", "any")
    )


def germany_takes_most_domestic_cad(stack: cm.Stack) -> bool:
    deny = countries("DEU")
    left, lost = split(stack, "cad-3d", deny)
    return (
        "other-domestic-cad-3d" in lost
        and left >= {"zw3d", "sinovation"}
        and state(stack, "cad-3d", deny) == "works"
        and "parasolid" in split(stack, "geometric-kernel", deny)[1]
    )


def germany_takes_french_solidworks(stack: cm.Stack) -> bool:
    left, lost = split(stack, "cad-3d", countries("DEU"))
    return (
        hands(stack, "cad-3d")["solidworks"][0] == ("FRA",)
        and lost >= {"solidworks", "nx", "solid-edge"}
        and left >= {"catia", "creo"}
    )


def bought_source_stays(stack: cm.Stack) -> bool:
    deny = countries("USA", "JPN")
    of_origin = split(stack, "geometric-kernel", deny, lens="origin", mode="use")[0]
    dassault = ["actor:dassault"]
    return (
        of_origin >= {"overdrive", "crux-iv"}
        and "acis" in split(stack, "geometric-kernel", dassault)[1]
        and "autocad" in split(stack, "cad-2d", dassault)[0]
    )


def two_american_engines_hold_sixty_percent(stack: cm.Stack) -> bool:
    usa = countries("USA")
    face = cm.import_dependency(stack, "game-engine", home=HOME, lens="owner")
    face = face[(face["country"] == "USA") & (face["reading"] == "proved")]
    level = cm.levels(stack, deny=usa, home=HOME, lens="owner").set_index(["component", "run", "reading"])
    return (
        len(face) == 1
        and 0.5 <= face["low"].iloc[0] <= 0.6
        and split(stack, "game-engine", usa)[1] >= {"unity", "unreal"}
        and level.loc[("game-engine", "short", "proved"), "level_high"] <= 0.5
        and state(stack, "game-engine", usa) == "works"
    )


def simulation_is_foreign_but_no_country_closes_it(stack: cm.Stack) -> bool:
    foreign, listed = foreign_and_listed(stack, "cae-solver")
    american, _ = foreign_and_listed(stack, "cae-solver", "USA")
    own = {offer for offer, (codes, _) in hands(stack, "cae-solver").items() if codes == (HOME,)}
    return (
        2 * foreign > listed
        and american >= 3
        and 2 * american > foreign
        and own >= {"suochen-cae", "qianyan-dongli-cae", "yuanjisuan-cae", "zwsoft-cae"}
        and not stoppers(stack, "cae-solver")
    )


def cloud_rendering_is_no_chokepoint(stack: cm.Stack) -> bool:
    own = {offer for offer, (codes, _) in hands(stack, "cloud-rendering").items() if codes == (HOME,)}
    named = {"well-link-rendering", "rayvision-rendering", "weier-rendering", "guangxian-rendering"}
    return own >= named and not stoppers(stack, "cloud-rendering")


# --- Technology layer: sensors, networks, compute, artificial intelligence


def high_end_mems_is_imported(stack: cm.Stack) -> bool:
    makers = ["offer:bosch-mems-inertial", "offer:st-mems-inertial", "offer:tdk-mems-inertial"]
    left, _ = split(stack, "mems-inertial", makers)
    return (
        left >= {"silan-mems-inertial", "cr-micro-mems-inertial"}
        and state(stack, "mems-inertial", makers) == "works"
        and state(stack, "industrial-metaverse", makers) == "stopped"
    )


def image_sensors_are_no_chokepoint(stack: cm.Stack) -> bool:
    left, _ = split(stack, "cmos-image-sensor", abroad(stack))
    return (
        left >= {"will-semi-cmos", "superpix-cmos", "galaxycore-cmos", "byd-semi-cmos", "gpixel-cmos"}
        and hands(stack, "cmos-image-sensor")["omnivision-cmos"][0] == (HOME,)
        and hands(stack, "cmos-image-sensor", lens="hq")["omnivision-cmos"][0] == ("USA",)
        and state(stack, "cmos-image-sensor", abroad(stack)) == "works"
    )


def owners_turn_the_answer(stack: cm.Stack) -> bool:
    def taken(component: str, offer: str, country: str, lens: str) -> bool:
        return offer in split(stack, component, countries(country), lens=lens)[1]

    return (
        taken("flexible-gas-sensor", "city-technology-gas", "USA", "owner")
        and not taken("flexible-gas-sensor", "city-technology-gas", "USA", "hq")
        and taken("spectral-sensor", "lmi-spectral", "NLD", "owner")
        and not taken("spectral-sensor", "lmi-spectral", "NLD", "hq")
    )


def fifth_generation_is_no_chokepoint(stack: cm.Stack) -> bool:
    own = {offer for offer, (codes, _) in hands(stack, "5g-network-equipment").items() if codes == (HOME,)}
    return (
        own >= {"huawei-5g", "zte-5g", "datang-5g"}
        and not stoppers(stack, "5g-network-equipment")
        and not stoppers(stack, "5g-service")
    )


def clouds_at_home_carry_on(stack: cm.Stack) -> bool:
    usa = countries("USA")
    left, lost = split(stack, "cloud-iaas", usa)
    face = cm.import_dependency(stack, "cloud-iaas", home=HOME, lens="owner")
    face = face[(face["country"] == "USA") & (face["reading"] == "proved")]
    return (
        left >= {"alibaba-cloud", "tencent-cloud"}
        and lost >= {"aws", "azure", "google-cloud", "oracle-cloud"}
        and state(stack, "cloud-iaas", usa) == "works"
        and len(face) == 1
        and bool(face["low"].iloc[0] < face["high"].iloc[0])
    )


def digital_humans_have_domestic_platforms(stack: cm.Stack) -> bool:
    usa = countries("USA")
    left, lost = split(stack, "digital-human-platform", usa)
    named = {"tencent-digital-human", "baidu-xiling", "alibaba-digital-human", "netease-fuxi", "xiangxin-engine"}
    return (
        left >= named
        and lost == {"metahuman", "omniverse-avatar"}
        and state(stack, "digital-human-platform", usa) == "works"
    )


def base_technologies_lose_supply(stack: cm.Stack) -> bool:
    table = cm.levels(stack, deny=abroad(stack), home=HOME, lens="owner").set_index(["component", "run", "reading"])
    named = ("logic-foundry-advanced", "mems-inertial", "deep-learning-framework", "desktop-os")
    rows = [table.loc[(component, "short", "as_listed")] for component in named]
    return all(row["level_low"] < 1 for row in rows) and any(row["level_high"] < 0.5 for row in rows)


# --- Interaction and application layers


def nobody_named_is_a_blind_spot(stack: cm.Stack) -> bool:
    named = {
        "near-eye-display",
        "tracking",
        "immersive-sound",
        "gesture-recognition",
        "eye-tracking",
        "face-recognition",
    }
    spots = cm.blind_spots(stack, home=HOME, lens="owner")
    supply = set(spots.loc[spots["kind"] == "supply", "component"]) & named
    doubtful = set(spots.loc[spots["kind"].isin(["supply", "quality", "list"]), "component"])
    after = cm.available(stack, deny=abroad(stack), home=HOME, lens="owner").set_index("component")
    return named <= doubtful and len(supply) >= 3 and all(after.loc[component, "holds"] for component in supply)


def displays_and_brain_interfaces_are_immature_not_denied(stack: cm.Stack) -> bool:
    maturity = {row.component: row.maturity for row in stack.components}
    brain = {row.component for row in stack.components if "脑机" in (row.name_zh or "")}
    table = cm.single_points_of_failure(stack, by="country", home=HOME, lens="owner")
    through = {one for row in table[table["holds"] != "possible"].itertuples() for one in row.through}
    doubtful = {"near-eye-display", *brain}
    return (
        bool(brain)
        and all(maturity[component] in EARLY for component in {"ar-glasses", *doubtful})
        and not through & doubtful
    )


def pico_remains_but_no_mr_headset(stack: cm.Stack) -> bool:
    deny = countries("USA", "TWN")
    left, lost = split(stack, "vr-headset", deny)
    return (
        hands(stack, "vr-headset")["pico-headset"][0] == (HOME,)
        and "pico-headset" in left
        and lost >= {"meta-quest", "htc-vive"}
        and state(stack, "vr-headset", deny) == "works"
        and state(stack, "mr-headset", deny) == "stopped"
    )


def industry_is_more_exposed_than_games(stack: cm.Stack) -> bool:
    return len(stoppers(stack, "industrial-metaverse")) > len(stoppers(stack, "games"))


EXPECTATIONS = [
    Expectation(
        "kernels-mostly-foreign",
        "L290, L301-L307",
        "Most geometric kernels are in foreign hands, Parasolid in German and ACIS and CGM in French ones; "
        "only Overdrive and CRUX IV are Chinese.",
        kernels_are_mostly_foreign,
    ),
    Expectation(
        "kernels-survive-france-and-germany",
        "L301-L307",
        "When France and Germany deny together, Parasolid, ACIS and CGM are gone, and the two domestic kernels and "
        "the open one keep the kernel market working.",
        kernels_survive_france_and_germany,
    ),
    Expectation(
        "open-kernel-undeniable",
        "L305",
        "Open CASCADE is published source: nobody can deny it, through whatever lens, even when all foreign countries "
        "and its owner revoke its use.",
        open_kernel_cannot_be_denied,
    ),
    Expectation(
        "germany-takes-most-domestic-cad",
        "L290",
        "When Germany denies, most domestic 3D CAD loses its licensed Parasolid, while ZW3D and SINOVATION go on with "
        "kernels of their own.",
        germany_takes_most_domestic_cad,
    ),
    Expectation(
        "germany-takes-french-solidworks",
        "L302-L304",
        "A German denial takes SolidWorks, which is French, together with NX and Solid Edge, because all three run on "
        "Parasolid; CATIA and Creo have kernels of their own and stay.",
        germany_takes_french_solidworks,
    ),
    Expectation(
        "bought-source-stays",
        "L301, L306, L307",
        "Whoever bought the source keeps it: Overdrive and CRUX IV are not reached by the United States and Japan "
        "where they were first developed, and AutoCAD goes on when Dassault withdraws ACIS.",
        bought_source_stays,
    ),
    Expectation(
        "engines-sixty-percent",
        "L290",
        "Unity and Unreal give the United States at least half and up to 60 % of third-party game engines; without "
        "them at most half of the supply is left at once, but the market does not stop.",
        two_american_engines_hold_sixty_percent,
    ),
    Expectation(
        "simulation-foreign-but-not-closed",
        "L341, L460",
        "More than half of the listed simulation suppliers are foreign and most of those American, but no single "
        "country closes the market, because domestic solvers exist.",
        simulation_is_foreign_but_no_country_closes_it,
    ),
    Expectation(
        "cloud-rendering-no-chokepoint",
        "L311",
        "Rendering in the cloud is no chokepoint: four domestic firms offer it, and no foreign country alone stops it.",
        cloud_rendering_is_no_chokepoint,
    ),
    Expectation(
        "high-end-mems-imported",
        "L153, L155, L157",
        "Without the foreign makers of motion sensors the low end goes on with domestic ones, but the industrial "
        "metaverse, which needs the high end, stops.",
        high_end_mems_is_imported,
    ),
    Expectation(
        "image-sensors-no-chokepoint",
        "L163, L165",
        "CMOS image sensors are no chokepoint: the domestic makers carry on without any foreign country, and "
        "OmniVision, printed as foreign, is Chinese by owner and American by headquarters.",
        image_sensors_are_no_chokepoint,
    ),
    Expectation(
        "owners-turn-the-answer",
        "L171, L189",
        "Through the lens of the owner, City Technology falls to the United States and LMI to the Netherlands; by "
        "headquarters neither does.",
        owners_turn_the_answer,
    ),
    Expectation(
        "5g-no-chokepoint",
        "L141",
        "5G is no chokepoint: Huawei, ZTE and Datang are at home, and no foreign country alone stops the equipment or "
        "the service.",
        fifth_generation_is_no_chokepoint,
    ),
    Expectation(
        "clouds-at-home-carry-on",
        "L224, L238, L243, L251",
        "When the United States denies, four of the named clouds are gone but Alibaba and Tencent keep cloud "
        "infrastructure working; how much the United States holds is a range, not one figure.",
        clouds_at_home_carry_on,
    ),
    Expectation(
        "digital-humans-domestic",
        "L278-L285",
        "Digital-human platforms have domestic alternatives: an American denial takes only those of Epic and Nvidia.",
        digital_humans_have_domestic_platforms,
    ),
    Expectation(
        "base-technologies-lose-supply",
        "L472, L549",
        "Of the base technologies that the paper wants strengthened (chips, sensors, deep learning, base software) "
        "each can lose supply when all foreign countries deny, and at least one loses more than half.",
        base_technologies_lose_supply,
    ),
    Expectation(
        "nobody-named-is-a-blind-spot",
        "L553",
        "Each single-point technology for which the paper names no supplier is a blind spot, at least three of the six "
        "have no known supplier at all, and none of those counts as safe in an embargo.",
        nobody_named_is_a_blind_spot,
    ),
    Expectation(
        "immature-not-denied",
        "L405",
        "Near-eye displays and brain-computer interfaces are held back by maturity, as AR glasses are; no country "
        "alone stops a target through them.",
        displays_and_brain_interfaces_are_immature_not_denied,
    ),
    Expectation(
        "pico-remains",
        "L409-L412",
        "When the United States and Taiwan deny, PICO is home's own and VR headsets remain, while MR headsets, for "
        "which only HoloLens is named, stop.",
        pico_remains_but_no_mr_headset,
    ),
    Expectation(
        "industry-more-exposed-than-games",
        "L460",
        "More countries can alone stop the industrial metaverse than can stop games, because domestic modelling and "
        "simulation for industry started late.",
        industry_is_more_exposed_than_games,
    ),
]
