"""A list of any size: the sample town's records with other names, places and sentences, all different."""

import random
import tempfile
import uuid
from functools import cache

from resources_db.documents import Document, load
from resources_db.engine import Sessions, open_engine, open_sessions
from resources_db.history import Change, NewRecord, advance_revision, create
from resources_db.migrate import migrate
from resources_db.models import Service
from resources_db.seed.load import TOWN, load_sample_town

_FIRST = "青朝天岩梅榎大岡海風桂神北桐草桜里清杉瀬高竹月鶴寺東中西野白浜林原春東日平広藤星松水南宮桃森山雪若"
_SECOND = "井浦江尾川木岸沢島田谷津塚根野橋原見峰本山"
_ENDS = ("", "", "町", "台", "が丘", "ヶ谷", "村", "新田", "本町", "南", "北", "中央")
_WORDS = ("あおぞら", "いちご", "うさぎ", "おひさま", "かもめ", "きらり", "くるみ", "こだま", "さくらんぼ", "しずく",
          "すみれ", "そよかぜ", "たんぽぽ", "つくし", "どんぐり", "なないろ", "にじいろ", "のびのび", "ひだまり", "ふたば",
          "ほほえみ", "まつぼっくり", "みつばち", "めばえ", "ゆりかご", "よつば", "わかば", "りんご")  # fmt: skip
_BATCH = 1000


def fill(sessions: Sessions, rows: int, seed: int = 1) -> None:
    """Put `rows` published records into a database that is migrated and empty, in the way of all changes."""
    chance = random.Random(seed)
    originals = sample_documents()
    for start in range(0, rows, _BATCH):
        numbers = range(start, min(start + _BATCH, rows))
        records = [_record(number, originals, chance) for number in numbers]
        with sessions.begin() as session:
            advance_revision(session)
            create(Change(session, "benchmark"), records)


@cache
def sample_documents() -> tuple[Document, ...]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/town.db"
        migrate(open_engine(url))
        sessions = open_sessions(url)
        load_sample_town(sessions)
        with sessions() as session:
            ids = [id_ for (id_,) in session.query(Service.id).order_by(Service.source_id)]
            found = load(session, ids)
        sessions.kw["bind"].dispose()
    return tuple(found[id_] for id_ in ids)


def _record(number: int, originals: tuple[Document, ...], chance: random.Random) -> NewRecord:
    first, second = originals[number % len(originals)], chance.choice(originals)
    town, district, word = _place(chance), _place(chance), chance.choice(_WORDS)
    sentences = _sentences(first) + chance.sample(_sentences(second), k=min(2, len(_sentences(second))))
    chance.shuffle(sentences)
    changes: Document = {
        "name": f"{_renamed(first['name'], town)} {district}{word}",
        "summary": _renamed(first["summary"], town),
        "description": _renamed("".join(sentences), town),
        "organization": first["organization"] and _renamed(first["organization"], town),
        "places": [
            {k: v for k, v in place.items() if k not in ("id", "link_id")}
            | {"district": district, "address": f"みなも県{town}{district}{number % 40}-{number % 7}"}
            for place in first["places"]
        ],
        "status": "published",
    }
    id_ = str(uuid.UUID(int=chance.getrandbits(128), version=4))
    return NewRecord(id_, {"source": "many", "source_id": f"{number:06d}"}, first | changes)


def _sentences(document: Document) -> list[str]:
    return [s + "。" for s in document["description"].replace("\n", "。").split("。") if s]


def _renamed(text: str, town: str) -> str:
    return text.replace(TOWN, town).replace(TOWN[:-1], town[:-1])


def _place(chance: random.Random) -> str:
    return chance.choice(_FIRST) + chance.choice(_SECOND) + chance.choice(_ENDS)
