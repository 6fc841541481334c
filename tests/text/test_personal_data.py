"""Masking. Every number, address and name here is invented."""

import pytest

from bot.text.personal_data import TAGS, mask

MASKED = {
    "電話": {
        "090-1234-5678に電話ください": "[電話]に電話ください",
        "０９０ー１２３４ー５６７８です": "[電話]です",
        "09012345678": "[電話]",
        "090 1234 5678": "[電話]",
        "03(1234)5678": "[電話]",
        "(03)1234-5678": "[電話]",
        "+81 90 1234 5678": "[電話]",
        "〇九〇一二三四五六七八": "[電話]",
        "0120-000-000": "[電話]",
        "電話番号は12-3456です": "電話番号は[電話]です",
    },
    "メール・URL・ID": {
        "a.b+c@example.co.jp です": "[メール] です",
        "ｆｏｏ＠ｅｘａｍｐｌｅ．ｃｏｍ": "[メール]",
        "foo アットマーク example.com": "[メール]",
        "https://example.com/a?b=1 見て": "[URL] 見て",
        "www.example.com": "[URL]",
        "LINEのIDはabc_123です": "LINEのIDは[ID]です",
        "ID: hoshi88": "ID: [ID]",
        "@hoshi_mama": "[ID]",
    },
    "住所": {
        "〒123-4567": "[郵便番号]",
        "１２３－４５６７に住んで": "[郵便番号]に住んで",
        "星見市緑町3丁目2-1に住んで": "[住所]に住んで",
        "緑町三丁目": "[住所]",
        "星見市緑町1番地の2": "[住所]",
        "緑町1番2号": "[住所]",
        "緑町3-2-1": "[住所]",
        "星見台2-14": "[住所]",
        "コーポ星見203号室": "[住所]",
    },
    "生年月日・番号": {
        "2021年5月10日生まれ": "[生年月日]生まれ",
        "令和3年5月10日生まれの娘": "[生年月日]生まれの娘",
        "R3.5.10生まれ": "[生年月日]生まれ",
        "生年月日は2021/5/10です": "生年月日は[生年月日]です",
        "誕生日は5月3日": "誕生日は[生年月日]",
        "1234 5678 9012": "[番号]",
        "123456789012": "[番号]",
        "口座番号1234567": "口座番号[番号]",
    },
    "名前": {
        "名前は田中花子です": "名前は[名前]です",
        "田中と申します": "[名前]と申します",
        "私は鈴木といいます": "私は[名前]といいます",
        "息子の太郎が": "息子の[名前]が",
        "娘の花子は3歳": "娘の[名前]は3歳",
        "はるとくんが泣く": "[名前]くんが泣く",
        "友達のゆうきくん": "友達の[名前]くん",
        "陽菜ちゃんは": "[名前]ちゃんは",
        "鈴木さんに聞いた": "[名前]さんに聞いた",
        "田中先生が": "[名前]先生が",
    },
    "学校・園": {
        "星見小学校に通う": "[学校]に通う",
        "星見市立緑小学校": "[学校]",
        "ひまわり保育園に": "[園]に",
        "さくらんぼこども園": "[園]",
    },
}
ROWS = [(text, out) for group in MASKED.values() for text, out in group.items()]


@pytest.mark.parametrize(("text", "out"), ROWS)
def test_masked(text, out):
    assert mask(text) == out


def test_several_in_one_message():
    text = (
        "名前は田中花子です。電話は090-1234-5678、星見市緑町3丁目2-1、"
        "娘の花子は星見小学校の2年生です。189に電話しました"
    )
    out = mask(text)
    assert not any(secret in out for secret in ("田中", "花子", "1234", "緑町", "星見"))
    assert out.endswith("2年生です。189に電話しました")


def test_what_is_masked_stays_masked():
    for text, _ in ROWS:
        once = mask(text)
        assert mask(once) == once


def test_control_characters_and_lone_surrogates_are_dropped_but_lines_stay():
    assert mask("a\x00b\ud800c\n次") == "abc\n次"


def test_tags_are_distinct():
    assert len(set(TAGS)) == len(TAGS)
