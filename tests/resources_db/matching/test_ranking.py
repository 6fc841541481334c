"""A small hand-made list, and who stands first in it."""

from datetime import datetime
from pathlib import Path

import pytest

from resources_db.casework import models as _casework  # noqa: F401  (its tables)
from resources_db.engine import open_sessions
from resources_db.importers import import_file
from resources_db.matching.eligibility import AgeFit, Child, Standing
from resources_db.matching.index import Index, LiveIndex
from resources_db.matching.query import Query, TimeWish
from resources_db.matching.ranking import Match, rank
from resources_db.matching.variety import varied
from resources_db.migrate import migrate
from resources_db.opening import JAPAN
from tests.resources_db.importers.files import csv_text, save
from tests.resources_db.matching.records import spaced

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=JAPAN)
LIST = [
    ["ID", "名称", "種別", "受入年齢", "費用", "利用時間", "電話番号", "備考"],
    ["1", "一時預かり ぽけっと", "一時預かり", "1歳~就学前", "1時間800円", "平日9時~17時", "03-0000-0001", "一時預かりの部屋。"],
    ["2", "一時預かり ことり", "一時預かり", "0歳~就学前", "無料", "土曜9時~17時", "03-0000-0002", "一時預かりの部屋。"],
    ["3", "一時預かり がっこう", "一時預かり", "小学1年生~小学6年生", "無料", "平日9時~17時", "03-0000-0003", "一時預かりの部屋。"],
    ["4", "一時預かり ようじ", "一時預かり", "3歳~就学前", "1日2,000円", "", "03-0000-0004", "一時預かりの部屋。"],
    ["5", "養育費相談", "相談", "", "無料", "平日9時~17時", "03-0000-0005", "養育費の相談。オンラインでも。"],
    ["6", "図書館", "図書館", "", "無料", "土曜9時~17時", "03-0000-0006", "絵本を借りる。"],
]  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("list")
    sessions = open_sessions(f"sqlite:///{folder / 'town.db'}")
    migrate(sessions.kw["bind"])
    import_file(sessions, save(Path(folder) / "a.csv", csv_text(LIST)))
    return LiveIndex(sessions, spaced).current()


CARE, SUPPORT = ("temporary_care", 1.0), ("child_support_payment", 1.0)
TWO_YEARS = (Child(24, 36),)


def names(index: Index, query: Query) -> list[str]:
    return [match.service.name for match in rank(index, query, NOW)]


def test_fitting_ages_come_before_too_young_and_too_old(index: Index) -> None:
    matches = rank(index, Query(needs=[CARE], children=TWO_YEARS), NOW)
    fits = {m.service.name: m.age for m in matches if "一時預かり" in m.service.name}
    assert list(fits.values()) == sorted(fits.values(), key=[AgeFit.FITS, AgeFit.SOON, AgeFit.PAST].index)
    assert fits["一時預かり ぽけっと"] is AgeFit.FITS
    assert fits["一時預かり ようじ"] is AgeFit.SOON
    assert fits["一時預かり がっこう"] is AgeFit.PAST


def test_a_match_says_why(index: Index) -> None:
    [first, *_] = rank(index, Query(needs=[CARE], children=TWO_YEARS), NOW)
    assert {f"need:{CARE[0]}", "age"} <= set(first.reasons)


def found(index: Index, name: str, query: Query, limit: int = 10) -> Match:
    return next(m for m in rank(index, query, NOW, limit) if m.service.name == name)


def test_a_child_who_may_be_too_young_is_no_reason(index: Index) -> None:
    """1歳から, for a child of 0~2歳."""
    match = found(index, "一時預かり ぽけっと", Query(needs=[CARE], children=[Child(0, 36)]))
    assert match.age is AgeFit.FITS
    assert match.standing is Standing.PARTLY
    assert not {"age", "age:one"} & set(match.reasons)


def test_one_of_two_children(index: Index) -> None:
    match = found(
        index, "一時預かり ぽけっと", Query(needs=[CARE], children=[Child(24, 36), Child(120, 132)])
    )
    assert match.standing is Standing.ONE
    assert "age:one" in match.reasons


def test_what_is_past_says_what_takes_over(index: Index) -> None:
    schoolchild = Query(needs=[CARE], children=[Child(108, 109)])
    assert found(index, "一時預かり ぽけっと", schoolchild).instead == "一時預かり がっこう"
    assert found(index, "一時預かり がっこう", schoolchild).instead is None


def test_what_a_child_soon_comes_to_is_not_cut_off(index: Index) -> None:
    """Of five, four are asked for: it keeps the last place, below what has less to do with it but fits."""
    query = Query(needs=[CARE, ("child_support_payment", 0.4), ("reading", 0.4)], children=TWO_YEARS)
    names_ = [m.service.name for m in rank(index, query, NOW, 4)]
    assert len(rank(index, query, NOW, 5)) == 5
    assert names_[-1] == "一時預かり ようじ"


def test_what_was_asked_for_and_not_found(index: Index) -> None:
    asked = Query(
        needs=[CARE], children=TWO_YEARS, times=[TimeWish(weekdays=(5,))], wishes=frozenset({"free"})
    )
    assert found(index, "一時預かり ことり", asked).unchecked == []
    assert found(index, "一時預かり ようじ", asked).unchecked == ["time"]


def test_what_was_declined_is_left_out(index: Index) -> None:
    assert "一時預かり ことり" not in names(index, Query(needs=[CARE], declined=["ことり"]))


def test_what_was_shown_is_left_out(index: Index) -> None:
    first = rank(index, Query(needs=[CARE]), NOW)[0].service
    assert first.name not in names(index, Query(needs=[CARE], exclude=frozenset({first.id})))


def test_a_wish_lifts_what_is_about_the_worry(index: Index) -> None:
    found = rank(index, Query(needs=[CARE], children=TWO_YEARS, wishes=frozenset({"free"})), NOW)
    assert found[0].service.name == "一時預かり ことり"
    assert "free" in found[0].reasons


def test_a_wish_lifts_nothing_else(index: Index) -> None:
    asked = Query(needs=[CARE], children=TWO_YEARS, wishes=frozenset({"free"}), refined=frozenset({"free"}))
    assert not {"図書館", "養育費相談"} & set(names(index, asked))


def test_the_day_that_suits(index: Index) -> None:
    saturday = Query(
        needs=[CARE], children=TWO_YEARS, times=[TimeWish(weekdays=(5,))], refined=frozenset({"time"})
    )
    first = rank(index, saturday, NOW)[0]
    assert first.service.name == "一時預かり ことり"
    assert "time" in first.reasons


def test_of_two_worries_both_are_served_in_the_first_three(index: Index) -> None:
    query = Query(needs=[CARE, SUPPORT])
    first = varied(rank(index, query, NOW), [CARE[0], SUPPORT[0]])
    assert len(first) == 3
    assert {match.need for match in first} == {CARE[0], SUPPORT[0]}


def test_nothing_asked_finds_nothing(index: Index) -> None:
    assert names(index, Query()) == []
