"""What is taken for HSDS when nobody says so: not everything that is JSON and has names."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from resources_db.engine import Sessions
from resources_db.hsds.export import write
from resources_db.hsds.recognising import is_hsds
from resources_db.importers import UnreadableFile, import_file
from tests.conftest import shared_file
from tests.resources_db.hsds.test_export import put

SERVICE = {"id": "1", "name": "広場"}
ORGANIZATION = {"id": "2", "name": "ほしぞら会"}
IS = {
    "by its status": SERVICE | {"status": "active"},
    "by a status in capitals": SERVICE | {"status": "Inactive"},
    "by its organization": SERVICE | {"organization": ORGANIZATION},
    "by what only services have": SERVICE | {"fees_description": "無料"},
    "a page": {"contents": [SERVICE | {"status": "active"}]},
    "an organization with services": ORGANIZATION | {"services": [SERVICE | {"status": "active"}]},
    "an organization without any": ORGANIZATION | {"services": [], "tax_status": "x"},
    "tables": {"services.csv": [SERVICE]},
    "one of two": [SERVICE | {"status": "active"}, {"note": "x"}],
    "an empty list, which reading will refuse": [],
}
IS_NOT = {
    "names": [{"name": "広場A", "tel": "03-0000-0101"}, {"name": "広場B"}],
    "names with ids": [SERVICE, SERVICE],
    "another kind of status": [SERVICE | {"status": "受付中"}],
    "a status that is no text": [SERVICE | {"status": 1}],
    "a status without an id": [{"name": "広場", "status": "active"}],
    "the office as a text": [SERVICE | {"organization": "星見市"}],
    "one of many": [SERVICE | {"status": "active"}, *[SERVICE] * 5],
    "map data": {"type": "FeatureCollection", "features": []},
    "a place of HSDS": SERVICE | {"location_type": "physical", "phones": [], "schedules": []},
    "settings": {"name": "app", "version": "1"},
    "a page of others": {"contents": [{"name": "広場"}]},
    "texts": ["広場", "教室"],
    "a number": 5,
}


def save(path: Path, content: Any) -> Path:
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return path


class TestJson:
    @pytest.mark.parametrize("content", IS.values(), ids=IS)
    def test_is_hsds(self, tmp_path: Path, content: Any) -> None:
        assert is_hsds(save(tmp_path / "a.json", content))

    @pytest.mark.parametrize("content", IS_NOT.values(), ids=IS_NOT)
    def test_is_refused_with_what_to_do(self, tmp_path: Path, content: Any) -> None:
        with pytest.raises(UnreadableFile, match=r"HSDS\)ではありません。表なら .xlsx か CSV"):
            is_hsds(save(tmp_path / "a.json", content))

    def test_the_examples_of_the_standard(self) -> None:
        folder = shared_file("data/hsds/examples")
        services = ("service_full", "service_list", "organization_full", "organization_list", "tabular")
        assert all(is_hsds(folder / f"{name}.json") for name in services)
        for name in ("location", "taxonomy", "taxonomy_list", "taxonomy_term", "taxonomy_term_list", "base"):
            with pytest.raises(UnreadableFile):
                is_hsds(folder / f"{name}.json")

    def test_our_own_export(self, empty_town: Sessions, tmp_path: Path) -> None:
        put(empty_town)
        write(empty_town, tmp_path / "list.json")
        assert is_hsds(tmp_path / "list.json")
        assert import_file(empty_town, tmp_path / "list.json").format == "hsds"

    def test_nothing_of_other_json_comes_in(self, empty_town: Sessions, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFile, match="HSDS"):
            import_file(empty_town, save(tmp_path / "a.json", IS_NOT["names with ids"]))

    def test_who_says_that_it_is_hsds_is_believed(self, empty_town: Sessions, tmp_path: Path) -> None:
        path = save(tmp_path / "a.json", [SERVICE])
        assert import_file(empty_town, path, format="hsds", dry_run=True).created == 1


class TestOtherFiles:
    def test_a_folder_of_tables(self, tmp_path: Path) -> None:
        (tmp_path / "services.csv").write_text("id,name\n", "utf-8")
        assert is_hsds(tmp_path)

    def test_any_other_folder(self, empty_town: Sessions, tmp_path: Path) -> None:
        (tmp_path / "list.csv").write_text("名称\n", "utf-8")
        assert not is_hsds(tmp_path)
        for format in ("auto", "hsds"):
            with pytest.raises(UnreadableFile, match="^ファイルではなくフォルダーです。中のファイルを選んで"):
                import_file(empty_town, tmp_path, format=format)

    @pytest.mark.parametrize(("name", "is_it"), [("data/services.csv", True), ("list.csv", False)])
    def test_zips(self, tmp_path: Path, name: str, is_it: bool) -> None:
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            archive.writestr(name, "id,name\n")
        assert is_hsds(tmp_path / "a.zip") is is_it

    def test_a_zip_whose_directory_is_broken(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            archive.writestr("services.csv", "id,name\n")
        content = (tmp_path / "a.zip").read_bytes().replace(b"PK\x01\x02", b"PK\x01\x09")
        (tmp_path / "a.zip").write_bytes(content)
        assert not is_hsds(tmp_path / "a.zip")

    def test_a_name_that_no_system_takes(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFile, match="名前が長すぎます"):
            is_hsds(tmp_path / ("x" * 300 + ".json"))
