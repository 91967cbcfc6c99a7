"""The battery stack answers what the published literature says; the expectations were written before the answers."""

from __future__ import annotations

import csv
import re
from functools import cache

import pytest

import chainmap as cm
from chainmap.schema import TABLES
from chainmap.stack import bundled_scenario, data_folder

FOLDER = data_folder() / "battery"
CHINESE = re.compile("[\u4e00-\u9fff]")
TARGETS = {"electric-car-nmc", "electric-car-lfp", "stationary-storage"}
TABLES_HERE = sorted(path.stem for path in FOLDER.glob("*.csv"))


@pytest.fixture(scope="module")
def stack():
    return cm.bundled("battery")


@cache
def rows(table: str) -> list[dict[str, str]]:
    """Return the rows of a table as they stand in the file."""
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def cited(row: dict[str, str]) -> list[str]:
    return [one for one in row["evidence"].split(";") if one]


# --- Expectations from the literature. None may be edited to fit an answer.


def face(stack, component: str, country: str, *, reading: str = "as_listed", lens: str | None = None):
    """Return the bounds of a country's share of a component's supply at face value."""
    table = cm.import_dependency(stack, component, lens=lens)
    (row,) = table[(table.country == country) & (table.reading == reading)].itertuples()
    return row.low, row.high


def alone(stack, target: str) -> set[str]:
    """Return the countries that stop a target alone, by the listed suppliers."""
    table = cm.single_points_of_failure(stack, target, by="country")
    table = table[table.minimal_in.isin(["as_listed", "both"]) & (table.holds != "possible")]
    return {member.removeprefix("country:") for members in table.members for member in members}


def left(stack, target: str, *deny: str):
    """Return what is left of a target at once after a denial, at least and at most, by the listed suppliers."""
    table = cm.levels(stack, deny=deny)
    (row,) = table[(table.component == target) & (table.run == "short") & (table.reading == "as_listed")].itertuples()
    return row.level_low, row.level_high


@pytest.mark.parametrize(
    ("component", "country", "printed"),
    [
        # IEA, Global Supply Chains of EV Batteries (2022), executive summary: China "is home to 70% of production
        # capacity for cathodes and 85% for anodes".
        ("anode-material", "CHN", 0.85),
        # IEA, Global EV Outlook 2024, battery supply: China has over 97 % of anode material capacity.
        ("anode-material", "CHN", 0.97),
        # IEA, as above (2022): Japan has 11 % of anode material production.
        ("anode-material", "JPN", 0.11),
        # USGS, Mineral Commodity Summaries 2024, lithium: Australia 86,000 of 180,000 t in 2023.
        ("lithium-mined", "AUS", 86 / 180),
        # USGS, Mineral Commodity Summaries 2025, lithium: Australia 88,000 of 240,000 t in 2024.
        ("lithium-mined", "AUS", 88 / 240),
        # IEA, Global Critical Minerals Outlook 2024, nickel: Indonesia mined 1,787 of 3,451 kt in 2023.
        ("nickel-mined", "IDN", 1787 / 3451),
        # IEA on 2022: 65 % of the world's lithium and 74 % of its cobalt were processed in China.
        ("lithium-chemicals", "CHN", 0.65),
        ("cobalt-sulphate", "CHN", 0.74),
        # Benchmark Mineral Intelligence on 2019: China refines 93 % of manganese chemicals and mines 6 %.
        ("manganese-sulphate", "CHN", 0.93),
        ("manganese-mined", "CHN", 0.04),
    ],
)
def test_face_value_holds_the_published_share(stack, component, country, printed):
    low, high = face(stack, component, country)
    assert low - 1e-9 <= printed <= high + 1e-9


def test_three_quarters_of_the_cobalt_is_mined_in_the_congo(stack):
    """USGS, Mineral Commodity Summaries 2025: DR Congo 220,000 of 290,000 t in 2024, 76 %."""
    low, high = face(stack, "cobalt-mined", "COD", lens="site")
    assert low - 1e-9 <= 0.76 <= high + 1e-9


def test_american_silicon_carbide(stack):
    """TrendForce, June 2024: onsemi 23.6 % and Wolfspeed 11.1 % of silicon carbide power revenue in 2023."""
    assert face(stack, "power-sic", "USA", reading="proved")[0] == pytest.approx(0.236 + 0.111)


def test_china_alone_stops_lfp_cars_and_nobody_else_does(stack):
    """SNE Research, 2024: Chinese firms hold the LFP market "almost similar to monopoly".

    IEA, Global EV Outlook 2025: nearly all LFP batteries of cars sold in the EU were made in China.
    """
    assert alone(stack, "electric-car-lfp") == {"CHN"}


def test_no_country_alone_stops_nmc_cars(stack):
    """IEA (2022): Korea has 15 % and Japan 14 % of cathode material, so NMC is made outside China at every step."""
    assert alone(stack, "electric-car-nmc") == set()


def test_without_china_little_is_left_of_nmc_cars_at_once(stack):
    """IEA (2022): 85 % of anode capacity is in China, so at most 15 % of the cells can be made in the short run."""
    low, high = left(stack, "electric-car-nmc", "country:CHN")
    assert low <= high <= 0.15 + 1e-9
    assert high > 0, "the makers in Japan and Korea go on"


def test_synthetic_graphite_stands_in_for_natural_graphite(stack):
    """IEA, Batteries and Secure Energy Transitions (2024): anodes are made of natural or of synthetic graphite."""
    table = cm.available(stack, deny=["component:spherical-graphite"])
    state = dict(zip(table.component, table.state, strict=True))
    assert state["spherical-graphite"] == "stopped" and state["anode-material"] == "works"
    assert {state[target] for target in TARGETS} == {"works"}


def test_storage_outlives_china_through_the_other_chemistry(stack):
    """IEA (2024): LFP is 80 % of new storage in 2023; the rest is other chemistries, so China alone cannot stop it."""
    assert "CHN" not in alone(stack, "stationary-storage")
    assert left(stack, "stationary-storage", "country:CHN")[1] <= 0.2 + 1e-9


def test_europe_has_some_cobalt_refining(stack):
    """IEA (2022): Europe has little of the chain "apart from cobalt processing at 20%"."""
    low, high = face(stack, "cobalt-sulphate", "foreign")
    assert low - 1e-9 <= 0.8 <= high + 1e-9


def test_europe_alone_makes_none(stack):
    """IEA (2022): Europe is home to "very little of the supply chain"; when all others deny, nothing is made."""
    homes = {"AUT", "BEL", "CZE", "DEU", "ESP", "FIN", "FRA", "HUN", "ITA", "NLD", "POL", "PRT", "SWE", "LUX"}
    foreign = {country for actor in stack.actors for country in actor.hq} - homes
    table = cm.levels(stack, deny=[f"country:{country}" for country in sorted(foreign)])
    table = table[table.component.isin(TARGETS) & (table.run == "short") & (table.reading == "as_listed")]
    assert len(table) == 3 and (table.level_high == 0).all()


# --- The tables themselves


def test_the_strict_check_finds_nothing():
    problems = cm.check(FOLDER, strict=True)
    assert problems.empty, problems.to_string()


@pytest.mark.parametrize("table", TABLES_HERE)
def test_files_are_plain(table):
    raw = (FOLDER / f"{table}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf") and b"\r" not in raw and raw.endswith(b"\n") and table in TABLES


def test_both_languages_everywhere():
    missing = []
    for table in TABLES_HERE:
        for row in rows(table):
            for english in (column for column in row if column.endswith("_en")):
                chinese = f"{english[:-3]}_zh"
                if bool(row[english]) != bool(row[chinese]) or CHINESE.search(row[english]):
                    missing.append((table, row[english]))
                if english in ("claim_en", "note_en") and row[english] and not CHINESE.search(row[chinese]):
                    missing.append((table, row[english]))
    assert missing == []


def test_every_claim_is_used_and_says_what_it_supports():
    claims = {row["evidence"]: row for row in rows("evidence")}
    columns: dict[str, set[str]] = {}
    for table in TABLES_HERE:
        for row in rows(table) if table != "evidence" and "evidence" in rows(table)[0] else ():
            for one in cited(row):
                columns.setdefault(one, set()).update(TABLES[table].model_fields)
    assert columns.keys() == claims.keys()
    wrong = {(name, one) for name, row in claims.items() for one in row["supports"].split(";") if one} - {
        (name, one) for name, names in columns.items() for one in names
    }
    assert wrong == set()


def test_a_basis_fits_its_source():
    """What we judge or compute is ours and says from what; what is public names a document and a place in it."""
    wrong = []
    for row in rows("evidence"):
        ours = row["source"] == "authors"
        if row["basis"] not in ("public", "inferred", "assumption") or (row["basis"] == "public") == ours:
            wrong.append(row["evidence"])
        if row["basis"] == "inferred" and not row["locator"]:
            wrong.append(row["evidence"])
        if row["basis"] == "public" and row["source"] != "textbook" and not row["locator"]:
            wrong.append(row["evidence"])
    assert wrong == []


def test_shares_and_months_have_their_year_and_claim():
    basis = {row["evidence"]: row["basis"] for row in rows("evidence")}
    shared = timed = 0
    for row in rows("offers"):
        if row["share_low"] or row["share"] or row["share_high"]:
            shared += 1
            assert row["share_year"] and row["share_low"] and row["share_high"], row["offer"]
            assert {"public", "inferred"} & {basis[one] for one in cited(row)}, row["offer"]
        if row["lead_months"]:
            timed += 1
            assert row["status"] == "potential" and "as-lead" in cited(row), row["offer"]
            low, mid, high = (float(row[f"lead_months{end}"]) for end in ("_low", "", "_high"))
            assert low <= mid <= high
    assert shared >= 50 and timed >= 5
    assert not {"quality", "cost"} & rows("offers")[0].keys(), "no figure is known, so there is no column"


def test_groups_say_that_they_are_groups(stack):
    groups = {row.actor: row for row in stack.actors if row.kind == "group"}
    assert len(groups) >= 20
    for row in groups.values():
        assert row.actor == row.owner and len(row.hq) == 1 and "as-group" in row.evidence
    for offer in stack.offers:
        assert offer.actor not in groups or (offer.sites == groups[offer.actor].hq and "as-group" in offer.evidence)


def test_no_list_claims_to_be_complete(stack):
    assert {row.complete for row in stack.components} == {"no"}


def test_home_is_the_european_union(stack):
    """The 27 members of 2024."""
    assert len(set(stack.settings.home)) == 27 and not {"GBR", "NOR", "CHE"} & set(stack.settings.home)


def test_the_readme_counts_what_is_there(stack):
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    counts = [len(rows(table)) for table in ("components", "offers", "actors", "needs", "facts", "evidence")]
    (said,) = re.findall(
        r"holds (\d+) components, (\d+) offers of (\d+) actors, (\d+) needs, (\d+) facts and (\d+) claims", text
    )
    assert [int(one) for one in said] == counts
    (anode,) = re.findall(r"at least (\d+) % of anode material comes from China", text)
    assert int(anode) == round(100 * face(stack, "anode-material", "CHN")[0])


def test_the_pair_through_manganese_sulphate_is_there_by_owner_and_not_by_site(stack):
    """The README says so: the plant is in Belgium, its owner in the United States."""
    pair = ("country:CHN", "country:USA")
    owner = cm.minimal_cut_sets(stack, "electric-car-nmc", lens="owner", max_order=2)
    site = cm.minimal_cut_sets(stack, "electric-car-nmc", lens="site", max_order=2)
    assert owner[owner.members == pair].through.tolist() == [("manganese-sulphate",)]
    assert pair not in site.members.tolist()


def test_without_graphite_from_china_synthetic_graphite_goes_on(stack):
    """China's permits cover natural and spherical graphite (announcement 39 of 2023); all are refused here.

    Japan's 11 % of anode material and Korea's synthetic part, at most 1 %, are all that can be left at once.
    """
    (script,) = cm.read_scenarios(bundled_scenario("graphite-controls"))
    table = cm.run(stack, script).tables["before_after"].set_index("component")
    assert table.state_after["spherical-graphite"] == "stopped"
    assert set(table.state_after[list(TARGETS)]) == {"works"}
    assert 0 < table.short_after_high["electric-car-nmc"] <= 0.12 + 1e-9
