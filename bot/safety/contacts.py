"""The registry of national lines (contacts.yml): the only numbers besides those in the town's own list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.messages import Contact

_HERE = Path(__file__)
_ON_EVERY_PAGE = ("110", "119", "189", "0120-279-889", "0120-279-338", "0120-0-78310")
_MOST = 3
NOTHING_BESIDE = ("medical", "missing_child", "pregnancy")  # in an emergency nothing stands beside 119 or 110
_NIGHT = (21 * 60, 8 * 60 + 30)  # 相談窓口の多くが閉まっている時間


_FIELDS = {
    "number",
    "name",
    "source",
    "for",
    "hours",
    "note",
    "text_route",
    "opens",
    "categories",
    "checked_on",
}
_NEEDED = {"number", "name", "source"}
_NUMBER = re.compile(r"[#0-9][0-9-]{2,14}")
_HOURS = "opens は always か {weekdays: [1, 2, 3, 4, 5], from: 540, to: 1020} の形です(曜日は1が月曜、時刻は0時からの分)。"
_PREFECTURES = frozenset(
    [
        "北海道",
        "青森県",
        "岩手県",
        "宮城県",
        "秋田県",
        "山形県",
        "福島県",
        "茨城県",
        "栃木県",
        "群馬県",
        "埼玉県",
        "千葉県",
        "東京都",
        "神奈川県",
        "新潟県",
        "富山県",
        "石川県",
        "福井県",
        "山梨県",
        "長野県",
        "岐阜県",
        "静岡県",
        "愛知県",
        "三重県",
        "滋賀県",
        "京都府",
        "大阪府",
        "兵庫県",
        "奈良県",
        "和歌山県",
        "鳥取県",
        "島根県",
        "岡山県",
        "広島県",
        "山口県",
        "徳島県",
        "香川県",
        "愛媛県",
        "高知県",
        "福岡県",
        "佐賀県",
        "長崎県",
        "熊本県",
        "大分県",
        "宮崎県",
        "鹿児島県",
        "沖縄県",
    ]
)


class BadContacts(Exception):
    """The town's own file of lines cannot be used: a sentence in Japanese says why."""


@dataclass(slots=True)
class _Place:
    prefecture: str = ""
    own: tuple[dict[str, Any], ...] = ()


_place = _Place()


def use(prefecture: str, own: Path | None) -> None:
    """Called once by each process. `prefecture`: 福島県, for lines that have another number there. `own`: a file of the
    town's own lines in the form of contacts.yml, each with `categories` (the prefecture's にんしんSOS). Raises
    BadContacts."""
    if prefecture and prefecture not in _PREFECTURES:
        raise BadContacts(f"MICHI_PREFECTURE は、福島県 のように都道府県の名前で書いてください: {prefecture}")
    _place.prefecture, _place.own = prefecture, _read_own(own) if own else ()
    registry.cache_clear()


@cache
def registry() -> dict[str, dict[str, Any]]:
    """Entries by number, as in contacts.yml, with what the prefecture changes."""
    here = _place.prefecture
    entries = [{**e, **e.get("in_prefecture", {}).get(here, {})} for e in _data()["contacts"]]
    return {entry["number"]: entry for entry in [*_place.own, *entries]}


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(_HERE.with_name("contacts.yml").read_text("utf-8"))
    return found


def _read_own(path: Path) -> tuple[dict[str, Any], ...]:
    try:
        entries = yaml.safe_load(path.read_text("utf-8"))["contacts"]
        assert isinstance(entries, list)  # noqa: S101 (said below)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, AssertionError):
        raise BadContacts(
            f"MICHI_CONTACTS のファイルを読めません: {path} 。contacts: の下に、窓口を1つずつ書いてください。"
        ) from None
    for at, entry in enumerate(entries, 1):
        if wrong := _wrong(entry):
            raise BadContacts(f"MICHI_CONTACTS のファイル {path} の{at}番目の窓口: {wrong}")
    return tuple(entries)


def _wrong(entry: Any) -> str | None:
    """What is wrong with a town's own line, in Japanese."""
    if not isinstance(entry, dict):
        return "number, name, source, categories を書いてください。"
    if unknown := set(entry) - _FIELDS:
        return f"{', '.join(map(str, unknown))} という項目はありません。"
    for key in _FIELDS - {"categories", "opens"}:
        if key in _NEEDED and not isinstance(entry.get(key), str) or not isinstance(entry.get(key, ""), str):
            return f'{key} を "" でかこんで書いてください。'
    if not _NUMBER.fullmatch(entry["number"]) or not entry["name"].strip():
        return "number に電話番号を、name に名前を書いてください。"
    if entry["number"] in {e["number"] for e in _data()["contacts"]}:
        return f"{entry['number']} は、全国の番号です。書かなくても出ます。"
    categories = entry.get("categories")
    if not isinstance(categories, list) or not set(map(str, categories)) <= set(_data()["for_category"]):
        return f"categories は {', '.join(_data()['for_category'])} から選んでください。"
    return None if _are_hours(entry.get("opens", "always")) else _HOURS


def _are_hours(opens: Any) -> bool:
    if opens == "always":
        return True
    if not isinstance(opens, dict) or set(opens) != {"weekdays", "from", "to"}:
        return False
    days, minutes = opens["weekdays"], (opens["from"], opens["to"])
    return (
        isinstance(days, list)
        and all(isinstance(day, int) and 1 <= day <= 7 for day in days)
        and all(isinstance(minute, int) and 0 <= minute <= 1440 for minute in minutes)
    )


def contact(number: str) -> Contact:
    """Raises KeyError for a number that the registry does not hold."""
    return _shown(registry()[number])


def emergency_contacts() -> list[Contact]:
    """What every page shows, with everything else down."""
    return [_shown(_here(number)) for number in _ON_EVERY_PAGE]


def always_open() -> Contact:
    """A person to talk to at any hour, whatever the worry."""
    return _shown(_here("0120-279-338"))


def contacts_for(categories: Sequence[str], now: datetime, *, emergency: bool) -> list[Contact]:
    """At most three: in an emergency those for life and body first; then those of the first category, the town's own
    before the national ones, with what is surely closed `now`, or may be at night, last; then the next category's."""
    first = [n for c in categories for n in _data()["for_emergency"].get(c, ())] if emergency else []
    beside = [c for c in categories if not (emergency and c in NOTHING_BESIDE)]
    later = [
        number
        for category in beside
        for number in sorted(_lines(category), key=lambda number: _closed(_here(number), now))
    ]
    numbers = list(dict.fromkeys([*first, *later]))
    return [_shown(_here(number)) for number in numbers[:_MOST]]


def _lines(category: str) -> list[str]:
    own = [entry["number"] for entry in _place.own if category in entry["categories"]]
    return [*own, *_data()["for_category"].get(category, ())]


def ways_to_write(categories: Sequence[str]) -> list[dict[str, Any]]:
    """Chats without a number, for who cannot speak."""
    return [way for way in _data()["text_only"] if categories and categories[0] in way["categories"]]


def _here(number: str) -> dict[str, Any]:
    """By the number that contacts.yml names, whatever it is in this prefecture."""
    if number in registry():
        return registry()[number]
    plain = next(e for e in _data()["contacts"] if e["number"] == number)
    return registry()[plain["in_prefecture"][_place.prefecture]["number"]]


def _closed(entry: dict[str, Any], now: datetime) -> int:
    """0 open, 1 not known and it is night, 2 closed."""
    opens, minute = entry.get("opens"), now.hour * 60 + now.minute
    if opens == "always":
        return 0
    if opens:
        inside = now.isoweekday() in opens["weekdays"] and opens["from"] <= minute < opens["to"]
        return 0 if inside else 2
    return 1 if minute >= _NIGHT[0] or minute < _NIGHT[1] else 0


def _shown(entry: dict[str, Any]) -> Contact:
    return {
        "name": entry["name"],
        "number": entry["number"],
        "text_route": entry.get("text_route"),
        "hours": entry.get("hours"),
        "note": "。".join(filter(None, (entry.get("for"), entry.get("note")))),
    }
