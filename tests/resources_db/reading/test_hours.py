"""Windows as "days opens-closes holidays"; several are joined by " | "."""

import time as clock

import pytest

from resources_db.reading.days import read_days
from resources_db.reading.hours import Window, combine, read_hours

WEEK = "MO,TU,WE,TH,FR"
ALL = f"{WEEK},SA,SU"
MAYBE = f" | {ALL} 00:00-00:00 maybe"

PLAIN = {
    "平日8時30分～17時15分": f"{WEEK} 08:30-17:15 closed",
    "月～金９：００～１７：００": f"{WEEK} 09:00-17:00 unknown",
    "月〜金 9時半から午後5時": f"{WEEK} 09:30-17:00 unknown",
    "平日 午後1時～5時": f"{WEEK} 13:00-17:00 closed",
    "平日9～17時": f"{WEEK} 09:00-17:00 closed",
    "火・木・金曜13時〜19時": "TU,TH,FR 13:00-19:00 unknown",
    "毎日8;30～20;00": f"{ALL} 08:30-20:00 unknown",
    "24時間": f"{ALL} 00:00-00:00 open",
    "第4土曜9時～13時": "4SA 09:00-13:00 unknown",
}
SEVERAL = {
    "平日9時~12時、13時~16時30分": f"{WEEK} 09:00-12:00 closed | {WEEK} 13:00-16:30 closed",
    "平日9時~16時、12時~13時は休み": f"{WEEK} 09:00-12:00 closed | {WEEK} 13:00-16:00 closed",
    "平日8時30分~17時15分、第2・第4土曜は9時~12時": f"{WEEK} 08:30-17:15 closed | 2SA,4SA 09:00-12:00 unknown",
    "第二・第四土曜9時～12時": "2SA,4SA 09:00-12:00 unknown",
    "水・金13時~20時、日曜10時~16時": "WE,FR 13:00-20:00 unknown | SU 10:00-16:00 unknown",
    "水曜・第2土曜18時~21時。面接予約は平日9時~17時": "WE,2SA 18:00-21:00 unknown",
}
CHANGED_DAYS = {
    "火~土9時~17時、水曜は19時まで": "TU,TH,FR,SA 09:00-17:00 unknown | WE 09:00-19:00 unknown",
    "平日9時~17時、水曜は13時から": "MO,TU,TH,FR 09:00-17:00 closed | WE 13:00-17:00 closed",
    "月~金10時~16時、第2・第4月曜休み": "1MO,3MO,5MO,TU,WE,TH,FR 10:00-16:00 unknown",
    "火曜~土曜10時~19時、祝日・年末年始休み": "TU,WE,TH,FR,SA 10:00-19:00 closed",
    "火~土13時~19時、祝日休み": "TU,WE,TH,FR,SA 13:00-19:00 hol_closed",
}
PERHAPS_LONGER = {
    "平日8時30分~17時15分、夜間は当番": f"{WEEK} 08:30-17:15 closed{MAYBE}",
    "平日9時~18時、妊娠の緊急は24時間": f"{WEEK} 09:00-18:00 closed{MAYBE}",
    "平日8時~18時、土曜は12時まで": f"{WEEK} 08:00-18:00 closed{MAYBE}",
}
COLUMNS = {
    ("月火水木金土", "07:30", "19:00", ""): f"{WEEK},SA 07:30-19:00 unknown",
    ("月火水木金土日", "00:00", "23:59", ""): f"{ALL} 00:00-00:00 unknown",
    ("月火水木金土", "9:30", "18:00", "祝日、12/29～1/3は終日利用不可"): f"{WEEK},SA 09:30-18:00 closed",
    (
        "月火水木金",
        "8:30",
        "17:00",
        "国民の祝日に関する法律に規定する休日及び年末年始(12月29日から翌年の1月3日まで)は利用不可。",
    ): f"{WEEK} 08:30-17:00 closed",
    (
        "火水木金土",
        "10:00",
        "16:00",
        "利用可能時間は10:00～12:00、13:00～16:00",
    ): "TU,WE,TH,FR,SA 10:00-12:00 unknown | TU,WE,TH,FR,SA 13:00-16:00 unknown",
    (
        "月火水木金土",
        "8:00",
        "18:00",
        "月～金は8:00～18:00、第1・3・5土は8:00～17:00、第2・4土は8:00～12:30",
    ): f"{WEEK} 08:00-18:00 unknown | 1SA,3SA,5SA 08:00-17:00 unknown | 2SA,4SA 08:00-12:30 unknown",
    (
        "火水木金土",
        "10:00",
        "16:00",
        "土曜は12時まで。日・月・祝休み。",
    ): "TU,WE,TH,FR 10:00-16:00 hol_closed | SA 10:00-12:00 hol_closed",
    (
        "月火水木金土",
        "07:15",
        "18:15",
        "延長保育は19時15分まで。日曜・祝日・年末年始休み。",
    ): f"{WEEK},SA 07:15-18:15 closed{MAYBE}",
    (
        "月火水木金土",
        "13:00",
        "18:30",
        "夏休みなど学校休業日は7時から。日曜・祝日休み。",
    ): f"{WEEK},SA 13:00-18:30 hol_closed{MAYBE}",
    (
        "火水木金",
        "9:00",
        "16:00",
        "第3土は10:30～15:30。第3火曜日休。",
    ): "1TU,2TU,4TU,5TU,WE,TH,FR 09:00-16:00 unknown | 3SA 10:30-15:30 unknown",
    (
        "木土",
        "10:00",
        "13:00",
        "木曜は17時30分～19時30分も。祝日休み。",
    ): "TH,SA 10:00-13:00 hol_closed | TH 17:30-19:30 hol_closed",
    ("月火水木金", "16:00", "1:00", "翌1時まで"): None,
}
NOT_READ = {
    "seasons": [
        "平日9時~17時、冬季は16時まで",
        "夏季（4月～10月）18:00　冬季…17:00",
        "月水金13:30~17:30。夏休みは10時~16時。",
        "土11時~13時、8月は休み",
    ],
    "days that cannot be named": [
        "平日9時~17時、大学の休業日を除く",
        "月~金9時~17時、土曜は月2回",
        "奇数月の第2日曜13時~15時",
        "火~日9時~18時、月曜(祝日なら翌日)休み",
        "平日9時~17時、お盆休み",
        "月~金9時~18時、木曜午後休み",
        "月1回土曜日開設 9:00~12:00",
    ],
    "days that are not said": ["10時~18時、水曜休み", "9:00~17:00", "8時~18時、日曜は留守番電話"],
    "hours of something else": [
        "音声は24時間、係員は平日18時~21時・休日9時~21時",
        "24時間受付、面談は9時~17時",
    ],
    "mistakes": ["平日7:30~78:30", "平日9時~5時", "平日17:00~9:00", "平日9:75~12:00", "平日9~17"],
    "no hours": [
        "",
        "-",
        "無休",
        "電話してください",
        "一時預かり",
        "十日町公民館",
        "3か月~2歳児",
        "03-0000-0100",
    ],
}


def written(windows: list[Window] | None) -> str | None:
    if windows is None:
        return None
    return " | ".join(f"{w.byday} {w.opens_at:%H:%M}-{w.closes_at:%H:%M} {w.holidays}" for w in windows)


@pytest.mark.parametrize(
    ("text", "windows"), [*PLAIN.items(), *SEVERAL.items(), *CHANGED_DAYS.items(), *PERHAPS_LONGER.items()]
)
def test_free_text(text: str, windows: str) -> None:
    assert written(read_hours(text)) == windows


@pytest.mark.parametrize(("columns", "windows"), COLUMNS.items())
def test_columns_and_note(columns: tuple[str, str, str, str], windows: str | None) -> None:
    assert written(combine(*columns)) == windows


@pytest.mark.parametrize(
    ("group", "text"), [(group, text) for group, texts in NOT_READ.items() for text in texts]
)
def test_must_not_be_read(group: str, text: str) -> None:
    assert read_hours(text) is None, group


def test_past_midnight() -> None:
    assert written(read_hours("金・土16：00～1：00")) == "FR,SA 16:00-01:00 unknown"
    assert written(read_hours("土曜9：00～25：00")) == "SA 09:00-01:00 unknown"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("月火水木金", ("MO", "TU", "WE", "TH", "FR")),
        ("土日", ("SA", "SU")),
        ("月～土曜日", ("MO", "TU", "WE", "TH", "FR", "SA")),
        ("土～月", ("SA", "SU", "MO")),
        ("第2・4土", ("2SA", "4SA")),
        ("月～土曜日\n土曜日については施設の指定する日のみ", None),
        ("要相談", None),
    ],
)
def test_days(text: str, days: tuple[str, ...] | None) -> None:
    assert read_days(text) == days


def test_a_long_nasty_text_takes_no_time() -> None:
    started = clock.perf_counter()
    read_hours("月曜日" * 300 + "x")
    read_hours("9時~" * 300 + "、土" * 300)
    assert clock.perf_counter() - started < 1
