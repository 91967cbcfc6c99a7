"""What changed between two stacks: by hand on small pairs, by laws and by brute force on random ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

import chainmap as cm
from tests.analysis.pairs import MIRROR, TWO_MAKERS, cells, mirrored, pairs
from tests.analysis.stacks import EUV, INDUSTRY, shuffled
from tests.oracle import Oracle
from tests.random_stacks import renamed
from tests.structure.tiny import firm, made, need, part, target, tiny

BASIC = [target("p", name_en="Product", name_zh="产品"), part("a", name_en="Part", name_zh="部件"), need("p", "a")]
READINGS = {"as_listed": ["as_listed"], "proved": ["proved"], "both": ["as_listed", "proved"], "": [""]}


def told(old, new, answer=None, **seat):
    """The changes of one answer, short: what, in which reading, how."""
    table = cm.answer_changes(old, new, **seat)
    rows = table[table.answer == answer] if answer else table
    return [(row.subject, row.members, row.reading, row.change, row.before, row.after) for row in rows.itertuples()]


def sets(old, new, by):
    table = cm.answer_changes(old, new)
    rows = table[(table.by == by) & table.answer.isin(["single_points", "cut_sets"])]
    return {(row.members, row.reading, row.change) for row in rows.itertuples()}


# --- The answers, by hand


def test_a_second_supplier_elsewhere_takes_the_single_point_away():
    # Before, {NLD} and {KOR, TWN} stop the product (METHOD section 12); after, the Netherlands only with Japan.
    assert sets(EUV, TWO_MAKERS, "country") == {
        (("country:NLD",), "as_listed", "lost"),
        (("country:JPN", "country:NLD"), "as_listed", "gained"),
    }
    assert sets(EUV, TWO_MAKERS, "actor") == {
        (("actor:asml",), "as_listed", "lost"),
        (("actor:asml", "actor:nikon"), "as_listed", "gained"),
    }
    assert sets(EUV, TWO_MAKERS, "component") == set()


def test_without_the_second_supplier_it_is_there_again():
    back = {(members, reading, MIRROR[change]) for members, reading, change in sets(EUV, TWO_MAKERS, "country")}
    assert sets(TWO_MAKERS, EUV, "country") == back and back


def sentences(old, new, answer, by="", **seat):
    table = cm.answer_changes(old, new, **seat)
    rows = table[(table.answer == answer) & (table.by == by)]
    return list(zip(rows.text_en, rows.text_zh, strict=True))


def test_sentences_say_what_was_instead():
    listed = "as the suppliers are listed"
    assert sentences(EUV, TWO_MAKERS, "single_points", "country") == [
        (
            f"Product: the Netherlands alone can no longer stop it ({listed}); "
            "now it takes Japan and the Netherlands together.",
            "产品：荷兰单独断供不再能使其中断（按所列供应方）；现在须日本和荷兰联合断供。",
        )
    ]
    assert sentences(EUV, TWO_MAKERS, "cut_sets", "country") == [
        (
            f"Product: it takes Japan and the Netherlands together to stop it now ({listed}); "
            "before, the Netherlands alone was enough.",
            "产品：现在须日本和荷兰联合断供才能使其中断（按所列供应方）；此前荷兰单独断供就已足够。",
        )
    ]
    assert sentences(TWO_MAKERS, EUV, "cut_sets", "country") == [
        (
            f"Product: it no longer takes Japan and the Netherlands together to stop it ({listed}); "
            "now the Netherlands alone is enough.",
            "产品：不再须日本和荷兰联合断供才能使其中断（按所列供应方）；现在荷兰单独断供就已足够。",
        )
    ]
    assert sentences(TWO_MAKERS, EUV, "single_points", "country")[0][0] == (
        f"Product: the Netherlands alone can stop it now ({listed}); "
        "before, it took Japan and the Netherlands together."
    )


def test_where_nobody_could_it_is_said():
    chinese = tiny(*BASIC, firm("c", "CHN"), made("a", "c"), home=("CHN",))
    american = tiny(*BASIC, firm("u", "USA"), made("a", "u"), home=("CHN",))
    ((english, zh),) = sentences(chinese, american, "single_points", "country")
    assert english == (
        "Product: the United States alone can stop it now (as the suppliers are listed); "
        "before, no country could, alone or with others."
    )
    assert zh == "产品：现在美国单独断供即可使其中断（按所列供应方）；此前任何国家和地区单独或联合都不能。"
    ((english, _),) = sentences(american, chinese, "single_points", "country")
    assert english.endswith("; now no country can, alone or with others.")


def test_a_list_that_is_complete_now_proves_what_held_as_listed():
    rows = [*BASIC, firm("u", "USA", name_en="U"), made("a", "u")]
    whole = [row.model_copy(update={"complete": "yes"}) if row is BASIC[1] else row for row in rows]
    (found,) = [row for row in told(tiny(*rows), tiny(*whole), "single_points") if row[1] == ("country:USA",)]
    assert found == ("component:p", ("country:USA",), "proved", "gained", "as_listed", "proved")
    assert [english for english, _ in sentences(tiny(*rows), tiny(*whole), "single_points", "actor")] == [
        "Product: that U alone can stop it holds whatever unnamed suppliers do now; "
        "before, only as the suppliers are listed."
    ]
    assert [english for english, _ in sentences(tiny(*whole), tiny(*rows), "single_points", "actor")] == [
        "Product: that U alone can stop it holds only as the suppliers are listed now; "
        "before, whatever unnamed suppliers do."
    ]


def test_a_new_need_makes_a_component_a_single_point():
    other = [part("b", name_en="Battery", complete="yes"), firm("v", "FRA"), made("b", "v")]
    rows = [*BASIC, *other, firm("u", "USA"), made("a", "u")]
    old, new = tiny(*rows), tiny(*rows, need("p", "b"))
    assert sets(old, new, "component") == {(("component:b",), "both", "gained")}
    ((english, zh),) = sentences(old, new, "single_points", "component")
    assert english.startswith("Product: the loss of Battery stops it now (whatever unnamed suppliers do); before, ")
    assert zh.startswith("产品：现在缺少Battery即可使其中断")


def test_what_hangs_on_something_unknown_is_possible():
    rows = [*BASIC, firm("u", "USA"), made("a", "u")]
    grey = [*BASIC, firm("u"), made("a", "u")]
    unknown, known = ("unknown:u-a",), ("country:USA",)
    found = {(row[1], row[3]) for row in told(tiny(*rows), tiny(*grey), "single_points") if row[1] in (unknown, known)}
    assert found == {(known, "lost"), (unknown, "gained")}
    ((english, _),) = [
        one for one in sentences(tiny(*rows), tiny(*grey), "single_points", "country") if "stop it now" in one[0]
    ]
    assert "(possible: it hangs on what is unknown)" in english


def quality(value):
    rows = [target("p", name_en="Product"), part("a", complete="yes"), need("p", "a", min_quality=0.9)]
    return tiny(*rows, firm("u", "USA"), made("a", "u", quality=value))


def test_what_fails_by_itself_is_said_once_and_explains_the_sets_that_go():
    found = told(quality(1.0), quality(0.3), "available")
    assert found == [("component:p", (), "", "lost", "works", "stopped, proved")]
    assert sentences(quality(1.0), quality(0.3), "available") == [
        (
            "With nothing denied, Product fails now (whatever unnamed suppliers do); before, it worked.",
            "在没有断供时，Product现在中断（无论未列明的供应方如何）；此前正常运转。",
        )
    ]
    ((lost, _),) = sentences(quality(1.0), quality(0.3), "single_points", "country")
    assert "no longer takes the United States alone" in lost and lost.endswith("; now it fails with nothing denied.")
    gained = told(quality(0.3), quality(1.0), "available")
    assert gained == [("component:p", (), "", "gained", "stopped, proved", "works")]


def test_targets_that_come_and_go():
    both = tiny(*BASIC, target("q", name_en="Q"), firm("u", "USA"), made("a", "u"))
    one = tiny(*BASIC, part("q", name_en="Q", supply="open"), firm("u", "USA"), made("a", "u"))
    assert told(one, both) == [("component:q", (), "", "gained", None, None)]
    assert told(both, one) == [("component:q", (), "", "lost", None, None)]


def shared(low, high, stated=None):
    """A complete list of one foreign and one home offer; the foreign one's share is all that is open."""
    exact = low == high
    cells = {"share": low} if exact else {"share_low": low, "share": stated, "share_high": high}
    rest = {"share": 1 - low} if exact else {"share_low": 1 - high, "share_high": 1 - low}
    if stated is not None:
        rest["share"] = 1 - stated
    rows = [part("a", name_en="Part", complete="yes"), firm("u", "USA"), firm("c", "CHN")]
    return tiny(*rows, made("a", "u", **cells), made("a", "c", **rest), home=("CHN",))


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ((0.25, 0.25), (0.5, 0.5), "up"),
        ((0.25, 0.5), (0.375, 0.75), "up"),
        ((0.25, 0.5), (0.125, 0.375), "down"),
        ((0.25, 0.5), (0.25, 0.375), "narrower"),
        ((0.25, 0.75), (0.375, 0.5), "narrower"),
        ((0.25, 0.5), (0.25, 0.75), "wider"),
        ((0.25, 0.25), (0.125, 0.75), "wider"),
        ((0.25, 0.75, 0.375), (0.25, 0.75, 0.5), "up"),
        ((0.25, 0.75), (0.25, 0.75, 0.5), None),
    ],
)
def test_dependency_goes_up_or_down_or_its_bounds_wider_or_narrower(before, after, change):
    for old, new, expected in ((before, after, change), (after, before, MIRROR.get(change))):
        found = told(shared(*old), shared(*new), "dependency")
        assert {(row[1], row[2], row[3]) for row in found} == (
            {(("foreign",), "both", expected), (("country:USA",), "both", expected)} if expected else set()
        )


def test_dependency_in_words():
    english, zh = sentences(shared(0.25, 0.25), shared(0.25, 0.5), "dependency")[0]
    assert (
        english == "Part: the share within reach of countries outside home is less certain: 25% to 50% now, 25% before."
    )
    assert zh == "Part：境外可影响的份额更不确定：现为25%至50%，此前为25%。"


def test_a_country_that_reaches_nothing_more_is_said_and_not_called_zero():
    old = tiny(*BASIC, firm("u", "USA"), made("a", "u"), home=("CHN",))
    new = tiny(*BASIC, firm("u", "FRA"), made("a", "u"), home=("CHN",))
    # One maker in an open list: all of the named supply, and in the other reading anything from none to all.
    assert told(old, new, "dependency") == [
        ("component:a", ("country:FRA",), "as_listed", "gained", None, "1"),
        ("component:a", ("country:FRA",), "proved", "gained", None, "0 to 1"),
        ("component:a", ("country:USA",), "as_listed", "lost", "1", None),
        ("component:a", ("country:USA",), "proved", "lost", "0 to 1", None),
    ]


def two(*needs):
    """Targets p and q; part a comes from the USA and part b from France, and nowhere else."""
    rows = [target("p"), target("q"), part("a", complete="yes"), part("b", complete="yes")]
    return tiny(*rows, firm("u", "USA"), firm("f", "FRA"), made("a", "u"), made("b", "f"), *needs)


def test_ranks_that_swap():
    # Each country stops alone what needs its part: two targets or one.
    old = two(need("p", "a"), need("q", "a"), need("p", "b"))
    new = two(need("p", "b"), need("q", "b"), need("p", "a"))
    assert told(old, new, "chokepoints") == [
        ("country:FRA", (), "both", "up", "2", "1"),
        ("country:USA", (), "both", "down", "1", "2"),
    ]
    assert sentences(old, new, "chokepoints", "country")[0] == (
        "France is rank 1 among the countries that are chokepoints now; before, rank 2.",
        "法国在构成卡点的国家和地区中现排名第1；此前排名第2。",
    )


def test_countries_with_the_same_figures_share_a_rank():
    alike, alone = two(need("p", "a"), need("p", "b")), two(need("p", "a"))
    assert told(alike, alone, "chokepoints") == [("country:FRA", (), "both", "lost", "1=", None)]
    ((english, _),) = sentences(alone, alike, "chokepoints", "country")
    assert english == "France is a chokepoint now, rank 1, level with the United States."


def test_different_seats_are_said_first():
    american = replace(EUV, settings=EUV.settings.model_copy(update={"home": ("USA",), "mode": "use"}))
    table = cm.answer_changes(EUV, american)
    assert table.answer.tolist().count("seat") == 1 and table.answer[0] == "seat"
    assert (
        "home United States, lens owner, mode use now, home China, lens owner, mode supply before" in table.text_en[0]
    )
    # From the same seat they are the same stack: nothing is needed in stock, so mode changes nothing.
    assert not len(cm.answer_changes(EUV, american, home="CHN", mode="supply"))


def test_the_seat_that_is_asked_for_is_everybodys():
    # METHOD section 12: without a home, China and South Korea can stop the display too.
    assert ("country:CHN", "country:KOR") not in {row[1] for row in told(EUV, TWO_MAKERS)}
    gone = replace(EUV, offers=tuple(row for row in EUV.offers if row.offer != "boe-display"))
    lost = {row[1] for row in told(EUV, gone, home="none") if row[3] == "lost"}
    assert ("country:CHN", "country:KOR") in lost
    assert ("country:CHN", "country:KOR") not in {row[1] for row in told(EUV, gone)}


def test_a_limit_on_work_is_said_and_only_whole_orders_are_compared(monkeypatch):
    from chainmap.analysis import cut_changes

    whole = cm.minimal_cut_sets

    def short(stack, *, by, **seat):
        table = whole(stack, by=by, **seat)
        if by == "country":
            table.attrs |= {"complete_to": 1, "cut_short": True}
        return table

    monkeypatch.setattr(cut_changes, "minimal_cut_sets", short)
    assert ("cut_sets", (), "", "differs", "1", "1") in told(EUV, TWO_MAKERS, "complete_to")
    assert sets(EUV, TWO_MAKERS, "country") == {(("country:NLD",), "as_listed", "lost")}


# --- The answers, by laws and brute force


@pytest.mark.parametrize("stack", [EUV, INDUSTRY], ids=["euv", "industry"])
def test_nothing_changed_between_a_stack_and_itself(stack):
    assert not len(cm.answer_changes(stack, shuffled(stack, 3)))


def test_the_other_way_round_everything_is_mirrored():
    asked = some = 0
    for old, new in pairs(4):
        there, back = cm.answer_changes(old, new), cm.answer_changes(new, old)
        key = ["answer", "by", "subject", "members", "reading"]
        assert cells(there, key) == mirrored(back, key)
        some += len(there) > 0
        asked += 1
    assert some >= 0.7 * asked


def test_cut_sets_gained_and_lost_are_the_difference_of_trying_every_coalition():
    asked = gained = lost = 0
    for old, new in pairs(5):
        asked += 3
        found = cm.answer_changes(old, new)
        oracles = Oracle(old), Oracle(new)
        names = [{row.component for row in one.components if row.weight is not None} for one in (old, new)]
        for by, most in (("country", 3), ("actor", 2), ("component", 1)):
            rows = found[(found.by == by) & found.answer.isin(["single_points", "cut_sets"])]
            claimed = {
                (row.subject, reading, row.change, row.members)
                for row in rows.itertuples()
                for reading in READINGS[row.reading]
                if len(row.members) <= most
            }
            tried = set()
            for goal in names[0] & names[1]:
                before, after = ([*one.cut_sets(goal, by=by, max_order=most)] for one in oracles)
                for reading in ("as_listed", "proved"):
                    was, now = (
                        {row.members for row in rows if row.members and row.minimal_in in (reading, "both")}
                        for rows in (before, after)
                    )
                    subject = f"component:{goal}"
                    tried |= {(subject, reading, "lost", one) for one in was - now}
                    tried |= {(subject, reading, "gained", one) for one in now - was}
            assert claimed == tried, (old.settings.id, new.settings.id, by)
            gained += any(one[2] == "gained" for one in tried)
            lost += any(one[2] == "lost" for one in tried)
    assert min(gained, lost) >= asked / 4


# --- Other ids for the same things


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_new_ids_alone_change_no_answer(seed):
    other, _ = renamed(EUV, seed)
    assert not len(cm.answer_changes(EUV, replace(other, evidence=EUV.evidence)))


def test_sets_follow_a_new_id():
    holding = EUV.actors[0].model_copy(update={"actor": "asml-holding", "owner": "asml-holding"})
    assert EUV.actors[0].actor == "asml"
    offers = tuple(
        row.model_copy(update={"actor": "asml-holding"} if row.actor == "asml" else {}) for row in TWO_MAKERS.offers
    )
    new = replace(TWO_MAKERS, actors=(holding, *TWO_MAKERS.actors[1:]), offers=offers)
    assert not len(cm.answer_changes(TWO_MAKERS, new))
    assert sets(EUV, new, "actor") == {
        (("actor:asml-holding",), "as_listed", "lost"),
        (("actor:asml-holding", "actor:nikon"), "as_listed", "gained"),
    }
