"""Which of the 53 columns hold which fields, and how a field is written where the town's cells no longer do."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from resources_db.documents import Document
from resources_db.exporters import as_text
from resources_db.reading.text import clean

Cells = dict[str, str]

HEADERS = (
    "全国地方公共団体コード", "ID", "地方公共団体名", "名称", "名称_カナ", "名称_英字", "種別",
    "所在地_全国地方公共団体コード", "町字ID", "所在地_連結表記", "所在地_都道府県", "所在地_市区町村", "所在地_町字",
    "所在地_番地以下", "建物名等(方書)", "緯度", "経度", "高度の種別", "高度の値", "アクセス方法", "駐車場情報",
    "電話番号", "内線番号", "FAX番号", "連絡先メールアドレス", "連絡先FormURL", "連絡先備考（その他、SNSなど）",
    "郵便番号", "法人番号", "団体名", "認可等年月日", "収容定員", "受入年齢", "利用可能曜日", "開始時間", "終了時間",
    "利用可能日時特記事項", "一時預かりの有無", "子供預かり料金種別", "子供預かり料金", "子供預かり料金備考",
    "子供預かり開所時間", "子供預かり閉所時間", "病児保育の有無", "授乳室", "おむつ替えコーナー", "飲食可否",
    "ベビーカー貸出", "ベビーカー利用", "URL", "画像", "画像_ライセンス", "備考",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """Cells to write. They are right when they read back as the record in `must_read` (none: in all).
    The town's `own_words` are also right when nothing can be read in them: they are shown as they are."""

    cells: Cells
    must_read: tuple[str, ...] = ()
    own_words: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns that are read together: what they tell of a record, and the ways to write that, the best first.

    `text` is the town's own text among it: cells that still read as this text stay when no way is right.
    `whole`: header -> the field that is the cell itself.
    """

    told: Callable[[Document], Document]
    ways: Callable[[Document], Iterator[Way]]
    text: str | None = None
    whole: dict[str, str] = field(default_factory=dict)


def _fields(*names: str) -> Callable[[Document], Document]:
    return lambda document: {name: document[name] for name in names}


def _whole(header: str, name: str) -> Columns:
    def ways(document: Document) -> Iterator[Way]:
        yield Way({header: document[name] or ""})

    return Columns(_fields(name), ways, whole={header: name})


def _cells(headers: Sequence[str], values: Sequence[object]) -> Cells:
    return {h: "" if v is None else str(v) for h, v in zip(headers, values, strict=True)}


# 場所

_PLACE = ("所在地_連結表記", "郵便番号", "所在地_都道府県", "所在地_市区町村", "所在地_町字", "緯度", "経度", "アクセス方法", "駐車場情報")  # fmt: skip
_PLACE_FIELDS = ("address", "postal_code", "prefecture", "city", "district", "latitude", "longitude", "transportation", "parking")  # fmt: skip


def _first_place(document: Document) -> Document:
    places = document["places"]
    return {"place": {name: places[0][name] for name in _PLACE_FIELDS} if places else None}


def _place_ways(document: Document) -> Iterator[Way]:
    place = _first_place(document)["place"]
    values = [place[name] for name in _PLACE_FIELDS] if place else [None] * len(_PLACE)
    cells = _cells(_PLACE, values) | {"所在地_番地以下": "", "建物名等(方書)": ""}
    if place and not place["address"]:
        cells["所在地_連結表記"] = document["places"][0]["name"]  # 3階 会議室
    yield Way(cells)


# 電話

_PHONE = ("電話番号", "内線番号", "FAX番号")


def _phone_ways(document: Document) -> Iterator[Way]:
    faxes = [phone for phone in document["phones"] if phone["type"] == "fax"]
    others = [phone for phone in document["phones"] if phone["type"] != "fax"]
    if others:
        first = others[0] | {"extension": None}
        written = as_text.phones([first, *others[1:]])
        yield Way(_cells(_PHONE, (written, others[0]["extension"], as_text.phones(faxes))))
    yield Way(_cells(_PHONE, (as_text.phones(others), "", as_text.phones(faxes))))


CONTACT = "連絡先備考（その他、SNSなど）"


def contact_cell(document: Document, phone_cell: str) -> str:
    """What the record says on contact without the telephone cell, which an import puts before it when it can
    read no number there."""
    text = document["contact_text"] or ""
    return "" if text == phone_cell else text.removeprefix(f"{phone_cell}\n") if phone_cell else text


def _contact_ways(document: Document) -> Iterator[Way]:
    yield Way({CONTACT: document["contact_text"] or ""})


# 年齢、時間、費用: 町のことばを先に。ことばがないか、記録とちがうときは、記録の値から書く

_AGES = ("minimum_age", "maximum_age", "minimum_grade", "maximum_grade")


def _age_ways(document: Document) -> Iterator[Way]:
    if document["age_text"]:
        yield Way({"受入年齢": document["age_text"]}, _AGES, own_words=True)
    yield Way({"受入年齢": as_text.ages(document)}, _AGES)


_HOURS = ("利用可能曜日", "開始時間", "終了時間", "利用可能日時特記事項")
_IN_COLUMNS = re.compile(r"([月火水木金土日祝・、,]+) (\d{1,2}:\d\d)～(\d{1,2}:\d\d)(?: (.*))?", re.DOTALL)


def _hours_ways(document: Document) -> Iterator[Way]:
    text = document["hours_text"]
    if text and (parts := _IN_COLUMNS.fullmatch(text)):
        yield Way(_cells(_HOURS, parts.groups()))
    if text:
        yield Way(_cells(_HOURS, ("", "", "", text)), ("schedules",), own_words=True)
    yield Way(_cells(_HOURS, ("", "", "", as_text.hours(document["schedules"]))), ("schedules",))


_COST = ("子供預かり料金種別", "子供預かり料金", "子供預かり料金備考")


def _cost_ways(document: Document) -> Iterator[Way]:
    text = document["fees_description"] or "。".join(
        cost["amount_description"] for cost in document["cost_options"] if cost["amount_description"]
    )
    free = "無料" if document["is_free"] else ""
    yield Way(_cells(_COST, ("", "", text or free)), ("is_free",))
    yield Way(_cells(_COST, ("", "", "。".join(filter(None, (free, text))))), ("is_free",))


# そのほか

_FLAGS = {"一時預かりの有無": "一時預かり", "病児保育の有無": "病児保育"}


def _flags(document: Document) -> Document:
    said = document["keywords"].split()
    return {header: word in said for header, word in _FLAGS.items()}


def _flag_ways(document: Document) -> Iterator[Way]:
    yield Way({header: "有" if yes else "無" for header, yes in _flags(document).items()})


def _url_ways(document: Document) -> Iterator[Way]:
    url = document["url"] or ""
    yield Way({"URL": url, **({} if url else {"連絡先FormURL": ""})})


_REMARKS = (
    "description", "summary", "alternate_name", "eligibility_description", "application_process",
    "application_from", "application_until", "required_documents", "languages", "service_areas", "alert",
)  # fmt: skip


def _remark_ways(document: Document) -> Iterator[Way]:
    """The description, and what other formats have columns for, where the description does not say it."""
    days = [document["application_from"], document["application_until"]]
    told = [
        ("", document["description"]),
        ("", document["summary"]),
        ("お知らせ: ", document["alert"]),
        ("別の呼び名: ", document["alternate_name"]),
        ("対象: ", document["eligibility_description"]),
        ("申込み: ", document["application_process"]),
        ("申込みの期間: ", "～".join(day or "" for day in days) if any(days) else ""),
        ("必要なもの: ", "、".join(paper["document"] for paper in document["required_documents"])),
        ("使えることば: ", "、".join(language["name"] for language in document["languages"])),
        ("対象地域: ", "、".join(area["name"] for area in document["service_areas"])),
    ]
    lines: list[str] = []
    for label, text in told:
        if text and clean(text) not in clean("\n".join(lines)) and text != document["age_text"]:
            lines.append(f"{label}{text}")
    yield Way({"備考": "\n".join(lines)})


COLUMNS = (
    _whole("名称", "name"),
    _whole("名称_カナ", "name_kana"),
    _whole("種別", "kind"),
    _whole("団体名", "organization"),
    _whole("連絡先メールアドレス", "email"),
    Columns(_fields(*_REMARKS), _remark_ways),
    Columns(_first_place, _place_ways),
    Columns(_fields("phones"), _phone_ways),
    Columns(_fields("contact_text"), _contact_ways),
    Columns(_fields("age_text", *_AGES), _age_ways, text="age_text"),
    Columns(_fields("hours_text", "schedules"), _hours_ways, text="hours_text"),
    Columns(_fields("fees_description", "is_free", "cost_options"), _cost_ways, text="fees_description"),
    Columns(_flags, _flag_ways),
    Columns(_fields("url"), _url_ways),
)
