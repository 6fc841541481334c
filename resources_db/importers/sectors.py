"""Which part of the community an organization belongs to, where its own name or the file says so."""

import re

from resources_db.models import Sector
from resources_db.reading.text import clean

# 名前そのものが種類を言うものだけ。分からないときは空のまま
_BY_NAME = (
    (Sector.JUDICIAL, r"裁判所|法テラス|日本司法支援センター|弁護士会|司法書士会|保護観察所|法務局"),
    (Sector.POLICE, r"警察|少年サポートセンター"),
    (Sector.MEDICAL, r"病院|医院|クリニック|診療所|助産院|助産所|薬局|医師会|歯科医師会"),
    (Sector.SCHOOL, r"(?:小|中|高等|高|中等教育|特別支援|大)学校?$|学校$|大学|学園$|幼稚園$|教育委員会"),
    (
        Sector.PRIVATE,
        r"株式会社|有限会社|合同会社|合資会社|㈱|㈲|\(株\)|\(有\)|社会福祉法人|社会福祉協議会|学校法人|宗教法人"
        r"|医療法人|NPO|特定非営利|一般社団|一般財団|公益社団|公益財団|生活協同組合|協同組合",
    ),
    (
        Sector.PUBLIC,
        r"[都道府県市区町村]$|[市区町村県]役所|役場|[市県区町村都府道].*[課室局部係]$|[課局]$|児童相談所|保健所|保健センター",
    ),
)
_BY_WORD = {
    "公": Sector.PUBLIC,
    "民": Sector.PRIVATE,
    "私": Sector.PRIVATE,
    "司法": Sector.JUDICIAL,
    "医療": Sector.MEDICAL,
    "警察": Sector.POLICE,
    "学校": Sector.SCHOOL,
}


def sector_of(name: str, told: str = "") -> str | None:
    """From a column of the file (公立, 民間, 司法 …), else from the organization's name."""
    for word, sector in _BY_WORD.items():
        if told.startswith(word):
            return sector
    plain = clean(name)
    legal_form = next((pattern for sector, pattern in _BY_NAME if sector == Sector.PRIVATE), "")
    if re.match(legal_form, plain):  # 社会福祉法人○○病院: who runs it is private
        return Sector.PRIVATE
    return next((sector for sector, pattern in _BY_NAME if re.search(pattern, plain)), None)
