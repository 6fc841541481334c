"""A Japanese address in its parts, as far as they are written. What is not written is not filled in."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from resources_db.reading.text import clean


@dataclass(frozen=True, slots=True)
class Address:
    """`text` is the cell as it stands; every part is None where it is not sure. `city` holds 郡 and ward too
    (木田郡三木町, 横浜市中区), `town` the 町字 with its 丁目, `street` 番地 and 号 as they are written.
    `secret`: the place is not told (a shelter), so that there are no parts at all."""

    text: str
    postal_code: str | None = None
    prefecture: str | None = None
    city: str | None = None
    town: str | None = None
    street: str | None = None
    building: str | None = None
    secret: bool = False


_SECRET = re.compile(
    r"非公開|非公表|秘匿|不公開|非開示|(?:公開|公表|開示|お教え|お伝え|お答え)(?:して|し|は|でき)?(?:い(?:ません|ない)|ておりません|ません)"
    r"|(?:所在地|住所|場所|会場)は?[^。]*(?:案内(?![図所板標看])|お知らせ|お伝え|連絡|ご相談)|(?:決まってから|相談時に|登録者に|申込(?:み|者)?[にへ])[^。]*(?:案内|お知らせ)"
)
_POSTAL = re.compile(
    r"(?:〒|郵便番号)\s*:?\s*(\d{3})\s*-?\s*(\d{4})(?!\d)|^(\d{3})-(\d{4})(?=[\s\D])(?!-)|^(\d{3})(\d{4})(?=\s+[^\d\s-])"
)
_LABEL = re.compile(r"^(?:住所|所在地|場所|会場)\s*[:：]\s*")

_PREFECTURES = (
    "北海道|青森県|岩手県|宮城県|秋田県|山形県|福島県|茨城県|栃木県|群馬県|埼玉県|千葉県|東京都|神奈川県|新潟県|富山県|石川県|福井県|山梨県|長野県"
    "|岐阜県|静岡県|愛知県|三重県|滋賀県|京都府|大阪府|兵庫県|奈良県|和歌山県|鳥取県|島根県|岡山県|広島県|山口県|徳島県|香川県|愛媛県|高知県"
    "|福岡県|佐賀県|長崎県|熊本県|大分県|宮崎県|鹿児島県|沖縄県"
)
# A prefecture of sample data (みなも県): a name that ends in 県 and is followed by a 市, not by 山県市 or 県町.
_PREFECTURE = re.compile(
    rf"(?:{_PREFECTURES}|[^\s\d都道府県市区町村郡()]{{2,4}}県(?=[^\s\d市区町村郡()]{{1,5}}市))"
)
_DESIGNATED = "札幌|仙台|さいたま|千葉|横浜|川崎|相模原|新潟|静岡|浜松|名古屋|京都|大阪|堺|神戸|岡山|広島|北九州|福岡|熊本"
# 東京都の23区のうち、名前がほかの市の区と重ならないもの
_TOKYO_WARDS = "千代田|新宿|文京|台東|墨田|江東|品川|目黒|大田|世田谷|渋谷|中野|杉並|豊島|荒川|板橋|練馬|足立|葛飾|江戸川"
_MORE_WARDS = "中央|港|北"  # 札幌市や大阪市にもある: 東京都と書いてあるときだけ
_WARD = re.compile(rf"(?:{_TOKYO_WARDS})区")
_WARD_OF_TOKYO = re.compile(rf"(?:{_TOKYO_WARDS}|{_MORE_WARDS})区")
# Names of towns and counties that hold 市, 町, 村 or 郡 themselves.
_ODD_CITIES = (
    "四日市市|廿日市市|野々市市|八日市市|八日市場市|市川市|市原市|十日町市|町田市|大町市|村上市|村山市|東村山市|武蔵村山市|大村市|羽村市|田村市|中村市"
    "|郡山市|郡上市|大和郡山市|蒲郡市|小郡市|山県市"
)
_ODD_TOWNS = "大町町|玉村町|田村町|上市町|下市町|余市町|市貝町|市川町|市川三郷町|村田町|東村"
_NAME = r"[^\s\d市区町村郡県丁字()、。]"
_TOWN_OF_COUNTY = re.compile(rf"[^\s\d郡()]{{1,4}}郡(?:{_ODD_TOWNS}|{_NAME}{{1,6}}[町村])")
_TOWN_AFTER_PREFECTURE = re.compile(rf"{_ODD_TOWNS}|{_NAME}{{1,6}}[町村]")
# 東京都の島の町村。郡はなく、島の名が前に付くことがある
_ISLANDS = "八丈|三宅|伊豆大|大|利|新|式根|神津|御蔵|青[ヶケが]|父|母|小笠原諸"
_ISLAND_TOWNS = "大島町|利島村|新島村|神津島村|三宅村|御蔵島村|八丈町|青[ヶケが]島村|小笠原村"
_TOWN_OF_ISLAND = re.compile(rf"(?:(?:{_ISLANDS})島)?(?:{_ISLAND_TOWNS})")
_SURE_CITY = re.compile(rf"(?:{_DESIGNATED})市{_NAME}{{1,4}}区|{_ODD_CITIES}")
_CITY = re.compile(rf"{_SURE_CITY.pattern}|{_NAME}{{1,6}}市")
# 市で終わる町の名と、どの市でもない市
_NO_CITY = re.compile(
    r"(?:[一二三四五六七八九十廿]日|古|新|今|本|上|下|中|東|西|南|北|元|朝|魚|海老|青物|余|高|年|各|当|同|他|両|全|近隣|周辺|都)市|.*(?:[のを]|法人).*市"
)
_NO_PLACE_AFTER = re.compile(
    r"役所|役場|立(?!\S*\d(?:-|番|$))|内(?:$|[^一-龠]|全|各|在|外|居|一円)|民|外(?![一-龠])|外国|営|長(?:$|[^一-龠]|部局|公室)|議会|職員|保健所"
    r"|教育委員会|社会福祉|社協|消防|警察|病院|図書館|総合|保健|福祉|文化|中央図書|[、。・]"
)

_KANJI_NUMBER = r"[〇一二三四五六七八九十百]+"
# 数字のすぐ後がこれなら、番地ではなく町の名の一部: 1丁目、北1条、6番町、23線、第1号
_OF_TOWN = (
    r"(?:丁目|丁(?=[\d\s(]|$)|条|番町|番丁|線|号線|の町|区|字|町(?!目)|ノ|軒|本木|日町|の坪|割|号(?=\d))"
)
# 新市町, 古市一丁目: the 市 is no city
_PART_OF_TOWN = re.compile(rf"[町村場区]|\d(?!\d*{_OF_TOWN})|{_KANJI_NUMBER}丁目")
_STREET = (
    r"(?:[甲乙丙]|(?<![ァ-ヶー])[イロハニホヘト]の?)?\d+(?!\d)(?:(?:番地の?|番の?|街区|-|の|ノ|之|号-)\d+)*(?:番地|番(?![町丁])|号|地割)?(?:の\d+|-\d+)?(?:地先|先|地内|外|ほか|他)?"
    rf"|{_KANJI_NUMBER}番(?:地)?(?![町丁])(?:の?{_KANJI_NUMBER}(?:号)?)?|番地なし|無番地|番外地"
)
_TOWN_AND_STREET = re.compile(
    rf"(?P<town>(?:[^\s\d()、,]|第\d+号|\d+(?={_OF_TOWN}))*?)\s?(?P<street>(?<!第)(?!\d+{_OF_TOWN})(?:{_STREET}))"
    r"(?![\d時分円年月日人名歳回階FfＦ室棟館組-])(?P<rest>.*)",
    re.DOTALL,
)
_TOWN_ALONE = re.compile(
    rf"(?:[^\s\d()、,。]|\d+(?={_OF_TOWN}))*?(?:[町村]|(?:\d+|{_KANJI_NUMBER})丁目|通り?|大字[^\s\d()]+|字[^\s\d()]+)(?=$|[\s(、,])"
)
# 宮脇町一丁目: sure to be a 町字 even without its city. 三木町氷上 is not: the 町 may be the municipality.
_TOWN_BY_ITSELF = re.compile(rf"{_NAME}+町?(?:\d+|{_KANJI_NUMBER})丁目")
_PUBLIC_HOUSE = re.compile(
    r"町(?:民|立|内|役場|営)|村(?:民|立|内|役場|営)|(?:センター|会館|公民館|図書館|学校|保育[園所]|幼稚園|こども園|病院|庁舎|施設|支所|プラザ|ホール|本館)(?![町通])"
)

_BUILDING = re.compile(
    r"\d+\s*(?:階|F\b|号室|号館|号棟)|F$|ビル|館|センター|プラザ|タワー|マンション|ハイツ|アパート|コーポ|メゾン|荘|団地|住宅|棟|室|庁舎|会館|学校|校|園|保育所|病院|医院"
    r"|クリニック|モール|店|駅|寺|神社|教会|公園|ホール|コート|パーク|ガーデン|ハウス|スクエア|テラス|支所|役所|役場|事務所|内$|ミライエ|集会所|公民館|寮|構内|教室|ひろば|広場"
)
_NO_BUILDING = re.compile(
    r"徒歩|駐車|案内|旧|から|電話|受付|予約|※|分$|行き|バス停|最寄|TEL|FAX|@|https?:|\d{2,4}-\d{2,4}-\d{3,4}|要|のみ|^(?:ほか|他|外|付近|周辺|集合)|午前|午後|曜"
)
_NEXT_ADDRESS = re.compile(
    r"(?:^|[\s、,/;])\s*[^\s\d()、]{1,8}[市区町村郡][^\s\d()]{0,12}\d+(?:-\d+|番地|番\d)|〒"
)
_TWO_BY_SLASH = re.compile(r"\d[^/]*/\s*(?!\d+\s*(?:階|F\b|号室))[^\d/]*[^\d\s/-]\s?\d+(?:-\d|番|丁目)")


@lru_cache(maxsize=4096)
def read_address(text: str) -> Address:
    """The parts of one address. Two addresses in a cell, and words that are no address, have none."""
    whole = Address(text)
    plain = _LABEL.sub("", clean(text))
    plain = re.sub(r"(?<=\d)(?: ?ー ?| - )(?=\d)", "-", plain)
    if _SECRET.search(plain):
        return replace(whole, secret=True)
    if postal := _POSTAL.search(plain):
        whole = replace(whole, postal_code="-".join(part for part in postal.groups() if part))
        plain = re.sub(r"\(\s*\)", "", plain[: postal.start()] + " " + plain[postal.end() :]).strip()
    if _TWO_BY_SLASH.search(plain):
        return whole
    prefecture, rest = _prefecture(plain)
    city, rest = _city(rest, prefecture)
    if prefecture and not city:
        # 北海道大学, 大阪府立…: a name and no address, unless nothing follows
        return replace(whole, prefecture=prefecture) if not rest else whole
    found = replace(whole, prefecture=prefecture, city=city)
    return _with_street(found, rest)


def _prefecture(plain: str) -> tuple[str | None, str]:
    match = _PREFECTURE.match(plain)
    if not match or _NO_PLACE_AFTER.match(plain[match.end() :]):
        return None, plain
    return match[0], plain[match.end() :].lstrip()


def _city(plain: str, prefecture: str | None) -> tuple[str | None, str]:
    """City, ward, or town of a county at the start. A bare 町 or 村 may be a part of a city: it is taken for a
    municipality only after its county (郡) or its prefecture."""
    match = _ward(plain, prefecture) or _CITY.match(plain)
    if not match or _NO_CITY.fullmatch(match[0]):
        match = _TOWN_OF_COUNTY.match(plain)
    if not match and prefecture:  # 東京都日本橋本町: the ward is left out
        match = (_TOWN_OF_ISLAND if prefecture == "東京都" else _TOWN_AFTER_PREFECTURE).match(plain)
    if not match:
        return None, plain
    rest = plain[match.end() :]
    sure = prefecture or _SURE_CITY.fullmatch(match[0])
    if _NO_PLACE_AFTER.match(rest) or (not sure and _PART_OF_TOWN.match(rest)):
        return None, plain
    return match[0], rest.lstrip()


def _ward(plain: str, prefecture: str | None) -> re.Match[str] | None:
    if prefecture not in (None, "東京都"):
        return None
    return (_WARD_OF_TOKYO if prefecture else _WARD).match(plain)


def _with_street(found: Address, rest: str) -> Address:
    match = _TOWN_AND_STREET.match(rest)
    town, after = (match["town"], match["rest"]) if match else ("", "")
    if not match:
        alone = _TOWN_ALONE.match(rest) if found.city else None
        town, after = (alone[0], rest[alone.end() :]) if alone else ("", rest)
    if _NEXT_ADDRESS.search(after):
        return replace(found, prefecture=None, city=None)
    if (
        not (match or town)
        or _PUBLIC_HOUSE.search(town)
        or not (found.city or _TOWN_BY_ITSELF.fullmatch(town))
    ):
        return found
    building = _building(after)
    if building is None or (not match and re.search(r"\d", building) and not _BUILDING.search(building)):
        return found
    return replace(
        found, town=town or None, street=match["street"] if match else None, building=building or None
    )


def _building(rest: str) -> str | None:
    """What follows the number: "" for nothing or a remark, None where it cannot be told what it is."""
    if not rest.strip():
        return ""
    bare = rest.strip(" \n、,")
    inside = re.fullmatch(r"\(([^()]*)\)", bare)
    bare = inside[1].strip() if inside else re.sub(r"\s+", " ", bare)
    if _NO_BUILDING.search(bare):
        return ""
    if inside or not rest[0].isspace():
        return bare if _BUILDING.search(bare) else ("" if inside else None)
    return bare
