"""A quarter as it goes: files come twice, wrong and late, decisions are made, the period closes."""

import shutil
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.header import decode_header, make_header
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from cchc_sheets.cli.period import today
from cchc_sheets.consolidate.accept import Merged, PeriodStanding
from cchc_sheets.jobs.memory import Memory, remembered
from cchc_sheets.jobs.merge import Whole, finished, merged_of
from cchc_sheets.jobs.workspace import Workspace, open_workspace
from cchc_sheets.model import Period, UsageProblem
from cchc_sheets.sheet import form as at
from tests.desk import PROVINCE, Desk

PERIOD = "2021-Q1"


def merged(desk: Desk, *more: str) -> dict[str, Any]:
    done = desk.run("merge", desk.inbox, "--format", "json", *more)
    assert done.status in {0, 1}, done
    result: dict[str, Any] = done.json
    return result


def with_one_changed(desk: Desk, code: str, raw: str) -> tuple[str, list[Any]]:
    """A unit's report in which one count is another: its key, and what is typed."""
    answers = desk.invented(code)
    key = "staff_quota"
    return key, [(k, raw if k == key else v, n) for k, v, n in answers]


def value(desk: Desk, result: dict[str, Any], unit: str, key: str) -> str:
    del desk
    lines = Path(result["outputs"]["values.csv"]).read_text("utf-8-sig").splitlines()
    head = lines[0].split(",")
    rows = [dict(zip(head, line.split(","), strict=False)) for line in lines[1:]]
    return next(r["value"] for r in rows if r["unit"] == unit and r["indicator"] == key)


def test_a_correction_counts_in_place_of_what_came_before(desk: Desk) -> None:
    desk.returned("stc", name="z.xlsx")
    first = merged(desk)
    key, typed = with_one_changed(desk, "stc", "77")
    desk.returned("stc", typed, name="a.xlsx")

    second = merged(desk)

    assert first["version"] == 1
    assert second["version"] == 2
    assert second["merged"] == ["stc"]
    assert value(desk, second, "stc", key) == "77"
    (old,) = second["set_aside"]
    assert (old["path"], old["why"], old["counted"]) == ("z.xlsx", "replaced", "a.xlsx")
    assert [change["now"] for change in old["changes"]] == ["77"]


def test_a_correction_of_the_same_name_is_told_apart(desk: Desk) -> None:
    desk.returned("stc")
    merged(desk)
    desk.returned("stc", with_one_changed(desk, "stc", "77")[1])
    said = desk.run("merge", desk.inbox).out
    assert "stc.xlsx: bản nhận trước, đã thay bằng bản nhận sau cùng tên" in said
    assert "Tổng số biên chế được giao" in said


def signed(desk: Desk, name: str) -> None:
    """Put a day of signing into a workbook of the inbox."""
    book = load_workbook(desk.inbox / name)
    book[at.FORM_SHEET].cell(*at.SIGNED_ON_CELL, "17/03/2021")
    book.save(desk.inbox / name)


def test_figures_changed_after_signing_await_a_corrected_paper(desk: Desk) -> None:
    desk.returned("stc", name="a.xlsx")
    signed(desk, "a.xlsx")
    merged(desk)
    desk.returned("stc", with_one_changed(desk, "stc", "77")[1], name="b.xlsx")
    signed(desk, "b.xlsx")
    merged(desk)
    codes = {
        name: desk.run("check", desk.inbox / name, "--format", "json").json["files"][0]["code"]
        for name in ("a.xlsx", "b.xlsx")
    }
    assert len(set(codes.values())) == 2
    assert desk.run("check", desk.inbox / "b.xlsx", "--code", codes["b.xlsx"].lower()).status == 0
    differs = desk.run("check", desk.inbox / "b.xlsx", "--code", codes["a.xlsx"])
    assert differs.status == 1
    assert f"số liệu trong tệp có mã {codes['b.xlsx']}" in differs.out
    page = (desk.root / "merged" / PROVINCE / PERIOD / "report.html").read_text("utf-8")
    assert f"có mã đối chiếu {codes['a.xlsx']}" in page
    states = {u["unit"]: u["state"] for u in desk.run("status", "--format", "json").json["units"]}
    assert states["stc"] == "to_review"

    desk.run("accept", "stc", "--reason", "đã nhận công văn đính chính số 12")

    states = {u["unit"]: u["state"] for u in desk.run("status", "--format", "json").json["units"]}
    assert states["stc"] == "accepted"
    merged(desk)
    page = (desk.root / "merged" / PROVINCE / PERIOD / "report.html").read_text("utf-8")
    assert f"có mã đối chiếu {codes['a.xlsx']}" not in page


def test_what_was_received_is_remembered_when_the_inbox_is_emptied(desk: Desk) -> None:
    for code in ("stc", "bhxh", "huyen-long-phu"):
        desk.returned(code)
    assert len(merged(desk)["merged"]) == 3
    for path in desk.inbox.iterdir():
        path.unlink()
    desk.returned("skhdt")

    assert set(merged(desk)["merged"]) == {"stc", "bhxh", "huyen-long-phu", "skhdt"}


def test_two_that_came_together_are_asked_about_until_one_is_accepted(desk: Desk) -> None:
    desk.returned("stc", name="a.xlsx")
    key, typed = with_one_changed(desk, "stc", "77")
    desk.returned("stc", typed, name="b.xlsx")
    assert merged(desk)["merged"] == []

    done = desk.run("accept", "stc", "--file", "b.xlsx", "--reason", "Đơn vị xác nhận bản b")

    assert done.status == 0, done
    result = merged(desk)
    assert result["merged"] == ["stc"]
    assert value(desk, result, "stc", key) == "77"
    assert result["decisions"][0]["reason"] == "Đơn vị xác nhận bản b"
    assert result["rejected"] == []


def test_a_file_that_is_not_fit_is_in_the_way_of_none(desk: Desk) -> None:
    desk.returned("stc", name="tốt.xlsx")
    merged(desk)
    wrong = desk.returned("stc", name="hỏng.xlsx")
    book = load_workbook(wrong)
    book.worksheets[0].delete_rows(40)
    book.save(wrong)

    result = merged(desk)

    assert result["merged"] == ["stc"]
    assert [each["path"] for each in result["rejected"]] == ["hỏng.xlsx"]


def test_decisions_need_a_reason_and_a_unit_that_there_is(desk: Desk) -> None:
    desk.issued("stc")
    assert desk.run("exclude", "stc", "--reason", " ", "--period", PERIOD).status == 2
    assert desk.run("exclude", "stcc", "--reason", "x", "--period", PERIOD).status == 2
    assert desk.run("accept", "stc", "--reason", "x", "--period", PERIOD).status == 2


def test_a_unit_left_out_stays_among_the_expected(desk: Desk) -> None:
    desk.returned("stc")
    desk.returned("bhxh")
    expected = merged(desk)["expected"]
    assert desk.run("exclude", "bhxh", "--reason", "Không thuộc diện kỳ này").status == 0

    result = merged(desk)

    assert result["merged"] == ["stc"]
    assert result["expected"] == expected
    assert "bhxh" not in result["missing"]
    assert [each["why"] for each in result["set_aside"]] == ["left_out"]


def test_a_withdrawn_file_gives_way_to_the_one_before(desk: Desk) -> None:
    desk.returned("stc", name="một.xlsx")
    merged(desk)
    key, typed = with_one_changed(desk, "stc", "77")
    desk.returned("stc", typed, name="hai.xlsx")
    assert value(desk, merged(desk), "stc", key) == "77"

    assert desk.run("withdraw", "hai.xlsx", "--reason", "Gửi nhầm").status == 0

    result = merged(desk)
    assert value(desk, result, "stc", key) != "77"
    assert [each["why"] for each in result["set_aside"]] == ["withdrawn"]


def test_figures_from_the_telephone_count_and_follow_the_rules(desk: Desk, tmp_path: Path) -> None:
    desk.issued("stc")
    table = tmp_path / "stc.csv"
    table.write_text("unit,indicator,value,note\nstc,staff_quota,55,\n", "utf-8")

    done = desk.run(
        *("enter", "stc", "--source", "Điện thoại 15/3", "--values", table, "--period", PERIOD)
    )

    assert done.status == 0, done
    result = merged(desk)
    assert result["merged"] == ["stc"]
    assert value(desk, result, "stc", "staff_quota") == "55"
    assert result["decisions"][0]["decision"] == "entered"


def test_answers_accepted_without_one_count_as_blank(desk: Desk) -> None:
    desk.returned("stc")
    merged(desk)
    words = ("accept", "stc", "--without", "staff_quota", "--reason", "Số biên chế chưa chốt")
    assert desk.run(*words).status == 0
    assert value(desk, merged(desk), "stc", "staff_quota") == ""


def test_a_closed_period_does_not_change_until_it_is_reopened(desk: Desk) -> None:
    desk.returned("stc")
    merged(desk)
    closed = desk.run("close", "--format", "json")
    assert closed.status == 0, closed
    assert closed.json["closing"] == 1
    desk.returned("bhxh")
    refused = desk.run("merge", desk.inbox)
    assert refused.status == 2
    assert "reopen" in refused.err

    assert desk.run("reopen", "--reason", "Văn bản đính chính số 5").status == 0

    result = merged(desk)
    assert set(result["merged"]) == {"stc", "bhxh"}
    assert desk.run("close", "--format", "json").json["closing"] == 2


def test_files_of_another_period_are_set_aside_and_found_again(desk: Desk) -> None:
    desk.returned("stc")
    desk.returned("bhxh")
    desk.returned("sct", period="2021-Q2", name="quý 2.xlsx")

    first = merged(desk)

    assert first["period"] == PERIOD
    assert [(e["path"], e["why"], e["period"]) for e in first["set_aside"]] == [
        ("quý 2.xlsx", "other_period", "2021-Q2")
    ]
    assert merged(desk, "--period", "2021-Q2")["merged"] == ["sct"]


def test_what_somebody_wrote_into_a_result_is_moved_not_lost(desk: Desk) -> None:
    desk.returned("stc")
    workbook = Path(merged(desk)["outputs"]["consolidated.xlsx"])
    book = load_workbook(workbook)
    book.worksheets[0]["A1"] = "đã gọi điện"
    book.save(workbook)
    desk.returned("bhxh")

    (moved,) = merged(desk)["moved"]

    assert load_workbook(moved).worksheets[0]["A1"].value == "đã gọi điện"


def test_verify_finds_what_is_gone_and_makes_versions_anew(desk: Desk) -> None:
    desk.returned("stc")
    merged(desk)
    desk.run("close")
    sound = desk.run("verify", "--format", "json")
    assert sound.status == 0, sound
    assert sound.json == {"files": 1, "versions": 2, "faults": []}
    (kept,) = (desk.root / ".cchc" / "received").glob("*/*")
    kept.write_bytes(b"x")
    broken = desk.run("verify", "--format", "json")
    assert broken.status == 1
    assert [fault["code"] for fault in broken.json["faults"]] == ["file-lost"]


def test_a_folder_that_is_no_workspace_remembers_nothing(desk: Desk, tmp_path: Path) -> None:
    path = desk.returned("stc")
    inbox = tmp_path / "hộp thư"
    inbox.mkdir()
    shutil.copy(path, inbox)
    bare = tmp_path / "trống"
    bare.mkdir()
    done = Desk(bare, desk.definitions).run("merge", inbox, "--format", "json")
    assert done.json["merged"] == ["stc"]
    assert done.json["version"] is None
    assert not (bare / ".cchc").exists()


def test_who_is_late_is_chased_and_who_was_given_nothing_is_not(desk: Desk) -> None:
    desk.run_init()
    roster = desk.root / "templates" / f"{PROVINCE}.yaml"
    text = roster.read_text("utf-8")
    roster.write_text(text.replace("\nunits:", '\ndue_after: "2"\nunits:', 1), "utf-8")
    assert desk.run("lint").status == 0
    words = ("--unit", "stc", "--unit", "bhxh")
    assert desk.run("generate", "--period", PERIOD, *words).status == 0
    desk.returned("stc")

    units = {u["unit"]: u for u in desk.run("status", "--format", "json").json["units"]}

    assert units["bhxh"]["state"] == "issued"
    assert units["bhxh"]["late"] == (today() - date(2021, 3, 16)).days
    assert units["stc"]["late"] is None or units["stc"]["state"] == "to_review"
    csv = desk.run("status", "--format", "csv").out
    assert csv.splitlines()[0] == "unit,name,type,state,late,reason,file,filled_by,telephone,email"
    assert "\nbhxh,Bảo hiểm xã hội tỉnh Sóc Trăng,nganh-doc,issued," in csv
    files = [Path(path) for path in desk.run("remind", "--format", "json").json["files"]]
    assert {path.name for path in files} == {"loi-nhac.txt", "don-doc.docx", "bhxh.eml"}
    text = next(path for path in files if path.suffix == ".txt").read_text("utf-8-sig")
    assert "chưa nhận được biểu thống kê CCHC quý I năm 2021 của Bảo hiểm xã hội" in text
    assert "Kính đề nghị Quý cơ quan" in text
    letter = message_from_bytes(next(p for p in files if p.suffix == ".eml").read_bytes())
    assert "quý I năm 2021" in str(make_header(decode_header(letter["Subject"])))
    table = Document(str(next(p for p in files if p.suffix == ".docx"))).tables[0]
    assert [row.cells[1].text for row in table.rows[1:]] == ["Bảo hiểm xã hội tỉnh Sóc Trăng"]


def test_what_a_unit_sent_last_is_returned_from_the_record(desk: Desk) -> None:
    assert desk.run("generate", "--period", PERIOD, "--unit", "stc").status == 0
    _, typed = with_one_changed(desk, "stc", "48 người")
    sent = desk.returned("stc", typed)
    assert merged(desk)["merged"] == []
    sent.unlink()

    done = desk.run("return", "stc", "--format", "json")

    assert done.status == 0, done
    (unit,) = done.json["units"]
    back = Path(unit["returned"])
    assert back.with_suffix(".txt").read_text("utf-8-sig").startswith("Kính gửi: Sở Tài chính")
    book = load_workbook(back)
    assert "48 người" in {cell.value for row in book["Biểu thống kê"].iter_rows() for cell in row}
    assert desk.run("return", "bhxh").status == 2  # nothing came of it


def test_a_folder_shows_what_its_files_do_not(desk: Desk) -> None:
    desk.returned("stc", name="a.xlsx")
    desk.returned("stc", with_one_changed(desk, "stc", "77")[1], name="b.xlsx")
    desk.returned("bhxh")
    desk.returned("sct", period="2021-Q2", name="quý 2.xlsx")

    done = desk.run("check", desk.inbox, "--format", "json")

    assert done.status == 0, done
    folder = done.json["folder"]
    assert (folder["province"], folder["period"]) == (PROVINCE, PERIOD)
    assert [(e["unit"], [Path(p).name for p in e["paths"]]) for e in folder["several"]] == [
        ("stc", ["a.xlsx", "b.xlsx"])
    ]
    assert [(e["unit"], e["period"]) for e in folder["other_periods"]] == [("sct", "2021-Q2")]
    assert len(folder["missing"]) == 38
    said = desk.run("check", desk.inbox).out.split("Cả thư mục, Quý I năm 2021")[1]
    assert "Sở Tài chính: " in said
    assert "Thuộc kỳ khác (1 tệp):" in said
    assert "Chưa gửi (38 đơn vị):" in said
    assert desk.run("check", desk.inbox / "a.xlsx", "--format", "json").json["folder"] is None


def test_who_came_earlier_is_not_missing_from_a_folder(desk: Desk) -> None:
    desk.returned("stc")
    merged(desk)
    (desk.inbox / "stc.xlsx").unlink()
    desk.returned("bhxh")
    folder = desk.run("check", desk.inbox, "--format", "json").json["folder"]
    assert not {"stc", "bhxh"} & set(folder["missing"])


def test_how_far_a_period_is_has_one_word_everywhere(desk: Desk) -> None:
    assert desk.run("generate", "--period", PERIOD, "--unit", "stc").status == 0
    desk.returned("stc")
    status = ("status", "--period", PERIOD)
    assert "Quý I năm 2021, tỉnh Sóc Trăng: Đang thu." in desk.run(*status).out
    assert merged(desk)["stage"] == "preliminary"
    assert "tỉnh Sóc Trăng: Sơ bộ." in desk.run(*status).out
    closed = desk.run("close", "--format", "json").json
    assert (closed["stage"], closed["closing"]) == ("closed", 1)
    page = Path(closed["outputs"]["report.html"]).read_text("utf-8")
    assert "Đã khóa, lần 1" in page
    assert "Sơ bộ" not in page
    assert "<b>1<small>/40</small></b>" in page
    assert "tỉnh Sóc Trăng: Đã khóa, lần 1." in desk.run(*status).out
    assert desk.run("reopen", "--reason", "Đính chính").status == 0
    assert merged(desk)["stage"] == "reopened"
    assert "tỉnh Sóc Trăng: Mở lại." in desk.run(*status).out


def test_who_is_to_be_called_is_in_status_and_reminders(desk: Desk) -> None:
    desk.run_init()
    roster = desk.root / "templates" / f"{PROVINCE}.yaml"
    reach = 'contact: Bà Hoa\n    telephone: "0299 3822 333"\n    email: bhxh@example.vn'
    text = roster.read_text("utf-8")
    roster.write_text(
        text.replace("  - code: bhxh\n", f"  - code: bhxh\n    {reach}\n", 1), "utf-8"
    )
    assert desk.run("lint").status == 0
    words = ("--unit", "stc", "--unit", "bhxh")
    assert desk.run("generate", "--period", PERIOD, *words).status == 0
    sent = desk.returned("stc")
    book = load_workbook(sent)
    book[at.FORM_SHEET].cell(*at.FILLED_BY_CELL).value = "Ông Nam"
    book[at.FORM_SHEET].cell(*at.TELEPHONE_CELL).value = "0913 000 111"
    book.save(sent)

    units = {u["unit"]: u for u in desk.run("status", "--format", "json").json["units"]}

    assert [units["bhxh"][key] for key in ("filled_by", "telephone", "email")] == [
        *("Bà Hoa", "0299 3822 333", "bhxh@example.vn")
    ]
    assert [units["stc"][key] for key in ("filled_by", "telephone", "email")] == [
        *("Ông Nam", "0913 000 111", None)
    ]
    assert "[Ông Nam, 0913 000 111]" in desk.run("status").out
    files = [Path(path) for path in desk.run("remind", "--format", "json").json["files"]]
    letter = message_from_bytes(next(p for p in files if p.suffix == ".eml").read_bytes())
    assert letter["To"] == "bhxh@example.vn"
    text = next(path for path in files if path.suffix == ".txt").read_text("utf-8-sig")
    assert "Bảo hiểm xã hội tỉnh Sóc Trăng (Bà Hoa, 0299 3822 333)" in text


def test_all_that_have_errors_are_returned_where_no_unit_is_named(desk: Desk) -> None:
    for code in ("stc", "bhxh"):
        assert desk.run("generate", "--period", PERIOD, "--unit", code).status == 0
    desk.returned("bhxh")
    assert desk.run("merge", desk.inbox).status == 0
    assert desk.run("return").out == "Không đơn vị nào phải trả lại.\n"
    desk.returned("stc", with_one_changed(desk, "stc", "48 người")[1])
    assert merged(desk)["merged"] == ["bhxh"]
    units = desk.run("return", "--format", "json").json["units"]
    assert [each["unit"] for each in units] == ["stc"]


def test_a_stray_file_of_another_period_begins_none(desk: Desk, tmp_path: Path) -> None:
    assert desk.run("generate", "--period", PERIOD, "--unit", "stc").status == 0
    other = Desk(tmp_path / "khác", desk.definitions)
    shutil.copytree(desk.root / ".cchc" / "keys", other.root / ".cchc" / "keys")
    shutil.copy(other.returned("sct", period="2020-Q4"), desk.inbox / "cũ.xlsx")
    desk.returned("stc", with_one_changed(desk, "stc", "48 người")[1])
    desk.returned("bhxh")
    assert merged(desk)["period"] == PERIOD
    assert desk.run("return", "stc").status == 0  # which period is clear


def test_a_blank_workbook_is_replaced_by_the_report_that_follows(desk: Desk) -> None:
    desk.returned("stc", [], name="trống.xlsx")
    assert [each["path"] for each in merged(desk)["rejected"]] == ["trống.xlsx"]
    desk.returned("stc")
    result = merged(desk)
    assert result["merged"] == ["stc"]
    assert result["rejected"] == []
    assert [(e["path"], e["why"]) for e in result["set_aside"]] == [("trống.xlsx", "replaced")]


@pytest.mark.parametrize(
    ("meanwhile", "code"), [("merge", "merged-meanwhile"), ("close", "period-closed")]
)
def test_a_merge_that_was_overtaken_puts_nothing_in_place(
    desk: Desk, meanwhile: str, code: str
) -> None:
    desk.returned("stc")
    outputs = merged(desk)["outputs"]
    place = open_workspace(desk.root, None)
    assert isinstance(place, Workspace)
    roster, period = desk.definitions.rosters[PROVINCE], Period(2021, "Q1")
    desk.returned("bhxh")
    with remembered(place, writing=True) as memory:
        assert isinstance(memory, Memory)
        then = memory.as_now()
        slow = merged_of(then, desk.definitions, Whole(roster, period), lambda *_: None)
        assert isinstance(slow, Merged)
        assert desk.run("merge", desk.inbox).status == 0
        if meanwhile == "close":
            assert desk.run("close").status == 0
        after = {name: Path(path).read_bytes() for name, path in outputs.items()}
        slow = replace(slow, standing=PeriodStanding(0, 0, "2021-03-20T00:00:00Z"))

        stopped = finished(then, desk.definitions, slow, None, lambda *_: None)

    assert isinstance(stopped, UsageProblem)
    assert stopped.code == code
    assert {name: Path(path).read_bytes() for name, path in outputs.items()} == after
