"""Files that are missing, forbidden, no files or too large: the sentence says which, and what to do."""

import errno
import os
from pathlib import Path

import pytest

from resources_db.importers.unreadable import LARGEST_FILE_MB
from resources_db.os_errors import cannot_read
from tests.resources_db.importers.files import ROWS, csv_text, save
from tests.resources_db.importers.test_bad_files import why_not


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "見つかりません" in why_not(tmp_path / "nowhere.csv")


def test_a_folder(tmp_path: Path) -> None:
    assert "フォルダーです" in why_not(tmp_path)


def test_what_is_no_file_of_a_disk(tmp_path: Path) -> None:
    """Reading it could wait for ever."""
    os.mkfifo(tmp_path / "pipe.csv")
    assert "ふつうのファイルではありません" in why_not(tmp_path / "pipe.csv")


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    assert "名前が長すぎます" in why_not(tmp_path / ("x" * 300))


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOENT, "見つかりません"),
        (errno.EACCES, "読む権限がありません"),
        (errno.EISDIR, "フォルダーです"),
        (errno.EIO, "機械の側の都合で読めません(Input/output error)"),
        (None, "機械の側の都合で読めません(OSError)"),
    ],
)
def test_why_the_system_refuses(number: int | None, sentence: str) -> None:
    error = OSError() if number is None else OSError(number, os.strerror(number))
    assert sentence in cannot_read(error)


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = save(tmp_path / "list.csv", csv_text(ROWS))
    with path.open("r+b") as stream:
        stream.truncate(50 << 20)
    sentence = why_not(path)
    assert "50 MB" in sentence
    assert f"{LARGEST_FILE_MB} MB まで" in sentence
    assert "分けて" in sentence
