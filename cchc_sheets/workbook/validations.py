"""What an input cell admits: Excel stops what is certainly wrong, and says what to type.

Excel stops only what is typed, not what is pasted: the validator judges what comes back.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cchc_sheets.answers import NIL_SIGNS, NOT_APPLICABLE_SIGNS
from cchc_sheets.model import Kind, Row
from cchc_sheets.sheet.formula_text import is_one_of
from cchc_sheets.sheet.styles import Pen
from cchc_sheets.words import workbook as words

PROMPT_LIMIT = 255
STOP_LIMIT = 225
FORMULA_LIMIT = 255
"""Characters that Excel takes; a longer one makes it repair or refuse the file."""
DECIMALS = 2
FORMATS = {Kind.COUNT: "count", Kind.RATE: "rate", Kind.SCORE: "rate", Kind.CODE: "code"}
"""The number formats of answers; those of other kinds are texts."""
ADJUSTABLE = {"format_columns": True, "format_rows": True}
"""What stays possible on a locked sheet: people who cannot widen a column unlock the sheet."""

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column; all from 1."""


def attach(pen: Pen, area: Area, validation: dict[str, Any]) -> None:
    """Give the cells of an area their validation."""
    first_row, first_column, last_row, last_column = (number - 1 for number in area)
    pen.sheet.data_validation(first_row, first_column, last_row, last_column, validation)


def validation_of(row: Row, cell: str, code_list: str | None) -> dict[str, Any]:
    """Return the data validation of an input row's value cell, as xlsxwriter takes it.

    ``code_list`` is the defined name of the row's codes.
    """
    prompt = prompt_only(words.prompt_title(row), *words.prompt_parts(row))
    if row.kind is Kind.TEXT:
        return prompt
    admitted = {"validate": "custom", "value": f"={admits(row, cell)}"}
    if row.kind is Kind.CODE:
        admitted = {"validate": "list", "source": f"={code_list}"}
    return {**prompt, **admitted, **stop(*words.stop_parts(row))}


def nil_section_validation() -> dict[str, Any]:
    """Return the validation of a heading's cell: it offers to declare the section nil."""
    offered = {"validate": "list", "source": [words.NIL_SECTION]}
    prompt = prompt_only(*words.NIL_SECTION_PROMPT)
    return {**prompt, **offered, **stop(words.NIL_SECTION_STOP)}


def as_before_validation() -> dict[str, Any]:
    """Return the validation of the cell that confirms what is as in the period before."""
    offered = {"validate": "list", "source": [words.TO_CONFIRM, words.CONFIRMED]}
    return {**prompt_only(*words.AS_BEFORE_PROMPT), **offered}


def prompt_only(title: str, *parts: str) -> dict[str, Any]:
    """Return a validation that stops nothing and only says what a cell is for."""
    text = fit(parts, PROMPT_LIMIT)
    return {"validate": "any", "show_error": False, "input_title": title, "input_message": text}


def stop(*parts: str) -> dict[str, Any]:
    """Return the part of a validation that stops what is not admitted, and says what would be."""
    text = fit(parts, STOP_LIMIT)
    return {"show_error": True, "error_title": words.STOP_TITLE, "error_message": text}


def admits(row: Row, cell: str) -> str:
    """Return the condition that a typed count or rate must meet: a fitting number, or a sign.

    Spaces count as a blank, so they are admitted too.
    """
    signs = ("", *NIL_SIGNS, *(NOT_APPLICABLE_SIGNS if row.not_applicable else ()))
    conditions = [f"{cell}>={row.minimum or 0}"]
    # A result may exceed its plan, so a rate against a plan has no greatest value.
    against_plan = row.indicator is not None and row.indicator.against_plan
    if row.maximum is not None and not against_plan:
        conditions.append(f"{cell}<={row.maximum}")
    if row.kind.has_decimals:
        conditions.append(f"ROUND({cell},{DECIMALS})={cell}")
    else:
        conditions.append(f"INT({cell})={cell}")
    return f"IF(ISNUMBER({cell}),AND({','.join(conditions)}),{is_one_of(cell, signs)})"


def fit(parts: Iterable[str], limit: int) -> str:
    """Return the parts on lines of their own, without those that no longer fit."""
    text = ""
    for part in parts:
        longer = f"{text}\n{part}" if text else part
        if len(longer.encode("utf-16-le")) <= 2 * limit:
            text = longer
    return text
