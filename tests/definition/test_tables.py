"""The tables of a form's file: what they come to, and what is said of a slip in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_sheets.checks.lower import lower, lower_tables
from cchc_sheets.definition import load
from cchc_sheets.definition.tables import TAKEN_SHEETS
from cchc_sheets.model import RECORD_NAME, Form, Severity, TableTotal
from cchc_sheets.sheet.form import FORM_SHEET, GUIDE_SHEET
from tests.definition.toy import FILES, At, problems, unmarked, write

TABLES = """\
tables:
  - id: theo-linh-vuc
    sheet: Theo lĩnh vực
    title: THEO LĨNH VỰC
    name_label: Lĩnh vực
    names: [Đất đai, Hộ tịch]
    free: true
    required: error
    columns:
      - key: new_ones
        group: Tiếp nhận
        label: Mới
        unit_of_measure: Hồ sơ
      - key: old_ones
        group: Tiếp nhận
        label: Cũ
        unit_of_measure: Hồ sơ
        required: none
      - key: together
        group: Tiếp nhận
        label: Cộng
        unit_of_measure: Hồ sơ
        computed: new_ones + old_ones
      - indicator: satisfied
        label: Hài lòng
        share_of: together
    rules:
      - id: T1
        severity: error
        code: part-above-whole
        says: {vi: Thử, en: Toy}
        require: satisfied <= new_ones
        mixed_units: Để thử
detail:
  sheet: Chi tiết
  title: CHI TIẾT
  name_label: Xã
  room: 5
  indicators: [dossiers_received, dossiers_resolved]
"""
SATISFIED = """\
  - key: satisfied
    section: A
    label: Số người hài lòng
    kind: count
    unit_of_measure: Người
    time_basis: period
    family: sum
"""


def with_tables(tables: str = TABLES) -> dict[str, str]:
    """Return the toy definitions with tables in the form."""
    return {
        **FILES,
        "form.yaml": FILES["form.yaml"] + tables,
        "indicators.yaml": FILES["indicators.yaml"] + SATISFIED,
    }


@pytest.fixture
def form(tmp_path: Path) -> Form:
    """The toy form with its tables."""
    write(tmp_path, with_tables())
    definitions, found = load(tmp_path)
    assert found == []
    assert definitions is not None
    return definitions.forms["toy-form"]


def test_a_total_is_an_answer_of_the_row_that_asks_for_it_or_of_one_below(form: Form) -> None:
    fed = {row.key: (row.fed_by, row.printed, row.is_input) for row in form.rows if row.fed_by}
    assert fed == {
        "dossiers_received": ("chi-tiet", True, True),
        "dossiers_resolved": ("chi-tiet", True, True),
        "satisfied": ("theo-linh-vuc", False, False),
    }
    assert [row.key for row in form.rows[-2:]] == ["#theo-linh-vuc", "satisfied"]
    assert len(form.printed_rows) == len(form.rows) - 2


def test_a_record_answers_its_name_and_the_columns(form: Form) -> None:
    fields, detail = form.tables
    asked = [
        (row.key, row.required, row.computed and row.computed.text) for row in fields.asks.rows
    ]
    assert asked == [
        (RECORD_NAME, None, None),
        ("new_ones", Severity.ERROR, None),
        ("old_ones", None, None),
        ("together", Severity.ERROR, "new_ones + old_ones"),
        ("satisfied", Severity.ERROR, None),
    ]
    assert (fields.free, fields.room, fields.across) == (True, 30, False)
    assert (detail.free, detail.room, detail.across) == (True, 5, True)


@pytest.mark.parametrize(
    ("parts", "code", "found"),
    [
        ("¦[A, B, C, D, Đ, E]", "too-many-parts", "6"),
        ("[Xã Một, Xã Hai, ¦XÃ  MỘT]", "repeated", "XÃ  MỘT"),
        ("¦[]", "not-valid", "[]"),
    ],
)
def test_parts_of_a_unit_are_named_once_and_have_room(
    tmp_path: Path, parts: str, code: str, found: str
) -> None:
    first = "  - code: stc\n"
    roster = FILES["roster.yaml"].replace(first, f"{first}    parts: {parts}\n")
    files, places = unmarked({**with_tables(), "roster.yaml": roster})
    assert problems(tmp_path, files) == [At(*places[0], code, found)]


def test_rules_of_the_catalogue_hold_of_each_record_that_has_their_operands(
    tmp_path: Path, form: Form
) -> None:
    definitions, _ = load(tmp_path)
    assert definitions is not None
    checks = lower_tables(form, definitions.catalogue)
    assert {(c.table, c.rule) for c in checks if c.rule and c.rule[0] in "RT"} == {
        ("theo-linh-vuc", "T1"),
        ("chi-tiet", "R1"),
    }
    own = {check.table for check in lower(form, definitions.catalogue)}
    assert own == {None}


SLIPS = [
    ("sheet: Theo lĩnh vực", "sheet: ¦Theo/lĩnh vực", "sheet-name", "Theo/lĩnh vực", ""),
    ("sheet: Chi tiết", "sheet: ¦Theo lĩnh vực", "repeated", "Theo lĩnh vực", ""),
    ("sheet: Chi tiết", "sheet: ¦hướng  dẫn", "sheet-taken", "hướng  dẫn", ""),
    ("sheet: Chi tiết", "sheet: ¦History", "sheet-taken", "History", ""),
    ("Đất đai, Hộ tịch]", "Hộ tịch, ¦hộ tịch]", "repeated", "hộ tịch", ""),
    ("Hộ tịch]", "¦Tổng số]", "name-of-total", "Tổng số", ""),
    ("id: theo-linh-vuc", "id: ¦chi-tiet", "repeated", "chi-tiet", ""),
    ("key: old_ones", "key: ¦new_ones", "repeated", "new_ones", ""),
    ("key: old_ones", "key: ¦plan_issued", "repeated", "plan_issued", ""),
    ("key: old_ones", "key: ¦sum", "reserved-name", "sum", ""),
    ("indicator: satisfied", "indicator: ¦satisfeid", "unknown-name", "satisfeid", "satisfied"),
    ("share_of: together", "share_of: ¦togther", "unknown-name", "togther", "together"),
    ("new_ones + old_ones", "¦new_ones * 2", "computed-not-a-total", "new_ones * 2", ""),
    ("new_ones + old_ones", "¦together + old_ones", "computed-cycle", "together", ""),
    ("satisfied <= new_ones", "satisfied <= ¦newones", "unknown-name", "newones", "new_ones"),
    ("[dossiers_received, d", "[¦plan_issued, d", "not-added-up", "plan_issued", ""),
    ("[dossiers_received, d", "[¦dossiers_both, d", "not-added-up", "dossiers_both", ""),
    ("[dossiers_received, d", "[¦satisfied, d", "not-in-form", "satisfied", "satisfaction"),
    ("received, dossiers_resolved", "received, ¦dossiers_received", "repeated", "", ""),
    ("  room: 5", "  room: ¦500", "not-valid", "500", ""),
    ("indicator: satisfied", "¦indicator: dossiers_received", "fed-twice", "", ""),
    ("label: Cũ", "label: Cũ\n        same_as: ¦dossiers_receivd", "not-in-form", "", ""),
    ("label: Cũ", "label: Cũ\n        same_as: ¦dossiers_received", "fed-twice", "", ""),
    ("label: Cũ", "label: Cũ\n        same_as: ¦satisfied", "fed-twice", "", ""),
    ("label: Cũ", "label: Cũ\n        same_as: ¦plan_issued", "not-added-up", "plan_issued", ""),
    ("label: Cũ", "label: Cũ\n        same_as: ¦dossiers_both", "not-added-up", "", ""),
]


@pytest.mark.parametrize(("old", "new", "code", "found", "meant"), SLIPS)
def test_a_slip_in_a_table_is_named_with_its_place(  # noqa: PLR0917 - the columns of the table above
    tmp_path: Path, old: str, new: str, code: str, found: str, meant: str
) -> None:
    assert TABLES.count(old) == 1, old
    files, [(file, line, column)] = unmarked(with_tables(TABLES.replace(old, new)))
    said = problems(tmp_path, files)
    here = [p for p in said if (p.file, p.line, p.code) == (file, line, code)]
    if code == "fed-twice":  # said where the second of the two stands
        assert [p.code for p in said if p.code == code] == [code]
        return
    assert here, said
    assert not found or here[0] == At(file, line, column, code, found, meant)


SAME = TABLES.replace(", dossiers_resolved]", "]").replace(
    "        label: Cũ\n", "        label: Cũ\n        same_as: dossiers_resolved\n"
)
"""The tables, of which a column asks again what a row asks that no table feeds."""


def test_a_column_may_ask_again_what_a_row_asks_and_the_rows_stay_the_same(
    tmp_path: Path,
) -> None:
    write(tmp_path, with_tables(SAME))
    definitions, found = load(tmp_path)
    assert definitions is not None
    assert found == []
    form = definitions.forms["toy-form"]
    total = TableTotal("dossiers_resolved", "theo-linh-vuc", "old_ones")
    assert {row.key: row.same_as for row in form.rows if row.same_as} == {total.row: total}
    assert form.by_key[total.row].fed_by is None
    write(tmp_path, with_tables(SAME.replace("same_as: dossiers_resolved", "help: Thử")))
    without, _ = load(tmp_path)
    assert without is not None
    assert without.forms["toy-form"].row_hash == form.row_hash


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("label: Hài lòng", "label: Hài lòng\n        same_as: ¦dossiers_resolved", "repeated"),
        ("Hồ sơ\n        required: none", "Người", "units-same-as"),
        (
            "unit_of_measure: Hồ sơ\n        required",
            "kind: text\n        required",
            "not-added-up",
        ),
    ],
)
def test_a_column_that_cannot_ask_the_same_is_named(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    assert SAME.count(old) == 1
    said = problems(tmp_path, with_tables(SAME.replace(old, new).replace("¦", "")))
    assert code in [problem.code for problem in said]


def test_the_sheets_that_stand_in_every_workbook_are_taken() -> None:
    assert {FORM_SHEET, GUIDE_SHEET} < set(TAKEN_SHEETS)
