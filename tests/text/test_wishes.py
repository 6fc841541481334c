"""How a parent wants to be helped, and refusals."""

import pytest

from bot.text.wishes import WISHES, find_wishes

WANTED = {
    "弁護士に頼むお金なんてない": "free", "お金が全然なくて": "free", "今月もうお金ない": "free", "おかねない": "free", "おかねかかるやつはきびしい": "free",
    "お金が足りない": "free", "塾代がちょっと出せなくて": "free", "むりょうのとこ": "free", "ただでもらえる": "free",
    "でんわで": "phone", "でんわがいい": "phone", "もじで話せるのがいい": "written", "めーるで": "online written",
    "らいんがいい": "online written", "ちかくで": "near", "ちかくのところ": "near", "電話できないですか": "phone",
    "無料のところ": "free", "無料ですか": "free", "タダで": "free", "ただで使える": "free", "0円で": "free",
    "お金かけずに": "free", "お金をかけたくない": "free", "お金がない": "free", "費用がかからない": "free",
    "安いところ": "cheap", "できるだけ安く": "cheap", "高くて払えない": "cheap", "お金に余裕がない": "cheap",
    "電話で話したい": "phone", "電話相談": "phone", "電話できますか": "phone", "電話は大丈夫です": "phone",
    "電話でも嫌じゃない": "phone", "電話じゃないと無理": "phone", "声で相談したい": "phone",
    "LINEで相談したい": "online written", "ＬＩＮＥで": "online written", "ラインがいい": "online written",
    "チャットで": "online written", "メールしたい": "online written", "オンラインで": "online",
    "Zoomで": "online",
    "ビデオ通話で": "online", "文字で相談したい": "written", "FAXで": "written",
    "家に来てほしい": "visit_home", "うちに来てもらえますか": "visit_home",
    "訪問してもらえますか": "visit_home",
    "来てくれる人": "visit_home", "対面で": "in_person", "直接会って話したい": "in_person",
    "窓口で": "in_person",
    "近くの": "near", "近所で": "near", "歩いて行ける": "near", "遠いところは無理": "near",
    "車がない": "near",
    "近くに公園ある?": "near",
}  # fmt: skip
REFUSED = {
    "でんわはムリ": "no_phone", "でんわむり": "no_phone", "でんわ にがて": "no_phone",
    "でんわじゃなくて": "no_phone", "めーるはにがて": "no_online no_written",
    "電話は苦手": "no_phone", "電話したくない": "no_phone", "電話が怖くて": "no_phone",
    "電話以外で": "no_phone",
    "電話じゃなくて": "no_phone", "電話するのは緊張します": "no_phone",
    "メールは苦手です": "no_online no_written",
    "オンラインは使えない": "no_online", "家に来てほしくない": "no_visit_home",
    "訪問は困ります": "no_visit_home",
    "対面は怖い": "no_in_person", "窓口に行くのは難しい": "no_in_person", "人に会いたくない": "no_in_person",
    "家から出られない": "no_in_person visit_home",
}  # fmt: skip
BOTH = {
    "電話は苦手なのでLINEで": "no_phone online written",
    "LINEで相談したいです、電話は苦手": "no_phone online written",
    "でんわはムリ。もじで話せるのがいい": "no_phone written",
    "電話よりLINEがいい": "online written",
    "電話かLINEで": "phone online written",
    "電話もLINEも苦手": "no_phone no_online no_written",
    "無料で近くのところ。電話は嫌です": "free near no_phone",
    "訪問は困ります。オンラインならできます": "no_visit_home online",
}


@pytest.mark.parametrize(("text", "wishes"), (WANTED | REFUSED | BOTH).items())
def test_wishes(text, wishes):
    assert find_wishes(text) == frozenset(wishes.split())


def test_only_known_wishes_come_out():
    for text in WANTED | REFUSED | BOTH:
        assert {wish.removeprefix("no_") for wish in find_wishes(text)} <= WISHES
