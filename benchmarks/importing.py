"""Import of 10,000 and 100,000 rows: rows a second and peak memory, on SQLite and PostgreSQL.

Beside it, in the same run: the same file read by pandas and inserted by plain SQLAlchemy Core into one table of
texts, with nothing parsed and no history kept. Each measurement is a process of its own; memory is what it had
at its peak, less what the same process needs for a file of ten rows.
"""

import csv
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import Column, MetaData, Table, Text, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

POSTGRES = os.environ.get("MICHI_TEST_POSTGRES", "postgresql://postgres@127.0.0.1/test")
SIZES = (10_000, 100_000)
_ROUNDS = {10_000: 3, 100_000: 1}
_HEADER = [
    "都道府県コード又は市区町村コード",
    "NO",
    "都道府県名",
    "市区町村名",
    "名称",
    "名称_カナ",
    "種別",
    "住所",
    "方書",
    "緯度",
    "経度",
    "アクセス方法",
    "駐車場情報",
    "電話番号",
    "内線番号",
    "FAX番号",
    "法人番号",
    "団体名",
    "認可等年月日",
    "収容定員",
    "受入年齢",
    "利用可能曜日",
    "開始時間",
    "終了時間",
    "利用可能日時特記事項",
    "一時預かりの有無",
    "URL",
    "備考",
]
_KINDS = (
    "認可保育所",
    "認定こども園",
    "小規模保育事業",
    "児童館",
    "地域子育て支援拠点",
    "放課後児童クラブ",
    "病児保育",
)
_AGES = (
    "生後57日～就学前",
    "6か月から3歳未満",
    "0～5歳児",
    "1歳～",
    "小学1～6年生",
    "概ね18歳まで",
    "要相談",
)
_DAYS = ("月火水木金", "月火水木金土", "平日", "火・木・土", "第1・3・5土", "毎日")
_HOURS = (("7:30", "18:30"), ("８:０0", "19:00"), ("9：00", "25：00"), ("10時", "16時30分"), ("", ""))
_NOTES = ("祝日、12/29～1/3は休み", "夏季（4月～10月）は18:00まで", "年末年始を除く", "", "要問い合わせ")


def write_file(path: Path, rows: int, seed: int = 1) -> None:
    """A list as a prefecture's municipalities would send it together: the 28 columns, every name different."""
    chance = random.Random(seed)  # noqa: S311  (no secrets: the same file each time)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADER)
        for number in range(rows):
            writer.writerow(_row(number, chance))


def _row(number: int, chance: random.Random) -> list[str]:
    opens, closes = chance.choice(_HOURS)
    town = f"星見{number % 180}市"
    return [
        "999999", f"{number:06d}", "みなも県", town, f"{chance.choice('あいうえお')}園{number}", "", chance.choice(_KINDS),
        f"みなも県{town}本町{number % 90}-{number % 30}", "", f"{35 + chance.random():.6f}", f"{139 + chance.random():.6f}",
        "駅から徒歩5分", "3台", f"03-0000-{number % 10000:04d}", "", "", "", f"{town}こども課", "H29.4.1",
        str(chance.randrange(10, 200)), chance.choice(_AGES), chance.choice(_DAYS), opens, closes,
        chance.choice(_NOTES), chance.choice(("有", "無")), f"https://example.jp/{number}",
        f"一時預かりは前日までに予約。利用料 1時間{chance.randrange(3, 9)}00円。備考{number}",
    ]  # fmt: skip


def _ours(path: Path, url: str) -> int:
    from resources_db.engine import open_sessions
    from resources_db.importers import import_file
    from resources_db.migrate import migrate

    sessions = open_sessions(url)
    migrate(sessions.kw["bind"])
    report = import_file(sessions, path)
    return report.created + report.updated + report.unchanged


def _plain(path: Path, url: str) -> int:
    import pandas

    engine = create_engine(
        make_url(url).set(drivername="postgresql+psycopg") if url.startswith("postgresql") else url
    )
    table = Table("plain", MetaData(), *(Column(header, Text) for header in _HEADER))
    table.metadata.create_all(engine)
    frame = pandas.read_csv(path, dtype=str, encoding="utf-8-sig", keep_default_na=False)
    with engine.begin() as connection:
        connection.execute(table.insert(), frame.to_dict("records"))
    return len(frame)


def _measure(how: str, path: Path, url: str) -> dict[str, float]:
    """Seconds and peak MB of one import in a new process."""
    command = [sys.executable, "-m", "benchmarks.importing", how, str(path), url]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _child(how: str, path: Path, url: str) -> None:
    started = time.perf_counter()
    rows = {"ours": _ours, "again": _ours, "plain": _plain}[how](path, url)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"rows": rows, "seconds": seconds, "peak": peak}))


def main() -> None:
    engines = ["sqlite", *(["postgresql"] if _postgres_answers() else [])]
    print("| engine | rows | what | rows/s median (min-max) | seconds | peak MB above ten rows |")
    print("|---|---|---|---|---|---|")
    for engine in engines:
        for size in SIZES:
            _compare(engine, size)
    if len(engines) == 1:
        print(f"\nNo PostgreSQL answers at {POSTGRES}: measured on SQLite only.")


def _compare(engine: str, size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        big, small = Path(folder) / "list.csv", Path(folder) / "small.csv"
        write_file(big, size)
        write_file(small, 10)
        ratios, speeds = [], {}
        for _ in range(_ROUNDS[size]):
            speeds_now = {}
            with _database(engine, folder) as url:
                floor = {how: _measure(how, small, url)["peak"] for how in ("ours", "plain")}
            with _database(engine, folder) as url:
                for how in ("ours", "again", "plain"):
                    speeds_now[how] = _measure(how, big, url)
            for how, one in speeds_now.items():
                one["above"] = one["peak"] - floor["plain" if how == "plain" else "ours"]
                speeds.setdefault(how, []).append(one)
            ratios.append(speeds_now["ours"]["seconds"] / speeds_now["plain"]["seconds"])
        for how, label in (
            ("ours", "michi import"),
            ("again", "the same file again"),
            ("plain", "pandas + Core"),
        ):
            runs = speeds[how]
            rates = sorted(size / run["seconds"] for run in runs)
            print(
                f"| {engine} | {size:,} | {label} | {statistics.median(rates):,.0f} ({rates[0]:,.0f}-{rates[-1]:,.0f})"
                f" | {statistics.median(r['seconds'] for r in runs):.1f} | {max(r['above'] for r in runs):.0f} |",
                flush=True,
            )
        print(
            f"| {engine} | {size:,} | seconds, ours / plain | {statistics.median(ratios):.1f} | | |",
            flush=True,
        )


class _database:
    """An empty database of an engine, gone afterwards."""

    def __init__(self, engine: str, folder: str) -> None:
        self.engine, self.path = engine, Path(folder) / f"{random.randrange(10**9)}.db"  # noqa: S311

    def __enter__(self) -> str:
        if self.engine == "sqlite":
            return f"sqlite:///{self.path}"
        self.schema = f"michi_bench_{self.path.stem}"
        _admin(f"CREATE SCHEMA {self.schema}")
        return (
            make_url(POSTGRES)
            .update_query_dict({"options": f"-csearch_path={self.schema}"})
            .render_as_string(False)
        )

    def __exit__(self, *_: object) -> None:
        if self.engine == "sqlite":
            for file in self.path.parent.glob(f"{self.path.name}*"):
                file.unlink()
        else:
            _admin(f"DROP SCHEMA {self.schema} CASCADE")


def _admin(statement: str) -> None:
    engine = create_engine(
        make_url(POSTGRES).set(drivername="postgresql+psycopg"), connect_args={"connect_timeout": 2}
    )
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def _postgres_answers() -> bool:
    try:
        _admin("SELECT 1")
    except OperationalError:
        return False
    return True


if __name__ == "__main__":
    _child(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
