"""What takes days away: 日曜・祝日・年末年始休み, 12/28~1/5, お盆休み, 祝日の翌日, and closures only in a name."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from resources_db.reading.clock import A_CLOCK, RANGE, Span, read_spans
from resources_db.reading.days import CODES, DAYS, Days, days_of
from resources_db.reading.seasons import (
    ABOUT_NEW_YEAR,
    ABOUT_OBON,
    ALL_YEAR,
    DATES,
    MONTHS,
    PERHAPS,
    YEAR_END,
    Season,
    perhaps,
    read_dated,
    read_months,
)
from resources_db.reading.slots import Rule
from resources_db.reading.text import clean
from resources_db.reading.unclear import Unclear
from resources_db.reading.wording import CLOSED_WORD

_CLOSED = re.compile(
    rf"(?P<what>.*?)(?:に)?(?:は|も|のみ|が|の日?は|を|だけ)?\s*(?:終日|全日|臨時|全館|原則|原則として)*"
    rf"(?<!無)(?P<word>(?:{CLOSED_WORD})(?:日|中|とし|となり|になり|させていただき|いたし|します|です|ます|となる|する|あり)*|除く)"
)
_TOPIC = re.compile(r"[はも]\s*(?:終日|全日|臨時|全館|原則|原則として)*$")
_ENDS_CLOSED = re.compile(rf"(?:{CLOSED_WORD})$")
_VACATION = re.compile(r"(?P<what>.*?(?:休暇|お盆|正月)(?:休み)?)(?P<word>あり|が?ある|の?\d+日間?)")
_NO_TIME = r"[^・、はも\d午半朝昼夕夜隔週毎回]"
_REASON = re.compile(
    rf"(?:は|、){_NO_TIME}{{1,12}}(?:のため|により|につき|で)$"
    r"|は(?:館内|図書|蔵書|資料|施設)?(?:整理|清掃|点検|会議|研修|消毒|棚卸し?|工事)(?:日|作業)?$"
    rf"|^{_NO_TIME}{{1,12}}(?:のため|につき)、?(?=.)"
)
_ENDS_AT = re.compile(
    rf"{A_CLOCK}(?:で|に|をもって)?\s*(?:{CLOSED_WORD}|終了)(?:し?ます|です)?$"
)  # 15時で閉所
_WHOSE = re.compile(
    r"^(?:毎年|原則|園の|学校の|大学の|幼稚園の|小学校の|小中学校の|当園の|施設の|その他|なお|ただし|但し|また)+、?"
)
_END = r"(?=$|[:・、,\sとはも◇]|の?午[前後]|(?:休み|休業|休館)(?:$|[・、]))"
_ITEM = re.compile(
    rf"(?P<moved>◇[振外]{DAYS})(?:$|(?=[・、,\s◇と]))"
    rf"|(?P<after>◇後)"
    rf"|(?:◇(?P<yearly>毎))?(?P<dates>{DATES})(?:(?P<on>から|より|以降)|{_END})"
    rf"|(?P<months>{MONTHS})(?:中|の間)?{_END}"
    rf"|(?P<year_end>年末年始|年末・年始)"
    rf"|(?P<perhaps>{PERHAPS})(?:休み|休業|休館|中|期間中|の間)?{_END}"
    rf"|第(?P<week>[1-5])週{_END}"
    rf"|(?P<half_days>{DAYS})(?P<each>は|も)?の?(?P<half>午前|午後)(?:中|のみ)?{_END}"
    rf"|(?P<days>{DAYS}){_END}"
    rf"|(?P<spans>{RANGE}(?:の間)?){_END}"
    rf"|(?P<other>[^・、,\s]+)"
)
_NOT_AT_ALL = {"利用不可", "利用できない", "利用できません", "ない", "ありません"}  # 3歳未満は利用不可
_OF_A_PLACE = re.compile(r"お?休|閉")
_TIME = re.compile(r"[日時月曜週期季休朝昼夜夕雨雪]|天|警報|台風")
# 木曜は一部休診, 水曜は15時で…: a closing word, but not of the whole day
_NOT_ALL_DAY = re.compile(r"^[はも]|祝|開[館所園室庁くい]|午[前後]|\d時|\d:\d|正午|半日|一部|のみ|だけ|短縮")
_TIME_OF_YEAR = rf"(?P<when>{MONTHS}|{DATES})"
_WITHIN = re.compile(
    rf"{_TIME_OF_YEAR}(?:中|の間|期間)?(?:は|の|のみ|だけ|には)、?(?P<what>(?!間|期間|時期).+)"
)
_DAYS_WITHIN = re.compile(rf"(?P<what>{DAYS})(?:は|の)、?{_TIME_OF_YEAR}(?:中|の間|のみ|だけ)*")
_ON_HOLIDAYS = re.compile(
    rf"(?P<what>{DAYS})(?:は|が|の)、?祝日(?:の場合|の日|の?とき|の?時|なら)?(?:は|に)?"
)
_OTHER_DATES = re.compile(r"\d月|\d/\d|[奇偶]数月")
_SEPARATOR = re.compile(r"[:・、,\s]*(?:と|ほか|など|等)?[・、,\s]*")


@dataclass(slots=True)
class Closing:
    """What one clause takes away. `unclear`: also days that it does not name."""

    word: str
    is_topic: bool = False  # …は休み, and not …休み
    days: list[Days] = field(default_factory=list)
    halves: list[tuple[Days, str, bool]] = field(default_factory=list)  # False: or all day long
    pauses: list[Span] = field(default_factory=list)
    seasons: list[Season] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    on_holidays: list[Days] = field(default_factory=list)  # Fridays, where they are holidays
    exceptional: list[Days] = field(default_factory=list)  # Mondays, but not where they are holidays
    holidays: bool = False
    year_end: bool = False
    unclear: bool = False

    @property
    def is_whole_list(self) -> bool:
        """休館日:…; 月曜休館: all other days are open. Where only Saturdays are named: Sundays, too?"""
        codes = {code for days in [*self.days, *self.exceptional] for code in days.codes}
        names_a_day = any(len(code) == 2 and code != "SA" for code in codes)
        return self.word.startswith("定休") or names_a_day and bool(_OF_A_PLACE.match(self.word))


def read_closing(clause: str) -> Closing | None:
    """None where the clause does not end with a word for closed, or tells when a day ends: 水曜は15時で閉所."""
    if _ENDS_AT.search(re.sub(RANGE, "", clause)):
        return None
    match = _CLOSED.fullmatch(clause) or _VACATION.fullmatch(clause)
    if not match:
        return None
    what = _WHOSE.sub("", _REASON.sub("", match["what"]))
    closing = Closing(match["word"], is_topic=bool(_TOPIC.search(clause[: match.start("word")])))
    closing.unclear = not what
    if _take_part_of_the_year(closing, what):
        return closing
    at = 0
    while at < len(what):
        item = _ITEM.match(what, at)
        if item is None:
            break
        _take(closing, item)
        at = item.end()
        if separator := _SEPARATOR.match(what, at):
            at = separator.end()
    return closing


def is_list(clause: str) -> bool:
    """月曜, 祝日, 年末年始: nothing but what can be closed, for the next clause to say what of it."""
    if _ENDS_CLOSED.search(clause):
        return False
    at = 0
    while at < len(clause):
        item = _ITEM.match(clause, at)
        if item is None or item["other"] or item["spans"] or item[0].endswith("のみ"):
            return False
        separator = _SEPARATOR.match(clause, item.end())
        at = separator.end() if separator else item.end()
    return bool(clause)


def _take(closing: Closing, item: re.Match[str]) -> None:
    if item["moved"]:
        _take_moved(closing, item["moved"])
    elif item["after"]:
        closing.rules.append(Rule(holidays="after"))
    elif item["dates"]:
        _take_dates(closing, item["dates"], is_yearly=bool(item["yearly"]), goes_on=bool(item["on"]))
    elif item["months"]:
        closing.seasons.append(read_months(item["months"]) or frozenset())
    elif item["year_end"]:
        closing.year_end = True
    elif item["perhaps"]:
        closing.rules.append(Rule(season=perhaps(item["perhaps"]), holidays="maybe"))
    elif item["week"]:
        closing.days.append(Days(tuple(f"{item['week']}{code}" for code in CODES)))
    elif item["half_days"]:
        _take_halves(closing, item["half_days"], item["half"], each=bool(item["each"]))
    elif item["days"]:
        days = days_of(item["days"])
        closing.unclear |= days is None
        closing.days += [days] if days else []
        closing.holidays |= bool(days and days.holidays)
    elif item["spans"]:
        spans = read_spans(item["spans"])
        closing.unclear |= spans is None
        closing.pauses += spans or []
    elif _NOT_ALL_DAY.search(item["other"]):
        raise Unclear(item["other"])
    elif closing.word not in _NOT_AT_ALL or _TIME.search(item["other"]):
        closing.unclear = True


def _take_part_of_the_year(closing: Closing, what: str) -> bool:
    """8月は水曜, 土曜は8月, 金曜は祝日: some days of a part of the year, or of those days the holidays. What is
    closed in a part of the year but cannot be named (8月の第1週) leaves all of it open to question."""
    match = _WITHIN.fullmatch(what) or _DAYS_WITHIN.fullmatch(what)
    if match:
        days, dated = days_of(match["what"]), read_dated(match["when"])
        season = dated.season if dated else read_months(match["when"])
        if season is None or days is None and _OTHER_DATES.search(match["what"]):
            raise Unclear(what)
        is_told = days and not days.holidays
        codes = days.codes if days and is_told else CODES
        since, until = (dated.since, dated.until) if dated else (None, None)
        closing.rules.append(
            Rule(codes, ALL_YEAR if since else season, since, until, "open" if is_told else "maybe")
        )
    elif match := _ON_HOLIDAYS.fullmatch(what):
        days = days_of(match["what"])
        if days is None or days.holidays:
            raise Unclear(what)
        closing.on_holidays.append(days)
    return match is not None


def _take_halves(closing: Closing, text: str, half: str, *, each: bool) -> None:
    """水曜・土曜は午後: both. 水曜・土曜午後: is Wednesday closed all day, or in the afternoon as well?"""
    each = each and "、" not in text
    *earlier, last = [part for part in re.split(r"[・、,\s]+", text) if part]
    for part in [*earlier, last]:
        days = days_of(part)
        if days is None or days.holidays and part is last:
            closing.unclear = True
        elif days.codes:
            closing.halves.append((days, half, each or part is last))


def _take_moved(closing: Closing, text: str) -> None:
    days = days_of(text[2:])
    if days is None or any(len(code) > 2 for code in days.codes):
        closing.unclear = True
    else:
        rule = Rule(codes=days.codes, holidays="moved" if text[1] == "振" else "except")
        closing.exceptional.append(days)
        closing.rules.append(rule)


def _take_dates(closing: Closing, text: str, *, is_yearly: bool, goes_on: bool) -> None:
    """A date without a year is a rule for every year only where it says so, or stands at お盆 or new year."""
    dated = read_dated(text)
    is_end = text.endswith("まで") and dated is not None and len(dated.season) == 1
    if dated is None or (goes_on or is_end) and not dated.since:
        closing.unclear = True
    elif is_end:
        closing.rules.append(Rule(until=dated.until))
    elif goes_on:
        closing.rules.append(Rule(since=dated.since))
    elif dated.since:
        closing.rules.append(Rule(since=dated.since, until=dated.until))
    elif dated.season == YEAR_END:
        closing.year_end = True
    else:
        sure = not dated.weekday and (
            is_yearly or dated.season <= ABOUT_NEW_YEAR or dated.season <= ABOUT_OBON
        )
        codes = (dated.weekday,) if dated.weekday else CODES
        closing.rules.append(Rule(codes, dated.season, holidays="open" if sure else "maybe"))


@dataclass(frozen=True, slots=True)
class Closure:
    """A closure that stands in a name. Both days inclusive; without `since` it is closed already, without
    `until` nobody knows how long. `text`: as in the name."""

    since: date | None
    until: date | None
    text: str


_LASTING = r"休園|休所|休止|休会|閉園|閉所|閉館|閉鎖|閉室|廃止|廃園|廃所|閉校|休校"
_BRACKETS = re.compile(r"[((【\[〔<〈]([^()()【】\[\]〔〕<>〈〉]*)[))】\]〕>〉]")
_WHY = (
    r"(?:現在|当面の間|当分の間|一時|臨時|(?:改修|大規模|建替え?)?工事(?:の|に)?(?:ため|より|伴い)?|[、\s※])*"
)
_CLOSURE = re.compile(
    rf"{_WHY}(?:(?P<dates>{DATES})\s*(?P<edge>から|より|以降|付け?で?|をもって|をもちまして|限りで|末で|まで)?\s*(?:は|、)?\s*)?"
    rf"{_WHY}(?:(?P<lasting>{_LASTING})|休館|休室|休業|休診)(?:中|しています|します|いたします|となります)?(?:です)?"
)
_LAST_DAY = {"をもって", "をもちまして", "限りで", "末で"}


def closure_in_name(name: str) -> Closure | None:
    """「○○保育所(令和8年4月1日から休園)」「○○ルーム(休止中)」 -> the closure, or None.

    Without a date only a lasting state counts (休止中, 廃止). A date without a year is no date.
    """
    plain = clean(name)
    inside = [match[1] for match in _BRACKETS.finditer(plain)]
    return next(filter(None, map(_closure, [*inside, *re.split(r"[\s※]", plain)[1:]])), None)


def _closure(text: str) -> Closure | None:
    match = _CLOSURE.fullmatch(text.strip())
    if not match:
        return None
    if not match["dates"]:
        return Closure(None, None, text) if match["lasting"] or text.endswith("中") else None
    dated = read_dated(match["dates"])
    if dated is None or dated.since is None:
        return None
    edge, is_one_day = match["edge"] or "", dated.since == dated.until
    if is_one_day and (match["dates"].endswith("まで") or edge == "まで"):
        return Closure(None, dated.until, text)
    if is_one_day and edge in _LAST_DAY:
        return Closure(dated.since + timedelta(days=1), None, text)
    is_open_end = is_one_day and bool(edge or match["lasting"])
    return Closure(dated.since, None if is_open_end else dated.until, text)
