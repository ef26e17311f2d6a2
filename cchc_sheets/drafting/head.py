"""Where a printed table begins, and what its columns are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cchc_sheets.drafting.grid import PrintedLine

_ROLES = (
    ("stt", re.compile(r"(số )?(stt|tt|thứ tự)")),
    ("unit", re.compile(r"(đơn vị( tính)?|đvt)")),
    ("note", re.compile(r"ghi chú.*")),
    (
        "label",
        re.compile(r"(tên |các )?(chỉ tiêu|nội dung|tiêu chí|danh mục|nhiệm vụ).{0,40}"),
    ),
    (
        "value",
        re.compile(r"(số liệu|kết quả|số lượng|tỷ lệ|giá trị|thực hiện|số báo cáo).{0,30}"),
    ),
)
_SIGNS = re.compile(r"[^\w%]+")
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2}|[A-Ea-e])\)?(=.*)?")
_DEEPEST_HEAD = 3
_NUMBERED_AT_LEAST = 3


@dataclass(frozen=True, slots=True)
class TableHead:
    """The columns by role (stt, label, unit, value, note), and what the head calls some of them."""

    columns: dict[str, int] = field(default_factory=dict)
    label_column: str = ""
    value_column: str = ""
    width: int = 0
    passed_over: tuple[str, ...] = ()
    """The names of the columns that hold nothing a form is made of."""


def role_of(text: str) -> str:
    """Return what a head's cell says its column holds, nothing for any other text."""
    words = _SIGNS.sub(" ", text.lower()).strip()
    return next((role for role, known in _ROLES if known.fullmatch(words)), "")


def head_at(lines: Sequence[PrintedLine], index: int) -> tuple[TableHead, int] | None:
    """Return the head that begins at a line and how many lines it has, ``None`` when none does."""
    first = lines[index]
    roles = {role_of(cell) for cell in first.cells}
    if not first.table or "label" not in roles or len(roles - {"", "note"}) == 1:
        return None
    below = lines[index : index + _DEEPEST_HEAD]
    own = [line for line in below if line.table == first.table]
    heads = [first]
    for line in own[1:]:
        if not _is_head_line(line):
            break
        heads.append(line)
    columns = _columns(heads)
    if not {"unit", "value"} & set(columns):
        return None
    names = {role: _name(heads, column) for role, column in columns.items()}
    named = heads + [line for line in own[len(heads) :][:1] if _only_names_values(line, columns)]
    passed_over = tuple(
        name
        for number in range(len(first.cells))
        if number not in columns.values() and (name := _name(named, number))
    )
    value = names.get("value", "")
    return TableHead(columns, names["label"], value, len(first.cells), passed_over), len(heads)


def _only_names_values(line: PrintedLine, columns: dict[str, int]) -> bool:
    """Say whether a line below the head only tells the columns of figures from each other."""
    held = [columns[role] for role in ("stt", "label", "unit") if role in columns]
    return bool(line.text) and not any(line.cells[n] for n in held if n < len(line.cells))


def _columns(heads: list[PrintedLine]) -> dict[str, int]:
    """Return each role's column; a lower line says more exactly what stands below it."""
    by_column: dict[int, str] = {}
    for line in heads:
        by_column |= {n: role for n, cell in enumerate(line.cells) if (role := role_of(cell))}
    columns: dict[str, int] = {}
    for number in sorted(by_column):
        columns.setdefault(by_column[number], number)
    return columns


def _name(heads: list[PrintedLine], column: int) -> str:
    texts = [line.cells[column] for line in heads if column < len(line.cells)]
    return next((text for text in reversed(texts) if text), "")


def _is_head_line(line: PrintedLine) -> bool:
    """Say whether all cells of a line are words of a head."""
    filled = [cell for cell in line.cells if cell]
    return bool(filled) and all(map(role_of, filled))


def numbers_columns(line: PrintedLine) -> bool:
    """Say whether a line numbers the columns, as in ``(1) (2) (3)`` or ``A B 1 2``."""
    filled = [cell for cell in line.cells if cell]
    numbered = all(_COLUMN_NUMBER.fullmatch(cell) for cell in filled)
    return (
        len(filled) >= _NUMBERED_AT_LEAST and numbered and line.cells[0] in {*"1Aa", "(1)", "(A)"}
    )
