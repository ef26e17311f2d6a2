"""How cells look apart from what is in them: tinted until they are filled, or marked to be mended.

A mark is never its colour alone: the cell has a comment, and the first sheet of the workbook lists
it. It fades when the cell is changed, or when the sheet's own checks find nothing wrong any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import groupby, product

from cchc_sheets.model import Severity
from cchc_sheets.model.issue import Issue, Mark
from cchc_sheets.sheet.address import address
from cchc_sheets.sheet.form import COMMENT_AUTHOR, SYMBOL
from cchc_sheets.sheet.formula_text import MAX_LITERAL, quoted
from cchc_sheets.sheet.heights import LINE, PIXELS_PER_POINT, line_count
from cchc_sheets.sheet.styles import ANSWERED, FONT, MENDED, Pen
from cchc_sheets.words.live import GOOD_SIGN
from cchc_sheets.workbook.validations import Area

LOOKS: Mapping[Severity | None, str] = {
    Severity.ERROR: "wrong",
    Severity.WARNING: "doubtful",
    None: "carried",
}
"""The trait of a marked cell, by the severity of its mark."""
_COMMENT_WIDTH, _COMMENT_SIZE = 320, 11


def mark(
    pen: Pen,
    issue: Issue,
    sheet: str,
    cell: tuple[int, int],
    typed: Decimal | str | None = None,
) -> tuple[str, ...]:
    """Attach a cell's mark, if it has one, and return the traits of its look.

    ``typed`` is what stands in the cell when it is issued, ``None`` in one that computes itself.
    """
    found = issue.marks.get((sheet, address(*cell))) if issue.marks else None
    if found is None:
        return ()
    row, column = (number - 1 for number in cell)
    if found.note:
        lines = line_count(found.note, _COMMENT_WIDTH, _COMMENT_SIZE) + 1
        looks = {
            "author": COMMENT_AUTHOR,
            "font_name": FONT,
            "font_size": _COMMENT_SIZE,
            "width": _COMMENT_WIDTH,
            "height": round(lines * _COMMENT_SIZE * LINE * PIXELS_PER_POINT),
        }
        pen.sheet.write_comment(row, column, found.note, looks)
    rule = {
        "type": "formula",
        "criteria": f"={_is_mended(cell, typed, found)}",
        "format": pen.styles.book.add_format(dict(MENDED)),
    }
    pen.sheet.conditional_format(row, column, row, column, rule)
    return (LOOKS[found.severity],)


def _is_mended(cell: tuple[int, int], typed: Decimal | str | None, found: Mark) -> str:
    """Return the condition that a marked cell no longer holds what it was marked for."""
    at = address(*cell)
    if isinstance(typed, Decimal):
        changed = f"NOT(AND(ISNUMBER({at}),{at}={typed:f}))"
    elif typed == "":
        changed = f"LEN(TRIM({at}))>0"
    elif typed and typed.isprintable() and len(typed) < MAX_LITERAL // 2:
        changed = f'NOT(EXACT({at}&"",{"".join(quoted(typed))}))'
    else:
        changed = "FALSE"
    return f'OR({changed},${address(cell[0], SYMBOL)}="{GOOD_SIGN}")' if found.live else changed


def mark_answered(pen: Pen, area: Area, issue: Issue, sheet: str) -> None:
    """Take the tint off the cells of an area that are filled, but leave the marked ones."""
    top, left, bottom, right = area
    plain = [[(top, left), (bottom, right)]]
    if issue.marks:
        cells = product(range(top, bottom + 1), range(left, right + 1))
        runs = groupby(cells, key=lambda cell: (sheet, address(*cell)) in issue.marks)
        plain = [list(run) for marked, run in runs if not marked]
    if not plain:
        return
    first = plain[0][0]
    rule = {
        "type": "formula",
        "criteria": f"=LEN(TRIM({address(*first)}))>0",
        "format": pen.styles.book.add_format(dict(ANSWERED)),
    }
    if len(plain) > 1:
        rule["multi_range"] = " ".join(f"{address(*run[0])}:{address(*run[-1])}" for run in plain)
    last = plain[0][-1]
    pen.sheet.conditional_format(first[0] - 1, first[1] - 1, last[0] - 1, last[1] - 1, rule)
