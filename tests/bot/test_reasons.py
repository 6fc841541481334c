"""Every reason on a card is true of its record, and so is every mark about ages: over parents' sentences from the
conversations, and over made-up families. And nothing too early or too late stands above what is not."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.direct import answer_directly
from bot.messages import Card, Reply
from bot.replies.cards import card
from bot.replies.reasons import soon_beside
from bot.skills.turn import Memory
from bot.understanding.on_disk import ModelOnDisk, words_of
from resources_db.documents import load
from resources_db.engine import Sessions
from resources_db.matching.eligibility import AgeFit, Child, Standing
from resources_db.matching.index import LiveIndex
from resources_db.matching.query import Query, TimeWish
from resources_db.matching.ranking import Match, rank
from resources_db.matching.taxonomy import needs
from resources_db.matching.variety import varied
from resources_db.models import Location, Phone, Service, ServiceAtLocation, ServiceNeed
from resources_db.opening import JAPAN
from tests.bot.card_truths import Record, Told, Town, is_late, untrue
from tests.conftest import MODEL

TALKS = sorted((Path(__file__).parents[1] / "spec/conversations").glob("*.yml"))
NEEDS = sorted(needs())
WISHES = ("free", "cheap", "phone", "online", "visit_home", "in_person", "near")
MANY, SOME = 60, 12
SCHOOL_YEARS = [Child(79 + 12 * n, 92 + 12 * n) for n in range(12)]


@pytest.fixture(scope="session")
def town(sessions: Sessions, index: LiveIndex) -> Town:
    """The records by id, as the database has them."""
    there = index.current()
    with sessions() as session:
        documents = load(session, there.ids)
    return Town({s.id: Record(documents[s.id], s.schedules) for s in there.services})


@pytest.fixture(scope="session")
def model() -> ModelOnDisk:
    return ModelOnDisk(MODEL)


def today() -> datetime:
    """The day on which the index is built: the ages that grades have change with the days."""
    return datetime.now(JAPAN).replace(hour=10, minute=0, second=0, microsecond=0)


def assert_true(cards: list[Card], town: Town, told: Told, said: object) -> None:
    for shown in cards:
        assert shown["reasons"], said
        record = town.by_id[shown["service_id"]]
        assert untrue(shown, record, told, town) == [], f"{said}: {shown['name']} {record.document['needs']}"


def assert_late_last(cards: list[Card], town: Town, told: Told, said: object) -> None:
    late = [is_late(town.by_id[shown["service_id"]].document, told) for shown in cards]
    assert late == sorted(late), f"{said}: {[shown['name'] for shown in cards]}"


def cards_in(replies: list[Reply]) -> list[Card]:
    return [shown for reply in replies if reply["type"] == "services" for shown in reply["services"]]


@pytest.mark.parametrize("path", TALKS, ids=lambda path: path.stem)
def test_in_conversations(path: Path, index: LiveIndex, town: Town, model: ModelOnDisk) -> None:
    now, memory = today(), Memory()
    for turn in yaml.safe_load(path.read_text("utf-8"))["turns"]:
        replies = answer_directly(turn["parent"], memory, index.current(), model.current(), now)
        told = Told(now, memory.children(), memory.district, memory.time_wishes())
        cards = [shown for shown in cards_in(replies) if shown["reasons"]]
        assert_true(cards, town, told, turn["parent"])
        assert_late_last(cards, town, told, turn["parent"])
        if cards_in(replies):
            offered = [c["send"] for r in replies if r["type"] == "choices" for c in r["choices"]]
            assert "人と話したいです" in offered, turn["parent"]


def one_age(low: int, length: int) -> Child:
    return Child(low, low + length)


children = st.lists(
    st.builds(one_age, st.integers(0, 230), st.sampled_from([1, 1, 12, 12, 36]))
    | st.sampled_from(SCHOOL_YEARS),
    max_size=2,
)
days_ahead = st.integers(0, 34).map(lambda n: today().date() + timedelta(days=n))
parts_of_day = st.sampled_from([None, (0, 540), (540, 720), (1020, 1260), (1260, 1440)])
times = st.lists(
    st.builds(TimeWish, dates=st.tuples(days_ahead), minutes=parts_of_day)
    | st.builds(TimeWish, weekdays=st.sampled_from([(5, 6), (6,), (0, 1, 2, 3, 4)]), minutes=parts_of_day)
    | st.just(TimeWish(now=True))
    | st.just(TimeWish(holidays=True)),
    max_size=1,
)
wanted = st.lists(st.tuples(st.sampled_from(NEEDS), st.sampled_from([0.2, 0.5, 0.9])), min_size=1, max_size=3)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    wanted=wanted,
    children=children,
    times=times,
    wishes=st.frozensets(st.sampled_from(WISHES), max_size=2),
    place=st.integers(0, 40),
    words=st.sampled_from(["", "子どものことで困っています", "お金がなくて困っている", "夜に預けたい"]),
)
def test_for_made_up_families(
    index: LiveIndex,
    town: Town,
    wanted: list[tuple[str, float]],
    children: list[Child],
    times: list[TimeWish],
    wishes: frozenset[str],
    place: int,
    words: str,
) -> None:
    there, now = index.current(), today()
    district = (*there.districts, *[None] * 20)[place % (len(there.districts) + 20)]
    query = Query(
        text=words,
        said=words_of(words),
        needs=wanted,
        children=children,
        district=district,
        wishes=wishes,
        times=times,
    )
    matches = rank(there, query, now, MANY)
    told = Told(now, children, district, times)
    looked_at = [m for n, m in enumerate(matches) if m.need and (n < SOME or m.age.is_late)]
    assert_true([card(m.service, now, m) for m in looked_at], town, told, query)
    first = varied(matches, [need for need, _ in wanted[:2]])
    ordered = first + [m for m in matches if m not in first]
    assert_late_last([card(m.service, now, m) for m in ordered], town, told, query)
    assert bool(first) == bool(matches)


def test_the_check_sees_what_is_not_true(index: LiveIndex, town: Town) -> None:
    """Sentences of other records, put on a card, are found out."""
    there, now = index.current(), today()
    query = Query(needs=[("temporary_care", 0.9)], children=[Child(24, 36)])
    (match, *_) = rank(there, query, now)
    shown, told = card(match.service, now, match), Told(now, [Child(24, 36)])
    record = town.by_id[match.service.id]
    assert untrue(shown, record, told, town) == []
    for lie in (
        "離婚を考えているときに使えます",
        "説明に「火星の石」とあります",
        "みどり台にあります",
        "とてもよいところです",
        "希望の日や時間に開いています",
    ):
        assert untrue({**shown, "reasons": [lie]}, record, told, town) == [lie]
    for lie in (
        "もうすぐ使えます(3歳から)",
        "年齢の上限(就学前まで)をこえています",
        "お子さんの年齢が、対象に入るか",
    ):
        assert untrue({**shown, "to_check": [lie]}, record, told, town) == [lie]
    too_old = Told(now, [Child(240, 241)])
    assert "お子さんの年齢が、対象に入っています" in untrue(shown, record, too_old, town)


def record_of(**fields: Any) -> Service:
    """A record as the database gives it; all else of it is told."""
    known: dict[str, Any] = {
        "name": "ほしぞら広場",
        "summary": "",
        "description": "",
        "keywords": "",
        "ways": "",
        "is_free": True,
    }
    known |= {"fees_description": "無料", "assured_date": date(2026, 10, 1), "url": "https://hoshimi.example"}
    return Service(**known | fields)


def a_match(service: Service, **fields: Any) -> Match:
    known: dict[str, Any] = {"score": 1.0, "need": "temporary_care", "age": AgeFit.UNKNOWN}
    return Match(service, **known | {"reasons": ["need:temporary_care"]} | fields)


NOW = datetime(2026, 11, 24, 10, tzinfo=JAPAN)


def said(match: Match) -> list[str]:
    return card(match.service, NOW, match)["reasons"]


def to_check(match: Match) -> list[str]:
    return [line for line in card(match.service, NOW, match)["to_check"] if line != "開いている時間"]


def temporary_care(weight: float, evidence: str = "一時預かり") -> list[ServiceNeed]:
    return [ServiceNeed(need="temporary_care", weight=weight, evidence=evidence)]


class TestTheNeed:
    @pytest.mark.parametrize(
        ("needs", "sentence"),
        [
            (temporary_care(1.0), "少しの間、子どもを預けたいときに使えます"),
            (temporary_care(0.7), "少しの間、子どもを預けたいときに使えます"),
            (temporary_care(1.0, "職員の確認"), "少しの間、子どもを預けたいときに使えます"),
            (temporary_care(0.4), "説明に「一時預かり」とあります"),
            (temporary_care(0.0, "職員の確認"), "お話の内容に近い案内です"),
            (temporary_care(0.9, ""), "お話の内容に近い案内です"),
            ([], "お話の内容に近い案内です"),
        ],
        ids=["name", "summary", "staff say so", "description", "staff say no", "no words", "learned"],
    )
    def test_is_said_as_far_as_the_record_goes(self, needs: list[ServiceNeed], sentence: str) -> None:
        assert said(a_match(record_of(description="一時預かりのこと", needs=needs))) == [sentence]

    def test_words_stand_as_the_record_writes_them(self) -> None:
        own = [ServiceNeed(need="dv", weight=0.4, evidence="dv")]
        match = a_match(record_of(description="ＤＶの相談", needs=own), need="dv", reasons=["need:dv"])
        assert said(match) == ["説明に「DV」とあります"]


class TestTheAge:
    @pytest.mark.parametrize(
        ("standing", "ages", "line"),
        [
            (Standing.SOON, {"minimum_age": 36}, "もうすぐ使えます(3歳から)"),
            (Standing.SOON, {"minimum_age": 30}, "もうすぐ使えます(2歳半から)"),
            (Standing.SOON, {"minimum_age": 4}, "もうすぐ使えます(4か月から)"),
            (
                Standing.SOON,
                {"minimum_age": 1, "age_text": "生後57日〜2歳"},
                "もうすぐ使えます(生後57日から)",
            ),
            (Standing.SOON, {"minimum_age": 72, "minimum_grade": 1}, "もうすぐ使えます(小学生になったら)"),
            (Standing.SOON, {"minimum_grade": 4}, "もうすぐ使えます(小学4年生になったら)"),
            (
                Standing.SOON,
                {"minimum_age": 36, "minimum_grade": -2},
                "もうすぐ使えます(3歳児クラス(年少)になったら)",
            ),
            (Standing.EARLY, {"minimum_grade": 7}, "使えるのは、まだ先です(中学生になったら)"),
            (Standing.OVER, {"maximum_age": 84, "maximum_grade": 0}, "年齢の上限(就学前まで)をこえています"),
            (Standing.OVER, {"maximum_age": 36}, "年齢の上限(3歳未満)をこえています"),
            (Standing.OVER, {"maximum_grade": 3}, "年齢の上限(小学3年生まで)をこえています"),
            (
                Standing.OVER,
                {"maximum_age": 228, "maximum_grade": 12},
                "年齢の上限(高校生まで)をこえています",
            ),
            (
                Standing.BETWEEN,
                {"minimum_age": 36, "maximum_age": 84, "maximum_grade": 0},
                "お子さんの年齢は、対象(3歳から、就学前まで)に入っていません",
            ),
            (
                Standing.PARTLY,
                {"minimum_age": 12, "maximum_age": 48},
                "対象は1歳から、4歳未満です。お子さんが入るか、確かめてください",
            ),
            (Standing.UNREAD, {"age_text": "保育が要る子"}, "お子さんの年齢が、対象に入るか"),
            (Standing.UNREAD, {}, "対象の年齢は一覧に書いてありません"),
            (Standing.UNTOLD, {}, "対象の年齢は一覧に書いてありません"),
        ],
    )
    def test_what_is_still_open(self, standing: Standing, ages: dict[str, Any], line: str) -> None:
        assert to_check(a_match(record_of(**ages), standing=standing)) == [line]

    @pytest.mark.parametrize(
        ("standing", "ages"),
        [
            (Standing.ALL, {"minimum_age": 0}),
            (Standing.UNTOLD, {"minimum_age": 36}),
            (Standing.UNREAD, {"age_text": "年齢を問わない"}),
            (Standing.UNREAD, {"age_text": "誰でも(6歳未満は保護者と)"}),
        ],
    )
    def test_nothing_is_open(self, standing: Standing, ages: dict[str, Any]) -> None:
        assert to_check(a_match(record_of(**ages), standing=standing)) == []

    def test_what_takes_over_is_named(self) -> None:
        match = a_match(
            record_of(maximum_age=84, maximum_grade=0), standing=Standing.OVER, instead="学童クラブ にじ"
        )
        assert to_check(match) == [
            "年齢の上限(就学前まで)をこえています。今の年齢には「学童クラブ にじ」があります"
        ]


class TestTheWays:
    @pytest.mark.parametrize(
        ("reason", "fields", "sentence"),
        [
            ("way:phone", {"phones": [Phone(number="03-0000-0101", type="voice")]}, "電話で聞けます"),
            ("way:phone", {"phones": [Phone(number="03-0000-0101", type="fax")]}, None),
            ("way:phone", {"phones": [Phone(number="45-6791", type="voice")]}, None),
            ("way:online", {"description": "ＬＩＮＥで相談"}, "オンラインで使えます"),
            ("way:online", {"description": "申込みは電子申請で"}, "ネットやメールでできることがあります"),
            ("way:home", {"description": "助産師が訪問します"}, "家に来てもらえます"),
            ("way:home", {"description": "お弁当を配達します"}, "家に届けてもらえます"),
            ("way:visit", {"kind": "相談"}, "直接行って話せます"),
            ("way:visit", {"kind": "公園"}, "直接行けます"),
            ("free", {"is_free": None}, None),
            ("district", {}, None),
            ("district", {"places": [ServiceAtLocation(location=Location(district="みどり台4丁目"))]}, "みどり台にあります"),
        ],
    )  # fmt: skip
    def test_are_said_as_far_as_the_record_goes(
        self, reason: str, fields: dict[str, Any], sentence: str | None
    ) -> None:
        match = a_match(record_of(**fields), reasons=["near", reason])
        assert said(match) == ["お話の内容に近い案内です", *([sentence] if sentence else [])]


class TestSoonBeside:
    def test_what_opens_within_a_year_is_named_beside_what_fits(self) -> None:
        fits = a_match(record_of(), standing=Standing.ALL)
        soon = a_match(
            record_of(name="つばめ預かり室", minimum_age=36, needs=temporary_care(1.0)),
            standing=Standing.SOON,
        )
        assert (
            soon_beside([fits, soon], [fits], NOW.date())
            == "「つばめ預かり室」は、もうすぐ使えます(3歳から)。"
        )
        assert soon_beside([fits, soon], [fits, soon], NOW.date()) == ""

    def test_not_what_answers_another_need(self) -> None:
        fits = a_match(record_of(), standing=Standing.ALL, need="debt")
        soon = a_match(record_of(minimum_age=36, needs=temporary_care(1.0)), standing=Standing.SOON)
        assert soon_beside([fits, soon], [fits], NOW.date()) == ""


def test_what_was_wished_for_and_is_not_told_is_to_check() -> None:
    service = record_of(minimum_age=0, is_free=None, fees_description="要問合せ")
    match = a_match(service, unchecked=["time", "free"])
    lines = card(service, NOW, match)["to_check"]
    assert lines == ["開いている時間(希望の日や時間に開いているか)", "無料で使えるか"]
