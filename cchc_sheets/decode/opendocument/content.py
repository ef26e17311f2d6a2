"""The content of an OpenDocument spreadsheet → its sheets, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from cchc_sheets.decode import limits
from cchc_sheets.decode.cells import CellText, RawCell, RawSheet, normalised, parse_number
from cchc_sheets.decode.errors import DamagedError
from cchc_sheets.decode.formats import CellStyle, shows_another
from cchc_sheets.decode.grid import Grid, number_cell, text_cell
from cchc_sheets.decode.limits import MAX_COLUMNS, MAX_ROWS
from cchc_sheets.decode.ooxml.xml import Attributes
from cchc_sheets.decode.opendocument.names import CALC, OFFICE, TABLE, TEXT
from cchc_sheets.decode.opendocument.styles import Styles

_SHEET_AT = (f"{OFFICE}body", f"{OFFICE}spreadsheet", f"{TABLE}table")
_GROUPS = {
    f"{TABLE}table-{each}"
    for each in ("row-group", "rows", "header-rows", "column-group", "columns", "header-columns")
}
_CELLS = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}
_ANNOTATION = f"{OFFICE}annotation"
_HIDDEN = ("collapse", "filter")
_ROW, _COLUMN = f"{TABLE}table-row", f"{TABLE}table-column"
_PARAGRAPHS = {f"{TEXT}p", f"{TEXT}h"}
_INLINE = {f"{TEXT}span", f"{TEXT}a"}
_SPACES = re.compile(r"[ \t\r\n]+")
_FORMULA = re.compile(r"(?:[A-Za-z]+:)?=?")
_ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:[0-9]{3}")
_MOST_SPACES = 1000
_SOMETHING = "\ufffc"
"""What stands for something in a text that is no text."""


def _count(attributes: Attributes, what: str) -> int:
    """Return how many columns or rows (``columns-repeated``, ``rows-spanned``) are meant."""
    text = attributes.get(f"{TABLE}number-{what}", "1")
    if not text.isascii() or not text.isdecimal() or len(text) > 9 or text == "0":  # noqa: PLR2004
        raise DamagedError("reference", "content")
    return int(text)


class _Text:
    """The text of one cell, its runs and their looks."""

    def __init__(self) -> None:
        self._runs: list[tuple[str, bool | None, bool]] = []
        self._spans: list[tuple[bool | None, bool]] = []
        self._at_start = True

    def paragraph(self) -> None:
        if self._runs or not self._at_start:
            self._runs.append(("\n", False, False))
        self._at_start = True
        self._runs.append(("", None, False))

    def begin(self, looks: tuple[bool | None, bool]) -> None:
        struck, raised = self._spans[-1] if self._spans else (None, False)
        self._spans.append((struck if looks[0] is None else looks[0], raised or looks[1]))

    def end(self) -> None:
        self._spans.pop()

    def add(self, text: str, *, literal: bool = False) -> None:
        """Add text as the XML has it, in which spaces count once, or as it is (``literal``)."""
        if not literal:
            text = _SPACES.sub(" ", text)
            text = text[1:] if self._at_start and text.startswith(" ") else text
        if text:
            self._at_start = text.endswith(" ") and not literal
            struck, raised = self._spans[-1] if self._spans else (None, False)
            self._runs.append((text, struck, raised))

    def take(self) -> CellText:
        whole = normalised("".join(text for text, _, _ in self._runs))
        plain = [text for text, struck, raised in self._runs if not (struck or raised)]
        own = [text for text, struck, raised in self._runs if struck is False and not raised]
        unmarked = normalised("".join(plain))
        return CellText(whole, None if unmarked == whole else unmarked, normalised("".join(own)))


class ContentReader:
    """Follows the XML of ``content.xml``; what is not in a cell's place is passed over."""

    SKIPPED: Final = "'file:"
    """How the copies begin that LibreOffice keeps of other files' sheets."""

    def __init__(self, styles: Styles, skipped: str | None) -> None:
        self.sheets: list[RawSheet] = []
        self._styles = styles
        self._skipped = skipped
        self._path: list[str] = []
        self._passed = 0
        """How many elements are open of those that are passed over."""
        self._room = limits.MAX_CELLS
        self._name, self._is_shown, self._grid = "", True, Grid(0)
        self._columns: list[str] = []
        self._row = self._column = 0
        self._row_attributes: Attributes = {}
        self._cells: list[tuple[int, int, RawCell]] = []
        """Of one row: the first column, how many, and the cell."""
        self._cell: Attributes = {}
        self._text = self._outside = _Text()
        """The text that is read now; while that is a comment's, ``_outside`` is the cell's."""

    # The path holds the names of the open elements below the outermost one, groups left out.

    def start(self, name: str, attributes: Attributes) -> None:
        """Follow the beginning of an element."""
        if self._passed:
            self._passed += 1
            # LibreOffice shows such a cell; passed over, it would move the row's others.
            if self._path[-1] == _ROW and name in _CELLS:
                raise DamagedError("structure", "content")
            return
        self._styles.start(name, attributes)
        if name in _GROUPS and tuple(self._path) == _SHEET_AT:
            return
        depth = len(self._path)
        self._path.append(name)
        if self._path[0] != _SHEET_AT[0]:
            return  # styles and scripts
        if depth >= len(_SHEET_AT):
            self._start_in_sheet(self._path[-2], name, attributes)
        elif name != _SHEET_AT[depth]:
            self._pass()
        elif depth == len(_SHEET_AT) - 1:
            self._start_sheet(attributes)

    def _start_in_sheet(self, inside: str, name: str, attributes: Attributes) -> None:
        if inside in _PARAGRAPHS or inside in _INLINE:
            self._start_inline(name, attributes)
        elif (inside in _CELLS or inside == _ANNOTATION) and name in _PARAGRAPHS:
            self._text.paragraph()
        elif inside in _CELLS and name == _ANNOTATION:
            self._outside, self._text = self._text, _Text()
        elif inside == _ROW and name in _CELLS:
            self._cell, self._text = attributes, _Text()
        elif inside == _SHEET_AT[-1] and name == _ROW:
            self._row_attributes, self._column = attributes, 0
            self._cells.clear()
        elif inside == _SHEET_AT[-1] and name == _COLUMN:
            room = MAX_COLUMNS - len(self._columns)
            style = attributes.get(f"{TABLE}default-cell-style-name", "")
            count = min(_count(attributes, "columns-repeated"), room)
            if attributes.get(f"{TABLE}visibility") in _HIDDEN:
                self._grid.hide_columns(len(self._columns) + 1, len(self._columns) + count)
            self._columns += [style] * count
        else:
            self._pass()

    def _pass(self) -> None:
        self._path.pop()
        self._passed = 1

    def _start_inline(self, name: str, attributes: Attributes) -> None:
        if name in _INLINE:
            self._text.begin(self._styles.of_run(attributes.get(f"{TEXT}style-name", "")))
        elif name == f"{TEXT}s":
            count = attributes.get(f"{TEXT}c", "1")
            number = int(count) if count.isascii() and count.isdecimal() and len(count) < 9 else 1  # noqa: PLR2004
            self._text.add(" " * min(number, _MOST_SPACES), literal=True)
        elif name == f"{TEXT}tab":
            self._text.add("\t", literal=True)
        elif name == f"{TEXT}line-break":
            self._text.add("\n", literal=True)
        else:
            self._text.add(_SOMETHING, literal=True)
            self._pass()

    def text(self, text: str) -> None:
        """Take a piece of text."""
        if self._passed:
            return
        self._styles.text(text)
        if self._path and (self._path[-1] in _PARAGRAPHS or self._path[-1] in _INLINE):
            self._text.add(text)

    def end(self, name: str) -> None:
        """Follow the end of an element."""
        if self._passed:
            self._passed -= 1
            return
        self._styles.end(name)
        if not self._path or name != self._path[-1]:
            return  # a group, or the outermost element
        if tuple(self._path) == _SHEET_AT:
            self._end_sheet()
        self._path.pop()
        if tuple(self._path) == _SHEET_AT and name == _ROW:
            self._end_row()
        elif self._path[-1:] == [_ROW] and name in _CELLS:
            self._end_cell()
        elif name == _ANNOTATION:
            comment, self._text = self._text.take().text, self._outside
            self._grid.comment((self._row + 1, self._column + 1), comment)
        elif name in _INLINE:
            self._text.end()

    def _start_sheet(self, attributes: Attributes) -> None:
        self._name = normalised(attributes.get(f"{TABLE}name", ""))
        self._is_shown = self._styles.is_displayed(attributes.get(f"{TABLE}style-name", ""))
        if self._name.startswith(self.SKIPPED) or (
            self._skipped is not None and self._name.startswith(self._skipped)
        ):
            self._pass()
        self._grid = Grid(self._room)
        self._row = 0
        self._columns = []

    def _end_sheet(self) -> None:
        self._room -= len(self._grid.cells)
        state: Final = "visible" if self._is_shown else "hidden"
        self.sheets.append(self._grid.sheet(self._name, state))

    def _end_row(self) -> None:
        first, count = self._row + 1, _count(self._row_attributes, "rows-repeated")
        self._row += count
        if self._row_attributes.get(f"{TABLE}visibility") in _HIDDEN:
            self._grid.hide_rows(first, self._row)
        if not self._cells:
            return
        # One row beyond the last that is read tells that there is something.
        for row in range(first, min(self._row, MAX_ROWS + 1) + 1):
            self._put_row(row)
        if first > MAX_ROWS + 1:
            self._put_row(first)

    def _put_row(self, row: int) -> None:
        for first, count, cell in self._cells:
            for column in range(first, min(first + count, MAX_COLUMNS + 2)):
                self._grid.put(row, column, cell)
            if first > MAX_COLUMNS + 1:
                self._grid.put(row, first, cell)

    def _end_cell(self) -> None:
        count = _count(self._cell, "columns-repeated")
        first = self._column + 1
        self._column += count
        across, down = (_count(self._cell, f"{what}-spanned") for what in ("columns", "rows"))
        if across > 1 or down > 1:
            row = self._row + 1
            self._grid.merge((row, first), (row + down - 1, first + across - 1))
        cell = self._made(first)
        if cell is not None:
            self._cells.append((first, count, cell))

    def _made(self, column: int) -> RawCell | None:
        """Return the cell that has come to its end, ``None`` where it holds nothing."""
        get, text = self._cell.get, self._text.take()
        kind = get(f"{OFFICE}value-type", "")
        formula = get(f"{TABLE}formula")
        if formula is not None:
            formula = normalised(_FORMULA.sub("", formula, count=1))
        if not kind and formula is None and not text.text:
            return None
        style = self._style(column)
        if get(f"{CALC}value-type") == "error" or _is_error(text.text, formula):
            return RawCell(text.text, "error", formula)
        return _typed(self._cell, kind, text, style, formula)

    def _style(self, column: int) -> CellStyle:
        name = self._cell.get(f"{TABLE}style-name")
        if name is None:
            name = self._row_attributes.get(f"{TABLE}default-cell-style-name")
        if name is None:
            name = self._columns[column - 1] if column <= len(self._columns) else ""
        return self._styles.of_cell(name or "Default")


def _is_error(text: str, formula: str | None) -> bool:
    return formula is not None and _ERROR.fullmatch(text) is not None


def _typed(
    attributes: Attributes, kind: str, text: CellText, style: CellStyle, formula: str | None
) -> RawCell | None:
    """Return a cell of the type that the XML names."""
    unmarked = "" if style.struck else None
    match kind:
        case "float" | "percentage" | "currency":
            stored = attributes.get(f"{OFFICE}value", "")
            number = parse_number(stored.strip())
            if number is None:
                raise DamagedError("value", "content")
            return _of_number(number_cell(number, style, formula), number, kind, text.text)
        case "boolean":
            stored = attributes.get(f"{OFFICE}boolean-value", "")
            if stored not in {"true", "false"}:
                raise DamagedError("value", "content")
            return RawCell(stored == "true", "bool", formula, unmarked=unmarked)
        case "date" | "time":
            stored = attributes.get(f"{OFFICE}{kind}-value", "")
            return RawCell(stored, "text", formula, "date", unmarked=unmarked)
        case "string":
            stored = attributes.get(f"{OFFICE}string-value", "")
            known: Sequence[str] = (text.text, "")
            if stored not in known:
                text = CellText(normalised(stored))
            return text_cell(text, style, formula)
        case "":
            if formula is not None and not text.text:
                return RawCell(None, "blank", formula)
            return text_cell(text, style, formula)
        case _:
            raise DamagedError("type", "content")


def _of_number(cell: RawCell, number: Decimal, kind: str, text: str) -> RawCell:
    """Return a number's cell; programs that keep no format keep what the cell showed."""
    if cell.number_format != "general" or cell.shown is not None:
        return cell
    if kind == "percentage" or "%" in text:
        return replace(cell, number_format="percent")
    if text.strip() and shows_another(text, number):
        return replace(cell, shown=text.strip())
    return cell
