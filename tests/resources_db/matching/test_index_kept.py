"""What was analysed once is kept on disk: it saves work, and a file that is of no use costs only that work."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from resources_db.engine import Sessions
from resources_db.matching import following
from resources_db.matching.index import Index, LiveIndex
from resources_db.matching.text.terms import Term
from tests.resources_db.matching.records import NEED, change, put, spaced

Start = Callable[[], tuple[Index, list[str]]]
_read: list[str] = []


def words_of(text: str) -> list[Term]:
    _read.append(text)
    return spaced(text)


def other_words_of(text: str) -> list[Term]:
    return [(letter, 1.0) for letter in text]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "var" / "index.npz"


@pytest.fixture
def start(empty_town: Sessions, kept: Path) -> Start:
    """Start the program anew: the index, and the names that were analysed for it."""
    for name in ("一 広場", "二 広場", "三 相談"):
        put(empty_town, name, needs=[NEED], kind="室")

    def begin() -> tuple[Index, list[str]]:
        _read.clear()
        return LiveIndex(empty_town, words_of, kept).current(), sorted(t for t in _read if " " in t)

    return begin


def test_a_second_start_analyses_nothing(start: Start) -> None:
    first, analysed = start()
    assert analysed == ["一 広場", "三 相談", "二 広場"]
    second, analysed = start()
    assert analysed == []
    assert (second.ids, second.names, second.kinds) == (first.ids, first.names, first.kinds)
    assert second.word_scores(["広場"]).tolist() == first.word_scores(["広場"]).tolist()
    assert second.need_weights.tolist() == first.need_weights.tolist()
    assert second.listing.facts.tolist()[0][0] == first.listing.facts.tolist()[0][0]


def test_what_changed_while_the_program_was_down_is_analysed(start: Start, empty_town: Sessions) -> None:
    index, _ = start()
    change(empty_town, index.ids[0], name="四 広場")
    index, analysed = start()
    assert analysed == ["四 広場"]
    assert index.word_scores(["四"]).astype(bool).tolist() == [True, False, False]


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"no zip",
        b"PK\x03\x04" + bytes(200),
        lambda whole: whole[: len(whole) // 2],
        lambda whole: _flipped(whole),
    ],
    ids=["empty", "text", "zip's beginning", "half", "one bit"],
)
def test_a_broken_file_is_made_anew(
    start: Start, kept: Path, broken: bytes | Callable[[bytes], bytes]
) -> None:
    start()
    kept.write_bytes(broken(kept.read_bytes()) if callable(broken) else broken)
    index, analysed = start()
    assert (len(index), len(analysed)) == (3, 3)
    assert start()[1] == []


def _flipped(whole: bytes) -> bytes:
    """Somewhere in a record's name."""
    at = whole.index("広場".encode())
    return whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]


def test_another_analysis_reads_no_file_of_this_one(start: Start, empty_town: Sessions, kept: Path) -> None:
    start()
    index = LiveIndex(empty_town, other_words_of, kept).current()
    assert index.word_scores(["広"]).any()
    assert not index.word_scores(["広場"]).any()


def test_a_folder_that_cannot_be_written_is_not_fatal(empty_town: Sessions, tmp_path: Path) -> None:
    put(empty_town, "広場")
    (tmp_path / "file").write_text("no folder")
    assert len(LiveIndex(empty_town, words_of, tmp_path / "file" / "index.npz").current()) == 1


def test_nothing_else_is_left_in_the_folder(start: Start, kept: Path) -> None:
    start()
    assert [path.name for path in kept.parent.iterdir()] == ["index.npz"]


def test_a_long_analysis_is_kept_as_it_goes(
    start: Start, empty_town: Sessions, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "_CHUNK", 1)
    monkeypatch.setattr(sys.modules[__name__], "_read", Stopping())
    with pytest.raises(RuntimeError):
        start()
    monkeypatch.undo()
    assert start()[1] == ["二 広場"]


class Stopping(list[str]):
    """The process ends at the third record."""

    def append(self, text: str) -> None:
        if text == "二 広場":
            raise RuntimeError("stopped")


TOGETHER = """
import json, sys
from pathlib import Path
from resources_db.engine import open_sessions
from resources_db.matching import following
from resources_db.matching.index import LiveIndex
read = []
def words_of(text):
    read.extend([text] if " 広場" in text else [])
    return [(word, 1.0) for word in text.split()]
following._MUCH = 10
index = LiveIndex(open_sessions(sys.argv[1]), words_of, Path(sys.argv[2])).current()
print(json.dumps([len(index), int(index.word_scores(["広場"]).astype(bool).sum()), len(read)]))
"""


def test_of_processes_that_start_together_one_does_the_work(sqlite_town: Sessions, kept: Path) -> None:
    for number in range(60):
        put(sqlite_town, f"{number} 広場")
    url = str(sqlite_town.kw["bind"].url)
    command = [sys.executable, "-c", TOGETHER, url, str(kept)]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(3)]
    told = [json.loads(process.communicate(timeout=60)[0]) for process in started]
    assert sorted(told) == [[60, 60, 0], [60, 60, 0], [60, 60, 60]]
