"""The CSV files among the outputs: one row a column, with its type, its title and its meaning.

A file is written from the names here, and ``datapackage.json`` describes it from the same rows, so
that the two cannot disagree. Types are those of Table Schema (Frictionless Data). Titles are in
Vietnamese, meanings in English: they are for whoever writes a program.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from cchc_sheets.model import Family, Speech, State, UnitState


class FigureScope(StrEnum):
    """What a figure is of."""

    PROVINCE = "province"
    TYPE = "type"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class CsvColumn:
    """A column of a CSV file.

    ``values`` are all that can be in it, ``pattern`` is the regular expression of what can.
    """

    name: str
    type: str
    title: str
    meaning: str
    values: tuple[str, ...] = ()
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns of a file whose values all stand in columns of another one."""

    columns: tuple[str, ...]
    file: str
    there: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A CSV file: no cell of the columns ``required`` is empty, and ``key`` tells its rows apart.

    A file without a key has none.
    """

    name: str
    title: Speech
    columns: tuple[CsvColumn, ...]
    required: tuple[str, ...]
    key: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


_SHA256 = "[0-9a-f]{64}"
_PERIOD = "[0-9]{4}-(Q[1-4]|H[12]|9M|Y|0[1-9]|1[0-2])"
_SHARED = {
    column.name: column
    for column in (
        CsvColumn("unit", "string", "Mã đơn vị", "Code of the unit in the province's roster."),
        CsvColumn("form", "string", "Mã biểu", "Id of the form that the unit answered."),
        CsvColumn("edition", "string", "Phiên bản biểu", "Edition of that form."),
        CsvColumn("period", "string", "Kỳ báo cáo", "Period, e.g. 2023-Q1.", pattern=_PERIOD),
        CsvColumn(
            *("indicator", "string", "Mã chỉ tiêu", "Key of the indicator in the catalogue."),
        ),
        CsvColumn("label", "string", "Tên chỉ tiêu", "Name of the indicator in the catalogue."),
        CsvColumn(
            *("state", "string", "Trạng thái câu trả lời"),
            "State of the answer; only number and nil have a value. A blank is not a 0.",
            values=tuple(State),
        ),
        CsvColumn("value", "number", "Số liệu", "The figure, in unit_of_measure."),
        CsvColumn(
            *("unit_of_measure", "string", "Đơn vị tính"),
            "Unit of measure as printed; rates are in percentage points.",
        ),
        CsvColumn("raw", "string", "Nguyên văn", "What was typed, as it was typed."),
        CsvColumn("note", "string", "Ghi chú", "What the unit noted beside the answer."),
        CsvColumn("file", "string", "Tệp", "Name of the returned file."),
        CsvColumn(
            *("sha256", "string", "Mã băm của tệp", "SHA-256 of the file's bytes."),
            pattern=_SHA256,
        ),
        CsvColumn("sheet", "string", "Trang", "Sheet that the answer stands on."),
        CsvColumn("cell", "string", "Ô", "Cell of the answer, e.g. F13."),
        CsvColumn("province", "string", "Mã tỉnh", "Id of the province's roster."),
        CsvColumn("name", "string", "Tên", "Name of the unit."),
    )
}


def _columns(*given: str | CsvColumn) -> tuple[CsvColumn, ...]:
    """Columns, those that several files have by their names."""
    return tuple(_SHARED[each] if isinstance(each, str) else each for each in given)


_WHO = ("unit", "form", "edition", "period")
_WHERE = ("file", "sha256")

VALUES = CsvFile(
    "values.csv",
    Speech(
        "Số liệu từng đơn vị",
        "Every answer of every unit that is in the figures, one a row, with its cell.",
    ),
    _columns(
        *(*_WHO, "indicator", "state", "value", "unit_of_measure", "raw", "note"),
        *(*_WHERE, "sheet", "cell", "province"),
    ),
    required=(*_WHO, "indicator", "state", *_WHERE, "province"),
    key=("unit", "indicator"),
    references=(
        Reference(("unit", "sha256"), "submissions.csv", ("unit", "sha256")),
        Reference(("indicator",), "figures.csv", ("indicator",)),
    ),
)
FIGURES = CsvFile(
    "figures.csv",
    Speech(
        "Số tổng hợp",
        "Every consolidated figure, one a row: of the province, of each unit type (khối) and of "
        "each unit.",
    ),
    _columns(
        *("province", "period", "indicator", "label"),
        CsvColumn(
            *("scope", "string", "Phạm vi"),
            "What the figure is of: the province, a unit type (khối) or a unit.",
            values=tuple(FigureScope),
        ),
        CsvColumn(
            *("code", "string", "Mã của phạm vi"),
            "The roster's id for the province, the key of a unit type, the code of a unit.",
        ),
        replace(_SHARED["name"], meaning="Name of the province, the unit type or the unit."),
        CsvColumn(
            *("family", "string", "Cách tổng hợp"),
            "How the figure is consolidated; docs/consolidation.md explains each way.",
            values=tuple(Family),
        ),
        replace(
            _SHARED["value"],
            meaning="The figure, in unit_of_measure, not rounded; empty where there is none or "
            "where nothing may be added up.",
        ),
        "unit_of_measure",
        CsvColumn(
            *("numerator", "number", "Tử số"),
            "Numerator of a rate, over the units that gave both its numbers.",
        ),
        CsvColumn(
            *("denominator", "number", "Mẫu số"),
            "Denominator of a rate over the same units; of a weighted mean the sum of weights.",
        ),
        CsvColumn(
            *("answered", "integer", "Số đơn vị đã trả lời"),
            "How many units of the scope answered, whether or not the answer could be used.",
        ),
        CsvColumn(
            *("expected", "integer", "Số đơn vị phải trả lời"),
            "How many units of the scope are asked the indicator, returned or not.",
        ),
        CsvColumn(
            *("notes", "string", "Ghi chú"),
            "What a reader must know besides, in Vietnamese: who is not in the figure, and why.",
        ),
    ),
    required=(
        *("province", "period", "indicator", "label", "scope", "code", "name", "family"),
        *("answered", "expected"),
    ),
    key=("indicator", "scope", "code"),
)
SUBMISSIONS = CsvFile(
    "submissions.csv",
    Speech(
        "Tình trạng các đơn vị",
        "What became of each expected unit's report and who sent it; it names people.",
    ),
    _columns(
        *("unit", "name", "form", "edition", "period"),
        CsvColumn(
            *("status", "string", "Tình trạng", "State of the unit in the period."),
            values=tuple(UnitState),
        ),
        CsvColumn("report_number", "string", "Số báo cáo", "Number of the signed report."),
        CsvColumn("signed_on", "date", "Ngày ký", "Day of signing, where a day was typed."),
        CsvColumn(
            "signed_on_typed", "string", "Ngày ký như đã nhập", "What was typed as that day."
        ),
        CsvColumn("filled_by", "string", "Người lập biểu", "Who filled in the workbook."),
        CsvColumn("telephone", "string", "Điện thoại", "Telephone of whoever filled it in."),
        *(*_WHERE, "province"),
        CsvColumn(
            "code", "string", "Mã đối chiếu số liệu", "Code that the signed paper has as well."
        ),
    ),
    required=("period", "status", "province"),
)
TABLES = CsvFile(
    "tables.csv",
    Speech(
        "Số liệu các bảng kèm theo",
        "Every figure of every record of the forms' tables, one a row.",
    ),
    _columns(
        *_WHO,
        CsvColumn(
            *("table", "string", "Mã bảng", "Id of the table; chi-tiet is the detail."),
        ),
        CsvColumn(
            *("record_number", "integer", "Thứ tự", "Place of the record on its sheet, from 1."),
        ),
        CsvColumn("record", "string", "Tên dòng", "Name of the record, as typed."),
        CsvColumn("column", "string", "Mã cột", "Key of the table's column."),
        *("state", "value", "unit_of_measure", "raw"),
        *(*_WHERE, "sheet", "cell", "province"),
    ),
    required=(*_WHO, "table", "record_number", "column", "state", *_WHERE, "province"),
    key=("unit", "table", "record_number", "column"),
    references=(Reference(("unit", "sha256"), "submissions.csv", ("unit", "sha256")),),
)
CHANGES = CsvFile(
    "changes.csv",
    Speech(
        "Số khác bản đã khóa sổ",
        "The figures that differ from the last closed version of the period.",
    ),
    _columns(
        replace(_SHARED["unit"], meaning="Code of the unit; empty for a figure of the province."),
        "indicator",
        "label",
        CsvColumn("before", "number", "Số đã khóa", "The figure of the closed version."),
        CsvColumn("now", "number", "Số bây giờ", "The figure of this version."),
        CsvColumn("difference", "number", "Chênh lệch", "now minus before, where both are there."),
        CsvColumn("file_before", "string", "Tệp trước", "The unit's file in the closed version."),
        replace(_SHARED["file"], meaning="The unit's file in this version."),
    ),
    required=("indicator", "label"),
    references=(Reference(("indicator",), "figures.csv", ("indicator",)),),
)
CSV_FILES = (VALUES, FIGURES, SUBMISSIONS, TABLES, CHANGES)
