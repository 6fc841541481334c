"""`michi lint`: for people, for programs, and its exit codes."""

import json
from pathlib import Path

import pytest

from bot.safety.contacts import registry
from tests.web.cli.listed import List
from web.cli.linting import wrong_numbers


@pytest.fixture
def town(tmp_path: Path) -> List:
    return List(tmp_path)


class TestNothingFound:
    def test_exit_code_0(self, town: List) -> None:
        town.put("H1")
        ended = town.michi("lint")
        assert (ended.exit_code, ended.output) == (0, "気になるところは見つかりませんでした。\n")

    def test_as_json(self, town: List) -> None:
        ended = town.michi("lint", "--json")
        assert (ended.exit_code, json.loads(ended.output)) == (0, {"findings": []})


class TestFound:
    def test_grouped_by_kind_with_how_to_mend_it(self, town: List) -> None:
        town.put("H1", name="ほしぞら広場", url="なし")
        town.put("H2", url="town.example")
        town.put("H3", age_text=None, minimum_age=None)
        ended = town.michi("lint")
        assert ended.exit_code == 1
        lines = ended.output.splitlines()
        assert lines[0] == "■ URLではないもの (2件)"
        assert lines[1] == "  hoshimi H1 ほしぞら広場 [URL]「なし」"
        assert "https:// で始まるURL" in lines[2]
        assert lines[5] == "■ 対象の年齢がない案内 (1件)"
        assert lines[-1] == "気になるところ: 3件"

    def test_long_groups_are_cut_for_people_but_not_for_programs(self, town: List) -> None:
        for number in range(23):
            town.put(f"H{number:02}", url="なし")
        assert "…ほかに3件 (--json で全部)" in town.michi("lint").output
        assert len(json.loads(town.michi("lint", "--json").output)["findings"]) == 23

    def test_as_json(self, town: List) -> None:
        town.put("H1", url="なし")
        ended = town.michi("lint", "--json")
        assert ended.exit_code == 1
        (finding,) = json.loads(ended.output)["findings"]
        assert set(finding) == {
            "kind",
            "service_id",
            "name",
            "source",
            "source_id",
            "field",
            "value",
            "sentence",
        }

    def test_of_one_source(self, town: List) -> None:
        town.put("A1", "a", url="なし")
        town.put("B1", "b")
        assert town.michi("lint", "--source", "b").exit_code == 0
        assert town.michi("lint", "--source", "a").exit_code == 1

    def test_dead_national_numbers(self, town: List) -> None:
        wrong = next(iter(wrong_numbers()))
        town.put("H1", description=f"夜は{wrong}へ")
        ended = town.michi("lint")
        assert wrong_numbers()[wrong] in ended.output


class TestWrongUse:
    @pytest.mark.parametrize(
        "arguments", [("--nothing",), ("--source",), ("--source", "知らない一覧"), ("extra",)]
    )
    def test_exit_code_2(self, town: List, arguments: tuple[str, ...]) -> None:
        ended = town.michi("lint", *arguments)
        assert ended.exit_code == 2
        assert "Traceback" not in ended.output


def test_every_wrong_number_of_the_registry_has_its_right_one() -> None:
    found = wrong_numbers()
    assert found
    for right in found.values():
        assert right.split("(")[0] in registry()
