"""What a parent has tried or does not want: 「ファミサポは断られた」→ ファミサポ.

A marker (断られた, じゃなくて, 頼れない ...) is found first; the noun phrase before it is read backwards
over Sudachi's words, through particles, adverbs and 「に電話したら」. Phrases come back as typed.
"""

import re

from bot.text.normalise import Normalised, with_offsets
from bot.text.spans import find_names
from bot.text.tokens import Token, tokens
from bot.text.words import word_set

# 断られた・合わなかった・使えない
_OUTCOME = re.compile(
    r"断(?:ら|わら)れ|ことわられ|門前払い|(?:取|と)れな(?:い|か)|(?:取|と)れませ|落ち(?:た|まし|て|ちゃ)"
    r"|おち(?:た|まし|ちゃ)"
    r"|(?:だめ|ダメ|駄目|無理|むり|ムリ)(?:だっ|でし|だ|です|な|そう|[。、!? ]|$)|頼れ(?:な|ませ)"
    r"|たよれ(?:な|ませ)|頼りたくな|頼みたくな|頼め(?:な|ませ)|使え(?:な|ませ)|使いたくな|つかえな"
    r"|預け(?:たくな|られな|られませ)|入れ(?:な(?:い|か)|ませ)|利用でき(?:な|ませ)"
    r"|(?<!いっぱい)いっぱい(?:だ|で|と|[。、]|$)|満員|満室|定員オーバー|空きが?(?:な|あり?ませ)|待機"
    r"|キャンセル待ち"
    r"|対象外|合わな|合いませ|嫌(?:だ|で|な|[。、!? ]|$)|いや(?:だ|で|[。、!? ]|$)|イヤ|苦手|信用でき"
    r"|もう(?:行|使)いたくな|たらい回し|役に立た|役に立ちませ"
    r"|やめ(?:た|まし)|辞め(?:た|まし|させ)|退園|高(?:すぎ|くて)(?:使|無|む|払|頼|行|つ)?"
)
# は + 気持ち: 「病院はちょっとこわい」「貸付はきらい」。「夫がこわい」は人の話
_TOPIC_FEELING = re.compile(
    r"(?:に?は|も|って|とか|に行くの[はが])(?:、| |ちょっと|ちょい|少し|すこし|なんか|なんとなく|正直|やっぱり?|まだ|すごく|とても|かなり|もう){0,3}"
    r"(?:(?:こわ|怖|恐)(?:い|く(?!な|あり)|か|そ|ろし)|不安|嫌い|きらい|キライ|いや(?=$|だ|で|か|な|[。、!? ])|イヤ|ヤダ|やだ|抵抗"
    r"|気が(?:進ま|重|引け)|避けたい|遠慮(?:し|で))(?!では?な|じゃな|と(?:言|思わ))"
)
# 試した: 「相談したけど」「使ってみたが」
_TRIED = re.compile(
    r"(?:相談|電話|連絡|利用|登録|問い合わせ|申し込み|申込|申請|応募|検討|見学|お願い)?(?:も|は"
    r"|を)?し(?:てみ)?(?:た(?:けど|けれど|が、|のに|のです|んです)|ましたが|ましたけど)"
    r"|試し(?:た|まし)|ためし(?:た|まし)|(?:行っ|使っ|頼ん|聞い|やっ|調べ|当たっ)て(?:は)?み(?:た(?:けど"
    r"|けれど|が|ん|のに|[。 ]|$)|ました)|行った(?:けど|のに|んですけど)|使った(?:けど|のに)"
)
# ほかのものがよい
_INSTEAD = re.compile(
    r"(?:じゃ|では|で)な(?:くて(?!も|は)|く[、て]?(?!て?[もは]|ちゃ)|い(?:ところ|もの|方|ほう|と[こ]ろ))"
    r"|以外(?:で|に|の|は|が|を)|(?:なし|抜き|ぬき)で"
)
# 間にある「に電話したら」
_CONTACT = re.compile(
    r"(?:(?:電話|相談|連絡|お願い|問い合わせ|申し込み|申込|申請|応募|予約|利用|登録)?(?:を|も"
    r"|は)?し(?:たら|ても|て|たけど|ましたが|たのに|てみたら|たところ)"
    r"|(?:頼ん|頼|聞い|行っ|申し込ん|問い合わせ)(?:だら|でも|たら|ても|てみたら|でみたら)|(?:頼み"
    r"|お願いし)に行ったら|も?ず?っと)、?$"
)
# 子ども自身の気持ち・伝聞
_FEELINGS = ("嫌", "いや", "イヤ", "苦手", "もう", "預け")
_CHILDS_WORD = re.compile(r"^[^。!?]{0,6}(?:と(?:言|いっ|泣)|って(?:言|いっ|泣)|がる|がっ)")
_NOUN = frozenset({"名詞", "接尾辞", "接頭辞", "形状詞"})
# 名詞のようでも数えない語
_SKIPPED = word_set(
    "全部 全て すべて 全滅 全然 絶対 結局 もう 一度 何度 何度も 今 昨日 今日 明日 先日 先月 去年 以前 前 "
    "既に 実際 最初 今回 どれ どこ 本当 ほんと 正直 当然 何回"
)
_EMPTY = word_set(
    "事 こと もの の 為 ため 時 方 人 私 僕 俺 自分 何 それ これ あれ そこ ここ 気 今日 昨日 明日 朝 昼 "
    "夜 夕方 午前 午後 平日 土日 週末 予定 体力 気持ち 体 心 頭 時間 仕事 "
    "月曜 火曜 水曜 木曜 金曜 土曜 日曜 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 先週 来週 夜中 予約 "
    "子供 赤ちゃん 生活 毎日 ご飯 話 声 試験 受験 成績 お腹 胸 今 全部 感じ 場合 ところ 所 わけ 訳 "
    "はず 嫌 無理 お金 金 どこ 誰",
    # 手段は wishes.py が読む
    "電話 通話 line ライン メール チャット オンライン 対面 訪問 面談 窓口",
)
# 「一時保育の予約は」: 予約ではなく一時保育
# こわい・いやと言っても、支援の名前ではない
_NOT_SERVICES = word_set(
    "夫 旦那 主人 妻 嫁 母 母親 父 父親 親 両親 彼 彼氏 彼女 姑 舅 義母 義父 先生 担任 元夫 元旦那 上司 周り みんな "
    "自分 一人 ひとり 将来 これから 明日 学校 外 犬 猫 雷 地震 注射 勉強 宿題 結果 死 本人 息子 娘 子ども こども"
)
_GENERIC = word_set(
    "予約 申し込み 申込 申請 利用 枠 相談 電話 先生 窓口 担当 職員 空き 面接 抽選 審査 選考 入園 ほう 方 "
    "スタッフ 支援 協力"
)
_LIST_PARTICLES = frozenset({"も", "と", "や", "とか", "か"})
MOST = 4


def find_declined(text: str | Normalised) -> list[str]:
    """Return the noun phrases said to be tried, refused or not wanted, in order, without repeats."""
    normalised = with_offsets(text)
    plain = normalised.text
    marks = [
        (m.start(), pattern is _TOPIC_FEELING)
        for pattern in (_OUTCOME, _TRIED, _INSTEAD, _TOPIC_FEELING)
        for m in pattern.finditer(plain)
        if _counts(plain, m, pattern is _TOPIC_FEELING)
    ]
    if not marks:
        return []
    words = _words(normalised)
    ends = {word.end: at for at, word in enumerate(words)}
    found: dict[str, int] = {}
    for mark, is_feeling in sorted(marks):
        if contact := _CONTACT.search(plain[max(mark - 14, 0) : mark]):
            mark = max(mark - 14, 0) + contact.start()
        for start, end in _phrases_before(words, ends.get(mark)):
            if is_feeling and plain[start:end] in _NOT_SERVICES:
                continue
            found.setdefault(normalised.original_text(start, end), start)
    return sorted(found, key=found.__getitem__)


def _counts(plain: str, mark: re.Match[str], is_feeling: bool) -> bool:
    return not (is_feeling or mark.group().startswith(_FEELINGS)) or not _CHILDS_WORD.match(
        plain[mark.end() : mark.end() + 10]
    )


def _words(normalised: Normalised) -> list[Token]:
    """Sudachi's words, with every known name (一時預かり) as one noun."""
    names = find_names(normalised)
    out: list[Token] = []
    at = 0
    for word in tokens(normalised.text):
        while at < len(names) and names[at].end <= word.start:
            at += 1
        name = names[at] if at < len(names) else None
        if name is None or word.end <= name.start:
            out.append(word)
        elif word.start <= name.start or not out or out[-1].end != name.end:
            out.append(
                Token(name.text, name.text, name.text, "名詞", "普通名詞", "一般", name.start, name.end)
            )
    return out


def _phrases_before(words: list[Token], at: int | None) -> list[tuple[int, int]]:
    """Walk back from word ``at`` over adverbs and particles to the noun phrase, and along 「AもBも」."""
    found: list[tuple[int, int]] = []
    steps = 0
    while at is not None and at >= 0 and len(found) < MOST and steps < 4 * MOST:
        steps += 1
        word = words[at]
        if (
            word.pos == "助詞"
            and (not found or word.surface in _LIST_PARTICLES)
            or word.pos in ("副詞", "空白", "形容詞")
            or word.surface in _SKIPPED
            or (word.surface in "、・," and (found or steps < 4))
        ):
            at -= 1
        elif word.pos in _NOUN and (not found or _is_listed(words, at)):
            first = _phrase_start(words, at)
            phrase = words[first : at + 1]
            if (
                len(phrase) == 1
                and word.surface in _GENERIC
                and first
                and words[first - 1].surface in ("の", "から")
            ):
                at = first - 2
                continue
            if not _is_empty(phrase):
                found.append((phrase[0].start, phrase[-1].end))
            at = first - 1
            if not found:
                break
        else:
            break
    return found


def _phrase_start(words: list[Token], at: int) -> int:
    while at and words[at - 1].pos in _NOUN and words[at - 1].surface not in _SKIPPED:
        at -= 1
    return at


def _is_listed(words: list[Token], at: int) -> bool:
    following = words[at + 1].surface if at + 1 < len(words) else ""
    return following in _LIST_PARTICLES or following in ("、", "・", ",")


def _is_empty(phrase: list[Token]) -> bool:
    whole = "".join(word.surface for word in phrase)
    return (
        whole in _EMPTY
        or whole in _GENERIC
        or (len(phrase) == 1 and phrase[0].normalized_form in _EMPTY)
        or any(word.pos_detail == "数詞" for word in phrase)
        or all(word.pos == "接尾辞" for word in phrase)
    )
