"""What a telephone number of Japan is made of: its area code, its groups, and what is odd about it."""

import re
from functools import lru_cache

from resources_db.reading.text import clean

# Area codes of fixed lines (市外局番, with the 0 dialled before them; ten digits in all), as the numbering plan
# of 総務省 has them: taken from the formatting rules of libphonenumber 9.0.43.
_CODES = """
011 0123 0124 0125 0126 01267 0133 0134 0135 0136 0137 01372 01374 01377 0138 0139 01392 01397 01398
0142 0143 0144 0145 01456 01457 0146 01466 015 0152 0153 0154 01547 0155 01558 0156 01564 0157 0158
01586 01587 0162 0163 01632 01634 01635 0164 01648 0165 01654 01655 01656 01658 0166 0167 017 0172 0173
0174 0175 0176 0178 0179 018 0182 0183 0184 0185 0186 0187 019 0191 0192 0193 0194 0195 0197 0198 022
0220 0223 0224 0225 0226 0228 0229 023 0233 0234 0235 0237 0238 024 0240 0241 0242 0243 0244 0246 0247
0248 025 0250 0254 0255 0256 0257 0258 0259 026 0260 0261 0263 0264 0265 0266 0267 0268 0269 027 0270
0274 0276 0277 0278 0279 028 0280 0282 0283 0284 0285 0287 0288 0289 029 0291 0293 0294 0295 0296 0297
0299 03 04 042 0422 0428 043 0436 0438 0439 044 045 046 0460 0463 0465 0466 0467 047 0470 0475 0476 0478
0479 048 0480 049 0493 0494 0495 04992 04994 04996 04998 052 053 0531 0532 0533 0536 0537 0538 0539 054
0544 0545 0547 0548 055 0550 0551 0553 0554 0555 0556 0557 0558 0561 0562 0563 0564 0565 0566 0567 0568
0569 0572 0573 0574 0575 0576 05769 0577 0578 058 0581 0584 0585 0586 0587 059 0594 0595 0596 0597 05979
0598 0599 06 072 0721 0725 073 0735 0736 0737 0738 0739 0740 0742 0743 0744 0745 0746 07468 0747 0748
0749 075 076 0761 0763 0765 0766 0767 0768 077 0770 0771 0772 0773 0774 0776 0778 0779 078 079 0790 0791
0794 0795 0796 0797 0798 0799 082 0820 0823 0824 0826 0827 0829 083 0833 0834 0835 0836 0837 0838 08387
08388 08389 08396 084 0845 0846 0847 08477 0848 08512 08513 08514 08515 08516 08517 08518 08519 0852
0853 0854 0855 0856 0857 0858 0859 086 0863 0865 0866 0867 0868 0869 087 0875 0877 0879 088 0880 0883
0884 0885 0887 0889 089 0892 0893 0894 0895 0896 0897 0898 092 0920 093 0930 094 0940 0942 0943 0944
0946 0947 0948 0949 095 0950 0952 0954 0955 0956 0957 0959 096 0964 0965 0966 0967 0968 0969 097 0972
0973 0974 0977 0978 0979 098 0980 09802 0982 0983 0984 0985 0986 0987 099 09912 09913 0993 0994 0995
0996 09969 0997
"""
AREA_CODES = frozenset(_CODES.split())
# Numbers that belong to no place: first digits -> how they are grouped.
_PLACELESS = {
    **dict.fromkeys(("0120", "0570", "0180", "0990"), (4, 3, 3)),  # フリーダイヤル, ナビダイヤル
    "0800": (4, 3, 4),
    **dict.fromkeys(("020", "050", "060", "070", "080", "090"), (3, 4, 4)),  # IP電話, 携帯電話
}
SHORT = ("110", "118", "119", "171", "177", "188", "189")

DIAL = re.compile(r"(?<![\dA-Za-z])#[6-9]\d{3}(?![\dA-Za-z])")  # #8000、#7119
LOST_ZERO = re.compile(r"[1-9]\d{8}|[5-9]0\d{8}|800\d{7}")  # Excelが数と思って0を落とした


@lru_cache(maxsize=4096)
def phone_problem(number: str) -> str | None:
    """What is odd about one number, as a Japanese sentence for staff; None where nothing is. The digits after
    the area code are not judged: the lines of sample data (03-0000-…) stand for nobody's."""
    plain = clean(number)
    digits = re.sub(r"\D", "", plain)
    if plain in SHORT or DIAL.fullmatch(plain):
        return None
    if not digits.startswith("0") or len(digits) < 8:
        lost = LOST_ZERO.fullmatch(plain) and phone_problem("0" + digits) is None
        return "先頭の0が抜けているようです。" if lost else "市外局番がないか、電話番号ではありません。"
    groups = next((g for prefix, g in _PLACELESS.items() if digits.startswith(prefix)), None)
    if not groups and not _area_codes(digits):
        return "市外局番が正しくないようです。"
    expected = sum(groups) if groups else 10
    return (
        None if len(digits) == expected else f"けた数が合いません({expected}けたのはずが{len(digits)}けた)。"
    )


def grouped(digits: str) -> str:
    """Hyphens for a bare row of digits, only where one single grouping is possible."""
    groups = next((g for prefix, g in _PLACELESS.items() if digits.startswith(prefix)), None)
    codes = _area_codes(digits)
    if not groups and len(codes) == 1:
        groups = (len(codes[0]), 6 - len(codes[0]), 4)
    if not groups:
        return digits
    return f"{digits[: groups[0]]}-{digits[groups[0] : -groups[2]]}-{digits[-groups[2] :]}"


def _area_codes(digits: str) -> list[str]:
    return [digits[:n] for n in (2, 3, 4, 5) if digits[:n] in AREA_CODES]
