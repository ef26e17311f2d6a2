"""``values.csv``: what is written comes back, and no spreadsheet computes any of it."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_sheets.model import Family, State, UsageProblem
from cchc_sheets.record.values import (
    COLUMNS,
    ValueRow,
    guarded,
    read_table,
    read_values,
    unguarded,
    value_rows,
    values_csv,
)
from cchc_sheets.report.tables_csv import record_values, tables_csv
from cchc_sheets.words.usage import usage
from tests.consolidate.toy import PERIOD, indicator, province
from tests.consolidate.with_tables import merged, toy

NASTY = (
    "=HYPERLINK(A1)",
    "+84 299",
    "- 12 bài trên Cổng; - 02 bài",
    "-5",
    "@sum",
    "\tcột",
    "\r\nxuống dòng",
    "'=đã có dấu nháy",
    "''",
    "'",
    'ngoặc "kép", phẩy; chấm phẩy\nhai dòng\rba',
    "Kế hoạch số 140/KH-BHXH",
    " =1+1",
    "",
)


def _row(**changed: object) -> ValueRow:
    row = {
        "unit": "bhxh",
        "form": "bhxh-soc-trang-2021",
        "edition": "2021",
        "period": "2021-Y",
        "indicator": "dossiers_received",
        "state": State.NUMBER,
        "value": Decimal(171034),
        "unit_of_measure": "Lượt hồ sơ",
        "raw": "171.034",
        "note": "",
        "file": "inbox/bhxh.xlsx",
        "sha256": "ab" * 32,
        "sheet": "Biểu thống kê",
        "cell": "F75",
        "province": "soc-trang",
    }
    return ValueRow(**{**row, **changed})  # type: ignore[arg-type]


def _lines(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_bytes() -> None:
    data = values_csv([_row(), _row(state=State.BLANK, value=None, raw="")])

    head, number, blank = data.decode("utf-8-sig").splitlines()
    assert head == (
        "unit,form,edition,period,indicator,state,value,unit_of_measure,raw,note,file,sha256,sheet,"
        "cell,province"
    )
    what = "bhxh,bhxh-soc-trang-2021,2021,2021-Y,dossiers_received"
    where = f"inbox/bhxh.xlsx,{'ab' * 32},Biểu thống kê,F75,soc-trang"
    assert number == f"{what},number,171034,Lượt hồ sơ,171.034,,{where}"
    assert blank == f"{what},blank,,Lượt hồ sơ,,,{where}"
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data


@pytest.mark.parametrize(
    ("value", "digits"),
    [("99.10", "99.1"), ("0", "0"), ("-0", "0"), ("1E+3", "1000"), ("-5", "-5"), ("100", "100")],
)
def test_numbers_are_plain_digits_with_a_dot(value: str, digits: str) -> None:
    (_, cells) = _lines(values_csv([_row(value=Decimal(value))]))

    assert cells[COLUMNS.index("value")] == digits


@pytest.mark.parametrize("note", NASTY)
@pytest.mark.parametrize("column", ["raw", "note", "file", "sheet", "unit_of_measure"])
def test_nothing_looks_like_a_formula_and_everything_comes_back(
    tmp_path: Path, column: str, note: str
) -> None:
    row = _row(**{column: note})
    path = tmp_path / "values.csv"
    path.write_bytes(values_csv([row, _row()]))

    written = _lines(path.read_bytes())[1][COLUMNS.index(column)]

    assert not written.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert read_table(path) == (row, _row())


rows = st.builds(
    _row,
    note=st.text(st.characters(codec="utf-8"), max_size=30),
    raw=st.text("=+-@\t\r\n'\",; a1", max_size=6),
    value=st.decimals(0, 10**11, places=3),
)


@given(st.lists(rows, max_size=5))
def test_round_trip(given_rows: list[ValueRow]) -> None:
    text = values_csv(given_rows).decode("utf-8-sig")

    assert read_values(text) == tuple(given_rows)


def test_rows_of_a_consolidation_come_back() -> None:
    toy = province([indicator("a", Family.SUM)], {"huyen": ["a"]}, huyen=4)
    typed = {"huyen-1": {"a": "04"}, "huyen-2": {"a": "KAD"}, "huyen-3": {"a": "-"}, "huyen-4": {}}
    written = value_rows(toy.definitions, toy.roster, PERIOD, toy.submissions(typed))

    assert read_values(values_csv(written).decode("utf-8-sig")) == written
    assert [row.state for row in written] == ["number", "not_applicable", "nil", "blank"]


def test_half_a_character_does_not_end_the_writing() -> None:
    assert "?" in values_csv([_row(note="a\ud83d")]).decode("utf-8-sig")


def test_figures_of_tables_are_written_alike() -> None:
    made = merged(
        toy(),
        so_nganh_1={"ho-so": [{"record": "=cmd|' /C calc'!A0", "new": "10", "why": "-lũ,\r bão"}]},
    )

    data = tables_csv(record_values(made.tables, PERIOD, "toy"))

    head, *lines = _lines(data)
    assert ",".join(head) == (
        "unit,form,edition,period,table,record_number,record,column,state,value,unit_of_measure,raw,"
        "file,sha256,sheet,cell,province"
    )
    assert {line[head.index("record")] for line in lines} == {"'=cmd|' /C calc'!A0"}
    by_column = {line[head.index("column")]: line for line in lines}
    assert by_column["new"][8:12] == ["number", "10", "", "10"]
    assert by_column["why"][8:12] == ["text", "", "", "'-lũ,\r bão"]
    assert by_column["old"][8:12] == ["blank", "", "", ""]
    assert data.startswith(b"\xef\xbb\xbf")


# --- written by hand, for --values


def test_a_table_by_hand_needs_three_columns_in_any_order() -> None:
    read = read_values("indicator,unit,value\nstaff_quota,stc,48\nstaff_present,stc,\n")

    assert isinstance(read, tuple)
    quota, present = read
    assert (quota.unit, quota.indicator, quota.state) == ("stc", "staff_quota", State.NUMBER)
    assert quota.value == 48
    assert (present.state, present.value) == (State.BLANK, None)


def test_semicolons_and_what_is_no_plain_number_stay_for_the_caller() -> None:
    read = read_values("unit;indicator;value;note\nstc;rate;99,1;=A1\nstc;n;KAD\n;;;\n")

    assert isinstance(read, tuple)
    assert [(row.raw, row.value, row.note) for row in read] == [
        ("99,1", None, "=A1"),
        ("KAD", None, ""),
    ]


def _problem(code: str, line: int, found: str) -> UsageProblem:
    return UsageProblem(f"values-{code}", {"line": line, "found": found})


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", UsageProblem("values-columns", {"missing": "unit, indicator, value"})),
        ("unit,value\nstc,1\n", UsageProblem("values-columns", {"missing": "indicator"})),
        (
            "unit,indicator,value,state\nstc,a,1,number\nstc,a,1,xong\n",
            _problem("state", 3, "xong"),
        ),
        (
            'unit,indicator,value,state\nstc,a,"1,5",number\n',
            _problem("number", 2, "1,5"),
        ),
        ("unit,indicator,value,state\nstc,a,5,blank\n", _problem("number", 2, "5")),
        ("unit,indicator,value\nstc,a,1,2\n", _problem("extra-cells", 2, "2")),
    ],
)
def test_what_cannot_be_meant_is_a_problem_at_its_line(text: str, problem: UsageProblem) -> None:
    assert read_values(text) == problem


def test_broken_quotes_are_a_problem() -> None:
    read = read_values('unit,indicator,value\n"stc,a,1\n')

    assert read == UsageProblem("values-not-csv", {"line": 2})


def test_a_column_that_is_there_twice_is_a_problem() -> None:
    """The second would silently stand for the first."""
    text = "unit,indicator,value,value\nstc,a,1,2\n"
    assert read_values(text) == UsageProblem("values-twice", {"found": "value"})


def test_a_note_of_any_length_is_read_back() -> None:
    note = "dài " * 500_000
    read = read_values(f"unit,indicator,value,note\nstc,a,1,{note}\n")
    assert isinstance(read, tuple)
    assert [row.note for row in read] == [note]


@pytest.mark.parametrize("blank", ["", " ", "  ", "\u00a0", "\u200b", "\ufeff "])
@pytest.mark.parametrize("text", ["=1+1", "'=1", "@a", "+84", "plain", "'", ""])
def test_no_blank_hides_a_formula_and_what_was_guarded_comes_back(blank: str, text: str) -> None:
    written = guarded(blank + text)
    assert unguarded(written) == blank + text
    assert not written.lstrip(blank).startswith(("=", "+", "@"))


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    latin = tmp_path / "cp1258.csv"
    latin.write_bytes(b"unit,indicator,value\nstc,a,\xe1\n")

    missing, wrong = read_table(tmp_path / "none.csv"), read_table(latin)

    assert isinstance(missing, UsageProblem)
    assert (missing.code, missing.facts["path"]) == ("io", str(tmp_path / "none.csv"))
    assert usage(missing.code, missing.facts, "vi").endswith("không có tệp hay thư mục này.")
    assert wrong == UsageProblem("values-not-utf8", {"path": str(latin), "line": 2})
