"""Every reason on a card is true of its record, and so is every mark about ages: over parents' sentences from the
conversations, and over made-up families. And nothing too early or too late stands above what is not."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.direct import answer_directly
from bot.messages import Card, Reply
from bot.replies.cards import card
from bot.skills.turn import Memory
from bot.understanding.on_disk import ModelOnDisk, words_of
from resources_db.documents import load
from resources_db.engine import Sessions
from resources_db.matching.eligibility import Child
from resources_db.matching.index import LiveIndex
from resources_db.matching.query import Query, TimeWish
from resources_db.matching.ranking import rank
from resources_db.matching.taxonomy import needs
from resources_db.matching.variety import varied
from resources_db.opening import JAPAN
from tests.bot.age_truths import Record, Told, Town, is_late
from tests.bot.card_truths import untrue
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


@pytest.mark.parametrize("months", [-30, -13, -12, -2, -1, 0])
def test_just_outside_the_ages_of_each_record(months: int, index: LiveIndex, town: Town) -> None:
    """A child some months below its youngest, and one as many above its oldest, who need just what it is for."""
    there, now, seen = index.current(), today(), 0
    for row, id_ in enumerate(there.ids):
        low, high = there.ages_of(row, now.date())
        own = [(need["need"], 0.9) for need in town.by_id[id_].document["needs"] if need["weight"] == 1.0]
        edges = ([low + months] if low and low + months >= 0 else []) + ([high - months] if high else [])
        for edge in edges if own else []:
            told = Told(now, [Child(edge, edge + 1)])
            matches = rank(there, Query(needs=own[:1], children=told.children), now, MANY)
            cards = [card(m.service, now, m) for m in matches if m.service.id == id_ or m.age.is_late]
            assert_true(cards, town, told, (own, edge))
            seen += any(shown["service_id"] == id_ and shown["to_check"] for shown in cards)
    assert seen > 50


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
