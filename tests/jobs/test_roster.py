"""A roster exported, edited with a library that is not ours, and imported."""

from __future__ import annotations

import difflib
import shutil
from datetime import date
from pathlib import Path
from typing import Any, Self

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from cchc_sheets.definition import load, packaged_templates
from cchc_sheets.definition.compile import compile_folder
from cchc_sheets.words.roster import COLUMNS, OFFICE_SHEET, UNITS_SHEET
from tests.desk import PROVINCE, Desk, Result

AT = {column.key: number for number, column in enumerate(COLUMNS, start=1)}
FIRST = 5


@pytest.fixture
def workspace(desk: Desk) -> Desk:
    shutil.copytree(packaged_templates(), desk.root / "templates")
    return desk


def definition(desk: Desk, province: str = PROVINCE) -> Path:
    return desk.root / "templates" / f"{province}.yaml"


def exported(desk: Desk, province: str = PROVINCE) -> Path:
    path = desk.root / "danh sách.xlsx"
    done = desk.run("roster", "export", path, "--province", province)
    assert done.status == 0, done.err
    return path


class Edited:
    """An exported roster, open to be edited; saved at the end of ``with``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = load_workbook(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.book.save(self.path)

    @property
    def units(self) -> Worksheet:
        sheet = self.book[UNITS_SHEET]
        assert isinstance(sheet, Worksheet)
        return sheet

    def row(self, code: str) -> int:
        return next(
            row
            for row in range(FIRST, self.units.max_row + 1)
            if self.units.cell(row, 1).value == code
        )

    def put(self, code: str, key: str, value: Any) -> None:  # noqa: ANN401
        self.units.cell(self.row(code), AT[key]).value = value

    def add(self, **fields: Any) -> int:  # noqa: ANN401
        row = next(r for r in range(FIRST, 999) if not self.units.cell(r, 1).value)
        for key, value in fields.items():
            self.units.cell(row, AT[key]).value = value
        return row


def imported(desk: Desk, path: Path, *options: str) -> Result:
    return desk.run("roster", "import", path, *options)


def changed(before: bytes, after: bytes) -> list[str]:
    lines = difflib.ndiff(before.decode().splitlines(), after.decode().splitlines())
    return [line for line in lines if line[:1] in "+-"]


@pytest.mark.parametrize("province", ["soc-trang", "can-tho", "ha-tinh", "binh-phuoc"])
def test_what_nobody_edited_changes_nothing(workspace: Desk, province: str) -> None:
    path = definition(workspace, province)
    before = path.read_bytes()
    file = exported(workspace, province)
    with Edited(file):
        pass  # saved by another program
    done = imported(workspace, file)
    assert (done.status, done.out) == (0, "Không có gì thay đổi.\n")
    assert path.read_bytes() == before


def test_the_codes_are_locked_and_the_lists_offered(workspace: Desk) -> None:
    book = load_workbook(exported(workspace))
    sheet = book[UNITS_SHEET]
    assert sheet.protection.sheet
    assert sheet.cell(FIRST, AT["code"]).protection.locked
    assert not sheet.cell(FIRST, AT["name"]).protection.locked
    assert not sheet.cell(FIRST + 40, AT["code"]).protection.locked
    lists = [each for each in sheet.data_validations.dataValidation if each.type == "list"]
    assert len(lists) == 2
    assert sheet.cell(FIRST, AT["type"]).value == "Sở, ban, ngành"


def test_a_trial_tells_and_the_import_writes(workspace: Desk) -> None:
    path = definition(workspace)
    before = path.read_bytes()
    file = exported(workspace)
    with Edited(file) as edited:
        edited.put("syt", "contact", "Nguyễn Văn A")
        edited.put("syt", "telephone", "0299 382 0000")
        edited.put("stc", "name", "Sở Tài chính và Kế hoạch")
        edited.put("sct", "until", date(2025, 2, 28))
        office = edited.book[OFFICE_SHEET]
        office.cell(5, 2).value = "02993820001"
        office.cell(10, 1).value, office.cell(10, 2).value = "2026-q1", date(2026, 3, 20)

    trial = imported(workspace, file, "--dry-run")
    assert trial.status == 0, trial.err
    assert path.read_bytes() == before
    assert "chưa ghi gì" in trial.out
    for said in (
        "Sở Y tế (syt) – Người lập biểu: (trống) → Nguyễn Văn A",
        "Sở Y tế (syt) – Điện thoại: (trống) → 0299 382 0000",
        "đổi tên: Sở Tài chính → Sở Tài chính và Kế hoạch; số kỳ trước nối tiếp",
        "Đến hết ngày: (trống) → 28/02/2025",
        "Hạn gửi 2026-Q1: (trống) → 20/03/2026",
        "Điện thoại: (trống) → 02993820001",
    ):
        assert said in trial.out

    done = imported(workspace, file)
    assert done.status == 0, done.err
    assert [line.strip() for line in done.out.splitlines()[1:]] == [
        line.strip() for line in trial.out.splitlines()[1:]
    ]
    assert [line[1:].strip() for line in changed(before, path.read_bytes()) if line[0] == "+"] == [
        'telephone: "02993820001"',
        "due:",
        '2026-Q1: "2026-03-20"',
        "name: Sở Tài chính và Kế hoạch",
        'until: "2025-02-28"',
        "contact: Nguyễn Văn A",
        "telephone: 0299 382 0000",
    ]
    loaded, problems = load(path.parent)
    assert loaded is not None, problems
    assert imported(workspace, file).out.startswith("Không có gì thay đổi.")


def test_units_are_merged_with_the_columns_of_either_side(workspace: Desk) -> None:
    file = exported(workspace)
    with Edited(file) as edited:
        new = {"short": "SM", "type": "Sở, ban, ngành", "source": "cần xác nhận"}
        new |= {"forms": "stc-soc-trang-2021q1", "since": "01/03/2025"}
        edited.add(code="smoi", name="Sở Mới", predecessors="snnptnt", **new)
        edited.put("snnptnt", "until", date(2025, 2, 28))
        edited.put("stnmt", "successors", "smoi")
        edited.add(code="slien-tuc", name="Sở Liên tục", predecessors="sct", **new)
        edited.put("sct", "until", date(2025, 3, 31))

    done = imported(workspace, file)

    assert done.status == 0, done.err
    assert "Thêm đơn vị Sở Mới (smoi)" in done.out
    assert "Sở Mới sáp nhập từ Sở Nông nghiệp và Phát triển nông thôn, Sở Tài nguyên" in done.out
    assert "Sở Tài nguyên và Môi trường có Sở Mới kế tục nhưng chưa có ngày" in done.out
    assert "Sở Liên tục kế tục Sở Công Thương: số kỳ trước nối tiếp." in done.out
    assert "Sở Liên tục báo cáo từ 01/03/2025, khi Sở Công Thương chưa thôi báo cáo" in done.out
    loaded, _ = load(definition(workspace).parent, prove=False)
    assert loaded is not None
    unit = loaded.rosters[PROVINCE].unit("smoi")
    assert unit is not None
    assert (unit.predecessors, unit.since) == (("snnptnt", "stnmt"), "2025-03-01")

    # A link is taken away in one of the two columns.
    again = exported(workspace)
    with Edited(again) as edited:
        assert edited.units.cell(edited.row("stnmt"), AT["successors"]).value == "smoi"
        edited.put("stnmt", "successors", None)
    assert "Đơn vị tiền thân: snnptnt; stnmt → snnptnt" in imported(workspace, again).out


def test_a_unit_is_split(workspace: Desk) -> None:
    file = exported(workspace)
    with Edited(file) as edited:
        for code in ("sa", "sb"):
            edited.add(
                code=code,
                name=f"Sở {code}",
                short=code,
                type="so-nganh",
                forms="stc-soc-trang-2021q1",
                source="x",
                since="2025-03-01",
                predecessors="sct",
            )
        edited.put("sct", "until", "28/02/2025")
    done = imported(workspace, file)
    assert done.status == 0, done.err
    assert "Sở Công Thương chia thành Sở sa, Sở sb" in done.out


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "a day": ({"until": "31/02/2025"}, "J{row}: “31/02/2025” không phải ngày"),
    "a type": ({"type": "Sở"}, "D{row}: không có loại đơn vị “Sở”; có: Sở, ban, ngành"),
    "a form": ({"forms": "stc-soc-trang-2021q2"}, "Có phải “stc-soc-trang-2021q1”?"),
    "a unit": ({"predecessors": "stcc"}, "K{row}: không có đơn vị mã “stcc”. Có phải “stc”?"),
    "an old province": ({"predecessors": "xx/stc"}, "K{row} (Đơn vị tiền thân): không có “xx”"),
    "an address": (
        {"email": "khong phai"},
        "H{row} (Thư điện tử): “khong phai” chưa đúng. Một địa chỉ",
    ),
    "no name": ({"name": None}, "thiếu trường “name”"),
    "a name that is there": ({"name": "Sở Y tế"}, "“Sở Y tế” lặp lại"),
    "a form of others": ({"type": "Huyện, thị xã, thành phố"}, "E{row} (Biểu phải điền)"),
    "itself": ({"predecessors": "skhdt"}, "K{row}: Sở Kế hoạch và Đầu tư không kế tục chính nó"),
    "a code": (
        {"code": "skhdt2"},
        "A{row}: mã “skhdt” của Sở Kế hoạch và Đầu tư đã thành “skhdt2”",
    ),
    "a code twice": ({"code": "snv"}, "A{row}: mã “snv” đã có ở dòng {first}"),
    "no code": ({"code": None}, "A{row}: “Sở Kế hoạch và Đầu tư” chưa có mã; đặt mã, ví dụ skhdt"),
    "an odd code": (
        {"code": "Sở KH", "name": "Khác"},
        "A{row} (Mã đơn vị): “Sở KH” chưa đúng. Chỉ chữ thường",
    ),
}


@pytest.mark.parametrize("title", WRONG)
def test_what_is_wrong_is_said_with_its_cell_and_nothing_is_written(
    workspace: Desk, title: str
) -> None:
    fields, said = WRONG[title]
    path = definition(workspace)
    before = path.read_bytes()
    file = exported(workspace)
    with Edited(file) as edited:
        row = edited.row("skhdt")
        first = edited.row("snv")
        edited.put("syt", "contact", "A")
        for key, value in fields.items():
            edited.units.cell(row, AT[key]).value = value
    done = imported(workspace, file)
    assert done.status == 2, done.out
    assert said.format(row=row, first=first) in done.err
    assert "Chưa ghi gì: " in done.err
    assert path.read_bytes() == before


def test_rows_may_be_sorted_and_columns_moved(workspace: Desk) -> None:
    path = definition(workspace)
    before = path.read_bytes()
    file = exported(workspace)
    source = load_workbook(file)[UNITS_SHEET]
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    rows = [[cell.value for cell in row] for row in source.iter_rows(min_row=4, max_row=44)]
    for row in [rows[0], *reversed(rows[1:])]:
        sheet.append([None, *reversed(row)])
    book.save(file)
    done = imported(workspace, file, "--province", PROVINCE)
    assert (done.status, done.out) == (0, "Không có gì thay đổi.\n"), done.err
    assert path.read_bytes() == before


def test_units_that_are_not_in_the_file_stay(workspace: Desk) -> None:
    path = definition(workspace)
    before = path.read_bytes()
    file = exported(workspace)
    with Edited(file) as edited:
        edited.units.delete_rows(edited.row("syt"))
    done = imported(workspace, file)
    assert done.status == 0
    assert "Sở Y tế (syt) không có trong tệp: vẫn giữ." in done.out
    assert path.read_bytes() == before


def test_a_file_older_than_the_definition_is_told(workspace: Desk) -> None:
    file = exported(workspace)
    path = definition(workspace)
    text = path.read_text("utf-8")
    path.write_text(text.replace("name: Sở Y tế", "name: Sở Y tế và Dân số"), "utf-8")
    done = imported(workspace, file, "--dry-run")
    assert "đổi tên: Sở Y tế và Dân số → Sở Y tế" in done.out
    assert "đã được sửa sau khi xuất tệp này" in done.out


def test_the_roster_of_another_province_is_refused(workspace: Desk) -> None:
    done = imported(workspace, exported(workspace), "--province", "ha-tinh")
    assert done.status == 2
    assert "Tệp là danh sách của “soc-trang”, không phải của “ha-tinh”." in done.err


def test_files_that_are_no_roster(workspace: Desk) -> None:
    before = definition(workspace).read_bytes()
    folder = workspace.root
    (folder / "a.xlsx").write_bytes(b"PK\x03\x04" + bytes(100))
    (folder / "b.xlsx").write_text("Kính gửi", "utf-8")
    (folder / "c.xlsx").touch()
    Workbook().save(folder / "d.xlsx")
    for name in ("a", "b", "c", "d", "e"):
        done = imported(workspace, folder / f"{name}.xlsx", "--province", PROVINCE)
        assert done.status == 2, name
        assert done.err.strip(), name
        assert "Traceback" not in done.err
    assert definition(workspace).read_bytes() == before


def test_texts_that_look_like_formulas_stay_texts(workspace: Desk) -> None:
    file = exported(workspace)
    with Edited(file) as edited:
        edited.put("syt", "contact", '=HYPERLINK("http://x")')
        edited.units.cell(edited.row("syt"), AT["contact"]).data_type = "s"
        edited.put("syt", "source", "a: b # c “d”\n- e")
    assert imported(workspace, file).status == 0
    again = load_workbook(exported(workspace))[UNITS_SHEET]
    rows = {row[0].value: row for row in again.iter_rows(min_row=FIRST)}
    assert rows["syt"][AT["contact"] - 1].value == '=HYPERLINK("http://x")'
    assert rows["syt"][AT["contact"] - 1].data_type == "s"
    assert rows["syt"][AT["source"] - 1].value == "a: b # c “d” - e"


def test_an_export_writes_over_nothing_and_needs_no_workspace(desk: Desk) -> None:
    path = exported(desk)
    path.write_bytes(b"of somebody")
    assert desk.run("roster", "export", path, "--province", "ha-tinh").status == 0
    (kept,) = (desk.root / "thay-the").iterdir()
    assert kept.read_bytes() == b"of somebody"
    assert desk.run("roster", "import", path).status == 2
    assert "đuôi .xlsx" in desk.run("roster", "export", desk.root / "a.txt").err


def test_as_json(workspace: Desk) -> None:
    file = exported(workspace)
    with Edited(file) as edited:
        edited.put("syt", "short", "YT")
    found = imported(workspace, file, "--dry-run", "--format", "json").json
    assert (found["written"], found["problems"], found["doubts"]) == (False, [], [])
    assert [(c["kind"], c["before"], c["now"]) for c in found["changes"]] == [
        ("changed", "SYT", "YT")
    ]


def test_what_somebody_else_edits_meanwhile_is_not_written_over(
    workspace: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, file = definition(workspace), exported(workspace)
    with Edited(file) as edited:
        edited.put("syt", "short", "YT")
    lint = compile_folder

    def while_others_edit(folder: Path, *, prove: bool) -> object:
        path.write_text(path.read_text("utf-8") + "# of another\n", "utf-8")
        return lint(folder, prove=prove)

    monkeypatch.setattr("cchc_sheets.jobs.roster.compile_folder", while_others_edit)
    done = imported(workspace, file)
    assert done.status == 2
    assert "vừa được người khác sửa" in done.err
    assert path.read_text("utf-8").endswith("# of another\n")
    assert "short: SYT" in path.read_text("utf-8")
