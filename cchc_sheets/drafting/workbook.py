"""A workbook with a printed annex → its lines."""

from __future__ import annotations

from cchc_sheets.decode.errors import Unreadable
from cchc_sheets.decode.read import decode
from cchc_sheets.drafting.grid import (
    MAX_COLUMNS,
    TOO_LARGE,
    UNREADABLE,
    Lines,
    PrintedLine,
    packed_problem,
    plain,
)
from cchc_sheets.model.problem import UsageProblem


def read_printed_workbook(content: bytes) -> Lines | UsageProblem:
    """Read the visible sheets of an .xlsx."""
    problem = packed_problem(content)
    if problem is not None:
        return problem
    workbook = decode(content)
    if isinstance(workbook, Unreadable):
        return TOO_LARGE if workbook.code == "file-too-large" else UNREADABLE
    lines = []
    visible = [sheet for sheet in workbook.sheets if sheet.state == "visible"]
    for table, sheet in enumerate(visible, start=1):
        rows: dict[int, dict[int, str]] = {}
        for (row, column), cell in sheet.cells.items():
            if cell.value is not None and column <= MAX_COLUMNS:
                shown = cell.value if isinstance(cell.value, str) else f"{cell.value}"
                rows.setdefault(row, {})[column] = plain(shown)
        width = max((column for cells in rows.values() for column in cells), default=0)
        for row, cells in sorted(rows.items()):
            texts = tuple(cells.get(column, "") for column in range(1, width + 1))
            lines.append(PrintedLine(row, table, texts))
    return tuple(lines)
