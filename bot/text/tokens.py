"""Words of a message, by Sudachi in mode A (shortest units)."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass

from sudachipy import Dictionary, SplitMode, Tokenizer  # type: ignore[attr-defined, import-untyped, unused-ignore]

# Sudachi refuses more than 49,149 bytes. One character may grow to 18 inside it (ﷺ), so pieces are short.
PIECE_CHARACTERS = 900
TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_BREAKS = "。!?！？\n 、,"
_EMPTY_POS = frozenset({"助詞", "助動詞", "補助記号", "記号", "空白"})
# 検索で意味を持たない動詞など
_EMPTY_FORMS = frozenset(
    {"為る", "有る", "居る", "成る", "無い", "下さる", "御", "の", "事", "物", "良い", "其れ"}
)

_SURROGATE = re.compile(r"[\ud800-\udfff]")

_lock = threading.Lock()
_local = threading.local()
_dictionaries: list[Dictionary] = []


@dataclass(frozen=True, slots=True)
class Token:
    """One word; ``start`` and ``end`` are character offsets in the text that was given."""

    surface: str
    normalized_form: str
    dictionary_form: str
    pos: str
    pos_detail: str
    pos_kind: str
    start: int
    end: int
    reading: str = ""  # in katakana, by the dictionary


def tokens(text: str) -> list[Token]:
    """Cut the text into words. Lone surrogates are read as U+FFFD, so offsets stay true."""
    safe = _SURROGATE.sub("\ufffd", text)
    found: list[Token] = []
    for offset, piece in _pieces(safe):
        for m in _tokenizer().tokenize(piece, SplitMode.A):
            pos = m.part_of_speech()
            found.append(
                Token(
                    m.surface(),
                    m.normalized_form(),
                    m.dictionary_form(),
                    pos[0],
                    pos[1],
                    pos[2],
                    offset + m.begin(),
                    offset + m.end(),
                    m.reading_form(),
                )
            )
    return found


def content_forms(text: str) -> list[str]:
    """Return the normalized forms that carry meaning, in order, for search."""
    return [
        t.normalized_form
        for t in tokens(text)
        if t.pos not in _EMPTY_POS and t.normalized_form not in _EMPTY_FORMS and t.normalized_form.strip()
    ]


def _tokenizer() -> Tokenizer:
    """One tokenizer a thread (they cannot be shared), over one dictionary a process."""
    tokenizer: Tokenizer | None = getattr(_local, "tokenizer", None)
    if tokenizer is None:
        with _lock:
            if not _dictionaries:
                _dictionaries.append(Dictionary())
            tokenizer = _dictionaries[0].create()
        _local.tokenizer = tokenizer
    return tokenizer


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Cut long text at a sentence mark where there is one in the last third of the piece."""
    start = 0
    while len(text) - start > PIECE_CHARACTERS:
        end = start + PIECE_CHARACTERS
        floor = start + PIECE_CHARACTERS * 2 // 3
        cut = max(text.rfind(mark, floor, end) for mark in _BREAKS) + 1
        end = cut if cut > 0 else end
        yield start, text[start:end]
        start = end
    if start < len(text):
        yield start, text[start:]
