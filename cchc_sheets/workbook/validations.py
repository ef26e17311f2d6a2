"""What an input cell admits: Excel stops what is certainly wrong, and says what to type.

Only typing is stopped, never pasting: the validator judges what comes back.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cchc_sheets.answers import NIL_SIGNS, NOT_APPLICABLE_SIGNS
from cchc_sheets.model import Kind, Row
from cchc_sheets.sheet.formula_text import is_one_of
from cchc_sheets.words import workbook as words

PROMPT_LIMIT = 255
STOP_LIMIT = 225
FORMULA_LIMIT = 255
"""What Excel holds; longer ones make it repair or refuse the file."""
DECIMALS = 2


def validation_of(row: Row, cell: str, code_list: str | None) -> dict[str, Any]:
    """Return the data validation of an input row's value cell, as xlsxwriter takes it.

    ``code_list`` is the defined name of the row's codes.
    """
    prompt: dict[str, Any] = {
        "input_title": words.prompt_title(row),
        "input_message": fit(words.prompt_parts(row), PROMPT_LIMIT),
    }
    if row.kind is Kind.TEXT:
        return {"validate": "any", "show_error": False, **prompt}
    stop = {
        "error_title": words.STOP_TITLE,
        "error_message": fit(words.stop_parts(row), STOP_LIMIT),
    }
    if row.kind is Kind.CODE:
        return {"validate": "list", "source": f"={code_list}", **prompt, **stop}
    return {"validate": "custom", "value": f"={admits(row, cell)}", **prompt, **stop}


def prompt_only(title: str, text: str) -> dict[str, Any]:
    """Return a validation that stops nothing and only says what a cell is for."""
    return {
        "validate": "any",
        "show_error": False,
        "input_title": title,
        "input_message": text,
    }


def admits(row: Row, cell: str) -> str:
    """Return the condition that a typed count or rate must meet: a fitting number, or a sign.

    Spaces count as nothing, so they are admitted too.
    """
    signs = ("", *NIL_SIGNS, *(NOT_APPLICABLE_SIGNS if row.not_applicable else ()))
    return f"IF(ISNUMBER({cell}),{_fits(row, cell)},{is_one_of(cell, signs)})"


def _fits(row: Row, cell: str) -> str:
    conditions = [f"{cell}>={row.minimum or 0}"]
    against_plan = row.indicator is not None and row.indicator.against_plan
    if row.maximum is not None and not against_plan:
        conditions.append(f"{cell}<={row.maximum}")
    if row.kind.has_decimals:
        conditions.append(f"ROUND({cell},{DECIMALS})={cell}")
    else:
        conditions.append(f"INT({cell})={cell}")
    return f"AND({','.join(conditions)})"


def fit(parts: Iterable[str], limit: int) -> str:
    """Return the parts on lines of their own, without those that no longer fit."""
    text = ""
    for part in parts:
        longer = f"{text}\n{part}" if text else part
        if len(longer.encode("utf-16-le")) <= 2 * limit:
            text = longer
    return text
