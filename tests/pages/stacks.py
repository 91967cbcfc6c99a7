"""Stacks for the page tests: an invented robot industry, the same with hostile texts, and a tiny one."""

from __future__ import annotations

import itertools
from random import Random
from typing import Any

from chainmap.schema import (
    Actor,
    Component,
    Evidence,
    Layer,
    Need,
    Offer,
    Row,
    Settings,
    Source,
    Switch,
    columns_of,
)
from chainmap.stack import Stack

HOSTILE = '</script><img src=q onerror="window.broken=1">\'"\u2028&amp;{{ 7*7 }}'
"""A text that tries to leave its place in HTML, in a script, in an attribute and in a template."""

HOSTILE_ADDRESS = "javascript:window.broken=1"

PARTS = {
    "materials": ("Bearing steel", "Photoresist", "Rare-earth magnet", "Carbon fibre", "Silicon wafer", "Machine tool"),
    "parts": (
        "Harmonic reducer",
        "Servo motor",
        "Force sensor",
        "Encoder",
        "Power module",
        "Control chip",
        "Ball screw",
        "Lidar",
        "Battery cell",
        "Camera module",
    ),
    "systems": (
        "Joint module",
        "Vision system",
        "Motion controller",
        "Battery pack",
        "Operating system",
        "Compute platform",
        "Speech model",
        "Simulation software",
        "Safety controller",
    ),
    "uses": ("Humanoid robot", "Surgical robot", "Warehouse robot", "Welding line", "Inspection drone"),
}
CHINESE = {"materials": "材料", "parts": "零部件", "systems": "系统", "uses": "应用"}
HOMES = ("CHN", "CHN", "CHN", "JPN", "USA", "KOR", "DEU", "NLD", "TWN", "CHE")


def robots() -> Stack:
    """30 components in four layers, 60 offers, needs with alternatives, gaps of every kind."""
    random = Random(7)
    layers = tuple(
        Layer(layer=key, rank=rank, name_en=key.capitalize(), name_zh=CHINESE[key])
        for rank, key in enumerate(PARTS, start=1)
    )
    names = [(layer, number, name) for layer, several in PARTS.items() for number, name in enumerate(several)]
    components = tuple(
        Component(
            component=f"{layer}-{number}",
            layer=layer,
            name_en=name,
            name_zh=f"{CHINESE[layer]}{number}",
            kind="hardware",
            supply=_supply(layer, number),
            complete="yes" if number % 3 == 0 else "no",
            maturity="growing",
            weight=1.0 if layer == "uses" else None,
            beyond_source=number == 1,
            note_en="An invented note.",
            evidence=("claim-0",),
        )
        for layer, number, name in names
    )
    supplied = [row.component for row in components if row.supply == "offers"]
    actors = tuple(
        Actor(
            actor=f"firm-{number}",
            name_en=f"Firm {number}",
            name_zh=f"企业{number}",
            aliases=(f"F{number} Ltd",),
            kind="firm",
            hq=(HOMES[number % len(HOMES)],),
            owner=f"firm-{number}" if number % 5 else None,
            label=("domestic" if HOMES[number % len(HOMES)] == "CHN" else "foreign",),
            evidence=("claim-1",),
        )
        for number in range(30)
    )
    offers = tuple(
        Offer(
            offer=f"offer-{number}",
            component=supplied[number % len(supplied)],
            actor=f"firm-{random.randrange(30)}",
            product_en=f"Product {number}" if number % 2 else None,
            product_zh=f"产品{number}" if number % 2 else None,
            status="potential" if number % 11 == 10 else "active",
            share_low=0.1 if number % 4 == 0 else None,
            share_high=0.3 if number % 4 == 0 else None,
            lead_months_low=12.0 if number % 11 == 10 else None,
            lead_months_high=24.0 if number % 11 == 10 else None,
            origin=("USA",) if number % 9 == 0 else (),
            rights="open" if number % 13 == 12 else "licence",
            evidence=(f"claim-{number % 12}",),
        )
        for number in range(60)
    )
    claims = tuple(
        Evidence(
            evidence=f"claim-{number}",
            source="paper",
            locator="https://example.org/paper#p3" if number == 0 else f"L{number}",
            claim_en=f"An invented claim {number}.",
            claim_zh=f"虚构的依据{number}。",
            basis=("stated", "implied", "inferred", "public", "own", "assumption")[number % 6],  # type: ignore[arg-type]
            confidence="medium",
            as_of=2024,
            confidential=number == 11,
        )
        for number in range(12)
    )
    switches = (
        Switch(from_offer="offer-0", to_offer="offer-25", months_low=6, months=9, months_high=12),
        Switch(from_offer="offer-1", to_offer="offer-26", months_low=3, months_high=8),
    )
    return Stack(
        settings=Settings(
            id="robots", title_en="An invented robot industry", title_zh="虚构的机器人产业", home=("CHN",), as_of=2024
        ),
        sources=(Source(source="paper", title="An invented paper", publisher="Nobody", year=2024),),
        evidence=claims,
        layers=layers,
        components=components,
        actors=actors,
        offers=offers,
        needs=tuple(_needs(random)),
        switches=switches,
    )


WORDS = (
    "supplier foundry market quality licence wafer sensor export yield process tool line plant design".split()  # noqa: SIM905
)
SIGNS = "供应市场质量许可传感出口工艺设备设计材料软件平台部件系统网络数据算法终端应用标准认证产线封装测试检测"


def large(size: int = 300) -> Stack:
    """As large as an industry gets on one map: 300 components, 750 offers, 1,350 claims of 20 words each."""
    random = Random(11)
    lanes = 5
    claims = tuple(
        Evidence(
            evidence=f"claim-{number}-of-the-paper",
            source="paper",
            locator=f"p. {number}, table {number % 40}",
            claim_en=" ".join(f"{random.choice(WORDS)}{random.randrange(60)}" for _ in range(20)).capitalize() + ".",
            claim_zh="".join(random.choices(SIGNS, k=40)) + "。",
            basis="stated",
            confidence="medium",
            as_of=2024,
        )
        for number in range(size * 9 // 2)
    )
    names = [f"component-{number}" for number in range(size)]
    components = tuple(
        Component(
            component=name,
            layer=f"l{number * lanes // size}",
            name_en=f"{random.choice(WORDS).capitalize()} {random.choice(WORDS)} {number}",
            name_zh="".join(random.choices(SIGNS, k=5)),
            supply="offers" if number < size * 9 // 10 else "open",
            weight=1.0 if number >= size * 19 // 20 else None,
            note_en=" ".join(random.choices(WORDS, k=10)),
            note_zh="".join(random.choices(SIGNS, k=20)),
            evidence=(claims[number].evidence,),
        )
        for number, name in enumerate(names)
    )
    actors = tuple(
        Actor(
            actor=f"firm-{number}",
            name_en=f"{random.choice(WORDS).capitalize()} {number}",
            name_zh="".join(random.choices(SIGNS, k=4)),
            hq=(random.choice(HOMES),),
            evidence=(claims[size + number].evidence,),
        )
        for number in range(size)
    )
    offers = tuple(
        Offer(
            offer=f"offer-{number}",
            component=f"component-{number % (size * 9 // 10)}",
            actor=f"firm-{random.randrange(size)}",
            product_en=f"Product {random.randrange(10**6)}",
            evidence=(claims[2 * size + number].evidence,),
        )
        for number in range(size * 5 // 2)
    )
    needs = tuple(
        Need(dependent=names[number], input=one, group=f"g{at % 2}")
        for number in range(size // lanes, size)
        for at, one in enumerate(random.sample(names[max(0, number - 2 * size // lanes) : number - 20], 3))
    )
    return Stack(
        settings=Settings(id="large", title_en="A large industry", title_zh="大型产业", home=("CHN",), as_of=2024),
        sources=(Source(source="paper", title="An invented paper", publisher="Nobody", year=2024),),
        evidence=claims,
        layers=tuple(Layer(layer=f"l{number}", rank=number + 1, name_en=f"Layer {number}") for number in range(lanes)),
        components=components,
        actors=actors,
        offers=offers,
        needs=needs,
    )


def _supply(layer: str, number: int) -> Any:
    if layer == "uses":
        return "open"
    return "unknown" if (layer, number) in {("parts", 8), ("systems", 6)} else "offers"


def _needs(random: Random) -> list[Need]:
    needs: list[Need] = []
    order = list(PARTS)
    for below, layer in itertools.pairwise(order):
        size = len(PARTS[below])
        for number in range(len(PARTS[layer])):
            for group in range(random.choice((1, 2, 2, 3))):
                for one in sorted(random.sample(range(size), random.choice((1, 1, 2)))):
                    needs.append(
                        Need(
                            dependent=f"{layer}-{number}",
                            input=f"{below}-{one}",
                            group=f"g{group}",
                            essential=group < 2,
                            evidence=("claim-2",),
                        )
                    )
    needs.append(Need(dependent="systems-2", input="systems-4", evidence=("claim-3",)))
    needs.append(Need(dependent="offer-6", input="materials-5", evidence=("claim-4",)))
    return needs


def hostile() -> Stack:
    """The robots with a hostile text in every free text column, and hostile addresses as locators."""
    stack = robots()
    tables = {
        name: tuple(_spoilt(row) for row in getattr(stack, name))
        for name in ("sources", "evidence", "layers", "components", "actors", "offers", "switches")
    }
    settings = stack.settings.model_copy(update={"title_en": HOSTILE, "title_zh": HOSTILE})
    return Stack(settings=settings, needs=stack.needs, **tables)


def _spoilt(row: Row) -> Row:
    changed: dict[str, Any] = {}
    for column in columns_of(type(row)):
        if column.kind == "text" and isinstance(getattr(row, column.name), str):
            changed[column.name] = HOSTILE_ADDRESS if column.name == "locator" else HOSTILE
        if column.kind == "texts" and getattr(row, column.name):
            changed[column.name] = (HOSTILE,)
    return row.model_copy(update=changed)


def tiny() -> Stack:
    """The least stack that is valid: no layers, no home, no names, no evidence, no target."""
    return Stack(
        settings=Settings(id="tiny"),
        components=(Component(component="a"), Component(component="b")),
        actors=(Actor(actor="x", hq=("JPN",)),),
        offers=(Offer(offer="x-a", component="a", actor="x"),),
        needs=(Need(dependent="b", input="a"),),
    )


KINDS = ("hardware", "software", "material", "equipment")


def huge(components: int = 10_000, offers: int = 20_000) -> Stack:
    """Far more than fits one picture: ten layers of four kinds, 20,000 offers of 2,000 firms, 20 targets, 2,500 claims.

    Upstream components need nothing; of the others every second may choose between two inputs. A tenth of the
    components is open, one in fifty has a supplier whom nobody names.
    """
    random = Random(13)
    lanes = 10
    names = [f"c{number:05}" for number in range(components)]
    layer_of = [number * lanes // components for number in range(components)]
    supplied = [number for number in range(components) if number % 10 != 9 and number % 50 != 7]
    rows = tuple(
        Component(
            component=name,
            layer=f"l{layer_of[number]}",
            name_en=f"{random.choice(WORDS).capitalize()} {random.choice(WORDS)} {number}",
            name_zh=f"{''.join(random.choices(SIGNS, k=4))}{number}",
            kind=random.choice(KINDS),
            supply="open" if number % 10 == 9 else "unknown" if number % 50 == 7 else "offers",
            complete="yes" if number % 3 else "no",
            weight=1.0 if number >= components - 20 else None,
            evidence=(f"claim-{number // 4}",) if number % 4 == 0 else (),
        )
        for number, name in enumerate(names)
    )
    claims = tuple(
        Evidence(
            evidence=f"claim-{number}",
            source="paper",
            locator=f"p. {number}",
            claim_en=" ".join(random.choices(WORDS, k=8)).capitalize() + ".",
            basis="stated",
            confidence="medium",
            as_of=2024,
        )
        for number in range(components // 4)
    )
    firms = offers // 10
    actors = tuple(
        Actor(
            actor=f"firm-{number}",
            name_en=f"{random.choice(WORDS).capitalize()} {number}",
            hq=(random.choice(HOMES),),
        )
        for number in range(firms)
    )
    sold = tuple(
        Offer(
            offer=f"o{number:05}",
            component=names[supplied[number % len(supplied)]],
            actor=f"firm-{random.randrange(firms)}",
        )
        for number in range(offers)
    )
    needs = []
    for number in range(components // lanes, components):
        # Inputs come from the layer before; two of them may be alternatives.
        first = (layer_of[number] - 1) * components // lanes
        chosen = random.sample(range(first, first + components // lanes), random.choice((2, 2, 3)))
        needs += [
            Need(dependent=names[number], input=names[one], group=f"g{at // 2 if number % 2 else at}")
            for at, one in enumerate(chosen)
        ]
    return Stack(
        settings=Settings(id="huge", title_en="A huge industry", title_zh="巨型产业", home=("CHN",), as_of=2024),
        sources=(Source(source="paper", title="An invented paper", publisher="Nobody", year=2024),),
        evidence=claims,
        layers=tuple(
            Layer(layer=f"l{number}", rank=number + 1, name_en=f"Tier {number}", name_zh=f"第{number}层")
            for number in range(lanes)
        ),
        components=rows,
        actors=actors,
        offers=sold,
        needs=tuple(needs),
    )
