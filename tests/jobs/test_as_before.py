"""Figures that seldom change, filled in as in the period before (*như kỳ trước, cần xác nhận*)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from cchc_sheets.model import RECORD_NAME, Form, Row
from cchc_sheets.sheet.form import (
    AS_BEFORE_CELL,
    CHECK,
    FORM_SHEET,
    PREVIOUS,
    RETURNED_SHEET,
    STATUS_CELL,
    Layout,
)
from cchc_sheets.sheet.table import TableLayout
from cchc_sheets.words.live import counts_of
from cchc_sheets.words.workbook import AS_BEFORE_PANEL, CONFIRMED, TO_CONFIRM
from scripts.fill import fill
from scripts.invent_report import invent_report
from tests.desk import Desk
from tests.libreoffice import LibreOffice
from tests.workbook.issues import definitions

FIRST, NEXT = "2021-Q1", "2021-H1"
STAFF = "staff_quota"
TYPED = {"dossiers_received": 12}
CARRIED = "FFDDEBF7"


def issued(desk: Desk, period: str = NEXT, after: str = FIRST) -> Path:
    """Return the workbook of a period that is issued when the one before was merged."""
    desk.returned("stc", period=after)
    assert desk.run("merge", desk.inbox, "--period", after).status == 0
    done = desk.run("generate", "--period", period, "--unit", "stc")
    assert done.status == 0, done
    return desk.issued("stc", period)


def form_in(path: Path) -> Worksheet:
    sheet = load_workbook(path)[FORM_SHEET]
    assert isinstance(sheet, Worksheet)
    return sheet


def saved(desk: Desk, path: Path, typed: Mapping[str, int], confirm: str = "") -> Path:
    """Type into the workbook as it was issued and put it in the inbox."""
    book, layout = load_workbook(path), Layout(desk.form_of("stc"))
    sheet = book[FORM_SHEET]
    for key, value in typed.items():
        sheet[layout.value_cell(key)].value = value
    if confirm:
        sheet.cell(*AS_BEFORE_CELL).value = confirm
    book.save(desk.inbox / path.name)
    return desk.inbox / path.name


def filled_in(form: Form, sheet: Worksheet) -> list[Row]:
    """Return the rows that hold a figure of the period before as the answer."""
    cell = Layout(form).value_cell
    rows = (row for row in form.answer_rows if row.is_input and row.fed_by is None)
    return [row for row in rows if sheet[cell(row.key)].value is not None]


def unconfirmed(desk: Desk, path: Path) -> list[str]:
    return [f["indicator"] for f in desk.findings(path) if f["code"] == "figure-unconfirmed"]


def test_they_are_filled_in_and_marked_and_no_figure_of_the_period_is(desk: Desk) -> None:
    form, sheet = desk.form_of("stc"), form_in(issued(desk))
    layout, rows = Layout(form), filled_in(form, sheet)
    assert STAFF in {row.key for row in rows}
    assert {row.indicator.time_basis for row in rows if row.indicator} == {
        "stock",
        "legal_set",
        "plan_year",
    }
    for row in rows:
        cell = sheet[layout.value_cell(row.key)]
        assert cell.value == sheet.cell(layout.row_of[row.key], PREVIOUS).value
        assert cell.fill.fgColor.rgb == CARRIED
        assert not cell.protection.locked
    label = sheet.cell(AS_BEFORE_CELL[0], AS_BEFORE_CELL[1] - 1).value
    assert (label, sheet.cell(*AS_BEFORE_CELL).value) == (AS_BEFORE_PANEL, TO_CONFIRM)


def test_a_choice_keeps_its_note_and_a_figure_does_not(desk: Desk) -> None:
    rows = {key: (key, value, note) for key, value, note in desk.invented("stc")}
    rows["par_plan_issued"] = ("par_plan_issued", Decimal(1), "KH 12/KH-STC ngày 05/01/2021")
    rows[STAFF] = (STAFF, Decimal(48), "tăng do sáp nhập")
    desk.returned("stc", rows.values())
    assert desk.run("merge", desk.inbox, "--period", FIRST).status == 0
    assert desk.run("generate", "--period", NEXT, "--unit", "stc").status == 0
    sheet, layout = form_in(desk.issued("stc", NEXT)), Layout(desk.form_of("stc"))
    assert sheet[layout.note_cell("par_plan_issued")].value == "KH 12/KH-STC ngày 05/01/2021"
    assert sheet[layout.note_cell(STAFF)].value is None


def test_a_plan_is_not_carried_into_the_next_year(desk: Desk) -> None:
    form, sheet = desk.form_of("stc"), form_in(issued(desk, "2022-Q1", "2021-Q4"))
    bases = {row.indicator.time_basis for row in filled_in(form, sheet) if row.indicator}
    assert bases == {"stock", "legal_set"}


def test_without_a_period_before_nothing_is_to_be_confirmed(desk: Desk) -> None:
    sheet = form_in(desk.issued("stc"))
    assert sheet.cell(*AS_BEFORE_CELL).value is None
    assert filled_in(desk.form_of("stc"), sheet) == []


def test_values_that_are_given_go_before_them(desk: Desk) -> None:
    path, values = issued(desk), desk.root / "own.csv"
    values.write_text(f"unit,indicator,value,note\nstc,{STAFF},7,\n", "utf-8")
    assert desk.run("generate", "--period", NEXT, "--unit", "stc", "--values", values).status == 0
    cell = form_in(path)[Layout(desk.form_of("stc")).value_cell(STAFF)]
    assert cell.value == 7
    assert cell.fill.fgColor.rgb != CARRIED


def test_until_confirmed_each_is_a_warning_but_not_one_that_was_changed(desk: Desk) -> None:
    path = issued(desk)
    form, sheet = desk.form_of("stc"), form_in(path)
    rows = {row.key for row in filled_in(form, sheet)}
    sent = saved(desk, path, {**TYPED, STAFF: 999})
    assert set(unconfirmed(desk, sent)) == rows - {STAFF}
    (found, *_) = (f for f in desk.findings(sent) if f["code"] == "figure-unconfirmed")
    assert (found["rule"], found["severity"], found["live"]) == ("R89", "warning", True)
    assert "đã xác nhận” ở J2" in desk.run("check", sent).out


def test_one_cell_confirms_all(desk: Desk) -> None:
    path = issued(desk)
    assert unconfirmed(desk, saved(desk, path, TYPED, CONFIRMED)) == []
    assert unconfirmed(desk, saved(desk, path, TYPED, "Đã  xác nhận")) == []
    assert unconfirmed(desk, saved(desk, path, TYPED, "?")) != []


def test_a_workbook_sent_back_as_it_came_is_no_report(desk: Desk) -> None:
    path = issued(desk)
    assert "nothing-answered" in desk.codes(saved(desk, path, {}))
    assert "nothing-answered" not in desk.codes(saved(desk, path, {}, CONFIRMED))


def test_a_returned_workbook_lists_them_in_one_line_and_keeps_the_confirmation(desk: Desk) -> None:
    path = issued(desk)
    for confirm, kept in (("", TO_CONFIRM), (CONFIRMED, CONFIRMED)):
        sent = saved(desk, path, {"dossiers_received": -5}, confirm)
        done = desk.run("check", sent, "--return", desk.root / "back", "--format", "json")
        book = load_workbook(done.json["files"][0]["returned"])
        assert book[FORM_SHEET].cell(*AS_BEFORE_CELL).value == kept
        texts = [str(c.value) for row in book[RETURNED_SHEET].iter_rows() for c in row]
        listed = [text for text in texts if "CẦN XÁC NHẬN: SỐ NHƯ KỲ TRƯỚC" in text]
        assert len(listed) == (kept == TO_CONFIRM)
        quota = book[FORM_SHEET][Layout(desk.form_of("stc")).value_cell(STAFF)]
        assert (quota.fill.fgColor.rgb == CARRIED) == (kept == TO_CONFIRM)


def test_what_fills_a_workbook_for_a_unit_confirms(desk: Desk) -> None:
    target = desk.inbox / "stc.xlsx"
    fill(issued(desk), target, [("dossiers_received", Decimal(3), "")])
    assert unconfirmed(desk, target) == []


def test_the_records_of_a_free_list_are_named_again_without_their_figures(desk: Desk) -> None:
    of = ("--province", "binh-phuoc")
    unit = definitions().rosters["binh-phuoc"].unit("sldtbxh")
    assert unit is not None
    form = definitions().forms[unit.forms[0]]
    folder = desk.root / "generated" / "binh-phuoc"
    assert desk.run("generate", "--period", FIRST, "--unit", unit.code, *of).status == 0
    report = invent_report(form, definitions().catalogue, unit, unit.code)
    (path,) = (folder / FIRST).glob("*.xlsx")
    fill(path, desk.inbox / path.name, report.typed, report.tables)
    assert desk.run("merge", desk.inbox, "--period", FIRST, *of).status == 0
    assert desk.run("generate", "--period", NEXT, "--unit", unit.code, *of).status == 0
    (path,) = (folder / NEXT).glob("*.xlsx")
    book = load_workbook(path)
    assert any(table.free and not table.names_are_own for table in form.tables)
    for sent in report.tables:
        layout, sheet = TableLayout(sent.table), book[sent.table.sheet]
        names = [name for name, _ in sent.records]
        shown = [sheet[layout.address(n, RECORD_NAME)].value for n in range(len(names) + 1)]
        assert shown == [*names, None]
        figures = (c.row.key for c in sent.table.columns if c.row.is_input)
        assert all(sheet[layout.address(0, key)].value is None for key in figures)


@pytest.mark.slow
@pytest.mark.parametrize("confirm", ["", CONFIRMED])
def test_libreoffice_shows_what_check_says(
    desk: Desk, confirm: str, libreoffice: LibreOffice
) -> None:
    source, layout = issued(desk), Layout(definitions().forms[desk.form_of("stc").id])
    typed: dict[tuple[str, str], str | float] = {
        (FORM_SHEET, layout.value_cell("dossiers_received")): 12.0,
        (FORM_SHEET, layout.value_cell(STAFF)): 999.0,
    }
    if confirm:
        typed[FORM_SHEET, "J2"] = confirm
    path = libreoffice.type_into(source, desk.inbox / "h1.xlsx", typed)
    found = desk.findings(path)
    assert not {"status-differs", "not-recalculated"} & {f["code"] for f in found}
    sheet = load_workbook(path, data_only=True)[FORM_SHEET]
    counts = counts_of(str(sheet.cell(*STATUS_CELL).value))
    live = [f for f in found if f["live"] and f["severity"] == "warning"]
    assert counts is not None
    assert counts[2] == sum(f["code"] != "missing-answer" for f in live)
    lines = [str(sheet.cell(row, CHECK).value) for row in layout.row_of.values()]
    shown = sum("Như kỳ trước, cần xác nhận" in line for line in lines)
    assert shown == sum(f["code"] == "figure-unconfirmed" for f in live)
    assert (shown > 0) is (confirm == "")
