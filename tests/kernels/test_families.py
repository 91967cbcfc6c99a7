"""Families of minimal sets, against their definitions on all subsets of a few members."""

from __future__ import annotations

import random
from itertools import combinations, product

import pytest

from chainmap.kernels import families
from chainmap.kernels.families import ALWAYS, NEVER, Family, Work

MEMBERS = 7


def work(max_order: int | None = None) -> Work:
    return Work(1_000_000, max_order)


def random_family(rng: random.Random, *, within: range = range(MEMBERS)) -> Family:
    """Draw a family of minimal sets; now and then one of the two that say nothing about their members."""
    if rng.random() < 0.1:
        return rng.choice((NEVER, ALWAYS))
    sets = [sum(1 << bit for bit in within if rng.random() < 0.4) for _ in range(rng.randint(1, 8))]
    return smallest(sets)


def smallest(sets: list[int]) -> Family:
    """Keep the sets that contain no other, by comparing each with each."""
    kept = {one for one in sets if not any(other != one and other & one == other for other in sets)}
    return tuple(sorted(kept, key=lambda one: (one.bit_count(), one)))


def of_order(family: Family, most: int | None) -> Family:
    return tuple(one for one in family if most is None or one.bit_count() <= most)


@pytest.mark.parametrize("seed", range(300))
def test_minimal_keeps_what_contains_no_other(seed: int) -> None:
    rng = random.Random(f"minimal {seed}")
    sets = [rng.getrandbits(rng.choice((3, MEMBERS, 70))) for _ in range(rng.randint(0, 40))]
    most = rng.choice((None, 0, 2, 4))
    assert families.minimal(sets, work(most)) == of_order(smallest(sets), most)


@pytest.mark.parametrize("seed", range(300))
def test_union_and_product_equal_their_definitions(seed: int) -> None:
    """The sets of a union are those of either family; of a product, unions of one of each."""
    rng = random.Random(f"algebra {seed}")
    some = [random_family(rng) for _ in range(rng.randint(1, 3))]
    most = rng.choice((None, 1, 3))
    kept = [of_order(family, most) for family in some]
    either = smallest([one for family in some for one in family])
    assert families.union(kept, work(most)) == of_order(either, most)
    every = smallest([joined(chosen) for chosen in product(*some)])
    assert families.product(kept, work(most)) == of_order(every, most)


@pytest.mark.parametrize("seed", range(100))
def test_families_without_a_common_member_are_multiplied_as_they_are(seed: int) -> None:
    rng = random.Random(f"apart {seed}")
    some = [random_family(rng, within=range(4 * i, 4 * i + 4)) for i in range(3)]
    most = rng.choice((None, 2, 4))
    every = smallest([joined(chosen) for chosen in product(*some)])
    assert families.product([of_order(family, most) for family in some], work(most)) == of_order(every, most)


@pytest.mark.parametrize("seed", range(200))
def test_at_least_k_is_the_union_over_all_k_of_them(seed: int) -> None:
    rng = random.Random(f"at least {seed}")
    some = [random_family(rng) for _ in range(rng.randint(0, 5))]
    k, most = rng.randint(-1, 6), rng.choice((None, 1, 3))
    chosen = combinations(some, max(k, 0))
    truth = smallest([joined(one) for part in chosen for one in product(*part)])
    assert families.at_least(k, [of_order(family, most) for family in some], work(most)) == of_order(truth, most)


def joined(sets: tuple[int, ...]) -> int:
    found = 0
    for one in sets:
        found |= one
    return found


@pytest.mark.parametrize("seed", range(100))
def test_a_family_is_the_truth_table_of_its_sets(seed: int) -> None:
    """What union, product and at-least say of every single subset is or, and, counting."""
    rng = random.Random(f"truth {seed}")
    some = [random_family(rng) for _ in range(rng.randint(2, 4))]
    k = rng.randint(1, len(some))
    found = families.at_least(k, some, work())
    for subset in range(1 << MEMBERS):
        assert holds(found, subset) == (sum(holds(family, subset) for family in some) >= k)


def holds(family: Family, subset: int) -> bool:
    return any(one & subset == one for one in family)


def test_always_and_never_are_one_and_zero() -> None:
    family = (0b01, 0b10)
    assert families.union([family, NEVER], work()) == family == families.product([family, ALWAYS], work())
    assert families.union([family, ALWAYS], work()) == ALWAYS
    assert families.product([family, NEVER], work()) == NEVER
    assert families.at_least(0, [], work()) == ALWAYS and families.at_least(1, [], work()) == NEVER


def test_members_are_the_positions_of_the_bits() -> None:
    rng = random.Random(3)
    for _ in range(50):
        bits = sorted(rng.sample(range(200), rng.randint(0, 9)))
        assert families.members(sum(1 << bit for bit in bits)) == tuple(bits)


def test_nineteen_of_twenty_leave_out_one_each() -> None:
    # As many sets as there are, without trying all choices of nineteen first.
    found = families.at_least(19, [(1 << bit,) for bit in range(20)], work())
    assert len(found) == 20 and {one.bit_count() for one in found} == {19}


def test_the_limit_stops_the_work() -> None:
    many = tuple(1 << bit for bit in range(50))
    with pytest.raises(OverflowError):
        families.product([many, tuple(one << 50 for one in many)], Work(2_499, None))
    assert len(families.product([many, tuple(one << 50 for one in many)], Work(2_500, None))) == 2_500
    with pytest.raises(OverflowError):
        families.union([many, many], Work(49, None))
