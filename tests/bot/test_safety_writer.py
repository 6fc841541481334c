"""Who writes: a child is spoken to as a child, an adult who speaks of a child is not."""

import pytest

from bot.safety import check
from bot.safety.reading import read
from bot.safety.writer import is_child


@pytest.mark.parametrize(
    "said",
    [
        "おかあさんに なぐられる 小3です",
        "ぼく、消えたい",
        "中2 親に殴られて学校行きたくない",
        "お父さんがバットもってさがしてる",
    ],
)
def test_a_child(said: str) -> None:
    assert is_child(read(said))
    assert check(said).categories[0] == "child_sos"


@pytest.mark.parametrize(
    "said",
    [
        "中2の娘が死にたいと言っています",
        "担任です。小3の子が親に殴られているようです",
        "夫が子どもを殴ります",
        "もう死にたい。子どもは小3です",
    ],
)
def test_an_adult(said: str) -> None:
    assert not is_child(read(said))
    assert check(said).categories[0] != "child_sos"
