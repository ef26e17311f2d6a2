"""The tables of a filled outline: the key figures, and the annex as the page has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from cchc_sheets.consolidate.headline import Comparison
from cchc_sheets.model import AnnexRow
from cchc_sheets.report.page.figures import AnnexLine, ShownFigure
from cchc_sheets.report.word.table import TableCell, WordLine, table
from cchc_sheets.report.word.value import ValueMark
from cchc_sheets.report.word.values import OutlineValues
from cchc_sheets.words import consolidated
from cchc_sheets.words import outline as words
from cchc_sheets.words import report_page as said

_THIN = "F8DFB4"
_KEY_SIZE, _ANNEX_SIZE = 13, 11
_KEY_WIDTHS = (0.31, 0.13, 0.22, 0.2, 0.14)
"""Parts of the width of the page within its margins."""
_STT, _UNIT, _FIGURE, _BEFORE, _CHANGE, _ANSWERED = 10, 19, 19, 21, 21, 17
"""Millimetres; labels take what is left."""
_LEAST_LABEL = 45


def key_table(values: OutlineValues, room: float) -> Any:  # noqa: ANN401 - lxml
    """Return the table of key figures, ``room`` millimetres wide."""
    columns = range(5) if values.beside.knows_earlier else (0, 1, 4)
    lines = []
    for headline, each in zip(values.headlines, values.key_lines, strict=True):
        thin = each.coverage.trait == "thin"
        changed = _change(headline.comparison, words.NO_CHANGE)
        cells = (
            TableCell(each.label),
            TableCell(each.value, "right", each.unit.lower(), is_bold=not thin),
            TableCell(each.before.text or words.NO_CHANGE, "right", each.before.below),
            replace(changed, below=words.NOT_TO_BE_QUOTED) if thin else changed,
            TableCell(each.coverage.text, "center", fill=_THIN if thin else ""),
        )
        lines.append(WordLine(tuple(cells[column] for column in columns)))
    heads = [words.KEY_TABLE_HEAD[column] for column in columns]
    others = [_KEY_WIDTHS[column] for column in columns[1:]]
    widths = [part * room for part in (1 - sum(others), *others)]
    return table(heads, lines, widths, _KEY_SIZE)


def annex_table(values: OutlineValues, room: float) -> Any:  # noqa: ANN401 - lxml
    """Return the annex, ``room`` millimetres wide: its columns are the printed sheet's."""
    catalogue, annex = values.definitions.catalogue, values.annex
    types = [catalogue.unit_type(key).label for key in annex.columns]
    has_earlier = values.beside.knows_earlier
    *beside, coverage = consolidated.ANNEX_BESIDE
    heads = (
        *(*consolidated.ANNEX_HEAD, *types, said.whole(values.merged.roster)),
        *(*(beside if has_earlier else ()), coverage),
    )
    earlier = (_BEFORE, _CHANGE) if has_earlier else ()
    fixed = [*[_FIGURE] * (len(types) + 1), *earlier, _ANSWERED]
    label = room - _STT - _UNIT - sum(fixed)
    widths = [float(each) for each in (_STT, max(label, _LEAST_LABEL), _UNIT, *fixed)]
    scale = room / sum(widths)  # of an outline whose annex is upright
    lines = list(_annex_lines(values, len(heads)))
    lines[-1:] = [replace(line, leads=True) for line in lines[-1:]]  # to what signs mean
    return table(heads, lines, [width * scale for width in widths], _ANNEX_SIZE)


def _annex_lines(values: OutlineValues, columns: int) -> Iterator[WordLine]:
    for row, each in zip(values.annex.rows, values.lines, strict=True):
        stt = TableCell(row.stt, "center", is_bold=not each.cells)
        if not each.cells:
            yield WordLine((stt, TableCell(row.label, is_bold=True, span=columns - 1)), leads=True)
            continue
        *types, whole = each.cells
        thin = each.coverage.trait == "thin"
        beside = _beside(values, row, each) if values.beside.knows_earlier else ()
        yield WordLine(
            (
                *(stt, TableCell(row.label), TableCell(each.unit, "center")),
                *(_figure(cell) for cell in types),
                _figure(whole, is_whole=not thin),
                *beside,
                TableCell(each.coverage.text, "center", fill=_THIN if thin else ""),
            )
        )


def _beside(values: OutlineValues, row: AnnexRow, line: AnnexLine) -> tuple[TableCell, TableCell]:
    """The earlier figure and the change since."""
    before = line.before.text
    before = words.BY_YEAR.format(text=before) if before and line.to_date else before
    compared = values.beside.comparison(row.indicator or "")
    return TableCell(before, "right", line.before.below), _change(compared)


def _change(found: Comparison, none: str = "") -> TableCell:
    """A change, below it on how many units."""
    if found.change is None:
        return TableCell(none, "right")
    text = said.change(found.change, found.measure)
    return TableCell(text, "right", words.on_units(found.units))


def _figure(cell: ShownFigure, *, is_whole: bool = False) -> TableCell:
    traits = cell.trait.split()
    is_number = "n" in traits
    return TableCell(
        cell.text,
        "right" if is_number else "center",
        cell.below,
        is_bold=is_whole and is_number,
        is_italic="apart" in traits,
    )


TABLES: Mapping[ValueMark, Callable[[OutlineValues, float], Any]] = {
    ValueMark.KEY_TABLE: key_table,
    ValueMark.ANNEX_TABLE: annex_table,
}
