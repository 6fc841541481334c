"""The normal forms of cells: what nobody can see goes, what a town wrote stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources_db.reading.text import clean, tidy

GONE = {
    "NUL": "\0",
    "a bell": "\x07",
    "the escape of a terminal": "\x1b",
    "delete": "\x7f",
    "C1": "\x9b",
    "a soft hyphen": "\xad",
    "a space of no width": "\u200b",
    "a joiner of words": "\u2060",
    "a byte order mark": "\ufeff",
    "a mark to the right": "\u200f",
    "an embedding": "\u202a",
    "an override": "\u202e",
    "the end of an embedding": "\u202c",
    "an isolate": "\u2066",
    "the end of an isolate": "\u2069",
    "half a surrogate pair": "\ud83d",
    "a joiner between letters": "\u200d",
    "a non-joiner between letters": "\u200c",
}
STAYS = {
    "line breaks": "1階\n2階",
    "a family": "👨\u200d👩\u200d👧",
    "hearts and skins": "👩🏽\u200d❤️\u200d👨",
    "Persian": "می\u200cخواهم",
    "Sinhala": "ශ්\u200dරී",
    "a variant of a kanji": "葛\U000e0100城市",
    "a letter of the town's own": "\ue000",
    "signs": "①㈱（）～",
}
SPACES = {
    "tab": "\t",
    "line tabulation": "\x0b",
    "form feed": "\x0c",
    "a separator": "\x1f",
    "NEL": "\x85",
    "a wide one": "\u3000",
    "many": " \t ",
}


@pytest.mark.parametrize("form", [tidy, clean])
class TestBothForms:
    @pytest.mark.parametrize("sign", GONE.values(), ids=GONE)
    def test_what_nobody_sees_goes(self, form, sign: str) -> None:  # type: ignore[no-untyped-def]
        assert form(f"{sign}03-0000{sign}-0101{sign}") == "03-0000-0101"

    @pytest.mark.parametrize("space", SPACES.values(), ids=SPACES)
    def test_spaces_become_one_and_do_not_join_words(self, form, space: str) -> None:  # type: ignore[no-untyped-def]
        assert form(f"03-0000-0101{space}03-0000-0102") == "03-0000-0101 03-0000-0102"

    @given(text=st.text(st.sampled_from("aｶﾞ👩👧\u200d\u200b\u200c\ufe0f\0 \n"), max_size=8) | st.text())
    def test_once_is_enough(self, form, text: str) -> None:  # type: ignore[no-untyped-def]
        assert form(form(text)) == form(text)


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_what_a_town_wrote_stays(text: str) -> None:
    assert tidy(text) == text


def test_a_joiner_is_no_wall_between_a_kana_and_its_mark() -> None:
    assert tidy("ｶ\u200bﾞ") == clean("ｶ\u200bﾞ") == "ガ"
