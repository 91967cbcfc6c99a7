from chainmap.pages.network import Line, lanes, lines
from chainmap.schema import Component, Need, Offer, Settings
from chainmap.stack import Stack

from . import stacks


def stack(needs, offers=()):
    names = sorted({name for need in needs for name in (need.dependent, need.input) if not name.startswith("o")})
    return Stack(
        settings=Settings(id="s"),
        components=tuple(Component(component=name) for name in names),
        offers=tuple(offers),
        needs=tuple(needs),
    )


def offer(name, component, status="active"):
    return Offer(offer=name, component=component, actor="x", status=status)


def test_alternatives_are_told_from_what_is_needed():
    needs = [
        Need(dependent="c", input="a"),
        Need(dependent="c", input="b", group="g"),
        Need(dependent="c", input="d", group="g"),
        Need(dependent="c", input="e", essential=False),
    ]
    assert lines(stack(needs)) == (
        Line("a", "c", "all"),
        Line("b", "c", "any"),
        Line("d", "c", "any"),
        Line("e", "c", "some"),
    )


def test_what_some_offers_need_is_drawn_at_their_component():
    needs = [Need(dependent="o1", input="a"), Need(dependent="c", input="b"), Need(dependent="b", input="o3")]
    offers = [offer("o1", "c"), offer("o2", "c"), offer("o3", "a")]
    assert lines(stack(needs, offers)) == (Line("a", "b", "all"), Line("a", "c", "some"), Line("b", "c", "all"))


def test_what_every_offer_needs_is_needed():
    needs = [Need(dependent="o1", input="a"), Need(dependent="o2", input="a"), Need(dependent="c", input="b")]
    offers = [offer("o1", "c"), offer("o2", "c"), offer("o3", "c", "potential")]
    assert Line("a", "c", "all") in lines(stack(needs, offers))


def test_lanes_are_the_layers_upstream_first():
    assert [name for name, _ in lanes(stacks.robots())] == [
        ("Materials", "材料"),
        ("Parts", "零部件"),
        ("Systems", "系统"),
        ("Uses", "应用"),
    ]


def test_a_stack_without_layers_is_put_into_steps():
    found = lanes(stacks.tiny())
    assert [[row.component for row in rows] for _, rows in found] == [["a"], ["b"]]
    assert found[0][0] == ("Step 1", "第 1 级")


def test_loops_share_a_step():
    needs = [Need(dependent="a", input="b"), Need(dependent="b", input="a"), Need(dependent="c", input="b")]
    assert [[row.component for row in rows] for _, rows in lanes(stack(needs))] == [["a", "b"], ["c"]]
