"""How hours are read, by what the town's words do: the plain ones, those that change others, those that take away.

Windows as in hours_written.py. What real files write is in hours_truth.yml.
"""

from datetime import date

import pytest

from resources_db.reading.days import days_of
from resources_db.reading.hours import Closure, closure_in_name, combine, combine_week, read_hours
from tests.resources_db.reading.hours_written import written

PLAIN = {
    "平日8時30分～17時15分": "MO-FR 08:30-17:15 closed",
    "月～金９：００～１７：００": "MO-FR 09:00-17:00 unknown",
    "月〜金 9時半から午後5時": "MO-FR 09:30-17:00 unknown",
    "平日 午後1時～5時": "MO-FR 13:00-17:00 closed",
    "平日9～17時": "MO-FR 09:00-17:00 closed",
    "月曜日から金曜日まで 午前9時から正午まで": "MO-FR 09:00-12:00 unknown",
    "月～金曜 AM9:00～PM5:00": "MO-FR 09:00-17:00 unknown",
    "火・木・金曜13時〜19時": "TU,TH,FR 13:00-19:00 unknown",
    "毎日8;30～20;00": "ALL 08:30-20:00 unknown",
    "平日(8:30~17:15)": "MO-FR 08:30-17:15 closed",
    "9:00~17:00(毎週火曜日)": "TU 09:00-17:00 unknown",
    "10:00~11:30(月、水、金)": "MO,WE,FR 10:00-11:30 unknown",
    "24時間": "ALL 00:00-00:00 always",
    "年中無休9時～21時": "ALL 09:00-21:00 always",
}
NTH_DAYS = {
    "第4土曜9時～13時": "4SA 09:00-13:00 unknown",
    "第二・第四土曜9時～12時": "2SA,4SA 09:00-12:00 unknown",
    "第1～第4木曜日 10:00～11:30": "1TH,2TH,3TH,4TH 10:00-11:30 unknown",
    "第2・第4土日 10時~16時": "2SA,4SA,2SU,4SU 10:00-16:00 unknown",
    "最終金曜日 10:00～12:00": "-1FR 10:00-12:00 unknown",
    "土（第1・3）10:00～12:00": "1SA,3SA 10:00-12:00 unknown",
}
PAST_MIDNIGHT = {
    "金・土16：00～1：00": "FR,SA 16:00-01:00 unknown",
    "土曜9：00～25：00": "SA 09:00-01:00 unknown",
    "毎日18:00～翌8:00": "ALL 18:00-08:00 unknown",
    "金曜20時~翌2時": "FR 20:00-02:00 unknown",
    "金・土16：00～1：00（1：00～2：00）": "FR,SA 16:00-01:00 unknown; FR,SA 16:00-02:00 maybe",
}
SEVERAL = {
    "平日9時~12時、13時~16時30分": "MO-FR 09:00-12:00 closed; MO-FR 13:00-16:30 closed",
    "平日9時~16時、12時~13時は休み": "MO-FR 09:00-12:00 closed; MO-FR 13:00-16:00 closed",
    "平日9:00〜17:00（昼休み12:00〜13:00）": "MO-FR 09:00-12:00 closed; MO-FR 13:00-17:00 closed",
    "平日8時30分~17時15分、第2・第4土曜は9時~12時": "MO-FR 08:30-17:15 closed; 2SA,4SA 09:00-12:00 unknown",
    "水・金13時~20時、日曜10時~16時": "WE,FR 13:00-20:00 unknown; SU 10:00-16:00 unknown",
    "平日18時~21時と土曜13時~17時": "MO-FR 18:00-21:00 closed; SA 13:00-17:00 unknown",
    "月～金（9:00～17:00）、土（9:00～12:00）": "MO-FR 09:00-17:00 unknown; SA 09:00-12:00 unknown",
    "10時～15時（火曜・木曜）、13時～16時（土曜）": "TU,TH 10:00-15:00 unknown; SA 13:00-16:00 unknown",
    "水曜・第2土曜18時~21時。面接予約は平日9時~17時": "WE,2SA 18:00-21:00 unknown",
    "月~金9時~17時、祝日9時~12時": "MO-FR 09:00-17:00 hol_closed; ALL 09:00-12:00 only",
}
CHANGED_DAYS = {
    "火~土9時~17時、水曜は19時まで": "TU,TH-SA 09:00-17:00 unknown; WE 09:00-19:00 unknown",
    "平日9時~17時、水曜は13時から": "MO,TU,TH,FR 09:00-17:00 closed; WE 13:00-17:00 closed",
    "平日9:00〜17:00 ただし水曜日は12:00まで": "MO,TU,TH,FR 09:00-17:00 closed; WE 09:00-12:00 closed",
    "月～金：10時～17時（第3金曜日は15時まで）": "MO-TH,1FR,2FR,4FR,5FR 10:00-17:00 unknown; 3FR 10:00-15:00 unknown",
    "月~金9時~18時、木曜午後休み": "MO-WE,FR 09:00-18:00 unknown; TH 09:00-12:00 unknown; TH 12:00-13:00 maybe",
}
TAKEN_AWAY = {
    "月~金10時~16時、第2・第4月曜休み": "1MO,3MO,5MO,TU-FR 10:00-16:00 unknown",
    "火曜~土曜10時~19時、祝日・年末年始休み": "TU-SA 10:00-19:00 closed",
    "火~土13時~19時、祝日休み": "TU-SA 13:00-19:00 hol_closed",
    "土日祝を除く毎日9時~17時": "MO-FR 09:00-17:00 hol_closed",
    "8:30～17:15（土・日・祝日、12月29日～1月3日を除く）": "MO-FR 08:30-17:15 closed",
    "10時~18時、水曜休み": "MO,TU,TH-SU 10:00-18:00 unknown",
    "9:00~17:00 火曜定休": "MO,WE-SU 09:00-17:00 unknown",
    "日曜・祝日を除く9時~18時": "MO-SA 09:00-18:00 hol_closed",
    "平日9時~17時、最終金曜休み": "MO-FR 09:00-17:00 closed; not -1FR",
    "火~日9時~18時、月曜(祝日なら翌日)休み": "TU-SU 09:00-18:00 unknown; MO 00:00-00:00 maybe; not MO moved",
    "火~土10時~17時(祝日の翌日を除く)": "TU-SA 10:00-17:00 unknown; not after",
    "毎日9時~17時、12月28日~1月5日休み": "ALL 09:00-17:00 unknown; not [12-28..01-05]",
    "毎日9時~17時、年末年始(12/30~1/3)休み": "ALL 09:00-17:00 unknown; not [12-30..01-03]",
    "毎日9時~17時、年末年始休み": "ALL 09:00-17:00 unknown; not [12-29..01-03]",
    "平日9~17時。令和8年4月1日から休園": "MO-FR 09:00-17:00 closed; not <2026-04-01..>",
    "平日9~17時。令和9年3月31日まで休館": "MO-FR 09:00-17:00 closed; not <..2027-03-31>",
    "平日9~17時。令和8年12月1日~令和9年1月31日は工事のため休館": "MO-FR 09:00-17:00 closed; not <2026-12-01..2027-01-31>",
}
SEASONS = {
    "土11時~13時、8月は休み": "SA 11:00-13:00 unknown [09-01..07-31]",
    "4月～11月の土日祝 9:00～16:00": "SA,SU 09:00-16:00 also [04-01..11-30]",
    "5月と11月の平日18時~20時": "MO-FR 18:00-20:00 closed [05-01..05-31]; MO-FR 18:00-20:00 closed [11-01..11-30]",
    "月~金:夏季（4月～10月）9:00~18:00　冬季…9:00~17:00": "MO-FR 09:00-18:00 unknown [04-01..10-31]; MO-FR 09:00-17:00 unknown [11-01..03-31]",
    "月~金9時~17時(7月~9月は18時まで)、土曜9時~12時": "MO-FR 09:00-17:00 unknown [10-01..06-30]; MO-FR 09:00-18:00 unknown [07-01..09-30]; SA 09:00-12:00 unknown",
    "土・日9時~17時、11月~翌3月は16時まで": "SA,SU 09:00-17:00 unknown [04-01..10-31]; SA,SU 09:00-16:00 unknown [11-01..03-31]",
    "平日9時~17時、冬季は16時まで": "MO-FR 09:00-17:00 closed [05-16..10-14]; MO-FR 09:00-16:00 closed [10-15..05-15]; MO-FR 16:00-17:00 maybe [10-15..05-15]",
    "第1・第3土曜10時~12時、8月は第1のみ": "1SA,3SA 10:00-12:00 unknown [09-01..07-31]; 1SA 10:00-12:00 unknown [08-01..08-31]",
    "第1土曜日(1月は第2土曜日)10時~12時": "1SA 10:00-12:00 unknown [02-01..12-31]; 1SA 10:00-12:00 maybe [01-01..01-31]; 2SA 00:00-00:00 maybe [01-01..01-31]",
    "平日9時~17時。12月29日~1月3日は9時~12時": "MO-FR 09:00-17:00 closed [01-04..12-28]; ALL 09:00-12:00 maybe [12-29..01-03]",
}
PERHAPS = {
    "平日8時30分~17時15分、夜間は当番": "MO-FR 08:30-17:15 closed; ALL 00:00-00:00 maybe",
    "平日9時~18時、妊娠の緊急は24時間": "MO-FR 09:00-18:00 closed; ALL 00:00-00:00 maybe",
    "平日8時~18時、土曜は12時まで": "MO-FR 08:00-18:00 closed; SA 00:00-12:00 maybe",
    "平日10時~16時、電話は19時まで": "MO-FR 10:00-16:00 closed; MO-FR 16:00-19:00 maybe",
    "月~金9時~17時、土曜は月2回": "MO-FR 09:00-17:00 unknown; SA 00:00-00:00 maybe",
    "月~金9時~17時、土曜は要予約": "MO-FR 09:00-17:00 unknown; SA 00:00-00:00 maybe",
    "平日9:00〜17:00(受付は16:30まで)": "MO-FR 09:00-16:30 closed; MO-FR 16:30-17:00 maybe",
    "平日9時~17時、お盆休み": "MO-FR 09:00-17:00 closed; not maybe [07-12..07-17]; not maybe [08-07..09-07]",
    "平日9時~17時、12月5日(土)は休館": "MO-FR 09:00-17:00 closed; not SA maybe [12-05..12-05]",
    "隔週火曜10:00~12:00": "TU 10:00-12:00 maybe",
    "平日9時~17時、大学の休業日を除く": "MO-FR 09:00-17:00 maybe",
    "月1回土曜日開設 9:00~12:00": "SA 09:00-12:00 maybe",
    "24時間受付、面談は9時~17時": "ALL 09:00-17:00 always; ALL 00:00-09:00 maybe; ALL 17:00-00:00 maybe",
}
COLUMNS = {
    ("月火水木金土", "07:30", "19:00", ""): "MO-SA 07:30-19:00 unknown",
    ("月火水木金土日", "00:00", "23:59", ""): "ALL 00:00-00:00 unknown",
    ("月火水木金", "午後1時", "5時", ""): "MO-FR 13:00-17:00 unknown",
    ("月火水木金土", "9:30", "18:00", "祝日、12/29～1/3は終日利用不可"): "MO-SA 09:30-18:00 closed",
    ("月火水木金土", "07:15", "18:15", "延長保育は19時15分まで。日曜・祝日・年末年始休み。"): "MO-SA 07:15-18:15 closed; MO-SA 18:15-19:15 maybe",
    ("木土", "10:00", "13:00", "木曜は17時30分～19時30分も。祝日休み。"): "TH,SA 10:00-13:00 hol_closed; TH 17:30-19:30 hol_closed",
    ("月火水木金", "16:00", "1:00", "翌1時まで"): "MO-FR 16:00-01:00 unknown",
    ("月火木金土日", "16:00", "10:00", "翌朝10時まで"): "MO,TU,TH-SU 16:00-10:00 unknown",
    ("土", "10:00", "12:00", "第1・第3土曜。8月は休み"): "1SA,3SA 10:00-12:00 unknown [09-01..07-31]",
    ("月火水木金", "7:45", "18:30", "7月21日~8月31日だけ開く。お盆(8月13日~15日)休み。"): "MO-FR 07:45-18:30 unknown [07-21..08-31]; not [08-13..08-15]",
    ("月水木金土日", "9:00", "16:30", "4月15日~11月30日。火曜休み"): "MO,WE-SU 09:00-16:30 unknown [04-15..11-30]",
    ("日", "13:00", "15:30", "奇数月の第2日曜"): "2SU 13:00-15:30 unknown [01-01..01-31]; 2SU 13:00-15:30 unknown [03-01..03-31]; 2SU 13:00-15:30 unknown [05-01..05-31]; "
    "2SU 13:00-15:30 unknown [07-01..07-31]; 2SU 13:00-15:30 unknown [09-01..09-30]; 2SU 13:00-15:30 unknown [11-01..11-30]",
}  # fmt: skip
GROUPS = (PLAIN, NTH_DAYS, PAST_MIDNIGHT, SEVERAL, CHANGED_DAYS, TAKEN_AWAY, SEASONS, PERHAPS)


@pytest.mark.parametrize(("text", "windows"), [row for group in GROUPS for row in group.items()])
def test_free_text(text: str, windows: str) -> None:
    assert written(read_hours(text)) == windows


@pytest.mark.parametrize(("columns", "windows"), COLUMNS.items())
def test_columns_and_note(columns: tuple[str, str, str, str], windows: str) -> None:
    assert written(combine(*columns)) == windows


def test_a_week_in_three_columns_and_a_note() -> None:
    week = combine_week("8:00~18:00", "8:00~12:00", "休", "祝日・年末年始休み")
    assert written(week) == "MO-FR 08:00-18:00 closed; SA 08:00-12:00 closed"
    assert written(combine_week("8:00~18:00", "", "休")) == "MO-FR 08:00-18:00 unknown; SA 00:00-00:00 maybe"
    assert combine_week("要相談", "8:00~12:00", "休") is None


def test_callers_get_lists_of_their_own() -> None:
    first = read_hours("平日9時~17時")
    assert first
    first.clear()
    assert read_hours("平日9時~17時")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("月火水木金", ("MO", "TU", "WE", "TH", "FR")),
        ("土日", ("SA", "SU")),
        ("月～土曜日", ("MO", "TU", "WE", "TH", "FR", "SA")),
        ("土～月", ("SA", "SU", "MO")),
        ("第2・4土", ("2SA", "4SA")),
        ("毎月第3土曜日", ("3SA",)),
        ("最終金曜", ("-1FR",)),
        ("第2土曜・日曜", None),
        ("第3週の土曜", None),
        ("月～土曜日\n土曜日については施設の指定する日のみ", None),
        ("要相談", None),
    ],
)
def test_days(text: str, days: tuple[str, ...] | None) -> None:
    found = days_of(text)
    assert (found.codes if found else None) == days


@pytest.mark.parametrize(
    ("name", "since", "until"),
    [
        ("星見保育所（令和8年4月1日から休園）", date(2026, 4, 1), None),
        ("星見幼稚園(R8.4.1廃止)", date(2026, 4, 1), None),
        ("星見幼稚園(令和8年3月31日をもって閉園)", date(2026, 4, 1), None),
        ("星見ルーム(令和9年3月31日まで休室)", None, date(2027, 3, 31)),
        ("星見館(令和8年12月1日~令和9年1月31日は休館)", date(2026, 12, 1), date(2027, 1, 31)),
        ("託児所 星見(休止中)", None, None),
        ("星見園【休園中】", None, None),
    ],
)
def test_a_closure_in_a_name(name: str, since: date | None, until: date | None) -> None:
    closure = closure_in_name(name)
    assert closure == Closure(since, until, closure.text if closure else "")
    assert closure
    assert closure.text in name.replace("（", "(")


@pytest.mark.parametrize(
    "name", ["休日夜間急患センター", "星見園(分園)", "星見クラブ(日曜休み)", "星見園(4月1日から休園)", "星見園(令和8年4月閉園予定)", "休み中の居場所"]
)  # fmt: skip
def test_no_closure_in_a_name(name: str) -> None:
    assert closure_in_name(name) is None


@pytest.mark.parametrize(
    "text",
    [
        "月曜日" * 300 + "x", "9時~" * 300 + "、土" * 300, "第1" * 500, "(" * 300, "土(" * 200 + ")" * 200,
        "月曜祝日" * 100 + "x", "第1月火" * 100 + "x", "9:00~12:00 " * 100 + "x",
    ],
)  # fmt: skip
def test_a_long_nasty_text_comes_to_an_end(text: str) -> None:
    assert read_hours(text) is None
