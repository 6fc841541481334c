"""The shapes in which HSDS comes: JSON of several kinds, lines, CSV tables; and files that are none of it."""

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from resources_db.hsds.reading import read_hsds
from resources_db.importers.records import Record, RowError
from resources_db.importers.unreadable import UnreadableFile

IDS = [f"ac148810-d857-441c-9679-408f346de14{i}" for i in range(3)]
SERVICES = [
    {"id": id_, "name": f"広場{i}", "status": "active", "url": "https://example.jp"}
    for i, id_ in enumerate(IDS)
]
ORGANIZATION = {"id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "ほしぞら会", "description": ""}


def save(path: Path, content: Any) -> Path:
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def names(path: Path) -> list[str]:
    """Names of the records; of what could not be taken, the column."""
    return [r.document["name"] if isinstance(r, Record) else f"!{r.column}" for _, r in read_hsds(path)]


LINES = "\n".join(json.dumps(service) for service in SERVICES)
SHAPES = {
    "a list": (SERVICES, ["広場0", "広場1", "広場2"]),
    "one service": (SERVICES[0], ["広場0"]),
    "a page of the API": ({"total_items": 3, "contents": SERVICES[:2]}, ["広場0", "広場1"]),
    "an organization": (ORGANIZATION | {"services": SERVICES[:2]}, ["広場0", "広場1"]),
    "organizations": ([ORGANIZATION | {"services": [s]} for s in SERVICES], ["広場0", "広場1", "広場2"]),
    "a page of organizations": (
        {"contents": [ORGANIZATION | {"services": SERVICES}]},
        ["広場0", "広場1", "広場2"],
    ),
    "lines": (LINES, ["広場0", "広場1", "広場2"]),
    "lines with an empty one": (f"\n{LINES}\n\n", ["広場0", "広場1", "広場2"]),
    "with a byte order mark": ("\ufeff" + LINES, ["広場0", "広場1", "広場2"]),
    "spaces all over": (
        json.dumps(SERVICES, indent=4).replace("\n", "\r\n\r\n"),
        ["広場0", "広場1", "広場2"],
    ),
}
MIXED = {
    "an organization without services": (
        [SERVICES[0], ORGANIZATION | {"website": "x"}],
        ["広場0", "!services"],
    ),
    "with an empty list of them": ([SERVICES[0], ORGANIZATION | {"services": []}], ["広場0", "!services"]),
    "something else": ([SERVICES[0], 5, {"foo": 1}, None], ["広場0", "!", "!", "!"]),
    "a service without a name": ([SERVICES[0], {"status": "active"}], ["広場0", "!name"]),
    "a broken line": (f"{LINES}\n{{", ["広場0", "広場1", "広場2", "!"]),
}
NONE_OF_IT = {
    "empty": "",
    "spaces": " \n ",
    "no JSON": "名称,電話番号\n広場,03-0000-0101\n",
    "broken off": json.dumps(SERVICES)[:-20],
    "broken off after a comma": json.dumps(SERVICES)[:-1] + ",",
    "a list that ends in a comma": "[" + json.dumps(SERVICES[0]) + ",]",
    "items without a comma": "[" + json.dumps(SERVICES[0]) * 2 + "]",
    "more after the list": json.dumps(SERVICES) + "]",
    "another kind of JSON": {"type": "FeatureCollection", "features": []},
    "a number": 5,
    "an empty list": [],
    "a number that JSON does not have": '[{"name": "x", "status": "active", "minimum_age": NaN}]',
    "brackets in brackets": "[" * 100_000,
}


@pytest.mark.parametrize(("content", "found"), SHAPES.values(), ids=SHAPES)
def test_shapes(tmp_path: Path, content: Any, found: list[str]) -> None:
    assert names(save(tmp_path / "x.json", content)) == found


@pytest.mark.parametrize(("content", "found"), MIXED.values(), ids=MIXED)
def test_what_is_no_service_is_told_beside_the_others(tmp_path: Path, content: Any, found: list[str]) -> None:
    assert names(save(tmp_path / "x.json", content)) == found


@pytest.mark.parametrize("content", NONE_OF_IT.values(), ids=NONE_OF_IT)
def test_files_that_cannot_be_read(tmp_path: Path, content: Any) -> None:
    with pytest.raises(UnreadableFile):
        names(save(tmp_path / "x.json", content))


BROKEN = {
    "the first line": ("名称,電話番号\n広場,03-0000-0101\n", 1),
    "below empty lines": ('\n\n{"id": }', 3),
    "an object of several lines": ('{\n"id": "1",\n"name": \n}', 4),
    "a list": ('[\n{"id": "1", "status": "active"},\n{"id": "2" "status": "active"}\n]', 3),
    "a list below empty lines": ("\n \n[\n{]", 4),
    "no comma": ('[{"id": "1", "status": "active"}\n\n{"id": "2"}]', 3),
    "more after the list": ("[]\n\n]", 3),
    "far down in a long list": ("[" + '{"id": "1", "name": "広場"},\n' * 60_000 + "{", 60_001),
    "a text that never ends": ('[\n{"id": "1},\n', 2),
    "line ends of Windows": ('[\r\n{"id": "1"},\r\n{]', 3),
}


@pytest.mark.parametrize(("content", "line"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_json_is_told_by_its_line(tmp_path: Path, content: str, line: int) -> None:
    with pytest.raises(UnreadableFile, match=f"^{line}行目がJSONとして読めません。") as caught:
        names(save(tmp_path / "x.json", content))
    assert not re.search("[A-Z][a-z]+ [a-z]+", str(caught.value))


def test_a_line_of_lines_is_told_by_its_number(tmp_path: Path) -> None:
    """U+2028 ends no line of JSON, though it ends one of Python's."""
    first = json.dumps(SERVICES[0] | {"description": "1\u20282"}, ensure_ascii=False)
    found = list(read_hsds(save(tmp_path / "x.json", f"{first}\n\n{{\n")))
    assert [isinstance(record, Record) for _, record in found] == [True, False]
    assert "3行目がJSONとして" in found[1][1].error  # type: ignore[union-attr]


class TestRowsWithAnotherForm:
    """Staff cannot mend them: the sentence says what to tell whoever can."""

    @pytest.mark.parametrize(
        ("changes", "wish"),
        [
            ({"phones": "03-0000-0101"}, "phones は配列にしてください"),
            ({"phones": ["03-0000-0101"]}, "phones[0] はオブジェクトにしてください"),
            ({"description": ["広場"]}, "description は文字列か数にしてください"),
            ({"status": "受付中"}, "status は active、inactive、defunct、temporarily closed のどれかにしてください"),
            ({"name": " "}, "name(名称)を入れてください"),
        ],
    )  # fmt: skip
    def test_say_what_to_pass_on(self, tmp_path: Path, changes: dict[str, Any], wish: str) -> None:
        _, (_, error) = read_hsds(save(tmp_path / "x.json", [SERVICES[1], SERVICES[0] | changes]))
        assert isinstance(error, RowError)
        assert (
            error.error
            == f"HSDSの決まりと形がちがいます。ファイルを作ったところに「{wish}」と伝えてください。"
        )


def test_files_that_are_not_there_or_in_another_encoding(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="開けません"):
        names(tmp_path / "nothing.json")
    (tmp_path / "sjis.json").write_bytes(json.dumps(SERVICES, ensure_ascii=False).encode("cp932"))
    with pytest.raises(UnreadableFile, match="UTF-8"):
        names(tmp_path / "sjis.json")


def test_utf_16(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(json.dumps(SERVICES, ensure_ascii=False).encode("utf-16"))
    assert names(path) == ["広場0", "広場1", "広場2"]


def test_a_long_list_is_read_piece_by_piece(tmp_path: Path) -> None:
    """Items that lie across the pieces come out whole."""
    many = [
        SERVICES[0] | {"id": f"{i:08}-0000-4000-8000-000000000000", "description": "長い説明。" * 400}
        for i in range(1200)
    ]
    path = save(tmp_path / "x.json", many)
    assert path.stat().st_size > 6_000_000
    records = [record for _, record in read_hsds(path) if isinstance(record, Record)]
    assert [record.id for record in records] == [service["id"] for service in many]


def test_what_no_database_can_store_is_left_out(tmp_path: Path) -> None:
    path = save(
        tmp_path / "x.json",
        '[{"name": "広\\u0000場\\ud83d", "status": "active", "url": "https://example.jp"}]',
    )
    assert names(path) == ["広場"]


def test_rows_are_counted_from_one(tmp_path: Path) -> None:
    path = save(tmp_path / "x.json", [SERVICES[0], {"foo": 1}, SERVICES[1]])
    assert [(row, isinstance(record, RowError)) for row, record in read_hsds(path)] == [
        (1, False),
        (2, True),
        (3, False),
    ]


TABLES = {
    "organizations": "id,name,description\nO1,ほしぞら会,\n",
    "services": "id,organization_id,name,status,minimum_age\nS1,O1,広場,active,6\nS2,,教室,active,\n",
    "service_at_location": "id,service_id,location_id,description\nA1,S1,L1,2階の部屋\n",
    "locations": "id,location_type,name\nL1,physical,市民館\n",
    "addresses": "id,location_id,address_1,city,state_province,postal_code,country,address_type\n"
    "D1,L1,本町1-1,星見市,みなも県,000-0000,JP,physical\n",
    "phones": "id,service_id,contact_id,number,type\nP1,S1,,03-0000-0101,voice\nP2,,C1,03-0000-0102,voice\n",
    "contacts": "id,service_id,department\nC1,S2,子育て課\n",
    "schedules": "id,service_id,freq,byday,opens_at,closes_at\nH1,S1,WEEKLY,\"MO,TU\",09:00,17:00\n",
    "taxonomies": "id,name,description\nT1,設備,\n",
    "taxonomy_terms": "id,taxonomy_id,code,name,description\nT2,T1,nursing,授乳室,\n",
    "attributes": "id,link_id,taxonomy_term_id,value\nX1,S1,T2,あり\n",
}  # fmt: skip


class TestTables:
    @pytest.fixture(params=["folder", "zip", "zip with a folder in it", "cp932", "byte order mark"])
    def tables(self, request: pytest.FixtureRequest, tmp_path: Path) -> Path:
        encoding = {"cp932": "cp932", "byte order mark": "utf-8-sig"}.get(request.param, "utf-8")
        files = {f"{name}.csv": text.encode(encoding) for name, text in TABLES.items()}
        if not request.param.startswith("zip"):
            for name, content in files.items():
                (tmp_path / name).write_bytes(content)
            return tmp_path
        path = tmp_path / "hsds.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in files.items():
                archive.writestr(f"data/{name}" if "folder" in request.param else name, content)
        return path

    def test_everything_hangs_where_it_belongs(self, tables: Path) -> None:
        first, second = (record for _, record in read_hsds(tables) if isinstance(record, Record))
        document = first.document
        assert (first.source_id, document["name"], document["organization"]) == ("S1", "広場", "ほしぞら会")
        assert document["minimum_age"] == 72
        assert [place["address"] for place in document["places"]] == ["みなも県星見市本町1-1"]
        assert document["places"][0]["link_description"] == "2階の部屋"
        assert [phone["number"] for phone in document["phones"]] == ["03-0000-0101"]
        assert [window["byday"] for window in document["schedules"]] == ["MO,TU"]
        assert [(a["taxonomy"], a["name"], a["value"]) for a in document["attributes"]] == [
            ("設備", "授乳室", "あり")
        ]
        assert [phone["number"] for phone in second.document["phones"]] == ["03-0000-0102"]  # of its contact
        assert second.document["organization"] is None

    def test_ids_that_are_no_uuids_are_ids_of_the_source(self, tables: Path) -> None:
        records = [record for _, record in read_hsds(tables) if isinstance(record, Record)]
        assert [(record.id, record.source_id) for record in records] == [(None, "S1"), (None, "S2")]

    def test_the_same_every_time(self, tables: Path) -> None:
        assert list(map(str, read_hsds(tables))) == list(map(str, read_hsds(tables)))

    def test_a_row_that_hangs_on_nothing_is_told(self, tmp_path: Path) -> None:
        for name, text in TABLES.items():
            save(tmp_path / f"{name}.csv", text)
        save(tmp_path / "phones.csv", "id,service_id,number\nP9,S9,03-0000-0109\n")
        errors = [record for _, record in read_hsds(tmp_path) if isinstance(record, RowError)]
        assert [(error.column, error.value) for error in errors] == [("phones.csv", "P9")]

    def test_no_services(self, tmp_path: Path) -> None:
        save(tmp_path / "phones.csv", TABLES["phones"])
        with pytest.raises(UnreadableFile, match=r"フォルダーです。.*services\.csv"):
            list(read_hsds(tmp_path))
        save(tmp_path / "services.csv", "id,name\n")
        with pytest.raises(UnreadableFile, match="services.csv に行がありません"):
            list(read_hsds(tmp_path))

    def test_a_broken_zip(self, tmp_path: Path) -> None:
        path = tmp_path / "x.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("services.csv", TABLES["services"] * 50)
        content = bytearray(path.read_bytes())
        content[60:70] = b"\0" * 10
        path.write_bytes(content)
        with pytest.raises(UnreadableFile, match="zip"):
            list(read_hsds(path))
