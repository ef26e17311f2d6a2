"""A file → its cells, without asking what they mean."""

from __future__ import annotations

from pathlib import Path

from cchc_sheets.decode.cells import RawWorkbook
from cchc_sheets.decode.errors import Unreadable
from cchc_sheets.decode.read import decode, load


def read_raw(path: Path) -> RawWorkbook | Unreadable:
    """Load and decode a file."""
    data = load(path)
    return data if isinstance(data, Unreadable) else decode(data)
