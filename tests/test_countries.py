"""Codes, names, the code somebody meant, and who is in which bloc."""

from __future__ import annotations

import pytest

from chainmap.countries import bloc_members, country_codes, country_name, is_country, nearest_country
from chainmap.schema import Bloc


@pytest.mark.parametrize(
    ("code", "english", "chinese"),
    [
        ("CHN", "China", "中国"),
        ("TWN", "Taiwan", "中国台湾"),
        ("HKG", "Hong Kong", "中国香港"),
        ("MAC", "Macao", "中国澳门"),
        ("USA", "United States", "美国"),
        ("GBR", "United Kingdom", "英国"),
        ("DEU", "Germany", "德国"),
        ("KOR", "South Korea", "韩国"),
        ("PRK", "North Korea", "朝鲜"),
        ("RUS", "Russia", "俄罗斯"),
        ("VNM", "Vietnam", "越南"),
        ("IRN", "Iran", "伊朗"),
        ("NLD", "Netherlands", "荷兰"),
        ("CHE", "Switzerland", "瑞士"),
        ("CZE", "Czechia", "捷克"),
        ("TUR", "Türkiye", "土耳其"),
        ("BOL", "Bolivia", "玻利维亚"),
        ("MLT", "Malta", "马耳他"),
        ("TZA", "Tanzania", "坦桑尼亚"),
        ("XXX", "XXX", "XXX"),
    ],
)
def test_everyday_names(code: str, english: str, chinese: str) -> None:
    assert country_name(code, "en") == english
    assert country_name(code, "zh") == chinese


def test_every_code_has_a_short_name_in_both_languages() -> None:
    codes = country_codes()
    assert len(codes) == 249
    assert list(codes) == sorted(codes)
    for code in codes:
        assert is_country(code)
        assert country_name(code, "en").isprintable()
        assert ", " not in country_name(code, "en") or code == "BES"  # Bonaire, Sint Eustatius and Saba
        assert any("\u4e00" <= sign <= "\u9fff" for sign in country_name(code, "zh"))
    for lang in ("en", "zh"):
        assert len({country_name(code, lang) for code in codes}) == len(codes)


@pytest.mark.parametrize("code", ["usa", "US", "UK", "XKX", "", "FOREIGN"])
def test_not_a_code(code: str) -> None:
    assert not is_country(code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("UK", "GBR"),
        ("US", "USA"),
        ("usa", "USA"),
        ("U.S.", "USA"),
        ("CN", "CHN"),
        ("156", "CHN"),
        ("Germany", "DEU"),
        ("germny", "DEU"),
        ("GER", "DEU"),
        ("德国", "DEU"),
        ("美国", "USA"),
        ("台湾", "TWN"),
        ("中国台湾", "TWN"),
        ("Taiwan, Province of China", "TWN"),
        ("Korea", "KOR"),
        ("South Korea", "KOR"),
        ("Korea, Republic of", "KOR"),
        ("Cote d'Ivoire", "CIV"),
        ("Turkey", "TUR"),
        ("Holland", "NLD"),
        ("Russian Federation", "RUS"),
        ("  united   states ", "USA"),
    ],
)
def test_the_code_somebody_meant(text: str, code: str) -> None:
    assert nearest_country(text) == code


@pytest.mark.parametrize("text", ["", "?", "zz", "XYZ", "eu27", "g7", "foreign", "不知道", "x" * 10_000])
def test_nothing_near(text: str) -> None:
    assert nearest_country(text) is None


# --- Blocs


def test_the_27_are_the_union_without_the_united_kingdom() -> None:
    members = bloc_members((), 2025)["eu27"]
    assert len(members) == 27
    assert "GBR" not in members
    assert list(members) == sorted(members)
    assert set(members) <= set(country_codes())
    assert members == bloc_members((), None)["eu27"]


@pytest.mark.parametrize(
    ("year", "count"),
    [(1957, 0), (1958, 6), (1973, 8), (1981, 9), (1986, 11), (1995, 14), (2004, 24), (2007, 26), (2013, 27)],
)
def test_enlargements(year: int, count: int) -> None:
    """Six founders; 1973 (IRL, DNK; GBR left again), 1981, 1986, 1995, 2004, 2007, 2013."""
    assert len(bloc_members((), year)["eu27"]) == count


def test_the_seven() -> None:
    assert bloc_members((), 2025)["g7"] == ("CAN", "DEU", "FRA", "GBR", "ITA", "JPN", "USA")
    assert "CAN" not in bloc_members((), 1975)["g7"]


def test_a_stacks_own_blocs() -> None:
    rows = [
        Bloc(bloc="duo", country="USA"),
        Bloc(bloc="duo", country="GBR", since=1973, until=2020),
        Bloc(bloc="duo", country="JPN", since=2022),
    ]
    assert bloc_members(rows, 2020)["duo"] == ("GBR", "USA")
    assert bloc_members(rows, 2021)["duo"] == ("USA",)
    assert bloc_members(rows, 1972)["duo"] == ("USA",)
    assert bloc_members(rows, None)["duo"] == ("JPN", "USA")
    assert set(bloc_members(rows, 2021)) == {"duo", "eu27", "g7"}


def test_a_stacks_bloc_replaces_the_shipped_one() -> None:
    assert bloc_members([Bloc(bloc="g7", country="CHN")], 2025)["g7"] == ("CHN",)
    assert bloc_members([Bloc(bloc="g7", country="CHN", until=2000)], 2025)["g7"] == ()
