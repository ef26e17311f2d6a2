"""Issues to write workbooks of, with the definitions as they are published."""

import io
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cchc_sheets.definition import load
from cchc_sheets.model import RECORD_NAME, Identity, Kind, Period, Row
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.issue import Issue, Prefill, TypedRecord
from cchc_sheets.sheet.form import FORM_SHEET
from cchc_sheets.words.workbook import NIL_SECTION
from cchc_sheets.workbook.form_plan import FormPlan, plan_form
from cchc_sheets.workbook.write import write_workbook

TEMPLATES = Path(__file__).parents[2] / "templates"
ROSTER = "soc-trang"
HUONG_KHE, SLDTBXH = "ha-tinh.huong-khe", "binh-phuoc.sldtbxh"
"""Units of other provinces are named with their roster."""
ONE_A_FORM = ("stc", "bhxh", "cuc-thue", "huyen-long-phu", HUONG_KHE, SLDTBXH)
"""A unit for each of the forms."""
A_NOTE = "=1+1 không phải công thức"


@cache
def definitions() -> Definitions:
    """Return the published definitions."""
    found, problems = load(TEMPLATES)
    assert found is not None, problems
    return found


def issue_for(
    unit: str,
    period: str = "2023-Q1",
    prefill: Mapping[str, Prefill] | None = None,
) -> Issue:
    """Return what ``generate`` would issue to a unit."""
    province, _, code = unit.rpartition(".")
    roster = definitions().rosters[province or ROSTER]
    found, parsed = roster.unit(code), Period.parse(period)
    assert found is not None
    assert parsed is not None
    form = definitions().forms[found.forms[0]]
    identity = Identity(
        "0a1b2c3d", roster.id, code, form.id, form.edition, period, 0, "a" * 12, "0", "f" * 24
    )
    return Issue(form, found, roster, parsed, identity, prefill or {})


@cache
def plan_of(form: str, period: Period) -> FormPlan:
    """Return what all workbooks of a form in a period share."""
    return plan_form(definitions().forms[form], definitions().catalogue, period)


def written(issue: Issue) -> bytes:
    """Return the workbook of an issue, as ``generate`` would write it."""
    return write_workbook(issue, plan_of(issue.form.id, issue.period))


def every_unit() -> list[str]:
    """Return all units on the rosters."""
    rosters = definitions().rosters.values()
    return [f"{roster.id}.{unit.code}" for roster in rosters for unit in roster.units]


def longest_names() -> list[str]:
    """Return of each form that is issued the unit with the longest name."""
    longest: dict[str, tuple[int, str]] = {}
    for roster in definitions().rosters.values():
        for unit in roster.units:
            found = (len(unit.name), f"{roster.id}.{unit.code}")
            longest[unit.forms[0]] = max(found, longest.get(unit.forms[0], found))
    return [unit for _, unit in longest.values()]


def full_issue_for(unit: str) -> Issue:
    """Return an issue with something in every cell that can be filled, and figures to compare."""
    issue = issue_for(unit)
    answered = [row for row in issue.form.rows if row.is_input]
    prefill = {row.key: Prefill(_an_answer(row, n), A_NOTE) for n, row in enumerate(answered)}
    headings = {row.key: Prefill(None, A_NOTE) for row in issue.form.rows if not row.is_input}
    figures = {row.key: Decimal(1234) for row in issue.form.answer_rows}
    return replace(issue, prefill={**prefill, **headings}, previous=figures, year_before=figures)


def recorded_issue_for(unit: str) -> Issue:
    """Return an issue whose tables hold records, some of them with what nobody can read."""
    issue = issue_for(unit)
    answered = [row for row in issue.form.rows if row.is_input and row.fed_by is None]
    prefill = {row.key: Prefill(_an_odd_answer(row, n)) for n, row in enumerate(answered)}
    records: dict[str, tuple[TypedRecord, ...]] = {}
    for table in issue.form.tables:
        rows = [row for row in table.asks.rows if row.is_input and row.key != RECORD_NAME]
        records[table.id] = tuple(
            {
                RECORD_NAME: "Tổng cộng" if number == 2 else f"Tên {number % 4}",
                **{
                    row.key: _an_odd_answer(row, number * len(rows) + at)
                    for at, row in enumerate(rows)
                    if number and (at + number) % 3
                },
            }
            for number in range(6)
        )
    return replace(issue, prefill=prefill, records=records)


def nil_issue_for(unit: str) -> Issue:
    """Return an issue whose sections are all declared nil, with figures in some of them."""
    issue = issue_for(unit)
    around = issue.form.nil_sections
    headings = {row.key: Prefill(NIL_SECTION) for rows in around.values() for row in rows}
    figures = {key: Prefill(Decimal(n % 3)) for n, key in enumerate(around) if n % 5 == 0}
    return replace(issue, prefill={**headings, **figures})


def _an_odd_answer(row: Row, number: int) -> Decimal | str:
    odd = {6: "48 người", 12: "1,248", 18: "1.654", 24: "-", 30: "1.2.3", 36: "50%", 42: "…"}
    return odd.get(number % 48) or _an_answer(row, number)


def _an_answer(row: Row, number: int) -> Decimal | str:
    if row.kind is Kind.TEXT:
        return "+ bằng chữ"
    if row.kind is Kind.CODE:
        return Decimal(row.codes[0].value)
    if row.not_applicable and number % 5 == 0:
        return "KAD"
    return "-" if number % 4 == 0 else Decimal("12.5") if row.kind is Kind.RATE else Decimal(number)


def opened(data: bytes, *, values: bool = False) -> Workbook:
    """Read a workbook with openpyxl, formulas or (``values``) what was cached for them."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def form_sheet(data: bytes, *, values: bool = False) -> Worksheet:
    """Return the sheet that a unit fills in."""
    sheet = opened(data, values=values)[FORM_SHEET]
    assert isinstance(sheet, Worksheet)
    return sheet
