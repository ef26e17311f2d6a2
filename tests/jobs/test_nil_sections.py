"""A section that is declared nil (*không phát sinh trong kỳ*) at its heading."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cchc_sheets.sheet.form import FORM_SHEET, STATUS_CELL, VALUE, Layout
from cchc_sheets.sheet.table import TableLayout
from cchc_sheets.words.live import counts_of
from cchc_sheets.words.workbook import NIL_SECTION
from scripts.fill import Typed
from tests.desk import Desk
from tests.libreoffice import LibreOffice

INSPECTION = ("par_inspected_divisions", "par_inspected_subordinate_units")
"""The first two counts of I.2, *Kiểm tra CCHC*."""


def _invented(desk: Desk, section: str, code: str = "stc") -> list[Typed]:
    """Return invented answers of a unit with the counts of a section left out, declared nil."""
    around = desk.form_of(code).nil_sections
    inside = {key for key, rows in around.items() if f"#{section}" in {row.key for row in rows}}
    typed = [each for each in desk.invented(code) if each[0] not in inside]
    return [*typed, (f"#{section}", NIL_SECTION, "")]


def test_its_blank_counts_are_nil_and_say_where_that_was_declared(desk: Desk) -> None:
    path = desk.returned("stc", _invented(desk, "I.2"))
    missing = [f["indicator"] for f in desk.findings(path) if f["code"] == "missing-answer"]
    assert not set(INSPECTION) & set(missing)
    done = desk.run("merge", desk.inbox, "--period", "2021-Q1", "--format", "json")
    table = Path(done.json["outputs"]["values.csv"]).read_text("utf-8-sig")
    rows = {row["indicator"]: row for row in csv.DictReader(io.StringIO(table))}
    heading = Layout(desk.form_of("stc")).value_cell("#I.2")
    for key in INSPECTION:
        row = rows[key]
        assert (row["state"], row["value"], row["raw"]) == ("nil", "0", NIL_SECTION)
        assert row["cell"] == heading


def test_what_is_no_count_of_the_period_is_still_asked(desk: Desk) -> None:
    path = desk.returned("stc", [("#III", NIL_SECTION, ""), ("#IV", NIL_SECTION, "")])
    missing = {f["indicator"] for f in desk.findings(path) if f["code"] == "missing-answer"}
    rows = desk.form_of("stc").by_key
    assert {"procedures_in_force_total", "staff_quota"} <= missing
    assert not any(
        rows[key].counts_events for key in missing if rows[key].path[:3] in {"III", "IV."}
    )


def test_a_figure_in_it_is_an_error_at_both_cells(desk: Desk) -> None:
    path = desk.returned("stc", [("#I.2", NIL_SECTION, ""), (INSPECTION[0], Decimal(3), "")])
    (found,) = (f for f in desk.findings(path) if f["code"] == "figure-in-nil-section")
    cell = Layout(desk.form_of("stc")).value_cell
    assert found["cell"] == cell(INSPECTION[0])
    assert cell("#I.2") in found["message"]
    assert found["related"] == [cell("#I.2")]


def test_a_nil_in_it_is_none(desk: Desk) -> None:
    typed: list[Typed] = [
        ("#I.2", "không phát sinh", ""),
        (INSPECTION[0], Decimal(0), ""),
        (INSPECTION[1], "-", ""),
    ]
    assert "figure-in-nil-section" not in desk.codes(desk.returned("stc", typed))


def test_a_declaration_alone_is_a_report(desk: Desk) -> None:
    path = desk.returned("stc", [("#I", NIL_SECTION, "")])
    codes = desk.codes(path) + desk.codes(path, "warning")
    assert "nothing-answered" not in codes
    assert "heading-value" not in codes


def test_a_returned_workbook_still_declares_it(desk: Desk) -> None:
    path = desk.returned("stc", [("#I.2", NIL_SECTION, ""), (INSPECTION[0], Decimal(3), "")])
    done = desk.run("check", path, "--return", desk.root / "back", "--format", "json")
    sheet = load_workbook(done.json["files"][0]["returned"])[FORM_SHEET]
    layout = Layout(desk.form_of("stc"))
    assert sheet[layout.value_cell("#I.2")].value == NIL_SECTION
    assert sheet[layout.value_cell(INSPECTION[0])].value == 3


def test_only_headings_with_counts_of_the_period_offer_it(desk: Desk) -> None:
    form, sheet = desk.form_of("stc"), load_workbook(desk.issued("stc"))[FORM_SHEET]
    row_of = Layout(form).row_of
    open_cells = {
        row.key
        for row in form.rows
        if row.indicator is None and not sheet.cell(row_of[row.key], VALUE).protection.locked
    }
    offered = {
        f"{cell}"
        for v in sheet.data_validations.dataValidation
        if v.formula1 == f'"{NIL_SECTION}"'
        for cell in v.sqref.ranges
    }
    assert open_cells == {row.key for rows in form.nil_sections.values() for row in rows}
    assert offered == {Layout(form).value_cell(key) for key in open_cells}


@pytest.mark.slow
@pytest.mark.parametrize("code", ["stc", "cuc-thue"])
def test_chosen_in_libreoffice_it_is_counted_at_once(
    desk: Desk, code: str, libreoffice: LibreOffice
) -> None:
    form, source = desk.form_of(code), desk.issued(code)
    cell = Layout(form).value_cell
    headings = {row.key for rows in form.nil_sections.values() for row in rows if row.depth == 0}
    typed: dict[tuple[str, str], str | float] = {
        (FORM_SHEET, cell(key)): NIL_SECTION for key in headings
    }
    contradicting = next(iter(form.nil_sections))
    typed[FORM_SHEET, cell(contradicting)] = 4.0
    path = libreoffice.type_into(source, desk.inbox / f"{code}.xlsx", typed)
    found = desk.findings(path)
    codes = [f["code"] for f in found]
    assert not {"status-differs", "not-recalculated", "computed-stale"} & set(codes)
    assert codes.count("figure-in-nil-section") == 1
    status = load_workbook(path, data_only=True)[FORM_SHEET].cell(*STATUS_CELL).value
    counts = counts_of(str(status))
    assert counts is not None
    errors = sum(f["severity"] == "error" for f in found if f["live"])
    assert counts[:2] == (codes.count("missing-answer"), errors)


@pytest.mark.slow
def test_a_table_that_feeds_it_is_held_against_it(desk: Desk, libreoffice: LibreOffice) -> None:
    code, column = "huyen-long-phu", "outgoing_documents_commune"
    form, source = desk.form_of(code), desk.issued(code)
    table = next(each for each in form.tables if each.id == form.by_key[column].fed_by)
    cell = TableLayout(table).address(0, column)
    typed: dict[tuple[str, str], str | float] = {
        (FORM_SHEET, Layout(form).value_cell("#VII")): NIL_SECTION,
        (table.sheet, cell): 5.0,
    }
    found = desk.findings(libreoffice.type_into(source, desk.inbox / f"{code}.xlsx", typed))
    wrong = [f["indicator"] for f in found if f["code"] == "figure-in-nil-section"]
    assert wrong == [column]
    missing = {f["indicator"] for f in found if f["code"] == "missing-answer" and f["live"]}
    assert "bcci_dossiers_received_commune" not in missing
    assert "leaders_commune" in missing
    odd = {"status-differs", "not-recalculated", "computed-stale", "computed-differs"}
    assert not odd & {f["code"] for f in found}
