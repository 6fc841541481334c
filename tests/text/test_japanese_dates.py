"""Days and times. 'Now' is Wednesday 3 December 2025, 10:20."""

from datetime import date, datetime

import pytest

from bot.text.japanese_dates import find_times

NOW = datetime(2025, 12, 3, 10, 20)
EVERY_DAY = set(range(7))


def day(number: int, month: int = 12, year: int = 2025) -> date:
    return date(year, month, number)


DAYS = {
    "今日": [day(3)], "きょう": [day(3)], "本日": [day(3)], "明日": [day(4)], "あした": [day(4)],
        "あさって": [day(5)],
    "明後日": [day(5)], "しあさって": [day(6)], "今週末": [day(6), day(7)], "来週末": [day(13), day(14)],
    "今週の金曜": [day(5)], "来週の火曜": [day(9)], "来週火曜日": [day(9)], "再来週の金曜": [day(19)],
    "今度の土曜": [day(6)], "次の水曜日": [day(10)], "12月3日": [day(3)], "12月10日(水)": [day(10)],
    "１２月１０日": [day(10)], "十二月十日": [day(10)], "12月2日": [day(2, 12, 2026)],
        "1月5日": [day(5, 1, 2026)],
    "2026年1月5日": [day(5, 1, 2026)], "12/10(水)": [day(10)], "12/10に行きたい": [day(10)],
        "今月20日": [day(20)],
    "来月5日": [day(5, 1, 2026)], "来週": [day(n) for n in range(8, 15)],
}  # fmt: skip
WEEKDAYS = {
    "土日": {5, 6}, "土・日": {5, 6}, "土日祝": {5, 6}, "平日": {0, 1, 2, 3, 4}, "週末": {5, 6},
        "休日": {5, 6},
    "水曜": {2}, "水曜日": {2}, "毎週水曜": {2}, "第3土曜": {5}, "月〜金": {0, 1, 2, 3, 4},
        "金曜〜月曜": {4, 5, 6, 0},
    "月水金": {0, 2, 4}, "火・木": {1, 3}, "月曜か火曜": {0, 1}, "土日以外": {0, 1, 2, 3, 4},
        "平日以外": {5, 6},
    "土日は無理、ほかの日で": {0, 1, 2, 3, 4}, "金曜は都合が悪い。それ以外なら": EVERY_DAY - {4},
    "平日は行けないので別の日に": {5, 6}, "土曜は仕事なので預けたい": {5}, "土曜しか休めない": {5},
    "土日も仕事で、見てくれる人がいない": {5, 6}, "土曜がほんとしんどい": {5}, "土曜なら夫が家にいる": {5},
    "土日がいいです。平日は習い事があって": {5, 6}, "どようび が いい": {5},
}  # fmt: skip
PARTS = {
    "朝": (360, 600), "早朝": (300, 480), "午前": (360, 720), "午前中": (360, 720), "昼間": (540, 1020),
    "お昼": (660, 840), "午後": (720, 1080), "夕方": (960, 1140), "夜": (1080, 1440), "夜中": (1320, 1800),
    "深夜": (1320, 1800), "夜間": (1080, 1800), "放課後": (900, 1080), "仕事のあと": (1080, 1260),
    "仕事終わり": (1080, 1260), "会社帰り": (1080, 1260), "夜に電話できる": (1080, 1440),
    "夜もあいてますか": (1080, 1440), "夜は電話できないですか": (1080, 1440), "夜中でもつながるの?": (1320, 1800),
    "夜中に熱が出たらどこに電話?": (1320, 1800), "夕方じゃないと無理": (960, 1140),
    "夜でも聞けるとこ、昼は仕事抜けられなくて": (1080, 1440), "夜は8時まで": (1080, 1200),
    "夜は7時から相談できる": (1140, 1440), "仕事おわるの7時前なんです、夜もやってるとこは?": (1080, 1440),
    "仕事のあと7時前に": (1080, 1140), "よる の びょういん": (1080, 1440),
}  # fmt: skip
CLOCKS = {
    "15時": (900, 960), "１５時": (900, 960), "3時半": (930, 990), "三時": (900, 960), "15:30": (930, 990),
    "午後2時から": (840, 1440), "午前10時半": (630, 690), "9時": (540, 600), "3時15分": (915, 975),
    "夜8時まで": (0, 1200), "夜12時": (1440, 1500), "深夜1時": (1500, 1560), "18時以降": (1080, 1440),
    "10時ごろ": (570, 630), "午後一時": (780, 840), "一時半": (810, 870), "9時〜17時": (540, 1020),
    "9〜17時": (540, 1020), "9:00-17:00": (540, 1020), "夜10時から2時": (1320, 1560),
    "9時から5時": (540, 1020), "夜8時から10時": (1200, 1320), "9時前に預けたい": (0, 540),
    "夕方7時前": (960, 1140), "夜の7時前": (960, 1140), "7時前に行ける、残業でも": (960, 1140),
    "午前7時前": (0, 420), "残業があるので8時まで預けたい": (0, 1200),
}  # fmt: skip
NOWS = ["今すぐ", "いますぐ行きたい", "いま開いてるところ", "今やってる?", "今からでも", "今の時間", "至急"]


@pytest.mark.parametrize(("text", "dates"), DAYS.items())
def test_days(text, dates):
    (wish,) = find_times(text, NOW)
    assert (wish.kind, sorted(wish.dates)) == ("day", dates)


@pytest.mark.parametrize(("text", "weekdays"), WEEKDAYS.items())
def test_weekdays(text, weekdays):
    (wish,) = find_times(text, NOW)
    assert (wish.kind, set(wish.weekdays)) == ("weekdays", weekdays)


@pytest.mark.parametrize(("text", "minutes"), PARTS.items())
def test_parts_of_day(text, minutes):
    (wish,) = find_times(text, NOW)
    assert (wish.kind, wish.minutes) == ("part", minutes)


@pytest.mark.parametrize(("text", "minutes"), CLOCKS.items())
def test_clock(text, minutes):
    (wish,) = find_times(text, NOW)
    assert (wish.kind, wish.minutes) == ("clock", minutes)


@pytest.mark.parametrize("text", NOWS)
def test_now_is_this_minute(text):
    (wish,) = find_times(text, NOW)
    assert (wish.kind, wish.dates, wish.minutes) == ("now", frozenset({day(3)}), (620, 621))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("土日か夕方なら行けます", ["weekdays", "part"]),
        ("土日は無理なので平日の夕方に", ["weekdays"]),
        ("平日の夜か土日", ["weekdays", "weekdays"]),
        ("土日、夜も", ["weekdays", "part"]),
    ],
)
def test_several_times(text, kinds):
    assert [wish.kind for wish in find_times(text, NOW)] == kinds


@pytest.mark.parametrize(
    ("text", "kind", "days", "minutes"),
    [
        ("平日の夜", "weekdays", {0, 1, 2, 3, 4}, (1080, 1440)),
        ("土曜の午前", "weekdays", {5}, (360, 720)),
        ("土日の午前中に", "weekdays", {5, 6}, (360, 720)),
        ("平日は夜がいい", "weekdays", {0, 1, 2, 3, 4}, (1080, 1440)),
        ("土曜なら午前", "weekdays", {5}, (360, 720)),
        ("平日夜7時以降", "weekdays", {0, 1, 2, 3, 4}, (1140, 1440)),
        ("明日の朝", "day", {day(4)}, (360, 600)),
        ("明日の朝でもいける?", "day", {day(4)}, (360, 600)),
        ("明日、15時に", "day", {day(4)}, (900, 960)),
        ("明日の朝9時", "day", {day(4)}, (540, 600)),
        ("20日の午後", "day", {day(20)}, (720, 1080)),
        ("来週の水曜の夕方", "day", {day(10)}, (960, 1140)),
        ("来週の平日", "day", {day(n) for n in range(8, 13)}, None),
        ("来週の平日の夜", "day", {day(n) for n in range(8, 13)}, (1080, 1440)),
        ("12/10(水)の午前", "day", {day(10)}, (360, 720)),
    ],
)
def test_day_and_part_of_day_are_one_wish(text, kind, days, minutes):
    (wish,) = find_times(text, NOW)
    assert (wish.kind, set(wish.dates or wish.weekdays), wish.minutes) == (kind, days, minutes)
    assert text.startswith(wish.text)


def test_a_list_of_parts_shares_the_day():
    assert [(set(w.weekdays), w.minutes) for w in find_times("土曜の午前か午後", NOW)] == [
        ({5}, (360, 720)),
        ({5}, (720, 1080)),
    ]


@pytest.mark.parametrize(
    ("text", "minutes"), [("祝日", None), ("祝日に行ける?", None), ("祝日の午前", (360, 720))]
)
def test_holidays_alone_have_no_other_days(text, minutes):
    (wish,) = find_times(text, NOW)
    assert (wish.holidays, wish.dates, wish.weekdays, wish.minutes) == (
        True,
        frozenset(),
        frozenset(),
        minutes,
    )


def test_today_that_is_a_holiday_is_one_day():
    (wish,) = find_times("きょう祝日だけどあいてるとこ", NOW)
    assert (wish.dates, wish.holidays) == (frozenset({day(3)}), True)


def test_tonight_has_a_date_and_minutes():
    (wish,) = find_times("今夜預けたい", NOW)
    assert (wish.dates, wish.minutes) == (frozenset({day(3)}), (1080, 1440))


@pytest.mark.parametrize("text", ["土日祝", "祝日", "休日"])
def test_public_holidays_are_named(text):
    assert find_times(text, NOW)[0].holidays


def test_spans_point_into_the_text_as_typed():
    text = "　　１５時 からで"
    (wish,) = find_times(text, NOW)
    assert text[wish.start : wish.end] == wish.text == "１５時"
