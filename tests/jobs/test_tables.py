"""Forms with tables from the definition to the province's papers."""

from __future__ import annotations

import csv
import io
import shutil
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from cchc_sheets.definition import load, packaged_templates
from scripts.fill import TypedTable, fill
from tests.desk import Desk

FORM = "nganh-doc-soc-trang.yaml"
TABLES = """\
tables:
  - id: ho-so
    sheet: Hồ sơ theo lĩnh vực
    title: TÌNH HÌNH TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ THEO LĨNH VỰC
    name_label: Lĩnh vực
    names: [Việc làm, Người có công, Bảo trợ xã hội]
    room: 20
    columns:
      - {key: received_all, group: Nhận, label: Tổng số, computed: new_online + carried}
      - {key: new_online, group: Nhận, label: Trực tuyến}
      - {key: carried, group: Nhận, label: Kỳ trước chuyển qua}
      - {key: resolved_all, group: Giải quyết, label: Tổng số, required: error}
      - {key: ontime, group: Giải quyết, label: Đúng hạn, share_of: resolved_all}
    rules:
      - id: T1
        severity: error
        code: part-above-whole
        says: {vi: số đúng hạn không lớn hơn số đã giải quyết, en: on time within resolved}
        require: ontime <= resolved_all
      - id: T2
        severity: error
        code: part-above-whole
        says: {vi: số đã giải quyết không lớn hơn số nhận, en: resolved within received}
        require: resolved_all <= received_all
detail:
  sheet: Chi tiết
  title: CHI TIẾT THEO ĐƠN VỊ TRỰC THUỘC
  name_label: Đơn vị
  room: 6
  indicators: [dossiers_received, dossiers_resolved, bcci_dossiers_received]
"""
UNITS = ("cuc-thue", "kho-bac")
PARTS = ("Chi cục Thuế khu vực I", "Chi cục Thuế khu vực II")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A workspace whose agencies have tables, and one of them parts on the roster."""
    folder = tmp_path / "templates"
    shutil.copytree(packaged_templates(), folder)
    form, roster = folder / FORM, folder / "soc-trang.yaml"
    form.write_text(form.read_text("utf-8") + TABLES, "utf-8")
    parts = f"  - code: cuc-thue\n    parts: [{', '.join(PARTS)}]\n"
    roster.write_text(roster.read_text("utf-8").replace("  - code: cuc-thue\n", parts), "utf-8")
    definitions, problems = load(folder)
    assert definitions is not None, problems
    return Desk(tmp_path, definitions)


def test_the_parts_of_a_unit_stand_in_its_workbook(desk: Desk) -> None:
    for unit, names in (("cuc-thue", [*PARTS, None]), ("kho-bac", [None] * 3)):
        sheet = openpyxl.load_workbook(desk.issued(unit))["Chi tiết"]
        assert [sheet.cell(6, column).value for column in range(7, 10)] == names


@pytest.mark.parametrize("unit", UNITS)
def test_invented_tables_contradict_nothing(desk: Desk, unit: str) -> None:
    path = desk.returned(unit)

    assert desk.codes(path) == []
    assert [f for f in desk.findings(path) if (f["sheet"] or "").startswith(("Hồ sơ", "Chi"))] == []


def test_merge_adds_the_tables_up(desk: Desk) -> None:
    for unit in UNITS:
        desk.returned(unit)

    merged = desk.run("merge", desk.inbox, "--format", "json").json

    assert merged["merged"] == list(UNITS)
    folder = Path(merged["outputs"]["tables.csv"]).parent
    rows = list(csv.DictReader(io.StringIO((folder / "tables.csv").read_text("utf-8-sig"))))
    sheet = openpyxl.load_workbook(folder / "consolidated.xlsx")["Hồ sơ theo lĩnh vực"]
    total = [cell.value for cell in sheet[8]]
    for column, key in ((4, "new_online"), (6, "resolved_all"), (7, "ontime")):
        assert total[column] == sum(int(row["value"]) for row in rows if row["column"] == key)
    # What the parts report is the form's own figure.
    values = (folder / "values.csv").read_text("utf-8-sig")
    for row in csv.DictReader(io.StringIO(values)):
        if row["indicator"] == "dossiers_received":
            parts = [
                Decimal(each["value"])
                for each in rows
                if (each["unit"], each["column"]) == (row["unit"], "dossiers_received")
            ]
            assert Decimal(row["value"]) == sum(parts) > 0
    assert "Hồ sơ theo lĩnh vực".upper() in (folder / "report.html").read_text("utf-8").upper()


def test_the_same_files_give_the_same_bytes(desk: Desk) -> None:
    desk.returned("cuc-thue")
    written = []
    for name in ("one", "two"):
        outputs = desk.run("merge", desk.inbox, "--out", desk.root / name, "--format", "json")
        paths = outputs.json["outputs"].values()
        written.append([Path(path).read_bytes() for path in paths])

    assert written[0] == written[1]


def test_provinces_without_tables_have_no_file_of_them(desk: Desk) -> None:
    province = ("--province", "ha-tinh")
    unit = desk.definitions.rosters["ha-tinh"].units[0].code
    desk.run("generate", "--period", "2021-Q1", "--unit", unit, *province)
    (issued,) = (desk.root / "generated" / "ha-tinh" / "2021-Q1").iterdir()
    shutil.copy(issued, desk.inbox)

    merged = desk.run("merge", desk.inbox, *province, "--format", "json").json

    assert "values.csv" in merged["outputs"]
    assert "tables.csv" not in merged["outputs"]


def test_files_that_differ_in_a_record_alone_contradict_each_other(desk: Desk) -> None:
    report = desk.report("cuc-thue")
    desk.returned("cuc-thue", name="a.xlsx")
    fewer = [TypedTable(each.table, each.records) for each in report.tables]
    first = fewer[0]
    fewer[0] = TypedTable(first.table, first.records[:-1])
    fill(desk.issued("cuc-thue"), desk.inbox / "b.xlsx", report.typed, fewer)

    merged = desk.run("merge", desk.inbox, "--format", "json").json

    codes = {f["code"] for rejected in merged["rejected"] for f in rejected["findings"]}
    assert merged["merged"] == []
    assert "contradicting-files" in codes


def test_the_guidance_explains_the_tables(desk: Desk) -> None:
    book = openpyxl.load_workbook(desk.issued("cuc-thue"))
    rows = (row for name in ("Hướng dẫn", "Quy tắc") for row in book[name].iter_rows())
    text = "\n".join(str(c.value) for row in rows for c in row if c.value is not None)

    part = text[text.index("\nBảng kèm theo\n") :]
    assert "Mỗi dòng là một lĩnh vực: chọn tên trong danh sách của ô, không nhận tên khác" in part
    assert "Có sẵn 20 dòng" in part
    assert "Mỗi cột là một đơn vị: đơn vị tự ghi tên" in part
    assert "Tổng tự vào trang “Biểu thống kê”, dòng" in part
    assert "T1\n✗" in part
    assert "“Giải quyết: Đúng hạn” không lớn hơn “Giải quyết: Tổng số”" in part
    assert "3. Trang “Hồ sơ theo lĩnh vực”, “Chi tiết” là bảng kèm theo" in text


def test_a_rule_of_a_table_is_explained(desk: Desk) -> None:
    own, shared = desk.run("explain", "T1"), desk.run("explain", "R38.1")

    assert "nganh-doc-soc-trang (mỗi mục ở trang Hồ sơ theo lĩnh vực):" in own.out
    assert "Cột: “Giải quyết: Tổng số”, “Giải quyết: Đúng hạn”" in own.out
    assert "Lý do" not in own.out  # the definition gives none
    assert "“Giải quyết: Đúng hạn” không lớn hơn “Giải quyết: Tổng số”" in own.out
    assert "nganh-doc-soc-trang (mỗi mục ở trang Chi tiết):" in shared.out


def test_what_is_found_in_a_table_is_told_with_its_sheet_and_columns(desk: Desk) -> None:
    path = desk.returned("kho-bac")
    book = openpyxl.load_workbook(path)
    for row in (27, 28):
        book["Hồ sơ theo lĩnh vực"][f"D{row}"] = f"Lĩnh vực {row}"
    book["Chi tiết"]["G7"], book["Chi tiết"]["G8"] = 5, 900
    book["Hồ sơ theo lĩnh vực"]["H9"] = 999_999
    book.save(path)

    text, found = desk.run("check", path).out, desk.findings(path)

    title = "Trang “Hồ sơ theo lĩnh vực”"
    assert f"    {title}\n" in text
    assert "F27, G27, I27, F28, G28, I28" in text
    assert "    Trang “Chi tiết”\n      - G8: R21: " in text
    assert "ho-so." not in text
    assert "KAD" not in text[text.index(title) :].partition("Chi tiết")[0]
    desk.run("merge", desk.inbox)
    (report,) = (desk.root / "merged").rglob("report.html")
    told = "<td>Giải quyết: Tổng số</td><td>H9</td>"
    assert told in report.read_text("utf-8")
    assert {f["cell"] for f in found if f["sheet"] == "Chi tiết"} >= {"G8"}


def test_a_unit_with_more_parts_than_room_is_named_by_lint(desk: Desk) -> None:
    roster = desk.root / "templates" / "soc-trang.yaml"
    many = ", ".join(f"Chi cục {number}" for number in range(7))
    roster.write_text(roster.read_text("utf-8").replace(", ".join(PARTS), many), "utf-8")

    done = desk.run("lint")

    assert done.status == 2
    assert "có 7 bộ phận, biểu chỉ có 6 chỗ" in done.out + done.err


def test_a_part_is_named_once(desk: Desk) -> None:
    roster = desk.root / "templates" / "soc-trang.yaml"
    twice = f"{PARTS[0]}, {PARTS[0].upper()}"
    roster.write_text(roster.read_text("utf-8").replace(", ".join(PARTS), twice), "utf-8")

    done = desk.run("lint")

    assert done.status == 2
    assert f"“{PARTS[0].upper()}” lặp lại" in done.out + done.err
