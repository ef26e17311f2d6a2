"""A sheet's XML → its cells: by their looks where that will do, else element by element."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

from cchc_sheets.decode.cells import CellText
from cchc_sheets.decode.errors import DamagedError
from cchc_sheets.decode.ooxml.cells import SheetBuilder, spot
from cchc_sheets.decode.ooxml.sheet_fast import read_plain_sheet
from cchc_sheets.decode.ooxml.strings import Runs
from cchc_sheets.decode.ooxml.xml import OFF, Attributes, walk

T = TypeVar("T")
_ROW = re.compile(r"[1-9][0-9]{0,6}")
_NO_SIZE = re.compile(r"0*(?:\.0*)?")


def is_hidden(attributes: Attributes, size: str) -> bool:
    """Whether a row or column is hidden, or of no height or width (``size``)."""
    no_size = _NO_SIZE.fullmatch(attributes.get(size, "1")) is not None
    return no_size or attributes.get("hidden", "0") not in OFF


def read_sheet(data: bytes, builder: SheetBuilder) -> None:
    """Read a sheet the fast way or, where its XML is odd, the slow one; both give the same."""
    around = read_plain_sheet(data, builder)
    read_any_sheet(data if around is None else around, builder)


def read_any_sheet(data: bytes, builder: SheetBuilder) -> None:
    """Read a sheet however its XML is written."""
    handler = _SheetHandler(builder)
    wanted = {"sheetData", "row", "c", "v", "f", "is"}
    walk(data, "sheet", handler.start, handler.end, handler.texts.append, wanted=wanted)


class _SheetHandler(Runs):
    """Follows a sheet's XML, cell by cell; what is not in its place is no cell to any client."""

    __slots__ = (
        "_attributes",
        "_builder",
        "_column",
        "_formula",
        "_inline",
        "_row",
        "_shared",
        "_value",
    )
    _INSIDE: Final[Mapping[str, Sequence[str]]] = {
        "row": ["sheetData"],
        "c": ["sheetData", "row"],
        **{each: ["sheetData", "row", "c"] for each in ("v", "f", "is")},
    }

    def __init__(self, builder: SheetBuilder) -> None:
        super().__init__("is")
        self._builder = builder
        self._attributes: Attributes = {}
        self._row = self._column = 0
        self._value: str | None = None
        self._formula: str | None = None
        self._shared: str | None = None
        self._inline: CellText | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        in_data = self.path[1:2] == ["sheetData"]
        if in_data and name in self._INSIDE and self.path[1:] != self._INSIDE[name]:
            raise DamagedError("structure", "sheet")
        super().start(name, attributes)
        if name in {"v", "f"}:
            self.texts.clear()
            self._shared = attributes.get("si") if name == "f" else self._shared
        elif name == "c" and in_data:
            self._attributes = attributes
            self._find(attributes.get("r"))
        elif name == "row" and in_data:
            row = attributes.get("r")
            if row is not None and not _ROW.fullmatch(row):
                raise DamagedError("reference", "sheet")
            self._row = self._row + 1 if row is None else int(row)
            self._column = 0
            if is_hidden(attributes, "ht"):
                self._builder.hide_rows(self._row, self._row)
        elif name == "col" and self.path[1:] == ["cols", "col"] and is_hidden(attributes, "width"):
            self._hide_columns(attributes)
        elif name == "mergeCell" and self.path[1:] == ["mergeCells", "mergeCell"]:
            first, _, last = attributes.get("ref", "").partition(":")
            corners = spot(first), spot(last or first)
            if corners[0] is None or corners[1] is None:
                raise DamagedError("reference", "sheet")
            self._builder.merge(corners[0], corners[1])

    def _hide_columns(self, attributes: Attributes) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if not (_ROW.fullmatch(first) and _ROW.fullmatch(last)):
            raise DamagedError("reference", "sheet")
        self._builder.hide_columns(int(first), int(last))

    def _find(self, reference: str | None) -> None:
        if reference is None:
            self._column += 1
        elif at := spot(reference):
            self._row, self._column = at
        else:
            raise DamagedError("reference", "sheet")

    def end(self, name: str) -> None:
        super().end(name)
        if self.path[1:] == ["sheetData", "row", "c"]:
            if name == "v":
                self._value = self._once(self._value, "".join(self.texts))
            elif name == "f":
                self._formula = self._once(self._formula, "".join(self.texts))
            elif name == "is":
                self._inline = self._once(self._inline, self.take())
        elif name == "c" and self.path[1:] == ["sheetData", "row"]:
            self._add()

    def _once(self, before: T | None, found: T) -> T:
        if before is not None:
            raise DamagedError("repeated", "sheet")
        return found

    def _add(self) -> None:
        kind, style = self._attributes.get("t", ""), self._attributes.get("s", "0")
        value, formula, inline = self._value, self._formula, self._inline
        if inline is not None and value:
            raise DamagedError("repeated", "sheet")
        if formula is not None and self._shared is not None:
            formula = self._builder.shared(self._row, self._column, self._shared, formula)
        self._builder.add(self._row, self._column, kind, style, value or "", formula, inline)
        self._value = self._formula = self._inline = self._shared = None
