"""Ages of children: what is read, by notation. What must not be read is in test_must_not_match.py."""

from datetime import date

import pytest

from bot.text.child_age import find_ages
from bot.text.school_year import cohort_months

TODAY = date(2025, 12, 1)

MONTHS = {
    "生後10か月": (10, 11), "10ヶ月です": (10, 11), "10カ月の息子": (10, 11), "10ヵ月": (10, 11),
    "１０ケ月": (10, 11), "10箇月の娘": (10, 11), "十か月の子": (10, 11), "月齢5か月": (5, 6),
    "産後3か月": (3, 4), "生後 2か月": (2, 3), "生後3〜4か月": (3, 5), "3-4ヶ月の赤ちゃん": (3, 5),
    "生後半年": (6, 7), "もうすぐ6か月": (5, 6), "生後3週間": (0, 1), "生後21日": (0, 1), "生後100日": (3, 4),
    "生まれて2週間": (0, 1), "2週間前に2人目を産みました": (0, 2), "10日前に生まれた": (0, 2),
    "先月生まれた": (0, 2), "先月二人目が生まれました": (0, 2), "先週出産しました": (0, 2), "先々月産みました": (1, 3), "こないだ2つになったとこ": (24, 36),
    "3か月前に産みました": (3, 4), "2年前に生まれた子": (24, 36),
}  # fmt: skip
YEARS = {
    "0歳": (0, 12), "１歳": (12, 24), "2才": (24, 36), "３さい": (36, 48), "三歳": (36, 48),
    "十二歳": (144, 156),
    "満2歳": (24, 36), "3歳児": (36, 48), "15歳の娘": (180, 192), "18歳の息子": (216, 228),
    "今3歳です": (36, 48),
    "さんさい": (36, 48), "いっさい": (12, 24), "にさい": (24, 36), "よんさい": (48, 60), "ごさい": (60, 72),
    "いっさいのこ": (12, 24), "うちのこは さんさい です": (36, 48), "むすめがよんさいです": (48, 60),
    "じゅっさいのむすこ": (120, 132), "いっさいはん": (18, 24), "あ、5歳でした": (60, 72),
    "19歳": (228, 240), "10代": (120, 240), "十代の娘": (120, 240), "①3歳": (36, 48),
}  # fmt: skip
PARTS = {
    "1歳半": (18, 24), "1才半": (18, 24), "1.5歳": (18, 24), "１才８か月": (20, 21), "1歳8ヶ月": (20, 21),
    "1歳と8か月": (20, 21), "2歳0か月": (24, 25), "一歳六か月": (18, 19), "2歳前半": (24, 30),
    "2歳後半": (30, 36),
    "もうすぐ3歳": (33, 36), "まもなく1歳": (9, 12), "来月で2歳": (23, 24), "3歳になったばかり": (36, 39),
    "3歳になったばっかり": (36, 39), "3歳手前": (30, 36), "3歳未満": (0, 36), "3歳以下": (0, 48),
    "3歳以上": (36, 216), "3〜4歳": (36, 60), "3～4歳": (36, 60), "3-4歳": (36, 60), "0歳から2歳": (0, 36),
    "3、4歳": (36, 60), "1歳半〜3歳": (18, 48),
}  # fmt: skip
BIRTHS = {
    "令和3年5月10日生まれ": (54, 55), "令和3年5月生まれ": (54, 56), "2021年生まれ": (47, 60),
    "R7.11.1生まれ": (1, 2),
    "令和元年8月生まれ": (75, 77), "2025年11月20日生まれ": (0, 1),
}  # fmt: skip
# 2025年12月1日の学年: 4月2日から翌年4月1日に生まれた子
GRADES = {
    "年少": (44, 56), "年中さん": (56, 68), "年長です": (68, 80), "小1": (80, 92), "小3": (104, 116),
    "小学3年生": (104, 116), "小学校3年": (104, 116), "小学校の3年生": (104, 116), "小三の娘": (104, 116),
    "３年生": (104, 116), "小6": (140, 152), "中2": (164, 176), "中学校2年生": (164, 176), "高1": (188, 200),
    "高校3年生": (212, 224), "低学年": (80, 104), "高学年": (128, 152), "2歳児クラス": (32, 44),
    "しょう3": (104, 116), "しょうがく３ねん": (104, 116), "しょうがっこう3ねんせい": (104, 116),
    "ちゅう2です": (164, 176), "ねんちょう": (68, 80), "小1〜3": (80, 116), "小1〜3年生": (80, 116),
    "小1～小3": (80, 116), "1〜3年生": (80, 116), "小1から小4": (80, 128), "小6から中2": (140, 176),
    "ちがった、小4です": (116, 128),
    "4月から小1": (68, 80), "来年小学1年生": (68, 80), "春から年少": (32, 44),
}  # fmt: skip
STAGES = {
    "新生児": (0, 1), "赤ちゃん": (0, 12), "赤ん坊": (0, 12), "乳児": (0, 12), "生まれたばかり": (0, 2),
    "産んだばかり": (0, 2), "うまれたばっかり": (0, 2), "退院したばかりの赤ちゃん": (0, 2),
    "未就園児": (0, 48), "未就学児": (0, 84), "幼稚園児": (36, 84), "小学生": (80, 152), "中学生": (152, 188),
    "高校生": (188, 224), "三歳児健診": (36, 48), "3歳児健診": (36, 48), "1歳半健診": (18, 24),
    "1歳6か月児健診": (18, 24), "3〜4か月健診": (3, 5), "4か月児健診": (4, 5),
}  # fmt: skip
PREGNANCY = {
    "妊娠8か月": 28, "妊娠32週": 32, "妊娠 12週目": 12, "８か月の妊婦です": 28, "妊娠初期": 4, "臨月": 36,
    "妊婦です": None, "妊娠しています": None, "妊娠中": None,
    "妊娠しました": None, "お腹に赤ちゃんがいます": None,
    "お腹の子": None, "プレママ": None, "来月出産します": None,
}  # fmt: skip


def only(text: str) -> tuple[int | None, int | None]:
    ages = find_ages(text, TODAY)
    assert len(ages) == 1, ages
    return ages[0].low_months, ages[0].high_months


@pytest.mark.parametrize(("text", "months"), (MONTHS | YEARS | PARTS | BIRTHS).items())
def test_ages(text, months):
    assert only(text) == months
    assert find_ages(text, TODAY)[0].kind == "age"


@pytest.mark.parametrize(("text", "months"), GRADES.items())
def test_grades(text, months):
    assert only(text) == months
    assert find_ages(text, TODAY)[0].kind == "grade"


@pytest.mark.parametrize(("text", "months"), STAGES.items())
def test_stages(text, months):
    assert only(text) == months
    assert find_ages(text, TODAY)[0].kind == "stage"


@pytest.mark.parametrize(("text", "weeks"), PREGNANCY.items())
def test_pregnancy_has_weeks_and_no_months(text, weeks):
    (age,) = find_ages(text, TODAY)
    assert (age.kind, age.low_months, age.high_months, age.weeks) == ("pregnancy", None, None, weeks)


@pytest.mark.parametrize(
    ("text", "lows"),
    [
        ("5歳と2歳の子がいます", [60, 24]),
        ("4さいと1さい", [48, 12]),
        ("さんさいといっさい", [36, 12]),
        ("2週間前に2人目を産みました。上の子(4歳)", [0, 48]),
        ("小1から3年通って", [80]),
        ("5歳3歳1歳", [60, 36, 12]),
        ("5、2歳", [60, 24]),
        ("2歳の子と赤ちゃん", [24, 0]),
        ("小3と年中", [104, 56]),
        ("4歳の子がいて今妊娠中", [48, None]),
        ("母は38歳、娘は15歳、10か月の息子", [180, 10]),
    ],
)
def test_several_children(text, lows):
    assert [age.low_months for age in find_ages(text, TODAY)] == lows


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("１才８か月の子", "１才８か月"),
        ("うちは　３さい", "３さい"),
        ("10ヶ月の赤ちゃん", "10ヶ月"),
        ("😀3歳", "3歳"),
    ],
)
def test_spans_point_into_the_text_as_typed(text, said):
    (age,) = find_ages(text, TODAY)
    assert age.text == said == text[age.start : age.end]


def test_a_stated_age_overrides_the_name_of_a_checkup():
    assert [a.text for a in find_ages("2歳です。3歳児健診はいつ?", TODAY)] == ["2歳"]


@pytest.mark.parametrize(
    ("today", "months"),
    [
        (date(2025, 4, 1), (96, 108)),  # the youngest turned 8 today; the oldest is 8y11m
        (date(2025, 4, 2), (96, 109)),  # the oldest turned 9 today
        (date(2026, 3, 31), (107, 119 + 1)),
    ],
)
def test_third_grade_follows_the_school_education_act(today, months):
    (age,) = find_ages("小3", today)
    assert (age.low_months, age.high_months) == months


@pytest.mark.parametrize("month", range(1, 13))
def test_no_gap_between_one_grade_and_the_next(month):
    today = date(2025, month, 15)
    for age in range(17):
        assert cohort_months(age, today)[1] >= cohort_months(age + 1, today)[0]
