import pytest

from resources_db.reading.phones import read_extension, read_phones

READ = {
    "03-0000-0100": ["03-0000-0100"],
    "０３－００００－０１００": ["03-0000-0100"],
    "(047)374-1751": ["047-374-1751"],
    "03(0000)0100": ["03-0000-0100"],
    "0300000100": ["0300000100"],
    "0120-000-100": ["0120-000-100"],
    "087-864-6812/090-6604-8772": ["087-864-6812", "090-6604-8772"],
    "080-6384-7711、090-9307-4432": ["080-6384-7711", "090-9307-4432"],
    "(保健医療政策課) 087-839-2860 (感染症対策課) 087-839-2870": ["087-839-2860", "087-839-2870"],
    "963-8014": ["963-8014"],
    "#8000": ["#8000"],
    "189": ["189"],
    "子育て支援課 03-0000-0120(平日8時30分～17時15分)": ["03-0000-0120"],
    "03-0000-0100 FAX 03-0000-0101": ["03-0000-0100"],
    "03-0000-0100、03-0000-0100": ["03-0000-0100"],
}
NOT_A_PHONE = [
    "",
    "なし",
    "〒760-0052",
    "2026-04-01",
    "2026-2027年度",
    "FAX: 03-0000-0101",
    "平日9:00～17:00",
    "12345678901234",
    "info@hoshimi.example",
    "1-2-3",
]


@pytest.mark.parametrize(("text", "numbers"), READ.items())
def test_numbers(text: str, numbers: list[str]) -> None:
    assert read_phones(text) == numbers


@pytest.mark.parametrize("text", NOT_A_PHONE)
def test_not_a_phone(text: str) -> None:
    assert read_phones(text) == []


@pytest.mark.parametrize(
    ("text", "extension"), [("03-0000-0100 内線123", "123"), ("内線：45", "45"), ("03-0000-0100", None)]
)
def test_extension(text: str, extension: str | None) -> None:
    assert read_extension(text) == extension
