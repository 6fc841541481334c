"""`michi search --jsonl` and `michi safety --jsonl`: every line has its answer in its place, whatever it is."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.web.cli.listed import List

GOOD = '{"text": "預けたい"}'.encode()
BAD = {
    "half an object": (b"{", "がJSONではありません。"),
    "words": ("預けたい".encode(), "がJSONではありません。"),
    "very deep": (b"[" * 100_000, "がJSONではありません。"),
    "a number too long": (b'{"text": ' + b"1" * 5000 + b"}", "がJSONではありません。"),
    "a list": (b'["text"]', 'に "text" がありません。'),
    "a string": (b'"text"', 'に "text" がありません。'),
    "another name": (b'{"Text": "a"}', 'に "text" がありません。'),
    "a number": (b'{"text": 1}', 'の "text" が文字列ではありません。'),
    "null": (b'{"text": null}', 'の "text" が文字列ではありません。'),
    "Shift_JIS": ('{"text": "預けたい"}'.encode("cp932"), "がUTF-8で書かれていません。"),
}


@pytest.fixture
def town(tmp_path: Path) -> List:
    town = List(tmp_path)
    town.put("H1", name="一時預かり")
    return town


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("command", ["search", "safety"])
class TestABrokenLine:
    @pytest.mark.parametrize(("line", "says"), BAD.values(), ids=BAD)
    def test_is_answered_in_its_place(self, town: List, command: str, line: bytes, says: str) -> None:
        ended = town.michi(command, "--jsonl", said=b"\n".join([GOOD, line, GOOD]))
        first, second, third = lines(ended.stdout)
        assert first["text"] == "預けたい"
        assert second == {"error": f"2行目{says}"}
        assert third == first

    def test_fails_the_command_at_its_end(self, town: List, command: str) -> None:
        ended = town.michi(command, "--jsonl", said=b"{\n" + GOOD + b"\n[]\n")
        assert ended.exit_code == 1
        said = "3行のうち2行に答えられませんでした。わけは、その行の error にあります。"
        assert ended.stderr.splitlines()[-1] == said
        assert said not in ended.stdout

    def test_has_the_number_it_has_in_the_file(self, town: List, command: str) -> None:
        ended = town.michi(command, "--jsonl", said=b"\n \r\n" + GOOD + b"\r\n\n{\n")
        assert lines(ended.stdout)[1:] == [{"error": "5行目がJSONではありません。"}]


@pytest.mark.parametrize("command", ["search", "safety"])
class TestGoodLines:
    def test_are_no_failure(self, town: List, command: str) -> None:
        ended = town.michi(command, "--jsonl", said=GOOD + b"\n")
        assert ended.exit_code == 0
        assert "答えられません" not in ended.stderr

    def test_may_begin_with_a_byte_order_mark(self, town: List, command: str) -> None:
        ended = town.michi(command, "--jsonl", said=b"\xef\xbb\xbf" + GOOD)
        assert [line["text"] for line in lines(ended.stdout)] == ["預けたい"]

    def test_with_half_a_character_go_out_as_they_came_in(self, town: List, command: str) -> None:
        ended = town.michi(command, "--jsonl", said=b'{"text": "\\ud83d"}\n' + GOOD)
        assert ended.exit_code == 0
        assert [line["text"] for line in lines(ended.stdout)] == ["\ud83d", "預けたい"]

    def test_none_is_no_failure(self, town: List, command: str) -> None:
        ended = town.michi(command, "--jsonl", said=b"\n\n")
        assert (ended.exit_code, ended.stdout) == (0, "")


@pytest.mark.parametrize("age", ['"2"', "-1", "301", "true", "NaN", "[]"])
def test_an_age_that_is_none_is_a_broken_line(town: List, age: str) -> None:
    line = f'{{"text": "預けたい", "age_months": {age}}}'.encode()
    ended = town.michi("search", "--jsonl", said=line + b"\n" + GOOD)
    first, second = lines(ended.stdout)
    assert first == {"error": "1行目の age_months は 0 から 300 までの数にしてください。"}
    assert second["text"] == "預けたい"
    assert ended.exit_code == 1
