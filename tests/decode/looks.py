"""A workbook whose cells look otherwise than they are stored, and what must be read of each.

Real programs save it in other formats; ``python -m tests.decode.looks PATH`` writes it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from cchc_sheets.decode.cells import RawCell

ACCOUNTING = '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)'


@dataclass(frozen=True)
class Look:
    """One cell: its value and number format, or how it is written; and what is read of it."""

    read: Callable[[RawCell | None], bool]
    value: float | str | bool | None = None
    code: str = ""
    formula: str = ""
    runs: tuple[str | dict[str, Any], ...] = ()
    font: tuple[tuple[str, Any], ...] = ()


def _is(cell: RawCell | None, value: str) -> bool:
    return cell is not None and cell.kind == "number" and cell.value == Decimal(value)


def figure(value: str) -> Callable[[RawCell | None], bool]:
    """A typed figure that is shown as it is."""
    return lambda cell: _is(cell, value) and cell == RawCell(Decimal(value), "number")


def percent(value: str) -> Callable[[RawCell | None], bool]:
    """A figure that is shown as a percentage."""
    return lambda cell: _is(cell, value) and cell is not None and cell.number_format == "percent"


def shown(value: str, *others: str) -> Callable[[RawCell | None], bool]:
    """A figure that is shown as another, in one of the ways programs write that."""
    return lambda cell: _is(cell, value) and cell is not None and cell.shown in others


def computed(value: str) -> Callable[[RawCell | None], bool]:
    """A formula that gives a number."""
    return lambda cell: _is(cell, value) and cell is not None and bool(cell.formula)


def nothing(cell: RawCell | None) -> bool:
    """A formula that gives an empty text."""
    return cell is not None and cell.formula is not None and not cell.value


def error(value: str) -> Callable[[RawCell | None], bool]:
    """A formula that fails."""
    return lambda cell: cell is not None and (cell.kind, cell.value) == ("error", value)


def date(cell: RawCell | None) -> bool:
    """A date, stored as a number or in words."""
    return cell is not None and cell.number_format == "date"


def truth(cell: RawCell | None) -> bool:
    """Nothing that could be taken for the number 1."""
    return cell is not None and (cell.value is True or cell.shown == "TRUE")


def pieces(whole: str, unmarked: str) -> Callable[[RawCell | None], bool]:
    """A text with parts that are raised, lowered or struck out."""
    return lambda cell: (
        cell is not None
        and str(cell.value).strip() == whole
        and cell.unmarked is not None
        and cell.unmarked.strip() == unmarked
    )


def struck(cell: RawCell | None) -> bool:
    """A figure in a cell whose font is struck out."""
    return cell is not None and cell.unmarked == "" and _is(cell, "732")


STRUCK, RAISED, LOWERED = {"font_strikeout": True}, {"font_script": 1}, {"font_script": 2}
STRUCK_CELL = (("font_strikeout", True),)

LOOKS: dict[str, Look] = {
    "a figure": Look(figure("1234.5"), 1234.5, "#,##0.00"),
    "with a unit": Look(figure("12345"), 12345, '#,##0 "m2"'),
    "an account": Look(figure("5"), 5, ACCOUNTING),
    "an account's nil": Look(figure("0"), 0, ACCOUNTING),
    "120 %": Look(percent("1.2"), 1.2, "0%"),
    "100 % of a count": Look(percent("1"), 1, "0.00%"),
    "division by zero": Look(error("#DIV/0!"), "#DIV/0!", formula="=1/0"),
    "not available": Look(error("#N/A"), "#N/A", formula="=NA()"),
    "truth": Look(truth, True),
    "today": Look(date, 45000, "dd/mm/yyyy", "=TODAY()"),
    "a date": Look(date, 45000, "dd/mm/yyyy"),
    "a time": Look(date, 0.5, "hh:mm"),
    "an addition": Look(computed("17"), 17, formula="=12+5"),
    "a formula that gives nothing": Look(nothing, "", formula='=IF(1=1,"","x")'),
    "thousands": Look(shown("12000", "12"), 12000, "#,##0,"),
    "millions": Look(shown("12000000", "12,0", "12.0"), 12000000, "0.0,,"),
    "hidden": Look(shown("12000", ""), 12000, ";;;"),
    "a literal digit": Look(shown("5", "50"), 5, '0"0"'),
    "a nil that is not shown": Look(shown("0", ""), 0, "#,###"),
    "a fraction": Look(shown("5.3", "5 2/7"), 5.3, "# ?/?"),
    "raised": Look(pieces("241", "24"), runs=("24", RAISED, "1", " ")),
    "lowered": Look(pieces("241", "24"), runs=("24", LOWERED, "1", " ")),
    "struck out and bold": Look(pieces("73245", "45"), runs=(STRUCK, "732", {"bold": True}, "45")),
    "a struck-out figure": Look(struck, 732, font=STRUCK_CELL),
    "a struck-out text": Look(pieces("732", ""), "732", font=STRUCK_CELL),
    "two lines": Look(lambda c: c is not None and c.value == "12\n5", "12\n5"),
}
"""By what each is; the n-th is in row n, column B."""


def write(path: Path) -> None:
    """Write the workbook, with a hidden sheet behind it."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Biểu")
        for row, (title, look) in enumerate(LOOKS.items()):
            sheet.write_string(row, 0, title)
            given = {**dict(look.font), **({"num_format": look.code} if look.code else {})}
            style = book.add_format(given) if given else None
            if look.runs:
                runs = (book.add_format(r) if isinstance(r, dict) else r for r in look.runs)
                sheet.write_rich_string(row, 1, *runs)
            elif look.formula:
                sheet.write_formula(row, 1, look.formula, style, look.value)
            elif isinstance(look.value, str):
                sheet.write_string(row, 1, look.value, style)
            elif isinstance(look.value, bool):
                sheet.write_boolean(row, 1, look.value, style)
            else:
                sheet.write_number(row, 1, look.value or 0, style)
        book.add_worksheet("ẩn").hide()


if __name__ == "__main__":
    write(Path(sys.argv[1]))
