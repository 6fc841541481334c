"""A family is told "無料" only where nothing in the text says that somebody pays."""

import pytest

from resources_db.reading.costs import read_is_free, with_unit

FREE = [
    "無料", "無料です", "参加費なし", "相談は無料", "何度でも無料", "無料（夕食も無料）", "無料（市が負担）", "無料（県の補助事業）",
    "無料、申込み不要", "無料（通話料はかかります）", "無料。通話料は自己負担です",
]  # fmt: skip
PAID = [
    "1回300円",
    "500円（資料代）",
    "原則1割負担、材料費1回100円",
    "健康保険の自己負担",
    "収入印紙1,200円と郵便料",
    "5000円(月額)。1日だけの利用は600円",
    "月3万円(食費・光熱費込み)",
]
NOT_SETTLED = {
    "nothing said": ["", "窓口で確認", "要相談"],
    "free for some": ["女子は無料", "収入のない方は無料", "100円（オンラインは無料）", "1回300円(初回無料)", "非課税・生活保護世帯は無料", "小学校0円、中学校1食340円", "決められた年齢の間は無料"],
    "only the application is free": ["申請は無料", "手続きは無料", "登録は無料。料金は通常のメーター運賃と迎車料", "券の交付は無料"],
    "free, but": ["無料(テキスト代500円)", "無料(診断書料は自己負担)", "相談・訪問は無料、サービスは1～3割", "相談無料、書類の作成を頼むときは有料"],
    "the town pays": ["1回5,000円までを市が負担します", "転居の費用は20万円まで", "費用の7割を助成します", "所得に応じて0円～、光熱費の一部が実費"],
    "no fee of one kind": ["手数料はかかりません", "除去食の追加料金はありません"],
}  # fmt: skip


@pytest.mark.parametrize("text", FREE)
def test_free(text: str) -> None:
    assert read_is_free(text) is True


@pytest.mark.parametrize("text", PAID)
def test_paid(text: str) -> None:
    assert read_is_free(text) is False


@pytest.mark.parametrize(("group", "text"), [(g, t) for g, texts in NOT_SETTLED.items() for t in texts])
def test_not_settled(group: str, text: str) -> None:
    assert read_is_free(text) is None, group


def test_a_bare_number_gets_its_unit() -> None:
    assert with_unit("600", "時間制") == "600円(時間制)"
    assert with_unit("所得による", "月額") == "所得による"
