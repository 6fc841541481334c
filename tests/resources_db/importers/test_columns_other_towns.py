"""Headers as other towns write them: what each means, and what must never be taken for something else."""

import pytest

from resources_db.importers.columns import draft, propose
from resources_db.importers.field_table import field_table
from resources_db.importers.header_text import is_slip, key


def fields(headers: str) -> dict[str, str]:
    """Header -> field, of the headers that got one."""
    mapping = draft(headers.split(","))
    return {header: field for field, header in mapping.columns.items()}


# 見出しの行と、その列が表すもの(-: 項目がなく、見出しのまま残す)
FILES = {
    "保育施設": """No.=source_id 施設種別=kind 施設名称=name 設置主体=organization 〒=postal_code 所在地=address
        TEL=phone FAX=fax 定員（人）=capacity 受入れ年齢=ages 開所時間=hours 延長保育=- 一時保育=temporary_care
        休日保育=- 認可年月日=established_on""",
    "避難所のような短い表": """施設名=name 郵便番号=postal_code 住所=address 電話番号=phone ファクス番号=fax
        地図の緯度=latitude 地図の経度=longitude""",
    "幼稚園": """区=district 園名=name フリガナ=name_kana 所在地=address 最寄駅=access 電話番号=phone 園長名=- 対象年令=ages
        定員_0歳=- 定員_1歳=- 開園時間=opens 閉園時間=closes 開園時間（土曜）=- 閉園時間（土曜）=- 預かり保育時間=- 入園料=-
        保育料=cost""",
    "学童": """学校名=- クラブ名=name 所在地=address 電話番号=phone 定員=capacity 開設時間（平日）=hours_weekday
        開設時間（土曜日）=hours_saturday 開設時間（長期休業中）=- 月額利用料=- おやつ代=- 運営主体=organization""",
    "サークル": "団体名=name 代表者=- 活動場所=place 活動日時=hours 対象=eligibility 会費=cost 連絡先=contact",
    "手当": """手当名=name 支給対象者=eligibility 支給額=- 所得制限=- 申請に必要なもの=documents 申請期限=apply_to
        申請窓口=apply 担当課=organization 電話=phone""",
    "相談": """相談窓口名=name 相談内容=description 対象者=eligibility 相談日時=hours 場所=place 電話番号=phone FAX=fax
        メールアドレス=email 予約の要否=- 費用=cost 担当部署=organization""",
    "障害児通所": """事業所番号=source_id 法人の名称=organization 法人の住所=- 法人の電話番号=- 事業所の名称=name
        事業所の所在地=address 事業所電話番号=phone 事業所FAX番号=fax 管理者名=- サービスの種類=kind 定員=capacity
        指定年月日=established_on 営業日=days 営業時間=hours""",
    "設置者が先": """設置者名称=organization 設置者住所=- 設置者電話番号=- 保育所名称=name 保育所住所=address
        保育所電話番号=phone""",
    "医療機関": """医療機関名=name 診療科目=description 診療時間=hours 休診日=closed 所在地=address
        ホームページアドレス=url""",
    "イベント": """イベント名=name 開催日時=hours 開催場所=place 対象者・対象年齢=eligibility 参加費=cost 定員=capacity
        持ち物=documents 申込方法=apply 申込締切日=apply_to 主催者名=organization お問い合わせ=contact""",
    "2段の見出し": """基本情報_施設名=name 基本情報_所在地=address 連絡先_電話番号=phone 連絡先_FAX=fax
        利用時間_平日=hours_weekday 利用時間_土曜=hours_saturday 利用時間_日曜・祝日=hours_sunday 休館日=closed""",
    "やさしい言葉": "名前=name 住所=address でんわ=phone 開いている時間=hours おやすみ=closed お金=cost",
    "英語": """facility_name=name address=address tel=phone opening_hours=hours closed_days=closed lat=latitude
        lng=longitude website=url minimum_age=age_from maximum_age=age_to""",
    "年齢の上下": "施設名=name 対象年齢（下限）=age_from 対象年齢（上限）=age_to 受入人数=capacity",
    "制度": "制度名=name 概要=summary 開始日=- 終了日=- 担当=organization 最終更新日=checked_on 公開日=published_on",
    "子ども食堂": "子ども食堂名=name 運営団体=organization 開催日=event_from 開催時間=hours 料金（子ども）=- 料金（大人）=-",
    "課の一覧": "課名=name 係名=- 業務内容=description 電話番号（直通）=phone 内線番号=extension ファクス=fax",
    "訪問": "事業名称=name 派遣地域=area 対応言語=languages 根拠法=law 受付期間=apply_note 公私の別=sector",
    "事務局が受ける": "事業名=name 事務局住所=- 事務局電話番号=phone",
    "自と至": """保育所名=name 対象児童=eligibility 実施曜日=days 実施時間（自）=opens 実施時間（至）=closes 1日利用料=-
        申込期間（自）=apply_from 申込期間（至）=apply_to 申込電話=phone 受付時間=-""",
    "病児保育": """ステーション名=name 併設施設=- 利用できる日=days 利用できない日=closed 開始=opens 終了=closes 登録方法=apply
        1日の利用料（市内）=- 1日の利用料（市外）=-""",
    "電話相談": "相談窓口=name 電話番号=phone 受付曜日=days 受付開始=opens 受付終了=closes",
    "募集": "講座名=name 受付開始=apply_from 受付終了=apply_to",
    "担当課の電話": "制度名=name 助成内容=description 担当課=organization 担当課電話番号=phone 年齢区分=ages",
    "担当課の電話より窓口の電話": "制度名=name 申請窓口電話=phone 担当課電話番号=-",
    "主催者の電話": "イベント名=name 主催者=organization 主催者電話番号=phone",
    "内線と直通": "手当名=name 内線=extension 直通=phone",
    "認可外": "施設名=name 町名番地=street 提供時間=hours 閉所日=closed 利用料金（時間単位）=- 利用料（月額）=-",
    "サークルのPR": "サークル名=name 活動日時=hours PR=description",
    "番号つき": "(1)施設名=name ②電話番号=phone 3.所在地=address 電話番号1=- 住所２=building",
}


@pytest.mark.parametrize("name", FILES)
def test_files_of_other_towns(name: str) -> None:
    told = dict(part.rsplit("=", 1) for part in FILES[name].split())
    found = fields(",".join(told))
    assert {header: found.get(header, "-") for header in told} == told


# 同じ意味の見出しの、書き方のゆれ
SPELLINGS = {
    "name": ["名　称", "名称（必須）", "名称※", "【名称】", "施設　名", "ｻｰﾋﾞｽ名", "名称\n(正式)", "＊名称"],
    "phone": [
        "ＴＥＬ",
        "℡",
        "Tel.",
        "電話番号（市外局番から）",
        "電 話",
        "お電話番号",
        "電話番号等",
        "telephoneNumbr",
        "連絡先ＴＥＬ",
    ],
    "contact": [
        "お問合せ先",
        "問合わせ先",
        "問い合せ先",
        "お問い合わせ",
        "問合先",
        "問合せ先（市の担当課）",
        "ご連絡先",
    ],
    "address": [
        "所在地＿連結表記",
        "所在地_連結標記",
        "所在地（住所）",
        "住　所",
        "所在地等",
        "施設の所在地",
    ],
    "ages": ["受入れ年齢", "受け入れ年齢", "受入\n年齢", "受入年令", "対象年齢（歳）", "対称年齢"],
    "eligibility": ["対象者", "対称者", "対照者", "対象となる方", "対象児童"],
    "name_kana": ["名称_ｶﾅ", "名称（フリガナ）", "施設名ふりがな", "施設名よみがな", "ふりがな"],
    "apply": ["申込み方法", "申し込み方法", "申込方法", "お申込み方法", "利用・申請方法", "手続き", "手続"],
    "apply_to": ["申込〆切", "申込締め切り", "申し込み締切日", "受付締切日"],
    "opens": ["開始時刻", "開始時間", "StartTime", "利用開始時刻"],
    "hours_note": ["利用可能日時特記事項", "利用可能日時特記事頂", "利用可能日時特記事"],
    "temporary_care": ["一時預りの有無", "一時預かりの有無", "一時あずかりの有無", "一時預かり有無"],
    "email": ["Ｅ－ｍａｉｌ", "e-mail", "メ―ルアドレス", "電子メール", "メールアドレス（任意）"],
    "fax": ["ファックス", "ファクシミリ番号", "ＦＡＸ", "Fax番号"],
    "parking": ["駐車場情報", "駐車場の有無", "駐車場（台数）"],
    "access": ["アクセス方法", "最寄り駅", "交通アクセス"],
}


@pytest.mark.parametrize(("field", "header"), [(f, h) for f, several in SPELLINGS.items() for h in several])
def test_one_meaning_in_many_spellings(field: str, header: str) -> None:
    assert draft([header]).columns == {field: header}


# 見出し -> なってはいけない項目
MUST_NOT = {
    "name": "更新日 種別 施設種別 代表者名 園長名 施設長名 担当者名 管理者氏名 責任者名 理事長名 相談員名 保護者氏名 法人名 運営法人名 設置者名 主催団体名 "
    "名称_カナ フリガナ 名称_英字 地方公共団体名 都道府県名 市区町村名 町名 地区名 建物名 場所名称 駅名 最寄駅名 路線名 連携施設名 併設施設名 旧施設名 "
    "災害名 学校区 画像 部屋名 商品名 地図名称 座席名 バス停名 所属園長名 送迎バス停留所名",
    "name_kana": "団体名_カナ 法人名フリガナ 代表者フリガナ 担当者名カナ 設置者フリガナ 住所カナ 市区町村名_カナ 町名フリガナ",
    "organization": "代表者 園長名 団体電話番号 法人番号 法人住所 連携団体名 運営時間 設置年月日",
    "phone": "FAX番号 FAX電話番号 ファクス 内線番号 緊急連絡先 緊急電話番号 代表者電話番号 園長携帯電話 法人電話番号 設置者電話番号 運営法人電話番号 携帯電話番号 電話・FAX "
    "TEL/FAX 電話受付時間 電話相談 公衆電話 hotel 電話番号2 管理番号 郵便番号 法人番号 事業所番号 夜間電話番号",
    "fax": "電話番号 TEL/FAX 電話・FAX",
    "address": "所在地_全国地方公共団体コード 所在地コード 町字ID 法人住所 法人所在地 設置者住所 代表者住所 本社所在地 事務局住所 メールアドレス 送付先住所 郵送先 主たる事務所の所在地",
    "postal_code": "法人郵便番号 設置者郵便番号 電話番号",
    "email": "代表者メールアドレス 担当者メールアドレス メール配信 緊急メールアドレス 住所",
    "url": "画像URL 地図URL 申請URL 予約サイトURL FacebookURL インスタグラムURL 様式ダウンロードURL 法人URL 連絡先FormURL 写真URL",
    "ages": "職員年齢 保育士平均年齢 一時預かり対象年齢 障害児対象年齢 延長保育対象年齢 年齢別定員",
    "capacity": "定員_0歳 定員（1歳児） 定員1号 一時預かり定員 職員定員 クラス別定員 0歳児定員",
    "days": "休館日 定休日 休園曜日 更新日 土曜日 日曜日 祝日 延長保育曜日 公開日 生年月日 誕生日",
    "opens": "開始日 受付開始日 延長保育開始時間 一時預かり開始時間 開所時間 子供預かり開所時間 開始年齢",
    "closes": "終了日 受付終了日 参加申込終了時間 子供預かり閉所時間 延長終了時間",
    "hours": "延長保育時間 延長時間 閉館時間 電話番号 休業時間 一時預かり利用時間 病児保育利用時間 開館時間（夏休み） 開所時間（土曜） 夜間受付時間 申込受付時間 最終受付時間 "
    "徒歩時間 24時間 保育標準時間 保育短時間 開園時間（長期休業中）",
    "hours_weekday": "利用時間（土曜） 平日料金 平日延長時間",
    "closed": "開館日 休日 休日保育 休日当番 臨時休館日 休止年月日 休日夜間",
    "cost": "延長保育料 延長利用料 一時預かり利用料 給食費 おやつ代 入園料 年会費 給付金額 支給額 助成額 補助率 上限額 利用料（1時間） 利用料金（子ども） 月額利用料 利用料減免 市外利用料 "
    "キャンセル料 1日利用料 日額利用料",
    "sick_care": "病後児保育 病後児保育の有無 障害児保育 体調不良児対応",
    "temporary_care": "延長保育 休日保育 一時預かり料金 一時預かり定員",
    "valid_to": "受付終了日 申込締切日 終了日 認定有効期間 更新日 有効期限",
    "valid_from": "受付開始日 開始日 更新日 認可年月日",
    "checked_on": "公開日 掲載日 開設日 受付日 認可日 登録日",
    "event_from": "公開日 更新日 認可年月日 開設年月日 受付開始日 開始日 事業開始日",
    "apply_to": "公開終了日 終了日 事業終了日 終了時間",
    "district": "対象地区 担当地区 区分 学区 市区町村名",
    "area": "地区 所在地 地域 対象地域群 学校名",
    "latitude": "経度 高度の値 緯度経度",
    "corporate_number": "法人名 法人電話番号",
    "source_id": "電話番号 法人番号 郵便番号 全国地方公共団体コード 元制度番号 町字ID 建物番号 内線番号",
    "kind": "保険種別 子供預かり料金種別 高度の種別 行政区分",
    "description": "支給額 変更内容 減免内容 食事内容 研修内容 持ち物",
    "eligibility": "対象地域 対象年齢 減免対象 減免対象者 無償化の対象 補助対象 対象外",
    "contact": "緊急連絡先 時間外連絡先 夜間連絡先 苦情問い合わせ先 代表者連絡先",
    "apply": "変更申請方法 キャンセル方法 申込期間 申請期限 延長保育申込方法",
    "documents": "必要金額 減免申請必要書類 忘れ物",
}  # fmt: skip


@pytest.mark.parametrize(("field", "header"), [(f, h) for f, text in MUST_NOT.items() for h in text.split()])
def test_what_a_header_must_not_be(field: str, header: str) -> None:
    """Neither alone, nor beside the column that every file has."""
    assert field not in draft([header]).columns
    beside = draft([header, "名称"]).columns
    assert beside["name"] == "名称"
    assert beside.get(field, "名称") == "名称"


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        ("団体名,名称", "名称"),
        ("団体名,事業名", "事業名"),
        ("事業者名,園長名,施設の名称", "施設の名称"),
        ("課名,制度名", "制度名"),
        ("小学校名,児童クラブ名", "児童クラブ名"),
        ("会場名,講座名", "講座名"),
        ("団体名,代表者名", "団体名"),
        ("課名,係名,電話番号", "課名"),
        ("施設,住所", "施設"),
    ],
)
def test_the_body_is_the_name_only_where_nothing_else_is(headers: str, name: str) -> None:
    assert draft(headers.split(",")).columns["name"] == name


@pytest.mark.parametrize("headers", ["甲,乙", "種別,電話番号,住所", "代表者名,住所", "更新日,備考", ""])
def test_without_a_name_there_is_no_mapping(headers: str) -> None:
    assert propose(headers.split(",")) is None


@pytest.mark.parametrize(
    ("headers", "kana"),
    [
        ("名称,フリガナ,団体名", "フリガナ"),
        ("番号,フリガナ,名称", "フリガナ"),
        ("フリガナ,施設の名称,代表者名", "フリガナ"),
        ("名称,設置者名,フリガナ", None),
        ("名称,代表者名,ふりがな", None),
        ("名称,所在地,フリガナ", None),
        ("名称,名称_カナ,団体名,フリガナ", "名称_カナ"),
    ],
)
def test_a_bare_kana_column_reads_the_column_before_it(headers: str, kana: str | None) -> None:
    assert draft(headers.split(",")).columns.get("name_kana") == kana


def test_of_two_headers_for_one_field_the_better_is_taken_and_the_other_left() -> None:
    mapping = draft(["名称", "説明", "内容", "電話", "電話番号"])
    assert mapping.columns == {"name": "名称", "description": "内容", "phone": "電話番号"}


def test_no_header_serves_two_fields_and_every_spelling_has_one_meaning() -> None:
    table, spellings = field_table(), [(h, f.name) for f in field_table().fields.values() for h in f.headers]
    assert len({h for h, _ in spellings}) == len(spellings) > 2000
    assert not table.kept & {h for h, _ in spellings}
    mapping = draft([h for h, _ in spellings])
    assert len(set(mapping.columns.values())) == len(mapping.columns)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("メルアドレズ", "メルアドレス"),
        ("telephonenumbr", "telephonenumber"),
        ("利用可能日時特記事", "利用可能日時特記事項"),
        ("都道府県コド又は市区町村コ", "都道府県コド又は市区町村コド"),
    ],
)
def test_slips_of_the_pen(written: str, meant: str) -> None:
    assert is_slip(written, meant)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("電話番号1", "電話番号2"),
        ("開始日時特記事項", "開始日特記事項"),
        ("参加申込開始日", "参加申込終了日"),
        ("子供預り開所時間", "子供預り閉所時間"),
        ("事業所名称", "事業者名称"),
        ("対象地域群", "対象地域"),
        ("病後児保育の有無", "病児保育の有無"),
        ("latitude", "altitude"),
        ("startdate", "starttime"),
        ("mail", "main"),
        ("カナ名", "カサ名"),
    ],
)
def test_one_character_that_makes_another_meaning(one: str, other: str) -> None:
    assert not is_slip(one, other)
    assert not is_slip(other, one)


@pytest.mark.parametrize(
    "header", ["名称", "所在地_連結表記", "お問い合わせ先", "TEL", "#property", "受入年齢"]
)
def test_a_key_is_its_own_key(header: str) -> None:
    assert key(key(header)) == key(header)
