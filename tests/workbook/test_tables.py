"""The tables of the annex of Bình Phước, through real workbooks and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from cchc_sheets.checks.lower import lower, lower_tables
from cchc_sheets.definition import packaged_templates
from cchc_sheets.jobs.check import Checker
from cchc_sheets.jobs.issue import Order, issue, workbook_path
from cchc_sheets.jobs.workspace import Workspace
from cchc_sheets.model import RECORD_NAME, Form, Period, State, Table
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.received import Received
from cchc_sheets.record.keys import KeyRing, read_keys
from cchc_sheets.report.findings import finding_line
from cchc_sheets.sheet.form import CHECK, FORM_SHEET, Layout
from cchc_sheets.sheet.table import TOTAL, TableLayout
from cchc_sheets.words.say import message
from cchc_sheets.workbook.live.plan import plan_live
from cchc_sheets.workbook.paper import LEAST_SCALE, paper_of
from tests.libreoffice import LibreOffice

FIELDS, SATISFIED = "ho-so-theo-linh-vuc", "hai-long-theo-linh-vuc"
Fill: TypeAlias = Callable[[Workbook], None]
Record: TypeAlias = Mapping[str, "int | str | None"]
GOOD: Record = {
    RECORD_NAME: "Việc làm",
    "dossiers_received": 171034,
    "dossiers_new_online": 100000,
    "dossiers_carried_over": 34,
    "dossiers_new_direct": 71000,
    "dossiers_resolved": 171000,
    "dossiers_on_time": 170999,
    "dossiers_late": 1,
}


@pytest.fixture(scope="module")
def form(definitions: Definitions) -> Form:
    """The form with two tables."""
    return definitions.forms["sldtbxh-binh-phuoc-2021"]


class Desk:
    """Issues one workbook, and checks what comes back of it."""

    def __init__(self, root: Path, definitions: Definitions) -> None:
        self.workspace = Workspace(root, packaged_templates())
        self.definitions = definitions
        roster, period = definitions.rosters["binh-phuoc"], Period.parse("2021-Y")
        assert period is not None
        unit = next(u for u in roster.units if "Lao động" in u.name)
        order = Order(roster, period, (unit,), root / "out")
        issue(self.workspace, definitions, order, lambda _done, _all: None)
        self.issued = workbook_path(order, unit, definitions.forms[unit.forms[0]])

    def filled(self, path: Path, fill: Fill) -> Path:
        """Return a copy that somebody filled in."""
        book = load_workbook(self.issued)
        fill(book)
        book.save(path)
        return path

    def check(self, path: Path) -> Received:
        """Check a returned file."""
        keys = read_keys(self.workspace.state)
        assert isinstance(keys, KeyRing)
        checker = Checker(self.definitions, keys)
        return checker.check(path, path.name)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, definitions: Definitions) -> Desk:
    """The desk of the issuing office."""
    return Desk(tmp_path_factory.mktemp("desk"), definitions)


def table_of(form: Form, name: str) -> Table:
    return next(table for table in form.tables if table.id == name)


def put(sheet: Worksheet, table: Table, index: int, record: Record) -> None:
    layout = TableLayout(table)
    for key, value in record.items():
        sheet[layout.address(index, key)] = value


def codes(checked: Received, table: str) -> list[tuple[str, str | None, str | None]]:
    """Return what is an error in a table: code, rule and cell."""
    return [
        (finding.code, finding.rule, finding.place.cell)
        for finding in checked.findings
        if finding.severity == "error" and (finding.place.path or "").startswith(table)
    ]


def test_records_are_read_at_any_number_also_beyond_the_room(
    desk: Desk, form: Form, tmp_path: Path
) -> None:
    table = table_of(form, FIELDS)
    count = table.room + 40

    def fill(book: Workbook) -> None:
        for index in range(count):
            record = {**GOOD, RECORD_NAME: f"Lĩnh vực {index + 1}"}
            put(book[table.sheet], table, index, record)

    checked = desk.check(desk.filled(tmp_path / "a.xlsx", fill))
    assert checked.submission is not None
    records = checked.submission.records[FIELDS]
    assert [record.number for record in records] == list(range(1, count + 1))
    assert codes(checked, FIELDS) == []
    answer = checked.submission.answers["dossiers_received"]
    assert answer.value == 171034 * count


def test_a_slip_in_a_record_is_found_at_its_cell(desk: Desk, form: Form, tmp_path: Path) -> None:
    table = table_of(form, FIELDS)
    slips: list[Record] = [
        {**GOOD, "dossiers_received": 171035},
        {**GOOD, RECORD_NAME: "Trẻ em", "dossiers_late": 5},
        {**GOOD, RECORD_NAME: "VIỆC LÀM "},
        {**GOOD, RECORD_NAME: None},
        {**GOOD, RECORD_NAME: "Khác", "dossiers_on_time": "nhiều"},
    ]

    def fill(book: Workbook) -> None:
        for index, record in enumerate(slips):
            put(book[table.sheet], table, index, record)

    checked = desk.check(desk.filled(tmp_path / "a.xlsx", fill))
    assert codes(checked, FIELDS) == [
        ("record-repeated", None, "D9"),
        ("total-mismatch", "BP1", "E9"),
        ("total-mismatch", "BP2", "I10"),
        ("record-repeated", None, "D11"),
        ("record-unnamed", None, "D12"),
        ("not-a-number", "R67", "J13"),
    ]


def test_a_finding_of_a_record_names_the_sheet_and_the_record(
    desk: Desk, form: Form, tmp_path: Path
) -> None:
    fields, satisfied = table_of(form, FIELDS), table_of(form, SATISFIED)

    def fill(book: Workbook) -> None:
        put(book[fields.sheet], fields, 0, {**GOOD, "dossiers_received": 171035})
        named: Record = {RECORD_NAME: "Đất đai", "field_responses": 10, "field_satisfied": 11}
        put(book[satisfied.sheet], satisfied, 0, named)

    checked = desk.check(desk.filled(tmp_path / "a.xlsx", fill))
    lines = [finding_line(finding, form, "vi") for finding in checked.findings]
    said = {line.rule: line for line in lines if line.cell in {"E9", "J9"}}
    assert said["BP1"].section == "Trang “Hồ sơ theo lĩnh vực”"
    assert said["BP1"].sentence.endswith(
        "Đã ghi: Việc làm: (1) = 171035; (2) = 100000; (3) = 34; (4) = 71000."
    )
    assert said["BP5"].section == "Trang “Hài lòng theo lĩnh vực”"
    assert "Ghi chú" not in said["BP1"].mend  # a record has none
    blank = next(line for line in lines if line.cell == "J9" and line.rule == "R59")
    assert (blank.section, blank.path) == ("Trang “Hài lòng theo lĩnh vực”", "")


def test_a_total_that_the_annex_does_not_print_has_its_whole_name(form: Form) -> None:
    labels = {row.key: row.label for row in form.rows if not row.printed}
    assert labels["dossiers_resolved"] == "Số hồ sơ đã giải quyết: Tổng số"
    assert labels["dossiers_pending_overdue"] == "Số hồ sơ đang giải quyết: Quá hạn"
    assert len(set(labels.values())) == len(labels)


def test_a_finding_calls_a_total_below_the_annex_by_its_name(
    desk: Desk, form: Form, tmp_path: Path
) -> None:
    table = table_of(form, FIELDS)

    def fill(book: Workbook) -> None:
        put(book[table.sheet], table, 0, GOOD)
        book[FORM_SHEET][Layout(form).value_cell("dossiers_on_time_rate")] = 95

    checked = desk.check(desk.filled(tmp_path / "a.xlsx", fill))
    said = next(message(f, "vi") for f in checked.findings if f.rule == "R52")
    assert said.partition("Đã ghi: ")[2] == (
        "“Số hồ sơ đã giải quyết: Đúng hạn” = 170999; “Số hồ sơ đã giải quyết: Tổng số” = 171000; "
        "3.3.1 = 95%."
    )


def test_dossiers_returned_or_withdrawn_may_be_apart_from_those_resolved(
    desk: Desk, form: Form, tmp_path: Path
) -> None:
    table = table_of(form, FIELDS)
    some = {**GOOD, "dossiers_received": 171039, "dossiers_new_direct": 71005}
    records: list[Record] = [
        {**some, "dossiers_pending": 39, "dossiers_returned": 5},  # among those resolved
        {**some, RECORD_NAME: "Trẻ em", "dossiers_pending": 34, "dossiers_returned": 5},
        {**some, RECORD_NAME: "Khác", "dossiers_pending": 39},
        {**some, RECORD_NAME: "Bảo trợ", "dossiers_pending": 34},
        {
            **some,
            RECORD_NAME: "Việc làm ngoài nước",
            "dossiers_pending": 33,
            "dossiers_returned": 5,
        },
    ]

    def fill(book: Workbook) -> None:
        for index, record in enumerate(records):
            put(book[table.sheet], table, index, record)

    checked = desk.check(desk.filled(tmp_path / "a.xlsx", fill))
    found = [f.place.cell for f in checked.findings if f.rule == "BP3"]
    assert found == ["L12", "L13"]


@pytest.mark.parametrize(
    "name", ["Tổng cộng (I+II)", "TỔNG SỐ", " cộng: ", "To\u0302\u0309ng so\u0302\u0301"]
)
def test_a_total_typed_as_a_line_is_not_counted_with_the_others(
    desk: Desk, form: Form, tmp_path: Path, name: str
) -> None:
    table = table_of(form, FIELDS)

    def fill(book: Workbook) -> None:
        put(book[table.sheet], table, 0, GOOD)
        put(book[table.sheet], table, 1, {**GOOD, RECORD_NAME: name})

    checked = desk.check(desk.filled(tmp_path / "a.xlsx", fill))
    assert codes(checked, FIELDS) == [("record-is-total", None, "D10")]


def test_lines_inserted_between_and_a_sheet_moved_are_read(
    desk: Desk, form: Form, tmp_path: Path
) -> None:
    table = table_of(form, FIELDS)

    def fill(book: Workbook) -> None:
        sheet = book[table.sheet]
        put(sheet, table, 0, GOOD)
        put(sheet, table, 1, {**GOOD, RECORD_NAME: "Trẻ em"})
        sheet.insert_rows(10, 3)
        book.move_sheet(table.sheet, -1)

    checked = desk.check(desk.filled(tmp_path / "a.xlsx", fill))
    assert checked.submission is not None
    names = [r.name.raw for r in checked.submission.records[FIELDS]]
    assert names == ["Việc làm", "Trẻ em"]


def test_a_table_that_was_deleted_is_an_error(desk: Desk, form: Form, tmp_path: Path) -> None:
    table = table_of(form, SATISFIED)

    def fill(book: Workbook) -> None:
        del book[table.sheet]

    checked = desk.check(desk.filled(tmp_path / "a.xlsx", fill))
    assert codes(checked, SATISFIED) == [("table-missing", None, None)]


def test_a_total_that_was_typed_over_is_told(desk: Desk, form: Form, tmp_path: Path) -> None:
    table = table_of(form, FIELDS)

    def fill(book: Workbook) -> None:
        put(book[table.sheet], table, 0, GOOD)
        book[FORM_SHEET][Layout(form).value_cell("dossiers_received")] = 5

    checked = desk.check(desk.filled(tmp_path / "a.xlsx", fill))
    assert ("computed-differs", None) in [(c, r) for c, r, _ in codes(checked, FIELDS)]


LEVELS = ("very_satisfied", "satisfied", "neutral", "dissatisfied", "very_dissatisfied")
TEN: Record = {
    "field_responses": 10,
    **{f"field_{level}": number for number, level in enumerate(LEVELS)},
}
"""Ten ballots: 0 very satisfied, 1 satisfied, and so on."""
ANNEX: Record = {
    "satisfaction_responses": 20,
    **{f"satisfaction_distribution_{level}": 2 * at for at, level in enumerate(LEVELS)},
}
"""What two such records come to, in the annex."""


@pytest.mark.parametrize(
    ("second", "annex", "told"),
    [
        (TEN, {}, {}),
        (TEN, {"satisfaction_responses": None}, {}),
        (None, {"satisfaction_responses": 25}, {}),  # no record at all
        # Where the responses differ, the levels say nothing more.
        (
            TEN,
            {"satisfaction_responses": 25, "satisfaction_distribution_satisfied": 7},
            {"satisfaction_responses": ("25", "20", True)},
        ),
        (
            TEN,
            {"satisfaction_responses": None, "satisfaction_distribution_satisfied": 5},
            {"satisfaction_distribution_satisfied": ("5", "2", True)},
        ),
        (
            {**TEN, "field_satisfied": 2, "field_neutral": 1},
            {},
            {
                "satisfaction_distribution_satisfied": ("2", "3", True),
                "satisfaction_distribution_neutral": ("4", "3", True),
            },
        ),
        # A sheet adds up no text, and compares none.
        (
            {**TEN, "field_responses": "11"},
            {},
            {"satisfaction_responses": ("20", "21", False)},
        ),
        (TEN, {"satisfaction_responses": "25"}, {"satisfaction_responses": ("25", "20", False)}),
    ],
)
def test_a_table_is_held_against_the_rows_that_ask_the_same(  # noqa: PLR0917 - the table above
    desk: Desk,
    form: Form,
    tmp_path: Path,
    second: Record | None,
    annex: Record,
    told: Mapping[str, tuple[str, str, bool]],
) -> None:
    table = table_of(form, SATISFIED)

    def fill(book: Workbook) -> None:
        records = [] if second is None else [TEN, second]
        for index, (name, record) in enumerate(zip(("Đất đai", "Hộ tịch"), records, strict=False)):
            put(book[table.sheet], table, index, {RECORD_NAME: name, **record})
        for key, value in {**ANNEX, **annex}.items():
            book[FORM_SHEET][Layout(form).value_cell(key)] = value

    checked = desk.check(desk.filled(tmp_path / "a.xlsx", fill))
    found = {f.place.indicator: f for f in checked.findings if f.code == "detail-differs"}
    assert {
        key: (str(f.facts["found"]), str(f.facts["expected"]), f.live) for key, f in found.items()
    } == told
    for key, finding in found.items():
        assert finding.severity == "warning"
        assert (finding.place.sheet, finding.place.cell) == (
            FORM_SHEET,
            Layout(form).value_cell(str(key)),
        )
        assert f"bảng ở trang “{table.sheet}” cộng lại được" in message(finding, "vi")


def test_the_sheet_tells_of_a_table_that_asks_the_same(
    desk: Desk, form: Form, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    table, layout = table_of(form, SATISFIED), Layout(form)

    def fill(book: Workbook) -> None:
        put(book[table.sheet], table, 0, {RECORD_NAME: "Đất đai", **TEN})
        for key, value in ANNEX.items():
            book[FORM_SHEET][layout.value_cell(key)] = value

    saved = libreoffice.recalculate(desk.filled(tmp_path / "a.xlsx", fill), tmp_path / "out")
    sheet = load_workbook(saved, data_only=True)[FORM_SHEET]
    lines = {key: sheet.cell(layout.row_of[key], CHECK).value for key in ANNEX}
    told = [key for key, line in lines.items() if "Khác tổng của bảng kèm theo" in str(line)]
    assert told == ["satisfaction_responses"]


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_what_a_client_saves_comes_back_the_same(
    desk: Desk, form: Form, libreoffice: LibreOffice, tmp_path: Path, suffix: str
) -> None:
    fields, satisfied = table_of(form, FIELDS), table_of(form, SATISFIED)
    levels = ("very_satisfied", "satisfied", "neutral", "dissatisfied", "very_dissatisfied")

    def fill(book: Workbook) -> None:
        put(book[fields.sheet], fields, 0, GOOD)
        put(book[fields.sheet], fields, 3, {**GOOD, RECORD_NAME: "Trẻ em", "dossiers_late": "-"})
        answers = {f"field_{level}": number for number, level in enumerate(levels)}
        named: Record = {RECORD_NAME: "Đất đai", "field_responses": 10, **answers}
        put(book[satisfied.sheet], satisfied, 0, named)

    filled = desk.filled(tmp_path / "a.xlsx", fill)
    [saved] = libreoffice.convert([filled], suffix, tmp_path / "out")
    checked = desk.check(saved)
    sent = checked.submission
    assert sent is not None
    assert [r.number for r in sent.records[FIELDS]] == [1, 4]
    assert sent.records[FIELDS][1].answers["dossiers_late"].state is State.NIL
    assert sent.answers["dossiers_received"].value == 2 * 171034
    assert sent.total(SATISFIED, "field_responses") == Decimal(10)
    assert codes(checked, SATISFIED) == []
    if suffix == "xlsx":
        book = load_workbook(saved, data_only=True)
        sheet = book[satisfied.sheet]
        row, column = TableLayout(satisfied).share(TOTAL, "field_very_dissatisfied")
        assert sheet.cell(row, column).value == 40
        assert sheet[TableLayout(satisfied).address(TOTAL, "field_responses")].value == 10


def test_a_total_is_called_by_its_column_beside_the_rate(
    desk: Desk, form: Form, tmp_path: Path
) -> None:
    table = table_of(form, FIELDS)

    def fill(book: Workbook) -> None:
        put(book[table.sheet], table, 0, GOOD)
        book[FORM_SHEET][Layout(form).value_cell("dossiers_on_time_rate")] = 10

    checked = desk.check(desk.filled(tmp_path / "a.xlsx", fill))
    (told,) = [message(f, "vi") for f in checked.findings if f.rule == "R52"]
    assert "“Số hồ sơ đã giải quyết: Đúng hạn” = " in told
    assert FIELDS not in told


@pytest.mark.parametrize(("room", "pages"), [(8, 1), (15, 2), (40, 4), (120, 11)])
def test_a_detail_of_many_columns_is_printed_over_several_pages(
    definitions: Definitions, room: int, pages: int
) -> None:
    detail = definitions.forms["long-phu-2023q1"].tables[0]
    paper = paper_of(TableLayout(replace(detail, room=room)))
    assert len(paper.blocks) == pages
    assert paper.scale >= LEAST_SCALE
    columns = [at for first, last in paper.blocks for at in range(first, last + 1)]
    assert columns == list(range(7, 7 + room))


def test_a_page_parts_no_group_and_no_count_from_its_share(form: Form) -> None:
    fields, satisfied = form.tables
    assert len(paper_of(TableLayout(fields)).blocks) == 1
    many = tuple(
        replace(column, row=replace(column.row, indicator=replace(asked, key=f"{asked.key}{n}")))
        for n in range(3)
        for column in (*fields.columns, *satisfied.columns)
        for asked in [column.row.indicator]
        if asked is not None
    )
    layout = TableLayout(replace(fields, columns=many))
    starts = {first for first, _ in paper_of(layout).blocks[1:]}
    free = {
        layout.cell(TOTAL, this.row.key)[1]
        for before, this in pairwise(many)
        if not this.group or this.group != before.group
    }
    assert len(starts) > 1
    assert starts <= free


def test_a_copied_table_with_other_figures_is_an_error(
    desk: Desk, form: Form, tmp_path: Path
) -> None:
    table = table_of(form, FIELDS)

    def fill(*, other: int) -> Fill:
        def filled(book: Workbook) -> None:
            put(book[table.sheet], table, 0, GOOD)
            copy = book.copy_worksheet(book[table.sheet])
            copy["F9"] = other
            book.move_sheet(copy, -6)

        return filled

    alike = desk.check(desk.filled(tmp_path / "a.xlsx", fill(other=100000)))
    differing = desk.check(desk.filled(tmp_path / "b.xlsx", fill(other=99999)))
    assert codes(alike, FIELDS) == []
    assert codes(differing, FIELDS) == [("table-repeated", None, None)]


@pytest.mark.parametrize(
    "case",
    [
        ("C3", "NĂM 2021 – Sở Y tế", "table-of-another"),
        ("E8", 5, "computed-differs"),
        ("E8", 171034, None),
    ],
)
def test_what_is_typed_over_the_tables_own_cells_is_told(
    desk: Desk, form: Form, tmp_path: Path, case: tuple[str, str | int, str | None]
) -> None:
    table, (cell, typed, code) = table_of(form, FIELDS), case

    def fill(book: Workbook) -> None:
        put(book[table.sheet], table, 0, GOOD)
        book[table.sheet][cell] = typed

    checked = desk.check(desk.filled(tmp_path / "a.xlsx", fill))
    assert codes(checked, FIELDS) == ([(code, None, cell)] if code else [])


def test_across_a_line_says_which_rows_its_figures_stand_in(definitions: Definitions) -> None:
    form = definitions.forms["long-phu-2023q1"]
    checks = (*lower(form, definitions.catalogue), *lower_tables(form, definitions.catalogue))
    (detail,) = plan_live(form, checks).tables
    first, second = detail.records[:2]
    said = {cell.formula for cell in first.lines}
    assert any("G7 (" in formula for formula in said)
    assert all("G7" not in cell.formula for cell in second.lines)
