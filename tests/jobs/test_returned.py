"""Workbooks that are returned to their units: what they hold, what they say, what comes back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cchc_sheets.jobs.check import CheckCall, Checker
from cchc_sheets.jobs.returned import NotReturned, ReturnedWorkbook, Returner, check_and_return
from cchc_sheets.jobs.workspace import Workspace
from cchc_sheets.model import RECORD_NAME, Definitions, Period
from cchc_sheets.model.identity import parse_identity
from cchc_sheets.record.keys import KeyRing, read_keys
from cchc_sheets.sheet.form import (
    COMMENT_AUTHOR,
    COMMENT_HEAD,
    FILLED_BY_CELL,
    FORM_SHEET,
    GUIDE_SHEET,
    IDENTITY_CELL,
    KEY,
    LABEL,
    NOTE,
    PERIOD_ROW,
    REPORT_NUMBER_CELL,
    RETURNED_SHEET,
    SIGNED_ON_CELL,
    STATUS_CELL,
    STT,
    TELEPHONE_CELL,
    VALUE,
)
from cchc_sheets.sheet.table import TableLayout
from scripts.fill import Typed, fill
from scripts.real_figures import STC, real_figures
from tests.desk import Desk
from tests.jobs.test_rows import changed, row_of, set_cell
from tests.libreoffice import LibreOffice
from tests.workbook.test_limits import parts_of, problems

ODD: list[Typed] = [
    ("staff_quota", "48 người", "theo QĐ 12"),
    ("satisfaction_rate", Decimal(180), ""),
    ("dossiers_resolved", "171,034", "gõ theo lối cũ"),
    ("feedback_address_posted", "KAD", "không có trụ sở riêng"),
]
"""What a unit typed: three errors, and a sign that is an answer."""
BAD = ("staff_quota", "satisfaction_rate", "dossiers_resolved")
PANEL = {
    REPORT_NUMBER_CELL: "846/BC-STC",
    SIGNED_ON_CELL: "17/03/2021",
    FILLED_BY_CELL: "Nguyễn Văn A",
    TELEPHONE_CELL: "0299 3822 333",
}


def wrong(desk: Desk, typed: Iterable[Typed] = ODD, code: str = "stc") -> Path:
    """Return a report of a unit with some rows typed otherwise, and its panel filled in."""
    rows = {key: (key, value, note) for key, value, note in desk.invented(code)}
    rows |= {key: (key, value, note) for key, value, note in typed}
    path = desk.inbox / f"{code}.xlsx"
    fill(desk.issued(code), path, rows.values(), desk.report(code).tables)
    book = load_workbook(path)
    for cell, text in PANEL.items():
        book[FORM_SHEET].cell(*cell, text)
    book.save(path)
    return path


def returned(desk: Desk, *paths: Path) -> list[Path | None]:
    """Return the workbook that is to be returned for each file."""
    done = desk.run("check", *paths, "--return", desk.root / "back", "--format", "json")
    assert done.status in {0, 1}, done
    return [Path(f["returned"]) if f["returned"] else None for f in done.json["files"]]


def the_returned(desk: Desk, path: Path) -> Path:
    (made,) = returned(desk, path)
    assert made is not None
    return made


def answers(sheet: Worksheet) -> dict[str, tuple[object, object]]:
    """Return value and note of each row by key; a formula is no answer of anybody's."""
    found: dict[str, tuple[object, object]] = {}
    for row in range(1, sheet.max_row + 1):
        key, value = sheet.cell(row, KEY).value, sheet.cell(row, VALUE).value
        if isinstance(key, str) and not key.startswith("CCHC"):
            typed = None if str(value).startswith("=IF(") else value
            found[key] = (typed, sheet.cell(row, NOTE).value)
    return found


def listed(book: Workbook) -> list[list[str]]:
    """Return the lines of the first sheet, the texts of each."""
    sheet = book.worksheets[0]
    return [[str(c.value) for c in row if c.value is not None] for row in sheet.iter_rows()]


def text_of(book: Workbook) -> str:
    return "\n".join(" | ".join(line) for line in listed(book))


def form_of(book: Workbook) -> Worksheet:
    sheet = book[FORM_SHEET]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_it_holds_what_was_typed(desk: Desk) -> None:
    path = wrong(
        desk, [*ODD, ("dossiers_received", "-", "không có hồ sơ"), ("#I", None, "xem sau")]
    )
    sent, made = (form_of(load_workbook(p)) for p in (path, the_returned(desk, path)))
    assert answers(made) == answers(sent)
    assert {cell: made.cell(*cell).value for cell in PANEL} == PANEL


def test_it_is_the_next_revision_and_is_read_like_the_file(desk: Desk) -> None:
    path = wrong(desk)
    made = the_returned(desk, path)
    sheet = form_of(load_workbook(made))
    identity = parse_identity(str(sheet.cell(*IDENTITY_CELL).value))
    assert identity is not None
    assert identity.revision == 1
    assert made.name == "CCHC_2021-Q1_so-tai-chinh_lan-1.xlsx"
    about = [
        [(f["code"], f["cell"], f["message"]) for f in desk.findings(p) if f["severity"] != "info"]
        for p in (path, made)
    ]
    assert about[0] == about[1]
    # Returned once more, it is the next one.
    again = the_returned(desk, made)
    assert again.name.endswith("_lan-2.xlsx")
    assert load_workbook(again).sheetnames[:2] == [RETURNED_SHEET, FORM_SHEET]


def test_wrong_cells_are_marked_and_listed_with_a_link(desk: Desk) -> None:
    book = load_workbook(the_returned(desk, wrong(desk)))
    sheet = form_of(book)
    cells = {key: sheet.cell(row_of(sheet, key), VALUE) for key, _, _ in ODD}
    comments = {key: cell.comment for key, cell in cells.items() if cell.comment}
    assert set(BAD) <= comments.keys()
    assert {comment.author for comment in comments.values()} == {COMMENT_AUTHOR}
    assert "Cách sửa: Chỉ nhập số (có lẽ là 48)" in comments["staff_quota"].text
    colours = {key: cell.fill.fgColor.rgb for key, cell in cells.items()}
    assert {colours[key] for key in BAD} == {"FFF8CBAD"}
    lines = {str(row[1].value): row for row in book[RETURNED_SHEET].iter_rows() if row[1].value}
    for key in BAD:
        line = lines[cells[key].coordinate]
        assert line[1].hyperlink is not None
        assert line[1].hyperlink.location == f"'{FORM_SHEET}'!{cells[key].coordinate}"
        assert line[2].value
        assert line[5].value
    typed = lines[cells["staff_quota"].coordinate][3].value
    assert typed == "48 người\nGhi chú: theo QĐ 12"


def test_the_suspected_cell_comes_first_with_a_link_to_it(desk: Desk) -> None:
    """One wrong total, three findings: the list begins with the cell that explains them."""
    given = {key: value for key, value, _ in desk.invented("stc")}
    figures = {
        "procedures_in_force_total": Decimal(10),
        "procedures_in_force_own": Decimal(60),
        "procedures_in_force_subordinate": Decimal(40),
        "procedures_published_portal": Decimal(100),
        "procedures_interlinked_same_level": Decimal(20),
    }
    assert figures.keys() <= given.keys()
    path = wrong(desk, [(key, value, "") for key, value in figures.items()])
    done = desk.run("check", path, "--format", "json")
    (found,) = done.json["files"][0]["suspicions"]
    (suspect,) = found["suspects"]
    assert (suspect["indicator"], suspect["low"], suspect["high"]) == (
        "procedures_in_force_total",
        "100",
        "100",
    )
    findings = done.json["files"][0]["findings"]
    assert {"R13", "R14", "R18"} <= {findings[at]["rule"] for at in found["settles"]}
    book = load_workbook(the_returned(desk, path))
    lines = listed(book)
    (at,) = (at for at, line in enumerate(lines) if line[:1] == ["NÊN XEM TRƯỚC: Ô NGHI SAI (1)"])
    assert lines[at + 1][1] == suspect["cell"]
    assert "sửa thành 100" in lines[at + 1][2]
    first = next(n for n, line in enumerate(lines) if line and line[0].startswith("✗ LỖI"))
    assert at < first
    link = (
        book.worksheets[0].cell(at + 2, 3).hyperlink or book.worksheets[0].cell(at + 2, 2).hyperlink
    )
    assert link is not None


def test_everything_is_protected_as_at_issue(desk: Desk) -> None:
    issued, made = (load_workbook(p) for p in (desk.issued("stc"), the_returned(desk, wrong(desk))))
    assert made.sheetnames == [RETURNED_SHEET, *issued.sheetnames]
    assert all(sheet.protection.sheet for sheet in made.worksheets)
    assert made.security.lockStructure
    before, after = form_of(issued), form_of(made)
    unlocked = [
        {c.coordinate for row in sheet.iter_rows() for c in row if not c.protection.locked}
        for sheet in (before, after)
    ]
    assert unlocked[0] == unlocked[1]
    assert len(after.data_validations.dataValidation) == len(before.data_validations.dataValidation)
    assert GUIDE_SHEET in made.sheetnames
    assert problems(parts_of(the_returned(desk, desk.inbox / "stc.xlsx").read_bytes())) == []


def test_errors_come_first_then_what_is_to_look_at_then_blanks(desk: Desk) -> None:
    path = desk.returned("stc", real_figures(STC, desk.form_of("stc")))
    text = text_of(load_workbook(the_returned(desk, path)))
    places = [text.index(head) for head in ("LỖI, PHẢI SỬA", "CẦN XEM (", "CHƯA TRẢ LỜI")]
    assert places == sorted(places)


def test_a_letter_stands_beside_it(desk: Desk) -> None:
    path = wrong(desk)
    stc = the_returned(desk, path).with_suffix(".txt").read_text("utf-8-sig")
    assert "Kính gửi: Sở Tài chính" in stc
    assert "quý I năm 2021" in stc
    assert f"Biểu còn {len(desk.codes(path))} lỗi phải sửa" in stc
    assert "Đề nghị đơn vị sửa trong tệp kèm theo" in stc
    assert "“48 người”" in stc
    key = desk.form_of("cuc-thue").answer_rows[3].key
    tax = wrong(desk, [(key, "1,248", "")], "cuc-thue")
    outside = the_returned(desk, tax).with_suffix(".txt").read_text("utf-8-sig")
    assert "Kính đề nghị Quý cơ quan" in outside
    assert "Đề nghị đơn vị" not in outside


def test_what_counts_is_not_returned(desk: Desk) -> None:
    done = desk.run(
        "check", desk.returned("stc"), "--return", desk.root / "back", "--format", "json"
    )
    (file,) = done.json["files"]
    assert (done.status, file["returned"], file["not_returned"]) == (0, None, None)
    assert not (desk.root / "back").exists()
    assert "returned" in desk.check(desk.returned("stc")).json["files"][0]


def test_whose_it_is_must_be_certain(desk: Desk) -> None:
    stranger = desk.inbox / "la.xlsx"
    book = Workbook()
    book.save(stranger)
    altered = changed(
        desk, lambda s: s.cell(*IDENTITY_CELL, str(s.cell(*IDENTITY_CELL).value)[:-2])
    )
    for path, why in ((stranger, "không có mã nhận dạng"), (altered, "không chắc")):
        done = desk.run("check", path, "--return", desk.root / "back")
        assert done.status == 1
        assert why in done.out, done.out
        assert "Biểu trả lại" not in done.out
    assert not (desk.root / "back").exists()


def test_what_is_no_report_or_cannot_be_opened_is_said_as_it_is(desk: Desk) -> None:
    lock, broken = desk.inbox / "~$stc.xlsx", desk.inbox / "hong.xlsx"
    lock.write_bytes(b"x")
    broken.write_bytes(wrong(desk).read_bytes()[:5000])
    done = desk.run("check", lock, broken, "--return", desk.root / "back", "--format", "json")
    why = [file["not_returned"] for file in done.json["files"]]
    assert why == [None, "không mở được tệp."]


def test_a_blank_workbook_comes_back_blank(desk: Desk) -> None:
    made = the_returned(desk, desk.returned("stc", []))
    assert "Biểu trống" in text_of(load_workbook(made))
    assert desk.codes(made) == ["nothing-answered"]


def test_a_total_that_was_typed_over_is_computed_again(desk: Desk) -> None:
    form = desk.form_of("cuc-thue")
    key = next(row.key for row in form.answer_rows if row.computed is not None)
    path = wrong(desk, [], "cuc-thue")
    book = load_workbook(path)
    form_of(book).cell(row_of(form_of(book), key), VALUE, 99999)
    book.save(path)
    assert desk.codes(path) == ["computed-differs"]
    made = the_returned(desk, path)
    cell = form_of(load_workbook(made)).cell(row_of(form_of(load_workbook(made)), key), VALUE)
    assert str(cell.value).startswith("=")
    assert cell.comment is not None
    assert "99999" in cell.comment.text
    assert desk.codes(made) == []


def test_what_was_returned_is_never_written_over(desk: Desk) -> None:
    path = wrong(desk)
    made = the_returned(desk, path)
    before = made.read_bytes()
    assert the_returned(desk, path).read_bytes() == before
    assert not (made.parent / "thay-the").exists()
    made.write_bytes(b"somebody typed here")
    the_returned(desk, path)
    (aside,) = (made.parent / "thay-the").iterdir()
    assert aside.read_bytes() == b"somebody typed here"
    # Two wrong files of one unit are two workbooks.
    other = path.with_name("stc-2.xlsx")
    other.write_bytes(wrong(desk, ODD[:1]).read_bytes())
    wrong(desk)
    assert len({*returned(desk, path, other)}) == 2


@pytest.mark.parametrize("where", ["inbox", "inbox/back"])
def test_it_is_not_written_among_what_was_received(desk: Desk, where: str) -> None:
    wrong(desk)
    done = desk.run("check", desk.inbox, "--return", desk.root / where)
    assert done.status == 2
    assert "--return" in done.err


def test_without_a_key_nothing_is_returned(desk: Desk, tmp_path: Path) -> None:
    path = wrong(desk)
    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other", desk.definitions)
    done = other.run("check", path, "--return", tmp_path / "back")
    assert done.status == 2
    assert "khóa ký" in done.err


def test_records_of_tables_come_back(desk: Desk) -> None:
    form = desk.form_of("huyen-long-phu")
    (table,) = form.tables
    key = next(c.row.key for c in table.columns if c.row.computed is None)
    layout = TableLayout(table)
    path = wrong(desk, [], "huyen-long-phu")
    book = load_workbook(path)
    book[table.sheet][layout.address(1, key)] = "12 hồ sơ"
    book.save(path)
    made = load_workbook(the_returned(desk, path))
    sent = load_workbook(path)[table.sheet]
    for row in (RECORD_NAME, *(c.row.key for c in table.columns if c.row.computed is None)):
        for record in range(table.room):
            cell = layout.address(record, row)
            assert made[table.sheet][cell].value == sent[cell].value
    comment = made[table.sheet][layout.address(1, key)].comment
    assert comment is not None
    assert "12 hồ sơ" in comment.text
    assert f"{layout.address(1, key)} | Trang “{table.sheet}”: " in text_of(made)


def test_more_records_than_places_are_carried_and_said(
    desk: Desk, definitions: Definitions
) -> None:
    form = desk.form_of("huyen-long-phu")
    (table,) = form.tables
    key = next(c.row.key for c in table.columns if c.row.computed is None)
    layout = TableLayout(table)
    path = wrong(desk, [("staff_quota", "48 người", "")], "huyen-long-phu")
    book = load_workbook(path)
    book[table.sheet][layout.address(table.room, RECORD_NAME)] = "Thêm"
    book[table.sheet][layout.address(table.room, key)] = 3
    end = next(c for c in book[table.sheet][layout_key_row(book, table.sheet)] if c.value == "#end")
    end.value = None
    book.save(path)
    made = load_workbook(the_returned(desk, path))[table.sheet]
    names = [cell.value for row in made.iter_rows() for cell in row]
    assert "Thêm" in names
    assert definitions.forms[form.id].tables[0].room == table.room


def layout_key_row(book: Workbook, sheet: str) -> int:
    """Return the hidden row with the marks of a table."""
    return next(c.row for row in book[sheet].iter_rows() for c in row if c.value == "#end")


def test_figures_beside_a_lost_column_come_back_to_be_confirmed(desk: Desk) -> None:
    path = wrong(desk, [])
    sent = answers(form_of(load_workbook(path)))
    book = load_workbook(path)
    form_of(book).delete_cols(NOTE)
    book.save(path)
    assert desk.codes(path) == ["column-missing"]
    back = the_returned(desk, path)
    made = load_workbook(back)
    figures = {key: value for key, (value, _) in answers(form_of(made)).items()}
    assert figures == {key: value for key, (value, _) in sent.items()}
    assert {cell: form_of(made).cell(*cell).value for cell in PANEL} == PANEL
    text = text_of(made)
    assert "CẦN XÁC NHẬN" in text
    assert "VỀ TỆP ĐÃ GỬI" in text
    assert desk.codes(back) == []


def test_rows_without_keys_are_found_by_their_labels(desk: Desk) -> None:
    def lose(sheet: Worksheet) -> None:
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, KEY).value = None

    path = changed(desk, lose)
    sent = answers(form_of(load_workbook(desk.returned("stc", name="good.xlsx"))))
    made = answers(form_of(load_workbook(the_returned(desk, path))))
    same = [key for key in sent if made[key] == sent[key]]
    assert len(same) > 0.95 * len(sent)


def test_mixed_rows_are_not_guessed(desk: Desk) -> None:
    def mix(sheet: Worksheet) -> None:
        one, other = row_of(sheet, "dossiers_received"), row_of(sheet, "dossiers_resolved")
        labels = [sheet.cell(row, LABEL).value for row in (one, other)]
        for row, label in zip((other, one), labels, strict=True):
            sheet.cell(row, LABEL).value = label

    made = load_workbook(the_returned(desk, changed(desk, mix)))
    found = answers(form_of(made))
    assert [found[key][0] for key in ("dossiers_received", "dossiers_resolved")] == [None, None]
    assert "KHÔNG CHÉP SANG ĐƯỢC" in text_of(made)


def test_a_row_that_was_added_is_listed(desk: Desk) -> None:
    def add(sheet: Worksheet) -> None:
        last = sheet.max_row + 1
        sheet.cell(last, LABEL, "Việc khác")
        sheet.cell(last, VALUE, 12)
        sheet.cell(row_of(sheet, "staff_quota"), VALUE, "48 người")

    text = text_of(load_workbook(the_returned(desk, changed(desk, add))))
    assert "Việc khác | 12" in text


def test_a_changed_period_line_is_mended_and_figures_are_to_confirm(desk: Desk) -> None:
    path = changed(desk, set_cell(PERIOD_ROW, STT, "QUÝ II NĂM 2021"))
    made = the_returned(desk, path)
    assert desk.codes(made) == []
    assert "CẦN XÁC NHẬN" in text_of(load_workbook(made))


def test_an_older_edition_comes_back_as_the_new_one(desk: Desk, definitions: Definitions) -> None:
    path = wrong(desk, [])
    old = desk.form_of("stc")
    gone = "dossiers_received"
    rows = tuple(row for row in old.rows if row.key != gone)
    new = replace(old, id="moi", edition="moi", rows=rows)
    roster = definitions.rosters["soc-trang"]
    units = tuple(replace(u, forms=("moi",)) if u.code == "stc" else u for u in roster.units)
    newer = replace(
        definitions,
        forms={**definitions.forms, "moi": new},
        rosters={**definitions.rosters, "soc-trang": replace(roster, units=units)},
    )
    book = load_workbook(path)
    set_cell(PERIOD_ROW, STT, "QUÝ II NĂM 2021")(book.worksheets[0])
    book.save(path)
    workspace = Workspace(desk.root, desk.root)
    results = check_and_return(
        workspace, newer, CheckCall((path,)), desk.root / "back", lambda _done, _all: None
    )
    assert isinstance(results, list)
    ((_, made),) = results
    assert isinstance(made, Path)
    again = load_workbook(made)
    sent = answers(form_of(load_workbook(path)))
    assert {k: v for k, v in sent.items() if k != gone} == answers(form_of(again))
    assert "Tệp đã gửi theo" in text_of(again)
    assert "KHÔNG CHÉP SANG ĐƯỢC" in text_of(again)


def test_a_form_that_is_gone_comes_back_as_the_units_own(
    desk: Desk, definitions: Definitions
) -> None:
    path = wrong(desk, [])
    forms = {**definitions.forms, "moi": replace(desk.form_of("stc"), id="moi", edition="moi")}
    del forms["stc-soc-trang-2021q1"]
    roster = definitions.rosters["soc-trang"]
    units = tuple(replace(u, forms=("moi",)) if u.code == "stc" else u for u in roster.units)
    rosters = {**definitions.rosters, "soc-trang": replace(roster, units=units)}
    made = _made(desk, replace(definitions, forms=forms, rosters=rosters), path)
    assert isinstance(made, ReturnedWorkbook)
    book = load_workbook(io.BytesIO(made.content))
    assert answers(form_of(book)) == answers(form_of(load_workbook(path)))
    assert "Biểu mẫu đã thay đổi" in text_of(book)
    assert "Biểu mẫu đã thay đổi" in made.letter


def test_it_may_be_for_another_period(desk: Desk, definitions: Definitions) -> None:
    path = wrong(desk)
    made = _made(desk, definitions, path, Period.parse("2021-H1"))
    assert isinstance(made, ReturnedWorkbook)
    assert made.name == "CCHC_2021-H1_so-tai-chinh_lan-1"
    book = load_workbook(io.BytesIO(made.content))
    assert answers(form_of(book)) == answers(form_of(load_workbook(path)))
    panel = [form_of(book).cell(*cell).value for cell in PANEL]
    assert panel == [None, None, "Nguyễn Văn A", "0299 3822 333"]
    text = text_of(book)
    assert "Tệp đã gửi là biểu của quý I năm 2021" in text
    assert "CẦN XÁC NHẬN" in text
    assert form_of(book)["F87"].value == "48 người"
    assert "48 người" in text


def test_of_two_sheets_the_issued_one_is_carried(desk: Desk) -> None:
    path = wrong(desk, [])
    book = load_workbook(path)
    book.copy_worksheet(form_of(book)).cell(row_of(form_of(book), "staff_quota"), VALUE, 9999)
    book.save(path)
    assert desk.codes(path) == ["sheet-repeated"]
    made = load_workbook(the_returned(desk, path))
    assert answers(form_of(made)) == answers(form_of(book))
    assert "CẦN XÁC NHẬN" in text_of(made)


def _made(
    desk: Desk, definitions: Definitions, path: Path, period: Period | None = None
) -> ReturnedWorkbook | NotReturned:
    keys = read_keys(desk.root / ".cchc")
    assert isinstance(keys, KeyRing)
    file = Checker(definitions, keys).check(path, path.name)
    return Returner(definitions, keys).make(file, path.read_bytes(), period)


def test_previous_figures_stand_beside_as_at_issue(desk: Desk) -> None:
    table = desk.root / "q4.csv"
    lines = ["stc,dossiers_received,10,2020-Q4", "stc,dossiers_received,12,2020-Q1"]
    table.write_text("unit,indicator,value,period\n" + "\n".join(lines) + "\n", "utf-8")
    order = ("generate", "--period", "2021-Q1", "--unit", "stc")
    assert desk.run(*order, "--previous", table).status == 0
    issued = form_of(load_workbook(desk.issued("stc")))
    made = form_of(load_workbook(the_returned(desk, wrong(desk))))
    at = row_of(issued, "dossiers_received")
    for column in (9, 10):
        assert made.cell(at, column).value == issued.cell(at, column).value is not None


@pytest.mark.slow
@pytest.mark.parametrize("extension", ["xls", "ods"])
def test_other_formats_come_back_as_xlsx(
    desk: Desk, libreoffice: LibreOffice, tmp_path: Path, extension: str
) -> None:
    path = wrong(desk)
    (saved,) = libreoffice.convert([path], extension, tmp_path)
    made = form_of(load_workbook(the_returned(desk, saved)))
    assert answers(made) == answers(form_of(load_workbook(path)))


@pytest.mark.slow
def test_corrected_in_libreoffice_it_is_accepted(
    desk: Desk, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    path = wrong(desk)
    made = the_returned(desk, path)
    sheet = form_of(load_workbook(made))
    invented = {key: value for key, value, _ in desk.invented("stc") if isinstance(value, Decimal)}
    right = {key: float(invented[key]) for key in BAD}
    cells = {
        (FORM_SHEET, sheet.cell(row_of(sheet, k), VALUE).coordinate): v for k, v in right.items()
    }
    sent = libreoffice.type_into(made, tmp_path / "sent.xlsx", cells)
    assert desk.codes(sent) == []
    assert desk.check(sent).status == 0
    before, after = answers(sheet), answers(form_of(load_workbook(sent)))
    assert {k: v for k, v in before.items() if k not in right} == {
        k: v for k, v in after.items() if k not in right
    }
    # Comments are known by how they begin, and the sheet itself says that there is no error.
    saved = load_workbook(sent, data_only=True)
    assert saved.sheetnames[0] == RETURNED_SHEET
    comments = [c.comment.text for row in form_of(saved).iter_rows() for c in row if c.comment]
    assert len(comments) == len(right)
    assert all(text.startswith(COMMENT_HEAD) for text in comments)
    assert str(form_of(saved).cell(*STATUS_CELL).value) == "Đủ 129/129 · có thể gửi"


def test_values_of_a_merge_fill_in_the_next_workbook(desk: Desk) -> None:
    desk.returned("stc", real_figures(STC, desk.form_of("stc"), corrected=True))
    desk.returned("bhxh")
    assert desk.run("merge", desk.inbox, "--out", desk.root / "out").status == 0
    values = desk.root / "out" / "values.csv"
    with values.open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["unit"] == "stc"]
    strange = values.read_text("utf-8-sig").replace("\nbhxh,", "\nkhong-co,")
    values.write_text(strange, "utf-8-sig")
    order = ("generate", "--period", "2021-H1", "--unit", "stc", "--values", values)
    done = desk.run(*order)
    assert done.status == 0
    assert "khong-co" in done.out
    made = answers(form_of(load_workbook(desk.issued("stc", "2021-H1"))))
    form = desk.form_of("stc")
    for row in rows:
        if form.by_key[row["indicator"]].is_input and row["state"] != "unreadable":
            value, note = made[row["indicator"]]
            assert (value is None) == (row["state"] == "blank"), row
            assert (note or "") == row["note"].removeprefix("'")
    told = json.loads(desk.run(*order, "--format", "json").out)["not_carried"]
    assert len(told) == sum(row["state"] == "unreadable" for row in rows) + 1
