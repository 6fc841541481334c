"""Ages that were probably typed wrongly, and ages that only look so."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from resources_db.reading.age_lint import suspicious_ages
from resources_db.reading.ages import read_age_range

SWAPPED = {
    "3歳～18か月": "「3歳~18か月」",
    "6歳～3か月": "「6歳~3か月」",
    "3歳から6か月まで": "「3歳から6か月」",
    "57歳～就学前": "「57歳~就学前」",
    "43歳～5歳児": "「43歳~5歳児」",
    "2歳～2か月児": "「2歳~2か月」",
}
WRONG_WAY_ROUND = {
    "5歳～3歳": "「5歳~3歳」",
    "18か月～6か月": "「18か月~6か月」",
    "小学6年生～小学1年生": "「小学6年生~小学1年生」",
    "中学生～小学生": "「中学生~小学生」",
}
BORN_YEARS_AGO = {"生後57歳": "「生後57歳」", "生後6歳～就学前": "「生後6歳」", "生後３歳から": "「生後3歳」"}
TOO_MANY_MONTHS = {"生後57か月～就学前": "「57か月」", "43か月～": "「43か月」", "0歳～57か月": "「57か月」"}
HARDLY_ANY_CHILD_LEFT = {"6歳～就学前": "「6か月」", "6歳～5歳児": "「6か月」"}
GROUPS = {
    "months and years swapped": SWAPPED,
    "the ends the wrong way round": WRONG_WAY_ROUND,
    "years counted from birth": BORN_YEARS_AGO,
    "days typed as months": TOO_MANY_MONTHS,
    "six years until school": HARDLY_ANY_CHILD_LEFT,
}
PLAUSIBLE = [
    "",
    "0か月～5か月",
    "6か月～3歳未満",
    "18か月～3歳",
    "3か月～6か月",
    "生後57日～就学前",
    "生後1歳～",
    "生後6か月～5歳児",
    "生後36か月まで",
    "30か月～",
    "5歳～就学前",
    "6歳～18歳",
    "小学1～6年生",
    "中学生～25歳",
    "0歳～小学校低学年",
    "1号認定 満3歳～、2・3号認定 3か月～",
    "20歳～39歳",
    "妊娠中～2歳",
]


@pytest.mark.parametrize(
    ("group", "text", "quoted"), [(g, text, q) for g, rows in GROUPS.items() for text, q in rows.items()]
)
def test_is_asked_about(group: str, text: str, quoted: str) -> None:
    sentence = suspicious_ages(text, read_age_range(text))
    assert sentence is not None, group
    assert quoted in sentence
    assert sentence.endswith("ではありませんか。")


@pytest.mark.parametrize("text", PLAUSIBLE)
def test_is_plausible(text: str) -> None:
    assert suspicious_ages(text, read_age_range(text)) is None


def test_every_notation_that_is_read_is_plausible() -> None:
    path = Path(__file__).parent / "ages_truth.yml"
    truth: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    texts = [text for group in truth for text in group.get("read", {})]
    assert {t: s for t in texts if (s := suspicious_ages(t, read_age_range(t)))} == {}
