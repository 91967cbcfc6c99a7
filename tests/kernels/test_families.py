"""The algebra of minimal sets, against the truth table."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from chainmap.kernels.families import ALWAYS, NEVER, Work, at_least, members, minimal, product, union

UNITS = 6
EVERYTHING = range(1 << UNITS)


def plenty(order=None):
    return Work(1_000_000, order)


def happens(family, given):
    """Whether some set of the family lies within what is given."""
    return any(one & given == one for one in family)


def families_from(rng, count):
    return [minimal([rng.randrange(1, 1 << UNITS) for _ in range(rng.randint(0, 4))], plenty()) for _ in range(count)]


def is_minimal(family):
    return not any(one & other == one for one, other in combinations(family, 2)) and len(set(family)) == len(family)


@pytest.mark.parametrize("seed", range(30))
def test_union_product_and_k_of_n_are_or_and_and_counting(seed):
    rng = random.Random(seed)
    families = families_from(rng, rng.randint(1, 4))
    k = rng.randint(0, 5)
    either, all_, some = union(families, plenty()), product(families, plenty()), at_least(k, families, plenty())
    for given in EVERYTHING:
        met = sum(happens(family, given) for family in families)
        assert happens(either, given) is (met >= 1)
        assert happens(all_, given) is (met == len(families))
        assert happens(some, given) is (met >= k)
    assert is_minimal(either) and is_minimal(all_) and is_minimal(some)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("order", [1, 2, 3])
def test_forgetting_high_orders_loses_nothing_below(seed, order):
    rng = random.Random(seed)
    families = families_from(rng, 3)
    short = [tuple(one for one in family if one.bit_count() <= order) for family in families]
    for combine in (union, product, lambda found, work: at_least(2, found, work)):
        whole = {one for one in combine(families, plenty()) if one.bit_count() <= order}
        assert set(combine(short, plenty(order))) == whole


def test_always_and_never_are_one_and_zero():
    family = (0b01, 0b10)
    assert union([family, NEVER], plenty()) == family == product([family, ALWAYS], plenty())
    assert union([family, ALWAYS], plenty()) == ALWAYS and product([family, NEVER], plenty()) == NEVER
    assert at_least(0, [], plenty()) == ALWAYS and at_least(1, [], plenty()) == NEVER


def test_members_are_the_bits():
    assert members(0) == () and members(0b101001) == (0, 3, 5)


def test_work_stops_when_it_is_used_up():
    with pytest.raises(OverflowError):
        product([tuple(1 << i for i in range(20)), tuple(1 << i for i in range(20, 40))], Work(100, None))
