"""What must NOT be read as hours, grouped by the reason; and what must not be read as surely open."""

import pytest

from resources_db.reading.hours import combine, read_hours

NOTHING = {
    "no hours are told": [
        "", "-", "ー", "無休", "要問い合わせ", "電話してください", "施設により異なります", "各園による", "個別に通知", "別紙のとおり",
        "市役所開庁時間", "平日昼間", "営業時間内", "第1・3・5土",
    ],
    "the days are not told": [
        "9:00~17:00", "9：00～25：00", "10時~18時、土曜休み", "10時~18時、第3水曜休み", "8時~18時、日曜は留守番電話", "9:00~17:00(土曜を除く)",
        "9:00~17:00(祝日を除く)", "通年 9:00~17:00", "放課後児童 8:30~17:30", "4月~9月 9:00~18:00", "7月21日~8月31日 9:00~17:00",
    ],
    "only a part is told: from when, or until when": [
        "毎週月曜日10時から", "毎月第3土曜日13時30分開始", "夏季（4月～10月）18:00　冬季…17:00", "平日17時まで",
    ],
    "which days they are cannot be told": [
        "開庁日の8:30～17:15", "学期中の月・水・金曜日9時〜12時", "毎月10日・20日 10:00~12:00", "平日週2日 10時~14時",
        "休日 9時~12時", "第3週の土曜 10時~12時", "第2土曜・日曜 10時~12時", "祝前日 10時~12時",
    ],
    "hours of something else": [
        "派遣は月~土 8:00~18:00", "音声は24時間、係員は平日18時~21時・休日9時~21時", "電話 平日8:30~17:15。精神科医相談 第1・3木曜 14:00~16:00",
        "いつでも相談(24時間受付、翌日までに返信)、夜間相談(平日18~22時、10分間予約制)", "13:00~13:45受付(4か月児:第1・3木曜)",
    ],
    "a mistake, or one cannot know": [
        "平日7:30~78:30", "平日9時~5時", "平日17:00~9:00", "平日9:75~12:00", "平日9~17", "平日5:00~30:00", "平日午前12時~午後3時",
    ],
    "general hours after those of a season": [
        "月~金:8月は9時~19時。月~金9時~17時",
    ],
    "open and closed on holidays at once": [
        "土・日・祝日9時~17時、祝日休み",
    ],
    "open on these Saturdays, or closed?": [
        "土10時~12時。第1・第3土曜、8月は休み",
    ],
    "dates and seasons alone": [
        "8月13日~15日", "4月~10月", "令和8年4月1日から", "12/29~1/3", "奇数月",
    ],
    "words with the letters of days and times": [
        "一時預かり", "日中一時支援 9か所", "土木課", "十日町公民館", "月の木", "水道局", "3か月~2歳児", "1回60分", "月8回まで", "2時間以内",
        "24時間テレビ", "03-0000-0100", "1丁目9-17",
    ],
}  # fmt: skip

NO_COLUMNS = {
    "no column of days": ("", "7:30", "19:30", "18:30~19:30"),
    "two kinds of children in one cell": ("月火水木金", "7:30※1号認定は8:30", "19:30※1号認定は13:30", ""),
    "closes before it opens": ("月火水木金", "8:00", "4:00", ""),
    "only one end": ("月火水木金", "9:00", "", ""),
    "said of the last day alone": ("月~土 土は要相談", "9:00", "17:00", ""),
    "the note contradicts": ("月火水木金", "9:00", "17:00", "15時まで"),
    "half a day is no time": ("月火水木金", "9:00", "17:00", "12月28日は半日"),
    "other hours on the last Friday": ("月火水木金", "9:00", "17:00", "最終金曜は15時まで"),
    "only on these, or on the others as well": (
        "火土",
        "10:00",
        "15:00",
        "第1・第3土曜と第2火曜(10時~12時)に開く",
    ),
    "only on this Saturday?": ("土", "10:00", "15:00", "第2土曜10時~12時に開く"),
    "a holiday in some weeks": ("火", "10:00", "12:00", "祝日の場合は翌週"),
}

# それだけでは「開いている」とも「開いていない」とも言えない
NEVER_SURELY_OPEN = {
    "on some of the days": [
        "隔週火曜10:00~12:00", "月1回土曜日開設 9:00~12:00", "原則毎週木曜日10時～12時", "5月と11月の平日18時30分~20時30分、全3回",
    ],
    "closed on days that nobody can name": [
        "平日9時~17時、大学の休業日を除く", "土曜10時~12時、荒天中止", "平日9時~17時、研修の日は休み", "平日9時~17時、月末は休み",
        "平日9時~17時、3月31日まで休館", "平日9時~17時。休止中",
    ],
    "from when is not told": ["放課後~18:30", "第1土曜の午前"],
    "as others decide": ["平日9時~17時、時間は変更する場合があります", "月~金9時~17時。開館日は施設により異なります"],
}  # fmt: skip


@pytest.mark.parametrize(("why", "text"), [(why, text) for why, texts in NOTHING.items() for text in texts])
def test_is_not_read(why: str, text: str) -> None:
    assert read_hours(text) is None, why


@pytest.mark.parametrize(("why", "columns"), NO_COLUMNS.items())
def test_columns_are_not_read(why: str, columns: tuple[str, str, str, str]) -> None:
    assert combine(*columns) is None, why


@pytest.mark.parametrize(
    ("why", "text"), [(why, text) for why, texts in NEVER_SURELY_OPEN.items() for text in texts]
)
def test_is_never_surely_open(why: str, text: str) -> None:
    windows = read_hours(text) or []
    assert all(window.closed or window.holidays == "maybe" for window in windows), why
