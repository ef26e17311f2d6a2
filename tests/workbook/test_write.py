"""The workbook that a unit gets, looked at with other eyes than the writer's."""

import io
import re
import subprocess
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from cchc_sheets.answers import Typed, read_answer
from cchc_sheets.model import Kind, Row, Severity, State
from cchc_sheets.model.issue import Issue, Prefill
from cchc_sheets.sheet import form as at
from cchc_sheets.sheet.address import address
from cchc_sheets.sheet.form import LIVE_SHEET, Layout
from cchc_sheets.sheet.heading import attached_to, label_of, period_line, title
from cchc_sheets.sheet.heights import broken, line_count, text_width
from cchc_sheets.text import tidy
from cchc_sheets.words import workbook as words
from cchc_sheets.workbook.validations import FORMULA_LIMIT, PROMPT_LIMIT, STOP_LIMIT, admits, fit
from tests.workbook.issues import (
    A_NOTE,
    ONE_A_FORM,
    definitions,
    form_sheet,
    full_issue_for,
    issue_for,
    nil_issue_for,
    opened,
    plan_of,
    recorded_issue_for,
    written,
)

PANEL = (at.REPORT_NUMBER_CELL, at.SIGNED_ON_CELL, at.FILLED_BY_CELL, at.TELEPHONE_CELL)
each_form = pytest.mark.parametrize("unit", ONE_A_FORM)


def _xml(data: bytes, part: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(part).decode("utf-8")


def _shown(sheet: Worksheet, row: int, column: int) -> str:
    return tidy(str(sheet.cell(row, column).value or ""))


def _row_of(issue: Issue, key: str) -> int:
    return Layout(issue.form).row_of[key]


# --------------------------------------------------------------------------------------- the file


@each_form
def test_the_same_issue_is_the_same_bytes(unit: str) -> None:
    issue = full_issue_for(unit)
    assert written(issue) == written(issue)


def test_another_period_is_another_workbook() -> None:
    assert written(issue_for("stc")) != written(issue_for("stc", "2023-Q2"))


def test_the_identity_stands_where_some_client_keeps_it() -> None:
    issue = issue_for("stc")
    data = written(issue)
    book, sheet, identity = opened(data), form_sheet(data), str(issue.identity)
    assert sheet.cell(1, at.KEY).value == identity
    assert sheet.cell(*at.IDENTITY_CELL).value == identity
    assert sheet.cell(*at.IDENTITY_CELL).protection.locked
    assert book.properties.keywords == identity
    assert f"<vt:lpwstr>{identity}</vt:lpwstr>" in _xml(data, "docProps/custom.xml")
    hidden = book[at.HIDDEN_SHEET]
    assert identity in [cell.value for row in hidden.iter_rows() for cell in row]
    assert hidden.sheet_state == "veryHidden"


def test_nobody_adds_or_renames_sheets_by_accident() -> None:
    data = written(issue_for("stc"))
    tags = re.findall(r"<(\w+)", _xml(data, "xl/workbook.xml"))
    assert '<workbookProtection lockStructure="1"/>' in _xml(data, "xl/workbook.xml")
    assert tags.index("workbookPr") + 1 == tags.index("workbookProtection")
    assert tags.index("workbookProtection") + 1 == tags.index("bookViews")


# ------------------------------------------------------------------------------- the printed annex


@each_form
def test_every_row_is_what_the_form_says(unit: str) -> None:
    issue = issue_for(unit)
    sheet = form_sheet(written(issue))
    rows = (row for row in issue.form.rows if row.base_of is None)
    for number, row in enumerate(rows, start=at.FIRST_ROW):
        assert sheet.cell(number, at.KEY).value == row.key
        assert (sheet.cell(number, at.STT).value or "") == row.stt
        assert (sheet.cell(number, at.LABEL).value or "") == label_of(row, issue.unit)
        if row.line is None:
            assert _shown(sheet, number, at.UNIT) == tidy(row.unit_of_measure)
        if row.computed is None and row.fed_by is None:
            assert sheet.cell(number, at.VALUE).value is None
        assert sheet.cell(number, at.NOTE).value is None
    assert sheet.max_row == Layout(issue.form).last_row


@each_form
def test_the_heading_names_unit_and_period(unit: str) -> None:
    issue = issue_for(unit)
    data = written(issue)
    sheet, form = form_sheet(data, values=True), issue.form
    assert sheet.cell(at.APPENDIX_ROW, at.STT).value == form.appendix
    assert _shown(sheet, at.TITLE_ROW, at.STT) == title(form, issue.unit, issue.period)
    line = tidy(period_line(form, issue.unit, issue.period))
    assert _shown(sheet, at.PERIOD_ROW, at.STT) == line
    attached = sheet.cell(at.ATTACHED_ROW, at.STT).value or ""
    assert attached == attached_to(form, issue.unit, "", "")
    assert sheet.cell(*at.UNIT_NAME_CELL).value == issue.unit.name
    banner = str(sheet.cell(at.STATUS_ROW, at.SYMBOL).value)
    assert tidy(banner) == f"{issue.unit.name} – {issue.period.label}"


def test_the_head_has_two_rows_with_the_forms_own_word() -> None:
    sheet = form_sheet(written(issue_for("huyen-long-phu")))
    top, bottom = at.HEAD_ROWS
    assert sheet.cell(top, at.LABEL).value == "Chỉ tiêu thống kê"
    assert sheet.cell(top, at.UNIT).value == "Kết quả thống kê"
    assert sheet.cell(bottom, at.UNIT).value == "Đơn vị tính"
    assert sheet.cell(bottom, at.VALUE).value == "Số lượng/ Tỷ lệ"
    assert sheet.cell(at.SCREEN_HEAD_ROW, at.VALUE).value == "Số lượng/ Tỷ lệ"
    assert sheet.cell(top, at.NOTE).value == "Ghi chú"


def test_paper_is_set_in_times_new_roman_and_the_screen_in_arial() -> None:
    """A font tied to the theme would show as another one, and change every column's width."""
    styles = _xml(written(issue_for("stc")), "xl/styles.xml")
    assert "<scheme" not in styles
    assert set(re.findall(r'<name val="([^"]*)"/>', styles)) == {"Times New Roman", "Arial"}


@each_form
def test_it_prints_as_the_annex_and_nothing_else(unit: str) -> None:
    issue = issue_for(unit)
    sheet = form_sheet(written(issue))
    last = at.FIRST_ROW + len(issue.form.printed_rows) - 1
    assert sheet.print_area == f"'{at.FORM_SHEET}'!$C$5:$G${last}"
    assert sheet.print_title_rows == "$9:$11"  # the code, and the head
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert sheet.page_setup.fitToWidth in (None, 1)  # 1 is what the file format takes for granted
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.blackAndWhite
    assert round(float(sheet.page_margins.left) * 25.4) == 30
    assert round(float(sheet.page_margins.right) * 25.4) == 15
    # Page numbers as official texts have them: 13 point, at the top, none on the first page.
    assert sheet.HeaderFooter.differentFirst
    assert str(sheet.oddHeader) == '&C&"Times New Roman,Regular"&13 &P'
    assert not str(sheet.firstHeader or "")
    assert not str(sheet.oddFooter or "")


def test_it_prints_on_as_many_pages_as_it_needs(
    tmp_path: Path, to_pdf: Callable[[Path, Path], Path]
) -> None:
    path = tmp_path / "biểu.xlsx"
    path.write_bytes(written(issue_for("stc")))
    pdf = to_pdf(path, tmp_path / "out").read_bytes()
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert 6 <= pages <= 22  # half of them rules


def test_banner_fields_and_heads_stay_in_view() -> None:
    sheet = form_sheet(written(issue_for("stc")))
    assert sheet.freeze_panes == "A5"
    assert sheet.column_dimensions["A"].hidden
    shown = [letter for letter in "BCDEFGHIJ" if not sheet.column_dimensions[letter].hidden]
    assert shown == list("BCDEFGHIJ")
    pixels = sum(_width(sheet, letter) for letter in shown) * 8  # a digit of Times New Roman 12
    assert pixels < 1366 - 60  # row numbers and the scroll bar


def _width(sheet: Worksheet, letter: str) -> float:
    for dimension in sheet.column_dimensions.values():
        first, last = dimension.min, dimension.max
        if first and last and first <= ord(letter) - ord("A") + 1 <= last:
            return float(dimension.width)
    raise KeyError(letter)


def test_table_rows_grow_with_a_note_and_heading_rows_stay() -> None:
    issue = issue_for("stc")
    sheet = ET.fromstring(_xml(written(issue), "xl/worksheets/sheet1.xml"))
    rows = {int(row.get("r", 0)): row for row in sheet.iter() if row.tag.endswith("}row")}
    for number in range(at.STATUS_ROW, at.HEAD_ROWS[1] + 1):
        assert rows[number].get("customHeight") == "1"
    for number in range(at.FIRST_ROW, Layout(issue.form).last_row + 1):
        assert rows[number].get("customHeight") is None
        assert float(rows[number].get("ht", 0)) > 15


# ------------------------------------------------------------------------------- what can be typed


@each_form
def test_only_answers_notes_and_the_panel_are_open(unit: str) -> None:
    issue = issue_for(unit)
    sheet = form_sheet(written(issue))
    layout = Layout(issue.form)
    expected = {address(*cell) for cell in PANEL}
    expected |= {layout.note_cell(row.key) for row in issue.form.rows}
    expected |= {layout.value_cell(row.key) for row in issue.form.rows if row.is_input}
    expected |= {
        layout.value_cell(key) for key in plan_of(issue.form.id, issue.period).nil_sections
    }
    cells = (cell for row in sheet.iter_rows() for cell in row)
    assert {cell.coordinate for cell in cells if not cell.protection.locked} == expected


@each_form
def test_open_cells_have_the_format_of_their_kind_and_a_tint(unit: str) -> None:
    issue = issue_for(unit)
    sheet = form_sheet(written(issue))
    formats = {Kind.COUNT: "#,##0", Kind.RATE: "General", Kind.CODE: "0", Kind.TEXT: "@"}
    formats[Kind.SCORE] = formats[Kind.RATE]
    for row in issue.form.rows:
        number = _row_of(issue, row.key)
        assert sheet.cell(number, at.NOTE).number_format == "@"
        value = sheet.cell(number, Layout(issue.form).column_of(row.key))
        if row.base_of is not None:
            assert value.number_format == formats[row.kind]
            assert value.fill.fgColor.rgb == "FFE9F3E4"
        elif row.is_input:
            assert value.number_format == formats[row.kind]
            assert value.fill.fgColor.rgb == "FFFFF8E3"
            assert value.border.left.style == "thin"
        elif row.key in plan_of(issue.form.id, issue.period).nil_sections:
            assert value.fill.fgColor.rgb == "FFE9F3E4"
        else:
            assert value.border.left.style == "thin"
            is_section = row.indicator is None and row.depth == 0
            assert value.fill.fill_type == ("solid" if is_section else None)
    for cell in PANEL:
        assert sheet.cell(*cell).number_format == "@"


def test_an_answered_cell_loses_its_tint() -> None:
    issue = issue_for("stc")
    sheet = form_sheet(written(issue))
    rules = {str(area.sqref): area.rules for area in sheet.conditional_formatting}
    answers = rules[f"F{at.FIRST_ROW}:F{Layout(issue.form).last_row}"]
    assert [rule.formula for rule in answers] == [[f"LEN(TRIM(F{at.FIRST_ROW}))>0"]]
    assert [rule.formula for rule in rules["E2:F2"]] == [["LEN(TRIM($E2))>0"]]


@pytest.mark.parametrize("name", [at.FORM_SHEET, at.GUIDE_SHEET, at.RULES_SHEET])
def test_locked_sheets_can_be_read_resized_and_filtered(name: str) -> None:
    sheet = opened(written(issue_for("stc")))[name]
    protection = sheet.protection
    assert protection.sheet
    assert protection.password is None
    # In the file, true means forbidden.
    assert not protection.formatColumns
    assert not protection.formatRows
    assert not protection.selectLockedCells
    assert not protection.selectUnlockedCells
    assert protection.formatCells
    assert protection.insertRows
    assert protection.deleteRows
    assert protection.sort
    assert protection.autoFilter is (name != at.FORM_SHEET)


def test_the_filter_covers_table_and_checks() -> None:
    issue = issue_for("stc")
    sheet = form_sheet(written(issue))
    assert sheet.auto_filter.ref == f"C11:H{Layout(issue.form).last_row}"


@each_form
def test_every_answer_has_its_validation(unit: str) -> None:
    issue = issue_for(unit)
    data = written(issue)
    sheet, names = form_sheet(data), opened(data).defined_names
    hidden = opened(data)[at.HIDDEN_SHEET]
    found = {str(v.sqref): v for v in sheet.data_validations.dataValidation}
    layout = Layout(issue.form)
    locked = (row for row in issue.form.rows if row.computed is not None or row.is_total)
    computed = {layout.value_cell(row.key) for row in locked}
    inputs = {layout.value_cell(r.key): r for r in issue.form.rows if r.is_input}
    nils = {layout.value_cell(key) for key in plan_of(issue.form.id, issue.period).nil_sections}
    assert found.keys() == {*inputs, *computed, *nils, *(address(*cell) for cell in PANEL)}
    for cell, row in inputs.items():
        validation = found[cell]
        assert validation.showInputMessage
        parts = words.prompt_parts(row) if row.is_answer else words.BASE_PROMPT[1:]
        for part in parts:
            assert part in validation.prompt
        if row.kind is Kind.CODE:
            assert validation.type == "list"
            [(_, area)] = names[validation.formula1].destinations
            listed = [line[0].value for line in hidden[area]]
            expected = [code.value for code in row.codes]
            assert listed == [*expected, *(["KAD"] if row.not_applicable else [])]
        elif row.kind is not Kind.TEXT:
            assert validation.type == "custom"
            assert validation.formula1 == admits(row, cell)
            assert validation.showErrorMessage
            assert validation.errorStyle in (None, "stop")


def _row(*, kind: Kind, not_applicable: bool, against_plan: bool = False) -> Row:
    """Return a published row of that kind."""
    return next(
        row
        for form in definitions().forms.values()
        for row in form.rows
        if row.is_input
        and row.indicator is not None
        and row.kind is kind
        and row.not_applicable is not_applicable
        and row.indicator.against_plan is against_plan
    )


COUNT = _row(kind=Kind.COUNT, not_applicable=False)
COUNT_OR_KAD = _row(kind=Kind.COUNT, not_applicable=True)
UP_TO_40 = replace(COUNT, maximum=Decimal(40), minimum=Decimal(2))
RATE = _row(kind=Kind.RATE, not_applicable=True)
VS_PLAN = _row(kind=Kind.RATE, not_applicable=True, against_plan=True)
NUMBERS_AND_SIGNS: list[tuple[Row, str, object, bool]] = [
    *((COUNT, "count", typed, True) for typed in (0, 7, 171034, "-", "–", "không phát sinh")),
    *((COUNT, "count", typed, True) for typed in ("KHÔNG PHÁT SINH", " - ", "  ")),
    *((COUNT, "count", typed, False) for typed in (-1, 171.034, "KAD", "không áp dụng")),
    *((COUNT, "count", typed, False) for typed in ("12 việc", "abc", "*", "?", "...", "phát sinh")),
    *((COUNT_OR_KAD, "count or KAD", typed, True) for typed in ("KAD", "kad", "N/A", "n/a", 0)),
    *((COUNT_OR_KAD, "count or KAD", typed, True) for typed in ("Không áp dụng", "-")),
    *((COUNT_OR_KAD, "count or KAD", typed, False) for typed in ("KA", "N / A", 0.5, "áp dụng")),
    *((UP_TO_40, "2 to 40", typed, typed in (2, 40)) for typed in (1, 2, 40, 41)),
    *((RATE, "rate", typed, True) for typed in (0, 0.1, 99.1, 99.12, 14.3, 100, "-", "KAD")),
    *((RATE, "rate", typed, False) for typed in (-0.1, 100.01, 101, 99.123, 171.034, "99%")),
    *((VS_PLAN, "against plan", typed, True) for typed in (100, 125.5, "không phát sinh")),
    *((VS_PLAN, "against plan", typed, False) for typed in (-1, 125.555, "vượt")),
]


def test_validations_admit_numbers_and_signs_and_stop_the_rest(
    tmp_path: Path, recalculate: Callable[[Path, Path], Path]
) -> None:
    path = tmp_path / "typed.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, (row, _, typed, _) in enumerate(NUMBERS_AND_SIGNS):
            sheet.write(number, 0, typed)
            sheet.write_formula(number, 1, "=" + admits(row, f"A{number + 1}"), None, "?")
    computed = openpyxl.load_workbook(recalculate(path, tmp_path / "out"), data_only=True).active
    assert isinstance(computed, Worksheet)
    admitted = [computed.cell(n, 2).value for n in range(1, len(NUMBERS_AND_SIGNS) + 1)]
    differing = [
        (what, typed, found)
        for (_, what, typed, expected), found in zip(NUMBERS_AND_SIGNS, admitted, strict=True)
        if found is not expected
    ]
    assert differing == []


@pytest.mark.parametrize(("row", "what", "typed", "admitted"), NUMBERS_AND_SIGNS)
def test_what_is_admitted_can_be_read(row: Row, what: str, typed: object, admitted: bool) -> None:
    """Otherwise the sheet would lead people into an error."""
    value = typed if isinstance(typed, str) else Decimal(str(typed))
    state = read_answer(Typed(value), row).state
    assert not (admitted and state is State.UNREADABLE), what


def test_the_longest_validation_fits() -> None:
    row = replace(RATE, minimum=Decimal("0.01"), maximum=Decimal("99999.99"))
    assert len("=" + admits(row, "F9999")) <= FORMULA_LIMIT


@each_form
def test_no_published_prompt_loses_a_part(unit: str) -> None:
    for row in issue_for(unit).form.rows:
        if row.is_input:
            parts = words.prompt_parts(row)
            assert fit(parts, PROMPT_LIMIT) == "\n".join(parts)
            assert fit(words.stop_parts(row), STOP_LIMIT) == "\n".join(words.stop_parts(row))


def test_a_prompt_that_is_too_long_loses_whole_parts_from_the_end() -> None:
    row = replace(COUNT_OR_KAD, help="Một lời dặn dài. " * 10)
    prompt = fit(words.prompt_parts(row), PROMPT_LIMIT)
    assert prompt.startswith(f"Đơn vị tính: {words.counted_in(row)}.")
    assert row.help.strip() in prompt
    assert len(prompt) <= PROMPT_LIMIT
    assert "KAD" not in prompt


def test_prompts_say_what_is_counted_where_the_print_does_not() -> None:
    form = definitions().forms["long-phu-2023q1"]
    slip = form.by_key["iso_announced_subordinate"]
    assert "=" in slip.unit_of_measure
    assert slip.kind is Kind.COUNT
    assert slip.indicator is not None
    assert words.prompt_parts(slip)[0] == f"Đơn vị tính: {slip.indicator.unit_of_measure}."
    blank = form.by_key["par_news_unit_site"]
    assert blank.unit_of_measure == ""
    assert words.prompt_parts(blank)[0] == "Đơn vị tính: Tin, bài."


def test_a_required_answer_says_so() -> None:
    row = definitions().forms["nganh-doc-soc-trang"].by_key["org_divisions"]
    assert row.required is Severity.ERROR
    assert "Bắt buộc trả lời." in words.prompt_parts(row)


# ------------------------------------------------------------------------------------ prefilled


@each_form
def test_prefilled_answers_stand_as_numbers_signs_and_texts(unit: str) -> None:
    issue = full_issue_for(unit)
    sheet = form_sheet(written(issue))
    for row in issue.form.rows:
        number = _row_of(issue, row.key)
        assert sheet.cell(number, at.NOTE).value == A_NOTE
        assert sheet.cell(number, at.NOTE).data_type == "s"
        if row.is_input:
            value = sheet.cell(number, Layout(issue.form).column_of(row.key))
            expected = issue.prefill[row.key].value
            is_text = isinstance(expected, str)
            assert value.data_type == ("s" if is_text else "n")
            assert value.value == (expected if is_text else float(str(expected)))
        if row.is_answer:
            assert sheet.cell(number, at.PREVIOUS).value == 1234
            assert sheet.cell(number, at.YEAR_BEFORE).value == 1234
            assert sheet.cell(number, at.PREVIOUS).protection.locked


@pytest.mark.parametrize("text", ["=1+1", "+84 299", "-", "@sum", "{=1}", "http://a.vn", "1/2"])
def test_a_text_is_a_text_whatever_it_begins_with(text: str) -> None:
    issue = issue_for("stc", prefill={"#I": Prefill(note=text), "other_tasks": Prefill(text)})
    issue = replace(issue, unit=replace(issue.unit, name=text, short=text))
    sheet = form_sheet(written(issue))
    for cell in (
        sheet.cell(_row_of(issue, "#I"), at.NOTE),
        sheet.cell(_row_of(issue, "other_tasks"), at.VALUE),
        sheet.cell(*at.UNIT_NAME_CELL),
    ):
        assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_a_note_that_no_cell_can_hold_is_refused() -> None:
    issue = issue_for("stc", prefill={"#I": Prefill(note="x" * 32_768)})
    with pytest.raises(ValueError, match="32768"):
        written(issue)


def test_a_long_note_gets_a_high_row() -> None:
    short = form_sheet(written(issue_for("stc")))
    note = "Kế hoạch số 294/KH-STC ngày 22/01/2021 của Sở Tài chính. " * 3
    issue = issue_for("stc", prefill={"#I": Prefill(note=note)})
    long = form_sheet(written(issue))
    row = _row_of(issue, "#I")
    before, after = short.row_dimensions[row].height, long.row_dimensions[row].height
    assert before is not None
    assert after is not None
    assert after > 3 * before


# ------------------------------------------------------------------------ formulas, recomputed


def _number(value: str) -> Prefill:
    return Prefill(Decimal(value))


TOTALS: list[tuple[Prefill, Prefill, int | str]] = [
    (_number("3"), _number("4"), 7),
    (_number("0"), _number("0"), 0),
    (_number("3"), Prefill("-"), 3),
    (Prefill("Không phát sinh"), Prefill("-"), 0),
    (_number("3"), Prefill(), ""),
    (Prefill(), Prefill(), ""),
    (_number("3"), Prefill("KAD"), ""),
    (_number("3"), Prefill("4"), ""),  # the sheet does not count with a text
]


def test_a_total_is_computed_only_where_its_parts_are_answered(
    tmp_path: Path, recalculate_all: Callable[[Sequence[Path], Path], list[Path]]
) -> None:
    cell = Layout(definitions().forms["nganh-doc-soc-trang"]).value_cell("org_units_total")
    paths = []
    for number, (first, second, total) in enumerate(TOTALS):
        prefill = {"org_divisions": first, "org_district_branches": second}
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(written(issue_for("cuc-thue", prefill=prefill)))
        assert _value(path, cell) == total
        paths.append(path)
    computed = recalculate_all(paths, tmp_path / "out")
    assert [_value(path, cell) for path in computed] == [total for _, _, total in TOTALS]


def _value(path: Path, cell: str) -> object:
    value = form_sheet(path.read_bytes(), values=True)[cell].value
    return "" if value is None else value


def _cached_formulas(data: bytes) -> dict[str, object]:
    """Return what was cached for every formula of a workbook, "" and nothing alike."""
    formulas, values = opened(data), opened(data, values=True)
    return {
        f"{sheet.title}!{cell.coordinate}": values[sheet.title][cell.coordinate].value or ""
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def _error_values(data: bytes) -> list[str]:
    """Return the cells that show an error; on the hidden sheet of checks that means absent."""
    sheets = (
        sheet for sheet in opened(data, values=True) if not sheet.title.startswith(LIVE_SHEET)
    )
    cells = (c for sheet in sheets for row in sheet.iter_rows() for c in row)
    return [cell.coordinate for cell in cells if cell.data_type == "e"]


def _written(folder: Path) -> list[Path]:
    paths = []
    for unit in ONE_A_FORM:
        makers = (issue_for, full_issue_for, recorded_issue_for, nil_issue_for)
        for name, issue in ((make.__name__, make(unit)) for make in makers):
            path = folder / f"{unit}-{name}.xlsx"
            path.write_bytes(written(issue))
            paths.append(path)
    return paths


def test_what_is_cached_is_what_libreoffice_computes(
    tmp_path: Path, recalculate_all: Callable[[Sequence[Path], Path], list[Path]]
) -> None:
    paths = _written(tmp_path)
    for path, computed in zip(paths, recalculate_all(paths, tmp_path / "out"), strict=True):
        before, after = path.read_bytes(), computed.read_bytes()
        assert _cached_formulas(before), path
        assert _cached_formulas(before) == _cached_formulas(after)
        assert _error_values(after) == []


@pytest.mark.slow
def test_what_is_cached_is_what_gnumeric_computes(tmp_path: Path, gnumeric: Path) -> None:
    for path in _written(tmp_path):
        computed = tmp_path / f"gnumeric-{path.name}"
        subprocess.run(
            [gnumeric, "--recalc", path, computed], check=True, capture_output=True, timeout=60
        )
        before, after = path.read_bytes(), computed.read_bytes()
        assert _cached_formulas(before) == _cached_formulas(after)
        assert _error_values(after) == []


SIGNED: list[tuple[str, str | int, str, str]] = [
    ("846/BC-STC", "17/3/2021", "846/BC-STC", "17 tháng 3 năm 2021"),
    ("846/BC-STC", "05/02/2021", "846/BC-STC", "05 tháng 02 năm 2021"),
    (" 846 ", "ngày 17 tháng 3", "846", "ngày 17 tháng 3"),
    ("", "17-3-2021", "", "17-3-2021"),
    ("846/BC-STC", "3/2021", "846/BC-STC", "3/2021"),
    ("846/BC-STC", 44272, "846/BC-STC", "17 tháng 3 năm 2021"),  # a date pasted over the text
]
"""Report number and date as typed, and as printed."""


@pytest.mark.parametrize("unit", ["stc", pytest.param("huyen-long-phu", marks=pytest.mark.slow)])
def test_number_and_date_come_into_the_printed_line(
    unit: str, tmp_path: Path, recalculate_all: Callable[[Sequence[Path], Path], list[Path]]
) -> None:
    issue = issue_for(unit)
    data, paths = written(issue), []
    for line, (number, signed_on, _, _) in enumerate(SIGNED):
        book = opened(data)
        book[at.FORM_SHEET].cell(*at.REPORT_NUMBER_CELL).value = number
        book[at.FORM_SHEET].cell(*at.SIGNED_ON_CELL).value = signed_on
        paths.append(tmp_path / f"{line}.xlsx")
        book.save(paths[-1])
    cell = address(at.ATTACHED_ROW, at.STT)
    printed = [_value(path, cell) for path in recalculate_all(paths, tmp_path / "out")]
    expected = [attached_to(issue.form, issue.unit, number, day) for _, _, number, day in SIGNED]
    assert printed == expected


# ------------------------------------------------------------------------------------- guidance


def _guide(issue: Issue) -> str:
    book = opened(written(issue))
    rows = (row for name in (at.GUIDE_SHEET, at.RULES_SHEET) for row in book[name].iter_rows())
    return "\n".join(str(c.value) for row in rows for c in row if c.value is not None)


@each_form
def test_the_guide_says_every_rule_and_code(unit: str) -> None:
    issue = issue_for(unit)
    text = _guide(issue)
    plan = plan_of(issue.form.id, issue.period)
    assert len(plan.rules) > 10
    rules = plan.handbook.rules(issue.unit)
    assert {each.rule.id for each in rules} == {rule.id for rule in plan.rules}
    for each in rules:
        assert f"{each.rule.id}\n" in text
        assert each.rule.says.vi in text
        assert all(condition in text for condition in each.conditions("vi"))
    for row in issue.form.rows:
        for code in row.codes:
            assert f"{code.value} = {code.label}" in text
    assert issue.form.value_column in text
    assert ("ĐỀ XUẤT" in text) is issue.form.proposal


def test_the_guide_says_when_and_whom_to_ask() -> None:
    issue = issue_for("stc")
    assert "Hạn gửi" not in _guide(issue)
    assert "Địa chỉ" not in _guide(issue)
    issuer = replace(issue.roster.issuer, telephone="0299 000 000")
    roster = replace(issue.roster, issuer=issuer, due={"2023-Q1": "2023-03-17"})
    text = _guide(replace(issue, roster=roster))
    assert "Hạn gửi\n17/03/2023" in text
    assert "0299 000 000" in text
    assert "15/12/2022" in text


# -------------------------------------------------------------------------------- widths, heights


def test_letters_measure_the_same_however_they_are_composed() -> None:
    text = "Tổng số thủ tục hành chính được giải quyết"
    assert text_width(unicodedata.normalize("NFD", text), 12) == text_width(text, 12)


def test_a_line_breaks_where_it_must() -> None:
    assert line_count("", 100, 12) == 1
    assert line_count("một\nhai", 100, 12) == 2
    assert line_count("một hai ba bốn năm sáu bảy tám", 100, 12) == 3
    assert line_count("x" * 40, 100, 12) == 4


def test_a_title_breaks_between_its_parts() -> None:
    text = definitions().forms["stc-soc-trang-2021q1"].title
    assert broken(text, 2000, 14) == text
    assert broken(text, 700, 14).split("\n") == [
        "THỐNG KÊ SỐ LIỆU VÀ KẾT QUẢ THỰC HIỆN",
        "CÔNG TÁC CẢI CÁCH HÀNH CHÍNH",
    ]
    assert broken("KHÔNG CHỖ NGẮT " * 9, 700, 14) == "KHÔNG CHỖ NGẮT " * 9
