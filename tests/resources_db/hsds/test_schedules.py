"""Opening windows in the rules of RFC 5545, and which rules a window can hold."""

from datetime import date
from typing import Any

import pytest

from resources_db.documents import complete
from resources_db.hsds.schedules import read_schedule, write_schedules

ID = "ac148810-d857-441c-9679-408f346de14b"
ITEM = "48102e86-bb50-41c4-8f1e-e269368c41d1"
TODAY = date(2026, 11, 24)


def written(today: date = TODAY, **window: Any) -> dict[str, Any]:
    defaults = {"id": ITEM, "byday": "MO,TU", "opens_at": "09:00", "closes_at": "17:30"}
    whole = complete("schedules", defaults | window)
    (item,) = write_schedules(ID, {"schedules": [whole], "hours_text": None}, today)
    return {key: value for key, value in item.items() if value is not None and key != "id"}


def read(**item: Any) -> Any:
    window = read_schedule({"id": ITEM, **item})
    if window is None:
        return None
    return tuple(window[key] for key in ("byday", "opens_at", "closes_at", "valid_from", "valid_to"))


class TestWritten:
    def test_weekdays(self) -> None:
        assert written() == {
            "freq": "WEEKLY",
            "byday": "MO,TU",
            "opens_at": "09:00+09:00",
            "closes_at": "17:30+09:00",
            "timezone": 9,
        }

    def test_second_and_last_saturday(self) -> None:
        item = written(byday="2SA,-1SA", holidays="hol_closed")
        assert (item["freq"], item["byday"]) == ("MONTHLY", "2SA,-1SA")
        assert item["notes"] == "第2土・最終土曜 09:00~17:30、祝日は休み"

    def test_until_midnight_and_past_it(self) -> None:
        assert written(closes_at="00:00")["closes_at"] == "23:59+09:00"
        assert written(opens_at="22:00", closes_at="02:00")["closes_at"] == "02:00+09:00"

    @pytest.mark.parametrize(
        ("window", "notes"),
        [
            ({"closed": True, "byday": "3MO", "opens_at": None, "closes_at": None}, "休み: 第3月曜"),
            (
                {"closed": True, "byday": "MO,TU,WE,TH,FR,SA,SU", "season_from": "12-29", "season_to": "01-03"},
                "休み: 毎年12月29日~1月3日 毎日 09:00~17:30",
            ),
            ({"closed": True, "byday": "MO", "opens_at": None, "holidays": "moved"}, "休み: 月曜、祝日のときは、次の祝日でない日"),
            ({"holidays": "maybe"}, "月・火曜 09:00~17:30、このとおりとは限りません"),
            ({"holidays": "only"}, "月・火曜 09:00~17:30、その日が祝日のときだけ"),
        ],
    )  # fmt: skip
    def test_what_hsds_cannot_say_claims_no_hours(self, window: dict[str, Any], notes: str) -> None:
        assert written(**window) == {"notes": notes}

    @pytest.mark.parametrize(
        ("today", "season", "run"),
        [
            (date(2026, 7, 1), ("04-01", "10-31"), ("2026-04-01", "2026-10-31")),  # 今のもの
            (TODAY, ("04-01", "10-31"), ("2027-04-01", "2027-10-31")),  # 次のもの
            (date(2027, 1, 2), ("12-29", "01-03"), ("2026-12-29", "2027-01-03")),
            (date(2027, 2, 1), ("02-29", "03-10"), ("2027-03-01", "2027-03-10")),
            (date(2028, 2, 1), ("02-01", "02-29"), ("2028-02-01", "2028-02-29")),
            (date(2027, 2, 1), ("02-01", "02-29"), ("2027-02-01", "2027-02-28")),
        ],
    )
    def test_a_season_is_its_current_or_next_run(
        self, today: date, season: tuple[str, str], run: tuple[str, str]
    ) -> None:
        item = written(today, season_from=season[0], season_to=season[1])
        assert (item["valid_from"], item["valid_to"]) == run
        assert item["notes"].startswith("毎年")

    def test_a_season_that_never_comes_again_claims_no_hours(self) -> None:
        assert set(written(season_from="04-01", season_to="10-31", valid_to="2026-12-31")) == {"notes"}

    def test_the_towns_own_words_are_always_there(self) -> None:
        (item,) = write_schedules(ID, {"schedules": [], "hours_text": "おおむね昼間"}, TODAY)
        assert item["description"] == "おおむね昼間"


HOURS = {"opens_at": "10:00", "closes_at": "18:00"}
EVERY_DAY = "MO,TU,WE,TH,FR,SA,SU"
READ = [
    ("days without a frequency are weekly", {"byday": "MO"}, ("MO", None, None)),
    ("small letters and spaces", {"byday": "mo, tu", "freq": "WEEKLY"}, ("MO,TU", None, None)),
    ("n-th weekdays", {"byday": "2MO,-1FR", "freq": "MONTHLY"}, ("2MO,-1FR", None, None)),
    ("every Monday of every month", {"byday": "MO", "freq": "MONTHLY"}, ("MO", None, None)),
    ("weekly from a day on", {"freq": "WEEKLY", "dtstart": "2026-04-01"}, ("WE", "2026-04-01", None)),
    ("one day", {"dtstart": "2026-04-01", "until": "2026-04-01"}, (EVERY_DAY, "2026-04-01", "2026-04-01")),
    (
        "the narrower of two ends",
        {"byday": "MO", "valid_from": "2026-01-01", "dtstart": "2026-04-01", "until": "2026-09-30"},
        ("MO", "2026-04-01", "2026-09-30"),
    ),
    ("every week, said so", {"byday": "MO", "interval": 1, "wkst": "MO"}, ("MO", None, None)),
    ("Japan's time, said so", {"byday": "MO", "timezone": 9}, ("MO", None, None)),
]
NOT_READ = [
    ("every other week", {"byday": "MO", "interval": 2}),
    ("five times", {"byday": "MO", "count": 5}),
    ("days of the month", {"freq": "MONTHLY", "bymonthday": "1,15"}),
    ("weeks of the year", {"byday": "MO", "byweekno": "41"}),
    ("no days", {}),
    ("monthly, but when", {"freq": "MONTHLY"}),
    ("n-th weekdays of a week", {"byday": "2MO", "freq": "WEEKLY"}),
    ("words for days", {"byday": "Monday"}),
    ("another time zone", {"byday": "MO", "timezone": 3}),
    ("another time zone in the time", {"byday": "MO", "opens_at": "10:00Z"}),
    ("a day that does not exist", {"byday": "MO", "valid_from": "2026-02-30"}),
    ("no time of day", {"byday": "MO", "opens_at": "morning"}),
    ("only a beginning", {"byday": "MO", "closes_at": None}),
]


@pytest.mark.parametrize(("item", "days"), [row[1:] for row in READ], ids=[row[0] for row in READ])
def test_a_rule_that_a_window_can_hold(item: dict[str, Any], days: tuple[str, str, str]) -> None:
    byday, first, last = days
    assert read(**HOURS | item) == (byday, "10:00", "18:00", first, last)


@pytest.mark.parametrize("item", [row[1] for row in NOT_READ], ids=[row[0] for row in NOT_READ])
def test_a_rule_that_it_cannot_hold_claims_nothing(item: dict[str, Any]) -> None:
    assert read(**HOURS | item) is None


@pytest.mark.parametrize(
    ("told", "time"),
    [("9:00", "09:00"), ("09:00", "09:00"), ("09:00:00", "09:00"), ("09:00+09:00", "09:00"), ("24:00", "00:00"), ("25:00", None), ("09:00:30", None)],
)  # fmt: skip
def test_ways_to_write_a_time(told: str, time: str | None) -> None:
    window = read_schedule({"id": ITEM, "byday": "MO", "opens_at": told, "closes_at": "18:00"})
    assert (window and window["opens_at"]) == time
