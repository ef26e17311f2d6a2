"""A sheet's XML → its cells: by their looks where that will do, else element by element."""

from __future__ import annotations

import re

from cchc_sheets.decode.errors import DamagedError
from cchc_sheets.decode.ooxml.cells import COLUMNS, SheetBuilder
from cchc_sheets.decode.ooxml.sheet_fast import read_plain_sheet
from cchc_sheets.decode.ooxml.strings import Runs
from cchc_sheets.decode.ooxml.xml import Attributes, walk

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_ROW = re.compile(r"[1-9][0-9]{0,6}")


def read_sheet(data: bytes, builder: SheetBuilder) -> None:
    """Read a sheet the fast way or, where its XML is odd, the slow one; both give the same."""
    if not read_plain_sheet(data, builder):
        read_any_sheet(data, builder)


def read_any_sheet(data: bytes, builder: SheetBuilder) -> None:
    """Read a sheet however its XML is written."""
    handler = _SheetHandler(builder)
    walk(data, "sheet", handler.start, handler.end, handler.texts.append)


class _SheetHandler(Runs):
    """Follows a sheet's XML, cell by cell."""

    __slots__ = ("_attributes", "_builder", "_column", "_formula", "_in_data", "_row", "_value")

    def __init__(self, builder: SheetBuilder) -> None:
        super().__init__()
        self._builder = builder
        self._attributes: Attributes = {}
        self._row = self._column = 0
        self._in_data = False
        self._value = ""
        self._formula: str | None = None

    def start(self, name: str, attributes: Attributes) -> str:
        local = super().start(name, attributes)
        if local in ("v", "f"):
            self.texts.clear()
        elif local == "c":
            self._attributes = attributes
            reference = attributes.get("r")
            if reference is None:
                self._column += 1
            elif match := _REFERENCE.fullmatch(reference):
                self._row, self._column = int(match[2]), COLUMNS[match[1]]
            else:
                raise DamagedError("reference", "sheet")
        elif local == "row":
            row = attributes.get("r")
            if row is not None and not _ROW.fullmatch(row):
                raise DamagedError("reference", "sheet")
            self._row = self._row + 1 if row is None else int(row)
            self._column = 0
        elif local == "sheetData":
            self._in_data = True
        return local

    def end(self, name: str) -> str:
        local = super().end(name)
        if local == "v":
            self._value = "".join(self.texts)
        elif local == "f":
            self._formula = "".join(self.texts)
        elif local == "c":
            get = self._attributes.get
            inline = self.take()
            text = self._value or inline
            if self._in_data:
                self._builder.add(
                    self._row, self._column, get("t", ""), get("s", "0"), text, self._formula
                )
            self._value, self._formula = "", None
        elif local == "sheetData":
            self._in_data = False
        return local
