"""Words that stand in the header rows of town lists: they tell a header from a title and from data."""

import re

_WHOLE = (
    "№|No\\.?|ID|#property|番号|通番|連番|項番|コード|名|名称|名前|件名|カナ|フリガナ|ふりがな|よみ|種類|分類|分野|類型"
    "|カテゴリー?|公私|所属|住所|場所|会場|〒|郵便番号|地区|地域|校区|学区|町名|町字|方書|番地以下|都道府県|市区?町村"
    "|電話|TEL|FAX|Tel|Fax|tel|fax|メール|Eメール|E-mail|email|URL|url|HP|ホームページ|ウェブサイト|リンク"
    "|備考|摘要|その他|注意事項|対象|年齢|受入|内容|概要|説明|目的|料金|費用|金額|定員|申込|申込先|手続き?|持ち物|必要書類"
    "|日時|日程|時間|曜日|期間|開始|終了|休み|定休日|休館日|休業日|担当|局|部|課|係|緯度|経度|更新日|確認日|登録日"
    "|name|address|telephoneNumber|phone|latitude|longitude|location|note|capacity|id|type|remarks|description|title"
)
_ENDINGS = (
    "名|名称|名_カナ|名称_カナ|名称_英語|番号|コード|種別|区分|主体|所在地|住所|場所|連絡先|合わ?せ先?|アドレス|事項|対象者?|年齢|月齢"
    "|要件|条件|内容|概要|料金|利用料|保育料|使用料|費用|助成額|支給額|金額|限度額|負担|定員|方法|窓口|期間|期限|時間|時刻|日時|曜日|年月日|可能日|開始日|終了日|更新日|認可日"
    "|担当課|担当部署|所管課|の有無|の可否|町村名?|府県名?|表記|特記事項"
)
HEADER_WORD = re.compile(
    rf"(?:(?:{_WHOLE})|\D{{1,12}}(?:{_ENDINGS})|(?:所在地|住所|名称|電話番号|利用)_.{{1,12}})(?:\(.{{1,12}}\)|※\d*)?"
)
"""Whole cells, NFKC, spaces and line breaks taken out."""

VALUE = re.compile(
    r"https?://.*|.*@.*\..*|(?:TEL|Tel|FAX|Fax)[:.]?\d.*|[〒(+]?\d[\d\s.,:/~\-+()%年月日時分秒円人名歳]*|[○〇◯×△✕●\-]|無料|有料|なし|あり|随時|.{60,}",
    re.DOTALL,
)
"""Whole cells that no header has: numbers, dates, telephone numbers, addresses of pages, marks, long texts."""
