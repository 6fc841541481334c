"""Words and numbers that look like an age, an hour, a telephone number or a price, and are none."""

import pytest

from resources_db.reading.ages import read_age_range
from resources_db.reading.costs import read_is_free
from resources_db.reading.hours import read_hours
from resources_db.reading.phones import read_phones

GROUPS = {
    "names of services and places": [
        "一時保育",
        "一時預かり",
        "十日町保育園",
        "三歳坂公園",
        "日中一時支援",
        "土木課",
        "水道局",
        "金木犀の会",
        "月の木",
    ],
    "dates": [
        "2026年4月1日",
        "令和8年4月1日から",
        "R8.4.1",
        "8月10日",
        "12/29",
        "第3子",
        "4月15日～11月30日",
    ],
    "lengths of time": [
        "3か月前から予約",
        "1回60分",
        "2時間以内",
        "6か月以内に申請",
        "産後1年",
        "妊娠12週",
        "初診まで約3か月待ち",
    ],
    "counts": ["定員20人", "4組", "月8回まで", "先着60人", "2,500冊"],
    "addresses and codes": ["〒760-0052", "1丁目1-1", "492019", "34.347392", "1.23E+11", "H0001"],
    "placeholders": ["", " ", "-", "ー", "―", "string", "Assertion", "要確認", "別紙のとおり"],
}


@pytest.mark.parametrize(
    ("group", "text"), [(group, text) for group, texts in GROUPS.items() for text in texts]
)
def test_is_nothing(group: str, text: str) -> None:
    assert read_age_range(text) is None, group
    assert read_hours(text) is None, group
    assert read_phones(text) == [], group
    assert read_is_free(text) is not True, group
