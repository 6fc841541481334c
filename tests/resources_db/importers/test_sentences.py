"""Whole sentences of the town, found in a description; never a word more."""

import pytest

from resources_db.importers.sentences import how_to_apply, money, to_bring

ROOM = "地域の保育者が赤ちゃんを3人までみる。前日正午までに電話で予約。ミルク、お湯、おむつ、母子健康手帳を持参。待ちが多く、初めての人を優先する。(最終確認 2026-07-07)"


def test_a_room_that_looks_after_babies() -> None:
    assert how_to_apply(ROOM) == "前日正午までに電話で予約"
    assert to_bring(ROOM) == "ミルク、お湯、おむつ、母子健康手帳を持参"
    assert money(ROOM) == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("申込みはいらない。大人の飲み物を。", "申込みはいらない"),
        ("園の説明。入園は園へ直接申込み、願書と面接。", "入園は園へ直接申込み、願書と面接"),
        ("フォームで申し込むとURLが届く。", "フォームで申し込むとURLが届く"),
        ("保育園の申込書、病院の予約を一緒に読む。", ""),
        ("持ち物:申込書、就労証明書。", ""),
    ],
)
def test_how_to_apply(text: str, sentence: str) -> None:
    assert how_to_apply(text) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("持ち物:母子健康手帳、印鑑。費用:無料。", "母子健康手帳、印鑑"),
        ("用意するもの:なし。", "なし"),
        ("水筒、連絡帳、休業日は弁当。", "水筒、連絡帳、休業日は弁当"),
        ("ぬれてよい靴、着替え、虫よけを。", "ぬれてよい靴、着替え、虫よけを"),
        ("用意するものはなく、部屋は片づけなくてよい。", "用意するものはなく、部屋は片づけなくてよい"),
        ("ベビーカー置場あり、紙おむつの定額利用は月2,800円。", ""),
        ("だれでもトイレにおむつ替え台と大人用ベッド。", ""),
        ("連絡は紙の手帳でなくアプリ。", ""),
        ("母乳を止める手当ても受ける。", ""),
    ],
)
def test_to_bring(text: str, sentence: str) -> None:
    assert to_bring(text) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "窓口で話す。費用：登録は無料。料金は通常の運賃。持ち物：手帳。".replace("：", ":"),
            "登録は無料。料金は通常の運賃",
        ),
        ("交通費の一部の費用を助成します。費用:申請は無料。", "申請は無料"),
        (
            "費用:無料(通信料は自己負担。学校のタブレットも可)。",
            "無料(通信料は自己負担。学校のタブレットも可)",
        ),
        ("広場は予約なしで無料。水筒を。", "広場は予約なしで無料"),
    ],
)
def test_money(text: str, sentence: str) -> None:
    assert money(text) == sentence
