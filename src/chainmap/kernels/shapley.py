"""Shapley values of games in which coalitions win or lose, from their minimal winning coalitions.

The value of player i is the share of all orders of the players in which i is the one who turns the
players before it into a winning coalition:

    phi_i = sum over coalitions S without i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S))

A game is the truth table of all 2^n coalitions in one integer, so that the coalitions that i turns are
one shift, one AND and a count for each size.

References
----------
Shapley, A value for n-person games, Contributions to the Theory of Games II, 1953.
Castro, Gómez & Tejada, Polynomial calculation of the Shapley value based on sampling, Computers &
Operations Research 36, 2009 (random orders, and the error of their mean).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import factorial, sqrt
from random import Random

from .families import Family, members

__all__ = ["exact_values", "sampled_values"]


def exact_values(players: int, family: Family) -> list[Fraction]:
    """Return the Shapley value of each player in the game of one family of minimal winning coalitions.

    Parameters
    ----------
    players
        n players; the truth table has 2^n bits, 128 kB for 20 of them.
    family
        Minimal winning coalitions, bit j for player j.

    Examples
    --------
    One player alone, or two others together:

    >>> [str(value) for value in exact_values(3, (0b001, 0b110))]
    ['2/3', '1/6', '1/6']
    """
    with_player = [_containing(player, players) for player in range(players)]
    table = 0
    for one in family:
        wins = (1 << (1 << players)) - 1
        for player in members(one):
            wins &= with_player[player]
        table |= wins
    sizes = _by_size(players)
    orders = factorial(players)
    values = []
    for player in range(players):
        turned = (table >> (1 << player)) & ~table & ~with_player[player]
        count = sum(
            (turned & layer).bit_count() * factorial(size) * factorial(players - size - 1)
            for size, layer in enumerate(sizes[:players])
        )
        values.append(Fraction(count, orders))
    return values


def sampled_values(
    players: int, games: Sequence[tuple[float, Family]], draws: int, seed: int
) -> tuple[list[float], list[float]]:
    """Return estimates of each player's value in a weighted sum of games, and their standard errors.

    Parameters
    ----------
    players
        n players.
    games
        Weights and families of minimal winning coalitions.
    draws
        How many random orders; at least 2.
    seed
        Of the generator; the same seed gives the same values.
    """
    rng, order = Random(seed), list(range(players))
    coalitions = [(weight, [members(one) for one in family]) for weight, family in games if family]
    sums, squares = [0.0] * players, [0.0] * players
    for _ in range(draws):
        rng.shuffle(order)
        place = {player: at for at, player in enumerate(order)}
        gained: dict[int, float] = {}
        for weight, sets in coalitions:
            turner = order[min(max(place[player] for player in one) for one in sets)]
            gained[turner] = gained.get(turner, 0.0) + weight
        for player, gain in gained.items():
            sums[player] += gain
            squares[player] += gain * gain
    means = [total / draws for total in sums]
    spreads = [max(0.0, square - draws * mean * mean) for square, mean in zip(squares, means, strict=True)]
    return means, [sqrt(spread / (draws - 1) / draws) for spread in spreads]


def _containing(player: int, players: int) -> int:
    """Return the truth table of "the coalition holds this player": 2^player bits off, as many on, and so on."""
    block = 1 << player
    word, width = ((1 << block) - 1) << block, 2 * block
    while width < 1 << players:
        word |= word << width
        width *= 2
    return word


def _by_size(players: int) -> list[int]:
    """Return for each size the truth table of the coalitions of that size."""
    layers = [1]
    for player in range(players):
        shifted = [layer << (1 << player) for layer in layers]
        layers = [a | b for a, b in zip([*layers, 0], [0, *shifted], strict=True)]
    return layers
