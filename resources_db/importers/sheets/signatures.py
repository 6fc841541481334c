"""What kind of file this is by its content; its name's ending is not believed."""

import re
import zipfile
import zlib
from pathlib import Path
from typing import Literal

from resources_db.importers.unreadable import LARGEST_FILE_MB, LARGEST_UNPACKED_MB, UnreadableFile
from resources_db.os_errors import cannot_read

Kind = Literal["text", "xlsx", "xls"]

_MB = 1 << 20
_RESAVE = "Excelで開いて、.xlsx か CSV で保存しなおしてください。"
_EXPORT = "表を .xlsx か CSV で保存して、そのファイルを取り込んでください。"
_PASSWORD = "パスワードで保護されたファイルです。パスワードを外して保存しなおしてください。"  # noqa: S105
_NO_FILE = "ふつうのファイルではありません。ファイルに保存してから、取り込んでください。"
_EMPTY = "ファイルが空です(0バイト、または空白だけ)。"
_TOO_LARGE = "ファイルが大きすぎます({size} MB)。{limit} MB までです。表をいくつかに分けて保存してください。"
_UNPACKED = "ひろげると大きくなりすぎるファイルです({limit} MB まで)。いらないシートや画像を消してください。"
_BROKEN_ZIP = "ファイルがこわれていて、Excelとして開けません。もとの表から保存しなおしてください。"

# First bytes of files that hold no table. A file of letters can be mistaken for one only by its own fault.
_OTHERS = {
    b"%PDF": "PDFのファイルです。" + _EXPORT,
    b"\x89PNG": "画像のファイルです。" + _EXPORT,
    b"\xff\xd8\xff": "画像のファイルです。" + _EXPORT,
    b"GIF8": "画像のファイルです。" + _EXPORT,
    b"II*\0": "画像のファイルです。" + _EXPORT,
    b"\x1f\x8b": "圧縮されたファイルです。中のファイルを取り出してから、取り込んでください。",
    b"7z\xbc\xaf": "圧縮されたファイルです。中のファイルを取り出してから、取り込んでください。",
    b"Rar!": "圧縮されたファイルです。中のファイルを取り出してから、取り込んでください。",
    b"{\\rtf": "文書(RTF)のファイルです。" + _EXPORT,
}
_MARKUP = {
    b"<!doctype html": "ウェブページ(HTML)です。" + _RESAVE,
    b"<html": "ウェブページ(HTML)です。" + _RESAVE,
    b"<table": "ウェブページ(HTML)です。" + _RESAVE,
    b"<?xml": "XMLのファイルです。" + _RESAVE,
}
_JSON = re.compile(rb"\[\s*[\[{\"]|\{\s*[\"}]")
_IS_JSON = "JSONのファイルです。HSDSの一覧なら、名前の終わりを .json にしてください。そのほかは、" + _EXPORT
_IN_ZIPS = {
    "word/document.xml": "Wordの文書です。" + _EXPORT,
    "ppt/presentation.xml": "PowerPointのファイルです。" + _EXPORT,
    "xl/workbook.bin": "Excelのバイナリー形式(.xlsb)です。.xlsx で保存しなおしてください。",
}
_ODS = "LibreOfficeなどの表計算(.ods)のファイルです。"
_NO_TABLE = "表計算のファイルではありません。"
_NO_WORKBOOK = "ZIPファイルです。中のファイルを取り出してから、取り込んでください。"

# The namespaces of ISO/IEC 29500 Strict. openpyxl would find no rows there and say nothing.
_STRICT = b"http://purl.oclc.org/ooxml/"
_RESAVE_STRICT = (
    "「Strict Open XML」形式のExcelです。ふつうの「Excel ブック(.xlsx)」で保存しなおしてください。"
)
_DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, LookupError, ValueError, NotImplementedError)
"""What a damaged zip makes the standard library raise."""


def kind_of(path: Path) -> Kind:
    """Raises UnreadableFile for what is no table, is locked, or is too large."""
    head = _head(path)
    for mark, sentence in _OTHERS.items():
        if head.startswith(mark):
            raise UnreadableFile(sentence)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _kind_of_compound(path)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for mark, sentence in _MARKUP.items():
        if start.startswith(mark):
            raise UnreadableFile(sentence)
    if _JSON.match(start):
        raise UnreadableFile(_IS_JSON)
    return "text"


def _head(path: Path) -> bytes:
    """The first bytes, once it is clear that there are some and not too many."""
    try:
        if not path.is_file() and path.exists() and not path.is_dir():
            raise UnreadableFile(_NO_FILE)
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(1024)
            only_blanks = not head.strip(b" \t\r\n\0\x1a\xef\xbb\xbf\xff\xfe")
            while only_blanks and (block := stream.read(_MB)):
                only_blanks = not block.strip(b" \t\r\n\0\x1a")
    except OSError as error:
        raise UnreadableFile(cannot_read(error)) from error
    if only_blanks:
        raise UnreadableFile(_EMPTY)
    if size > LARGEST_FILE_MB * _MB:
        raise UnreadableFile(_TOO_LARGE.format(size=-(-size // _MB), limit=LARGEST_FILE_MB))
    return head


def _kind_of_zip(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            members = {item.filename: item for item in archive.infolist()}
            if sum(item.file_size for item in members.values()) > LARGEST_UNPACKED_MB * _MB:
                raise UnreadableFile(_UNPACKED.format(limit=LARGEST_UNPACKED_MB))
            if any(item.flag_bits & 1 for item in members.values()):
                raise UnreadableFile(_PASSWORD)
            if "xl/workbook.xml" in members or "[Content_Types].xml" in members:
                for name, sentence in _IN_ZIPS.items():
                    if name in members:
                        raise UnreadableFile(sentence)
                if "xl/workbook.xml" in members and _STRICT in archive.read("xl/workbook.xml"):
                    raise UnreadableFile(_RESAVE_STRICT)
                return "xlsx"
            if "content.xml" in members:
                is_table = "mimetype" in members and b"spreadsheet" in archive.read("mimetype")
                raise UnreadableFile((_ODS if is_table else _NO_TABLE) + _EXPORT)
    except _DAMAGE as error:
        raise UnreadableFile(_BROKEN_ZIP) from error
    raise UnreadableFile(_NO_WORKBOOK)


def _kind_of_compound(path: Path) -> Kind:
    """Old Excel, or the box into which Excel puts a book with a password; the names inside tell."""
    content = path.read_bytes()  # at most LARGEST_FILE_MB
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise UnreadableFile(_PASSWORD)
    if "Workbook".encode("utf-16-le") in content or "Book\0".encode("utf-16-le") in content:
        return "xls"
    raise UnreadableFile(_NO_TABLE + _EXPORT)
