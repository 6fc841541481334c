"""The next year's file: what vanished, what came back, what staff had changed by hand, and undo."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from resources_db.documents import SERVICE, load
from resources_db.engine import Sessions
from resources_db.history import Change, revise, revision
from resources_db.importers import ImportStopped, import_file
from resources_db.importers.listing import list_name
from resources_db.importers.undo import NothingToUndo, undo_last_import
from tests.resources_db.importers.files import csv_text, save

HEADER = ["ID", "名称", "電話番号", "備考", "受入年齢"]


def rows(count: int, **changes: str) -> list[list[str]]:
    """`changes`: A3="…" is the note of the third row."""
    ids = [f"A{n}" for n in range(1, count + 1)]
    return [
        [i, f"広場{i}", f"03-0000-01{n:02d}", changes.get(i, "無料"), "0歳~就学前"] for n, i in enumerate(ids)
    ]


def take(sessions: Sessions, folder: Path, content: list[list[str]], **options: Any) -> Any:
    return import_file(sessions, save(folder / "広場.csv", csv_text([HEADER, *content])), **options)


def state(sessions: Sessions) -> dict[str, tuple[str, bool]]:
    """Source id -> (status, has it vanished?)."""
    with sessions() as session:
        return {
            r.source_id: (r.status, r.vanished_on is not None)
            for r in session.execute(select(SERVICE.c.source_id, SERVICE.c.status, SERVICE.c.vanished_on))
        }


def documents(sessions: Sessions) -> dict[str, dict[str, Any]]:
    with sessions() as session:
        ids = {r.id: r.source_id for r in session.execute(select(SERVICE.c.id, SERVICE.c.source_id))}
        return {ids[id_]: document for id_, document in load(session, list(ids)).items()}


def by_hand(sessions: Sessions, source_id: str, **fields: Any) -> None:
    with sessions.begin() as session:
        id_ = session.scalars(select(SERVICE.c.id).where(SERVICE.c.source_id == source_id)).one()
        revise(Change(session, "職員"), load(session, [id_])[id_], id_, fields)


def test_a_row_that_is_gone_is_withdrawn_and_kept(empty_town: Sessions, tmp_path: Path) -> None:
    take(empty_town, tmp_path, rows(10))
    report = take(empty_town, tmp_path, rows(9))
    assert (report.unchanged, report.vanished) == (9, 1)
    assert report.vanished_records == [{"source_id": "A10", "name": "広場A10"}]
    assert state(empty_town)["A10"] == ("withdrawn", True)


def test_it_counts_once_and_comes_back_with_its_row(empty_town: Sessions, tmp_path: Path) -> None:
    take(empty_town, tmp_path, rows(10))
    take(empty_town, tmp_path, rows(9))
    assert take(empty_town, tmp_path, rows(9)).vanished == 0
    assert take(empty_town, tmp_path, rows(10)).updated == 1
    assert state(empty_town)["A10"] == ("published", False)


def test_a_loss_of_over_a_fifth_stops_until_confirmed(empty_town: Sessions, tmp_path: Path) -> None:
    take(empty_town, tmp_path, rows(10))
    before = documents(empty_town)
    with pytest.raises(ImportStopped, match="3件が、このファイルにありません") as stopped:
        take(empty_town, tmp_path, rows(7))
    assert stopped.value.report.vanished == 3
    assert documents(empty_town) == before
    assert take(empty_town, tmp_path, rows(7), dry_run=True).vanished == 3
    assert take(empty_town, tmp_path, rows(7), allow_loss=True).vanished == 3


def test_a_fifth_is_not_over_a_fifth(empty_town: Sessions, tmp_path: Path) -> None:
    take(empty_town, tmp_path, rows(10))
    assert take(empty_town, tmp_path, rows(8)).vanished == 2


def test_another_list_of_the_same_source_has_not_vanished(empty_town: Sessions, tmp_path: Path) -> None:
    take(empty_town, tmp_path, rows(3), source="市")
    other = save(tmp_path / "相談.csv", csv_text([HEADER, ["B1", "相談室", "03-0000-0199", "", ""]]))
    assert import_file(empty_town, other, source="市").vanished == 0
    assert set(state(empty_town).values()) == {("published", False)}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("保育所一覧_2026.xlsx", "保育所一覧"),
        ("保育所一覧(令和8年度).xlsx", "保育所一覧"),
        ("保育所一覧R8.xlsx", "保育所一覧"),
        ("nursery_school-20260401.csv", "nursery_school"),
        ("0013.csv", "0013"),
        ("2026.csv", "2026"),
        ("organization_list_0083_202604.xlsx", "organization_list_0083"),
        ("学童一覧(R8.4.1).xlsx", "学童一覧"),
        ("学童一覧_令和8年4月1日現在.xlsx", "学童一覧"),
        ("学童_2026.4.1.csv", "学童"),
        ("学童一覧_260401.csv", "学童一覧"),
        ("学童一覧 (1).csv", "学童一覧"),
        ("学童一覧 - コピー.xlsx", "学童一覧"),
        ("学童一覧_最新.xlsx", "学童一覧"),
        ("132012_childcare.csv", "132012_childcare"),
        ("地区H1.csv", "地区H1"),
        ("BRANCH12.csv", "BRANCH12"),
        ("R1階案内.csv", "R1階案内"),
        ("A2020.csv", "A2020"),
        ("第2012回.csv", "第2012回"),
    ],
)
def test_the_year_is_no_part_of_a_lists_name(name: str, expected: str) -> None:
    assert list_name(Path(name)) == expected


def test_ids_that_come_later_find_the_records_that_had_none(empty_town: Sessions, tmp_path: Path) -> None:
    content = rows(3)
    take(empty_town, tmp_path, [["", *row[1:]] for row in content])
    report = take(empty_town, tmp_path, content)
    assert (report.created, report.updated, report.vanished) == (0, 3, 0)
    assert set(state(empty_town)) == {"A1", "A2", "A3"}


def test_a_hand_edit_stays_where_the_file_did_not_change(empty_town: Sessions, tmp_path: Path) -> None:
    take(empty_town, tmp_path, rows(3))
    by_hand(empty_town, "A1", minimum_age=6)
    report = take(empty_town, tmp_path, rows(3, A1="有料になりました"))
    assert (report.updated, report.warnings) == (1, [])
    record = documents(empty_town)["A1"]
    assert (record["minimum_age"], record["description"]) == (6, "有料になりました")


def test_where_both_changed_the_file_wins_and_says_so(empty_town: Sessions, tmp_path: Path) -> None:
    take(empty_town, tmp_path, rows(3))
    by_hand(empty_town, "A1", description="手で直した")
    report = take(empty_town, tmp_path, rows(3, A1="ファイルで直した"))
    assert documents(empty_town)["A1"]["description"] == "ファイルで直した"
    assert [w.value for w in report.warnings] == ["手で直した"]


def test_undo_gives_back_every_field_and_takes_away_what_was_new(
    empty_town: Sessions, tmp_path: Path
) -> None:
    take(empty_town, tmp_path, rows(10))
    before = documents(empty_town)
    report = take(empty_town, tmp_path, [*rows(9, A2="変わった"), ["A11", "新しい広場", "", "x", ""]])
    assert (report.created, report.updated, report.vanished) == (1, 1, 1)
    undone = undo_last_import(empty_town)
    assert (undone.removed, undone.restored, undone.kept) == (1, 2, [])
    assert documents(empty_town) == before
    again = take(empty_town, tmp_path, rows(10))
    assert (again.created, again.updated, again.unchanged) == (0, 0, 10)


def test_undo_leaves_alone_what_staff_changed_since(empty_town: Sessions, tmp_path: Path) -> None:
    take(empty_town, tmp_path, rows(2))
    take(empty_town, tmp_path, rows(3, A1="変わった"))
    by_hand(empty_town, "A1", description="手で直した")
    by_hand(empty_town, "A3", summary="手で書いた")
    undone = undo_last_import(empty_town)
    assert {(kept["name"], kept["field"]) for kept in undone.kept} == {
        ("広場A1", "description"),
        ("広場A3", "*"),
    }
    assert documents(empty_town)["A1"]["description"] == "手で直した"


def test_undo_twice_takes_back_two_imports_and_then_there_is_nothing(
    empty_town: Sessions, tmp_path: Path
) -> None:
    take(empty_town, tmp_path, rows(2))
    take(empty_town, tmp_path, rows(2, A1="変わった"))
    assert undo_last_import(empty_town).restored == 1
    assert undo_last_import(empty_town).removed == 2
    assert documents(empty_town) == {}
    with pytest.raises(NothingToUndo):
        undo_last_import(empty_town)


def test_a_dry_undo_changes_nothing(empty_town: Sessions, tmp_path: Path) -> None:
    take(empty_town, tmp_path, rows(2))
    before = documents(empty_town)
    assert undo_last_import(empty_town, dry_run=True).removed == 2
    assert documents(empty_town) == before
    assert undo_last_import(empty_town).removed == 2


def test_an_import_that_changes_nothing_leaves_no_trace(empty_town: Sessions, tmp_path: Path) -> None:
    take(empty_town, tmp_path, rows(2))
    with empty_town() as session:
        before = revision(session)
    assert take(empty_town, tmp_path, rows(2)).run_id is None
    with empty_town() as session:
        assert revision(session) == before


def test_a_row_with_nothing_to_offer_is_a_draft_until_it_has(empty_town: Sessions, tmp_path: Path) -> None:
    bare = ["A1", "こども課", "", "", ""]
    report = take(empty_town, tmp_path, [bare])
    assert (report.created, report.drafts) == (1, 1)
    assert state(empty_town) == {"A1": ("draft", False)}
    take(empty_town, tmp_path, [["A1", "こども課", "03-0000-0101", "", ""]])
    assert state(empty_town) == {"A1": ("published", False)}


def test_the_same_id_twice_is_told_and_nothing_is_lost(empty_town: Sessions, tmp_path: Path) -> None:
    first, second = rows(2)
    second[0] = "A1"
    report = take(empty_town, tmp_path, [first, second])
    assert report.created == 2
    assert [w.error for w in report.warnings] == [
        "同じIDが2行目にもあります。名称と住所で見分けて取り込みました。"
    ]
    assert take(empty_town, tmp_path, [first, second]).unchanged == 2


def test_a_list_changed_meanwhile_is_compared_again(
    empty_town: Sessions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(empty_town, tmp_path, rows(2))
    from resources_db.importers import run

    real, calls = run._carry_out, []

    def slow(*arguments: Any) -> bool:
        if not calls:
            by_hand(empty_town, "A1", description="そのあいだに")
            with empty_town.begin() as session:
                run.advance_revision(session)
        calls.append(1)
        return real(*arguments)

    monkeypatch.setattr(run, "_carry_out", slow)
    report = take(empty_town, tmp_path, rows(2, A1="ファイルで直した"))
    assert len(calls) == 2
    assert [w.value for w in report.warnings] == ["そのあいだに"]
