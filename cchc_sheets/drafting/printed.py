"""The lines of a file → its printed rows: heads, page repeats and split rows are put right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from cchc_sheets.drafting.grid import PrintedLine
from cchc_sheets.model.problem import UsageProblem

_ROLES = (
    ("stt", re.compile(r"(số )?(stt|tt|thứ tự)")),
    ("unit", re.compile(r"(đơn vị( tính)?|đvt)")),
    ("note", re.compile(r"ghi chú.*")),
    ("label", re.compile(r"(tên |các )?(chỉ tiêu|nội dung|tiêu chí|danh mục|nhiệm vụ).{0,40}")),
    ("value", re.compile(r"(số liệu|kết quả|số lượng|tỷ lệ|giá trị|thực hiện|số báo cáo).{0,30}")),
)
_SIGNS = re.compile(r"[^\w%]+")
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2}|[A-Ea-e])\)?(=.*)?")
_DEEPEST_HEAD = 3
_NUMBERED_AT_LEAST = 3
_NUMBER = r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Za-zđĐ])"
_STT = re.compile(rf"\(?{_NUMBER}[.)]*|[-+*•–]|trong đó:?", re.IGNORECASE)
_NUMBERED_LABEL = re.compile(rf"(?P<stt>\(?{_NUMBER}(?:[.)]+|(?<=\d\.\d)))\s+(?P<label>\S.*)")
_END = re.compile(
    r"(người lập|thủ trưởng|giám đốc|chủ tịch|nơi nhận|kt\.|tm\.|.{0,30}ngày.{0,12}tháng.{0,8}năm)",
    re.IGNORECASE,
)
_LONGEST_STT = 12
MAX_ROWS = 500
"""More rows than any annex has, twice as many as the longest that we know."""
MAX_LABEL = 1_000
"""Characters of a row's text, its parts on several lines together."""


@dataclass(frozen=True, slots=True)
class TableHead:
    """The columns by role (stt, label, unit, value, note), and what the head calls some of them."""

    columns: dict[str, int] = field(default_factory=dict)
    label_column: str = ""
    value_column: str = ""
    width: int = 0
    passed_over: tuple[str, ...] = ()
    """The names of the columns that hold nothing a form is made of."""


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row as printed; ``line`` is where it begins."""

    line: int
    stt: str
    label: str
    unit: str
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """What a file holds: the lines above the table, its head, its rows, and what was left out."""

    above: tuple[str, ...]
    head: TableHead
    rows: tuple[PrintedRow, ...]
    left_out: tuple[PrintedLine, ...]


def read_printed(lines: Sequence[PrintedLine]) -> Printed | UsageProblem:
    """Return the first table whose head has such columns, or why it makes no form.

    Codes: ``no-table``, ``import-too-long`` (fact ``limit``), ``import-long-text`` (``line``,
    ``limit``).
    """
    found = ((index, head_at(lines, index)) for index in range(len(lines)))
    index, begun = next(((index, head) for index, head in found if head), (0, None))
    if begun is None:
        return UsageProblem("no-table")
    head = begun[0]
    table, left = _table_lines(lines[index:], head)
    rows: list[PrintedRow] = []
    for position, line in enumerate(table):
        row = _row(line, head)
        if row is None:
            continue
        if not row.unit and not row.stt and _END.match(row.label):
            left.extend(item for item in table[position:] if item.text)
            break
        _join_or_append(rows, row)
        if len(rows) > MAX_ROWS:
            return UsageProblem("import-too-long", {"limit": str(MAX_ROWS)})
        if max(map(len, (rows[-1].stt, rows[-1].label, rows[-1].unit))) > MAX_LABEL:
            facts = {"line": str(rows[-1].line), "limit": str(MAX_LABEL)}
            return UsageProblem("import-long-text", facts)
    if not any(row.label for row in rows):
        return UsageProblem("no-table")
    above = tuple(line.text for line in lines[:index] if line.text)
    return Printed(above, head, tuple(row for row in rows if row.label), tuple(left))


def head_at(lines: Sequence[PrintedLine], index: int) -> tuple[TableHead, int] | None:
    """Return the head that begins at a line and how many lines it has, ``None`` when none does."""
    first = lines[index]
    roles = set(map(_role_of, first.cells))
    if not first.table or "label" not in roles or len(roles - {"", "note"}) == 1:
        return None
    below = [line for line in lines[index + 1 : index + _DEEPEST_HEAD] if line.table == first.table]
    heads = [
        first,
        *takewhile(lambda line: line.text and all(map(_role_of, _filled(line))), below),
    ]
    by_column: dict[int, str] = {}
    for line in heads:  # a lower line says more exactly what is in its columns
        by_column |= {n: role for n, cell in enumerate(line.cells) if (role := _role_of(cell))}
    # The first of several columns of one role is the one that is read.
    columns = {role: number for number, role in sorted(by_column.items(), reverse=True)}
    if not {"unit", "value"} & set(columns):
        return None
    # A line below the head may do no more than tell the columns of figures from each other.
    held = [columns[role] for role in ("stt", "label", "unit") if role in columns]
    named = heads + [
        line
        for line in below[len(heads) - 1 :][:1]
        if line.text and not any(line.cells[n] for n in held if n < len(line.cells))
    ]
    others = [n for n in range(len(first.cells)) if n not in columns.values()]
    passed_over = tuple(filter(None, (_name(named, number) for number in others)))
    value = _name(heads, columns["value"]) if "value" in columns else ""
    label = _name(heads, columns["label"])
    return TableHead(columns, label, value, len(first.cells), passed_over), len(heads)


def _role_of(text: str) -> str:
    """Nothing for a text that no head has."""
    words = _SIGNS.sub(" ", text.lower()).strip()
    return next((role for role, known in _ROLES if known.fullmatch(words)), "")


def _filled(line: PrintedLine) -> list[str]:
    return [cell for cell in line.cells if cell]


def _name(heads: list[PrintedLine], column: int) -> str:
    texts = [line.cells[column] for line in heads if column < len(line.cells)]
    return next((text for text in reversed(texts) if text), "")


def _table_lines(
    lines: Sequence[PrintedLine], head: TableHead
) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """Part the lines of the table and its continuations, without heads, from other tables'."""
    kept: list[PrintedLine] = []
    strange: list[PrintedLine] = []
    known, skip = {lines[0].table}, 0
    for index, line in enumerate(lines):
        again = head_at(lines, index)
        if again and again[0].columns == head.columns:
            skip = again[1]
            known.add(line.table)
        if skip:
            skip -= 1
        elif not line.table or not line.text or _numbers_columns(line):
            continue
        elif line.table in known or len(line.cells) == head.width:
            known.add(line.table)
            kept.append(line)
        else:
            strange.append(line)
    return kept, strange


def _numbers_columns(line: PrintedLine) -> bool:
    """As ``(1) (2) (3)`` and ``A B 1 2`` do."""
    filled = _filled(line)
    return (
        len(filled) >= _NUMBERED_AT_LEAST
        and all(map(_COLUMN_NUMBER.fullmatch, filled))
        and line.cells[0] in {*"1Aa", "(1)", "(A)"}
    )


def _row(line: PrintedLine, head: TableHead) -> PrintedRow | None:
    """A text that is merged over all columns is the row's label."""
    cells = {
        role: line.cells[column] if column < len(line.cells) else ""
        for role, column in head.columns.items()
    }
    stt, label, unit = cells.get("stt", ""), cells["label"], cells.get("unit", "")
    if not _STT.fullmatch(stt) and len(stt) > _LONGEST_STT and not label:
        stt, label = "", stt
    numbered = None if stt else _NUMBERED_LABEL.fullmatch(label)
    if numbered:
        stt, label = numbered["stt"], numbered["label"]
    if not (stt or label or unit):
        return None
    return PrintedRow(line.number, stt, label, unit, bool(cells.get("value") or cells.get("note")))


def _join_or_append(rows: list[PrintedRow], row: PrintedRow) -> None:
    """Add a row, or give it to the one above when it is the rest of it."""
    above = rows[-1] if rows else None
    if above is None:
        rows.append(row)
    elif above.stt and not above.label and not row.stt:
        rows[-1] = replace(row, line=above.line, stt=above.stt, unit=above.unit or row.unit)
    elif not row.stt and not row.label:
        rows[-1] = replace(above, unit=f"{above.unit} {row.unit}".strip())
    elif not row.stt and not row.unit and row.label[:1].islower() and above.label:
        rows[-1] = replace(above, label=f"{above.label} {row.label}")
    else:
        rows.append(row)
