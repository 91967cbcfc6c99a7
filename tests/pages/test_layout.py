import itertools
from random import Random

from chainmap.pages.layout import CARD, arrange, crossings


def case(seed: int) -> tuple[list[list[str]], list[tuple[str, str]]]:
    random = Random(seed)
    layers = [[f"{layer}-{number}" for number in range(random.randint(1, 40))] for layer in range(4)]
    flat = [one for layer in layers for one in layer]
    edges = [(random.choice(flat), random.choice(flat)) for _ in range(2 * len(flat))]
    return layers, [(a, b) for a, b in edges if a != b]


def test_the_same_input_gives_the_same_places():
    for seed in range(5):
        layers, edges = case(seed)
        assert arrange(layers, edges) == arrange(layers, list(reversed(edges)))


def test_no_two_cards_overlap():
    for seed in range(5):
        layout = arrange(*case(seed))
        for places in (layout.wide, layout.tall):
            points = sorted(places.values())
            assert len(points) == sum(len(layer) for layer in case(seed)[0])
            for at, (x, y) in enumerate(points):
                assert not any(
                    abs(x - other_x) < CARD[0] and abs(y - other_y) < CARD[1] for other_x, other_y in points[:at]
                )


def test_upstream_stands_left_and_inside_a_lane():
    layers, edges = case(3)
    layout = arrange(layers, edges)
    edges_of = [(lane.first, lane.last) for lane in layout.wide_lanes]
    assert all(before[1] < after[0] for before, after in itertools.pairwise(edges_of))
    for lane, layer in zip(layout.wide_lanes, layers, strict=True):
        assert {layout.wide[one][0] for one in layer} <= set(range(lane.first, lane.last + 1))


def test_needs_inside_a_layer_run_from_left_to_right():
    chain = [f"c{number:02}" for number in range(40)]
    layout = arrange([chain], list(itertools.pairwise(chain)))
    across = [layout.wide[one][0] for one in chain]
    assert across == sorted(across)
    assert len(set(across)) > 1


def test_loops_are_laid_out():
    layout = arrange([["a", "b", "c"]], [("a", "b"), ("b", "a"), ("b", "c")])
    assert set(layout.wide) == {"a", "b", "c"}


def test_a_crossing_that_can_be_avoided_is():
    layers = [["a", "b", "c"], ["x", "y", "z"]]
    edges = [("a", "z"), ("b", "y"), ("c", "x")]
    assert crossings(arrange(layers, edges), edges) == 0


def test_order_beats_the_given_one():
    better = 0
    for seed in range(6):
        random = Random(seed)
        layers = [[f"{layer}-{number}" for number in range(12)] for layer in range(3)]
        edges = [
            (f"{layer}-{random.randrange(12)}", f"{layer + 1}-{random.randrange(12)}")
            for layer in range(2)
            for _ in range(20)
        ]
        given = sum(
            (int(a[0].split("-")[1]) - int(b[0].split("-")[1])) * (int(a[1].split("-")[1]) - int(b[1].split("-")[1]))
            < 0
            for number, a in enumerate(edges)
            for b in edges[:number]
            if a[0][0] == b[0][0]
        )
        better += crossings(arrange(layers, edges), set(edges)) < given / 2
    assert better >= 5


def test_nothing_is_a_picture_too():
    layout = arrange([], [])
    assert layout.wide == {} and layout.tall == {}


def test_a_very_large_map_keeps_the_order_given():
    layers = [[f"{layer}-{number:04}" for number in range(1500)] for layer in range(3)]
    random = Random(5)
    edges = [
        (f"{layer}-{random.randrange(1500):04}", f"{layer + 1}-{one:04}") for layer in (0, 1) for one in range(1500)
    ]
    layout = arrange(layers, edges)
    for places in (layout.wide, layout.tall):
        assert len(set(places.values())) == 4500
    for layer in layers:
        assert sorted(layer, key=lambda one: layout.wide[one]) == layer
    assert all(layout.wide[a][0] < layout.wide[b][0] for a, b in edges)
