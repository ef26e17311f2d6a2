"""A workbook with a printed annex → its lines, the merged cells once."""

from __future__ import annotations

import io
import warnings
import zipfile
from typing import Any

from cchc_sheets.drafting.grid import PrintedLine, plain

MAX_UNPACKED = 100_000_000
_MOST_ROWS = 5_000
_MOST_COLUMNS = 60


def read_printed_workbook(content: bytes) -> tuple[PrintedLine, ...] | None:
    """Read the visible sheets of an .xlsx; ``None`` when it is none or holds too much."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(item.file_size for item in package.infolist()) > MAX_UNPACKED:
                return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl does not keep, we do not ask for
            workbook = load_workbook(io.BytesIO(content), data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, SyntaxError, OSError):
        return None
    visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    return tuple(
        PrintedLine(number, table, tuple(map(_text, cells)))
        for table, sheet in enumerate(visible, start=1)
        for number, cells in enumerate(
            sheet.iter_rows(
                max_row=min(sheet.max_row, _MOST_ROWS),
                max_col=min(sheet.max_column, _MOST_COLUMNS),
                values_only=True,
            ),
            start=1,
        )
        if any(cell is not None for cell in cells)
    )


def _text(value: Any) -> str:  # noqa: ANN401 - whatever a cell holds
    if value is None:
        return ""
    return plain(f"{value:g}" if isinstance(value, float) else str(value))
