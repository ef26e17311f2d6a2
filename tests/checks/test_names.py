"""Names of a table's records: what is one name, what is nearly one, and what is a total."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

import pytest

from cchc_sheets.answers import is_name_of_total, name_key
from cchc_sheets.checks.lower import lower_tables
from cchc_sheets.checks.records import judge_records
from cchc_sheets.model import RECORD_NAME, Answer, Form, Record
from cchc_sheets.model.definitions import Definitions
from tests.sent import Cell, submission

COUNTS = ("dossiers_resolved", "dossiers_on_time", "dossiers_late")


@pytest.fixture(scope="module")
def form(definitions: Definitions) -> Form:
    return definitions.forms["sldtbxh-binh-phuoc-2021"]


def _found(
    definitions: Definitions, form: Form, typed: Sequence[tuple[str, tuple[int, int, int]]]
) -> list[tuple[int, str, str, bool]]:
    """Return what is found about the names: record, kind, severity, whether the sheet shows it."""
    table = form.tables[0]
    rows = {key: table.asks.by_key[key] for key in (RECORD_NAME, *COUNTS)}
    small = replace(form, rows=tuple(rows.values()))
    records = []
    for number, (name, figures) in enumerate(typed, start=1):
        cells: dict[str, Cell] = {RECORD_NAME: name, **dict(zip(COUNTS, figures, strict=True))}
        answers = dict(submission(small, cells).answers)
        named: Answer = answers.pop(RECORD_NAME)
        blank = {c.row.key: Answer(c.row.key, named.state) for c in table.columns}
        records.append(Record(number, named, {**blank, **answers}))
    sent = replace(submission(form, {}), records={table.id: tuple(records)})
    checks = lower_tables(form, definitions.catalogue)
    return [
        (judged.record.number, verdict.check.kind.code, verdict.severity.value, verdict.live)
        for judged in judge_records(form, checks, sent)
        for verdict in judged.verdicts
        if verdict.check.key == RECORD_NAME
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà", "Hòa"),
        ("Kỹ thuật", "Kĩ thuật"),
        ("Thuỷ sản", "Thủy sản"),
        ("Sức khoẻ", "sức khỏe"),
        ("Quý Sơn", "Quí Sơn"),
        ("Việc làm.", "Việc  làm"),
        ("Tây – Nam;", "Tây-Nam"),
        ("Hòa", unicodedata.normalize("NFD", "Hoà")),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hoàn", "Hòa"), ("A*", "A?"), ("Tai", "Tay"), ("Số 1", "Số 2")],
)
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_one_name_in_two_spellings_is_used_twice(definitions: Definitions, form: Form) -> None:
    """No sheet can tell, but it shows what is typed alike."""
    spelled = [("Hoà Bình", (3, 2, 1)), ("Hòa Bình.", (5, 4, 1))]
    assert _found(definitions, form, spelled) == [
        (1, "record-repeated", "error", False),
        (2, "record-repeated", "error", False),
    ]
    alike = [("Hòa Bình", (3, 2, 1)), ("hòa  bình", (5, 4, 1))]
    assert [live for *_, live in _found(definitions, form, alike)] == [True, True]


def test_names_that_differ_by_a_slip_are_asked_about(definitions: Definitions, form: Form) -> None:
    typed = [("Giáo dục và đào tạo", (3, 2, 1)), ("Giáo dục và đào tạp", (5, 4, 1))]
    asked = [(2, "record-name-like", "warning", False)]
    assert _found(definitions, form, typed)[-1:] == asked


@pytest.mark.parametrize(
    "names", [("Trường TH số 1", "Trường TH số 2"), ("Phòng A", "Phòng B"), ("Tân An", "Tân Ân")]
)
def test_other_names_are_not_asked_about(
    definitions: Definitions, form: Form, names: tuple[str, str]
) -> None:
    assert _found(definitions, form, [(name, (3, 2, 1)) for name in names]) == []


def test_a_record_with_the_sum_of_the_others_is_asked_about(
    definitions: Definitions, form: Form
) -> None:
    typed = [("Đất đai", (10, 8, 2)), ("Hộ tịch", (5, 5, 0)), ("Sở", (15, 13, 2))]
    assert _found(definitions, form, typed) == [(3, "record-adds-up", "warning", False)]
    assert _found(definitions, form, [*typed, ("Xây dựng", (1, 1, 0))]) == []


@pytest.mark.parametrize(
    "name",
    ["Tổng", "Tổng:", "TỔNG CỘNG", "Tổng các lĩnh vực", "Cộng", "Cộng (I+II)", "Toàn tỉnh"],
)
def test_names_of_totals(name: str) -> None:
    assert is_name_of_total(name)


@pytest.mark.parametrize(
    "name", ["Tổng công ty Điện lực", "Tổng cục Thuế", "Tổng hợp", "Cộng Hòa", "Toàn Thắng"]
)
def test_names_that_begin_like_a_total(name: str) -> None:
    assert not is_name_of_total(name)
