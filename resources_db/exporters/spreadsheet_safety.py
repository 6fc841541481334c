"""Cells that a spreadsheet program would take for a formula (CSV injection, OWASP).

Excel and others run a cell that begins with = + - @ (in Japanese settings also the wide signs), a tab or a line
break. Such a cell is written with an apostrophe before it. A cell that has apostrophes before such a sign by
itself gets one more, so that taking one off always gives back what was there.
"""

import re

_SIGN = r"[=+\-@＝＋－＠\t\r\n]"
_DANGEROUS = re.compile(rf"'*{_SIGN}")
_GUARDED = re.compile(rf"'+{_SIGN}")


def guard(cell: str) -> str:
    """The cell as it is safe to write."""
    return f"'{cell}" if _DANGEROUS.match(cell) else cell


def unguard(cell: str) -> str:
    """The cell as it was before `guard`; for whole cells as they stand in the file, before anything else."""
    return cell[1:] if _GUARDED.match(cell) else cell
